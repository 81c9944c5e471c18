/* SPDX-License-Identifier: MIT */
/*
 * metadata.h - the metadata of one .NET assembly: heaps, tables, rows
 *
 * Reads ECMA-335 partition II (6th edition) from a PE file as it lies on disk.
 * Nothing is copied: a struct clr_metadata borrows the file's bytes and the
 * name. Opening checks the structure (every heap and table lies inside the
 * file); what single rows say is checked where it is read, so no index in a
 * row, however wrong, leads outside the file.
 *
 * Rows count from 1, as in the format; row 0 means "none". A token is a table
 * in the high byte and a row below it (III.1.9).
 */
#ifndef WINSHIM_CLR_METADATA_H
#define WINSHIM_CLR_METADATA_H

#include "shim/cursor.h"
#include "shim/pe/reader.h"

/* II.22 */
enum clr_table {
    CLR_MODULE,
    CLR_TYPE_REF,
    CLR_TYPE_DEF,
    CLR_FIELD_PTR,
    CLR_FIELD,
    CLR_METHOD_PTR,
    CLR_METHOD_DEF,
    CLR_PARAM_PTR,
    CLR_PARAM,
    CLR_INTERFACE_IMPL,
    CLR_MEMBER_REF,
    CLR_CONSTANT,
    CLR_CUSTOM_ATTRIBUTE,
    CLR_FIELD_MARSHAL,
    CLR_DECL_SECURITY,
    CLR_CLASS_LAYOUT,
    CLR_FIELD_LAYOUT,
    CLR_STAND_ALONE_SIG,
    CLR_EVENT_MAP,
    CLR_EVENT_PTR,
    CLR_EVENT,
    CLR_PROPERTY_MAP,
    CLR_PROPERTY_PTR,
    CLR_PROPERTY,
    CLR_METHOD_SEMANTICS,
    CLR_METHOD_IMPL,
    CLR_MODULE_REF,
    CLR_TYPE_SPEC,
    CLR_IMPL_MAP,
    CLR_FIELD_RVA,
    CLR_ENC_LOG,
    CLR_ENC_MAP,
    CLR_ASSEMBLY,
    CLR_ASSEMBLY_PROCESSOR,
    CLR_ASSEMBLY_OS,
    CLR_ASSEMBLY_REF,
    CLR_ASSEMBLY_REF_PROCESSOR,
    CLR_ASSEMBLY_REF_OS,
    CLR_FILE,
    CLR_EXPORTED_TYPE,
    CLR_MANIFEST_RESOURCE,
    CLR_NESTED_CLASS,
    CLR_GENERIC_PARAM,
    CLR_METHOD_SPEC,
    CLR_GENERIC_PARAM_CONSTRAINT,
    CLR_TABLES, /* 45 */
};

/* Columns of the tables that winshim reads, in the order of II.22. */
enum { CLR_TYPE_REF_SCOPE, CLR_TYPE_REF_NAME, CLR_TYPE_REF_NAMESPACE };
enum {
    CLR_TYPE_DEF_FLAGS,
    CLR_TYPE_DEF_NAME,
    CLR_TYPE_DEF_NAMESPACE,
    CLR_TYPE_DEF_EXTENDS,
    CLR_TYPE_DEF_FIELDS,
    CLR_TYPE_DEF_METHODS
};
enum { CLR_FIELD_FLAGS, CLR_FIELD_NAME, CLR_FIELD_SIGNATURE };
enum {
    CLR_METHOD_RVA,
    CLR_METHOD_IMPL_FLAGS,
    CLR_METHOD_FLAGS,
    CLR_METHOD_NAME,
    CLR_METHOD_SIGNATURE,
    CLR_METHOD_PARAMS
};
enum { CLR_PARAM_FLAGS, CLR_PARAM_SEQUENCE, CLR_PARAM_NAME };
enum { CLR_MEMBER_REF_CLASS, CLR_MEMBER_REF_NAME, CLR_MEMBER_REF_SIGNATURE };
enum { CLR_ATTRIBUTE_PARENT, CLR_ATTRIBUTE_TYPE, CLR_ATTRIBUTE_VALUE };
enum { CLR_FIELD_MARSHAL_PARENT, CLR_FIELD_MARSHAL_TYPE };
enum { CLR_CLASS_LAYOUT_PACK, CLR_CLASS_LAYOUT_SIZE, CLR_CLASS_LAYOUT_PARENT };
enum { CLR_FIELD_LAYOUT_OFFSET, CLR_FIELD_LAYOUT_FIELD };
enum { CLR_IMPL_MAP_FLAGS, CLR_IMPL_MAP_MEMBER, CLR_IMPL_MAP_NAME, CLR_IMPL_MAP_SCOPE };
enum { CLR_EXPORTED_FLAGS, CLR_EXPORTED_ID, CLR_EXPORTED_NAME, CLR_EXPORTED_NAMESPACE };
enum { CLR_EXPORTED_IMPLEMENTATION = 4 };
enum { CLR_NESTED_INNER, CLR_NESTED_OUTER };
enum { CLR_ASSEMBLY_NAME = 7, CLR_ASSEMBLY_REF_NAME = 6 };

