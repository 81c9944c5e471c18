/* SPDX-License-Identifier: MIT */
/* mixer.c - sums of samples, see mixer.h */
#include <math.h>
#include <string.h>

#include "audio/mixer.h"

/* Windows' order: FL FR FC LFE BL BR SL SR; four channels are FL FR BL BR. */
static double channel_gain(unsigned channel, unsigned channels, double left, double right)
{
    bool middle = channels == 1 || (channel == 2 && (channels == 3 || channels >= 5)) ||
                  (channel == 3 && channels >= 6) || (channel == 6 && channels == 7);

    if (middle)
        return (left + right) / 2;
    if (channels == 5 && channel > 2)
        return channel == 3 ? left : right;
    return channel % 2 ? right : left;
}

static double load_sample(enum sample_encoding encoding, const void *samples, size_t index)
{
    switch (encoding) {
    case SAMPLE_U8:
        return (double)((const uint8_t *)samples)[index] - 128;
    case SAMPLE_S16:
        return ((const int16_t *)samples)[index];
    case SAMPLE_S32:
        return ((const int32_t *)samples)[index];
    default:
        return (double)((const float *)samples)[index];
    }
}

void mixer_add(double *sums, const struct pcm_format *format, const void *frames, size_t count,
               float left, float right)
{
    for (unsigned channel = 0; channel < format->channels; channel++) {
        double gain = channel_gain(channel, format->channels, (double)left, (double)right);

        for (size_t i = channel; i < count * format->channels; i += format->channels)
            sums[i] += gain * load_sample(format->encoding, frames, i);
    }
}

static double saturate(double value, double low, double high)
{
    value = nearbyint(value);
    return value < low ? low : value > high ? high : value;
}

static void store_sample(enum sample_encoding encoding, void *samples, size_t index, double sum)
{
    switch (encoding) {
    case SAMPLE_U8:
        ((uint8_t *)samples)[index] = (uint8_t)(saturate(sum, -128, 127) + 128);
        break;
    case SAMPLE_S16:
        ((int16_t *)samples)[index] = (int16_t)saturate(sum, INT16_MIN, INT16_MAX);
        break;
    case SAMPLE_S32:
        ((int32_t *)samples)[index] = (int32_t)saturate(sum, INT32_MIN, INT32_MAX);
        break;
    default:
        ((float *)samples)[index] = (float)sum;
        break;
    }
}

void mixer_store(const double *sums, const struct pcm_format *format, void *frames, size_t count)
{
    for (size_t i = 0; i < count * format->channels; i++)
        store_sample(format->encoding, frames, i, sums[i]);
}

enum sample_encoding mixer_encoding(enum sample_encoding encoding)
{
    if (encoding == SAMPLE_S24)
        return SAMPLE_S32;
    return encoding == SAMPLE_F64 ? SAMPLE_F32 : encoding;
}

/* Backwards, since what is written overtakes what is read. */
static void widen_s24(uint8_t *samples, size_t count)
{
    for (size_t i = count; i-- > 0;) {
        const uint8_t *in = samples + i * 3;
        uint32_t wide = (uint32_t)in[0] << 8 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 24;

        memcpy(samples + i * 4, &wide, 4);
    }
}

static void narrow_f64(uint8_t *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double wide;
        float narrow;

        memcpy(&wide, samples + i * 8, 8);
        narrow = (float)wide;
        memcpy(samples + i * 4, &narrow, 4);
    }
}

void mixer_widen(enum sample_encoding encoding, void *samples, size_t count)
{
    if (encoding == SAMPLE_S24)
        widen_s24(samples, count);
    else if (encoding == SAMPLE_F64)
        narrow_f64(samples, count);
}
