/* SPDX-License-Identifier: MIT */
/* native.h - ELF libraries that stand for a Windows name, which win over winshim's modules */
#ifndef WINSHIM_PRELOAD_NATIVE_H
#define WINSHIM_PRELOAD_NATIVE_H

#include "classify.h"

typedef void *(*dlopen_function)(const char *, int);

/**
 * native_open() - open the ELF library that would serve a Windows name
 * @name: a builtin's name, or that of a PE file
 * @flags: of dlopen
 * @caller: an address in the module that called dlopen, for its search path
 * @open: libc's dlopen
 *
 * The runtimes stop probing at the first success, so answering "winmm.dll" would hide the
 * libwinmm.so that a later probe finds. So all spellings of both runtimes are tried here: in the
 * folder that the name asks for, in LD_LIBRARY_PATH and the caller's RUNPATH, and those that keep
 * ".dll" wherever libc looks. A system folder's libversion.so is not "version.dll", though it is
 * "version".
 *
 * Return: a handle of libc's, or NULL.
 */
void *native_open(const struct windows_name *name, int flags, const void *caller,
                  dlopen_function open);

/**
 * native_is_program_folder() - whether a name's folder holds an assembly of the program
 * @name: with a folder
 * @caller: an address in the module that called dlopen
 *
 * False for the folders of the runtimes, where a builtin's name is only a probe on the way.
 * Source: observed: both runtimes map assemblies from their files.
 */
bool native_is_program_folder(const struct windows_name *name, const void *caller);

#endif
