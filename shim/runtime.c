/* SPDX-License-Identifier: MIT */
/*
 * runtime.c - the runtime library as the interposer sees it: dlopen, dlsym and
 * their like for Windows modules
 */
#include <stdlib.h>
#include <string.h>

#include "abi.h"
#include "bridge/call-trace.h"
#include "clr/names.h"
#include "host-error.h"
#include "host-open.h"
#include "module.h"
#include "runtime.h"
#include "trace.h"

static bool runtime_owns(const void *handle)
{
    return module_of_handle(handle) != NULL;
}

static void *runtime_symbol(void *handle, const char *name, const char **ret_error)
{
    struct module *module = module_of_handle(handle);
    void *entry = names_resolve(module, name);

    if (trace_on(call, ERROR))
        call_trace_declared(entry, module, name);
    TRACE(loader, INFO, "dlsym %s!%s: %p", module->name, name, entry);
    if (!entry)
        *ret_error = host_error("winshim: %s has no function %s", module->name, name);
    return entry;
}

VISIBLE const struct winshim_runtime *winshim_runtime(void)
{
    static const struct winshim_runtime runtime = {
        .version = WINSHIM_RUNTIME_VERSION,
        .open = host_open,
        .owns = runtime_owns,
        .symbol = runtime_symbol,
        .close = host_close,
        .address = host_address,
    };

    return &runtime;
}

__attribute__((constructor)) static void runtime_init(void)
{
    trace_configure(getenv("WINSHIM_TRACE"));
}
