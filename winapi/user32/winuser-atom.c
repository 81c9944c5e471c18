/* SPDX-License-Identifier: MIT */
/* winuser-atom.c - user32: registered window messages and clipboard formats */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/useratom/useratom.h"

#include <winuser.h>

/* MAKEINTATOM: a pointer below 64 Ki is the number itself. */
static UINT register_name(const WCHAR *name)
{
    uintptr_t number = (uintptr_t)name;
    UINT atom = 0;
    int result;

    if (number && number < 0x10000)
        return number < USERATOM_FIRST ? (UINT)number : win32_fail(ERROR_INVALID_PARAMETER, 0);
    result = useratom_register(name, &atom);
    return result ? win32_fail(win32_error(result), 0) : atom;
}

static UINT register_utf8(const char *name)
{
    AUTOFREE WCHAR *wide = NULL;

    if ((uintptr_t)name < 0x10000)
        return register_name((const WCHAR *)name);
    wide = utf8_dup_wide(name);
    return wide ? register_name(wide) : win32_fail(ERROR_NOT_ENOUGH_MEMORY, 0);
}

/**
 * RegisterWindowMessageA(), RegisterWindowMessageW() - a message number for a name
 * @name: 1 to 255 characters, case doesn't count; "#123" and MAKEINTATOM(123) give 123
 *
 * Return: 0xC000 to 0xFFFF, the same for the same name as long as the process lives; 0 with
 * ERROR_INVALID_NAME for an empty name, ERROR_INVALID_PARAMETER for NULL or a name that is too
 * long, ERROR_NOT_ENOUGH_MEMORY.
 * Differs: two processes may get different numbers.
 * Source: learn.microsoft.com, winuser/nf-winuser-registerwindowmessagea,
 * winuser/nf-winuser-registerwindowmessagew
 */
UINT WINAPI API(RegisterWindowMessageA)(LPCSTR name)
{
    return register_utf8(name);
}
EXPORT(user32, RegisterWindowMessageA);

UINT WINAPI API(RegisterWindowMessageW)(LPCWSTR name)
{
    return register_name(name);
}
EXPORT(user32, RegisterWindowMessageW);

/**
 * RegisterClipboardFormatA(), RegisterClipboardFormatW() - a clipboard format number for a name
 * @name: as for RegisterWindowMessageA(); both share one table
 *
 * Return: as RegisterWindowMessageA().
 * Source: learn.microsoft.com, winuser/nf-winuser-registerclipboardformata,
 * winuser/nf-winuser-registerclipboardformatw
 */
UINT WINAPI API(RegisterClipboardFormatA)(LPCSTR name)
{
    return register_utf8(name);
}
EXPORT(user32, RegisterClipboardFormatA);

UINT WINAPI API(RegisterClipboardFormatW)(LPCWSTR name)
{
    return register_name(name);
}
EXPORT(user32, RegisterClipboardFormatW);

/* NULL with the last error set when the format has no name or there is no room for one. */
static const WCHAR *name_of_format(UINT format, const void *out, int room)
{
    const WCHAR *name = useratom_name(format);

    if (format < USERATOM_FIRST || format > 0xffff || !out)
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    if (!name)
        return win32_fail(ERROR_INVALID_HANDLE, NULL);
    if (room <= 0)
        return win32_fail(ERROR_MORE_DATA, NULL);
    return name;
}

/**
 * GetClipboardFormatNameA(), GetClipboardFormatNameW() - the name of a registered format
 * @format: not one of the predefined formats
 * @out: gets the name, cut to @room with its NUL
 * @room: in characters
 *
 * Return: characters written, without the NUL; 0 with ERROR_INVALID_PARAMETER for a predefined
 * format or no @out, ERROR_INVALID_HANDLE when nobody registered @format, ERROR_MORE_DATA when
 * @room isn't positive.
 * Source: learn.microsoft.com, winuser/nf-winuser-getclipboardformatnamea,
 * winuser/nf-winuser-getclipboardformatnamew
 */
int WINAPI API(GetClipboardFormatNameA)(UINT format, LPSTR out, int room)
{
    const WCHAR *name = name_of_format(format, out, room);
    size_t units = 0, bytes = 0;

    if (!name)
        return 0;
    while (name[units]) {
        bool high = (name[units] & 0xfc00) == 0xd800;
        size_t pair = high && (name[units + 1] & 0xfc00) == 0xdc00 ? 2 : 1;
        char character[4];
        size_t length = wchars_to_utf8(name + units, pair, character, sizeof(character));

        if (bytes + length >= (size_t)room)
            break;
        wchars_to_utf8(name + units, pair, out + bytes, length);
        bytes += length;
        units += pair;
    }
    out[bytes] = 0;
    return (int)bytes;
}
EXPORT(user32, GetClipboardFormatNameA);

int WINAPI API(GetClipboardFormatNameW)(UINT format, LPWSTR out, int room)
{
    const WCHAR *name = name_of_format(format, out, room);
    int length = 0;

    if (!name)
        return 0;
    for (; name[length] && length < room - 1; length++)
        out[length] = name[length];
    out[length] = 0;
    return length;
}
EXPORT(user32, GetClipboardFormatNameW);
