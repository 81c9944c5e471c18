/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#ifdef __linux__
typedef struct {
    DWORD cb;
    SIZE_T cbAllocated, cbCommitted, cbReserved, cbMaxReserve;
} HEAP_SUMMARY;
BOOL WINAPI HeapSummary(HANDLE heap, DWORD flags, HEAP_SUMMARY *summary);
#endif

CASE(process_heap_gives_blocks_of_the_exact_size)
{
    HANDLE heap = GetProcessHeap();

    EXPECT(heap != NULL);
    EXPECT(heap == GetProcessHeap());
    for (SIZE_T size = 0; size < 200; size += 7) {
        char *block = HeapAlloc(heap, 0, size);

        EXPECT(block != NULL);
        EXPECT_EQ((ULONG_PTR)block % 16, 0);
        EXPECT_EQ(HeapSize(heap, 0, block), size);
        EXPECT(HeapValidate(heap, 0, block));
        memset(block, 1, size);
        EXPECT_TRUE_KEEPING_ERROR(HeapFree(heap, 0, block));
    }
}

CASE(zeroed_block_stays_zeroed_when_it_grows)
{
    HANDLE heap = GetProcessHeap();
    unsigned char *block = HeapAlloc(heap, HEAP_ZERO_MEMORY, 40);
    int sum = 0;

    block = HeapReAlloc(heap, HEAP_ZERO_MEMORY, block, 10);
    memset(block, 0, 10);
    block = HeapReAlloc(heap, HEAP_ZERO_MEMORY, block, 5000);
    for (int i = 0; i < 5000; i++)
        sum |= block[i];
    EXPECT_EQ(sum, 0);
    EXPECT_EQ(HeapSize(heap, 0, block), 5000);
    EXPECT(HeapFree(heap, 0, block));
}

CASE(block_that_may_not_move_shrinks_in_place)
{
    HANDLE heap = GetProcessHeap();
    char *block = HeapAlloc(heap, 0, 4096);

    strcpy(block, "kept");
    EXPECT(HeapReAlloc(heap, HEAP_REALLOC_IN_PLACE_ONLY, block, 100) == block);
    EXPECT_EQ(HeapSize(heap, 0, block), 100);
    EXPECT_STR(block, "kept");
    EXPECT(HeapReAlloc(heap, HEAP_REALLOC_IN_PLACE_ONLY, block, 1 << 24) == NULL);
    EXPECT_EQ(HeapSize(heap, 0, block), 100);
    EXPECT(HeapFree(heap, 0, block));
}

CASE(freeing_null_succeeds)
{
    EXPECT_TRUE_KEEPING_ERROR(HeapFree(GetProcessHeap(), 0, NULL));
}

CASE(impossible_size_gives_null)
{
    EXPECT(HeapAlloc(GetProcessHeap(), 0, ~(SIZE_T)0) == NULL);
    EXPECT(HeapAlloc(GetProcessHeap(), 0, ~(SIZE_T)0 - 8) == NULL);
}

CASE(private_heap_takes_its_blocks_along)
{
    HANDLE heap = HeapCreate(0, 0, 0);
    char *block;

    EXPECT(heap != NULL && heap != GetProcessHeap());
    for (int i = 0; i < 100; i++) {
        block = HeapAlloc(heap, HEAP_ZERO_MEMORY, 100 + i);
        EXPECT(block && !block[99]);
    }
    block = HeapReAlloc(heap, 0, block, 70000);
    EXPECT_EQ(HeapSize(heap, 0, block), 70000);
    EXPECT(HeapFree(heap, 0, block));
    EXPECT(HeapValidate(heap, 0, NULL));
    EXPECT_TRUE_KEEPING_ERROR(HeapDestroy(heap));
}

CASE(heap_with_a_maximum_runs_full)
{
    HANDLE heap = HeapCreate(0, 0, 0x80000);
    int blocks = 0;

    EXPECT(heap != NULL);
    while (blocks < 1000 && HeapAlloc(heap, 0, 0x4000))
        blocks++;
    EXPECT(blocks > 8 && blocks <= 32);
    EXPECT(HeapAlloc(heap, 0, 0x100000) == NULL);
    EXPECT(HeapDestroy(heap));
}

CASE(heap_lock_nests)
{
    HANDLE heap = HeapCreate(0, 0, 0);

    EXPECT(HeapLock(heap));
    EXPECT(HeapLock(heap));
    EXPECT(HeapAlloc(heap, 0, 10) != NULL);
    EXPECT(HeapUnlock(heap));
    EXPECT(HeapUnlock(heap));
    EXPECT(HeapDestroy(heap));
}

