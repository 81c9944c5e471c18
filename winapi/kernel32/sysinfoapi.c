/* SPDX-License-Identifier: MIT */
/* sysinfoapi.c - kernel32: the system's clock, version, memory, processors, names and folders */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/clock/clock.h"
#include "winapi/outstr.h"
#include "winapi/system/system.h"

BOOL WINAPI GetPhysicallyInstalledSystemMemory(PULONGLONG kilobytes);

/* ---- clock ------------------------------------------------------------------------------ */

/**
 * GetTickCount() - milliseconds since the machine started, modulo 2^32
 *
 * Time that the machine slept counts.
 *
 * Return: milliseconds.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-gettickcount
 */
DWORD WINAPI API(GetTickCount)(void)
{
    return (DWORD)clock_ticks_ms();
}
EXPORT(kernel32, GetTickCount);
EXPORT_AS(kernelbase, "GetTickCount", GetTickCount);

/**
 * GetTickCount64() - milliseconds since the machine started
 *
 * Return: milliseconds.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-gettickcount64
 */
ULONGLONG WINAPI API(GetTickCount64)(void)
{
    return clock_ticks_ms();
}
EXPORT(kernel32, GetTickCount64);
EXPORT_AS(kernelbase, "GetTickCount64", GetTickCount64);

/**
 * GetSystemTime() - the current date and time in UTC
 * @time: written; NULL is ignored
 *
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getsystemtime
 */
void WINAPI API(GetSystemTime)(SYSTEMTIME *time)
{
    if (time)
        clock_split(clock_now(), time);
}
EXPORT(kernel32, GetSystemTime);
EXPORT_AS(kernelbase, "GetSystemTime", GetSystemTime);

/**
 * GetLocalTime() - the current local date and time
 * @time: written; NULL is ignored
 *
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getlocaltime
 */
void WINAPI API(GetLocalTime)(SYSTEMTIME *time)
{
    if (time)
        clock_split(clock_to_local(clock_now()), time);
}
EXPORT(kernel32, GetLocalTime);
EXPORT_AS(kernelbase, "GetLocalTime", GetLocalTime);

static BOOL refuse_clock_change(const SYSTEMTIME *time)
{
    int64_t ticks;

    if (!time || clock_join(time, &ticks) < 0)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return win32_fail(ERROR_PRIVILEGE_NOT_HELD, FALSE);
}

/**
 * SetSystemTime() - refuse to set the system's clock
 * @time: checked
 *
 * Return: FALSE; ERROR_INVALID_PARAMETER for NULL or no valid date; else
 * ERROR_PRIVILEGE_NOT_HELD.
 * Differs: no program may set the clock here, root's neither.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-setsystemtime
 */
BOOL WINAPI API(SetSystemTime)(const SYSTEMTIME *time)
{
    return refuse_clock_change(time);
}
EXPORT(kernel32, SetSystemTime);
EXPORT_AS(kernelbase, "SetSystemTime", SetSystemTime);

/**
 * SetLocalTime() - refuse to set the system's clock
 * @time: checked
 *
 * Return: FALSE; ERROR_INVALID_PARAMETER for NULL or no valid date; else
 * ERROR_PRIVILEGE_NOT_HELD.
 * Differs: no program may set the clock here, root's neither.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-setlocaltime
 */
BOOL WINAPI API(SetLocalTime)(const SYSTEMTIME *time)
{
    return refuse_clock_change(time);
}
EXPORT(kernel32, SetLocalTime);
EXPORT_AS(kernelbase, "SetLocalTime", SetLocalTime);

/**
 * GetSystemTimeAsFileTime() - the current time in UTC, in 100 ns since 1601
 * @time: written; NULL is ignored
 *
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getsystemtimeasfiletime
 */
void WINAPI API(GetSystemTimeAsFileTime)(FILETIME *time)
{
    if (time)
        *time = clock_filetime(clock_now());
}
EXPORT(kernel32, GetSystemTimeAsFileTime);
EXPORT_AS(kernelbase, "GetSystemTimeAsFileTime", GetSystemTimeAsFileTime);

