/* SPDX-License-Identifier: MIT */
/* corecrt_startup.c - the C runtime: start and end of a program (headers corecrt_startup.h,
 * process.h) */
#include <errno.h>
#include <stdio.h>

#include "shim/message.h"
#include "shim/seh/c-handler.h"
#include "winapi/crt/startup.h"
#include "winapi/crt/stream.h"

/* What msvcrt exports as variables lies in crt_globals; ucrtbase has functions that point there. */
#define GLOBAL(type, name, field)                                                                  \
    type *CDECL API(name)(void)                                                                    \
    {                                                                                              \
        crt_startup();                                                                             \
        return &crt_globals.field;                                                                 \
    }                                                                                              \
    EXPORT_CRT(name)

/**
 * __p___argc(), __p___argv(), __p___wargv(), __p__environ(), __p__wenviron(), __p__acmdln(),
 * __p__wcmdln(), __p__pgmptr(), __p__wpgmptr(), __p__fmode(), __p__commode(), __p___initenv(),
 * __p___winitenv() - where the runtime's variables are
 *
 * Source: learn.microsoft.com, c-runtime-library/argc-argv-wargv
 */
GLOBAL(int, __p___argc, argc);
GLOBAL(char **, __p___argv, argv);
GLOBAL(WCHAR **, __p___wargv, wide_argv);
GLOBAL(char **, __p__environ, environment);
GLOBAL(WCHAR **, __p__wenviron, wide_environment);
GLOBAL(char *, __p__acmdln, command_line);
GLOBAL(WCHAR *, __p__wcmdln, wide_command_line);
GLOBAL(char *, __p__pgmptr, program_name);
GLOBAL(WCHAR *, __p__wpgmptr, wide_program_name);
GLOBAL(int, __p__fmode, text_mode);
GLOBAL(int, __p__commode, commit_mode);
GLOBAL(char **, __p___initenv, initial_environment);
GLOBAL(WCHAR **, __p___winitenv, wide_initial_environment);

/**
 * _get_initial_narrow_environment(), _get_initial_wide_environment() - the environment at start
 *
 * Source: observed: programs of Visual C++ pass it to main()
 */
char **CDECL API(_get_initial_narrow_environment)(void)
{
    crt_startup();
    return crt_globals.initial_environment;
}
EXPORT_GUEST(ucrtbase, _get_initial_narrow_environment);

WCHAR **CDECL API(_get_initial_wide_environment)(void)
{
    crt_startup();
    return crt_globals.wide_initial_environment;
}
EXPORT_GUEST(ucrtbase, _get_initial_wide_environment);

/**
 * _initialize_narrow_environment(), _initialize_wide_environment() - make the environment ready
 *
 * Return: 0.
 * Source: observed: startup code of Visual C++
 */
int CDECL API(_initialize_narrow_environment)(void)
{
    crt_startup();
    return 0;
}
EXPORT_GUEST(ucrtbase, _initialize_narrow_environment);
EXPORT_GUEST_AS(ucrtbase, "_initialize_wide_environment", _initialize_narrow_environment);

/**
 * _configure_narrow_argv(), _configure_wide_argv() - make argv ready
 * @mode: 0 none, 1 as given, 2 with wildcards expanded
 *
 * Return: 0.
 * Source: observed: startup code of Visual C++
 */
int CDECL API(_configure_narrow_argv)(int mode)
{
    if (mode == 2)
        crt_expand_arguments();
    else
        crt_startup();
    return 0;
}
EXPORT_GUEST(ucrtbase, _configure_narrow_argv);
EXPORT_GUEST_AS(ucrtbase, "_configure_wide_argv", _configure_narrow_argv);

/**
 * _get_narrow_winmain_command_line(), _get_wide_winmain_command_line() - the arguments alone
 *
 * Source: observed: startup code of Visual C++
 */
char *CDECL API(_get_narrow_winmain_command_line)(void)
{
    bool quoted = false;
    char *at;

    crt_startup();
    for (at = crt_globals.command_line; *at && (quoted || (*at != ' ' && *at != '\t')); at++)
        quoted ^= *at == '"';
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}
EXPORT_GUEST(ucrtbase, _get_narrow_winmain_command_line);

WCHAR *CDECL API(_get_wide_winmain_command_line)(void)
{
    bool quoted = false;
    WCHAR *at;

    crt_startup();
    for (at = crt_globals.wide_command_line; *at && (quoted || (*at != ' ' && *at != '\t')); at++)
        quoted ^= *at == '"';
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}
EXPORT_GUEST(ucrtbase, _get_wide_winmain_command_line);

