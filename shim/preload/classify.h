/* SPDX-License-Identifier: MIT */
/* classify.h - does a name that a program gives to dlopen look like a Windows module? */
#ifndef WINSHIM_PRELOAD_CLASSIFY_H
#define WINSHIM_PRELOAD_CLASSIFY_H

#include <stdbool.h>

/**
 * classify_windows_name() - whether the runtime must be asked about a name
 * @name: what dlopen got; NULL is fine
 *
 * True for a builtin's name with or without ".dll" in any case, for API set names, for
 * everything that ends in ".dll" (and ".dll.so" of CoreCLR's probes never: those are ELF names),
 * for names with a backslash or a drive letter, and for an existing file that begins like a PE
 * file.
 */
bool classify_windows_name(const char *name);

#endif
