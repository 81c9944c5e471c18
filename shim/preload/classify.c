/* SPDX-License-Identifier: MIT */
/* classify.c - tells names of Windows modules from names of ELF libraries, see classify.h */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "classify.h"

static const char *const builtins[] = {
#include "builtin-names.h"
};

static bool is_builtin(const char *stem, size_t bytes)
{
    for (size_t i = 0; i < sizeof(builtins) / sizeof(builtins[0]); i++)
        if (strlen(builtins[i]) == bytes && !strncasecmp(builtins[i], stem, bytes))
            return true;
    return !strncasecmp(stem, "api-ms-win-", 11) || !strncasecmp(stem, "ext-ms-", 7);
}

/* "foo.so", "foo.so.1", "foo.so.1.2" */
static bool is_elf_name(const char *name)
{
    const char *so = strstr(name, ".so");

    return so && so[3 + strspn(so + 3, ".0123456789")] == '\0';
}

static bool is_drive(const char *name)
{
    return name[0] && name[1] == ':' && ((name[0] | 0x20) >= 'a' && (name[0] | 0x20) <= 'z');
}

enum file_kind classify_file(const char *path)
{
    char magic[4] = {0};
    int saved = errno;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    ssize_t got = fd < 0 ? 0 : read(fd, magic, sizeof(magic));

    if (fd >= 0)
        close(fd);
    errno = saved;
    if (fd < 0)
        return FILE_NONE;
    if (got == 4 && !memcmp(magic, "\177ELF", 4))
        return FILE_ELF;
    return got >= 2 && magic[0] == 'M' && magic[1] == 'Z' ? FILE_PE : FILE_OTHER;
}

/* The file that a path names; Windows adds ".dll" where a name has no extension. */
static enum file_kind classify_path(const char *path, bool has_dll)
{
    enum file_kind kind = classify_file(path);
    char with_dll[PATH_MAX];

    if (kind != FILE_NONE || has_dll ||
        snprintf(with_dll, sizeof(with_dll), "%s.dll", path) >= (int)sizeof(with_dll))
        return kind;
    return classify_file(with_dll) == FILE_PE ? FILE_PE : FILE_NONE;
}

bool classify_windows_name(const char *name, struct windows_name *ret_name)
{
    struct windows_name parts = {.text = name};
    const char *slash = name ? strrchr(name, '/') : NULL;
    size_t bytes;

    parts.base = slash ? slash + 1 : name;
    if (!name || !*parts.base || is_elf_name(parts.base))
        return false;
    bytes = strlen(parts.base);
    parts.folder_bytes = (size_t)(parts.base - name);
    parts.has_dll = bytes > 4 && !strcasecmp(parts.base + bytes - 4, ".dll");
    parts.stem_bytes = parts.has_dll ? bytes - 4 : bytes;
    parts.is_windows_path = strchr(parts.base, '\\') || is_drive(parts.base) || is_drive(name);
    parts.is_builtin = is_builtin(parts.base, parts.stem_bytes);
    if (slash)
        parts.itself = classify_path(name, parts.has_dll);
    *ret_name = parts;
    return parts.is_windows_path || parts.has_dll || parts.is_builtin || parts.itself == FILE_PE;
}
