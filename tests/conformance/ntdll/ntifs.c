/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

HANDLE WINAPI RtlCreateHeap(ULONG flags, void *base, SIZE_T reserve, SIZE_T commit, void *lock,
                            void *definition);
HANDLE WINAPI RtlDestroyHeap(HANDLE heap);
PVOID WINAPI RtlAllocateHeap(HANDLE heap, ULONG flags, SIZE_T bytes);
PVOID WINAPI RtlReAllocateHeap(HANDLE heap, ULONG flags, PVOID block, SIZE_T bytes);
BOOLEAN WINAPI RtlFreeHeap(HANDLE heap, ULONG flags, PVOID block);
SIZE_T WINAPI RtlSizeHeap(HANDLE heap, ULONG flags, const void *block);

CASE(heap_of_ntdll_is_a_heap_of_kernel32)
{
    HANDLE heap = RtlCreateHeap(HEAP_GROWABLE, NULL, 0, 0, NULL, NULL);
    char *block = RtlAllocateHeap(heap, HEAP_ZERO_MEMORY, 33);

    EXPECT(block && !block[32]);
    EXPECT_EQ(HeapSize(heap, 0, block), 33);
    block = RtlReAllocateHeap(heap, 0, block, 3000);
    EXPECT_EQ(RtlSizeHeap(heap, 0, block), 3000);
    EXPECT(RtlFreeHeap(heap, 0, block));
    EXPECT(RtlFreeHeap(heap, 0, NULL));
    EXPECT(RtlDestroyHeap(heap) == NULL);
}
