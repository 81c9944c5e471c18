/* SPDX-License-Identifier: MIT */
/*
 * index.h - which P/Invokes the assemblies of a process declare
 *
 * Reads the ImplMap table of every assembly that the process has mapped (they
 * stand in /proc/self/maps) and, when those don't answer, of those beside the
 * program. The index looks again at the maps when a look-up misses. Assemblies
 * and declarations, once found, stay for the life of the index, so pointers to
 * them are good without a lock.
 *
 * CoreCLR and Mono pass dlsym a name that lies in the mapped assembly's own
 * #Strings heap. So the address of the name tells which assembly asks
 * (observed: CoreCLR 10.0, IL and ReadyToRun; Mono 6.8 for names it doesn't
 * extend by a letter). An assembly that is in memory only is found by that address too.
 */
#ifndef WINSHIM_CLR_INDEX_H
#define WINSHIM_CLR_INDEX_H

#include "assembly.h"

struct clr_pinvoke {
    struct clr_pinvoke *next; /* private to the index */
    const struct clr_assembly *assembly;
    const char *module; /* normalised, see clr_module_key() */
    const char *entry;  /* as declared: "PlaySound", "#12" */
    uint32_t hash;      /* of entry */
    uint32_t method;    /* MethodDef row */
    uint16_t flags;     /* CLR_PINVOKE_* */
};

struct clr_index;

/** clr_index_new() - an empty index that knows no process; NULL when memory is out */
struct clr_index *clr_index_new(void);

/** clr_index_free() - NULL is fine; every assembly and declaration of it is gone then */
void clr_index_free(struct clr_index *index);

/**
 * clr_index_add_file() - read one assembly
 * @path: of the file; copied
 *
 * A file that was added before is not read again.
 *
 * Return: 0; -ENOEXEC when it is no assembly; -EINVAL when its metadata is broken, which is
 * reported as WS0171; the errno of opening it; -ENOMEM.
 */
int clr_index_add_file(struct clr_index *index, const char *path);

/** clr_index_add_folder() - read every .dll and .exe of a folder; others than assemblies don't
 * matter. Return: 0 or a negative errno of opening the folder */
int clr_index_add_folder(struct clr_index *index, const char *folder);

/** clr_index_add_maps() - read what a file in the format of /proc/self/maps names */
int clr_index_add_maps(struct clr_index *index, const char *maps);

/** clr_index_process() - the index of this process, made on the first call; NULL: no memory */
struct clr_index *clr_index_process(void);

/**
 * clr_index_find() - the declarations of one native function
 * @module: in any spelling
 * @entry: exact
 * @asker: the very string that dlsym got, or NULL; when it lies in an assembly that declares the
 *         function, only that assembly's declarations count
 * @ret_found: room for @room of them
 *
 * Return: how many there are, which may be more than @room.
 */
size_t clr_index_find(struct clr_index *index, const char *module, const char *entry,
                      const char *asker, const struct clr_pinvoke **ret_found, size_t room);

/** clr_find_pinvoke() - the same in this process; 0 when it runs no managed code */
size_t clr_find_pinvoke(const char *module, const char *entry, const char *asker,
                        const struct clr_pinvoke **ret_found, size_t room);

/** clr_index_knows() - whether a string that dlsym got lies in an assembly found so far */
bool clr_index_knows(struct clr_index *index, const char *asker);

/** clr_index_assemblies() - the assemblies found so far, latest first; follow next */
const struct clr_assembly *clr_index_assemblies(struct clr_index *index);

/**
 * clr_index_assembly() - an assembly by its simple name ("mscorlib"), without case
 *
 * Return: the first found; NULL when the index has none of that name.
 */
const struct clr_assembly *clr_index_assembly(struct clr_index *index, const char *name);

/**
 * clr_module_key() - the form in which module names are compared
 * @name: as a DllImport has it: "C:\\x\\Foo.DLL", "api-ms-win-core-file-l1-1-0"
 * @ret_key: "foo", "kernel32"; cut to @size
 */
void clr_module_key(const char *name, char *ret_key, size_t size);

/** clr_pinvoke_describe() - "App.dll, Native.Methods::PlaySound" for messages */
void clr_pinvoke_describe(const struct clr_pinvoke *pinvoke, char *ret_text, size_t size);

#endif
