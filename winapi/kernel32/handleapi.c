/* SPDX-License-Identifier: MIT */
/* handleapi.c - kernel32: closing and duplicating handles of any type */
#include "shim/error.h"
#include "shim/export.h"
#include "shim/handle.h"

#ifndef CURRENT_PROCESS
#    define CURRENT_PROCESS ((HANDLE)(intptr_t)-1)
#endif

static bool is_pseudo(HANDLE handle)
{
    return (intptr_t)handle < 0 && (intptr_t)handle >= -6;
}

/**
 * CloseHandle() - close a handle
 * @handle: any; pseudo handles are fine and do nothing
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE when it is not open or protected from closing.
 * Source: learn.microsoft.com, handleapi/nf-handleapi-closehandle
 */
BOOL WINAPI API(CloseHandle)(HANDLE handle)
{
    return is_pseudo(handle) ? TRUE : win32_bool(handle_close(handle));
}
EXPORT(kernel32, CloseHandle);
EXPORT_AS(kernelbase, "CloseHandle", CloseHandle);

/* DUPLICATE_CLOSE_SOURCE closes the source whatever else happens. */
static int handle_copy(HANDLE source, DWORD access, BOOL inherit, DWORD options, HANDLE *ret_handle)
{
    HANDLE copy;
    int result = handle_duplicate(source, access, options & DUPLICATE_SAME_ACCESS, &copy);

    if (options & DUPLICATE_CLOSE_SOURCE)
        handle_close(source);
    if (result)
        return result;
    if (inherit)
        handle_set_flags(copy, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    *ret_handle = copy;
    return 0;
}

/**
 * DuplicateHandle() - a second handle to an object
 * @source_process: the current process
 * @source: handle to duplicate; GetCurrentThread() and GetCurrentProcess() become real handles
 * @target_process: the current process; ignored when @ret_handle is NULL
 * @ret_handle: may be NULL, with DUPLICATE_CLOSE_SOURCE
 * @access: ignored with DUPLICATE_SAME_ACCESS
 * @inherit: whether child processes inherit the new handle
 * @options: DUPLICATE_CLOSE_SOURCE, DUPLICATE_SAME_ACCESS
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE.
 * Differs: other processes' handles can't be reached.
 * Source: learn.microsoft.com, handleapi/nf-handleapi-duplicatehandle
 */
BOOL WINAPI API(DuplicateHandle)(HANDLE source_process, HANDLE source, HANDLE target_process,
                                 HANDLE *ret_handle, DWORD access, BOOL inherit, DWORD options)
{
    HANDLE copy;
    int result;

    if (source_process != CURRENT_PROCESS || (ret_handle && target_process != CURRENT_PROCESS))
        return win32_bool(-EBADF);
    result = handle_copy(source, access, inherit, options, &copy);
    if (!result && ret_handle)
        *ret_handle = copy;
    else if (!result)
        handle_close(copy);
    return win32_bool(result);
}
EXPORT(kernel32, DuplicateHandle);
EXPORT_AS(kernelbase, "DuplicateHandle", DuplicateHandle);

/**
 * GetHandleInformation() - the flags of a handle
 * @handle: any open handle
 * @ret_flags: receives HANDLE_FLAG_INHERIT, HANDLE_FLAG_PROTECT_FROM_CLOSE
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, handleapi/nf-handleapi-gethandleinformation
 */
BOOL WINAPI API(GetHandleInformation)(HANDLE handle, DWORD *ret_flags)
{
    DWORD flags = 0;
    int result = handle_get_flags(handle, &flags);

    if (!result && ret_flags)
        *ret_flags = flags;
    return win32_bool(result);
}
EXPORT(kernel32, GetHandleInformation);
EXPORT_AS(kernelbase, "GetHandleInformation", GetHandleInformation);

/**
 * SetHandleInformation() - change flags of a handle
 * @handle: any open handle
 * @mask: which flags to change
 * @flags: their new values
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE; ERROR_INVALID_PARAMETER for unknown flags.
 * Source: learn.microsoft.com, handleapi/nf-handleapi-sethandleinformation
 */
BOOL WINAPI API(SetHandleInformation)(HANDLE handle, DWORD mask, DWORD flags)
{
    if (mask & ~(HANDLE_FLAG_INHERIT | HANDLE_FLAG_PROTECT_FROM_CLOSE))
        return win32_bool(-EINVAL);
    return win32_bool(handle_set_flags(handle, mask, flags));
}
EXPORT(kernel32, SetHandleInformation);
EXPORT_AS(kernelbase, "SetHandleInformation", SetHandleInformation);
