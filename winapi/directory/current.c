/* SPDX-License-Identifier: MIT */
/* current.c - see current.h */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "current.h"
#include "shim/error.h"
#include "shim/path.h"
#include "shim/wstr.h"

int current_directory_get(WCHAR **ret_path)
{
    AUTOFREE char *path = getcwd(NULL, 0);

    if (!path)
        return errno == ENOENT ? ENGINE_WIN32(ERROR_PATH_NOT_FOUND) : -errno;
    return path_to_windows(path, ret_path);
}

int current_directory_set(const WCHAR *path)
{
    AUTOFREE char *unix_path = NULL;
    int result;

    if (!*path)
        return ENGINE_WIN32(ERROR_INVALID_NAME);
    result = path_to_unix(path, &unix_path);
    if (result < 0)
        return result;
    if (!chdir(unix_path))
        return 0;
    if (errno == ENOTDIR)
        return ENGINE_WIN32(ERROR_DIRECTORY);
    return errno == ENOENT ? path_missing(unix_path) : -errno;
}

int disk_space_get(const WCHAR *path, struct disk_space *ret_space)
{
    AUTOFREE char *unix_path = NULL;
    struct statvfs room;
    struct stat info;
    int result = path ? path_to_unix(path, &unix_path) : 0;

    if (result < 0)
        return result;
    if (stat(unix_path ? unix_path : ".", &info) || statvfs(unix_path ? unix_path : ".", &room))
        return errno == ENOENT && unix_path ? path_missing(unix_path) : -errno;
    if (!S_ISDIR(info.st_mode))
        return ENGINE_WIN32(ERROR_DIRECTORY);
    *ret_space = (struct disk_space){
        .total_bytes = (uint64_t)room.f_blocks * room.f_frsize,
        .free_bytes = (uint64_t)room.f_bfree * room.f_frsize,
        .available_bytes = (uint64_t)room.f_bavail * room.f_frsize,
        .unit_bytes = (uint32_t)room.f_frsize,
    };
    return 0;
}
