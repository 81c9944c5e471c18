/* SPDX-License-Identifier: MIT */
/*
 * wrapper.c - a library like many tracers: it stands before getppid() and calls
 * the next one, which must be libc's and not its own again
 */
#include <dlfcn.h>
#include <sys/types.h>

#define EXPORTED __attribute__((visibility("default")))

EXPORTED pid_t getppid(void);

EXPORTED pid_t getppid(void)
{
    pid_t (*next)(void) = (pid_t(*)(void))dlsym(RTLD_NEXT, "getppid");

    return next && next != getppid ? next() + 1000000 : -1;
}
