/* SPDX-License-Identifier: MIT */
/* codec.c - wave formats and their decoders; expected samples are worked out from the standards */
#include <errno.h>
#include <string.h>

#include "audio/codec.h"
#include "shim/abi.h"
#include "unit.h"

static size_t put16(uint8_t *at, unsigned value)
{
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
    return 2;
}

/* A WAVEFORMATEX with cbSize @extra; returns its size. */
static size_t format_bytes(uint8_t out[64], unsigned tag, unsigned channels, uint32_t rate,
                           unsigned align, unsigned bits, unsigned extra)
{
    memset(out, 0, 64);
    put16(out, tag);
    put16(out + 2, channels);
    put16(out + 4, rate & 0xffff);
    put16(out + 6, rate >> 16);
    put16(out + 8, (rate * align) & 0xffff);
    put16(out + 10, (rate * align) >> 16);
    put16(out + 12, align);
    put16(out + 14, bits);
    put16(out + 16, extra);
    return 18 + extra;
}

static int parse(unsigned tag, unsigned channels, uint32_t rate, unsigned align, unsigned bits,
                 struct wave_format *format)
{
    uint8_t bytes[64];

    return wave_format_parse(bytes, format_bytes(bytes, tag, channels, rate, align, bits, 0),
                             format);
}

static size_t extensible_bytes(uint8_t out[64], unsigned sub, unsigned channels, unsigned bits,
                               unsigned valid)
{
    static const uint8_t tail[14] = {0, 0, 0, 0, 16, 0, 128, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71};
    size_t size = format_bytes(out, 0xfffe, channels, 48000, channels * bits / 8, bits, 22);

    put16(out + 18, valid);
    put16(out + 24, sub);
    memcpy(out + 26, tail, sizeof(tail));
    return size;
}

START_TEST(pcm_widths_and_float_map_to_encodings)
{
    static const struct {
        unsigned tag, bits, bytes;
        enum sample_encoding encoding;
    } cases[] = {
        {1, 8, 1, SAMPLE_U8},   {1, 16, 2, SAMPLE_S16}, {1, 12, 2, SAMPLE_S16},
        {1, 24, 3, SAMPLE_S24}, {1, 20, 3, SAMPLE_S24}, {1, 32, 4, SAMPLE_S32},
        {3, 32, 4, SAMPLE_F32}, {3, 64, 8, SAMPLE_F64},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        for (unsigned channels = 1; channels <= 8; channels++) {
            struct wave_format format;

            ck_assert_int_eq(parse(cases[i].tag, channels, 44100, cases[i].bytes * channels,
                                   cases[i].bits, &format),
                             0);
            ck_assert_int_eq(format.codec, CODEC_PCM);
            ck_assert_int_eq(format.pcm.encoding, cases[i].encoding);
            ck_assert_uint_eq(pcm_frame_bytes(&format.pcm), format.block_align);
        }
    }
}
END_TEST

START_TEST(formats_that_contradict_themselves_are_invalid)
{
    static const struct {
        unsigned tag, channels, rate, align, bits;
        int result;
    } cases[] = {
        {1, 0, 44100, 2, 16, -EINVAL},       {1, 1, 0, 2, 16, -EINVAL},
        {1, 1, 44100, 0, 16, -EINVAL},       {1, 1, 44100, 3, 16, -EINVAL},
        {1, 2, 44100, 0xffff, 16, -EINVAL},  {1, 1, 44100, 2, 0, -EINVAL},
        {1, 1, 44100, 8, 64, -ENOTSUP},      {1, 9, 44100, 18, 16, -ENOTSUP},
        {1, 1, UINT32_MAX, 2, 16, -ENOTSUP}, {3, 1, 44100, 2, 16, -ENOTSUP},
        {6, 2, 8000, 1, 8, -EINVAL},         {7, 1, 8000, 1, 16, -EINVAL},
        {0x11, 1, 8000, 3, 4, -EINVAL},      {0x11, 1, 8000, 256, 3, -ENOTSUP},
        {2, 1, 8000, 256, 4, -EINVAL},       {0x55, 2, 44100, 1, 0, -ENOTSUP},
        {0xfffe, 1, 44100, 2, 16, -EINVAL},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct wave_format format, before;

        memset(&format, 0xa5, sizeof(format));
        before = format;
        ck_assert_int_eq(parse(cases[i].tag, cases[i].channels, cases[i].rate, cases[i].align,
                               cases[i].bits, &format),
                         cases[i].result);
        ck_assert_mem_eq(&format, &before, sizeof(format));
    }
}
END_TEST

START_TEST(a_structure_shorter_than_pcmwaveformat_is_invalid)
{
    struct wave_format format;
    uint8_t bytes[64];

    format_bytes(bytes, 1, 1, 8000, 1, 8, 0);
    for (size_t size = 0; size < 16; size++)
        ck_assert_int_eq(wave_format_parse(bytes, size, &format), -EINVAL);
    ck_assert_int_eq(wave_format_parse(bytes, 16, &format), 0);
    ck_assert_int_eq(wave_format_parse(bytes, 17, &format), 0);
    ck_assert_int_eq(wave_format_parse(NULL, 18, &format), -EINVAL);
}
END_TEST

