/* SPDX-License-Identifier: MIT */
/* signature.c - II.23.2: signatures become trees; see signature.h */
#include <errno.h>

#include "signature.h"

#define DEPTH_LIMIT   32
#define HAS_THIS      0x20
#define EXPLICIT_THIS 0x40
#define GENERIC       0x10
#define KIND          0x0f

struct decoder {
    const struct clr_metadata *metadata;
    struct clr_arena *arena;
    struct cursor cursor;
    unsigned depth;
    bool no_memory;
};

static struct clr_type *read_type(struct decoder *decoder);
static struct clr_signature *read_method(struct decoder *decoder);

static void *take(struct decoder *decoder, size_t bytes)
{
    void *block = clr_arena_alloc(decoder->arena, bytes);

    if (!block)
        decoder->no_memory = decoder->cursor.failed = true;
    return block;
}

static void reject(struct decoder *decoder)
{
    decoder->cursor.failed = true;
}

static int outcome(const struct decoder *decoder, const void *result)
{
    if (decoder->no_memory)
        return -ENOMEM;
    return decoder->cursor.failed || !result ? -EINVAL : 0;
}

static uint32_t read_token(struct decoder *decoder)
{
    uint32_t token = clr_type_token(decoder->metadata, cursor_compressed(&decoder->cursor));

    if (!token)
        reject(decoder);
    return token;
}

static uint8_t peek(const struct decoder *decoder)
{
    return cursor_left(&decoder->cursor) ? decoder->cursor.data[decoder->cursor.at] : CLR_END;
}

/* II.23.2.7 */
static struct clr_modifier *read_modifiers(struct decoder *decoder)
{
    struct clr_modifier *first = NULL, **last = &first;

    while (peek(decoder) == CLR_CMOD_REQD || peek(decoder) == CLR_CMOD_OPT) {
        struct clr_modifier *modifier = take(decoder, sizeof(*modifier));

        if (!modifier)
            break;
        modifier->required = cursor_u8(&decoder->cursor) == CLR_CMOD_REQD;
        modifier->type = read_token(decoder);
        *last = modifier;
        last = &modifier->next;
    }
    return first;
}

/* A count of things that take at least one byte each. */
static uint32_t read_count(struct decoder *decoder)
{
    uint32_t count = cursor_compressed(&decoder->cursor);

    if (count > cursor_left(&decoder->cursor)) {
        reject(decoder);
        return 0;
    }
    return count;
}

/* II.23.2.13; the sizes and bounds say nothing to native code. */
static void read_shape(struct decoder *decoder, struct clr_type *type)
{
    uint32_t count;

    type->number = cursor_compressed(&decoder->cursor);
    count = read_count(decoder);
    for (uint32_t i = 0; i < count; i++)
        cursor_compressed(&decoder->cursor);
    count = read_count(decoder);
    for (uint32_t i = 0; i < count; i++)
        cursor_compressed_signed(&decoder->cursor);
    if (type->number == 0)
        reject(decoder);
}

/* II.23.2.12: GENERICINST (CLASS | VALUETYPE) TypeDefOrRef GenArgCount Type* */
static void read_instance(struct decoder *decoder, struct clr_type *type)
{
    uint32_t count;

    type->inner = read_type(decoder);
    if (type->inner && type->inner->element != CLR_CLASS && type->inner->element != CLR_VALUETYPE)
        reject(decoder);
    count = read_count(decoder);
    type->arguments = take(decoder, count * sizeof(struct clr_type *));
    for (uint32_t i = 0; type->arguments && !decoder->cursor.failed && i < count; i++) {
        type->arguments[i] = read_type(decoder);
        type->argument_count = i + 1;
    }
}

