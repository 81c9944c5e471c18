/* SPDX-License-Identifier: MIT */
/*
 * format.c - see format.h
 *
 * Source: learn.microsoft.com, c-runtime-library/format-specification-syntax-printf-and-wprintf-
 * functions
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "shim/wstr.h"

enum { LEFT = 1, SIGN = 2, SPACE = 4, ALTERNATE = 8, ZERO = 16 };
enum size { SIZE_INT, SIZE_CHAR, SIZE_SHORT, SIZE_LONG, SIZE_64, SIZE_WIDE };

struct spec {
    unsigned flags;
    int width, precision; /* precision -1: none */
    enum size size;
    unsigned type;
};

struct run {
    struct format_sink *sink;
    const void *format;
    size_t at;
    unsigned options;
    __builtin_ms_va_list arguments;
    size_t put;
};

static unsigned peek(const struct run *run)
{
    return run->sink->wide ? ((const WCHAR *)run->format)[run->at]
                           : ((const unsigned char *)run->format)[run->at];
}

/* ---- out -------------------------------------------------------------------------------- */

static void put(struct run *run, const void *units, size_t count)
{
    if (count)
        run->sink->put(run->sink, units, count);
    run->put += count;
}

static void put_utf8(struct run *run, const char *text, size_t bytes)
{
    AUTOFREE WCHAR *wide = NULL;

    if (!run->sink->wide) {
        put(run, text, bytes);
        return;
    }
    wide = malloc((bytes + 1) * sizeof(*wide));
    if (wide)
        put(run, wide, utf8_to_wchars(text, bytes, wide, bytes));
}

static void put_wide(struct run *run, const WCHAR *text, size_t wchars, size_t limit)
{
    AUTOFREE char *narrow = NULL;
    size_t bytes;

    if (run->sink->wide) {
        put(run, text, wchars);
        return;
    }
    narrow = malloc(3 * wchars + 1);
    if (!narrow)
        return;
    bytes = wchars_to_utf8(text, wchars, narrow, 3 * wchars);
    /* The precision counts bytes; half a character is never written. */
    while (bytes > limit)
        do
            bytes--;
        while (bytes && (narrow[bytes] & 0xc0) == 0x80);
    put(run, narrow, bytes);
}

static void pad(struct run *run, int count, char with)
{
    char block[64];

    memset(block, with, sizeof(block));
    for (; count > 0; count -= (int)sizeof(block))
        put_utf8(run, block, count > (int)sizeof(block) ? sizeof(block) : (size_t)count);
}

/* A number: sign or prefix, zeros, digits. */
static void put_number(struct run *run, const struct spec *spec, const char *prefix, int zeros,
                       const char *digits, size_t length)
{
    int fill = spec->width - (int)strlen(prefix) - zeros - (int)length;

    if (spec->flags & ZERO && !(spec->flags & LEFT) && fill > 0)
        zeros += fill, fill = 0;
    if (!(spec->flags & LEFT))
        pad(run, fill, ' ');
    put_utf8(run, prefix, strlen(prefix));
    pad(run, zeros, '0');
    put_utf8(run, digits, length);
    if (spec->flags & LEFT)
        pad(run, fill, ' ');
}

/* ---- integers --------------------------------------------------------------------------- */

static uint64_t take_integer(struct run *run, enum size size, bool is_signed)
{
    int64_t value;

    if (size == SIZE_64)
        return va_arg(run->arguments, uint64_t);
    value = va_arg(run->arguments, int);
    if (size == SIZE_CHAR)
        return is_signed ? (uint64_t)(int8_t)value : (uint8_t)value;
    if (size == SIZE_SHORT)
        return is_signed ? (uint64_t)(int16_t)value : (uint16_t)value;
    return is_signed ? (uint64_t)value : (uint32_t)value;
}

static const char *sign_prefix(const struct spec *spec, bool negative)
{
    return negative ? "-" : spec->flags & SIGN ? "+" : spec->flags & SPACE ? " " : "";
}

static void integer(struct run *run, struct spec *spec)
{
    bool is_signed = spec->type == 'd' || spec->type == 'i';
    unsigned base = spec->type == 'o' ? 8 : (spec->type | 0x20) == 'x' ? 16 : 10;
    const char *alphabet = spec->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    uint64_t value = take_integer(run, spec->size, is_signed);
    const char *prefix = is_signed ? sign_prefix(spec, (int64_t)value < 0) : "";
    char digits[24], *at = digits + sizeof(digits);
    int zeros, length;

    if (spec->flags & ALTERNATE && base == 16 && value)
        prefix = spec->type == 'X' ? "0X" : "0x";
    if (is_signed && (int64_t)value < 0)
        value = -value;
    for (; value; value /= base)
        *--at = alphabet[value % base];
    length = (int)(digits + sizeof(digits) - at);
    zeros = spec->precision < 0 ? !length : spec->precision > length ? spec->precision - length : 0;
    if (spec->flags & ALTERNATE && base == 8 && !zeros)
        zeros = 1;
    if (spec->precision >= 0)
        spec->flags &= ~(unsigned)ZERO;
    put_number(run, spec, prefix, zeros, at, (size_t)length);
}

