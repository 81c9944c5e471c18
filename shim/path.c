/* SPDX-License-Identifier: MIT */
/*
 * path.c - kinds of path, full paths and conversion both ways, see path.h
 *
 * Everything but an exact Unix path and "\\?\" goes through the full Windows
 * path, so one set of rules says what a path means.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "upcase.h"
#include "error.h"
#include "path-internal.h"
#include "path.h"
#include "trace.h"
#include "wstr.h"

/* The order matters: up to PATH_DRIVE_RELATIVE a path names a file on a drive. */
enum path_kind {
    PATH_RELATIVE,       /* a\b */
    PATH_UNIX,           /* /a/b */
    PATH_ROOTED,         /* \a\b */
    PATH_DRIVE,          /* C:\a */
    PATH_DRIVE_RELATIVE, /* C:a */
    PATH_UNC,            /* \\server\share */
    PATH_VERBATIM,       /* \\?\ and \??\ */
    PATH_LOCAL_DEVICE,   /* \\.\, and //?/ with any slash turned */
};

static bool is_slash(WCHAR c)
{
    return c == '\\' || c == '/';
}

static bool is_letter(WCHAR c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool starts_with(const WCHAR *s, const char *ascii)
{
    while (*ascii && *s == (unsigned char)*ascii)
        s++, ascii++;
    return !*ascii;
}

static enum path_kind kind_of(const WCHAR *path)
{
    if (starts_with(path, "\\\\?\\") || starts_with(path, "\\??\\"))
        return PATH_VERBATIM;
    if (is_slash(path[0]) && is_slash(path[1])) {
        if ((path[2] == '.' || path[2] == '?') && (is_slash(path[3]) || !path[3]))
            return PATH_LOCAL_DEVICE;
        /* To a Unix program two slashes are as good as one. */
        return path[0] == '/' && path[1] == '/' ? PATH_UNIX : PATH_UNC;
    }
    if (path[0] == '/')
        return PATH_UNIX;
    if (path[0] == '\\')
        return PATH_ROOTED;
    if (is_letter(path[0]) && path[1] == ':')
        return is_slash(path[2]) ? PATH_DRIVE : PATH_DRIVE_RELATIVE;
    return PATH_RELATIVE;
}

/* ---- DOS devices ------------------------------------------------------------------------ */

/* Length of the device name at the start of @name: 0 when there is none. */
static size_t device_length(const WCHAR *name)
{
    static const char *const plain[] = {"NUL", "CON", "PRN", "AUX", "CONIN$", "CONOUT$"};
    WCHAR upper[8];
    size_t length = 0;

    for (; length < 7 && name[length] && !strchr(" .:", name[length] & 0x7f); length++)
        upper[length] = wchar_upper(name[length]);
    upper[length] = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(plain); i++)
        if (wstr_equal_ascii(upper, plain[i]))
            return length;
    if (length != 4 || (!starts_with(upper, "COM") && !starts_with(upper, "LPT")))
        return 0;
    if ((upper[3] >= '1' && upper[3] <= '9') || upper[3] == 0xb9 || upper[3] == 0xb2 ||
        upper[3] == 0xb3)
        return length;
    return 0;
}

static const WCHAR *final_component(const WCHAR *path)
{
    const WCHAR *name = path;

    for (const WCHAR *at = path; *at; at++)
        if (is_slash(*at))
            name = at + 1;
    return name;
}

/* After a device's name: spaces, then nothing, one colon, or an extension of any kind. */
static bool device_tail_fits(const WCHAR *tail)
{
    while (*tail == ' ')
        tail++;
    return !*tail || *tail == '.' || (*tail == ':' && !tail[1]);
}

static const WCHAR *find_device(const WCHAR *path, size_t *ret_length)
{
    enum path_kind kind = kind_of(path);
    const WCHAR *name = kind == PATH_DRIVE_RELATIVE ? path + 2 : final_component(path);
    bool rooted_device = kind == PATH_VERBATIM || kind == PATH_LOCAL_DEVICE;
    size_t length;

    if (kind == PATH_UNIX || kind == PATH_UNC || (rooted_device && name != path + 4))
        return NULL;
    name = final_component(name);
    length = device_length(name);
    if (!length || !(rooted_device ? !name[length] : device_tail_fits(name + length)))
        return NULL;
    *ret_length = length;
    return name;
}

static void device_upper(const WCHAR *name, size_t length, WCHAR *out)
{
    for (size_t i = 0; i < length; i++)
        out[i] = wchar_upper(name[i]);
    out[length] = 0;
}

bool path_device(const WCHAR *path, WCHAR *ret_name)
{
    size_t length;
    const WCHAR *name = path ? find_device(path, &length) : NULL;

    if (name && ret_name)
        device_upper(name, length, ret_name);
    return name != NULL;
}

