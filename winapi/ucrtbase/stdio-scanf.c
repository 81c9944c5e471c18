/* SPDX-License-Identifier: MIT */
/* stdio-scanf.c - ucrtbase: formatted input (header corecrt_stdio_config.h, stdio.h) */
#include "winapi/crt/scan.h"

/**
 * __stdio_common_vsscanf(), __stdio_common_vswscanf(), __stdio_common_vfscanf(),
 * __stdio_common_vfwscanf() - what the headers' scanf functions call
 * @options: 1: the _s functions
 *
 * Return: values stored; EOF.
 * Source: learn.microsoft.com, c-runtime-library/reference/vsscanf-vswscanf
 */
int CDECL API(__stdio_common_vsscanf)(uint64_t options, const char *text, size_t room,
                                      const char *format, void *locale,
                                      __builtin_ms_va_list arguments)
{
    return scan_string(false, text, room, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vsscanf);

int CDECL API(__stdio_common_vswscanf)(uint64_t options, const WCHAR *text, size_t room,
                                       const WCHAR *format, void *locale,
                                       __builtin_ms_va_list arguments)
{
    return scan_string(true, text, room, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vswscanf);

int CDECL API(__stdio_common_vfscanf)(uint64_t options, struct crt_file *file, const char *format,
                                      void *locale, __builtin_ms_va_list arguments)
{
    return scan_stream(false, file, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vfscanf);

int CDECL API(__stdio_common_vfwscanf)(uint64_t options, struct crt_file *file, const WCHAR *format,
                                       void *locale, __builtin_ms_va_list arguments)
{
    return scan_stream(true, file, format, (unsigned)options, arguments);
}
EXPORT_GUEST(ucrtbase, __stdio_common_vfwscanf);
