/* SPDX-License-Identifier: MIT */
/* formatmessage.c - kernel32: FormatMessage of winbase.h */
#include <stdlib.h>
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/heap/movable.h"
#include "winapi/message/format.h"
#include "winapi/outstr.h"

/* The va_list of this pass, one value at a time; all are pointers or integers in 8-byte slots. */
static uintptr_t next_argument(void *list)
{
    return va_arg(*(api_va_list *)list, uintptr_t);
}

static struct message_arguments arguments_of(DWORD flags, void *list, bool narrow)
{
    return (struct message_arguments){
        .array = flags & FORMAT_MESSAGE_ARGUMENT_ARRAY ? list : NULL,
        .next = next_argument,
        .list = list,
        .narrow = narrow,
    };
}

/* Neutral languages and English of the United States, the one that the texts are in. */
static bool language_known(DWORD language)
{
    return PRIMARYLANGID(language) == LANG_NEUTRAL || language == MAKELANGID(LANG_ENGLISH, 0) ||
           language == MAKELANGID(LANG_ENGLISH, SUBLANG_ENGLISH_US);
}

static int system_definition(DWORD id, DWORD language, WCHAR **ret_text)
{
    const char *text = message_system_text(id);
    AUTOFREE char *line = NULL;

    if (!text)
        return ENGINE_WIN32(ERROR_MR_MID_NOT_FOUND);
    if (!language_known(language))
        return ENGINE_WIN32(ERROR_RESOURCE_LANG_NOT_FOUND);
    line = malloc(strlen(text) + sizeof("\r\n"));
    if (line)
        stpcpy(stpcpy(line, text), "\r\n");
    *ret_text = utf8_dup_wide(line);
    return *ret_text ? 0 : -ENOMEM;
}

/* The message definition in UTF-16, malloc'ed. */
static int definition(DWORD flags, const void *source, bool narrow, DWORD id, DWORD language,
                      WCHAR **ret_text)
{
    if (flags & FORMAT_MESSAGE_FROM_STRING) {
        if (!source)
            return -EINVAL;
        *ret_text = narrow ? utf8_dup_wide(source) : wstr_dup(source);
        return *ret_text ? 0 : -ENOMEM;
    }
    if (flags & FORMAT_MESSAGE_FROM_SYSTEM)
        return system_definition(id, language, ret_text);
    return flags & FORMAT_MESSAGE_FROM_HMODULE ? ENGINE_WIN32(ERROR_RESOURCE_TYPE_NOT_FOUND)
                                               : -EINVAL;
}

static int format(DWORD flags, const void *source, DWORD id, DWORD language, void *list,
                  bool narrow, WCHAR **ret_text, size_t *ret_wchars)
{
    struct message_arguments arguments = arguments_of(flags, list, narrow);
    AUTOFREE WCHAR *text = NULL;
    int result = definition(flags, source, narrow, id, language, &text);

    if (result < 0)
        return result;
    result = message_format(text, flags, list ? &arguments : NULL, ret_text, ret_wchars);
    if (result == 0 && !*ret_wchars)
        return ENGINE_WIN32(ERROR_NO_WORK_DONE);
    return result;
}

/* LocalAlloc'ed copy of a result, at least @room characters of @unit bytes. */
static int allocate(const void *text, size_t length, size_t room, size_t unit, void **ret_buffer)
{
    size_t count = room > length + 1 ? room : length + 1;
    HANDLE buffer;
    int result = movable_alloc(LMEM_FIXED | LMEM_ZEROINIT, count * unit, &buffer);

    if (result < 0)
        return result;
    memcpy(buffer, text, length * unit);
    *ret_buffer = buffer;
    return 0;
}

/* The output's place is there; with ALLOCATE_BUFFER a failure leaves NULL in it. */
static DWORD check_buffer(DWORD flags, void *buffer)
{
    if (!(flags & FORMAT_MESSAGE_ALLOCATE_BUFFER))
        return buffer ? ERROR_SUCCESS : ERROR_INVALID_PARAMETER;
    if (!buffer)
        return ERROR_NOT_ENOUGH_MEMORY;
    *(void **)buffer = NULL;
    return ERROR_SUCCESS;
}

