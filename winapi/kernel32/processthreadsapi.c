/* SPDX-License-Identifier: MIT */
/* processthreadsapi.c - kernel32: who is running */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/process/process.h"

/**
 * GetCurrentProcessId() - id of this process, which is Linux' own
 *
 * Return: process id.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getcurrentprocessid
 */
DWORD WINAPI API(GetCurrentProcessId)(void)
{
    return process_id();
}
EXPORT(kernel32, GetCurrentProcessId);
EXPORT_AS(kernelbase, "GetCurrentProcessId", GetCurrentProcessId);

/**
 * GetCurrentThreadId() - id of the calling thread, which is Linux' own
 *
 * Return: thread id.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getcurrentthreadid
 */
DWORD WINAPI API(GetCurrentThreadId)(void)
{
    return (DWORD)(uintptr_t)teb_current()->ClientId.UniqueThread;
}
EXPORT(kernel32, GetCurrentThreadId);
EXPORT_AS(kernelbase, "GetCurrentThreadId", GetCurrentThreadId);

#undef GetCurrentProcess
#undef GetCurrentThread

/**
 * GetCurrentProcess() - the pseudo handle of this process
 *
 * Return: (HANDLE)-1, which needs no closing.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getcurrentprocess
 */
HANDLE WINAPI API(GetCurrentProcess)(void)
{
    return (HANDLE) ~(ULONG_PTR)0;
}
EXPORT(kernel32, GetCurrentProcess);
EXPORT_AS(kernelbase, "GetCurrentProcess", GetCurrentProcess);

/**
 * GetCurrentThread() - the pseudo handle of the calling thread
 *
 * Return: (HANDLE)-2, which needs no closing.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getcurrentthread
 */
HANDLE WINAPI API(GetCurrentThread)(void)
{
    return (HANDLE) ~(ULONG_PTR)1;
}
EXPORT(kernel32, GetCurrentThread);
EXPORT_AS(kernelbase, "GetCurrentThread", GetCurrentThread);

/**
 * GetProcessTimes() - when this process began and the processor time that it took
 * @process: GetCurrentProcess()
 * @creation: written: start of the process
 * @exit: written: zero while it runs
 * @kernel: written: time in the kernel, all threads
 * @user: written: time in user mode, all threads
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE, ERROR_NOACCESS for a NULL.
 * Differs: other processes aren't known.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getprocesstimes
 */
BOOL WINAPI API(GetProcessTimes)(HANDLE process, FILETIME *creation, FILETIME *exit,
                                 FILETIME *kernel, FILETIME *user)
{
    if (process != (HANDLE) ~(ULONG_PTR)0)
        return win32_fail(ERROR_INVALID_HANDLE, FALSE);
    if (!creation || !exit || !kernel || !user)
        return win32_fail(ERROR_NOACCESS, FALSE);
    process_times(creation, kernel, user);
    *exit = (FILETIME){0};
    return win32_bool(0);
}
EXPORT(kernel32, GetProcessTimes);
EXPORT_AS(kernelbase, "GetProcessTimes", GetProcessTimes);

/**
 * GetStartupInfoA(), GetStartupInfoW() - how this process was started
 * @info: written: title and desktop, no flags, no handles; NULL is ignored
 *
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getstartupinfow
 */
void WINAPI API(GetStartupInfoA)(STARTUPINFOA *info)
{
    if (info)
        *info = (STARTUPINFOA){
            .cb = sizeof(*info),
            .lpDesktop = (LPSTR) "WinSta0\\Default",
            .lpTitle = (LPSTR)process_title_utf8(),
        };
    surface_succeeded();
}
EXPORT(kernel32, GetStartupInfoA);

void WINAPI API(GetStartupInfoW)(STARTUPINFOW *info)
{
    if (info)
        *info = (STARTUPINFOW){
            .cb = sizeof(*info),
            .lpDesktop = (LPWSTR)u"WinSta0\\Default",
            .lpTitle = (LPWSTR)process_title(),
        };
    surface_succeeded();
}
EXPORT(kernel32, GetStartupInfoW);
EXPORT_AS(kernelbase, "GetStartupInfoW", GetStartupInfoW);
