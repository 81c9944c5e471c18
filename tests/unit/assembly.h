/* SPDX-License-Identifier: MIT */
/*
 * assembly.h - makes small .NET assemblies by hand, for tests that must not need a compiler
 *
 * One class, Tests.Native, with one method for each P/Invoke: a PE32 file with
 * one section, which holds the CLI header and the metadata (ECMA-335 II.24).
 */
#ifndef WINSHIM_TESTS_ASSEMBLY_H
#define WINSHIM_TESTS_ASSEMBLY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define MADE_SECTION_OFFSET 0x200
#define MADE_SECTION_RVA    0x2000
#define MADE_CLI_BYTES      72
#define MADE_BYTES          0x4000
#define MADE_LIMIT          64

struct made_pinvoke {
    const char *module, *entry, *method;
    uint16_t flags;        /* ImplMap.MappingFlags */
    const char *signature; /* bytes of the MethodDefSig */
    size_t signature_bytes;
};

struct made {
    uint8_t bytes[MADE_BYTES];
    size_t size;
    size_t root;   /* offset of "BSJB" */
    size_t tables; /* offset of the table stream */
};

struct made_heap {
    uint8_t bytes[4096];
    size_t size;
};

static inline void made_put(struct made *made, uint64_t value, size_t bytes)
{
    memcpy(made->bytes + made->size, &value, bytes);
    made->size += bytes;
}

static inline uint16_t made_string(struct made_heap *heap, const char *text)
{
    size_t at = heap->size;

    memcpy(heap->bytes + at, text, strlen(text) + 1);
    heap->size += strlen(text) + 1;
    return (uint16_t)at;
}

static inline uint16_t made_blob(struct made_heap *heap, const char *bytes, size_t length)
{
    size_t at = heap->size;

    heap->bytes[at] = (uint8_t)length;
    memcpy(heap->bytes + at + 1, bytes, length);
    heap->size += length + 1;
    return (uint16_t)at;
}

static inline void made_headers(struct made *made)
{
    static const uint32_t optional[] = {0x0000010b, 0, 0, 0, 0, 0, 0, 0x400000, 0x2000, 0x200};

    memset(made, 0, sizeof(*made));
    memcpy(made->bytes, "MZ", 2);
    made->bytes[0x3c] = 0x80;
    memcpy(made->bytes + 0x80, "PE\0\0\x4c\x01\x01", 7);
    made->bytes[0x94] = 224; /* SizeOfOptionalHeader */
    memcpy(made->bytes + 0x98, optional, sizeof(optional));
    made->size = 0x98 + 56; /* SizeOfImage */
    made_put(made, 0x6000, 4);
    made_put(made, MADE_SECTION_OFFSET, 4);
    made->size = 0x98 + 92;
    made_put(made, 16, 4);
    made->size = 0x98 + 96 + 14 * 8;
    made_put(made, MADE_SECTION_RVA, 4);
    made_put(made, MADE_CLI_BYTES, 4);
    made->size = 0x98 + 224;
    memcpy(made->bytes + made->size, ".text\0\0", 8);
    made->size += 8;
    made_put(made, MADE_BYTES - MADE_SECTION_OFFSET, 4);
    made_put(made, MADE_SECTION_RVA, 4);
    made_put(made, MADE_BYTES - MADE_SECTION_OFFSET, 4);
    made_put(made, MADE_SECTION_OFFSET, 4);
}

static inline void made_rows(struct made *made, const struct made_pinvoke *pinvokes, unsigned count,
                             struct made_heap *strings, struct made_heap *blobs, bool pointers)
{
    uint16_t method_names[MADE_LIMIT];

