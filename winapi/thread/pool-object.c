/* SPDX-License-Identifier: MIT */
/* pool-object.c - objects of thread pools: counting, waiting, timers, groups; see pool.h */
#include <stdlib.h>

#include "winapi/sync/lock.h"
#include "winapi/sync/objects.h"
#include "winapi/thread/pool-internal.h"

#define SPINS 100

struct pool_group {
    struct pool_object *members; /* pool_lock */
};

struct pool_object *pool_object_ref(struct pool_object *object)
{
    atomic_fetch_add(&object->references, 1);
    return object;
}

void pool_object_unref(struct pool_object *object)
{
    if (atomic_fetch_sub(&object->references, 1) != 1)
        return;
    if (object->gone)
        object->gone(object->gone_user);
    if (object->wait_object)
        object_unref(&object->wait_object->object);
    pool_give_reference(object->pool);
    free(object);
}

int pool_object_new(const struct pool_spec *spec, struct pool_object **ret_object)
{
    struct pool_object *object = calloc(1, sizeof(*object));
    struct pool *pool = object ? pool_take_reference(spec->pool) : NULL;

    if (!pool) {
        free(object);
        return -ENOMEM;
    }
    atomic_init(&object->references, 1);
    object->pool = pool;
    object->spec = *spec;
    object->alarm.ring = pool_timer_ring;
    if (spec->group) {
        guarded_lock(&pool_lock);
        object->group_link = &spec->group->members;
        object->group_next = spec->group->members;
        if (object->group_next)
            object->group_next->group_link = &object->group_next;
        spec->group->members = object;
        guarded_unlock(&pool_lock);
    }
    *ret_object = object;
    return 0;
}

/* pool_lock is held. */
static void leave_group(struct pool_object *object)
{
    if (!object->group_link)
        return;
    *object->group_link = object->group_next;
    if (object->group_next)
        object->group_next->group_link = object->group_link;
    object->group_link = NULL;
}

/* A wait that repeats looks at closed before it is armed again. */
void pool_object_stop(struct pool_object *object)
{
    guarded_lock(&pool_lock);
    object->closed = true;
    leave_group(object);
    guarded_unlock(&pool_lock);
    pool_timer_set(object, 0, 0);
    pool_wait_disarm(object);
}

void pool_object_close(struct pool_object *object)
{
    pool_object_stop(object);
    pool_object_unref(object);
}

/* A member of a cleanup group stays one until its callback has returned. */
void pool_object_post_once(struct pool_object *object)
{
    guarded_lock(&pool_lock);
    object->single = true;
    guarded_unlock(&pool_lock);
    pool_object_post(object);
}

bool pool_object_busy(struct pool_object *object)
{
    bool busy;

    guarded_lock(&pool_lock);
    busy = object->pending || object->running;
    guarded_unlock(&pool_lock);
    return busy;
}

void pool_object_notify(struct pool_object *object, void (*gone)(void *user), void *user)
{
    object->gone_user = user;
    object->gone = gone;
}

/* ---- running and waiting */

/* pool_lock is held. */
static void tell_waiters(struct pool_object *object)
{
    if (object->pending || object->running || !object->waiters)
        return;
    atomic_fetch_add(&object->changed, 1);
    futex_wake(&object->changed, INT_MAX);
}

static void drop_all_pending(struct pool_object *object)
{
    struct pool_arm *arms = NULL, *arm;
    unsigned dropped;

    guarded_lock(&pool_lock);
    dropped = pool_drop_pending(object);
    while ((arm = pool_arm_next(object))) {
        arm->next = arms;
        arms = arm;
    }
    tell_waiters(object);
    guarded_unlock(&pool_lock);
    pool_arms_free(arms);
    while (dropped--)
        pool_object_unref(object);
}

void pool_object_wait(struct pool_object *object, bool cancel)
{
    if (cancel)
        drop_all_pending(object);
    guarded_lock(&pool_lock);
    object->waiters++;
    while (object->pending || object->running) {
        unsigned seen = atomic_load(&object->changed);

        guarded_unlock(&pool_lock);
        for (int i = 0; i < SPINS && atomic_load(&object->changed) == seen; i++)
            __builtin_ia32_pause();
        futex_wait(&object->changed, seen, FUTEX_FOREVER);
        guarded_lock(&pool_lock);
    }
    object->waiters--;
    guarded_unlock(&pool_lock);
}

