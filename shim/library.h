/* SPDX-License-Identifier: MIT */
/*
 * library.h - modules as LoadLibrary() and its kin see them: by name and by handle
 *
 * The program itself is a module too. In a process that is no Windows program
 * (dotnet, mono, a port) it is an empty builtin with the name of the managed
 * assembly on the command line, else of the executable.
 */
#ifndef WINSHIM_LIBRARY_H
#define WINSHIM_LIBRARY_H

#include "module.h"

/** library_program() - the program's module, or NULL when memory is out */
struct module *library_program(void);

/**
 * library_of_handle() - the module of an HMODULE
 * @handle: NULL: the program; the low bits that mark a data file are ignored
 */
struct module *library_of_handle(const void *handle);

/**
 * library_find() - a loaded module
 * @name: bare or a path; without an extension ".dll" is meant, a final dot prevents that; NULL: the
 * program
 *
 * ntdll, kernel32, kernelbase, user32, advapi32, msvcrt and ucrtbase count as loaded always, as
 * nearly every process on Windows has them.
 *
 * Return: the module, no reference taken; NULL when it is not loaded.
 */
struct module *library_find(const WCHAR *name);

/**
 * library_open() - load a module, or count one more reference to it
 * @name: as for library_find(), but not NULL
 * @flags: of LoadLibraryEx(), checked
 *
 * Return: 0; ENGINE_WIN32(ERROR_MOD_NOT_FOUND) also for a missing dependency,
 * ENGINE_WIN32(ERROR_BAD_EXE_FORMAT), ENGINE_WIN32(ERROR_DLL_INIT_FAILED), -EACCES, -ENOMEM.
 */
int library_open(const WCHAR *name, DWORD flags, struct module **ret_module);

/** library_ref() - one more reference; with @pin the module stays for good */
void library_ref(struct module *module, bool pin);

/**
 * library_file_name() - full Windows path of a module's file
 * @ret_path: malloc'ed on success; builtins lie in C:\windows\system32
 *
 * Return: 0; -ENOMEM.
 */
int library_file_name(struct module *module, WCHAR **ret_path);

#endif
