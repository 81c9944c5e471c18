/* SPDX-License-Identifier: MIT */
/* types.c - see types.h */
#include "index.h"
#include "types.h"

#define STEP_LIMIT 8

static const struct clr_metadata *find_in_process(void *context, const char *assembly)
{
    struct clr_index *index = clr_index_process();
    const struct clr_assembly *found = index ? clr_index_assembly(index, assembly) : NULL;

    (void)context;
    return found ? &found->metadata : NULL;
}

const struct clr_resolver *clr_resolver_process(void)
{
    static const struct clr_resolver resolver = {find_in_process, NULL};

    return &resolver;
}

static const struct clr_metadata *assembly_of(const struct clr_metadata *metadata,
                                              const struct clr_resolver *resolver, uint32_t token)
{
    if (!resolver || !resolver->find)
        return NULL;
    return resolver->find(resolver->context, clr_name(metadata, CLR_ASSEMBLY_REF,
                                                      clr_token_row(token), CLR_ASSEMBLY_REF_NAME));
}

static bool has_names(const struct clr_metadata *metadata, enum clr_table table, uint32_t row,
                      unsigned column, const char *namespace, const char *name)
{
    return !strcmp(clr_name(metadata, table, row, column), name) &&
           !strcmp(clr_name(metadata, table, row, column + 1), namespace);
}

/* A top-level type of an assembly or of the one that it forwards the type to (II.22.14). */
static struct clr_type_def find_top(const struct clr_metadata *metadata,
                                    const struct clr_resolver *resolver, const char *namespace,
                                    const char *name)
{
    for (int step = 0; metadata && step < STEP_LIMIT; step++) {
        uint32_t rows = clr_rows(metadata, CLR_TYPE_DEF), row = 1, target;

        for (row = 1; row <= rows; row++)
            if (has_names(metadata, CLR_TYPE_DEF, row, CLR_TYPE_DEF_NAME, namespace, name) &&
                !clr_find_row(metadata, CLR_NESTED_CLASS, CLR_NESTED_INNER, row))
                return (struct clr_type_def){metadata, row};
        rows = clr_rows(metadata, CLR_EXPORTED_TYPE);
        for (row = 1; row <= rows; row++)
            if (has_names(metadata, CLR_EXPORTED_TYPE, row, CLR_EXPORTED_NAME, namespace, name))
                break;
        target = clr_token(metadata, CLR_EXPORTED_TYPE, row, CLR_EXPORTED_IMPLEMENTATION);
        if (clr_token_table(target) != CLR_ASSEMBLY_REF)
            break;
        metadata = assembly_of(metadata, resolver, target);
    }
    return (struct clr_type_def){NULL, 0};
}

static struct clr_type_def find_nested(struct clr_type_def outer, const char *name)
{
    uint32_t rows = outer.row ? clr_rows(outer.metadata, CLR_NESTED_CLASS) : 0;

    for (uint32_t i = 1; i <= rows; i++) {
        uint32_t row = clr_cell(outer.metadata, CLR_NESTED_CLASS, i, CLR_NESTED_INNER);

        if (clr_cell(outer.metadata, CLR_NESTED_CLASS, i, CLR_NESTED_OUTER) == outer.row &&
            !strcmp(clr_name(outer.metadata, CLR_TYPE_DEF, row, CLR_TYPE_DEF_NAME), name))
            return (struct clr_type_def){outer.metadata, row};
    }
    return (struct clr_type_def){NULL, 0};
}

/* II.22.38: the scope of a TypeRef is a module, an assembly, or the type around it. */
static struct clr_type_def find_reference(const struct clr_metadata *metadata,
                                          const struct clr_resolver *resolver, uint32_t row,
                                          unsigned steps)
{
    uint32_t scope = clr_token(metadata, CLR_TYPE_REF, row, CLR_TYPE_REF_SCOPE);
    const char *name = clr_name(metadata, CLR_TYPE_REF, row, CLR_TYPE_REF_NAME);
    const char *namespace = clr_name(metadata, CLR_TYPE_REF, row, CLR_TYPE_REF_NAMESPACE);

    switch (scope ? clr_token_table(scope) : CLR_TABLES) {
    case CLR_TYPE_REF:
        if (steps == 0)
            break;
        return find_nested(find_reference(metadata, resolver, clr_token_row(scope), steps - 1),
                           name);
    case CLR_ASSEMBLY_REF:
        return find_top(assembly_of(metadata, resolver, scope), resolver, namespace, name);
    case CLR_MODULE:
        return find_top(metadata, resolver, namespace, name);
    default:
        break;
    }
    return (struct clr_type_def){NULL, 0};
}

struct clr_type_def clr_type_find(const struct clr_metadata *metadata,
                                  const struct clr_resolver *resolver, uint32_t token)
{
    uint32_t row = clr_token_row(token);

    if (clr_token_table(token) == CLR_TYPE_REF)
        return find_reference(metadata, resolver, row, STEP_LIMIT);
    if (clr_token_table(token) != CLR_TYPE_DEF || row > clr_rows(metadata, CLR_TYPE_DEF))
        row = 0;
    return (struct clr_type_def){metadata, row};
}

uint32_t clr_type_flags(struct clr_type_def type)
{
    return clr_cell(type.metadata, CLR_TYPE_DEF, type.row, CLR_TYPE_DEF_FLAGS);
}

bool clr_type_extends(struct clr_type_def type, const char *base)
{
    return clr_type_is(type.metadata,
                       clr_token(type.metadata, CLR_TYPE_DEF, type.row, CLR_TYPE_DEF_EXTENDS),
                       "System", base);
}

/* The type whose constructor an attribute calls: II.22.10, II.22.25. */
static uint32_t attribute_type(const struct clr_metadata *metadata, uint32_t row)
{
    uint32_t method = clr_token(metadata, CLR_CUSTOM_ATTRIBUTE, row, CLR_ATTRIBUTE_TYPE);

    if (clr_token_table(method) == CLR_MEMBER_REF)
        return clr_token(metadata, CLR_MEMBER_REF, clr_token_row(method), CLR_MEMBER_REF_CLASS);
    return CLR_TOKEN(CLR_TYPE_DEF, clr_method_type(metadata, clr_token_row(method)));
}

bool clr_attribute_find(const struct clr_metadata *metadata, uint32_t parent, const char *namespace,
                        const char *name, struct cursor *ret_value)
{
    uint32_t key = clr_coded(CLR_CUSTOM_ATTRIBUTE, CLR_ATTRIBUTE_PARENT, parent);
    uint32_t rows = clr_rows(metadata, CLR_CUSTOM_ATTRIBUTE);
    uint32_t row = clr_find_row(metadata, CLR_CUSTOM_ATTRIBUTE, CLR_ATTRIBUTE_PARENT, key);
    bool sorted = metadata->sorted >> CLR_CUSTOM_ATTRIBUTE & 1;

    for (; row && row <= rows; row++) {
        bool ours = clr_cell(metadata, CLR_CUSTOM_ATTRIBUTE, row, CLR_ATTRIBUTE_PARENT) == key;

        if (!ours && sorted)
            break;
        if (!ours || !clr_type_is(metadata, attribute_type(metadata, row), namespace, name))
            continue;
        return !ret_value ||
               clr_blob(metadata,
                        clr_cell(metadata, CLR_CUSTOM_ATTRIBUTE, row, CLR_ATTRIBUTE_VALUE),
                        ret_value) == 0;
    }
    return false;
}
