/* SPDX-License-Identifier: MIT */
/*
 * runtime.h - what the interposer asks of the runtime library
 *
 * The preload library loads the runtime lazily and takes this one table from
 * it. Both are of one build; the version guards against a mixed installation.
 */
#ifndef WINSHIM_RUNTIME_H
#define WINSHIM_RUNTIME_H

#include <dlfcn.h>
#include <stdbool.h>

#define WINSHIM_RUNTIME_VERSION 1
#define WINSHIM_RUNTIME_SONAME  "libwinshim.so.0"

struct winshim_runtime {
    unsigned version;

    /*
     * A name that looks like a Windows module, for which the system's dlopen found nothing.
     * Returns a handle, or NULL; then *ret_error is a text for dlerror (static or thread-local),
     * or NULL to leave the system's own.
     */
    void *(*open)(const char *name, int flags, const void *caller, const char **ret_error);

    /* Whether a handle is one of ours. */
    bool (*owns)(const void *handle);

    /* dlsym on a handle of ours: a System V entry, or NULL with *ret_error. */
    void *(*symbol)(void *handle, const char *name, const char **ret_error);

    /* dlclose on a handle of ours: 0, or -1 with *ret_error. */
    int (*close)(void *handle, const char **ret_error);

    /* dladdr: fills @info when @address lies in a Windows module. */
    bool (*address)(const void *address, Dl_info *info);
};

/** winshim_runtime() - the table; static, never NULL */
const struct winshim_runtime *winshim_runtime(void);

#endif
