/* SPDX-License-Identifier: MIT */
/* stdio-scanf.c - msvcrt: formatted input (headers stdio.h, wchar.h) */
#include "winapi/crt/scan.h"

#define WITH_ARGUMENTS(last, call)                                                                 \
    __builtin_ms_va_list arguments;                                                                \
    int result;                                                                                    \
                                                                                                   \
    __builtin_ms_va_start(arguments, last);                                                        \
    result = call;                                                                                 \
    __builtin_ms_va_end(arguments);                                                                \
    return result

/**
 * scanf(), fscanf(), sscanf(), wscanf(), fwscanf(), swscanf(), sscanf_s() - values out of text
 *
 * Return: values stored; EOF.
 * Source: learn.microsoft.com, c-runtime-library/reference/scanf-scanf-l-wscanf-wscanf-l
 */
int CDECL API(scanf)(const char *format, ...)
{
    WITH_ARGUMENTS(format, scan_stream(false, stream_standard(0), format, 0, arguments));
}
EXPORT_GUEST(msvcrt, scanf);

int CDECL API(fscanf)(struct crt_file *file, const char *format, ...)
{
    WITH_ARGUMENTS(format, scan_stream(false, file, format, 0, arguments));
}
EXPORT_GUEST(msvcrt, fscanf);

int CDECL API(sscanf)(const char *text, const char *format, ...)
{
    WITH_ARGUMENTS(format, scan_string(false, text, SIZE_MAX, format, 0, arguments));
}
EXPORT_GUEST(msvcrt, sscanf);

int CDECL API(sscanf_s)(const char *text, const char *format, ...)
{
    WITH_ARGUMENTS(format, scan_string(false, text, SIZE_MAX, format, SCAN_SECURE, arguments));
}
EXPORT_GUEST(msvcrt, sscanf_s);

int CDECL API(wscanf)(const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, scan_stream(true, stream_standard(0), format, 0, arguments));
}
EXPORT_GUEST(msvcrt, wscanf);

int CDECL API(fwscanf)(struct crt_file *file, const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, scan_stream(true, file, format, 0, arguments));
}
EXPORT_GUEST(msvcrt, fwscanf);

int CDECL API(swscanf)(const WCHAR *text, const WCHAR *format, ...)
{
    WITH_ARGUMENTS(format, scan_string(true, text, SIZE_MAX, format, 0, arguments));
}
EXPORT_GUEST(msvcrt, swscanf);
