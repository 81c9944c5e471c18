/* SPDX-License-Identifier: MIT */
/* stdio-printf.c - msvcrt: formatted output (header stdio.h, wchar.h) */
#include <stdio.h>

#include "winapi/crt/format.h"

/* Run @call with the variadic arguments as @arguments. */
#define WITH_ARGUMENTS(last, call)                                                                 \
    __builtin_ms_va_list arguments;                                                                \
    int result;                                                                                    \
                                                                                                   \
    __builtin_ms_va_start(arguments, last);                                                        \
    result = call;                                                                                 \
    __builtin_ms_va_end(arguments);                                                                \
    return result

#define UNLIMITED ((size_t)INT32_MAX)

/**
 * printf(), vprintf(), fprintf(), vfprintf(), wprintf(), vwprintf(), fwprintf(), vfwprintf() -
 * formatted output to a stream
 *
 * Return: characters; -1.
 * Source: learn.microsoft.com, c-runtime-library/reference/printf-printf-l-wprintf-wprintf-l
 */
int CDECL API(vfprintf)(struct crt_file *file, const char *format, __builtin_ms_va_list arguments)
{
    return format_stream(false, file, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, vfprintf);

int CDECL API(vprintf)(const char *format, __builtin_ms_va_list arguments)
{
    return format_stream(false, stream_standard(1), format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, vprintf);

int CDECL API(fprintf)(struct crt_file *file, const char *format, ...)
{
    WITH_ARGUMENTS(format, format_stream(false, file, format, FORMAT_OLD, arguments));
}
EXPORT_GUEST(msvcrt, fprintf);

int CDECL API(printf)(const char *format, ...)
{
    WITH_ARGUMENTS(format, format_stream(false, stream_standard(1), format, FORMAT_OLD, arguments));
}
EXPORT_GUEST(msvcrt, printf);

int CDECL API(vfwprintf)(struct crt_file *file, const WCHAR *format, __builtin_ms_va_list arguments)
{
    return format_stream(true, file, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, vfwprintf);

int CDECL API(vwprintf)(const WCHAR *format, __builtin_ms_va_list arguments)
{
    return format_stream(true, stream_standard(1), format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, vwprintf);

int CDECL API(fwprintf)(struct crt_file *file, const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, format_stream(true, file, format, FORMAT_OLD, arguments));
}
EXPORT_GUEST(msvcrt, fwprintf);

int CDECL API(wprintf)(const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, format_stream(true, stream_standard(1), format, FORMAT_OLD, arguments));
}
EXPORT_GUEST(msvcrt, wprintf);

/**
 * sprintf(), vsprintf(), _snprintf(), _vsnprintf(), vsnprintf(), swprintf(), vswprintf(),
 * _snwprintf(), _vsnwprintf() - formatted output to a buffer
 *
 * The functions with a size write no NUL when the text fills the buffer.
 *
 * Return: characters; -1 when the buffer is too small.
 * Source: learn.microsoft.com, c-runtime-library/reference/snprintf-snprintf-snprintf-l-snwprintf-
 *   snwprintf-l
 */
int CDECL API(_vsnprintf)(char *out, size_t room, const char *format,
                          __builtin_ms_va_list arguments)
{
    return format_buffer(false, out, room, format, FORMAT_OLD | FORMAT_UNTERMINATED, arguments);
}
EXPORT_GUEST(msvcrt, _vsnprintf);
EXPORT_GUEST_AS(msvcrt, "vsnprintf", _vsnprintf);

int CDECL API(vsprintf)(char *out, const char *format, __builtin_ms_va_list arguments)
{
    return format_buffer(false, out, UNLIMITED, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, vsprintf);

int CDECL API(sprintf)(char *out, const char *format, ...)
{
    WITH_ARGUMENTS(format, format_buffer(false, out, UNLIMITED, format, FORMAT_OLD, arguments));
}
EXPORT_GUEST(msvcrt, sprintf);

int CDECL API(_snprintf)(char *out, size_t room, const char *format, ...)
{
    WITH_ARGUMENTS(format, API(_vsnprintf)(out, room, format, arguments));
}
EXPORT_GUEST(msvcrt, _snprintf);

int CDECL API(_vsnwprintf)(WCHAR *out, size_t room, const WCHAR *format,
                           __builtin_ms_va_list arguments)
{
    return format_buffer(true, out, room, format, FORMAT_OLD | FORMAT_UNTERMINATED, arguments);
}
EXPORT_GUEST(msvcrt, _vsnwprintf);

int CDECL API(_snwprintf)(WCHAR *out, size_t room, const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, API(_vsnwprintf)(out, room, format, arguments));
}
EXPORT_GUEST(msvcrt, _snwprintf);

int CDECL API(vswprintf)(WCHAR *out, const WCHAR *format, __builtin_ms_va_list arguments)
{
    return format_buffer(true, out, UNLIMITED, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, vswprintf);

int CDECL API(swprintf)(WCHAR *out, const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, format_buffer(true, out, UNLIMITED, format, FORMAT_OLD, arguments));
}
EXPORT_GUEST(msvcrt, swprintf);

/**
 * _vscprintf(), _scprintf(), _vscwprintf(), _scwprintf() - characters that a text would have
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/vscprintf-vscprintf-l-vscwprintf-
 *   vscwprintf-l
 */
int CDECL API(_vscprintf)(const char *format, __builtin_ms_va_list arguments)
{
    return format_buffer(false, NULL, 0, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, _vscprintf);

int CDECL API(_scprintf)(const char *format, ...)
{
    WITH_ARGUMENTS(format, format_buffer(false, NULL, 0, format, FORMAT_OLD, arguments));
}
EXPORT_GUEST(msvcrt, _scprintf);

int CDECL API(_vscwprintf)(const WCHAR *format, __builtin_ms_va_list arguments)
{
    return format_buffer(true, NULL, 0, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, _vscwprintf);

int CDECL API(_scwprintf)(const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, format_buffer(true, NULL, 0, format, FORMAT_OLD, arguments));
}
EXPORT_GUEST(msvcrt, _scwprintf);

/**
 * sprintf_s(), vsprintf_s(), swprintf_s(), vswprintf_s(), _snprintf_s(), _vsnprintf_s(),
 * _snwprintf_s(), _vsnwprintf_s() - formatted output to a buffer of known size
 * @limit: characters to be written at most; (size_t)-1, _TRUNCATE, cuts off what doesn't fit
 *
 * Return: characters; -1 with ERANGE and an empty buffer when it is too small.
 * Source: learn.microsoft.com, c-runtime-library/reference/sprintf-s-sprintf-s-l-swprintf-s-
 *   swprintf-s-l
 */
int CDECL API(vsprintf_s)(char *out, size_t room, const char *format,
                          __builtin_ms_va_list arguments)
{
    return format_buffer_secure(false, out, room, room, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, vsprintf_s);

int CDECL API(sprintf_s)(char *out, size_t room, const char *format, ...)
{
    WITH_ARGUMENTS(format, API(vsprintf_s)(out, room, format, arguments));
}
EXPORT_GUEST(msvcrt, sprintf_s);

int CDECL API(vswprintf_s)(WCHAR *out, size_t room, const WCHAR *format,
                           __builtin_ms_va_list arguments)
{
    return format_buffer_secure(true, out, room, room, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, vswprintf_s);

int CDECL API(swprintf_s)(WCHAR *out, size_t room, const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, API(vswprintf_s)(out, room, format, arguments));
}
EXPORT_GUEST(msvcrt, swprintf_s);

int CDECL API(_vsnprintf_s)(char *out, size_t room, size_t limit, const char *format,
                            __builtin_ms_va_list arguments)
{
    return format_buffer_secure(false, out, room, limit, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, _vsnprintf_s);

int CDECL API(_snprintf_s)(char *out, size_t room, size_t limit, const char *format, ...)
{
    WITH_ARGUMENTS(format, API(_vsnprintf_s)(out, room, limit, format, arguments));
}
EXPORT_GUEST(msvcrt, _snprintf_s);

int CDECL API(_vsnwprintf_s)(WCHAR *out, size_t room, size_t limit, const WCHAR *format,
                             __builtin_ms_va_list arguments)
{
    return format_buffer_secure(true, out, room, limit, format, FORMAT_OLD, arguments);
}
EXPORT_GUEST(msvcrt, _vsnwprintf_s);

int CDECL API(_snwprintf_s)(WCHAR *out, size_t room, size_t limit, const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, API(_vsnwprintf_s)(out, room, limit, format, arguments));
}
EXPORT_GUEST(msvcrt, _snwprintf_s);
