/* SPDX-License-Identifier: MIT */
/* layout-scalar.c - native forms of single values by type and descriptor; see layout.h */
#include <errno.h>

#include "layout-scalar.h"

#define POINTER_BYTES 8

static int pointer(struct layout_work *work, enum clr_leaf_kind kind, struct clr_layout *ret_layout)
{
    return layout_scalar(work, kind, POINTER_BYTES, ret_layout);
}

static uint32_t bool_bytes(const struct layout_work *work, enum clr_native native)
{
    if (work->blittable || native == CLR_NATIVE_I1 || native == CLR_NATIVE_U1)
        return 1;
    return native == CLR_NATIVE_VARIANT_BOOL ? 2 : 4;
}

static uint32_t char_bytes(const struct layout_work *work, const struct layout_item *item)
{
    switch (item->marshal.native) {
    case CLR_NATIVE_I1:
    case CLR_NATIVE_U1:
        return work->blittable ? 2 : 1;
    case CLR_NATIVE_I2:
    case CLR_NATIVE_U2:
        return 2;
    default:
        return work->blittable || item->wide ? 2 : 1;
    }
}

static int text(struct layout_work *work, const struct layout_item *item,
                struct clr_layout *ret_layout)
{
    int result;

    if (!item->in_struct || item->marshal.native != CLR_NATIVE_BYVAL_TSTR)
        return pointer(work, CLR_LEAF_POINTER, ret_layout);
    result = layout_scalar(work, CLR_LEAF_INTEGER, item->wide ? 2 : 1, ret_layout);
    return result < 0 ? result : layout_array(work, ret_layout, item->marshal.size, ret_layout);
}

static int array(struct layout_work *work, const struct layout_scope *scope,
                 const struct layout_item *item, struct clr_layout *ret_layout)
{
    struct layout_item element = {.type = item->type->inner, .wide = item->wide, .in_struct = true};
    struct clr_layout layout;
    int result;

    if (!item->in_struct || item->marshal.native != CLR_NATIVE_BYVAL_ARRAY)
        return pointer(work, CLR_LEAF_POINTER, ret_layout);
    element.marshal.native =
        item->marshal.element == CLR_NATIVE_MAX ? CLR_NATIVE_NONE : item->marshal.element;
    result = layout_item(work, scope, &element, &layout);
    return result < 0 ? result : layout_array(work, &layout, item->marshal.size, ret_layout);
}

/* object: VARIANT as [MarshalAs(Struct)], else an interface or AsAny pointer. */
static int object(struct layout_work *work, const struct layout_item *item,
                  struct clr_layout *ret_layout)
{
    if (item->marshal.native == CLR_NATIVE_STRUCT ||
        (!item->in_struct && item->marshal.native == CLR_NATIVE_NONE))
        return layout_variant(work, ret_layout);
    return pointer(
        work, item->marshal.native == CLR_NATIVE_AS_ANY ? CLR_LEAF_POINTER : CLR_LEAF_INTERFACE,
        ret_layout);
}

static int class(struct layout_work *work, const struct layout_scope *scope,
                 const struct layout_item *item, struct clr_layout *ret_layout)
{
    uint32_t token = item->type->token;
    struct clr_type_def type = clr_type_find(scope->metadata, work->resolver, token);
    int result;

    if (type.row && clr_type_extends(type, "MulticastDelegate")) {
        result = pointer(work, CLR_LEAF_FUNCTION, ret_layout);
        if (result == 0) {
            ret_layout->leaves[0].delegate = token;
            ret_layout->leaves[0].metadata = scope->metadata;
        }
        return result;
    }
    if (type.row && clr_type_flags(type) & CLR_TYPE_INTERFACE)
        return pointer(work, CLR_LEAF_INTERFACE, ret_layout);
    if (type.row && item->in_struct && clr_type_flags(type) & CLR_TYPE_LAYOUT &&
        item->marshal.native != CLR_NATIVE_CUSTOM)
        return layout_struct(work, type, NULL, ret_layout);
    return pointer(work, CLR_LEAF_POINTER, ret_layout);
}

/* ---- value types ---------------------------------------------------------------------------- */