/**
 * FormatMessageA(), FormatMessageW() - a message's text with its inserts
 * @flags: FORMAT_MESSAGE_FROM_STRING, _FROM_SYSTEM or _FROM_HMODULE (then the system's messages
 *         with _FROM_SYSTEM too); _ALLOCATE_BUFFER, _IGNORE_INSERTS, _ARGUMENT_ARRAY; line width
 *         in the low byte, 255: no line breaks but %n
 * @source: string or module
 * @id: message of the system: a Win32 error code or HRESULT
 * @language: 0, neutral or US English
 * @buffer: written; with _ALLOCATE_BUFFER the address of a pointer, which LocalFree() takes
 * @room: size of @buffer, or least size to allocate, in characters
 * @list: va_list, or array of pointer-sized values with _ARGUMENT_ARRAY; NULL when there are none
 *
 * Return: characters without the NUL; 0 with ERROR_INVALID_PARAMETER (no source, an incomplete
 * escape, an insert without arguments, NULL), ERROR_INSUFFICIENT_BUFFER, ERROR_MORE_DATA
 * beyond 64K characters, ERROR_MR_MID_NOT_FOUND, ERROR_RESOURCE_LANG_NOT_FOUND,
 * ERROR_RESOURCE_TYPE_NOT_FOUND for a module, ERROR_NO_WORK_DONE for an empty text,
 * ERROR_NOT_ENOUGH_MEMORY.
 * Differs: message tables of modules aren't read yet; the A function counts width and precision
 * in UTF-16 units.
 * Source: learn.microsoft.com, winbase/nf-winbase-formatmessagea
 */
DWORD WINAPI API(FormatMessageA)(DWORD flags, LPCVOID source, DWORD id, DWORD language,
                                 LPSTR buffer, DWORD room, __ms_va_list *list)
{
    AUTOFREE WCHAR *wide = NULL;
    AUTOFREE char *text = NULL;
    DWORD error = check_buffer(flags, buffer);
    size_t wchars, bytes;
    int result;

    if (error)
        return win32_fail(error, 0);
    result = format(flags, source, id, language, list, true, &wide, &wchars);
    if (result < 0)
        return win32_fail(win32_error(result), 0);
    text = wide_dup_utf8(wide);
    if (!text)
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    bytes = strlen(text);
    if (flags & FORMAT_MESSAGE_ALLOCATE_BUFFER)
        result = allocate(text, bytes, room, 1, (void **)buffer);
    else if (outstr_utf8(wide, wchars, buffer, room) > bytes)
        result = -ERANGE;
    return win32_bool(result) ? (DWORD)bytes : 0;
}
EXPORT(kernel32, FormatMessageA);
EXPORT_AS(kernelbase, "FormatMessageA", FormatMessageA);

DWORD WINAPI API(FormatMessageW)(DWORD flags, LPCVOID source, DWORD id, DWORD language,
                                 LPWSTR buffer, DWORD room, __ms_va_list *list)
{
    AUTOFREE WCHAR *text = NULL;
    DWORD error = check_buffer(flags, buffer);
    size_t wchars;
    int result;

    if (error)
        return win32_fail(error, 0);
    result = format(flags, source, id, language, list, false, &text, &wchars);
    if (result < 0)
        return win32_fail(win32_error(result), 0);
    if (flags & FORMAT_MESSAGE_ALLOCATE_BUFFER)
        result = allocate(text, wchars, room, sizeof(WCHAR), (void **)buffer);
    else if (outstr_wide(text, wchars, buffer, room) > wchars)
        result = -ERANGE;
    return win32_bool(result) ? (DWORD)wchars : 0;
}
EXPORT(kernel32, FormatMessageW);
EXPORT_AS(kernelbase, "FormatMessageW", FormatMessageW);
