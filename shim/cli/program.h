/* SPDX-License-Identifier: MIT */
/* program.h - finds the program that a user named and tells what kind of file it is */
#ifndef WINSHIM_CLI_PROGRAM_H
#define WINSHIM_CLI_PROGRAM_H

#include <limits.h>
#include <stdbool.h>

enum program_kind {
    PROGRAM_NATIVE,  /* for the kernel: ELF, a script, or unreadable */
    PROGRAM_MANAGED, /* a PE file with a CLI header */
    PROGRAM_IMAGE,   /* a 64-bit Windows program */
    PROGRAM_LIBRARY, /* a Windows DLL without a CLI header */
    PROGRAM_FOREIGN, /* a PE file for another machine */
    PROGRAM_DAMAGED, /* begins like a PE file, but isn't one */
};

struct program {
    char path[PATH_MAX];
    enum program_kind kind;
    unsigned machine;  /* of a PE file, as its header says */
    bool needs_dotnet; /* managed, with a runtimeconfig.json beside it */
};

/**
 * program_find() - look a program up as a shell does, and managed or Windows files here too
 * @name: with a slash a path; else searched on PATH, then in the current folder for PE files
 * @ret_program: filled on success
 *
 * A Windows program that only starts the assembly beside it (App.exe, App.dll and
 * App.runtimeconfig.json) stands for that assembly.
 *
 * Return: 0; -ENOENT; -EACCES for a native file that may not be executed, -EISDIR for a folder;
 * -ENAMETOOLONG.
 */
int program_find(const char *name, struct program *ret_program);

#endif