static void pointer(struct run *run, struct spec *spec)
{
    char digits[17];

    snprintf(digits, sizeof(digits), "%016llX", (unsigned long long)va_arg(run->arguments, void *));
    spec->flags &= ~(unsigned)ZERO;
    put_number(run, spec, "", 0, digits, 16);
}

/* ---- floating point --------------------------------------------------------------------- */

static const char *special_old(double value)
{
    return isinf(value) ? "1.#INF" : signbit(value) ? "1.#IND" : "1.#QNAN";
}

/* msvcrt treats "1.#INF" as digits, so that a precision cuts and rounds it. */
static void special(struct run *run, struct spec *spec, double value)
{
    bool upper = spec->type < 'a', old = run->options & FORMAT_MSVCRT;
    const char *text = old              ? special_old(value)
                       : isinf(value)   ? (upper ? "INF" : "inf")
                       : signbit(value) ? (upper ? "NAN(IND)" : "nan(ind)")
                                        : (upper ? "NAN" : "nan");
    char padded[128];
    size_t length = strlen(text);
    int places = spec->precision < 0 ? 6 : spec->precision;

    spec->flags &= ~(unsigned)ZERO;
    memcpy(padded, text, length);
    if (old && (spec->type | 0x20) == 'f')
        while (length < (size_t)places + 2 && length < sizeof(padded))
            padded[length++] = '0';
    put_number(run, spec, sign_prefix(spec, signbit(value)), 0, padded, length);
}

/* "e+05" becomes "e+005". */
static size_t widen_exponent(char *text, size_t length)
{
    char *e = memchr(text, 'e', length);

    if (!e)
        e = memchr(text, 'E', length);
    if (!e || text + length - e != 4)
        return length;
    memmove(e + 3, e + 2, 2);
    e[2] = '0';
    return length + 1;
}

static void floating(struct run *run, struct spec *spec)
{
    double value = va_arg(run->arguments, double);
    bool hex = (spec->type | 0x20) == 'a';
    int precision = spec->precision >= 0 ? spec->precision : hex ? 13 : 6;
    char format[8] = "%", *at = format + 1;
    const char *prefix = sign_prefix(spec, signbit(value));
    size_t room = (size_t)precision + 340, length;
    AUTOFREE char *text = NULL;
    size_t skip = 0;

    if (!isfinite(value)) {
        special(run, spec, value);
        return;
    }
    if (spec->flags & ALTERNATE)
        *at++ = '#';
    *at++ = '.', *at++ = '*', *at++ = (char)spec->type, *at = 0;
    text = malloc(room);
    if (!text)
        return;
    length = (size_t)snprintf(text, room, format, precision, fabs(value));
    if (hex) {
        static const char *const prefixes[2][3] = {{"0x", "+0x", " 0x"}, {"0X", "+0X", " 0X"}};
        bool upper = spec->type == 'A';

        skip = 2;
        prefix = *prefix == '-' ? (upper ? "-0X" : "-0x")
                                : prefixes[upper][*prefix == '+'   ? 1
                                                  : *prefix == ' ' ? 2
                                                                   : 0];
    } else if (run->options & FORMAT_THREE_DIGITS) {
        length = widen_exponent(text, length);
    }
    put_number(run, spec, prefix, 0, text + skip, length - skip);
}

/* ---- text ------------------------------------------------------------------------------- */

static size_t wide_length(const WCHAR *text, size_t limit)
{
    size_t length = 0;

    while (length < limit && text[length])
        length++;
    return length;
}

static void put_padded(struct run *run, const struct spec *spec, const void *text, bool wide,
                       size_t length, size_t limit)
{
    size_t units = length;
    int fill;

    if (wide && !run->sink->wide) {
        units = wchars_to_utf8(text, length, NULL, 0);
        units = units > limit ? limit : units;
    } else if (!wide && run->sink->wide) {
        units = utf8_to_wchars(text, length, NULL, 0);
    }
    fill = spec->width - (int)units;
    if (!(spec->flags & LEFT))
        pad(run, fill, spec->flags & ZERO ? '0' : ' ');
    if (wide)
        put_wide(run, text, length, limit);
    else
        put_utf8(run, text, length);
    if (spec->flags & LEFT)
        pad(run, fill, ' ');
}

