/* SPDX-License-Identifier: MIT */
/*
 * path-find.c - finds files whose names were given in another case
 *
 * The exact name is tried first; folders are read only where it fails.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "upcase.h"
#include "error.h"
#include "path-internal.h"
#include "wstr.h"

#define NAME_WCHARS (NAME_MAX + 1)

static bool exists(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

static bool has_forbidden(const char *name, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)name[i] < 0x20 || strchr("<>:\"|?*\\", name[i]))
            return true;
    return false;
}

/* Of several that match, the first in byte order: the answer must not depend on the directory. */
static bool find_entry(const char *folder, const char *name, size_t length, char *ret_name)
{
    WCHAR wanted[NAME_WCHARS], found[NAME_WCHARS];
    size_t wanted_wchars = utf8_to_wchars(name, length, wanted, NAME_WCHARS);
    DIR *stream = wanted_wchars <= NAME_WCHARS ? opendir(*folder ? folder : "/") : NULL;
    struct dirent *entry;
    bool matched = false;

    if (!stream)
        return false;
    while ((entry = readdir(stream)) != NULL) {
        size_t wchars = utf8_to_wchars(entry->d_name, strlen(entry->d_name), found, NAME_WCHARS);

        if (wchars > NAME_WCHARS || wchars_compare_upper(wanted, wanted_wchars, found, wchars) ||
            (matched && strcmp(entry->d_name, ret_name) >= 0))
            continue;
        strcpy(ret_name, entry->d_name);
        matched = true;
    }
    closedir(stream);
    return matched;
}

/* A name's bytes can change their number with their case: room for the longest entry each. */
static size_t room_for(const char *root, const char *rest)
{
    size_t components = 1;

    for (const char *at = rest; *at; at++)
        components += *at == '/';
    return strlen(root) + strlen(rest) + components * (NAME_MAX + 1) + 2;
}

/* Append components to @path, which ends at @end, as they are on disk or else as given. */
static int append_found(char *path, char *end, const char *rest)
{
    bool missing = false;

    while (*rest) {
        size_t length = strcspn(rest, "/");
        char entry[NAME_MAX + 1];

        *end = '/';
        memcpy(end + 1, rest, length);
        end[1 + length] = '\0';
        if (missing || !exists(path)) {
            *end = '\0';
            if (!missing && find_entry(path, rest, length, entry))
                strcpy(end + 1, entry);
            else if (has_forbidden(rest, length))
                return ENGINE_WIN32(ERROR_INVALID_NAME);
            else
                missing = true;
            *end = '/';
        }
        end += strlen(end);
        rest += length;
        rest += *rest == '/';
    }
    return 0;
}

int path_find(const char *root, const char *rest, char **ret_found)
{
    size_t root_length = strlen(root);
    char *path = malloc(room_for(root, rest));
    int result = 0;

    if (!path)
        return -ENOMEM;
    memcpy(path, root, root_length + 1);
    if (*rest || !root_length)
        stpcpy(stpcpy(path + root_length, "/"), rest);
    if (!exists(path)) {
        path[root_length] = '\0';
        result = append_found(path, path + root_length, rest);
    }
    if (result) {
        free(path);
        return result;
    }
    *ret_found = path;
    return 0;
}
