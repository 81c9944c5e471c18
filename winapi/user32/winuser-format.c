/* SPDX-License-Identifier: MIT */
/* winuser-format.c - user32: wsprintf and its relatives */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/wformat/wformat.h"

#include <winuser.h>

struct list_holder {
    api_va_list list;
};

static uint64_t next_argument(void *holder)
{
    return va_arg(((struct list_holder *)holder)->list, uint64_t);
}

static int format_narrow(char *out, const char *format, struct list_holder *holder)
{
    struct wformat_arguments arguments = {next_argument, holder};

    if (!out || !format)
        return win32_fail(ERROR_INVALID_PARAMETER, 0);
    return wformat_narrow(out, WFORMAT_LIMIT, format, &arguments, NULL);
}

static int format_wide(WCHAR *out, const WCHAR *format, struct list_holder *holder)
{
    struct wformat_arguments arguments = {next_argument, holder};

    if (!out || !format)
        return win32_fail(ERROR_INVALID_PARAMETER, 0);
    return wformat_wide(out, WFORMAT_LIMIT, format, &arguments, NULL);
}

/**
 * wvsprintfA(), wvsprintfW() - format arguments of a list into a buffer of 1024 characters
 * @out: room for 1024 characters, or as many as the result has with its NUL
 * @format: %[-][#][0][width][.precision]type, with c C d i p s S u x X and the sizes h l w I I32
 *          I64
 * @list: the arguments
 *
 * A longer text is cut to 1023 characters. The precision of a string counts characters of its
 * source, so that a cut never splits a UTF-8 sequence.
 *
 * Return: characters written, without the NUL; 0 with ERROR_INVALID_PARAMETER when @out or
 * @format is NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-wvsprintfa, winuser/nf-winuser-wvsprintfw
 */
int WINAPI API(wvsprintfA)(LPSTR out, LPCSTR format, __ms_va_list list)
{
    struct list_holder holder;

    api_va_copy(holder.list, list);
    return format_narrow(out, format, &holder);
}
EXPORT(user32, wvsprintfA);

int WINAPI API(wvsprintfW)(LPWSTR out, LPCWSTR format, __ms_va_list list)
{
    struct list_holder holder;

    api_va_copy(holder.list, list);
    return format_wide(out, format, &holder);
}
EXPORT(user32, wvsprintfW);

/**
 * wsprintfA(), wsprintfW() - format arguments into a buffer of 1024 characters
 * @out: room for 1024 characters, or as many as the result has with its NUL
 * @format: as for wvsprintfA()
 *
 * Return: characters written, without the NUL; 0 with ERROR_INVALID_PARAMETER when @out or
 * @format is NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-wsprintfa, winuser/nf-winuser-wsprintfw
 */
int WINAPIV API(wsprintfA)(LPSTR out, LPCSTR format, ...)
{
    struct list_holder holder;
    int length;

    api_va_start(holder.list, format);
    length = format_narrow(out, format, &holder);
    api_va_end(holder.list);
    return length;
}
EXPORT(user32, wsprintfA);

int WINAPIV API(wsprintfW)(LPWSTR out, LPCWSTR format, ...)
{
    struct list_holder holder;
    int length;

    api_va_start(holder.list, format);
    length = format_wide(out, format, &holder);
    api_va_end(holder.list);
    return length;
}
EXPORT(user32, wsprintfW);
