/* SPDX-License-Identifier: MIT */
/* alarm.c - a binary heap of due times and the thread that sleeps until the first, see alarm.h */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>

#include "shim/futex.h"
#include "shim/guard.h"
#include "winapi/sync/alarm.h"

static struct guarded_lock lock;
static struct alarm **heap;  /* lock */
static unsigned heap_count;  /* lock */
static unsigned heap_room;   /* lock */
static bool running;         /* lock */
static atomic_uint sequence; /* futex: the earliest time has changed */

static void heap_place(struct alarm *alarm, unsigned at)
{
    heap[at] = alarm;
    alarm->position = at + 1;
}

static void heap_up(struct alarm *alarm, unsigned at)
{
    for (; at && heap[(at - 1) / 2]->due_ns > alarm->due_ns; at = (at - 1) / 2)
        heap_place(heap[(at - 1) / 2], at);
    heap_place(alarm, at);
}

static void heap_down(struct alarm *alarm, unsigned at)
{
    for (unsigned child; (child = at * 2 + 1) < heap_count; at = child) {
        if (child + 1 < heap_count && heap[child + 1]->due_ns < heap[child]->due_ns)
            child++;
        if (heap[child]->due_ns >= alarm->due_ns)
            break;
        heap_place(heap[child], at);
    }
    heap_place(alarm, at);
}

static void heap_remove(struct alarm *alarm)
{
    unsigned at = alarm->position - 1;
    struct alarm *last;

    if (!alarm->position)
        return;
    alarm->position = 0;
    last = heap[--heap_count];
    if (last == alarm)
        return;
    if (at && heap[(at - 1) / 2]->due_ns > last->due_ns)
        heap_up(last, at);
    else
        heap_down(last, at);
}

static int heap_insert(struct alarm *alarm)
{
    if (heap_count == heap_room) {
        unsigned room = heap_room ? heap_room * 2 : 16;
        struct alarm **grown = realloc(heap, room * sizeof(*heap));

        if (!grown)
            return -ENOMEM;
        heap = grown;
        heap_room = room;
    }
    heap_up(alarm, heap_count++);
    return 0;
}

/* Calls what is due. Return: when the next one is. The lock is held. */
static int64_t ring_due(void)
{
    while (heap_count) {
        struct alarm *alarm = heap[0];
        int64_t now_ns = futex_now_ns();

        if (alarm->due_ns > now_ns)
            return alarm->due_ns;
        heap_remove(alarm);
        alarm->due_ns = alarm->ring(alarm, now_ns);
        if (alarm->due_ns)
            heap_insert(alarm); /* its place is still there */
    }
    return FUTEX_FOREVER;
}

static void *alarm_thread(void *unused)
{
    prctl(PR_SET_NAME, "winshim-alarm");
    for (;;) {
        unsigned seen;
        int64_t next_ns;

        guarded_lock(&lock);
        next_ns = ring_due();
        seen = atomic_load(&sequence);
        guarded_unlock(&lock);
        futex_wait(&sequence, seen, next_ns);
    }
    return unused;
}

/* The lock is held. The host's signals are none of this thread's business. */
static int service_start(void)
{
    pthread_attr_t attr;
    sigset_t all, old;
    pthread_t thread;
    int result;

    if (running)
        return 0;
    sigfillset(&all);
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attr, 256 * 1024);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    result = -pthread_create(&thread, &attr, alarm_thread, NULL);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_attr_destroy(&attr);
    running = !result;
    return result;
}

int alarm_set(struct alarm *alarm, int64_t due_ns, void (*change)(void *user), void *user)
{
    int result;

    guarded_lock(&lock);
    result = service_start();
    heap_remove(alarm);
    if (change)
        change(user);
    if (!result) {
        alarm->due_ns = due_ns;
        result = heap_insert(alarm);
    }
    if (!result && alarm->position == 1) {
        atomic_fetch_add(&sequence, 1);
        futex_wake(&sequence, 1);
    }
    guarded_unlock(&lock);
    return result;
}

void alarm_cancel(struct alarm *alarm, void (*change)(void *user), void *user)
{
    guarded_lock(&lock);
    heap_remove(alarm);
    if (change)
        change(user);
    guarded_unlock(&lock);
}

void alarm_look(void (*look)(void *user), void *user)
{
    guarded_lock(&lock);
    look(user);
    guarded_unlock(&lock);
}
