/* SPDX-License-Identifier: MIT */
/* runpath.c - a library that opens others on behalf of a program, along its own RUNPATH */
#include <dlfcn.h>
#include <stddef.h>

#define EXPORTED __attribute__((visibility("default")))

EXPORTED const char *marker_of(const char *name);

EXPORTED const char *marker_of(const char *name)
{
    void *handle = dlopen(name, RTLD_LAZY);
    const char *(*marker)(void) = handle ? (const char *(*)(void))dlsym(handle, "marker") : NULL;

    if (!handle)
        return dlerror();
    return marker ? marker() : "no marker";
}
