/* SPDX-License-Identifier: MIT */
/* search.h - looks for a file in a list of folders, as SearchPath does */
#ifndef WINSHIM_SEARCH_H
#define WINSHIM_SEARCH_H

#include "shim/abi.h"

/**
 * environment_search() - find a file
 * @folders: folders between semicolons; NULL: the program's folder, the current one, the system
 *           folder, the Windows folder, then PATH, whose folders may stand between colons too
 * @name: a full path, or one that begins with "." or "..", is looked at only where it says
 * @extension: ".exe", added when @name has none; NULL is fine
 * @ret_full: malloc'ed full Windows path
 *
 * Return: 0; -ENOENT; -ENOMEM.
 * Source: learn.microsoft.com, processenv/nf-processenv-searchpathw
 */
int environment_search(const WCHAR *folders, const WCHAR *name, const WCHAR *extension,
                       WCHAR **ret_full);

#endif