/**
 * GetSystemTimePreciseAsFileTime() - the current time in UTC with the clock's full resolution
 * @time: written; NULL is ignored
 *
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getsystemtimepreciseasfiletime
 */
void WINAPI API(GetSystemTimePreciseAsFileTime)(FILETIME *time)
{
    if (time)
        *time = clock_filetime(clock_now());
}
EXPORT(kernel32, GetSystemTimePreciseAsFileTime);
EXPORT_AS(kernelbase, "GetSystemTimePreciseAsFileTime", GetSystemTimePreciseAsFileTime);

/**
 * GetSystemTimeAdjustment() - how the system's clock is being corrected
 * @adjustment: written: 100 ns added at each interval
 * @increment: written: the interval in 100 ns
 * @disabled: written: TRUE, nobody corrects it with this mechanism
 *
 * Return: TRUE; FALSE with ERROR_NOACCESS for a NULL.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getsystemtimeadjustment
 */
BOOL WINAPI API(GetSystemTimeAdjustment)(DWORD *adjustment, DWORD *increment, BOOL *disabled)
{
    if (!adjustment || !increment || !disabled)
        return win32_fail(ERROR_NOACCESS, FALSE);
    *adjustment = *increment = CLOCK_TICK_100NS;
    *disabled = TRUE;
    return TRUE;
}
EXPORT(kernel32, GetSystemTimeAdjustment);
EXPORT_AS(kernelbase, "GetSystemTimeAdjustment", GetSystemTimeAdjustment);

/* ---- processors and memory -------------------------------------------------------------- */

/**
 * GetSystemInfo() - processors, page size and address range
 * @info: written; NULL is ignored
 *
 * Only processors that the process may run on count.
 *
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getsysteminfo
 */
void WINAPI API(GetSystemInfo)(SYSTEM_INFO *info)
{
    if (info)
        system_get_processors(info);
    surface_succeeded();
}
EXPORT(kernel32, GetSystemInfo);
EXPORT_AS(kernelbase, "GetSystemInfo", GetSystemInfo);

/**
 * GetNativeSystemInfo() - the same; a process here is never under WOW64
 * @info: written; NULL is ignored
 *
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getnativesysteminfo
 */
void WINAPI API(GetNativeSystemInfo)(SYSTEM_INFO *info)
{
    if (info)
        system_get_processors(info);
    surface_succeeded();
}
EXPORT(kernel32, GetNativeSystemInfo);
EXPORT_AS(kernelbase, "GetNativeSystemInfo", GetNativeSystemInfo);

static DWORD memory_load_percent(const struct system_memory *memory)
{
    if (!memory->total_bytes)
        return 0;
    return (DWORD)((memory->total_bytes - memory->available_bytes) * 100 / memory->total_bytes);
}

/**
 * GlobalMemoryStatusEx() - physical memory, memory with swap, and address space, in bytes
 * @status: dwLength must be sizeof(MEMORYSTATUSEX); the rest is written
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for NULL or another dwLength.
 * Differs: memory limits of a control group don't show.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-globalmemorystatusex
 */
BOOL WINAPI API(GlobalMemoryStatusEx)(MEMORYSTATUSEX *status)
{
    struct system_memory memory;
    int result;

    if (!status || status->dwLength != sizeof(*status))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    result = system_get_memory(&memory);
    if (result < 0)
        return win32_bool(result);
    status->dwMemoryLoad = memory_load_percent(&memory);
    status->ullTotalPhys = memory.total_bytes;
    status->ullAvailPhys = memory.available_bytes;
    status->ullTotalPageFile = memory.commit_limit_bytes;
    status->ullAvailPageFile = memory.commit_available_bytes;
    status->ullTotalVirtual = memory.virtual_total_bytes;
    status->ullAvailVirtual = memory.virtual_available_bytes;
    status->ullAvailExtendedVirtual = 0;
    return win32_bool(0);
}
EXPORT(kernel32, GlobalMemoryStatusEx);
EXPORT_AS(kernelbase, "GlobalMemoryStatusEx", GlobalMemoryStatusEx);

/**
 * GlobalMemoryStatus() - the same in the older structure
 * @status: written; NULL is ignored
 *
 * Source: learn.microsoft.com, winbase/nf-winbase-globalmemorystatus
 */
