/* SPDX-License-Identifier: MIT */
/*
 * ctrl.c - control handlers, see ctrl.h
 *
 * The signal handler writes the signal's number to a pipe; a thread that is
 * started with the first registration reads it and calls the handlers.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "ctrl.h"
#include "shim/guest-thread.h"
#include "shim/teb.h"
#include "shim/trace.h"

#include <wincon.h>

struct handler {
    struct handler *next;
    void *function;
    ctrl_invoker invoke;
    bool guest;
};

static const struct {
    int signal;
    DWORD event;
} events[] = {
    {SIGINT, CTRL_C_EVENT},
    {SIGQUIT, CTRL_BREAK_EVENT},
    {SIGHUP, CTRL_CLOSE_EVENT},
    {SIGTERM, CTRL_SHUTDOWN_EVENT},
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct handler *handlers;                        /* lock: last added first */
static struct sigaction previous[ARRAY_LENGTH(events)]; /* lock */
static bool running;              /* lock: the thread and the signals are ours */
static bool ignoring;             /* lock: Ctrl+C */
static int channel[2] = {-1, -1}; /* written once, before the signals are taken */

static void on_signal(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;

    if (write(channel[1], &byte, 1) < 0)
        errno = saved; /* the pipe is full of the same */
    errno = saved;
}

static size_t index_of_signal(int number)
{
    size_t i = 0;

    while (i < ARRAY_LENGTH(events) - 1 && events[i].signal != number)
        i++;
    return i;
}

/* ---- the thread ------------------------------------------------------------------------- */

/* The n-th handler, copied: handlers may add and remove handlers. */
static bool nth_handler(size_t n, struct handler *ret_handler)
{
    struct handler *handler;

    pthread_mutex_lock(&lock);
    for (handler = handlers; handler && n; handler = handler->next)
        n--;
    if (handler)
        *ret_handler = *handler;
    pthread_mutex_unlock(&lock);
    return handler != NULL;
}

static bool call_handlers(DWORD event)
{
    struct handler handler;

    for (size_t n = 0; nth_handler(n, &handler); n++) {
        if (handler.guest)
            guest_thread_enter();
        if (handler.invoke(handler.function, event))
            return true;
    }
    return false;
}

/* What the process would have done without winshim: its own handler, or its end. */
static void do_previous(size_t index)
{
    struct sigaction ours, theirs;

    pthread_mutex_lock(&lock);
    theirs = previous[index];
    pthread_mutex_unlock(&lock);
    if (theirs.sa_handler == SIG_IGN)
        return;
    sigaction(events[index].signal, &theirs, &ours);
    kill(getpid(), events[index].signal);
    if (theirs.sa_handler == SIG_DFL)
        pause(); /* the signal ends the process */
    /* Another thread may take it a little later; a second one meanwhile is the program's own. */
    usleep(10000);
    sigaction(events[index].signal, &ours, NULL);
}

static void handle(size_t index)
{
    DWORD event = events[index].event;
    bool ignored, handled;

    pthread_mutex_lock(&lock);
    ignored = ignoring && event == CTRL_C_EVENT;
    pthread_mutex_unlock(&lock);
    if (ignored)
        return;
    handled = call_handlers(event);
    TRACE(console, INFO, "control event %u, %shandled", (unsigned)event, handled ? "" : "not ");
    if (!handled || event == CTRL_CLOSE_EVENT || event == CTRL_SHUTDOWN_EVENT)
        do_previous(index);
}

static void *handle_in_thread(void *context)
{
    handle((size_t)context);
    return NULL;
}

/*
 * Each event has a thread of its own, as on Windows. One that stayed would keep Mono from
 * ending: it waits for every thread on which managed code has run.
 */
static void start_handling(size_t index)
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, handle_in_thread, (void *)index))
        handle(index);
    else
        pthread_detach(thread);
}

static void *serve(void *context)
{
    unsigned char byte;

    (void)context;
    for (;;) {
        ssize_t got = read(channel[0], &byte, 1);

        if (got == 1)
            start_handling(index_of_signal(byte));
        else if (got == 0 || errno != EINTR)
            return NULL;
    }
}

static int start_thread(void)
{
    sigset_t control, before;
    pthread_attr_t attributes;
    pthread_t thread;
    int result;

    if (pipe2(channel, O_CLOEXEC))
        return -errno;
    fcntl(channel[1], F_SETFL, O_NONBLOCK);
    /* Handlers may be managed: the runtime must be able to suspend the thread with its signals. */
    sigemptyset(&control);
    for (size_t i = 0; i < ARRAY_LENGTH(events); i++)
        sigaddset(&control, events[i].signal);
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_sigmask(SIG_BLOCK, &control, &before);
    result = -pthread_create(&thread, &attributes, serve, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return result;
}

static int start_locked(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
    int result = running ? 0 : start_thread();

    if (result || running)
        return result;
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < ARRAY_LENGTH(events); i++)
        sigaction(events[i].signal, &action, i == 0 && ignoring ? NULL : &previous[i]);
    running = true;
    return 0;
}

/* ---- registration ----------------------------------------------------------------------- */

int ctrl_handler_add(void *function, ctrl_invoker invoke, bool guest)
{
    struct handler *handler = malloc(sizeof(*handler));
    int result;

    if (!handler)
        return -ENOMEM;
    pthread_mutex_lock(&lock);
    result = start_locked();
    if (!result) {
        *handler = (struct handler){handlers, function, invoke, guest};
        handlers = handler;
        handler = NULL;
    }
    pthread_mutex_unlock(&lock);
    free(handler);
    return result;
}

int ctrl_handler_remove(void *function)
{
    struct handler *found = NULL;

    pthread_mutex_lock(&lock);
    for (struct handler **at = &handlers; *at; at = &(*at)->next)
        if ((*at)->function == function) {
            found = *at;
            *at = found->next;
            break;
        }
    pthread_mutex_unlock(&lock);
    free(found);
    return found ? 0 : -EINVAL;
}

int ctrl_ignore(bool ignore)
{
    pthread_mutex_lock(&lock);
    if (!running && ignore && !ignoring)
        sigaction(SIGINT, &(struct sigaction){.sa_handler = SIG_IGN}, &previous[0]);
    if (!running && !ignore && ignoring)
        sigaction(SIGINT, &previous[0], NULL);
    ignoring = ignore;
    pthread_mutex_unlock(&lock);
    return 0;
}

int ctrl_generate(DWORD event, DWORD group)
{
    int number = event == CTRL_C_EVENT ? SIGINT : SIGQUIT;

    if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT)
        return -EINVAL;
    if (!group)
        return kill(getpgrp() == getpid() ? 0 : getpid(), number) ? -errno : 0;
    /* A signal number of 0 only asks whether the group is there. */
    return kill(-(pid_t)group, event == CTRL_C_EVENT ? 0 : number) ? -EINVAL : 0;
}
