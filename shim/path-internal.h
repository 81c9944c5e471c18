/* SPDX-License-Identifier: MIT */
/* path-internal.h - what the parts of the path code share: drives and the look-up without case */
#ifndef WINSHIM_PATH_INTERNAL_H
#define WINSHIM_PATH_INTERNAL_H

#include "abi.h"

/**
 * path_drive_root() - the folder that a drive letter stands for
 * @letter: either case
 * @ret_root: malloc'ed on success, no final slash: "" for Z:
 *
 * C: is made on first use. Letters other than C and Z are entries "x:" (folders or symbolic
 * links) in $WINSHIM_HOME/dosdevices.
 *
 * Return: 0; ENGINE_WIN32(ERROR_PATH_NOT_FOUND) for a drive that isn't there; -ENOMEM.
 */
int path_drive_root(unsigned letter, char **ret_root);

/**
 * path_below_drive_c() - the part of an absolute Unix path below C:
 *
 * Return: points into @unix_path: "" or what starts with a slash; NULL when it is not below C:.
 */
const char *path_below_drive_c(const char *unix_path);

/**
 * path_find() - find the components of a path whatever their case
 * @root: kept as given, no final slash
 * @rest: components separated by '/', without one at the start; WTF-8
 * @ret_found: malloc'ed on success
 *
 * Return: 0; ENGINE_WIN32(ERROR_INVALID_NAME) when a component that isn't there has characters
 * that Windows forbids; -ENOMEM.
 */
int path_find(const char *root, const char *rest, char **ret_found);

#endif
