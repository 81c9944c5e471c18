/* SPDX-License-Identifier: MIT */
/* winternl.c - ntdll: status codes, the last error, times and counted strings */
#include <stdlib.h>
#include <string.h>

#define WIN32_NO_STATUS
#include "shim/abi.h"
#undef WIN32_NO_STATUS
#include <ntstatus.h>

#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/clock/clock.h"
#include "winapi/heap/heap.h"
#include "winapi/status/status.h"

#define SECONDS_TO_1970 (CLOCK_UNIX_EPOCH / CLOCK_SECOND)
#define SECONDS_TO_1980 (SECONDS_TO_1970 + 315532800ll)

/* ---- status and last error ---------------------------------------------------------------- */

/**
 * RtlNtStatusToDosError() - the Win32 error code for a status; it becomes the thread's last status
 * @status: any value
 *
 * Return: the code; ERROR_MR_MID_NOT_FOUND for a status without a counterpart.
 * Source: learn.microsoft.com, winternl/nf-winternl-rtlntstatustodoserror
 */
ULONG WINAPI API(RtlNtStatusToDosError)(NTSTATUS status)
{
    teb_current()->LastStatusValue = (DWORD)status;
    return status_to_win32(status);
}
EXPORT(ntdll, RtlNtStatusToDosError);

/**
 * RtlNtStatusToDosErrorNoTeb() - the same, leaving the thread's last status alone
 * @status: any value
 *
 * Return: as RtlNtStatusToDosError().
 * Source: learn.microsoft.com, winternl/nf-winternl-rtlntstatustodoserror
 */
ULONG WINAPI API(RtlNtStatusToDosErrorNoTeb)(NTSTATUS status)
{
    return status_to_win32(status);
}
EXPORT(ntdll, RtlNtStatusToDosErrorNoTeb);

/**
 * RtlGetLastWin32Error() - GetLastError()
 *
 * Return: the calling thread's last error.
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-getlasterror
 */
DWORD WINAPI API(RtlGetLastWin32Error)(void)
{
    return last_error();
}
EXPORT(ntdll, RtlGetLastWin32Error);

/**
 * RtlSetLastWin32Error(), RtlRestoreLastWin32Error() - SetLastError()
 * @code: any value
 *
 * Source: learn.microsoft.com, errhandlingapi/nf-errhandlingapi-setlasterror
 */
void WINAPI API(RtlSetLastWin32Error)(DWORD code)
{
    set_last_error(code);
}
EXPORT(ntdll, RtlSetLastWin32Error);
EXPORT_AS(ntdll, "RtlRestoreLastWin32Error", RtlSetLastWin32Error);

/**
 * RtlSetLastWin32ErrorAndNtStatusFromNtStatus() - set last status and last error
 * @status: any value
 *
 * Source: learn.microsoft.com, winternl/nf-winternl-rtlntstatustodoserror
 */
void WINAPI API(RtlSetLastWin32ErrorAndNtStatusFromNtStatus)(NTSTATUS status)
{
    teb_current()->LastStatusValue = (DWORD)status;
    set_last_error(status_to_win32(status));
}
EXPORT(ntdll, RtlSetLastWin32ErrorAndNtStatusFromNtStatus);

/* ---- times ------------------------------------------------------------------------------ */

/**
 * NtQuerySystemTime() - the current time in UTC, in 100 ns since 1601
 * @time: written
 *
 * Return: STATUS_SUCCESS; STATUS_ACCESS_VIOLATION for NULL.
 * Source: learn.microsoft.com, winternl/nf-winternl-ntquerysystemtime
 */
NTSTATUS WINAPI API(NtQuerySystemTime)(LARGE_INTEGER *time)
{
    if (!time)
        return STATUS_ACCESS_VIOLATION;
    time->QuadPart = clock_now();
    return STATUS_SUCCESS;
}
EXPORT(ntdll, NtQuerySystemTime);

/**
 * NtQueryPerformanceCounter() - the performance counter and its frequency
 * @counter: written
 * @frequency: written; NULL is fine
 *
 * Return: STATUS_SUCCESS; STATUS_ACCESS_VIOLATION for a NULL @counter.
 * Source: learn.microsoft.com, profileapi/nf-profileapi-queryperformancecounter
 */
NTSTATUS WINAPI API(NtQueryPerformanceCounter)(LARGE_INTEGER *counter, LARGE_INTEGER *frequency)
{
    if (!counter)
        return STATUS_ACCESS_VIOLATION;
    counter->QuadPart = clock_counter();
    if (frequency)
        frequency->QuadPart = CLOCK_COUNTER_HZ;
    return STATUS_SUCCESS;
}
EXPORT(ntdll, NtQueryPerformanceCounter);

