/* SPDX-License-Identifier: MIT */
/* arguments.c - argv, the command line and the environment of a program; see startup.h */
#include <errno.h>
#include <glob.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "shim/process.h"
#include "shim/wstr.h"
#include "startup.h"
#include "winapi/environment/command_line.h"
#include "winapi/environment/environment.h"
#include "winapi/process/process.h"

struct crt_globals crt_globals = {
    .text_mode = 0x4000, .version_os = 19045, .version_major = 10, .version_windows = 0xa00};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Narrow strings follow the wide ones; what is replaced stays allocated, for programs keep it. */
static char **narrow_list(WCHAR **wide)
{
    size_t count = 0;
    char **list;

    while (wide[count])
        count++;
    list = calloc(count + 1, sizeof(*list));
    for (size_t i = 0; list && i < count; i++)
        list[i] = wide_dup_utf8(wide[i]);
    return list;
}

static void set_arguments(char **argv, int argc)
{
    WCHAR **wide = calloc((size_t)argc + 1, sizeof(*wide));

    for (int i = 0; wide && i < argc; i++)
        wide[i] = utf8_dup_wide(argv[i]);
    crt_globals.argc = argc;
    crt_globals.argv = argv;
    crt_globals.wide_argv = wide;
}

static WCHAR **split_block(WCHAR *block)
{
    size_t count = 0, room = 64;
    WCHAR **list = malloc(room * sizeof(*list));

    for (WCHAR *at = block; list && *at; at += wstr_length(at) + 1) {
        if (count + 1 == room)
            list = realloc(list, (room *= 2) * sizeof(*list));
        if (list && *at != '=')
            list[count++] = at;
    }
    if (list)
        list[count] = NULL;
    return list;
}

static void read_environment(void)
{
    WCHAR *block = NULL, **wide = environment_block(&block, NULL) ? NULL : split_block(block);

    if (!wide)
        return;
    crt_globals.wide_environment = wide;
    crt_globals.environment = narrow_list(wide);
}

static void start(void)
{
    char **argv;
    int argc = process_arguments(&argv);

    set_arguments(argv, argc);
    read_environment();
    crt_globals.wide_initial_environment = crt_globals.wide_environment;
    crt_globals.initial_environment = crt_globals.environment;
    crt_globals.command_line = (char *)(uintptr_t)command_line_utf8();
    crt_globals.wide_command_line = (WCHAR *)(uintptr_t)command_line();
    crt_globals.program_name = (char *)(uintptr_t)process_title_utf8();
    crt_globals.wide_program_name = (WCHAR *)(uintptr_t)process_title();
}

void crt_startup(void)
{
    pthread_once(&once, start);
}

/* ---- wildcards -------------------------------------------------------------------------- */

static bool has_wildcard(const char *argument)
{
    return strpbrk(argument, "*?") != NULL;
}

void crt_expand_arguments(void)
{
    glob_t found = {0};
    char **argv;

    crt_startup();
    argv = crt_globals.argv;
    for (int i = 0; i < crt_globals.argc; i++) {
        int flags = GLOB_NOCHECK | (i ? GLOB_APPEND : 0) | GLOB_NOESCAPE;

        if (!i || !has_wildcard(argv[i]) || glob(argv[i], flags, NULL, &found)) {
            /* Kept as given: glob() itself must not see brackets as a pattern. */
            char **grown = realloc(found.gl_pathv, (found.gl_pathc + 2) * sizeof(*grown));

            if (!grown)
                return;
            found.gl_pathv = grown;
            grown[found.gl_pathc++] = argv[i];
            grown[found.gl_pathc] = NULL;
        }
    }
    set_arguments(found.gl_pathv, (int)found.gl_pathc);
}

/* ---- environment ------------------------------------------------------------------------ */

char *crt_getenv(const char *name)
{
    size_t length = strlen(name);
    char *value = NULL;

    crt_startup();
    pthread_mutex_lock(&lock);
    for (char **at = crt_globals.environment; at && *at && !value; at++)
        if (!strncasecmp(*at, name, length) && (*at)[length] == '=')
            value = *at + length + 1;
    pthread_mutex_unlock(&lock);
    return value;
}

WCHAR *crt_wgetenv(const WCHAR *name)
{
    AUTOFREE char *narrow = wide_dup_utf8(name);
    size_t length = narrow ? strlen(narrow) : 0, wchars = wstr_length(name);
    WCHAR *value = NULL;

    crt_startup();
    pthread_mutex_lock(&lock);
    for (size_t i = 0; narrow && crt_globals.environment && crt_globals.environment[i]; i++) {
        const char *at = crt_globals.environment[i];

        if (!strncasecmp(at, narrow, length) && at[length] == '=')
            value = crt_globals.wide_environment[i] + wchars + 1;
    }
    pthread_mutex_unlock(&lock);
    return value;
}

int crt_putenv(const WCHAR *name, const WCHAR *value)
{
    int result = environment_set(name, value && *value ? value : NULL);

    if (result == -EINVAL || result == -ENOMEM)
        return result;
    crt_startup();
    pthread_mutex_lock(&lock);
    read_environment();
    pthread_mutex_unlock(&lock);
    return 0;
}
