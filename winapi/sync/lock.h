/* SPDX-License-Identifier: MIT */
/*
 * lock.h - locks that live in the user's memory: critical sections, slim
 * reader/writer locks, condition variables, one-time initialization
 *
 * Each is a futex within the SDK's structure. All-zero memory is a free slim
 * lock, a condition variable that nobody waits for and an initialization that
 * has not begun, as the static initializers want it. None of these functions
 * fails for want of memory.
 */
#ifndef WINSHIM_SYNC_LOCK_H
#define WINSHIM_SYNC_LOCK_H

#include "shim/futex.h"
#include "shim/teb.h"

/**
 * section_init() - make a critical section
 * @spins: how often to look before sleeping; ignored on a machine with one processor
 * @flags: RTL_CRITICAL_SECTION_FLAG_*
 *
 * Return: 0; -EINVAL for a spin count above 24 bits or unknown flags; the section is made all the
 * same for an over-large count, with the count cut down.
 */
int section_init(RTL_CRITICAL_SECTION *section, uint32_t spins, uint32_t flags);

/** section_finish() - the section is not usable any more; nobody may be in it */
void section_finish(RTL_CRITICAL_SECTION *section);

/** section_set_spins() - Return: the count before */
uint32_t section_set_spins(RTL_CRITICAL_SECTION *section, uint32_t spins);

void section_enter_slow(RTL_CRITICAL_SECTION *section);
void section_wake(RTL_CRITICAL_SECTION *section);

/** section_owned_by_caller() - whether the calling thread is in the section */
static inline bool section_owned_by_caller(const RTL_CRITICAL_SECTION *section)
{
    return section->OwningThread == teb_current()->ClientId.UniqueThread;
}

/*
 * LockCount as debuggers know it: bit 0 is clear while the section is held; the bits above the
 * lowest two are the complement of the number of waiters, of which only "some" is kept here.
 */
#define SECTION_FREE    (-1)
#define SECTION_HELD    (-2)
#define SECTION_WAITERS (-6)

