/* SPDX-License-Identifier: MIT */
/* processthreadsapi-tls.c - kernel32: thread-local storage by index, fiber-local storage */
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/callback.h"
#include "winapi/thread/tls.h"

/**
 * TlsAlloc() - a free index of thread-local storage
 *
 * Return: the index, below 1088, with NULL in every thread; TLS_OUT_OF_INDEXES:
 * ERROR_NO_MORE_ITEMS.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-tlsalloc
 */
DWORD WINAPI API(TlsAlloc)(void)
{
    uint32_t index = 0;

    return win32_bool(tls_alloc(&index)) ? index : TLS_OUT_OF_INDEXES;
}
EXPORT(kernel32, TlsAlloc);
EXPORT_AS(kernelbase, "TlsAlloc", TlsAlloc);

/**
 * TlsFree() - give an index back
 * @index: from TlsAlloc()
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-tlsfree
 */
BOOL WINAPI API(TlsFree)(DWORD index)
{
    return win32_bool(tls_free(index));
}
EXPORT(kernel32, TlsFree);
EXPORT_AS(kernelbase, "TlsFree", TlsFree);

/**
 * TlsGetValue() - the calling thread's value
 * @index: below 1088; that it is in use is not checked
 *
 * Return: the value, with the last error 0; NULL: ERROR_INVALID_PARAMETER.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-tlsgetvalue
 */
void *WINAPI API(TlsGetValue)(DWORD index)
{
    void *value = NULL;

    if (unlikely(tls_get(index, &value)))
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    set_last_error(ERROR_SUCCESS);
    return value;
}
EXPORT(kernel32, TlsGetValue);
EXPORT_AS(kernelbase, "TlsGetValue", TlsGetValue);

/* In the surface's own convention, so that the short way saves no XMM registers. */
static __attribute__((noinline)) BOOL WINAPI set_expansion(DWORD index, void *value)
{
    return win32_bool(tls_set(index, value));
}

/**
 * TlsSetValue() - set the calling thread's value
 * @index: below 1088; that it is in use is not checked
 * @value: any
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-tlssetvalue
 */
BOOL WINAPI API(TlsSetValue)(DWORD index, void *value)
{
    if (unlikely(index >= TLS_DIRECT))
        return set_expansion(index, value);
    teb_current()->TlsSlots[index] = value;
    surface_succeeded();
    return TRUE;
}
EXPORT(kernel32, TlsSetValue);
EXPORT_AS(kernelbase, "TlsSetValue", TlsSetValue);

static void invoke_fls(void *callback, void *value)
{
    callback_enter();
    ((PFLS_CALLBACK_FUNCTION)callback)(value);
}

/**
 * FlsAlloc() - a free index of fiber-local storage
 * @callback: called with each value that isn't NULL when its thread ends or the index is freed;
 *     may be NULL
 *
 * Return: the index; FLS_OUT_OF_INDEXES: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, fibersapi/nf-fibersapi-flsalloc
 */
DWORD WINAPI API(FlsAlloc)(PFLS_CALLBACK_FUNCTION callback)
{
    uint32_t index = 0;

    return win32_bool(fls_alloc(invoke_fls, (void *)callback, &index)) ? index : FLS_OUT_OF_INDEXES;
}
EXPORT(kernel32, FlsAlloc);
EXPORT_AS(kernelbase, "FlsAlloc", FlsAlloc);

/**
 * FlsFree() - give an index back; the callback gets the values of all threads, on this thread
 * @index: from FlsAlloc()
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER.
 * Source: learn.microsoft.com, fibersapi/nf-fibersapi-flsfree
 */
BOOL WINAPI API(FlsFree)(DWORD index)
{
    return win32_bool(fls_free(index));
}
EXPORT(kernel32, FlsFree);
EXPORT_AS(kernelbase, "FlsFree", FlsFree);

/**
 * FlsGetValue() - the calling fiber's value
 * @index: from FlsAlloc(); that it is in use is not checked
 *
 * Return: the value, with the last error 0; NULL: ERROR_INVALID_PARAMETER.
 * Source: learn.microsoft.com, fibersapi/nf-fibersapi-flsgetvalue
 */
void *WINAPI API(FlsGetValue)(DWORD index)
{
    void *value = NULL;

    if (unlikely(fls_get(index, &value)))
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    set_last_error(ERROR_SUCCESS);
    return value;
}
EXPORT(kernel32, FlsGetValue);
EXPORT_AS(kernelbase, "FlsGetValue", FlsGetValue);

/**
 * FlsSetValue() - set the calling fiber's value
 * @index: from FlsAlloc(); that it is in use is not checked
 * @value: any
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, fibersapi/nf-fibersapi-flssetvalue
 */
BOOL WINAPI API(FlsSetValue)(DWORD index, void *value)
{
    return win32_bool(fls_set(index, value));
}
EXPORT(kernel32, FlsSetValue);
EXPORT_AS(kernelbase, "FlsSetValue", FlsSetValue);
