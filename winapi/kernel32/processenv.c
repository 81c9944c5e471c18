/* SPDX-License-Identifier: MIT */
/* processenv.c - kernel32: command line, environment variables, searching for files */
#include <stdlib.h>
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/environment/command_line.h"
#include "winapi/environment/environment.h"
#include "winapi/environment/search.h"
#include "winapi/outstr.h"

#undef GetEnvironmentStrings
LPSTR WINAPI GetEnvironmentStrings(void);

/**
 * GetCommandLineA(), GetCommandLineW() - the command line of the process
 *
 * The host of a managed program doesn't show: for "dotnet App.dll a" and "mono App.exe a" it is
 * "App.dll a" and "App.exe a".
 *
 * Return: pointer to a string that must not be written or freed.
 * Source: learn.microsoft.com, processenv/nf-processenv-getcommandlinea
 */
LPSTR WINAPI API(GetCommandLineA)(void)
{
    LPSTR line = (LPSTR)command_line_utf8();

    surface_succeeded();
    return line;
}
EXPORT(kernel32, GetCommandLineA);
EXPORT_AS(kernelbase, "GetCommandLineA", GetCommandLineA);

LPWSTR WINAPI API(GetCommandLineW)(void)
{
    LPWSTR line = (LPWSTR)command_line();

    surface_succeeded();
    return line;
}
EXPORT(kernel32, GetCommandLineW);
EXPORT_AS(kernelbase, "GetCommandLineW", GetCommandLineW);

/**
 * GetEnvironmentVariableA(), GetEnvironmentVariableW() - the value of a variable
 * @name: any case
 * @buffer: written; stays untouched when it is too small; NULL asks for the size
 * @room: size of @buffer in characters
 *
 * Variables that every Windows process has exist here too (SystemRoot, APPDATA, TEMP, …).
 *
 * Return: length without the NUL; the size that is needed, with it, when @room is too small; 0
 * with ERROR_ENVVAR_NOT_FOUND.
 * Source: learn.microsoft.com, processenv/nf-processenv-getenvironmentvariablea
 */
DWORD WINAPI API(GetEnvironmentVariableA)(LPCSTR name, LPSTR buffer, DWORD room)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(name), *value = NULL;
    int result = wide ? environment_get(wide, &value) : ENGINE_WIN32(ERROR_ENVVAR_NOT_FOUND);

    if (result < 0)
        return win32_fail(win32_error(result), 0);
    surface_succeeded();
    return outstr_utf8(value, wstr_length(value), buffer, room);
}
EXPORT(kernel32, GetEnvironmentVariableA);
EXPORT_AS(kernelbase, "GetEnvironmentVariableA", GetEnvironmentVariableA);

DWORD WINAPI API(GetEnvironmentVariableW)(LPCWSTR name, LPWSTR buffer, DWORD room)
{
    AUTOFREE WCHAR *value = NULL;
    int result = name ? environment_get(name, &value) : ENGINE_WIN32(ERROR_ENVVAR_NOT_FOUND);

    if (result < 0)
        return win32_fail(win32_error(result), 0);
    surface_succeeded();
    return outstr_wide(value, wstr_length(value), buffer, room);
}
EXPORT(kernel32, GetEnvironmentVariableW);
EXPORT_AS(kernelbase, "GetEnvironmentVariableW", GetEnvironmentVariableW);

/**
 * SetEnvironmentVariableA(), SetEnvironmentVariableW() - set or delete a variable
 * @name: any case; no "=" after the first character
 * @value: NULL deletes
 *
 * libc, the runtimes and child processes see the change.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a bad name, ERROR_ENVVAR_NOT_FOUND when
 * there is none to delete.
 * Source: learn.microsoft.com, processenv/nf-processenv-setenvironmentvariablea
 */
BOOL WINAPI API(SetEnvironmentVariableA)(LPCSTR name, LPCSTR value)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(name), *wide_value = utf8_dup_wide(value);

    if (!wide)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return win32_bool(environment_set(wide, wide_value));
}
EXPORT(kernel32, SetEnvironmentVariableA);
EXPORT_AS(kernelbase, "SetEnvironmentVariableA", SetEnvironmentVariableA);

BOOL WINAPI API(SetEnvironmentVariableW)(LPCWSTR name, LPCWSTR value)
{
    if (!name)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return win32_bool(environment_set(name, value));
}
EXPORT(kernel32, SetEnvironmentVariableW);
EXPORT_AS(kernelbase, "SetEnvironmentVariableW", SetEnvironmentVariableW);

