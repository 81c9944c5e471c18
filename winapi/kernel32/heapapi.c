/* SPDX-License-Identifier: MIT */
/* heapapi.c - kernel32: heaps */
#include <malloc.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/heap/heap.h"

typedef struct {
    DWORD cb;
    SIZE_T cbAllocated, cbCommitted, cbReserved, cbMaxReserve;
} HEAP_SUMMARY;

BOOL WINAPI HeapSummary(HANDLE heap, DWORD flags, HEAP_SUMMARY *summary);

/**
 * GetProcessHeap() - the heap that every process has
 *
 * Return: a handle that needs no closing.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-getprocessheap
 */
HANDLE WINAPI API(GetProcessHeap)(void)
{
    return heap_process();
}
EXPORT(kernel32, GetProcessHeap);
EXPORT_AS(kernelbase, "GetProcessHeap", GetProcessHeap);

/**
 * GetProcessHeaps() - handles of all heaps of the process
 * @room: how many handles fit in @heaps
 * @heaps: written up to @room; may be NULL when @room is 0
 *
 * Return: number of heaps, which may be more than @room; then @heaps isn't complete. 0 with
 * ERROR_NOACCESS for NULL with a @room.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-getprocessheaps
 */
DWORD WINAPI API(GetProcessHeaps)(DWORD room, HANDLE *heaps)
{
    if (room && !heaps)
        return win32_fail(ERROR_NOACCESS, 0);
    return (DWORD)heap_list(heaps, room);
}
EXPORT(kernel32, GetProcessHeaps);
EXPORT_AS(kernelbase, "GetProcessHeaps", GetProcessHeaps);

/**
 * HeapCreate() - make a private heap
 * @options: HEAP_NO_SERIALIZE, HEAP_GENERATE_EXCEPTIONS, HEAP_CREATE_ENABLE_EXECUTE
 * @initial_bytes: no more than a non-zero @maximum_bytes
 * @maximum_bytes: most that the heap can hold; 0: it grows as needed
 *
 * Return: the heap; NULL with ERROR_INVALID_PARAMETER or ERROR_NOT_ENOUGH_MEMORY.
 * Differs: HEAP_GENERATE_EXCEPTIONS and HEAP_CREATE_ENABLE_EXECUTE have no effect; the lock
 * is taken with HEAP_NO_SERIALIZE too.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapcreate
 */
HANDLE WINAPI API(HeapCreate)(DWORD options, SIZE_T initial_bytes, SIZE_T maximum_bytes)
{
    struct heap *heap;
    int result;

    if (maximum_bytes && initial_bytes > maximum_bytes)
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    result = heap_new(options, maximum_bytes, &heap);
    return result < 0 ? win32_fail(win32_error(result), NULL) : (HANDLE)heap;
}
EXPORT(kernel32, HeapCreate);
EXPORT_AS(kernelbase, "HeapCreate", HeapCreate);

/**
 * HeapDestroy() - free a private heap with every block in it
 * @heap: from HeapCreate()
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE, for the process heap too.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapdestroy
 */
BOOL WINAPI API(HeapDestroy)(HANDLE heap)
{
    return win32_bool(heap_destroy(heap));
}
EXPORT(kernel32, HeapDestroy);
EXPORT_AS(kernelbase, "HeapDestroy", HeapDestroy);

/**
 * HeapAlloc() - allocate a block
 * @heap: heap
 * @flags: HEAP_ZERO_MEMORY, HEAP_GENERATE_EXCEPTIONS, HEAP_NO_SERIALIZE
 * @bytes: size; 0 is fine
 *
 * Return: the block, aligned to 16 bytes; NULL when it can't be had. The last error isn't set.
 * Differs: HEAP_GENERATE_EXCEPTIONS raises nothing, the result is NULL.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapalloc
 */
void *WINAPI API(HeapAlloc)(HANDLE heap, DWORD flags, SIZE_T bytes)
{
    return heap_alloc(heap, flags, bytes);
}
EXPORT(kernel32, HeapAlloc);
EXPORT_AS(kernelbase, "HeapAlloc", HeapAlloc);

/**
 * HeapReAlloc() - change a block's size, moving it if need be
 * @heap: heap of the block
 * @flags: HEAP_ZERO_MEMORY (for what is new), HEAP_REALLOC_IN_PLACE_ONLY,
 *         HEAP_GENERATE_EXCEPTIONS, HEAP_NO_SERIALIZE
 * @block: from HeapAlloc()
 * @bytes: new size
 *
 * Return: the block; NULL when it can't be done, and then @block is as before.
 * Differs: HEAP_GENERATE_EXCEPTIONS raises nothing, the result is NULL.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heaprealloc
 */
