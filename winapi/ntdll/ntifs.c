/* SPDX-License-Identifier: MIT */
/* ntifs.c - ntdll: heaps, the same as those of heapapi.c */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/heap/heap.h"

/**
 * RtlCreateHeap() - make a private heap
 * @flags: HEAP_GROWABLE: @reserve_bytes is no limit
 * @base: NULL; memory of the caller's own isn't used
 * @reserve_bytes: most that a heap without HEAP_GROWABLE holds; 0: no limit
 * @commit_bytes: no more than a non-zero @reserve_bytes
 * @lock: must be NULL
 * @definition: unused
 *
 * Return: the heap; NULL.
 * Differs: @base and @lock aren't supported.
 * Source: learn.microsoft.com, ntifs/nf-ntifs-rtlcreateheap
 */
HANDLE WINAPI API(RtlCreateHeap)(ULONG flags, void *base, SIZE_T reserve_bytes, SIZE_T commit_bytes,
                                 void *lock, RTL_HEAP_DEFINITION *definition)
{
    struct heap *heap = NULL;

    if (lock || (reserve_bytes && commit_bytes > reserve_bytes))
        return NULL;
    heap_new(flags, flags & HEAP_GROWABLE ? 0 : reserve_bytes, &heap);
    return heap;
}
EXPORT(ntdll, RtlCreateHeap);

/**
 * RtlDestroyHeap() - free a private heap with every block in it
 * @heap: from RtlCreateHeap() or HeapCreate()
 *
 * Return: NULL; @heap when it isn't one, or is the process heap.
 * Source: learn.microsoft.com, ntifs/nf-ntifs-rtldestroyheap
 */
HANDLE WINAPI API(RtlDestroyHeap)(HANDLE heap)
{
    return heap_destroy(heap) < 0 ? heap : NULL;
}
EXPORT(ntdll, RtlDestroyHeap);

/**
 * RtlAllocateHeap() - allocate a block
 * @heap: heap
 * @flags: HEAP_ZERO_MEMORY, HEAP_GENERATE_EXCEPTIONS, HEAP_NO_SERIALIZE
 * @bytes: size; 0 is fine
 *
 * Return: the block, aligned to 16 bytes; NULL when it can't be had.
 * Differs: HEAP_GENERATE_EXCEPTIONS raises nothing, the result is NULL.
 * Source: learn.microsoft.com, ntifs/nf-ntifs-rtlallocateheap
 */
void *WINAPI API(RtlAllocateHeap)(HANDLE heap, ULONG flags, SIZE_T bytes)
{
    return heap_alloc(heap, flags, bytes);
}
EXPORT(ntdll, RtlAllocateHeap);

/**
 * RtlReAllocateHeap() - change a block's size, moving it if need be
 * @heap: heap of the block
 * @flags: HEAP_ZERO_MEMORY (for what is new), HEAP_REALLOC_IN_PLACE_ONLY, HEAP_NO_SERIALIZE
 * @block: from RtlAllocateHeap()
 * @bytes: new size
 *
 * Return: the block; NULL when it can't be done, and then @block is as before.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heaprealloc
 */
void *WINAPI API(RtlReAllocateHeap)(HANDLE heap, ULONG flags, void *block, SIZE_T bytes)
{
    return heap_realloc(heap, flags, block, bytes);
}
EXPORT(ntdll, RtlReAllocateHeap);

/**
 * RtlFreeHeap() - free a block
 * @heap: heap of the block
 * @flags: HEAP_NO_SERIALIZE
 * @block: NULL is fine
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER when it is no block of the heap.
 * Source: learn.microsoft.com, ntifs/nf-ntifs-rtlfreeheap
 */
BOOLEAN WINAPI API(RtlFreeHeap)(HANDLE heap, ULONG flags, void *block)
{
    return (BOOLEAN)win32_bool(heap_free(heap, block));
}
EXPORT(ntdll, RtlFreeHeap);

/**
 * RtlSizeHeap() - the size that a block was allocated with
 * @heap: heap of the block
 * @flags: HEAP_NO_SERIALIZE
 * @block: from RtlAllocateHeap()
 *
 * Return: bytes; (SIZE_T)-1 when it is no block of the heap.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapsize
 */
SIZE_T WINAPI API(RtlSizeHeap)(HANDLE heap, ULONG flags, const void *block)
{
    size_t bytes;

    return heap_size(heap, block, &bytes) < 0 ? (SIZE_T)-1 : bytes;
}
EXPORT(ntdll, RtlSizeHeap);