/**
 * GetEnvironmentStringsA(), GetEnvironmentStringsW(), GetEnvironmentStrings() - all variables
 *
 * Return: "NAME=value" strings, each with its NUL, one more NUL at the end; to be freed with
 * FreeEnvironmentStrings(). NULL with ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, processenv/nf-processenv-getenvironmentstrings
 */
LPSTR WINAPI API(GetEnvironmentStringsA)(void)
{
    AUTOFREE WCHAR *wide = NULL;
    size_t wchars, bytes;
    char *block;

    if (environment_block(&wide, &wchars) < 0)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, NULL);
    bytes = wchars_to_utf8(wide, wchars, NULL, 0);
    block = malloc(bytes);
    if (!block)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, NULL);
    wchars_to_utf8(wide, wchars, block, bytes);
    surface_succeeded();
    return block;
}
EXPORT(kernel32, GetEnvironmentStringsA);
EXPORT_AS(kernelbase, "GetEnvironmentStringsA", GetEnvironmentStringsA);
EXPORT_AS(kernel32, "GetEnvironmentStrings", GetEnvironmentStringsA);
EXPORT_AS(kernelbase, "GetEnvironmentStrings", GetEnvironmentStringsA);

LPWSTR WINAPI API(GetEnvironmentStringsW)(void)
{
    WCHAR *block;

    if (environment_block(&block, NULL) < 0)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, NULL);
    surface_succeeded();
    return block;
}
EXPORT(kernel32, GetEnvironmentStringsW);
EXPORT_AS(kernelbase, "GetEnvironmentStringsW", GetEnvironmentStringsW);

/**
 * FreeEnvironmentStringsA(), FreeEnvironmentStringsW() - free what GetEnvironmentStrings() gave
 * @block: NULL is fine
 *
 * Return: TRUE.
 * Source: learn.microsoft.com, processenv/nf-processenv-freeenvironmentstringsa
 */
BOOL WINAPI API(FreeEnvironmentStringsA)(LPSTR block)
{
    free(block);
    return win32_bool(0);
}
EXPORT(kernel32, FreeEnvironmentStringsA);
EXPORT_AS(kernelbase, "FreeEnvironmentStringsA", FreeEnvironmentStringsA);

BOOL WINAPI API(FreeEnvironmentStringsW)(LPWSTR block)
{
    free(block);
    return win32_bool(0);
}
EXPORT(kernel32, FreeEnvironmentStringsW);
EXPORT_AS(kernelbase, "FreeEnvironmentStringsW", FreeEnvironmentStringsW);

/**
 * SetEnvironmentStringsW() - replace the whole environment
 * @block: "NAME=value" strings, each with its NUL, one more NUL at the end
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for NULL or a string without "=".
 * Source: learn.microsoft.com, processenv/nf-processenv-setenvironmentstringsw
 */
BOOL WINAPI API(SetEnvironmentStringsW)(LPWSTR block)
{
    if (!block)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return win32_bool(environment_replace(block));
}
EXPORT(kernel32, SetEnvironmentStringsW);
EXPORT_AS(kernelbase, "SetEnvironmentStringsW", SetEnvironmentStringsW);

/**
 * ExpandEnvironmentStringsA(), ExpandEnvironmentStringsW() - replace each %NAME% by its value
 * @source: names that don't exist stay as they are
 * @buffer: written; stays untouched when it is too small; NULL asks for the size
 * @room: size of @buffer in characters
 *
 * Return: size with the NUL, whether it fitted or not; 0 with ERROR_INVALID_PARAMETER for a NULL
 * @source, ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, processenv/nf-processenv-expandenvironmentstringsa
 */
DWORD WINAPI API(ExpandEnvironmentStringsA)(LPCSTR source, LPSTR buffer, DWORD room)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(source), *text = NULL;
    int result = wide ? environment_expand(wide, &text) : -EINVAL;
    DWORD length;

    if (result < 0)
        return win32_fail(win32_error(result), 0);
    length = outstr_utf8(text, wstr_length(text), buffer, room);
    surface_succeeded();
    return length < room && buffer ? length + 1 : length;
}
EXPORT(kernel32, ExpandEnvironmentStringsA);
EXPORT_AS(kernelbase, "ExpandEnvironmentStringsA", ExpandEnvironmentStringsA);

DWORD WINAPI API(ExpandEnvironmentStringsW)(LPCWSTR source, LPWSTR buffer, DWORD room)
{
    AUTOFREE WCHAR *text = NULL;
    int result = source ? environment_expand(source, &text) : -EINVAL;

    if (result < 0)
        return win32_fail(win32_error(result), 0);
    outstr_wide(text, wstr_length(text), buffer, room);
    surface_succeeded();
    return (DWORD)wstr_length(text) + 1;
}
EXPORT(kernel32, ExpandEnvironmentStringsW);
EXPORT_AS(kernelbase, "ExpandEnvironmentStringsW", ExpandEnvironmentStringsW);

