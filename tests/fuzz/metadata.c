/* SPDX-License-Identifier: MIT */
/* metadata.c - fuzz target: everything that is read from a .NET assembly */
#include "fuzz.h"
#include "shim/clr/layout.h"
#include "shim/clr/metadata.h"
#include "shim/clr/signature.h"
#include "tests/unit/assembly.h"

#define ROWS_LOOKED_AT 200

static volatile size_t sink; /* keeps the reads */

static uint32_t rows_of(const struct clr_metadata *metadata, enum clr_table table)
{
    uint32_t rows = clr_rows(metadata, table);

    return rows < ROWS_LOOKED_AT ? rows : ROWS_LOOKED_AT;
}

static void read_cells(const struct clr_metadata *metadata)
{
    for (unsigned table = 0; table < CLR_TABLES; table++)
        for (uint32_t row = 0; row <= rows_of(metadata, table) + 1; row++)
            for (unsigned column = 0; column <= CLR_COLUMNS; column++) {
                sink += clr_cell(metadata, table, row, column);
                sink += clr_token(metadata, table, row, column);
                sink += strlen(clr_name(metadata, table, row, column));
            }
}

static void read_methods(const struct clr_metadata *metadata, struct clr_arena *arena)
{
    struct clr_method method;
    struct clr_layout layout;

    for (uint32_t row = 1; row <= rows_of(metadata, CLR_METHOD_DEF); row++) {
        if (clr_method_decode(metadata, arena, row, &method) < 0)
            continue;
        sink += strlen(method.name) + strlen(method.type_name) + strlen(method.result.name);
        for (uint32_t i = 0; i < method.param_count; i++)
            if (clr_layout_of(metadata, arena, NULL, method.params[i].type, &layout) == 0)
                sink += layout.size;
    }
}

static void read_types(const struct clr_metadata *metadata, struct clr_arena *arena)
{
    const struct clr_type *type;
    struct clr_layout layout;
    struct cursor blob;
    uint32_t end;

    for (uint32_t row = 1; row <= rows_of(metadata, CLR_TYPE_DEF); row++) {
        uint32_t item = clr_list(metadata, CLR_TYPE_DEF, row, CLR_TYPE_DEF_METHODS, &end);

        for (unsigned i = 0; item < end && i < ROWS_LOOKED_AT; item++, i++)
            sink += clr_method_type(metadata, clr_list_item(metadata, CLR_METHOD_DEF, item));
        if (clr_layout_of_type_def(metadata, arena, NULL, row, &layout) == 0)
            sink += layout.size + layout.leaf_count;
    }
    for (uint32_t row = 1; row <= rows_of(metadata, CLR_TYPE_SPEC); row++)
        if (clr_blob(metadata, clr_cell(metadata, CLR_TYPE_SPEC, row, 0), &blob) == 0 &&
            clr_type_decode(metadata, arena, blob, &type) == 0)
            sink += type->element;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct clr_arena arena = {NULL};
    struct clr_metadata metadata;

    if (clr_metadata_open(&metadata, "fuzz.dll", data, size) < 0) {
        sink += strlen(metadata.error);
        return 0;
    }
    read_cells(&metadata);
    read_methods(&metadata, &arena);
    read_types(&metadata, &arena);
    clr_arena_finish(&arena);
    return 0;
}

const uint8_t *fuzz_seed(unsigned index, size_t *ret_size)
{
    static const struct made_pinvoke pinvokes[] = {
        {"winmm.dll", "PlaySound", "Play", 0x0144, "\x00\x02\x08\x0e\x10\x0d", 6},
        {"user32", NULL, "Beep", 0x0101, "\x00\x01\x01\x1b\x01\x01\x01\x14\x08\x02\x00\x00", 12},
        {"x", "#12", "Ordinal", 0x0302, "\x00\x01\x11\x08\x15\x11\x08\x01\x0e", 9},
    };
    static struct made made;

    if (index > 1)
        return NULL;
    made_assembly(&made, pinvokes, 3, index == 1);
    *ret_size = 0x600; /* what is used of it */
    return made.bytes;
}
