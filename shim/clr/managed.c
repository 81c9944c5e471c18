/* SPDX-License-Identifier: MIT */
/* managed.c - finds the runtime by its library or by what its program exports, see managed.h */
#include <dlfcn.h>
#include <link.h>
#include <stdatomic.h>
#include <string.h>

#include "managed.h"

static int look_at_library(struct dl_phdr_info *info, size_t size, void *context)
{
    const char *slash = strrchr(info->dlpi_name, '/');
    const char *name = slash ? slash + 1 : info->dlpi_name;
    enum managed_runtime *found = context;

    (void)size;
    if (!strncmp(name, "libmonosgen-", 12) || !strncmp(name, "libmonoboehm-", 13))
        *found = MANAGED_MONO;
    else if (!strcmp(name, "libcoreclr.so") && *found == MANAGED_NONE)
        *found = MANAGED_CORECLR;
    return 0;
}

/* mono and single-file .NET programs have the runtime in the executable, which exports these. */
static enum managed_runtime find(void)
{
    enum managed_runtime found = MANAGED_NONE;

    if (dlsym(RTLD_DEFAULT, "mono_get_root_domain"))
        return MANAGED_MONO;
    if (dlsym(RTLD_DEFAULT, "DotNetRuntimeInfo"))
        found = MANAGED_CORECLR;
    dl_iterate_phdr(look_at_library, &found);
    return found;
}

enum managed_runtime managed_runtime(void)
{
    static atomic_int known;
    int runtime = atomic_load_explicit(&known, memory_order_relaxed);

    if (runtime == MANAGED_NONE) {
        runtime = find();
        atomic_store_explicit(&known, runtime, memory_order_relaxed);
    }
    return runtime;
}