static BOOLEAN to_seconds(const LARGE_INTEGER *time, int64_t epoch_seconds, DWORD *ret_seconds)
{
    int64_t seconds;

    if (!time || !ret_seconds)
        return FALSE;
    seconds = time->QuadPart / CLOCK_SECOND - epoch_seconds;
    if (seconds < 0 || seconds > UINT32_MAX)
        return FALSE;
    *ret_seconds = (DWORD)seconds;
    return TRUE;
}

/**
 * RtlTimeToSecondsSince1970() - a time as seconds since 1970
 * @time: in 100 ns since 1601
 * @seconds: written on success
 *
 * Return: TRUE; FALSE when it doesn't fit in 32 bits.
 * Source: learn.microsoft.com, winternl/nf-winternl-rtltimetosecondssince1970
 */
BOOLEAN WINAPI API(RtlTimeToSecondsSince1970)(const LARGE_INTEGER *time, DWORD *seconds)
{
    return to_seconds(time, SECONDS_TO_1970, seconds);
}
EXPORT(ntdll, RtlTimeToSecondsSince1970);

/**
 * RtlTimeToSecondsSince1980() - a time as seconds since 1980
 * @time: in 100 ns since 1601
 * @seconds: written on success
 *
 * Return: TRUE; FALSE when it doesn't fit in 32 bits.
 * Source: learn.microsoft.com, ntifs/nf-ntifs-rtltimetosecondssince1980
 */
BOOLEAN WINAPI API(RtlTimeToSecondsSince1980)(const LARGE_INTEGER *time, DWORD *seconds)
{
    return to_seconds(time, SECONDS_TO_1980, seconds);
}
EXPORT(ntdll, RtlTimeToSecondsSince1980);

/**
 * RtlSecondsSince1970ToTime() - seconds since 1970 as a time
 * @seconds: any value
 * @time: written; NULL is ignored
 *
 * Source: learn.microsoft.com, ntifs/nf-ntifs-rtlsecondssince1970totime
 */
void WINAPI API(RtlSecondsSince1970ToTime)(DWORD seconds, LARGE_INTEGER *time)
{
    if (time)
        time->QuadPart = (SECONDS_TO_1970 + seconds) * CLOCK_SECOND;
}
EXPORT(ntdll, RtlSecondsSince1970ToTime);

/**
 * RtlSecondsSince1980ToTime() - seconds since 1980 as a time
 * @seconds: any value
 * @time: written; NULL is ignored
 *
 * Source: learn.microsoft.com, ntifs/nf-ntifs-rtlsecondssince1980totime
 */
void WINAPI API(RtlSecondsSince1980ToTime)(DWORD seconds, LARGE_INTEGER *time)
{
    if (time)
        time->QuadPart = (SECONDS_TO_1980 + seconds) * CLOCK_SECOND;
}
EXPORT(ntdll, RtlSecondsSince1980ToTime);

/**
 * RtlTimeToTimeFields() - a time as a calendar date
 * @time: in 100 ns since 1601
 * @fields: written, unless @time is negative or NULL
 *
 * Source: learn.microsoft.com, wdm/nf-wdm-rtltimetotimefields
 */
void WINAPI API(RtlTimeToTimeFields)(const LARGE_INTEGER *time, TIME_FIELDS *fields)
{
    SYSTEMTIME date;

    if (!time || !fields || clock_split(time->QuadPart, &date) < 0)
        return;
    *fields = (TIME_FIELDS){
        .Year = (CSHORT)date.wYear,
        .Month = (CSHORT)date.wMonth,
        .Day = (CSHORT)date.wDay,
        .Hour = (CSHORT)date.wHour,
        .Minute = (CSHORT)date.wMinute,
        .Second = (CSHORT)date.wSecond,
        .Milliseconds = (CSHORT)date.wMilliseconds,
        .Weekday = (CSHORT)date.wDayOfWeek,
    };
}
EXPORT(ntdll, RtlTimeToTimeFields);

/**
 * RtlTimeFieldsToTime() - a calendar date as a time
 * @fields: the day of the week doesn't matter
 * @time: written on success
 *
 * Return: TRUE; FALSE when a field is out of range.
 * Source: learn.microsoft.com, wdm/nf-wdm-rtltimefieldstotime
 */
