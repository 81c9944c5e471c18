/* SPDX-License-Identifier: MIT */
/* timer.c - the timers, soonest first, and their thread; see timer.h */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

#include "audio/event.h"
#include "audio/timer.h"
#include "shim/host-callback.h"
#include "shim/teb.h"
#include "shim/trace.h"

struct timer {
    struct timer *next;
    UINT id;
    uint64_t due_ns;
    struct timer_spec spec;
    struct object *event; /* TIMER_SET_EVENT, TIMER_PULSE_EVENT */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;  /* lock: the list has a new first */
static pthread_cond_t returned = PTHREAD_COND_INITIALIZER; /* lock: firing was cleared */
static struct timer *timers;                               /* lock: by due_ns */
static struct timer *firing;                               /* lock: its function is being called */
static bool firing_killed;                                 /* lock: firing goes away after that */
static bool started;                                       /* lock */
static pthread_t thread;                                   /* lock; valid when started */
static UINT next_id = 16;                                  /* lock */

static uint64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void insert(struct timer *timer)
{
    struct timer **link = &timers;

    while (*link && (*link)->due_ns <= timer->due_ns)
        link = &(*link)->next;
    timer->next = *link;
    *link = timer;
    if (timers == timer)
        pthread_cond_signal(&changed);
}

static void timer_destroy(struct timer *timer)
{
    object_unref(timer->event);
    free(timer);
}

static void wait_until(uint64_t due_ns)
{
    struct timespec due = {(time_t)(due_ns / 1000000000), (long)(due_ns % 1000000000)};

    pthread_cond_clockwait(&changed, &lock, CLOCK_MONOTONIC, &due);
}

static void call(void *argument)
{
    const struct timer *timer = argument;

    timer->spec.invoke(timer->spec.callback, timer->id, timer->spec.user);
}

/* What the timer is for. Called without lock. */
static void act(struct timer *timer)
{
    TRACE(wave, DEBUG, "timer %u is due", timer->id);
    if (timer->spec.action == TIMER_CALL)
        host_callback_run(call, timer);
    else if (timer->spec.action == TIMER_SET_EVENT)
        event_set(timer->event);
    else
        event_pulse(timer->event);
}

/* Called with lock, which it gives up meanwhile. */
static void fire(struct timer *timer)
{
    timers = timer->next;
    firing = timer;
    firing_killed = false;
    pthread_mutex_unlock(&lock);
    act(timer);
    pthread_mutex_lock(&lock);
    firing = NULL;
    pthread_cond_broadcast(&returned);
    if (timer->spec.periodic && !firing_killed) {
        /* In step with the start; a slow function loses no ticks, as on Windows. */
        timer->due_ns += (uint64_t)timer->spec.delay_ms * 1000000;
        insert(timer);
    } else {
        timer_destroy(timer);
    }
}

static void *timer_thread(void *argument)
{
    prctl(PR_SET_TIMERSLACK, 1);
    teb_current();
    pthread_mutex_lock(&lock);
    for (;;) {
        if (!timers)
            pthread_cond_wait(&changed, &lock);
        else if (timers->due_ns > now_ns())
            wait_until(timers->due_ns);
        else
            fire(timers);
    }
    return NULL;
}

/* A forked child has no timers and no thread for them. */
static void forget_in_child(void)
{
    pthread_mutex_init(&lock, NULL);
    pthread_cond_init(&changed, NULL);
    pthread_cond_init(&returned, NULL);
    timers = firing = NULL;
    started = false;
}

static void watch_forks(void)
{
    pthread_atfork(NULL, NULL, forget_in_child);
}

/* Called with lock. */
static int start_thread(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    sigset_t blocked, before;

    if (started)
        return 0;
    pthread_once(&once, watch_forks);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGHUP);
    sigaddset(&blocked, SIGCHLD);
    sigaddset(&blocked, SIGALRM);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    started = pthread_create(&thread, NULL, timer_thread, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!started)
        return -ENOMEM;
    pthread_setname_np(thread, "winshim-timer");
    pthread_detach(thread);
    return 0;
}

/* Identifiers repeat after 2^32 timers; none that is in use is given twice. Called with lock. */
static UINT fresh_id(void)
{
    const struct timer *timer;
    UINT id;

    do {
        id = next_id++;
        for (timer = timers; timer && timer->id != id;)
            timer = timer->next;
    } while (!id || timer || (firing && firing->id == id));
    return id;
}

static int timer_make(const struct timer_spec *spec, struct timer **ret_timer)
{
    struct object *event = NULL;
    struct timer *timer;
    int result = 0;

    if (spec->delay_ms < TIMER_DELAY_MIN_MS || spec->delay_ms > TIMER_DELAY_MAX_MS)
        return -EINVAL;
    if (spec->action != TIMER_CALL)
        result = event_ref(spec->callback, &event);
    else if (!spec->callback)
        result = -EINVAL;
    if (result < 0)
        return -EINVAL;
    timer = calloc(1, sizeof(*timer));
    if (!timer) {
        object_unref(event);
        return -ENOMEM;
    }
    timer->spec = *spec;
    timer->event = event;
    *ret_timer = timer;
    return 0;
}

int timer_start(const struct timer_spec *spec, UINT *ret_timer)
{
    struct timer *timer;
    int result = timer_make(spec, &timer);

    if (result < 0)
        return result;
    pthread_mutex_lock(&lock);
    result = start_thread();
    if (result == 0) {
        timer->id = fresh_id();
        timer->due_ns = now_ns() + (uint64_t)spec->delay_ms * 1000000;
        *ret_timer = timer->id; /* before the function may see it */
        insert(timer);
    }
    pthread_mutex_unlock(&lock);
    if (result < 0)
        timer_destroy(timer);
    return result;
}

/* The timer whose function is being called. Called with lock. */
static int kill_firing(UINT id)
{
    if (firing_killed)
        return -ENOENT;
    firing_killed = true;
    if (firing->spec.kill_synchronous && !pthread_equal(host_callback_self(), thread))
        while (firing && firing->id == id)
            pthread_cond_wait(&returned, &lock);
    return 0;
}

int timer_kill(UINT id)
{
    struct timer **link = &timers, *timer;
    int result = -ENOENT;

    pthread_mutex_lock(&lock);
    while (*link && (*link)->id != id)
        link = &(*link)->next;
    timer = *link;
    if (timer) {
        *link = timer->next;
        result = 0;
    } else if (firing && firing->id == id) {
        result = kill_firing(id);
    }
    pthread_mutex_unlock(&lock);
    if (timer)
        timer_destroy(timer);
    return result;
}