void WINAPI API(GlobalMemoryStatus)(MEMORYSTATUS *status)
{
    struct system_memory memory = {0};

    if (!status)
        return;
    system_get_memory(&memory);
    status->dwLength = sizeof(*status);
    status->dwMemoryLoad = memory_load_percent(&memory);
    status->dwTotalPhys = memory.total_bytes;
    status->dwAvailPhys = memory.available_bytes;
    status->dwTotalPageFile = memory.commit_limit_bytes;
    status->dwAvailPageFile = memory.commit_available_bytes;
    status->dwTotalVirtual = memory.virtual_total_bytes;
    status->dwAvailVirtual = memory.virtual_available_bytes;
    surface_succeeded();
}
EXPORT(kernel32, GlobalMemoryStatus);

/**
 * GetPhysicallyInstalledSystemMemory() - memory that is built in, in kilobytes
 * @kilobytes: written
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for NULL.
 * Differs: it is what the kernel manages, not what the firmware's tables say.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getphysicallyinstalledsystemmemory
 */
BOOL WINAPI API(GetPhysicallyInstalledSystemMemory)(ULONGLONG *kilobytes)
{
    struct system_memory memory;
    int result;

    if (!kilobytes)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    result = system_get_memory(&memory);
    if (result == 0)
        *kilobytes = memory.total_bytes / 1024;
    return win32_bool(result);
}
EXPORT(kernel32, GetPhysicallyInstalledSystemMemory);
EXPORT_AS(kernelbase, "GetPhysicallyInstalledSystemMemory", GetPhysicallyInstalledSystemMemory);

/* ---- version ---------------------------------------------------------------------------- */

/**
 * GetVersion() - major and minor version in the low bytes, build number in the high word
 *
 * Return: 0x4a65000a, Windows 10 build 19045.
 * Differs: no manifest is needed to see the true version.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getversion
 */
DWORD WINAPI API(GetVersion)(void)
{
    return SYSTEM_BUILD << 16 | SYSTEM_MINOR << 8 | SYSTEM_MAJOR;
}
EXPORT(kernel32, GetVersion);
EXPORT_AS(kernelbase, "GetVersion", GetVersion);

/* The A and W structures differ only in szCSDVersion, which is empty. */
#define FILL_VERSION(info, type)                                                                   \
    do {                                                                                           \
        DWORD size_ = (info)->dwOSVersionInfoSize;                                                 \
                                                                                                   \
        memset(info, 0, size_);                                                                    \
        (info)->dwOSVersionInfoSize = size_;                                                       \
        (info)->dwMajorVersion = SYSTEM_MAJOR;                                                     \
        (info)->dwMinorVersion = SYSTEM_MINOR;                                                     \
        (info)->dwBuildNumber = SYSTEM_BUILD;                                                      \
        (info)->dwPlatformId = VER_PLATFORM_WIN32_NT;                                              \
        if (size_ == sizeof(type)) {                                                               \
            ((type *)(info))->wSuiteMask = SYSTEM_SUITE_MASK;                                      \
            ((type *)(info))->wProductType = SYSTEM_PRODUCT_TYPE;                                  \
        }                                                                                          \
    } while (0)

/**
 * GetVersionExA(), GetVersionExW() - Windows version, suites and product type
 * @info: dwOSVersionInfoSize says whether it is OSVERSIONINFO or OSVERSIONINFOEX
 *
 * Return: TRUE; FALSE with ERROR_INSUFFICIENT_BUFFER for another size, ERROR_INVALID_PARAMETER
 * for NULL.
 * Differs: no manifest is needed to see the true version, 10.0.19045.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getversionexa
 */
BOOL WINAPI API(GetVersionExA)(OSVERSIONINFOA *info)
{
    if (!info)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (info->dwOSVersionInfoSize != sizeof(OSVERSIONINFOA) &&
        info->dwOSVersionInfoSize != sizeof(OSVERSIONINFOEXA))
        return win32_fail(ERROR_INSUFFICIENT_BUFFER, FALSE);
    FILL_VERSION(info, OSVERSIONINFOEXA);
    return TRUE;
}
EXPORT(kernel32, GetVersionExA);
EXPORT_AS(kernelbase, "GetVersionExA", GetVersionExA);