static unsigned port_number(WCHAR digit)
{
    return digit == 0xb9 ? 1 : digit == 0xb2 ? 2 : digit == 0xb3 ? 3 : digit - '0';
}

static int device_to_unix(const WCHAR *name, char **ret_unix)
{
    bool printer = name[0] == 'L' || name[0] == 'P';
    unsigned port = wstr_length(name) == 4 ? port_number(name[3]) : 1;
    char *path;

    if (wstr_equal_ascii(name, "NUL"))
        path = strdup("/dev/null");
    else if (starts_with(name, "CON"))
        path = strdup("/dev/tty");
    else if (asprintf(&path, "%s/dosdevices/%s%u", path_home(), printer ? "lpt" : "com", port) < 0)
        path = NULL;
    else if (access(path, F_OK)) {
        free(path);
        if (asprintf(&path, printer ? "/dev/lp%u" : "/dev/ttyS%u", port - 1) < 0)
            path = NULL;
    }
    if (!path)
        return -ENOMEM;
    *ret_unix = path;
    return 0;
}

/* ---- full paths ------------------------------------------------------------------------- */

/* A Windows path under construction; what lies before @root never goes away. */
struct builder {
    WCHAR *text;
    size_t length, root;
};

static void builder_add(struct builder *b, const WCHAR *s, size_t wchars)
{
    memcpy(b->text + b->length, s, wchars * sizeof(WCHAR));
    b->length += wchars;
}

static void builder_separate(struct builder *b)
{
    if (b->text[b->length - 1] != '\\')
        b->text[b->length++] = '\\';
}

static void builder_up(struct builder *b)
{
    while (b->length > b->root && b->text[b->length - 1] != '\\')
        b->length--;
    if (b->length > b->root)
        b->length--;
}

static bool all_dots(const WCHAR *s, size_t wchars)
{
    while (wchars && s[wchars - 1] == '.')
        wchars--;
    return !wchars;
}

/* What stays of a component: one final dot goes, of the last one all final dots and spaces. */
static size_t component_kept(const WCHAR *s, size_t wchars, bool last)
{
    if (!last)
        return wchars && s[wchars - 1] == '.' && !all_dots(s, wchars) ? wchars - 1 : wchars;
    while (wchars && (s[wchars - 1] == '.' || s[wchars - 1] == ' '))
        wchars--;
    return wchars;
}

static void builder_add_components(struct builder *b, const WCHAR *rest)
{
    size_t length;

    for (; *rest; rest += length) {
        size_t kept;

        for (length = 0; rest[length] && !is_slash(rest[length]);)
            length++;
        kept = component_kept(rest, length, !rest[length]);
        if (length == 2 && all_dots(rest, 2)) {
            builder_up(b);
        } else if (length != 1 || *rest != '.') {
            builder_separate(b);
            builder_add(b, rest, kept);
        }
        /* Several separators count as one; a final one stays. */
        if (rest[length] && !rest[length + 1])
            builder_separate(b);
        length += rest[length] != 0;
    }
    b->text[b->length] = 0;
}

/* "." , ".." and repeated slashes by name, in place; an absolute path stays absolute. */
static void unix_clean(char *path)
{
    char *out = path;
    const char *at = path;

    while (*at) {
        size_t length = strcspn(++at, "/"); /* at a slash */

        if (length == 2 && at[0] == '.' && at[1] == '.') {
            while (out > path && *--out != '/')
                ;
        } else if (length && (length != 1 || *at != '.')) {
            *out++ = '/';
            memmove(out, at, length);
            out += length;
        }
        at += length;
    }
    if (out == path)
        *out++ = '/';
    *out = '\0';
}

/* The current folder; one that was deleted counts as the root. */
static char *current_folder(void)
{
    char *folder = getcwd(NULL, 0);

    return folder && *folder == '/' ? folder : (free(folder), strdup("/"));
}

static char *unix_absolute(const char *unix_path)
{
    AUTOFREE char *folder = NULL;
    char *path;

    if (*unix_path == '/')
        path = strdup(unix_path);
    else if (!(folder = current_folder()) || asprintf(&path, "%s/%s", folder, unix_path) < 0)
        path = NULL;
    if (path)
        unix_clean(path);
    return path;
}

int path_to_windows(const char *unix_path, WCHAR **ret_windows)
{
    AUTOFREE char *path = unix_path ? unix_absolute(unix_path) : NULL;
    AUTOFREE char *text = NULL;
    const char *below;

    if (!unix_path)
        return -EINVAL;
    if (!path)
        return -ENOMEM;
    below = path_below_drive_c(path);
    if (asprintf(&text, "%c:%s", below ? 'C' : 'Z', !below ? path : *below ? below : "/") < 0) {
        text = NULL;
        return -ENOMEM;
    }
    for (char *at = text; *at; at++)
        if (*at == '/')
            *at = '\\';
    *ret_windows = path_dup_wide(text);
    return *ret_windows ? 0 : -ENOMEM;
}

