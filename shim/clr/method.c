/* SPDX-License-Identifier: MIT */
/* method.c - marshalling descriptors (II.23.4) and whole declarations; see signature.h */
#include <errno.h>

#include "signature.h"

#define METHOD_STATIC 0x0010 /* II.23.1.10 */

/* ---- descriptors ------------------------------------------------------------------------ */

static const char *read_text(struct clr_arena *arena, struct cursor *blob)
{
    uint32_t length = cursor_compressed(blob);
    const uint8_t *bytes = cursor_bytes(blob, length);

    return bytes ? clr_arena_string(arena, bytes, length) : "";
}

static uint32_t read_optional(struct cursor *blob)
{
    return cursor_left(blob) ? cursor_compressed(blob) : 0;
}

/* NATIVE_TYPE_ARRAY element [ParamNum [NumElem [flags]]]; flags bit 0: ParamNum is meant */
static void read_array(struct cursor *blob, struct clr_marshal *marshal)
{
    marshal->element = cursor_left(blob) ? cursor_compressed(blob) : CLR_NATIVE_MAX;
    marshal->has_param = cursor_left(blob) > 0;
    marshal->size_param = read_optional(blob);
    marshal->has_size = cursor_left(blob) > 0;
    marshal->size = read_optional(blob);
    if (cursor_left(blob))
        marshal->has_param = cursor_compressed(blob) & 1;
}

/* CUSTOMMARSHALER guid, unmanaged type, marshaler, cookie: four counted texts */
static void read_custom(struct clr_arena *arena, struct cursor *blob, struct clr_marshal *marshal)
{
    read_text(arena, blob);
    read_text(arena, blob);
    marshal->type_name = read_text(arena, blob);
    marshal->cookie = read_text(arena, blob);
}

static void read_descriptor(struct clr_arena *arena, struct cursor *blob,
                            struct clr_marshal *marshal)
{
    switch (marshal->native) {
    case CLR_NATIVE_BYVAL_TSTR:
        marshal->has_size = true;
        marshal->size = cursor_compressed(blob);
        break;
    case CLR_NATIVE_BYVAL_ARRAY:
        marshal->has_size = true;
        marshal->size = cursor_left(blob) ? cursor_compressed(blob) : 1;
        marshal->element = read_optional(blob);
        break;
    case CLR_NATIVE_ARRAY:
        read_array(blob, marshal);
        break;
    case CLR_NATIVE_SAFEARRAY:
        marshal->variant_type = read_optional(blob);
        if (cursor_left(blob))
            marshal->type_name = read_text(arena, blob);
        break;
    case CLR_NATIVE_INTERFACE:
    case CLR_NATIVE_IUNKNOWN:
    case CLR_NATIVE_IDISPATCH:
        if (cursor_left(blob))
            marshal->iid_param = cursor_compressed(blob) + 1;
        break;
    case CLR_NATIVE_CUSTOM:
        read_custom(arena, blob, marshal);
        break;
    default:
        break;
    }
}

int clr_marshal_decode(struct clr_arena *arena, struct cursor blob, struct clr_marshal *ret_marshal)
{
    struct clr_marshal marshal = {.type_name = "", .cookie = ""};

    marshal.native = cursor_left(&blob) ? cursor_compressed(&blob) : CLR_NATIVE_NONE;
    if (marshal.native == CLR_NATIVE_MAX)
        marshal.native = CLR_NATIVE_NONE;
    read_descriptor(arena, &blob, &marshal);
    if (!marshal.type_name || !marshal.cookie)
        return -ENOMEM;
    if (blob.failed)
        return -EINVAL;
    *ret_marshal = marshal;
    return 0;
}

int clr_marshal_find(const struct clr_metadata *metadata, struct clr_arena *arena, uint32_t token,
                     struct clr_marshal *ret_marshal)
{
    uint32_t key = clr_coded(CLR_FIELD_MARSHAL, CLR_FIELD_MARSHAL_PARENT, token);
    uint32_t row = clr_find_row(metadata, CLR_FIELD_MARSHAL, CLR_FIELD_MARSHAL_PARENT, key);
    struct cursor blob;
    int result;

    if (!row)
        return 0;
    result = clr_blob(metadata, clr_cell(metadata, CLR_FIELD_MARSHAL, row, CLR_FIELD_MARSHAL_TYPE),
                      &blob);
    if (result == 0)
        result = clr_marshal_decode(arena, blob, ret_marshal);
    return result < 0 ? result : 1;
}

/* ---- declarations ----------------------------------------------------------------------- */

/* II.22.33: Param rows are optional; Sequence 0 is the return value. */
static int read_param_row(struct clr_method *method, struct clr_arena *arena, uint32_t row)
{
    uint32_t flags = clr_cell(method->metadata, CLR_PARAM, row, CLR_PARAM_FLAGS);
    uint32_t sequence = clr_cell(method->metadata, CLR_PARAM, row, CLR_PARAM_SEQUENCE);
    struct clr_param *param = &method->result;
    int result;

    if (sequence > method->param_count)
        return 0;
    if (sequence)
        param = &method->params[sequence - 1];
    param->name = clr_name(method->metadata, CLR_PARAM, row, CLR_PARAM_NAME);
    param->in = flags & CLR_PARAM_IN;
    param->out = flags & CLR_PARAM_OUT;
    param->optional = flags & CLR_PARAM_OPTIONAL;
    result = clr_marshal_find(method->metadata, arena, CLR_TOKEN(CLR_PARAM, row), &param->marshal);
    param->has_marshal = result > 0;
    return result < 0 ? result : 0;
}

