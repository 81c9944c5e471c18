/* SPDX-License-Identifier: MIT */
/* winbase-string.c - kernel32: lstrlen, lstrcpy, lstrcpyn, lstrcat, lstrcmp, lstrcmpi */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/collate.h"

/**
 * lstrlenA(), lstrlenW(), lstrlen() - length of a string
 * @s: NULL is fine
 *
 * Return: characters without the NUL; 0 for NULL.
 * Differs: an address that can't be read faults; Windows answers 0.
 * Source: learn.microsoft.com, winbase/nf-winbase-lstrlena
 */
int WINAPI API(lstrlenA)(LPCSTR s)
{
    return s ? (int)strlen(s) : 0;
}
EXPORT(kernel32, lstrlenA);
EXPORT_AS(kernelbase, "lstrlenA", lstrlenA);
EXPORT_AS(kernel32, "lstrlen", lstrlenA);

int WINAPI API(lstrlenW)(LPCWSTR s)
{
    return (int)wstr_length(s);
}
EXPORT(kernel32, lstrlenW);
EXPORT_AS(kernelbase, "lstrlenW", lstrlenW);

/**
 * lstrcpyA(), lstrcpyW(), lstrcpy() - copy a string
 * @to: room for all of it
 * @from: string
 *
 * Return: @to; NULL, with nothing written, when one of them is NULL.
 * Differs: an address that can't be used faults; Windows answers NULL.
 * Source: learn.microsoft.com, winbase/nf-winbase-lstrcpya
 */
LPSTR WINAPI API(lstrcpyA)(LPSTR to, LPCSTR from)
{
    return to && from ? memmove(to, from, strlen(from) + 1) : NULL;
}
EXPORT(kernel32, lstrcpyA);
EXPORT_AS(kernel32, "lstrcpy", lstrcpyA);

LPWSTR WINAPI API(lstrcpyW)(LPWSTR to, LPCWSTR from)
{
    return to && from ? memmove(to, from, (wstr_length(from) + 1) * sizeof(WCHAR)) : NULL;
}
EXPORT(kernel32, lstrcpyW);

/**
 * lstrcpynA(), lstrcpynW(), lstrcpyn() - copy as much of a string as fits
 * @to: gets a NUL in any case unless @room is 0
 * @from: string
 * @room: size of @to in characters, taken as unsigned
 *
 * Return: @to; NULL, with nothing written, when one of them is NULL.
 * Differs: an address that can't be used faults; Windows answers NULL.
 * Source: learn.microsoft.com, winbase/nf-winbase-lstrcpyna
 */
LPSTR WINAPI API(lstrcpynA)(LPSTR to, LPCSTR from, int room)
{
    size_t length;

    if (!to || !from)
        return NULL;
    if (room) {
        length = strnlen(from, (unsigned)room - 1);
        memmove(to, from, length);
        to[length] = '\0';
    }
    return to;
}
EXPORT(kernel32, lstrcpynA);
EXPORT_AS(kernelbase, "lstrcpynA", lstrcpynA);
EXPORT_AS(kernel32, "lstrcpyn", lstrcpynA);

LPWSTR WINAPI API(lstrcpynW)(LPWSTR to, LPCWSTR from, int room)
{
    size_t length = 0;

    if (!to || !from)
        return NULL;
    if (room) {
        while (length < (unsigned)room - 1 && from[length])
            length++;
        memmove(to, from, length * sizeof(WCHAR));
        to[length] = 0;
    }
    return to;
}
EXPORT(kernel32, lstrcpynW);
EXPORT_AS(kernelbase, "lstrcpynW", lstrcpynW);

/**
 * lstrcatA(), lstrcatW(), lstrcat() - append a string
 * @to: string with room for @from behind it
 * @from: string
 *
 * Return: @to; NULL, with nothing written, when one of them is NULL.
 * Differs: an address that can't be used faults; Windows answers NULL.
 * Source: learn.microsoft.com, winbase/nf-winbase-lstrcata
 */
LPSTR WINAPI API(lstrcatA)(LPSTR to, LPCSTR from)
{
    if (!to || !from)
        return NULL;
    memmove(to + strlen(to), from, strlen(from) + 1);
    return to;
}
EXPORT(kernel32, lstrcatA);
EXPORT_AS(kernel32, "lstrcat", lstrcatA);

LPWSTR WINAPI API(lstrcatW)(LPWSTR to, LPCWSTR from)
{
    if (!to || !from)
        return NULL;
    memmove(to + wstr_length(to), from, (wstr_length(from) + 1) * sizeof(WCHAR));
    return to;
}
EXPORT(kernel32, lstrcatW);

/* NULL sorts before every string. */
static int compare_wide(const WCHAR *a, const WCHAR *b, bool ignore_case)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    return collate_words(a, b, ignore_case);
}

static int compare_narrow(const char *a, const char *b, bool ignore_case)
{
    AUTOFREE WCHAR *wide_a = utf8_dup_wide(a), *wide_b = utf8_dup_wide(b);
    int order = compare_wide(wide_a, wide_b, ignore_case);

    surface_succeeded();
    return order;
}

/**
 * lstrcmpA(), lstrcmpW(), lstrcmp() - order two strings as words
 * @a: NULL sorts before every string
 * @b: the same
 *
 * Hyphen and apostrophe count only when all else is equal, and lower case comes before upper.
 *
 * Return: -1, 0 or 1.
 * Differs: the order of letters outside ASCII is that of their code points, not the locale's.
 * Source: learn.microsoft.com, winbase/nf-winbase-lstrcmpa
 */
int WINAPI API(lstrcmpA)(LPCSTR a, LPCSTR b)
{
    return compare_narrow(a, b, false);
}
EXPORT(kernel32, lstrcmpA);
EXPORT_AS(kernelbase, "lstrcmpA", lstrcmpA);
EXPORT_AS(kernel32, "lstrcmp", lstrcmpA);

int WINAPI API(lstrcmpW)(LPCWSTR a, LPCWSTR b)
{
    return compare_wide(a, b, false);
}
EXPORT(kernel32, lstrcmpW);
EXPORT_AS(kernelbase, "lstrcmpW", lstrcmpW);

/**
 * lstrcmpiA(), lstrcmpiW(), lstrcmpi() - order two strings as words, without case
 * @a: NULL sorts before every string
 * @b: the same
 *
 * Return: -1, 0 or 1.
 * Differs: the order of letters outside ASCII is that of their code points, not the locale's.
 * Source: learn.microsoft.com, winbase/nf-winbase-lstrcmpia
 */
int WINAPI API(lstrcmpiA)(LPCSTR a, LPCSTR b)
{
    return compare_narrow(a, b, true);
}
EXPORT(kernel32, lstrcmpiA);
EXPORT_AS(kernelbase, "lstrcmpiA", lstrcmpiA);
EXPORT_AS(kernel32, "lstrcmpi", lstrcmpiA);

int WINAPI API(lstrcmpiW)(LPCWSTR a, LPCWSTR b)
{
    return compare_wide(a, b, true);
}
EXPORT(kernel32, lstrcmpiW);
EXPORT_AS(kernelbase, "lstrcmpiW", lstrcmpiW);
