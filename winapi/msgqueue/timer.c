/* SPDX-License-Identifier: MIT */
/* timer.c - timers of a thread, whose messages are made when the thread looks for them */
#include <stdlib.h>

#include "internal.h"
#include "shim/error.h"
#include "shim/futex.h"

#define FIRST_ID 0x7fffu

static struct timer *timer_find(struct msgqueue *queue, UINT_PTR id)
{
    struct timer *timer = queue->timers;

    while (timer && timer->id != id)
        timer = timer->next;
    return timer;
}

static struct timer *timer_new(struct msgqueue *queue)
{
    struct timer *timer = calloc(1, sizeof(*timer));

    if (!timer)
        return NULL;
    timer->id = FIRST_ID;
    while (timer_find(queue, timer->id))
        timer->id--;
    timer->next = queue->timers;
    queue->timers = timer;
    return timer;
}

int msgqueue_timer_set(UINT_PTR id, UINT period_ms, const struct msgqueue_callback *callback,
                       UINT_PTR *ret_id)
{
    struct msgqueue *queue = msgqueue_self();
    struct timer *timer = queue && id ? timer_find(queue, id) : NULL;

    if (queue && !timer)
        timer = timer_new(queue);
    if (!timer)
        return -ENOMEM;
    if (period_ms < USER_TIMER_MINIMUM)
        period_ms = USER_TIMER_MINIMUM;
    if (period_ms > USER_TIMER_MAXIMUM)
        period_ms = USER_TIMER_MAXIMUM;
    timer->period_ns = (int64_t)period_ms * 1000000;
    timer->due_ns = futex_now_ns() + timer->period_ns;
    timer->callback = *callback;
    *ret_id = timer->id;
    return 0;
}

int msgqueue_timer_kill(UINT_PTR id)
{
    struct msgqueue *queue = msgqueue_self();

    for (struct timer **link = queue ? &queue->timers : NULL; link && *link; link = &(*link)->next)
        if ((*link)->id == id) {
            struct timer *timer = *link;

            *link = timer->next;
            free(timer);
            return 0;
        }
    return -EINVAL;
}

int msgqueue_timer_callback(UINT_PTR id, const void *proc, struct msgqueue_callback *ret_callback)
{
    struct msgqueue *queue = msgqueue_self();
    struct timer *timer = queue ? timer_find(queue, id) : NULL;

    if (!timer || !proc || timer->callback.proc != proc)
        return -ENOENT;
    *ret_callback = timer->callback;
    return 0;
}

struct timer *msgqueue_timer_expired(struct msgqueue *queue)
{
    int64_t now = queue->timers ? futex_now_ns() : 0;
    struct timer *oldest = NULL;

    for (struct timer *timer = queue->timers; timer; timer = timer->next)
        if (timer->due_ns <= now && (!oldest || timer->due_ns < oldest->due_ns))
            oldest = timer;
    return oldest;
}

void msgqueue_timer_rearm(struct timer *timer)
{
    int64_t now = futex_now_ns();

    timer->due_ns += timer->period_ns;
    /* A thread that was late gets one message for all the times it missed. */
    if (timer->due_ns <= now)
        timer->due_ns = now + timer->period_ns;
}

int64_t msgqueue_timer_next(struct msgqueue *queue)
{
    int64_t next = FUTEX_FOREVER;

    for (struct timer *timer = queue->timers; timer; timer = timer->next)
        if (timer->due_ns < next)
            next = timer->due_ns;
    return next;
}
