/* SPDX-License-Identifier: MIT */
/*
 * reader.h - headers, sections and data directories of a PE file, read with bounds
 *
 * The reader looks at a block of memory that holds the file as it lies on disk,
 * or the image as it is mapped. It copies what it needs from the headers, so a
 * block that changes later can't widen what was checked, and owns nothing.
 * It judges no machine type: ReadyToRun assemblies carry one of their own.
 */
#ifndef WINSHIM_PE_READER_H
#define WINSHIM_PE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PE_DIRECTORIES   16
#define PE_SECTION_LIMIT 96 /* PE format, "COFF File Header": the loader's limit */

enum pe_layout {
    PE_LAYOUT_FILE,  /* as on disk: sections lie at their PointerToRawData */
    PE_LAYOUT_IMAGE, /* as mapped: everything lies at its RVA */
};

struct pe_directory {
    uint32_t rva, size;
};

struct pe_section {
    char name[9];
    uint32_t rva, virtual_size;
    uint32_t file_offset, file_size; /* as in the header; the file may be shorter */
    uint32_t characteristics;
};

struct pe_reader {
    const uint8_t *data;
    size_t size; /* of the block at data */
    enum pe_layout layout;

    bool is_64; /* PE32+ */
    uint16_t machine, characteristics, subsystem, dll_characteristics;
    uint32_t timestamp, entry_rva, image_size, headers_size;
    uint32_t section_alignment, file_alignment, checksum;
    uint64_t image_base, stack_reserve, stack_commit;
    size_t optional_offset; /* of the optional header in the block */
    size_t sections_offset;
    unsigned section_count;
    struct pe_directory directories[PE_DIRECTORIES];
};

/**
 * pe_open() - read the headers
 * @data: the block, borrowed for as long as @ret_pe is used
 * @size: of the block, bytes
 * @ret_reason: why the file was rejected, a static text; may be NULL
 *
 * Return: 0; -ENOEXEC when it is no PE file or its headers lie.
 * Source: learn.microsoft.com, debug/pe-format
 */
int pe_open(struct pe_reader *ret_pe, const void *data, size_t size, enum pe_layout layout,
            const char **ret_reason);

/**
 * pe_section() - read one section header
 * @index: from 0
 *
 * Return: 0; -ENOENT when there is no such section.
 */
int pe_section(const struct pe_reader *pe, unsigned index, struct pe_section *ret_section);

/**
 * pe_rva_to_offset() - where @length bytes at an RVA lie in the block
 *
 * Return: 0; -EFAULT when they are not all inside the headers or the stored part of one section.
 */
int pe_rva_to_offset(const struct pe_reader *pe, uint32_t rva, size_t length, size_t *ret_offset);

/** pe_data() - the same as a pointer; NULL when the bytes are not all there */
const void *pe_data(const struct pe_reader *pe, uint32_t rva, size_t length);

/**
 * pe_directory() - a data directory
 * @index: IMAGE_DIRECTORY_ENTRY_*
 *
 * Return: 0; -ENOENT when the file has none or it is empty.
 */
int pe_directory(const struct pe_reader *pe, unsigned index, struct pe_directory *ret_directory);

#endif
