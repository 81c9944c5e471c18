/* SPDX-License-Identifier: MIT */
/*
 * wave.h - reads RIFF/WAVE data from a file or from memory, never outside of it
 *
 * Little-endian RIFF only: RIFX and RF64 are refused, as Windows' own players do.
 */
#ifndef WINSHIM_AUDIO_WAVE_H
#define WINSHIM_AUDIO_WAVE_H

#include "audio/format.h"

/* Where wave data come from. */
struct wave_input {
    int fd;             /* a regular file, read with pread(); -1: memory */
    const void *memory; /* need not be aligned */
    bool probed;        /* memory is read through the kernel: a bad address is no fault */
    uint64_t bytes;     /* how much there is, or WAVE_SIZE_UNKNOWN */
};

/* Memory that a caller named with nothing but its address; then it is to be probed. */
#define WAVE_SIZE_UNKNOWN UINT64_MAX

struct wave {
    struct wave_format format;
    uint64_t data_offset; /* of the samples in the input */
    uint64_t data_bytes;  /* never more than the input has, if its size is known */
    uint64_t frames;
};

/**
 * wave_input_open() - open a file for reading
 * @unix_path: path
 * @ret_input: written on success; for wave_input_close()
 *
 * Return: 0; -EISDIR; -EINVAL for a pipe, device or socket; what open() said.
 */
int wave_input_open(const char *unix_path, struct wave_input *ret_input);

/** wave_input_close() - close the file of an input; memory stays the caller's */
void wave_input_close(struct wave_input *input);

/**
 * wave_input_read() - read a stretch
 * @out: room for @bytes
 *
 * Return: bytes read; fewer than @bytes where the input or the readable memory ends.
 */
size_t wave_input_read(const struct wave_input *input, uint64_t offset, void *out, size_t bytes);

/**
 * wave_parse() - find and check format and samples
 * @ret_wave: written on success
 *
 * Lengths that lie: a RIFF length counts only where the chunks bear it out; a data length that is
 * too big is cut to what there is; one of 0 means the rest, if the rest isn't more chunks (a
 * program that streamed the file never came back to fill it in). Where the size of the memory
 * isn't known, 0 means 0, and the RIFF length cuts a data length that is too big.
 *
 * Return: 0; -EBADMSG when this is no RIFF/WAVE or has no format or data; -EINVAL and -ENOTSUP as
 * wave_format_parse().
 * Source: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0"
 */
int wave_parse(const struct wave_input *input, struct wave *ret_wave);

/**
 * wave_decode() - samples from any frame on
 * @input: the one that was parsed
 * @out: room for @count frames of wave->format.pcm
 *
 * Return: frames written; fewer than @count at the end, or where the input got shorter meanwhile.
 */
size_t wave_decode(const struct wave *wave, const struct wave_input *input, uint64_t first_frame,
                   void *out, size_t count);

#endif
