/* SPDX-License-Identifier: MIT */
/*
 * useratom.h - the names behind registered window messages and clipboard formats
 *
 * Both draw numbers from 0xC000 to 0xFFFF out of one table, as on Windows; a name
 * keeps its number as long as the process lives, and case doesn't count. "#123"
 * stands for the number itself. The table is the process's own: two processes
 * that register one name may get different numbers, and no message goes between
 * them anyway.
 */
#ifndef WINSHIM_USERATOM_H
#define WINSHIM_USERATOM_H

#include "shim/abi.h"

#define USERATOM_FIRST      0xc000u
#define USERATOM_NAME_LIMIT 255u /* wchars without the NUL */

/**
 * useratom_register() - the number of a name, new or known
 * @name: NUL-terminated
 * @ret_atom: written on success
 *
 * Return: 0; ENGINE_WIN32(ERROR_INVALID_NAME) for an empty name; -EINVAL for NULL, for more than
 * USERATOM_NAME_LIMIT wchars and for a "#number" of 0 or above 0xBFFF; -ENOMEM, also when all
 * numbers are given away.
 */
int useratom_register(const WCHAR *name, UINT *ret_atom);

/**
 * useratom_name() - the name as it was first registered
 *
 * Return: NUL-terminated, valid as long as the process lives; NULL when @atom is nobody's.
 */
const WCHAR *useratom_name(UINT atom);

#endif
