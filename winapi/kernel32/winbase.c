/* SPDX-License-Identifier: MIT */
/* winbase.c - kernel32: names of the machine, power, DOS dates, the current folder, MulDiv */
#include <string.h>
#include <unistd.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/path.h"
#include "shim/wstr.h"
#include "winapi/clock/clock.h"
#include "winapi/directory/current.h"
#include "winapi/outstr.h"
#include "winapi/system/system.h"

/**
 * MulDiv() - a * b / c with a 64-bit product, rounded to the nearest, halves away from zero
 * @number: factor
 * @numerator: factor
 * @denominator: divisor
 *
 * Return: the result; -1 when @denominator is 0 or the result doesn't fit.
 * Source: learn.microsoft.com, winbase/nf-winbase-muldiv
 */
int WINAPI API(MulDiv)(int number, int numerator, int denominator)
{
    int64_t product = (int64_t)number * numerator;
    int64_t divisor = denominator, result;

    if (!divisor)
        return -1;
    if (divisor < 0) {
        divisor = -divisor;
        product = -product;
    }
    result =
        product < 0 ? -((-product + divisor / 2) / divisor) : (product + divisor / 2) / divisor;
    return result > INT32_MAX || result < -INT32_MAX ? -1 : (int)result;
}
EXPORT(kernel32, MulDiv);
EXPORT_AS(kernelbase, "MulDiv", MulDiv);

/**
 * VerifyVersionInfoA(), VerifyVersionInfoW() - compare the version of Windows with a wanted one
 * @info: fields that @types selects count
 * @types: VER_MINORVERSION … VER_PRODUCT_TYPE
 * @conditions: mask of VerSetConditionMask(); the one for the highest part of the version stands
 *              for those below it too
 *
 * Return: TRUE; FALSE with ERROR_OLD_WIN_VERSION when it doesn't fit, ERROR_BAD_ARGUMENTS for no
 * type or no condition for one, ERROR_INVALID_PARAMETER for NULL.
 * Differs: no manifest is needed to see the true version.
 * Source: learn.microsoft.com, winbase/nf-winbase-verifyversioninfoa
 */
BOOL WINAPI API(VerifyVersionInfoA)(OSVERSIONINFOEXA *info, DWORD types, DWORDLONG conditions)
{
    OSVERSIONINFOEXW wide = {0};

    if (!info)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    wide.dwMajorVersion = info->dwMajorVersion;
    wide.dwMinorVersion = info->dwMinorVersion;
    wide.dwBuildNumber = info->dwBuildNumber;
    wide.dwPlatformId = info->dwPlatformId;
    wide.wServicePackMajor = info->wServicePackMajor;
    wide.wServicePackMinor = info->wServicePackMinor;
    wide.wSuiteMask = info->wSuiteMask;
    wide.wProductType = info->wProductType;
    return win32_bool(system_verify_version(&wide, types, conditions));
}
EXPORT(kernel32, VerifyVersionInfoA);

BOOL WINAPI API(VerifyVersionInfoW)(OSVERSIONINFOEXW *info, DWORD types, DWORDLONG conditions)
{
    if (!info)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return win32_bool(system_verify_version(info, types, conditions));
}
EXPORT(kernel32, VerifyVersionInfoW);

/* ---- names ------------------------------------------------------------------------------ */

/**
 * GetComputerNameA(), GetComputerNameW() - the NetBIOS name of this machine
 * @buffer: written; stays untouched when it is too small
 * @size: in: room in @buffer; out: length without the NUL, or with it the size that is needed
 *
 * Return: TRUE; FALSE with ERROR_BUFFER_OVERFLOW when it is too small, ERROR_INVALID_PARAMETER
 * for a NULL @size or a NULL @buffer with room.
 * Source: learn.microsoft.com, winbase/nf-winbase-getcomputernamea
 */
BOOL WINAPI API(GetComputerNameA)(LPSTR buffer, DWORD *size)
{
    AUTOFREE WCHAR *name = NULL;
    DWORD room;

    if (!size || (!buffer && *size))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (system_get_name(ComputerNameNetBIOS, &name) < 0)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, FALSE);
    room = *size;
    *size = outstr_utf8(name, wstr_length(name), buffer, room);
    return *size < room ? win32_bool(0) : win32_fail(ERROR_BUFFER_OVERFLOW, FALSE);
}
EXPORT(kernel32, GetComputerNameA);

BOOL WINAPI API(GetComputerNameW)(LPWSTR buffer, DWORD *size)
{
    AUTOFREE WCHAR *name = NULL;
    DWORD room;

    if (!size || (!buffer && *size))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (system_get_name(ComputerNameNetBIOS, &name) < 0)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, FALSE);
    room = *size;
    *size = outstr_wide(name, wstr_length(name), buffer, room);
    return *size < room ? win32_bool(0) : win32_fail(ERROR_BUFFER_OVERFLOW, FALSE);
}
EXPORT(kernel32, GetComputerNameW);

/**
 * SetComputerNameA(), SetComputerNameW() - refuse to rename the machine
 * @name: unused
 *
 * Return: FALSE with ERROR_ACCESS_DENIED; ERROR_INVALID_PARAMETER for NULL.
 * Differs: no program may do it here.
 * Source: learn.microsoft.com, winbase/nf-winbase-setcomputernamea
 */
BOOL WINAPI API(SetComputerNameA)(LPCSTR name)
{
    return win32_fail(name ? ERROR_ACCESS_DENIED : ERROR_INVALID_PARAMETER, FALSE);
}
EXPORT(kernel32, SetComputerNameA);

