/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

static FILETIME time_of(ULONGLONG ticks)
{
    return (FILETIME){(DWORD)ticks, (DWORD)(ticks >> 32)};
}

static ULONGLONG ticks_of(const FILETIME *time)
{
    return (ULONGLONG)time->dwHighDateTime << 32 | time->dwLowDateTime;
}

static void expect_date(const SYSTEMTIME *date, int year, int month, int day, int hour, int minute)
{
    EXPECT_EQ(date->wYear, year);
    EXPECT_EQ(date->wMonth, month);
    EXPECT_EQ(date->wDay, day);
    EXPECT_EQ(date->wHour, hour);
    EXPECT_EQ(date->wMinute, minute);
}

/* Central European time: last Sundays of March, 2:00, and October, 3:00. */
static const TIME_ZONE_INFORMATION central_europe = {
    .Bias = -60,
    .StandardDate = {.wMonth = 10, .wDay = 5, .wHour = 3},
    .DaylightDate = {.wMonth = 3, .wDay = 5, .wHour = 2},
    .DaylightBias = -60,
};

/* Sydney: daylight time over the turn of the year. */
static const TIME_ZONE_INFORMATION sydney = {
    .Bias = -600,
    .StandardDate = {.wMonth = 4, .wDay = 1, .wHour = 3},
    .DaylightDate = {.wMonth = 10, .wDay = 1, .wHour = 2},
    .DaylightBias = -60,
};

CASE(known_times_split_into_dates)
{
    FILETIME start = time_of(0), unix_epoch = time_of(116444736000000000ull);
    FILETIME leap = time_of(125962559999999999ull), last = time_of(0x7fffffffffffffffull);
    SYSTEMTIME date;

    POISON(date);
    EXPECT_TRUE_KEEPING_ERROR(FileTimeToSystemTime(&start, &date));
    expect_date(&date, 1601, 1, 1, 0, 0);
    EXPECT_EQ(date.wDayOfWeek, 1);
    EXPECT(FileTimeToSystemTime(&unix_epoch, &date));
    expect_date(&date, 1970, 1, 1, 0, 0);
    EXPECT_EQ(date.wDayOfWeek, 4);
    EXPECT(FileTimeToSystemTime(&leap, &date));
    expect_date(&date, 2000, 2, 28, 23, 59);
    EXPECT_EQ(date.wSecond, 59);
    EXPECT_EQ(date.wMilliseconds, 999);
    EXPECT(FileTimeToSystemTime(&last, &date));
    expect_date(&date, 30828, 9, 14, 2, 48);
}

CASE(time_beyond_63_bits_is_invalid)
{
    FILETIME time = time_of(0x8000000000000000ull);
    SYSTEMTIME date;

    POISON(date);
    EXPECT_FAILS(FileTimeToSystemTime(&time, &date), ERROR_INVALID_PARAMETER);
    EXPECT(IS_POISONED(date));
}

CASE(dates_join_into_times_and_split_again)
{
    static const WORD years[] = {1601, 1700, 1900, 2000, 2023, 2024, 2100, 2400, 9999, 30827};

    for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++) {
        for (WORD month = 1; month <= 12; month++) {
            SYSTEMTIME date = {years[i], month, 0, 28, 23, 59, 58, 7}, back;
            FILETIME time;

            EXPECT(SystemTimeToFileTime(&date, &time));
            EXPECT(FileTimeToSystemTime(&time, &back));
            date.wDayOfWeek = back.wDayOfWeek;
            EXPECT(!memcmp(&date, &back, sizeof(date)));
        }
    }
}

CASE(dates_that_do_not_exist_are_invalid)
{
    static const SYSTEMTIME bad[] = {
        {1600, 12, 0, 31, 0, 0, 0, 0}, {30828, 1, 0, 1, 0, 0, 0, 0}, {2023, 2, 0, 29, 0, 0, 0, 0},
        {1900, 2, 0, 29, 0, 0, 0, 0},  {2024, 0, 0, 1, 0, 0, 0, 0},  {2024, 13, 0, 1, 0, 0, 0, 0},
        {2024, 4, 0, 31, 0, 0, 0, 0},  {2024, 1, 0, 0, 0, 0, 0, 0},  {2024, 1, 0, 1, 24, 0, 0, 0},
        {2024, 1, 0, 1, 0, 60, 0, 0},  {2024, 1, 0, 1, 0, 0, 60, 0}, {2024, 1, 0, 1, 0, 0, 0, 1000},
    };
    FILETIME time;

    TODO_ON(ON_WINE, "takes years outside 1601 to 30827");
    POISON(time);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        EXPECT_FAILS(SystemTimeToFileTime(&bad[i], &time), ERROR_INVALID_PARAMETER);
    EXPECT(IS_POISONED(time));
}

CASE(day_of_the_week_is_ignored_when_joining)
{
    SYSTEMTIME date = {2000, 2, 99, 29, 0, 0, 0, 0};
    FILETIME time;

    EXPECT(SystemTimeToFileTime(&date, &time));
    EXPECT_EQ(ticks_of(&time), 125962560000000000ull);
}

