/* SPDX-License-Identifier: MIT */
/* trace-line.c - lines of the trace, see trace-line.h */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trace-line.h"

void trace_line_init(struct trace_line *line)
{
    line->bytes = line->own;
    line->length = 0;
    line->room = sizeof(line->own);
    line->lost = false;
}

void trace_line_finish(struct trace_line *line)
{
    if (line->bytes != line->own)
        free(line->bytes);
    trace_line_init(line);
}

static bool reserve(struct trace_line *line, size_t more)
{
    size_t room = line->room;
    char *bytes;

    if (more <= room - line->length)
        return true;
    while (room - line->length < more)
        room *= 2;
    bytes = realloc(line->bytes == line->own ? NULL : line->bytes, room);
    if (!bytes) {
        line->lost = true;
        return false;
    }
    if (line->bytes == line->own)
        memcpy(bytes, line->own, line->length);
    line->bytes = bytes;
    line->room = room;
    return true;
}

void trace_line_add(struct trace_line *line, const char *bytes, size_t length)
{
    if (!reserve(line, length))
        return;
    memcpy(line->bytes + line->length, bytes, length);
    line->length += length;
}

/* Where to cut @bytes so that no character is torn, when all of it was well-formed. */
static size_t whole_characters(const char *bytes, size_t length)
{
    size_t start = length;

    while (start > 0 && length - start < 3 && ((unsigned char)bytes[start - 1] & 0xc0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)bytes[start - 1] >= 0xc0)
        start--;
    else
        start = length;
    return start < length && trace_utf8(bytes + start, length - start) ? length : start;
}

void trace_line_vformat(struct trace_line *line, const char *format, va_list list)
{
    size_t length;
    va_list again;
    int wanted;

    va_copy(again, list);
    wanted = vsnprintf(line->bytes + line->length, line->room - line->length, format, again);
    va_end(again);
    if (wanted < 0)
        return;
    length = (size_t)wanted < TRACE_TEXT_LIMIT ? (size_t)wanted : TRACE_TEXT_LIMIT;
    if (length >= line->room - line->length) {
        if (!reserve(line, length + 1))
            return;
        vsnprintf(line->bytes + line->length, length + 1, format, list);
    }
    if (length < (size_t)wanted)
        length = whole_characters(line->bytes + line->length, length);
    line->length += length;
    if (length < (size_t)wanted)
        trace_line_add(line, "...", 3);
}

void trace_line_format(struct trace_line *line, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    trace_line_vformat(line, format, list);
    va_end(list);
}

size_t trace_utf8(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    size_t size = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;

    if (at[0] > 0xf4 || size > length)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    /* Not in more bytes than needed, no surrogates, nothing above U+10FFFF. */
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
        (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))
        return 0;
    return size;
}

/* \n, \r, \t, or 0 */
static char letter_of(unsigned char byte)
{
    return byte == '\n' ? 'n' : byte == '\r' ? 'r' : byte == '\t' ? 't' : 0;
}

/* How many of the bytes need no thought: printable ASCII but for quotes and backslashes. */
static size_t simple_run(const char *bytes, size_t length)
{
    size_t run = 0;

    while (run < length && bytes[run] >= 0x20 && bytes[run] < 0x7f && bytes[run] != '"' &&
           bytes[run] != '\\')
        run++;
    return run;
}

static void add_escaped(struct trace_line *line, const char *bytes, size_t length, bool quoted)
{
    size_t size;

    for (size_t i = 0; i < length; i += size ? size : 1) {
        unsigned char byte = (unsigned char)bytes[i];

        size = simple_run(bytes + i, length - i);
        if (size) {
            trace_line_add(line, bytes + i, size);
            continue;
        }
        size = trace_utf8(bytes + i, length - i);
        if (letter_of(byte))
            trace_line_format(line, "\\%c", letter_of(byte));
        else if (!size || byte < 0x20 || byte == 0x7f)
            trace_line_format(line, "\\x%02x", byte);
        else if (quoted && (byte == '"' || byte == '\\'))
            trace_line_format(line, "\\%c", byte);
        else
            trace_line_add(line, bytes + i, size);
    }
}

void trace_line_plain(struct trace_line *line, const char *bytes, size_t length)
{
    add_escaped(line, bytes, length, false);
}

void trace_line_quoted(struct trace_line *line, const char *bytes, size_t length)
{
    trace_line_add(line, "\"", 1);
    add_escaped(line, bytes, length, true);
    trace_line_add(line, "\"", 1);
}

void trace_line_json(struct trace_line *line, const char *bytes, size_t length)
{
    size_t size;

    trace_line_add(line, "\"", 1);
    for (size_t i = 0; i < length; i += size ? size : 1) {
        unsigned char byte = (unsigned char)bytes[i];

        size = simple_run(bytes + i, length - i);
        if (size) {
            trace_line_add(line, bytes + i, size);
            continue;
        }
        size = trace_utf8(bytes + i, length - i);
        if (!size)
            trace_line_add(line, "\xef\xbf\xbd", 3);
        else if (letter_of(byte))
            trace_line_format(line, "\\%c", letter_of(byte));
        else if (byte < 0x20 || byte == 0x7f)
            trace_line_format(line, "\\u%04x", byte);
        else if (byte == '"' || byte == '\\')
            trace_line_format(line, "\\%c", byte);
        else
            trace_line_add(line, bytes + i, size);
    }
    trace_line_add(line, "\"", 1);
}
