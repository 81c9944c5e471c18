/* SPDX-License-Identifier: MIT */
/* peek.h - reads memory that may not be there */
#ifndef WINSHIM_PEEK_H
#define WINSHIM_PEEK_H

#include <stddef.h>

/**
 * peek() - copy from an address that somebody else gave
 * @address: anything
 * @ret_bytes: room for @bytes of them
 *
 * errno is not kept.
 *
 * Return: how many bytes could be read before the first page that can't; @bytes if all.
 */
size_t peek(const void *address, void *ret_bytes, size_t bytes);

#endif
