/* SPDX-License-Identifier: MIT */
/*
 * msgqueue.h - message queues of threads, without windows
 *
 * A thread gets its queue with its first call that needs one. Posted messages
 * come first, then WM_QUIT, then timers, as on Windows; timer messages are made
 * when somebody asks. The queue is a dispatcher object, so that a thread can
 * wait for messages and handles at once.
 */
#ifndef WINSHIM_MSGQUEUE_H
#define WINSHIM_MSGQUEUE_H

#include "shim/abi.h"

#include <winuser.h>

#define MSGQUEUE_LIMIT 10000u /* posted messages, as on Windows */

/* A timer's function and the surface's way to call it; proc NULL: none. */
struct msgqueue_callback {
    void (*invoke)(void *proc, HWND window, UINT message, UINT_PTR id, DWORD time_ms);
    void *proc;
};

/** msgqueue_tick_ms() - the clock of MSG.time: milliseconds, monotonic, wraps */
DWORD msgqueue_tick_ms(void);

/** msgqueue_attach() - make the calling thread's queue if it has none. Return: 0; -ENOMEM. */
int msgqueue_attach(void);

/** msgqueue_attached() - whether the calling thread has a queue */
bool msgqueue_attached(void);

/**
 * msgqueue_post() - append a message to a thread's queue
 * @thread: thread id; the calling thread's queue is made when it has none
 *
 * Return: 0; ENGINE_WIN32(ERROR_INVALID_THREAD_ID) when there is no such thread or it has no
 * queue; ENGINE_WIN32(ERROR_NOT_ENOUGH_QUOTA) when the queue is full; -ENOMEM.
 */
int msgqueue_post(DWORD thread, UINT message, WPARAM wparam, LPARAM lparam);

/**
 * msgqueue_check() - whether msgqueue_post() would find the thread's queue
 * @thread: thread id; the calling thread's queue is made when it has none
 *
 * Return: 0; -ENOMEM; ENGINE_WIN32(ERROR_INVALID_THREAD_ID).
 */
int msgqueue_check(DWORD thread);

/** msgqueue_quit() - have the calling thread find WM_QUIT after its messages. Return: 0; -ENOMEM.
 */
int msgqueue_quit(int code);

/**
 * msgqueue_peek() - look for a message in the calling thread's queue
 * @first, @last: message numbers; 0 and 0 are all; WM_QUIT always comes
 * @remove: take it out
 * @ret_message: written on success
 *
 * Return: 0; -EAGAIN when there is none; -ENOMEM.
 */
int msgqueue_peek(UINT first, UINT last, bool remove, MSG *ret_message);

/** msgqueue_get() - take a message out, waiting for it. Return: 0; -ENOMEM. */
int msgqueue_get(UINT first, UINT last, MSG *ret_message);

/** msgqueue_wait() - wait for a message that nobody has looked for yet. Return: 0; -ENOMEM. */
int msgqueue_wait(void);

/**
 * msgqueue_wait_with() - wait for handles and messages
 * @handles, @count: as for sync_wait(), one less than there; none is fine
 * @timeout_ms: or INFINITE
 * @mask: QS_*: the kinds of messages that end the wait
 * @flags: MWMO_*
 * @ret_status: written on success: as for sync_wait(), the messages come after the handles
 *
 * Return: 0; -EINVAL, -EBADF, -EACCES, -ENOMEM.
 */
int msgqueue_wait_with(const HANDLE *handles, unsigned count, DWORD timeout_ms, UINT mask,
                       UINT flags, DWORD *ret_status);

/** msgqueue_status() - QS_* there (upper half) and new (lower half, then no longer new) */
DWORD msgqueue_status(UINT mask);

/**
 * msgqueue_timer_set() - start a timer of the calling thread, or restart one
 * @id: of a timer that there is, else a new one is chosen
 * @period_ms: taken into Windows' limits
 * @ret_id: written on success
 *
 * Return: 0; -ENOMEM.
 */
int msgqueue_timer_set(UINT_PTR id, UINT period_ms, const struct msgqueue_callback *callback,
                       UINT_PTR *ret_id);

/** msgqueue_timer_kill() - Return: 0; -EINVAL when the calling thread has no such timer. */
int msgqueue_timer_kill(UINT_PTR id);

/** msgqueue_timer_callback() - what to call for a WM_TIMER. Return: 0; -ENOENT. */
int msgqueue_timer_callback(UINT_PTR id, const void *proc, struct msgqueue_callback *ret_callback);

/** msgqueue_last_time() - MSG.time of the message that the calling thread took last */
DWORD msgqueue_last_time(void);

/** msgqueue_swap_extra() - set the calling thread's extra message information. Return: the old. */
LPARAM msgqueue_swap_extra(LPARAM extra);

/** msgqueue_extra() - the calling thread's extra message information */
LPARAM msgqueue_extra(void);

#endif
