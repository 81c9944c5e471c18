/* SPDX-License-Identifier: MIT */
/* native.c - finds ELF libraries that stand for a Windows name, see native.h */
#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "native.h"

/* In the order of the probes; the runtimes drop or keep ".dll", add "lib" and ".so". */
static const struct spelling {
    const char *prefix, *suffix;
    bool keeps_dll;
} spellings[] = {
    {"", "", true},    {"", ".so", true},     {"lib", ".so", true},
    {"lib", "", true}, {"lib", ".so", false}, {"", ".so", false},
};

static bool spell(char *path, const char *folder, size_t folder_bytes,
                  const struct windows_name *name, const struct spelling *spelling)
{
    size_t bytes = name->stem_bytes + (spelling->keeps_dll && name->has_dll ? 4 : 0);
    bool slash = folder_bytes && folder[folder_bytes - 1] != '/';

    return snprintf(path, PATH_MAX, "%.*s%s%s%.*s%s", (int)folder_bytes, folder, slash ? "/" : "",
                    spelling->prefix, (int)bytes, name->base, spelling->suffix) < PATH_MAX;
}

static void *open_in(const char *folder, size_t folder_bytes, const struct windows_name *name,
                     int flags, dlopen_function open)
{
    char path[PATH_MAX];

    for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
        if (spell(path, folder, folder_bytes, name, &spellings[i]) &&
            classify_file(path) == FILE_ELF)
            return open(path, flags);
    return NULL;
}

static bool is_system_folder(const Dl_serpath *folder)
{
    return (folder->dls_flags & LA_SER_DEFAULT) || !strncmp(folder->dls_name, "/lib", 4) ||
           !strncmp(folder->dls_name, "/usr/lib", 8);
}

static struct link_map *map_at(const void *address)
{
    struct link_map *map = NULL;
    Dl_info info;

    return address && dladdr1(address, &info, (void **)&map, RTLD_DL_LINKMAP) ? map : NULL;
}

/* The module of an address; the main program for code that was compiled at run time. */
static struct link_map *map_of(const void *address)
{
    struct link_map *map = map_at(address);

    return map ? map : map_at((const void *)getauxval(AT_PHDR));
}

/* LD_LIBRARY_PATH and the caller's RUNPATH, expanded by libc. */
static void *open_on_search_path(const struct windows_name *name, int flags, const void *caller,
                                 dlopen_function open)
{
    struct link_map *map = map_of(caller);
    Dl_serinfo size, *list;
    void *handle = NULL;

    if (!map || dlinfo(map, RTLD_DI_SERINFOSIZE, &size))
        return NULL;
    list = malloc(size.dls_size);
    if (!list)
        return NULL;
    list->dls_size = size.dls_size;
    list->dls_cnt = size.dls_cnt;
    if (!dlinfo(map, RTLD_DI_SERINFO, list))
        for (unsigned i = 0; i < list->dls_cnt && !handle; i++)
            if (!is_system_folder(&list->dls_serpath[i]))
                handle = open_in(list->dls_serpath[i].dls_name,
                                 strlen(list->dls_serpath[i].dls_name), name, flags, open);
    free(list);
    return handle;
}

/* Only Mono drops ".dll" itself, and only Mono opens libraries with RTLD_GLOBAL. */
static bool drops_dll(const struct windows_name *name, int flags)
{
    return name->has_dll && !name->is_builtin && (flags & RTLD_GLOBAL);
}

static void *open_anywhere(const struct windows_name *name, int flags, dlopen_function open)
{
    char path[PATH_MAX];
    void *handle = NULL;

    for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]) && !handle; i++)
        if ((spellings[i].keeps_dll || drops_dll(name, flags)) &&
            spell(path, "", 0, name, &spellings[i]))
            handle = open(path, flags);
    return handle;
}

void *native_open(const struct windows_name *name, int flags, const void *caller,
                  dlopen_function open)
{
    void *handle = NULL;

    if (name->is_windows_path)
        return NULL;
    if (name->folder_bytes)
        handle = open_in(name->text, name->folder_bytes, name, flags, open);
    if (!handle)
        handle = open_on_search_path(name, flags, caller, open);
    return handle ? handle : open_anywhere(name, flags, open);
}

/* Whether @path lies directly in @folder, which has no final slash. */
static bool is_in(const char *path, const char *folder)
{
    size_t bytes = strlen(folder);

    return !strncmp(path, folder, bytes) && path[bytes] == '/' && !strchr(path + bytes + 1, '/');
}

static bool is_assembly_line(char *line, const char *folder)
{
    char *path = strchr(line, '/');
    size_t bytes;

    line[strcspn(line, "\n")] = '\0';
    if (!path || !is_in(path, folder))
        return false;
    bytes = strlen(path);
    return bytes > 4 &&
           (!strcasecmp(path + bytes - 4, ".dll") || !strcasecmp(path + bytes - 4, ".exe"));
}

static bool has_mapped_assembly(const char *folder)
{
    FILE *maps = fopen("/proc/self/maps", "re");
    char *line = NULL;
    size_t size = 0;
    bool found = false;

    while (maps && !found && getline(&line, &size, maps) > 0)
        found = is_assembly_line(line, folder);
    free(line);
    if (maps)
        fclose(maps);
    return found;
}

bool native_is_program_folder(const struct windows_name *name, const void *caller)
{
    char asked[PATH_MAX], folder[PATH_MAX], program[PATH_MAX];
    ssize_t bytes = readlink("/proc/self/exe", program, sizeof(program) - 1);
    struct link_map *map;

    snprintf(asked, sizeof(asked), "%.*s", (int)name->folder_bytes, name->text);
    if (!realpath(asked, folder))
        return false;
    program[bytes < 0 ? 0 : bytes] = '\0';
    if (is_in(program, folder))
        return true; /* self-contained: the runtime's folder is the program's */
    map = map_of(caller);
    if (map && realpath(map->l_name, program) && is_in(program, folder))
        return false;
    return has_mapped_assembly(folder);
}
