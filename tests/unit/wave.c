/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/wave.h"
#include "shim/abi.h"
#include "unit.h"
#include "wave-make.h"

static const int16_t samples[8] = {1, -2, 300, -400, 5000, -6000, 32767, -32768};

static int parse(const struct wave_maker *maker, struct wave *wave)
{
    struct wave_input input = {.fd = -1, .memory = maker->bytes, .bytes = maker->size};

    return wave_parse(&input, wave);
}

/* Frames of the whole wave, decoded into @out. */
static size_t decode(const struct wave_maker *maker, void *out, size_t count)
{
    struct wave_input input = {.fd = -1, .memory = maker->bytes, .bytes = maker->size};
    struct wave wave;

    ck_assert_int_eq(wave_parse(&input, &wave), 0);
    return wave_decode(&wave, &input, 0, out, count);
}

START_TEST(samples_come_out_as_they_went_in)
{
    struct wave_maker maker;
    int16_t out[9];
    struct wave wave;

    make_pcm16(&maker, 22050, samples, 8);
    ck_assert_int_eq(parse(&maker, &wave), 0);
    ck_assert_uint_eq(wave.format.pcm.rate, 22050);
    ck_assert_uint_eq(wave.frames, 8);
    ck_assert_uint_eq(decode(&maker, out, 9), 8);
    ck_assert_mem_eq(out, samples, sizeof(samples));
}
END_TEST

START_TEST(unknown_chunks_and_odd_padding_are_stepped_over)
{
    struct wave_maker maker;
    int16_t out[8];

    put_riff(&maker);
    put_chunk(&maker, "LIST", "odd", 3);
    put_format(&maker, 1, 1, 8000, 2, 16);
    put_chunk(&maker, "\377\0\1x", NULL, 0);
    put_chunk(&maker, "fact", "\1\0\0\0", 4);
    put_chunk(&maker, "data", samples, sizeof(samples));
    put_chunk(&maker, "LIST", "after", 5);
    riff_done(&maker);
    ck_assert_uint_eq(decode(&maker, out, 8), 8);
    ck_assert_mem_eq(out, samples, sizeof(samples));
}
END_TEST

START_TEST(data_may_stand_before_the_format)
{
    struct wave_maker maker;
    int16_t out[8];

    put_riff(&maker);
    put_chunk(&maker, "data", samples, sizeof(samples));
    put_format(&maker, 1, 1, 8000, 2, 16);
    riff_done(&maker);
    ck_assert_uint_eq(decode(&maker, out, 8), 8);
    ck_assert_mem_eq(out, samples, sizeof(samples));
}
END_TEST

START_TEST(lengths_that_lie_are_cut_to_what_is_there)
{
    static const uint32_t lies[] = {0, 1, 4, 36, 0x7fffffff, 0xfffffff7, 0xffffffff};
    static const uint32_t data_lies[] = {0, 17, 0x7fffffff, 0xfffffff0, 0xffffffff};
    struct wave_maker maker;
    int16_t out[9];

    make_pcm16(&maker, 8000, samples, 8);
    for (size_t i = 0; i < ARRAY_LENGTH(lies); i++) {
        set_number(&maker, 4, lies[i]);
        ck_assert_uint_eq(decode(&maker, out, 9), 8);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(data_lies); i++) {
        for (size_t k = 0; k < ARRAY_LENGTH(lies); k++) {
            set_number(&maker, 40, data_lies[i]);
            set_number(&maker, 4, lies[k]);
            ck_assert_uint_eq(decode(&maker, out, 9), 8);
        }
        ck_assert_mem_eq(out, samples, sizeof(samples));
    }
}
END_TEST

START_TEST(a_data_length_of_0_before_more_chunks_is_an_empty_sound)
{
    struct wave_maker maker;
    struct wave wave;

    put_riff(&maker);
    put_format(&maker, 1, 1, 8000, 2, 16);
    put_chunk(&maker, "data", NULL, 0);
    put_chunk(&maker, "LIST", "INFO", 4);
    riff_done(&maker);
    ck_assert_int_eq(parse(&maker, &wave), 0);
    ck_assert_uint_eq(wave.frames, 0);
}
END_TEST

