/* SPDX-License-Identifier: MIT */
/*
 * casefold.h - names without case, the same in every locale
 *
 * Windows compares names unit by unit after a simple upper-case mapping. The
 * mapping here is glibc's for C.UTF-8 (simple mappings of all of Unicode's
 * basic plane), whatever locale the program has set; should that locale be
 * missing, ASCII letters only.
 */
#ifndef WINSHIM_CASEFOLD_H
#define WINSHIM_CASEFOLD_H

#include "abi.h"

/** wchar_upper() - simple upper case of one UTF-16 unit; surrogates are returned as they are */
WCHAR wchar_upper(WCHAR c);

/**
 * wstr_compare_nocase() - order two counted strings without case
 * @a: @a_wchars long, no NUL needed; NULL counts as empty
 *
 * Return: below, equal to or above 0, as strcmp().
 */
int wstr_compare_nocase(const WCHAR *a, size_t a_wchars, const WCHAR *b, size_t b_wchars);

#endif