/**
 * _set_app_type(), _query_app_type(), __set_app_type() - whether it is a console program (1) or has
 * windows (2)
 *
 * Source: learn.microsoft.com, c-runtime-library/set-app-type
 */
void CDECL API(_set_app_type)(int type)
{
    crt_globals.application_type = type;
}
EXPORT_GUEST(ucrtbase, _set_app_type);
EXPORT_GUEST_AS(msvcrt, "__set_app_type", _set_app_type);

int CDECL API(_query_app_type)(void)
{
    return crt_globals.application_type;
}
EXPORT_GUEST(ucrtbase, _query_app_type);

/**
 * _initterm(), _initterm_e() - call the initializers between two pointers
 *
 * Return: _initterm_e(): what the first that failed returned, else 0.
 * Source: learn.microsoft.com, c-runtime-library/reference/initterm-initterm-e
 */
void CDECL API(_initterm)(crt_procedure *first, crt_procedure *end)
{
    crt_initterm(first, end);
}
EXPORT_CRT(_initterm);

int CDECL API(_initterm_e)(crt_function *first, crt_function *end)
{
    return crt_initterm_e(first, end);
}
EXPORT_CRT(_initterm_e);

/**
 * _initialize_onexit_table(), _register_onexit_function(), _execute_onexit_table() - a module's own
 * list of functions to call at its end
 *
 * Return: 0; -1 for NULL or when memory is out.
 * Source: learn.microsoft.com, c-runtime-library/reference/initialize-onexit-table-register-onexit-
 *   function-execute-onexit-table
 */
int CDECL API(_initialize_onexit_table)(struct crt_onexit_table *table)
{
    if (!table)
        return -1;
    if (table->first == table->end)
        *table = (struct crt_onexit_table){0};
    return 0;
}
EXPORT_GUEST(ucrtbase, _initialize_onexit_table);

int CDECL API(_register_onexit_function)(struct crt_onexit_table *table, crt_function function)
{
    return table && !crt_onexit_add(table, function) ? 0 : -1;
}
EXPORT_GUEST(ucrtbase, _register_onexit_function);

int CDECL API(_execute_onexit_table)(struct crt_onexit_table *table)
{
    if (!table)
        return -1;
    crt_onexit_run(table);
    return 0;
}
EXPORT_GUEST(ucrtbase, _execute_onexit_table);

/**
 * _crt_atexit(), _crt_at_quick_exit(), atexit(), _onexit(), __dllonexit() - have a function called
 * at the end
 *
 * Return: 0, -1 when memory is out; _onexit() and __dllonexit(): the function, or NULL.
 * Source: learn.microsoft.com, c-runtime-library/reference/onexit-onexit-m
 */
int CDECL API(_crt_atexit)(crt_function function)
{
    return crt_atexit(function) ? -1 : 0;
}
EXPORT_GUEST(ucrtbase, _crt_atexit);
EXPORT_GUEST_AS(msvcrt, "atexit", _crt_atexit);

int CDECL API(_crt_at_quick_exit)(crt_function function)
{
    return crt_at_quick_exit(function) ? -1 : 0;
}
EXPORT_GUEST(ucrtbase, _crt_at_quick_exit);

crt_function CDECL API(_onexit)(crt_function function)
{
    return crt_atexit(function) ? NULL : function;
}
EXPORT_CRT(_onexit);

/* @first and @end belong to the DLL, which runs them with _initterm() on its own. */
crt_function CDECL API(__dllonexit)(crt_function function, crt_function **first, crt_function **end)
{
    struct crt_onexit_table table = {*first, *end, *end};

    if (crt_onexit_add(&table, function))
        return NULL;
    *first = table.first;
    *end = table.last;
    return function;
}
EXPORT_GUEST(msvcrt, __dllonexit);

/**
 * _register_thread_local_exe_atexit_callback() - have thread_local objects destroyed at exit
 *
 * Source: observed: startup code of Visual C++
 */
void CDECL API(_register_thread_local_exe_atexit_callback)(void *callback)
{
    crt_thread_atexit(callback);
}
EXPORT_GUEST(ucrtbase, _register_thread_local_exe_atexit_callback);

