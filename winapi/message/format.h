/* SPDX-License-Identifier: MIT */
/*
 * format.h - message definitions with their escapes and inserts, as FormatMessage takes them
 */
#ifndef WINSHIM_MESSAGE_FORMAT_H
#define WINSHIM_MESSAGE_FORMAT_H

#include "shim/abi.h"

/* The longest message that FormatMessage makes, 128K bytes. */
#define MESSAGE_MAX_WCHARS 65536u

/* Where inserts come from: @array, or one after the other from @list through @next. */
struct message_arguments {
    const uintptr_t *array;
    uintptr_t (*next)(void *list); /* made by the surface, which knows its va_list */
    void *list;
    bool narrow; /* plain strings and characters are UTF-8, as for an A function */

    /* Filled by message_format(): what came from @list so far. */
    uintptr_t fetched[256];
    unsigned fetched_count;
    unsigned shift; /* asterisks before, which take a value each but no insert number */
};

/**
 * message_format() - format a message definition
 * @text: definition
 * @flags: FORMAT_MESSAGE_IGNORE_INSERTS and the line width in the low byte count
 * @arguments: NULL when there are none
 * @ret_text: malloc'ed, NUL-terminated
 * @ret_wchars: length without the NUL
 *
 * Return: 0; -EINVAL for an escape that isn't complete or an insert without arguments;
 * ENGINE_WIN32(ERROR_MORE_DATA) beyond MESSAGE_MAX_WCHARS; -ENOMEM.
 * Source: learn.microsoft.com, winbase/nf-winbase-formatmessagew
 */
int message_format(const WCHAR *text, DWORD flags, struct message_arguments *arguments,
                   WCHAR **ret_text, size_t *ret_wchars);

/**
 * message_insert() - one insert, formatted
 * @number: 1 to 99
 * @format: what stands between the exclamation marks, @format_wchars long; "s" for none
 * @ret_text: malloc'ed, NUL-terminated
 *
 * Return: 0; -EINVAL for a format that isn't one; -ENOMEM.
 */
int message_insert(struct message_arguments *arguments, unsigned number, const WCHAR *format,
                   size_t format_wchars, WCHAR **ret_text);

/**
 * message_system_text() - the system's text for a Win32 error code or HRESULT
 * @code: HRESULTs of FACILITY_WIN32 have their Win32 code's text
 *
 * Return: static UTF-8 without a final line break; NULL when there is none.
 * Source: learn.microsoft.com, debug/system-error-codes
 */
const char *message_system_text(DWORD code);

#endif
