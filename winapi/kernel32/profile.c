/* SPDX-License-Identifier: MIT */
/*
 * profile.c - kernel32: initialization files (.ini)
 *
 * The pages name winbase.h for all of these; they are many enough for a file of
 * their own.
 */
#include <stdlib.h>
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/profile/profile.h"

/* A string whose copy could not be made must not pass for NULL, which has a meaning here. */
static bool lost(const char *s, const WCHAR *copy)
{
    return s && !copy;
}

static INT out_wide(int result, struct profile_text *text, WCHAR *out, DWORD room)
{
    DWORD length = profile_text_copy(text, out, room);

    profile_text_finish(text);
    if (result)
        set_last_error(win32_error(result));
    else
        surface_succeeded();
    return (INT)length;
}

static INT out_utf8(int result, struct profile_text *text, char *out, DWORD room)
{
    DWORD length = profile_text_copy_utf8(text, out, room);

    profile_text_finish(text);
    if (result)
        set_last_error(win32_error(result));
    else
        surface_succeeded();
    return (INT)length;
}

/* With everything NULL a write only flushes; the page has it return FALSE and names no error. */
static BOOL flushed(void)
{
    surface_succeeded();
    return FALSE;
}

/**
 * GetPrivateProfileStringA(), GetPrivateProfileStringW() - a value, or a list of names
 * @section: section; NULL: the names of all sections are read
 * @key: key; NULL: the names of all keys of @section are read
 * @fallback: read when the key isn't there, without its final spaces; NULL is ""
 * @out: buffer of @room characters; NULL: nothing is written
 * @file: path; a bare name lies in the Windows directory, NULL is win.ini
 *
 * Quotation marks around a value are dropped. Names in a list end with a NUL each, the list with
 * one more.
 *
 * Return: characters without the NUL; @room - 1 when a value was cut, @room - 2 when a list was.
 * When the fallback was read, the last error is ERROR_FILE_NOT_FOUND (no such file, section or
 * key) or what reading the file failed with.
 * Source: learn.microsoft.com, winbase/nf-winbase-getprivateprofilestringw
 */
INT WINAPI API(GetPrivateProfileStringW)(LPCWSTR section, LPCWSTR key, LPCWSTR fallback, LPWSTR out,
                                         UINT room, LPCWSTR file)
{
    struct profile_text text;
    int result = profile_read(section, key, fallback, file, &text);

    return out_wide(result, &text, out, room);
}
EXPORT(kernel32, GetPrivateProfileStringW);

INT WINAPI API(GetPrivateProfileStringA)(LPCSTR section, LPCSTR key, LPCSTR fallback, LPSTR out,
                                         UINT room, LPCSTR file)
{
    AUTOFREE WCHAR *wide_section = utf8_dup_wide(section), *wide_key = utf8_dup_wide(key),
                   *wide_fallback = utf8_dup_wide(fallback), *wide_file = utf8_dup_wide(file);
    struct profile_text text;
    int result;

    if (lost(section, wide_section) || lost(key, wide_key) || lost(file, wide_file))
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    result = profile_read(wide_section, wide_key, wide_fallback, wide_file, &text);
    return out_utf8(result, &text, out, room);
}
EXPORT(kernel32, GetPrivateProfileStringA);

/**
 * GetPrivateProfileSectionA(), GetPrivateProfileSectionW() - the lines of a section
 * @section: section
 * @out: buffer of @room characters for "key=value" strings, the list ends with a second NUL
 * @file: as for GetPrivateProfileString()
 *
 * Comments are left out; quotation marks stay.
 *
 * Return: characters without the last NUL; @room - 2 when the list was cut; 0 with
 * ERROR_FILE_NOT_FOUND for a missing file or section, ERROR_INVALID_PARAMETER without @section.
 * Source: learn.microsoft.com, winbase/nf-winbase-getprivateprofilesectionw
 */
INT WINAPI API(GetPrivateProfileSectionW)(LPCWSTR section, LPWSTR out, DWORD room, LPCWSTR file)
{
    struct profile_text text;
    int result = profile_read_section(section, file, &text);

    return out_wide(result, &text, out, room);
}
EXPORT(kernel32, GetPrivateProfileSectionW);

INT WINAPI API(GetPrivateProfileSectionA)(LPCSTR section, LPSTR out, DWORD room, LPCSTR file)
{
    AUTOFREE WCHAR *wide_section = utf8_dup_wide(section), *wide_file = utf8_dup_wide(file);
    struct profile_text text;
    int result;

    if (lost(section, wide_section) || lost(file, wide_file))
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    result = profile_read_section(wide_section, wide_file, &text);
    return out_utf8(result, &text, out, room);
}
EXPORT(kernel32, GetPrivateProfileSectionA);