static int full_unix(const WCHAR *path, WCHAR **ret_full)
{
    AUTOFREE char *text = wide_dup_path(path);
    size_t wchars = wstr_length(path), length;
    WCHAR *full = NULL, *grown;
    int result;

    if (!text)
        return -ENOMEM;
    for (char *at = text; *at; at++)
        if (*at == '\\')
            *at = '/';
    result = path_to_windows(text, &full);
    if (result)
        return result;
    length = wstr_length(full);
    if (is_slash(path[wchars - 1]) && length > 3) {
        grown = realloc(full, (length + 2) * sizeof(WCHAR));
        if (!grown) {
            free(full);
            return -ENOMEM;
        }
        full = grown;
        full[length] = '\\';
        full[length + 1] = 0;
    }
    *ret_full = full;
    return 0;
}

/* Length of "\\server\share", the part of a UNC path that ".." can't leave. */
static size_t unc_root(const WCHAR *path)
{
    size_t length = 2;

    for (int part = 0; part < 2; part++) {
        while (path[length] && !is_slash(path[length]))
            length++;
        if (part == 0 && path[length])
            length++;
    }
    return length;
}

/* Put down the start that a path has or takes from the current folder; return what follows. */
static const WCHAR *builder_start(struct builder *b, enum path_kind kind, const WCHAR *path,
                                  const WCHAR *current)
{
    bool same_drive = wchar_upper(path[0]) == current[0];
    size_t prefix;

    switch (kind) {
    case PATH_DRIVE:
        builder_add(b, path, 2);
        path += 3;
        break;
    case PATH_DRIVE_RELATIVE:
        if (same_drive)
            builder_add(b, current, wstr_length(current));
        else
            builder_add(b, path, 2);
        path += 2;
        break;
    case PATH_ROOTED:
        builder_add(b, current, 2);
        path++;
        break;
    case PATH_RELATIVE:
        builder_add(b, current, wstr_length(current));
        break;
    default:
        prefix = kind == PATH_UNC ? unc_root(path) : 4 - !path[3];
        builder_add(b, path, prefix);
        for (size_t i = 0; i < prefix; i++)
            if (b->text[i] == '/')
                b->text[i] = '\\';
        b->root = prefix;
        return path + prefix;
    }
    b->text[0] = wchar_upper(b->text[0]);
    if (b->length == 2)
        b->text[b->length++] = '\\';
    b->root = 3;
    return path;
}

static int full_built(enum path_kind kind, const WCHAR *path, WCHAR **ret_full)
{
    AUTOFREE char *folder = current_folder();
    AUTOFREE WCHAR *current = NULL;
    struct builder b = {NULL, 0, 0};
    int result = folder ? path_to_windows(folder, &current) : -ENOMEM;

    if (result)
        return result;
    b.text = malloc((wstr_length(current) + wstr_length(path) + 8) * sizeof(WCHAR));
    if (!b.text)
        return -ENOMEM;
    builder_add_components(&b, builder_start(&b, kind, path, current));
    *ret_full = b.text;
    return 0;
}

static int full_device(const WCHAR *name, size_t length, WCHAR **ret_full)
{
    struct builder b = {malloc((length + 5) * sizeof(WCHAR)), 0, 0};

    if (!b.text)
        return -ENOMEM;
    builder_add(&b, u"\\\\.\\", 4);
    builder_add(&b, name, length);
    b.text[b.length] = 0;
    *ret_full = b.text;
    return 0;
}

int path_full(const WCHAR *path, WCHAR **ret_full)
{
    const WCHAR *device;
    size_t length;

    if (!path)
        return -EINVAL;
    if (!*path)
        return ENGINE_WIN32(ERROR_INVALID_NAME);
    if (kind_of(path) == PATH_UNIX)
        return full_unix(path, ret_full);
    device = find_device(path, &length);
    if (device)
        return full_device(device, length, ret_full);
    return full_built(kind_of(path), path, ret_full);
}

/* ---- to Unix ---------------------------------------------------------------------------- */

static void strip_final_slashes(char *path)
{
    size_t length = strlen(path);

    while (length > 1 && path[length - 1] == '/')
        path[--length] = '\0';
}

