/* SPDX-License-Identifier: MIT */
/*
 * dll-directory.h - folders that a program adds to the search for DLLs
 *
 * SetDllDirectory()'s one folder, AddDllDirectory()'s many, and which groups of
 * folders SetDefaultDllDirectories() has chosen.
 */
#ifndef WINSHIM_DLL_DIRECTORY_H
#define WINSHIM_DLL_DIRECTORY_H

#include "abi.h"

/**
 * dll_directory_add() - add a folder
 * @path: absolute Windows or Unix path of a folder that is there
 * @ret_cookie: for dll_directory_remove()
 *
 * Return: 0; -EINVAL for NULL and for a path that isn't absolute; -ENOENT; -ENOMEM.
 */
int dll_directory_add(const WCHAR *path, void **ret_cookie);

/** dll_directory_remove() - take a folder out again. Return: 0; -EINVAL for an unknown cookie. */
int dll_directory_remove(void *cookie);

/**
 * dll_directory_set() - the one folder of SetDllDirectory()
 * @path: kept as given; "" for none; NULL is the default again
 *
 * Return: 0; -ENOMEM.
 */
int dll_directory_set(const WCHAR *path);

/** dll_directory_get() - a malloc'ed copy of that folder, "" when there is none; NULL: no memory */
WCHAR *dll_directory_get(void);

/** dll_directory_set_default() - LOAD_LIBRARY_SEARCH_* for loads that name none. Return: 0; -EINVAL
 */
int dll_directory_set_default(DWORD flags);

/** dll_directory_default() - those flags; 0 when they were never set */
DWORD dll_directory_default(void);

/**
 * dll_directory_visit() - call @visit with each added folder until it returns true
 * @visit: gets a Unix path and its length
 *
 * Return: whether @visit did.
 */
bool dll_directory_visit(bool (*visit)(void *context, const char *folder, size_t length),
                         void *context);

#endif
