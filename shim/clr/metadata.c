/* SPDX-License-Identifier: MIT */
/* metadata.c - the root, its streams and the table stream's header, see metadata.h */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "metadata.h"
#include "schema.h"

#define DIRECTORY_CLI 14         /* II.25.2.3.3 */
#define BSJB          0x424a5342 /* II.24.2.1 */
#define ROW_LIMIT     0xffffff   /* a token has 24 bits for the row */
#define STREAM_LIMIT  64
#define EXTRA_DATA    0x40 /* HeapSizes: four more bytes behind the row counts (CLR, "#-") */

static __attribute__((format(printf, 3, 4))) int fail(struct clr_metadata *metadata, int result,
                                                      const char *format, ...)
{
    int head = snprintf(metadata->error, sizeof(metadata->error), "%.100s: ", metadata->name);
    va_list list;

    va_start(list, format);
    vsnprintf(metadata->error + head, sizeof(metadata->error) - (size_t)head, format, list);
    va_end(list);
    return result;
}

/* II.25.3.3: the CLI header, of which only the place of the metadata matters here. */
static int find_root(struct clr_metadata *metadata, const void *data, size_t size,
                     struct cursor *ret_root)
{
    struct pe_directory cli, root;
    const char *reason = "";
    struct cursor header;
    const void *bytes;

    if (pe_open(&metadata->pe, data, size, PE_LAYOUT_FILE, &reason) < 0)
        return fail(metadata, -ENOEXEC, "%s", reason);
    if (pe_directory(&metadata->pe, DIRECTORY_CLI, &cli) < 0)
        return fail(metadata, -ENOEXEC, "it has no CLI header");
    header = cursor_init(pe_data(&metadata->pe, cli.rva, cli.size), cli.size);
    if (!header.data)
        return fail(metadata, -EINVAL, "its CLI header lies outside the file");
    cursor_skip(&header, 8); /* Cb, runtime version */
    root.rva = cursor_u32(&header);
    root.size = cursor_u32(&header);
    bytes = pe_data(&metadata->pe, root.rva, root.size);
    if (header.failed || !bytes)
        return fail(metadata, -EINVAL, "its metadata lies outside the file");
    *ret_root = cursor_init(bytes, root.size);
    return 0;
}

static void take_stream(struct clr_metadata *metadata, const char *name, struct clr_heap heap)
{
    if (!strcmp(name, "#~") || !strcmp(name, "#-")) {
        metadata->tables_heap = heap;
        metadata->uncompressed = name[1] == '-';
    } else if (!strcmp(name, "#Strings")) {
        metadata->strings = heap;
    } else if (!strcmp(name, "#Blob")) {
        metadata->blobs = heap;
    } else if (!strcmp(name, "#GUID")) {
        metadata->guids = heap;
    } else if (!strcmp(name, "#US")) {
        metadata->user_strings = heap;
    } else if (!strcmp(name, "#JTD")) {
        metadata->minimal_delta = true;
    }
}

/* II.24.2.1 and II.24.2.2 */
static int read_root(struct clr_metadata *metadata, struct cursor root)
{
    struct cursor version;
    unsigned count;

    if (cursor_u32(&root) != BSJB)
        return fail(metadata, -EINVAL, "its metadata has no BSJB signature");
    cursor_skip(&root, 8); /* versions, reserved */
    version = cursor_sub(&root, cursor_u32(&root));
    metadata->version = cursor_string(&version, 255);
    cursor_skip(&root, 2); /* flags */
    count = cursor_u16(&root);
    if (root.failed || !metadata->version || count > STREAM_LIMIT)
        return fail(metadata, -EINVAL, "its metadata root is cut short");
    for (unsigned i = 0; i < count; i++) {
        uint32_t offset = cursor_u32(&root), size = cursor_u32(&root);
        const char *name = cursor_string(&root, 31);

        cursor_align(&root, 4);
        if (root.failed)
            return fail(metadata, -EINVAL, "its stream headers are cut short");
        if (!range_fits(offset, size, root.size))
            return fail(metadata, -EINVAL, "its stream %s lies outside the metadata", name);
        take_stream(metadata, name, (struct clr_heap){root.data + offset, size});
    }
    if (!metadata->tables_heap.data)
        return fail(metadata, -EINVAL, "it has no table stream");
    return 0;
}

/* Strings are handed out as C strings: what has no NUL behind it does not count. */
static void trim_strings(struct clr_heap *strings)
{
    while (strings->size && strings->data[strings->size - 1])
        strings->size--;
}

