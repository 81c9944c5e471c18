/* SPDX-License-Identifier: MIT */
/*
 * layout.h - how a managed type lies in memory on the native side of a call
 *
 * The size, the alignment and the scalars of what the runtime passes: structs
 * after marshalling (bool of 4 bytes, char by CharSet, ByValTStr, ByValArray),
 * as CoreCLR and Mono lay them out. From the scalars follow the registers of
 * both calling conventions.
 */
#ifndef WINSHIM_CLR_LAYOUT_H
#define WINSHIM_CLR_LAYOUT_H

#include "types.h"

enum clr_leaf_kind {
    CLR_LEAF_INTEGER,
    CLR_LEAF_FLOAT, /* 4 or 8 bytes */
    CLR_LEAF_POINTER,
    CLR_LEAF_FUNCTION,  /* a delegate or function pointer: the two worlds differ */
    CLR_LEAF_INTERFACE, /* a COM interface pointer: likewise */
};

/* A run of equal scalars, one behind the other. */
struct clr_leaf {
    enum clr_leaf_kind kind;
    uint32_t offset, size, count;
    uint32_t delegate; /* FUNCTION: TypeDef or TypeRef token of the delegate, or 0 */
    const struct clr_metadata *metadata; /* where that token counts */
};

struct clr_layout {
    uint32_t size, alignment; /* bytes; size 0 for void only */
    bool is_struct;           /* passed by the rules for structs, not as a scalar */
    uint32_t leaf_count;
    struct clr_leaf *leaves; /* in the arena; those of a union overlap */
};

/**
 * clr_layout_of() - the native form of a type without a marshalling descriptor
 * @metadata: where the type's tokens count
 * @arena: where the leaves go
 * @resolver: for types of other assemblies; may be NULL
 * @type: decoded from a signature
 *
 * Return: 0; -ENOENT when a type of another assembly is not found; -ENOTSUP for what the runtime
 * can't marshal (automatic layout, an open type parameter); -E2BIG for nesting or sizes beyond
 * all sense; -EINVAL for broken metadata; -ENOMEM.
 * Source: learn.microsoft.com, dotnet/standard/native-interop/customize-struct-marshalling
 */
int clr_layout_of(const struct clr_metadata *metadata, struct clr_arena *arena,
                  const struct clr_resolver *resolver, const struct clr_type *type,
                  struct clr_layout *ret_layout);

/** clr_layout_of_type_def() - the same for a TypeDef row: a struct, or a class with a layout */
int clr_layout_of_type_def(const struct clr_metadata *metadata, struct clr_arena *arena,
                           const struct clr_resolver *resolver, uint32_t row,
                           struct clr_layout *ret_layout);

/**
 * clr_layout_of_param() - the native form of a parameter or result of a method
 * @param: one of @method's, or &method->result
 *
 * What is passed by reference is a pointer. Of an assembly with DisableRuntimeMarshalling,
 * everything has its managed form. Results as clr_layout_of().
 */
int clr_layout_of_param(const struct clr_method *method, const struct clr_param *param,
                        struct clr_arena *arena, const struct clr_resolver *resolver,
                        struct clr_layout *ret_layout);

enum clr_register { CLR_REGISTER_NONE, CLR_REGISTER_INTEGER, CLR_REGISTER_SSE };

/**
 * clr_layout_sysv() - the registers of the System V convention
 * @ret_classes: for each eightbyte
 *
 * Return: how many eightbytes, 1 or 2; 0 when it goes through memory (or is void).
 * Source: System V ABI, AMD64 supplement, 3.2.3
 */
unsigned clr_layout_sysv(const struct clr_layout *layout, enum clr_register ret_classes[2]);

/**
 * clr_layout_microsoft() - the register of the Microsoft x64 convention
 *
 * Return: INTEGER or SSE; NONE when a reference to a copy is passed (or it is void). A struct
 * with one float goes in an integer register.
 * Source: learn.microsoft.com, cpp/build/x64-calling-convention
 */
enum clr_register clr_layout_microsoft(const struct clr_layout *layout);

#endif
