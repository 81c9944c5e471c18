/* SPDX-License-Identifier: MIT */
/*
 * movable.h - memory of GlobalAlloc and LocalAlloc
 *
 * Fixed memory is malloc's own, since .NET and Mono free HGLOBALs with free()
 * and hand over what they malloc'ed. A movable object has a handle in a table;
 * handles end in 8, so they never equal a block of malloc.
 */
#ifndef WINSHIM_MOVABLE_H
#define WINSHIM_MOVABLE_H

#include "shim/abi.h"

/**
 * movable_alloc() - fixed memory or a movable object
 * @flags: GMEM_MOVEABLE, GMEM_ZEROINIT, GMEM_DISCARDABLE, or the LMEM_ ones, which have the same
 *         values
 * @bytes: a movable object of no bytes is made discarded
 *
 * Return: 0; -ENOMEM.
 */
int movable_alloc(UINT flags, size_t bytes, HANDLE *ret_handle);

/**
 * movable_realloc() - change size or, with GMEM_MODIFY, attributes
 *
 * Fixed memory moves only with GMEM_MOVEABLE, a locked object too.
 *
 * Return: 0; -EBADF; -ENOMEM, also when it would have to move; -EINVAL.
 */
int movable_realloc(HANDLE handle, UINT flags, size_t bytes, HANDLE *ret_handle);

/** movable_free() - free either kind, locked or not; NULL is fine. Return: 0; -EBADF. */
int movable_free(HANDLE handle);

/**
 * movable_lock() - the memory behind a handle
 *
 * Return: 0; -EBADF; ENGINE_WIN32(ERROR_DISCARDED).
 */
int movable_lock(HANDLE handle, void **ret_block);

/**
 * movable_unlock() - count a lock down
 * @ret_locks: locks that are left
 *
 * Return: 0; -EBADF; ENGINE_WIN32(ERROR_NOT_LOCKED) when there was none; -ENXIO for fixed
 * memory, which has no locks.
 */
int movable_unlock(HANDLE handle, unsigned *ret_locks);

/** movable_size() - Return: 0; -EBADF. 0 bytes when discarded. */
int movable_size(HANDLE handle, size_t *ret_bytes);

/** movable_flags() - locks in the low byte, GMEM_DISCARDABLE, GMEM_DISCARDED. Return: 0; -EBADF. */
int movable_flags(HANDLE handle, UINT *ret_flags);

/** movable_handle() - the handle of a block; fixed memory is its own. Return: 0; -EBADF. */
int movable_handle(const void *block, HANDLE *ret_handle);

#endif
