/* SPDX-License-Identifier: MIT */
/* timezoneapi.c - kernel32: dates to times and back, local times and time zones */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/clock/clock.h"

/**
 * FileTimeToSystemTime() - a time in 100 ns since 1601 as a calendar date
 * @file_time: below 2^63
 * @date: written on success
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a larger time or NULL.
 * Source: learn.microsoft.com, timezoneapi/nf-timezoneapi-filetimetosystemtime
 */
BOOL WINAPI API(FileTimeToSystemTime)(const FILETIME *file_time, SYSTEMTIME *date)
{
    if (!file_time || !date || clock_split(clock_of_filetime(file_time), date) < 0)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return TRUE;
}
EXPORT(kernel32, FileTimeToSystemTime);
EXPORT_AS(kernelbase, "FileTimeToSystemTime", FileTimeToSystemTime);

/**
 * SystemTimeToFileTime() - a calendar date as a time in 100 ns since 1601
 * @date: years 1601 to 30827; the day of the week doesn't matter
 * @file_time: written on success
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER when a field is out of range, or for NULL.
 * Source: learn.microsoft.com, timezoneapi/nf-timezoneapi-systemtimetofiletime
 */
BOOL WINAPI API(SystemTimeToFileTime)(const SYSTEMTIME *date, FILETIME *file_time)
{
    int64_t ticks;

    if (!date || !file_time || clock_join(date, &ticks) < 0)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    *file_time = clock_filetime(ticks);
    return TRUE;
}
EXPORT(kernel32, SystemTimeToFileTime);
EXPORT_AS(kernelbase, "SystemTimeToFileTime", SystemTimeToFileTime);

/**
 * GetTimeZoneInformation() - offsets, names and rules of the current time zone
 * @zone: written; dates of change are zero for a zone without daylight time
 *
 * Return: TIME_ZONE_ID_UNKNOWN without daylight time, else TIME_ZONE_ID_STANDARD or
 * TIME_ZONE_ID_DAYLIGHT; TIME_ZONE_ID_INVALID with ERROR_INVALID_PARAMETER for NULL.
 * Differs: zones that Windows' registry doesn't know have their abbreviations as names; rules
 * are those of TZ or /etc/localtime.
 * Source: learn.microsoft.com, timezoneapi/nf-timezoneapi-gettimezoneinformation
 */
DWORD WINAPI API(GetTimeZoneInformation)(TIME_ZONE_INFORMATION *zone)
{
    DYNAMIC_TIME_ZONE_INFORMATION dynamic;
    DWORD id;

    if (!zone)
        return win32_fail(ERROR_INVALID_PARAMETER, TIME_ZONE_ID_INVALID);
    id = zone_current(&dynamic);
    memcpy(zone, &dynamic, sizeof(*zone));
    surface_succeeded();
    return id;
}
EXPORT(kernel32, GetTimeZoneInformation);
EXPORT_AS(kernelbase, "GetTimeZoneInformation", GetTimeZoneInformation);

/**
 * GetDynamicTimeZoneInformation() - the same with the zone's key name
 * @zone: written
 *
 * Return: as GetTimeZoneInformation().
 * Source: learn.microsoft.com, timezoneapi/nf-timezoneapi-getdynamictimezoneinformation
 */
DWORD WINAPI API(GetDynamicTimeZoneInformation)(DYNAMIC_TIME_ZONE_INFORMATION *zone)
{
    DWORD id;

    if (!zone)
        return win32_fail(ERROR_INVALID_PARAMETER, TIME_ZONE_ID_INVALID);
    id = zone_current(zone);
    surface_succeeded();
    return id;
}
EXPORT(kernel32, GetDynamicTimeZoneInformation);
EXPORT_AS(kernelbase, "GetDynamicTimeZoneInformation", GetDynamicTimeZoneInformation);

/* @zone or, for NULL, the current one. */
static void zone_or_current(const TIME_ZONE_INFORMATION *zone, TIME_ZONE_INFORMATION *ret_zone)
{
    DYNAMIC_TIME_ZONE_INFORMATION dynamic;

    if (zone) {
        *ret_zone = *zone;
        return;
    }
    zone_current(&dynamic);
    memcpy(ret_zone, &dynamic, sizeof(*ret_zone));
}

/**
 * SystemTimeToTzSpecificLocalTime() - UTC to the local time of a zone
 * @zone: NULL for the current one
 * @utc: date and time
 * @local: written on success
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a date or rule that isn't valid, or NULL.
 * Source: learn.microsoft.com, timezoneapi/nf-timezoneapi-systemtimetotzspecificlocaltime
 */
BOOL WINAPI API(SystemTimeToTzSpecificLocalTime)(const TIME_ZONE_INFORMATION *zone,
                                                 const SYSTEMTIME *utc, SYSTEMTIME *local)
{
    TIME_ZONE_INFORMATION used;
    int64_t ticks;
    LONG bias;

    if (!utc || !local || clock_join(utc, &ticks) < 0)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    zone_or_current(zone, &used);
    if (zone_bias_of_utc(&used, ticks, NULL, &bias) < 0 ||
        clock_split(ticks - bias * CLOCK_MINUTE, local) < 0)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return win32_bool(0);
}
EXPORT(kernel32, SystemTimeToTzSpecificLocalTime);
EXPORT_AS(kernelbase, "SystemTimeToTzSpecificLocalTime", SystemTimeToTzSpecificLocalTime);

/**
 * TzSpecificLocalTimeToSystemTime() - the local time of a zone to UTC
 * @zone: NULL for the current one
 * @local: date and time
 * @utc: written on success
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a date or rule that isn't valid, or NULL.
 * Source: learn.microsoft.com, timezoneapi/nf-timezoneapi-tzspecificlocaltimetosystemtime
 */
BOOL WINAPI API(TzSpecificLocalTimeToSystemTime)(const TIME_ZONE_INFORMATION *zone,
                                                 const SYSTEMTIME *local, SYSTEMTIME *utc)
{
    TIME_ZONE_INFORMATION used;
    int64_t ticks;
    LONG bias;

    if (!utc || !local || clock_join(local, &ticks) < 0)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    zone_or_current(zone, &used);
    if (zone_bias_of_local(&used, ticks, &bias) < 0 ||
        clock_split(ticks + bias * CLOCK_MINUTE, utc) < 0)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return win32_bool(0);
}
EXPORT(kernel32, TzSpecificLocalTimeToSystemTime);
EXPORT_AS(kernelbase, "TzSpecificLocalTimeToSystemTime", TzSpecificLocalTimeToSystemTime);
