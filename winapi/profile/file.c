/* SPDX-License-Identifier: MIT */
/*
 * file.c - reads initialization files and replaces them, see file.h
 *
 * The lock is flock() on the file itself. As a replaced file is another inode,
 * a writer that waited for the lock looks whether the name still leads to what
 * it has locked, and starts over otherwise.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "shim/wstr.h"

#define SIZE_LIMIT ((size_t)64 << 20)

static void close_fd(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}
#define AUTOCLOSE __attribute__((cleanup(close_fd)))

static int read_all(int fd, char **ret_data, size_t *ret_bytes)
{
    size_t room = 4096, bytes = 0;
    char *data = malloc(room);

    while (data) {
        ssize_t got = read(fd, data + bytes, room - bytes);
        char *grown;

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || bytes > SIZE_LIMIT) {
            int result = got < 0 ? -errno : got ? -EFBIG : 0;

            if (result)
                free(data);
            else
                *ret_data = data, *ret_bytes = bytes;
            return result;
        }
        bytes += (size_t)got;
        if (bytes < room)
            continue;
        grown = realloc(data, room *= 2);
        if (!grown)
            free(data);
        data = grown;
    }
    return -ENOMEM;
}

static int parse_fd(int fd, struct ini *ret_ini)
{
    char *data;
    size_t bytes;
    int result = read_all(fd, &data, &bytes);

    return result ? result : ini_init(ret_ini, data, bytes);
}

int profile_file_read(const char *path, struct ini *ret_ini)
{
    AUTOCLOSE int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

    if (fd < 0)
        return -errno;
    /* Without a lock (some network file systems) the read is still of a whole file. */
    while (flock(fd, LOCK_SH) && errno == EINTR)
        ;
    return parse_fd(fd, ret_ini);
}

static int write_all(int fd, const char *data, size_t bytes)
{
    while (bytes) {
        ssize_t put = write(fd, data, bytes);

        if (put < 0 && errno != EINTR)
            return -errno;
        if (put > 0) {
            data += put;
            bytes -= (size_t)put;
        }
    }
    return 0;
}

/* Write a new file beside @path and give it the name; -EACCES and the like when that can't be. */
static int replace(const char *path, mode_t mode, const char *data, size_t bytes)
{
    AUTOFREE char *name = NULL;
    AUTOCLOSE int fd = -1;
    int result;

    if (asprintf(&name, "%s.XXXXXX", path) < 0) {
        name = NULL;
        return -ENOMEM;
    }
    fd = mkostemp(name, O_CLOEXEC);
    if (fd < 0)
        return -errno;
    result = fchmod(fd, mode) ? -errno : write_all(fd, data, bytes);
    if (!result && rename(name, path))
        result = -errno;
    if (result)
        unlink(name);
    return result;
}

static int overwrite(int fd, const char *data, size_t bytes)
{
    if (lseek(fd, 0, SEEK_SET) < 0)
        return -errno;
    if (write_all(fd, data, bytes))
        return -errno;
    return ftruncate(fd, (off_t)bytes) && errno != EINVAL ? -errno : 0;
}

static int save(int fd, const char *path, const struct ini *ini)
{
    AUTOFREE char *data = NULL, *real = realpath(path, NULL);
    struct stat status;
    size_t bytes;
    int result = ini_serialize(ini, &data, &bytes);

    if (result)
        return result;
    if (real && !fstat(fd, &status) && S_ISREG(status.st_mode) && status.st_nlink == 1 &&
        status.st_uid == geteuid()) {
        result = replace(real, status.st_mode & 07777, data, bytes);
        if (result != -EACCES && result != -EROFS && result != -EPERM)
            return result;
    }
    return overwrite(fd, data, bytes);
}

static bool is_still(int fd, const char *path)
{
    struct stat locked, named;

    return !fstat(fd, &locked) && !stat(path, &named) && locked.st_ino == named.st_ino &&
           locked.st_dev == named.st_dev;
}

static int open_locked(const char *path, bool create)
{
    for (;;) {
        int fd =
            open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (create ? O_CREAT : 0), 0666);

        if (fd < 0)
            return -errno;
        while (flock(fd, LOCK_EX) && errno == EINTR)
            ;
        if (is_still(fd, path))
            return fd;
        close(fd);
    }
}

int profile_file_change(const char *path, bool create, int (*edit)(struct ini *ini, void *context),
                        void *context)
{
    AUTOCLOSE int fd = open_locked(path, create);
    struct ini ini;
    int result = fd < 0 ? fd : parse_fd(fd, &ini);

    if (result < 0)
        return result;
    result = edit(&ini, context);
    if (result > 0)
        result = save(fd, path, &ini);
    ini_finish(&ini);
    return result;
}
