/* SPDX-License-Identifier: MIT */
/* command_line.c - see command_line.h */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "command_line.h"
#include "shim/message.h"
#include "shim/path.h"
#include "shim/process.h"
#include "shim/program-path.h"
#include "shim/wstr.h"

static pthread_mutex_t line_lock = PTHREAD_MUTEX_INITIALIZER;
static char *line_utf8;  /* line_lock; set once */
static WCHAR *line_wide; /* the same */
static char *program;    /* the same */

/* ---- quoting ---------------------------------------------------------------------------- */

static char *put_backslashes(char *out, size_t count)
{
    memset(out, '\\', count);
    return out + count;
}

/* Backslashes count only before a quote, so they are doubled only there. */
static char *put_argument(char *out, const char *argument)
{
    size_t backslashes = 0;

    if (*argument && !strpbrk(argument, " \t\n\v\""))
        return stpcpy(out, argument);
    *out++ = '"';
    for (; *argument; argument++) {
        if (*argument == '\\') {
            backslashes++;
        } else {
            if (*argument == '"')
                out = put_backslashes(out, backslashes + 1);
            backslashes = 0;
        }
        *out++ = *argument;
    }
    out = put_backslashes(out, backslashes);
    *out++ = '"';
    *out = '\0';
    return out;
}

char *command_line_quote(const char *const argv[])
{
    size_t room = 1;
    char *line, *at;

    for (size_t i = 0; argv[i]; i++)
        room += 2 * strlen(argv[i]) + 3;
    line = at = malloc(room);
    if (!line)
        return NULL;
    *at = '\0';
    for (size_t i = 0; argv[i]; i++) {
        if (i)
            *at++ = ' ';
        at = put_argument(at, argv[i]);
    }
    return line;
}

/* ---- hosts of managed code -------------------------------------------------------------- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool has_suffix(const char *text, const char *suffix)
{
    size_t length = strlen(text), tail = strlen(suffix);

    return length > tail && !strcasecmp(text + length - tail, suffix);
}

static bool is_assembly(const char *argument)
{
    return has_suffix(argument, ".dll") || has_suffix(argument, ".exe");
}

size_t command_line_skip_host(const char *const argv[])
{
    const char *host = argv[0] ? base_name(argv[0]) : "";

    if (!strcmp(host, "winshim-exec"))
        return argv[1] != NULL;
    if (strcmp(host, "dotnet") && strncmp(host, "mono", 4))
        return 0;
    for (size_t i = 1; argv[i]; i++)
        if (*argv[i] != '-' && is_assembly(argv[i]))
            return i;
    return 0;
}

/* ---- the process's own ------------------------------------------------------------------ */

/* The arguments of this process, in one block; the caller frees the list and the block. */
static char **read_arguments(char **ret_block)
{
    FILE *file = fopen("/proc/self/cmdline", "re");
    size_t bytes = 0, room = 0, count = 0;
    char *block = NULL, **list;
    ssize_t got;

    if (!file)
        return NULL;
    got = getdelim(&block, &room, EOF, file);
    fclose(file);
    bytes = got > 0 ? (size_t)got : 0;
    for (size_t i = 0; i < bytes; i++)
        count += !block[i];
    list = calloc(count + 2, sizeof(*list));
    for (size_t i = 0, at = 0; list && at < bytes; at += strlen(block + at) + 1)
        list[i++] = block + at;
    *ret_block = block;
    return list;
}

/* What stands for the program in the command line: a Unix path becomes a Windows path. */
static char *program_argument(const char *argument)
{
    AUTOFREE WCHAR *wide = NULL;

    if (*argument != '/' || path_to_windows(argument, &wide) < 0)
        return strdup(argument);
    return wide_dup_utf8(wide);
}

/* A loader's program is what it says; otherwise the process knows. */
static char *program_file(const char *argument, bool given)
{
    char path[PATH_MAX];

    if (!given)
        return strdup(program_path());
    return strdup(realpath(argument, path) ? path : argument);
}

static int set_locked(const char *const argv[], bool given)
{
    size_t count = 0;
    const char **shown;
    AUTOFREE char *first = program_argument(argv[0]);

    while (argv[count])
        count++;
    shown = malloc((count + 1) * sizeof(*shown));
    if (!shown || !first) {
        free(shown);
        return -ENOMEM;
    }
    memcpy(shown, argv, (count + 1) * sizeof(*shown));
    shown[0] = first;
    line_utf8 = command_line_quote(shown);
    line_wide = utf8_dup_wide(line_utf8);
    program = program_file(argv[0], given);
    free(shown);
    return line_utf8 && line_wide && program ? 0 : -ENOMEM;
}

int command_line_set(const char *const argv[])
{
    int result = -EBUSY;

    if (!argv[0])
        return -EINVAL;
    pthread_mutex_lock(&line_lock);
    if (!line_utf8)
        result = set_locked(argv, true);
    pthread_mutex_unlock(&line_lock);
    return result;
}

static void make_once(void)
{
    static const char *const none[] = {"", NULL};
    char **given, *block = NULL, **list;
    const char *const *argv;
    size_t skip;

    if (process_is_program() && process_arguments(&given) > 0) {
        if (set_locked((const char *const *)given, true) < 0)
            message_fatal("WS0140", "no memory for the command line");
        return;
    }
    list = read_arguments(&block);
    argv = list && list[0] ? (const char *const *)list : none;
    skip = command_line_skip_host(argv);
    if (set_locked(argv + skip, false) < 0)
        message_fatal("WS0140", "no memory for the command line");
    free(list);
    free(block);
}

static void make(void)
{
    pthread_mutex_lock(&line_lock);
    if (!line_utf8)
        make_once();
    pthread_mutex_unlock(&line_lock);
}

const WCHAR *command_line(void)
{
    make();
    return line_wide;
}

const char *command_line_utf8(void)
{
    make();
    return line_utf8;
}

const char *command_line_program(void)
{
    make();
    return program;
}
