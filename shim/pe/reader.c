/* SPDX-License-Identifier: MIT */
/* reader.c - see reader.h; the names of the format are those of Microsoft's "PE Format" page */
#include <errno.h>

#include "reader.h"
#include "shim/cursor.h"

#define DOS_MAGIC        0x5a4d /* "MZ" */
#define DOS_LFANEW       0x3c
#define PE_SIGNATURE     0x4550 /* "PE\0\0" */
#define OPTIONAL_PE32    0x10b
#define OPTIONAL_PE64    0x20b
#define SECTION_BYTES    40
#define DIRECTORIES_PE32 96  /* offset in the optional header */
#define DIRECTORIES_PE64 112 /* offset in the optional header */

static int reject(const char **ret_reason, const char *reason)
{
    if (ret_reason)
        *ret_reason = reason;
    return -ENOEXEC;
}

static uint64_t read_word(struct cursor *cursor, bool is_64)
{
    return is_64 ? cursor_u64(cursor) : cursor_u32(cursor);
}

/* "Optional Header": standard fields, Windows-specific fields, then the directories. */
static void read_optional(struct pe_reader *pe, struct cursor *cursor)
{
    uint32_t count;

    pe->is_64 = cursor_u16(cursor) == OPTIONAL_PE64;
    cursor_skip(cursor, 14); /* linker version, sizes of code and data */
    pe->entry_rva = cursor_u32(cursor);
    cursor_skip(cursor, pe->is_64 ? 4 : 8); /* BaseOfCode, BaseOfData */
    pe->image_base = read_word(cursor, pe->is_64);
    pe->section_alignment = cursor_u32(cursor);
    pe->file_alignment = cursor_u32(cursor);
    cursor_skip(cursor, 16); /* versions */
    pe->image_size = cursor_u32(cursor);
    pe->headers_size = cursor_u32(cursor);
    pe->checksum = cursor_u32(cursor);
    pe->subsystem = cursor_u16(cursor);
    pe->dll_characteristics = cursor_u16(cursor);
    pe->stack_reserve = read_word(cursor, pe->is_64);
    pe->stack_commit = read_word(cursor, pe->is_64);
    cursor_skip(cursor, pe->is_64 ? 20 : 12); /* heap sizes, LoaderFlags */
    count = cursor_u32(cursor);
    for (uint32_t i = 0; i < count && i < PE_DIRECTORIES && cursor_left(cursor) >= 8; i++) {
        pe->directories[i].rva = cursor_u32(cursor);
        pe->directories[i].size = cursor_u32(cursor);
    }
}

static int read_headers(struct pe_reader *pe, const char **ret_reason)
{
    struct cursor cursor = cursor_init(pe->data, pe->size), optional;
    uint16_t optional_size, magic;

    if (cursor_u16(&cursor) != DOS_MAGIC)
        return reject(ret_reason, "it is no PE file");
    cursor_seek(&cursor, DOS_LFANEW);
    cursor_seek(&cursor, cursor_u32(&cursor));
    if (cursor_u32(&cursor) != PE_SIGNATURE || cursor.failed)
        return reject(ret_reason, "it has no PE signature");
    pe->machine = cursor_u16(&cursor);
    pe->section_count = cursor_u16(&cursor);
    pe->timestamp = cursor_u32(&cursor);
    cursor_skip(&cursor, 8); /* symbol table */
    optional_size = cursor_u16(&cursor);
    pe->characteristics = cursor_u16(&cursor);
    pe->optional_offset = cursor.at;
    optional = cursor_sub(&cursor, optional_size);
    magic = cursor_u16(&optional);
    if (magic != OPTIONAL_PE32 && magic != OPTIONAL_PE64)
        return reject(ret_reason, "its optional header is neither PE32 nor PE32+");
    if (optional_size < (magic == OPTIONAL_PE64 ? DIRECTORIES_PE64 : DIRECTORIES_PE32))
        return reject(ret_reason, "its optional header is too short");
    cursor_seek(&optional, 0);
    read_optional(pe, &optional);
    pe->sections_offset = cursor.at;
    if (pe->section_count > PE_SECTION_LIMIT)
        return reject(ret_reason, "it has more than 96 sections");
    cursor_skip(&cursor, (size_t)pe->section_count * SECTION_BYTES);
    return optional.failed || cursor.failed ? reject(ret_reason, "its headers are cut short") : 0;
}

int pe_open(struct pe_reader *ret_pe, const void *data, size_t size, enum pe_layout layout,
            const char **ret_reason)
{
    struct pe_reader pe = {.data = data, .size = size, .layout = layout};
    int result = read_headers(&pe, ret_reason);

    if (result == 0)
        *ret_pe = pe;
    return result;
}

int pe_section(const struct pe_reader *pe, unsigned index, struct pe_section *ret_section)
{
    struct cursor cursor = cursor_init(pe->data, pe->size);
    struct pe_section section = {.name = ""};
    const uint8_t *name;

    if (index >= pe->section_count)
        return -ENOENT;
    cursor_seek(&cursor, pe->sections_offset + (size_t)index * SECTION_BYTES);
    name = cursor_bytes(&cursor, 8);
    if (name)
        memcpy(section.name, name, 8);
    section.virtual_size = cursor_u32(&cursor);
    section.rva = cursor_u32(&cursor);
    section.file_size = cursor_u32(&cursor);
    section.file_offset = cursor_u32(&cursor);
    cursor_skip(&cursor, 12); /* relocations and line numbers of object files */
    section.characteristics = cursor_u32(&cursor);
    if (cursor.failed)
        return -ENOENT;
    *ret_section = section;
    return 0;
}

/* Bytes behind VirtualSize are file padding, those behind SizeOfRawData are zeros not stored. */
static uint32_t stored_bytes(const struct pe_section *section)
{
    if (section->virtual_size && section->virtual_size < section->file_size)
        return section->virtual_size;
    return section->file_size;
}

static int file_offset(const struct pe_reader *pe, uint32_t rva, size_t length, size_t *ret_offset)
{
    struct pe_section section;

    for (unsigned i = 0; pe_section(pe, i, &section) == 0; i++)
        if (rva >= section.rva && range_fits(rva - section.rva, length, stored_bytes(&section)))
            return !__builtin_add_overflow((size_t)section.file_offset, rva - section.rva,
                                           ret_offset)
                       ? 0
                       : -EFAULT;
    if (!range_fits(rva, length, pe->headers_size))
        return -EFAULT;
    *ret_offset = rva;
    return 0;
}

int pe_rva_to_offset(const struct pe_reader *pe, uint32_t rva, size_t length, size_t *ret_offset)
{
    size_t offset = rva;
    int result = pe->layout == PE_LAYOUT_IMAGE ? 0 : file_offset(pe, rva, length, &offset);

    if (result == 0 && !range_fits(offset, length, pe->size))
        result = -EFAULT;
    if (result == 0)
        *ret_offset = offset;
    return result;
}

const void *pe_data(const struct pe_reader *pe, uint32_t rva, size_t length)
{
    size_t offset;

    return pe_rva_to_offset(pe, rva, length, &offset) == 0 ? pe->data + offset : NULL;
}

int pe_directory(const struct pe_reader *pe, unsigned index, struct pe_directory *ret_directory)
{
    if (index >= PE_DIRECTORIES || !pe->directories[index].rva || !pe->directories[index].size)
        return -ENOENT;
    *ret_directory = pe->directories[index];
    return 0;
}
