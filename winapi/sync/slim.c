/* SPDX-License-Identifier: MIT */
/*
 * slim.c - slim reader/writer locks and condition variables, see lock.h
 *
 * A slim lock's lower word counts readers (all bits of the count set: one
 * writer) and says whether readers or writers sleep; its upper word is what
 * writers sleep on, so that a wake-up meant for one can't be eaten by readers.
 */
#include "winapi/sync/lock.h"

#define COUNT           0x3fffffffu
#define WRITER          SLIM_WRITER
#define READERS_MAX     (COUNT - 1)
#define READERS_WAITING 0x40000000u
#define WRITERS_WAITING 0x80000000u
#define SPINS           100

struct slim {
    atomic_uint state;
    atomic_uint writer_signal;
};

_Static_assert(sizeof(struct slim) == sizeof(RTL_SRWLOCK), "a slim lock is one pointer");

static struct slim *slim_of(RTL_SRWLOCK *lock)
{
    return (struct slim *)lock;
}

static bool unlocked(unsigned state)
{
    return !(state & COUNT);
}

static bool readable(unsigned state)
{
    return (state & COUNT) < READERS_MAX && !(state & (READERS_WAITING | WRITERS_WAITING));
}

static bool state_change(struct slim *slim, unsigned *state, unsigned to)
{
    return atomic_compare_exchange_weak_explicit(&slim->state, state, to, memory_order_acquire,
                                                 memory_order_relaxed);
}

/* Looks a little while for a state in which sleeping is not needed, or useless. */
static unsigned spin_while(struct slim *slim, bool (*busy)(unsigned state))
{
    unsigned state = atomic_load_explicit(&slim->state, memory_order_relaxed);

    for (int i = 0; i < SPINS && busy(state); i++) {
        __builtin_ia32_pause();
        state = atomic_load_explicit(&slim->state, memory_order_relaxed);
    }
    return state;
}

static bool held_without_waiters(unsigned state)
{
    return !unlocked(state) && !(state & WRITERS_WAITING);
}

static bool written_without_waiters(unsigned state)
{
    return state == WRITER;
}

bool slim_try_exclusive(RTL_SRWLOCK *lock)
{
    unsigned state = atomic_load_explicit(&slim_of(lock)->state, memory_order_relaxed);

    while (unlocked(state))
        if (state_change(slim_of(lock), &state, state | WRITER))
            return true;
    return false;
}

static void exclusive_slow(struct slim *slim)
{
    unsigned state = spin_while(slim, held_without_waiters);
    unsigned others = 0; /* set once this thread has slept: others may sleep too */

    for (;;) {
        unsigned signal;

        if (unlocked(state)) {
            if (state_change(slim, &state, state | WRITER | others))
                return;
            continue;
        }
        if (!(state & WRITERS_WAITING) && !state_change(slim, &state, state | WRITERS_WAITING))
            continue;
        others = WRITERS_WAITING;
        signal = atomic_load_explicit(&slim->writer_signal, memory_order_acquire);
        state = atomic_load_explicit(&slim->state, memory_order_relaxed);
        if (!unlocked(state) && state & WRITERS_WAITING)
            futex_wait(&slim->writer_signal, signal, FUTEX_FOREVER);
        state = spin_while(slim, held_without_waiters);
    }
}

void slim_acquire_exclusive_slow(RTL_SRWLOCK *lock)
{
    exclusive_slow(slim_of(lock));
}

static void wake_writer(struct slim *slim)
{
    atomic_fetch_add_explicit(&slim->writer_signal, 1, memory_order_release);
    futex_wake(&slim->writer_signal, 1);
}

/*
 * The lock is free and somebody sleeps: wake one writer, and the readers unless a writer has the
 * lock by then (its release wakes them). The writers' flag may be left over from one that has gone.
 */
static void wake_next(struct slim *slim, unsigned state)
{
    while (unlocked(state) && state) {
        if (state & WRITERS_WAITING) {
            if (!state_change(slim, &state, state & ~WRITERS_WAITING))
                continue;
            wake_writer(slim);
            state = READERS_WAITING;
            if (atomic_compare_exchange_strong(&slim->state, &state, 0))
                futex_wake(&slim->state, INT_MAX);
            return;
        }
        if (state_change(slim, &state, 0)) {
            futex_wake(&slim->state, INT_MAX);
            return;
        }
    }
}

