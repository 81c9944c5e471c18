/* SPDX-License-Identifier: MIT */
/* collate.c - see collate.h */
#include "collate.h"
#include "shim/upcase.h"

static bool is_skipped(WCHAR c)
{
    return c == '-' || c == '\'';
}

/* Primary weight: punctuation, digits, letters; other characters by code point after them. */
static unsigned weight(WCHAR c)
{
    if (c >= '0' && c <= '9')
        return 0x1000u + c;
    if (c < 0x80 && !((c | 32) >= 'a' && (c | 32) <= 'z'))
        return 0x100u + c;
    return 0x2000u + wchar_upper(c);
}

static int primary(const WCHAR *a, const WCHAR *b)
{
    for (;; a++, b++) {
        while (is_skipped(*a))
            a++;
        while (is_skipped(*b))
            b++;
        if (!*a || !*b)
            return (*a != 0) - (*b != 0);
        if (weight(*a) != weight(*b))
            return weight(*a) < weight(*b) ? -1 : 1;
    }
}

/* Lower case before upper, at the first letter whose case differs. */
static int by_case(const WCHAR *a, const WCHAR *b)
{
    for (;; a++, b++) {
        while (is_skipped(*a))
            a++;
        while (is_skipped(*b))
            b++;
        if (!*a || !*b)
            return 0;
        if (*a != *b)
            return wchar_upper(*a) == *a ? 1 : -1;
    }
}

/* The string in which a skipped character comes first sorts after. */
static int by_skipped(const WCHAR *a, const WCHAR *b)
{
    for (; *a && *b; a++, b++) {
        if (is_skipped(*a) != is_skipped(*b))
            return is_skipped(*a) ? 1 : -1;
        if (is_skipped(*a) && *a != *b)
            return *a < *b ? -1 : 1;
    }
    return (*a != 0) - (*b != 0);
}

int collate_words(const WCHAR *a, const WCHAR *b, bool ignore_case)
{
    int order = primary(a, b);

    if (order == 0 && !ignore_case)
        order = by_case(a, b);
    return order ? order : by_skipped(a, b);
}
