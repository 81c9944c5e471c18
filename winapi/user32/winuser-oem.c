/* SPDX-License-Identifier: MIT */
/* winuser-oem.c - user32: between the OEM code page and others; every one of ours is UTF-8 */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"

#include <winuser.h>

static BOOL copy_string(const char *from, char *to)
{
    if (!from || !to)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    memmove(to, from, strlen(from) + 1);
    return TRUE;
}

static BOOL copy_bytes(const char *from, char *to, DWORD bytes)
{
    if (!from || !to)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    memmove(to, from, bytes);
    return TRUE;
}

/* 0, or why two buffers of different widths can't be converted into one another. */
static DWORD width_error(const void *from, const void *to)
{
    if (!from || !to)
        return ERROR_INVALID_PARAMETER;
    return from == to ? ERROR_INVALID_ADDRESS : 0;
}

/**
 * CharToOemA(), CharToOemW() - a string in the OEM code page
 * @from: NUL-terminated
 * @to: gets the string with its NUL; for the A form it may be @from
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for NULL, with ERROR_INVALID_ADDRESS when the
 * W form gets one address twice.
 * Source: learn.microsoft.com, winuser/nf-winuser-chartooema, winuser/nf-winuser-chartooemw
 */
BOOL WINAPI API(CharToOemA)(LPCSTR from, LPSTR to)
{
    return copy_string(from, to);
}
EXPORT(user32, CharToOemA);

BOOL WINAPI API(CharToOemW)(LPCWSTR from, LPSTR to)
{
    DWORD error = width_error(from, to);
    size_t bytes;

    if (error)
        return win32_fail(error, FALSE);
    bytes = wchars_to_utf8(from, wstr_length(from), NULL, 0);
    to[wchars_to_utf8(from, wstr_length(from), to, bytes)] = 0;
    return TRUE;
}
EXPORT(user32, CharToOemW);

/**
 * CharToOemBuffA(), CharToOemBuffW() - a counted string in the OEM code page
 * @from: @count characters, NULs among them
 * @to: room for @count bytes
 * @count: characters
 *
 * Return: TRUE; FALSE as CharToOemA().
 * Differs: the W form writes @count bytes at most, so text that isn't ASCII is cut.
 * Source: learn.microsoft.com, winuser/nf-winuser-chartooembuffa,
 * winuser/nf-winuser-chartooembuffw
 */
BOOL WINAPI API(CharToOemBuffA)(LPCSTR from, LPSTR to, DWORD count)
{
    return copy_bytes(from, to, count);
}
EXPORT(user32, CharToOemBuffA);

BOOL WINAPI API(CharToOemBuffW)(LPCWSTR from, LPSTR to, DWORD count)
{
    DWORD error = width_error(from, to);

    if (error)
        return win32_fail(error, FALSE);
    wchars_to_utf8(from, count, to, count);
    return TRUE;
}
EXPORT(user32, CharToOemBuffW);

/**
 * OemToCharA(), OemToCharW() - a string of the OEM code page in ANSI or UTF-16
 * @from: NUL-terminated
 * @to: gets the string with its NUL; for the A form it may be @from
 *
 * Return: TRUE; FALSE as CharToOemA().
 * Source: learn.microsoft.com, winuser/nf-winuser-oemtochara, winuser/nf-winuser-oemtocharw
 */
BOOL WINAPI API(OemToCharA)(LPCSTR from, LPSTR to)
{
    return copy_string(from, to);
}
EXPORT(user32, OemToCharA);

BOOL WINAPI API(OemToCharW)(LPCSTR from, LPWSTR to)
{
    DWORD error = width_error(from, to);

    if (error)
        return win32_fail(error, FALSE);
    to[utf8_to_wchars(from, strlen(from), to, strlen(from))] = 0;
    return TRUE;
}
EXPORT(user32, OemToCharW);

/**
 * OemToCharBuffA(), OemToCharBuffW() - counted text of the OEM code page in ANSI or UTF-16
 * @from: @count bytes, NULs among them
 * @to: room for @count characters
 * @count: bytes
 *
 * Return: TRUE; FALSE as CharToOemA().
 * Source: learn.microsoft.com, winuser/nf-winuser-oemtocharbuffa,
 * winuser/nf-winuser-oemtocharbuffw
 */
BOOL WINAPI API(OemToCharBuffA)(LPCSTR from, LPSTR to, DWORD count)
{
    return copy_bytes(from, to, count);
}
EXPORT(user32, OemToCharBuffA);

BOOL WINAPI API(OemToCharBuffW)(LPCSTR from, LPWSTR to, DWORD count)
{
    DWORD error = width_error(from, to);

    if (error)
        return win32_fail(error, FALSE);
    utf8_to_wchars(from, count, to, count);
    return TRUE;
}
EXPORT(user32, OemToCharBuffW);
