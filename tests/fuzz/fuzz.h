/* SPDX-License-Identifier: MIT */
/* fuzz.h - what a fuzz target gives to its driver; libFuzzer needs the first function only */
#ifndef WINSHIM_TESTS_FUZZ_H
#define WINSHIM_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/** LLVMFuzzerTestOneInput() - read @data as if it came from a file; returns 0 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** fuzz_seed() - the target's seed number @index, static; NULL behind the last */
const uint8_t *fuzz_seed(unsigned index, size_t *ret_size);

#endif
