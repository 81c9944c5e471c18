/* SPDX-License-Identifier: MIT */
/* host-callback.c - see host-callback.h */
#include <dlfcn.h>
#include <stdbool.h>

#include "host-callback.h"

struct call {
    void (*run)(void *);
    void *argument;
    pthread_t server;
};

static __thread const struct call *current;

static bool is_mono(void)
{
    static int known; /* 0: not asked yet; written with the same value by every thread */

    if (!known)
        known = dlsym(RTLD_DEFAULT, "mono_get_root_domain") ? 1 : -1;
    return known > 0;
}

static void *call_thread(void *argument)
{
    const struct call *call = argument;

    current = call;
    call->run(call->argument);
    return NULL;
}

void host_callback_run(void (*run)(void *), void *argument)
{
    struct call call = {run, argument, pthread_self()};
    pthread_t thread;

    if (is_mono() && !pthread_create(&thread, NULL, call_thread, &call))
        pthread_join(thread, NULL);
    else
        run(argument);
}

pthread_t host_callback_self(void)
{
    return current ? current->server : pthread_self();
}