/** section_enter_free() - enter if nobody is in. Return: whether it was so. */
static inline bool section_enter_free(RTL_CRITICAL_SECTION *section, HANDLE self)
{
    LONG expected = SECTION_FREE;

    if (!__atomic_compare_exchange_n(&section->LockCount, &expected, SECTION_HELD, false,
                                     __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
        return false;
    __atomic_store_n(&section->OwningThread, self, __ATOMIC_RELAXED);
    section->RecursionCount = 1;
    return true;
}

/** section_try_enter() - enter without waiting. Return: whether the caller is in now. */
static inline bool section_try_enter(RTL_CRITICAL_SECTION *section)
{
    HANDLE self = teb_current()->ClientId.UniqueThread;

    if (likely(section_enter_free(section, self)))
        return true;
    if (__atomic_load_n(&section->OwningThread, __ATOMIC_RELAXED) != self)
        return false;
    section->RecursionCount++;
    return true;
}

/** section_enter() - enter, waiting for as long as it takes */
static inline void section_enter(RTL_CRITICAL_SECTION *section)
{
    if (unlikely(!section_try_enter(section)))
        section_enter_slow(section);
}

/** section_leave_once() - leave. Return: whether somebody waits: section_wake(). */
static inline bool section_leave_once(RTL_CRITICAL_SECTION *section)
{
    /* Leaving a section that nobody is in must not make it free for two. */
    if (section->RecursionCount != 1) {
        if (section->RecursionCount > 1)
            section->RecursionCount--;
        return false;
    }
    section->RecursionCount = 0;
    __atomic_store_n(&section->OwningThread, NULL, __ATOMIC_RELAXED);
    return __atomic_exchange_n(&section->LockCount, SECTION_FREE, __ATOMIC_RELEASE) != SECTION_HELD;
}

/** section_leave() - leave once for each entry */
static inline void section_leave(RTL_CRITICAL_SECTION *section)
{
    if (unlikely(section_leave_once(section)))
        section_wake(section);
}

/*
 * Slim locks: not recursive, not fair. Their lower word is 0 when free and SLIM_WRITER for one
 * writer that nobody waits for; the rest is slim.c's.
 */
#define SLIM_WRITER 0x3fffffffu

bool slim_try_exclusive(RTL_SRWLOCK *lock);
void slim_acquire_exclusive_slow(RTL_SRWLOCK *lock);
void slim_release_exclusive_slow(RTL_SRWLOCK *lock);
bool slim_try_shared(RTL_SRWLOCK *lock);
void slim_acquire_shared(RTL_SRWLOCK *lock);
void slim_release_shared(RTL_SRWLOCK *lock);

/** slim_enter() - take a free lock for writing. Return: whether it was free and without waiters. */
static inline bool slim_enter(RTL_SRWLOCK *lock)
{
    uint32_t expected = 0;

    return __atomic_compare_exchange_n((uint32_t *)lock, &expected, SLIM_WRITER, false,
                                       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/** slim_leave() - give it back if nobody waits. Return: whether that was all. */
static inline bool slim_leave(RTL_SRWLOCK *lock)
{
    uint32_t expected = SLIM_WRITER;

    return __atomic_compare_exchange_n((uint32_t *)lock, &expected, 0, false, __ATOMIC_RELEASE,
                                       __ATOMIC_RELAXED);
}

static inline void slim_acquire_exclusive(RTL_SRWLOCK *lock)
{
    if (unlikely(!slim_enter(lock)))
        slim_acquire_exclusive_slow(lock);
}

static inline void slim_release_exclusive(RTL_SRWLOCK *lock)
{
    if (unlikely(!slim_leave(lock)))
        slim_release_exclusive_slow(lock);
}

/* How a condition variable's lock is let go and taken again. */
enum condition_lock { CONDITION_SECTION, CONDITION_EXCLUSIVE, CONDITION_SHARED };

/**
 * condition_sleep() - leave @lock, wait to be woken, enter @lock again
 * @lock: RTL_CRITICAL_SECTION or RTL_SRWLOCK as @kind says, held by the caller
 *
 * Return: 0, also for a wake-up that nobody sent; -ETIMEDOUT.
 */
int condition_sleep(RTL_CONDITION_VARIABLE *condition, void *lock, enum condition_lock kind,
                    int64_t deadline_ns);

/** condition_wake() - wake one sleeper, or all */
void condition_wake(RTL_CONDITION_VARIABLE *condition, bool all);

/**
 * once_begin() - begin a one-time initialization, or wait for the one under way
 * @flags: RTL_RUN_ONCE_CHECK_ONLY, RTL_RUN_ONCE_ASYNC
 * @ret_pending: whether the caller shall initialize
 * @ret_context: what completed it left; written when @ret_pending is false; may be NULL
 *
 * Return: 0; -EINVAL for both flags, unknown ones or a mix of synchronous and asynchronous;
 * ENGINE_WIN32(ERROR_GEN_FAILURE) when not complete with CHECK_ONLY.
 */
int once_begin(RTL_RUN_ONCE *once, uint32_t flags, bool *ret_pending, void **ret_context);

/**
 * once_complete() - end a one-time initialization
 * @flags: RTL_RUN_ONCE_ASYNC, RTL_RUN_ONCE_INIT_FAILED
 * @context: its two lowest bits are 0; NULL after a failure
 *
 * Return: 0; -EINVAL; ENGINE_WIN32(ERROR_GEN_FAILURE) when none is under way, or another
 * thread's asynchronous one came first.
 */
int once_complete(RTL_RUN_ONCE *once, uint32_t flags, void *context);

/**
 * once_execute() - run an initialization once; others wait meanwhile
 * @invoke: calls @function(@once, @parameter, &context); false: it failed
 *
 * Return: 0; 1 when the function failed (the next caller tries again); -EINVAL.
 */
int once_execute(RTL_RUN_ONCE *once,
                 bool (*invoke)(void *function, RTL_RUN_ONCE *once, void *parameter,
                                void **context),
                 void *function, void *parameter, void **ret_context);

/**
 * address_wait() - sleep while the value at an address is what it was
 * @address: 1, 2, 4 or 8 bytes
 * @compare: the value that is not wanted
 *
 * Return: 0 when the value differs or the address was woken; -ETIMEDOUT; -EINVAL for another size.
 */
int address_wait(const volatile void *address, const void *compare, size_t size_bytes,
                 int64_t deadline_ns);

/** address_wake() - wake one of those who wait for an address, or all */
void address_wake(const void *address, bool all);

/* SYNCHRONIZATION_BARRIER, which Wine's headers lack: 32 bytes on x64. */
struct sync_barrier {
    atomic_uint phase;   /* futex: changes when the last thread arrives */
    atomic_uint arrived; /* of this phase */
    atomic_uint inside;  /* futex: threads that have not left yet */
    uint32_t total;
    uint32_t spins;
    uint32_t reserved[3];
};

/** barrier_init() - @spins: -1 for the default. Return: 0; -EINVAL for @total <= 0 or @spins < -1.
 */
int barrier_init(struct sync_barrier *barrier, int32_t total, int32_t spins);

/** barrier_enter() - wait until all have come. Return: true for exactly one of them, the last. */
bool barrier_enter(struct sync_barrier *barrier, uint32_t flags);

/** barrier_finish() - wait until everybody has left */
void barrier_finish(struct sync_barrier *barrier);

#endif
