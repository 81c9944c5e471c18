/* SPDX-License-Identifier: MIT */
/* call-declared.c - signatures from the client's metadata, see call-signature.h */
#include <stdlib.h>
#include <string.h>

#include "shim/bridge/call-signature.h"
#include "shim/clr/index.h"
#include "shim/clr/layout.h"
#include "shim/clr/signature.h"
#include "shim/clr/types.h"

#define DECLARATIONS 16

/* C#'s names of the types that have one. */
static const char *const keywords[CLR_OBJECT + 1] = {
    [CLR_BOOLEAN] = "bool",  [CLR_CHAR] = "char", [CLR_I1] = "sbyte",  [CLR_U1] = "byte",
    [CLR_I2] = "short",      [CLR_U2] = "ushort", [CLR_I4] = "int",    [CLR_U4] = "uint",
    [CLR_I8] = "long",       [CLR_U8] = "ulong",  [CLR_R4] = "float",  [CLR_R8] = "double",
    [CLR_STRING] = "string", [CLR_I] = "IntPtr",  [CLR_U] = "UIntPtr", [CLR_OBJECT] = "object",
    [CLR_VOID] = "void",
};

static bool is_wide(const struct clr_method *method, const struct clr_param *param)
{
    switch (param->has_marshal ? param->marshal.native : CLR_NATIVE_NONE) {
    case CLR_NATIVE_LPWSTR:
    case CLR_NATIVE_BSTR:
        return true;
    case CLR_NATIVE_LPSTR:
    case CLR_NATIVE_LPUTF8STR:
    case CLR_NATIVE_ANSIBSTR:
        return false;
    default:
        return method->charset == CLR_CHARSET_UNICODE;
    }
}

static struct call_type number_of(enum clr_element element, uint32_t bytes)
{
    static const char letters[] = "t?susususu"; /* from BOOLEAN on: truth, signed, unsigned */
    char letter = element >= CLR_BOOLEAN && element <= CLR_U8 ? letters[element - CLR_BOOLEAN]
                  : element == CLR_I                          ? 's'
                                                              : 'u';

    return (struct call_type){
        .kind = letter == 't'   ? CALL_TRUTH
                : letter == 's' ? CALL_SIGNED
                                : CALL_UNSIGNED,
        .bytes = (uint8_t)bytes,
    };
}

/* ref int and its like: the number is shown. */
static struct call_type reference_to(const struct clr_type *type)
{
    static const uint8_t sizes[] = {[CLR_BOOLEAN] = 4, [CLR_I4] = 4, [CLR_U4] = 4, [CLR_I8] = 8,
                                    [CLR_U8] = 8,      [CLR_I] = 8,  [CLR_U] = 8};
    struct call_type number;

    if (type->element >= ARRAY_LENGTH(sizes) || !sizes[type->element])
        return (struct call_type){.kind = CALL_POINTER, .bytes = 8};
    number = number_of(type->element, sizes[type->element]);
    if (type->element == CLR_I || type->element == CLR_U)
        number.kind = CALL_HANDLE;
    number.is_reference = true;
    return number;
}

static struct call_type by_layout(const struct clr_type *type, const struct clr_layout *layout)
{
    if (!layout->size)
        return (struct call_type){.kind = CALL_VOID};
    if (layout->is_struct)
        return (struct call_type){.kind = CALL_STRUCT,
                                  .bytes = layout->size < 255 ? (uint8_t)layout->size : 255};
    if (!layout->leaf_count || layout->size > 8)
        return (struct call_type){.kind = CALL_UNKNOWN, .bytes = 8};
    if (layout->leaves[0].kind == CLR_LEAF_FLOAT)
        return (struct call_type){.kind = CALL_FLOAT, .bytes = (uint8_t)layout->size};
    if (layout->leaves[0].kind == CLR_LEAF_INTEGER)
        return number_of(type->element, layout->size);
    return (struct call_type){.kind = CALL_POINTER, .bytes = 8};
}

static struct call_type type_of(const struct clr_method *method, const struct clr_param *param,
                                struct clr_arena *arena)
{
    const struct clr_type *type = param->type;
    struct clr_layout layout;
    bool builder = type->element == CLR_CLASS &&
                   clr_type_is(method->metadata, type->token, "System.Text", "StringBuilder");

    if (type->element == CLR_STRING || builder)
        return (struct call_type){.kind = is_wide(method, param) ? CALL_WIDE : CALL_NARROW,
                                  .bytes = 8,
                                  .is_output = builder};
    if (type->element == CLR_BYREF)
        return reference_to(type->inner);
    if (type->element == CLR_SZARRAY)
        return (struct call_type){.kind = CALL_POINTER, .bytes = 8};
    if (clr_layout_of_param(method, param, arena, clr_resolver_process(), &layout) < 0)
        return (struct call_type){.kind = CALL_UNKNOWN, .bytes = 8};
    return by_layout(type, &layout);
}

static bool is_number(struct call_type type)
{
    return type.kind >= CALL_SIGNED && type.kind <= CALL_STATUS && !type.is_reference;
}

