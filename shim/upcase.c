/* SPDX-License-Identifier: MIT */
/* upcase.c - looks up the generated case table, see upcase.h */
#include <string.h>

#include "upcase.h"
#include "wstr.h"

struct record {
    int32_t to_upper;
    int32_t to_lower;
    uint8_t class;
};

enum { ALPHA = 1, DIGIT = 2, UPPER = 4, LOWER = 8, MARK = 16 };

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

/* Sequences of 2 and 3 bytes cover the code units; 4 bytes are surrogates, which have no case. */
static size_t sequence_length(const unsigned char *s, size_t bytes)
{
    size_t count = *s < 0xc2 ? 1 : *s < 0xe0 ? 2 : *s < 0xf0 ? 3 : 1;

    for (size_t i = 1; i < count; i++)
        if (i >= bytes || (s[i] & 0xc0) != 0x80)
            return 1;
    return count;
}

void utf8_map_case(char *s, size_t bytes, WCHAR (*map)(WCHAR))
{
    while (bytes) {
        size_t count = sequence_length((const unsigned char *)s, bytes);
        char mapped[4];
        WCHAR unit;

        if ((count > 1 || !(*s & 0x80)) && utf8_to_wchars(s, count, &unit, 1) == 1) {
            unit = map(unit);
            if (unit != 0xfffd && wchars_to_utf8(&unit, 1, mapped, sizeof(mapped)) == count)
                memcpy(s, mapped, count);
        }
        s += count;
        bytes -= count;
    }
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

bool wchar_is_mark(WCHAR c)
{
    return record_of(c)->class & MARK;
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
