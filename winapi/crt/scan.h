/* SPDX-License-Identifier: MIT */
/* scan.h - scanf by Windows' rules, for both widths of text */
#ifndef WINSHIM_CRT_SCAN_H
#define WINSHIM_CRT_SCAN_H

#include "stream.h"

enum { SCAN_SECURE = 1 }; /* %s, %c and %[ take a size after the buffer */

struct scan_source {
    bool wide;                              /* of the format and of what get() gives */
    int (*get)(struct scan_source *source); /* -1 at the end */
    void (*unget)(struct scan_source *source, int unit);
    const void *text; /* a string of at most @room units */
    size_t at, room;
    struct crt_file *file;
};

/**
 * scan_run() - read values by a format
 *
 * Return: how many were stored; -1 when the input ends before the first.
 */
int scan_run(struct scan_source *source, const void *format, unsigned options,
             __builtin_ms_va_list arguments);

/** scan_string() - the same from a string of at most @room units */
int scan_string(bool wide, const void *text, size_t room, const void *format, unsigned options,
                __builtin_ms_va_list arguments);

/** scan_stream() - the same from a stream */
int scan_stream(bool wide, struct crt_file *file, const void *format, unsigned options,
                __builtin_ms_va_list arguments);

#endif
