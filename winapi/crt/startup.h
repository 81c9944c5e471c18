/* SPDX-License-Identifier: MIT */
/* startup.h - a program's arguments, environment and end */
#ifndef WINSHIM_CRT_STARTUP_H
#define WINSHIM_CRT_STARTUP_H

#include "crt.h"

/* Variables that programs read and write, under their Windows names without underscores. */
struct crt_globals {
    int argc;
    char **argv, **environment, **initial_environment, *command_line, *program_name;
    WCHAR **wide_argv, **wide_environment, **wide_initial_environment, *wide_command_line,
        *wide_program_name;
    int text_mode, commit_mode; /* _fmode, _commode */
    int application_type;
    unsigned version_os, version_major, version_minor, version_windows;
};

/* Guarded by the program itself, as on Windows; the tables of the environment by a lock. */
extern struct crt_globals crt_globals HIDDEN;

/** crt_startup() - fill in arguments and environment, once; the library calls it when asked */
void crt_startup(void);

/** crt_expand_arguments() - replace arguments with * or ? by the files that match */
void crt_expand_arguments(void);

/** crt_getenv() - value of a variable, NULL when there is none; lives until it is set again */
char *crt_getenv(const char *name);

/** crt_wgetenv() - the same in UTF-16 */
WCHAR *crt_wgetenv(const WCHAR *name);

/**
 * crt_putenv() - set a variable, of the process too
 * @value: NULL or empty deletes
 *
 * Return: 0; -EINVAL; -ENOMEM.
 */
int crt_putenv(const WCHAR *name, const WCHAR *value);

/* _onexit_t tables of images, laid out as in the CRT's headers; the pointers are plain here. */
struct crt_onexit_table {
    crt_function *first, *last, *end;
};

/** crt_onexit_add() - append a function to a table. Return: 0; -ENOMEM. */
int crt_onexit_add(struct crt_onexit_table *table, crt_function function);

/** crt_onexit_run() - call a table's functions, last first, and empty it */
void crt_onexit_run(struct crt_onexit_table *table);

/** crt_atexit() - have exit() call a function. Return: 0; -ENOMEM. */
int crt_atexit(crt_function function);

/** crt_at_quick_exit() - the same for quick_exit() */
int crt_at_quick_exit(crt_function function);

/** crt_thread_atexit() - _register_thread_local_exe_atexit_callback() */
void crt_thread_atexit(void *callback);

/** crt_run_exit() - what _cexit() does: the functions, then all streams are flushed */
void crt_run_exit(void);

/** crt_exit() - exit() */
_Noreturn void crt_exit(int code);

/** crt_quick_exit() - quick_exit() */
_Noreturn void crt_quick_exit(int code);

/** crt_exit_now() - _exit(): nothing is called or flushed */
_Noreturn void crt_exit_now(int code);

/** crt_abort() - SIGABRT, then the end with exit code 3 */
_Noreturn void crt_abort(void);

/**
 * crt_signal() - set a signal's handler
 *
 * Return: the handler before; (void *)-1 for a signal that Windows doesn't have.
 */
void *crt_signal(int number, void *handler);

/** crt_raise() - call a signal's handler. Return: 0; -EINVAL. Ends the process by default. */
int crt_raise(int number);

/** crt_initterm() - call each function between two pointers that isn't NULL */
void crt_initterm(crt_procedure *first, crt_procedure *end);

/** crt_initterm_e() - the same until one returns other than 0. Return: what it returned. */
int crt_initterm_e(crt_function *first, crt_function *end);

#endif
