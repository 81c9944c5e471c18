/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>

#include "shim/handle.h"
#include "unit.h"

static unsigned freed;

static void count_free(struct object *object)
{
    (void)object;
    freed++;
}

static const struct object_class test_class = {"Test", count_free};
static const struct object_class other_class = {"Other", count_free};

START_TEST(closed_handle_is_stale_and_its_slot_is_reused_under_another_value)
{
    struct object object, *found = NULL;
    HANDLE first, second;

    freed = 0;
    object_init(&object, &test_class);
    ck_assert_int_eq(handle_new(&object, 0, &first), 0);
    ck_assert_int_eq(handle_close(first), 0);
    ck_assert_int_eq(handle_new(&object, 0, &second), 0);
    ck_assert_ptr_ne(first, second);
    ck_assert_int_eq(handle_ref(first, NULL, 0, &found), -EBADF);
    ck_assert_ptr_null(found);
    ck_assert_int_eq(handle_close(second), 0);
    ck_assert_uint_eq(freed, 0);
    object_unref(&object);
    ck_assert_uint_eq(freed, 1);
}
END_TEST

START_TEST(wrong_class_and_missing_access_are_told_apart)
{
    struct object object, *found = NULL;
    HANDLE handle;

    object_init(&object, &test_class);
    ck_assert_int_eq(handle_new(&object, GENERIC_READ, &handle), 0);
    ck_assert_int_eq(handle_ref(handle, &other_class, 0, &found), -EBADF);
    ck_assert_int_eq(handle_ref(handle, &test_class, GENERIC_WRITE, &found), -EACCES);
    ck_assert_ptr_null(found);
    ck_assert_int_eq(handle_ref(handle, &test_class, GENERIC_READ, &found), 0);
    ck_assert_ptr_eq(found, &object);
    object_unref(found);
    ck_assert_int_eq(handle_close(handle), 0);
    object_unref(&object);
}
END_TEST

START_TEST(forged_handles_are_invalid)
{
    static const uintptr_t forged[] = {0, 4, 0x7ffffffc, (uintptr_t)-100, 0xdeadbeef};
    struct object *found = NULL;

    for (size_t i = 0; i < ARRAY_LENGTH(forged); i++) {
        ck_assert_int_eq(handle_ref((HANDLE)forged[i], NULL, 0, &found), -EBADF);
        ck_assert_int_eq(handle_close((HANDLE)forged[i]), -EBADF);
    }
    ck_assert_ptr_null(found);
}
END_TEST

START_TEST(protected_handle_stays_open)
{
    struct object object;
    HANDLE handle;

    object_init(&object, &test_class);
    ck_assert_int_eq(handle_new(&object, 0, &handle), 0);
    ck_assert_int_eq(
        handle_set_flags(handle, HANDLE_FLAG_PROTECT_FROM_CLOSE, HANDLE_FLAG_PROTECT_FROM_CLOSE),
        0);
    ck_assert_int_eq(handle_close(handle), -EBADF);
    ck_assert_int_eq(handle_set_flags(handle, HANDLE_FLAG_PROTECT_FROM_CLOSE, 0), 0);
    ck_assert_int_eq(handle_close(handle), 0);
    object_unref(&object);
}
END_TEST

START_TEST(many_handles_all_differ_and_close)
{
    struct object object;
    static HANDLE handles[1000];
    unsigned before = handle_count();

    object_init(&object, &test_class);
    for (size_t i = 0; i < ARRAY_LENGTH(handles); i++) {
        ck_assert_int_eq(handle_new(&object, 0, &handles[i]), 0);
        ck_assert_uint_eq((uintptr_t)handles[i] & 3, 0);
        if (i)
            ck_assert_ptr_ne(handles[i], handles[i - 1]);
    }
    ck_assert_uint_eq(handle_count(), before + ARRAY_LENGTH(handles));
    for (size_t i = 0; i < ARRAY_LENGTH(handles); i++)
        ck_assert_int_eq(handle_close(handles[i]), 0);
    ck_assert_uint_eq(handle_count(), before);
    object_unref(&object);
}
END_TEST

START_TEST(references_outlive_the_handle_they_came_through)
{
    struct object object, *found[10];
    HANDLE handle;

    freed = 0;
    object_init(&object, &test_class);
    ck_assert_int_eq(handle_new(&object, 0, &handle), 0);
    object_unref(&object);
    for (size_t i = 0; i < ARRAY_LENGTH(found); i++)
        ck_assert_int_eq(handle_ref(handle, &test_class, 0, &found[i]), 0);
    object_unref(found[9]);
    ck_assert_int_eq(handle_close(handle), 0);
    for (size_t i = 0; i < 9; i++) {
        ck_assert_uint_eq(freed, 0);
        object_unref(found[i]);
    }
    ck_assert_uint_eq(freed, 1);
}
END_TEST

static HANDLE shared_handles[8];
static atomic_uint shared_freed;
static atomic_bool shared_stop;

static void count_shared_free(struct object *object)
{
    atomic_fetch_add(&shared_freed, 1);
    free(object);
}

static const struct object_class shared_class = {"Shared", count_shared_free};

static void *reference_randomly(void *argument)
{
    unsigned number = (unsigned)(uintptr_t)argument;
    size_t found_count = 0;

    while (!atomic_load(&shared_stop)) {
        HANDLE handle = __atomic_load_n(&shared_handles[number++ % 8], __ATOMIC_ACQUIRE);
        struct object *object;

        if (handle_ref(handle, &shared_class, 0, &object))
            continue;
        found_count++;
        ck_assert_ptr_eq(object->class, &shared_class);
        object_unref(object);
    }
    return (void *)found_count;
}

START_TEST(objects_are_freed_once_when_threads_race_with_closes)
{
    pthread_t threads[3];
    unsigned made = 0;

    for (uintptr_t i = 0; i < ARRAY_LENGTH(threads); i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, reference_randomly, (void *)i), 0);
    for (unsigned round = 0; round < 60000; round++) {
        struct object *object = malloc(sizeof(*object));
        HANDLE handle = shared_handles[round % 8];

        object_init(object, &shared_class);
        made++;
        if (handle)
            ck_assert_int_eq(handle_close(handle), 0);
        ck_assert_int_eq(handle_new(object, 0, &handle), 0);
        __atomic_store_n(&shared_handles[round % 8], handle, __ATOMIC_RELEASE);
        object_unref(object);
    }
    atomic_store(&shared_stop, true);
    for (size_t i = 0; i < ARRAY_LENGTH(threads); i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < 8; i++)
        ck_assert_int_eq(handle_close(shared_handles[i]), 0);
    ck_assert_uint_eq(atomic_load(&shared_freed), made);
}
END_TEST

UNIT_MAIN("handle", closed_handle_is_stale_and_its_slot_is_reused_under_another_value,
          wrong_class_and_missing_access_are_told_apart, forged_handles_are_invalid,
          protected_handle_stays_open, many_handles_all_differ_and_close,
          references_outlive_the_handle_they_came_through,
          objects_are_freed_once_when_threads_race_with_closes)
