/* SPDX-License-Identifier: MIT */
/* wave.c - walks the chunks of RIFF/WAVE data and decodes from them, see wave.h */
#include <errno.h>
#include <string.h>

#include "audio/codec.h"
#include "audio/wave.h"
#include "shim/trace.h"

/* More chunks than any file has; keeps a hostile one from costing much. */
#define CHUNKS_MAX 10000

struct chunk {
    char id[4];
    uint32_t bytes;  /* as stated */
    uint64_t offset; /* of the contents */
};

/* What the walk has found so far. */
struct walk {
    const struct wave_input *input;
    uint64_t limit; /* no chunk is looked for from here on */
    uint64_t riff_end;
    struct chunk format, fact, data; /* offset 0: not seen */
};

static uint32_t get32(const uint8_t *at)
{
    return at[0] | at[1] << 8 | at[2] << 16 | (uint32_t)at[3] << 24;
}

static bool read_chunk(const struct wave_input *input, uint64_t offset, struct chunk *ret_chunk)
{
    uint8_t header[8];

    if (wave_input_read(input, offset, header, sizeof(header)) != sizeof(header))
        return false;
    memcpy(ret_chunk->id, header, 4);
    ret_chunk->bytes = get32(header + 4);
    ret_chunk->offset = offset + sizeof(header);
    return true;
}

static bool chunk_is(const struct chunk *chunk, const char *id)
{
    return !memcmp(chunk->id, id, 4);
}

static uint64_t chunk_end(const struct chunk *chunk)
{
    return chunk->offset + chunk->bytes + (chunk->bytes & 1);
}

/* Chunks of printable names and fitting lengths from @offset to the end, with no odd rest. */
static bool only_chunks_follow(const struct wave_input *input, uint64_t offset)
{
    for (unsigned n = 0; n < CHUNKS_MAX && offset < input->bytes; n++) {
        struct chunk chunk;

        if (!read_chunk(input, offset, &chunk))
            return false;
        for (int i = 0; i < 4; i++)
            if (chunk.id[i] < ' ' || chunk.id[i] > '~')
                return false;
        if (chunk.offset + chunk.bytes > input->bytes)
            return false;
        offset = chunk_end(&chunk);
    }
    return true;
}

static uint64_t min64(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* How many bytes of samples there are, whatever the lengths say. */
static uint64_t data_bytes(const struct walk *walk)
{
    const struct chunk *data = &walk->data;
    bool known = walk->input->bytes != WAVE_SIZE_UNKNOWN;
    uint64_t end = data->offset + data->bytes;

    if (known && !data->bytes && !only_chunks_follow(walk->input, data->offset))
        return walk->input->bytes - data->offset;
    if ((!known || end > walk->input->bytes) && walk->riff_end > data->offset)
        end = min64(end, walk->riff_end);
    if (known)
        end = min64(end, walk->input->bytes);
    return end > data->offset ? end - data->offset : 0;
}

static void walk_chunks(struct walk *walk)
{
    uint64_t offset = 12;

    for (unsigned n = 0; n < CHUNKS_MAX && offset < walk->limit; n++) {
        struct chunk chunk;

        if (!read_chunk(walk->input, offset, &chunk))
            break;
        if (chunk_is(&chunk, "fmt ") && !walk->format.offset)
            walk->format = chunk;
        else if (chunk_is(&chunk, "fact") && !walk->fact.offset)
            walk->fact = chunk;
        else if (chunk_is(&chunk, "data") && !walk->data.offset)
            walk->data = chunk;
        if (walk->format.offset && walk->data.offset)
            break;
        offset = chunk_end(&chunk);
    }
}

/*
 * Chunks are looked for up to the RIFF length first; if that leaves something out, up to the end
 * of the file. Beyond memory of unknown size nothing is looked for.
 */
static int walk_all(struct walk *walk)
{
    uint8_t head[12];
    uint64_t stated;

    if (wave_input_read(walk->input, 0, head, sizeof(head)) != sizeof(head))
        return -EBADMSG;
    if (memcmp(head, "RIFF", 4) || memcmp(head + 8, "WAVE", 4))
        return -EBADMSG;
    stated = get32(head + 4);
    walk->limit = walk->riff_end = min64(8 + stated, walk->input->bytes);
    if (stated >= 4)
        walk_chunks(walk);
    if (!walk->format.offset || !walk->data.offset) {
        walk->limit = walk->riff_end = min64(8 + (uint64_t)UINT32_MAX, walk->input->bytes);
        walk->format.offset = walk->fact.offset = walk->data.offset = 0;
        walk_chunks(walk);
    }
    return walk->format.offset && walk->data.offset ? 0 : -EBADMSG;
}

static int read_format(const struct walk *walk, struct wave_format *format)
{
    uint8_t bytes[18 + 4 + 4 * 256];
    size_t size = walk->format.bytes < sizeof(bytes) ? walk->format.bytes : sizeof(bytes);

    size = wave_input_read(walk->input, walk->format.offset, bytes, size);
    return wave_format_parse(bytes, size, format);
}

/* A compressed sound ends where its fact chunk says, not with the filling of its last block. */
static void apply_fact(const struct walk *walk, struct wave *wave)
{
    uint8_t frames[4];

    if (wave->format.codec == CODEC_PCM || !walk->fact.offset || walk->fact.bytes < 4)
        return;
    if (wave_input_read(walk->input, walk->fact.offset, frames, 4) == 4 && get32(frames))
        wave->frames = min64(wave->frames, get32(frames));
}

int wave_parse(const struct wave_input *input, struct wave *ret_wave)
{
    struct walk walk = {.input = input};
    struct wave wave;
    int result = walk_all(&walk);

    if (!result)
        result = read_format(&walk, &wave.format);
    if (result < 0) {
        TRACE(wave, INFO, "not a wave that can be played: %s", strerror(-result));
        return result;
    }
    wave.data_offset = walk.data.offset;
    wave.data_bytes = data_bytes(&walk);
    wave.frames = codec_frames(&wave.format, wave.data_bytes);
    apply_fact(&walk, &wave);
    *ret_wave = wave;
    return 0;
}

/* Frames of one stretch: whole frames that fit the buffer, or one compressed block. */
static size_t decode_stretch(const struct wave *wave, const struct wave_input *input,
                             uint64_t first, void *out, size_t count)
{
    uint8_t buffer[UINT16_MAX];
    const struct wave_format *format = &wave->format;
    bool blocks = format->frames_per_block > 1;
    size_t capacity = blocks ? 1 : sizeof(buffer) / format->block_align;
    uint64_t block = first / format->frames_per_block, offset = block * format->block_align;
    size_t bytes;

    if (!blocks && capacity > count)
        capacity = count;
    bytes = capacity * format->block_align;
    if (bytes > wave->data_bytes - offset)
        bytes = (size_t)(wave->data_bytes - offset);
    bytes = wave_input_read(input, wave->data_offset + offset, buffer, bytes);
    return codec_decode(format, buffer, bytes, first - block * format->frames_per_block, out,
                        count);
}

size_t wave_decode(const struct wave *wave, const struct wave_input *input, uint64_t first_frame,
                   void *out, size_t count)
{
    size_t done = 0;

    if (first_frame >= wave->frames)
        return 0;
    count = (size_t)min64(count, wave->frames - first_frame);
    while (done < count) {
        size_t got = decode_stretch(wave, input, first_frame + done,
                                    (uint8_t *)out + done * pcm_frame_bytes(&wave->format.pcm),
                                    count - done);

        if (!got)
            break;
        done += got;
    }
    return done;
}