static void read_rest(struct decoder *decoder, struct clr_type *type)
{
    switch (type->element) {
    case CLR_VOID ... CLR_STRING:
    case CLR_TYPEDBYREF:
    case CLR_I:
    case CLR_U:
    case CLR_OBJECT:
        break;
    case CLR_PTR:
    case CLR_BYREF:
    case CLR_SZARRAY:
    case CLR_PINNED:
        type->inner = read_type(decoder);
        break;
    case CLR_VALUETYPE:
    case CLR_CLASS:
        type->token = read_token(decoder);
        break;
    case CLR_VAR:
    case CLR_MVAR:
        type->number = cursor_compressed(&decoder->cursor);
        break;
    case CLR_ARRAY:
        type->inner = read_type(decoder);
        read_shape(decoder, type);
        break;
    case CLR_GENERICINST:
        read_instance(decoder, type);
        break;
    case CLR_FNPTR:
        type->function = read_method(decoder);
        break;
    default:
        reject(decoder);
    }
}

/* II.23.2.12, with what Param and RetType (II.23.2.10, II.23.2.11) allow besides. */
static struct clr_type *read_type(struct decoder *decoder)
{
    struct clr_type *type;

    if (decoder->cursor.failed || decoder->depth >= DEPTH_LIMIT) {
        reject(decoder);
        return NULL;
    }
    type = take(decoder, sizeof(*type));
    if (!type)
        return NULL;
    decoder->depth++;
    type->modifiers = read_modifiers(decoder);
    type->element = cursor_u8(&decoder->cursor);
    if (!decoder->cursor.failed)
        read_rest(decoder, type);
    decoder->depth--;
    return type;
}

static void read_params(struct decoder *decoder, struct clr_signature *signature)
{
    uint32_t count = signature->param_count;

    signature->fixed_count = count;
    signature->params = take(decoder, count * sizeof(struct clr_type *));
    for (uint32_t i = 0; signature->params && !decoder->cursor.failed && i < count; i++) {
        if (peek(decoder) == CLR_SENTINEL) {
            cursor_u8(&decoder->cursor);
            signature->fixed_count = i;
        }
        signature->params[i] = read_type(decoder);
    }
}

/* II.23.2.1 to II.23.2.3 */
static struct clr_signature *read_method(struct decoder *decoder)
{
    struct clr_signature *signature = take(decoder, sizeof(*signature));
    uint8_t head = cursor_u8(&decoder->cursor);

    if (!signature)
        return NULL;
    signature->convention = head & KIND;
    signature->has_this = head & HAS_THIS;
    signature->explicit_this = head & EXPLICIT_THIS;
    if (signature->convention > CLR_CONVENTION_VARARG &&
        signature->convention != CLR_CONVENTION_UNMANAGED)
        reject(decoder);
    if (head & GENERIC)
        signature->generic_count = cursor_compressed(&decoder->cursor);
    signature->param_count = read_count(decoder);
    signature->result = read_type(decoder);
    read_params(decoder, signature);
    return signature;
}

int clr_signature_decode(const struct clr_metadata *metadata, struct clr_arena *arena,
                         struct cursor blob, const struct clr_signature **ret_signature)
{
    struct decoder decoder = {.metadata = metadata, .arena = arena, .cursor = blob};
    const struct clr_signature *signature = read_method(&decoder);
    int result = outcome(&decoder, signature);

    if (result == 0)
        *ret_signature = signature;
    return result;
}

int clr_field_decode(const struct clr_metadata *metadata, struct clr_arena *arena,
                     struct cursor blob, const struct clr_type **ret_type)
{
    uint8_t head = cursor_u8(&blob);

    if ((head & KIND) != CLR_CONVENTION_FIELD)
        return -EINVAL;
    return clr_type_decode(metadata, arena, blob, ret_type);
}

int clr_type_decode(const struct clr_metadata *metadata, struct clr_arena *arena,
                    struct cursor blob, const struct clr_type **ret_type)
{
    struct decoder decoder = {.metadata = metadata, .arena = arena, .cursor = blob};
    const struct clr_type *type = read_type(&decoder);
    int result = outcome(&decoder, type);

    if (result == 0)
        *ret_type = type;
    return result;
}
