/* SPDX-License-Identifier: MIT */
/* host-open.c - dlopen, dlclose and dladdr of Windows modules, see host-open.h */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "host-open.h"
#include "module.h"
#include "trace.h"

static __thread char error_text[512];

/* After the last separator of either kind, or the drive's colon. */
static const char *base_name(const char *path)
{
    const char *name = path;

    for (const char *at = path; *at; at++)
        if (*at == '/' || *at == '\\' || (*at == ':' && at == name + 1))
            name = at + 1;
    return name;
}

void *host_open(const char *name, int flags, const void *caller, const char **ret_error)
{
    const char *base = base_name(name);
    struct module *module = flags & RTLD_NOLOAD ? module_loaded(base) : module_find(base);

    (void)caller;
    *ret_error = NULL;
    TRACE(loader, INFO, "dlopen %s: %s", name, module ? module->name : "no such Windows module");
    if (!module)
        return NULL;
    atomic_fetch_add(&module->opens, 1);
    return module->base;
}

int host_close(void *handle, const char **ret_error)
{
    struct module *module = module_of_handle(handle);
    unsigned opens = atomic_load(&module->opens);

    while (opens && !atomic_compare_exchange_weak(&module->opens, &opens, opens - 1))
        continue;
    TRACE(loader, INFO, "dlclose %s: opened %u times before", module->name, opens);
    if (opens)
        return 0;
    snprintf(error_text, sizeof(error_text), "winshim: %s is not open", module->name);
    *ret_error = error_text;
    return -1;
}

bool host_address(const void *address, Dl_info *info)
{
    const struct builtin_export *export = NULL;
    const void *start = NULL;
    struct module *module = module_describe(address, &export, &start);

    if (!module)
        return false;
    *info = (Dl_info){
        .dli_fname = module->path,
        .dli_fbase = module->base,
        .dli_sname = export ? export->name : NULL,
        .dli_saddr = (void *)start,
    };
    return true;
}
