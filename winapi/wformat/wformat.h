/* SPDX-License-Identifier: MIT */
/*
 * wformat.h - the formatter of wsprintf, which is not the one of printf
 *
 * No '*', no floating point, no octal; an unknown type character stands for
 * itself. Arguments come through a function of the caller, since a list of
 * arguments looks different in each calling convention.
 */
#ifndef WINSHIM_WFORMAT_H
#define WINSHIM_WFORMAT_H

#include "shim/abi.h"

#define WFORMAT_LIMIT 1024u /* characters that wsprintf writes at most, with the NUL */

struct wformat_arguments {
    uint64_t (*next)(void *list); /* the next argument as 8 bytes; upper bytes may be anything */
    void *list;
};

/**
 * wformat_wide() - format into UTF-16
 * @out: room for @room wchars
 * @room: at least 1, NUL included
 * @format: NUL-terminated
 * @arguments: where the arguments come from
 * @ret_length: wchars that the whole text needs, without the NUL; or NULL
 *
 * The text is cut to @room and always ends with a NUL.
 *
 * Return: wchars written, without the NUL.
 */
int wformat_wide(WCHAR *out, size_t room, const WCHAR *format, struct wformat_arguments *arguments,
                 size_t *ret_length);

/** wformat_narrow() - the same into UTF-8 bytes; a cut never splits a character */
int wformat_narrow(char *out, size_t room, const char *format, struct wformat_arguments *arguments,
                   size_t *ret_length);

#endif
