/* SPDX-License-Identifier: MIT */
/* winuser-string.c - user32: strings from the string tables of modules */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/library.h"
#include "shim/pe/resource-string.h"
#include "shim/wstr.h"

#include <winuser.h>

static int find_string(HINSTANCE handle, UINT id, const WCHAR **ret_text, size_t *ret_wchars)
{
    struct module *module = library_of_handle(handle);

    if (!module)
        return ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);
    return resource_string(module->base, module->size_bytes, id, ret_text, ret_wchars);
}

/**
 * LoadStringA(), LoadStringW() - copy a string out of a module's string table
 * @module: module; NULL: the program
 * @id: number of the string; the lower 16 bits count
 * @out: gets the string, cut to @room with its NUL; the W form with @room 0 writes a pointer to
 *       the string in the module here, which has no NUL
 * @room: in characters
 *
 * Return: characters written, without the NUL (the length of the whole string for that pointer);
 * 0 with ERROR_RESOURCE_DATA_NOT_FOUND when the module has no resources or is none,
 * ERROR_RESOURCE_TYPE_NOT_FOUND, ERROR_RESOURCE_NAME_NOT_FOUND; 0 without @out or for the empty
 * string; -1 for the A form with @room 0.
 * Differs: builtin modules have no strings.
 * Source: learn.microsoft.com, winuser/nf-winuser-loadstringa, winuser/nf-winuser-loadstringw
 */
INT WINAPI API(LoadStringA)(HINSTANCE module, UINT id, LPSTR out, INT room)
{
    const WCHAR *text;
    size_t wchars, bytes = 0, units = 0;
    int result = find_string(module, id, &text, &wchars);

    if (!out)
        return 0;
    if (room <= 0)
        return -1;
    for (; !result && units < wchars; units++) {
        size_t pair = units + 1 < wchars && (text[units] & 0xfc00) == 0xd800 ? 2 : 1;
        size_t length = wchars_to_utf8(text + units, pair, NULL, 0);

        if (bytes + length >= (size_t)room)
            break;
        bytes += wchars_to_utf8(text + units, pair, out + bytes, length);
        units += pair - 1;
    }
    out[bytes] = 0;
    return result ? win32_fail(win32_error(result), 0) : (INT)bytes;
}
EXPORT(user32, LoadStringA);
EXPORT_AS(kernelbase, "LoadStringA", LoadStringA);

INT WINAPI API(LoadStringW)(HINSTANCE module, UINT id, LPWSTR out, INT room)
{
    const WCHAR *text;
    size_t wchars;
    int result = find_string(module, id, &text, &wchars);

    if (result || !out)
        return result ? win32_fail(win32_error(result), 0) : 0;
    if (room < 0)
        return 0;
    if (!room) {
        memcpy(out, &text, sizeof(text));
        return (INT)wchars;
    }
    if (wchars >= (size_t)room)
        wchars = (size_t)room - 1;
    memcpy(out, text, wchars * sizeof(*text));
    out[wchars] = 0;
    return (INT)wchars;
}
EXPORT(user32, LoadStringW);
EXPORT_AS(kernelbase, "LoadStringW", LoadStringW);
