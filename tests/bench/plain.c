/* SPDX-License-Identifier: MIT */
/* plain.c - the benchmark's plain library: the same functions as kernel32's, in no module */
#include <limits.h>
#include <stdint.h>
#include <time.h>

#define PLAIN __attribute__((visibility("default")))

int32_t plain_MulDiv(int32_t number, int32_t numerator, int32_t denominator);
uint64_t plain_GetTickCount64(void);

PLAIN int32_t plain_MulDiv(int32_t number, int32_t numerator, int32_t denominator)
{
    int64_t product = (int64_t)number * numerator, half, result;

    if (denominator == 0)
        return -1;
    half = (denominator < 0 ? -(int64_t)denominator : denominator) / 2;
    result = (product + (product < 0 ? -half : half)) / denominator;
    return result > INT32_MAX || result <= INT32_MIN ? -1 : (int32_t)result;
}

PLAIN uint64_t plain_GetTickCount64(void)
{
    struct timespec now;

    clock_gettime(CLOCK_BOOTTIME, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
