/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#undef RtlGenRandom
BOOLEAN WINAPI SystemFunction036(PVOID buffer, ULONG bytes);

CASE(random_bytes_fill_exactly_the_buffer)
{
    unsigned char block[70], other[64];

    POISON(block);
    EXPECT(SystemFunction036(block, 64));
    EXPECT(SystemFunction036(other, 64));
    EXPECT(memcmp(block, other, 64) != 0);
    for (int i = 64; i < 70; i++)
        EXPECT_EQ(block[i], 0xa5);
    EXPECT(SystemFunction036(block, 0));
}