    made_put(made, 0, 4);
    made_put(made, 0x00000002, 4); /* version 2.0, narrow heaps */
    made_put(made, 0x14000045 | (pointers ? 0x20 : 0), 8);
    made_put(made, pointers ? 0 : 0x10000000, 8); /* ImplMap is sorted */
    made_put(made, 1, 4);                         /* Module */
    made_put(made, 2, 4);                         /* TypeDef */
    if (pointers)
        made_put(made, count, 4); /* MethodPtr */
    made_put(made, count, 4);     /* MethodDef */
    made_put(made, count, 4);     /* ModuleRef */
    made_put(made, count, 4);     /* ImplMap */
    made_put(made, 0, 2);
    made_put(made, made_string(strings, "Made.dll"), 2);
    made_put(made, 0, 6);
    for (unsigned type = 0; type < 2; type++) {
        made_put(made, 0, 4);
        made_put(made, made_string(strings, type ? "Native" : "<Module>"), 2);
        made_put(made, type ? made_string(strings, "Tests") : 0, 2);
        made_put(made, 0, 2);
        made_put(made, 1, 2);
        made_put(made, 1, 2);
    }
    for (unsigned i = 0; pointers && i < count; i++)
        made_put(made, i + 1, 2);
    for (unsigned i = 0; i < count; i++) {
        method_names[i] = made_string(strings, pinvokes[i].method);
        made_put(made, 0, 4);
        made_put(made, 0x80, 2);   /* PreserveSig */
        made_put(made, 0x2016, 2); /* public static pinvokeimpl */
        made_put(made, method_names[i], 2);
        made_put(made, made_blob(blobs, pinvokes[i].signature, pinvokes[i].signature_bytes), 2);
        made_put(made, 1, 2);
    }
    for (unsigned i = 0; i < count; i++)
        made_put(made, made_string(strings, pinvokes[i].module), 2);
    for (unsigned i = 0; i < count; i++) {
        made_put(made, pinvokes[i].flags, 2);
        made_put(made, (i + 1) << 1 | 1, 2);
        made_put(made, pinvokes[i].entry ? made_string(strings, pinvokes[i].entry) : 0, 2);
        made_put(made, i + 1, 2);
    }
    made_put(made, 0, -made->size & 3);
}

static inline void made_heap_put(struct made *made, const struct made_heap *heap, size_t header)
{
    uint32_t place[2] = {(uint32_t)(made->size - made->root), (uint32_t)heap->size};

    memcpy(made->bytes + header, place, sizeof(place));
    memcpy(made->bytes + made->size, heap->bytes, heap->size);
    made->size += (heap->size + 3) & ~(size_t)3;
}

/**
 * made_assembly() - write an assembly
 * @pinvokes: at most MADE_LIMIT; entry NULL: a row without a name
 * @pointers: an uncompressed file ("#-") with a MethodPtr table and unsorted rows
 */
static inline void made_assembly(struct made *made, const struct made_pinvoke *pinvokes,
                                 unsigned count, bool pointers)
{
    struct made_heap strings = {.size = 1}, blobs = {.size = 1};
    size_t headers;
    uint32_t place[2];

    made_headers(made);
    made->root = MADE_SECTION_OFFSET + MADE_CLI_BYTES;
    made->size = made->root;
    made_put(made, 0x424a5342, 4);
    made_put(made, 0x00010001, 4);
    made_put(made, 0, 4);
    made_put(made, 12, 4);
    memcpy(made->bytes + made->size, "v4.0.30319\0", 12);
    made->size += 12;
    made_put(made, 3 << 16, 4);
    headers = made->size;
    memcpy(made->bytes + headers + 8, pointers ? "#-\0" : "#~\0", 4);
    memcpy(made->bytes + headers + 12 + 8, "#Strings\0\0\0", 12);
    memcpy(made->bytes + headers + 32 + 8, "#Blob\0\0", 8);
    made->size = made->tables = headers + 48;
    made_rows(made, pinvokes, count, &strings, &blobs, pointers);
    place[0] = (uint32_t)(made->tables - made->root);
    place[1] = (uint32_t)(made->size - made->tables);
    memcpy(made->bytes + headers, place, sizeof(place));
    made_heap_put(made, &strings, headers + 12);
    made_heap_put(made, &blobs, headers + 32);
    place[0] = MADE_SECTION_RVA + MADE_CLI_BYTES;
    place[1] = (uint32_t)(made->size - made->root);
    memcpy(made->bytes + MADE_SECTION_OFFSET, &(uint32_t){MADE_CLI_BYTES}, 4);
    memcpy(made->bytes + MADE_SECTION_OFFSET + 8, place, sizeof(place));
    made->size = MADE_BYTES;
}

#endif
