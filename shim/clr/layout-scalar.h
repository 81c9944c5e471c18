/* SPDX-License-Identifier: MIT */
/* layout-scalar.h - what layout.c (structs) and layout-scalar.c (single values) share */
#ifndef WINSHIM_CLR_LAYOUT_SCALAR_H
#define WINSHIM_CLR_LAYOUT_SCALAR_H

#include "layout.h"

#define LAYOUT_ITEM_LIMIT 20000 /* fields and elements looked at for one layout */

/* One computation: limits, and what holds for all of it. */
struct layout_work {
    struct clr_arena *arena;
    const struct clr_resolver *resolver;
    unsigned depth, items;
    bool blittable; /* DisableRuntimeMarshalling: managed sizes, no descriptors */
};

/* Where tokens and type parameters of a type count. */
struct layout_scope {
    const struct clr_metadata *metadata;
    struct clr_type **arguments; /* of the generic instance */
    uint32_t argument_count;
    const struct layout_scope *outer; /* where the arguments count */
};

/* A field, parameter or array element. */
struct layout_item {
    const struct clr_type *type;
    struct clr_marshal marshal;
    bool wide;      /* char and ByValTStr are UTF-16 */
    bool in_struct; /* arrays and classes may lie inline */
};

/** layout_item() - the native form of one item */
int layout_item(struct layout_work *work, const struct layout_scope *scope,
                const struct layout_item *item, struct clr_layout *ret_layout);

/** layout_struct() - of a definition; @arguments is the scope of a generic instance, or NULL */
int layout_struct(struct layout_work *work, struct clr_type_def type,
                  const struct layout_scope *arguments, struct clr_layout *ret_layout);

/** layout_scalar() - one scalar of @size bytes */
int layout_scalar(struct layout_work *work, enum clr_leaf_kind kind, uint32_t size,
                  struct clr_layout *ret_layout);

/** layout_array() - @count elements in a row */
int layout_array(struct layout_work *work, const struct clr_layout *element, uint32_t count,
                 struct clr_layout *ret_layout);

/** layout_variant() - a VARIANT */
int layout_variant(struct layout_work *work, struct clr_layout *ret_layout);

#endif
