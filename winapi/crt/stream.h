/* SPDX-License-Identifier: MIT */
/*
 * stream.h - FILE: buffered streams over the runtime's descriptors
 *
 * The guest's FILE is 48 bytes and laid out as in msvcrt's headers, because
 * programs index __iob_func() and old macros look into it; its count stays 0, so
 * those macros always call in. Everything else hangs on its base pointer.
 */
#ifndef WINSHIM_CRT_STREAM_H
#define WINSHIM_CRT_STREAM_H

#include "crt.h"

enum { STREAM_READ = 1, STREAM_WRITE = 2, STREAM_EOF = 0x10, STREAM_ERROR = 0x20 };

struct crt_file {
    char *at;   /* always NULL */
    int count;  /* always 0 */
    void *base; /* struct stream */
    int flags;  /* STREAM_*; 0: not open */
    int fd;
    int unused, buffer_bytes;
    char *temporary;
};

_Static_assert(sizeof(struct crt_file) == 48, "programs index an array of it");

#define CRT_EOF  (-1)
#define CRT_WEOF 0xffff

/** stream_standard() - stdin, stdout or stderr; @index 0 to 19; never NULL */
struct crt_file *stream_standard(unsigned index);

/** stream_open() - fopen(). @file NULL takes a new one. Return: 0; a negative error. */
int stream_open(const WCHAR *path, const WCHAR *mode, struct crt_file *file,
                struct crt_file **ret_file);

/** stream_open_fd() - fdopen(). Return: 0; -EBADF; -EINVAL; -ENOMEM. */
int stream_open_fd(int fd, const WCHAR *mode, struct crt_file **ret_file);

/** stream_close() - Return: 0; a negative error, of the last write too. */
int stream_close(struct crt_file *file);

/** stream_valid() - whether it is open; NULL is not */
bool stream_valid(const struct crt_file *file);

/** stream_lock(), stream_unlock() - hold a stream; recursive */
void stream_lock(struct crt_file *file);
void stream_unlock(struct crt_file *file);

/** stream_get() - the next byte after translation; STREAM_EOF or STREAM_ERROR tell why -1 */
int stream_get(struct crt_file *file);

/** stream_read() - Return: bytes read, after translation. */
size_t stream_read(struct crt_file *file, void *data, size_t bytes);

/** stream_unget() - push a byte back. Return: it; -1 when there is no room. */
int stream_unget(struct crt_file *file, int byte);

/** stream_write() - Return: bytes of @data taken, less than @bytes on an error. */
size_t stream_write(struct crt_file *file, const void *data, size_t bytes);

/** stream_write_wide() - text in the stream's encoding. Return: wchars taken. */
size_t stream_write_wide(struct crt_file *file, const WCHAR *text, size_t wchars);

/** stream_get_wide() - the next UTF-16 unit, or CRT_WEOF */
unsigned stream_get_wide(struct crt_file *file);

/** stream_unget_wide() - push a unit back. Return: it; CRT_WEOF. */
unsigned stream_unget_wide(struct crt_file *file, unsigned unit);

/** stream_done() - the end of an output function: unbuffered streams go out now */
void stream_done(struct crt_file *file);

/** stream_flush() - Return: 0; a negative error. */
int stream_flush(struct crt_file *file);

/** stream_flush_all() - Return: how many streams are open. */
int stream_flush_all(void);

/** stream_close_all() - all but the standard ones. Return: how many. */
int stream_close_all(void);

/** stream_abandon_all() - forget what wasn't written, for _exit() */
void stream_abandon_all(void);

/** stream_seek() - Return: 0; a negative error. */
int stream_seek(struct crt_file *file, int64_t offset, int origin);

/** stream_tell() - Return: the position; a negative error. */
int64_t stream_tell(struct crt_file *file);

/** stream_buffer() - setvbuf(): 0 and 0x40 buffered, 4 not. Return: 0; -EINVAL. */
int stream_buffer(struct crt_file *file, int mode, size_t bytes);

/** stream_temporary() - a file that goes away when closed. Return: 0; a negative error. */
int stream_temporary(struct crt_file **ret_file);

#endif
