/* SPDX-License-Identifier: MIT */
/* fd.h - the C runtime's file descriptors: a handle and its text mode behind a small number */
#ifndef WINSHIM_CRT_FD_H
#define WINSHIM_CRT_FD_H

#include <sys/stat.h>

#include "crt.h"

/* Flags of _open() and _setmode(). */
enum {
    CRT_O_WRONLY = 1,
    CRT_O_RDWR = 2,
    CRT_O_APPEND = 8,
    CRT_O_TEMPORARY = 0x40,
    CRT_O_CREAT = 0x100,
    CRT_O_TRUNC = 0x200,
    CRT_O_EXCL = 0x400,
    CRT_O_TEXT = 0x4000,
    CRT_O_BINARY = 0x8000,
    CRT_O_WTEXT = 0x10000,
    CRT_O_U16TEXT = 0x20000,
    CRT_O_U8TEXT = 0x40000,
    CRT_O_MODES = CRT_O_TEXT | CRT_O_BINARY | CRT_O_WTEXT | CRT_O_U16TEXT | CRT_O_U8TEXT,
};

/**
 * fd_open() - open or make a file
 * @path: Windows or Unix path
 * @flags: CRT_O_*; without a mode _fmode decides
 * @permission: _S_IWRITE (0x80) or read-only, for a new file
 *
 * Return: a descriptor; a negative error.
 */
int fd_open(const WCHAR *path, int flags, int permission);

/** fd_attach() - a descriptor for an open handle, which it owns then. Return: it; -EMFILE. */
int fd_attach(HANDLE handle, int flags);

/** fd_attach_unix() - the same for a Unix descriptor. Return: as fd_attach(); -ENOMEM. */
int fd_attach_unix(int unix_fd, int flags);

/** fd_handle() - its handle. Return: 0; -EBADF. */
int fd_handle(int fd, HANDLE *ret_handle);

/** fd_unix() - the Unix descriptor behind it; valid until it is closed. Return: it; -EBADF. */
int fd_unix(int fd);

/** fd_close() - Return: 0; -EBADF. */
int fd_close(int fd);

/** fd_duplicate() - @to below 0 takes any. Return: the new descriptor; -EBADF; -EMFILE. */
int fd_duplicate(int fd, int to);

/** fd_mode() - one of CRT_O_MODES, and CRT_O_APPEND. Return: flags; -EBADF. */
int fd_mode(int fd);

/** fd_set_mode() - Return: the mode before; -EBADF; -EINVAL for another flag. */
int fd_set_mode(int fd, int mode);

/** fd_is_terminal() - whether it leads to a character device */
bool fd_is_terminal(int fd);

/** fd_read_raw() - bytes as they are. Return: how many, 0 at the end; a negative error. */
int fd_read_raw(int fd, void *data, unsigned bytes);

/** fd_write_raw() - all bytes as they are, at the end in append mode. Return: as fd_read_raw(). */
int fd_write_raw(int fd, const void *data, unsigned bytes);

/** fd_read() - the same with text translation: CR LF becomes LF, Ctrl-Z is the end */
int fd_read(int fd, void *data, unsigned bytes);

/** fd_write() - LF becomes CR LF in text mode. Return: bytes of @data; a negative error. */
int fd_write(int fd, const void *data, unsigned bytes);

/** fd_seek() - Return: the position; a negative error. */
int64_t fd_seek(int fd, int64_t offset, int origin);

#endif
