/* SPDX-License-Identifier: MIT */
/* winuser-char.c - user32: case, classes and stepping of characters */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/upcase.h"
#include "shim/wstr.h"
#include "winapi/charstep/charstep.h"

#include <winnls.h>
#include <winuser.h>

/* ---- case ------------------------------------------------------------------------------- */

static bool is_single(const void *text)
{
    return (uintptr_t)text < 0x10000;
}

static char *map_narrow(char *text, WCHAR (*map)(WCHAR))
{
    if (!is_single(text)) {
        utf8_map_case(text, strlen(text), map);
        return text;
    }
    /* One byte of UTF-8 is a character only below 0x80. */
    return (char *)(uintptr_t)((uintptr_t)text & 0x80 ? (uintptr_t)text & 0xff
                                                      : map((WCHAR)((uintptr_t)text & 0xff)));
}

static WCHAR *map_wide(WCHAR *text, WCHAR (*map)(WCHAR))
{
    if (is_single(text))
        return (WCHAR *)(uintptr_t)map((WCHAR)(uintptr_t)text);
    for (WCHAR *at = text; *at; at++)
        *at = map(*at);
    return text;
}

static DWORD map_narrow_buffer(char *text, DWORD bytes, WCHAR (*map)(WCHAR))
{
    if (!text)
        return 0;
    utf8_map_case(text, bytes, map);
    return bytes;
}

static DWORD map_wide_buffer(WCHAR *text, DWORD wchars, WCHAR (*map)(WCHAR))
{
    if (!text)
        return 0;
    for (DWORD i = 0; i < wchars; i++)
        text[i] = map(text[i]);
    return wchars;
}

/**
 * CharUpperA(), CharUpperW() - map a string in place, or one character, to upper case
 * @text: NUL-terminated; or, when its upper bits are zero, a character itself
 *
 * No locale: "i" maps to "I" everywhere. The last error isn't touched.
 *
 * Return: @text; or the mapped character.
 * Differs: the A form leaves a character alone whose mapping has another length in UTF-8.
 * Source: learn.microsoft.com, winuser/nf-winuser-charuppera,
 * winuser/nf-winuser-charupperw
 */
LPSTR WINAPI API(CharUpperA)(LPSTR text)
{
    return map_narrow(text, wchar_upper);
}
EXPORT(user32, CharUpperA);
EXPORT_AS(kernelbase, "CharUpperA", CharUpperA);

LPWSTR WINAPI API(CharUpperW)(LPWSTR text)
{
    return map_wide(text, wchar_upper);
}
EXPORT(user32, CharUpperW);
EXPORT_AS(kernelbase, "CharUpperW", CharUpperW);

/**
 * CharUpperBuffA(), CharUpperBuffW() - map a counted buffer in place to upper case
 * @text: NULs in it are characters like others
 * @bytes, @wchars: its length
 *
 * Return: characters processed; 0 when @text is NULL.
 * Differs: as CharUpperA().
 * Source: learn.microsoft.com, winuser/nf-winuser-charupperbuffa,
 * winuser/nf-winuser-charupperbuffw
 */
DWORD WINAPI API(CharUpperBuffA)(LPSTR text, DWORD bytes)
{
    return map_narrow_buffer(text, bytes, wchar_upper);
}
EXPORT(user32, CharUpperBuffA);
EXPORT_AS(kernelbase, "CharUpperBuffA", CharUpperBuffA);

DWORD WINAPI API(CharUpperBuffW)(LPWSTR text, DWORD wchars)
{
    return map_wide_buffer(text, wchars, wchar_upper);
}
EXPORT(user32, CharUpperBuffW);
EXPORT_AS(kernelbase, "CharUpperBuffW", CharUpperBuffW);

/**
 * CharLowerA(), CharLowerW() - map a string in place, or one character, to lower case
 * @text: NUL-terminated; or, when its upper bits are zero, a character itself
 *
 * No locale: "i" maps to "I" everywhere. The last error isn't touched.
 *
 * Return: @text; or the mapped character.
 * Differs: the A form leaves a character alone whose mapping has another length in UTF-8.
 * Source: learn.microsoft.com, winuser/nf-winuser-charlowera,
 * winuser/nf-winuser-charlowerw
 */
LPSTR WINAPI API(CharLowerA)(LPSTR text)
{
    return map_narrow(text, wchar_lower);
}
EXPORT(user32, CharLowerA);
EXPORT_AS(kernelbase, "CharLowerA", CharLowerA);

