/* SPDX-License-Identifier: MIT */
/*
 * guard.h - short critical regions that a suspension or termination must not cut
 *
 * SuspendThread() and TerminateThread() stop a thread with a signal. A thread
 * that holds one of winshim's own short locks at that moment first leaves the
 * guarded region; otherwise every other thread would soon wait for it. Nothing
 * that can block for long, and no user code, runs inside a region.
 */
#ifndef WINSHIM_GUARD_H
#define WINSHIM_GUARD_H

#include <stdatomic.h>

#include "abi.h"

struct guard_state {
    unsigned depth;        /* the thread itself, and its signal handler */
    volatile bool pending; /* the signal came inside a region */
};

extern __thread struct guard_state guard_self HIDDEN;

/** guard_deferred() - do what the signal asked for; set by the thread engine before it signals */
extern void (*guard_deferred)(void) HIDDEN;

/** guard_enter() - from here to guard_leave() the thread is not stopped; nests */
static inline void guard_enter(void)
{
    guard_self.depth++;
    atomic_signal_fence(memory_order_seq_cst);
}

/** guard_leave() - the end of a guarded region; a deferred stop happens here */
static inline void guard_leave(void)
{
    atomic_signal_fence(memory_order_seq_cst);
    if (--guard_self.depth == 0 && unlikely(guard_self.pending))
        guard_deferred();
}

/* A mutex of one word, private to the process, that is a guarded region while held. */
struct guarded_lock {
    atomic_uint word; /* 0 free, 1 held, 2 held and waited for */
};

void guarded_lock_slow(struct guarded_lock *lock) HIDDEN;
void guarded_unlock_slow(struct guarded_lock *lock) HIDDEN;

/** guarded_lock() - acquire; not recursive */
static inline void guarded_lock(struct guarded_lock *lock)
{
    unsigned expected = 0;

    guard_enter();
    if (unlikely(!atomic_compare_exchange_strong_explicit(
            &lock->word, &expected, 1, memory_order_acquire, memory_order_relaxed)))
        guarded_lock_slow(lock);
}

/** guarded_unlock() - release */
static inline void guarded_unlock(struct guarded_lock *lock)
{
    if (unlikely(atomic_exchange_explicit(&lock->word, 0, memory_order_release) == 2))
        guarded_unlock_slow(lock);
    guard_leave();
}

#endif
