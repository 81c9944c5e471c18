/* SPDX-License-Identifier: MIT */
/* resource-string.c - walks a block of 16 counted strings, see resource-string.h */
#include "resource-string.h"
#include "resource.h"
#include "shim/error.h"

#define STRING_TABLE 6 /* RT_STRING */

int resource_string(const void *image, size_t size_bytes, UINT id, const WCHAR **ret_text,
                    size_t *ret_wchars)
{
    const WCHAR *block_name = (const WCHAR *)(uintptr_t)(((id & 0xffff) >> 4) + 1);
    const WCHAR *at;
    const void *entry, *data;
    size_t bytes, left;
    int result = resource_entry(image, size_bytes, (const WCHAR *)(uintptr_t)STRING_TABLE,
                                block_name, RESOURCE_ANY_LANGUAGE, &entry);

    if (result)
        return result;
    if (resource_data(image, size_bytes, entry, &data, &bytes) || ((uintptr_t)data & 1))
        return ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);
    at = data;
    left = bytes / sizeof(WCHAR);
    for (unsigned skip = id & 15;; skip--) {
        if (!left || at[0] >= left)
            return ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);
        if (!skip)
            break;
        left -= at[0] + 1u;
        at += at[0] + 1;
    }
    *ret_text = at + 1;
    *ret_wchars = at[0];
    return 0;
}
