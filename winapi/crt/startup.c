/* SPDX-License-Identifier: MIT */
/* startup.c - onexit tables, initializers and the end of a program; see startup.h */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "shim/message.h"
#include "shim/pe/program.h"
#include "shim/trace.h"
#include "startup.h"
#include "stream.h"

/* Recursive: an exit function may register another one. */
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static struct crt_onexit_table at_exit, at_quick_end;
static _Atomic(void *) thread_at_exit;

/* ---- functions at exit ------------------------------------------------------------------ */

int crt_onexit_add(struct crt_onexit_table *table, crt_function function)
{
    int result = 0;

    pthread_mutex_lock(&lock);
    if (table->last == table->end) {
        size_t count = (size_t)(table->last - table->first), room = count ? 2 * count : 32;
        crt_function *grown = realloc(table->first, room * sizeof(*grown));

        if (grown)
            *table = (struct crt_onexit_table){grown, grown + count, grown + room};
        else
            result = -ENOMEM;
    }
    if (!result)
        *table->last++ = function;
    pthread_mutex_unlock(&lock);
    return result;
}

static crt_function take_last(struct crt_onexit_table *table)
{
    crt_function function = NULL;

    pthread_mutex_lock(&lock);
    while (!function && table->last > table->first)
        function = *--table->last;
    pthread_mutex_unlock(&lock);
    return function;
}

void crt_onexit_run(struct crt_onexit_table *table)
{
    crt_function function;

    while ((function = take_last(table)))
        function();
    pthread_mutex_lock(&lock);
    free(table->first);
    *table = (struct crt_onexit_table){0};
    pthread_mutex_unlock(&lock);
}

int crt_atexit(crt_function function)
{
    return crt_onexit_add(&at_exit, function);
}

int crt_at_quick_exit(crt_function function)
{
    return crt_onexit_add(&at_quick_end, function);
}

void crt_thread_atexit(void *callback)
{
    atomic_store(&thread_at_exit, callback);
}

void crt_initterm(crt_procedure *first, crt_procedure *end)
{
    for (; first < end; first++)
        if (*first)
            (*first)();
}

int crt_initterm_e(crt_function *first, crt_function *end)
{
    int result = 0;

    for (; first < end && !result; first++)
        if (*first)
            result = (*first)();
    return result;
}

/* ---- the end ---------------------------------------------------------------------------- */

typedef void(GUEST_CALL *tls_callback)(void *module, DWORD reason, void *reserved);

void crt_run_exit(void)
{
    tls_callback callback = (tls_callback)atomic_exchange(&thread_at_exit, NULL);

    if (callback)
        callback(NULL, DLL_PROCESS_DETACH, NULL);
    crt_onexit_run(&at_exit);
    stream_flush_all();
}

_Noreturn void crt_exit(int code)
{
    crt_run_exit();
    program_exit((DWORD)code);
}

_Noreturn void crt_quick_exit(int code)
{
    crt_onexit_run(&at_quick_end);
    crt_exit_now(code);
}

_Noreturn void crt_exit_now(int code)
{
    stream_abandon_all();
    program_exit((DWORD)code);
}

/* ExitProcess() without exit(): what was written still goes out. */
__attribute__((destructor)) static void flush_at_end(void)
{
    stream_flush_all();
}

/* ---- signals ---------------------------------------------------------------------------- */

enum {
    CRT_SIGINT = 2,
    CRT_SIGILL = 4,
    CRT_SIGFPE = 8,
    CRT_SIGSEGV = 11,
    CRT_SIGTERM = 15,
    CRT_SIGBREAK = 21,
    CRT_SIGABRT = 22,
    CRT_SIGABRT_COMPAT = 6
};

#define SIGNAL_DEFAULT ((void *)0)
#define SIGNAL_IGNORE  ((void *)1)
#define SIGNAL_GET     ((void *)2)

typedef void(GUEST_CALL *signal_handler)(int number);

static _Atomic(void *) handlers[23];

static bool signal_known(int number)
{
    switch (number) {
    case CRT_SIGINT:
    case CRT_SIGILL:
    case CRT_SIGFPE:
    case CRT_SIGSEGV:
    case CRT_SIGTERM:
    case CRT_SIGBREAK:
    case CRT_SIGABRT:
        return true;
    default:
        return false;
    }
}

void *crt_signal(int number, void *handler)
{
    if (number == CRT_SIGABRT_COMPAT)
        number = CRT_SIGABRT;
    if (!signal_known(number))
        return (void *)(intptr_t)-1;
    return handler == SIGNAL_GET ? atomic_load(&handlers[number])
                                 : atomic_exchange(&handlers[number], handler);
}

int crt_raise(int number)
{
    void *handler;

    if (number == CRT_SIGABRT_COMPAT)
        number = CRT_SIGABRT;
    if (!signal_known(number))
        return -EINVAL;
    handler = atomic_exchange(&handlers[number], SIGNAL_DEFAULT);
    if (handler == SIGNAL_DEFAULT)
        crt_exit_now(3);
    if (handler == SIGNAL_IGNORE)
        atomic_store(&handlers[number], SIGNAL_IGNORE);
    else
        ((signal_handler)handler)(number);
    return 0;
}

_Noreturn void crt_abort(void)
{
    TRACE(crt, INFO, "abort");
    crt_raise(CRT_SIGABRT);
    crt_exit_now(3);
}
