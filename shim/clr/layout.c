/* SPDX-License-Identifier: MIT */
/* layout.c - sizes, offsets and scalars of structs; see layout.h */
#include <errno.h>

#include "layout.h"
#include "layout-scalar.h"

#define DEFAULT_PACK  32 /* CoreCLR: as good as none */
#define DEPTH_LIMIT   16
#define LEAF_LIMIT    4096
#define SIZE_LIMIT    0x07fffff0
#define POINTER_BYTES 8
#define VARIANT_BYTES 24

/* ---- putting parts together --------------------------------------------------------------- */

static int add_leaf(struct layout_work *work, struct clr_layout *layout, struct clr_leaf leaf)
{
    uint32_t count = layout->leaf_count;

    if (count == LEAF_LIMIT)
        return -E2BIG;
    if ((count & (count - 1)) == 0) { /* room is a power of two */
        struct clr_leaf *leaves =
            clr_arena_alloc(work->arena, (count ? count * 2 : 1) * sizeof(*leaves));

        if (!leaves)
            return -ENOMEM;
        if (count)
            memcpy(leaves, layout->leaves, count * sizeof(*leaves));
        layout->leaves = leaves;
    }
    layout->leaves[layout->leaf_count++] = leaf;
    return 0;
}

static int scalar(struct layout_work *work, struct clr_layout *ret_layout, enum clr_leaf_kind kind,
                  uint32_t size)
{
    *ret_layout = (struct clr_layout){.size = size, .alignment = size};
    return add_leaf(work, ret_layout, (struct clr_leaf){.kind = kind, .size = size, .count = 1});
}

static int add_part(struct layout_work *work, struct clr_layout *layout,
                    const struct clr_layout *part, uint32_t offset)
{
    int result = 0;

    for (uint32_t i = 0; i < part->leaf_count && result == 0; i++) {
        struct clr_leaf leaf = part->leaves[i];

        if (__builtin_add_overflow(leaf.offset, offset, &leaf.offset))
            return -E2BIG;
        result = add_leaf(work, layout, leaf);
    }
    return result;
}

static bool is_one_run(const struct clr_layout *layout)
{
    return layout->leaf_count == 1 &&
           (uint64_t)layout->leaves[0].size * layout->leaves[0].count == layout->size;
}

/* @count copies of one element, as ByValArray has them. */
static int repeat(struct layout_work *work, const struct clr_layout *element, uint32_t count,
                  struct clr_layout *ret_layout)
{
    struct clr_layout layout = {.alignment = element->alignment, .is_struct = true};
    int result = 0;

    if (__builtin_mul_overflow(element->size, count, &layout.size) || layout.size > SIZE_LIMIT)
        return -E2BIG;
    if (is_one_run(element)) {
        result = add_part(work, &layout, element, 0);
        if (result == 0)
            layout.leaves[0].count *= count;
    } else {
        for (uint32_t i = 0; element->leaf_count && i < count && result == 0; i++)
            result = add_part(work, &layout, element, i * element->size);
    }
    if (result == 0)
        *ret_layout = layout;
    return result;
}

static uint32_t align_up(uint32_t value, uint32_t alignment)
{
    return (value + alignment - 1) / alignment * alignment;
}

/* ---- structs ------------------------------------------------------------------------------ */

struct shape {
    uint32_t pack, size; /* ClassLayout; size 0: not given */
    bool is_explicit, is_wide;
};

static int read_shape(struct layout_work *work, struct clr_type_def type, struct shape *ret_shape)
{
    uint32_t flags = clr_type_flags(type);
    uint32_t row = clr_find_row(type.metadata, CLR_CLASS_LAYOUT, CLR_CLASS_LAYOUT_PARENT, type.row);
    struct shape shape = {.pack = DEFAULT_PACK};

    if (!(flags & CLR_TYPE_LAYOUT) && !work->blittable)
        return -ENOTSUP;
    shape.is_explicit = (flags & CLR_TYPE_LAYOUT) == CLR_LAYOUT_EXPLICIT;
    shape.is_wide = (flags & CLR_TYPE_STRING_FORM) == 0x10000;
    if (row) {
        shape.pack = clr_cell(type.metadata, CLR_CLASS_LAYOUT, row, CLR_CLASS_LAYOUT_PACK);
        shape.size = clr_cell(type.metadata, CLR_CLASS_LAYOUT, row, CLR_CLASS_LAYOUT_SIZE);
    }
    if (shape.pack == 0)
        shape.pack = DEFAULT_PACK;
    if (shape.pack > 128 || (shape.pack & (shape.pack - 1)) || shape.size > SIZE_LIMIT)
        return -EINVAL;
    *ret_shape = shape;
    return 0;
}

