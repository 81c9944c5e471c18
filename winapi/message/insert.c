/* SPDX-License-Identifier: MIT */
/* insert.c - printf formats of inserts, see format.h */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "shim/wstr.h"

#define FIELD_MAX 4096 /* widths and precisions beyond this are cut */

struct spec {
    char flags[8]; /* of "-+ #0" */
    bool has_width, has_precision;
    int width, precision;
    enum { SIZE_PLAIN, SIZE_SHORT, SIZE_LONG, SIZE_64 } size;
    char conversion;
};

/* The value at a slot that counts from 0. */
static uintptr_t value_at(struct message_arguments *arguments, unsigned slot)
{
    if (arguments->array)
        return arguments->array[slot];
    if (slot >= ARRAY_LENGTH(arguments->fetched))
        return 0;
    while (arguments->fetched_count <= slot)
        arguments->fetched[arguments->fetched_count++] = arguments->next(arguments->list);
    return arguments->fetched[slot];
}

static int cut(int field)
{
    return field > FIELD_MAX ? FIELD_MAX : field < -FIELD_MAX ? -FIELD_MAX : field;
}

/* A number, or an asterisk that takes one more value. */
static int parse_field(const WCHAR **at, const WCHAR *end, struct message_arguments *arguments,
                       unsigned *slot)
{
    long number = 0;

    if (*at < end && **at == '*') {
        ++*at;
        return cut((int)value_at(arguments, (*slot)++));
    }
    for (; *at < end && **at >= '0' && **at <= '9'; ++*at)
        if (number <= FIELD_MAX)
            number = number * 10 + (**at - '0');
    return cut((int)number);
}

static void parse_size(const WCHAR **at, const WCHAR *end, struct spec *spec)
{
    size_t left = (size_t)(end - *at);

    if (left >= 3 && (*at)[0] == 'I' && ((*at)[1] == '6' || (*at)[1] == '3')) {
        spec->size = (*at)[1] == '6' ? SIZE_64 : SIZE_PLAIN;
        *at += 3;
    } else if (left >= 2 && (*at)[0] == 'l' && (*at)[1] == 'l') {
        spec->size = SIZE_64;
        *at += 2;
    } else if (left >= 1 && (**at == 'h' || **at == 'l' || **at == 'w' || **at == 'I')) {
        spec->size = **at == 'h' ? SIZE_SHORT : **at == 'I' ? SIZE_64 : SIZE_LONG;
        ++*at;
    }
}

static int parse(const WCHAR *at, size_t wchars, struct message_arguments *arguments,
                 unsigned *slot, struct spec *ret_spec)
{
    const WCHAR *end = at + wchars;
    struct spec spec = {0};
    size_t flags = 0;

    for (; at < end && *at < 0x80 && strchr("-+ #0", *at) && *at; at++)
        if (flags < sizeof(spec.flags) - 1)
            spec.flags[flags++] = (char)*at;
    spec.has_width = at < end && (*at == '*' || (*at >= '0' && *at <= '9'));
    if (spec.has_width)
        spec.width = parse_field(&at, end, arguments, slot);
    if (at < end && *at == '.') {
        at++;
        spec.has_precision = true;
        spec.precision = parse_field(&at, end, arguments, slot);
    }
    /* Floating-point formats aren't supported, says the page; a size may stand before the
     * precision or behind it in messages that Windows takes. */
    parse_size(&at, end, &spec);
    if (at + 1 != end || *at >= 0x80 || !strchr("cCdiouxXpsS", *at))
        return -EINVAL;
    spec.conversion = (char)*at;
    *ret_spec = spec;
    return 0;
}

static bool is_narrow(const struct spec *spec, bool narrow)
{
    if (spec->size == SIZE_SHORT)
        return true;
    if (spec->size == SIZE_LONG)
        return false;
    return spec->conversion == 'S' || spec->conversion == 'C' ? !narrow : narrow;
}