/* Types of System that have a native form of their own. -ENOENT: none of them. */
static int special(struct layout_work *work, const struct clr_metadata *metadata, uint32_t token,
                   const struct layout_item *item, struct clr_layout *ret_layout)
{
    int result;

    if (clr_type_is(metadata, token, "System", "DateTime") && !work->blittable)
        return layout_scalar(work, CLR_LEAF_FLOAT, 8, ret_layout); /* DATE */
    if (clr_type_is(metadata, token, "System.Runtime.InteropServices", "HandleRef") ||
        clr_type_is(metadata, token, "System.Runtime.InteropServices", "ArrayWithOffset"))
        return pointer(work, CLR_LEAF_POINTER, ret_layout);
    if (clr_type_is(metadata, token, "System", "Guid")) {
        if (item->marshal.native == CLR_NATIVE_LPSTRUCT)
            return pointer(work, CLR_LEAF_POINTER, ret_layout);
        result = layout_scalar(work, CLR_LEAF_INTEGER, 4, ret_layout);
        return result < 0 ? result : layout_array(work, ret_layout, 4, ret_layout);
    }
    if (clr_type_is(metadata, token, "System", "Decimal")) {
        if (item->marshal.native == CLR_NATIVE_LPSTRUCT)
            return pointer(work, CLR_LEAF_POINTER, ret_layout);
        result = layout_scalar(work, CLR_LEAF_INTEGER, 8, ret_layout);
        return result < 0 || item->marshal.native == CLR_NATIVE_CURRENCY
                   ? result
                   : layout_array(work, ret_layout, 2, ret_layout);
    }
    return -ENOENT;
}

/* II.14.3: the one field of an enum that is no constant has the underlying type. */
static int enumeration(struct layout_work *work, struct clr_type_def type,
                       struct clr_layout *ret_layout)
{
    const struct clr_metadata *metadata = type.metadata;
    struct layout_scope scope = {.metadata = metadata};
    struct layout_item item = {.in_struct = true};
    uint32_t end, at = clr_list(metadata, CLR_TYPE_DEF, type.row, CLR_TYPE_DEF_FIELDS, &end);
    struct cursor blob;
    int result;

    for (; at < end; at++) {
        uint32_t field = clr_list_item(metadata, CLR_FIELD, at);

        if (clr_cell(metadata, CLR_FIELD, field, CLR_FIELD_FLAGS) & CLR_FIELD_STATIC)
            continue;
        result =
            clr_blob(metadata, clr_cell(metadata, CLR_FIELD, field, CLR_FIELD_SIGNATURE), &blob);
        if (result == 0)
            result = clr_field_decode(metadata, work->arena, blob, &item.type);
        if (result == 0 && (item.type->element < CLR_BOOLEAN || item.type->element > CLR_U8) &&
            item.type->element != CLR_I && item.type->element != CLR_U)
            result = -EINVAL;
        return result < 0 ? result : layout_item(work, &scope, &item, ret_layout);
    }
    return -EINVAL;
}

static int value_type(struct layout_work *work, const struct layout_scope *scope, uint32_t token,
                      const struct layout_item *item, const struct layout_scope *arguments,
                      struct clr_layout *ret_layout)
{
    int result = special(work, scope->metadata, token, item, ret_layout);
    struct layout_scope inner;
    struct clr_type_def type;

    if (result != -ENOENT)
        return result;
    type = clr_type_find(scope->metadata, work->resolver, token);
    if (!type.row)
        return -ENOENT;
    if (clr_type_extends(type, "Enum"))
        return enumeration(work, type, ret_layout);
    if (!arguments)
        return layout_struct(work, type, NULL, ret_layout);
    inner = *arguments;
    inner.metadata = type.metadata;
    return layout_struct(work, type, &inner, ret_layout);
}

static int instance(struct layout_work *work, const struct layout_scope *scope,
                    const struct layout_item *item, struct clr_layout *ret_layout)
{
    const struct clr_type *type = item->type;
    struct layout_scope arguments = {NULL, type->arguments, type->argument_count, scope};
    struct layout_item bare = *item;

    bare.type = type->inner;
    if (bare.type->element == CLR_CLASS)
        return class(work, scope, &bare, ret_layout);
    return value_type(work, scope, bare.type->token, item, &arguments, ret_layout);
}

static int parameter(struct layout_work *work, const struct layout_scope *scope,
                     const struct layout_item *item, struct clr_layout *ret_layout)
{
    struct layout_item actual = *item;

    if (!scope->outer || item->type->number >= scope->argument_count)
        return -ENOTSUP;
    actual.type = scope->arguments[item->type->number];
    return layout_item(work, scope->outer, &actual, ret_layout);
}

/* ---- all of them ---------------------------------------------------------------------------- */

static int simple(struct layout_work *work, const struct layout_item *item,
                  struct clr_layout *ret_layout)
{
    static const uint8_t integers[] = {
        [CLR_I1] = 1, [CLR_U1] = 1, [CLR_I2] = 2, [CLR_U2] = 2,
        [CLR_I4] = 4, [CLR_U4] = 4, [CLR_I8] = 8, [CLR_U8] = 8,
    };

