/* SPDX-License-Identifier: MIT */
/*
 * wformat.c - parses wsprintf's format fields and lays out each argument, see wformat.h
 *
 * One parser serves both widths: formats and literal texts are read as units,
 * and a sink writes UTF-16 or UTF-8.
 */
#include <string.h>

#include "shim/wstr.h"
#include "wformat.h"

struct sink {
    WCHAR *wide;  /* one of these two */
    char *narrow; /* NULL for UTF-16 */
    size_t room;  /* units, without the NUL */
    size_t used;
    size_t length; /* units that the text needs */
};

enum size { SIZE_PLAIN, SIZE_SHORT, SIZE_LONG, SIZE_64 };

struct field {
    bool left, alternate, zero;
    unsigned width;
    unsigned precision; /* 0: none */
    enum size size;
    unsigned type;
};

/* ---- output ----------------------------------------------------------------------------- */

/* A character that no longer fits whole ends the text; nothing shorter may follow it. */
static void sink_bytes(struct sink *sink, const char *bytes, size_t count)
{
    sink->length += count;
    if (sink->length <= sink->room) {
        memcpy(sink->narrow + sink->used, bytes, count);
        sink->used = sink->length;
    }
}

static void sink_unit(struct sink *sink, unsigned unit)
{
    char byte = (char)unit;

    if (sink->narrow) {
        sink_bytes(sink, &byte, 1);
        return;
    }
    if (sink->length++ < sink->room)
        sink->wide[sink->used++] = (WCHAR)unit;
}

static void sink_repeat(struct sink *sink, unsigned unit, size_t count)
{
    while (count--) {
        if (sink->length >= sink->room) {
            sink->length += count + 1;
            return;
        }
        sink_unit(sink, unit);
    }
}

static size_t utf8_sequence(const char *s, size_t bytes)
{
    unsigned char lead = (unsigned char)*s;
    size_t count = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;

    return count < bytes ? count : bytes;
}

static void sink_narrow(struct sink *sink, const char *s, size_t bytes)
{
    while (bytes) {
        size_t count = utf8_sequence(s, bytes);
        WCHAR units[4];

        if (sink->narrow) {
            sink_bytes(sink, s, count);
        } else {
            size_t wchars = utf8_to_wchars(s, count, units, ARRAY_LENGTH(units));

            for (size_t i = 0; i < wchars && i < ARRAY_LENGTH(units); i++)
                sink_unit(sink, units[i]);
        }
        s += count;
        bytes -= count;
    }
}

static void sink_wide(struct sink *sink, const WCHAR *s, size_t wchars)
{
    while (wchars) {
        size_t count = (s[0] & 0xfc00) == 0xd800 && wchars > 1 && (s[1] & 0xfc00) == 0xdc00 ? 2 : 1;
        char bytes[4];

        if (sink->narrow)
            sink_bytes(sink, bytes, wchars_to_utf8(s, count, bytes, sizeof(bytes)));
        else
            for (size_t i = 0; i < count; i++)
                sink_unit(sink, s[i]);
        s += count;
        wchars -= count;
    }
}

/* ---- arguments -------------------------------------------------------------------------- */

static void put_number(struct sink *sink, const struct field *field, const char *digits,
                       size_t count, const char *prefix)
{
    size_t prefix_length = strlen(prefix);
    size_t zeros = field->precision > count ? field->precision - count : 0;
    size_t total = prefix_length + zeros + count;
    size_t pad = field->width > total ? field->width - total : 0;

    if (field->zero && !field->left) {
        zeros += pad;
        pad = 0;
    }
    if (!field->left)
        sink_repeat(sink, ' ', pad);
    sink_narrow(sink, prefix, prefix_length);
    sink_repeat(sink, '0', zeros);
    sink_narrow(sink, digits, count);
    if (field->left)
        sink_repeat(sink, ' ', pad);
}

static void put_unsigned(struct sink *sink, const struct field *field, uint64_t value,
                         unsigned base, const char *prefix)
{
    const char *all = field->type == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
    char digits[24];
    size_t at = sizeof(digits);

    do {
        digits[--at] = all[value % base];
        value /= base;
    } while (value);
    put_number(sink, field, digits + at, sizeof(digits) - at, prefix);
}

static uint64_t sized(const struct field *field, uint64_t value, bool is_signed)
{
    switch (field->size) {
    case SIZE_64:
        return value;
    case SIZE_SHORT:
        return is_signed ? (uint64_t)(int16_t)value : (uint16_t)value;
    default:
        return is_signed ? (uint64_t)(int32_t)value : (uint32_t)value;
    }
}

static void put_integer(struct sink *sink, struct field *field, uint64_t value)
{
    int64_t number;

    switch (field->type) {
    case 'd':
    case 'i':
        number = (int64_t)sized(field, value, true);
        put_unsigned(sink, field, number < 0 ? 0 - (uint64_t)number : (uint64_t)number, 10,
                     number < 0 ? "-" : "");
        return;
    case 'u':
        put_unsigned(sink, field, sized(field, value, false), 10, "");
        return;
    case 'p':
        if (field->precision < 16)
            field->precision = 16;
        put_unsigned(sink, field, value, 16, field->alternate ? "0X" : "");
        return;
    default:
        put_unsigned(sink, field, sized(field, value, false), 16,
                     !field->alternate    ? ""
                     : field->type == 'x' ? "0x"
                                          : "0X");
    }
}

/* Whether 'c', 'C', 's' or 'S' means UTF-16: by its size letter, else by the function's width. */
static bool means_wide(const struct sink *sink, const struct field *field)
{
    bool small = field->type == 'c' || field->type == 's';

    if (field->size == SIZE_SHORT)
        return false;
    if (field->size == SIZE_LONG)
        return true;
    return small != (sink->narrow != NULL);
}

