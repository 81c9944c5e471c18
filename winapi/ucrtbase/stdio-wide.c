/* SPDX-License-Identifier: MIT */
/* stdio-wide.c - the C runtime: UTF-16 text on streams (headers stdio.h, wchar.h) */
#include <errno.h>

#include "shim/wstr.h"
#include "winapi/crt/stream.h"

static bool usable(const struct crt_file *file)
{
    if (!stream_valid(file))
        crt_invalid();
    return stream_valid(file);
}

static size_t write_text(const WCHAR *text, size_t wchars, struct crt_file *file)
{
    size_t done;

    if (!usable(file))
        return 0;
    stream_lock(file);
    done = stream_write_wide(file, text, wchars);
    stream_done(file);
    stream_unlock(file);
    return done;
}

/**
 * fputwc(), putwc(), putwchar(), _fputwc_nolock(), _fputwchar(), fputws(), _putws() - write text
 *
 * In text mode it goes out as UTF-8, in binary mode and after _setmode(_O_U16TEXT) as UTF-16.
 *
 * Return: the unit; WEOF; strings: 0, EOF.
 * Source: learn.microsoft.com, c-runtime-library/reference/fputc-fputwc
 */
unsigned short CDECL API(fputwc)(WCHAR unit, struct crt_file *file)
{
    return write_text(&unit, 1, file) ? unit : CRT_WEOF;
}
EXPORT_CRT(fputwc);
EXPORT_CRT_AS("putwc", fputwc);
EXPORT_CRT_AS("_fputwc_nolock", fputwc);

unsigned short CDECL API(putwchar)(WCHAR unit)
{
    return API(fputwc)(unit, stream_standard(1));
}
EXPORT_CRT(putwchar);
EXPORT_CRT_AS("_fputwchar", putwchar);

int CDECL API(fputws)(const WCHAR *text, struct crt_file *file)
{
    size_t wchars = wstr_length(text);

    return write_text(text, wchars, file) == wchars ? 0 : CRT_EOF;
}
EXPORT_CRT(fputws);

int CDECL API(_putws)(const WCHAR *text)
{
    static const WCHAR end[] = {'\n', 0};
    struct crt_file *file = stream_standard(1);
    int result;

    stream_lock(file);
    result = API(fputws)(text, file) || API(fputws)(end, file) ? CRT_EOF : 0;
    stream_unlock(file);
    return result;
}
EXPORT_CRT(_putws);

/**
 * fgetwc(), getwc(), getwchar(), _fgetwc_nolock(), _fgetwchar(), fgetws() - read text
 *
 * Return: the unit; WEOF; fgetws(): @text, NULL at the end before any unit.
 * Source: learn.microsoft.com, c-runtime-library/reference/fgetc-fgetwc
 */
unsigned short CDECL API(fgetwc)(struct crt_file *file)
{
    unsigned unit;

    if (!usable(file))
        return CRT_WEOF;
    stream_lock(file);
    unit = stream_get_wide(file);
    stream_unlock(file);
    return (unsigned short)unit;
}
EXPORT_CRT(fgetwc);
EXPORT_CRT_AS("getwc", fgetwc);
EXPORT_CRT_AS("_fgetwc_nolock", fgetwc);

unsigned short CDECL API(getwchar)(void)
{
    return API(fgetwc)(stream_standard(0));
}
EXPORT_CRT(getwchar);
EXPORT_CRT_AS("_fgetwchar", getwchar);

WCHAR *CDECL API(fgetws)(WCHAR *text, int room, struct crt_file *file)
{
    unsigned unit = 0;
    int at = 0;

    if (!text || room <= 0 || !usable(file)) {
        crt_invalid();
        return NULL;
    }
    stream_lock(file);
    while (at < room - 1 && unit != '\n' && (unit = stream_get_wide(file)) != CRT_WEOF)
        text[at++] = (WCHAR)unit;
    stream_unlock(file);
    if (!at && room > 1)
        return NULL;
    text[at] = 0;
    return text;
}
EXPORT_CRT(fgetws);

/**
 * ungetwc(), _ungetwc_nolock() - push a unit back
 *
 * Return: it; WEOF.
 * Source: learn.microsoft.com, c-runtime-library/reference/ungetc-ungetwc
 */
unsigned short CDECL API(ungetwc)(unsigned short unit, struct crt_file *file)
{
    unsigned result;

    if (!usable(file))
        return CRT_WEOF;
    stream_lock(file);
    result = stream_unget_wide(file, unit);
    stream_unlock(file);
    return (unsigned short)result;
}
EXPORT_CRT(ungetwc);
EXPORT_CRT_AS("_ungetwc_nolock", ungetwc);
