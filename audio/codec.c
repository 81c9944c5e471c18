/* SPDX-License-Identifier: MIT */
/*
 * codec.c - decoding from any frame of wave data on, see codec.h
 *
 * ADPCM blocks stand alone, so a frame in the middle of one is reached by
 * decoding that block from its start; codec-adpcm.c does one block.
 */
#include <string.h>

#include "audio/codec-adpcm.h"
#include "audio/codec.h"

/* ITU-T G.711, the inverse of both companding laws. */

static int16_t alaw_sample(uint8_t code)
{
    int segment, value;

    code ^= 0x55;
    segment = code >> 4 & 7;
    value = (code & 15) << 4 | 8;
    if (segment)
        value = (value | 0x100) << (segment - 1);
    return (int16_t)(code & 0x80 ? value : -value);
}

static int16_t mulaw_sample(uint8_t code)
{
    int value;

    code = (uint8_t)~code;
    value = (((code & 15) << 3 | 0x84) << (code >> 4 & 7)) - 0x84;
    return (int16_t)(code & 0x80 ? -value : value);
}

static size_t block_frames(const struct wave_format *format, size_t bytes)
{
    size_t frames = format->codec == CODEC_MS_ADPCM ? ms_adpcm_frames(format, bytes)
                                                    : ima_adpcm_frames(format, bytes);

    return frames < format->frames_per_block ? frames : format->frames_per_block;
}

static bool is_adpcm(const struct wave_format *format)
{
    return format->codec == CODEC_MS_ADPCM || format->codec == CODEC_IMA_ADPCM;
}

uint64_t codec_frames(const struct wave_format *format, uint64_t bytes)
{
    uint64_t blocks = bytes / format->block_align;

    if (!is_adpcm(format))
        return blocks;
    return blocks * format->frames_per_block +
           block_frames(format, (size_t)(bytes % format->block_align));
}

static void companded_decode(const struct wave_format *format, const uint8_t *in, int16_t *out,
                             size_t samples)
{
    for (size_t i = 0; i < samples; i++)
        out[i] = format->codec == CODEC_ALAW ? alaw_sample(in[i]) : mulaw_sample(in[i]);
}

static void adpcm_decode(const struct wave_format *format, const uint8_t *data, uint64_t first,
                         int16_t *out, size_t count)
{
    while (count) {
        uint64_t block = first / format->frames_per_block;
        size_t skip = (size_t)(first % format->frames_per_block);
        size_t frames =
            format->frames_per_block - skip < count ? format->frames_per_block - skip : count;
        const uint8_t *at = data + block * format->block_align;

        if (format->codec == CODEC_MS_ADPCM)
            ms_adpcm_decode(format, at, skip, out, frames);
        else
            ima_adpcm_decode(format, at, skip, out, frames);
        out += frames * format->pcm.channels;
        first += frames;
        count -= frames;
    }
}

size_t codec_decode(const struct wave_format *format, const void *data, size_t bytes,
                    uint64_t first_frame, void *out, size_t count)
{
    uint64_t total = codec_frames(format, bytes);
    const uint8_t *in = data;

    if (first_frame >= total)
        return 0;
    if (count > total - first_frame)
        count = (size_t)(total - first_frame);
    if (is_adpcm(format)) {
        adpcm_decode(format, in, first_frame, out, count);
        return count;
    }
    in += first_frame * format->block_align;
    if (format->codec == CODEC_PCM)
        memcpy(out, in, count * format->block_align);
    else
        companded_decode(format, in, out, count * format->pcm.channels);
    return count;
}
