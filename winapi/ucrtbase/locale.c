/* SPDX-License-Identifier: MIT */
/* locale.c - the C runtime: locales (header locale.h); there is the "C" locale */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "shim/wstr.h"
#include "winapi/crt/crt.h"

/**
 * setlocale(), _wsetlocale() - choose a locale
 * @name: "C", "POSIX", "" or a UTF-8 locale, which all mean "C" here; NULL asks
 *
 * Return: "C"; NULL for another name.
 * Source: learn.microsoft.com, c-runtime-library/reference/setlocale-wsetlocale
 */
char *CDECL API(setlocale)(int category, const char *name)
{
    static char c[] = "C";

    if (category < 0 || category > 5) {
        crt_invalid();
        return NULL;
    }
    if (!name || !*name || !strcmp(name, "C") || !strcmp(name, "POSIX") ||
        strcasestr(name, ".utf8") || strcasestr(name, ".utf-8") || strstr(name, ".65001"))
        return c;
    return NULL;
}
EXPORT_CRT(setlocale);

WCHAR *CDECL API(_wsetlocale)(int category, const WCHAR *name)
{
    static WCHAR c[] = {'C', 0};
    AUTOFREE char *narrow = wide_dup_utf8(name);

    return API(setlocale)(category, narrow) ? c : NULL;
}
EXPORT_CRT(_wsetlocale);

/* struct lconv of Windows: ten strings, eight numbers, eight wide strings. */
struct crt_lconv {
    const char *strings[10];
    char numbers[8];
    const WCHAR *wide_strings[8];
};

/**
 * localeconv() - how numbers are written
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/localeconv
 */
struct crt_lconv *CDECL API(localeconv)(void)
{
    static const WCHAR nothing[] = {0}, point[] = {'.', 0};
    static struct crt_lconv c = {
        {".", "", "", "", "", "", "", "", "", ""},
        {CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX},
        {point, nothing, nothing, nothing, nothing, nothing, nothing, nothing},
    };

    return &c;
}
EXPORT_CRT(localeconv);

/**
 * ___lc_codepage_func(), ___mb_cur_max_func(), ___lc_collate_cp_func() - code page (0) and longest
 * character (1) of the locale
 *
 * Source: learn.microsoft.com, c-runtime-library/lc-codepage-func
 */
unsigned CDECL API(___lc_codepage_func)(void)
{
    return 0;
}
EXPORT_CRT(___lc_codepage_func);
EXPORT_CRT_AS("___lc_collate_cp_func", ___lc_codepage_func);

int CDECL API(___mb_cur_max_func)(void)
{
    return 1;
}
EXPORT_CRT(___mb_cur_max_func);

/**
 * ___lc_locale_name_func() - names of the locale's categories: none in "C"
 *
 * Source: learn.microsoft.com, c-runtime-library/lc-locale-name-func
 */
WCHAR **CDECL API(___lc_locale_name_func)(void)
{
    static WCHAR *names[6];

    return names;
}
EXPORT_GUEST(ucrtbase, ___lc_locale_name_func);

/**
 * _create_locale(), _free_locale(), _get_current_locale() - a locale as an object
 *
 * Return: NULL for an unknown name.
 * Source: learn.microsoft.com, c-runtime-library/reference/create-locale-wcreate-locale
 */
void *CDECL API(_create_locale)(int category, const char *name)
{
    return name && API(setlocale)(category, name) ? calloc(1, 64) : NULL;
}
EXPORT_CRT(_create_locale);

void *CDECL API(_get_current_locale)(void)
{
    return calloc(1, 64);
}
EXPORT_CRT(_get_current_locale);

void CDECL API(_free_locale)(void *locale)
{
    free(locale);
}
EXPORT_CRT(_free_locale);
