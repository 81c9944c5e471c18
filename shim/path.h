/* SPDX-License-Identifier: MIT */
/*
 * path.h - Windows paths and Unix paths, both ways
 *
 * C: is $WINSHIM_HOME/drive_c and Z: is /; both kinds of path are understood
 * everywhere, slashes of either kind, and wrong case in every component. A path
 * that starts with "/" is a Unix path; one that starts with "\" lies on the
 * current drive, which is C: when the current folder is below drive_c and Z:
 * otherwise.
 */
#ifndef WINSHIM_PATH_H
#define WINSHIM_PATH_H

#include "abi.h"

/**
 * path_home() - WINSHIM_HOME: the environment variable, else $XDG_DATA_HOME/winshim, else
 * ~/.local/share/winshim; made with mode 0700 on first use, with drive_c/windows/system32
 *
 * Return: static, no final slash.
 */
const char *path_home(void);

/**
 * path_to_unix() - the file that a path names
 * @path: Windows or Unix path, relative or absolute, "\\?\" and device names too; UTF-16
 * @ret_unix: malloc'ed on success, for the caller to free; absolute, no final slash
 *
 * Components that exist under another case are found; those that don't exist are kept as given,
 * so the result serves to create a file. NUL becomes /dev/null, CON, CONIN$ and CONOUT$ /dev/tty,
 * COMn and LPTn an entry of $WINSHIM_HOME/dosdevices ("com1") or else /dev/ttyS* and /dev/lp*. A
 * Unix path that exists exactly as given is taken as it is, whatever characters it has.
 *
 * Return: 0; ENGINE_WIN32(ERROR_PATH_NOT_FOUND) for an empty path and for a drive that isn't
 * there; ENGINE_WIN32(ERROR_INVALID_NAME) for characters that Windows forbids;
 * ENGINE_WIN32(ERROR_BAD_NETPATH) for a UNC path; -EINVAL for NULL; -ENOMEM.
 * Source: learn.microsoft.com, fileio/naming-a-file
 */
int path_to_unix(const WCHAR *path, char **ret_unix);

/**
 * path_to_windows() - the Windows name of a Unix path: "C:\…" inside drive_c, else "Z:\…"
 * @unix_path: UTF-8; relative to the current folder or absolute; "." and ".." go by name
 * @ret_windows: malloc'ed on success, for the caller to free
 *
 * Return: 0; -EINVAL for NULL; -ENOMEM; the errno of getcwd().
 */
int path_to_windows(const char *unix_path, WCHAR **ret_windows);

/**
 * path_full() - absolute Windows path, "." and ".." resolved by name (GetFullPathName)
 * @path: Windows or Unix path; the file need not exist
 * @ret_full: malloc'ed on success, for the caller to free; a final separator is kept
 *
 * Return: 0; ENGINE_WIN32(ERROR_INVALID_NAME) for an empty path; -EINVAL for NULL; -ENOMEM.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-getfullpathnamew
 */
int path_full(const WCHAR *path, WCHAR **ret_full);

/**
 * path_device() - whether a path names a DOS device: "NUL", "c:\x\con.txt", "\\.\COM1"
 * @ret_name: the device in upper case, at least 8 wchars; NULL when not wanted
 */
bool path_device(const WCHAR *path, WCHAR *ret_name);

/**
 * path_missing() - tell a missing file from a missing folder, as Windows does, after an ENOENT
 * @unix_path: from path_to_unix()
 *
 * Return: -ENOENT when the folder is there; ENGINE_WIN32(ERROR_PATH_NOT_FOUND) otherwise.
 */
int path_missing(const char *unix_path);

#endif
