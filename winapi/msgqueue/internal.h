/* SPDX-License-Identifier: MIT */
/* internal.h - a thread's queue, for the files of this folder */
#ifndef WINSHIM_MSGQUEUE_INTERNAL_H
#define WINSHIM_MSGQUEUE_INTERNAL_H

#include "msgqueue.h"
#include "winapi/sync/dispatcher.h"

struct posted {
    struct posted *next;
    MSG message;
};

struct timer {
    struct timer *next;
    UINT_PTR id;
    int64_t period_ns;
    int64_t due_ns;
    struct msgqueue_callback callback;
};

struct msgqueue {
    struct sync_object arrival; /* signalled when something came since the thread looked */
    struct msgqueue *next;      /* queues_lock */
    DWORD thread;
    struct guarded_lock lock; /* everything below */
    struct posted *first, **end;
    unsigned count;
    bool quit;
    int quit_code;
    UINT fresh; /* QS_* that came since the thread looked */

    /* The thread itself only. */
    struct timer *timers;
    DWORD last_time;
    LPARAM extra;
};

/** msgqueue_self() - the calling thread's queue, made on the first call; NULL when memory is out */
struct msgqueue *msgqueue_self(void);

/** msgqueue_find() - a reference to a thread's queue, or NULL; give it back with object_unref() */
struct msgqueue *msgqueue_find(DWORD thread);

/** msgqueue_timer_expired() - the timer that is due longest, or NULL */
struct timer *msgqueue_timer_expired(struct msgqueue *queue);

/** msgqueue_timer_rearm() - the timer's message was taken */
void msgqueue_timer_rearm(struct timer *timer);

/** msgqueue_timer_next() - when the next timer is due; FUTEX_FOREVER without timers */
int64_t msgqueue_timer_next(struct msgqueue *queue);

#endif
