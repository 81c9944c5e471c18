/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(last_error_is_what_was_set)
{
    SetLastError(0);
    EXPECT_EQ(GetLastError(), 0);
    SetLastError(0xffffffff);
    EXPECT_EQ(GetLastError(), 0xffffffff);
}
