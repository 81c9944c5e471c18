/* SPDX-License-Identifier: MIT */
/*
 * stub.h - stand-ins for imports that nobody provides
 *
 * Loading succeeds; a call stops the program with the function's name, the
 * module it was wanted from, and the caller. As many as an image needs.
 */
#ifndef WINSHIM_PE_STUB_H
#define WINSHIM_PE_STUB_H

#include "shim/pe/image.h"

/**
 * stub_new() - a stand-in for one import
 * @importer: the image that imports it; owns the stub
 * @dll: where it was wanted from; must live as long as @importer
 * @name: its name, or NULL for an ordinal; must live as long as @importer
 *
 * Return: an address to be called; NULL when memory is out.
 */
void *stub_new(struct image *importer, const char *dll, const char *name, unsigned ordinal);

/** stub_free_all() - give back an image's stubs */
void stub_free_all(struct image *importer);

#endif
