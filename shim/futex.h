/* SPDX-License-Identifier: MIT */
/*
 * futex.h - the futex system call, with deadlines on the monotonic clock
 *
 * A deadline is in nanoseconds of CLOCK_MONOTONIC; FUTEX_FOREVER never comes.
 */
#ifndef WINSHIM_FUTEX_H
#define WINSHIM_FUTEX_H

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define FUTEX_FOREVER INT64_MAX

static inline int64_t futex_now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/** futex_deadline_ms() - the deadline @ms from now; INFINITE (0xffffffff) never comes */
static inline int64_t futex_deadline_ms(uint32_t ms)
{
    return ms == 0xffffffffu ? FUTEX_FOREVER : futex_now_ns() + (int64_t)ms * 1000000;
}

/**
 * futex_wait() - sleep while *@word is @value
 *
 * Return: 0 when woken (or for no reason); -ETIMEDOUT, -EAGAIN when *@word differs, -EINTR.
 * errno is kept.
 */
static inline int futex_wait(atomic_uint *word, unsigned value, int64_t deadline_ns)
{
    struct timespec at = {deadline_ns / 1000000000, deadline_ns % 1000000000};
    int saved = errno, result = 0;

    if (syscall(SYS_futex, word, FUTEX_WAIT_BITSET_PRIVATE, value,
                deadline_ns == FUTEX_FOREVER ? NULL : &at, NULL, FUTEX_BITSET_MATCH_ANY))
        result = -errno;
    errno = saved;
    return result;
}

/** futex_wake() - wake up to @count sleepers; errno is kept */
static inline void futex_wake(atomic_uint *word, int count)
{
    int saved = errno;

    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count, NULL, NULL, 0);
    errno = saved;
}

#endif
