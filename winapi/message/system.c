/* SPDX-License-Identifier: MIT */
/* system.c - texts of Win32 error codes and HRESULTs, see format.h */
#include <stdlib.h>

#include "format.h"

static const struct text {
    DWORD code;
    const char *text;
} texts[] = {
#include "system-texts.inc"
};

static int compare(const void *key, const void *entry)
{
    DWORD code = *(const DWORD *)key, other = ((const struct text *)entry)->code;

    return code < other ? -1 : code > other;
}

const char *message_system_text(DWORD code)
{
    const struct text *found;

    if (code >> 16 == 0x8007)
        code &= 0xffff;
    found = bsearch(&code, texts, ARRAY_LENGTH(texts), sizeof(texts[0]), compare);
    return found ? found->text : NULL;
}
