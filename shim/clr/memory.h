/* SPDX-License-Identifier: MIT */
/*
 * memory.h - assemblies that lie in memory only: Assembly.Load of bytes, single-file programs
 *
 * Such an assembly stands under no name of its own in /proc/self/maps, but the
 * name that dlsym gets points into it. From there the file's start is found
 * backwards, and the file is copied: the runtime may free its own.
 */
#ifndef WINSHIM_CLR_MEMORY_H
#define WINSHIM_CLR_MEMORY_H

#include <stddef.h>
#include <stdint.h>

struct memory_image {
    uintptr_t start; /* where the original lies */
    void *copy;      /* a mapping of @size bytes, for the caller to unmap */
    size_t size;
};

/**
 * memory_find_image() - copy the assembly in whose #Strings an address lies
 * @address: any; memory that isn't there does no harm
 *
 * Looks back over at most 64 MiB of readable memory without a gap.
 *
 * Return: 0; -ENOENT when no assembly is found; -ENOMEM.
 */
int memory_find_image(const void *address, struct memory_image *ret_image);

#endif
