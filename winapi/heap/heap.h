/* SPDX-License-Identifier: MIT */
/*
 * heap.h - Windows heaps over malloc
 *
 * The process heap is a thin layer: a header with the exact size in front of a
 * malloc'ed block. Private heaps keep their blocks in a list, so that they can
 * be walked and go with the heap.
 */
#ifndef WINSHIM_HEAP_H
#define WINSHIM_HEAP_H

#include "shim/abi.h"

struct heap;

/* What a heap holds; for the process heap only @maximum_bytes and @flags are known. */
struct heap_totals {
    DWORD flags;
    size_t blocks, allocated_bytes, maximum_bytes;
};

/** heap_process() - the process heap, which is never destroyed */
struct heap *heap_process(void);

/**
 * heap_new() - a private heap
 * @flags: HEAP_NO_SERIALIZE, HEAP_GENERATE_EXCEPTIONS, HEAP_CREATE_ENABLE_EXECUTE: kept only
 * @maximum_bytes: most bytes that it may hold; 0: no limit
 *
 * Return: 0; -ENOMEM.
 */
int heap_new(DWORD flags, size_t maximum_bytes, struct heap **ret_heap);

/** heap_destroy() - free a private heap and all its blocks. Return: 0; -EBADF. */
int heap_destroy(HANDLE heap);

/**
 * heap_alloc() - a block, aligned to 16 bytes
 * @flags: HEAP_ZERO_MEMORY counts
 *
 * Return: the block; NULL when memory or the heap's room is out, or for no heap.
 */
void *heap_alloc(HANDLE heap, DWORD flags, size_t bytes);

/**
 * heap_realloc() - change a block's size
 * @flags: HEAP_ZERO_MEMORY: what is new is zero; HEAP_REALLOC_IN_PLACE_ONLY: never move
 *
 * Return: the block; NULL when it can't be done, and then @block is as before.
 */
void *heap_realloc(HANDLE heap, DWORD flags, void *block, size_t bytes);

/** heap_free() - free a block; NULL is fine. Return: 0; -EINVAL when it is none of the heap. */
int heap_free(HANDLE heap, void *block);

/** heap_size() - exact size of a block. Return: 0; -EINVAL. */
int heap_size(HANDLE heap, const void *block, size_t *ret_bytes);

/** heap_validate() - check a heap, or one block of it. Return: whether all is well. */
bool heap_validate(HANDLE heap, const void *block);

/** heap_lock() - keep other threads out of a heap; nests. Return: 0; -EBADF. */
int heap_lock(HANDLE heap);

/** heap_unlock() - Return: 0; -EBADF; -EPERM when the thread doesn't hold the lock. */
int heap_unlock(HANDLE heap);

/**
 * heap_next() - walk a private heap
 * @block: NULL for the first
 * @ret_block: the next block
 * @ret_bytes: its size
 *
 * Return: 0; -EBADF; -ENOENT after the last one, and at once for the process heap; -EINVAL.
 */
int heap_next(HANDLE heap, const void *block, void **ret_block, size_t *ret_bytes);

/** heap_get_totals() - Return: 0; -EBADF. */
int heap_get_totals(HANDLE heap, struct heap_totals *ret_totals);

/** heap_list() - all heaps, the process heap first, at most @room. Return: how many there are. */
size_t heap_list(HANDLE *heaps, size_t room);

#endif
