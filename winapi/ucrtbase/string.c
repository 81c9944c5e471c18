/* SPDX-License-Identifier: MIT */
/* string.c - the C runtime: 8-bit strings and memory (header string.h) */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "winapi/crt/crt.h"

/**
 * memcpy(), memmove() - copy bytes
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/memcpy-wmemcpy
 */
void *CDECL API(memcpy)(void *to, const void *from, size_t bytes)
{
    return memmove(to, from, bytes); /* Windows' memcpy allows overlaps, and programs rely on it */
}
EXPORT_VCRT(memcpy);

void *CDECL API(memmove)(void *to, const void *from, size_t bytes)
{
    return memmove(to, from, bytes);
}
EXPORT_VCRT(memmove);

/**
 * memset() - fill with a byte
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/memset-wmemset
 */
void *CDECL API(memset)(void *to, int byte, size_t bytes)
{
    return memset(to, byte, bytes);
}
EXPORT_VCRT(memset);

/**
 * memcmp() - compare bytes
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/memcmp-wmemcmp
 */
int CDECL API(memcmp)(const void *a, const void *b, size_t bytes)
{
    return memcmp(a, b, bytes);
}
EXPORT_VCRT(memcmp);

/**
 * memchr() - find a byte
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/memchr-wmemchr
 */
void *CDECL API(memchr)(const void *block, int byte, size_t bytes)
{
    return (void *)(uintptr_t)memchr(block, byte, bytes);
}
EXPORT_VCRT(memchr);

/**
 * _memicmp() - compare bytes without case
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/memicmp-memicmp-l
 */
int CDECL API(_memicmp)(const void *a, const void *b, size_t bytes)
{
    const unsigned char *left = a, *right = b;

    for (size_t i = 0; i < bytes; i++) {
        int difference = (left[i] - 'A' + 0u < 26u ? left[i] | 0x20 : left[i]) -
                         (right[i] - 'A' + 0u < 26u ? right[i] | 0x20 : right[i]);

        if (difference)
            return difference;
    }
    return 0;
}
EXPORT_CRT(_memicmp);

/**
 * memcpy_s(), memmove_s() - copy bytes into a buffer of known size
 *
 * Return: 0; EINVAL for NULL, ERANGE when it is too small; memcpy_s() clears the buffer then.
 * Source: learn.microsoft.com, c-runtime-library/reference/memcpy-s-wmemcpy-s
 */
int CDECL API(memcpy_s)(void *to, size_t room, const void *from, size_t bytes)
{
    if (!bytes)
        return 0;
    if (to && from && bytes <= room) {
        memmove(to, from, bytes);
        return 0;
    }
    if (to)
        memset(to, 0, room);
    crt_invalid();
    return crt_set_errno(!to || !from ? EINVAL : ERANGE);
}
EXPORT_CRT(memcpy_s);

int CDECL API(memmove_s)(void *to, size_t room, const void *from, size_t bytes)
{
    if (!bytes)
        return 0;
    if (to && from && bytes <= room) {
        memmove(to, from, bytes);
        return 0;
    }
    crt_invalid();
    return crt_set_errno(!to || !from ? EINVAL : ERANGE);
}
EXPORT_CRT(memmove_s);

/**
 * strlen(), strnlen() - length of a string
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strlen-wcslen-mbslen-mbslen-l-mbstrlen-
 *   mbstrlen-l
 */
size_t CDECL API(strlen)(const char *text)
{
    return strlen(text);
}
EXPORT_CRT(strlen);

size_t CDECL API(strnlen)(const char *text, size_t limit)
{
    return text ? strnlen(text, limit) : 0;
}
EXPORT_CRT(strnlen);

/**
 * strcpy(), strncpy(), strcat(), strncat() - copy and append
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strcpy-wcscpy-mbscpy
 */
char *CDECL API(strcpy)(char *to, const char *from)
{
    return memmove(to, from, strlen(from) + 1);
}
EXPORT_CRT(strcpy);

char *CDECL API(strncpy)(char *to, const char *from, size_t bytes)
{
    return strncpy(to, from, bytes);
}
EXPORT_CRT(strncpy);

char *CDECL API(strcat)(char *to, const char *from)
{
    return strcat(to, from);
}
EXPORT_CRT(strcat);