void slim_release_exclusive_slow(RTL_SRWLOCK *lock)
{
    struct slim *slim = slim_of(lock);
    unsigned state = atomic_fetch_sub_explicit(&slim->state, WRITER, memory_order_release) - WRITER;

    if (unlikely(state))
        wake_next(slim, state);
}

bool slim_try_shared(RTL_SRWLOCK *lock)
{
    unsigned state = atomic_load_explicit(&slim_of(lock)->state, memory_order_relaxed);

    while (readable(state))
        if (state_change(slim_of(lock), &state, state + 1))
            return true;
    return false;
}

void slim_acquire_shared(RTL_SRWLOCK *lock)
{
    struct slim *slim = slim_of(lock);
    unsigned state;

    if (likely(slim_try_shared(lock)))
        return;
    state = spin_while(slim, written_without_waiters);
    for (;;) {
        if (readable(state)) {
            if (state_change(slim, &state, state + 1))
                return;
            continue;
        }
        if (!(state & READERS_WAITING) && !state_change(slim, &state, state | READERS_WAITING))
            continue;
        futex_wait(&slim->state, state | READERS_WAITING, FUTEX_FOREVER);
        state = spin_while(slim, written_without_waiters);
    }
}

void slim_release_shared(RTL_SRWLOCK *lock)
{
    struct slim *slim = slim_of(lock);
    unsigned state = atomic_fetch_sub_explicit(&slim->state, 1, memory_order_release) - 1;

    /* Readers sleep only behind a writer, so without one waiting there is nobody to wake. */
    if (unlikely(unlocked(state) && state & WRITERS_WAITING))
        wake_next(slim, state);
}

/* ---- condition variables: waiters below, a sequence number above, changed together */

#define SEQUENCE_ONE (1ull << 32)

static atomic_ullong *condition_word(RTL_CONDITION_VARIABLE *condition)
{
    return (atomic_ullong *)condition;
}

static atomic_uint *condition_sequence(RTL_CONDITION_VARIABLE *condition)
{
    return (atomic_uint *)condition + 1;
}

static void condition_unlock(void *lock, enum condition_lock kind)
{
    if (kind == CONDITION_SECTION)
        section_leave(lock);
    else if (kind == CONDITION_EXCLUSIVE)
        slim_release_exclusive(lock);
    else
        slim_release_shared(lock);
}

static void condition_relock(void *lock, enum condition_lock kind)
{
    if (kind == CONDITION_SECTION)
        section_enter(lock);
    else if (kind == CONDITION_EXCLUSIVE)
        slim_acquire_exclusive(lock);
    else
        slim_acquire_shared(lock);
}

/* A sleeper gives up: it counts itself out unless somebody has woken (and counted) it. */
static bool condition_retract(RTL_CONDITION_VARIABLE *condition, unsigned sequence)
{
    uint64_t word = atomic_load(condition_word(condition));

    while (word >> 32 == sequence)
        if (atomic_compare_exchange_weak(condition_word(condition), &word, word - 1))
            return true;
    return false;
}

/*
 * Who wakes a sleeper counts it out, so that a sleeper does not touch the variable afterwards: it
 * may be gone by then.
 */
int condition_sleep(RTL_CONDITION_VARIABLE *condition, void *lock, enum condition_lock kind,
                    int64_t deadline_ns)
{
    uint64_t word = atomic_fetch_add(condition_word(condition), 1);
    unsigned sequence = (unsigned)(word >> 32);
    int result = 0;

    condition_unlock(lock, kind);
    while (atomic_load_explicit(condition_sequence(condition), memory_order_acquire) == sequence) {
        if (futex_wait(condition_sequence(condition), sequence, deadline_ns) != -ETIMEDOUT)
            continue;
        if (condition_retract(condition, sequence))
            result = -ETIMEDOUT;
        break;
    }
    condition_relock(lock, kind);
    return result;
}

void condition_wake(RTL_CONDITION_VARIABLE *condition, bool all)
{
    uint64_t word = atomic_load(condition_word(condition)), woken;

    do {
        unsigned waiters = (unsigned)word;

        if (!waiters)
            return;
        woken = (word & ~(SEQUENCE_ONE - 1)) + SEQUENCE_ONE + (all ? 0 : waiters - 1);
    } while (!atomic_compare_exchange_weak(condition_word(condition), &word, woken));
    futex_wake(condition_sequence(condition), all ? INT_MAX : 1);
}