/* Whether the argument of %c or %s is wide. */
static bool is_wide(const struct run *run, const struct spec *spec)
{
    bool swapped = spec->type == 'C' || spec->type == 'S' || spec->type == 'Z';

    if (spec->size == SIZE_LONG || spec->size == SIZE_WIDE || spec->size == SIZE_64)
        return true;
    if (spec->size == SIZE_SHORT || spec->size == SIZE_CHAR)
        return false;
    if (spec->type == 'Z')
        return false;
    if (!run->sink->wide)
        return swapped;
    return run->options & FORMAT_WIDE_SWAPPED ? !swapped : swapped;
}

static void character(struct run *run, const struct spec *spec)
{
    WCHAR unit = (WCHAR)va_arg(run->arguments, int);
    char byte = (char)unit;

    if (is_wide(run, spec))
        put_padded(run, spec, &unit, true, 1, SIZE_MAX);
    else
        put_padded(run, spec, &byte, false, 1, SIZE_MAX);
}

static void string(struct run *run, const struct spec *spec)
{
    const void *text = va_arg(run->arguments, const void *);
    size_t limit = spec->precision < 0 ? SIZE_MAX : (size_t)spec->precision;
    bool wide = text && is_wide(run, spec);

    if (!text)
        text = "(null)";
    put_padded(run, spec, text, wide,
               wide ? wide_length(text, limit)
                    : strnlen(text, limit > INT32_MAX ? INT32_MAX : limit),
               limit);
}

/* %Z: an ANSI_STRING or UNICODE_STRING. */
static void counted(struct run *run, const struct spec *spec)
{
    const UNICODE_STRING *text = va_arg(run->arguments, const UNICODE_STRING *);
    bool wide = is_wide(run, spec);

    if (!text || !text->Buffer)
        put_padded(run, spec, "(null)", false, 6, SIZE_MAX);
    else
        put_padded(run, spec, text->Buffer, wide,
                   wide ? text->Length / sizeof(WCHAR) : text->Length, SIZE_MAX);
}

/* %n: only msvcrt still has it. */
static bool store_count(struct run *run, const struct spec *spec)
{
    void *out = va_arg(run->arguments, void *);

    if (!(run->options & FORMAT_MSVCRT) || !out)
        return false;
    if (spec->size == SIZE_SHORT)
        *(int16_t *)out = (int16_t)run->put;
    else if (spec->size == SIZE_64)
        *(int64_t *)out = (int64_t)run->put;
    else
        *(int32_t *)out = (int32_t)run->put;
    return true;
}

/* ---- the format itself ------------------------------------------------------------------ */

static unsigned parse_flags(struct run *run)
{
    unsigned flags = 0;

    for (;; run->at++)
        switch (peek(run)) {
        case '-':
            flags |= LEFT;
            break;
        case '+':
            flags |= SIGN;
            break;
        case ' ':
            flags |= SPACE;
            break;
        case '#':
            flags |= ALTERNATE;
            break;
        case '0':
            flags |= ZERO;
            break;
        default:
            return flags;
        }
}

static int parse_number(struct run *run)
{
    int number = 0;

    if (peek(run) == '*') {
        run->at++;
        return va_arg(run->arguments, int);
    }
    for (; peek(run) >= '0' && peek(run) <= '9'; run->at++)
        if (number < 100000000)
            number = number * 10 + (int)(peek(run) - '0');
    return number;
}

static bool skip_digits(struct run *run, const char *digits)
{
    size_t start = run->at;

    for (run->at++; *digits; digits++, run->at++)
        if (peek(run) != (unsigned char)*digits) {
            run->at = start;
            return false;
        }
    return true;
}

static enum size parse_size(struct run *run)
{
    enum size size = SIZE_INT;

    for (;; run->at++)
        switch (peek(run)) {
        case 'h':
            size = size == SIZE_SHORT ? SIZE_CHAR : SIZE_SHORT;
            break;
        case 'l':
            size = size == SIZE_LONG ? SIZE_64 : SIZE_LONG;
            break;
        case 'w':
            size = SIZE_WIDE;
            break;
        case 'L':
            break;
        case 'j':
        case 'z':
        case 't':
            size = SIZE_64;
            break;
        case 'I':
            if (skip_digits(run, "32"))
                size = SIZE_LONG;
            else if (skip_digits(run, "64"))
                size = SIZE_64;
            else {
                size = SIZE_64;
                break;
            }
            run->at--;
            break;
        default:
            return size;
        }
}

static void parse(struct run *run, struct spec *spec)
{
    *spec = (struct spec){.flags = parse_flags(run), .precision = -1};
    spec->width = parse_number(run);
    if (spec->width < 0) {
        spec->flags |= LEFT;
        spec->width = -spec->width;
    }
    if (peek(run) == '.') {
        run->at++;
        spec->precision = parse_number(run);
        if (spec->precision < 0)
            spec->precision = -1;
    }
    spec->size = parse_size(run);
    spec->type = peek(run);
}

