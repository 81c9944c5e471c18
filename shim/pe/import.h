/* SPDX-License-Identifier: MIT */
/* import.h - binds an image's import directory (PE Format, "The .idata Section") */
#ifndef WINSHIM_PE_IMPORT_H
#define WINSHIM_PE_IMPORT_H

#include "shim/pe/image.h"

/**
 * import_bind() - open every module that an image imports from and fill in its tables
 *
 * A function that its module lacks gets a stub. The modules opened become the image's
 * dependencies.
 *
 * Return: 0; -ENOENT for a module that isn't there; -ENOEXEC for a directory that leaves the
 * image; -ENOMEM; what opening a dependency returned.
 */
int import_bind(struct image *image, struct pe_reason *ret_reason);

#endif
