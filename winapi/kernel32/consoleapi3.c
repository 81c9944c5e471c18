/* SPDX-License-Identifier: MIT */
/* consoleapi3.c - kernel32: the console and other processes */
#include <unistd.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/console/console.h"

/**
 * GetConsoleProcessList() - which processes share the console
 * @list: receives process ids
 * @count: room in @list
 *
 * Return: how many there are; nothing is written when they are more than @count; 0 with
 * ERROR_INVALID_PARAMETER for no room, ERROR_INVALID_HANDLE without a console.
 * Differs: names the calling process only.
 * Source: learn.microsoft.com, console/getconsoleprocesslist
 */
DWORD WINAPI API(GetConsoleProcessList)(LPDWORD list, DWORD count)
{
    if (!list || !count)
        return win32_fail(ERROR_INVALID_PARAMETER, 0);
    if (!console_attached())
        return win32_fail(ERROR_INVALID_HANDLE, 0);
    list[0] = (DWORD)getpid();
    surface_succeeded();
    return 1;
}
EXPORT(kernel32, GetConsoleProcessList);
EXPORT_AS(kernelbase, "GetConsoleProcessList", GetConsoleProcessList);

/**
 * GetConsoleWindow() - the window of the console
 *
 * Return: NULL: a terminal has no window of this process's.
 * Source: learn.microsoft.com, console/getconsolewindow
 */
HWND WINAPI API(GetConsoleWindow)(void)
{
    surface_succeeded();
    return NULL;
}
EXPORT(kernel32, GetConsoleWindow);
EXPORT_AS(kernelbase, "GetConsoleWindow", GetConsoleWindow);

/**
 * GetNumberOfConsoleMouseButtons() - how many buttons the mouse has
 * @count: receives 3
 *
 * Return: TRUE; FALSE with ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, console/getnumberofconsolemousebuttons
 */
BOOL WINAPI API(GetNumberOfConsoleMouseButtons)(LPDWORD count)
{
    if (!count)
        return win32_fail(ERROR_NOACCESS, FALSE);
    *count = 3;
    return win32_bool(0);
}
EXPORT(kernel32, GetNumberOfConsoleMouseButtons);
EXPORT_AS(kernelbase, "GetNumberOfConsoleMouseButtons", GetNumberOfConsoleMouseButtons);
