/* SPDX-License-Identifier: MIT */
/*
 * once.c - one-time initialization, see lock.h
 *
 * The two low bits say how far it is; the rest is the context once complete.
 * While a synchronous initialization runs, bit 2 says that threads sleep on the
 * lower word.
 */
#include "shim/error.h"
#include "winapi/sync/lock.h"

#define STATE       3ull
#define NOT_BEGUN   0ull
#define RUNNING     1ull
#define COMPLETE    2ull
#define ASYNC       3ull
#define HAS_WAITERS 4ull

static atomic_ullong *word_of(RTL_RUN_ONCE *once)
{
    return (atomic_ullong *)once;
}

static void wait_for_change(RTL_RUN_ONCE *once, uint64_t word)
{
    uint64_t marked = word | HAS_WAITERS;

    if (word == marked || atomic_compare_exchange_strong(word_of(once), &word, marked))
        futex_wait((atomic_uint *)once, (unsigned)marked, FUTEX_FOREVER);
}

/* One look at an incomplete state. Return: 0 when the caller shall initialize; -EAGAIN; -EINVAL. */
static int begin_incomplete(RTL_RUN_ONCE *once, uint64_t word, bool async)
{
    switch (word & STATE) {
    case NOT_BEGUN:
        return atomic_compare_exchange_strong(word_of(once), &word, async ? ASYNC : RUNNING)
                   ? 0
                   : -EAGAIN;
    case RUNNING:
        if (async)
            return -EINVAL;
        wait_for_change(once, word);
        return -EAGAIN;
    default: /* ASYNC: any number may try, the first to complete wins */
        return async ? 0 : -EINVAL;
    }
}

int once_begin(RTL_RUN_ONCE *once, uint32_t flags, bool *ret_pending, void **ret_context)
{
    uint64_t word;
    int result;

    if (flags & ~(RTL_RUN_ONCE_CHECK_ONLY | RTL_RUN_ONCE_ASYNC) ||
        flags == (RTL_RUN_ONCE_CHECK_ONLY | RTL_RUN_ONCE_ASYNC))
        return -EINVAL;
    do {
        word = atomic_load_explicit(word_of(once), memory_order_acquire);
        if (likely((word & STATE) == COMPLETE)) {
            *ret_pending = false;
            if (ret_context)
                *ret_context = (void *)(uintptr_t)(word & ~STATE);
            return 0;
        }
        if (flags & RTL_RUN_ONCE_CHECK_ONLY)
            return ENGINE_WIN32(ERROR_GEN_FAILURE);
        result = begin_incomplete(once, word, flags & RTL_RUN_ONCE_ASYNC);
    } while (result == -EAGAIN);
    if (!result)
        *ret_pending = true;
    return result;
}

int once_complete(RTL_RUN_ONCE *once, uint32_t flags, void *context)
{
    bool async = flags & RTL_RUN_ONCE_ASYNC, failed = flags & RTL_RUN_ONCE_INIT_FAILED;
    uint64_t word = atomic_load(word_of(once));
    uint64_t done = failed ? NOT_BEGUN : (uintptr_t)context | COMPLETE;

    if (flags & ~(RTL_RUN_ONCE_ASYNC | RTL_RUN_ONCE_INIT_FAILED) || (async && failed) ||
        (uintptr_t)context & STATE || (failed && context))
        return -EINVAL;
    do {
        if ((word & STATE) == NOT_BEGUN || (word & STATE) == COMPLETE)
            return ENGINE_WIN32(ERROR_GEN_FAILURE);
        if (async != ((word & STATE) == ASYNC))
            return -EINVAL;
    } while (!atomic_compare_exchange_weak(word_of(once), &word, done));
    if (word & HAS_WAITERS)
        futex_wake((atomic_uint *)once, INT_MAX);
    return 0;
}

int once_execute(RTL_RUN_ONCE *once,
                 bool (*invoke)(void *function, RTL_RUN_ONCE *once, void *parameter,
                                void **context),
                 void *function, void *parameter, void **ret_context)
{
    void *context = NULL;
    bool pending;
    int result = once_begin(once, 0, &pending, ret_context);

    if (result || !pending)
        return result;
    if (!invoke(function, once, parameter, &context)) {
        once_complete(once, RTL_RUN_ONCE_INIT_FAILED, NULL);
        return 1;
    }
    result = once_complete(once, 0, context);
    if (!result && ret_context)
        *ret_context = context;
    return result;
}
