/* SPDX-License-Identifier: MIT */
/* wchar.c - the C runtime: UTF-16 strings (header wchar.h) */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "shim/wstr.h"
#include "winapi/crt/crt.h"

/**
 * wcslen(), wcsnlen() - length of a string
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strlen-wcslen-mbslen-mbslen-l-mbstrlen-
 *   mbstrlen-l
 */
size_t CDECL API(wcslen)(const WCHAR *text)
{
    return wstr_length(text);
}
EXPORT_CRT(wcslen);

size_t CDECL API(wcsnlen)(const WCHAR *text, size_t limit)
{
    size_t length = 0;

    while (text && length < limit && text[length])
        length++;
    return length;
}
EXPORT_CRT(wcsnlen);

/**
 * wcscpy(), wcsncpy(), wcscat(), wcsncat() - copy and append
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strcpy-wcscpy-mbscpy
 */
WCHAR *CDECL API(wcscpy)(WCHAR *to, const WCHAR *from)
{
    return memmove(to, from, (wstr_length(from) + 1) * sizeof(WCHAR));
}
EXPORT_CRT(wcscpy);

WCHAR *CDECL API(wcsncpy)(WCHAR *to, const WCHAR *from, size_t count)
{
    size_t i = 0;

    for (; i < count && from[i]; i++)
        to[i] = from[i];
    for (; i < count; i++)
        to[i] = 0;
    return to;
}
EXPORT_CRT(wcsncpy);

WCHAR *CDECL API(wcsncat)(WCHAR *to, const WCHAR *from, size_t count)
{
    size_t at = wstr_length(to), length = API(wcsnlen)(from, count);

    memmove(to + at, from, length * sizeof(WCHAR));
    to[at + length] = 0;
    return to;
}
EXPORT_CRT(wcsncat);

WCHAR *CDECL API(wcscat)(WCHAR *to, const WCHAR *from)
{
    return API(wcsncat)(to, from, SIZE_MAX);
}
EXPORT_CRT(wcscat);

static int refuse(WCHAR *to, size_t room, int number)
{
    if (to && room)
        *to = 0;
    crt_invalid();
    return crt_set_errno(number);
}

/**
 * wcscpy_s(), wcsncpy_s(), wcscat_s(), wcsncat_s() - copy and append into a buffer of known size
 * @count: of the source; (size_t)-1, _TRUNCATE, cuts off what doesn't fit
 *
 * Return: 0; EINVAL; ERANGE when the buffer is too small, which empties it; STRUNCATE.
 * Source: learn.microsoft.com, c-runtime-library/reference/strcpy-s-wcscpy-s-mbscpy-s
 */
int CDECL API(wcsncpy_s)(WCHAR *to, size_t room, const WCHAR *from, size_t count)
{
    size_t length;

    if (!count && !to && !room)
        return 0;
    if (!to || !room || (!from && count))
        return refuse(to, room, EINVAL);
    length = from ? API(wcsnlen)(from, count) : 0;
    if (length >= room && count != SIZE_MAX)
        return refuse(to, room, ERANGE);
    count = length < room ? length : room - 1;
    memmove(to, from, count * sizeof(WCHAR));
    to[count] = 0;
    return length < room ? 0 : CRT_STRUNCATE;
}
EXPORT_CRT(wcsncpy_s);

int CDECL API(wcscpy_s)(WCHAR *to, size_t room, const WCHAR *from)
{
    if (!to || !room || !from)
        return refuse(to, room, EINVAL);
    return API(wcsncpy_s)(to, room, from, wstr_length(from));
}
EXPORT_CRT(wcscpy_s);

int CDECL API(wcsncat_s)(WCHAR *to, size_t room, const WCHAR *from, size_t count)
{
    size_t length = to ? API(wcsnlen)(to, room) : 0;
    int result;

    if (!to || !room || length == room || (!from && count))
        return refuse(to, room, EINVAL);
    result = API(wcsncpy_s)(to + length, room - length, from, count);
    if (result && result != CRT_STRUNCATE)
        *to = 0;
    return result;
}
EXPORT_CRT(wcsncat_s);

