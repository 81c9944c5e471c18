/* SPDX-License-Identifier: MIT */
/* libc.h - libc's own dlsym, which the interposer can't ask for by name */
#ifndef WINSHIM_PRELOAD_LIBC_H
#define WINSHIM_PRELOAD_LIBC_H

/**
 * libc_dlsym() - the address of dlsym in libc
 *
 * Reads libc's symbol table, because dlsym() by name is the interposer's.
 *
 * Return: the function; NULL when no libc.so.6 is mapped (which can't be for our callers).
 * Source: System V ABI, "Hash Table" and the GNU hash section of binutils
 */
void *(*libc_dlsym(void))(void *, const char *);

#endif