void pool_instance_disassociate(struct pool_instance *instance)
{
    if (instance->disassociated)
        return;
    instance->disassociated = true;
    guarded_lock(&pool_lock);
    instance->object->running--;
    tell_waiters(instance->object);
    guarded_unlock(&pool_lock);
}

/* Source: learn.microsoft.com, threadpoolapiset: the "...WhenCallbackReturns" functions */
static void run_completion(struct pool_instance *instance)
{
    if (instance->section)
        section_leave(instance->section);
    if (instance->mutex)
        sync_mutant_release(instance->mutex);
    if (instance->semaphore)
        sync_semaphore_release(instance->semaphore, (int32_t)instance->semaphore_count, NULL);
    if (instance->event)
        sync_event_set(instance->event);
    if (instance->unload)
        instance->unload(instance->module);
}

/* The group may be closing it at the same time: whoever takes it out of the group gives it back. */
static void close_single(struct pool_object *object)
{
    bool mine;

    guarded_lock(&pool_lock);
    mine = !object->closed;
    object->closed = true;
    leave_group(object);
    guarded_unlock(&pool_lock);
    if (mine)
        pool_object_unref(object);
}

void pool_run(struct pool_object *object, struct pool_arm *arm)
{
    struct pool_instance instance = {.object = object};
    DWORD status = arm ? arm->status : WAIT_OBJECT_0;

    if (arm)
        pool_arm_done(arm);
    object->spec.call.invoke(&object->spec.call, &instance, object, status);
    run_completion(&instance);
    pool_instance_disassociate(&instance);
    if (object->single)
        close_single(object);
    pool_object_unref(object);
}

/* ---- timers: an armed timer needs no reference, as disarming waits for a ring to end */

int64_t pool_timer_ring(struct alarm *alarm, int64_t now_ns)
{
    struct pool_object *object =
        (struct pool_object *)((char *)alarm - offsetof(struct pool_object, alarm));
    int64_t late_ns = now_ns - alarm->due_ns;

    pool_post_quick(object, NULL);
    if (!object->period_ns)
        return 0;
    return alarm->due_ns + (late_ns / object->period_ns + 1) * object->period_ns;
}

struct timer_change {
    struct pool_object *object;
    int64_t period_ns;
    bool set, was_set;
};

static void timer_change(void *user)
{
    struct timer_change *change = user;

    change->was_set = change->object->timer_set;
    change->object->timer_set = change->set;
    change->object->period_ns = change->period_ns;
}

bool pool_timer_set(struct pool_object *object, int64_t due_ns, int64_t period_ns)
{
    struct timer_change change = {.object = object, .period_ns = period_ns, .set = due_ns != 0};

    if (due_ns)
        alarm_set(&object->alarm, due_ns, timer_change, &change);
    else
        alarm_cancel(&object->alarm, timer_change, &change);
    return change.was_set;
}

static void timer_look(void *user)
{
    struct timer_change *change = user;

    change->was_set = change->object->timer_set;
}

bool pool_timer_is_set(struct pool_object *object)
{
    struct timer_change change = {.object = object};

    alarm_look(timer_look, &change);
    return change.was_set;
}

static void timer_look_pending(void *user)
{
    struct timer_change *change = user;

    change->was_set = change->object->alarm.position != 0;
}

bool pool_timer_is_pending(struct pool_object *object)
{
    struct timer_change change = {.object = object};

    alarm_look(timer_look_pending, &change);
    return change.was_set;
}

/* ---- cleanup groups */

struct pool_group *pool_group_new(void)
{
    return calloc(1, sizeof(struct pool_group));
}

void pool_group_free(struct pool_group *group)
{
    free(group);
}

/* The first member, out of its group, with a reference of the caller's; NULL when there is none. */
static struct pool_object *member_take(struct pool_group *group, bool *ret_close)
{
    struct pool_object *object;

    guarded_lock(&pool_lock);
    object = group->members;
    if (object) {
        pool_object_ref(object);
        leave_group(object);
        *ret_close = !object->closed;
        object->closed = true;
    }
    guarded_unlock(&pool_lock);
    return object;
}

void pool_group_close_members(struct pool_group *group, bool cancel, void *cleanup_context)
{
    struct pool_object *object;
    bool close;

    while ((object = member_take(group, &close))) {
        pool_object_stop(object);
        if (cancel)
            drop_all_pending(object);
        if (cancel && object->spec.cancel)
            object->spec.cancel(object->spec.cancel_callback, object->spec.call.context,
                                cleanup_context);
        pool_object_wait(object, false);
        if (close)
            pool_object_unref(object);
        pool_object_unref(object);
    }
}
