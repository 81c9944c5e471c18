/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#undef RtlMoveMemory
#undef RtlFillMemory
#undef RtlZeroMemory
void WINAPI RtlMoveMemory(void *to, const void *from, SIZE_T bytes);
void WINAPI RtlFillMemory(void *to, SIZE_T bytes, BYTE value);
void WINAPI RtlZeroMemory(void *to, SIZE_T bytes);
LONG WINAPI RtlGetVersion(OSVERSIONINFOEXW *info);
LONG WINAPI RtlVerifyVersionInfo(const OSVERSIONINFOEXW *info, DWORD types, DWORDLONG conditions);

CASE(true_version_is_windows_10_here)
{
    OSVERSIONINFOEXW info;

    POISON(info);
    info.dwOSVersionInfoSize = sizeof(OSVERSIONINFOW);
    EXPECT_EQ(RtlGetVersion(&info), 0);
    if (current_host() & ON_WINSHIM) {
        EXPECT_EQ(info.dwMajorVersion, 10);
        EXPECT_EQ(info.dwMinorVersion, 0);
        EXPECT_EQ(info.dwBuildNumber, 19045);
    }
    EXPECT(info.dwMajorVersion >= 6);
    EXPECT_EQ(info.dwPlatformId, VER_PLATFORM_WIN32_NT);
    EXPECT(IS_POISONED(info.wSuiteMask));
    info.dwOSVersionInfoSize = sizeof(info);
    EXPECT_EQ(RtlGetVersion(&info), 0);
    EXPECT_EQ(info.wProductType, VER_NT_WORKSTATION);
}

CASE(version_mismatch_is_a_status)
{
    OSVERSIONINFOEXW info = {.dwOSVersionInfoSize = sizeof(info), .dwMajorVersion = 6};
    DWORDLONG mask = VerSetConditionMask(0, VER_MAJORVERSION, VER_GREATER_EQUAL);

    EXPECT_EQ(RtlVerifyVersionInfo(&info, VER_MAJORVERSION, mask), 0);
    info.dwMajorVersion = 11;
    EXPECT_EQ((DWORD)RtlVerifyVersionInfo(&info, VER_MAJORVERSION, mask), 0xc0000059);
    EXPECT_EQ((DWORD)RtlVerifyVersionInfo(&info, 0, mask), 0xc000000d);
}

CASE(overlapping_blocks_are_moved)
{
    char block[] = "abcdef";

    RtlMoveMemory(block + 2, block, 4);
    EXPECT_STR(block, "ababcd");
    RtlMoveMemory(NULL, NULL, 0);
}

CASE(blocks_are_filled_to_the_byte)
{
    char block[8];

    POISON(block);
    RtlFillMemory(block, 4, 'x');
    RtlZeroMemory(block + 4, 2);
    EXPECT_STR(block, "xxxx");
    EXPECT_EQ(block[5], 0);
    EXPECT(IS_POISONED(block[6]));
}

CASE(comparison_counts_equal_bytes)
{
    EXPECT_EQ(RtlCompareMemory("abcd", "abxd", 4), 2);
    EXPECT_EQ(RtlCompareMemory("abcd", "abcd", 4), 4);
    EXPECT_EQ(RtlCompareMemory("x", "y", 1), 0);
    EXPECT_EQ(RtlCompareMemory(NULL, NULL, 0), 0);
}
