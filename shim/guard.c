/* SPDX-License-Identifier: MIT */
/* guard.c - contended guarded locks, see guard.h */
#include "futex.h"
#include "guard.h"

#define SPINS 64

__thread struct guard_state guard_self;

static void nothing_deferred(void)
{
    guard_self.pending = false;
}

void (*guard_deferred)(void) = nothing_deferred;

void guarded_lock_slow(struct guarded_lock *lock)
{
    for (int i = 0; i < SPINS; i++) {
        unsigned expected = 0;

        __builtin_ia32_pause();
        if (!atomic_load_explicit(&lock->word, memory_order_relaxed) &&
            atomic_compare_exchange_weak_explicit(&lock->word, &expected, 1, memory_order_acquire,
                                                  memory_order_relaxed))
            return;
    }
    while (atomic_exchange_explicit(&lock->word, 2, memory_order_acquire))
        futex_wait(&lock->word, 2, FUTEX_FOREVER);
}

void guarded_unlock_slow(struct guarded_lock *lock)
{
    futex_wake(&lock->word, 1);
}
