/* SPDX-License-Identifier: MIT */
/*
 * scan.c - see scan.h
 *
 * Source: learn.microsoft.com, c-runtime-library/format-specification-fields-scanf-and-wscanf-
 * functions
 */
#include <stdlib.h>
#include <string.h>

#include "scan.h"

enum scan_size { SIZE_INT, SIZE_CHAR, SIZE_SHORT, SIZE_LONG, SIZE_64, SIZE_WIDE };

struct spec {
    bool skip; /* %* */
    int width; /* 0: none */
    enum scan_size size;
    unsigned type;
};

struct run {
    struct scan_source *source;
    const void *format;
    size_t at;
    unsigned options;
    __builtin_ms_va_list arguments;
    size_t taken; /* units of the input */
    int stored;
    bool ended; /* the input ran out before a value */
};

static unsigned peek(const struct run *run)
{
    return run->source->wide ? ((const WCHAR *)run->format)[run->at]
                             : ((const unsigned char *)run->format)[run->at];
}

static bool is_space(int unit)
{
    return unit == ' ' || (unit >= '\t' && unit <= '\r');
}

static int get(struct run *run)
{
    int unit = run->source->get(run->source);

    run->taken += unit >= 0;
    return unit;
}

static void unget(struct run *run, int unit)
{
    if (unit < 0)
        return;
    run->source->unget(run->source, unit);
    run->taken--;
}

static void skip_space(struct run *run)
{
    int unit;

    do
        unit = get(run);
    while (is_space(unit));
    unget(run, unit);
}

/* ---- numbers ---------------------------------------------------------------------------- */

#define NUMBER_MAX 350

struct number {
    char text[NUMBER_MAX + 1];
    int length, limit;
};

/* Take the next unit when it is one of a set. */
static bool accept(struct run *run, struct number *number, const char *set)
{
    int unit = number->length < number->limit ? get(run) : -1;

    if (unit > 0 && unit < 0x80 && strchr(set, unit)) {
        number->text[number->length++] = (char)unit;
        return true;
    }
    unget(run, unit);
    return false;
}

static int limit_of(const struct spec *spec)
{
    return spec->width && spec->width < NUMBER_MAX ? spec->width : NUMBER_MAX;
}

static void store_integer(struct run *run, const struct spec *spec, uint64_t value)
{
    void *out;

    if (spec->skip)
        return;
    out = va_arg(run->arguments, void *);
    if (spec->size == SIZE_64 || spec->type == 'p')
        *(uint64_t *)out = value;
    else if (spec->size == SIZE_SHORT)
        *(uint16_t *)out = (uint16_t)value;
    else if (spec->size == SIZE_CHAR)
        *(uint8_t *)out = (uint8_t)value;
    else
        *(uint32_t *)out = (uint32_t)value;
}

static bool integer(struct run *run, const struct spec *spec)
{
    struct number number = {.limit = limit_of(spec)};
    int base = spec->type == 'o'                                             ? 8
               : spec->type == 'x' || spec->type == 'X' || spec->type == 'p' ? 16
               : spec->type == 'i'                                           ? 0
                                                                             : 10;
    int digits;

    accept(run, &number, "+-");
    digits = number.length;
    if ((base == 0 || base == 16) && accept(run, &number, "0") && accept(run, &number, "xX"))
        base = 16, digits = number.length;
    else if (base == 0)
        base = number.length > digits ? 8 : 10;
    while (accept(run, &number,
                  base == 16  ? "0123456789abcdefABCDEF"
                  : base == 8 ? "01234567"
                              : "0123456789"))
        ;
    if (number.length == digits)
        return false;
    number.text[number.length] = 0;
    store_integer(run, spec,
                  number.text[0] == '-' ? (uint64_t)strtoll(number.text, NULL, base)
                                        : strtoull(number.text, NULL, base));
    return true;
}