START_TEST(half_a_frame_at_the_end_is_left_out)
{
    struct wave_maker maker;
    int16_t out[8];

    put_riff(&maker);
    put_format(&maker, 1, 2, 8000, 4, 16);
    put_chunk(&maker, "data", samples, 7);
    riff_done(&maker);
    ck_assert_uint_eq(decode(&maker, out, 4), 1);
    ck_assert_mem_eq(out, samples, 4);
}
END_TEST

START_TEST(a_fact_chunk_ends_a_compressed_sound)
{
    static const uint8_t block[8] = {0, 0, 0, 0, 0x77, 0x77, 0x77, 0x77};
    struct wave_maker maker;
    int16_t out[9];

    put_riff(&maker);
    put_format(&maker, 0x11, 1, 8000, 8, 4);
    put_chunk(&maker, "fact", "\5\0\0\0", 4);
    put_chunk(&maker, "data", block, sizeof(block));
    riff_done(&maker);
    ck_assert_uint_eq(decode(&maker, out, 9), 5);
}
END_TEST

START_TEST(compressed_blocks_are_decoded_across_their_ends)
{
    uint8_t blocks[3 * 16];
    struct wave_maker maker;
    int16_t whole[75], part[75];
    struct wave wave;

    for (size_t i = 0; i < sizeof(blocks); i++)
        blocks[i] = (uint8_t)(i * 37);
    put_riff(&maker);
    put_format(&maker, 0x11, 1, 8000, 16, 4);
    put_chunk(&maker, "data", blocks, sizeof(blocks));
    riff_done(&maker);
    ck_assert_uint_eq(decode(&maker, whole, 99), 75);
    ck_assert_int_eq(parse(&maker, &wave), 0);
    for (size_t first = 0; first < 75; first++) {
        struct wave_input input = {.fd = -1, .memory = maker.bytes, .bytes = maker.size};

        ck_assert_uint_eq(wave_decode(&wave, &input, first, part, 99), 75 - first);
        ck_assert_mem_eq(part, whole + first, 2 * (75 - first));
    }
}
END_TEST

START_TEST(every_truncation_is_refused_or_shorter)
{
    struct wave_maker maker;
    size_t whole;

    make_pcm16(&maker, 8000, samples, 8);
    whole = maker.size;
    for (size_t size = 0; size < whole; size++) {
        uint8_t *exact = malloc(size + !size); /* a read beyond it shows under a checker */
        struct wave_input input = {.fd = -1, .memory = exact, .bytes = size};
        struct wave wave;
        int16_t out[8];

        memcpy(exact, maker.bytes, size);
        if (size < 44) {
            ck_assert_int_eq(wave_parse(&input, &wave), -EBADMSG);
        } else {
            ck_assert_int_eq(wave_parse(&input, &wave), 0);
            ck_assert_uint_eq(wave_decode(&wave, &input, 0, out, 8), (size - 44) / 2);
        }
        free(exact);
    }
}
END_TEST

START_TEST(what_is_no_riff_wave_is_refused)
{
    static const char *const heads[] = {"RIFX\4\0\0\0WAVE", "RF64\4\0\0\0WAVE", "RIFF\4\0\0\0AVI ",
                                        "RIFF\4\0\0\0WAVE", "hello, this is a text"};

    for (size_t i = 0; i < ARRAY_LENGTH(heads); i++) {
        struct wave wave, before;
        struct wave_maker maker;

        make_pcm16(&maker, 8000, samples, 8);
        memcpy(maker.bytes, heads[i], 12);
        if (i == 3)
            maker.size = 12;
        memset(&wave, 0xa5, sizeof(wave));
        before = wave;
        ck_assert_int_eq(parse(&maker, &wave), -EBADMSG);
        ck_assert_mem_eq(&wave, &before, sizeof(wave));
    }
}
END_TEST

START_TEST(probed_memory_ends_at_the_first_page_that_is_not_readable)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *pages =
        mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct wave_input input = {.fd = -1, .probed = true, .bytes = WAVE_SIZE_UNKNOWN};
    static uint8_t out[3 * 4096];

    ck_assert_ptr_ne(pages, MAP_FAILED);
    memset(pages, 7, 3 * page);
    mprotect(pages + 2 * page, page, PROT_NONE);
    input.memory = pages + 3;
    ck_assert_uint_eq(wave_input_read(&input, 0, out, 3 * page - 3), 2 * page - 3);
    ck_assert_uint_eq(out[2 * page - 4], 7);
    ck_assert_uint_eq(wave_input_read(&input, 2 * page - 3, out, 1), 0);
    ck_assert_uint_eq(wave_input_read(&input, UINT64_MAX - 5, out, 100), 0);
    input.memory = (void *)(uintptr_t)-8;
    ck_assert_uint_eq(wave_input_read(&input, 0, out, 100), 0);
    input.memory = NULL;
    ck_assert_uint_eq(wave_input_read(&input, 0, out, 100), 0);
    munmap(pages, 3 * page);
}
END_TEST

