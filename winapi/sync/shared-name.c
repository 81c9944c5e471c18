/* SPDX-License-Identifier: MIT */
/* shared-name.c - see shared-name.h */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim/error.h"
#include "shim/wstr.h"
#include "winapi/sync/shared-name.h"

#define PATH_ROOM 512

/* A directory of ours that nobody else can write to. */
static int directory_make(const char *path)
{
    struct stat info;

    if (mkdir(path, 0700) && errno != EEXIST)
        return -EACCES;
    if (lstat(path, &info) || !S_ISDIR(info.st_mode) || info.st_uid != geteuid() ||
        (info.st_mode & 022))
        return -EACCES;
    return 0;
}

static int directory_path(char ret_path[PATH_ROOM])
{
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    int result;

    if (runtime && *runtime == '/' && strlen(runtime) < PATH_ROOM - 80 && !access(runtime, W_OK))
        snprintf(ret_path, PATH_ROOM, "%s/winshim", runtime);
    else
        snprintf(ret_path, PATH_ROOM, "/dev/shm/winshim-%u", (unsigned)geteuid());
    result = directory_make(ret_path);
    strcat(ret_path, "/objects");
    return result ? result : directory_make(ret_path);
}

static const WCHAR *after_prefix(const WCHAR *name, const char *prefix)
{
    while (*prefix && *name == (WCHAR)*prefix)
        name++, prefix++;
    return *prefix ? NULL : name;
}

/* The namespace and the rest of a name. "Session\1\" is the one that programs run in. */
static const WCHAR *name_split(const WCHAR *name, char *ret_space)
{
    const WCHAR *rest;

    *ret_space = 'L';
    if ((rest = after_prefix(name, "Global\\"))) {
        *ret_space = 'G';
        return rest;
    }
    if ((rest = after_prefix(name, "Local\\")) || (rest = after_prefix(name, "Session\\1\\")))
        return rest;
    return name;
}

static uint64_t hash_wide(const WCHAR *s, uint64_t seed)
{
    for (; *s; s++)
        seed = (seed ^ *s) * 0x100000001b3ull;
    return seed ^ seed >> 29;
}

int shared_name_path(const WCHAR *name, char **ret_path)
{
    char directory[PATH_ROOM], space, *path;
    const WCHAR *rest = name_split(name, &space);
    int result;

    if (!*rest)
        return ENGINE_WIN32(ERROR_INVALID_NAME);
    for (const WCHAR *at = rest; *at; at++)
        if (*at == '\\')
            return ENGINE_WIN32(ERROR_PATH_NOT_FOUND);
    result = directory_path(directory);
    if (result)
        return result;
    if (asprintf(&path, "%s/%c%016llx%016llx", directory, space,
                 (unsigned long long)hash_wide(rest, 0xcbf29ce484222325ull),
                 (unsigned long long)hash_wide(rest, 0x9e3779b97f4a7c15ull)) < 0)
        return -ENOMEM;
    *ret_path = path;
    return 0;
}