/* Decode one field and find its native form. */
static int field_part(struct layout_work *work, const struct layout_scope *scope, uint32_t field,
                      bool wide, struct clr_layout *ret_part)
{
    const struct clr_metadata *metadata = scope->metadata;
    struct layout_item item = {.wide = wide, .in_struct = true};
    struct cursor blob;
    int result;

    result = clr_blob(metadata, clr_cell(metadata, CLR_FIELD, field, CLR_FIELD_SIGNATURE), &blob);
    if (result == 0)
        result = clr_field_decode(metadata, work->arena, blob, &item.type);
    if (result == 0)
        result =
            clr_marshal_find(metadata, work->arena, CLR_TOKEN(CLR_FIELD, field), &item.marshal);
    return result < 0 ? result : layout_item(work, scope, &item, ret_part);
}

static int place_field(struct layout_work *work, const struct layout_scope *scope, uint32_t field,
                       const struct shape *shape, struct clr_layout *layout, uint32_t *current)
{
    struct clr_layout part;
    uint32_t alignment, offset = *current, row, end;
    int result = field_part(work, scope, field, shape->is_wide, &part);

    if (result < 0)
        return result;
    alignment = part.alignment < shape->pack ? part.alignment : shape->pack;
    if (shape->is_explicit) {
        row = clr_find_row(scope->metadata, CLR_FIELD_LAYOUT, CLR_FIELD_LAYOUT_FIELD, field);
        if (!row)
            return -EINVAL;
        offset = clr_cell(scope->metadata, CLR_FIELD_LAYOUT, row, CLR_FIELD_LAYOUT_OFFSET);
    } else {
        offset = align_up(offset, alignment);
    }
    if (__builtin_add_overflow(offset, part.size, &end) || end > SIZE_LIMIT)
        return -E2BIG;
    *current = end;
    layout->size = end > layout->size ? end : layout->size;
    layout->alignment = alignment > layout->alignment ? alignment : layout->alignment;
    return add_part(work, layout, &part, offset);
}

/* The runtime takes a struct of one scalar with a larger Size for a fixed buffer of C#. */
static void fill_fixed_buffer(struct clr_layout *layout, unsigned fields)
{
    struct clr_leaf *leaf = layout->leaves;

    if (fields == 1 && layout->leaf_count == 1 && leaf->offset == 0 && leaf->count == 1 &&
        layout->size % leaf->size == 0)
        leaf->count = layout->size / leaf->size;
}

/* A class with a layout begins with the fields of its bases. */
static int place_base(struct layout_work *work, struct clr_type_def type, struct clr_layout *layout)
{
    uint32_t token = clr_token(type.metadata, CLR_TYPE_DEF, type.row, CLR_TYPE_DEF_EXTENDS);
    struct clr_type_def base;

    if (!token || clr_type_is(type.metadata, token, "System", "ValueType") ||
        clr_type_is(type.metadata, token, "System", "Object"))
        return 0;
    base = clr_type_find(type.metadata, work->resolver, token);
    return base.row ? layout_struct(work, base, NULL, layout) : -ENOENT;
}

static int place_fields(struct layout_work *work, const struct layout_scope *scope,
                        struct clr_type_def type, const struct shape *shape,
                        struct clr_layout *layout)
{
    const struct clr_metadata *metadata = type.metadata;
    uint32_t end, item = clr_list(metadata, CLR_TYPE_DEF, type.row, CLR_TYPE_DEF_FIELDS, &end);
    uint32_t current = layout->size, base = layout->size;
    unsigned fields = 0;
    int result = 0;

    for (; item < end && result == 0; item++) {
        uint32_t field = clr_list_item(metadata, CLR_FIELD, item);

        if (clr_cell(metadata, CLR_FIELD, field, CLR_FIELD_FLAGS) & CLR_FIELD_STATIC)
            continue;
        fields++;
        result = place_field(work, scope, field, shape, layout, &current);
    }
    if (shape->size && shape->size + base > layout->size)
        layout->size = shape->size + base;
    else if (!shape->size)
        layout->size = align_up(layout->size, layout->alignment);
    if (layout->size == 0)
        layout->size = 1;
    if (result == 0)
        fill_fixed_buffer(layout, fields);
    return result;
}

