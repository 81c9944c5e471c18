/* SPDX-License-Identifier: MIT */
/*
 * pool-wait.c - waits of thread pools, see pool.h
 *
 * Each arming is a block of its own, so that a wait can be armed anew while the
 * former signal is still on its way. Exactly one of the signal, the time-out and
 * a cancel ends it.
 */
#include <stdlib.h>

#include "winapi/sync/objects.h"
#include "winapi/thread/pool-internal.h"

static void arm_unref(struct pool_arm *arm)
{
    if (atomic_fetch_sub(&arm->references, 1) != 1)
        return;
    alarm_cancel(&arm->alarm, NULL, NULL);
    object_unref(&arm->async.object->object);
    if (arm->stop)
        object_unref(&arm->stop->object);
    pool_object_unref(arm->owner);
    free(arm);
}

void pool_arms_free(struct pool_arm *arms)
{
    while (arms) {
        struct pool_arm *next = arms->next;

        arm_unref(arms);
        arms = next;
    }
}

void pool_arm_fire(struct pool_object *object, struct pool_arm *arm)
{
    if (object->armed == arm)
        object->armed = NULL;
    arm->next = NULL;
    if (object->fired_last)
        object->fired_last->next = arm;
    else
        object->fired = arm;
    object->fired_last = arm;
}

struct pool_arm *pool_arm_next(struct pool_object *object)
{
    struct pool_arm *arm = object->fired;

    if (!arm)
        return NULL;
    object->fired = arm->next;
    if (!object->fired)
        object->fired_last = NULL;
    return arm;
}

static void arm_signalled(struct sync_async *async)
{
    struct pool_arm *arm = (struct pool_arm *)((char *)async - offsetof(struct pool_arm, async));

    arm->status = WAIT_OBJECT_0;
    pool_post_quick(arm->owner, arm);
}

static int64_t arm_timed_out(struct alarm *alarm, int64_t now_ns)
{
    struct pool_arm *arm = (struct pool_arm *)((char *)alarm - offsetof(struct pool_arm, alarm));

    (void)now_ns;
    if (sync_async_cancel(&arm->async)) {
        arm->status = WAIT_TIMEOUT;
        pool_post_quick(arm->owner, arm);
    }
    return 0;
}

/* ---- objects that only a thread can wait for */

static uint32_t wait_thread(void *routine, void *argument)
{
    struct pool_arm *arm = argument;
    struct sync_object *objects[2] = {arm->async.object, arm->stop};
    struct pool_object *owner = arm->owner;
    DWORD status;
    bool run;

    (void)routine;
    sync_wait_objects(objects, 2, 0, arm->deadline_ns, &status);
    guarded_lock(&pool_lock);
    run = status != WAIT_OBJECT_0 + 1 && owner->armed == arm;
    if (run) {
        owner->armed = NULL;
        owner->running++;
    }
    guarded_unlock(&pool_lock);
    arm->status = status == WAIT_ABANDONED_0 ? WAIT_OBJECT_0 : status;
    if (run) {
        pool_object_ref(owner);
        pool_run(owner, arm);
    } else {
        arm_unref(arm);
    }
    return 0;
}

static const struct object_class stop_class = {"Event", (void (*)(struct object *))free, true};

static int arm_with_thread(struct pool_arm *arm)
{
    struct thread_spec spec = {.invoke = wait_thread, .parameter = arm, .name = "winshim-wait"};

    arm->stop = calloc(1, sizeof(*arm->stop));
    if (!arm->stop)
        return -ENOMEM;
    sync_object_init(arm->stop, &stop_class, SYNC_NOTIFICATION, 0);
    return thread_create(&spec, NULL, NULL);
}

/* ---- arming */

