/* SPDX-License-Identifier: MIT */
/*
 * address.c - waiting for the value at an address to change, see lock.h
 *
 * The addresses may be of any size and in any state of alignment, so threads
 * sleep on a word of their own, found through a table of buckets.
 */
#include <string.h>

#include "shim/guard.h"
#include "winapi/sync/lock.h"

#define BUCKETS 256u

struct waiter {
    const volatile void *address;
    atomic_uint woken;
    struct waiter *previous, *next; /* bucket's lock */
};

struct bucket {
    struct guarded_lock lock;
    atomic_uint count; /* waiters of the bucket; written under lock */
    struct waiter *first, *last;
} __attribute__((aligned(64)));

static struct bucket buckets[BUCKETS];

static struct bucket *bucket_of(const volatile void *address)
{
    return &buckets[((uintptr_t)address * 0x9e3779b97f4a7c15ull) >> 56];
}

static bool differs(const volatile void *address, const void *compare, size_t size_bytes)
{
    switch (size_bytes) {
    case 1:
        return __atomic_load_n((const volatile uint8_t *)address, __ATOMIC_SEQ_CST) !=
               *(const uint8_t *)compare;
    case 2:
        return __atomic_load_n((const volatile uint16_t *)address, __ATOMIC_SEQ_CST) !=
               *(const uint16_t *)compare;
    case 4:
        return __atomic_load_n((const volatile uint32_t *)address, __ATOMIC_SEQ_CST) !=
               *(const uint32_t *)compare;
    default:
        return __atomic_load_n((const volatile uint64_t *)address, __ATOMIC_SEQ_CST) !=
               *(const uint64_t *)compare;
    }
}

static void bucket_add(struct bucket *bucket, struct waiter *waiter)
{
    waiter->next = NULL;
    waiter->previous = bucket->last;
    if (bucket->last)
        bucket->last->next = waiter;
    else
        bucket->first = waiter;
    bucket->last = waiter;
    atomic_fetch_add(&bucket->count, 1);
}

static void bucket_remove(struct bucket *bucket, struct waiter *waiter)
{
    if (waiter->previous)
        waiter->previous->next = waiter->next;
    else
        bucket->first = waiter->next;
    if (waiter->next)
        waiter->next->previous = waiter->previous;
    else
        bucket->last = waiter->previous;
    atomic_fetch_sub(&bucket->count, 1);
}

/* Counts itself in before looking, as the waker changes the value before it reads the count. */
static bool waiter_start(struct bucket *bucket, struct waiter *waiter, const void *compare,
                         size_t size_bytes)
{
    bool same;

    guarded_lock(&bucket->lock);
    bucket_add(bucket, waiter);
    same = !differs(waiter->address, compare, size_bytes);
    if (!same)
        bucket_remove(bucket, waiter);
    guarded_unlock(&bucket->lock);
    return same;
}

/* The time is over. Return: whether nobody had woken the waiter. */
static bool waiter_give_up(struct bucket *bucket, struct waiter *waiter)
{
    bool alone;

    guarded_lock(&bucket->lock);
    alone = !atomic_load(&waiter->woken);
    if (alone)
        bucket_remove(bucket, waiter);
    guarded_unlock(&bucket->lock);
    return alone;
}

int address_wait(const volatile void *address, const void *compare, size_t size_bytes,
                 int64_t deadline_ns)
{
    struct bucket *bucket = bucket_of(address);
    struct waiter waiter = {.address = address};

    if (size_bytes != 1 && size_bytes != 2 && size_bytes != 4 && size_bytes != 8)
        return -EINVAL;
    if (differs(address, compare, size_bytes))
        return 0;
    if (deadline_ns == 0)
        return -ETIMEDOUT;
    if (!waiter_start(bucket, &waiter, compare, size_bytes))
        return 0;
    while (!atomic_load_explicit(&waiter.woken, memory_order_acquire))
        if (futex_wait(&waiter.woken, 0, deadline_ns) == -ETIMEDOUT)
            return waiter_give_up(bucket, &waiter) ? -ETIMEDOUT : 0;
    return 0;
}

void address_wake(const void *address, bool all)
{
    struct bucket *bucket = bucket_of(address);
    struct waiter *waiter, *next;

    atomic_thread_fence(memory_order_seq_cst);
    if (likely(!atomic_load_explicit(&bucket->count, memory_order_relaxed)))
        return;
    guarded_lock(&bucket->lock);
    for (waiter = bucket->first; waiter; waiter = next) {
        next = waiter->next;
        if (waiter->address != address)
            continue;
        bucket_remove(bucket, waiter);
        /* From here on the waiter may be gone; its address is all that futex_wake() uses. */
        atomic_store_explicit(&waiter->woken, 1, memory_order_release);
        futex_wake(&waiter->woken, 1);
        if (!all)
            break;
    }
    guarded_unlock(&bucket->lock);
}
