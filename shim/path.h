/* SPDX-License-Identifier: MIT */
/*
 * path.h - Windows paths and Unix paths, both ways
 *
 * C: is $WINSHIM_HOME/drive_c and Z: is /; both kinds of path are understood
 * everywhere, slashes of either kind, and wrong case in every component.
 */
#ifndef WINSHIM_PATH_H
#define WINSHIM_PATH_H

#include "abi.h"

/**
 * path_home() - WINSHIM_HOME: the environment variable, else $XDG_DATA_HOME/winshim, else
 * ~/.local/share/winshim; made with mode 0700 on first use
 *
 * Return: static, no final slash.
 */
const char *path_home(void);

/**
 * path_to_unix() - the file that a path names
 * @path: Windows or Unix path, relative or absolute, "\\?\" and device names too; UTF-16
 * @ret_unix: malloc'ed on success, for the caller to free
 *
 * Components that exist under another case are found; those that don't exist are kept as given,
 * so the result serves to create a file.
 *
 * Return: 0; -EINVAL for an empty path or characters that Windows forbids; -ENODEV for a drive
 * that isn't there; ENGINE_WIN32(ERROR_BAD_NETPATH) for a UNC path; -ENOMEM.
 */
int path_to_unix(const WCHAR *path, char **ret_unix);

/** path_to_windows() - the Windows name of a Unix path: "C:\…" inside drive_c, else "Z:\…" */
int path_to_windows(const char *unix_path, WCHAR **ret_windows);

/** path_full() - absolute Windows path, "." and ".." resolved by name (GetFullPathName) */
int path_full(const WCHAR *path, WCHAR **ret_full);

#endif
