/* SPDX-License-Identifier: MIT */
/* msgqueue.c - posting, taking and waiting, see msgqueue.h */
#include <stdlib.h>

#include "internal.h"
#include "shim/error.h"
#include "shim/futex.h"
#include "shim/trace.h"
#include "winapi/sync/objects.h"

#define POSTED (QS_POSTMESSAGE | QS_ALLPOSTMESSAGE)

DWORD msgqueue_tick_ms(void)
{
    return (DWORD)(futex_now_ns() / 1000000);
}

int msgqueue_attach(void)
{
    return msgqueue_self() ? 0 : -ENOMEM;
}

/* ---- posting ---------------------------------------------------------------------------- */

/* The queue's lock is held. */
static void arrived(struct msgqueue *queue)
{
    queue->fresh |= POSTED;
    sync_signal(&queue->arrival);
}

static int append(struct msgqueue *queue, struct posted *posted)
{
    int result = 0;

    guarded_lock(&queue->lock);
    if (queue->count == MSGQUEUE_LIMIT) {
        result = ENGINE_WIN32(ERROR_NOT_ENOUGH_QUOTA);
    } else {
        *queue->end = posted;
        queue->end = &posted->next;
        queue->count++;
        arrived(queue);
    }
    guarded_unlock(&queue->lock);
    return result;
}

static bool is_self(DWORD thread)
{
    return thread == (DWORD)(uintptr_t)teb_current()->ClientId.UniqueThread;
}

/* A thread's queue, with a reference. */
static int find(DWORD thread, struct msgqueue **ret_queue)
{
    if (is_self(thread) && !msgqueue_self())
        return -ENOMEM;
    *ret_queue = msgqueue_find(thread);
    return *ret_queue ? 0 : ENGINE_WIN32(ERROR_INVALID_THREAD_ID);
}

int msgqueue_check(DWORD thread)
{
    struct msgqueue *queue;
    int result = find(thread, &queue);

    if (!result)
        object_unref(&queue->arrival.object);
    return result;
}

int msgqueue_post(DWORD thread, UINT message, WPARAM wparam, LPARAM lparam)
{
    struct msgqueue *queue;
    struct posted *posted;
    int result = find(thread, &queue);

    if (result)
        return result;
    posted = malloc(sizeof(*posted));
    if (posted)
        *posted = (struct posted){.message = {.message = message,
                                              .wParam = wparam,
                                              .lParam = lparam,
                                              .time = msgqueue_tick_ms()}};
    result = posted ? append(queue, posted) : -ENOMEM;
    if (result)
        free(posted);
    object_unref(&queue->arrival.object);
    TRACE(user, DEBUG, "message 0x%x to thread %u: result %d", message, thread, result);
    return result;
}

int msgqueue_quit(int code)
{
    struct msgqueue *queue = msgqueue_self();

    if (!queue)
        return -ENOMEM;
    guarded_lock(&queue->lock);
    queue->quit = true;
    queue->quit_code = code;
    arrived(queue);
    guarded_unlock(&queue->lock);
    return 0;
}

/* ---- taking ----------------------------------------------------------------------------- */

static bool wanted(UINT message, UINT first, UINT last)
{
    return (!first && !last) || (message >= first && message <= last);
}

/* The queue's lock is held. A block that was taken out is the caller's to free. */
static bool take_posted(struct msgqueue *queue, UINT first, UINT last, bool remove,
                        MSG *ret_message, struct posted **ret_taken)
{
    struct posted **link = &queue->first;

    while (*link && !wanted((*link)->message.message, first, last))
        link = &(*link)->next;
    if (!*link)
        return false;
    *ret_message = (*link)->message;
    if (remove) {
        *ret_taken = *link;
        *link = (*link)->next;
        if (!*link)
            queue->end = link;
        queue->count--;
    }
    return true;
}

/* The queue's lock is held. */
static bool take_quit(struct msgqueue *queue, bool remove, MSG *ret_message)
{
    if (!queue->quit)
        return false;
    *ret_message =
        (MSG){.message = WM_QUIT, .wParam = (WPARAM)queue->quit_code, .time = msgqueue_tick_ms()};
    if (remove)
        queue->quit = false;
    return true;
}

static bool take_timer(struct msgqueue *queue, UINT first, UINT last, bool remove, MSG *ret_message)
{
    struct timer *timer = wanted(WM_TIMER, first, last) ? msgqueue_timer_expired(queue) : NULL;

    if (!timer)
        return false;
    *ret_message = (MSG){.message = WM_TIMER,
                         .wParam = timer->id,
                         .lParam = (LPARAM)timer->callback.proc,
                         .time = msgqueue_tick_ms()};
    if (remove)
        msgqueue_timer_rearm(timer);
    return true;
}

static bool take(struct msgqueue *queue, UINT first, UINT last, bool remove, MSG *ret_message)
{
    struct posted *taken = NULL;
    bool found;

    guarded_lock(&queue->lock);
    queue->fresh = 0;
    sync_reset(&queue->arrival);
    found = take_posted(queue, first, last, remove, ret_message, &taken) ||
            take_quit(queue, remove, ret_message);
    guarded_unlock(&queue->lock);
    free(taken);
    found = found || take_timer(queue, first, last, remove, ret_message);
    if (found && remove)
        queue->last_time = ret_message->time;
    return found;
}

int msgqueue_peek(UINT first, UINT last, bool remove, MSG *ret_message)
{
    struct msgqueue *queue = msgqueue_self();

    if (!queue)
        return -ENOMEM;
    return take(queue, first, last, remove, ret_message) ? 0 : -EAGAIN;
}

