/* SPDX-License-Identifier: MIT */
/* errhandlingapi.c - kernel32: the last error of a thread */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"

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
