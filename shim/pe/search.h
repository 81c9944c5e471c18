/* SPDX-License-Identifier: MIT */
/* search.h - where the file of a module is: search order and overrides (DESIGN D2) */
#ifndef WINSHIM_PE_SEARCH_H
#define WINSHIM_PE_SEARCH_H

#include "shim/pe/image.h"

/* Which of the two kinds may answer for a name, in which order. */
struct search_order {
    bool builtin_first;
    bool builtin;
    bool native;
};

/**
 * search_order_of() - the order for a module name, from WINSHIM_OVERRIDES
 * @name: bare, with or without ".dll"
 *
 * WINSHIM_OVERRIDES is a list "name,name=order;name=order"; an order is n,b (native then
 * builtin), b,n, n, b, or empty (neither). A builtin comes first by default.
 */
struct search_order search_order_of(const char *name);

/**
 * search_file() - find a module's file
 * @name: UTF-8: a bare name, or a path in Windows' or Unix' spelling
 * @requester: the module that wants it, or NULL
 * @ret_path: malloc'ed Unix path on success
 * @ret_searched: malloc'ed list of the places searched, for messages, also on failure; or NULL
 *
 * A bare name without an extension gets ".dll". Case doesn't count.
 *
 * Return: 0; -ENOENT; -ENOMEM; what path_to_unix() returns for a path.
 */
int search_file(const char *name, const struct image *requester, char **ret_path,
                char **ret_searched);

/** search_set_program_folder() - the program's directory, for bare names */
void search_set_program_folder(const char *unix_folder);

#endif
