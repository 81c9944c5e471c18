/* SPDX-License-Identifier: MIT */
/* schema.c - columns, coded indexes, and access to rows through them; see metadata.h */
#include "schema.h"

/* What a column holds: a table's number for a simple index, or one of these. */
enum column_kind {
    TYPE_DEF_OR_REF = 0x40,
    HAS_CONSTANT,
    HAS_CUSTOM_ATTRIBUTE,
    HAS_FIELD_MARSHAL,
    HAS_DECL_SECURITY,
    MEMBER_REF_PARENT,
    HAS_SEMANTICS,
    METHOD_DEF_OR_REF,
    MEMBER_FORWARDED,
    IMPLEMENTATION,
    CUSTOM_ATTRIBUTE_TYPE,
    RESOLUTION_SCOPE,
    TYPE_OR_METHOD_DEF,
    CODED_END,
    U2 = 0x60,
    U4,
    STR,
    GUID,
    BLOB,
};

#define NONE 0xff

/* II.24.2.6: tag bits, and the table for each tag */
static const struct coded {
    uint8_t bits, count;
    uint8_t tables[22];
} coded_indexes[] = {
    [TYPE_DEF_OR_REF - 0x40] = {2, 3, {CLR_TYPE_DEF, CLR_TYPE_REF, CLR_TYPE_SPEC}},
    [HAS_CONSTANT - 0x40] = {2, 3, {CLR_FIELD, CLR_PARAM, CLR_PROPERTY}},
    [HAS_CUSTOM_ATTRIBUTE -
        0x40] = {5, 22, {CLR_METHOD_DEF,        CLR_FIELD,         CLR_TYPE_REF,
                         CLR_TYPE_DEF,          CLR_PARAM,         CLR_INTERFACE_IMPL,
                         CLR_MEMBER_REF,        CLR_MODULE,        CLR_DECL_SECURITY,
                         CLR_PROPERTY,          CLR_EVENT,         CLR_STAND_ALONE_SIG,
                         CLR_MODULE_REF,        CLR_TYPE_SPEC,     CLR_ASSEMBLY,
                         CLR_ASSEMBLY_REF,      CLR_FILE,          CLR_EXPORTED_TYPE,
                         CLR_MANIFEST_RESOURCE, CLR_GENERIC_PARAM, CLR_GENERIC_PARAM_CONSTRAINT,
                         CLR_METHOD_SPEC}},
    [HAS_FIELD_MARSHAL - 0x40] = {1, 2, {CLR_FIELD, CLR_PARAM}},
    [HAS_DECL_SECURITY - 0x40] = {2, 3, {CLR_TYPE_DEF, CLR_METHOD_DEF, CLR_ASSEMBLY}},
    [MEMBER_REF_PARENT -
        0x40] = {3, 5, {CLR_TYPE_DEF, CLR_TYPE_REF, CLR_MODULE_REF, CLR_METHOD_DEF, CLR_TYPE_SPEC}},
    [HAS_SEMANTICS - 0x40] = {1, 2, {CLR_EVENT, CLR_PROPERTY}},
    [METHOD_DEF_OR_REF - 0x40] = {1, 2, {CLR_METHOD_DEF, CLR_MEMBER_REF}},
    [MEMBER_FORWARDED - 0x40] = {1, 2, {CLR_FIELD, CLR_METHOD_DEF}},
    [IMPLEMENTATION - 0x40] = {2, 3, {CLR_FILE, CLR_ASSEMBLY_REF, CLR_EXPORTED_TYPE}},
    [CUSTOM_ATTRIBUTE_TYPE - 0x40] = {3, 5, {NONE, NONE, CLR_METHOD_DEF, CLR_MEMBER_REF, NONE}},
    [RESOLUTION_SCOPE -
        0x40] = {2, 4, {CLR_MODULE, CLR_MODULE_REF, CLR_ASSEMBLY_REF, CLR_TYPE_REF}},
    [TYPE_OR_METHOD_DEF - 0x40] = {1, 2, {CLR_TYPE_DEF, CLR_METHOD_DEF}},
};

