/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(times_compare_as_unsigned_numbers)
{
    FILETIME early = {5, 1}, late = {0, 2}, last = {0, 0xffffffff};

    EXPECT_EQ(CompareFileTime(&early, &late), -1);
    EXPECT_EQ(CompareFileTime(&late, &early), 1);
    EXPECT_EQ(CompareFileTime(&early, &early), 0);
    EXPECT_EQ(CompareFileTime(&last, &late), 1);
}

CASE(local_file_time_and_back_is_the_same)
{
    FILETIME utc = {0x12345678, 0x01da0000}, local, back;
    TIME_ZONE_INFORMATION zone;
    DWORD id = GetTimeZoneInformation(&zone);
    LONGLONG bias = zone.Bias + (id == TIME_ZONE_ID_DAYLIGHT ? zone.DaylightBias : 0);

    POISON(local);
    POISON(back);
    EXPECT_TRUE_KEEPING_ERROR(FileTimeToLocalFileTime(&utc, &local));
    EXPECT_TRUE_KEEPING_ERROR(LocalFileTimeToFileTime(&local, &back));
    EXPECT_EQ(CompareFileTime(&utc, &back), 0);
    EXPECT_EQ(((LONGLONG)utc.dwHighDateTime << 32 | utc.dwLowDateTime) -
                  ((LONGLONG)local.dwHighDateTime << 32 | local.dwLowDateTime),
              bias * 600000000);
}