LPWSTR WINAPI API(CharLowerW)(LPWSTR text)
{
    return map_wide(text, wchar_lower);
}
EXPORT(user32, CharLowerW);
EXPORT_AS(kernelbase, "CharLowerW", CharLowerW);

/**
 * CharLowerBuffA(), CharLowerBuffW() - map a counted buffer in place to lower case
 * @text: NULs in it are characters like others
 * @bytes, @wchars: its length
 *
 * Return: characters processed; 0 when @text is NULL.
 * Differs: as CharLowerA().
 * Source: learn.microsoft.com, winuser/nf-winuser-charlowerbuffa,
 * winuser/nf-winuser-charlowerbuffw
 */
DWORD WINAPI API(CharLowerBuffA)(LPSTR text, DWORD bytes)
{
    return map_narrow_buffer(text, bytes, wchar_lower);
}
EXPORT(user32, CharLowerBuffA);
EXPORT_AS(kernelbase, "CharLowerBuffA", CharLowerBuffA);

DWORD WINAPI API(CharLowerBuffW)(LPWSTR text, DWORD wchars)
{
    return map_wide_buffer(text, wchars, wchar_lower);
}
EXPORT(user32, CharLowerBuffW);
EXPORT_AS(kernelbase, "CharLowerBuffW", CharLowerBuffW);

/* ---- classes ---------------------------------------------------------------------------- */

/* A byte of UTF-8 above 0x7f is part of a character, and so of no class. */
static WCHAR byte_as_character(CHAR c)
{
    return (c & 0x80) ? 0 : (WCHAR)c;
}

/**
 * IsCharAlphaA(), IsCharAlphaW() - whether a character is a letter, syllable or ideograph of any
 * language
 * @c: one code unit; a byte of a longer UTF-8 sequence is none
 *
 * Return: TRUE or FALSE; the last error isn't touched.
 * Source: learn.microsoft.com, winuser/nf-winuser-ischaralphaa,
 * winuser/nf-winuser-ischaralphaw
 */
BOOL WINAPI API(IsCharAlphaA)(CHAR c)
{
    WCHAR unit = byte_as_character(c);

    return wchar_is_alpha(unit);
}
EXPORT(user32, IsCharAlphaA);
EXPORT_AS(kernelbase, "IsCharAlphaA", IsCharAlphaA);

BOOL WINAPI API(IsCharAlphaW)(WCHAR c)
{
    return wchar_is_alpha(c);
}
EXPORT(user32, IsCharAlphaW);
EXPORT_AS(kernelbase, "IsCharAlphaW", IsCharAlphaW);

/**
 * IsCharAlphaNumericA(), IsCharAlphaNumericW() - whether a character is a letter or a digit of any
 * language
 * @c: one code unit; a byte of a longer UTF-8 sequence is none
 *
 * Return: TRUE or FALSE; the last error isn't touched.
 * Source: learn.microsoft.com, winuser/nf-winuser-ischaralphanumerica,
 * winuser/nf-winuser-ischaralphanumericw
 */
BOOL WINAPI API(IsCharAlphaNumericA)(CHAR c)
{
    WCHAR unit = byte_as_character(c);

    return wchar_is_alpha(unit) || wchar_is_digit(unit);
}
EXPORT(user32, IsCharAlphaNumericA);
EXPORT_AS(kernelbase, "IsCharAlphaNumericA", IsCharAlphaNumericA);

BOOL WINAPI API(IsCharAlphaNumericW)(WCHAR c)
{
    return wchar_is_alpha(c) || wchar_is_digit(c);
}
EXPORT(user32, IsCharAlphaNumericW);
EXPORT_AS(kernelbase, "IsCharAlphaNumericW", IsCharAlphaNumericW);

/**
 * IsCharUpperA(), IsCharUpperW() - whether a character is a capital letter
 * @c: one code unit; a byte of a longer UTF-8 sequence is none
 *
 * Return: TRUE or FALSE; the last error isn't touched.
 * Source: learn.microsoft.com, winuser/nf-winuser-ischaruppera,
 * winuser/nf-winuser-ischarupperw
 */
BOOL WINAPI API(IsCharUpperA)(CHAR c)
{
    WCHAR unit = byte_as_character(c);

    return wchar_is_upper(unit);
}
EXPORT(user32, IsCharUpperA);
EXPORT_AS(kernelbase, "IsCharUpperA", IsCharUpperA);