int CDECL API(wcscat_s)(WCHAR *to, size_t room, const WCHAR *from)
{
    if (!from)
        return refuse(to, room, EINVAL);
    return API(wcsncat_s)(to, room, from, wstr_length(from));
}
EXPORT_CRT(wcscat_s);

/**
 * wcscmp(), wcsncmp(), wcscoll() - compare by code unit
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strcmp-wcscmp-mbscmp
 */
int CDECL API(wcsncmp)(const WCHAR *a, const WCHAR *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (a[i] != b[i] || !a[i])
            return (a[i] > b[i]) - (a[i] < b[i]);
    return 0;
}
EXPORT_CRT(wcsncmp);

int CDECL API(wcscmp)(const WCHAR *a, const WCHAR *b)
{
    return API(wcsncmp)(a, b, SIZE_MAX);
}
EXPORT_CRT(wcscmp);
EXPORT_CRT_AS("wcscoll", wcscmp);

static WCHAR lower(WCHAR unit)
{
    return unit < 0x80 ? (WCHAR)(unit >= 'A' && unit <= 'Z' ? unit | 0x20 : unit)
                       : (WCHAR)towlower(unit);
}

/**
 * _wcsicmp(), _wcsnicmp(), _wcsicoll() - compare without case
 *
 * Return: as wcscmp(); 0x7fffffff with EINVAL for NULL.
 * Source: learn.microsoft.com, c-runtime-library/reference/stricmp-wcsicmp-mbsicmp-stricmp-l-
 *   wcsicmp-l-mbsicmp-l
 */
int CDECL API(_wcsnicmp)(const WCHAR *a, const WCHAR *b, size_t count)
{
    if (count && (!a || !b)) {
        crt_invalid();
        return INT32_MAX;
    }
    for (size_t i = 0; i < count; i++) {
        int difference = lower(a[i]) - lower(b[i]);

        if (difference || !a[i])
            return difference;
    }
    return 0;
}
EXPORT_CRT(_wcsnicmp);

int CDECL API(_wcsicmp)(const WCHAR *a, const WCHAR *b)
{
    return API(_wcsnicmp)(a, b, SIZE_MAX);
}
EXPORT_CRT(_wcsicmp);
EXPORT_CRT_AS("_wcsicoll", _wcsicmp);

/**
 * wcschr(), wcsrchr(), wcsstr(), wcspbrk(), wcsspn(), wcscspn() - search a string
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strchr-wcschr-mbschr-mbschr-l
 */
WCHAR *CDECL API(wcschr)(const WCHAR *text, WCHAR unit)
{
    for (; *text != unit; text++)
        if (!*text)
            return NULL;
    return (WCHAR *)(uintptr_t)text;
}
EXPORT_VCRT(wcschr);

WCHAR *CDECL API(wcsrchr)(const WCHAR *text, WCHAR unit)
{
    for (size_t i = wstr_length(text) + 1; i-- > 0;)
        if (text[i] == unit)
            return (WCHAR *)(uintptr_t)&text[i];
    return NULL;
}
EXPORT_VCRT(wcsrchr);

WCHAR *CDECL API(wcsstr)(const WCHAR *text, const WCHAR *part)
{
    size_t length = wstr_length(part);

    for (; length && *text; text++)
        if (!API(wcsncmp)(text, part, length))
            break;
    return length && !*text ? NULL : (WCHAR *)(uintptr_t)text;
}
EXPORT_VCRT(wcsstr);

size_t CDECL API(wcscspn)(const WCHAR *text, const WCHAR *set)
{
    size_t i = 0;

    while (text[i] && !API(wcschr)(set, text[i]))
        i++;
    return i;
}
EXPORT_CRT(wcscspn);

size_t CDECL API(wcsspn)(const WCHAR *text, const WCHAR *set)
{
    size_t i = 0;

    while (text[i] && API(wcschr)(set, text[i]))
        i++;
    return i;
}
EXPORT_CRT(wcsspn);