BOOL WINAPI API(GetVersionExW)(OSVERSIONINFOW *info)
{
    if (!info)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (info->dwOSVersionInfoSize != sizeof(OSVERSIONINFOW) &&
        info->dwOSVersionInfoSize != sizeof(OSVERSIONINFOEXW))
        return win32_fail(ERROR_INSUFFICIENT_BUFFER, FALSE);
    FILL_VERSION(info, OSVERSIONINFOEXW);
    return TRUE;
}
EXPORT(kernel32, GetVersionExW);
EXPORT_AS(kernelbase, "GetVersionExW", GetVersionExW);

/**
 * VerSetConditionMask() - add one condition to a mask for VerifyVersionInfo
 * @mask: mask so far
 * @types: VER_MAJORVERSION …; of several only the highest counts
 * @condition: VER_EQUAL … VER_LESS_EQUAL; VER_AND and VER_OR for VER_SUITENAME
 *
 * Return: the new mask.
 * Source: learn.microsoft.com, winnt/nf-winnt-versetconditionmask
 */
ULONGLONG WINAPI API(VerSetConditionMask)(ULONGLONG mask, DWORD types, BYTE condition)
{
    return system_condition_mask(mask, types, condition);
}
EXPORT_WINNT(kernel32, VerSetConditionMask);
EXPORT_AS(ntdll, "VerSetConditionMask", VerSetConditionMask);

/**
 * GetProductInfo() - the edition of Windows
 * @major: version that the caller knows; editions are known from 6.0 on
 * @minor: unused
 * @service_pack_major: unused
 * @service_pack_minor: unused
 * @product: written: PRODUCT_PROFESSIONAL, or PRODUCT_UNDEFINED below 6.0
 *
 * Return: TRUE; FALSE for a version below 6.0 or NULL.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getproductinfo
 */
BOOL WINAPI API(GetProductInfo)(DWORD major, DWORD minor, DWORD service_pack_major,
                                DWORD service_pack_minor, DWORD *product)
{
    if (!product)
        return FALSE;
    *product = major < 6 ? PRODUCT_UNDEFINED : PRODUCT_PROFESSIONAL;
    return major >= 6;
}
EXPORT(kernel32, GetProductInfo);
EXPORT_AS(kernelbase, "GetProductInfo", GetProductInfo);

/* ---- names and folders ------------------------------------------------------------------ */

/**
 * GetComputerNameExA(), GetComputerNameExW() - the NetBIOS or DNS names of this machine
 * @format: ComputerNameNetBIOS … ComputerNamePhysicalDnsFullyQualified
 * @buffer: written; NULL asks for the size
 * @size: in: room in @buffer; out: length without the NUL, or with it the size that is needed
 *
 * Return: TRUE; FALSE with ERROR_MORE_DATA when @buffer is too small, ERROR_INVALID_PARAMETER
 * for a format that isn't known or a NULL @size.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getcomputernameexa
 */
BOOL WINAPI API(GetComputerNameExA)(COMPUTER_NAME_FORMAT format, LPSTR buffer, DWORD *size)
{
    AUTOFREE WCHAR *name = NULL;
    DWORD room, length;
    int result;

    if (!size)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    result = system_get_name(format, &name);
    if (result < 0)
        return win32_bool(result);
    room = *size;
    length = *size = outstr_utf8(name, wstr_length(name), buffer, room);
    return length < room ? win32_bool(0) : win32_fail(ERROR_MORE_DATA, FALSE);
}
EXPORT(kernel32, GetComputerNameExA);
EXPORT_AS(kernelbase, "GetComputerNameExA", GetComputerNameExA);