/* II.22, one table a line, in the order of their numbers */
static const struct {
    uint8_t count;
    uint8_t columns[CLR_COLUMNS];
} schemas[CLR_TABLES] = {
    [CLR_MODULE] = {5, {U2, STR, GUID, GUID, GUID}},
    [CLR_TYPE_REF] = {3, {RESOLUTION_SCOPE, STR, STR}},
    [CLR_TYPE_DEF] = {6, {U4, STR, STR, TYPE_DEF_OR_REF, CLR_FIELD, CLR_METHOD_DEF}},
    [CLR_FIELD_PTR] = {1, {CLR_FIELD}},
    [CLR_FIELD] = {3, {U2, STR, BLOB}},
    [CLR_METHOD_PTR] = {1, {CLR_METHOD_DEF}},
    [CLR_METHOD_DEF] = {6, {U4, U2, U2, STR, BLOB, CLR_PARAM}},
    [CLR_PARAM_PTR] = {1, {CLR_PARAM}},
    [CLR_PARAM] = {3, {U2, U2, STR}},
    [CLR_INTERFACE_IMPL] = {2, {CLR_TYPE_DEF, TYPE_DEF_OR_REF}},
    [CLR_MEMBER_REF] = {3, {MEMBER_REF_PARENT, STR, BLOB}},
    [CLR_CONSTANT] = {3, {U2, HAS_CONSTANT, BLOB}},
    [CLR_CUSTOM_ATTRIBUTE] = {3, {HAS_CUSTOM_ATTRIBUTE, CUSTOM_ATTRIBUTE_TYPE, BLOB}},
    [CLR_FIELD_MARSHAL] = {2, {HAS_FIELD_MARSHAL, BLOB}},
    [CLR_DECL_SECURITY] = {3, {U2, HAS_DECL_SECURITY, BLOB}},
    [CLR_CLASS_LAYOUT] = {3, {U2, U4, CLR_TYPE_DEF}},
    [CLR_FIELD_LAYOUT] = {2, {U4, CLR_FIELD}},
    [CLR_STAND_ALONE_SIG] = {1, {BLOB}},
    [CLR_EVENT_MAP] = {2, {CLR_TYPE_DEF, CLR_EVENT}},
    [CLR_EVENT_PTR] = {1, {CLR_EVENT}},
    [CLR_EVENT] = {3, {U2, STR, TYPE_DEF_OR_REF}},
    [CLR_PROPERTY_MAP] = {2, {CLR_TYPE_DEF, CLR_PROPERTY}},
    [CLR_PROPERTY_PTR] = {1, {CLR_PROPERTY}},
    [CLR_PROPERTY] = {3, {U2, STR, BLOB}},
    [CLR_METHOD_SEMANTICS] = {3, {U2, CLR_METHOD_DEF, HAS_SEMANTICS}},
    [CLR_METHOD_IMPL] = {3, {CLR_TYPE_DEF, METHOD_DEF_OR_REF, METHOD_DEF_OR_REF}},
    [CLR_MODULE_REF] = {1, {STR}},
    [CLR_TYPE_SPEC] = {1, {BLOB}},
    [CLR_IMPL_MAP] = {4, {U2, MEMBER_FORWARDED, STR, CLR_MODULE_REF}},
    [CLR_FIELD_RVA] = {2, {U4, CLR_FIELD}},
    [CLR_ENC_LOG] = {2, {U4, U4}},
    [CLR_ENC_MAP] = {1, {U4}},
    [CLR_ASSEMBLY] = {9, {U4, U2, U2, U2, U2, U4, BLOB, STR, STR}},
    [CLR_ASSEMBLY_PROCESSOR] = {1, {U4}},
    [CLR_ASSEMBLY_OS] = {3, {U4, U4, U4}},
    [CLR_ASSEMBLY_REF] = {9, {U2, U2, U2, U2, U4, BLOB, STR, STR, BLOB}},
    [CLR_ASSEMBLY_REF_PROCESSOR] = {2, {U4, CLR_ASSEMBLY_REF}},
    [CLR_ASSEMBLY_REF_OS] = {4, {U4, U4, U4, CLR_ASSEMBLY_REF}},
    [CLR_FILE] = {3, {U4, STR, BLOB}},
    [CLR_EXPORTED_TYPE] = {5, {U4, U4, STR, STR, IMPLEMENTATION}},
    [CLR_MANIFEST_RESOURCE] = {4, {U4, U4, STR, IMPLEMENTATION}},
    [CLR_NESTED_CLASS] = {2, {CLR_TYPE_DEF, CLR_TYPE_DEF}},
    [CLR_GENERIC_PARAM] = {4, {U2, U2, TYPE_OR_METHOD_DEF, STR}},
    [CLR_METHOD_SPEC] = {2, {METHOD_DEF_OR_REF, BLOB}},
    [CLR_GENERIC_PARAM_CONSTRAINT] = {2, {CLR_GENERIC_PARAM, TYPE_DEF_OR_REF}},
};

