/* SPDX-License-Identifier: MIT */
/* file.h - initialization files on disk: read whole, changed under a lock, replaced at once */
#ifndef WINSHIM_PROFILE_FILE_H
#define WINSHIM_PROFILE_FILE_H

#include "ini.h"

/**
 * profile_file_read() - read and parse a file
 * @path: Unix path
 *
 * Return: 0; -EISDIR, -EFBIG (over 64 MiB), -ENOMEM, the errno of open() or read().
 */
int profile_file_read(const char *path, struct ini *ret_ini);

/**
 * profile_file_change() - change a file while no other process does
 * @create: make the file when it is missing
 * @edit: changes the document; below 0 gives up, 0 means nothing to write
 *
 * The new contents replace the file in one step, with its mode; in a folder where no file can be
 * made they are written over the old ones. Readers wait for that.
 *
 * Return: 0; @edit's result below 0; errors as above and those of writing.
 */
int profile_file_change(const char *path, bool create, int (*edit)(struct ini *ini, void *context),
                        void *context);

#endif
