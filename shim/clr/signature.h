/* SPDX-License-Identifier: MIT */
/*
 * signature.h - method and field signatures, marshalling descriptors and P/Invoke
 * declarations as trees that a thunk compiler can walk
 *
 * Every decoded node lives in the caller's arena. Names point into the
 * metadata. Decoding is bounded: by the blob (a node takes at least one byte)
 * and by a depth limit.
 */
#ifndef WINSHIM_CLR_SIGNATURE_H
#define WINSHIM_CLR_SIGNATURE_H

#include "arena.h"
#include "metadata.h"

/* II.23.1.16 */
enum clr_element {
    CLR_END = 0x00,
    CLR_VOID = 0x01,
    CLR_BOOLEAN = 0x02,
    CLR_CHAR = 0x03,
    CLR_I1 = 0x04,
    CLR_U1 = 0x05,
    CLR_I2 = 0x06,
    CLR_U2 = 0x07,
    CLR_I4 = 0x08,
    CLR_U4 = 0x09,
    CLR_I8 = 0x0a,
    CLR_U8 = 0x0b,
    CLR_R4 = 0x0c,
    CLR_R8 = 0x0d,
    CLR_STRING = 0x0e,
    CLR_PTR = 0x0f,
    CLR_BYREF = 0x10,
    CLR_VALUETYPE = 0x11,
    CLR_CLASS = 0x12,
    CLR_VAR = 0x13,
    CLR_ARRAY = 0x14,
    CLR_GENERICINST = 0x15,
    CLR_TYPEDBYREF = 0x16,
    CLR_I = 0x18,
    CLR_U = 0x19,
    CLR_FNPTR = 0x1b,
    CLR_OBJECT = 0x1c,
    CLR_SZARRAY = 0x1d,
    CLR_MVAR = 0x1e,
    CLR_CMOD_REQD = 0x1f,
    CLR_CMOD_OPT = 0x20,
    CLR_SENTINEL = 0x41,
    CLR_PINNED = 0x45,
};

/* II.23.4, and NATIVE_TYPE of the runtime's corhdr.h for those that the standard leaves out */
enum clr_native {
    CLR_NATIVE_NONE = 0x00, /* no descriptor, or one that says nothing */
    CLR_NATIVE_BOOLEAN = 0x02,
    CLR_NATIVE_I1 = 0x03,
    CLR_NATIVE_U1 = 0x04,
    CLR_NATIVE_I2 = 0x05,
    CLR_NATIVE_U2 = 0x06,
    CLR_NATIVE_I4 = 0x07,
    CLR_NATIVE_U4 = 0x08,
    CLR_NATIVE_I8 = 0x09,
    CLR_NATIVE_U8 = 0x0a,
    CLR_NATIVE_R4 = 0x0b,
    CLR_NATIVE_R8 = 0x0c,
    CLR_NATIVE_CURRENCY = 0x0f,
    CLR_NATIVE_BSTR = 0x13,
    CLR_NATIVE_LPSTR = 0x14,
    CLR_NATIVE_LPWSTR = 0x15,
    CLR_NATIVE_LPTSTR = 0x16,
    CLR_NATIVE_BYVAL_TSTR = 0x17,
    CLR_NATIVE_IUNKNOWN = 0x19,
    CLR_NATIVE_IDISPATCH = 0x1a,
    CLR_NATIVE_STRUCT = 0x1b,
    CLR_NATIVE_INTERFACE = 0x1c,
    CLR_NATIVE_SAFEARRAY = 0x1d,
    CLR_NATIVE_BYVAL_ARRAY = 0x1e,
    CLR_NATIVE_INT = 0x1f,
    CLR_NATIVE_UINT = 0x20,
    CLR_NATIVE_VBBYREFSTR = 0x22,
    CLR_NATIVE_ANSIBSTR = 0x23,
    CLR_NATIVE_TBSTR = 0x24,
    CLR_NATIVE_VARIANT_BOOL = 0x25,
    CLR_NATIVE_FUNC = 0x26,
    CLR_NATIVE_AS_ANY = 0x28,
    CLR_NATIVE_ARRAY = 0x2a,
    CLR_NATIVE_LPSTRUCT = 0x2b,
    CLR_NATIVE_CUSTOM = 0x2c,
    CLR_NATIVE_ERROR = 0x2d,
    CLR_NATIVE_IINSPECTABLE = 0x2e,
    CLR_NATIVE_HSTRING = 0x2f,
    CLR_NATIVE_LPUTF8STR = 0x30,
    CLR_NATIVE_MAX = 0x50, /* "not given", as an array's element */
};

