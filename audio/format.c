/* SPDX-License-Identifier: MIT */
/* format.c - checks wave format structures, see format.h */
#include <errno.h>
#include <string.h>

#include "audio/format.h"
#include "shim/abi.h"

/* Format tags (RFC 2361); the SDK's names are not used so that this file stays plain C. */
enum {
    TAG_PCM = 0x0001,
    TAG_MS_ADPCM = 0x0002,
    TAG_IEEE_FLOAT = 0x0003,
    TAG_ALAW = 0x0006,
    TAG_MULAW = 0x0007,
    TAG_IMA_ADPCM = 0x0011,
    TAG_EXTENSIBLE = 0xfffe,
};

#define MS_ADPCM_HEADER_BYTES  7 /* of each channel in a block */
#define IMA_ADPCM_HEADER_BYTES 4

/* The structure as it lies in memory or in a file. */
struct raw_format {
    uint16_t tag;
    uint16_t valid_bits; /* WAVEFORMATEXTENSIBLE; else 0 */
    bool extensible;
    const uint8_t *extra; /* what follows cbSize */
    size_t extra_bytes;
};

static uint16_t get16(const uint8_t *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static uint32_t get32(const uint8_t *at)
{
    return get16(at) | (uint32_t)get16(at + 2) << 16;
}

size_t pcm_sample_bytes(enum sample_encoding encoding)
{
    static const uint8_t bytes[] = {
        [SAMPLE_U8] = 1,  [SAMPLE_S16] = 2, [SAMPLE_S24] = 3,
        [SAMPLE_S32] = 4, [SAMPLE_F32] = 4, [SAMPLE_F64] = 8,
    };

    return bytes[encoding];
}

size_t pcm_frame_bytes(const struct pcm_format *format)
{
    return pcm_sample_bytes(format->encoding) * format->channels;
}

/*
 * Resolve WAVE_FORMAT_EXTENSIBLE: a sub-format that stands for a format tag is that tag in front
 * of {0000-0010-8000-00aa00389b71}.
 */
static int extensible_resolve(struct raw_format *raw)
{
    static const uint8_t tail[14] = {0,    0,    0,    0,    0x10, 0,    0x80,
                                     0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71};

    if (raw->extra_bytes < 22)
        return -EINVAL;
    if (memcmp(raw->extra + 8, tail, sizeof(tail)))
        return -ENOTSUP;
    raw->valid_bits = get16(raw->extra);
    raw->tag = get16(raw->extra + 6);
    raw->extensible = true;
    return 0;
}

static int parse_pcm(const struct raw_format *raw, struct wave_format *format)
{
    static const enum sample_encoding encodings[] = {SAMPLE_U8, SAMPLE_S16, SAMPLE_S24, SAMPLE_S32};
    unsigned bits = format->bits_per_sample, bytes = (bits + 7) / 8;

    if (!bits || format->block_align != bytes * format->pcm.channels)
        return -EINVAL;
    if (raw->extensible && (bits % 8 || raw->valid_bits > bits))
        return -EINVAL;
    if (bytes > ARRAY_LENGTH(encodings))
        return -ENOTSUP;
    /* Fewer valid bits than the container has stand in its upper part: it plays as it is. */
    format->codec = CODEC_PCM;
    format->pcm.encoding = encodings[bytes - 1];
    return 0;
}

static int parse_float(const struct raw_format *raw, struct wave_format *format)
{
    unsigned bits = format->bits_per_sample;

    if (bits != 32 && bits != 64)
        return bits ? -ENOTSUP : -EINVAL;
    if (format->block_align != bits / 8 * format->pcm.channels || raw->valid_bits > bits)
        return -EINVAL;
    format->codec = CODEC_PCM;
    format->pcm.encoding = bits == 32 ? SAMPLE_F32 : SAMPLE_F64;
    return 0;
}

static int parse_companded(enum wave_codec codec, struct wave_format *format)
{
    if (format->bits_per_sample != 8 || format->block_align != format->pcm.channels)
        return -EINVAL;
    format->codec = codec;
    format->pcm.encoding = SAMPLE_S16;
    return 0;
}

/* Frames of a block: as stated in the extra bytes, but never more than the block holds. */
static uint16_t stated_frames(const struct raw_format *raw, size_t fitting)
{
    size_t stated = raw->extra_bytes >= 2 ? get16(raw->extra) : 0;

    if (!stated || stated > fitting)
        stated = fitting;
    return (uint16_t)(stated < UINT16_MAX ? stated : UINT16_MAX);
}

static int parse_ms_adpcm(const struct raw_format *raw, struct wave_format *format)
{
    size_t channels = format->pcm.channels, header = MS_ADPCM_HEADER_BYTES * channels;
    size_t count;

    if (format->bits_per_sample != 4 || format->block_align < header || raw->extra_bytes < 4)
        return -EINVAL;
    if (channels > 2)
        return -ENOTSUP;
    count = get16(raw->extra + 2);
    if (!count || count > ARRAY_LENGTH(format->coefficients) || raw->extra_bytes < 4 + 4 * count)
        return -EINVAL;
    for (size_t i = 0; i < count; i++) {
        format->coefficients[i][0] = (int16_t)get16(raw->extra + 4 + 4 * i);
        format->coefficients[i][1] = (int16_t)get16(raw->extra + 6 + 4 * i);
    }
    format->codec = CODEC_MS_ADPCM;
    format->pcm.encoding = SAMPLE_S16;
    format->coefficient_count = (uint16_t)count;
    format->frames_per_block =
        stated_frames(raw, 2 + (format->block_align - header) * 2 / channels);
    return 0;
}

static int parse_ima_adpcm(const struct raw_format *raw, struct wave_format *format)
{
    size_t header = IMA_ADPCM_HEADER_BYTES * format->pcm.channels;

    if (format->block_align < header)
        return -EINVAL;
    if (format->bits_per_sample != 4)
        return format->bits_per_sample == 3 ? -ENOTSUP : -EINVAL;
    format->codec = CODEC_IMA_ADPCM;
    format->pcm.encoding = SAMPLE_S16;
    /* After its header each channel has words of eight samples in turn. */
    format->frames_per_block = stated_frames(raw, 1 + (format->block_align - header) / header * 8);
    return 0;
}

static int parse_by_tag(const struct raw_format *raw, struct wave_format *format)
{
    switch (raw->tag) {
    case TAG_PCM:
        return parse_pcm(raw, format);
    case TAG_IEEE_FLOAT:
        return parse_float(raw, format);
    case TAG_ALAW:
        return parse_companded(CODEC_ALAW, format);
    case TAG_MULAW:
        return parse_companded(CODEC_MULAW, format);
    case TAG_MS_ADPCM:
        return raw->extensible ? -ENOTSUP : parse_ms_adpcm(raw, format);
    case TAG_IMA_ADPCM:
        return raw->extensible ? -ENOTSUP : parse_ima_adpcm(raw, format);
    default:
        return -ENOTSUP;
    }
}

int wave_format_parse(const void *bytes, size_t size, struct wave_format *ret_format)
{
    const uint8_t *at = bytes;
    struct raw_format raw = {0};
    struct wave_format format = {.frames_per_block = 1};
    int result;

    if (!at || size < 16)
        return -EINVAL;
    raw.tag = get16(at);
    format.pcm.channels = get16(at + 2);
    format.pcm.rate = get32(at + 4);
    format.bytes_per_second = get32(at + 8);
    format.block_align = get16(at + 12);
    format.bits_per_sample = get16(at + 14);
    if (size >= 18) {
        raw.extra = at + 18;
        raw.extra_bytes = get16(at + 16) < size - 18 ? get16(at + 16) : size - 18;
    }
    if (!format.pcm.channels || !format.pcm.rate || !format.block_align)
        return -EINVAL;
    result = raw.tag == TAG_EXTENSIBLE ? extensible_resolve(&raw) : 0;
    if (!result)
        result = parse_by_tag(&raw, &format);
    if (result < 0)
        return result;
    if (format.pcm.channels > WAVE_CHANNELS_MAX || format.pcm.rate > WAVE_RATE_MAX)
        return -ENOTSUP;
    *ret_format = format;
    return 0;
}
