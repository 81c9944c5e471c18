/* SPDX-License-Identifier: MIT */
/* shared-name.h - from an object's name to the file that stands for it */
#ifndef WINSHIM_SYNC_SHARED_NAME_H
#define WINSHIM_SYNC_SHARED_NAME_H

#include "shim/abi.h"

/**
 * shared_name_path() - the file of a name; its directory exists afterwards
 * @name: UTF-16, not empty; "Global\" and "Local\" are understood, case counts
 * @ret_path: malloc'ed on success
 *
 * Return: 0; ENGINE_WIN32(ERROR_PATH_NOT_FOUND), ENGINE_WIN32(ERROR_INVALID_NAME), see
 * sync_create(); -EACCES when the directory can't be made or belongs to somebody else; -ENOMEM.
 */
int shared_name_path(const WCHAR *name, char **ret_path);

#endif
