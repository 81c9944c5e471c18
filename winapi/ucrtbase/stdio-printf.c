/* SPDX-License-Identifier: MIT */
/* stdio-printf.c - ucrtbase: formatted output (header corecrt_stdio_config.h, stdio.h) */
#include <stdio.h>

#include "winapi/crt/format.h"

/**
 * __stdio_common_vfprintf(), __stdio_common_vfprintf_s(), __stdio_common_vfprintf_p(),
 * __stdio_common_vfwprintf(), __stdio_common_vfwprintf_s(), __stdio_common_vfwprintf_p() - what
 * the headers' printf functions call for a stream
 * @options: _CRT_INTERNAL_PRINTF_*
 * @locale: not used
 *
 * Return: characters; -1.
 * Source: learn.microsoft.com,
 * c-runtime-library/reference/vfprintf-vfprintf-l-vfwprintf-vfwprintf-l
 */
int CDECL API(__stdio_common_vfprintf)(uint64_t options, struct crt_file *file, const char *format,
                                       void *locale, __builtin_ms_va_list arguments)
{
    return format_stream(false, file, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vfprintf);
EXPORT_GUEST_AS(ucrtbase, "__stdio_common_vfprintf_s", __stdio_common_vfprintf);
EXPORT_GUEST_AS(ucrtbase, "__stdio_common_vfprintf_p", __stdio_common_vfprintf);

int CDECL API(__stdio_common_vfwprintf)(uint64_t options, struct crt_file *file,
                                        const WCHAR *format, void *locale,
                                        __builtin_ms_va_list arguments)
{
    return format_stream(true, file, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vfwprintf);
EXPORT_GUEST_AS(ucrtbase, "__stdio_common_vfwprintf_s", __stdio_common_vfwprintf);
EXPORT_GUEST_AS(ucrtbase, "__stdio_common_vfwprintf_p", __stdio_common_vfwprintf);

/**
 * __stdio_common_vsprintf(), __stdio_common_vsprintf_p(), __stdio_common_vswprintf(),
 * __stdio_common_vswprintf_p() - what the headers' sprintf functions call
 * @room: size of @out in characters
 *
 * Return: characters without the NUL; -1 when @out is too small and the options aren't C99's.
 * Source: learn.microsoft.com, c-runtime-library/reference/vsnprintf-vsnprintf-vsnprintf-l-
 *   vsnwprintf-vsnwprintf-l
 */
int CDECL API(__stdio_common_vsprintf)(uint64_t options, char *out, size_t room, const char *format,
                                       void *locale, __builtin_ms_va_list arguments)
{
    return format_buffer(false, out, room, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vsprintf);
EXPORT_GUEST_AS(ucrtbase, "__stdio_common_vsprintf_p", __stdio_common_vsprintf);

int CDECL API(__stdio_common_vswprintf)(uint64_t options, WCHAR *out, size_t room,
                                        const WCHAR *format, void *locale,
                                        __builtin_ms_va_list arguments)
{
    return format_buffer(true, out, room, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vswprintf);
EXPORT_GUEST_AS(ucrtbase, "__stdio_common_vswprintf_p", __stdio_common_vswprintf);

/**
 * __stdio_common_vsprintf_s(), __stdio_common_vswprintf_s() - what the headers' sprintf_s functions
 * call
 *
 * Return: characters without the NUL; -1 with ERANGE and an empty @out when it is too small.
 * Source: learn.microsoft.com, c-runtime-library/reference/vsprintf-s-vsprintf-s-l-vswprintf-s-
 *   vswprintf-s-l
 */
int CDECL API(__stdio_common_vsprintf_s)(uint64_t options, char *out, size_t room,
                                         const char *format, void *locale,
                                         __builtin_ms_va_list arguments)
{
    return format_buffer_secure(false, out, room, room, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vsprintf_s);

int CDECL API(__stdio_common_vswprintf_s)(uint64_t options, WCHAR *out, size_t room,
                                          const WCHAR *format, void *locale,
                                          __builtin_ms_va_list arguments)
{
    return format_buffer_secure(true, out, room, room, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vswprintf_s);

/**
 * __stdio_common_vsnprintf_s(), __stdio_common_vsnwprintf_s() - what the headers' _snprintf_s
 * functions call
 * @limit: characters to be written at most; (size_t)-1, _TRUNCATE, cuts off what doesn't fit
 *
 * Return: as __stdio_common_vsprintf_s(); -1 without an error when the text was cut off.
 * Source: learn.microsoft.com, c-runtime-library/reference/vsnprintf-s-vsnprintf-s-vsnprintf-s-l-
 *   vsnwprintf-s-vsnwprintf-s-l
 */
int CDECL API(__stdio_common_vsnprintf_s)(uint64_t options, char *out, size_t room, size_t limit,
                                          const char *format, void *locale,
                                          __builtin_ms_va_list arguments)
{
    return format_buffer_secure(false, out, room, limit, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vsnprintf_s);

int CDECL API(__stdio_common_vsnwprintf_s)(uint64_t options, WCHAR *out, size_t room, size_t limit,
                                           const WCHAR *format, void *locale,
                                           __builtin_ms_va_list arguments)
{
    return format_buffer_secure(true, out, room, limit, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vsnwprintf_s);
