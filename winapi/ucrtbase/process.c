/* SPDX-License-Identifier: MIT */
/* process.c - the C runtime: threads (header process.h) */
#include <errno.h>
#include <stdlib.h>

#include "winapi/crt/crt.h"
#include "winapi/thread/thread.h"

typedef unsigned(WINAPI *thread_function)(void *argument);
typedef void(CDECL *simple_thread_function)(void *argument);

static uint32_t invoke_thread(void *routine, void *parameter)
{
    return ((thread_function)routine)(parameter);
}

static uint32_t invoke_simple_thread(void *routine, void *parameter)
{
    ((simple_thread_function)routine)(parameter);
    return 0;
}

static int start(const struct thread_spec *spec, HANDLE *ret_handle, unsigned *ret_id)
{
    DWORD id = 0;
    int result;

    if (!spec->routine) {
        crt_invalid();
        return -1;
    }
    result = thread_create(spec, ret_handle, &id);
    if (result)
        return crt_fail(result);
    if (ret_id)
        *ret_id = id;
    return 0;
}

/**
 * _beginthreadex(), _beginthread() - start a thread
 * @security: not used
 * @flags: CREATE_SUSPENDED, STACK_SIZE_PARAM_IS_A_RESERVATION
 *
 * Return: a handle, to be closed by the caller of _beginthreadex() alone; 0, or -1 from
 * _beginthread(), with errno set.
 * Source: learn.microsoft.com, c-runtime-library/reference/beginthread-beginthreadex
 */
uintptr_t CDECL API(_beginthreadex)(void *security, unsigned stack_bytes, thread_function routine,
                                    void *argument, unsigned flags, unsigned *ret_id)
{
    struct thread_spec spec = {
        .invoke = invoke_thread,
        .routine = (void *)routine,
        .parameter = argument,
        .stack_bytes = stack_bytes,
        .stack_is_reservation = flags & STACK_SIZE_PARAM_IS_A_RESERVATION,
        .suspended = flags & CREATE_SUSPENDED,
    };
    HANDLE handle;

    return start(&spec, &handle, ret_id) ? 0 : (uintptr_t)handle;
}
EXPORT_CRT(_beginthreadex);

uintptr_t CDECL API(_beginthread)(simple_thread_function routine, unsigned stack_bytes,
                                  void *argument)
{
    struct thread_spec spec = {
        .invoke = invoke_simple_thread,
        .routine = (void *)routine,
        .parameter = argument,
        .stack_bytes = stack_bytes,
    };
    HANDLE handle;

    if (start(&spec, &handle, NULL))
        return UINTPTR_MAX;
    handle_close(handle);
    return (uintptr_t)handle;
}
EXPORT_CRT(_beginthread);

/**
 * _endthreadex(), _endthread() - end the calling thread
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/endthread-endthreadex
 */
void CDECL API(_endthreadex)(unsigned code)
{
    thread_exit(code);
}
EXPORT_CRT(_endthreadex);

void CDECL API(_endthread)(void)
{
    thread_exit(0);
}
EXPORT_CRT(_endthread);
