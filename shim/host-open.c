/* SPDX-License-Identifier: MIT */
/* host-open.c - dlopen, dlclose and dladdr of Windows modules, see host-open.h */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "host-error.h"
#include "host-open.h"
#include "module.h"
#include "path.h"
#include "trace.h"
#include "wstr.h"

static bool is_drive(const char *name)
{
    return name[0] && name[1] == ':' && ((name[0] | 0x20) >= 'a' && (name[0] | 0x20) <= 'z');
}

/* After the last separator of either kind, or the drive's colon. */
static const char *base_name(const char *path)
{
    const char *name = is_drive(path) ? path + 2 : path;

    for (const char *at = name; *at; at++)
        if (*at == '/' || *at == '\\')
            name = at + 1;
    return name;
}

/*
 * What the runtimes make of a Windows path: "/program/C:\x\foo.dll", "/program/..\LIB\foo.dll".
 * The first means what stands behind the folder, the second is relative to the folder.
 */
static char *windows_part(const char *name)
{
    const char *slash = strrchr(name, '/'), *tail = slash ? slash + 1 : name;
    char *path;

    if (is_drive(name))
        return strdup(name);
    if (!slash || is_drive(tail) || *tail == '\\')
        return strdup(tail);
    path = strdup(name);
    for (char *at = path; at && *at; at++)
        if (*at == '\\')
            *at = '/';
    return path;
}

/* The file that a Windows path names, with ".dll" added where Windows would; or NULL. */
static char *windows_file(const char *path)
{
    AUTOFREE WCHAR *wide = path_dup_wide(path), *longer = NULL;
    AUTOFREE char *with_dll = NULL;
    char *file = NULL;

    if (!wide || path_to_unix(wide, &file))
        return NULL;
    if (!access(file, F_OK))
        return file;
    free(file);
    file = NULL;
    if (strchr(base_name(path), '.') || asprintf(&with_dll, "%s.dll", path) < 0)
        return NULL;
    longer = path_dup_wide(with_dll);
    if (longer && !path_to_unix(longer, &file) && !access(file, F_OK))
        return file;
    free(file);
    return NULL;
}

static bool is_elf(const char *file)
{
    char magic[4] = {0};
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = fd < 0 ? -1 : read(fd, magic, sizeof(magic));

    if (fd >= 0)
        close(fd);
    return got == 4 && !memcmp(magic, "\177ELF", 4);
}

/* "C:\windows\system32\" in any case, with the names that 32-bit programs use for it. */
static bool is_system_path(const char *path)
{
    static const char *const folders[] = {
        "C:\\windows\\system32\\",
        "C:\\windows\\syswow64\\",
        "C:\\windows\\sysnative\\",
    };
    char folder[64];

    snprintf(folder, sizeof(folder), "%.*s", (int)(base_name(path) - path), path);
    for (char *at = folder; *at; at++)
        if (*at == '/')
            *at = '\\';
    for (size_t i = 0; i < ARRAY_LENGTH(folders); i++)
        if (!strcasecmp(folder, folders[i]))
            return true;
    return false;
}

static struct module *find(const char *name, int flags)
{
    return flags & RTLD_NOLOAD ? module_loaded(name) : module_find(name);
}

/* A builtin's name counts in the system folder, and where such a file really is. */
static struct module *find_at_windows_path(const char *path, const char *file, int flags)
{
    return file || is_system_path(path) ? find(base_name(path), flags) : NULL;
}

static void *opened(struct module *module)
{
    if (!module)
        return NULL;
    atomic_fetch_add(&module->opens, 1);
    return module->base;
}

static void *open_windows_path(const char *name, int flags)
{
    AUTOFREE char *path = windows_part(name), *file = path ? windows_file(path) : NULL;

    if (file && is_elf(file))
        return dlopen(file, flags); /* the interposer passes it on to libc */
    return path ? opened(find_at_windows_path(path, file, flags)) : NULL;
}

void *host_open(const char *name, int flags, const void *caller, const char **ret_error)
{
    const char *slash = strrchr(name, '/'), *tail = slash ? slash + 1 : name;
    void *handle;

    (void)caller;
    *ret_error = NULL;
    if (strchr(tail, '\\') || is_drive(tail) || is_drive(name))
        handle = open_windows_path(name, flags);
    else
        handle = opened(find(tail, flags));
    TRACE(loader, INFO, "dlopen %s: %s", name, handle ? "found" : "no such Windows module");
    return handle;
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
    *ret_error = host_error("winshim: %s is not open", module->name);
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
