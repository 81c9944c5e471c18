/* SPDX-License-Identifier: MIT */
/* winbase-dlldirectory.c - kernel32: the one folder that a program adds to the DLL search */
#include <string.h>

#include "shim/abi.h"
#include "shim/dll-directory.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"

/**
 * SetDllDirectoryA(), SetDllDirectoryW() - search a folder for DLLs, after the program's
 * @path: folder; "" or NULL: none. The current folder is never searched
 *
 * Return: TRUE; FALSE with ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, winbase/nf-winbase-setdlldirectoryw
 */
BOOL WINAPI API(SetDllDirectoryW)(LPCWSTR path)
{
    return win32_bool(dll_directory_set(path));
}
EXPORT(kernel32, SetDllDirectoryW);

BOOL WINAPI API(SetDllDirectoryA)(LPCSTR path)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(path);

    return win32_bool(path && !wide ? -ENOMEM : dll_directory_set(wide));
}
EXPORT(kernel32, SetDllDirectoryA);

/**
 * GetDllDirectoryA(), GetDllDirectoryW() - the folder that SetDllDirectory() has set
 * @room: size of @out in characters
 * @out: buffer; NULL with no room asks for the size
 *
 * Return: characters without the NUL, 0 also when no folder is set; the size needed with the NUL
 * when it is more than @room; 0 with ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, winbase/nf-winbase-getdlldirectoryw
 */
DWORD WINAPI API(GetDllDirectoryW)(DWORD room, LPWSTR out)
{
    AUTOFREE WCHAR *path = dll_directory_get();
    size_t length = wstr_length(path);

    if (!path)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    surface_succeeded();
    if (length >= room || !out)
        return (DWORD)length + 1;
    memcpy(out, path, (length + 1) * sizeof(WCHAR));
    return (DWORD)length;
}
EXPORT(kernel32, GetDllDirectoryW);

DWORD WINAPI API(GetDllDirectoryA)(DWORD room, LPSTR out)
{
    AUTOFREE WCHAR *path = dll_directory_get();
    AUTOFREE char *text = wide_dup_utf8(path);
    size_t length = text ? strlen(text) : 0;

    if (!text)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    surface_succeeded();
    if (length >= room || !out)
        return (DWORD)length + 1;
    memcpy(out, text, length + 1);
    return (DWORD)length;
}
EXPORT(kernel32, GetDllDirectoryA);
