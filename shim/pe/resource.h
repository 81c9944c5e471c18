/* SPDX-License-Identifier: MIT */
/*
 * resource.h - finds a resource in an image that is mapped in memory
 *
 * Nothing in the headers or the resource directory is believed: every read is
 * inside the mapping.
 */
#ifndef WINSHIM_PE_RESOURCE_H
#define WINSHIM_PE_RESOURCE_H

#include "shim/abi.h"

/**
 * resource_find() - data of a resource
 * @image: base of the mapping (sections at their addresses, not a flat file)
 * @size_bytes: of the mapping
 * @type: a name, "#12", or an integer made with MAKEINTRESOURCE()
 * @name: likewise
 * @ret_data: points into the image; written on success
 * @ret_bytes: size of the data; written on success
 *
 * Names match without case. Of several languages the first is taken.
 *
 * Return: 0; -ENOENT when there is no such resource; -ENOEXEC when headers or directory are
 * damaged.
 * Source: PE format specification, "The .rsrc Section"
 */
int resource_find(const void *image, size_t size_bytes, const WCHAR *type, const WCHAR *name,
                  const void **ret_data, size_t *ret_bytes);

#endif
