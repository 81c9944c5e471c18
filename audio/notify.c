/* SPDX-License-Identifier: MIT */
/* notify.c - the thread that calls a wave device's function, see notify.h */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "audio/event.h"
#include "audio/notify.h"
#include "shim/host-callback.h"
#include "shim/teb.h"
#include "shim/trace.h"
#include "winapi/msgqueue/msgqueue.h"

#define FLUSH_LIMIT_S 1

struct message {
    struct message *next;
    UINT code;
    DWORD_PTR parameter;
};

struct notify {
    struct notify_target target;
    struct object *event; /* NOTIFY_EVENT */
    HANDLE device;

    /* NOTIFY_FUNCTION */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;       /* lock */
    struct message *first, *last; /* lock */
    bool telling;                 /* lock: a call is under way */
    bool closed;                  /* lock: the thread ends, and frees this, when all is told */
};

static void notify_destroy(struct notify *notify)
{
    object_unref(notify->event);
    pthread_mutex_destroy(&notify->lock);
    pthread_cond_destroy(&notify->changed);
    free(notify);
}

/* Take the oldest message; NULL when closed and all told. */
static struct message *notify_wait(struct notify *notify)
{
    struct message *message;

    pthread_mutex_lock(&notify->lock);
    notify->telling = false;
    pthread_cond_broadcast(&notify->changed);
    while (!notify->first && !notify->closed)
        pthread_cond_wait(&notify->changed, &notify->lock);
    message = notify->first;
    if (message) {
        notify->first = message->next;
        notify->telling = true;
    }
    pthread_mutex_unlock(&notify->lock);
    return message;
}

struct telling {
    const struct notify *notify;
    const struct message *message;
};

static void tell(void *argument)
{
    const struct telling *telling = argument;
    const struct notify *notify = telling->notify;

    notify->target.invoke(notify->target.callback, notify->device, telling->message->code,
                          notify->target.instance, telling->message->parameter);
}

static void *notify_thread(void *argument)
{
    struct notify *notify = argument;
    struct message *message;

    teb_current();
    while ((message = notify_wait(notify))) {
        struct telling telling = {notify, message};

        TRACE(wave, DEBUG, "callback %p: message 0x%x", notify->target.callback, message->code);
        host_callback_run(tell, &telling);
        free(message);
    }
    notify_destroy(notify);
    return NULL;
}

static int notify_start_thread(struct notify *notify)
{
    sigset_t all, before;
    int error;

    sigfillset(&all);
    sigdelset(&all, SIGSEGV);
    sigdelset(&all, SIGBUS);
    sigdelset(&all, SIGFPE);
    sigdelset(&all, SIGILL);
    sigdelset(&all, SIGTRAP);
    /* The runtimes suspend threads that run managed code with real-time signals. */
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++)
        sigdelset(&all, number);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    error = pthread_create(&notify->thread, NULL, notify_thread, notify);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error)
        return -ENOMEM;
    pthread_setname_np(notify->thread, "winshim-wave");
    pthread_detach(notify->thread);
    return 0;
}

static DWORD notify_thread_id(const struct notify *notify)
{
    return (DWORD)(uintptr_t)notify->target.callback;
}

static int notify_start(struct notify *notify)
{
    int result = 0;

    switch (notify->target.kind) {
    case NOTIFY_NONE:
        break;
    case NOTIFY_FUNCTION:
        result = notify->target.callback ? notify_start_thread(notify) : -EINVAL;
        break;
    case NOTIFY_EVENT:
        result = event_ref(notify->target.callback, &notify->event);
        break;
    case NOTIFY_THREAD:
        result = msgqueue_check(notify_thread_id(notify)) < 0 ? -EINVAL : 0;
        break;
    case NOTIFY_WINDOW:
        result = -EINVAL;
        break;
    }
    return result == -EBADF || result == -EACCES ? -EINVAL : result;
}

int notify_new(const struct notify_target *target, struct notify **ret_notify)
{
    struct notify *notify = calloc(1, sizeof(*notify));
    int result;

    if (!notify)
        return -ENOMEM;
    notify->target = *target;
    pthread_mutex_init(&notify->lock, NULL);
    pthread_cond_init(&notify->changed, NULL);
    result = notify_start(notify);
    if (result < 0) {
        notify_destroy(notify);
        return result;
    }
    *ret_notify = notify;
    return 0;
}

void notify_set_device(struct notify *notify, HANDLE device)
{
    notify->device = device;
}

static void notify_queue(struct notify *notify, UINT code, DWORD_PTR parameter)
{
    struct message *message = malloc(sizeof(*message));

    if (!message) {
        TRACE(wave, ERROR, "message 0x%x is lost: no memory", code);
        return;
    }
    *message = (struct message){NULL, code, parameter};
    pthread_mutex_lock(&notify->lock);
    if (notify->first)
        notify->last->next = message;
    else
        notify->first = message;
    notify->last = message;
    pthread_cond_broadcast(&notify->changed);
    pthread_mutex_unlock(&notify->lock);
}

void notify_send(struct notify *notify, UINT message, DWORD_PTR parameter)
{
    switch (notify->target.kind) {
    case NOTIFY_NONE:
        break;
    case NOTIFY_FUNCTION:
        notify_queue(notify, message, parameter);
        break;
    case NOTIFY_EVENT:
        event_set(notify->event);
        break;
    case NOTIFY_THREAD:
        if (msgqueue_post(notify_thread_id(notify), message, (WPARAM)notify->device,
                          (LPARAM)parameter) < 0)
            TRACE(wave, WARN, "message 0x%x is lost: its thread takes none", message);
        break;
    case NOTIFY_WINDOW:
        break;
    }
}

void notify_flush(struct notify *notify)
{
    struct timespec end;

    if (notify->target.kind != NOTIFY_FUNCTION ||
        pthread_equal(host_callback_self(), notify->thread))
        return;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += FLUSH_LIMIT_S;
    pthread_mutex_lock(&notify->lock);
    while (notify->first || notify->telling)
        if (pthread_cond_clockwait(&notify->changed, &notify->lock, CLOCK_MONOTONIC, &end))
            break;
    if (notify->first || notify->telling)
        TRACE(wave, WARN, "callback %p did not return", notify->target.callback);
    pthread_mutex_unlock(&notify->lock);
}

void notify_free(struct notify *notify)
{
    if (!notify)
        return;
    if (notify->target.kind != NOTIFY_FUNCTION) {
        notify_destroy(notify);
        return;
    }
    pthread_mutex_lock(&notify->lock);
    notify->closed = true;
    pthread_cond_broadcast(&notify->changed);
    pthread_mutex_unlock(&notify->lock);
}