void *WINAPI API(HeapReAlloc)(HANDLE heap, DWORD flags, void *block, SIZE_T bytes)
{
    return heap_realloc(heap, flags, block, bytes);
}
EXPORT(kernel32, HeapReAlloc);
EXPORT_AS(kernelbase, "HeapReAlloc", HeapReAlloc);

/**
 * HeapFree() - free a block
 * @heap: heap of the block
 * @flags: HEAP_NO_SERIALIZE
 * @block: NULL is fine
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER when it is no block of the heap.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapfree
 */
BOOL WINAPI API(HeapFree)(HANDLE heap, DWORD flags, void *block)
{
    return win32_bool(heap_free(heap, block));
}
EXPORT(kernel32, HeapFree);
EXPORT_AS(kernelbase, "HeapFree", HeapFree);

/**
 * HeapSize() - the size that a block was allocated with
 * @heap: heap of the block
 * @flags: HEAP_NO_SERIALIZE
 * @block: from HeapAlloc()
 *
 * Return: bytes; (SIZE_T)-1 when it is no block of the heap. The last error isn't set.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapsize
 */
SIZE_T WINAPI API(HeapSize)(HANDLE heap, DWORD flags, const void *block)
{
    size_t bytes;

    return heap_size(heap, block, &bytes) < 0 ? (SIZE_T)-1 : bytes;
}
EXPORT(kernel32, HeapSize);
EXPORT_AS(kernelbase, "HeapSize", HeapSize);

/**
 * HeapValidate() - check a heap or one block
 * @heap: heap
 * @flags: HEAP_NO_SERIALIZE
 * @block: NULL for the whole heap
 *
 * Return: TRUE when all is well, else FALSE. The last error isn't set.
 * Differs: blocks of the process heap aren't checked one by one.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapvalidate
 */
BOOL WINAPI API(HeapValidate)(HANDLE heap, DWORD flags, const void *block)
{
    return heap_validate(heap, block);
}
EXPORT(kernel32, HeapValidate);
EXPORT_AS(kernelbase, "HeapValidate", HeapValidate);

/**
 * HeapLock() - keep other threads out of a heap; may be nested
 * @heap: heap
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE.
 * Differs: the process heap's lock keeps nobody from allocating.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heaplock
 */
BOOL WINAPI API(HeapLock)(HANDLE heap)
{
    return win32_bool(heap_lock(heap));
}
EXPORT(kernel32, HeapLock);
EXPORT_AS(kernelbase, "HeapLock", HeapLock);

/**
 * HeapUnlock() - let other threads in again
 * @heap: heap
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE; ERROR_NOT_OWNER when it isn't locked.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapunlock
 */
BOOL WINAPI API(HeapUnlock)(HANDLE heap)
{
    int result = heap_unlock(heap);

    return win32_bool(result == -EPERM ? ENGINE_WIN32(ERROR_NOT_OWNER) : result);
}
EXPORT(kernel32, HeapUnlock);
EXPORT_AS(kernelbase, "HeapUnlock", HeapUnlock);

/**
 * HeapWalk() - the blocks of a heap, one a call
 * @heap: heap
 * @entry: lpData NULL to begin; the same structure for each further call
 *
 * Return: TRUE; FALSE with ERROR_NO_MORE_ITEMS after the last, ERROR_INVALID_HANDLE,
 * ERROR_INVALID_PARAMETER for NULL or no block of the heap.
 * Differs: only blocks in use show, no regions; the process heap can't be walked.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapwalk
 */
BOOL WINAPI API(HeapWalk)(HANDLE heap, PROCESS_HEAP_ENTRY *entry)
{
    void *block;
    size_t bytes;
    int result;

    if (!entry)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    result = heap_next(heap, entry->lpData, &block, &bytes);
    if (result < 0)
        return win32_bool(result == -ENOENT ? ENGINE_WIN32(ERROR_NO_MORE_ITEMS) : result);
    *entry = (PROCESS_HEAP_ENTRY){
        .lpData = block, .cbData = (DWORD)bytes, .wFlags = PROCESS_HEAP_ENTRY_BUSY};
    return TRUE;
}
EXPORT(kernel32, HeapWalk);
EXPORT_AS(kernelbase, "HeapWalk", HeapWalk);

