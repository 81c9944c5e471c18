/* SPDX-License-Identifier: MIT */
/* wstr.c - UTF-16 helpers and the UTF-8 transcoder, see wstr.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wstr.h"

#define REPLACEMENT 0xfffdu

void autofree_block(void *pointer_to_pointer)
{
    int saved = errno; /* older C libraries' free() spoils it, and a surface may just have set it */

    free(*(void **)pointer_to_pointer);
    errno = saved;
}

size_t wstr_length(const WCHAR *s)
{
    const WCHAR *end = s;

    if (!s)
        return 0;
    while (*end)
        end++;
    return (size_t)(end - s);
}

WCHAR *wstr_dup(const WCHAR *s)
{
    size_t bytes = (wstr_length(s) + 1) * sizeof(WCHAR);
    WCHAR *copy = s ? malloc(bytes) : NULL;

    return copy ? memcpy(copy, s, bytes) : NULL;
}

static unsigned ascii_lower(unsigned c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

bool wstr_equal_ascii(const WCHAR *s, const char *ascii)
{
    for (; *s && *ascii; s++, ascii++)
        if (ascii_lower(*s) != ascii_lower((unsigned char)*ascii))
            return false;
    return !*s && !*ascii;
}

/* The range that a lead byte allows for the byte after it (Unicode, table 3-7). */
static bool second_byte_fits(unsigned lead, unsigned byte, bool surrogates)
{
    switch (lead) {
    case 0xe0:
        return byte >= 0xa0 && byte <= 0xbf;
    case 0xed:
        return byte >= 0x80 && byte <= (surrogates ? 0xbf : 0x9f);
    case 0xf0:
        return byte >= 0x90 && byte <= 0xbf;
    case 0xf4:
        return byte >= 0x80 && byte <= 0x8f;
    default:
        return byte >= 0x80 && byte <= 0xbf;
    }
}

static unsigned sequence_length(unsigned lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    if (lead >= 0xf0 && lead <= 0xf4)
        return 4;
    return 0;
}

/* Decode one code point; an invalid part counts as one U+FFFD and is skipped whole. */
static unsigned utf8_next(const unsigned char **s, const unsigned char *end, bool surrogates)
{
    unsigned lead = *(*s)++;
    unsigned length = sequence_length(lead);
    unsigned code = length <= 1 ? lead : lead & (0xffu >> (length + 1));

    if (length == 0)
        return REPLACEMENT;
    for (unsigned i = 1; i < length; i++) {
        if (*s == end || (**s & 0xc0) != 0x80 ||
            (i == 1 && !second_byte_fits(lead, **s, surrogates)))
            return REPLACEMENT;
        code = code << 6 | (*(*s)++ & 0x3fu);
    }
    return code;
}

static size_t put_wide(unsigned code, WCHAR *out, size_t at, size_t room)
{
    if (code < 0x10000) {
        if (at < room)
            out[at] = (WCHAR)code;
        return at + 1;
    }
    if (at < room)
        out[at] = (WCHAR)(0xd800 + ((code - 0x10000) >> 10));
    if (at + 1 < room)
        out[at + 1] = (WCHAR)(0xdc00 + ((code - 0x10000) & 0x3ff));
    return at + 2;
}

static size_t to_wide(const char *s, size_t bytes, WCHAR *out, size_t room, bool surrogates)
{
    const unsigned char *at = (const unsigned char *)s, *end = at + bytes;
    size_t wchars = 0;

    if (!out)
        room = 0;
    while (at < end)
        wchars = put_wide(utf8_next(&at, end, surrogates), out, wchars, room);
    return wchars;
}

static unsigned utf16_next(const WCHAR **s, const WCHAR *end, bool surrogates)
{
    unsigned unit = *(*s)++;

    if (unit < 0xd800 || unit > 0xdfff)
        return unit;
    if (unit < 0xdc00 && *s < end && (**s & 0xfc00) == 0xdc00)
        return 0x10000 + ((unit - 0xd800) << 10) + (*(*s)++ - 0xdc00u);
    return surrogates ? unit : REPLACEMENT;
}

static unsigned encode_utf8(unsigned code, unsigned char bytes[4])
{
    if (code < 0x80) {
        bytes[0] = (unsigned char)code;
        return 1;
    }
    if (code < 0x800) {
        bytes[0] = (unsigned char)(0xc0 | code >> 6);
        bytes[1] = (unsigned char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        bytes[0] = (unsigned char)(0xe0 | code >> 12);
        bytes[1] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
        bytes[2] = (unsigned char)(0x80 | (code & 0x3f));
        return 3;
    }
    bytes[0] = (unsigned char)(0xf0 | code >> 18);
    bytes[1] = (unsigned char)(0x80 | (code >> 12 & 0x3f));
    bytes[2] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
    bytes[3] = (unsigned char)(0x80 | (code & 0x3f));
    return 4;
}

static size_t to_utf8(const WCHAR *s, size_t wchars, char *out, size_t room, bool surrogates)
{
    const WCHAR *end = s + wchars;
    size_t length = 0;

    if (!out)
        room = 0;
    while (s < end) {
        unsigned char bytes[4];
        unsigned count = encode_utf8(utf16_next(&s, end, surrogates), bytes);

        for (unsigned i = 0; i < count; i++, length++)
            if (length < room)
                out[length] = (char)bytes[i];
    }
    return length;
}

size_t utf8_to_wchars(const char *s, size_t bytes, WCHAR *out, size_t room)
{
    return to_wide(s, bytes, out, room, false);
}

size_t wchars_to_utf8(const WCHAR *s, size_t wchars, char *out, size_t room)
{
    return to_utf8(s, wchars, out, room, false);
}

static WCHAR *dup_wide(const char *s, bool surrogates)
{
    size_t bytes = s ? strlen(s) : 0;
    size_t wchars = s ? to_wide(s, bytes, NULL, 0, surrogates) : 0;
    WCHAR *copy = s ? malloc((wchars + 1) * sizeof(WCHAR)) : NULL;

    if (!copy)
        return NULL;
    to_wide(s, bytes, copy, wchars, surrogates);
    copy[wchars] = 0;
    return copy;
}

static char *dup_utf8(const WCHAR *s, bool surrogates)
{
    size_t wchars = wstr_length(s);
    size_t bytes = s ? to_utf8(s, wchars, NULL, 0, surrogates) : 0;
    char *copy = s ? malloc(bytes + 1) : NULL;

    if (!copy)
        return NULL;
    to_utf8(s, wchars, copy, bytes, surrogates);
    copy[bytes] = '\0';
    return copy;
}

WCHAR *utf8_dup_wide(const char *s)
{
    return dup_wide(s, false);
}

char *wide_dup_utf8(const WCHAR *s)
{
    return dup_utf8(s, false);
}

char *wide_dup_path(const WCHAR *s)
{
    return dup_utf8(s, true);
}

WCHAR *path_dup_wide(const char *s)
{
    return dup_wide(s, true);
}
