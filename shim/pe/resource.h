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

/* Any language: neutral, else US English, else the first. */
#define RESOURCE_ANY_LANGUAGE (-1)

/**
 * resource_entry() - the data entry of a resource
 * @language: LANGID, or RESOURCE_ANY_LANGUAGE
 * @ret_entry: points into the image; written on success
 *
 * Return: 0; ENGINE_WIN32() with ERROR_RESOURCE_DATA_NOT_FOUND when the image has no resources or
 * they are damaged, ERROR_RESOURCE_TYPE_NOT_FOUND, ERROR_RESOURCE_NAME_NOT_FOUND,
 * ERROR_RESOURCE_LANG_NOT_FOUND.
 */
int resource_entry(const void *image, size_t size_bytes, const WCHAR *type, const WCHAR *name,
                   int language, const void **ret_entry);

/**
 * resource_data() - the data that an entry stands for
 * @entry: any pointer
 *
 * Return: 0; -EINVAL when @entry doesn't lie in the image, or its data don't.
 */
int resource_data(const void *image, size_t size_bytes, const void *entry, const void **ret_data,
                  size_t *ret_bytes);

/**
 * resource_enumerate() - visit types, names of a type, or languages of a name
 * @type: NULL: types are visited
 * @name: NULL: names of @type are visited; else the languages of @name, as numbers
 * @visit: gets each name or number; false ends it
 *
 * Return: 0; ENGINE_WIN32(ERROR_RESOURCE_ENUM_USER_STOP) when @visit ended it; -ENOMEM; errors as
 * resource_entry().
 */
int resource_enumerate(const void *image, size_t size_bytes, const WCHAR *type, const WCHAR *name,
                       bool (*visit)(void *context, const WCHAR *name), void *context);

#endif