/* Index of the last component. */
static size_t file_part(const WCHAR *path)
{
    size_t part = 0;

    for (size_t i = 0; path[i]; i++)
        if (path[i] == '\\')
            part = i + 1;
    return part;
}

/**
 * SearchPathA(), SearchPathW() - find a file in a list of folders
 * @path: folders between semicolons; NULL: the program's folder, the current one, the system
 *        folder, the Windows folder, then PATH
 * @name: file name; a full path, or one that begins with "." or "..", isn't searched for
 * @extension: with its period, added when @name has none; NULL is fine
 * @room: size of @buffer in characters
 * @buffer: written; stays untouched when it is too small
 * @ret_part: the last component in @buffer; NULL is fine
 *
 * Return: length without the NUL; the size that is needed, with it, when @room is too small; 0
 * with ERROR_FILE_NOT_FOUND, or ERROR_INVALID_PARAMETER for a NULL or empty @name.
 * Differs: SafeProcessSearchMode isn't looked at.
 * Source: learn.microsoft.com, processenv/nf-processenv-searchpatha
 */
DWORD WINAPI API(SearchPathA)(LPCSTR path, LPCSTR name, LPCSTR extension, DWORD room, LPSTR buffer,
                              LPSTR *ret_part)
{
    AUTOFREE WCHAR *wide_path = utf8_dup_wide(path), *wide_name = utf8_dup_wide(name);
    AUTOFREE WCHAR *wide_extension = utf8_dup_wide(extension), *full = NULL;
    DWORD length;
    int result;

    if (!wide_name || !*wide_name)
        return win32_fail(ERROR_INVALID_PARAMETER, 0);
    result = environment_search(wide_path, wide_name, wide_extension, &full);
    if (result < 0)
        return win32_fail(win32_error(result), 0);
    length = outstr_utf8(full, wstr_length(full), buffer, room);
    if (length < room && buffer && ret_part)
        *ret_part = buffer + wchars_to_utf8(full, file_part(full), NULL, 0);
    surface_succeeded();
    return length;
}
EXPORT(kernel32, SearchPathA);
EXPORT_AS(kernelbase, "SearchPathA", SearchPathA);

DWORD WINAPI API(SearchPathW)(LPCWSTR path, LPCWSTR name, LPCWSTR extension, DWORD room,
                              LPWSTR buffer, LPWSTR *ret_part)
{
    AUTOFREE WCHAR *full = NULL;
    DWORD length;
    int result;

    if (!name || !*name)
        return win32_fail(ERROR_INVALID_PARAMETER, 0);
    result = environment_search(path, name, extension, &full);
    if (result < 0)
        return win32_fail(win32_error(result), 0);
    length = outstr_wide(full, wstr_length(full), buffer, room);
    if (length < room && buffer && ret_part)
        *ret_part = buffer + file_part(full);
    surface_succeeded();
    return length;
}
EXPORT(kernel32, SearchPathW);
EXPORT_AS(kernelbase, "SearchPathW", SearchPathW);

static BOOL need_current_directory(const WCHAR *name)
{
    AUTOFREE WCHAR *value = NULL;

    for (; name && *name; name++)
        if (*name == '\\')
            return TRUE;
    return environment_get(u"NoDefaultCurrentDirectoryInExePath", &value) < 0;
}

/**
 * NeedCurrentDirectoryForExePathA(), NeedCurrentDirectoryForExePathW() - whether a search for a
 * program includes the current folder
 * @name: program
 *
 * Return: TRUE for a name with a backslash, or unless the environment has
 * NoDefaultCurrentDirectoryInExePath.
 * Source: learn.microsoft.com, processenv/nf-processenv-needcurrentdirectoryforexepatha
 */
BOOL WINAPI API(NeedCurrentDirectoryForExePathA)(LPCSTR name)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(name);

    return need_current_directory(wide);
}
EXPORT(kernel32, NeedCurrentDirectoryForExePathA);
EXPORT_AS(kernelbase, "NeedCurrentDirectoryForExePathA", NeedCurrentDirectoryForExePathA);

BOOL WINAPI API(NeedCurrentDirectoryForExePathW)(LPCWSTR name)
{
    return need_current_directory(name);
}
EXPORT(kernel32, NeedCurrentDirectoryForExePathW);
EXPORT_AS(kernelbase, "NeedCurrentDirectoryForExePathW", NeedCurrentDirectoryForExePathW);
