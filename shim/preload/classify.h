/* SPDX-License-Identifier: MIT */
/* classify.h - does a name that a program gives to dlopen look like a Windows module? */
#ifndef WINSHIM_PRELOAD_CLASSIFY_H
#define WINSHIM_PRELOAD_CLASSIFY_H

#include <stdbool.h>
#include <stddef.h>

enum file_kind { FILE_NONE, FILE_OTHER, FILE_ELF, FILE_PE };

/* A name taken apart; pointers into the caller's string. */
struct windows_name {
    const char *text;
    const char *base;      /* after the last '/' */
    size_t folder_bytes;   /* before base, with the final '/'; 0: a bare name */
    size_t stem_bytes;     /* base without ".dll" */
    bool has_dll;          /* ends in ".dll", in any case */
    bool is_builtin;       /* a module that winshim implements, or an API set */
    bool is_windows_path;  /* has a backslash or a drive letter */
    enum file_kind itself; /* the file at the path, or at the path with ".dll"; bare: FILE_NONE */
};

/**
 * classify_windows_name() - whether a name needs more than libc's dlopen, and its parts
 * @name: what dlopen got; NULL is fine
 * @ret_name: filled when true is returned
 *
 * True for a builtin's name with or without ".dll" in any case, for API set names, for
 * everything that ends in ".dll", for names with a backslash or a drive letter, and for the path
 * of a PE file, also when only ".dll" is missing. What ends like an ELF library never is, such
 * as CoreCLR's probe "winmm.dll.so".
 */
bool classify_windows_name(const char *name, struct windows_name *ret_name);

/** classify_file() - what the first bytes of a file say; errno is kept */
enum file_kind classify_file(const char *path);

#endif
