/* SPDX-License-Identifier: MIT */
/*
 * zone.c - rules of a time zone: those of TIME_ZONE_INFORMATION, and making one
 * from the POSIX rule that stands in TZ or at the end of a TZif file (RFC 8536)
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "shim/wstr.h"
#include "zone_names.h"

/* ---- rules ------------------------------------------------------------------------------ */

/* The local moment in @year that a date of change names. */
static int change_in_year(const SYSTEMTIME *rule, unsigned year, int64_t *ret_local)
{
    SYSTEMTIME date = *rule;
    int64_t first;
    int result, shift;

    if (rule->wYear)
        return clock_join(&date, ret_local);
    if (rule->wDay < 1 || rule->wDay > 5 || rule->wDayOfWeek > 6)
        return -EINVAL;
    date.wYear = (WORD)year;
    date.wDay = 1;
    result = clock_join(&date, &first);
    if (result < 0)
        return result;
    clock_split(first, &date);
    shift = (rule->wDayOfWeek - date.wDayOfWeek + 7) % 7 + 7 * (rule->wDay - 1);
    *ret_local = first + shift * CLOCK_DAY;
    /* The fifth means the last. */
    clock_split(*ret_local, &date);
    if (date.wMonth != rule->wMonth)
        *ret_local -= 7 * CLOCK_DAY;
    return 0;
}

/* Both changes of the year that holds @local. */
static int changes(const TIME_ZONE_INFORMATION *zone, int64_t local, int64_t *ret_daylight,
                   int64_t *ret_standard)
{
    SYSTEMTIME date;
    int result = clock_split(local < 0 ? 0 : local, &date);

    if (result == 0)
        result = change_in_year(&zone->DaylightDate, date.wYear, ret_daylight);
    if (result == 0)
        result = change_in_year(&zone->StandardDate, date.wYear, ret_standard);
    return result;
}

static bool between(int64_t at, int64_t daylight, int64_t standard)
{
    if (daylight < standard)
        return at >= daylight && at < standard;
    return at >= daylight || at < standard;
}

static bool has_daylight(const TIME_ZONE_INFORMATION *zone)
{
    return zone->StandardDate.wMonth && zone->DaylightDate.wMonth;
}

int zone_bias_of_utc(const TIME_ZONE_INFORMATION *zone, int64_t utc, DWORD *ret_id,
                     LONG *ret_bias_minutes)
{
    int64_t daylight, standard;
    LONG standard_bias = zone->Bias + zone->StandardBias;
    LONG daylight_bias = zone->Bias + zone->DaylightBias;
    DWORD id = TIME_ZONE_ID_UNKNOWN;
    int result;

    if (has_daylight(zone)) {
        result = changes(zone, utc - standard_bias * CLOCK_MINUTE, &daylight, &standard);
        if (result < 0)
            return result;
        /* Each change is told in the time that holds before it. */
        id = between(utc, daylight + standard_bias * CLOCK_MINUTE,
                     standard + daylight_bias * CLOCK_MINUTE)
                 ? TIME_ZONE_ID_DAYLIGHT
                 : TIME_ZONE_ID_STANDARD;
    }
    if (ret_id)
        *ret_id = id;
    *ret_bias_minutes = id == TIME_ZONE_ID_DAYLIGHT   ? daylight_bias
                        : id == TIME_ZONE_ID_STANDARD ? standard_bias
                                                      : zone->Bias;
    return 0;
}

int zone_bias_of_local(const TIME_ZONE_INFORMATION *zone, int64_t local, LONG *ret_bias_minutes)
{
    int64_t daylight, standard;
    int result;

    *ret_bias_minutes = zone->Bias;
    if (!has_daylight(zone))
        return 0;
    result = changes(zone, local, &daylight, &standard);
    if (result < 0)
        return result;
    *ret_bias_minutes +=
        between(local, daylight, standard) ? zone->DaylightBias : zone->StandardBias;
    return 0;
}

/* ---- POSIX rules ------------------------------------------------------------------------ */

static int parse_name(const char **at, WCHAR name[32])
{
    const char *start = *at, *end;

    if (*start == '<') {
        end = strchr(++start, '>');
        if (!end)
            return -EINVAL;
        *at = end + 1;
    } else {
        for (end = start; isalpha((unsigned char)*end);)
            end++;
        *at = end;
    }
    if (end == start || end - start > 31)
        return -EINVAL;
    memset(name, 0, 32 * sizeof(WCHAR));
    for (size_t i = 0; start + i < end; i++)
        name[i] = (unsigned char)start[i];
    return 0;
}

