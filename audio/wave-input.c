/* SPDX-License-Identifier: MIT */
/* wave-input.c - bounded reads from files and memory for the wave reader, see wave.h */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/wave.h"
#include "shim/peek.h"

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
    if (offset > UINTPTR_MAX - (uintptr_t)from)
        return 0;
    return peek(from + offset, out, bytes);
}