/**
 * HeapQueryInformation() - whether a heap is a low-fragmentation heap
 * @heap: heap
 * @what: HeapCompatibilityInformation
 * @info: a ULONG: 2, low fragmentation
 * @bytes: size of @info
 * @ret_bytes: size that is needed, written unless the call is invalid; NULL is fine
 *
 * Return: TRUE; FALSE with ERROR_INSUFFICIENT_BUFFER, ERROR_INVALID_PARAMETER for another class,
 * ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapqueryinformation
 */
BOOL WINAPI API(HeapQueryInformation)(HANDLE heap, HEAP_INFORMATION_CLASS what, void *info,
                                      SIZE_T bytes, SIZE_T *ret_bytes)
{
    struct heap_totals totals;

    if (what != HeapCompatibilityInformation)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (heap && heap_get_totals(heap, &totals) < 0)
        return win32_fail(ERROR_INVALID_HANDLE, FALSE);
    if (ret_bytes)
        *ret_bytes = sizeof(ULONG);
    if (!info || bytes < sizeof(ULONG))
        return win32_fail(ERROR_INSUFFICIENT_BUFFER, FALSE);
    *(ULONG *)info = 2;
    return TRUE;
}
EXPORT(kernel32, HeapQueryInformation);
EXPORT_AS(kernelbase, "HeapQueryInformation", HeapQueryInformation);

/**
 * HeapSetInformation() - choose features of a heap; accepted without effect
 * @heap: heap; NULL for the whole process with HeapEnableTerminationOnCorruption
 * @what: HeapCompatibilityInformation, HeapEnableTerminationOnCorruption, 3 (optimize resources)
 * @info: a ULONG for HeapCompatibilityInformation: 0 or 2
 * @bytes: size of @info
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER, ERROR_INSUFFICIENT_BUFFER,
 * ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapsetinformation
 */
BOOL WINAPI API(HeapSetInformation)(HANDLE heap, HEAP_INFORMATION_CLASS what, void *info,
                                    SIZE_T bytes)
{
    struct heap_totals totals;

    if (heap && heap_get_totals(heap, &totals) < 0)
        return win32_fail(ERROR_INVALID_HANDLE, FALSE);
    /* 1: HeapEnableTerminationOnCorruption, 3: HeapOptimizeResources */
    if ((int)what == 1 || (int)what == 3)
        return TRUE;
    if (what != HeapCompatibilityInformation)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (!info || bytes < sizeof(ULONG))
        return win32_fail(ERROR_INSUFFICIENT_BUFFER, FALSE);
    if (*(ULONG *)info != 0 && *(ULONG *)info != 2)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return TRUE;
}
EXPORT(kernel32, HeapSetInformation);
EXPORT_AS(kernelbase, "HeapSetInformation", HeapSetInformation);

/**
 * HeapCompact() - give free memory back to the system
 * @heap: heap
 * @flags: HEAP_NO_SERIALIZE
 *
 * Return: size of the largest free block, here what a heap can hold in one block; 0 with
 * ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapcompact
 */
SIZE_T WINAPI API(HeapCompact)(HANDLE heap, DWORD flags)
{
    struct heap_totals totals;

    if (heap_get_totals(heap, &totals) < 0)
        return win32_fail(ERROR_INVALID_HANDLE, 0);
    malloc_trim(0);
    surface_succeeded();
    return totals.maximum_bytes ? totals.maximum_bytes - totals.allocated_bytes : 0xffff0;
}
EXPORT(kernel32, HeapCompact);
EXPORT_AS(kernelbase, "HeapCompact", HeapCompact);

/**
 * HeapSummary() - how much a heap holds
 * @heap: heap
 * @flags: unused
 * @summary: cb must be the structure's size; the rest is written
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER or ERROR_INVALID_HANDLE.
 * Differs: the process heap shows nothing; committed is what is allocated.
 * Source: learn.microsoft.com, heapapi/nf-heapapi-heapsummary
 */
BOOL WINAPI API(HeapSummary)(HANDLE heap, DWORD flags, HEAP_SUMMARY *summary)
{
    struct heap_totals totals;

    if (!summary || summary->cb != sizeof(*summary))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (heap_get_totals(heap, &totals) < 0)
        return win32_fail(ERROR_INVALID_HANDLE, FALSE);
    summary->cbAllocated = summary->cbCommitted = totals.allocated_bytes;
    summary->cbReserved = totals.allocated_bytes;
    summary->cbMaxReserve = totals.maximum_bytes;
    return TRUE;
}
EXPORT(kernel32, HeapSummary);
EXPORT_AS(kernelbase, "HeapSummary", HeapSummary);
