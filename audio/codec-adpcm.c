/* SPDX-License-Identifier: MIT */
/*
 * codec-adpcm.c - the two ADPCM codecs that Windows brings
 *
 * Sources: Microsoft, "Multimedia Data Standards Update" (1994), sections on
 * WAVE_FORMAT_ADPCM and WAVE_FORMAT_DVI_ADPCM; IMA Digital Audio Focus Group,
 * "Recommended Practices", revision 3.00.
 */
#include "audio/codec-adpcm.h"

static int get_s16(const uint8_t *at)
{
    return (int16_t)(at[0] | at[1] << 8);
}

static int clamp_s16(int64_t value)
{
    if (value > INT16_MAX)
        return INT16_MAX;
    return value < INT16_MIN ? INT16_MIN : (int)value;
}

/*
 * Microsoft ADPCM. A block starts with, each for all channels in turn: predictor index (1 byte),
 * delta, the second and the first sample (2 bytes each). Then nibbles, upper one first, channels
 * in turn.
 */

struct ms_channel {
    int coefficients[2];
    int delta;
    int sample[2]; /* the latest and the one before */
};

size_t ms_adpcm_frames(const struct wave_format *format, size_t bytes)
{
    size_t channels = format->pcm.channels;

    return bytes < 7 * channels ? 0 : 2 + (bytes - 7 * channels) * 2 / channels;
}

static void ms_channel_init(struct ms_channel *channel, const struct wave_format *format,
                            const uint8_t *block, size_t number)
{
    size_t channels = format->pcm.channels;
    unsigned predictor = block[number];

    if (predictor >= format->coefficient_count)
        predictor = 0;
    channel->coefficients[0] = format->coefficients[predictor][0];
    channel->coefficients[1] = format->coefficients[predictor][1];
    channel->delta = get_s16(block + channels + 2 * number);
    channel->sample[0] = get_s16(block + 3 * channels + 2 * number);
    channel->sample[1] = get_s16(block + 5 * channels + 2 * number);
}

static int ms_channel_next(struct ms_channel *channel, unsigned nibble)
{
    static const int16_t adaption[16] = {230, 230, 230, 230, 307, 409, 512, 614,
                                         768, 614, 512, 409, 307, 230, 230, 230};
    int error = nibble & 8 ? (int)nibble - 16 : (int)nibble;
    int64_t predicted = ((int64_t)channel->sample[0] * channel->coefficients[0] +
                         (int64_t)channel->sample[1] * channel->coefficients[1]) /
                        256;
    int sample = clamp_s16(predicted + (int64_t)error * channel->delta);
    int64_t delta = (int64_t)adaption[nibble] * channel->delta / 256;

    channel->sample[1] = channel->sample[0];
    channel->sample[0] = sample;
    /* Sound data keep it far below; the cap keeps a hostile block from running out of range. */
    channel->delta = delta < 16 ? 16 : delta > INT32_MAX / 1024 ? INT32_MAX / 1024 : (int)delta;
    return sample;
}

void ms_adpcm_decode(const struct wave_format *format, const uint8_t *block, size_t skip,
                     int16_t *out, size_t count)
{
    size_t channels = format->pcm.channels, nibble = 14 * channels;
    struct ms_channel state[2];

    for (size_t c = 0; c < channels; c++)
        ms_channel_init(&state[c], format, block, c);
    for (size_t frame = 0; frame < skip + count; frame++) {
        for (size_t c = 0; c < channels; c++) {
            int sample;

            if (frame < 2) {
                sample = state[c].sample[1 - frame];
            } else {
                sample = ms_channel_next(&state[c], block[nibble / 2] >> (nibble & 1 ? 0 : 4) & 15);
                nibble++;
            }
            if (frame >= skip)
                *out++ = (int16_t)sample;
        }
    }
}

/*
 * IMA ADPCM in WAVE files. A block starts with, for each channel: the first sample (2 bytes), step
 * index, a reserved byte. Then words of four bytes, channels in turn, each with eight samples of
 * its channel, lowest nibble first.
 */

struct ima_channel {
    int sample, index;
};

static const int16_t ima_steps[89] = {
    7,     8,     9,     10,    11,    12,    13,    14,    16,    17,    19,    21,    23,
    25,    28,    31,    34,    37,    41,    45,    50,    55,    60,    66,    73,    80,
    88,    97,    107,   118,   130,   143,   157,   173,   190,   209,   230,   253,   279,
    307,   337,   371,   408,   449,   494,   544,   598,   658,   724,   796,   876,   963,
    1060,  1166,  1282,  1411,  1552,  1707,  1878,  2066,  2272,  2499,  2749,  3024,  3327,
    3660,  4026,  4428,  4871,  5358,  5894,  6484,  7132,  7845,  8630,  9493,  10442, 11487,
    12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
};

static int ima_clamp_index(int index)
{
    return index < 0 ? 0 : index > 88 ? 88 : index;
}

size_t ima_adpcm_frames(const struct wave_format *format, size_t bytes)
{
    size_t header = 4 * (size_t)format->pcm.channels;

    return bytes < header ? 0 : 1 + (bytes - header) / header * 8;
}

static int ima_channel_next(struct ima_channel *channel, unsigned nibble)
{
    static const int8_t adjust[8] = {-1, -1, -1, -1, 2, 4, 6, 8};
    int step = ima_steps[channel->index], difference = step >> 3;

    if (nibble & 4)
        difference += step;
    if (nibble & 2)
        difference += step >> 1;
    if (nibble & 1)
        difference += step >> 2;
    channel->sample = clamp_s16(channel->sample + (nibble & 8 ? -difference : difference));
    channel->index = ima_clamp_index(channel->index + adjust[nibble & 7]);
    return channel->sample;
}

/* One channel of a block; @out is the channel's place in the first frame wanted. */
static void ima_channel_decode(const uint8_t *block, size_t number, size_t channels, size_t skip,
                               int16_t *out, size_t count)
{
    const uint8_t *header = block + 4 * number, *words = block + 4 * channels + 4 * number;
    struct ima_channel state = {get_s16(header), ima_clamp_index(header[2])};

    for (size_t frame = 0; frame < skip + count; frame++) {
        if (frame) {
            size_t n = frame - 1;
            uint8_t byte = words[n / 8 * 4 * channels + n % 8 / 2];

            ima_channel_next(&state, n & 1 ? byte >> 4 : byte & 15);
        }
        if (frame >= skip) {
            *out = (int16_t)state.sample;
            out += channels;
        }
    }
}

void ima_adpcm_decode(const struct wave_format *format, const uint8_t *block, size_t skip,
                      int16_t *out, size_t count)
{
    for (size_t c = 0; c < format->pcm.channels; c++)
        ima_channel_decode(block, c, format->pcm.channels, skip, out + c, count);
}