    switch (item->type->element) {
    case CLR_VOID:
        *ret_layout = (struct clr_layout){.alignment = 1};
        return item->in_struct ? -EINVAL : 0;
    case CLR_BOOLEAN:
        return layout_scalar(work, CLR_LEAF_INTEGER, bool_bytes(work, item->marshal.native),
                             ret_layout);
    case CLR_CHAR:
        return layout_scalar(work, CLR_LEAF_INTEGER, char_bytes(work, item), ret_layout);
    case CLR_I1 ... CLR_U8:
        return layout_scalar(work, CLR_LEAF_INTEGER, integers[item->type->element], ret_layout);
    case CLR_R4:
    case CLR_R8:
        return layout_scalar(work, CLR_LEAF_FLOAT, item->type->element == CLR_R4 ? 4 : 8,
                             ret_layout);
    case CLR_I:
    case CLR_U:
    case CLR_PTR:
    case CLR_BYREF:
        return pointer(work, CLR_LEAF_POINTER, ret_layout);
    case CLR_FNPTR:
        return pointer(work, CLR_LEAF_FUNCTION, ret_layout);
    default:
        return -ENOTSUP;
    }
}

int layout_item(struct layout_work *work, const struct layout_scope *scope,
                const struct layout_item *item, struct clr_layout *ret_layout)
{
    struct layout_item inner = *item;

    if (++work->items > LAYOUT_ITEM_LIMIT)
        return -E2BIG;
    switch (item->type->element) {
    case CLR_STRING:
        return text(work, item, ret_layout);
    case CLR_SZARRAY:
    case CLR_ARRAY:
        return array(work, scope, item, ret_layout);
    case CLR_OBJECT:
        return object(work, item, ret_layout);
    case CLR_CLASS:
        return class(work, scope, item, ret_layout);
    case CLR_VALUETYPE:
        return value_type(work, scope, item->type->token, item, NULL, ret_layout);
    case CLR_GENERICINST:
        return instance(work, scope, item, ret_layout);
    case CLR_VAR:
        return parameter(work, scope, item, ret_layout);
    case CLR_PINNED:
        inner.type = item->type->inner;
        return layout_item(work, scope, &inner, ret_layout);
    default:
        return simple(work, item, ret_layout);
    }
}

/* DisableRuntimeMarshalling stands on the assembly that declares the call. */
static struct layout_work begin(const struct clr_metadata *metadata, struct clr_arena *arena,
                                const struct clr_resolver *resolver)
{
    return (struct layout_work){
        .arena = arena,
        .resolver = resolver,
        .blittable = clr_attribute_find(metadata, CLR_TOKEN(CLR_ASSEMBLY, 1),
                                        "System.Runtime.CompilerServices",
                                        "DisableRuntimeMarshallingAttribute", NULL),
    };
}

int clr_layout_of(const struct clr_metadata *metadata, struct clr_arena *arena,
                  const struct clr_resolver *resolver, const struct clr_type *type,
                  struct clr_layout *ret_layout)
{
    struct layout_work work = begin(metadata, arena, resolver);
    struct layout_scope scope = {.metadata = metadata};
    struct layout_item item = {.type = type};

    return layout_item(&work, &scope, &item, ret_layout);
}

int clr_layout_of_type_def(const struct clr_metadata *metadata, struct clr_arena *arena,
                           const struct clr_resolver *resolver, uint32_t row,
                           struct clr_layout *ret_layout)
{
    struct layout_work work = begin(metadata, arena, resolver);
    struct clr_type_def type = clr_type_find(metadata, resolver, CLR_TOKEN(CLR_TYPE_DEF, row));

    if (!type.row)
        return -ENOENT;
    if (clr_type_extends(type, "Enum"))
        return enumeration(&work, type, ret_layout);
    return layout_struct(&work, type, NULL, ret_layout);
}

int clr_layout_of_param(const struct clr_method *method, const struct clr_param *param,
                        struct clr_arena *arena, const struct clr_resolver *resolver,
                        struct clr_layout *ret_layout)
{
    struct layout_work work = begin(method->metadata, arena, resolver);
    struct layout_scope scope = {.metadata = method->metadata};
    struct layout_item item = {
        .type = param->type,
        .wide = method->charset == CLR_CHARSET_UNICODE,
    };

    if (param->has_marshal && !work.blittable)
        item.marshal = param->marshal;
    return layout_item(&work, &scope, &item, ret_layout);
}