/* What the surface knows better: flags and truth of numbers, and what an IntPtr stands for. */
static struct call_type refine(struct call_type declared, const struct clr_type *type,
                               const struct call_type *surface)
{
    bool opaque =
        type && (type->element == CLR_I || type->element == CLR_U || type->element == CLR_PTR ||
                 type->element == CLR_I8 || type->element == CLR_U8);

    if (!surface)
        return declared;
    if (declared.kind == CALL_UNKNOWN)
        return *surface;
    if (is_number(declared) && is_number(*surface) && declared.bytes == surface->bytes)
        return *surface;
    if (opaque && !is_number(*surface) && surface->kind != CALL_FLOAT &&
        surface->kind != CALL_STRUCT)
        return *surface;
    return declared;
}

static const char *name_of_type(const struct clr_type *type, const struct call_param *surface)
{
    if (type->element <= CLR_OBJECT && keywords[type->element])
        return keywords[type->element];
    return surface ? surface->type_name : "";
}

static struct call_signature *convert(const struct clr_method *method, struct clr_arena *arena,
                                      const struct call_signature *surface)
{
    bool retval = !method->preserve_sig && method->result.type->element != CLR_VOID;
    unsigned count = method->param_count + retval;
    struct call_signature *signature =
        calloc(1, sizeof(*signature) + count * sizeof(signature->params[0]));
    bool alike = surface && surface->count == count && !surface->variadic;

    if (!signature)
        return NULL;
    *signature = (struct call_signature){.count = count, .returns = !surface || surface->returns};
    signature->is_exact = true;
    for (unsigned i = 0; i < count; i++) {
        const struct clr_param *param = i < method->param_count ? &method->params[i] : NULL;
        const struct call_param *known = alike ? &surface->params[i] : NULL;
        struct call_param *out = &signature->params[i];

        *out = (struct call_param){{.kind = CALL_POINTER, .bytes = 8}, "", "result"};
        if (param)
            *out = (struct call_param){
                refine(type_of(method, param, arena), param->type, known ? &known->type : NULL),
                name_of_type(param->type, known),
                *param->name || !known ? param->name : known->name,
            };
        signature->is_exact &= out->type.kind != CALL_UNKNOWN;
    }
    if (!method->preserve_sig)
        signature->result = (struct call_type){.kind = CALL_STATUS, .bytes = 4};
    else
        signature->result = refine(type_of(method, &method->result, arena), method->result.type,
                                   surface ? &surface->result : NULL);
    signature->result_name = surface ? surface->result_name : "";
    return signature;
}

static struct call_signature *declared_by(const struct clr_pinvoke *pinvoke,
                                          const struct call_signature *surface)
{
    struct call_signature *signature = NULL;
    struct clr_arena arena = {NULL};
    struct clr_method method;

    if (!clr_method_decode(&pinvoke->assembly->metadata, &arena, pinvoke->method, &method))
        signature = convert(&method, &arena, surface);
    clr_arena_finish(&arena);
    return signature;
}

static bool same_type(struct call_type a, struct call_type b)
{
    return a.kind == b.kind && a.bytes == b.bytes && a.is_reference == b.is_reference &&
           a.is_output == b.is_output;
}

/* Return: whether one signature can stand for both. */
static bool merge(struct call_signature *into, const struct call_signature *other,
                  const struct call_signature *surface)
{
    if (into->count != other->count)
        return false;
    for (unsigned i = 0; i < into->count; i++) {
        if (same_type(into->params[i].type, other->params[i].type))
            continue;
        if (surface && surface->count == into->count)
            into->params[i].type = surface->params[i].type;
        else if (other->params[i].type.kind == CALL_FLOAT ||
                 into->params[i].type.kind == CALL_FLOAT)
            return false;
        else
            into->params[i].type = (struct call_type){.kind = CALL_UNKNOWN, .bytes = 8};
    }
    return true;
}

/* Mono asks for "FooW" or "FooA" in a text of its own where "Foo" is declared. */
static size_t find_without_suffix(const char *module, const char *entry,
                                  const struct clr_pinvoke **found)
{
    size_t length = strlen(entry), count, kept = 0;
    char stem[256], last = length ? entry[length - 1] : 0;

    if ((last != 'A' && last != 'W') || length > sizeof(stem))
        return 0;
    memcpy(stem, entry, length - 1);
    stem[length - 1] = '\0';
    count = clr_find_pinvoke(module, stem, NULL, found, DECLARATIONS);
    for (size_t i = 0; i < count && i < DECLARATIONS; i++)
        if (!(found[i]->flags & CLR_PINVOKE_NO_MANGLE) &&
            ((found[i]->flags & CLR_PINVOKE_CHARSET) == CLR_CHARSET_UNICODE) == (last == 'W'))
            found[kept++] = found[i];
    return kept;
}

struct call_signature *call_signature_declared(const char *module, const char *entry,
                                               const struct call_signature *surface)
{
    const struct clr_pinvoke *found[DECLARATIONS];
    size_t count = clr_find_pinvoke(module, entry, entry, found, DECLARATIONS);
    struct call_signature *signature = NULL;

    if (!count)
        count = find_without_suffix(module, entry, found);
    for (size_t i = 0; i < count && i < DECLARATIONS; i++) {
        struct call_signature *next = declared_by(found[i], surface);
        bool good = next && (!signature || merge(signature, next, surface));

        if (!signature)
            signature = next;
        else
            free(next);
        if (!good) {
            free(signature);
            return NULL;
        }
    }
    return signature;
}
