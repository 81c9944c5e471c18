/* SPDX-License-Identifier: MIT */
/*
 * module.h - the one table of Windows modules: builtins and images
 *
 * A builtin's HMODULE points at a real PE header with an export directory
 * (builtin.c makes it), because guests walk those. An image is a PE file that
 * shim/pe/ loaded. Names match without case, with or without ".dll"; API sets
 * stand for their host module.
 */
#ifndef WINSHIM_MODULE_H
#define WINSHIM_MODULE_H

#include <stdatomic.h>

#include "abi.h"
#include "export.h"

enum module_kind { MODULE_BUILTIN, MODULE_IMAGE };

/* One entry point of a builtin, both worlds side by side. */
struct builtin_export {
    const char *name;
    const void *entry[2]; /* by enum world; NULL: not for that world */
    uint16_t ordinal;
    uint16_t kind; /* enum export_kind */
};

struct module {
    struct module *next;
    enum module_kind kind;
    char *name;          /* "kernel32.dll", the spelling of the module itself */
    char *path;          /* "C:\\windows\\system32\\kernel32.dll" */
    void *base;          /* HMODULE */
    size_t size_bytes;   /* of the mapping at base */
    unsigned references; /* module_lock; builtins stay for good */
    atomic_uint opens;   /* dlopen less dlclose, by ELF programs */

    /* Builtins: sorted by name. Immutable once the module is in the table. */
    struct builtin_export *exports;
    size_t export_count;
};

/**
 * module_find() - a builtin, or an image that is already loaded
 * @name: UTF-8; a bare name, with or without ".dll", any case; API set names too
 *
 * The first request for a builtin makes it.
 *
 * Return: the module, owned by the table; NULL when there is none of that name.
 */
struct module *module_find(const char *name);

/** module_loaded() - as module_find(), but NULL for a builtin that nobody has asked for yet */
struct module *module_loaded(const char *name);

/** module_find_builtin() - the same, builtins only */
struct module *module_find_builtin(const char *name);

/**
 * module_find_system() - as module_find_builtin(), and also a module of Windows that winshim has
 * nothing of yet: an empty one, for images that import from it
 */
struct module *module_find_system(const char *name);

/** module_find_image() - the same, loaded images only; takes no reference */
struct module *module_find_image(const char *name);

/** module_add() - enter an image into the table; its owner keeps it alive until module_remove() */
void module_add(struct module *module);

/** module_remove() - take an image out of the table */
void module_remove(struct module *module);

/** module_of_handle() - the module whose base is @handle, or NULL */
struct module *module_of_handle(const void *handle);

/** module_of_address() - the module whose mapping holds @address, or NULL */
struct module *module_of_address(const void *address);

/**
 * module_symbol() - an entry point or variable by name
 * @name: exact, case counts
 * @world: who will call it
 *
 * Return: the address; NULL when there is none or only a stub.
 */
void *module_symbol(struct module *module, const char *name, enum world world);

/** module_ordinal() - the same by ordinal */
void *module_ordinal(struct module *module, unsigned ordinal, enum world world);

/**
 * module_describe() - the module and the export that an address belongs to
 * @address: in a module's image, or the exact address of a builtin's entry of either world
 * @ret_export: the export that starts at or holds the address; NULL when none does
 * @ret_start: where that export starts, or NULL
 *
 * Return: the module, or NULL; then nothing is written.
 */
struct module *module_describe(const void *address, const struct builtin_export **ret_export,
                               const void **ret_start);

/**
 * module_name_of() - map any spelling of a module's name to the builtin's own name
 * @name: bare name, no directory
 * @ret_name: at least @size bytes; "kernel32" for "API-MS-Win-Core-File-L1-1-0.dll"
 *
 * Return: true when a builtin of that name exists.
 */
bool module_builtin_name(const char *name, char *ret_name, size_t size);

/** module_builtin_names() - names of all builtins without ".dll", sorted, NULL at the end */
const char *const *module_builtin_names(void);

#endif