/**
 * GetPrivateProfileSectionNamesA(), GetPrivateProfileSectionNamesW() - the sections of a file
 * @out: buffer of @room characters for the names, each with a NUL, then a second NUL
 * @file: as for GetPrivateProfileString()
 *
 * Return: characters without the last NUL; @room - 2 when the list was cut; 0 with
 * ERROR_FILE_NOT_FOUND for a missing file.
 * Source: learn.microsoft.com, winbase/nf-winbase-getprivateprofilesectionnamesw
 */
DWORD WINAPI API(GetPrivateProfileSectionNamesW)(LPWSTR out, DWORD room, LPCWSTR file)
{
    struct profile_text text;
    int result = profile_read(NULL, NULL, NULL, file, &text);

    return out_wide(result, &text, out, room);
}
EXPORT(kernel32, GetPrivateProfileSectionNamesW);

DWORD WINAPI API(GetPrivateProfileSectionNamesA)(LPSTR out, DWORD room, LPCSTR file)
{
    AUTOFREE WCHAR *wide_file = utf8_dup_wide(file);
    struct profile_text text;
    int result;

    if (lost(file, wide_file))
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    result = profile_read(NULL, NULL, NULL, wide_file, &text);
    return out_utf8(result, &text, out, room);
}
EXPORT(kernel32, GetPrivateProfileSectionNamesA);

/**
 * GetPrivateProfileIntA(), GetPrivateProfileIntW() - a value as a number
 * @section: section
 * @key: key
 * @fallback: returned when the key isn't there or has no value
 * @file: as for GetPrivateProfileString()
 *
 * Digits end at the first other character. A minus sign and the prefixes 0x, 0o and 0b count
 * (observed: tests/conformance/kernel32/profile.c).
 *
 * Return: the number; @fallback with ERROR_FILE_NOT_FOUND, or with ERROR_INVALID_PARAMETER for a
 * NULL name.
 * Source: learn.microsoft.com, winbase/nf-winbase-getprivateprofileint
 */
UINT WINAPI API(GetPrivateProfileIntW)(LPCWSTR section, LPCWSTR key, INT fallback, LPCWSTR file)
{
    UINT value;
    int result = profile_read_integer(section, key, fallback, file, &value);

    win32_bool(result);
    return value;
}
EXPORT(kernel32, GetPrivateProfileIntW);

UINT WINAPI API(GetPrivateProfileIntA)(LPCSTR section, LPCSTR key, INT fallback, LPCSTR file)
{
    AUTOFREE WCHAR *wide_section = utf8_dup_wide(section), *wide_key = utf8_dup_wide(key),
                   *wide_file = utf8_dup_wide(file);
    UINT value;
    int result;

    if (lost(file, wide_file))
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, (UINT)fallback);
    result = profile_read_integer(wide_section, wide_key, fallback, wide_file, &value);
    win32_bool(result);
    return value;
}
EXPORT(kernel32, GetPrivateProfileIntA);

/**
 * GetPrivateProfileStructA(), GetPrivateProfileStructW() - bytes that were stored as a structure
 * @section: section
 * @key: key
 * @data: @bytes long, untouched on failure
 * @bytes: exactly as many as were stored
 * @file: as for GetPrivateProfileString()
 *
 * Return: TRUE; FALSE with ERROR_FILE_NOT_FOUND, ERROR_BAD_LENGTH for another size,
 * ERROR_INVALID_DATA for a wrong checksum, ERROR_INVALID_PARAMETER for NULLs.
 * Source: learn.microsoft.com, winbase/nf-winbase-getprivateprofilestructw
 */
BOOL WINAPI API(GetPrivateProfileStructW)(LPCWSTR section, LPCWSTR key, LPVOID data, UINT bytes,
                                          LPCWSTR file)
{
    return win32_bool(profile_read_struct(section, key, data, bytes, file));
}
EXPORT(kernel32, GetPrivateProfileStructW);

BOOL WINAPI API(GetPrivateProfileStructA)(LPCSTR section, LPCSTR key, LPVOID data, UINT bytes,
                                          LPCSTR file)
{
    AUTOFREE WCHAR *wide_section = utf8_dup_wide(section), *wide_key = utf8_dup_wide(key),
                   *wide_file = utf8_dup_wide(file);

    if (lost(file, wide_file))
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, FALSE);
    return win32_bool(profile_read_struct(wide_section, wide_key, data, bytes, wide_file));
}
EXPORT(kernel32, GetPrivateProfileStructA);

