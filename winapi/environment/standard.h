/* SPDX-License-Identifier: MIT */
/*
 * standard.h - variables that every Windows process has, made up from this machine
 *
 * Folders follow the Linux user's: USERPROFILE is $HOME, APPDATA is $XDG_CONFIG_HOME,
 * LOCALAPPDATA is $XDG_DATA_HOME, as .NET for Linux has it; TEMP and TMP are $TMPDIR or /tmp.
 */
#ifndef WINSHIM_STANDARD_H
#define WINSHIM_STANDARD_H

#include "shim/abi.h"

/** standard_name() - name of the @index-th variable in ASCII, or NULL after the last */
const char *standard_name(size_t index);

/** standard_variable() - a malloc'ed value, or NULL when @name (any case) is no such variable */
WCHAR *standard_variable(const WCHAR *name);

/** standard_windows_path() - malloc'ed "Z:\a\b" of an absolute Unix path, or NULL */
WCHAR *standard_windows_path(const char *unix_path);

#endif