CASE(summer_and_winter_of_the_northern_hemisphere)
{
    SYSTEMTIME winter = {2024, 1, 0, 15, 12, 0, 0, 0}, summer = {2024, 7, 0, 15, 12, 0, 0, 0};
    SYSTEMTIME local, utc;

    POISON(local);
    EXPECT(SystemTimeToTzSpecificLocalTime(&central_europe, &winter, &local));
    expect_date(&local, 2024, 1, 15, 13, 0);
    EXPECT(TzSpecificLocalTimeToSystemTime(&central_europe, &local, &utc));
    expect_date(&utc, 2024, 1, 15, 12, 0);
    EXPECT(SystemTimeToTzSpecificLocalTime(&central_europe, &summer, &local));
    expect_date(&local, 2024, 7, 15, 14, 0);
    EXPECT(TzSpecificLocalTimeToSystemTime(&central_europe, &local, &utc));
    expect_date(&utc, 2024, 7, 15, 12, 0);
}

CASE(summer_and_winter_of_the_southern_hemisphere)
{
    SYSTEMTIME january = {2024, 1, 0, 15, 12, 0, 0, 0}, july = {2024, 7, 0, 15, 12, 0, 0, 0};
    SYSTEMTIME local, utc;

    EXPECT(SystemTimeToTzSpecificLocalTime(&sydney, &january, &local));
    expect_date(&local, 2024, 1, 15, 23, 0);
    EXPECT(TzSpecificLocalTimeToSystemTime(&sydney, &local, &utc));
    expect_date(&utc, 2024, 1, 15, 12, 0);
    EXPECT(SystemTimeToTzSpecificLocalTime(&sydney, &july, &local));
    expect_date(&local, 2024, 7, 15, 22, 0);
}

CASE(clocks_change_at_the_exact_minute)
{
    /* 2024-03-31 01:00 UTC is 2:00 standard time; 2024-10-27 01:00 UTC is 3:00 daylight time. */
    SYSTEMTIME before = {2024, 3, 0, 31, 0, 59, 59, 999}, at = {2024, 3, 0, 31, 1, 0, 0, 0};
    SYSTEMTIME late = {2024, 10, 0, 27, 0, 59, 0, 0}, back = {2024, 10, 0, 27, 1, 0, 0, 0};
    SYSTEMTIME local;

    EXPECT(SystemTimeToTzSpecificLocalTime(&central_europe, &before, &local));
    expect_date(&local, 2024, 3, 31, 1, 59);
    EXPECT(SystemTimeToTzSpecificLocalTime(&central_europe, &at, &local));
    expect_date(&local, 2024, 3, 31, 3, 0);
    EXPECT(SystemTimeToTzSpecificLocalTime(&central_europe, &late, &local));
    expect_date(&local, 2024, 10, 27, 2, 59);
    EXPECT(SystemTimeToTzSpecificLocalTime(&central_europe, &back, &local));
    expect_date(&local, 2024, 10, 27, 2, 0);
}

CASE(zone_without_daylight_time_has_one_offset)
{
    TIME_ZONE_INFORMATION zone = {.Bias = 210, .StandardBias = 0, .DaylightBias = -60};
    SYSTEMTIME utc = {2024, 7, 0, 1, 2, 15, 0, 0}, local, back;

    EXPECT(SystemTimeToTzSpecificLocalTime(&zone, &utc, &local));
    expect_date(&local, 2024, 6, 30, 22, 45);
    EXPECT(TzSpecificLocalTimeToSystemTime(&zone, &local, &back));
    expect_date(&back, 2024, 7, 1, 2, 15);
}

CASE(current_zone_is_used_for_null)
{
    SYSTEMTIME utc = {2024, 7, 0, 1, 12, 30, 15, 250}, local, back;

    POISON(local);
    POISON(back);
    EXPECT(SystemTimeToTzSpecificLocalTime(NULL, &utc, &local));
    EXPECT(TzSpecificLocalTimeToSystemTime(NULL, &local, &back));
    expect_date(&back, 2024, 7, 1, 12, 30);
    EXPECT_EQ(back.wSecond, 15);
    EXPECT_EQ(back.wMilliseconds, 250);
}

CASE(date_that_is_none_cannot_be_converted)
{
    SYSTEMTIME bad = {2024, 2, 0, 30, 0, 0, 0, 0}, out;

    POISON(out);
    EXPECT_FAILS(SystemTimeToTzSpecificLocalTime(&central_europe, &bad, &out),
                 ERROR_INVALID_PARAMETER);
    EXPECT(IS_POISONED(out));
    EXPECT_FAILS(TzSpecificLocalTimeToSystemTime(&central_europe, &bad, &out),
                 ERROR_INVALID_PARAMETER);
    EXPECT(IS_POISONED(out));
}

CASE(current_zone_says_the_same_in_both_structures)
{
    TIME_ZONE_INFORMATION zone;
    DYNAMIC_TIME_ZONE_INFORMATION dynamic;
    DWORD id;

    POISON(zone);
    POISON(dynamic);
    id = GetTimeZoneInformation(&zone);
    EXPECT(id <= TIME_ZONE_ID_DAYLIGHT);
    EXPECT_EQ(GetDynamicTimeZoneInformation(&dynamic), id);
    EXPECT_EQ(dynamic.Bias, zone.Bias);
    EXPECT_EQ(zone.StandardBias, 0);
    EXPECT_WSTR(dynamic.StandardName, zone.StandardName);
    EXPECT_EQ(id == TIME_ZONE_ID_UNKNOWN, zone.DaylightDate.wMonth == 0);
    EXPECT(dynamic.TimeZoneKeyName[0]);
}
