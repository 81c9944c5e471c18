/* SPDX-License-Identifier: MIT */
/* timer-queue.c - see timer-queue.h */
#include <stdlib.h>

#include "winapi/sync/objects.h"
#include "winapi/thread/timer-queue.h"

struct queue_timer {
    struct pool_object *object;
    struct timer_queue *queue;
    struct queue_timer *next, **link; /* queues_lock */
    bool once, armed;
};

struct timer_queue {
    struct queue_timer *timers; /* queues_lock */
};

static struct guarded_lock queues_lock;
static struct timer_queue process_queue;

struct timer_queue *timer_queue_new(void)
{
    return calloc(1, sizeof(struct timer_queue));
}

/* ---- telling an event when the last of several objects has gone */

struct completion {
    atomic_uint references;
    struct sync_object *event;
};

static int completion_new(enum timer_delete how, HANDLE event, struct completion **ret_completion)
{
    struct sync_object *object;
    struct completion *completion;
    int result;

    *ret_completion = NULL;
    if (how != TIMER_DELETE_EVENT)
        return 0;
    result = sync_object_of(event, EVENT_MODIFY_STATE, &object);
    if (result)
        return result;
    completion = object->object.class == &sync_event_class ? malloc(sizeof(*completion)) : NULL;
    if (!completion) {
        result = object->object.class == &sync_event_class ? -ENOMEM : -EBADF;
        object_unref(&object->object);
        return result;
    }
    atomic_init(&completion->references, 1);
    completion->event = object;
    *ret_completion = completion;
    return 0;
}

static void completion_unref(void *user)
{
    struct completion *completion = user;

    if (!completion || atomic_fetch_sub(&completion->references, 1) != 1)
        return;
    sync_signal(completion->event);
    object_unref(&completion->event->object);
    free(completion);
}

/* Closes an object in one of the three ways. Return: 0; -EINPROGRESS. */
static int object_remove(struct pool_object *object, enum timer_delete how,
                         struct completion *completion)
{
    bool busy;

    if (completion) {
        atomic_fetch_add(&completion->references, 1);
        pool_object_notify(object, completion_unref, completion);
    }
    pool_object_stop(object);
    if (how == TIMER_DELETE_WAIT)
        pool_object_wait(object, false);
    busy = pool_object_busy(object);
    pool_object_close(object);
    return busy ? -EINPROGRESS : 0;
}

int pool_wait_remove(struct pool_object *wait, enum timer_delete how, HANDLE event)
{
    struct completion *completion;
    int result = completion_new(how, event, &completion);

    if (result)
        return result;
    result = object_remove(wait, how, completion);
    completion_unref(completion);
    return result;
}

/* ---- timers */

static int64_t ms_to_ns(uint32_t ms)
{
    return ms * 1000000ll;
}

int timer_queue_add(struct timer_queue *queue, const struct pool_spec *spec, uint32_t due_ms,
                    uint32_t period_ms, bool once, struct queue_timer **ret_timer)
{
    struct queue_timer *timer = calloc(1, sizeof(*timer));
    int result = timer ? pool_object_new(spec, &timer->object) : -ENOMEM;

    if (result) {
        free(timer);
        return result;
    }
    timer->queue = queue ? queue : &process_queue;
    timer->once = once;
    guarded_lock(&queues_lock);
    timer->link = &timer->queue->timers;
    timer->next = timer->queue->timers;
    if (timer->next)
        timer->next->link = &timer->next;
    timer->queue->timers = timer;
    guarded_unlock(&queues_lock);
    *ret_timer = timer; /* before it can ring */
    timer_queue_change(timer, due_ms, period_ms);
    return 0;
}

void timer_queue_change(struct queue_timer *timer, uint32_t due_ms, uint32_t period_ms)
{
    int64_t period_ns = timer->once ? 0 : ms_to_ns(period_ms);

    if (timer->armed && !pool_timer_is_pending(timer->object))
        return;
    timer->armed = due_ms != INFINITE;
    if (due_ms == INFINITE)
        pool_timer_set(timer->object, 0, 0);
    else
        pool_timer_set(timer->object, futex_now_ns() + ms_to_ns(due_ms), period_ns);
}

/* queues_lock is held. */
static void timer_unlink(struct queue_timer *timer)
{
    *timer->link = timer->next;
    if (timer->next)
        timer->next->link = timer->link;
}

int timer_queue_remove(struct queue_timer *timer, enum timer_delete how, HANDLE event)
{
    struct completion *completion;
    int result = completion_new(how, event, &completion);

    if (result)
        return result;
    guarded_lock(&queues_lock);
    timer_unlink(timer);
    guarded_unlock(&queues_lock);
    result = object_remove(timer->object, how, completion);
    completion_unref(completion);
    free(timer);
    return result;
}

int timer_queue_delete(struct timer_queue *queue, enum timer_delete how, HANDLE event)
{
    struct completion *completion;
    struct queue_timer *timer;
    int result = completion_new(how, event, &completion);

    if (result)
        return result;
    guarded_lock(&queues_lock);
    while ((timer = queue->timers)) {
        timer_unlink(timer);
        guarded_unlock(&queues_lock);
        if (object_remove(timer->object, how, completion))
            result = -EINPROGRESS;
        free(timer);
        guarded_lock(&queues_lock);
    }
    guarded_unlock(&queues_lock);
    completion_unref(completion);
    free(queue);
    return result;
}
