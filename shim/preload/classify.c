/* SPDX-License-Identifier: MIT */
/* classify.c - tells names of Windows modules from names of ELF libraries, see classify.h */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "classify.h"

static const char *const builtins[] = {
#include "builtin-names.h"
};

static bool ends_with(const char *name, size_t length, const char *suffix)
{
    size_t suffix_length = strlen(suffix);

    return length > suffix_length && !strcasecmp(name + length - suffix_length, suffix);
}

static bool is_builtin(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof(builtins) / sizeof(builtins[0]); i++)
        if (strlen(builtins[i]) == length && !strncasecmp(builtins[i], name, length))
            return true;
    return !strncasecmp(name, "api-ms-win-", 11) || !strncasecmp(name, "ext-ms-", 7);
}

/* "foo.so", "foo.so.1", "foo.so.1.2" */
static bool is_elf_name(const char *name)
{
    const char *so = strstr(name, ".so");

    return so && so[3 + strspn(so + 3, ".0123456789")] == '\0';
}

static bool is_pe_file(const char *path)
{
    char magic[2] = {0, 0};
    int saved = errno;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    ssize_t got = fd < 0 ? -1 : read(fd, magic, sizeof(magic));

    if (fd >= 0)
        close(fd);
    errno = saved;
    return got == 2 && magic[0] == 'M' && magic[1] == 'Z';
}

bool classify_windows_name(const char *name)
{
    const char *slash, *base;
    size_t length;

    if (!name || !*name)
        return false;
    slash = strrchr(name, '/');
    base = slash ? slash + 1 : name;
    if (strchr(base, '\\') || (base[0] && base[1] == ':'))
        return true;
    if (is_elf_name(base))
        return false;
    length = strlen(base);
    if (ends_with(base, length, ".dll") || is_builtin(base, length))
        return true;
    return slash && is_pe_file(name);
}
