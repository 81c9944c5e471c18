/* SPDX-License-Identifier: MIT */
/* time.c - the C runtime: time (headers time.h, sys/timeb.h, locale.h) */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shim/wstr.h"
#include "winapi/crt/crt.h"

/* struct tm of Windows: the nine numbers alone. */
struct crt_tm {
    int second, minute, hour, day, month, year, weekday, yearday, summer;
};

static void from_linux(const struct tm *from, struct crt_tm *to)
{
    *to = (struct crt_tm){from->tm_sec,  from->tm_min,  from->tm_hour, from->tm_mday, from->tm_mon,
                          from->tm_year, from->tm_wday, from->tm_yday, from->tm_isdst};
}

static struct tm to_linux(const struct crt_tm *from)
{
    return (struct tm){.tm_sec = from->second,
                       .tm_min = from->minute,
                       .tm_hour = from->hour,
                       .tm_mday = from->day,
                       .tm_mon = from->month,
                       .tm_year = from->year,
                       .tm_wday = from->weekday,
                       .tm_yday = from->yearday,
                       .tm_isdst = from->summer};
}

/**
 * _time64(), time(), _time32(), clock(), _difftime64(), difftime() - the time now, of the process,
 * between two
 *
 * clock() counts real time from the start, in milliseconds.
 * Source: learn.microsoft.com, c-runtime-library/reference/time-time32-time64
 */
int64_t CDECL API(_time64)(int64_t *ret_time)
{
    int64_t now = time(NULL);

    if (ret_time)
        *ret_time = now;
    return now;
}
EXPORT_CRT(_time64);
EXPORT_GUEST_AS(msvcrt, "time", _time64);

int32_t CDECL API(_time32)(int32_t *ret_time)
{
    int32_t now = (int32_t)time(NULL);

    if (ret_time)
        *ret_time = now;
    return now;
}
EXPORT_CRT(_time32);

static struct timespec started;

__attribute__((constructor)) static void start(void)
{
    clock_gettime(CLOCK_MONOTONIC, &started);
}

LONG CDECL API(clock)(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (LONG)((now.tv_sec - started.tv_sec) * 1000 + (now.tv_nsec - started.tv_nsec) / 1000000);
}
EXPORT_CRT(clock);

double CDECL API(_difftime64)(int64_t end, int64_t begin)
{
    return (double)(end - begin);
}
EXPORT_CRT(_difftime64);
EXPORT_GUEST_AS(msvcrt, "difftime", _difftime64);

/**
 * _gmtime64_s(), _localtime64_s(), _gmtime64(), gmtime(), _localtime64(),
 * localtime() - date and time of day
 * @ret_tm: written; -1 in all fields on failure
 *
 * Return: 0, EINVAL; without _s: the thread's own struct, NULL.
 * Source: learn.microsoft.com, c-runtime-library/reference/gmtime-s-gmtime32-s-gmtime64-s
 */
static int break_down(struct crt_tm *ret_tm, const int64_t *when, bool local)
{
    struct tm tm;
    time_t value;

    if (!ret_tm)
        return crt_invalid();
    memset(ret_tm, 0xff, sizeof(*ret_tm));
    if (!when || *when < (local ? 0 : -43200) || *when > 32536850399)
        return crt_set_errno(EINVAL);
    value = *when;
    if (!(local ? localtime_r(&value, &tm) : gmtime_r(&value, &tm)))
        return crt_set_errno(EINVAL);
    from_linux(&tm, ret_tm);
    return 0;
}

int CDECL API(_gmtime64_s)(struct crt_tm *ret_tm, const int64_t *when)
{
    return break_down(ret_tm, when, false);
}
EXPORT_CRT(_gmtime64_s);

int CDECL API(_localtime64_s)(struct crt_tm *ret_tm, const int64_t *when)
{
    return break_down(ret_tm, when, true);
}
EXPORT_CRT(_localtime64_s);

struct crt_tm *CDECL API(_gmtime64)(const int64_t *when)
{
    struct crt_tm *tm = (struct crt_tm *)crt_thread()->broken_time;

    return break_down(tm, when, false) ? NULL : tm;
}
EXPORT_CRT(_gmtime64);
EXPORT_GUEST_AS(msvcrt, "gmtime", _gmtime64);

struct crt_tm *CDECL API(_localtime64)(const int64_t *when)
{
    struct crt_tm *tm = (struct crt_tm *)crt_thread()->broken_time;

    return break_down(tm, when, true) ? NULL : tm;
}
EXPORT_CRT(_localtime64);
EXPORT_GUEST_AS(msvcrt, "localtime", _localtime64);

/**
 * _mktime64(), mktime(), _mkgmtime64() - seconds since 1970 of a date; fields out of range are put
 * in order
 *
 * Return: -1 with EINVAL before 1970.
 * Source: learn.microsoft.com, c-runtime-library/reference/mktime-mktime32-mktime64
 */
static int64_t put_together(struct crt_tm *tm, bool local)
{
    struct tm linux_tm;
    int64_t when;

    if (!tm) {
        crt_invalid();
        return -1;
    }
    linux_tm = to_linux(tm);
    when = local ? mktime(&linux_tm) : timegm(&linux_tm);
    if (when < 0) {
        crt_set_errno(EINVAL);
        return -1;
    }
    from_linux(&linux_tm, tm);
    return when;
}

int64_t CDECL API(_mktime64)(struct crt_tm *tm)
{
    return put_together(tm, true);
}
EXPORT_CRT(_mktime64);
EXPORT_GUEST_AS(msvcrt, "mktime", _mktime64);

