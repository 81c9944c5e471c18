/* SPDX-License-Identifier: MIT */
/*
 * wave.c - fuzz target: the wave reader and its codecs
 *
 * With libFuzzer this is the target itself. Built with -DFUZZ_STANDALONE it is a
 * program that runs a fixed number of changed seeds, the same ones each time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/wave.h"
#include "tests/unit/wave-make.h"

#define FRAMES_MAX 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void decode_from(const struct wave *wave, const struct wave_input *input, uint64_t first,
                        uint64_t frames)
{
    size_t count = frames < FRAMES_MAX ? (size_t)frames : FRAMES_MAX;
    void *out = malloc(count * pcm_frame_bytes(&wave->format.pcm) + 1);
    size_t got = out ? wave_decode(wave, input, first, out, count) : 0;

    if (got > count)
        abort();
    free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wave_input inputs[2] = {{.fd = -1, .memory = data, .bytes = size},
                                   {.fd = -1, .memory = data, .probed = true, .bytes = size}};

    for (int i = 0; i < 2; i++) {
        struct wave wave;

        if (wave_parse(&inputs[i], &wave) < 0)
            continue;
        if (wave.data_offset + wave.data_bytes > size)
            abort();
        decode_from(&wave, &inputs[i], 0, wave.frames);
        decode_from(&wave, &inputs[i], wave.frames / 2, 1000);
        decode_from(&wave, &inputs[i], wave.frames - 1, 2);
        decode_from(&wave, &inputs[i], UINT64_MAX, 2);
    }
    return 0;
}

#if defined(FUZZ_STANDALONE)

/* One small valid wave for each codec. */
static void make_seed(struct wave_maker *seed, unsigned number)
{
    static const struct {
        unsigned tag, channels, align, bits;
    } formats[] = {{1, 1, 1, 8},      {1, 2, 4, 16},     {1, 8, 24, 24}, {1, 1, 4, 32},
                   {3, 2, 8, 32},     {3, 1, 8, 64},     {6, 2, 2, 8},   {7, 1, 1, 8},
                   {0x11, 1, 36, 4},  {0x11, 8, 128, 4}, {2, 1, 32, 4},  {2, 2, 40, 4},
                   {0xfffe, 2, 4, 16}};
    static const uint8_t guid[16] = {1, 0, 0, 0, 0, 0, 16, 0, 128, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71};
    unsigned at = number % (sizeof(formats) / sizeof(formats[0]));
    uint8_t noise[300];

    for (size_t i = 0; i < sizeof(noise); i++)
        noise[i] = (uint8_t)(i * 73 + number);
    put_riff(seed);
    put_format(seed, formats[at].tag, formats[at].channels, 8000, formats[at].align,
               formats[at].bits);
    if (formats[at].tag == 2) {
        put(seed, "\34\0\0\0\6\0", 6);
        for (int i = 0; i < 12; i++)
            put_number(seed, (uint32_t)(i * 77 - 300), 2);
    } else if (formats[at].tag == 0xfffe) {
        put(seed, "\26\0\20\0\3\0\0\0", 8);
        put(seed, guid, sizeof(guid));
    }
    set_number(seed, 16, (uint32_t)seed->size - 20);
    put_chunk(seed, "fact", "\144\0\0\0", 4);
    put_chunk(seed, "data", noise, sizeof(noise));
    riff_done(seed);
}

int main(void)
{
    uint64_t state = 88172645463325252u;

    for (unsigned round = 0; round < 30000; round++) {
        struct wave_maker seed;
        uint8_t *exact;

        make_seed(&seed, round);
        for (unsigned changes = round / 13 % 8; changes; changes--) {
            static const uint8_t edges[] = {0, 1, 0x7f, 0x80, 0xff};

            state ^= state << 13, state ^= state >> 7, state ^= state << 17;
            seed.bytes[(state >> 8) % (state & 1 ? 96 : seed.size)] =
                state & 2 ? edges[(state >> 40) % sizeof(edges)] : (uint8_t)(state >> 48);
        }
        if (round % 3 == 0)
            seed.size = (size_t)(state >> 16) % (seed.size + 1);
        exact = malloc(seed.size + !seed.size);
        if (!exact)
            return 1;
        memcpy(exact, seed.bytes, seed.size);
        LLVMFuzzerTestOneInput(exact, seed.size);
        free(exact);
    }
    printf("1..1\nok 1 no changed wave was read outside of its bytes\n");
    return 0;
}

#endif
