/* SPDX-License-Identifier: MIT */
/* types.h - type definitions behind tokens, also those of other assemblies */
#ifndef WINSHIM_CLR_TYPES_H
#define WINSHIM_CLR_TYPES_H

#include "signature.h"

/* Finds the assemblies that TypeRefs name. NULL, or one that finds nothing, is fine. */
struct clr_resolver {
    const struct clr_metadata *(*find)(void *context, const char *assembly);
    void *context;
};

/* A TypeDef row of some assembly; row 0: not found. */
struct clr_type_def {
    const struct clr_metadata *metadata;
    uint32_t row;
};

/* II.23.1.15 */
#define CLR_TYPE_LAYOUT       0x00000018
#define CLR_LAYOUT_SEQUENTIAL 0x00000008
#define CLR_LAYOUT_EXPLICIT   0x00000010
#define CLR_TYPE_INTERFACE    0x00000020
#define CLR_TYPE_STRING_FORM  0x00030000 /* 0 Ansi, 0x10000 Unicode, 0x20000 Auto */

#define CLR_FIELD_STATIC      0x0010 /* II.23.1.5 */

/** clr_resolver_process() - finds the assemblies that this process has mapped; static */
const struct clr_resolver *clr_resolver_process(void);

/**
 * clr_type_find() - the definition behind a TypeDef or TypeRef token
 *
 * Follows type forwarders (II.22.14) and nested types' scopes, a bounded number of steps.
 *
 * Return: the definition; row 0 when it isn't found.
 */
struct clr_type_def clr_type_find(const struct clr_metadata *metadata,
                                  const struct clr_resolver *resolver, uint32_t token);

/** clr_type_flags() - TypeAttributes */
uint32_t clr_type_flags(struct clr_type_def type);

/** clr_type_extends() - whether a type's direct base is that one of namespace System */
bool clr_type_extends(struct clr_type_def type, const char *base);

/**
 * clr_attribute_find() - a custom attribute of a row, by its type's namespace and name
 * @parent: token of the row that carries it
 * @ret_value: its value blob (II.23.3); may be NULL
 */
bool clr_attribute_find(const struct clr_metadata *metadata, uint32_t parent, const char *namespace,
                        const char *name, struct cursor *ret_value);

#endif
