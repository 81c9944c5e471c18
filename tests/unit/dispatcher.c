/* SPDX-License-Identifier: MIT */
/* Dispatcher objects with several threads at once. */
#include <pthread.h>
#include <stdatomic.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "unit.h"
#include "winapi/sync/objects.h"

#define THREADS 4

static pthread_t threads[THREADS];

static void run_threads(void *(*function)(void *))
{
    for (uintptr_t i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, function, (void *)i), 0);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

static HANDLE make(enum sync_type type, bool manual, int32_t count, const WCHAR *name)
{
    struct sync_spec spec = {
        .type = type, .manual_reset = manual, .initial_count = count, .maximum_count = 1000000};
    HANDLE handle = NULL;

    ck_assert_int_ge(sync_create(&spec, name, MAXIMUM_ALLOWED, false, &handle), 0);
    return handle;
}

static DWORD wait_ms(HANDLE handle, uint32_t ms)
{
    DWORD status = 0x12345;

    ck_assert_int_eq(sync_wait(&handle, 1, 0, sync_deadline_ms(ms), &status), 0);
    return status;
}

static HANDLE pair[2];
static long both;

/* Each takes both objects at once and gives them back one by one. */
static void *take_both(void *number)
{
    for (int i = 0; i < 3000; i++) {
        HANDLE order[2] = {pair[(uintptr_t)number % 2], pair[1 - (uintptr_t)number % 2]};
        DWORD status;

        ck_assert_int_eq(sync_wait(order, 2, SYNC_WAIT_ALL, FUTEX_FOREVER, &status), 0);
        ck_assert_uint_eq(status, WAIT_OBJECT_0);
        both++;
        ck_assert_int_eq(sync_semaphore_release(pair[1], 1, NULL), 0);
        ck_assert_int_eq(sync_event_set(pair[0]), 0);
    }
    return NULL;
}

START_TEST(wait_for_all_neither_deadlocks_nor_takes_halves)
{
    both = 0;
    pair[0] = make(SYNC_TYPE_EVENT, false, 0, NULL);
    pair[1] = make(SYNC_TYPE_SEMAPHORE, false, 1, NULL);
    sync_event_set(pair[0]);
    run_threads(take_both);
    ck_assert_int_eq(both, THREADS * 3000);
    ck_assert_uint_eq(wait_ms(pair[0], 0), WAIT_OBJECT_0);
    ck_assert_uint_eq(wait_ms(pair[1], 0), WAIT_OBJECT_0);
    ck_assert_uint_eq(wait_ms(pair[1], 0), WAIT_TIMEOUT);
    handle_close(pair[0]);
    handle_close(pair[1]);
}
END_TEST

static HANDLE source, mutex;
static atomic_int consumed;

static void *produce_and_consume(void *number)
{
    for (int i = 0; i < 4000; i++) {
        if ((uintptr_t)number % 2) {
            ck_assert_int_eq(sync_semaphore_release(source, 1, NULL), 0);
        } else {
            ck_assert_uint_eq(wait_ms(source, INFINITE), WAIT_OBJECT_0);
            atomic_fetch_add(&consumed, 1);
        }
    }
    return NULL;
}

START_TEST(every_release_of_a_semaphore_lets_one_waiter_through)
{
    source = make(SYNC_TYPE_SEMAPHORE, false, 0, NULL);
    run_threads(produce_and_consume);
    ck_assert_int_eq(atomic_load(&consumed), THREADS / 2 * 4000);
    ck_assert_uint_eq(wait_ms(source, 0), WAIT_TIMEOUT);
    handle_close(source);
}
END_TEST

static long owned;

static void *own_the_mutex(void *unused)
{
    for (int i = 0; i < 3000; i++) {
        ck_assert_uint_eq(wait_ms(mutex, INFINITE), WAIT_OBJECT_0);
        owned++;
        ck_assert_int_eq(sync_mutant_release(mutex), 0);
    }
    return unused;
}

