/* SPDX-License-Identifier: MIT */
/*
 * trace-line.h - a growing line of text: plain, as a JSON string, as a C string
 *
 * What is added is never written in part: when memory is out the line is marked
 * as lost. Short lines take no memory from the heap.
 */
#ifndef WINSHIM_TRACE_LINE_H
#define WINSHIM_TRACE_LINE_H

#include <stdarg.h>

#include "abi.h"

#define TRACE_TEXT_LIMIT 65536 /* bytes of one message; what is longer ends in "..." */

struct trace_line {
    char *bytes; /* not terminated */
    size_t length, room;
    bool lost; /* memory was out: incomplete */
    char own[1024];
};

/** trace_line_init() - an empty line */
void trace_line_init(struct trace_line *line);

/** trace_line_finish() - free what it took from the heap */
void trace_line_finish(struct trace_line *line);

/** trace_line_add() - bytes as they are */
void trace_line_add(struct trace_line *line, const char *bytes, size_t length);

/** trace_line_format() - printf; at most TRACE_TEXT_LIMIT bytes, cut between characters */
void trace_line_format(struct trace_line *line, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** trace_line_vformat() - vprintf, likewise */
void trace_line_vformat(struct trace_line *line, const char *format, va_list list)
    __attribute__((format(printf, 2, 0)));

/** trace_line_plain() - text for people: control characters and invalid UTF-8 as \n, \x1b */
void trace_line_plain(struct trace_line *line, const char *bytes, size_t length);

/** trace_line_json() - a JSON string with its quotes; invalid UTF-8 becomes U+FFFD */
void trace_line_json(struct trace_line *line, const char *bytes, size_t length);

/** trace_line_quoted() - as C has it: "C:\\x\n" */
void trace_line_quoted(struct trace_line *line, const char *bytes, size_t length);

/**
 * trace_utf8() - the character at @bytes
 *
 * Return: its length, 1 to 4; 0 when it isn't well-formed UTF-8 (RFC 3629) or cut.
 */
size_t trace_utf8(const char *bytes, size_t length);

#endif
