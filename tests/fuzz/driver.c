/* SPDX-License-Identifier: MIT */
/*
 * driver.c - runs a fuzz target without libFuzzer: each seed as it is, then a bounded number of
 * changed copies, always the same ones
 *
 *     fuzz-NAME [-rounds=N] [-seed=N] FILE...
 *
 * Built with sanitizers: the first bad access ends the program and prints where. A failing input
 * is found again by its round, which stands on standard error when the program ends that way.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static uint64_t state;
static unsigned long round_now;
static const char *seed_now = "";

/* xorshift64* */
static uint32_t next_random(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * 0x2545f4914f6cdd1dull) >> 32);
}

/* Numbers on which bounds checks tend to break. */
static uint32_t odd_number(size_t size)
{
    const uint32_t numbers[] = {0,
                                1,
                                0x7f,
                                0x80,
                                0xff,
                                0xffff,
                                0x10000,
                                0x7fffffff,
                                0x80000000,
                                0xffffffff,
                                0xfffffff0,
                                (uint32_t)size,
                                (uint32_t)size - 1,
                                next_random()};

    return numbers[next_random() % (sizeof(numbers) / sizeof(numbers[0]))];
}

static size_t change(uint8_t *data, size_t size)
{
    unsigned changes = 1 + next_random() % 8;

    while (changes-- && size > 4) {
        size_t at = next_random() % (size - 4);
        uint32_t number = odd_number(size);

        switch (next_random() % 5) {
        case 0:
            data[at] ^= (uint8_t)(1u << next_random() % 8);
            break;
        case 1:
            memcpy(data + at, &number, 2);
            break;
        case 2:
            memcpy(data + at, &number, 4);
            break;
        case 3:
            data[at] = (uint8_t)next_random();
            break;
        default:
            if (next_random() % 8 == 0)
                size = at;
        }
    }
    return size;
}

/* A block of its own size, so that one byte behind it is an error. */
static void run_copy(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);

    if (!copy)
        abort();
    memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void run_seed(const uint8_t *seed, size_t size, unsigned long rounds)
{
    uint8_t *data = malloc(size ? size : 1);

    if (!data)
        abort();
    round_now = 0;
    run_copy(seed, size);
    for (round_now = 1; round_now <= rounds; round_now++) {
        memcpy(data, seed, size);
        run_copy(data, change(data, size));
    }
    free(data);
}

static int run_file(const char *path, unsigned long rounds)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data;
    long size;

    if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0) {
        perror(path);
        return EXIT_FAILURE;
    }
    rewind(file);
    data = malloc((size_t)size + 1);
    if (!data || fread(data, 1, (size_t)size, file) != (size_t)size)
        abort();
    fclose(file);
    seed_now = path;
    run_seed(data, (size_t)size, rounds);
    free(data);
    return EXIT_SUCCESS;
}

/* Sanitizers call this before they end the program. */
void __asan_on_error(void);
void __asan_on_error(void)
{
    fprintf(stderr, "fuzz: seed \"%s\", round %lu\n", seed_now, round_now);
}

int main(int argc, char **argv)
{
    unsigned long rounds = 2000;
    int result = EXIT_SUCCESS;
    size_t size;
    const uint8_t *seed;

    state = 0x77696e7368696dull;
    for (int i = 1; i < argc; i++) {
        if (!strncmp(argv[i], "-rounds=", 8))
            rounds = strtoul(argv[i] + 8, NULL, 0);
        else if (!strncmp(argv[i], "-seed=", 6))
            state = strtoull(argv[i] + 6, NULL, 0) | 1;
    }
    for (unsigned i = 0; (seed = fuzz_seed(i, &size)); i++) {
        seed_now = "built in";
        run_seed(seed, size, rounds);
    }
    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-')
            result |= run_file(argv[i], rounds);
    return result;
}