START_TEST(mutex_has_one_owner_at_a_time)
{
    mutex = make(SYNC_TYPE_MUTANT, false, 0, NULL);
    owned = 0;
    run_threads(own_the_mutex);
    ck_assert_int_eq(owned, THREADS * 3000);
    handle_close(mutex);
}
END_TEST

START_TEST(named_mutex_has_one_owner_at_a_time)
{
    mutex = make(SYNC_TYPE_MUTANT, false, 0, u"winshim-unit-mutex");
    owned = 0;
    run_threads(own_the_mutex);
    ck_assert_int_eq(owned, THREADS * 3000);
    handle_close(mutex);
}
END_TEST

static void *end_owning(void *handle)
{
    ck_assert_uint_eq(wait_ms(handle, INFINITE), WAIT_OBJECT_0);
    return NULL;
}

START_TEST(mutex_of_an_ended_thread_is_abandoned)
{
    HANDLE handle = make(SYNC_TYPE_MUTANT, false, 0, NULL);

    ck_assert_int_eq(pthread_create(&threads[0], NULL, end_owning, handle), 0);
    pthread_join(threads[0], NULL);
    ck_assert_uint_eq(wait_ms(handle, INFINITE), WAIT_ABANDONED_0);
    ck_assert_int_eq(sync_mutant_release(handle), 0);
    ck_assert_uint_eq(wait_ms(handle, 0), WAIT_OBJECT_0);
    handle_close(handle);
}
END_TEST

static void *set_after_a_moment(void *handle)
{
    struct timespec moment = {0, 3000000};

    nanosleep(&moment, NULL);
    ck_assert_int_eq(sync_event_set(handle), 0);
    return NULL;
}

START_TEST(wait_that_times_out_leaves_nothing_behind)
{
    HANDLE event = make(SYNC_TYPE_EVENT, false, 0, NULL);

    for (int i = 0; i < 3; i++)
        ck_assert_uint_eq(wait_ms(event, 1), WAIT_TIMEOUT);
    ck_assert_int_eq(pthread_create(&threads[0], NULL, set_after_a_moment, event), 0);
    ck_assert_uint_eq(wait_ms(event, INFINITE), WAIT_OBJECT_0);
    pthread_join(threads[0], NULL);
    ck_assert_uint_eq(wait_ms(event, 0), WAIT_TIMEOUT);
    handle_close(event);
}
END_TEST

static HANDLE started;
static atomic_int pulsed;

static void *wait_for_pulse(void *handle)
{
    ck_assert_int_eq(sync_semaphore_release(started, 1, NULL), 0);
    if (wait_ms(handle, 10000) == WAIT_OBJECT_0)
        atomic_fetch_add(&pulsed, 1);
    return NULL;
}

static void pulse_test(const WCHAR *name)
{
    HANDLE event = make(SYNC_TYPE_EVENT, true, 0, name);
    struct timespec moment = {0, 2000000};

    atomic_store(&pulsed, 0);
    started = make(SYNC_TYPE_SEMAPHORE, false, 0, NULL);
    for (size_t i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, wait_for_pulse, event), 0);
    for (size_t i = 0; i < THREADS; i++)
        ck_assert_uint_eq(wait_ms(started, INFINITE), WAIT_OBJECT_0);
    /* That they wait by now can't be known: pulse until all have been released. */
    for (int i = 0; i < 2000 && atomic_load(&pulsed) < THREADS; i++) {
        nanosleep(&moment, NULL);
        ck_assert_int_eq(sync_event_pulse(event), 0);
    }
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    ck_assert_int_eq(atomic_load(&pulsed), THREADS);
    ck_assert_uint_eq(wait_ms(event, 0), WAIT_TIMEOUT);
    handle_close(event);
    handle_close(started);
}

START_TEST(pulse_releases_all_who_wait_for_a_manual_reset_event)
{
    pulse_test(NULL);
    pulse_test(u"winshim-unit-pulse");
}
END_TEST

static HANDLE mixed[3];

