/* SPDX-License-Identifier: MIT */
/*
 * function-table.h - which function an address belongs to: the exception
 * directories of images, and the tables that programs add at run time
 */
#ifndef WINSHIM_SEH_FUNCTION_TABLE_H
#define WINSHIM_SEH_FUNCTION_TABLE_H

#include "shim/abi.h"

/**
 * function_table_lookup() - the entry that covers an address
 * @pc: any address
 * @ret_base: base that the entry's offsets count from; written when @pc lies in an image or in a
 * dynamic table
 *
 * Return: the entry, an indirect one followed; NULL for a leaf function and outside of all images.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtllookupfunctionentry
 */
RUNTIME_FUNCTION *function_table_lookup(uintptr_t pc, uintptr_t *ret_base);

/** function_table_covers() - whether an address is guest code at all: an image or a dynamic range
 */
bool function_table_covers(uintptr_t pc);

/**
 * function_table_add() - add a table for generated code
 * @entries: stays the caller's, sorted by address
 *
 * Return: 0; -ENOMEM.
 */
int function_table_add(RUNTIME_FUNCTION *entries, unsigned count, uintptr_t base);

typedef RUNTIME_FUNCTION *(GUEST_CALL *function_table_callback)(DWORD64 pc, void *context);

/**
 * function_table_install_callback() - add a range whose entries a guest callback makes
 * @identifier: what function_table_remove() gets
 */
int function_table_install_callback(uintptr_t identifier, uintptr_t base, size_t length_bytes,
                                    function_table_callback callback, void *context);

/** function_table_remove() - remove a table by its entries or identifier. Return: 0; -ENOENT. */
int function_table_remove(uintptr_t identifier);

#endif
