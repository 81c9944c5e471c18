/* SPDX-License-Identifier: MIT */
/* format.h - printf by Windows' rules, for both widths of text */
#ifndef WINSHIM_CRT_FORMAT_H
#define WINSHIM_CRT_FORMAT_H

#include "stream.h"

/* Options of ucrtbase's __stdio_common_v*printf; msvcrt behaves as with the last two. */
enum {
    FORMAT_UNTERMINATED = 1,  /* _vsnprintf: no NUL when the text fills the buffer */
    FORMAT_C99 = 2,           /* vsnprintf: returns the length that it takes */
    FORMAT_WIDE_SWAPPED = 4,  /* %s of wide functions is wide, %S narrow */
    FORMAT_MSVCRT = 8,        /* 1.#INF, F and N are sizes */
    FORMAT_THREE_DIGITS = 16, /* of an exponent */
    FORMAT_OLD = FORMAT_WIDE_SWAPPED | FORMAT_MSVCRT | FORMAT_THREE_DIGITS,
};

struct format_sink {
    bool wide;
    void (*put)(struct format_sink *sink, const void *units, size_t count);
    /* For buffers: */
    void *out;
    size_t room, used; /* used counts what doesn't fit too */
    /* For streams: */
    struct crt_file *file;
    bool failed;
};

/**
 * format_run() - format into a sink
 * @format: of the sink's width
 *
 * Return: units put; -1 with errno set for a forbidden format or a failed write.
 */
int format_run(struct format_sink *sink, const void *format, unsigned options,
               __builtin_ms_va_list arguments);

/**
 * format_buffer() - format into a buffer, as ucrtbase's options say
 * @out: @room units, or NULL with 0 to count
 *
 * Return: units without the NUL; -1 when the buffer is too small and FORMAT_C99 isn't given.
 */
int format_buffer(bool wide, void *out, size_t room, const void *format, unsigned options,
                  __builtin_ms_va_list arguments);

/**
 * format_buffer_secure() - as the _s functions
 * @limit: units to be written at most; SIZE_MAX (_TRUNCATE) cuts off what doesn't fit
 *
 * Return: units without the NUL; -1 with ERANGE when it doesn't fit: the buffer is empty then, or
 * cut off for _TRUNCATE, which isn't an error.
 */
int format_buffer_secure(bool wide, void *out, size_t room, size_t limit, const void *format,
                         unsigned options, __builtin_ms_va_list arguments);

/** format_stream() - format to a stream. Return: units; -1. */
int format_stream(bool wide, struct crt_file *file, const void *format, unsigned options,
                  __builtin_ms_va_list arguments);

#endif
