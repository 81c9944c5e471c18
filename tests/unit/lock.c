/* SPDX-License-Identifier: MIT */
/* Locks, lists and barriers with several threads at once. */
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "unit.h"
#include "winapi/sync/lock.h"
#include "winapi/sync/slist.h"

#define THREADS 4
#define ROUNDS  20000

static pthread_t threads[THREADS];

static void run_threads(void *(*function)(void *))
{
    for (uintptr_t i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, function, (void *)i), 0);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

static RTL_CRITICAL_SECTION section;
static RTL_SRWLOCK slim;
static RTL_CONDITION_VARIABLE condition;
static long guarded, reads;

static void *count_in_section(void *unused)
{
    for (int i = 0; i < ROUNDS; i++) {
        section_enter(&section);
        section_enter(&section);
        guarded++;
        section_leave(&section);
        section_leave(&section);
    }
    return unused;
}

START_TEST(critical_section_lets_one_thread_in)
{
    guarded = 0;
    ck_assert_int_eq(section_init(&section, 0, 0), 0);
    run_threads(count_in_section);
    ck_assert_int_eq(guarded, THREADS * ROUNDS);
    ck_assert_int_eq(section.LockCount, -1);
    section_finish(&section);
}
END_TEST

static void *read_and_write(void *number)
{
    for (int i = 0; i < ROUNDS; i++) {
        if ((i + (uintptr_t)number) % 4) {
            slim_acquire_shared(&slim);
            ck_assert_int_eq(guarded & 1, 0);
            __atomic_fetch_add(&reads, 1, __ATOMIC_RELAXED);
            slim_release_shared(&slim);
        } else {
            slim_acquire_exclusive(&slim);
            guarded++; /* odd only while the writer is alone */
            guarded++;
            slim_release_exclusive(&slim);
        }
    }
    return NULL;
}

START_TEST(slim_lock_keeps_readers_and_writers_apart)
{
    guarded = reads = 0;
    run_threads(read_and_write);
    ck_assert_int_eq(guarded, THREADS * ROUNDS / 4 * 2);
    ck_assert_int_eq(reads, THREADS * ROUNDS / 4 * 3);
    ck_assert_uint_eq((uint32_t)(uintptr_t)slim.Ptr, 0); /* above it counts wake-ups */
}
END_TEST

static int queue[8], queued;
static long taken_sum;

static void *produce_or_consume(void *number)
{
    RTL_CONDITION_VARIABLE *changed = &condition;

    for (int i = 0; i < ROUNDS / 4; i++) {
        slim_acquire_exclusive(&slim);
        if ((uintptr_t)number % 2) {
            while (queued == 8)
                condition_sleep(changed, &slim, CONDITION_EXCLUSIVE, FUTEX_FOREVER);
            queue[queued++] = i;
        } else {
            while (!queued)
                condition_sleep(changed, &slim, CONDITION_EXCLUSIVE, FUTEX_FOREVER);
            taken_sum += queue[--queued];
        }
        slim_release_exclusive(&slim);
        condition_wake(changed, true);
    }
    return NULL;
}

START_TEST(no_wake_up_of_a_condition_variable_is_lost)
{
    long sum = (long)(ROUNDS / 4) * (ROUNDS / 4 - 1) / 2;

    taken_sum = 0;
    run_threads(produce_or_consume);
    ck_assert_int_eq(taken_sum, sum * THREADS / 2);
    ck_assert_int_eq(queued, 0);
}
END_TEST

static atomic_uint turn;

static void *take_turns(void *number)
{
    for (unsigned i = 0; i < 200; i++) {
        unsigned mine = i * THREADS + (unsigned)(uintptr_t)number, seen;

        while ((seen = atomic_load(&turn)) != mine)
            ck_assert_int_eq(address_wait(&turn, &seen, sizeof(seen), FUTEX_FOREVER), 0);
        atomic_store(&turn, mine + 1);
        address_wake(&turn, true);
    }
    return NULL;
}

START_TEST(threads_that_wait_for_an_address_all_get_their_turn)
{
    run_threads(take_turns);
    ck_assert_uint_eq(atomic_load(&turn), 200 * THREADS);
}
END_TEST

static SLIST_HEADER list;
static struct item {
    SLIST_ENTRY entry;
    atomic_bool out;
} __attribute__((aligned(16))) items[16];

static void *pop_and_push(void *unused)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct item *item = (struct item *)slist_pop(&list);

        if (!item)
            continue;
        ck_assert(!atomic_exchange(&item->out, true));
        atomic_store(&item->out, false);
        slist_push(&list, &item->entry, &item->entry, 1);
    }
    return unused;
}

START_TEST(list_never_gives_an_entry_to_two_threads)
{
    for (size_t i = 0; i < ARRAY_LENGTH(items); i++)
        slist_push(&list, &items[i].entry, &items[i].entry, 1);
    run_threads(pop_and_push);
    ck_assert_uint_eq(list.Header16.Depth, ARRAY_LENGTH(items));
    for (size_t i = 0; i < ARRAY_LENGTH(items); i++)
        ck_assert_ptr_nonnull(slist_pop(&list));
    ck_assert_ptr_null(slist_pop(&list));
}
END_TEST

static struct sync_barrier barrier;
static atomic_uint arrived, last_ones;

static void *meet(void *unused)
{
    for (unsigned round = 1; round <= 300; round++) {
        atomic_fetch_add(&arrived, 1);
        if (barrier_enter(&barrier, round % 2 ? 2 : 0))
            atomic_fetch_add(&last_ones, 1);
        ck_assert_uint_ge(atomic_load(&arrived), round * THREADS);
    }
    return unused;
}

START_TEST(barrier_opens_when_all_have_come)
{
    ck_assert_int_eq(barrier_init(&barrier, THREADS, 10), 0);
    run_threads(meet);
    barrier_finish(&barrier);
    ck_assert_uint_eq(atomic_load(&last_ones), 300);
}
END_TEST

static RTL_RUN_ONCE once;
static atomic_uint initializations;

static bool initialize(void *function, RTL_RUN_ONCE *structure, void *parameter, void **context)
{
    struct timespec moment = {0, 2000000};

    ck_assert_ptr_eq(structure, &once);
    nanosleep(&moment, NULL);
    *context = function;
    return atomic_fetch_add(&initializations, 1) == 1; /* the second attempt succeeds */
}

static void *execute_once(void *unused)
{
    void *context = NULL;

    while (once_execute(&once, initialize, &once, NULL, &context))
        ck_assert_uint_eq(atomic_load(&initializations), 1);
    ck_assert_ptr_eq(context, &once);
    return unused;
}

START_TEST(others_wait_for_a_one_time_initialization)
{
    run_threads(execute_once);
    ck_assert_uint_eq(atomic_load(&initializations), 2);
}
END_TEST

UNIT_MAIN("lock", critical_section_lets_one_thread_in, slim_lock_keeps_readers_and_writers_apart,
          no_wake_up_of_a_condition_variable_is_lost,
          threads_that_wait_for_an_address_all_get_their_turn,
          list_never_gives_an_entry_to_two_threads, barrier_opens_when_all_have_come,
          others_wait_for_a_one_time_initialization)
