/* SPDX-License-Identifier: MIT */
/* timer-queue.h - timer queues, on top of the thread pool */
#ifndef WINSHIM_THREAD_TIMER_QUEUE_H
#define WINSHIM_THREAD_TIMER_QUEUE_H

#include "winapi/thread/pool.h"

struct timer_queue;
struct queue_timer;

/* How a delete waits for callbacks that run. */
enum timer_delete {
    TIMER_DELETE_RETURN, /* not at all */
    TIMER_DELETE_WAIT,
    TIMER_DELETE_EVENT, /* an event is set later */
};

/** timer_queue_new() - Return: NULL when memory is out. */
struct timer_queue *timer_queue_new(void);

/**
 * timer_queue_delete() - delete a queue and its timers
 * @event: for TIMER_DELETE_EVENT
 *
 * Return: 0; -EINPROGRESS when callbacks may still run; -EBADF for a bad event, then nothing is
 * deleted.
 */
int timer_queue_delete(struct timer_queue *queue, enum timer_delete how, HANDLE event);

/**
 * timer_queue_add() - make a timer
 * @queue: NULL: the process's own
 * @once: ring once, whatever the period
 *
 * Return: 0; -ENOMEM.
 */
int timer_queue_add(struct timer_queue *queue, const struct pool_spec *spec, uint32_t due_ms,
                    uint32_t period_ms, bool once, struct queue_timer **ret_timer);

/** timer_queue_change() - a new time and period; nothing happens to a one-shot timer that has rung
 */
void timer_queue_change(struct queue_timer *timer, uint32_t due_ms, uint32_t period_ms);

/** timer_queue_remove() - delete a timer. Return: as timer_queue_delete(). */
int timer_queue_remove(struct queue_timer *timer, enum timer_delete how, HANDLE event);

/** pool_wait_remove() - UnregisterWaitEx(): the same for a wait of the pool */
int pool_wait_remove(struct pool_object *wait, enum timer_delete how, HANDLE event);

#endif