/**
 * WritePrivateProfileStringA(), WritePrivateProfileStringW() - set or remove a key
 * @section: section, made at the end of the file when it isn't there
 * @key: key; NULL: the whole section is removed
 * @value: NULL: the key is removed
 * @file: as for GetPrivateProfileString(); made when it isn't there, its folder isn't
 *
 * A file that starts with a UTF-16 byte order mark stays UTF-16, others are UTF-8. All other
 * lines stay as they are. Other processes see the file before or after the change.
 *
 * Return: TRUE, also when there was nothing to remove; FALSE with no error when @section,
 * @key and @value are NULL (a flush), ERROR_FILE_NOT_FOUND for a NULL @section otherwise,
 * ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED, or another error of writing.
 * Source: learn.microsoft.com, winbase/nf-winbase-writeprivateprofilestringw
 */
BOOL WINAPI API(WritePrivateProfileStringW)(LPCWSTR section, LPCWSTR key, LPCWSTR value,
                                            LPCWSTR file)
{
    if (!section && !key && !value)
        return flushed();
    return win32_bool(profile_write(section, key, value, file));
}
EXPORT(kernel32, WritePrivateProfileStringW);

BOOL WINAPI API(WritePrivateProfileStringA)(LPCSTR section, LPCSTR key, LPCSTR value, LPCSTR file)
{
    AUTOFREE WCHAR *wide_section = utf8_dup_wide(section), *wide_key = utf8_dup_wide(key),
                   *wide_value = utf8_dup_wide(value), *wide_file = utf8_dup_wide(file);

    if (!section && !key && !value)
        return flushed();
    if (lost(section, wide_section) || lost(key, wide_key) || lost(value, wide_value) ||
        lost(file, wide_file))
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, FALSE);
    return win32_bool(profile_write(wide_section, wide_key, wide_value, wide_file));
}
EXPORT(kernel32, WritePrivateProfileStringA);

/* The strings of a list with both its final NULs, as one UTF-16 block. */
static WCHAR *list_dup_wide(const char *list)
{
    size_t bytes = 0, wchars;
    WCHAR *copy;

    if (!list)
        return NULL;
    while (list[bytes])
        bytes += strlen(list + bytes) + 1;
    wchars = utf8_to_wchars(list, bytes, NULL, 0);
    copy = malloc((wchars + 1) * sizeof(WCHAR));
    if (copy) {
        utf8_to_wchars(list, bytes, copy, wchars);
        copy[wchars] = 0;
    }
    return copy;
}

/**
 * WritePrivateProfileSectionA(), WritePrivateProfileSectionW() - replace the keys of a section
 * @section: section, made at the end of the file when it isn't there
 * @lines: "key=value" strings with a NUL each, then a second NUL; NULL: the section is removed
 * @file: as for WritePrivateProfileString()
 *
 * Comments in the section stay; the new lines take the places of the old ones in order.
 *
 * Return: TRUE; FALSE with no error when @section and @lines are NULL (a flush),
 * ERROR_INVALID_PARAMETER for a NULL @section otherwise, or an error of writing.
 * Source: learn.microsoft.com, winbase/nf-winbase-writeprivateprofilesectionw
 */
BOOL WINAPI API(WritePrivateProfileSectionW)(LPCWSTR section, LPCWSTR lines, LPCWSTR file)
{
    if (!section && !lines)
        return flushed();
    return win32_bool(profile_write_section(section, lines, file));
}
EXPORT(kernel32, WritePrivateProfileSectionW);

BOOL WINAPI API(WritePrivateProfileSectionA)(LPCSTR section, LPCSTR lines, LPCSTR file)
{
    AUTOFREE WCHAR *wide_section = utf8_dup_wide(section), *wide_lines = list_dup_wide(lines),
                   *wide_file = utf8_dup_wide(file);

    if (!section && !lines)
        return flushed();
    if (lost(section, wide_section) || lost(lines, wide_lines) || lost(file, wide_file))
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, FALSE);
    return win32_bool(profile_write_section(wide_section, wide_lines, wide_file));
}
EXPORT(kernel32, WritePrivateProfileSectionA);

/**
 * WritePrivateProfileStructA(), WritePrivateProfileStructW() - store bytes as digits and checksum
 * @section: section
 * @key: key; NULL: the whole section is removed
 * @data: @bytes long; NULL: the key is removed
 * @file: as for WritePrivateProfileString()
 *
 * Return: TRUE; FALSE with no error when @section, @key and @data are NULL (a flush), or an
 * error as WritePrivateProfileString().
 * Source: learn.microsoft.com, winbase/nf-winbase-writeprivateprofilestructw
 */
BOOL WINAPI API(WritePrivateProfileStructW)(LPCWSTR section, LPCWSTR key, LPVOID data, UINT bytes,
                                            LPCWSTR file)
{
    if (!section && !key && !data)
        return flushed();
    return win32_bool(profile_write_struct(section, key, data, bytes, file));
}
EXPORT(kernel32, WritePrivateProfileStructW);