#define CLR_COLUMNS         9 /* the widest tables, Assembly and AssemblyRef */
#define CLR_TOKEN(tab, row) ((uint32_t)(tab) << 24 | (uint32_t)(row))

static inline unsigned clr_token_table(uint32_t token)
{
    return token >> 24;
}

static inline uint32_t clr_token_row(uint32_t token)
{
    return token & 0xffffff;
}

struct clr_heap {
    const uint8_t *data;
    uint32_t size;
};

struct clr_table_info {
    const uint8_t *data;
    uint32_t rows;
    uint8_t row_bytes;
    uint8_t offsets[CLR_COLUMNS]; /* of each column in the row */
    uint8_t widths[CLR_COLUMNS];  /* 0 behind the last column */
};

struct clr_metadata {
    const char *name; /* of the assembly's file, for messages; borrowed */
    struct pe_reader pe;
    const char *version; /* "v4.0.30319" */
    struct clr_heap strings, blobs, guids, user_strings, tables_heap;
    uint64_t sorted; /* tables in order of their key, by bit */
    bool uncompressed, minimal_delta;
    uint8_t heap_sizes; /* II.24.2.6: bits for wide #Strings, #GUID, #Blob */
    struct clr_table_info tables[CLR_TABLES];
    char error[200]; /* "App.dll: reason" when opening failed */
};

/**
 * clr_metadata_open() - find heaps and tables of an assembly
 * @ret_metadata: filled; on failure only its error text is of use
 * @name: the file's name, for messages; borrowed
 * @data: the file's bytes, borrowed
 * @size: how many
 *
 * Return: 0; -ENOEXEC when it is no PE file or has no CLI header; -EINVAL when the metadata is
 * broken. The error text then names the file and the reason.
 * Source: ECMA-335 II.24, II.25.3.3
 */
int clr_metadata_open(struct clr_metadata *ret_metadata, const char *name, const void *data,
                      size_t size);

/** clr_rows() - how many rows a table has; 0 for a table that isn't there */
uint32_t clr_rows(const struct clr_metadata *metadata, enum clr_table table);

/**
 * clr_cell() - one cell of a table, as stored
 * @row: from 1
 *
 * Return: the value; 0 when there is no such row or column.
 */
uint32_t clr_cell(const struct clr_metadata *metadata, enum clr_table table, uint32_t row,
                  unsigned column);

/**
 * clr_token() - a cell that holds a simple or coded index, as a token
 *
 * Return: the token; 0 for none, an unknown tag, or a row that is not there.
 * Source: ECMA-335 II.24.2.6
 */
uint32_t clr_token(const struct clr_metadata *metadata, enum clr_table table, uint32_t row,
                   unsigned column);

/** clr_type_token() - the TypeDefOrRefOrSpecEncoded of signatures (II.23.2.8) as a token, or 0 */
uint32_t clr_type_token(const struct clr_metadata *metadata, uint32_t encoded);

/** clr_string() - a string of #Strings (II.24.2.3); "" when @index lies outside, never NULL */
const char *clr_string(const struct clr_metadata *metadata, uint32_t index);

/** clr_name() - the string that a cell points at; "" when there is none, never NULL */
const char *clr_name(const struct clr_metadata *metadata, enum clr_table table, uint32_t row,
                     unsigned column);

/**
 * clr_blob() - a blob of #Blob (II.24.2.4)
 *
 * Return: 0; -EINVAL when it lies outside the heap in whole or in part.
 */
int clr_blob(const struct clr_metadata *metadata, uint32_t index, struct cursor *ret_blob);

/** cursor_compressed() - a compressed unsigned integer (II.23.2) */
uint32_t cursor_compressed(struct cursor *cursor);

/** cursor_compressed_signed() - a compressed signed integer (II.23.2) */
int32_t cursor_compressed_signed(struct cursor *cursor);

/**
 * clr_find_row() - the first row whose @column holds @value, as stored
 *
 * Searches by halves where the file says that the table is sorted (give the key column then).
 *
 * Return: the row, or 0.
 */
uint32_t clr_find_row(const struct clr_metadata *metadata, enum clr_table table, unsigned column,
                      uint32_t value);

/**
 * clr_list() - the run of rows that a list column stands for (II.22.37, FieldList)
 * @table: who owns the list: TypeDef or MethodDef
 * @column: its list column
 * @ret_end: one past the last
 *
 * The rows are to be passed through clr_list_item(), which follows the pointer tables of an
 * uncompressed file.
 *
 * Return: the first; equal to *@ret_end when the list is empty.
 */
uint32_t clr_list(const struct clr_metadata *metadata, enum clr_table table, uint32_t row,
                  unsigned column, uint32_t *ret_end);

/** clr_list_item() - the Field, MethodDef or Param row behind a row of clr_list(), or 0 */
uint32_t clr_list_item(const struct clr_metadata *metadata, enum clr_table member, uint32_t item);

/** clr_method_type() - the TypeDef row that owns a MethodDef row, or 0 */
uint32_t clr_method_type(const struct clr_metadata *metadata, uint32_t method);

/** clr_coded() - the stored form of @token in a coded-index column, to search for; ~0 if it can't
 * stand there */
uint32_t clr_coded(enum clr_table table, unsigned column, uint32_t token);

#endif