struct clr_signature;

struct clr_modifier {
    struct clr_modifier *next;
    uint32_t type; /* token: TypeDef, TypeRef or TypeSpec */
    bool required;
};

/*
 * One type of a signature. A modifier belongs to the type behind it.
 *
 *   PTR, BYREF, SZARRAY, ARRAY, PINNED    inner: what it points to or consists of
 *   VALUETYPE, CLASS                      token
 *   GENERICINST                           inner: VALUETYPE or CLASS; arguments
 *   VAR, MVAR                             number
 *   ARRAY                                 number: rank
 *   FNPTR                                 function
 */
struct clr_type {
    enum clr_element element;
    uint32_t token, number;
    struct clr_modifier *modifiers;
    struct clr_type *inner;
    struct clr_type **arguments;
    uint32_t argument_count;
    struct clr_signature *function;
};

/* II.23.2.1 to II.23.2.3: the calling convention of a signature */
enum clr_convention {
    CLR_CONVENTION_DEFAULT = 0,
    CLR_CONVENTION_C = 1,
    CLR_CONVENTION_STDCALL = 2,
    CLR_CONVENTION_THISCALL = 3,
    CLR_CONVENTION_FASTCALL = 4,
    CLR_CONVENTION_VARARG = 5,
    CLR_CONVENTION_FIELD = 6,
    CLR_CONVENTION_UNMANAGED = 9, /* C# 9: the modifiers of the return type say which */
};

struct clr_signature {
    enum clr_convention convention;
    bool has_this, explicit_this;
    uint32_t generic_count;
    uint32_t param_count, fixed_count; /* fixed_count < param_count behind a vararg sentinel */
    struct clr_type *result;
    struct clr_type **params;
};

/* II.23.4 */
struct clr_marshal {
    enum clr_native native;
    enum clr_native element;  /* ARRAY, BYVAL_ARRAY; NATIVE_MAX or NONE: by the array's type */
    bool has_size, has_param; /* ARRAY: which of the next two are given */
    uint32_t size;            /* BYVAL_TSTR, BYVAL_ARRAY, ARRAY: elements */
    uint32_t size_param;      /* ARRAY: index of the parameter with the count, from 0 */
    uint32_t variant_type;    /* SAFEARRAY: VT_*, 0 when not given */
    uint32_t iid_param;       /* INTERFACE, IUNKNOWN, IDISPATCH: plus 1; 0 when not given */
    const char *type_name;    /* CUSTOM: marshaler; SAFEARRAY: user type; "" when not given */
    const char *cookie;       /* CUSTOM */
};

struct clr_param {
    const char *name; /* "" when not known */
    const struct clr_type *type;
    bool in, out, optional; /* as written; without either, by value is in, by reference is both */
    bool has_marshal;
    struct clr_marshal marshal;
};

/* II.23.1.8 and the runtime's corhdr.h */
enum clr_charset {
    CLR_CHARSET_NONE = 0,
    CLR_CHARSET_ANSI = 2,
    CLR_CHARSET_UNICODE = 4,
    CLR_CHARSET_AUTO = 6
};
enum clr_callconv {
    CLR_CALLCONV_WINAPI = 1,
    CLR_CALLCONV_CDECL = 2,
    CLR_CALLCONV_STDCALL = 3,
    CLR_CALLCONV_THISCALL = 4,
    CLR_CALLCONV_FASTCALL = 5,
};