BOOL WINAPI API(GetComputerNameExW)(COMPUTER_NAME_FORMAT format, LPWSTR buffer, DWORD *size)
{
    AUTOFREE WCHAR *name = NULL;
    DWORD room, length;
    int result;

    if (!size)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    result = system_get_name(format, &name);
    if (result < 0)
        return win32_bool(result);
    room = *size;
    length = *size = outstr_wide(name, wstr_length(name), buffer, room);
    return length < room ? win32_bool(0) : win32_fail(ERROR_MORE_DATA, FALSE);
}
EXPORT(kernel32, GetComputerNameExW);
EXPORT_AS(kernelbase, "GetComputerNameExW", GetComputerNameExW);

#define TEXT_AND_LENGTH(literal) literal, ARRAY_LENGTH(literal) - 1

/**
 * GetSystemDirectoryA(), GetSystemDirectoryW() - "C:\windows\system32"
 * @buffer: written; stays untouched when it is too small; NULL asks for the size
 * @room: size of @buffer in characters
 *
 * Return: length without the NUL; the size that is needed, with it, when @room is too small.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getsystemdirectorya
 */
UINT WINAPI API(GetSystemDirectoryA)(LPSTR buffer, UINT room)
{
    return outstr_utf8(TEXT_AND_LENGTH(SYSTEM_SYSTEM_DIRECTORY), buffer, room);
}
EXPORT(kernel32, GetSystemDirectoryA);
EXPORT_AS(kernelbase, "GetSystemDirectoryA", GetSystemDirectoryA);

UINT WINAPI API(GetSystemDirectoryW)(LPWSTR buffer, UINT room)
{
    return outstr_wide(TEXT_AND_LENGTH(SYSTEM_SYSTEM_DIRECTORY), buffer, room);
}
EXPORT(kernel32, GetSystemDirectoryW);
EXPORT_AS(kernelbase, "GetSystemDirectoryW", GetSystemDirectoryW);

/**
 * GetWindowsDirectoryA(), GetWindowsDirectoryW() - "C:\windows"
 * @buffer: written; stays untouched when it is too small; NULL asks for the size
 * @room: size of @buffer in characters
 *
 * Return: length without the NUL; the size that is needed, with it, when @room is too small.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getwindowsdirectorya
 */
UINT WINAPI API(GetWindowsDirectoryA)(LPSTR buffer, UINT room)
{
    return outstr_utf8(TEXT_AND_LENGTH(SYSTEM_WINDOWS_DIRECTORY), buffer, room);
}
EXPORT(kernel32, GetWindowsDirectoryA);
EXPORT_AS(kernelbase, "GetWindowsDirectoryA", GetWindowsDirectoryA);

UINT WINAPI API(GetWindowsDirectoryW)(LPWSTR buffer, UINT room)
{
    return outstr_wide(TEXT_AND_LENGTH(SYSTEM_WINDOWS_DIRECTORY), buffer, room);
}
EXPORT(kernel32, GetWindowsDirectoryW);
EXPORT_AS(kernelbase, "GetWindowsDirectoryW", GetWindowsDirectoryW);

/**
 * GetSystemWindowsDirectoryA(), GetSystemWindowsDirectoryW() - "C:\windows", one for all users
 * @buffer: written; stays untouched when it is too small; NULL asks for the size
 * @room: size of @buffer in characters
 *
 * Return: length without the NUL; the size that is needed, with it, when @room is too small.
 * Source: learn.microsoft.com, sysinfoapi/nf-sysinfoapi-getsystemwindowsdirectorya
 */
UINT WINAPI API(GetSystemWindowsDirectoryA)(LPSTR buffer, UINT room)
{
    return outstr_utf8(TEXT_AND_LENGTH(SYSTEM_WINDOWS_DIRECTORY), buffer, room);
}
EXPORT(kernel32, GetSystemWindowsDirectoryA);
EXPORT_AS(kernelbase, "GetSystemWindowsDirectoryA", GetSystemWindowsDirectoryA);

UINT WINAPI API(GetSystemWindowsDirectoryW)(LPWSTR buffer, UINT room)
{
    return outstr_wide(TEXT_AND_LENGTH(SYSTEM_WINDOWS_DIRECTORY), buffer, room);
}
EXPORT(kernel32, GetSystemWindowsDirectoryW);
EXPORT_AS(kernelbase, "GetSystemWindowsDirectoryW", GetSystemWindowsDirectoryW);
