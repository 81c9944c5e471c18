/* SPDX-License-Identifier: MIT */
/* wave-input.c - bounded reads from files and memory for the wave reader, see wave.h */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "audio/wave.h"

#define PAGE_BYTES 4096

int wave_input_open(const char *unix_path, struct wave_input *ret_input)
{
    /* Without O_NONBLOCK a FIFO that nobody writes to would hold us up for good. */
    int fd = open(unix_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat status;
    int result = 0;

    if (fd < 0)
        return -errno;
    if (fstat(fd, &status) < 0)
        result = -errno;
    else if (!S_ISREG(status.st_mode))
        result = S_ISDIR(status.st_mode) ? -EISDIR : -EINVAL;
    if (result < 0) {
        close(fd);
        return result;
    }
    (void)posix_fadvise(fd, 0, 0, POSIX_FADV_WILLNEED);
    *ret_input = (struct wave_input){.fd = fd, .bytes = (uint64_t)status.st_size};
    return 0;
}

void wave_input_close(struct wave_input *input)
{
    if (input->fd >= 0)
        close(input->fd);
    input->fd = -1;
}

static size_t file_read(int fd, uint64_t offset, uint8_t *out, size_t bytes)
{
    size_t done = 0;

    while (done < bytes) {
        ssize_t got = pread(fd, out + done, bytes - done, (off_t)(offset + done));

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += (size_t)got;
    }
    return done;
}

/* One write() and read() a page: works where a sandbox forbids process_vm_readv(). */
static size_t pipe_copy(const uint8_t *from, uint8_t *out, size_t bytes)
{
    size_t done = 0;
    int ends[2];

    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0)
        return 0;
    while (done < bytes) {
        size_t rest = PAGE_BYTES - ((uintptr_t)from + done) % PAGE_BYTES;
        ssize_t got = write(ends[1], from + done, rest < bytes - done ? rest : bytes - done);

        if (got <= 0 || read(ends[0], out + done, (size_t)got) != got)
            break;
        done += (size_t)got;
    }
    close(ends[0]);
    close(ends[1]);
    return done;
}

/* The kernel copies whole elements only, so each page is one: it stops at the first bad page. */
static size_t probed_copy(const uint8_t *from, uint8_t *out, size_t bytes)
{
    size_t done = 0;

    while (done < bytes) {
        struct iovec remote[64], local = {out + done, 0};
        unsigned long pages = 0;
        ssize_t got;

        while (pages < 64 && done + local.iov_len < bytes) {
            const uint8_t *at = from + done + local.iov_len;
            size_t rest = PAGE_BYTES - (uintptr_t)at % PAGE_BYTES;

            if (rest > bytes - done - local.iov_len)
                rest = bytes - done - local.iov_len;
            remote[pages++] = (struct iovec){(void *)at, rest};
            local.iov_len += rest;
        }
        got = process_vm_readv(getpid(), &local, 1, remote, pages, 0);
        if (got < 0 && !done && (errno == EPERM || errno == ENOSYS))
            return pipe_copy(from, out, bytes);
        if (got <= 0)
            break;
        done += (size_t)got;
        if ((size_t)got < local.iov_len)
            break;
    }
    return done;
}

size_t wave_input_read(const struct wave_input *input, uint64_t offset, void *out, size_t bytes)
{
    const uint8_t *from = input->memory;

    if (offset >= input->bytes)
        return 0;
    if (bytes > input->bytes - offset)
        bytes = (size_t)(input->bytes - offset);
    if (input->fd >= 0)
        return file_read(input->fd, offset, out, bytes);
    if (!input->probed) {
        memcpy(out, from + offset, bytes);
        return bytes;
    }
    if (offset > UINTPTR_MAX - (uintptr_t)from || bytes > UINTPTR_MAX - (uintptr_t)from - offset)
        return 0;
    return probed_copy(from + offset, out, bytes);
}
