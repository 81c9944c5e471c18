/* SPDX-License-Identifier: MIT */
/* charstep.c - lead bytes of the double-byte code pages and UTF-8 sequences, see charstep.h */
#include "charstep.h"
#include "shim/upcase.h"

/* Lead byte ranges of the double-byte pages (learn.microsoft.com, intl/code-page-identifiers). */
static const struct {
    unsigned page;
    unsigned char first, last;
} lead_ranges[] = {
    {932, 0x81, 0x9f}, {932, 0xe0, 0xfc},  {936, 0x81, 0xfe},  {949, 0x81, 0xfe},
    {950, 0x81, 0xfe}, {1361, 0x84, 0xd3}, {1361, 0xd8, 0xde}, {1361, 0xe0, 0xf9},
};

static bool is_utf8(unsigned page)
{
    return page <= 3 || page == 65001;
}

static bool is_lead(unsigned page, unsigned char byte)
{
    for (size_t i = 0; i < ARRAY_LENGTH(lead_ranges); i++)
        if (lead_ranges[i].page == page && byte >= lead_ranges[i].first &&
            byte <= lead_ranges[i].last)
            return true;
    return false;
}

const char *charstep_next(const char *current, unsigned page)
{
    unsigned char lead = current ? (unsigned char)*current : 0;
    unsigned more = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;

    if (!lead)
        return current;
    if (!is_utf8(page))
        return current + (is_lead(page, lead) && current[1] ? 2 : 1);
    current++;
    for (; more && (*current & 0xc0) == 0x80; more--)
        current++;
    return current;
}

const char *charstep_previous(const char *start, const char *current, unsigned page)
{
    const char *at = start;

    if (!start || current <= start)
        return start;
    /* A UTF-8 sequence is 4 bytes at most; in a double-byte page only the start is certain. */
    if (is_utf8(page) && current - start > 4)
        at = current - 4;
    while (is_utf8(page) && at > start && (*at & 0xc0) == 0x80)
        at--;
    for (;;) {
        const char *next = charstep_next(at, page);

        if (next >= current || next == at)
            return at;
        at = next;
    }
}

const WCHAR *charstep_next_wide(const WCHAR *current)
{
    if (!current || !*current)
        return current;
    current += (current[0] & 0xfc00) == 0xd800 && (current[1] & 0xfc00) == 0xdc00 ? 2 : 1;
    while (wchar_is_mark(*current))
        current++;
    return current;
}

const WCHAR *charstep_previous_wide(const WCHAR *start, const WCHAR *current)
{
    if (!start || current <= start)
        return start;
    do
        current--;
    while (current > start && wchar_is_mark(*current));
    if (current > start && (current[0] & 0xfc00) == 0xdc00 && (current[-1] & 0xfc00) == 0xd800)
        current--;
    return current;
}