static struct pool_arm *arm_new(struct pool_object *owner, struct sync_object *object,
                                int64_t deadline_ns)
{
    struct pool_arm *arm = calloc(1, sizeof(*arm));

    if (!arm)
        return NULL;
    atomic_init(&arm->references, 2); /* who makes it, and what ends it */
    arm->owner = pool_object_ref(owner);
    arm->async.object = object;
    arm->async.ready = arm_signalled;
    arm->alarm.ring = arm_timed_out;
    arm->deadline_ns = deadline_ns;
    object_ref(&object->object);
    return arm;
}

/* Return: whether the wait may begin; a closed object is not armed any more. */
static bool publish(struct pool_object *owner, struct pool_arm *arm)
{
    bool closed;

    guarded_lock(&pool_lock);
    closed = owner->closed;
    if (!closed)
        owner->armed = arm;
    guarded_unlock(&pool_lock);
    return !closed;
}

/* It was not begun: takes back what publish() did. */
static void retract(struct pool_object *owner, struct pool_arm *arm)
{
    guarded_lock(&pool_lock);
    if (owner->armed == arm)
        owner->armed = NULL;
    guarded_unlock(&pool_lock);
    arm_unref(arm);
}

static int arm_start(struct pool_object *owner, struct sync_object *object, int64_t deadline_ns)
{
    struct pool_arm *arm = arm_new(owner, object, deadline_ns);
    int result = 0;

    if (!arm)
        return -ENOMEM;
    if (!publish(owner, arm)) {
        arm_unref(arm);
    } else if (object->shared || object->kind == SYNC_MUTANT) {
        result = arm_with_thread(arm);
        if (result)
            retract(owner, arm);
    } else {
        sync_async_start(&arm->async);
        /* It may have ended by now; then the alarm finds nothing to cancel. */
        if (deadline_ns != FUTEX_FOREVER)
            alarm_set(&arm->alarm, deadline_ns ? deadline_ns : 1, NULL, NULL);
    }
    arm_unref(arm);
    return result;
}

bool pool_wait_disarm(struct pool_object *object)
{
    struct pool_arm *arm;
    bool ended = true;

    guarded_lock(&pool_lock);
    arm = object->armed;
    object->armed = NULL;
    if (arm)
        atomic_fetch_add(&arm->references, 1);
    guarded_unlock(&pool_lock);
    if (!arm)
        return false;
    if (arm->stop)
        sync_signal(arm->stop); /* its thread gives it back */
    else if ((ended = sync_async_cancel(&arm->async)))
        arm_unref(arm);
    arm_unref(arm);
    return ended;
}

void pool_arm_done(struct pool_arm *arm)
{
    struct pool_object *owner = arm->owner;
    struct sync_object *object = NULL;
    int64_t repeat_ms;

    guarded_lock(&pool_lock);
    repeat_ms = owner->closed ? -1 : owner->repeat_ms;
    if (repeat_ms >= 0 && owner->wait_object) {
        object = owner->wait_object;
        object_ref(&object->object);
    }
    guarded_unlock(&pool_lock);
    if (object) {
        arm_start(owner, object, futex_deadline_ms((uint32_t)repeat_ms));
        object_unref(&object->object);
    }
    arm_unref(arm);
}

int pool_wait_set(struct pool_object *owner, HANDLE handle, int64_t deadline_ns, int64_t repeat_ms,
                  bool *ret_was_set)
{
    struct sync_object *object = NULL, *old;
    bool was_set = pool_wait_disarm(owner);
    int result = handle ? sync_object_of(handle, SYNCHRONIZE, &object) : 0;

    if (ret_was_set)
        *ret_was_set = was_set;
    guarded_lock(&pool_lock);
    old = owner->wait_object;
    owner->wait_object = repeat_ms >= 0 ? object : NULL;
    owner->repeat_ms = repeat_ms;
    if (owner->wait_object)
        object_ref(&object->object);
    guarded_unlock(&pool_lock);
    if (old)
        object_unref(&old->object);
    if (!object)
        return result;
    result = arm_start(owner, object, deadline_ns);
    object_unref(&object->object);
    return result;
}