int64_t CDECL API(_mkgmtime64)(struct crt_tm *tm)
{
    return put_together(tm, false);
}
EXPORT_CRT(_mkgmtime64);

/**
 * strftime(), wcsftime() - a date by a format, "C" locale; "%#x" leaves out leading zeros
 *
 * Return: characters without the NUL; 0 when @out is too small, with ERANGE.
 * Source: learn.microsoft.com, c-runtime-library/reference/strftime-wcsftime-strftime-l-wcsftime-l
 */
size_t CDECL API(strftime)(char *out, size_t room, const char *format, const struct crt_tm *tm)
{
    char linux_format[512];
    struct tm linux_tm;
    size_t at = 0, done;

    if (!out || !room || !format || !tm) {
        crt_invalid();
        return 0;
    }
    *out = 0;
    for (; *format && at < sizeof(linux_format) - 2; format++) {
        linux_format[at++] = *format;
        if (*format == '%' && format[1] == '#') {
            linux_format[at++] = '-';
            format++;
        }
    }
    linux_format[at] = 0;
    linux_tm = to_linux(tm);
    if (!at)
        return 0;
    mktime(&(struct tm){.tm_year = 70, .tm_mday = 1}); /* tzset for %Z */
    done = strftime(out, room, linux_format, &linux_tm);
    if (!done) {
        *out = 0;
        crt_set_errno(ERANGE);
    }
    return done;
}
EXPORT_CRT(strftime);

size_t CDECL API(wcsftime)(WCHAR *out, size_t room, const WCHAR *format, const struct crt_tm *tm)
{
    AUTOFREE char *narrow = wide_dup_utf8(format);
    char text[1024];
    size_t bytes = narrow && out && room ? API(strftime)(text, sizeof(text), narrow, tm) : 0;
    size_t wchars = utf8_to_wchars(text, bytes, out, room);

    if (wchars >= room)
        wchars = 0;
    if (out && room)
        out[wchars] = 0;
    return wchars;
}
EXPORT_CRT(wcsftime);

/* The C standard pads the day with a space; msvcrt, before it was asked, with a zero. */
static char *day_and_time(const struct crt_tm *tm, const char *format)
{
    char *text = crt_thread()->text;

    return API(strftime)(text, 27, format, tm) ? text : NULL;
}

#define FORMAT_OLD_DAY "%a %b %d %H:%M:%S %Y\n"
#define FORMAT_NEW_DAY "%a %b %e %H:%M:%S %Y\n"

/**
 * asctime(), _ctime64(), ctime() - "Wed Jan  2 02:03:55 1980\n" in a buffer of the thread
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/asctime-wasctime; porting/visual-cpp-
 *   change-history-2003-2015
 */
char *CDECL API(asctime)(const struct crt_tm *tm)
{
    return day_and_time(tm, FORMAT_NEW_DAY);
}
EXPORT_GUEST(ucrtbase, asctime);

char *CDECL API(asctime_old)(const struct crt_tm *tm)
{
    return day_and_time(tm, FORMAT_OLD_DAY);
}
EXPORT_GUEST_AS(msvcrt, "asctime", asctime_old);

char *CDECL API(_ctime64)(const int64_t *when)
{
    const struct crt_tm *tm = API(_localtime64)(when);

    return tm ? day_and_time(tm, FORMAT_NEW_DAY) : NULL;
}
EXPORT_GUEST(ucrtbase, _ctime64);

char *CDECL API(ctime_old)(const int64_t *when)
{
    const struct crt_tm *tm = API(_localtime64)(when);

    return tm ? day_and_time(tm, FORMAT_OLD_DAY) : NULL;
}
EXPORT_GUEST_AS(msvcrt, "_ctime64", ctime_old);
EXPORT_GUEST_AS(msvcrt, "ctime", ctime_old);

/**
 * _ftime64(), _ftime64_s() - the time with milliseconds
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/ftime-ftime32-ftime64
 */
struct crt_timeb {
    int64_t time;
    uint16_t milliseconds;
    int16_t zone, summer;
};

int CDECL API(_ftime64_s)(struct crt_timeb *ret_time)
{
    struct timespec now;
    struct tm tm;

    if (!ret_time)
        return crt_invalid();
    clock_gettime(CLOCK_REALTIME, &now);
    localtime_r(&now.tv_sec, &tm);
    *ret_time = (struct crt_timeb){now.tv_sec, (uint16_t)(now.tv_nsec / 1000000),
                                   (int16_t)(timezone / 60), (int16_t)tm.tm_isdst};
    return 0;
}
EXPORT_CRT(_ftime64_s);
EXPORT_CRT_AS("_ftime64", _ftime64_s);

/**
 * _tzset(), __timezone(), __daylight(), __tzname() - the time zone
 *
 * Source: learn.microsoft.com, c-runtime-library/daylight-dstbias-timezone-and-tzname
 */
static LONG seconds_west;
static int has_summer;
static char *zone_names[2];

void CDECL API(_tzset)(void)
{
    tzset();
    seconds_west = (LONG)timezone;
    has_summer = daylight;
    zone_names[0] = tzname[0];
    zone_names[1] = tzname[1];
}
EXPORT_CRT(_tzset);

LONG *CDECL API(__timezone)(void)
{
    API(_tzset)();
    return &seconds_west;
}
EXPORT_GUEST(ucrtbase, __timezone);

int *CDECL API(__daylight)(void)
{
    API(_tzset)();
    return &has_summer;
}
EXPORT_GUEST(ucrtbase, __daylight);

char **CDECL API(__tzname)(void)
{
    API(_tzset)();
    return zone_names;
}
EXPORT_GUEST(ucrtbase, __tzname);
