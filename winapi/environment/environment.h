/* SPDX-License-Identifier: MIT */
/*
 * environment.h - the process's environment as Windows programs see it
 *
 * It is the environ of the process, so that libc, the runtimes and child
 * processes see what is set; names match without case. Variables that every
 * Windows process has are made up where environ lacks them (SystemRoot,
 * windir, SystemDrive, ComSpec, PATHEXT, OS, PROCESSOR_*, NUMBER_OF_PROCESSORS,
 * COMPUTERNAME, USERNAME, USERPROFILE, HOMEDRIVE, HOMEPATH, APPDATA,
 * LOCALAPPDATA, ProgramData, ALLUSERSPROFILE, PUBLIC, ProgramFiles,
 * CommonProgramFiles, TEMP, TMP); setting or deleting one of them makes that
 * last. Names that begin with "=" ("=C:", current directories of drives) are
 * kept apart, since children of Linux can't have them.
 */
#ifndef WINSHIM_ENVIRONMENT_H
#define WINSHIM_ENVIRONMENT_H

#include "shim/abi.h"

/**
 * environment_get() - value of a variable
 * @name: any case; a first "=" is part of the name
 * @ret_value: malloc'ed
 *
 * Return: 0; ENGINE_WIN32(ERROR_ENVVAR_NOT_FOUND); -ENOMEM.
 */
int environment_get(const WCHAR *name, WCHAR **ret_value);

/**
 * environment_set() - set or delete a variable
 * @value: NULL deletes
 *
 * A variable that exists keeps its spelling.
 *
 * Return: 0; -EINVAL for an empty name or one with "=" after the first character;
 * ENGINE_WIN32(ERROR_ENVVAR_NOT_FOUND) when there is none to delete; -ENOMEM.
 */
int environment_set(const WCHAR *name, const WCHAR *value);

/**
 * environment_block() - all variables as "NAME=value" strings, sorted by name without case
 * @ret_block: malloc'ed; each string NUL-terminated, one more NUL at the end
 * @ret_wchars: length with all NULs; NULL is fine
 *
 * Return: 0; -ENOMEM.
 */
int environment_block(WCHAR **ret_block, size_t *ret_wchars);

/**
 * environment_replace() - make a block the whole environment (SetEnvironmentStrings)
 *
 * Return: 0; -EINVAL when a string has no "="; -ENOMEM.
 */
int environment_replace(const WCHAR *block);

/**
 * environment_expand() - replace each %NAME% by its value
 *
 * A name that doesn't exist stays with its percent signs.
 *
 * Return: 0; -ENOMEM.
 */
int environment_expand(const WCHAR *text, WCHAR **ret_text);

#endif