BOOL WINAPI API(IsCharUpperW)(WCHAR c)
{
    return wchar_is_upper(c);
}
EXPORT(user32, IsCharUpperW);
EXPORT_AS(kernelbase, "IsCharUpperW", IsCharUpperW);

/**
 * IsCharLowerA(), IsCharLowerW() - whether a character is a small letter
 * @c: one code unit; a byte of a longer UTF-8 sequence is none
 *
 * Return: TRUE or FALSE; the last error isn't touched.
 * Source: learn.microsoft.com, winuser/nf-winuser-ischarlowera,
 * winuser/nf-winuser-ischarlowerw
 */
BOOL WINAPI API(IsCharLowerA)(CHAR c)
{
    WCHAR unit = byte_as_character(c);

    return wchar_is_lower(unit);
}
EXPORT(user32, IsCharLowerA);
EXPORT_AS(kernelbase, "IsCharLowerA", IsCharLowerA);

BOOL WINAPI API(IsCharLowerW)(WCHAR c)
{
    return wchar_is_lower(c);
}
EXPORT(user32, IsCharLowerW);
EXPORT_AS(kernelbase, "IsCharLowerW", IsCharLowerW);

/* ---- steps ------------------------------------------------------------------------------ */

/**
 * CharNextA(), CharNextW() - the character after this one
 * @current: in a NUL-terminated string; NULL is fine
 *
 * The W form takes a letter with its combining marks, and a surrogate pair, as one character; the
 * A form a UTF-8 sequence.
 *
 * Return: the next character; @current itself at the NUL.
 * Source: learn.microsoft.com, winuser/nf-winuser-charnexta,
 * winuser/nf-winuser-charnextw
 */
LPSTR WINAPI API(CharNextA)(LPCSTR current)
{
    return (LPSTR)charstep_next(current, CP_UTF8);
}
EXPORT(user32, CharNextA);
EXPORT_AS(kernelbase, "CharNextA", CharNextA);

LPWSTR WINAPI API(CharNextW)(LPCWSTR current)
{
    return (LPWSTR)charstep_next_wide(current);
}
EXPORT(user32, CharNextW);
EXPORT_AS(kernelbase, "CharNextW", CharNextW);

/**
 * CharPrevA(), CharPrevW() - the character before this one
 * @start: first character of the string
 * @current: a character in it, or its NUL
 *
 * Return: the previous character; @start when there is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-charpreva,
 * winuser/nf-winuser-charprevw
 */
LPSTR WINAPI API(CharPrevA)(LPCSTR start, LPCSTR current)
{
    return (LPSTR)charstep_previous(start, current, CP_UTF8);
}
EXPORT(user32, CharPrevA);
EXPORT_AS(kernelbase, "CharPrevA", CharPrevA);

LPWSTR WINAPI API(CharPrevW)(LPCWSTR start, LPCWSTR current)
{
    return (LPWSTR)charstep_previous_wide(start, current);
}
EXPORT(user32, CharPrevW);
EXPORT_AS(kernelbase, "CharPrevW", CharPrevW);

/**
 * CharNextExA() - the character after this one in a code page
 * @page: CP_UTF8 and the system's pages (UTF-8 here) and the double-byte pages 932, 936, 949, 950
 *        and 1361 are known; all others have one byte a character
 * @current: in a NUL-terminated string
 * @flags: reserved
 *
 * Return: the next character; @current itself at the NUL.
 * Source: learn.microsoft.com, winuser/nf-winuser-charnextexa
 */
LPSTR WINAPI API(CharNextExA)(WORD page, LPCSTR current, DWORD flags)
{
    return (LPSTR)charstep_next(current, page);
}
EXPORT(user32, CharNextExA);
EXPORT_AS(kernelbase, "CharNextExA", CharNextExA);

/**
 * CharPrevExA() - the character before this one in a code page
 * @page: as for CharNextExA()
 * @start: first character of the string
 * @current: a character in it, or its NUL
 * @flags: reserved
 *
 * Return: the previous character; @start when there is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-charprevexa
 */
LPSTR WINAPI API(CharPrevExA)(WORD page, LPCSTR start, LPCSTR current, DWORD flags)
{
    return (LPSTR)charstep_previous(start, current, page);
}
EXPORT(user32, CharPrevExA);
EXPORT_AS(kernelbase, "CharPrevExA", CharPrevExA);
