/* SPDX-License-Identifier: MIT */
/* program-path.h - which file is the program of this process */
#ifndef WINSHIM_PROGRAM_PATH_H
#define WINSHIM_PROGRAM_PATH_H

#include <stddef.h>

/**
 * program_path() - the program's file
 *
 * For `mono App.exe` and `dotnet App.dll` that is the assembly, as its folder is where programs
 * keep what belongs to them; for all others /proc/self/exe. The command line is read on the first
 * call, relative to the current folder of then.
 *
 * Return: static absolute Unix path; "/" when nothing can be found out.
 */
const char *program_path(void);

/**
 * program_path_choose() - the same for a given executable and command line; for tests
 * @exe: of /proc/self/exe
 * @arguments: as in /proc/self/cmdline: NUL-terminated strings
 * @bytes: of @arguments
 *
 * Return: malloc'ed; NULL when memory is out.
 */
char *program_path_choose(const char *exe, const char *arguments, size_t bytes);

#endif