START_TEST(extensible_is_its_sub_format)
{
    struct wave_format format;
    uint8_t bytes[64];
    size_t size = extensible_bytes(bytes, 1, 2, 32, 24);

    ck_assert_int_eq(wave_format_parse(bytes, size, &format), 0);
    ck_assert_int_eq(format.pcm.encoding, SAMPLE_S32);
    ck_assert_int_eq(wave_format_parse(bytes, size - 1, &format), -EINVAL);
    size = extensible_bytes(bytes, 3, 6, 32, 0);
    ck_assert_int_eq(wave_format_parse(bytes, size, &format), 0);
    ck_assert_int_eq(format.pcm.encoding, SAMPLE_F32);
    size = extensible_bytes(bytes, 7, 1, 8, 8);
    ck_assert_int_eq(wave_format_parse(bytes, size, &format), 0);
    ck_assert_int_eq(format.codec, CODEC_MULAW);
}
END_TEST

START_TEST(extensible_with_too_many_valid_bits_or_a_foreign_guid_is_refused)
{
    struct wave_format format;
    uint8_t bytes[64];
    size_t size = extensible_bytes(bytes, 1, 2, 16, 17);

    ck_assert_int_eq(wave_format_parse(bytes, size, &format), -EINVAL);
    size = extensible_bytes(bytes, 1, 2, 16, 16);
    bytes[39] ^= 1;
    ck_assert_int_eq(wave_format_parse(bytes, size, &format), -ENOTSUP);
    size = extensible_bytes(bytes, 2, 1, 8, 8);
    ck_assert_int_eq(wave_format_parse(bytes, size, &format), -ENOTSUP);
}
END_TEST

START_TEST(pcm_decodes_to_itself_and_half_a_frame_is_left_out)
{
    static const uint8_t data[7] = {1, 2, 3, 4, 5, 6, 7};
    struct wave_format format;
    uint8_t out[8];

    ck_assert_int_eq(parse(1, 1, 8000, 2, 16, &format), 0);
    memset(out, 0xa5, sizeof(out));
    ck_assert_uint_eq(codec_frames(&format, sizeof(data)), 3);
    ck_assert_uint_eq(codec_decode(&format, data, sizeof(data), 1, out, 4), 2);
    ck_assert_mem_eq(out, ((uint8_t[]){3, 4, 5, 6, 0xa5, 0xa5, 0xa5, 0xa5}), 8);
    ck_assert_uint_eq(codec_decode(&format, data, sizeof(data), 3, out, 1), 0);
    ck_assert_uint_eq(codec_decode(&format, data, sizeof(data), UINT64_MAX, out, 1), 0);
}
END_TEST

START_TEST(companded_samples_follow_g711)
{
    static const uint8_t codes[6] = {0xd5, 0x55, 0x80, 0x00, 0xff, 0xaa};
    static const int16_t alaw[6] = {8, -8, 5504, -5504, 848, 32256};
    static const int16_t mulaw[6] = {716, -716, 32124, -32124, 0, 5372};
    struct wave_format format;
    int16_t out[6];

    ck_assert_int_eq(parse(6, 1, 8000, 1, 8, &format), 0);
    ck_assert_uint_eq(codec_decode(&format, codes, 6, 0, out, 6), 6);
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(out[i], alaw[i]);
    ck_assert_int_eq(parse(7, 1, 8000, 1, 8, &format), 0);
    ck_assert_uint_eq(codec_decode(&format, codes, 6, 0, out, 6), 6);
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(out[i], mulaw[i]);
}
END_TEST

static void ms_adpcm_format(struct wave_format *format, unsigned channels, unsigned align,
                            unsigned frames)
{
    static const int pairs[7][2] = {{256, 0}, {512, -256}, {0, 0},     {192, 64},
                                    {240, 0}, {460, -208}, {392, -232}};
    uint8_t bytes[64];
    size_t size = format_bytes(bytes, 2, channels, 22050, align, 4, 32);

    put16(bytes + 18, frames);
    put16(bytes + 20, 7);
    for (int i = 0; i < 7; i++) {
        put16(bytes + 22 + 4 * i, (unsigned)pairs[i][0]);
        put16(bytes + 24 + 4 * i, (unsigned)pairs[i][1]);
    }
    ck_assert_int_eq(wave_format_parse(bytes, size, format), 0);
}