static int read_params(struct clr_method *method, struct clr_arena *arena, uint32_t row)
{
    const struct clr_signature *signature = method->signature;
    uint32_t end, item = clr_list(method->metadata, CLR_METHOD_DEF, row, CLR_METHOD_PARAMS, &end);
    int result = 0;

    method->param_count = signature->param_count;
    method->params = clr_arena_alloc(arena, method->param_count * sizeof(*method->params));
    if (!method->params)
        return -ENOMEM;
    method->result = (struct clr_param){.name = "", .type = signature->result};
    for (uint32_t i = 0; i < method->param_count; i++)
        method->params[i] = (struct clr_param){.name = "", .type = signature->params[i]};
    for (; item < end && result == 0; item++) {
        uint32_t param = clr_list_item(method->metadata, CLR_PARAM, item);

        result = param ? read_param_row(method, arena, param) : -EINVAL;
    }
    return result;
}

/* II.22.22 */
static void read_impl_map(struct clr_method *method)
{
    const struct clr_metadata *metadata = method->metadata;
    uint32_t key = clr_coded(CLR_IMPL_MAP, CLR_IMPL_MAP_MEMBER, method->token);
    uint32_t row = clr_find_row(metadata, CLR_IMPL_MAP, CLR_IMPL_MAP_MEMBER, key);
    uint32_t flags = clr_cell(metadata, CLR_IMPL_MAP, row, CLR_IMPL_MAP_FLAGS);

    if (!row)
        return;
    method->entry = clr_name(metadata, CLR_IMPL_MAP, row, CLR_IMPL_MAP_NAME);
    if (!*method->entry)
        method->entry = method->name;
    method->module = clr_name(metadata, CLR_MODULE_REF,
                              clr_cell(metadata, CLR_IMPL_MAP, row, CLR_IMPL_MAP_SCOPE), 0);
    method->charset = flags & CLR_PINVOKE_CHARSET;
    method->callconv = (flags & CLR_PINVOKE_CALLCONV) >> CLR_PINVOKE_CALLCONV_SHIFT;
    method->set_last_error = flags & CLR_PINVOKE_LAST_ERROR;
    method->exact_spelling = flags & CLR_PINVOKE_NO_MANGLE;
}

int clr_method_decode(const struct clr_metadata *metadata, struct clr_arena *arena, uint32_t row,
                      struct clr_method *ret_method)
{
    struct clr_method method = {.metadata = metadata, .token = CLR_TOKEN(CLR_METHOD_DEF, row)};
    uint32_t type = clr_method_type(metadata, row);
    struct cursor blob;
    int result;

    if (row == 0 || row > clr_rows(metadata, CLR_METHOD_DEF))
        return -ENOENT;
    method.name = clr_name(metadata, CLR_METHOD_DEF, row, CLR_METHOD_NAME);
    method.type_name = clr_name(metadata, CLR_TYPE_DEF, type, CLR_TYPE_DEF_NAME);
    method.type_namespace = clr_name(metadata, CLR_TYPE_DEF, type, CLR_TYPE_DEF_NAMESPACE);
    method.is_static = clr_cell(metadata, CLR_METHOD_DEF, row, CLR_METHOD_FLAGS) & METHOD_STATIC;
    method.preserve_sig =
        clr_cell(metadata, CLR_METHOD_DEF, row, CLR_METHOD_IMPL_FLAGS) & CLR_IMPL_PRESERVE_SIG;
    read_impl_map(&method);
    result =
        clr_blob(metadata, clr_cell(metadata, CLR_METHOD_DEF, row, CLR_METHOD_SIGNATURE), &blob);
    if (result == 0)
        result = clr_signature_decode(metadata, arena, blob, &method.signature);
    if (result == 0)
        result = read_params(&method, arena, row);
    if (result == 0)
        *ret_method = method;
    return result;
}

bool clr_type_name(const struct clr_metadata *metadata, uint32_t token, const char **ret_namespace,
                   const char **ret_name)
{
    uint32_t row = clr_token_row(token);

    *ret_namespace = *ret_name = "";
    if (clr_token_table(token) == CLR_TYPE_DEF) {
        *ret_namespace = clr_name(metadata, CLR_TYPE_DEF, row, CLR_TYPE_DEF_NAMESPACE);
        *ret_name = clr_name(metadata, CLR_TYPE_DEF, row, CLR_TYPE_DEF_NAME);
        return true;
    }
    if (clr_token_table(token) == CLR_TYPE_REF) {
        *ret_namespace = clr_name(metadata, CLR_TYPE_REF, row, CLR_TYPE_REF_NAMESPACE);
        *ret_name = clr_name(metadata, CLR_TYPE_REF, row, CLR_TYPE_REF_NAME);
        return true;
    }
    return false;
}

bool clr_type_is(const struct clr_metadata *metadata, uint32_t token, const char *namespace,
                 const char *name)
{
    const char *its_namespace, *its_name;

    return clr_type_name(metadata, token, &its_namespace, &its_name) && !strcmp(its_name, name) &&
           !strcmp(its_namespace, namespace);
}