/**
 * exit(), _exit(), _Exit(), quick_exit(), abort(), _cexit(), _c_exit() - the end of the program
 *
 * exit() calls the functions registered and flushes streams; _exit() does neither; _cexit() does
 * both and returns.
 * Source: learn.microsoft.com, c-runtime-library/reference/exit-exit-exit
 */
void CDECL API(exit)(int code)
{
    crt_exit(code);
}
EXPORT_CRT(exit);

void CDECL API(_exit)(int code)
{
    crt_exit_now(code);
}
EXPORT_CRT(_exit);
EXPORT_CRT_AS("_Exit", _exit);

void CDECL API(quick_exit)(int code)
{
    crt_quick_exit(code);
}
EXPORT_GUEST(ucrtbase, quick_exit);

void CDECL API(abort)(void)
{
    crt_abort();
}
EXPORT_CRT(abort);

void CDECL API(_cexit)(void)
{
    crt_run_exit();
}
EXPORT_CRT(_cexit);

void CDECL API(_c_exit)(void)
{
    stream_flush_all();
}
EXPORT_CRT(_c_exit);

/**
 * _seh_filter_exe(), _seh_filter_dll(), _XcptFilter() - the exception filter around main()
 *
 * Return: EXCEPTION_CONTINUE_SEARCH: the report of an unhandled exception says what happened.
 * Source: learn.microsoft.com, c-runtime-library/reference/seh-filter-dll-seh-filter-exe
 */
int CDECL API(_seh_filter_exe)(unsigned long code, EXCEPTION_POINTERS *pointers)
{
    return EXCEPTION_CONTINUE_SEARCH;
}
EXPORT_GUEST(ucrtbase, _seh_filter_exe);
EXPORT_GUEST_AS(ucrtbase, "_seh_filter_dll", _seh_filter_exe);
EXPORT_GUEST_AS(msvcrt, "_XcptFilter", _seh_filter_exe);

/**
 * signal(), raise() - handlers of signals
 *
 * Return: the handler before, SIG_ERR with EINVAL; raise(): 0, -1.
 * Source: learn.microsoft.com, c-runtime-library/reference/signal
 */
void *CDECL API(signal)(int number, void *handler)
{
    void *before = crt_signal(number, handler);

    if (before == (void *)(intptr_t)-1)
        crt_set_errno(EINVAL);
    return before;
}
EXPORT_CRT(signal);

int CDECL API(raise)(int number)
{
    return crt_raise(number) ? crt_fail(-EINVAL) : 0;
}
EXPORT_CRT(raise);

/**
 * _errno(), __doserrno() - the thread's error numbers
 *
 * Source: learn.microsoft.com, c-runtime-library/errno-doserrno-sys-errlist-and-sys-nerr
 */
int *CDECL API(_errno)(void)
{
    return &crt_thread()->number;
}
EXPORT_CRT(_errno);

DWORD *CDECL API(__doserrno)(void)
{
    return &crt_thread()->os_number;
}
EXPORT_CRT(__doserrno);

/**
 * _get_errno(), _set_errno(), _get_doserrno(), _set_doserrno() - the same by value
 *
 * Return: 0; EINVAL for NULL.
 * Source: learn.microsoft.com, c-runtime-library/reference/get-errno
 */
int CDECL API(_get_errno)(int *ret_number)
{
    if (!ret_number)
        return crt_invalid();
    *ret_number = crt_thread()->number;
    return 0;
}
EXPORT_CRT(_get_errno);

int CDECL API(_set_errno)(int number)
{
    crt_set_errno(number);
    return 0;
}
EXPORT_CRT(_set_errno);

/**
 * _set_invalid_parameter_handler(), _get_invalid_parameter_handler() - who is told of forbidden
 * arguments
 *
 * Return: the handler before. Without one the function just fails with EINVAL.
 * Differs: Windows ends the program then.
 * Source: learn.microsoft.com,
 * c-runtime-library/reference/set-invalid-parameter-handler-set-thread-
 *   local-invalid-parameter-handler
 */
void *CDECL API(_set_invalid_parameter_handler)(void *handler)
{
    return crt_set_invalid_handler(handler);
}
EXPORT_CRT(_set_invalid_parameter_handler);

/**
 * _invalid_parameter_noinfo(), _invalid_parameter(), _invalid_parameter_noinfo_noreturn(),
 * _invoke_watson() - report a forbidden argument; the last two end the program
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/invalid-parameter-functions
 */
