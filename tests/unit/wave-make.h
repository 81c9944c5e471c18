/* SPDX-License-Identifier: MIT */
/* wave-make.h - builds RIFF/WAVE data byte by byte, wrong ones too */
#ifndef WINSHIM_TESTS_WAVE_MAKE_H
#define WINSHIM_TESTS_WAVE_MAKE_H

#include <stdint.h>
#include <string.h>

struct wave_maker {
    uint8_t bytes[8192];
    size_t size;
};

__attribute__((unused)) static void put(struct wave_maker *wave, const void *bytes, size_t size)
{
    memcpy(wave->bytes + wave->size, bytes, size);
    wave->size += size;
}

__attribute__((unused)) static void put_number(struct wave_maker *wave, uint32_t value, int bytes)
{
    for (; bytes; bytes--, value >>= 8)
        wave->bytes[wave->size++] = (uint8_t)value;
}

/** set_number() - overwrite 4 bytes */
__attribute__((unused)) static void set_number(struct wave_maker *wave, size_t at, uint32_t value)
{
    for (int i = 0; i < 4; i++, value >>= 8)
        wave->bytes[at + i] = (uint8_t)value;
}

/** put_riff() - "RIFF", length 0 (riff_done() sets it), "WAVE" */
__attribute__((unused)) static void put_riff(struct wave_maker *wave)
{
    wave->size = 0;
    put(wave, "RIFF\0\0\0\0WAVE", 12);
}

/** put_chunk() - a chunk with its padding */
__attribute__((unused)) static void put_chunk(struct wave_maker *wave, const char *id,
                                              const void *bytes, size_t size)
{
    put(wave, id, 4);
    put_number(wave, (uint32_t)size, 4);
    put(wave, bytes, size);
    if (size & 1)
        put(wave, "", 1);
}

/** put_format() - a `fmt ` chunk of 16 bytes */
__attribute__((unused)) static void put_format(struct wave_maker *wave, unsigned tag,
                                               unsigned channels, uint32_t rate, unsigned align,
                                               unsigned bits)
{
    put(wave, "fmt \20\0\0\0", 8);
    put_number(wave, tag, 2);
    put_number(wave, channels, 2);
    put_number(wave, rate, 4);
    put_number(wave, rate * align, 4);
    put_number(wave, align, 2);
    put_number(wave, bits, 2);
}

/** riff_done() - set the RIFF length right */
__attribute__((unused)) static void riff_done(struct wave_maker *wave)
{
    set_number(wave, 4, (uint32_t)wave->size - 8);
}

/** make_pcm16() - a mono wave of 16 bits: RIFF length at 4, `fmt ` at 12, data length at 40 */
__attribute__((unused)) static void make_pcm16(struct wave_maker *wave, uint32_t rate,
                                               const int16_t *samples, size_t count)
{
    put_riff(wave);
    put_format(wave, 1, 1, rate, 2, 16);
    put_chunk(wave, "data", samples, 2 * count);
    riff_done(wave);
}

#endif