BOOLEAN WINAPI API(RtlTimeFieldsToTime)(TIME_FIELDS *fields, LARGE_INTEGER *time)
{
    SYSTEMTIME date;
    int64_t ticks;

    if (!fields || !time)
        return FALSE;
    date = (SYSTEMTIME){
        .wYear = (WORD)fields->Year,
        .wMonth = (WORD)fields->Month,
        .wDay = (WORD)fields->Day,
        .wHour = (WORD)fields->Hour,
        .wMinute = (WORD)fields->Minute,
        .wSecond = (WORD)fields->Second,
        .wMilliseconds = (WORD)fields->Milliseconds,
    };
    if (clock_join(&date, &ticks) < 0)
        return FALSE;
    time->QuadPart = ticks;
    return TRUE;
}
EXPORT(ntdll, RtlTimeFieldsToTime);

/* ---- counted strings -------------------------------------------------------------------- */

#define UNICODE_STRING_MAX 0xfffcu /* bytes; with the NUL it is still even and fits in 16 bits */

/**
 * RtlInitUnicodeString() - make a counted string that points at a string
 * @string: written; NULL is ignored
 * @source: not copied; NULL makes an empty string
 *
 * What is too long is cut at 32,766 characters.
 *
 * Source: learn.microsoft.com, winternl/nf-winternl-rtlinitunicodestring
 */
void WINAPI API(RtlInitUnicodeString)(UNICODE_STRING *string, PCWSTR source)
{
    size_t bytes = wstr_length(source) * sizeof(WCHAR);

    if (!string)
        return;
    if (bytes > UNICODE_STRING_MAX)
        bytes = UNICODE_STRING_MAX;
    string->Length = (USHORT)bytes;
    string->MaximumLength = source ? (USHORT)(bytes + sizeof(WCHAR)) : 0;
    string->Buffer = (PWSTR)source;
}
EXPORT(ntdll, RtlInitUnicodeString);

/**
 * RtlInitUnicodeStringEx() - the same, refusing a string that is too long
 * @string: written on success
 * @source: not copied; NULL makes an empty string
 *
 * Return: STATUS_SUCCESS; STATUS_NAME_TOO_LONG; STATUS_INVALID_PARAMETER for a NULL @string.
 * Source: learn.microsoft.com, wdm/nf-wdm-rtlinitunicodestring
 */
NTSTATUS WINAPI API(RtlInitUnicodeStringEx)(UNICODE_STRING *string, PCWSTR source)
{
    size_t bytes = wstr_length(source) * sizeof(WCHAR);

    if (!string)
        return STATUS_INVALID_PARAMETER;
    if (bytes > UNICODE_STRING_MAX)
        return STATUS_NAME_TOO_LONG;
    string->Length = (USHORT)bytes;
    string->MaximumLength = source ? (USHORT)(bytes + sizeof(WCHAR)) : 0;
    string->Buffer = (PWSTR)source;
    return STATUS_SUCCESS;
}
EXPORT(ntdll, RtlInitUnicodeStringEx);

/**
 * RtlInitAnsiString(), RtlInitString() - make a counted 8-bit string
 * @string: written; NULL is ignored
 * @source: not copied; NULL makes an empty string
 *
 * What is too long is cut at 65,534 bytes.
 *
 * Source: learn.microsoft.com, winternl/nf-winternl-rtlinitansistring
 */
void WINAPI API(RtlInitAnsiString)(ANSI_STRING *string, PCSZ source)
{
    size_t bytes = source ? strlen(source) : 0;

    if (!string)
        return;
    if (bytes > 0xfffe)
        bytes = 0xfffe;
    string->Length = (USHORT)bytes;
    string->MaximumLength = source ? (USHORT)(bytes + 1) : 0;
    string->Buffer = (PCHAR)source;
}
EXPORT(ntdll, RtlInitAnsiString);
EXPORT_AS(ntdll, "RtlInitString", RtlInitAnsiString);

/**
 * RtlFreeUnicodeString() - free a counted string that ntdll allocated, and empty it
 * @string: buffer from the process heap or NULL; NULL is fine
 *
 * Source: learn.microsoft.com, winternl/nf-winternl-rtlfreeunicodestring
 */
void WINAPI API(RtlFreeUnicodeString)(UNICODE_STRING *string)
{
    if (!string || !string->Buffer)
        return;
    heap_free(heap_process(), string->Buffer);
    *string = (UNICODE_STRING){0};
}
EXPORT(ntdll, RtlFreeUnicodeString);

/**
 * RtlFreeAnsiString() - the same for an 8-bit string
 * @string: buffer from the process heap or NULL; NULL is fine
 *
 * Source: learn.microsoft.com, winternl/nf-winternl-rtlfreeansistring
 */
void WINAPI API(RtlFreeAnsiString)(ANSI_STRING *string)
{
    if (!string || !string->Buffer)
        return;
    heap_free(heap_process(), string->Buffer);
    *string = (ANSI_STRING){0};
}
EXPORT(ntdll, RtlFreeAnsiString);