START_TEST(ms_adpcm_block_decodes_as_the_standard_says)
{
    /* Predictor 0 (the latest sample), delta 16, samples 100 then 200, errors +1, -8, +7. */
    static const uint8_t block[9] = {0, 16, 0, 200, 0, 100, 0, 0x18, 0x70};
    static const int16_t expected[6] = {100, 200, 216, 88, 424, 424};
    struct wave_format format;
    int16_t out[8];

    ms_adpcm_format(&format, 1, 9, 0);
    ck_assert_uint_eq(format.frames_per_block, 6);
    ck_assert_uint_eq(codec_decode(&format, block, sizeof(block), 0, out, 8), 6);
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(out[i], expected[i]);
    for (int i = 0; i < 6; i++) {
        ck_assert_uint_eq(codec_decode(&format, block, sizeof(block), (uint64_t)i, out, 1), 1);
        ck_assert_int_eq(out[0], expected[i]);
    }
}
END_TEST

START_TEST(ms_adpcm_stereo_alternates_channels_and_a_partial_block_ends_early)
{
    static const uint8_t block[16] = {0, 2, 16, 0, 16, 0, 10, 0, 20, 0, 30, 0, 40, 0, 0x11, 0x2f};
    static const int16_t expected[8] = {30, 40, 10, 20, 26, 16, 58, -16};
    struct wave_format format;
    int16_t out[8];

    ms_adpcm_format(&format, 2, 64, 0);
    ck_assert_uint_eq(codec_frames(&format, 16), 4);
    ck_assert_uint_eq(codec_frames(&format, 13), 0);
    ck_assert_uint_eq(codec_frames(&format, 64 + 15), 52 + 3);
    ck_assert_uint_eq(codec_decode(&format, block, sizeof(block), 0, out, 99), 4);
    for (int i = 0; i < 8; i++)
        ck_assert_int_eq(out[i], expected[i]);
}
END_TEST

START_TEST(ima_adpcm_block_decodes_as_the_standard_says)
{
    /* First sample 0, step index 0; nibbles 7, 7, 15, 0, 0, 0, 0, 0. */
    static const uint8_t block[8] = {0, 0, 0, 0, 0x77, 0x0f, 0, 0};
    static const int16_t expected[9] = {0, 11, 41, -22, -13, -5, 2, 8, 14};
    struct wave_format format;
    int16_t out[16];

    ck_assert_int_eq(parse(0x11, 1, 8000, 8, 4, &format), 0);
    ck_assert_uint_eq(format.frames_per_block, 9);
    ck_assert_uint_eq(codec_decode(&format, block, sizeof(block), 0, out, 16), 9);
    for (int i = 0; i < 9; i++)
        ck_assert_int_eq(out[i], expected[i]);
}
END_TEST

START_TEST(ima_adpcm_channels_stand_in_words_in_turn)
{
    for (unsigned channels = 1; channels <= 8; channels++) {
        uint8_t data[2 * 8 * 8] = {0};
        struct wave_format format;
        int16_t out[18 * 8];

        /* Two blocks; channel c starts at 100 * c, and its word in the first block says +1 step. */
        for (unsigned c = 0; c < channels; c++) {
            put16(data + 4 * c, 100 * c);
            data[4 * channels + 4 * c] = 4;
            put16(data + 8 * channels + 4 * c, 7 * c);
        }
        ck_assert_int_eq(parse(0x11, channels, 8000, 8 * channels, 4, &format), 0);
        ck_assert_uint_eq(codec_frames(&format, 16 * channels), 18);
        ck_assert_uint_eq(codec_decode(&format, data, 16 * channels, 0, out, 18), 18);
        for (unsigned c = 0; c < channels; c++) {
            ck_assert_int_eq(out[c], (int)(100 * c));
            ck_assert_int_eq(out[channels + c], (int)(100 * c + 7));
            ck_assert_int_eq(out[9 * channels + c], (int)(7 * c));
        }
    }
}
END_TEST

START_TEST(stated_frames_per_block_count_up_to_what_fits)
{
    static const uint8_t zeros[512];
    struct wave_format format;
    int16_t out[2000];

    ms_adpcm_format(&format, 1, 256, 0xffff);
    ck_assert_uint_eq(format.frames_per_block, 500);
    ms_adpcm_format(&format, 1, 256, 1);
    ck_assert_uint_eq(format.frames_per_block, 1);
    ck_assert_uint_eq(codec_decode(&format, zeros, 512, 0, out, 2000), 2);
    ms_adpcm_format(&format, 1, 0xffff, 0);
    ck_assert_uint_eq(format.frames_per_block, 0xffff);
}
END_TEST

UNIT_MAIN("codec", pcm_widths_and_float_map_to_encodings,
          formats_that_contradict_themselves_are_invalid,
          a_structure_shorter_than_pcmwaveformat_is_invalid, extensible_is_its_sub_format,
          extensible_with_too_many_valid_bits_or_a_foreign_guid_is_refused,
          pcm_decodes_to_itself_and_half_a_frame_is_left_out, companded_samples_follow_g711,
          ms_adpcm_block_decodes_as_the_standard_says,
          ms_adpcm_stereo_alternates_channels_and_a_partial_block_ends_early,
          ima_adpcm_block_decodes_as_the_standard_says, ima_adpcm_channels_stand_in_words_in_turn,
          stated_frames_per_block_count_up_to_what_fits)
