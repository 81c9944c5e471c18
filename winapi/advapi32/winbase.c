/* SPDX-License-Identifier: MIT */
/* winbase.c - advapi32: the user's name */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/outstr.h"
#include "winapi/system/system.h"

/**
 * GetUserNameA(), GetUserNameW() - the name of the process's user
 * @buffer: written; stays untouched when it is too small
 * @size: in: room in @buffer; out: size of the name with its NUL, whether it fits or not
 *
 * Return: TRUE; FALSE with ERROR_INSUFFICIENT_BUFFER when it is too small,
 * ERROR_INVALID_PARAMETER for a NULL @size or a NULL @buffer with room.
 * Source: learn.microsoft.com, winbase/nf-winbase-getusernamea
 */
BOOL WINAPI API(GetUserNameA)(LPSTR buffer, DWORD *size)
{
    AUTOFREE WCHAR *name = NULL;
    DWORD room, length;

    if (!size || (!buffer && *size))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (system_get_user(&name) < 0)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, FALSE);
    room = *size;
    length = outstr_utf8(name, wstr_length(name), buffer, room);
    *size = length < room ? length + 1 : length;
    return length < room ? win32_bool(0) : win32_fail(ERROR_INSUFFICIENT_BUFFER, FALSE);
}
EXPORT(advapi32, GetUserNameA);

BOOL WINAPI API(GetUserNameW)(LPWSTR buffer, DWORD *size)
{
    AUTOFREE WCHAR *name = NULL;
    DWORD room, length;

    if (!size || (!buffer && *size))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (system_get_user(&name) < 0)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, FALSE);
    room = *size;
    length = outstr_wide(name, wstr_length(name), buffer, room);
    *size = length < room ? length + 1 : length;
    return length < room ? win32_bool(0) : win32_fail(ERROR_INSUFFICIENT_BUFFER, FALSE);
}
EXPORT(advapi32, GetUserNameW);
