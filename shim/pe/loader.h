/* SPDX-License-Identifier: MIT */
/*
 * loader.h - loads images and everything they import, and unloads them again
 *
 * One recursive lock, the loader lock, covers the graph of images; DllMain and
 * TLS callbacks run under it, as on Windows.
 */
#ifndef WINSHIM_PE_LOADER_H
#define WINSHIM_PE_LOADER_H

#include "shim/pe/image.h"

/* Flags of loader_open(). */
#define LOADER_NO_RESOLVE 1u /* DONT_RESOLVE_DLL_REFERENCES: no imports, no DllMain */

/**
 * loader_open() - open a module by name: a builtin, a loaded image, or a file
 * @name: UTF-8; bare or a path, Windows' or Unix' spelling
 * @requester: the module that wants it, or NULL
 * @flags: LOADER_*
 * @ret_module: written on success, one reference; loader_close() it
 * @ret_reason: written on failure
 *
 * Return: 0; -ENOENT when it or something that it needs isn't there; -ENOEXEC for a file that is
 * no loadable image; ENGINE_WIN32(ERROR_DLL_INIT_FAILED) when a DllMain says no; -ENOMEM.
 */
int loader_open(const char *name, struct module *requester, unsigned flags,
                struct module **ret_module, struct pe_reason *ret_reason);

/**
 * loader_open_dependency() - the same for a module that an image imports from or forwards to
 *
 * It stays loaded for as long as @image does; there is nothing to close.
 */
int loader_open_dependency(struct image *image, const char *name, struct module **ret_module,
                           struct pe_reason *ret_reason);

/** loader_close() - give one reference back; unloads what nothing needs any more */
void loader_close(struct module *module);

/**
 * loader_load_program() - load an EXE as the process's program
 * @path: Unix path
 *
 * Its imports are bound and attached; its TLS callbacks have run.
 */
int loader_load_program(const char *path, struct image **ret_image, struct pe_reason *ret_reason);

/** loader_program() - the program's image, or NULL in a process that is no Windows program */
struct image *loader_program(void);

/** loader_thread_attach() - tell every image of a new thread; on that thread */
void loader_thread_attach(void);

/** loader_thread_detach() - tell every image that the calling thread ends */
void loader_thread_detach(void);

/** loader_process_detach() - tell every image that the process ends; last to first */
void loader_process_detach(void);

/** loader_symbol() - an export of an image, forwarders followed; NULL when there is none */
void *loader_symbol(struct image *image, const char *name, unsigned ordinal, unsigned hint);

/** loader_lock() - take the loader lock, as LdrLockLoaderLock does */
void loader_lock(void);
void loader_unlock(void);

#endif
