/* SPDX-License-Identifier: MIT */
/*
 * runtime.c - the runtime library as the interposer sees it: dlopen, dlsym and
 * their like for Windows modules
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi.h"
#include "module.h"
#include "runtime.h"
#include "trace.h"

static __thread char error_text[512];

static const char *base_name(const char *path)
{
    const char *name = path;

    for (; *path; path++)
        if (*path == '/' || *path == '\\' || (*path == ':' && name == path - 1))
            name = path + 1;
    return name;
}

static void *runtime_open(const char *name, int flags, const void *caller, const char **ret_error)
{
    struct module *module = module_find(base_name(name));

    (void)caller;
    (void)flags;
    *ret_error = NULL;
    TRACE(loader, INFO, "dlopen %s: %s", name, module ? module->name : "no such Windows module");
    return module ? module->base : NULL;
}

static bool runtime_owns(const void *handle)
{
    return module_of_handle(handle) != NULL;
}

static void *runtime_symbol(void *handle, const char *name, const char **ret_error)
{
    struct module *module = module_of_handle(handle);
    void *entry = *name == '#' ? module_ordinal(module, (unsigned)atoi(name + 1), WORLD_HOST)
                               : module_symbol(module, name, WORLD_HOST);

    TRACE(loader, INFO, "dlsym %s!%s: %p", module->name, name, entry);
    if (!entry) {
        snprintf(error_text, sizeof(error_text), "winshim: %s has no function %s", module->name,
                 name);
        *ret_error = error_text;
    }
    return entry;
}

static int runtime_close(void *handle, const char **ret_error)
{
    (void)handle;
    *ret_error = NULL;
    return 0;
}

static bool runtime_address(const void *address, Dl_info *info)
{
    struct module *module = module_of_address(address);

    if (!module)
        return false;
    *info = (Dl_info){.dli_fname = module->name, .dli_fbase = module->base};
    return true;
}

VISIBLE const struct winshim_runtime *winshim_runtime(void)
{
    static const struct winshim_runtime runtime = {
        .version = WINSHIM_RUNTIME_VERSION,
        .open = runtime_open,
        .owns = runtime_owns,
        .symbol = runtime_symbol,
        .close = runtime_close,
        .address = runtime_address,
    };

    return &runtime;
}

__attribute__((constructor)) static void runtime_init(void)
{
    trace_configure(getenv("WINSHIM_TRACE"));
}