/* [+-]hh[:mm[:ss]] in seconds */
static int parse_clock(const char **at, int *ret_seconds)
{
    int sign = **at == '-' ? -1 : 1, total = 0, unit = 3600;

    if (**at == '-' || **at == '+')
        ++*at;
    if (!isdigit((unsigned char)**at))
        return -EINVAL;
    for (;;) {
        char *end;
        unsigned long value = strtoul(*at, &end, 10);

        if (value > 167)
            return -EINVAL;
        total += (int)value * unit;
        *at = end;
        unit /= 60;
        if (**at != ':' || unit == 0)
            break;
        ++*at;
    }
    *ret_seconds = sign * total;
    return 0;
}

static int64_t year_start(int year)
{
    int64_t ticks = 0;

    clock_join(&(SYSTEMTIME){.wYear = (WORD)year, .wMonth = 1, .wDay = 1}, &ticks);
    return ticks;
}

static int parse_day(const char **at, int year, SYSTEMTIME *ret_rule, int64_t *ret_local)
{
    unsigned month, week, day;
    int used = 0;

    memset(ret_rule, 0, sizeof(*ret_rule));
    if (sscanf(*at, "M%2u.%1u.%1u%n", &month, &week, &day, &used) == 3 && used) {
        if (month < 1 || month > 12 || week < 1 || week > 5 || day > 6)
            return -EINVAL;
        *ret_rule =
            (SYSTEMTIME){.wMonth = (WORD)month, .wDay = (WORD)week, .wDayOfWeek = (WORD)day};
        *at += used;
        return change_in_year(ret_rule, (unsigned)year, ret_local);
    }
    if (sscanf(*at, "J%3u%n", &day, &used) == 1 && used && day >= 1 && day <= 365) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

        day += leap && day > 59;
        *ret_local = year_start(year) + (day - 1) * CLOCK_DAY;
    } else if (sscanf(*at, "%3u%n", &day, &used) == 1 && used && day <= 365) {
        *ret_local = year_start(year) + day * CLOCK_DAY;
    } else {
        return -EINVAL;
    }
    *at += used;
    return 0;
}

static int parse_change(const char **at, int year, SYSTEMTIME *ret_rule)
{
    int64_t local;
    int seconds = 7200, result;

    if (*(*at)++ != ',')
        return -EINVAL;
    result = parse_day(at, year, ret_rule, &local);
    if (result < 0)
        return result;
    if (**at == '/') {
        ++*at;
        if (parse_clock(at, &seconds))
            return -EINVAL;
    }
    /* Windows has no "nth weekday" form for these: say them as a date in this year. */
    if (!ret_rule->wMonth || seconds < 0 || seconds >= 86400) {
        clock_split(local + seconds * CLOCK_SECOND, ret_rule);
        return 0;
    }
    ret_rule->wHour = (WORD)(seconds / 3600);
    ret_rule->wMinute = (WORD)(seconds / 60 % 60);
    ret_rule->wSecond = (WORD)(seconds % 60);
    return 0;
}

int zone_parse(const char *posix, int year, DYNAMIC_TIME_ZONE_INFORMATION *ret_zone)
{
    DYNAMIC_TIME_ZONE_INFORMATION zone = {0};
    int standard, daylight;

    if (parse_name(&posix, zone.StandardName) || parse_clock(&posix, &standard))
        return -EINVAL;
    zone.Bias = standard / 60;
    memcpy(zone.DaylightName, zone.StandardName, sizeof(zone.DaylightName));
    if (*posix) {
        if (parse_name(&posix, zone.DaylightName))
            return -EINVAL;
        daylight = standard - 3600;
        if (*posix && *posix != ',' && parse_clock(&posix, &daylight))
            return -EINVAL;
        if (!*posix)
            posix = ",M3.2.0,M11.1.0"; /* what POSIX systems take without a rule */
        if (parse_change(&posix, year, &zone.DaylightDate) ||
            parse_change(&posix, year, &zone.StandardDate) || *posix)
            return -EINVAL;
        zone.DaylightBias = (daylight - standard) / 60;
    }
    memcpy(zone.TimeZoneKeyName, zone.StandardName, sizeof(zone.StandardName));
    *ret_zone = zone;
    return 0;
}