char *CDECL API(strncat)(char *to, const char *from, size_t bytes)
{
    return strncat(to, from, bytes);
}
EXPORT_CRT(strncat);

/* The one way in which the _s functions fail; the buffer holds an empty string then. */
static int refuse(char *to, size_t room, int number)
{
    if (to && room)
        *to = 0;
    crt_invalid();
    return crt_set_errno(number);
}

/**
 * strcpy_s(), strcat_s(), strncpy_s(), strncat_s() - copy and append into a buffer of known size
 * @bytes: of the source; (size_t)-1, _TRUNCATE, cuts off what doesn't fit
 *
 * Return: 0; EINVAL; ERANGE when the buffer is too small, which empties it; STRUNCATE.
 * Source: learn.microsoft.com, c-runtime-library/reference/strcpy-s-wcscpy-s-mbscpy-s
 */
int CDECL API(strncpy_s)(char *to, size_t room, const char *from, size_t bytes)
{
    size_t length;

    if (!bytes && !to && !room)
        return 0;
    if (!to || !room || (!from && bytes))
        return refuse(to, room, EINVAL);
    length = from ? strnlen(from, bytes) : 0;
    if (length < room) {
        memmove(to, from, length);
        to[length] = 0;
        return 0;
    }
    if (bytes != SIZE_MAX)
        return refuse(to, room, ERANGE);
    memmove(to, from, room - 1);
    to[room - 1] = 0;
    return CRT_STRUNCATE;
}
EXPORT_CRT(strncpy_s);

int CDECL API(strcpy_s)(char *to, size_t room, const char *from)
{
    if (!to || !room || !from)
        return refuse(to, room, EINVAL);
    return API(strncpy_s)(to, room, from, strlen(from));
}
EXPORT_CRT(strcpy_s);

int CDECL API(strncat_s)(char *to, size_t room, const char *from, size_t bytes)
{
    size_t length = to ? strnlen(to, room) : 0;
    int result;

    if (!to || !room || length == room || (!from && bytes))
        return refuse(to, room, EINVAL);
    result = API(strncpy_s)(to + length, room - length, from, bytes);
    if (result && result != CRT_STRUNCATE)
        *to = 0;
    return result;
}
EXPORT_CRT(strncat_s);

int CDECL API(strcat_s)(char *to, size_t room, const char *from)
{
    if (!from)
        return refuse(to, room, EINVAL);
    return API(strncat_s)(to, room, from, strlen(from));
}
EXPORT_CRT(strcat_s);

/**
 * strcmp(), strncmp(), strcoll() - compare strings
 *
 * Return: below, equal to or above 0. strcoll() goes by bytes, as in the "C" locale.
 * Source: learn.microsoft.com, c-runtime-library/reference/strcmp-wcscmp-mbscmp
 */
int CDECL API(strcmp)(const char *a, const char *b)
{
    int order = strcmp(a, b);

    return (order > 0) - (order < 0);
}
EXPORT_CRT(strcmp);
EXPORT_CRT_AS("strcoll", strcmp);

int CDECL API(strncmp)(const char *a, const char *b, size_t bytes)
{
    int order = strncmp(a, b, bytes);

    return (order > 0) - (order < 0);
}
EXPORT_CRT(strncmp);

/**
 * _stricmp(), _strcmpi(), _stricoll(), _strnicmp() - compare strings without ASCII case
 *
 * Return: as strcmp(); 0x7fffffff with EINVAL for NULL.
 * Source: learn.microsoft.com, c-runtime-library/reference/stricmp-wcsicmp-mbsicmp-stricmp-l-
 *   wcsicmp-l-mbsicmp-l
 */
int CDECL API(_stricmp)(const char *a, const char *b)
{
    if (!a || !b) {
        crt_invalid();
        return INT32_MAX;
    }
    return strcasecmp(a, b);
}
EXPORT_CRT(_stricmp);
EXPORT_CRT_AS("_strcmpi", _stricmp);
EXPORT_CRT_AS("_stricoll", _stricmp);

int CDECL API(_strnicmp)(const char *a, const char *b, size_t bytes)
{
    if (bytes && (!a || !b)) {
        crt_invalid();
        return INT32_MAX;
    }
    return strncasecmp(a, b, bytes);
}
EXPORT_CRT(_strnicmp);

/**
 * strchr(), strrchr(), strstr(), strpbrk(), strspn(), strcspn() - search a string
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strchr-wcschr-mbschr-mbschr-l
 */
