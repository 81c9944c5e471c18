/* SPDX-License-Identifier: MIT */
/* fileapi-time.c - kernel32: local and UTC file times */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/clock/clock.h"

/**
 * CompareFileTime() - which of two times is earlier
 * @a: time
 * @b: time
 *
 * Return: -1 when @a is earlier, 0, 1 when it is later.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-comparefiletime
 */
LONG WINAPI API(CompareFileTime)(const FILETIME *a, const FILETIME *b)
{
    /* Unsigned, as the page has it for times beyond 2^63 too. */
    uint64_t left = a ? (uint64_t)clock_of_filetime(a) : 0;
    uint64_t right = b ? (uint64_t)clock_of_filetime(b) : 0;

    return left < right ? -1 : left > right;
}
EXPORT(kernel32, CompareFileTime);
EXPORT_AS(kernelbase, "CompareFileTime", CompareFileTime);

/**
 * FileTimeToLocalFileTime() - UTC to local time, with the offset that holds now
 * @utc: below 2^63
 * @local: written on success; may be @utc
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a time that doesn't fit or NULL.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-filetimetolocalfiletime
 */
BOOL WINAPI API(FileTimeToLocalFileTime)(const FILETIME *utc, FILETIME *local)
{
    int64_t ticks = utc ? clock_of_filetime(utc) : -1;

    if (ticks < 0 || !local)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    ticks = clock_to_local(ticks);
    *local = clock_filetime(ticks);
    return win32_bool(0);
}
EXPORT(kernel32, FileTimeToLocalFileTime);
EXPORT_AS(kernelbase, "FileTimeToLocalFileTime", FileTimeToLocalFileTime);

/**
 * LocalFileTimeToFileTime() - local time to UTC, with the offset that holds now
 * @local: below 2^63
 * @utc: written on success; may be @local
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a time that doesn't fit or NULL.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-localfiletimetofiletime
 */
BOOL WINAPI API(LocalFileTimeToFileTime)(const FILETIME *local, FILETIME *utc)
{
    int64_t ticks = local ? clock_of_filetime(local) : -1;

    if (ticks < 0 || !utc)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    ticks = clock_from_local(ticks);
    *utc = clock_filetime(ticks);
    return win32_bool(0);
}
EXPORT(kernel32, LocalFileTimeToFileTime);
EXPORT_AS(kernelbase, "LocalFileTimeToFileTime", LocalFileTimeToFileTime);
