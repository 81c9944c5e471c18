/* SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "shim/error.h"
#include "unit.h"
#include "winapi/msgqueue/msgqueue.h"

#define ROUNDS 20000

static atomic_uint receiver; /* thread id, once it has a queue */

static void *receive(void *unused)
{
    WPARAM expected = 0;
    MSG message;

    msgqueue_attach();
    atomic_store(&receiver, (unsigned)gettid());
    for (;;) {
        ck_assert_int_eq(msgqueue_get(0, 0, &message), 0);
        if (message.message == WM_QUIT)
            return NULL;
        if (message.message == WM_USER + 1) {
            msgqueue_quit(0);
            continue;
        }
        ck_assert_uint_eq(message.wParam, expected);
        expected++;
    }
}

START_TEST(a_waiting_thread_gets_every_message_in_order)
{
    pthread_t thread;

    pthread_create(&thread, NULL, receive, NULL);
    while (!atomic_load(&receiver))
        usleep(100);
    for (WPARAM i = 0; i < ROUNDS; i++)
        while (msgqueue_post(atomic_load(&receiver), WM_USER, i, 0) ==
               ENGINE_WIN32(ERROR_NOT_ENOUGH_QUOTA))
            usleep(100);
    while (msgqueue_post(atomic_load(&receiver), WM_USER + 1, 0, 0))
        usleep(100);
    pthread_join(thread, NULL);
    ck_assert_int_eq(msgqueue_post(atomic_load(&receiver), WM_USER, 0, 0),
                     ENGINE_WIN32(ERROR_INVALID_THREAD_ID));
}
END_TEST

static void *post_later(void *thread)
{
    usleep(20000);
    msgqueue_post((DWORD)(uintptr_t)thread, WM_USER, 0, 0);
    return NULL;
}

START_TEST(a_wait_for_messages_is_ended_by_another_thread)
{
    pthread_t thread;
    DWORD status = 0;
    MSG message;

    msgqueue_attach();
    while (!msgqueue_peek(0, 0, true, &message))
        ;
    pthread_create(&thread, NULL, post_later, (void *)(uintptr_t)gettid());
    ck_assert_int_eq(msgqueue_wait_with(NULL, 0, INFINITE, QS_ALLINPUT, 0, &status), 0);
    ck_assert_uint_eq(status, WAIT_OBJECT_0);
    ck_assert_int_eq(msgqueue_peek(0, 0, true, &message), 0);
    pthread_join(thread, NULL);
}
END_TEST

START_TEST(periods_are_taken_into_windows_limits)
{
    struct msgqueue_callback none = {0};
    UINT_PTR id = 0;
    MSG message;

    ck_assert_int_eq(msgqueue_timer_set(0, 0, &none, &id), 0);
    ck_assert_int_eq(msgqueue_peek(0, 0, true, &message), -EAGAIN);
    ck_assert_int_eq(msgqueue_get(0, 0, &message), 0);
    ck_assert_uint_eq(message.message, WM_TIMER);
    ck_assert_int_eq(msgqueue_timer_set(id, 0xffffffff, &none, &id), 0);
    ck_assert_int_eq(msgqueue_peek(0, 0, true, &message), -EAGAIN);
    ck_assert_int_eq(msgqueue_timer_kill(id), 0);
    ck_assert_int_eq(msgqueue_timer_kill(id), -EINVAL);
}
END_TEST

UNIT_MAIN("msgqueue", a_waiting_thread_gets_every_message_in_order,
          a_wait_for_messages_is_ended_by_another_thread, periods_are_taken_into_windows_limits)