static bool floating(struct run *run, const struct spec *spec)
{
    struct number number = {.limit = limit_of(spec)};
    int start;
    double value;
    void *out;

    accept(run, &number, "+-");
    start = number.length;
    while (accept(run, &number, "0123456789"))
        ;
    if (accept(run, &number, "."))
        while (accept(run, &number, "0123456789"))
            ;
    if (number.length == start || (number.length == start + 1 && number.text[start] == '.'))
        return false;
    if (accept(run, &number, "eE")) {
        accept(run, &number, "+-");
        while (accept(run, &number, "0123456789"))
            ;
    }
    if (spec->skip)
        return true;
    number.text[number.length] = 0;
    value = strtod(number.text, NULL);
    out = va_arg(run->arguments, void *);
    if (spec->size == SIZE_LONG || spec->size == SIZE_64)
        *(double *)out = value;
    else
        *(float *)out = (float)value;
    return true;
}

/* ---- text ------------------------------------------------------------------------------- */

struct text {
    void *out; /* NULL: not stored */
    size_t room, length;
    bool wide;
};

static bool put(struct text *text, int unit)
{
    if (!text->out)
        return true;
    if (text->length == text->room)
        return false;
    if (text->wide)
        ((WCHAR *)text->out)[text->length++] = (WCHAR)unit;
    else
        ((char *)text->out)[text->length++] = (char)unit;
    return true;
}

static struct text begin_text(struct run *run, const struct spec *spec)
{
    bool swapped = spec->type == 'S' || spec->type == 'C';
    struct text text = {.room = SIZE_MAX, .wide = run->source->wide != swapped};

    if (spec->size == SIZE_LONG || spec->size == SIZE_WIDE || spec->size == SIZE_64)
        text.wide = true;
    else if (spec->size == SIZE_SHORT || spec->size == SIZE_CHAR)
        text.wide = false;
    if (spec->skip)
        return text;
    text.out = va_arg(run->arguments, void *);
    if (run->options & SCAN_SECURE)
        text.room = va_arg(run->arguments, unsigned);
    return text;
}

static bool characters(struct run *run, const struct spec *spec)
{
    struct text text = begin_text(run, spec);
    int count = spec->width ? spec->width : 1;

    for (int i = 0; i < count; i++) {
        int unit = get(run);

        if (unit < 0) {
            run->ended = !i;
            return false;
        }
        if (!put(&text, unit))
            return false;
    }
    return true;
}

struct set {
    bool inverted;
    size_t from, to; /* in the format */
};

static unsigned format_at(const struct run *run, size_t at)
{
    return run->source->wide ? ((const WCHAR *)run->format)[at]
                             : ((const unsigned char *)run->format)[at];
}

/* The format stands on '[' and afterwards on ']'. */
static struct set parse_set(struct run *run)
{
    struct set set = {0};

    run->at++;
    if (peek(run) == '^') {
        set.inverted = true;
        run->at++;
    }
    set.from = run->at;
    if (peek(run) == ']')
        run->at++;
    while (peek(run) && peek(run) != ']')
        run->at++;
    set.to = run->at;
    return set;
}

static bool in_set(const struct run *run, const struct set *set, unsigned unit)
{
    bool found = false;

    for (size_t i = set->from; i < set->to && !found; i++) {
        unsigned low = format_at(run, i), high = low;

        if (i + 2 < set->to && format_at(run, i + 1) == '-') {
            high = format_at(run, i + 2);
            i += 2;
        }
        found = unit >= low && unit <= high;
    }
    return found != set->inverted;
}

static bool string(struct run *run, const struct spec *spec, const struct set *set)
{
    struct text text = begin_text(run, spec);
    int count = 0, unit = -1;
    bool fits = true;

    while (!spec->width || count < spec->width) {
        unit = get(run);
        if (unit < 0 || (set ? !in_set(run, set, (unsigned)unit) : is_space(unit)))
            break;
        fits = fits && put(&text, unit);
        count++;
        unit = -1;
    }
    unget(run, unit);
    if (!count)
        return false;
    fits = fits && put(&text, 0);
    if (!fits && text.room)
        memset(text.out, 0, text.wide ? sizeof(WCHAR) : 1);
    return fits;
}

/* ---- the format itself ------------------------------------------------------------------ */

static enum scan_size parse_size(struct run *run)
{
    enum scan_size size = SIZE_INT;

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
        case 'j':
        case 'z':
        case 't':
            size = SIZE_64;
            break;
        case 'I':
            size = SIZE_64;
            if (format_at(run, run->at + 1) == '6' && format_at(run, run->at + 2) == '4')
                run->at += 2;
            else if (format_at(run, run->at + 1) == '3' && format_at(run, run->at + 2) == '2')
                size = SIZE_LONG, run->at += 2;
            break;
        default:
            return size;
        }
}

