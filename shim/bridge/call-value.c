/* SPDX-License-Identifier: MIT */
/* call-value.c - see call-value.h */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "shim/bridge/call-value.h"
#include "shim/peek.h"

#define IDENTIFIERS 0x10000u /* below it a "string" is a number: atoms, resource names */

/* ---- taking ----------------------------------------------------------------------------- */

static uint64_t low_bits(uint64_t bits, unsigned bytes)
{
    return bytes >= 8 ? bits : bits & (((uint64_t)1 << bytes * 8) - 1);
}

static int64_t sign_extended(uint64_t bits, unsigned bytes)
{
    unsigned shift = bytes < 8 ? 64 - bytes * 8 : 0;

    return (int64_t)(bits << shift) >> shift;
}

static size_t put_utf8(char *out, uint32_t c)
{
    if (c < 0x80)
        return (size_t)(out[0] = (char)c, 1);
    if (c < 0x800)
        return (size_t)(out[0] = (char)(0xc0 | c >> 6), out[1] = (char)(0x80 | (c & 0x3f)), 2);
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

/* A surrogate without its other half becomes U+FFFD. */
static size_t narrow(char *out, const uint16_t *wide, size_t count)
{
    size_t length = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t c = wide[i];

        if ((c & 0xfc00) == 0xd800 && i + 1 < count && (wide[i + 1] & 0xfc00) == 0xdc00)
            c = 0x10000 + ((c & 0x3ff) << 10) + (wide[++i] & 0x3ff);
        else if ((c & 0xf800) == 0xd800)
            c = 0xfffd;
        length += put_utf8(out + length, c);
    }
    return length;
}

static void take_wide(struct call_value *value, struct call_texts *texts)
{
    uint16_t wide[CALL_TEXT_CHARACTERS + 1];
    size_t got = peek((const void *)value->bits, wide, sizeof(wide)) / sizeof(wide[0]), count = 0;

    while (count < got && count < CALL_TEXT_CHARACTERS && wide[count])
        count++;
    if (!got || sizeof(texts->bytes) - texts->used < count * 3)
        return;
    value->is_cut = count == got || wide[count];
    if (value->is_cut && count && (wide[count - 1] & 0xfc00) == 0xd800)
        count--;
    value->text = texts->bytes + texts->used;
    value->length = narrow(texts->bytes + texts->used, wide, count);
    texts->used += value->length;
}

static void take_narrow(struct call_value *value, struct call_texts *texts)
{
    char bytes[CALL_TEXT_CHARACTERS + 1];
    size_t got = peek((const void *)value->bits, bytes, sizeof(bytes));
    size_t length = strnlen(bytes, got < CALL_TEXT_CHARACTERS ? got : CALL_TEXT_CHARACTERS);

    if (!got || sizeof(texts->bytes) - texts->used < length)
        return;
    value->is_cut = length == got || bytes[length];
    /* Not in the middle of a character, when it is UTF-8 at all. */
    for (size_t back = 1; value->is_cut && back <= 3 && back <= length; back++)
        if ((unsigned char)bytes[length - back] >= 0xc0) {
            length -= trace_utf8(bytes + length - back, back) ? 0 : back;
            break;
        }
    value->text = memcpy(texts->bytes + texts->used, bytes, length);
    value->length = length;
    texts->used += length;
}

static void take_guid(struct call_value *value, struct call_texts *texts)
{
    GUID guid;
    size_t room = sizeof(texts->bytes) - texts->used;

    if (room < 40 || peek((const void *)value->bits, &guid, sizeof(guid)) != sizeof(guid))
        return;
    value->text = texts->bytes + texts->used;
    value->length = (size_t)snprintf(
        texts->bytes + texts->used, room, "{%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x}",
        (unsigned)guid.Data1, guid.Data2, guid.Data3, guid.Data4[0], guid.Data4[1], guid.Data4[2],
        guid.Data4[3], guid.Data4[4], guid.Data4[5], guid.Data4[6], guid.Data4[7]);
    texts->used += value->length;
}

struct call_value call_value_take(struct call_type type, uint64_t bits, struct call_texts *texts)
{
    struct call_value value = {.type = type, .bits = bits};

    if (bits < IDENTIFIERS && (type.is_reference || type.kind >= CALL_WIDE))
        return value;
    if (type.is_reference)
        value.has_pointee = peek((const void *)bits, &value.pointee, type.bytes) == type.bytes;
    else if (type.kind == CALL_WIDE)
        take_wide(&value, texts);
    else if (type.kind == CALL_NARROW)
        take_narrow(&value, texts);
    else if (type.kind == CALL_GUID)
        take_guid(&value, texts);
    return value;
}

