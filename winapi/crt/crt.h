/* SPDX-License-Identifier: MIT */
/*
 * crt.h - what every file of the C runtime shares: exports, and the state of a thread
 *
 * Guests only. The runtime's functions follow Windows' headers but are declared
 * nowhere here: libc's headers declare most of their names otherwise.
 */
#ifndef WINSHIM_CRT_CRT_H
#define WINSHIM_CRT_CRT_H

#include "shim/abi.h"
#include "shim/export.h"

/* Exports of both C runtimes, and of those that vcruntime140 has as well. */
#define EXPORT_CRT_AS(name, fn)                                                                    \
    EXPORT_RECORD(msvcrt, name, API(fn), 0, EXPORT_FUNCTION);                                      \
    EXPORT_RECORD(ucrtbase, name, API(fn), 0, EXPORT_FUNCTION)
#define EXPORT_CRT(fn)                                                                             \
    EXPORT_RECORD(msvcrt, #fn, API(fn), 0, EXPORT_FUNCTION);                                       \
    EXPORT_RECORD(ucrtbase, #fn, API(fn), 0, EXPORT_FUNCTION)
#define EXPORT_VCRT(fn)                                                                            \
    EXPORT_CRT(fn);                                                                                \
    EXPORT_RECORD(vcruntime140, #fn, API(fn), 0, EXPORT_FUNCTION)

/* Functions that programs hand to the runtime. */
typedef void(GUEST_CALL *crt_procedure)(void);
typedef int(GUEST_CALL *crt_function)(void);
typedef int(GUEST_CALL *crt_comparison)(const void *a, const void *b);

/* Windows' numbers for errors, where they differ from Linux'. */
enum {
    CRT_EDEADLOCK = 36,
    CRT_ENAMETOOLONG = 38,
    CRT_ENOLCK = 39,
    CRT_ENOSYS = 40,
    CRT_ENOTEMPTY = 41,
    CRT_EILSEQ = 42,
    CRT_STRUNCATE = 80,
    CRT_TRUNCATE = -1, /* _TRUNCATE as a size */
};

struct crt_thread {
    int number;      /* errno, Windows' numbers */
    DWORD os_number; /* _doserrno */
    char *token;     /* strtok */
    WCHAR *wide_token;
    unsigned random;
    char text[128]; /* strerror, asctime, tmpnam */
    WCHAR wide_text[64];
    int64_t broken_time[8]; /* struct tm of gmtime and localtime */
    void *terminate;
    void *current_exception, *current_context; /* as vcruntime hands them out */
    int processing_throw;
    void *catches; /* innermost running catch block, see cxx.c */
};

/** crt_thread() - the calling thread's state, made on first use; never NULL */
struct crt_thread *crt_thread(void);

/** crt_errno() - Windows' errno for a negative errno or ENGINE_WIN32() */
int crt_errno(int result);

/** crt_fail() - set errno from an engine's result. Return: -1. */
int crt_fail(int result);

/** crt_set_errno() - set errno to one of Windows' numbers. Return: it. */
int crt_set_errno(int number);

/** crt_invalid() - a forbidden argument: the program's handler, else just EINVAL. Return: EINVAL */
int crt_invalid(void);

/** crt_set_invalid_handler() - _set_invalid_parameter_handler(). Return: the one before. */
void *crt_set_invalid_handler(void *handler);

/** crt_error_text() - text of one of Windows' error numbers; static */
const char *crt_error_text(int number);

#endif
