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

typedef int (*shutting_down_function)(void);

/* Mono's own answer to whether it is ending; NULL in all other processes. */
static shutting_down_function find_mono(void)
{
    static shutting_down_function found; /* written with the same values by every thread */
    static bool asked;

    if (!asked) {
        found = (shutting_down_function)dlsym(RTLD_DEFAULT, "mono_runtime_is_shutting_down");
        asked = true;
    }
    return found;
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
    shutting_down_function mono_is_ending = find_mono();
    pthread_t thread;

    if (mono_is_ending && mono_is_ending())
        return; /* managed code can't be called any more */
    if (mono_is_ending && !pthread_create(&thread, NULL, call_thread, &call))
        pthread_join(thread, NULL);
    else
        run(argument);
}

pthread_t host_callback_self(void)
{
    return current ? current->server : pthread_self();
}