void CDECL API(_invalid_parameter_noinfo)(void)
{
    crt_invalid();
}
EXPORT_CRT(_invalid_parameter_noinfo);
EXPORT_CRT_AS("_invalid_parameter", _invalid_parameter_noinfo);

void CDECL API(_invalid_parameter_noinfo_noreturn)(void)
{
    crt_invalid();
    message_warn("WS0251", "the program stopped itself: a C++ library function got an invalid "
                           "argument");
    crt_exit_now((int)STATUS_STACK_BUFFER_OVERRUN);
}
EXPORT_GUEST(ucrtbase, _invalid_parameter_noinfo_noreturn);
EXPORT_GUEST_AS(ucrtbase, "_invoke_watson", _invalid_parameter_noinfo_noreturn);

/**
 * _amsg_exit() - end a program that the runtime can't start
 *
 * Exit code 255.
 * Source: observed: startup code of mingw
 */
void CDECL API(_amsg_exit)(int number)
{
    message_warn("WS0252", "the program's C runtime reports error R60%02d", number);
    crt_exit_now(255);
}
EXPORT_GUEST(msvcrt, _amsg_exit);

/**
 * _set_fmode(), _get_fmode() - mode of files opened without one
 *
 * Return: 0; EINVAL.
 * Source: learn.microsoft.com, c-runtime-library/reference/set-fmode
 */
int CDECL API(_set_fmode)(int mode)
{
    if (mode != 0x4000 && mode != 0x8000 && mode != 0x10000)
        return crt_invalid();
    crt_globals.text_mode = mode;
    return 0;
}
EXPORT_CRT(_set_fmode);

int CDECL API(_get_fmode)(int *ret_mode)
{
    if (!ret_mode)
        return crt_invalid();
    *ret_mode = crt_globals.text_mode;
    return 0;
}
EXPORT_CRT(_get_fmode);

/**
 * _set_abort_behavior(), _set_error_mode(), _configthreadlocale(), __setusermatherr(),
 * _controlfp(), _set_SSE2_enable(), _set_controlfp(), __lconv_init() - settings that change
 * nothing here
 *
 * Return: 0.
 * Source: learn.microsoft.com, c-runtime-library/reference/set-error-mode
 */
int CDECL API(_set_error_mode)(int mode)
{
    return 0;
}
EXPORT_CRT(_set_error_mode);
EXPORT_CRT_AS("_set_abort_behavior", _set_error_mode);
EXPORT_CRT_AS("_configthreadlocale", _set_error_mode);
EXPORT_CRT_AS("__setusermatherr", _set_error_mode);
EXPORT_CRT_AS("_set_SSE2_enable", _set_error_mode);
EXPORT_GUEST_AS(msvcrt, "__lconv_init", _set_error_mode);

/**
 * __C_specific_handler() - the language handler of C's __try, __except and __finally
 *
 * Source: learn.microsoft.com, devnotes/--c-specific-handler2
 */
EXCEPTION_DISPOSITION CDECL API(crt_c_handler)(EXCEPTION_RECORD *record, void *frame,
                                               CONTEXT *context, DISPATCHER_CONTEXT *dispatcher)
{
    return c_handler(record, frame, context, dispatcher);
}
EXPORT_CRT_AS("__C_specific_handler", crt_c_handler);
EXPORT_GUEST_AS(vcruntime140, "__C_specific_handler", crt_c_handler);

/**
 * _assert(), _wassert() - a failed assertion: message, then abort()
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/assert-macro-assert-wassert
 */
void CDECL API(_assert)(const char *text, const char *file, unsigned line)
{
    stream_flush_all();
    fprintf(stderr, "Assertion failed: %s, file %s, line %u\n", text, file, line);
    crt_abort();
}
EXPORT_CRT(_assert);

void CDECL API(_wassert)(const WCHAR *text, const WCHAR *file, unsigned line)
{
    char narrow[2][512] = {{0}};

    for (unsigned i = 0; i < 2; i++)
        for (unsigned at = 0; at < 511 && (i ? file : text)[at]; at++)
            narrow[i][at] = (char)(i ? file : text)[at];
    API(_assert)(narrow[0], narrow[1], line);
}
EXPORT_CRT(_wassert);

/**
 * _purecall() - a pure virtual function was called: the program ends
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/purecall
 */
int CDECL API(_purecall)(void)
{
    message_warn("WS0253", "the program called a pure virtual function");
    crt_abort();
}
EXPORT_VCRT(_purecall);