char *CDECL API(strchr)(const char *text, int byte)
{
    return (char *)(uintptr_t)strchr(text, byte);
}
EXPORT_VCRT(strchr);

char *CDECL API(strrchr)(const char *text, int byte)
{
    return (char *)(uintptr_t)strrchr(text, byte);
}
EXPORT_VCRT(strrchr);

char *CDECL API(strstr)(const char *text, const char *part)
{
    return (char *)(uintptr_t)strstr(text, part);
}
EXPORT_VCRT(strstr);

char *CDECL API(strpbrk)(const char *text, const char *set)
{
    return (char *)(uintptr_t)strpbrk(text, set);
}
EXPORT_CRT(strpbrk);

size_t CDECL API(strspn)(const char *text, const char *set)
{
    return strspn(text, set);
}
EXPORT_CRT(strspn);

size_t CDECL API(strcspn)(const char *text, const char *set)
{
    return strcspn(text, set);
}
EXPORT_CRT(strcspn);

/**
 * strtok(), strtok_s() - split a string at separators
 * @next: where to go on; strtok() keeps it for each thread
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strtok-strtok-l-wcstok-wcstok-l-mbstok-
 *   mbstok-l
 */
char *CDECL API(strtok_s)(char *text, const char *separators, char **next)
{
    if (!next || !separators || (!text && !*next)) {
        crt_invalid();
        return NULL;
    }
    return strtok_r(text, separators, next);
}
EXPORT_CRT(strtok_s);

char *CDECL API(strtok)(char *text, const char *separators)
{
    char **next = &crt_thread()->token;

    return !text && !*next ? NULL : strtok_r(text, separators, next);
}
EXPORT_CRT(strtok);

/**
 * _strdup() - a copy of a string, to be freed with free()
 *
 * Return: NULL for NULL or when memory is out.
 * Source: learn.microsoft.com, c-runtime-library/reference/strdup-wcsdup-mbsdup
 */
char *CDECL API(_strdup)(const char *text)
{
    return text ? strdup(text) : NULL;
}
EXPORT_CRT(_strdup);

/**
 * _strlwr(), _strupr(), _strrev(), _strset() - change a string in place
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/strlwr-wcslwr-mbslwr-strlwr-l-wcslwr-l-
 *   mbslwr-l
 */
char *CDECL API(_strlwr)(char *text)
{
    for (char *at = text; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at |= 0x20;
    return text;
}
EXPORT_CRT(_strlwr);

char *CDECL API(_strupr)(char *text)
{
    for (char *at = text; *at; at++)
        if (*at >= 'a' && *at <= 'z')
            *at &= ~0x20;
    return text;
}
EXPORT_CRT(_strupr);

char *CDECL API(_strrev)(char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length / 2; i++) {
        char byte = text[i];

        text[i] = text[length - 1 - i];
        text[length - 1 - i] = byte;
    }
    return text;
}
EXPORT_CRT(_strrev);

char *CDECL API(_strset)(char *text, int byte)
{
    memset(text, byte, strlen(text));
    return text;
}
EXPORT_CRT(_strset);

/**
 * strxfrm() - a string that strcmp() orders as strcoll() orders the original
 *
 * Return: its length.
 * Source: learn.microsoft.com, c-runtime-library/reference/strxfrm-wcsxfrm-strxfrm-l-wcsxfrm-l
 */
size_t CDECL API(strxfrm)(char *to, const char *from, size_t room)
{
    size_t length = strlen(from);

    if (to && length < room)
        memcpy(to, from, length + 1);
    return length;
}
EXPORT_CRT(strxfrm);

/**
 * strerror(), strerror_s() - text of an error number
 *
 * Return: strerror(): static text; strerror_s(): 0, EINVAL.
 * Source: learn.microsoft.com, c-runtime-library/reference/strerror-strerror-wcserror-wcserror
 */
char *CDECL API(strerror)(int number)
{
    return (char *)(uintptr_t)crt_error_text(number);
}
EXPORT_CRT(strerror);

int CDECL API(strerror_s)(char *out, size_t room, int number)
{
    if (!out || !room)
        return crt_invalid();
    API(strncpy_s)(out, room, crt_error_text(number), SIZE_MAX);
    return 0;
}
EXPORT_CRT(strerror_s);