static int place_tables(struct clr_metadata *metadata, struct cursor *cursor)
{
    for (unsigned table = 0; table < CLR_TABLES; table++) {
        struct clr_table_info *info = &metadata->tables[table];
        size_t bytes = (size_t)info->rows * info->row_bytes; /* 24 bits times 8 */

        info->data = cursor_bytes(cursor, bytes);
        if (!info->data)
            return fail(metadata, -EINVAL, "table 0x%02x with %u rows does not fit", table,
                        info->rows);
    }
    return 0;
}

/* II.24.2.6 */
static int read_tables(struct clr_metadata *metadata)
{
    struct cursor cursor = cursor_init(metadata->tables_heap.data, metadata->tables_heap.size);
    uint64_t valid;

    cursor_skip(&cursor, 6); /* reserved, schema version */
    metadata->heap_sizes = cursor_u8(&cursor);
    cursor_skip(&cursor, 1);
    valid = cursor_u64(&cursor);
    metadata->sorted = cursor_u64(&cursor);
    if (valid >> CLR_TABLES)
        return fail(metadata, -EINVAL, "it has tables that ECMA-335 does not know (%#llx)",
                    (unsigned long long)valid);
    for (unsigned table = 0; table < CLR_TABLES; table++) {
        uint32_t rows = valid >> table & 1 ? cursor_u32(&cursor) : 0;

        if (rows > ROW_LIMIT)
            return fail(metadata, -EINVAL, "table 0x%02x claims %u rows", table, rows);
        metadata->tables[table].rows = rows;
    }
    if (metadata->heap_sizes & EXTRA_DATA)
        cursor_skip(&cursor, 4);
    if (cursor.failed)
        return fail(metadata, -EINVAL, "its table stream is cut short");
    schema_size_rows(metadata);
    return place_tables(metadata, &cursor);
}

int clr_metadata_open(struct clr_metadata *ret_metadata, const char *name, const void *data,
                      size_t size)
{
    struct cursor root;
    int result;

    memset(ret_metadata, 0, sizeof(*ret_metadata));
    ret_metadata->name = name;
    result = find_root(ret_metadata, data, size, &root);
    if (result == 0)
        result = read_root(ret_metadata, root);
    if (result == 0) {
        trim_strings(&ret_metadata->strings);
        result = read_tables(ret_metadata);
    }
    return result;
}

/* ---- heaps ------------------------------------------------------------------------------ */

const char *clr_string(const struct clr_metadata *metadata, uint32_t index)
{
    return index < metadata->strings.size ? (const char *)metadata->strings.data + index : "";
}

const char *clr_name(const struct clr_metadata *metadata, enum clr_table table, uint32_t row,
                     unsigned column)
{
    return clr_string(metadata, clr_cell(metadata, table, row, column));
}

int clr_blob(const struct clr_metadata *metadata, uint32_t index, struct cursor *ret_blob)
{
    struct cursor heap = cursor_init(metadata->blobs.data, metadata->blobs.size), blob;

    cursor_seek(&heap, index);
    blob = cursor_sub(&heap, cursor_compressed(&heap));
    if (heap.failed || blob.failed)
        return -EINVAL;
    *ret_blob = blob;
    return 0;
}

uint32_t cursor_compressed(struct cursor *cursor)
{
    uint32_t first = cursor_u8(cursor);

    if (first < 0x80)
        return first;
    if (first < 0xc0)
        return (first & 0x3f) << 8 | cursor_u8(cursor);
    if (first < 0xe0) {
        uint32_t high = (first & 0x1f) << 24 | (uint32_t)cursor_u8(cursor) << 16;

        high |= (uint32_t)cursor_u8(cursor) << 8;
        return high | cursor_u8(cursor);
    }
    cursor->failed = true; /* 0xff would be a null string, which only attribute values have */
    return 0;
}

/* The sign was rotated into bit 0; how far it extends depends on the encoded length. */
int32_t cursor_compressed_signed(struct cursor *cursor)
{
    size_t before = cursor->at;
    uint32_t value = cursor_compressed(cursor);
    size_t bytes = cursor->at - before;
    uint32_t sign = bytes <= 1 ? 0xffffffc0 : bytes == 2 ? 0xffffe000 : 0xf0000000;

    return (int32_t)(value & 1 ? value >> 1 | sign : value >> 1);
}
