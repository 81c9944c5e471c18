/* SPDX-License-Identifier: MIT */
/*
 * wstr.h - UTF-16 strings: length, comparison without case for ASCII names, and UTF-8 both ways
 *
 * The A functions of Windows speak UTF-8 here (code page 65001). Invalid input
 * becomes U+FFFD, as Windows does it without MB_ERR_INVALID_CHARS; the path
 * forms keep lone surrogates (WTF-8), so that every file name survives.
 */
#ifndef WINSHIM_WSTR_H
#define WINSHIM_WSTR_H

#include "abi.h"

/** AUTOFREE - free() the block that a local pointer owns when its scope ends */
#define AUTOFREE __attribute__((cleanup(autofree_block)))
void autofree_block(void *pointer_to_pointer);

/** wstr_length() - length of a NUL-terminated string in wchars; 0 for NULL */
size_t wstr_length(const WCHAR *s);

/** wstr_dup() - a malloc'ed copy; NULL for NULL or when memory is out */
WCHAR *wstr_dup(const WCHAR *s);

/** wstr_equal_ascii() - compare with an ASCII string, without case */
bool wstr_equal_ascii(const WCHAR *s, const char *ascii);

/**
 * utf8_to_wchars() - convert UTF-8 to UTF-16
 * @s: the bytes
 * @bytes: how many; no NUL is needed
 * @out: room for @room wchars, or NULL to count only
 * @room: size of @out in wchars
 *
 * Writes no NUL of its own. Each maximal invalid part becomes one U+FFFD.
 *
 * Return: wchars that the whole text needs, which may be more than @room; then the first @room
 * are written.
 */
size_t utf8_to_wchars(const char *s, size_t bytes, WCHAR *out, size_t room);

/** wchars_to_utf8() - the reverse; a lone surrogate becomes U+FFFD */
size_t wchars_to_utf8(const WCHAR *s, size_t wchars, char *out, size_t room);

/**
 * utf8_dup_wide() - a malloc'ed NUL-terminated UTF-16 copy of a UTF-8 string
 *
 * Return: the copy, to be freed by the caller; NULL for NULL or when memory is out.
 */
WCHAR *utf8_dup_wide(const char *s);

/** wide_dup_utf8() - a malloc'ed NUL-terminated UTF-8 copy of a UTF-16 string, or NULL */
char *wide_dup_utf8(const WCHAR *s);

/** wide_dup_path() - the same for file names: lone surrogates are kept as WTF-8 */
char *wide_dup_path(const WCHAR *s);

/** path_dup_wide() - the reverse of wide_dup_path() */
WCHAR *path_dup_wide(const char *s);

#endif
