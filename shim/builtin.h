/* SPDX-License-Identifier: MIT */
/*
 * builtin.h - makes a builtin module from the export records
 *
 * The module gets a PE image of its own: headers, an export directory, and a
 * code section with one slot for each function, which jumps to the guest entry.
 * GetProcAddress for guests answers with the slot, so walking the directory and
 * asking give the same address, and the address lies inside the module.
 */
#ifndef WINSHIM_BUILTIN_H
#define WINSHIM_BUILTIN_H

#include "module.h"

/* Bytes between the slots of two functions in a builtin's image. */
#define BUILTIN_SLOT_BYTES 16u

/**
 * builtin_new() - gather a builtin's exports and map its image
 * @name: without ".dll", one of module_builtin_names()
 *
 * Return: the module with no references, owned by the caller; NULL when memory is out.
 */
struct module *builtin_new(const char *name);

/** builtin_slot() - the address of a function's slot in the module's image */
void *builtin_slot(const struct module *module, const struct builtin_export *export);

#endif