/* ---- sizes ------------------------------------------------------------------------------ */

/* An uncompressed file's lists go through a table of pointers (CLR; SortedTable in II.24.2.6). */
static unsigned pointer_table(unsigned table)
{
    switch (table) {
    case CLR_FIELD:
        return CLR_FIELD_PTR;
    case CLR_METHOD_DEF:
        return CLR_METHOD_PTR;
    case CLR_PARAM:
        return CLR_PARAM_PTR;
    case CLR_EVENT:
        return CLR_EVENT_PTR;
    case CLR_PROPERTY:
        return CLR_PROPERTY_PTR;
    default:
        return table;
    }
}

static bool is_list(unsigned table, unsigned kind)
{
    return (table == CLR_TYPE_DEF && (kind == CLR_FIELD || kind == CLR_METHOD_DEF)) ||
           (table == CLR_METHOD_DEF && kind == CLR_PARAM) ||
           (table == CLR_EVENT_MAP && kind == CLR_EVENT) ||
           (table == CLR_PROPERTY_MAP && kind == CLR_PROPERTY);
}

static unsigned simple_width(const struct clr_metadata *metadata, unsigned table, unsigned kind)
{
    uint32_t rows = metadata->tables[kind].rows;

    if (is_list(table, kind) && metadata->tables[pointer_table(kind)].rows)
        rows = metadata->tables[pointer_table(kind)].rows;
    return rows > 0xffff ? 4 : 2;
}

static unsigned coded_width(const struct clr_metadata *metadata, const struct coded *coded)
{
    uint32_t most = 0;

    for (unsigned tag = 0; tag < coded->count; tag++)
        if (coded->tables[tag] != NONE && metadata->tables[coded->tables[tag]].rows > most)
            most = metadata->tables[coded->tables[tag]].rows;
    return most > 0xffffu >> coded->bits ? 4 : 2;
}

static unsigned column_width(const struct clr_metadata *metadata, unsigned table, unsigned kind)
{
    if (kind == U2)
        return 2;
    if (kind == U4 || metadata->minimal_delta)
        return 4;
    if (kind == STR)
        return metadata->heap_sizes & 1 ? 4 : 2;
    if (kind == GUID)
        return metadata->heap_sizes & 2 ? 4 : 2;
    if (kind == BLOB)
        return metadata->heap_sizes & 4 ? 4 : 2;
    if (kind >= TYPE_DEF_OR_REF)
        return coded_width(metadata, &coded_indexes[kind - TYPE_DEF_OR_REF]);
    return simple_width(metadata, table, kind);
}

void schema_size_rows(struct clr_metadata *metadata)
{
    for (unsigned table = 0; table < CLR_TABLES; table++) {
        struct clr_table_info *info = &metadata->tables[table];
        unsigned at = 0;

        for (unsigned column = 0; column < schemas[table].count; column++) {
            unsigned width = column_width(metadata, table, schemas[table].columns[column]);

            info->offsets[column] = (uint8_t)at;
            info->widths[column] = (uint8_t)width;
            at += width;
        }
        info->row_bytes = (uint8_t)at;
    }
}

/* ---- rows ------------------------------------------------------------------------------- */

uint32_t clr_rows(const struct clr_metadata *metadata, enum clr_table table)
{
    return metadata->tables[table].rows;
}

uint32_t clr_cell(const struct clr_metadata *metadata, enum clr_table table, uint32_t row,
                  unsigned column)
{
    const struct clr_table_info *info = &metadata->tables[table];
    uint32_t value = 0;

    if (row == 0 || row > info->rows || column >= CLR_COLUMNS)
        return 0;
    memcpy(&value, info->data + (size_t)(row - 1) * info->row_bytes + info->offsets[column],
           info->widths[column]);
    return value;
}

