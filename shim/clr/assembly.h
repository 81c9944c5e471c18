/* SPDX-License-Identifier: MIT */
/* assembly.h - one .NET assembly: its bytes, kept mapped, and its metadata */
#ifndef WINSHIM_CLR_ASSEMBLY_H
#define WINSHIM_CLR_ASSEMBLY_H

#include "metadata.h"

struct clr_assembly {
    struct clr_assembly *next;
    char *path;
    const char *file_name; /* inside path */
    size_t size_bytes;
    struct clr_metadata metadata; /* over a mapping of our own, which stays */
};

/**
 * clr_assembly_open() - map a file and read its metadata
 * @path: copied
 *
 * Return: 0; -ENOEXEC when it is no assembly; -EINVAL when its metadata is broken, which is
 * reported as WS0171; the errno of opening it; -ENOMEM.
 */
int clr_assembly_open(const char *path, struct clr_assembly **ret_assembly);

/**
 * clr_assembly_new() - the same for bytes that are mapped already
 * @path: for messages; copied
 * @data: a mapping of @size bytes; the assembly's from now on, unmapped also on failure
 */
int clr_assembly_new(const char *path, const void *data, size_t size,
                     struct clr_assembly **ret_assembly);

/** clr_assembly_free() - unmap and free; NULL is fine */
void clr_assembly_free(struct clr_assembly *assembly);

#endif
