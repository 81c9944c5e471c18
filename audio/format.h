/* SPDX-License-Identifier: MIT */
/* format.h - wave formats: what a WAVEFORMATEX says, checked, and what samples look like */
#ifndef WINSHIM_AUDIO_FORMAT_H
#define WINSHIM_AUDIO_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a sample is stored in memory, little-endian, channels interleaved. */
enum sample_encoding { SAMPLE_U8, SAMPLE_S16, SAMPLE_S24, SAMPLE_S32, SAMPLE_F32, SAMPLE_F64 };

/* Uncompressed audio, as voices and the mixer take it. */
struct pcm_format {
    uint32_t rate; /* frames a second */
    uint16_t channels;
    enum sample_encoding encoding;
};

enum wave_codec { CODEC_PCM, CODEC_ALAW, CODEC_MULAW, CODEC_MS_ADPCM, CODEC_IMA_ADPCM };

/* A wave format after its checks. */
struct wave_format {
    enum wave_codec codec;
    struct pcm_format pcm;        /* what decoding gives; itself for CODEC_PCM */
    uint32_t bytes_per_second;    /* as stated */
    uint16_t block_align;         /* bytes of a frame (PCM) or of a compressed block */
    uint16_t bits_per_sample;     /* as stated */
    uint16_t frames_per_block;    /* ADPCM; 1 otherwise */
    uint16_t coefficient_count;   /* MS ADPCM, at most 256 */
    int16_t coefficients[256][2]; /* MS ADPCM; a block names its pair with one byte */
};

#define WAVE_CHANNELS_MAX 8
#define WAVE_RATE_MAX     10000000

/** pcm_sample_bytes() - bytes of one sample of one channel */
size_t pcm_sample_bytes(enum sample_encoding encoding);

/** pcm_frame_bytes() - bytes of one frame */
size_t pcm_frame_bytes(const struct pcm_format *format);

/**
 * wave_format_parse() - check a WAVEFORMATEX, WAVEFORMATEXTENSIBLE, PCMWAVEFORMAT or a `fmt `
 * chunk
 * @bytes: the structure; need not be aligned
 * @size: how many bytes may be read: 16 for a PCMWAVEFORMAT, 18 + cbSize otherwise
 * @ret_format: written on success
 *
 * The average byte rate is not checked: many files state a wrong one and nothing depends on it.
 * An ADPCM format that states more frames a block than fit gets what fits.
 *
 * Return: 0; -EINVAL when the structure is too short or contradicts itself (0 channels, rate 0,
 * a block align that doesn't fit, …); -ENOTSUP for a format that can't be played: another codec,
 * more than WAVE_CHANNELS_MAX channels (MS ADPCM: 2), a rate over WAVE_RATE_MAX.
 * Source: learn.microsoft.com, mmeapi/ns-mmeapi-waveformatex,
 * mmreg/ns-mmreg-waveformatextensible, mmreg/ns-mmreg-adpcmwaveformat,
 * mmreg/ns-mmreg-imaadpcmwaveformat
 */
int wave_format_parse(const void *bytes, size_t size, struct wave_format *ret_format);

#endif
