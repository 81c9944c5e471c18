/* SPDX-License-Identifier: MIT */
/* file.c - file objects over Unix descriptors, see file.h */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "file.h"
#include "shim/error.h"
#include "shim/trace.h"

static void file_free(struct object *object)
{
    struct file *file = (struct file *)object;

    if (file->owned)
        close(file->fd);
    free(file);
}

const struct object_class file_class = {.name = "File", .free = file_free};

int file_new(int fd, bool owned, DWORD access, const struct file_operations *operations,
             HANDLE *ret_handle)
{
    struct file *file = malloc(sizeof(*file));
    int result;

    if (!file) {
        if (owned)
            close(fd);
        return -ENOMEM;
    }
    object_init(&file->object, &file_class);
    file->fd = fd;
    file->owned = owned;
    file->operations = operations;
    result = handle_new(&file->object, access, ret_handle);
    object_unref(&file->object);
    return result;
}

int file_ref(HANDLE handle, DWORD access, struct file **ret_file)
{
    struct object *object;
    int result = handle_ref(handle, &file_class, access, &object);

    if (!result)
        *ret_file = (struct file *)object;
    return result;
}

/* A descriptor that another process made non-blocking (a shared terminal) blocks here all the same.
 */
static bool wait_again(int fd, short events)
{
    struct pollfd wanted = {.fd = fd, .events = events};

    if (errno == EINTR)
        return true;
    return (errno == EAGAIN || errno == EWOULDBLOCK) &&
           (poll(&wanted, 1, -1) >= 0 || errno == EINTR);
}

static bool is_pipe(int fd)
{
    struct stat status;

    return !fstat(fd, &status) && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
}

static int read_fd(int fd, void *data, DWORD bytes, DWORD *ret_done)
{
    ssize_t got;

    do
        got = read(fd, data, bytes);
    while (got < 0 && wait_again(fd, POLLIN));
    if (got < 0)
        return -errno;
    *ret_done = (DWORD)got;
    return !got && bytes && is_pipe(fd) ? -EPIPE : 0;
}

int file_read(HANDLE handle, void *data, DWORD bytes, DWORD *ret_done)
{
    struct file *file;
    int result;

    *ret_done = 0;
    result = file_ref(handle, FILE_READ_DATA, &file);
    if (result)
        return result;
    if (file->operations && file->operations->read)
        result = file->operations->read(file, data, bytes, ret_done);
    else
        result = read_fd(file->fd, data, bytes, ret_done);
    TRACE(file, DEBUG, "read %p: %u of %u bytes (%d)", handle, (unsigned)*ret_done, (unsigned)bytes,
          result);
    object_unref(&file->object);
    return result;
}

static int write_all(int fd, const char *data, size_t bytes, size_t *ret_done)
{
    size_t done = 0;
    int result = 0;

    do {
        ssize_t put = write(fd, data + done, bytes - done);

        if (put >= 0)
            done += (size_t)put;
        else if (!wait_again(fd, POLLOUT))
            result = -errno;
    } while (!result && done < bytes);
    *ret_done = done;
    return result == -EPIPE ? ENGINE_WIN32(ERROR_NO_DATA) : result;
}

/* With SIGPIPE held back; one that the write itself raised is taken away again. */
static int write_pipe(int fd, const char *data, size_t bytes, size_t *ret_done)
{
    const struct timespec now = {0, 0};
    sigset_t pipe_only, before, pending;
    int result;

    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
    result = write_all(fd, data, bytes, ret_done);
    if (result && !sigismember(&pending, SIGPIPE))
        while (sigtimedwait(&pipe_only, NULL, &now) < 0 && errno == EINTR)
            ;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return result;
}

int file_write_fd(int fd, const void *data, size_t bytes, size_t *ret_done)
{
    return is_pipe(fd) ? write_pipe(fd, data, bytes, ret_done)
                       : write_all(fd, data, bytes, ret_done);
}

int file_write(HANDLE handle, const void *data, DWORD bytes, DWORD *ret_done)
{
    struct file *file;
    size_t done = 0;
    int result;

    *ret_done = 0;
    result = file_ref(handle, FILE_WRITE_DATA, &file);
    if (result)
        return result;
    if (file->operations && file->operations->write) {
        result = file->operations->write(file, data, bytes, ret_done);
    } else {
        result = bytes ? file_write_fd(file->fd, data, bytes, &done) : 0;
        *ret_done = (DWORD)done;
    }
    TRACE(file, DEBUG, "write %p: %u of %u bytes (%d)", handle, (unsigned)*ret_done,
          (unsigned)bytes, result);
    object_unref(&file->object);
    return result;
}

static DWORD type_of(mode_t mode)
{
    if (S_ISCHR(mode))
        return FILE_TYPE_CHAR;
    return S_ISFIFO(mode) || S_ISSOCK(mode) ? FILE_TYPE_PIPE : FILE_TYPE_DISK;
}

int file_type(HANDLE handle, DWORD *ret_type)
{
    struct stat status;
    struct file *file;
    int result = file_ref(handle, 0, &file);

    if (result)
        return result;
    result = fstat(file->fd, &status) ? -errno : 0;
    if (!result)
        *ret_type = type_of(status.st_mode);
    object_unref(&file->object);
    return result;
}

int file_flush(HANDLE handle)
{
    struct file *file;
    int result = file_ref(handle, FILE_WRITE_DATA, &file);

    if (result)
        return result;
    if (file->operations && file->operations->flush)
        result = file->operations->flush(file);
    else if (fsync(file->fd) && errno != EINVAL && errno != EROFS)
        result = -errno; /* pipes and devices have nothing to flush */
    object_unref(&file->object);
    return result;
}
