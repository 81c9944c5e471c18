/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(disk_space_in_bytes_is_plausible)
{
    ULARGE_INTEGER available, total, all, wide_total;

    POISON(available);
    POISON(total);
    EXPECT_TRUE_KEEPING_ERROR(GetDiskFreeSpaceExA("C:\\", &available, &total, &all));
    EXPECT(total.QuadPart > 0);
    EXPECT(available.QuadPart <= all.QuadPart && all.QuadPart <= total.QuadPart);
    EXPECT(GetDiskFreeSpaceExW(L"C:\\", NULL, &wide_total, NULL));
    EXPECT_EQ(wide_total.QuadPart, total.QuadPart);
    EXPECT(GetDiskFreeSpaceExW(NULL, &available, NULL, NULL));
}

CASE(disk_space_in_clusters_agrees_with_bytes)
{
    DWORD sectors, bytes, unused, clusters, wide_clusters;
    ULARGE_INTEGER total;

    POISON(sectors);
    EXPECT_TRUE_KEEPING_ERROR(GetDiskFreeSpaceA("C:\\", &sectors, &bytes, &unused, &clusters));
    EXPECT_EQ(bytes, 512);
    EXPECT(sectors > 0);
    EXPECT(GetDiskFreeSpaceW(L"C:\\", NULL, NULL, NULL, &wide_clusters));
    EXPECT_EQ(wide_clusters, clusters);
    EXPECT(GetDiskFreeSpaceExA("C:\\", NULL, &total, NULL));
    EXPECT((ULONGLONG)clusters * sectors * bytes <= total.QuadPart);
}

CASE(folder_that_is_not_there_has_no_space)
{
    ULARGE_INTEGER total;
    DWORD clusters;

    POISON(total);
    POISON(clusters);
    EXPECT_FAILS(GetDiskFreeSpaceExA("C:\\no such folder\\x", NULL, &total, NULL),
                 ERROR_PATH_NOT_FOUND);
    EXPECT(IS_POISONED(total));
    EXPECT_FAILS(GetDiskFreeSpaceW(L"C:\\no such folder\\x", NULL, NULL, NULL, &clusters),
                 ERROR_PATH_NOT_FOUND);
    EXPECT(IS_POISONED(clusters));
}
