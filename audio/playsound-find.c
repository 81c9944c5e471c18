/* SPDX-License-Identifier: MIT */
/* playsound-find.c - the folders in which sounds are looked for, see playsound-find.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "audio/playsound-find.h"
#include "shim/path.h"
#include "shim/trace.h"
#include "shim/wstr.h"

static bool is_separator(WCHAR c)
{
    return c == '\\' || c == '/';
}

static bool is_bare(const WCHAR *name)
{
    for (; *name; name++)
        if (is_separator(*name) || *name == ':')
            return false;
    return true;
}

static bool has_extension(const WCHAR *name)
{
    bool dot = false;

    for (; *name; name++)
        dot = *name == '.' || (dot && !is_separator(*name));
    return dot;
}

/* @folder (may be NULL), a backslash, @name and @suffix; malloc'ed, or NULL. */
static WCHAR *join(const WCHAR *folder, const WCHAR *name, const WCHAR *suffix)
{
    size_t first = wstr_length(folder), second = wstr_length(name), third = wstr_length(suffix);
    WCHAR *path = malloc((first + second + third + 2) * sizeof(WCHAR)), *at = path;

    if (!path)
        return NULL;
    memcpy(at, folder, first * sizeof(WCHAR));
    at += first;
    if (first && !is_separator(at[-1]))
        *at++ = '\\';
    memcpy(at, name, second * sizeof(WCHAR));
    memcpy(at + second, suffix, third * sizeof(WCHAR));
    at[second + third] = 0;
    return path;
}

static int open_one(const WCHAR *path, struct wave_input *ret_input)
{
    AUTOFREE char *unix_path = NULL;
    int result = path ? path_to_unix(path, &unix_path) : -ENOMEM;

    if (result < 0)
        return result;
    result = wave_input_open(unix_path, ret_input);
    TRACE(wave, DEBUG, "sound file %s: %s", unix_path, result < 0 ? strerror(-result) : "found");
    return result;
}

/* Try @name in @folder as it is, then with ".wav" if it has no extension. */
static int open_in(const WCHAR *folder, const WCHAR *name, struct wave_input *ret_input)
{
    AUTOFREE WCHAR *path = join(folder, name, u"");
    AUTOFREE WCHAR *longer = NULL;
    int result = open_one(path, ret_input), second;

    if (!result || has_extension(name))
        return result;
    longer = join(folder, name, u".wav");
    second = open_one(longer, ret_input);
    return second == -ENOENT ? result : second;
}

/* PATH as a Windows program keeps it (";") or as the system does (":"). */
static int open_along_path(const WCHAR *name, struct wave_input *ret_input)
{
    const char *path = getenv("PATH");
    AUTOFREE char *list = path ? strdup(path) : NULL;
    const char *between = list && (strchr(list, ';') || strstr(list, ":\\")) ? ";" : ":";
    char *rest = list, *folder;

    while ((folder = strsep(&rest, between))) {
        AUTOFREE WCHAR *wide = path_dup_wide(folder);

        if (*folder && wide && !open_in(wide, name, ret_input))
            return 0;
    }
    return -ENOENT;
}

int playsound_find_file(const WCHAR *name, struct wave_input *ret_input)
{
    int result;

    if (!*name)
        return -ENOENT;
    result = open_in(NULL, name, ret_input);
    if (!result || !is_bare(name))
        return result;
    if (!open_in(u"C:\\windows", name, ret_input) ||
        !open_in(u"C:\\windows\\system32", name, ret_input) || !open_along_path(name, ret_input))
        return 0;
    return result;
}
