/* SPDX-License-Identifier: MIT */
/* startup.c - msvcrt: what startup code of its time calls, and its variables */
#include <pthread.h>

#include "winapi/crt/startup.h"
#include "winapi/crt/stream.h"

/**
 * __getmainargs(), __wgetmainargs() - arguments and environment for main()
 * @wildcards: whether to expand * and ?
 * @info: _startupinfo; not used
 *
 * Return: 0.
 * Source: learn.microsoft.com, c-runtime-library/getmainargs-wgetmainargs
 */
int CDECL API(__getmainargs)(int *argc, char ***argv, char ***environment, int wildcards,
                             void *info)
{
    if (wildcards)
        crt_expand_arguments();
    crt_startup();
    *argc = crt_globals.argc;
    *argv = crt_globals.argv;
    *environment = crt_globals.environment;
    return 0;
}
EXPORT_GUEST(msvcrt, __getmainargs);

int CDECL API(__wgetmainargs)(int *argc, WCHAR ***argv, WCHAR ***environment, int wildcards,
                              void *info)
{
    if (wildcards)
        crt_expand_arguments();
    crt_startup();
    *argc = crt_globals.argc;
    *argv = crt_globals.wide_argv;
    *environment = crt_globals.wide_environment;
    return 0;
}
EXPORT_GUEST(msvcrt, __wgetmainargs);

/**
 * __iob_func() - the array of streams: stdin, stdout, stderr
 *
 * Source: learn.microsoft.com, c-runtime-library/stdin-stdout-stderr
 */
struct crt_file *CDECL API(__iob_func)(void)
{
    return stream_standard(0);
}
EXPORT_GUEST(msvcrt, __iob_func);

/* The runtime's numbered locks; programs of mingw take _EXIT_LOCK1 (8) around __dllonexit(). */
static pthread_mutex_t locks[64] = {[0 ... 63] = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP};

/**
 * _lock(), _unlock() - hold one of the runtime's locks
 *
 * Source: learn.microsoft.com, c-runtime-library/lock
 */
void CDECL API(_lock)(int number)
{
    pthread_mutex_lock(&locks[number & 63]);
}
EXPORT_GUEST(msvcrt, _lock);

void CDECL API(_unlock)(int number)
{
    pthread_mutex_unlock(&locks[number & 63]);
}
EXPORT_GUEST(msvcrt, _unlock);

/* A program that imports the variables may never call in before it reads them. */
static void start(void)
{
    stream_standard(0);
}
EXPORT_INIT(msvcrt, start);

/**
 * _fmode(), _commode(), __initenv(), __winitenv(), _environ(), _wenviron(), _acmdln(), _wcmdln(),
 * _pgmptr(), _wpgmptr(), __argc(), __argv(), __wargv() - variables of the runtime
 *
 * Source: learn.microsoft.com, c-runtime-library/global-variables
 */
EXPORT_DATA(msvcrt, "_fmode", &crt_globals.text_mode);
EXPORT_DATA(msvcrt, "_commode", &crt_globals.commit_mode);
EXPORT_DATA(msvcrt, "__initenv", &crt_globals.initial_environment);
EXPORT_DATA(msvcrt, "__winitenv", &crt_globals.wide_initial_environment);
EXPORT_DATA(msvcrt, "_environ", &crt_globals.environment);
EXPORT_DATA(msvcrt, "_wenviron", &crt_globals.wide_environment);
EXPORT_DATA(msvcrt, "_acmdln", &crt_globals.command_line);
EXPORT_DATA(msvcrt, "_wcmdln", &crt_globals.wide_command_line);
EXPORT_DATA(msvcrt, "_pgmptr", &crt_globals.program_name);
EXPORT_DATA(msvcrt, "_wpgmptr", &crt_globals.wide_program_name);
EXPORT_DATA(msvcrt, "__argc", &crt_globals.argc);
EXPORT_DATA(msvcrt, "__argv", &crt_globals.argv);
EXPORT_DATA(msvcrt, "__wargv", &crt_globals.wide_argv);