int msgqueue_get(UINT first, UINT last, MSG *ret_message)
{
    struct msgqueue *queue = msgqueue_self();
    struct sync_object *arrival;
    DWORD status;

    if (!queue)
        return -ENOMEM;
    arrival = &queue->arrival;
    while (!take(queue, first, last, true, ret_message))
        sync_wait_objects(
            &arrival, 1, 0,
            wanted(WM_TIMER, first, last) ? msgqueue_timer_next(queue) : FUTEX_FOREVER, &status);
    return 0;
}

/* ---- waiting ---------------------------------------------------------------------------- */

/* QS_* of what is there; fresh ones in *ret_fresh. */
static UINT look(struct msgqueue *queue, UINT *ret_fresh)
{
    UINT there, timer = msgqueue_timer_expired(queue) ? QS_TIMER : 0;

    guarded_lock(&queue->lock);
    there = (queue->first || queue->quit ? POSTED : 0) | timer;
    *ret_fresh = (queue->fresh & there) | timer;
    guarded_unlock(&queue->lock);
    return there;
}

DWORD msgqueue_status(UINT mask)
{
    struct msgqueue *queue = msgqueue_self();
    UINT there, fresh;

    if (!queue)
        return 0;
    there = look(queue, &fresh);
    guarded_lock(&queue->lock);
    queue->fresh &= ~mask;
    guarded_unlock(&queue->lock);
    return (DWORD)MAKELONG(fresh & mask, there & mask);
}

int msgqueue_wait(void)
{
    DWORD status;

    return msgqueue_wait_with(NULL, 0, INFINITE, QS_ALLINPUT, 0, &status);
}

/* Signal the queue if what it holds ends a wait, in one step with the look at it. */
static bool set_arrival(struct msgqueue *queue, UINT mask, UINT flags)
{
    UINT timer = msgqueue_timer_expired(queue) ? QS_TIMER : 0, bits;

    guarded_lock(&queue->lock);
    bits = queue->first || queue->quit ? POSTED : 0;
    if (!(flags & MWMO_INPUTAVAILABLE))
        bits &= queue->fresh;
    bits = (bits | timer) & mask;
    if (bits)
        sync_signal(&queue->arrival);
    else
        sync_reset(&queue->arrival);
    guarded_unlock(&queue->lock);
    return bits;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/*
 * One round: handles are looked at first, as they stand before the messages. Writes WAIT_TIMEOUT
 * when neither is there by @deadline_ns or the next timer.
 */
static int wait_round(struct msgqueue *queue, struct sync_object **objects, unsigned count,
                      UINT mask, UINT flags, int64_t deadline_ns, DWORD *ret_status)
{
    unsigned wait_flags =
        (flags & MWMO_ALERTABLE ? SYNC_ALERTABLE : 0) | (flags & MWMO_WAITALL ? SYNC_WAIT_ALL : 0);
    int result;

    set_arrival(queue, mask, flags);
    if (mask & QS_TIMER)
        deadline_ns = earlier(deadline_ns, msgqueue_timer_next(queue));
    result = sync_wait_objects(objects, count + 1, wait_flags, deadline_ns, ret_status);
    /* Something may have come that isn't in the mask. */
    if (!result && *ret_status == WAIT_OBJECT_0 + count && !set_arrival(queue, mask, flags))
        *ret_status = WAIT_TIMEOUT;
    return result;
}

static int wait_rounds(struct sync_object **objects, unsigned count, DWORD timeout_ms, UINT mask,
                       UINT flags, DWORD *ret_status)
{
    struct msgqueue *queue = msgqueue_self();
    int64_t end = sync_deadline_ms(timeout_ms);
    bool over;
    int result;

    do {
        /* Read before the round: what comes in its last moment is still seen. */
        over = !end || (end != FUTEX_FOREVER && futex_now_ns() >= end);
        result = wait_round(queue, objects, count, mask, flags, over ? 0 : end, ret_status);
    } while (!result && *ret_status == WAIT_TIMEOUT && !over);
    return result;
}

int msgqueue_wait_with(const HANDLE *handles, unsigned count, DWORD timeout_ms, UINT mask,
                       UINT flags, DWORD *ret_status)
{
    struct sync_object *objects[SYNC_WAIT_LIMIT];
    struct msgqueue *queue = msgqueue_self();
    unsigned held = 0;
    int result = 0;

    if (!queue)
        return -ENOMEM;
    if (count >= SYNC_WAIT_LIMIT || (count && !handles))
        return -EINVAL;
    while (held < count && !result) {
        result = sync_object_of(handles[held], SYNCHRONIZE, &objects[held]);
        held += !result;
    }
    objects[count] = &queue->arrival;
    if (!result)
        result = wait_rounds(objects, count, timeout_ms, mask, flags, ret_status);
    while (held)
        object_unref(&objects[--held]->object);
    return result;
}

/* ---- what a thread keeps ---------------------------------------------------------------- */

DWORD msgqueue_last_time(void)
{
    struct msgqueue *queue = msgqueue_self();

    return queue ? queue->last_time : 0;
}

LPARAM msgqueue_swap_extra(LPARAM extra)
{
    struct msgqueue *queue = msgqueue_self();
    LPARAM old = queue ? queue->extra : 0;

    if (queue)
        queue->extra = extra;
    return old;
}

LPARAM msgqueue_extra(void)
{
    struct msgqueue *queue = msgqueue_self();

    return queue ? queue->extra : 0;
}
