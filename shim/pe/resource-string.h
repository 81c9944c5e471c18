/* SPDX-License-Identifier: MIT */
/* resource-string.h - strings in an image's string tables */
#ifndef WINSHIM_PE_RESOURCE_STRING_H
#define WINSHIM_PE_RESOURCE_STRING_H

#include "shim/abi.h"

/**
 * resource_string() - a string of an image
 * @image: base of the mapping
 * @size_bytes: of the mapping
 * @id: number of the string; the lower 16 bits count
 * @ret_text: points into the image, has no NUL; written on success
 * @ret_wchars: its length; written on success
 *
 * Strings stand in blocks of 16, each with its length before it. A number that has no string in a
 * block that is there has the empty string.
 *
 * Return: 0; errors as resource_entry(); ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND) for a damaged
 * block.
 * Source: learn.microsoft.com, menurc/stringtable-resource; observed with windres
 */
int resource_string(const void *image, size_t size_bytes, UINT id, const WCHAR **ret_text,
                    size_t *ret_wchars);

#endif