static void *wait_mixed(void *unused)
{
    for (int i = 0; i < 500; i++) {
        DWORD status;

        ck_assert_int_eq(sync_wait(mixed, 2, 0, FUTEX_FOREVER, &status), 0);
        ck_assert_uint_le(status, 1);
        ck_assert_int_eq(sync_semaphore_release(mixed[2], 1, NULL), 0);
    }
    return unused;
}

START_TEST(waits_cover_named_and_unnamed_objects_at_once)
{
    mixed[0] = make(SYNC_TYPE_EVENT, false, 0, u"winshim-unit-mixed");
    mixed[1] = make(SYNC_TYPE_EVENT, false, 0, NULL);
    mixed[2] = make(SYNC_TYPE_SEMAPHORE, false, 0, NULL);
    ck_assert_int_eq(pthread_create(&threads[0], NULL, wait_mixed, NULL), 0);
    for (int i = 0; i < 500; i++) {
        ck_assert_int_eq(sync_event_set(mixed[i % 2]), 0);
        ck_assert_uint_eq(wait_ms(mixed[2], INFINITE), WAIT_OBJECT_0);
    }
    pthread_join(threads[0], NULL);
    for (size_t i = 0; i < 3; i++)
        handle_close(mixed[i]);
}
END_TEST

/* The child is a process of its own: it uses nothing that it has not opened itself. */
static void child(void)
{
    HANDLE go, owned_mutex;

    if (sync_open(SYNC_TYPE_EVENT, u"winshim-unit-go", MAXIMUM_ALLOWED, false, &go) ||
        sync_open(SYNC_TYPE_MUTANT, u"winshim-unit-owned", MAXIMUM_ALLOWED, false, &owned_mutex))
        _exit(1);
    if (wait_ms(owned_mutex, 5000) != WAIT_OBJECT_0 || sync_event_set(go))
        _exit(2);
    pause();
}

START_TEST(named_objects_reach_other_processes_and_survive_their_death)
{
    HANDLE go, owned_mutex;
    pid_t process = fork(); /* before this process has threads or handles of the test */

    ck_assert_int_ge(process, 0);
    if (!process) {
        HANDLE ready;
        struct timespec moment = {0, 1000000};

        while (sync_open(SYNC_TYPE_EVENT, u"winshim-unit-go", MAXIMUM_ALLOWED, false, &ready))
            nanosleep(&moment, NULL);
        child();
    }
    owned_mutex = make(SYNC_TYPE_MUTANT, false, 0, u"winshim-unit-owned");
    go = make(SYNC_TYPE_EVENT, false, 0, u"winshim-unit-go");
    ck_assert_uint_eq(wait_ms(go, 10000), WAIT_OBJECT_0);
    ck_assert_uint_eq(wait_ms(owned_mutex, 0), WAIT_TIMEOUT);
    kill(process, SIGKILL);
    ck_assert_int_eq(waitpid(process, NULL, 0), process);
    ck_assert_uint_eq(wait_ms(owned_mutex, 10000), WAIT_ABANDONED_0);
    ck_assert_int_eq(sync_mutant_release(owned_mutex), 0);
    handle_close(go);
    handle_close(owned_mutex);
    ck_assert_int_eq(sync_open(SYNC_TYPE_EVENT, u"winshim-unit-go", SYNCHRONIZE, false, &go),
                     -ENOENT);
}
END_TEST

UNIT_MAIN("dispatcher", named_objects_reach_other_processes_and_survive_their_death,
          wait_for_all_neither_deadlocks_nor_takes_halves,
          every_release_of_a_semaphore_lets_one_waiter_through, mutex_has_one_owner_at_a_time,
          named_mutex_has_one_owner_at_a_time, mutex_of_an_ended_thread_is_abandoned,
          wait_that_times_out_leaves_nothing_behind,
          pulse_releases_all_who_wait_for_a_manual_reset_event,
          waits_cover_named_and_unnamed_objects_at_once)
