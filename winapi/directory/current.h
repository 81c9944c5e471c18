/* SPDX-License-Identifier: MIT */
/* current.h - the current folder of the process, and room on the file system of a folder */
#ifndef WINSHIM_CURRENT_H
#define WINSHIM_CURRENT_H

#include "shim/abi.h"

/** current_directory_get() - malloc'ed full Windows path. Return: 0; -ENOMEM; getcwd()'s errno. */
int current_directory_get(WCHAR **ret_path);

/**
 * current_directory_set() - change it
 *
 * Return: 0; -ENOENT; ENGINE_WIN32() with ERROR_PATH_NOT_FOUND, ERROR_DIRECTORY,
 * ERROR_INVALID_NAME; -EACCES; -ENOMEM.
 */
int current_directory_set(const WCHAR *path);

/* Room on a file system, in bytes; a unit is what the system allocates at once. */
struct disk_space {
    uint64_t total_bytes, free_bytes, available_bytes; /* available to this user */
    uint32_t unit_bytes;
};

/**
 * disk_space_get() - room on the file system that holds a folder
 * @path: Windows or Unix path; NULL: the current folder's
 *
 * Return: 0; -ENOENT; ENGINE_WIN32() with ERROR_PATH_NOT_FOUND, ERROR_DIRECTORY for a file,
 * ERROR_INVALID_NAME; -ENOMEM.
 */
int disk_space_get(const WCHAR *path, struct disk_space *ret_space);

#endif
