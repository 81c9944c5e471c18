/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define NO_MODULE ((HINSTANCE)(ULONG_PTR)0x12340000)

CASE(a_program_without_resources_has_no_strings)
{
    CHAR a[8];
    WCHAR w[8];

    POISON(w);
    EXPECT_FAILS(LoadStringA(NULL, 7, a, 8), ERROR_RESOURCE_DATA_NOT_FOUND);
    EXPECT_STR(a, "");
    EXPECT_FAILS(LoadStringW(NULL, 7, w, 8), ERROR_RESOURCE_DATA_NOT_FOUND);
    EXPECT_FAILS(LoadStringW(NO_MODULE, 7, w, 8), ERROR_RESOURCE_DATA_NOT_FOUND);
    EXPECT_FAILS(LoadStringW(NO_MODULE, 7, w, 0), ERROR_RESOURCE_DATA_NOT_FOUND);
    EXPECT(IS_POISONED(w));
}

CASE(there_must_be_room_for_a_string)
{
    CHAR a[8];

    POISON(a);
    EXPECT_EQ(LoadStringA(NULL, 7, a, 0), -1);
    if (current_host() & ON_WINSHIM) /* crashes elsewhere */
        EXPECT_EQ(LoadStringA(NULL, 7, NULL, 8), 0);
    EXPECT_EQ(LoadStringW(NULL, 7, NULL, 8), 0);
    EXPECT(IS_POISONED(a));
}