/* @text in a field of the spec's width. */
static int pad(const struct spec *spec, const WCHAR *text, size_t wchars, WCHAR **ret_text)
{
    bool left = strchr(spec->flags, '-') || (spec->has_width && spec->width < 0);
    size_t width = spec->has_width ? (size_t)abs(spec->width) : 0, fill;
    WCHAR *out;

    fill = width > wchars ? width - wchars : 0;
    out = malloc((wchars + fill + 1) * sizeof(WCHAR));
    if (!out)
        return -ENOMEM;
    for (size_t i = 0; i < fill; i++)
        out[left ? wchars + i : i] = strchr(spec->flags, '0') && !left ? '0' : ' ';
    memcpy(out + (left ? 0 : fill), text, wchars * sizeof(WCHAR));
    out[wchars + fill] = 0;
    *ret_text = out;
    return 0;
}

/* A narrow string need not have a NUL within its precision. */
static WCHAR *widen(const char *text, const struct spec *spec)
{
    size_t bytes, wchars;
    WCHAR *wide;

    bytes = spec->has_precision && spec->precision >= 0
                ? strnlen(text, 4u * (size_t)spec->precision)
                : strlen(text);
    wchars = utf8_to_wchars(text, bytes, NULL, 0);
    wide = malloc((wchars + 1) * sizeof(WCHAR));
    if (wide) {
        utf8_to_wchars(text, bytes, wide, wchars);
        wide[wchars] = 0;
    }
    return wide;
}

static int format_string(const struct spec *spec, uintptr_t value, bool narrow, WCHAR **ret_text)
{
    AUTOFREE WCHAR *converted = NULL;
    const WCHAR *text = (const WCHAR *)value;
    size_t wchars = 0;

    if (!value) {
        text = u"(null)";
    } else if (is_narrow(spec, narrow)) {
        text = converted = widen((const char *)value, spec);
        if (!converted)
            return -ENOMEM;
    }
    while ((!spec->has_precision || spec->precision < 0 || wchars < (size_t)spec->precision) &&
           text[wchars])
        wchars++;
    return pad(spec, text, wchars, ret_text);
}

static int format_character(const struct spec *spec, uintptr_t value, bool narrow, WCHAR **ret_text)
{
    WCHAR c = is_narrow(spec, narrow) ? (unsigned char)value : (WCHAR)value;

    return pad(spec, &c, 1, ret_text);
}

static int format_number(const struct spec *spec, uintptr_t value, WCHAR **ret_text)
{
    char format[32], *at = stpcpy(stpcpy(format, "%"), spec->flags);
    int precision = spec->has_precision ? spec->precision : -1;
    AUTOFREE char *text = NULL;
    bool is_signed = spec->conversion == 'd' || spec->conversion == 'i';
    unsigned long long number = value;

    if (spec->conversion == 'p') {
        /* Windows' pointers are sixteen digits without a prefix. */
        if (asprintf(&text, "%016llX", number) < 0)
            return -ENOMEM;
        return (*ret_text = utf8_dup_wide(text)) ? 0 : -ENOMEM;
    }
    if (spec->size == SIZE_SHORT)
        number = is_signed ? (unsigned long long)(short)value : (unsigned short)value;
    else if (spec->size != SIZE_64)
        number = is_signed ? (unsigned long long)(int)value : (unsigned)value;
    at = stpcpy(at, "*.*ll");
    *at++ = spec->conversion;
    *at = '\0';
    if (asprintf(&text, format, spec->has_width ? spec->width : 0, precision, number) < 0)
        return -ENOMEM;
    *ret_text = utf8_dup_wide(text);
    return *ret_text ? 0 : -ENOMEM;
}

int message_insert(struct message_arguments *arguments, unsigned number, const WCHAR *format,
                   size_t format_wchars, WCHAR **ret_text)
{
    unsigned first = number - 1 + arguments->shift, slot = first;
    struct spec spec;
    uintptr_t value;
    int result = parse(format, format_wchars, arguments, &slot, &spec);

    if (result < 0)
        return result;
    /* An array's inserts are numbered with their asterisks, all but the first of a list's aren't.
     */
    if (!arguments->array && slot > first)
        arguments->shift++;
    value = value_at(arguments, slot);
    if (spec.conversion == 's' || spec.conversion == 'S')
        return format_string(&spec, value, arguments->narrow, ret_text);
    if (spec.conversion == 'c' || spec.conversion == 'C')
        return format_character(&spec, value, arguments->narrow, ret_text);
    return format_number(&spec, value, ret_text);
}
