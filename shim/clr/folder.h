/* SPDX-License-Identifier: MIT */
/* folder.h - where assemblies may be: the process's mappings, and the program's folder */
#ifndef WINSHIM_CLR_FOLDER_H
#define WINSHIM_CLR_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct folder_mapping {
    uintptr_t start, end;
    const char *path;
};

/**
 * folder_walk_maps() - call @visit for every mapping that may hold an assembly
 * @maps: "/proc/self/maps" or a file like it
 * @visit: returns false to stop
 *
 * Mappings come in ascending order. Left out are those without a file and ELF libraries by name.
 *
 * Return: 0; a negative errno of reading the file.
 */
int folder_walk_maps(const char *maps,
                     bool (*visit)(void *context, const struct folder_mapping *mapping),
                     void *context);

/** folder_walk() - call @visit with the path of every .dll and .exe in a folder, in no order */
int folder_walk(const char *folder, bool (*visit)(void *context, const char *path), void *context);

/**
 * folder_of_program() - the folder of the program's main assembly
 * @ret_folder: at least @size bytes
 *
 * That is the folder of the first argument which is an existing .dll or .exe, else of the
 * executable.
 *
 * Return: 0; -ENOENT when the executable is a runtime without such an argument; -ENAMETOOLONG.
 */
int folder_of_program(char *ret_folder, size_t size);

#endif
