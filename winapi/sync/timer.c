/* SPDX-License-Identifier: MIT */
/*
 * timer.c - waitable timers
 *
 * The alarm service signals a timer of this process. A named timer's due time
 * stands in its page besides, where waiters of every process see it for
 * themselves.
 */
#include <stdlib.h>

#include "shim/error.h"
#include "winapi/sync/shared.h"
#include "winapi/sync/timer.h"

#define UNITS_PER_SECOND 10000000ll
#define UNIX_EPOCH_UNITS 116444736000000000ll

/* The completion routine of one SetWaitableTimer(). Owned by the timer, and by a queue it is in. */
struct timer_call {
    struct sync_apc apc;
    atomic_uint references;
    atomic_bool queued;         /* at most once at a time */
    uint64_t due;               /* the alarm service until queued, then the thread */
    struct sync_thread *thread; /* a reference to its object */
    struct sync_timer_apc routine;
};

static int64_t now_units(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * UNITS_PER_SECOND + now.tv_nsec / 100 + UNIX_EPOCH_UNITS;
}

int64_t sync_deadline(int64_t due)
{
    int64_t relative, deadline_ns;

    /* -INT64_MIN does not exist. */
    if (due < 0)
        relative = due == INT64_MIN ? INT64_MAX : -due;
    else
        relative = due > now_units() ? due - now_units() : 0;
    if (__builtin_mul_overflow(relative, 100, &deadline_ns) ||
        __builtin_add_overflow(deadline_ns, futex_now_ns(), &deadline_ns))
        return FUTEX_FOREVER - 1;
    return deadline_ns;
}

static void call_unref(struct timer_call *call)
{
    if (!call || atomic_fetch_sub(&call->references, 1) != 1)
        return;
    object_unref(call->thread->object);
    free(call);
}

static void call_drop(struct sync_apc *apc)
{
    call_unref((struct timer_call *)apc);
}

static void call_run(struct sync_apc *apc)
{
    struct timer_call *call = (struct timer_call *)apc;
    struct sync_timer_apc routine = call->routine;
    uint64_t due = call->due;

    atomic_store(&call->queued, false);
    call_unref(call);
    routine.invoke(routine.routine, routine.argument, due);
}

static struct timer_call *call_new(const struct sync_timer_apc *routine)
{
    struct timer_call *call = calloc(1, sizeof(*call));

    if (!call)
        return NULL;
    call->apc.run = call_run;
    call->apc.drop = call_drop;
    atomic_init(&call->references, 1);
    call->routine = *routine;
    call->thread = sync_thread_current();
    object_ref(call->thread->object);
    return call;
}

static void call_queue(struct timer_call *call)
{
    if (atomic_exchange(&call->queued, true))
        return;
    call->due = (uint64_t)now_units();
    atomic_fetch_add(&call->references, 1);
    if (sync_apc_queue(call->thread, &call->apc))
        call_unref(call);
}

static void call_cancel(struct timer_call *call)
{
    if (call && sync_apc_remove(call->thread, &call->apc))
        call_unref(call);
    call_unref(call);
}

static int64_t timer_ring(struct alarm *alarm, int64_t now_ns)
{
    struct sync_timer *timer =
        (struct sync_timer *)((char *)alarm - offsetof(struct sync_timer, alarm));
    int64_t late_ns = now_ns - alarm->due_ns;

    if (!timer->sync.shared)
        sync_signal(&timer->sync);
    if (timer->call)
        call_queue(timer->call);
    if (!timer->period_ns)
        return 0;
    return alarm->due_ns + (late_ns / timer->period_ns + 1) * timer->period_ns;
}

void sync_timer_init(struct sync_timer *timer)
{
    timer->alarm.ring = timer_ring;
}

/* What a set or a cancel changes while the timer can't ring. */
struct timer_change {
    struct sync_timer *timer;
    struct timer_call *call;
    int64_t due_ns, period_ns;
    bool reset;
};

static void timer_change(void *user)
{
    struct timer_change *change = user;
    struct sync_timer *timer = change->timer;
    uint64_t state;

    call_cancel(timer->call);
    timer->call = change->call;
    timer->period_ns = change->period_ns;
    if (timer->sync.shared) {
        state = sync_begin(&timer->sync);
        shared_timer_set(timer->sync.shared, change->due_ns, change->period_ns);
        sync_end(&timer->sync, change->reset ? 0 : state);
    } else if (change->reset) {
        sync_reset(&timer->sync);
    }
}

void sync_timer_free(struct object *object)
{
    struct sync_timer *timer = (struct sync_timer *)object;
    struct timer_call *call = timer->call;

    alarm_cancel(&timer->alarm, NULL, NULL);
    call_cancel(call);
    sync_object_finish(&timer->sync);
    free(timer);
}

static int timer_of(HANDLE handle, struct sync_timer **ret_timer)
{
    struct object *object;
    int result = handle_ref(handle, &sync_timer_class, TIMER_MODIFY_STATE, &object);

    if (!result)
        *ret_timer = (struct sync_timer *)object;
    return result;
}

int sync_timer_set(HANDLE handle, int64_t due, int32_t period_ms, const struct sync_timer_apc *apc)
{
    struct timer_change change = {.period_ns = period_ms * 1000000ll, .reset = true};
    int result;

    if (period_ms < 0)
        return -EINVAL;
    result = timer_of(handle, &change.timer);
    if (result)
        return result;
    change.due_ns = sync_deadline(due);
    if (apc->routine) {
        change.call = call_new(apc);
        result = change.call ? 0 : -ENOMEM;
    }
    if (!result)
        result = alarm_set(&change.timer->alarm, change.due_ns, timer_change, &change);
    object_unref(&change.timer->sync.object);
    return result;
}

int sync_timer_cancel(HANDLE handle)
{
    struct timer_change change = {.due_ns = 0};
    int result = timer_of(handle, &change.timer);

    if (result)
        return result;
    alarm_cancel(&change.timer->alarm, timer_change, &change);
    object_unref(&change.timer->sync.object);
    return 0;
}
