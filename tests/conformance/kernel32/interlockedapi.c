/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#ifdef __linux__
SLIST_ENTRY *WINAPI InterlockedPushListSListEx(SLIST_HEADER *, SLIST_ENTRY *, SLIST_ENTRY *, ULONG);
#endif

static SLIST_HEADER list;
static struct {
    SLIST_ENTRY entry;
    int number;
} __attribute__((aligned(16))) items[5];

CASE(list_gives_back_the_last_entry_first)
{
    POISON(list);
    InitializeSListHead(&list);
    EXPECT_EQ(QueryDepthSList(&list), 0);
    EXPECT(InterlockedPopEntrySList(&list) == NULL);
    EXPECT(InterlockedPushEntrySList(&list, &items[0].entry) == NULL);
    EXPECT(InterlockedPushEntrySList(&list, &items[1].entry) == &items[0].entry);
    EXPECT(InterlockedPushEntrySList(&list, &items[2].entry) == &items[1].entry);
    EXPECT_EQ(QueryDepthSList(&list), 3);
    EXPECT(RtlFirstEntrySList(&list) == &items[2].entry);
    EXPECT(InterlockedPopEntrySList(&list) == &items[2].entry);
    EXPECT_EQ(QueryDepthSList(&list), 2);
    EXPECT(InterlockedFlushSList(&list) == &items[1].entry);
    EXPECT(items[1].entry.Next == &items[0].entry && items[0].entry.Next == NULL);
    EXPECT_EQ(QueryDepthSList(&list), 0);
    EXPECT(InterlockedFlushSList(&list) == NULL);
    EXPECT(RtlFirstEntrySList(&list) == NULL);
}

CASE(chain_is_pushed_in_one_step)
{
    InitializeSListHead(&list);
    InterlockedPushEntrySList(&list, &items[4].entry);
    items[0].entry.Next = &items[1].entry;
    items[1].entry.Next = &items[2].entry;
    EXPECT(InterlockedPushListSListEx(&list, &items[0].entry, &items[2].entry, 3) ==
           &items[4].entry);
    EXPECT_EQ(QueryDepthSList(&list), 4);
    EXPECT(InterlockedPopEntrySList(&list) == &items[0].entry);
    EXPECT(InterlockedPopEntrySList(&list) == &items[1].entry);
    EXPECT(InterlockedPopEntrySList(&list) == &items[2].entry);
    EXPECT(InterlockedPopEntrySList(&list) == &items[4].entry);
    EXPECT(InterlockedPopEntrySList(&list) == NULL);
}
