/* SPDX-License-Identifier: MIT */
/* fd.c - see fd.h */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fd.h"
#include "shim/path.h"
#include "shim/trace.h"
#include "shim/wstr.h"
#include "startup.h"
#include "winapi/console/console.h"
#include "winapi/file/file.h"

#define FD_LIMIT 8192
#define CTRL_Z   26

struct descriptor {
    HANDLE handle;
    int mode; /* CRT_O_MODES, CRT_O_APPEND */
    bool open;
    int pending; /* a byte that was read ahead, plus 1 */
};

static struct descriptor table[FD_LIMIT]; /* table_lock */
static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void open_standard(void)
{
    static const DWORD which[3] = {STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};

    for (int i = 0; i < 3; i++)
        if (!console_std_get(which[i], &table[i].handle)) {
            table[i].mode = CRT_O_TEXT;
            table[i].open = table[i].handle != NULL;
        }
}

/* Return: 0 with a copy of the descriptor; -EBADF. */
static int look_up(int fd, struct descriptor *ret)
{
    int result = -EBADF;

    pthread_once(&once, open_standard);
    if (fd < 0 || fd >= FD_LIMIT)
        return -EBADF;
    pthread_mutex_lock(&table_lock);
    if (table[fd].open) {
        *ret = table[fd];
        result = 0;
    }
    pthread_mutex_unlock(&table_lock);
    return result;
}

static int mode_of_flags(int flags)
{
    int mode = flags & CRT_O_MODES;

    if (!mode)
        mode = crt_globals.text_mode & CRT_O_BINARY ? CRT_O_BINARY : CRT_O_TEXT;
    return mode | (flags & CRT_O_APPEND);
}

int fd_attach(HANDLE handle, int flags)
{
    int fd;

    pthread_once(&once, open_standard);
    pthread_mutex_lock(&table_lock);
    for (fd = 0; fd < FD_LIMIT && table[fd].open; fd++)
        ;
    if (fd < FD_LIMIT)
        table[fd] = (struct descriptor){handle, mode_of_flags(flags), true, 0};
    pthread_mutex_unlock(&table_lock);
    return fd < FD_LIMIT ? fd : -EMFILE;
}

static DWORD access_of(int flags)
{
    if (flags & CRT_O_RDWR)
        return FILE_GENERIC_READ | FILE_GENERIC_WRITE;
    return flags & CRT_O_WRONLY ? FILE_GENERIC_WRITE : FILE_GENERIC_READ;
}

int fd_attach_unix(int unix_fd, int flags)
{
    HANDLE handle;
    int fd = file_new(unix_fd, true, access_of(flags), NULL, &handle);

    if (fd < 0)
        return fd;
    fd = fd_attach(handle, flags);
    if (fd < 0)
        handle_close(handle);
    return fd;
}

static int unix_flags(int flags)
{
    int out = O_CLOEXEC;

    out |= flags & CRT_O_RDWR ? O_RDWR : flags & CRT_O_WRONLY ? O_WRONLY : O_RDONLY;
    out |= flags & CRT_O_CREAT ? O_CREAT : 0;
    out |= flags & CRT_O_EXCL && flags & CRT_O_CREAT ? O_EXCL : 0;
    out |= flags & CRT_O_TRUNC ? O_TRUNC : 0;
    return out;
}

int fd_open(const WCHAR *path, int flags, int permission)
{
    AUTOFREE char *name = NULL;
    int result = path_to_unix(path, &name), unix_fd;
    struct stat status;

    if (result)
        return result;
    unix_fd = open(name, unix_flags(flags), permission & 0x80 ? 0666 : 0444);
    if (unix_fd < 0)
        return errno == EISDIR ? -EACCES : -errno;
    if (!fstat(unix_fd, &status) && S_ISDIR(status.st_mode)) {
        close(unix_fd);
        return -EACCES;
    }
    if (flags & CRT_O_TEMPORARY)
        unlink(name);
    TRACE(crt, INFO, "open %s, flags 0x%x", name, (unsigned)flags);
    return fd_attach_unix(unix_fd, flags);
}

int fd_handle(int fd, HANDLE *ret_handle)
{
    struct descriptor found;
    int result = look_up(fd, &found);

    if (!result)
        *ret_handle = found.handle;
    return result;
}

int fd_unix(int fd)
{
    struct file *file;
    HANDLE handle;
    int result = fd_handle(fd, &handle);

    if (!result)
        result = file_ref(handle, 0, &file);
    if (result)
        return result;
    result = file->fd;
    object_unref(&file->object);
    return result;
}

int fd_close(int fd)
{
    struct descriptor found;
    int result = look_up(fd, &found);

    if (result)
        return result;
    pthread_mutex_lock(&table_lock);
    table[fd].open = false;
    pthread_mutex_unlock(&table_lock);
    return handle_close(found.handle);
}

