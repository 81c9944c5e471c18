/* SPDX-License-Identifier: MIT */
/* outstr.c - see outstr.h */
#include <string.h>

#include "outstr.h"
#include "shim/wstr.h"

DWORD outstr_wide(const WCHAR *text, size_t wchars, WCHAR *out, DWORD room)
{
    if (!out || wchars >= room)
        return (DWORD)wchars + 1;
    memcpy(out, text, wchars * sizeof(WCHAR));
    out[wchars] = 0;
    return (DWORD)wchars;
}

DWORD outstr_utf8(const WCHAR *text, size_t wchars, char *out, DWORD room)
{
    size_t bytes = wchars_to_utf8(text, wchars, NULL, 0);

    if (!out || bytes >= room)
        return (DWORD)bytes + 1;
    wchars_to_utf8(text, wchars, out, bytes);
    out[bytes] = '\0';
    return (DWORD)bytes;
}
