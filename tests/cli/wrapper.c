/* SPDX-License-Identifier: MIT */
/*
 * wrapper.c - a library like many tracers: it stands before getppid(), dlopen() and
 * dlerror() and calls the next one, which must not be its own again
 */
#include <dlfcn.h>
#include <stddef.h>
#include <sys/types.h>

#define EXPORTED __attribute__((visibility("default")))

EXPORTED pid_t getppid(void);

EXPORTED pid_t getppid(void)
{
    pid_t (*next)(void) = (pid_t(*)(void))dlsym(RTLD_NEXT, "getppid");

    return next && next != getppid ? next() + 1000000 : -1;
}

EXPORTED void *dlopen(const char *name, int flags)
{
    void *(*next)(const char *, int) = (void *(*)(const char *, int))dlsym(RTLD_NEXT, "dlopen");

    return next(name, flags);
}

EXPORTED char *dlerror(void)
{
    char *(*next)(void) = (char *(*)(void))dlsym(RTLD_NEXT, "dlerror");

    return next();
}
