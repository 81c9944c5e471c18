/* SPDX-License-Identifier: MIT */
/* collate.h - the order of words: what CompareString's word sort does for plain text */
#ifndef WINSHIM_COLLATE_H
#define WINSHIM_COLLATE_H

#include "shim/abi.h"

/**
 * collate_words() - order two strings as words
 *
 * Hyphen and apostrophe first don't count; punctuation sorts before digits, digits before
 * letters; at a tie lower case comes first.
 *
 * Return: -1, 0 or 1.
 */
int collate_words(const WCHAR *a, const WCHAR *b, bool ignore_case);

#endif
