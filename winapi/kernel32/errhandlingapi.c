/* SPDX-License-Identifier: MIT */
/* errhandlingapi.c - kernel32: the last error of a thread, exceptions and their handlers */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/seh/exception.h"
#include "shim/seh/vectored.h"

/* Absent from Wine's headers. */
PVOID WINAPI AddVectoredContinueHandler(ULONG first, PVECTORED_EXCEPTION_HANDLER handler);
ULONG WINAPI RemoveVectoredContinueHandler(PVOID handle);

/**
 * GetLastError() - the calling thread's last error code
 *
 * Return: the code that the thread's latest failed call left.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-getlasterror
 */
DWORD WINAPI API(GetLastError)(void)
{
    return last_error();
}
EXPORT(kernel32, GetLastError);
EXPORT_AS(kernelbase, "GetLastError", GetLastError);

/**
 * SetLastError() - set the calling thread's last error code
 * @code: any value
 *
 * For a P/Invoke with SetLastError=true the code is what Marshal.GetLastWin32Error() returns.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-setlasterror
 */
void WINAPI API(SetLastError)(DWORD code)
{
    set_last_error(code);
}
EXPORT(kernel32, SetLastError);
EXPORT_AS(kernelbase, "SetLastError", SetLastError);

/**
 * RaiseException() - raise an exception in the calling thread
 * @code: exception code; bit 28 is cleared
 * @flags: 0 or EXCEPTION_NONCONTINUABLE
 * @count: of @arguments, at most EXCEPTION_MAXIMUM_PARAMETERS
 * @arguments: may be NULL
 *
 * Return: when a handler continues execution.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-raiseexception
 */
void WINAPI API(RaiseException)(DWORD code, DWORD flags, DWORD count, const ULONG_PTR *arguments)
{
    seh_raise(code & ~0x10000000u, flags, count, arguments, (void *)API(RaiseException));
}
EXPORT(kernel32, RaiseException);
EXPORT_AS(kernelbase, "RaiseException", RaiseException);

static LONG invoke_vectored(void *handler, EXCEPTION_POINTERS *pointers)
{
    return ((PVECTORED_EXCEPTION_HANDLER)handler)(pointers);
}

/**
 * AddVectoredExceptionHandler() - have a function asked before all frames
 * @first: other than 0: before the other handlers
 * @handler: the function
 *
 * Return: for RemoveVectoredExceptionHandler(); NULL when memory is out.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-addvectoredexceptionhandler
 */
PVOID WINAPI API(AddVectoredExceptionHandler)(ULONG first, PVECTORED_EXCEPTION_HANDLER handler)
{
    return vectored_add(VECTORED_EXCEPTION, first != 0, (void *)handler, invoke_vectored);
}
EXPORT(kernel32, AddVectoredExceptionHandler);
EXPORT_AS(kernelbase, "AddVectoredExceptionHandler", AddVectoredExceptionHandler);
EXPORT_AS(ntdll, "RtlAddVectoredExceptionHandler", AddVectoredExceptionHandler);

/**
 * RemoveVectoredExceptionHandler(), RtlAddVectoredExceptionHandler(),
 * RtlRemoveVectoredExceptionHandler() - take a handler away
 * @handle: from AddVectoredExceptionHandler()
 *
 * Return: other than 0; 0 when it isn't registered.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-removevectoredexceptionhandler
 */
ULONG WINAPI API(RemoveVectoredExceptionHandler)(PVOID handle)
{
    return vectored_remove(VECTORED_EXCEPTION, handle);
}
EXPORT(kernel32, RemoveVectoredExceptionHandler);
EXPORT_AS(kernelbase, "RemoveVectoredExceptionHandler", RemoveVectoredExceptionHandler);
EXPORT_AS(ntdll, "RtlRemoveVectoredExceptionHandler", RemoveVectoredExceptionHandler);

/**
 * AddVectoredContinueHandler() - have a function asked when execution is to continue
 * @first: other than 0: before the other handlers
 *
 * Return: for RemoveVectoredContinueHandler(); NULL when memory is out.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-addvectoredcontinuehandler
 */
PVOID WINAPI API(AddVectoredContinueHandler)(ULONG first, PVECTORED_EXCEPTION_HANDLER handler)
{
    return vectored_add(VECTORED_CONTINUE, first != 0, (void *)handler, invoke_vectored);
}
EXPORT(kernel32, AddVectoredContinueHandler);
EXPORT_AS(kernelbase, "AddVectoredContinueHandler", AddVectoredContinueHandler);

/**
 * RemoveVectoredContinueHandler() - take a continue handler away
 *
 * Return: other than 0; 0 when it isn't registered.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-removevectoredcontinuehandler
 */
ULONG WINAPI API(RemoveVectoredContinueHandler)(PVOID handle)
{
    return vectored_remove(VECTORED_CONTINUE, handle);
}
EXPORT(kernel32, RemoveVectoredContinueHandler);
EXPORT_AS(kernelbase, "RemoveVectoredContinueHandler", RemoveVectoredContinueHandler);

static LONG invoke_filter(void *filter, EXCEPTION_POINTERS *pointers)
{
    return ((LPTOP_LEVEL_EXCEPTION_FILTER)filter)(pointers);
}

/**
 * SetUnhandledExceptionFilter() - the process's last filter
 * @filter: the function; NULL for the default
 *
 * Return: the filter before, or NULL.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-setunhandledexceptionfilter
 */
LPTOP_LEVEL_EXCEPTION_FILTER WINAPI API(SetUnhandledExceptionFilter)(
    LPTOP_LEVEL_EXCEPTION_FILTER filter)
{
    return (LPTOP_LEVEL_EXCEPTION_FILTER)unhandled_filter_set((void *)filter, invoke_filter);
}
EXPORT(kernel32, SetUnhandledExceptionFilter);
EXPORT_AS(kernelbase, "SetUnhandledExceptionFilter", SetUnhandledExceptionFilter);

/**
 * UnhandledExceptionFilter() - what happens to an exception that nobody handles
 * @pointers: the exception
 *
 * Return: what the process's filter answers, else EXCEPTION_EXECUTE_HANDLER.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-unhandledexceptionfilter
 */
LONG WINAPI API(UnhandledExceptionFilter)(EXCEPTION_POINTERS *pointers)
{
    LONG answer = unhandled_filter_run(pointers);

    return answer == EXCEPTION_CONTINUE_SEARCH ? EXCEPTION_EXECUTE_HANDLER : answer;
}
EXPORT(kernel32, UnhandledExceptionFilter);
EXPORT_AS(kernelbase, "UnhandledExceptionFilter", UnhandledExceptionFilter);
