/* SPDX-License-Identifier: MIT */
/* folder.c - see folder.h */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "folder.h"

#define ENTRY_LIMIT 4096 /* a folder with more than that is no program's own */

static bool is_assembly_name(const char *name)
{
    size_t length = strlen(name);

    return length > 4 &&
           (!strcasecmp(name + length - 4, ".dll") || !strcasecmp(name + length - 4, ".exe"));
}

/* The whole of a file of /proc, with a NUL behind it. */
static char *read_whole(const char *path, size_t *ret_size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    size_t size = 0, room = 0;
    char *text = NULL;
    ssize_t got = 1;

    while (fd >= 0 && got > 0) {
        if (room - size < 4096) {
            char *larger = realloc(text, room = room ? room * 2 : 65536);

            if (!larger)
                break;
            text = larger;
        }
        got = read(fd, text + size, room - size - 1);
        size += got > 0 ? (size_t)got : 0;
    }
    if (fd >= 0)
        close(fd);
    if (text)
        text[size] = '\0';
    *ret_size = size;
    return text;
}

/* "7f00-7f01 r--p 00000000 fe:00 123   /path": the path is the rest of the line. */
static bool parse_line(char *line, struct folder_mapping *ret_mapping)
{
    char *path = strchr(line, '/'), *at = line, *base;

    if (!path)
        return false;
    ret_mapping->path = path;
    base = strrchr(path, '/') + 1;
    ret_mapping->start = strtoul(at, &at, 16);
    ret_mapping->end = *at == '-' ? strtoul(at + 1, NULL, 16) : 0;
    return ret_mapping->end > ret_mapping->start &&
           (is_assembly_name(base) || !strstr(base, ".so")) && strncmp(path, "/dev/", 5) &&
           strncmp(path, "/memfd:", 7);
}

int folder_walk_maps(const char *maps,
                     bool (*visit)(void *context, const struct folder_mapping *mapping),
                     void *context)
{
    size_t size;
    char *text = read_whole(maps, &size), *rest = text, *line;
    struct folder_mapping mapping;

    if (!text)
        return errno ? -errno : -ENOENT;
    while ((line = strsep(&rest, "\n")))
        if (parse_line(line, &mapping) && !visit(context, &mapping))
            break;
    free(text);
    return 0;
}

int folder_walk(const char *folder, bool (*visit)(void *context, const char *path), void *context)
{
    DIR *directory = opendir(folder);
    struct dirent *entry;
    char path[4096];

    if (!directory)
        return -errno;
    for (int i = 0; i < ENTRY_LIMIT && (entry = readdir(directory)); i++) {
        int length = snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);

        if (is_assembly_name(entry->d_name) && length < (int)sizeof(path) && !visit(context, path))
            break;
    }
    closedir(directory);
    return 0;
}

static int copy_folder(const char *path, char *ret_folder, size_t size)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;

    if (length >= size || size < 2)
        return -ENAMETOOLONG;
    memcpy(ret_folder, slash ? path : ".", slash ? length : 1);
    ret_folder[slash ? length : 1] = '\0';
    return 0;
}

static int folder_of_executable(char *ret_folder, size_t size)
{
    static const char *const runtimes[] = {"dotnet", "mono", "mono-sgen", "corerun"};
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
    const char *base;

    if (length <= 0)
        return -ENOENT;
    path[length] = '\0';
    base = strrchr(path, '/');
    for (size_t i = 0; base && i < sizeof(runtimes) / sizeof(runtimes[0]); i++)
        if (!strcmp(base + 1, runtimes[i]))
            return -ENOENT;
    return copy_folder(path, ret_folder, size);
}

int folder_of_program(char *ret_folder, size_t size)
{
    size_t length, at = 0;
    char *arguments = read_whole("/proc/self/cmdline", &length);
    int result = 1;

    while (arguments && at < length && result > 0) {
        const char *argument = arguments + at;

        if (is_assembly_name(argument) && access(argument, R_OK) == 0)
            result = copy_folder(argument, ret_folder, size);
        at += strlen(argument) + 1;
    }
    free(arguments);
    return result > 0 ? folder_of_executable(ret_folder, size) : result;
}