WCHAR *CDECL API(wcspbrk)(const WCHAR *text, const WCHAR *set)
{
    text += API(wcscspn)(text, set);
    return *text ? (WCHAR *)(uintptr_t)text : NULL;
}
EXPORT_CRT(wcspbrk);

/**
 * wcstok(), wcstok_s() - split a string at separators
 * @next: where to go on; NULL: kept for the thread
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strtok-strtok-l-wcstok-wcstok-l-mbstok-
 *   mbstok-l
 */
WCHAR *CDECL API(wcstok_s)(WCHAR *text, const WCHAR *separators, WCHAR **next)
{
    if (!next)
        next = &crt_thread()->wide_token;
    if (!text)
        text = *next;
    if (!text)
        return NULL;
    text += API(wcsspn)(text, separators);
    if (!*text) {
        *next = text;
        return NULL;
    }
    *next = text + API(wcscspn)(text, separators);
    if (**next)
        *(*next)++ = 0;
    return text;
}
EXPORT_CRT(wcstok_s);
EXPORT_GUEST_AS(ucrtbase, "wcstok", wcstok_s);

WCHAR *CDECL API(wcstok)(WCHAR *text, const WCHAR *separators)
{
    return API(wcstok_s)(text, separators, NULL);
}
EXPORT_GUEST(msvcrt, wcstok);

/**
 * _wcsdup() - a copy of a string, to be freed with free()
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strdup-wcsdup-mbsdup
 */
WCHAR *CDECL API(_wcsdup)(const WCHAR *text)
{
    return wstr_dup(text);
}
EXPORT_CRT(_wcsdup);

/**
 * _wcslwr(), _wcsupr() - change a string in place
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strlwr-wcslwr-mbslwr-strlwr-l-wcslwr-l-
 *   mbslwr-l
 */
WCHAR *CDECL API(_wcslwr)(WCHAR *text)
{
    for (WCHAR *at = text; *at; at++)
        *at = lower(*at);
    return text;
}
EXPORT_CRT(_wcslwr);

WCHAR *CDECL API(_wcsupr)(WCHAR *text)
{
    for (WCHAR *at = text; *at; at++)
        *at = (WCHAR)(*at >= 'a' && *at <= 'z' ? *at & ~0x20 : *at < 0x80 ? *at : towupper(*at));
    return text;
}
EXPORT_CRT(_wcsupr);

/**
 * wcsxfrm() - a string that wcscmp() orders as wcscoll() orders the original
 *
 * Return: its length.
 * Source: learn.microsoft.com, c-runtime-library/reference/strxfrm-wcsxfrm-strxfrm-l-wcsxfrm-l
 */
size_t CDECL API(wcsxfrm)(WCHAR *to, const WCHAR *from, size_t room)
{
    size_t length = wstr_length(from);

    if (to && length < room)
        memcpy(to, from, (length + 1) * sizeof(WCHAR));
    return length;
}
EXPORT_CRT(wcsxfrm);

/**
 * wcstombs(), mbstowcs(), wcstombs_s(), mbstowcs_s() - convert strings, with UTF-8
 *
 * Return: units written without the NUL; those needed when @to is NULL; the _s forms: 0, EINVAL,
 * ERANGE, STRUNCATE.
 * Source: learn.microsoft.com, c-runtime-library/reference/wcstombs-wcstombs-l
 */
size_t CDECL API(wcstombs)(char *to, const WCHAR *from, size_t room)
{
    size_t bytes = wchars_to_utf8(from, wstr_length(from), to, to ? room : 0);

    if (!to)
        return bytes;
    if (bytes < room)
        to[bytes] = 0;
    return bytes < room ? bytes : room;
}
EXPORT_CRT(wcstombs);

size_t CDECL API(mbstowcs)(WCHAR *to, const char *from, size_t room)
{
    size_t wchars = utf8_to_wchars(from, strlen(from), to, to ? room : 0);

    if (!to)
        return wchars;
    if (wchars < room)
        to[wchars] = 0;
    return wchars < room ? wchars : room;
}
EXPORT_CRT(mbstowcs);