bool call_value_is_good(struct call_type type, uint64_t bits)
{
    if (type.kind == CALL_VOID)
        return true;
    if (type.kind == CALL_STATUS)
        return sign_extended(bits, 4) >= 0;
    if (type.kind == CALL_HANDLE && bits == UINT64_MAX)
        return false;
    return (low_bits(bits, type.bytes) == 0) == type.zero_is_good;
}

/* ---- showing ---------------------------------------------------------------------------- */

static double float_of(const struct call_value *value)
{
    double wide;
    float small;

    memcpy(&small, &value->bits, sizeof(small));
    memcpy(&wide, &value->bits, sizeof(wide));
    return value->type.bytes == 4 ? (double)small : wide;
}

static void show_number(struct trace_line *line, const struct call_type *type, uint64_t bits)
{
    uint64_t low = low_bits(bits, type->bytes);

    switch (type->kind) {
    case CALL_SIGNED:
        trace_line_format(line, "%lld", (long long)sign_extended(bits, type->bytes));
        break;
    case CALL_TRUTH:
        trace_line_format(line, "%lld", (long long)sign_extended(bits, type->bytes));
        break;
    case CALL_UNSIGNED:
        /* Sizes and counts are small, flags and addresses aren't. */
        trace_line_format(line, low < 0x10000 ? "%llu" : "0x%llx", (unsigned long long)low);
        break;
    case CALL_STATUS:
        trace_line_format(line, low ? "0x%08llx" : "%llx", (unsigned long long)low);
        break;
    default:
        if (type->kind == CALL_HANDLE && bits == UINT64_MAX)
            trace_line_add(line, "-1", 2);
        else if (!low && type->kind != CALL_UNKNOWN && type->kind != CALL_STRUCT)
            trace_line_add(line, "NULL", 4);
        else
            trace_line_format(line, "0x%llx", (unsigned long long)low);
    }
}

static bool is_text(const struct call_value *value)
{
    return value->text && value->type.kind != CALL_GUID;
}

void call_value_text(struct trace_line *line, const struct call_value *value)
{
    if (is_text(value)) {
        trace_line_add(line, "L", value->type.kind == CALL_WIDE);
        trace_line_quoted(line, value->text, value->length);
        trace_line_add(line, "...", value->is_cut ? 3 : 0);
    } else if (value->text) {
        trace_line_add(line, value->text, value->length);
    } else if (value->type.is_reference && !value->has_pointee) {
        trace_line_format(line, value->bits ? "0x%llx" : "NULL", (unsigned long long)value->bits);
    } else if (value->type.is_reference) {
        trace_line_add(line, "&", 1);
        show_number(line, &value->type, value->pointee);
    } else if (value->type.kind == CALL_FLOAT) {
        trace_line_format(line, "%.*g", value->type.bytes == 4 ? 9 : 17, float_of(value));
    } else if (value->type.kind == CALL_STRUCT && value->type.bytes > 8) {
        trace_line_add(line, "{...}", 5);
    } else {
        show_number(line, &value->type, value->bits);
    }
}

static void json_number(struct trace_line *line, const struct call_type *type, uint64_t bits)
{
    uint64_t low = low_bits(bits, type->bytes);

    if (type->kind == CALL_SIGNED)
        trace_line_format(line, "%lld", (long long)sign_extended(bits, type->bytes));
    else if (type->kind == CALL_UNSIGNED)
        trace_line_format(line, "%llu", (unsigned long long)low);
    else if (type->kind == CALL_TRUTH)
        trace_line_format(line, low ? "true" : "false");
    else if (!low && type->kind >= CALL_HANDLE && type->kind <= CALL_GUID)
        trace_line_add(line, "null", 4);
    else
        trace_line_format(line, "\"0x%llx\"", (unsigned long long)low);
}

static void json_text(struct trace_line *line, const struct call_value *value)
{
    char whole[CALL_TEXT_CHARACTERS * 3 + 8];
    size_t length = value->length;

    memcpy(whole, value->text, length);
    if (value->is_cut) {
        memcpy(whole + length, "...", 3);
        length += 3;
    }
    trace_line_json(line, whole, length);
}

void call_value_json(struct trace_line *line, const struct call_value *value)
{
    if (value->text)
        json_text(line, value);
    else if (value->type.is_reference && value->has_pointee)
        json_number(line, &value->type, value->pointee);
    else if (value->type.is_reference)
        json_number(line, &(struct call_type){.kind = CALL_POINTER, .bytes = 8}, value->bits);
    else if (value->type.kind == CALL_FLOAT && isfinite(float_of(value)))
        trace_line_format(line, "%.*g", value->type.bytes == 4 ? 9 : 17, float_of(value));
    else if (value->type.kind == CALL_FLOAT)
        trace_line_format(line, "\"%g\"", float_of(value));
    else if (value->type.kind == CALL_STRUCT && value->type.bytes > 8)
        trace_line_add(line, "\"{...}\"", 7);
    else
        json_number(line, &value->type, value->bits);
}