static uint32_t checked_token(const struct clr_metadata *metadata, unsigned table, uint32_t row)
{
    if (table >= CLR_TABLES || row == 0 || row > metadata->tables[table].rows)
        return 0;
    return CLR_TOKEN(table, row);
}

static uint32_t decode(const struct clr_metadata *metadata, unsigned kind, uint32_t value)
{
    const struct coded *coded = &coded_indexes[kind - TYPE_DEF_OR_REF];
    uint32_t tag = value & ((1u << coded->bits) - 1);

    return tag < coded->count ? checked_token(metadata, coded->tables[tag], value >> coded->bits)
                              : 0;
}

uint32_t clr_token(const struct clr_metadata *metadata, enum clr_table table, uint32_t row,
                   unsigned column)
{
    unsigned kind = column < schemas[table].count ? schemas[table].columns[column] : U4;
    uint32_t value = clr_cell(metadata, table, row, column);

    if (kind < CLR_TABLES)
        return checked_token(metadata, kind, value);
    return kind < CODED_END ? decode(metadata, kind, value) : 0;
}

uint32_t clr_type_token(const struct clr_metadata *metadata, uint32_t encoded)
{
    return decode(metadata, TYPE_DEF_OR_REF, encoded);
}

uint32_t clr_coded(enum clr_table table, unsigned column, uint32_t token)
{
    unsigned kind = schemas[table].columns[column];
    const struct coded *coded;

    if (kind < TYPE_DEF_OR_REF || kind >= CODED_END)
        return kind == clr_token_table(token) ? clr_token_row(token) : UINT32_MAX;
    coded = &coded_indexes[kind - TYPE_DEF_OR_REF];
    for (uint32_t tag = 0; tag < coded->count; tag++)
        if (coded->tables[tag] == clr_token_table(token))
            return clr_token_row(token) << coded->bits | tag;
    return UINT32_MAX;
}

static uint32_t first_at_least(const struct clr_metadata *metadata, enum clr_table table,
                               unsigned column, uint32_t value)
{
    uint32_t low = 1, high = metadata->tables[table].rows + 1;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (clr_cell(metadata, table, middle, column) < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t clr_find_row(const struct clr_metadata *metadata, enum clr_table table, unsigned column,
                      uint32_t value)
{
    uint32_t rows = metadata->tables[table].rows, row = 1;

    if (metadata->sorted >> table & 1)
        row = first_at_least(metadata, table, column, value);
    else
        while (row <= rows && clr_cell(metadata, table, row, column) != value)
            row++;
    return row <= rows && clr_cell(metadata, table, row, column) == value ? row : 0;
}

/* ---- lists ------------------------------------------------------------------------------ */

uint32_t clr_list(const struct clr_metadata *metadata, enum clr_table table, uint32_t row,
                  unsigned column, uint32_t *ret_end)
{
    unsigned member = schemas[table].columns[column];
    unsigned pointers = pointer_table(member);
    uint32_t rows = metadata->tables[metadata->tables[pointers].rows ? pointers : member].rows;
    uint32_t first = clr_cell(metadata, table, row, column), end = rows + 1;

    if (row < metadata->tables[table].rows)
        end = clr_cell(metadata, table, row + 1, column);
    if (first == 0 || end > rows + 1 || end < first)
        first = end = 0;
    *ret_end = end;
    return first;
}

uint32_t clr_list_item(const struct clr_metadata *metadata, enum clr_table member, uint32_t item)
{
    unsigned pointers = pointer_table(member);

    if (metadata->tables[pointers].rows)
        item = pointers == member ? item : clr_cell(metadata, pointers, item, 0);
    return item <= metadata->tables[member].rows ? item : 0;
}

uint32_t clr_method_type(const struct clr_metadata *metadata, uint32_t method)
{
    uint32_t item = method, row;

    if (method == 0 || method > metadata->tables[CLR_METHOD_DEF].rows)
        return 0;
    if (metadata->tables[CLR_METHOD_PTR].rows)
        item = clr_find_row(metadata, CLR_METHOD_PTR, 0, method);
    /* The last type whose list starts at or before the method; empty types share a start. */
    row = first_at_least(metadata, CLR_TYPE_DEF, CLR_TYPE_DEF_METHODS, item + 1) - 1;
    return item ? row : 0;
}