static void put_text(struct sink *sink, const struct field *field, const void *text, size_t units,
                     bool wide)
{
    struct sink measure = {.narrow = sink->narrow ? (char *)"" : NULL};
    size_t pad;

    if (wide)
        sink_wide(&measure, text, units);
    else
        sink_narrow(&measure, text, units);
    pad = field->width > measure.length ? field->width - measure.length : 0;
    if (!field->left)
        sink_repeat(sink, ' ', pad);
    if (wide)
        sink_wide(sink, text, units);
    else
        sink_narrow(sink, text, units);
    if (field->left)
        sink_repeat(sink, ' ', pad);
}

static void put_string(struct sink *sink, const struct field *field, const void *text)
{
    size_t limit = field->precision ? field->precision : SIZE_MAX, units = 0;
    bool wide = means_wide(sink, field);

    if (!text) {
        text = "(null)";
        wide = false;
    }
    if (wide)
        while (units < limit && ((const WCHAR *)text)[units])
            units++;
    else
        while (units < limit && ((const char *)text)[units])
            units++;
    put_text(sink, field, text, units, wide);
}

static void put_character(struct sink *sink, const struct field *field, uint64_t value)
{
    WCHAR wide = (WCHAR)value;
    char narrow = (char)value;
    bool is_wide = means_wide(sink, field);
    bool is_zero = is_wide ? !wide : !narrow;

    if (is_zero && field->size != SIZE_PLAIN)
        return;
    if (is_wide)
        put_text(sink, field, &wide, 1, true);
    else
        put_text(sink, field, &narrow, 1, false);
}

static void put_field(struct sink *sink, struct field *field, struct wformat_arguments *arguments)
{
    switch (field->type) {
    case 'c':
    case 'C':
        put_character(sink, field, arguments->next(arguments->list));
        return;
    case 's':
    case 'S':
        put_string(sink, field, (const void *)(uintptr_t)arguments->next(arguments->list));
        return;
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'p':
        put_integer(sink, field, arguments->next(arguments->list));
        return;
    case '%':
        sink_unit(sink, '%');
        return;
    }
}

/* ---- the format string ------------------------------------------------------------------ */

/* The format as a row of units of either width. */
struct reader {
    const WCHAR *wide;
    const char *narrow;
};

static unsigned peek(const struct reader *reader)
{
    return reader->narrow ? (unsigned char)*reader->narrow : *reader->wide;
}

static void skip(struct reader *reader)
{
    if (reader->narrow)
        reader->narrow++;
    else
        reader->wide++;
}

static unsigned read_number(struct reader *reader)
{
    unsigned value = 0;

    for (; peek(reader) >= '0' && peek(reader) <= '9'; skip(reader))
        if (value < 100000)
            value = value * 10 + (peek(reader) - '0');
    return value;
}

static bool next_is(struct reader *reader, const char *text)
{
    struct reader ahead = *reader;

    for (; *text; text++, skip(&ahead))
        if (peek(&ahead) != (unsigned char)*text)
            return false;
    *reader = ahead;
    return true;
}

static enum size read_size(struct reader *reader)
{
    if (next_is(reader, "I64"))
        return SIZE_64;
    if (next_is(reader, "I32"))
        return SIZE_PLAIN;
    if (next_is(reader, "I"))
        return SIZE_64;
    if (next_is(reader, "h"))
        return SIZE_SHORT;
    if (next_is(reader, "l") || next_is(reader, "w"))
        return SIZE_LONG;
    return SIZE_PLAIN;
}

/* After the percent sign. A character that is no type is left there: it is plain text. */
static void read_field(struct reader *reader, struct field *field)
{
    field->left = next_is(reader, "-");
    field->alternate = next_is(reader, "#");
    field->zero = next_is(reader, "0");
    field->width = read_number(reader);
    if (next_is(reader, "."))
        field->precision = read_number(reader);
    field->size = read_size(reader);
    field->type = peek(reader);
    if (field->type && field->type < 0x80 && strchr("cCsSdiuxXp%", (int)field->type))
        skip(reader);
    else
        field->type = 0;
}

/* Literal text up to the next percent sign, so that UTF-8 sequences reach the sink whole. */
static void copy_literal(struct sink *sink, struct reader *reader)
{
    struct reader start = *reader;

    while (peek(reader) && peek(reader) != '%')
        skip(reader);
    if (reader->narrow)
        sink_narrow(sink, start.narrow, (size_t)(reader->narrow - start.narrow));
    else
        sink_wide(sink, start.wide, (size_t)(reader->wide - start.wide));
}

static void format_all(struct sink *sink, struct reader *reader,
                       struct wformat_arguments *arguments)
{
    for (;;) {
        struct field field = {0};

        copy_literal(sink, reader);
        if (!next_is(reader, "%"))
            return;
        read_field(reader, &field);
        put_field(sink, &field, arguments);
    }
}

int wformat_wide(WCHAR *out, size_t room, const WCHAR *format, struct wformat_arguments *arguments,
                 size_t *ret_length)
{
    struct sink sink = {.wide = out, .room = room - 1};
    struct reader reader = {.wide = format};

    format_all(&sink, &reader, arguments);
    out[sink.used] = 0;
    if (ret_length)
        *ret_length = sink.length;
    return (int)sink.used;
}

int wformat_narrow(char *out, size_t room, const char *format, struct wformat_arguments *arguments,
                   size_t *ret_length)
{
    struct sink sink = {.narrow = out, .room = room - 1};
    struct reader reader = {.narrow = format};

    format_all(&sink, &reader, arguments);
    out[sink.used] = 0;
    if (ret_length)
        *ret_length = sink.length;
    return (int)sink.used;
}