static bool convert(struct run *run)
{
    struct spec spec;

    parse(run, &spec);
    switch (spec.type) {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        integer(run, &spec);
        break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
        floating(run, &spec);
        break;
    case 'c':
    case 'C':
        character(run, &spec);
        break;
    case 's':
    case 'S':
        string(run, &spec);
        break;
    case 'p':
        pointer(run, &spec);
        break;
    case 'Z':
        counted(run, &spec);
        break;
    case 'n':
        if (!store_count(run, &spec))
            return false;
        break;
    case 0:
        return true; /* a lone % at the end */
    default:         /* an unknown type stands for itself */
        put(run,
            run->sink->wide ? (const void *)((const WCHAR *)run->format + run->at)
                            : (const void *)((const char *)run->format + run->at),
            1);
        break;
    }
    run->at++;
    return true;
}

int format_run(struct format_sink *sink, const void *format, unsigned options,
               __builtin_ms_va_list arguments)
{
    struct run run = {.sink = sink, .format = format, .options = options};
    size_t unit = sink->wide ? sizeof(WCHAR) : 1;
    bool good = true;

    __builtin_ms_va_copy(run.arguments, arguments);
    while (good && peek(&run)) {
        size_t start = run.at;

        while (peek(&run) && peek(&run) != '%')
            run.at++;
        put(&run, (const char *)format + start * unit, run.at - start);
        if (peek(&run) != '%')
            break;
        run.at++;
        good = convert(&run);
    }
    __builtin_ms_va_end(run.arguments);
    if (!good)
        crt_invalid();
    return !good || sink->failed || run.put > INT32_MAX ? -1 : (int)run.put;
}

/* ---- sinks ------------------------------------------------------------------------------ */

static void put_buffer(struct format_sink *sink, const void *units, size_t count)
{
    size_t unit = sink->wide ? sizeof(WCHAR) : 1;
    size_t fits = sink->used < sink->room ? sink->room - sink->used : 0;

    if (fits > count)
        fits = count;
    if (fits)
        memcpy((char *)sink->out + sink->used * unit, units, fits * unit);
    sink->used += count;
}

static void terminate(const struct format_sink *sink, size_t at)
{
    if (sink->wide)
        ((WCHAR *)sink->out)[at] = 0;
    else
        ((char *)sink->out)[at] = 0;
}

int format_buffer(bool wide, void *out, size_t room, const void *format, unsigned options,
                  __builtin_ms_va_list arguments)
{
    struct format_sink sink = {.wide = wide, .put = put_buffer, .out = out, .room = out ? room : 0};
    int result;

    if (!format || (!out && room)) {
        crt_invalid();
        return -1;
    }
    result = format_run(&sink, format, options, arguments);
    if (!out)
        return result;
    if (sink.used < room)
        terminate(&sink, sink.used);
    else if (options & FORMAT_UNTERMINATED)
        return sink.used == room ? result : -1;
    else if (room)
        terminate(&sink, room - 1);
    if (result < 0 || options & FORMAT_C99 || sink.used < room)
        return result;
    return -1;
}

int format_buffer_secure(bool wide, void *out, size_t room, size_t limit, const void *format,
                         unsigned options, __builtin_ms_va_list arguments)
{
    struct format_sink sink = {.wide = wide, .put = put_buffer, .out = out, .room = room};
    bool cut = limit == SIZE_MAX;
    int result;

    if (!out || !room || !format) {
        crt_invalid();
        return -1;
    }
    if (limit < room)
        sink.room = limit + 1, cut = true;
    result = format_run(&sink, format, options, arguments);
    if (result >= 0 && sink.used < sink.room) {
        terminate(&sink, sink.used);
        return result;
    }
    terminate(&sink, result >= 0 && cut ? sink.room - 1 : 0);
    if (result >= 0 && !cut) {
        crt_invalid();
        crt_set_errno(ERANGE);
    }
    return -1;
}

static void put_stream(struct format_sink *sink, const void *units, size_t count)
{
    if (sink->failed)
        return;
    sink->failed = (sink->wide ? stream_write_wide(sink->file, units, count)
                               : stream_write(sink->file, units, count)) != count;
}

int format_stream(bool wide, struct crt_file *file, const void *format, unsigned options,
                  __builtin_ms_va_list arguments)
{
    struct format_sink sink = {.wide = wide, .put = put_stream, .file = file};
    int result;

    if (!format || !stream_valid(file)) {
        crt_invalid();
        return -1;
    }
    stream_lock(file);
    result = format_run(&sink, format, options, arguments);
    stream_done(file);
    stream_unlock(file);
    return result;
}