/* ---- the current zone ------------------------------------------------------------------- */

/* The rule in the last line of a TZif file. */
static int read_footer(const char *path, char *ret_rule, size_t size)
{
    FILE *file = fopen(path, "re");
    char tail[256];
    size_t bytes;
    char *end, *start;

    if (!file)
        return -errno;
    if (fseek(file, -(long)(sizeof(tail) - 1), SEEK_END))
        rewind(file);
    bytes = fread(tail, 1, sizeof(tail) - 1, file);
    fclose(file);
    if (bytes < 2 || tail[bytes - 1] != '\n')
        return -EINVAL;
    end = tail + bytes - 1;
    *end = '\0';
    start = memrchr(tail, '\n', (size_t)(end - tail));
    if (!start || (size_t)(end - start) > size)
        return -EINVAL;
    strcpy(ret_rule, start + 1);
    return 0;
}

/* "Europe/Berlin" of a path into the zone database, or "" */
static void zone_id_of_path(const char *path, char *ret_id, size_t size)
{
    const char *at = strstr(path, "/zoneinfo/");

    snprintf(ret_id, size, "%s", at ? at + strlen("/zoneinfo/") : "");
}

/* Find the rule and, where it can be known, the name of the zone in the zone database. */
static int find_rule(char *ret_rule, size_t rule_size, char *ret_id, size_t id_size)
{
    const char *tz = getenv("TZ");
    char path[512];
    ssize_t length;

    *ret_id = '\0';
    if (tz && *tz == ':')
        tz++;
    if (!tz) {
        length = readlink("/etc/localtime", path, sizeof(path) - 1);
        path[length > 0 ? length : 0] = '\0';
        zone_id_of_path(path, ret_id, id_size);
        return read_footer("/etc/localtime", ret_rule, rule_size);
    }
    snprintf(path, sizeof(path), *tz == '/' ? "%s" : "/usr/share/zoneinfo/%s", tz);
    if (*tz && !read_footer(path, ret_rule, rule_size)) {
        zone_id_of_path(path, ret_id, id_size);
        return 0;
    }
    snprintf(ret_rule, rule_size, "%s", tz);
    return 0;
}

static void copy_name(WCHAR *ret_name, size_t room, const char *text, const char *suffix)
{
    char full[128];
    size_t wchars;

    snprintf(full, sizeof(full), "%s%s", text, suffix);
    wchars = utf8_to_wchars(full, strlen(full), ret_name, room - 1);
    ret_name[wchars < room ? wchars : room - 1] = 0;
}

static void set_names(const char *id, DYNAMIC_TIME_ZONE_INFORMATION *zone)
{
    const char *name = zone_windows_name(id);

    if (!name)
        return;
    if (!strcmp(name, "UTC")) {
        copy_name(zone->StandardName, 32, "Coordinated Universal Time", "");
        copy_name(zone->DaylightName, 32, "Coordinated Universal Time", "");
        copy_name(zone->TimeZoneKeyName, 128, "UTC", "");
        return;
    }
    copy_name(zone->StandardName, 32, name, " Standard Time");
    copy_name(zone->DaylightName, 32, name, " Daylight Time");
    copy_name(zone->TimeZoneKeyName, 128, name, " Standard Time");
}

DWORD zone_current(DYNAMIC_TIME_ZONE_INFORMATION *ret_zone)
{
    char rule[256], id[128];
    int64_t now = clock_now();
    SYSTEMTIME date;
    DWORD which = TIME_ZONE_ID_UNKNOWN;
    LONG bias;

    clock_split(now, &date);
    if (find_rule(rule, sizeof(rule), id, sizeof(id)) || zone_parse(rule, date.wYear, ret_zone)) {
        zone_parse("UTC0", date.wYear, ret_zone);
        strcpy(id, "UTC");
    }
    if (!*id && wstr_equal_ascii(ret_zone->StandardName, "UTC"))
        strcpy(id, "UTC");
    set_names(id, ret_zone);
    /* TIME_ZONE_INFORMATION is the head of the dynamic structure. */
    zone_bias_of_utc((const TIME_ZONE_INFORMATION *)ret_zone, now, &which, &bias);
    return which;
}
