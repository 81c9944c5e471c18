/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(user_name_is_counted_with_its_nul)
{
    WCHAR wide[257];
    char narrow[257];
    DWORD wide_size = 257, narrow_size = 257;

    EXPECT_TRUE_KEEPING_ERROR(GetUserNameW(wide, &wide_size));
    EXPECT_TRUE_KEEPING_ERROR(GetUserNameA(narrow, &narrow_size));
    EXPECT_EQ(wide_size, lstrlenW(wide) + 1);
    EXPECT_EQ(narrow_size, strlen(narrow) + 1);
    EXPECT(wide_size > 1);
}

CASE(short_buffer_for_the_user_name_gets_the_size)
{
    WCHAR wide[257];
    char narrow[1];
    DWORD whole = 257, size = 0;

    EXPECT(GetUserNameW(wide, &whole));
    EXPECT_FAILS(GetUserNameW(NULL, &size), ERROR_INSUFFICIENT_BUFFER);
    EXPECT_EQ(size, whole);
    size = 1;
    POISON(narrow);
    EXPECT_FAILS(GetUserNameA(narrow, &size), ERROR_INSUFFICIENT_BUFFER);
    EXPECT_EQ(size, whole);
    EXPECT(IS_POISONED(narrow));
}
