/* SPDX-License-Identifier: MIT */
/* processenv-std.c - kernel32: the standard handles */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/console/console.h"

/**
 * GetStdHandle() - a standard handle
 * @which: STD_INPUT_HANDLE, STD_OUTPUT_HANDLE or STD_ERROR_HANDLE
 *
 * Descriptor 0, 1 or 2, until SetStdHandle() puts something else there.
 *
 * Return: the handle, not to be closed; NULL when the descriptor is closed; INVALID_HANDLE_VALUE
 * with ERROR_INVALID_HANDLE for another @which. Source: learn.microsoft.com, console/getstdhandle
 */
HANDLE WINAPI API(GetStdHandle)(DWORD which)
{
    HANDLE handle;

    return win32_bool(console_std_get(which, &handle)) ? handle : INVALID_HANDLE_VALUE;
}
EXPORT(kernel32, GetStdHandle);
EXPORT_AS(kernelbase, "GetStdHandle", GetStdHandle);

/**
 * SetStdHandle() - put another handle in a standard place
 * @which: STD_INPUT_HANDLE, STD_OUTPUT_HANDLE or STD_ERROR_HANDLE
 * @handle: any value, not looked at
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE for another @which.
 * Source: learn.microsoft.com, console/setstdhandle
 */
BOOL WINAPI API(SetStdHandle)(DWORD which, HANDLE handle)
{
    return win32_bool(console_std_set(which, handle));
}
EXPORT(kernel32, SetStdHandle);
EXPORT_AS(kernelbase, "SetStdHandle", SetStdHandle);
