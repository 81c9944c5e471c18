/* SPDX-License-Identifier: MIT */
/* search.c - see search.h */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command_line.h"
#include "environment.h"
#include "search.h"
#include "shim/path.h"
#include "shim/wstr.h"
#include "winapi/system/system.h"

static bool is_separator(WCHAR c)
{
    return c == '\\' || c == '/';
}

static bool has_extension(const WCHAR *name)
{
    bool found = false;

    for (; *name; name++)
        found = *name == '.' || (found && !is_separator(*name));
    return found;
}

/* Whether a name says itself where the file is. */
static bool is_placed(const WCHAR *name)
{
    if (is_separator(name[0]) || (name[0] && name[1] == ':'))
        return true;
    if (name[0] != '.')
        return false;
    return is_separator(name[1]) || (name[1] == '.' && is_separator(name[2]));
}

static WCHAR *join(const WCHAR *folder, size_t folder_wchars, const WCHAR *name,
                   const WCHAR *extension)
{
    size_t name_wchars = wstr_length(name), extension_wchars = wstr_length(extension);
    WCHAR *path = calloc(folder_wchars + name_wchars + extension_wchars + 2, sizeof(WCHAR));
    WCHAR *at = path;

    if (!path)
        return NULL;
    if (folder_wchars) {
        memcpy(at, folder, folder_wchars * sizeof(WCHAR));
        at += folder_wchars;
        if (!is_separator(at[-1]))
            *at++ = '\\';
    }
    memcpy(at, name, name_wchars * sizeof(WCHAR));
    if (extension)
        memcpy(at + name_wchars, extension, extension_wchars * sizeof(WCHAR));
    return path;
}

static int look(const WCHAR *folder, size_t folder_wchars, const WCHAR *name,
                const WCHAR *extension, WCHAR **ret_full)
{
    AUTOFREE WCHAR *path = join(folder, folder_wchars, name, extension);
    AUTOFREE char *unix_path = NULL;

    if (!path)
        return -ENOMEM;
    if (path_to_unix(path, &unix_path) < 0 || access(unix_path, F_OK))
        return -ENOENT;
    return path_full(path, ret_full);
}

static int look_in_list(const WCHAR *folders, bool colons, const WCHAR *name,
                        const WCHAR *extension, WCHAR **ret_full)
{
    int result = -ENOENT;

    while (*folders && result == -ENOENT) {
        size_t length = 0;

        while (folders[length] && folders[length] != ';' && !(colons && folders[length] == ':'))
            length++;
        if (length)
            result = look(folders, length, name, extension, ret_full);
        folders += length + (folders[length] != 0);
    }
    return result;
}

static int look_in_program_folder(const WCHAR *name, const WCHAR *extension, WCHAR **ret_full)
{
    AUTOFREE char *program = strdup(command_line_program());
    AUTOFREE WCHAR *folder = program ? path_dup_wide(dirname(program)) : NULL;

    return folder ? look(folder, wstr_length(folder), name, extension, ret_full) : -ENOMEM;
}

static int look_everywhere(const WCHAR *name, const WCHAR *extension, WCHAR **ret_full)
{
    static const WCHAR own[] = u".;" SYSTEM_SYSTEM_DIRECTORY u";" SYSTEM_WINDOWS_DIRECTORY;
    AUTOFREE WCHAR *path = NULL;
    int result = look_in_program_folder(name, extension, ret_full);

    if (result == -ENOENT)
        result = look_in_list(own, false, name, extension, ret_full);
    if (result == -ENOENT && environment_get(u"PATH", &path) == 0)
        result = look_in_list(path, *path == '/', name, extension, ret_full);
    return result;
}

int environment_search(const WCHAR *folders, const WCHAR *name, const WCHAR *extension,
                       WCHAR **ret_full)
{
    if (extension && has_extension(name))
        extension = NULL;
    if (is_placed(name))
        return look(NULL, 0, name, extension, ret_full);
    if (folders)
        return look_in_list(folders, false, name, extension, ret_full);
    return look_everywhere(name, extension, ret_full);
}