/* @path is "X:\…" with nothing left to resolve. */
static int drive_to_unix(const WCHAR *path, char **ret_unix)
{
    AUTOFREE char *root = NULL, *rest = wide_dup_path(path + 3);
    int result = rest ? path_drive_root(path[0], &root) : -ENOMEM;

    if (result)
        return result;
    for (char *at = rest; *at; at++)
        if (*at == '\\')
            *at = '/';
    if (*rest == '/')
        return ENGINE_WIN32(ERROR_INVALID_NAME);
    strip_final_slashes(rest);
    return path_find(root, rest, ret_unix);
}

static bool same_start(const WCHAR *s, const WCHAR *start, size_t wchars)
{
    return wstr_length(s) >= wchars && !wchars_compare_upper(s, wchars, start, wchars);
}

/* Behind "\\?\", "." and ".." are names like any other, and a slash is no separator. */
static bool verbatim_is_plain(const WCHAR *rest)
{
    size_t length = 0;

    for (; *rest; rest += length + (rest[length] == '\\')) {
        for (length = 0; rest[length] && rest[length] != '\\'; length++)
            if (rest[length] == '/')
                return false;
        if ((length == 1 || length == 2) && all_dots(rest, length))
            return false;
    }
    return true;
}

static int device_path_to_unix(const WCHAR *rest, bool verbatim, char **ret_unix)
{
    if (same_start(rest, u"UNC\\", 4))
        return ENGINE_WIN32(ERROR_BAD_NETPATH);
    if (!is_letter(rest[0]) || rest[1] != ':')
        return -ENOENT;
    if (!rest[2])
        return -EACCES; /* the volume itself */
    if (rest[2] != '\\' || (verbatim && !verbatim_is_plain(rest)))
        return ENGINE_WIN32(ERROR_INVALID_NAME);
    return drive_to_unix(rest, ret_unix);
}

/* A Unix path that is there, exactly as given. */
static char *unix_as_given(const WCHAR *path)
{
    char *text = wide_dup_path(path);
    struct stat status;

    if (text && lstat(text, &status) == 0) {
        strip_final_slashes(text);
        return text;
    }
    free(text);
    return NULL;
}

static int resolve(const WCHAR *path, enum path_kind kind, char **ret_unix)
{
    AUTOFREE WCHAR *full = NULL;
    int result;

    switch (kind) {
    case PATH_UNC:
        return ENGINE_WIN32(ERROR_BAD_NETPATH);
    case PATH_VERBATIM:
        return device_path_to_unix(path + 4, true, ret_unix);
    case PATH_LOCAL_DEVICE:
        result = path_full(path, &full);
        if (!result)
            result =
                wstr_length(full) < 4 ? -ENOENT : device_path_to_unix(full + 4, false, ret_unix);
        return result;
    default:
        result = path_full(path, &full);
        return result ? result : drive_to_unix(full, ret_unix);
    }
}

/*
 * A file with a device's name that exists in a folder is that file, since Unix sources are full of
 * aux.c; alone, the name is the device.
 */
static char *existing_file(const WCHAR *path, enum path_kind kind)
{
    AUTOFREE WCHAR *full = NULL;
    struct stat status;
    char *file = NULL;

    if (kind > PATH_DRIVE_RELATIVE || wstr_length(path) == device_length(path) ||
        full_built(kind, path, &full) || drive_to_unix(full, &file))
        return NULL;
    if (lstat(file, &status) == 0)
        return file;
    free(file);
    return NULL;
}

int path_to_unix(const WCHAR *path, char **ret_unix)
{
    enum path_kind kind;
    char *file = NULL;
    WCHAR device[8];
    int result = 0;

    if (!path)
        return -EINVAL;
    if (!*path)
        return ENGINE_WIN32(ERROR_PATH_NOT_FOUND);
    kind = kind_of(path);
    if (path_device(path, device)) {
        file = existing_file(path, kind);
        if (!file)
            result = device_to_unix(device, &file);
    } else {
        if (kind == PATH_UNIX)
            file = unix_as_given(path);
        if (!file)
            result = resolve(path, kind, &file);
    }
    if (trace_on(file, DEBUG)) {
        AUTOFREE char *text = wide_dup_path(path);

        trace_write(TRACE_file, TRACE_DEBUG, "path %s: %s (%d)", text, file ? file : "-", result);
    }
    if (!result)
        *ret_unix = file;
    return result;
}

int path_missing(const char *unix_path)
{
    AUTOFREE char *folder = strdup(unix_path);
    char *slash = folder ? strrchr(folder, '/') : NULL;
    struct stat status;

    if (!slash || slash == folder)
        return -ENOENT;
    *slash = '\0';
    return stat(folder, &status) || !S_ISDIR(status.st_mode) ? ENGINE_WIN32(ERROR_PATH_NOT_FOUND)
                                                             : -ENOENT;
}