BOOL WINAPI API(WritePrivateProfileStructA)(LPCSTR section, LPCSTR key, LPVOID data, UINT bytes,
                                            LPCSTR file)
{
    AUTOFREE WCHAR *wide_section = utf8_dup_wide(section), *wide_key = utf8_dup_wide(key),
                   *wide_file = utf8_dup_wide(file);

    if (!section && !key && !data)
        return flushed();
    if (lost(section, wide_section) || lost(key, wide_key) || lost(file, wide_file))
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, FALSE);
    return win32_bool(profile_write_struct(wide_section, wide_key, data, bytes, wide_file));
}
EXPORT(kernel32, WritePrivateProfileStructA);

/**
 * GetProfileStringA(), GetProfileStringW() - a value of win.ini, or a list of names
 *
 * As the private function of win.ini in the Windows directory.
 *
 * Return: as GetPrivateProfileString().
 * Source: learn.microsoft.com, winbase/nf-winbase-getprofilestringw
 */
INT WINAPI API(GetProfileStringW)(LPCWSTR section, LPCWSTR key, LPCWSTR fallback, LPWSTR out,
                                  UINT room)
{
    return API(GetPrivateProfileStringW)(section, key, fallback, out, room, NULL);
}
EXPORT(kernel32, GetProfileStringW);

INT WINAPI API(GetProfileStringA)(LPCSTR section, LPCSTR key, LPCSTR fallback, LPSTR out, UINT room)
{
    return API(GetPrivateProfileStringA)(section, key, fallback, out, room, NULL);
}
EXPORT(kernel32, GetProfileStringA);

/**
 * GetProfileSectionA(), GetProfileSectionW() - the lines of a section of win.ini
 *
 * As the private function of win.ini in the Windows directory.
 *
 * Return: as GetPrivateProfileSection().
 * Source: learn.microsoft.com, winbase/nf-winbase-getprofilesectionw
 */
INT WINAPI API(GetProfileSectionW)(LPCWSTR section, LPWSTR out, DWORD room)
{
    return API(GetPrivateProfileSectionW)(section, out, room, NULL);
}
EXPORT(kernel32, GetProfileSectionW);

INT WINAPI API(GetProfileSectionA)(LPCSTR section, LPSTR out, DWORD room)
{
    return API(GetPrivateProfileSectionA)(section, out, room, NULL);
}
EXPORT(kernel32, GetProfileSectionA);

/**
 * GetProfileIntA(), GetProfileIntW() - a value of win.ini as a number
 *
 * As the private function of win.ini in the Windows directory.
 *
 * Return: as GetPrivateProfileInt().
 * Source: learn.microsoft.com, winbase/nf-winbase-getprofileintw
 */
UINT WINAPI API(GetProfileIntW)(LPCWSTR section, LPCWSTR key, INT fallback)
{
    return API(GetPrivateProfileIntW)(section, key, fallback, NULL);
}
EXPORT(kernel32, GetProfileIntW);

UINT WINAPI API(GetProfileIntA)(LPCSTR section, LPCSTR key, INT fallback)
{
    return API(GetPrivateProfileIntA)(section, key, fallback, NULL);
}
EXPORT(kernel32, GetProfileIntA);

/**
 * WriteProfileStringA(), WriteProfileStringW() - set or remove a key of win.ini
 *
 * As the private function of win.ini in the Windows directory.
 *
 * Return: as WritePrivateProfileString().
 * Source: learn.microsoft.com, winbase/nf-winbase-writeprofilestringw
 */
BOOL WINAPI API(WriteProfileStringW)(LPCWSTR section, LPCWSTR key, LPCWSTR value)
{
    return API(WritePrivateProfileStringW)(section, key, value, NULL);
}
EXPORT(kernel32, WriteProfileStringW);

BOOL WINAPI API(WriteProfileStringA)(LPCSTR section, LPCSTR key, LPCSTR value)
{
    return API(WritePrivateProfileStringA)(section, key, value, NULL);
}
EXPORT(kernel32, WriteProfileStringA);

/**
 * WriteProfileSectionA(), WriteProfileSectionW() - replace the keys of a section of win.ini
 *
 * As the private function of win.ini in the Windows directory.
 *
 * Return: as WritePrivateProfileSection().
 * Source: learn.microsoft.com, winbase/nf-winbase-writeprofilesectionw
 */
BOOL WINAPI API(WriteProfileSectionW)(LPCWSTR section, LPCWSTR lines)
{
    return API(WritePrivateProfileSectionW)(section, lines, NULL);
}
EXPORT(kernel32, WriteProfileSectionW);

BOOL WINAPI API(WriteProfileSectionA)(LPCSTR section, LPCSTR lines)
{
    return API(WritePrivateProfileSectionA)(section, lines, NULL);
}
EXPORT(kernel32, WriteProfileSectionA);