static bool convert(struct run *run)
{
    struct spec spec = {0};
    struct set set;
    bool good;

    if (peek(run) == '*') {
        spec.skip = true;
        run->at++;
    }
    for (; peek(run) >= '0' && peek(run) <= '9'; run->at++)
        if (spec.width < 100000000)
            spec.width = spec.width * 10 + (int)(peek(run) - '0');
    spec.size = parse_size(run);
    spec.type = peek(run);
    if (!spec.type)
        return false;
    if (spec.type == 'n') {
        store_integer(run, &spec, run->taken);
        return true;
    }
    if (!strchr("cC[", (int)spec.type)) {
        int unit;

        skip_space(run);
        unit = get(run);
        unget(run, unit);
        run->ended = unit < 0;
        if (run->ended)
            return false;
    }
    if (strchr("diuoxXp", (int)spec.type)) {
        good = integer(run, &spec);
    } else if (strchr("eEfFgGaA", (int)spec.type)) {
        good = floating(run, &spec);
    } else if (strchr("cC", (int)spec.type)) {
        good = characters(run, &spec);
    } else if (spec.type == '[') {
        set = parse_set(run);
        good = peek(run) == ']' && string(run, &spec, &set);
    } else {
        good = (spec.type == 's' || spec.type == 'S') && string(run, &spec, NULL);
    }
    run->stored += good && !spec.skip;
    return good;
}

static bool literal(struct run *run, unsigned wanted)
{
    int unit = get(run);

    if (unit == (int)wanted)
        return true;
    run->ended = unit < 0;
    unget(run, unit);
    return false;
}

int scan_run(struct scan_source *source, const void *format, unsigned options,
             __builtin_ms_va_list arguments)
{
    struct run run = {.source = source, .format = format, .options = options};
    bool good = true;

    __builtin_ms_va_copy(run.arguments, arguments);
    for (; good && peek(&run); run.at++) {
        unsigned unit = peek(&run);

        if (is_space((int)unit)) {
            skip_space(&run);
        } else if (unit != '%' || format_at(&run, run.at + 1) == '%') {
            run.at += unit == '%';
            good = literal(&run, unit);
        } else {
            run.at++;
            if (!peek(&run))
                break;
            good = convert(&run);
        }
    }
    __builtin_ms_va_end(run.arguments);
    return run.stored || !run.ended ? run.stored : CRT_EOF;
}

/* ---- sources ---------------------------------------------------------------------------- */

static int get_string(struct scan_source *source)
{
    int unit;

    if (source->at >= source->room)
        return -1;
    unit = source->wide ? ((const WCHAR *)source->text)[source->at]
                        : ((const unsigned char *)source->text)[source->at];
    source->at += unit != 0;
    return unit ? unit : -1;
}

static void unget_string(struct scan_source *source, int unit)
{
    source->at--;
}

int scan_string(bool wide, const void *text, size_t room, const void *format, unsigned options,
                __builtin_ms_va_list arguments)
{
    struct scan_source source = {
        .wide = wide, .get = get_string, .unget = unget_string, .text = text, .room = room};

    if (!text || !format) {
        crt_invalid();
        return CRT_EOF;
    }
    return scan_run(&source, format, options, arguments);
}

static int get_stream(struct scan_source *source)
{
    unsigned unit;

    if (!source->wide)
        return stream_get(source->file);
    unit = stream_get_wide(source->file);
    return unit == CRT_WEOF ? -1 : (int)unit;
}

static void unget_stream(struct scan_source *source, int unit)
{
    if (source->wide)
        stream_unget_wide(source->file, (unsigned)unit);
    else
        stream_unget(source->file, unit);
}

int scan_stream(bool wide, struct crt_file *file, const void *format, unsigned options,
                __builtin_ms_va_list arguments)
{
    struct scan_source source = {
        .wide = wide, .get = get_stream, .unget = unget_stream, .file = file};
    int result;

    if (!format || !stream_valid(file)) {
        crt_invalid();
        return CRT_EOF;
    }
    stream_lock(file);
    result = scan_run(&source, format, options, arguments);
    stream_unlock(file);
    return result;
}
