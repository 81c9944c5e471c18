/* SPDX-License-Identifier: MIT */
/* libc.h - libc's own dlopen and dlsym, which the interposer can't ask for by name */
#ifndef WINSHIM_PRELOAD_LIBC_H
#define WINSHIM_PRELOAD_LIBC_H

/**
 * libc_function() - the address of a function in libc
 * @name: of a function that is no IFUNC
 *
 * Reads libc's symbol table, because dlsym() by name is the interposer's.
 *
 * Return: the function; NULL when no libc.so.6 is mapped (which can't be for our callers).
 * Source: System V ABI, "Hash Table" and the GNU hash section of binutils
 */
void *libc_function(const char *name);

#endif
