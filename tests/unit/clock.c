/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shim/wstr.h"
#include "unit.h"
#include "winapi/clock/clock.h"
#include "winapi/clock/zone_names.h"

START_TEST(posix_rule_becomes_windows_rule)
{
    DYNAMIC_TIME_ZONE_INFORMATION zone;

    ck_assert_int_eq(zone_parse("CET-1CEST,M3.5.0,M10.5.0/3", 2024, &zone), 0);
    ck_assert_int_eq(zone.Bias, -60);
    ck_assert_int_eq(zone.DaylightBias, -60);
    ck_assert_uint_eq(zone.DaylightDate.wMonth, 3);
    ck_assert_uint_eq(zone.DaylightDate.wDay, 5);
    ck_assert_uint_eq(zone.DaylightDate.wHour, 2);
    ck_assert_uint_eq(zone.StandardDate.wMonth, 10);
    ck_assert_uint_eq(zone.StandardDate.wHour, 3);
    ck_assert_uint_eq(zone.StandardDate.wYear, 0);
    ck_assert(wstr_equal_ascii(zone.StandardName, "CET"));
    ck_assert(wstr_equal_ascii(zone.DaylightName, "CEST"));
}
END_TEST

START_TEST(rule_without_daylight_time_has_no_dates)
{
    DYNAMIC_TIME_ZONE_INFORMATION zone;

    ck_assert_int_eq(zone_parse("<+0530>-5:30", 2024, &zone), 0);
    ck_assert_int_eq(zone.Bias, -330);
    ck_assert_uint_eq(zone.StandardDate.wMonth, 0);
    ck_assert(wstr_equal_ascii(zone.StandardName, "+0530"));
}
END_TEST

START_TEST(rule_that_windows_cannot_say_is_a_date_of_the_year)
{
    DYNAMIC_TIME_ZONE_INFORMATION zone;

    /* Saturday, 23:00 before the last Sunday of March: 2024-03-30. */
    ck_assert_int_eq(zone_parse("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2024, &zone), 0);
    ck_assert_uint_eq(zone.DaylightDate.wYear, 2024);
    ck_assert_uint_eq(zone.DaylightDate.wMonth, 3);
    ck_assert_uint_eq(zone.DaylightDate.wDay, 30);
    ck_assert_uint_eq(zone.DaylightDate.wHour, 23);
    ck_assert_int_eq(zone_parse("XYZ3ABC,J60/0,300/24", 2024, &zone), 0);
    ck_assert_uint_eq(zone.DaylightDate.wMonth, 3);
    ck_assert_uint_eq(zone.DaylightDate.wDay, 1);
    ck_assert_uint_eq(zone.StandardDate.wDay, 28);
    ck_assert_uint_eq(zone.StandardDate.wMonth, 10);
}
END_TEST

START_TEST(garbage_is_no_rule)
{
    static const char *const garbage[] = {
        "",
        "CET",
        "-1",
        "<CET-1",
        "CET-1CEST,",
        "CET-1CEST,M13.5.0,M10.5.0",
        "CET-999",
        "CET-1CEST,M3.5.0,M10.5.0/3junk",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0",
    };
    DYNAMIC_TIME_ZONE_INFORMATION zone;

    for (size_t i = 0; i < ARRAY_LENGTH(garbage); i++)
        ck_assert_int_eq(zone_parse(garbage[i], 2024, &zone), -EINVAL);
}
END_TEST

START_TEST(current_zone_follows_tz)
{
    DYNAMIC_TIME_ZONE_INFORMATION zone;
    const char *before = getenv("TZ");
    char *saved = before ? strdup(before) : NULL;

    setenv("TZ", "NZST-12NZDT,M9.5.0,M4.1.0/3", 1);
    ck_assert_uint_ne(zone_current(&zone), TIME_ZONE_ID_UNKNOWN);
    ck_assert_int_eq(zone.Bias, -720);
    setenv("TZ", "UTC0", 1);
    ck_assert_uint_eq(zone_current(&zone), TIME_ZONE_ID_UNKNOWN);
    ck_assert(wstr_equal_ascii(zone.TimeZoneKeyName, "UTC"));
    ck_assert(wstr_equal_ascii(zone.StandardName, "Coordinated Universal Time"));
    if (saved)
        setenv("TZ", saved, 1);
    else
        unsetenv("TZ");
    free(saved);
}
END_TEST

START_TEST(zones_of_the_iana_database_have_windows_names)
{
    ck_assert_str_eq(zone_windows_name("Europe/Berlin"), "W. Europe");
    ck_assert_str_eq(zone_windows_name("Africa/Cairo"), "Egypt");
    ck_assert_str_eq(zone_windows_name("UTC"), "UTC");
    ck_assert_ptr_null(zone_windows_name("Mars/Olympus"));
}
END_TEST

START_TEST(every_day_of_400_years_agrees_with_libc)
{
    for (int64_t day = 0; day < 146097; day += 13) {
        time_t seconds = (day - 134774) * 86400;
        struct tm expected;
        SYSTEMTIME date;
        int64_t back;

        gmtime_r(&seconds, &expected);
        ck_assert_int_eq(clock_split(day * CLOCK_DAY, &date), 0);
        ck_assert_int_eq(date.wYear, expected.tm_year + 1900);
        ck_assert_int_eq(date.wMonth, expected.tm_mon + 1);
        ck_assert_int_eq(date.wDay, expected.tm_mday);
        ck_assert_int_eq(date.wDayOfWeek, expected.tm_wday);
        ck_assert_int_eq(clock_join(&date, &back), 0);
        ck_assert_int_eq(back, day * CLOCK_DAY);
    }
}
END_TEST

UNIT_MAIN("clock", posix_rule_becomes_windows_rule, rule_without_daylight_time_has_no_dates,
          rule_that_windows_cannot_say_is_a_date_of_the_year, garbage_is_no_rule,
          current_zone_follows_tz, zones_of_the_iana_database_have_windows_names,
          every_day_of_400_years_agrees_with_libc)
