/* SPDX-License-Identifier: MIT */
/*
 * host-open.h - dlopen, dlclose and dladdr of Windows modules, for ELF programs
 *
 * These are entries of the table in runtime.h; the interposer calls them after
 * it has found no ELF library that would serve.
 */
#ifndef WINSHIM_HOST_OPEN_H
#define WINSHIM_HOST_OPEN_H

#include <dlfcn.h>

#include "abi.h"

/**
 * host_open() - a module for a name that a program gave to dlopen
 * @name: bare, a Unix path or a Windows path
 * @flags: of dlopen; with RTLD_NOLOAD only a module that is there already is found
 * @caller: an address in the module that called dlopen
 * @ret_error: a text for dlerror, or NULL to leave libc's own
 *
 * Return: the HMODULE, with one more dlopen counted; NULL when there is no such module.
 */
void *host_open(const char *name, int flags, const void *caller, const char **ret_error);

/**
 * host_close() - undo one host_open()
 *
 * A builtin stays in its place, so addresses that dlsym gave out remain good.
 *
 * Return: 0; -1 with *ret_error when the module was closed as often as it was opened.
 */
int host_close(void *handle, const char **ret_error);

/**
 * host_address() - name the module, and the export, that an address belongs to
 * @address: in a module's image, or an entry that dlsym gave out
 * @info: filled when true is returned
 */
bool host_address(const void *address, Dl_info *info);

#endif