/* [InlineArray(n)] of .NET 8: the one field, n times. */
static int apply_inline_array(struct layout_work *work, struct clr_type_def type,
                              struct clr_layout *layout)
{
    struct cursor value;
    uint32_t count;

    if (!clr_attribute_find(type.metadata, CLR_TOKEN(CLR_TYPE_DEF, type.row),
                            "System.Runtime.CompilerServices", "InlineArrayAttribute", &value))
        return 0;
    cursor_skip(&value, 2); /* prolog, II.23.3 */
    count = cursor_u32(&value);
    return value.failed || count == 0 ? -EINVAL : repeat(work, layout, count, layout);
}

int layout_struct(struct layout_work *work, struct clr_type_def type,
                  const struct layout_scope *arguments, struct clr_layout *ret_layout)
{
    struct layout_scope scope = {.metadata = type.metadata};
    struct clr_layout layout = {.alignment = 1};
    struct shape shape;
    int result;

    if (work->depth >= DEPTH_LIMIT || ++work->items > LAYOUT_ITEM_LIMIT)
        return -E2BIG;
    if (arguments)
        scope = *arguments;
    work->depth++;
    result = read_shape(work, type, &shape);
    if (result == 0)
        result = place_base(work, type, &layout);
    if (result == 0)
        result = place_fields(work, &scope, type, &shape, &layout);
    if (result == 0)
        result = apply_inline_array(work, type, &layout);
    work->depth--;
    layout.is_struct = true;
    if (result == 0)
        *ret_layout = layout;
    return result;
}

/* ---- building blocks for layout-scalar.c --------------------------------------------------- */

int layout_scalar(struct layout_work *work, enum clr_leaf_kind kind, uint32_t size,
                  struct clr_layout *ret_layout)
{
    return scalar(work, ret_layout, kind, size);
}

int layout_array(struct layout_work *work, const struct clr_layout *element, uint32_t count,
                 struct clr_layout *ret_layout)
{
    return repeat(work, element, count, ret_layout);
}

/* VARIANT: four 16-bit words, then a pointer-sized union and a second pointer (BRECORD). */
int layout_variant(struct layout_work *work, struct clr_layout *ret_layout)
{
    int result = scalar(work, ret_layout, CLR_LEAF_INTEGER, POINTER_BYTES);

    return result < 0 ? result
                      : repeat(work, ret_layout, VARIANT_BYTES / POINTER_BYTES, ret_layout);
}

/* ---- registers ------------------------------------------------------------------------------ */

/* 3.2.3: a field that is not aligned sends the whole through memory; integer wins over SSE. */
unsigned clr_layout_sysv(const struct clr_layout *layout, enum clr_register ret_classes[2])
{
    enum clr_register classes[2] = {CLR_REGISTER_NONE, CLR_REGISTER_NONE};
    unsigned count = (layout->size + 7) / 8;

    if (layout->size == 0 || layout->size > 16)
        return 0;
    for (uint32_t i = 0; i < layout->leaf_count; i++) {
        const struct clr_leaf *leaf = &layout->leaves[i];

        for (uint32_t n = 0; n < leaf->count; n++) {
            uint32_t at = leaf->offset + n * leaf->size;

            if (at % leaf->size || at + leaf->size > 16)
                return 0;
            if (leaf->kind != CLR_LEAF_FLOAT)
                classes[at / 8] = CLR_REGISTER_INTEGER;
            else if (classes[at / 8] == CLR_REGISTER_NONE)
                classes[at / 8] = CLR_REGISTER_SSE;
        }
    }
    for (unsigned i = 0; i < count; i++)
        ret_classes[i] = classes[i] == CLR_REGISTER_NONE ? CLR_REGISTER_SSE : classes[i];
    return count;
}

enum clr_register clr_layout_microsoft(const struct clr_layout *layout)
{
    if (layout->size == 0 || layout->size > 8 || (layout->size & (layout->size - 1)))
        return CLR_REGISTER_NONE;
    if (!layout->is_struct && layout->leaves[0].kind == CLR_LEAF_FLOAT)
        return CLR_REGISTER_SSE;
    return CLR_REGISTER_INTEGER;
}