BOOL WINAPI API(SetComputerNameW)(LPCWSTR name)
{
    return win32_fail(name ? ERROR_ACCESS_DENIED : ERROR_INVALID_PARAMETER, FALSE);
}
EXPORT(kernel32, SetComputerNameW);

/**
 * GetSystemPowerStatus() - mains or battery, and the battery's charge
 * @status: written; lifetimes are unknown ((DWORD)-1)
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, winbase/nf-winbase-getsystempowerstatus
 */
BOOL WINAPI API(GetSystemPowerStatus)(SYSTEM_POWER_STATUS *status)
{
    if (!status)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    system_get_battery(status);
    return win32_bool(0);
}
EXPORT(kernel32, GetSystemPowerStatus);

/* ---- current folder --------------------------------------------------------------------- */

/**
 * GetCurrentDirectoryA(), GetCurrentDirectoryW() - the current folder as a full Windows path
 * @room: size of @buffer in characters
 * @buffer: written; stays untouched when it is too small
 *
 * Return: length without the NUL; the size that is needed, with it, when @room is too small; 0
 * with ERROR_PATH_NOT_FOUND when the folder was removed.
 * Source: learn.microsoft.com, winbase/nf-winbase-getcurrentdirectory
 */
DWORD WINAPI API(GetCurrentDirectoryA)(UINT room, LPSTR buffer)
{
    AUTOFREE WCHAR *path = NULL;
    int result = current_directory_get(&path);

    if (result < 0)
        return win32_fail(win32_error(result), 0);
    surface_succeeded();
    return outstr_utf8(path, wstr_length(path), buffer, room);
}
EXPORT(kernel32, GetCurrentDirectoryA);
EXPORT_AS(kernelbase, "GetCurrentDirectoryA", GetCurrentDirectoryA);

DWORD WINAPI API(GetCurrentDirectoryW)(UINT room, LPWSTR buffer)
{
    AUTOFREE WCHAR *path = NULL;
    int result = current_directory_get(&path);

    if (result < 0)
        return win32_fail(win32_error(result), 0);
    surface_succeeded();
    return outstr_wide(path, wstr_length(path), buffer, room);
}
EXPORT(kernel32, GetCurrentDirectoryW);
EXPORT_AS(kernelbase, "GetCurrentDirectoryW", GetCurrentDirectoryW);

/**
 * SetCurrentDirectoryA(), SetCurrentDirectoryW() - change the current folder of the process
 * @path: Windows or Unix path
 *
 * Return: TRUE; FALSE with ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_DIRECTORY when it
 * is no folder, ERROR_ACCESS_DENIED, ERROR_INVALID_NAME, ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, winbase/nf-winbase-setcurrentdirectory
 */
BOOL WINAPI API(SetCurrentDirectoryA)(LPCSTR path)
{
    AUTOFREE WCHAR *wide = path_dup_wide(path);

    if (!wide)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return win32_bool(current_directory_set(wide));
}
EXPORT(kernel32, SetCurrentDirectoryA);
EXPORT_AS(kernelbase, "SetCurrentDirectoryA", SetCurrentDirectoryA);

BOOL WINAPI API(SetCurrentDirectoryW)(LPCWSTR path)
{
    if (!path)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return win32_bool(current_directory_set(path));
}
EXPORT(kernel32, SetCurrentDirectoryW);
EXPORT_AS(kernelbase, "SetCurrentDirectoryW", SetCurrentDirectoryW);

/* ---- DOS dates -------------------------------------------------------------------------- */

/**
 * FileTimeToDosDateTime() - a time as MS-DOS date and time
 * @time: from 1980 to 2107; odd seconds are rounded down
 * @date: written on success
 * @clock: written on success
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for another year or NULL.
 * Source: learn.microsoft.com, winbase/nf-winbase-filetimetodosdatetime
 */
BOOL WINAPI API(FileTimeToDosDateTime)(const FILETIME *time, WORD *date, WORD *clock)
{
    SYSTEMTIME split;

    if (!time || !date || !clock || clock_split(clock_of_filetime(time), &split) < 0 ||
        split.wYear < 1980 || split.wYear > 2107)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    *date = (WORD)((split.wYear - 1980) << 9 | split.wMonth << 5 | split.wDay);
    *clock = (WORD)(split.wHour << 11 | split.wMinute << 5 | split.wSecond / 2);
    return TRUE;
}
EXPORT(kernel32, FileTimeToDosDateTime);
EXPORT_AS(kernelbase, "FileTimeToDosDateTime", FileTimeToDosDateTime);

/**
 * DosDateTimeToFileTime() - MS-DOS date and time as a time
 * @date: year - 1980, month and day
 * @clock: hour, minute and half seconds
 * @time: written on success
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a date that isn't one or NULL.
 * Source: learn.microsoft.com, winbase/nf-winbase-dosdatetimetofiletime
 */
BOOL WINAPI API(DosDateTimeToFileTime)(WORD date, WORD clock, FILETIME *time)
{
    SYSTEMTIME split = {
        .wYear = (WORD)(1980 + (date >> 9)),
        .wMonth = date >> 5 & 15,
        .wDay = date & 31,
        .wHour = (WORD)(clock >> 11),
        .wMinute = clock >> 5 & 63,
        .wSecond = (WORD)((clock & 31) * 2),
    };
    int64_t ticks;

    if (!time || clock_join(&split, &ticks) < 0)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    *time = clock_filetime(ticks);
    return TRUE;
}
EXPORT(kernel32, DosDateTimeToFileTime);
EXPORT_AS(kernelbase, "DosDateTimeToFileTime", DosDateTimeToFileTime);
