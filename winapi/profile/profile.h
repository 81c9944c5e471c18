/* SPDX-License-Identifier: MIT */
/*
 * profile.h - the profile functions' engine: strings of initialization files
 *
 * @file is a Windows or Unix path; a bare name lies in C:\windows, NULL is
 * win.ini. Names of sections and keys are compared without case. No registry
 * mapping (IniFileMapping) takes place.
 */
#ifndef WINSHIM_PROFILE_H
#define WINSHIM_PROFILE_H

#include "shim/abi.h"

/* What was read. Lists are strings with a NUL each; their end has no second NUL. */
struct profile_text {
    WCHAR *text; /* malloc'ed, NULL when empty; never NUL-terminated */
    size_t wchars;
    bool list;
};

/** profile_text_finish() - free what was read */
void profile_text_finish(struct profile_text *text);

/**
 * profile_text_copy() - hand out what was read, as the functions' pages promise it
 * @out: buffer of @room wchars (bytes for the UTF-8 form); NULL or no room: nothing is written
 *
 * A string that doesn't fit is cut, with a NUL: @room - 1. A list ends with two NULs; one that
 * doesn't fit is cut: @room - 2.
 *
 * Return: units written, without the NUL (the last NUL of a list).
 */
DWORD profile_text_copy(const struct profile_text *text, WCHAR *out, DWORD room);

/** profile_text_copy_utf8() - the same in UTF-8; a cut may go through a character */
DWORD profile_text_copy_utf8(const struct profile_text *text, char *out, DWORD room);

/**
 * profile_read() - a value, the keys of a section, or the sections of a file
 * @section: NULL: names of all sections
 * @key: NULL: names of all keys of the section
 * @fallback: what is read when there is no such key or section; NULL is ""; final spaces go
 * @ret_text: written always
 *
 * Return: 0; -ENOENT when the file, the section or the key is missing, then @ret_text has
 * @fallback; so it has with the error of reading the file.
 */
int profile_read(const WCHAR *section, const WCHAR *key, const WCHAR *fallback, const WCHAR *file,
                 struct profile_text *ret_text);

/**
 * profile_read_section() - the lines of a section without comments: "key=value"
 * @ret_text: written always
 *
 * Return: 0; -ENOENT for a missing file or section; -EINVAL without @section; other errors of
 * reading.
 */
int profile_read_section(const WCHAR *section, const WCHAR *file, struct profile_text *ret_text);

/**
 * profile_read_integer() - a key's value as a number
 *
 * Decimal, or 0x, 0o, 0b; a sign counts and digits end at the first other character.
 *
 * Return: 0; errors as profile_read(), @ret_value is @fallback then and for an empty value.
 */
int profile_read_integer(const WCHAR *section, const WCHAR *key, int fallback, const WCHAR *file,
                         UINT *ret_value);

/**
 * profile_write() - set or remove a key
 * @key: NULL: remove the section
 * @value: NULL: remove the key
 *
 * Return: 0; -ENOENT without @section; ENGINE_WIN32(ERROR_PATH_NOT_FOUND) for a missing folder;
 * -EISDIR, -EACCES and other errors of writing.
 */
int profile_write(const WCHAR *section, const WCHAR *key, const WCHAR *value, const WCHAR *file);

/**
 * profile_write_section() - replace the keys of a section
 * @lines: NUL-terminated strings up to an empty one; NULL: remove the section
 *
 * Return: 0; -EINVAL without @section; errors as profile_write().
 */
int profile_write_section(const WCHAR *section, const WCHAR *lines, const WCHAR *file);

/**
 * profile_read_struct() - bytes that profile_write_struct() stored
 * @data: @bytes long, untouched on failure
 *
 * Return: 0; -ENOENT; ENGINE_WIN32(ERROR_BAD_LENGTH) when another number of bytes is stored;
 * ENGINE_WIN32(ERROR_INVALID_DATA) when they or their checksum are damaged; -EINVAL for NULLs.
 */
int profile_read_struct(const WCHAR *section, const WCHAR *key, void *data, size_t bytes,
                        const WCHAR *file);

/** profile_write_struct() - store bytes as hexadecimal digits with a checksum; NULL removes */
int profile_write_struct(const WCHAR *section, const WCHAR *key, const void *data, size_t bytes,
                         const WCHAR *file);

#endif