int fd_duplicate(int fd, int to)
{
    struct descriptor found;
    int result = look_up(fd, &found);
    HANDLE copy;

    if (result || fd == to)
        return result ? result : to;
    if (to >= FD_LIMIT)
        return -EBADF;
    result = handle_duplicate(found.handle, 0, true, &copy);
    if (result)
        return result;
    if (to < 0)
        return fd_attach(copy, found.mode);
    fd_close(to);
    pthread_mutex_lock(&table_lock);
    table[to] = (struct descriptor){copy, found.mode, true, 0};
    pthread_mutex_unlock(&table_lock);
    return to;
}

int fd_mode(int fd)
{
    struct descriptor found;
    int result = look_up(fd, &found);

    return result ? result : found.mode;
}

int fd_set_mode(int fd, int mode)
{
    int before = fd_mode(fd);

    if (before < 0)
        return before;
    if (!(mode & CRT_O_MODES) || mode & ~CRT_O_MODES)
        return -EINVAL;
    pthread_mutex_lock(&table_lock);
    table[fd].mode = mode | (before & CRT_O_APPEND);
    pthread_mutex_unlock(&table_lock);
    return before & CRT_O_MODES;
}

bool fd_is_terminal(int fd)
{
    HANDLE handle;
    DWORD type;

    return !fd_handle(fd, &handle) && !file_type(handle, &type) && type == FILE_TYPE_CHAR;
}

int64_t fd_seek(int fd, int64_t offset, int origin)
{
    int unix_fd = fd_unix(fd);
    off_t position;

    if (unix_fd < 0)
        return unix_fd;
    if (origin < 0 || origin > 2)
        return -EINVAL;
    table[fd].pending = 0;
    position = lseek(unix_fd, offset, origin);
    return position < 0 ? -errno : position;
}

int fd_read_raw(int fd, void *data, unsigned bytes)
{
    DWORD done = 0;
    HANDLE handle;
    int result = fd_handle(fd, &handle);

    if (!result)
        result = file_read(handle, data, bytes, &done);
    if (result == -EPIPE)
        return 0;
    if (result)
        return result == -EACCES ? -EBADF : result;
    return (int)done;
}

int fd_write_raw(int fd, const void *data, unsigned bytes)
{
    struct descriptor found;
    DWORD done = 0;
    int result = look_up(fd, &found);

    if (result)
        return result;
    if (found.mode & CRT_O_APPEND)
        fd_seek(fd, 0, SEEK_END);
    result = file_write(found.handle, data, bytes, &done);
    if (result)
        return result == -EACCES ? -EBADF : result;
    return (int)done;
}

/* The byte after a CR at the end of what was read; it waits when it isn't the LF. */
static int read_ahead(int fd)
{
    unsigned char byte;

    return fd_read_raw(fd, &byte, 1) == 1 ? byte : -1;
}

static int translate_in(int fd, char *data, int bytes)
{
    int out = 0;

    for (int i = 0; i < bytes; i++) {
        if (data[i] == CTRL_Z)
            break;
        if (data[i] == '\r') {
            int next = i + 1 < bytes ? (unsigned char)data[i + 1] : read_ahead(fd);

            if (next == '\n') {
                data[out++] = '\n';
                i++;
                continue;
            }
            if (i + 1 == bytes && next >= 0)
                table[fd].pending = next + 1;
        }
        data[out++] = data[i];
    }
    return out;
}

int fd_read(int fd, void *data, unsigned bytes)
{
    int mode = fd_mode(fd), got, had = 0;

    if (mode < 0 || !bytes)
        return mode < 0 ? mode : 0;
    if (table[fd].pending) {
        *(char *)data = (char)(table[fd].pending - 1);
        table[fd].pending = 0;
        had = 1;
        if (bytes == 1)
            return translate_in(fd, data, 1);
    }
    got = fd_read_raw(fd, (char *)data + had, bytes - (unsigned)had);
    if (got < 0)
        return had ? had : got;
    return mode & CRT_O_BINARY ? got + had : translate_in(fd, data, got + had);
}

int fd_write(int fd, const void *data, unsigned bytes)
{
    int mode = fd_mode(fd), result;
    const char *from = data;
    AUTOFREE char *text = NULL;
    unsigned out = 0;

    if (mode < 0)
        return mode;
    if (mode & CRT_O_BINARY)
        return fd_write_raw(fd, data, bytes);
    text = malloc(2 * (size_t)bytes + 1);
    if (!text)
        return -ENOMEM;
    for (unsigned i = 0; i < bytes; i++) {
        if (from[i] == '\n')
            text[out++] = '\r';
        text[out++] = from[i];
    }
    result = fd_write_raw(fd, text, out);
    return result < 0 ? result : (int)bytes;
}
