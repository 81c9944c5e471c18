/* SPDX-License-Identifier: MIT */
/*
 * outstr.h - strings out of surfaces: into a caller's buffer of limited size, UTF-16 or UTF-8
 */
#ifndef WINSHIM_OUTSTR_H
#define WINSHIM_OUTSTR_H

#include "shim/abi.h"

/**
 * outstr_wide() - copy a string as GetWindowsDirectory and its kin do
 * @text: @wchars code units, no NUL needed
 * @out: buffer, or NULL to ask for the size
 * @room: size of @out in wchars
 *
 * A buffer that is too small stays untouched.
 *
 * Return: length without the NUL when it fits; else the size that is needed, with the NUL.
 */
DWORD outstr_wide(const WCHAR *text, size_t wchars, WCHAR *out, DWORD room);

/** outstr_utf8() - the same into a UTF-8 buffer of @room bytes */
DWORD outstr_utf8(const WCHAR *text, size_t wchars, char *out, DWORD room);

#endif
