/* SPDX-License-Identifier: MIT */
/*
 * feature.c - processor features as Windows numbers them
 *
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-isprocessorfeaturepresent
 */
#include <cpuid.h>
#include <sys/auxv.h>

#include "winapi/system/system.h"

#define HWCAP2_FSGSBASE 2u

/* Where CPUID says it. Register 0 to 3: EAX, EBX, ECX, EDX; leaf 0: every x64 processor has it. */
static const struct {
    uint8_t feature;
    uint32_t leaf;
    uint8_t reg, bit;
    bool needs_avx; /* and that the system keeps the wide registers */
} features[] = {
    {PF_COMPARE_EXCHANGE_DOUBLE, 1, 3, 8, false},
    {PF_MMX_INSTRUCTIONS_AVAILABLE, 1, 3, 23, false},
    {PF_XMMI_INSTRUCTIONS_AVAILABLE, 1, 3, 25, false},
    {PF_RDTSC_INSTRUCTION_AVAILABLE, 1, 3, 4, false},
    {PF_PAE_ENABLED, 0, 0, 0, false},
    {PF_XMMI64_INSTRUCTIONS_AVAILABLE, 1, 3, 26, false},
    {PF_NX_ENABLED, 0, 0, 0, false},
    {PF_SSE3_INSTRUCTIONS_AVAILABLE, 1, 2, 0, false},
    {PF_COMPARE_EXCHANGE128, 1, 2, 13, false},
    {PF_XSAVE_ENABLED, 1, 2, 27, false},
    {PF_FASTFAIL_AVAILABLE, 0, 0, 0, false},
    {PF_RDRAND_INSTRUCTION_AVAILABLE, 1, 2, 30, false},
    {PF_RDTSCP_INSTRUCTION_AVAILABLE, 0x80000001, 3, 27, false},
    {PF_RDPID_INSTRUCTION_AVAILABLE, 7, 2, 22, false},
    {PF_SSSE3_INSTRUCTIONS_AVAILABLE, 1, 2, 9, false},
    {PF_SSE4_1_INSTRUCTIONS_AVAILABLE, 1, 2, 19, false},
    {PF_SSE4_2_INSTRUCTIONS_AVAILABLE, 1, 2, 20, false},
    {PF_AVX_INSTRUCTIONS_AVAILABLE, 1, 2, 28, true},
    {PF_AVX2_INSTRUCTIONS_AVAILABLE, 7, 1, 5, true},
    {PF_AVX512F_INSTRUCTIONS_AVAILABLE, 7, 1, 16, true},
};

static bool cpuid_says(uint32_t leaf, unsigned reg, unsigned bit)
{
    unsigned words[4] = {0};

    if (!leaf)
        return true;
    if (!__get_cpuid_count(leaf, 0, &words[0], &words[1], &words[2], &words[3]))
        return false;
    return words[reg] >> bit & 1;
}

/* XCR0: bits 1 and 2 for AVX, 5 to 7 besides for AVX-512. */
static bool system_keeps(bool avx512)
{
    uint32_t low, high, wanted = avx512 ? 0xe6 : 6;

    if (!cpuid_says(1, 2, 27))
        return false;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (low & wanted) == wanted;
}

bool system_has_feature(uint32_t feature)
{
    if (feature == PF_RDWRFSGSBASE_AVAILABLE)
        return getauxval(AT_HWCAP2) & HWCAP2_FSGSBASE;
    for (size_t i = 0; i < ARRAY_LENGTH(features); i++)
        if (features[i].feature == feature)
            return cpuid_says(features[i].leaf, features[i].reg, features[i].bit) &&
                   (!features[i].needs_avx ||
                    system_keeps(feature == PF_AVX512F_INSTRUCTIONS_AVAILABLE));
    return false;
}