START_TEST(unaligned_memory_with_a_lying_riff_length_at_the_end_of_a_mapping_is_read_to_its_end)
{
    static const uint32_t lies[] = {0x7fffffff, 0xffffffff, 0};
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *pages =
        mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct wave_maker maker;

    mprotect(pages + page, page, PROT_NONE);
    make_pcm16(&maker, 8000, samples, 7);
    maker.size--; /* an odd address, and half a frame at the end */
    set_number(&maker, 40, 13);
    for (size_t i = 0; i < ARRAY_LENGTH(lies); i++) {
        struct wave_input input = {.fd = -1, .probed = true, .bytes = WAVE_SIZE_UNKNOWN};
        struct wave wave;
        int16_t out[8];

        set_number(&maker, 4, lies[i]);
        input.memory = memcpy(pages + page - maker.size, maker.bytes, maker.size);
        ck_assert_int_eq(wave_parse(&input, &wave), 0);
        ck_assert_uint_eq(wave.frames, 6);
        ck_assert_uint_eq(wave_decode(&wave, &input, 0, out, 8), 6);
        ck_assert_mem_eq(out, samples, 12);
    }
    munmap(pages, 2 * page);
}
END_TEST

START_TEST(only_regular_files_are_opened)
{
    char folder[] = "/tmp/winshim-wave-XXXXXX", fifo[64], file[64];
    struct wave_input input = {.fd = -2};

    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(fifo, sizeof(fifo), "%s/fifo", folder);
    snprintf(file, sizeof(file), "%s/none", folder);
    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    ck_assert_int_eq(wave_input_open(folder, &input), -EISDIR);
    ck_assert_int_eq(wave_input_open(fifo, &input), -EINVAL);
    ck_assert_int_eq(wave_input_open("/dev/zero", &input), -EINVAL);
    ck_assert_int_eq(wave_input_open(file, &input), -ENOENT);
    ck_assert_int_eq(input.fd, -2);
    unlink(fifo);
    rmdir(folder);
}
END_TEST

START_TEST(a_file_that_shrinks_while_it_plays_ends)
{
    char path[] = "/tmp/winshim-wave-XXXXXX";
    int fd = mkstemp(path);
    struct wave_maker maker;
    struct wave_input input;
    struct wave wave;
    int16_t out[8];

    make_pcm16(&maker, 8000, samples, 8);
    ck_assert_int_eq(write(fd, maker.bytes, maker.size), maker.size);
    ck_assert_int_eq(wave_input_open(path, &input), 0);
    ck_assert_int_eq(wave_parse(&input, &wave), 0);
    ck_assert_int_eq(ftruncate(fd, 44 + 6), 0);
    ck_assert_uint_eq(wave_decode(&wave, &input, 0, out, 8), 3);
    ck_assert_uint_eq(wave_decode(&wave, &input, 3, out, 8), 0);
    wave_input_close(&input);
    close(fd);
    unlink(path);
}
END_TEST

UNIT_MAIN("wave", samples_come_out_as_they_went_in, unknown_chunks_and_odd_padding_are_stepped_over,
          data_may_stand_before_the_format, lengths_that_lie_are_cut_to_what_is_there,
          a_data_length_of_0_before_more_chunks_is_an_empty_sound,
          half_a_frame_at_the_end_is_left_out, a_fact_chunk_ends_a_compressed_sound,
          compressed_blocks_are_decoded_across_their_ends, every_truncation_is_refused_or_shorter,
          what_is_no_riff_wave_is_refused,
          probed_memory_ends_at_the_first_page_that_is_not_readable,
          unaligned_memory_with_a_lying_riff_length_at_the_end_of_a_mapping_is_read_to_its_end,
          only_regular_files_are_opened, a_file_that_shrinks_while_it_plays_ends)