#define CLR_PINVOKE_NO_MANGLE      0x0001
#define CLR_PINVOKE_CHARSET        0x0006
#define CLR_PINVOKE_BEST_FIT       0x0030
#define CLR_PINVOKE_LAST_ERROR     0x0040
#define CLR_PINVOKE_CALLCONV       0x0700
#define CLR_PINVOKE_THROW          0x3000
#define CLR_PINVOKE_CALLCONV_SHIFT 8
#define CLR_IMPL_PRESERVE_SIG      0x0080
#define CLR_PARAM_IN               0x0001
#define CLR_PARAM_OUT              0x0002
#define CLR_PARAM_OPTIONAL         0x0010

/* A method as native code sees it: a P/Invoke, a delegate's Invoke, a COM interface's method. */
struct clr_method {
    const struct clr_metadata *metadata;
    uint32_t token; /* MethodDef */
    const char *name, *type_name, *type_namespace;
    bool is_static, preserve_sig;

    /* Of a P/Invoke; otherwise NULL, NULL and zeros. */
    const char *module, *entry; /* as written */
    enum clr_charset charset;
    enum clr_callconv callconv;
    bool set_last_error, exact_spelling;

    const struct clr_signature *signature;
    struct clr_param result; /* without preserve_sig, the last out parameter of an HRESULT */
    struct clr_param *params;
    uint32_t param_count;
};

/**
 * clr_signature_decode() - a MethodDefSig, MethodRefSig or StandAloneMethodSig
 * @arena: where the nodes go; what a failed call put there stays until it is finished
 * @blob: the signature
 *
 * Return: 0; -EINVAL for a signature that isn't one; -ENOMEM.
 * Source: ECMA-335 II.23.2
 */
int clr_signature_decode(const struct clr_metadata *metadata, struct clr_arena *arena,
                         struct cursor blob, const struct clr_signature **ret_signature);

/** clr_field_decode() - a FieldSig (II.23.2.4); results as clr_signature_decode() */
int clr_field_decode(const struct clr_metadata *metadata, struct clr_arena *arena,
                     struct cursor blob, const struct clr_type **ret_type);

/** clr_type_decode() - a bare Type, as TypeSpec rows hold it (II.23.2.14) */
int clr_type_decode(const struct clr_metadata *metadata, struct clr_arena *arena,
                    struct cursor blob, const struct clr_type **ret_type);

/**
 * clr_marshal_decode() - a marshalling descriptor
 *
 * Return: 0; -EINVAL when it is cut short; -ENOMEM.
 * Source: ECMA-335 II.23.4
 */
int clr_marshal_decode(struct clr_arena *arena, struct cursor blob,
                       struct clr_marshal *ret_marshal);

/**
 * clr_marshal_find() - the descriptor of a field or parameter
 * @token: Field or Param
 *
 * Return: 1 when there is one; 0 when there is none; -EINVAL, -ENOMEM.
 */
int clr_marshal_find(const struct clr_metadata *metadata, struct clr_arena *arena, uint32_t token,
                     struct clr_marshal *ret_marshal);

/**
 * clr_method_decode() - everything that native code must know of a method
 * @method: MethodDef row
 *
 * Return: 0; -ENOENT when there is no such row; -EINVAL for a broken signature; -ENOMEM.
 */
int clr_method_decode(const struct clr_metadata *metadata, struct clr_arena *arena, uint32_t method,
                      struct clr_method *ret_method);

/**
 * clr_type_name() - namespace and name behind a TypeDef or TypeRef token
 *
 * Return: true; false, and two empty strings, for another token.
 */
bool clr_type_name(const struct clr_metadata *metadata, uint32_t token, const char **ret_namespace,
                   const char **ret_name);

/** clr_type_is() - whether a TypeDef or TypeRef token has that namespace and name */
bool clr_type_is(const struct clr_metadata *metadata, uint32_t token, const char *namespace,
                 const char *name);

#endif