int CDECL API(wcstombs_s)(size_t *ret_bytes, char *to, size_t room, const WCHAR *from, size_t limit)
{
    size_t bytes;

    if (!from || (!to && room) || (to && !room))
        return crt_invalid();
    bytes = wchars_to_utf8(from, wstr_length(from), NULL, 0);
    if (bytes > limit)
        bytes = limit;
    if (ret_bytes)
        *ret_bytes = bytes + 1;
    if (!to)
        return 0;
    if (bytes >= room && limit != SIZE_MAX) {
        *to = 0;
        return crt_set_errno(ERANGE);
    }
    limit = bytes < room ? bytes : room - 1;
    wchars_to_utf8(from, wstr_length(from), to, limit);
    to[limit] = 0;
    return bytes < room ? 0 : CRT_STRUNCATE;
}
EXPORT_CRT(wcstombs_s);

int CDECL API(mbstowcs_s)(size_t *ret_wchars, WCHAR *to, size_t room, const char *from,
                          size_t limit)
{
    size_t wchars;

    if (!from || (!to && room) || (to && !room))
        return crt_invalid();
    wchars = utf8_to_wchars(from, strlen(from), NULL, 0);
    if (wchars > limit)
        wchars = limit;
    if (ret_wchars)
        *ret_wchars = wchars + 1;
    if (!to)
        return 0;
    if (wchars >= room && limit != SIZE_MAX) {
        *to = 0;
        return crt_set_errno(ERANGE);
    }
    limit = wchars < room ? wchars : room - 1;
    utf8_to_wchars(from, strlen(from), to, limit);
    to[limit] = 0;
    return wchars < room ? 0 : CRT_STRUNCATE;
}
EXPORT_CRT(mbstowcs_s);

/**
 * mbtowc(), wctomb(), mblen(), btowc(), wctob(), mbrtowc(), wcrtomb(), mbrlen() - convert one
 * character; the "C" locale has one byte each
 *
 * Return: 1, 0 for NUL, -1 with EILSEQ for a character above 255.
 * Source: learn.microsoft.com, c-runtime-library/reference/mbtowc-mbtowc-l
 */
int CDECL API(mbtowc)(WCHAR *ret_unit, const char *text, size_t bytes)
{
    if (!text || !bytes)
        return 0;
    if (ret_unit)
        *ret_unit = (unsigned char)*text;
    return *text != 0;
}
EXPORT_CRT(mbtowc);

int CDECL API(wctomb)(char *out, WCHAR unit)
{
    if (!out)
        return 0;
    if (unit > 255)
        return crt_set_errno(CRT_EILSEQ), -1;
    *out = (char)unit;
    return 1;
}
EXPORT_CRT(wctomb);

int CDECL API(mblen)(const char *text, size_t bytes)
{
    return API(mbtowc)(NULL, text, bytes);
}
EXPORT_CRT(mblen);

unsigned short CDECL API(btowc)(int byte)
{
    return byte < 0 ? 0xffff : (unsigned char)byte;
}
EXPORT_CRT(btowc);

int CDECL API(wctob)(unsigned short unit)
{
    return unit > 255 ? -1 : unit;
}
EXPORT_CRT(wctob);

size_t CDECL API(mbrtowc)(WCHAR *ret_unit, const char *text, size_t bytes, void *state)
{
    if (text && !bytes)
        return (size_t)-2;
    return (size_t)API(mbtowc)(ret_unit, text, bytes);
}
EXPORT_CRT(mbrtowc);

size_t CDECL API(mbrlen)(const char *text, size_t bytes, void *state)
{
    return API(mbrtowc)(NULL, text, bytes, state);
}
EXPORT_CRT(mbrlen);

size_t CDECL API(wcrtomb)(char *out, WCHAR unit, void *state)
{
    return out ? (size_t)(intptr_t)API(wctomb)(out, unit) : 1;
}
EXPORT_CRT(wcrtomb);
