/* SPDX-License-Identifier: MIT */
/*
 * file.h - file objects: a Unix descriptor behind a handle
 *
 * Reads and writes are synchronous and block in the kernel. A write to a pipe
 * that nobody reads fails; it raises no SIGPIPE.
 */
#ifndef WINSHIM_FILE_H
#define WINSHIM_FILE_H

#include "shim/handle.h"

struct file;

/* What a kind of file does otherwise; NULL: as any descriptor. */
struct file_operations {
    int (*read)(struct file *file, void *data, DWORD bytes, DWORD *ret_done);
    int (*write)(struct file *file, const void *data, DWORD bytes, DWORD *ret_done);
    int (*flush)(struct file *file);
};

struct file {
    struct object object;
    int fd;
    bool owned; /* closed with the object */
    const struct file_operations *operations;
};

extern const struct object_class file_class HIDDEN;

/**
 * file_new() - a handle to a descriptor
 * @owned: whether the object closes it, also on failure
 * @access: FILE_GENERIC_READ, FILE_GENERIC_WRITE or both
 * @operations: static, or NULL
 *
 * Return: 0; -ENOMEM.
 */
int file_new(int fd, bool owned, DWORD access, const struct file_operations *operations,
             HANDLE *ret_handle);

/** file_ref() - the file behind a handle; object_unref(&file->object) it. Return: 0; -EBADF;
 * -EACCES */
int file_ref(HANDLE handle, DWORD access, struct file **ret_file);

/**
 * file_read() - read what is there, at least one byte
 * @ret_done: bytes read; 0 at the end of a file; written always
 *
 * Return: 0; -EBADF; -EACCES without read access; -EPIPE at the end of a pipe; errno of read().
 */
int file_read(HANDLE handle, void *data, DWORD bytes, DWORD *ret_done);

/**
 * file_write() - write all of it
 * @ret_done: bytes written; written always
 *
 * Return: 0; -EBADF; -EACCES without write access; ENGINE_WIN32(ERROR_NO_DATA) for a pipe that
 * nobody reads; errno of write().
 */
int file_write(HANDLE handle, const void *data, DWORD bytes, DWORD *ret_done);

/** file_write_fd() - the same for a descriptor. Return: 0; as file_write(). */
int file_write_fd(int fd, const void *data, size_t bytes, size_t *ret_done);

/** file_type() - FILE_TYPE_DISK, FILE_TYPE_CHAR or FILE_TYPE_PIPE. Return: 0; -EBADF. */
int file_type(HANDLE handle, DWORD *ret_type);

/** file_flush() - wait until the data is on disk. Return: 0; -EBADF; -EACCES; errno of fsync() */
int file_flush(HANDLE handle);

#endif
