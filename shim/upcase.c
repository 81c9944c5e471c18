/* SPDX-License-Identifier: MIT */
/* upcase.c - looks up the generated case table, see upcase.h */
#include "upcase.h"
#include "wstr.h"

struct record {
    int32_t to_upper;
    int32_t to_lower;
    uint8_t class;
};

enum { ALPHA = 1, DIGIT = 2, UPPER = 4, LOWER = 8 };

#include "upcase.inc"

static const struct record *record_of(WCHAR c)
{
    return &records[blocks[block_of[c >> 8]][c & 0xff]];
}

WCHAR wchar_upper(WCHAR c)
{
    return (WCHAR)(c + record_of(c)->to_upper);
}

WCHAR wchar_lower(WCHAR c)
{
    return (WCHAR)(c + record_of(c)->to_lower);
}

bool wchar_is_alpha(WCHAR c)
{
    return record_of(c)->class & ALPHA;
}

bool wchar_is_digit(WCHAR c)
{
    return record_of(c)->class & DIGIT;
}

bool wchar_is_upper(WCHAR c)
{
    return record_of(c)->class & UPPER;
}

bool wchar_is_lower(WCHAR c)
{
    return record_of(c)->class & LOWER;
}

int wchars_compare_upper(const WCHAR *a, size_t a_wchars, const WCHAR *b, size_t b_wchars)
{
    for (size_t i = 0; i < a_wchars && i < b_wchars; i++) {
        int difference = (int)wchar_upper(a[i]) - (int)wchar_upper(b[i]);

        if (difference)
            return difference;
    }
    return (a_wchars > b_wchars) - (a_wchars < b_wchars);
}

int wstr_compare_upper(const WCHAR *a, const WCHAR *b)
{
    return wchars_compare_upper(a, wstr_length(a), b, wstr_length(b));
}

uint32_t wchars_hash_upper(const WCHAR *s, size_t wchars)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < wchars; i++)
        hash = (hash ^ wchar_upper(s[i])) * 16777619u;
    return hash;
}
