/* SPDX-License-Identifier: MIT */
/*
 * clock.h - clocks, calendar dates and time zones in Windows' units
 *
 * A time is a signed number of 100 ns since 1601-01-01 UTC ("ticks"), as FILETIME counts them.
 */
#ifndef WINSHIM_CLOCK_H
#define WINSHIM_CLOCK_H

#include "shim/abi.h"

#define CLOCK_SECOND     10000000ll
#define CLOCK_MINUTE     (60 * CLOCK_SECOND)
#define CLOCK_DAY        (86400 * CLOCK_SECOND)
#define CLOCK_UNIX_EPOCH 116444736000000000ll /* 1970 */
#define CLOCK_COUNTER_HZ 10000000ll
#define CLOCK_TICK_100NS 156250u /* the interval of Windows' clock interrupt, 64 a second */

/** clock_ticks_ms() - milliseconds since boot, sleep included */
uint64_t clock_ticks_ms(void);

/** clock_counter() - a steady clock in units of 1/CLOCK_COUNTER_HZ */
int64_t clock_counter(void);

/** clock_now() - the current time */
int64_t clock_now(void);

/** clock_filetime() - a time as FILETIME; clock_of_filetime() is the reverse */
static inline FILETIME clock_filetime(int64_t ticks)
{
    return (FILETIME){(DWORD)ticks, (DWORD)((uint64_t)ticks >> 32)};
}

static inline int64_t clock_of_filetime(const FILETIME *time)
{
    return (int64_t)((uint64_t)time->dwHighDateTime << 32 | time->dwLowDateTime);
}

/** clock_split() - a time as a calendar date. Return: 0; -EINVAL for a negative time. */
int clock_split(int64_t ticks, SYSTEMTIME *ret_date);

/**
 * clock_join() - a calendar date as a time; the day of the week doesn't matter
 *
 * Return: 0; -EINVAL when a field is out of range or the month has no such day.
 */
int clock_join(const SYSTEMTIME *date, int64_t *ret_ticks);

/** clock_to_local() - shift a time by the bias that holds *now* (FileTimeToLocalFileTime) */
int64_t clock_to_local(int64_t ticks);

/** clock_from_local() - the reverse */
int64_t clock_from_local(int64_t ticks);

/**
 * zone_current() - the time zone of TZ or /etc/localtime with its rules for this year
 * @ret_zone: written; dates of change are zero for a zone without daylight time
 *
 * Return: TIME_ZONE_ID_UNKNOWN without daylight time, else which of the two holds now.
 */
DWORD zone_current(DYNAMIC_TIME_ZONE_INFORMATION *ret_zone);

/**
 * zone_parse() - a zone from a POSIX TZ string such as "CET-1CEST,M3.5.0,M10.5.0/3"
 * @year: for rules that Windows can only say as a date in one year
 *
 * Names are the abbreviations.
 *
 * Return: 0; -EINVAL.
 */
int zone_parse(const char *posix, int year, DYNAMIC_TIME_ZONE_INFORMATION *ret_zone);

/**
 * zone_bias_of_utc() - minutes between UTC and local time at a moment: UTC = local + bias
 * @zone: Bias, StandardDate, StandardBias, DaylightDate, DaylightBias count
 * @utc: the moment
 * @ret_id: TIME_ZONE_ID_UNKNOWN, _STANDARD or _DAYLIGHT; NULL is fine
 * @ret_bias_minutes: written on success
 *
 * Return: 0; -EINVAL when the zone's dates are no valid rule.
 */
int zone_bias_of_utc(const TIME_ZONE_INFORMATION *zone, int64_t utc, DWORD *ret_id,
                     LONG *ret_bias_minutes);

/** zone_bias_of_local() - the same at a moment that is given in local time */
int zone_bias_of_local(const TIME_ZONE_INFORMATION *zone, int64_t local, LONG *ret_bias_minutes);

#endif
