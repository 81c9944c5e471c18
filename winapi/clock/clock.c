/* SPDX-License-Identifier: MIT */
/* clock.c - clocks and calendar dates, see clock.h */
#include <errno.h>
#include <time.h>

#include "clock.h"

#define LAST_YEAR 30827u

static int64_t read_clock(clockid_t id)
{
    struct timespec now;

    clock_gettime(id, &now);
    return now.tv_sec * CLOCK_SECOND + now.tv_nsec / 100;
}

uint64_t clock_ticks_ms(void)
{
    return (uint64_t)read_clock(CLOCK_BOOTTIME) / 10000;
}

int64_t clock_counter(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

int64_t clock_now(void)
{
    return read_clock(CLOCK_REALTIME) + CLOCK_UNIX_EPOCH;
}

static bool is_leap(unsigned year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static unsigned days_in_month(unsigned year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 1601-01-01 to the first day of a year. */
static int64_t days_to_year(unsigned year)
{
    unsigned past = year - 1601;

    return past * 365ll + past / 4 - past / 100 + past / 400;
}

int clock_split(int64_t ticks, SYSTEMTIME *ret_date)
{
    int64_t days = ticks / CLOCK_DAY;
    unsigned ms = (unsigned)(ticks % CLOCK_DAY / 10000), year, month = 1;

    if (ticks < 0)
        return -EINVAL;
    ret_date->wDayOfWeek = (WORD)((days + 1) % 7); /* 1601-01-01 was a Monday */
    year = 1601 + (unsigned)(days / 366);
    while (days_to_year(year + 1) <= days)
        year++;
    days -= days_to_year(year);
    while (days >= days_in_month(year, month))
        days -= days_in_month(year, month++);
    ret_date->wYear = (WORD)year;
    ret_date->wMonth = (WORD)month;
    ret_date->wDay = (WORD)(days + 1);
    ret_date->wHour = (WORD)(ms / 3600000);
    ret_date->wMinute = (WORD)(ms / 60000 % 60);
    ret_date->wSecond = (WORD)(ms / 1000 % 60);
    ret_date->wMilliseconds = (WORD)(ms % 1000);
    return 0;
}

int clock_join(const SYSTEMTIME *date, int64_t *ret_ticks)
{
    int64_t days, seconds;

    if (date->wYear < 1601 || date->wYear > LAST_YEAR || date->wMonth < 1 || date->wMonth > 12 ||
        date->wDay < 1 || date->wDay > days_in_month(date->wYear, date->wMonth) ||
        date->wHour > 23 || date->wMinute > 59 || date->wSecond > 59 || date->wMilliseconds > 999)
        return -EINVAL;
    days = days_to_year(date->wYear) + date->wDay - 1;
    for (unsigned month = 1; month < date->wMonth; month++)
        days += days_in_month(date->wYear, month);
    seconds = days * 86400 + date->wHour * 3600 + date->wMinute * 60 + date->wSecond;
    *ret_ticks = seconds * CLOCK_SECOND + date->wMilliseconds * 10000ll;
    return 0;
}

static int64_t current_bias_ticks(void)
{
    time_t now = time(NULL);
    struct tm local;

    tzset();
    if (!localtime_r(&now, &local))
        return 0;
    return -local.tm_gmtoff * CLOCK_SECOND;
}

int64_t clock_to_local(int64_t ticks)
{
    return ticks - current_bias_ticks();
}

int64_t clock_from_local(int64_t ticks)
{
    return ticks + current_bias_ticks();
}
