/* SPDX-License-Identifier: MIT */
/* program-path.c - see program-path.h */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "abi.h"
#include "program-path.h"
#include "wstr.h"

static bool is_runtime(const char *exe)
{
    const char *leaf = strrchr(exe, '/');

    leaf = leaf ? leaf + 1 : exe;
    return !strcmp(leaf, "dotnet") || !strncmp(leaf, "mono", 4) || !strcmp(leaf, "winshim-exec");
}

static bool is_assembly(const char *argument)
{
    size_t length = strlen(argument);

    return length > 4 && *argument != '-' &&
           (!strcasecmp(argument + length - 4, ".exe") ||
            !strcasecmp(argument + length - 4, ".dll")) &&
           !access(argument, R_OK);
}

char *program_path_choose(const char *exe, const char *arguments, size_t bytes)
{
    const char *end = arguments + bytes;
    const char *at = arguments + strnlen(arguments, bytes) + 1;

    for (; is_runtime(exe) && at < end && memchr(at, '\0', (size_t)(end - at));
         at += strlen(at) + 1)
        if (is_assembly(at)) {
            char *path = realpath(at, NULL);

            if (path)
                return path;
        }
    return strdup(exe);
}

static char *chosen; /* written once, under once */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static size_t read_command_line(char *buffer, size_t room)
{
    int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    size_t bytes = 0;
    ssize_t got = 1;

    while (fd >= 0 && got > 0 && bytes < room) {
        got = read(fd, buffer + bytes, room - bytes);
        if (got > 0)
            bytes += (size_t)got;
    }
    if (fd >= 0)
        close(fd);
    return bytes;
}

static void init_once(void)
{
    static char arguments[32768];
    char exe[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

    if (length <= 0)
        return;
    exe[length] = '\0';
    chosen = program_path_choose(exe, arguments, read_command_line(arguments, sizeof(arguments)));
}

const char *program_path(void)
{
    pthread_once(&once, init_once);
    return chosen ? chosen : "/";
}