CASE(walk_finds_each_block_in_use)
{
    HANDLE heap = HeapCreate(0, 0, 0);
    PROCESS_HEAP_ENTRY entry = {0};
    void *first = HeapAlloc(heap, 0, 1000), *second = HeapAlloc(heap, 0, 2000);
    int found = 0;

    SetLastError(0xdeadbeef);
    while (HeapWalk(heap, &entry))
        if (entry.wFlags & PROCESS_HEAP_ENTRY_BUSY)
            found += (entry.lpData == first && entry.cbData == 1000) +
                     (entry.lpData == second && entry.cbData == 2000);
    EXPECT_EQ(GetLastError(), ERROR_NO_MORE_ITEMS);
    EXPECT_EQ(found, 2);
    EXPECT(HeapDestroy(heap));
}

CASE(compatibility_information_is_a_ulong)
{
    HANDLE heap = GetProcessHeap();
    ULONG value;
    SIZE_T size;

    POISON(value);
    POISON(size);
    EXPECT(HeapQueryInformation(heap, HeapCompatibilityInformation, &value, sizeof(value), &size));
    EXPECT_EQ(size, sizeof(value));
    EXPECT(value <= 2);
    POISON(value);
    EXPECT_FAILS(HeapQueryInformation(heap, HeapCompatibilityInformation, &value, 3, &size),
                 ERROR_INSUFFICIENT_BUFFER);
    EXPECT_EQ(size, sizeof(value));
    EXPECT(IS_POISONED(value));
}

CASE(termination_on_corruption_and_low_fragmentation_can_be_asked_for)
{
    HANDLE heap = HeapCreate(0, 0, 0);
    ULONG value = 2;

    EXPECT(HeapSetInformation(NULL, 1 /* HeapEnableTerminationOnCorruption */, NULL, 0));
    EXPECT(HeapSetInformation(heap, HeapCompatibilityInformation, &value, sizeof(value)));
    EXPECT(HeapDestroy(heap));
}

CASE(compacting_a_heap_leaves_its_blocks)
{
    HANDLE heap = HeapCreate(0, 0, 0);
    char *block = HeapAlloc(heap, 0, 100);

    strcpy(block, "kept");
    HeapCompact(heap, 0);
    EXPECT_STR(block, "kept");
    EXPECT(HeapDestroy(heap));
}

CASE(list_of_heaps_begins_with_the_process_heap)
{
    HANDLE heaps[64], own = HeapCreate(0, 0, 0);
    DWORD count = GetProcessHeaps(64, heaps);
    int found = 0;

    EXPECT(count >= 2 && count <= 64);
    EXPECT(heaps[0] == GetProcessHeap());
    for (DWORD i = 0; i < count && i < 64; i++)
        found += heaps[i] == own;
    EXPECT_EQ(found, 1);
    EXPECT_EQ(GetProcessHeaps(0, NULL), count);
    EXPECT(HeapDestroy(own));
}

CASE(handle_that_is_no_heap_is_refused)
{
    HEAP_SUMMARY summary = {.cb = sizeof(summary)};
    int nothing[64] = {0};

    SKIP_IF(!(current_host() & ON_WINSHIM), "faults elsewhere");
    EXPECT_FAILS(HeapDestroy(nothing), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(HeapDestroy(GetProcessHeap()), ERROR_INVALID_HANDLE);
    EXPECT(HeapAlloc(nothing, 0, 8) == NULL);
    EXPECT_FAILS(HeapLock(NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(HeapUnlock(nothing), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(HeapSummary(nothing, 0, &summary), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(HeapFree(GetProcessHeap(), 0, nothing), ERROR_INVALID_PARAMETER);
    EXPECT_EQ(HeapSize(GetProcessHeap(), 0, nothing), ~(SIZE_T)0);
    EXPECT(!HeapValidate(nothing, 0, NULL));
}

typedef BOOL(WINAPI *HeapSummary_t)(HANDLE, DWORD, void *);

CASE(summary_tells_what_is_allocated)
{
    HeapSummary_t summarize =
        (HeapSummary_t)(void *)GetProcAddress(GetModuleHandleA("kernel32.dll"), "HeapSummary");
    struct {
        DWORD cb;
        SIZE_T allocated, committed, reserved, max_reserve;
    } summary;
    HANDLE heap;

    SKIP_IF(current_host() == ON_WINE, "the reference's HeapSummary is a stub that stops");
    SKIP_IF(!summarize, "this host has no HeapSummary");
    heap = HeapCreate(0, 0, 0x80000);
    EXPECT(HeapAlloc(heap, 0, 1000) != NULL);
    POISON(summary);
    summary.cb = sizeof(summary);
    EXPECT(summarize(heap, 0, &summary));
    EXPECT_EQ(summary.allocated, 1000);
    EXPECT_EQ(summary.max_reserve, 0x80000);
    summary.cb = 1;
    EXPECT_FAILS(summarize(heap, 0, &summary), ERROR_INVALID_PARAMETER);
    EXPECT(HeapDestroy(heap));
}
