/* SPDX-License-Identifier: MIT */
/*
 * upcase.h - upper and lower case and letter classes of UTF-16 code units, in no locale
 *
 * One code unit becomes one code unit, so lengths never change; surrogates map
 * to themselves. A letter is mapped only where the mapping leads back to it, as
 * Windows does it: there is no upper case of U+00B5, U+0131 or U+00DF. File
 * names, registry keys, atoms and CharUpper all compare and map with this table.
 */
#ifndef WINSHIM_UPCASE_H
#define WINSHIM_UPCASE_H

#include "abi.h"

/** wchar_upper() - the upper case of a code unit, or the unit itself */
WCHAR wchar_upper(WCHAR c);

/** wchar_lower() - the lower case of a code unit, or the unit itself */
WCHAR wchar_lower(WCHAR c);

/**
 * utf8_map_case() - map UTF-8 text in place
 * @s: text, changed in place
 * @bytes: its length
 * @map: wchar_upper or wchar_lower
 *
 * A character whose mapping needs another number of bytes stays as it is, since there is no room
 * for it (U+2C65 and about 20 others); so does invalid text.
 */
void utf8_map_case(char *s, size_t bytes, WCHAR (*map)(WCHAR));

/** wchar_is_alpha() - any linguistic character: letter, syllable, ideograph, letter number */
bool wchar_is_alpha(WCHAR c);

/** wchar_is_digit() - a decimal digit of any script, or a superscript 1, 2 or 3 */
bool wchar_is_digit(WCHAR c);

/** wchar_is_upper() - a capital or title case letter */
bool wchar_is_upper(WCHAR c);

/** wchar_is_lower() - a small or title case letter */
bool wchar_is_lower(WCHAR c);

/** wchar_is_mark() - a diacritic that joins the character before it (nonspacing or enclosing) */
bool wchar_is_mark(WCHAR c);

/**
 * wchars_compare_upper() - compare two counted strings by their upper case, unit by unit
 * @a, @b: strings
 * @a_wchars, @b_wchars: their lengths
 *
 * This is the order of registry keys and of file names on NTFS.
 *
 * Return: negative, 0 or positive.
 */
int wchars_compare_upper(const WCHAR *a, size_t a_wchars, const WCHAR *b, size_t b_wchars);

/** wstr_compare_upper() - the same for NUL-terminated strings */
int wstr_compare_upper(const WCHAR *a, const WCHAR *b);

/** wchars_hash_upper() - a hash of a counted string, equal for strings that differ by case alone */
uint32_t wchars_hash_upper(const WCHAR *s, size_t wchars);

#endif
