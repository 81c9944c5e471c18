/* SPDX-License-Identifier: MIT */
/* charstep.h - stepping from character to character in strings of any code page */
#ifndef WINSHIM_CHARSTEP_H
#define WINSHIM_CHARSTEP_H

#include "shim/abi.h"

/**
 * charstep_next() - the character after this one
 * @current: in a NUL-terminated string; NULL is fine
 * @page: code page number; CP_ACP, CP_OEMCP, CP_MACCP and CP_THREAD_ACP are UTF-8
 *
 * Return: the next character; @current at the NUL.
 */
const char *charstep_next(const char *current, unsigned page);

/**
 * charstep_previous() - the character before this one
 * @start: first character of the string
 * @current: in the string
 *
 * Return: the previous character; @start when @current isn't behind it.
 */
const char *charstep_previous(const char *start, const char *current, unsigned page);

/** charstep_next_wide() - the same in UTF-16: surrogate pairs and combining marks hang together */
const WCHAR *charstep_next_wide(const WCHAR *current);

/** charstep_previous_wide() - the reverse of charstep_next_wide() */
const WCHAR *charstep_previous_wide(const WCHAR *start, const WCHAR *current);

#endif
