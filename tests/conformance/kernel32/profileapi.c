/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(performance_counter_runs_at_ten_megahertz)
{
    LARGE_INTEGER frequency;

    POISON(frequency);
    EXPECT_TRUE_KEEPING_ERROR(QueryPerformanceFrequency(&frequency));
    EXPECT_EQ(frequency.QuadPart, 10000000);
}

CASE(performance_counter_never_runs_back)
{
    LARGE_INTEGER last = {0}, now;

    for (int i = 0; i < 1000; i++) {
        EXPECT_TRUE_KEEPING_ERROR(QueryPerformanceCounter(&now));
        EXPECT(now.QuadPart >= last.QuadPart);
        last = now;
    }
    EXPECT(last.QuadPart > 0);
}
