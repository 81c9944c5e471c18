/* SPDX-License-Identifier: MIT */
/* winbase-memory.c - kernel32: Global and Local memory objects, and probing of pointers */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/heap/movable.h"
#include "winapi/memory/probe.h"

WINBASEAPI void WINAPI GlobalUnfix(HGLOBAL handle); /* Wine's headers have no such prototype */

/* ---- invalid handles are told the same way in both families --------------------------------- */

static HANDLE handle_or_fail(int result, HANDLE handle)
{
    if (result < 0)
        return win32_fail(win32_error(result), NULL);
    surface_succeeded();
    return handle;
}

static BOOL unlock(HANDLE handle, BOOL fixed)
{
    unsigned locks;
    int result = movable_unlock(handle, &locks);

    if (result == -ENXIO)
        return fixed ? TRUE : win32_fail(ERROR_NOT_LOCKED, FALSE);
    if (result < 0)
        return win32_bool(result);
    /* The page: FALSE with NO_ERROR says that the count came to zero. */
    return locks ? TRUE : win32_fail(NO_ERROR, FALSE);
}

/* ---- Global -------------------------------------------------------------------------------- */

/**
 * GlobalAlloc() - allocate fixed memory or a movable object
 * @flags: GMEM_FIXED, GMEM_MOVEABLE, GMEM_ZEROINIT, GMEM_DISCARDABLE; others have no effect
 * @bytes: size; a movable object of 0 bytes is made discarded
 *
 * Fixed memory is malloc's, so what .NET or Mono free is this.
 *
 * Return: pointer to fixed memory, or a handle; NULL with ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, winbase/nf-winbase-globalalloc
 */
HGLOBAL WINAPI API(GlobalAlloc)(UINT flags, SIZE_T bytes)
{
    HANDLE handle = NULL;
    int result = movable_alloc(flags, bytes, &handle);

    return handle_or_fail(result, handle);
}
EXPORT(kernel32, GlobalAlloc);
EXPORT_AS(kernelbase, "GlobalAlloc", GlobalAlloc);

/**
 * GlobalReAlloc() - change size or attributes of a memory object
 * @handle: from GlobalAlloc()
 * @bytes: new size; 0 discards an unlocked movable object
 * @flags: GMEM_MOVEABLE: it may move though it is fixed or locked; GMEM_ZEROINIT: what is new is
 *         zero; GMEM_MODIFY: @bytes doesn't matter, GMEM_MOVEABLE makes fixed memory movable and
 *         GMEM_DISCARDABLE sets that attribute
 *
 * Return: the handle; NULL with ERROR_NOT_ENOUGH_MEMORY, also when it would have to move,
 * ERROR_INVALID_HANDLE, or ERROR_INVALID_PARAMETER for discarding a locked object.
 * Differs: the size of fixed memory that GMEM_ZEROINIT extends is malloc's, not what was asked for.
 * Source: learn.microsoft.com, winbase/nf-winbase-globalrealloc
 */
HGLOBAL WINAPI API(GlobalReAlloc)(HGLOBAL handle, SIZE_T bytes, UINT flags)
{
    HANDLE moved = NULL;
    int result = movable_realloc(handle, flags, bytes, &moved);

    return handle_or_fail(result, moved);
}
EXPORT(kernel32, GlobalReAlloc);
EXPORT_AS(kernelbase, "GlobalReAlloc", GlobalReAlloc);

/**
 * GlobalFree() - free a memory object, locked or not
 * @handle: handle or fixed memory; NULL is fine
 *
 * Return: NULL; @handle with ERROR_INVALID_HANDLE when it isn't one.
 * Source: learn.microsoft.com, winbase/nf-winbase-globalfree
 */
HGLOBAL WINAPI API(GlobalFree)(HGLOBAL handle)
{
    int result = movable_free(handle);

    if (result < 0)
        return win32_fail(win32_error(result), handle);
    surface_succeeded();
    return NULL;
}
EXPORT(kernel32, GlobalFree);
EXPORT_AS(kernelbase, "GlobalFree", GlobalFree);

/**
 * GlobalLock() - the memory of an object, which then doesn't move
 * @handle: handle or fixed memory
 *
 * Return: pointer; NULL with ERROR_INVALID_HANDLE or ERROR_DISCARDED.
 * Source: learn.microsoft.com, winbase/nf-winbase-globallock
 */
void *WINAPI API(GlobalLock)(HGLOBAL handle)
{
    void *block = NULL;
    int result = movable_lock(handle, &block);

    return handle_or_fail(result, block);
}
EXPORT(kernel32, GlobalLock);
EXPORT_AS(kernelbase, "GlobalLock", GlobalLock);

/**
 * GlobalUnlock() - count a lock down
 * @handle: handle or fixed memory
 *
 * Return: TRUE while locks are left, and for fixed memory; FALSE with NO_ERROR when the last
 * one went, ERROR_NOT_LOCKED, ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, winbase/nf-winbase-globalunlock
 */
BOOL WINAPI API(GlobalUnlock)(HGLOBAL handle)
{
    return unlock(handle, TRUE);
}
EXPORT(kernel32, GlobalUnlock);
EXPORT_AS(kernelbase, "GlobalUnlock", GlobalUnlock);

/**
 * GlobalSize() - size of a memory object
 * @handle: handle or fixed memory
 *
 * Return: bytes, for fixed memory perhaps more than asked for; 0 when it is discarded; 0 with
 * ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, winbase/nf-winbase-globalsize
 */
SIZE_T WINAPI API(GlobalSize)(HGLOBAL handle)
{
    size_t bytes;
    int result = movable_size(handle, &bytes);

    return result < 0 ? win32_fail(win32_error(result), 0) : bytes;
}
EXPORT(kernel32, GlobalSize);
EXPORT_AS(kernelbase, "GlobalSize", GlobalSize);

/**
 * GlobalFlags() - locks and attributes of a memory object
 * @handle: handle or fixed memory
 *
 * Return: lock count in the low byte, GMEM_DISCARDABLE, GMEM_DISCARDED; GMEM_INVALID_HANDLE with
 * ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, winbase/nf-winbase-globalflags
 */
UINT WINAPI API(GlobalFlags)(HGLOBAL handle)
{
    UINT flags;
    int result = movable_flags(handle, &flags);

    if (result < 0)
        return win32_fail(win32_error(result), GMEM_INVALID_HANDLE);
    return flags;
}
EXPORT(kernel32, GlobalFlags);
EXPORT_AS(kernelbase, "GlobalFlags", GlobalFlags);

/**
 * GlobalHandle() - the handle of a memory object
 * @memory: from GlobalLock(); fixed memory is its own handle
 *
 * Return: handle; NULL with ERROR_INVALID_HANDLE.
 * Differs: an address that is no memory object's can't be told from fixed memory.
 * Source: learn.microsoft.com, winbase/nf-winbase-globalhandle
 */
HGLOBAL WINAPI API(GlobalHandle)(const void *memory)
{
    HANDLE handle = NULL;
    int result = movable_handle(memory, &handle);

    return handle_or_fail(result, handle);
}
EXPORT(kernel32, GlobalHandle);
EXPORT_AS(kernelbase, "GlobalHandle", GlobalHandle);

/**
 * GlobalFix(), GlobalWire() - lock a memory object, in the words of 16-bit Windows
 * @handle: as for GlobalLock()
 *
 * Return: GlobalWire(): pointer; NULL as GlobalLock() does. GlobalFix(): nothing.
 * Source: observed: tests/conformance/kernel32/winbase-memory.c
 */
void WINAPI API(GlobalFix)(HGLOBAL handle)
{
    void *block;
    int result = movable_lock(handle, &block);

    if (result < 0)
        set_last_error(win32_error(result));
}
EXPORT(kernel32, GlobalFix);

void *WINAPI API(GlobalWire)(HGLOBAL handle)
{
    void *block = NULL;
    int result = movable_lock(handle, &block);

    return handle_or_fail(result, block);
}
EXPORT(kernel32, GlobalWire);

/**
 * GlobalUnfix(), GlobalUnWire() - count a lock down, in the words of 16-bit Windows
 * @handle: as for GlobalUnlock()
 *
 * Return: GlobalUnWire(): as GlobalUnlock(). GlobalUnfix(): nothing.
 * Source: observed: tests/conformance/kernel32/winbase-memory.c
 */
void WINAPI API(GlobalUnfix)(HGLOBAL handle)
{
    unlock(handle, TRUE);
}
EXPORT(kernel32, GlobalUnfix);

BOOL WINAPI API(GlobalUnWire)(HGLOBAL handle)
{
    return unlock(handle, TRUE);
}
EXPORT(kernel32, GlobalUnWire);

/**
 * GlobalCompact(), LocalCompact(), LocalShrink() - make room in 16-bit Windows' heap
 * @bytes: doesn't matter
 * @handle: doesn't matter
 *
 * There is nothing to move.
 *
 * Return: 0.
 * Source: observed: tests/conformance/kernel32/winbase-memory.c
 */
SIZE_T WINAPI API(GlobalCompact)(DWORD bytes)
{
    (void)bytes;
    return 0;
}
EXPORT(kernel32, GlobalCompact);

SIZE_T WINAPI API(LocalCompact)(UINT bytes)
{
    (void)bytes;
    return 0;
}
EXPORT(kernel32, LocalCompact);

SIZE_T WINAPI API(LocalShrink)(HLOCAL handle, UINT bytes)
{
    (void)handle;
    (void)bytes;
    return 0;
}
EXPORT(kernel32, LocalShrink);

/* ---- Local --------------------------------------------------------------------------------- */

/**
 * LocalAlloc() - allocate fixed memory or a movable object
 * @flags: LMEM_FIXED, LMEM_MOVEABLE, LMEM_ZEROINIT, LMEM_DISCARDABLE; others have no effect
 * @bytes: size; a movable object of 0 bytes is made discarded
 *
 * Fixed memory is malloc's, so what .NET or Mono free is this.
 *
 * Return: pointer to fixed memory, or a handle; NULL with ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, winbase/nf-winbase-localalloc
 */
HLOCAL WINAPI API(LocalAlloc)(UINT flags, SIZE_T bytes)
{
    HANDLE handle = NULL;
    int result = movable_alloc(flags, bytes, &handle);

    return handle_or_fail(result, handle);
}
EXPORT(kernel32, LocalAlloc);
EXPORT_AS(kernelbase, "LocalAlloc", LocalAlloc);

/**
 * LocalReAlloc() - change size or attributes of a memory object
 * @handle: from LocalAlloc()
 * @bytes: new size; 0 discards an unlocked movable object
 * @flags: LMEM_MOVEABLE: it may move though it is fixed or locked; LMEM_ZEROINIT: what is new is
 *         zero; LMEM_MODIFY: @bytes doesn't matter, LMEM_MOVEABLE makes fixed memory movable and
 *         LMEM_DISCARDABLE sets that attribute
 *
 * Return: the handle; NULL with ERROR_NOT_ENOUGH_MEMORY, also when it would have to move,
 * ERROR_INVALID_HANDLE, or ERROR_INVALID_PARAMETER for discarding a locked object.
 * Differs: the size of fixed memory that LMEM_ZEROINIT extends is malloc's, not what was asked for.
 * Source: learn.microsoft.com, winbase/nf-winbase-localrealloc
 */
HLOCAL WINAPI API(LocalReAlloc)(HLOCAL handle, SIZE_T bytes, UINT flags)
{
    HANDLE moved = NULL;
    int result = movable_realloc(handle, flags, bytes, &moved);

    return handle_or_fail(result, moved);
}
EXPORT(kernel32, LocalReAlloc);
EXPORT_AS(kernelbase, "LocalReAlloc", LocalReAlloc);

/**
 * LocalFree() - free a memory object, locked or not
 * @handle: handle or fixed memory; NULL is fine
 *
 * Return: NULL; @handle with ERROR_INVALID_HANDLE when it isn't one.
 * Source: learn.microsoft.com, winbase/nf-winbase-localfree
 */
HLOCAL WINAPI API(LocalFree)(HLOCAL handle)
{
    int result = movable_free(handle);

    if (result < 0)
        return win32_fail(win32_error(result), handle);
    surface_succeeded();
    return NULL;
}
EXPORT(kernel32, LocalFree);
EXPORT_AS(kernelbase, "LocalFree", LocalFree);

/**
 * LocalLock() - the memory of an object, which then doesn't move
 * @handle: handle or fixed memory
 *
 * Return: pointer; NULL with ERROR_INVALID_HANDLE or ERROR_DISCARDED.
 * Source: learn.microsoft.com, winbase/nf-winbase-locallock
 */
void *WINAPI API(LocalLock)(HLOCAL handle)
{
    void *block = NULL;
    int result = movable_lock(handle, &block);

    return handle_or_fail(result, block);
}
EXPORT(kernel32, LocalLock);
EXPORT_AS(kernelbase, "LocalLock", LocalLock);

/**
 * LocalUnlock() - count a lock down
 * @handle: handle or fixed memory
 *
 * Return: TRUE while locks are left; FALSE with NO_ERROR when the last
 * one went, ERROR_NOT_LOCKED, ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, winbase/nf-winbase-localunlock
 */
BOOL WINAPI API(LocalUnlock)(HLOCAL handle)
{
    return unlock(handle, FALSE);
}
EXPORT(kernel32, LocalUnlock);
EXPORT_AS(kernelbase, "LocalUnlock", LocalUnlock);

/**
 * LocalSize() - size of a memory object
 * @handle: handle or fixed memory
 *
 * Return: bytes, for fixed memory perhaps more than asked for; 0 when it is discarded; 0 with
 * ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, winbase/nf-winbase-localsize
 */
SIZE_T WINAPI API(LocalSize)(HLOCAL handle)
{
    size_t bytes;
    int result = movable_size(handle, &bytes);

    return result < 0 ? win32_fail(win32_error(result), 0) : bytes;
}
EXPORT(kernel32, LocalSize);
EXPORT_AS(kernelbase, "LocalSize", LocalSize);

/**
 * LocalFlags() - locks and attributes of a memory object
 * @handle: handle or fixed memory
 *
 * Return: lock count in the low byte, LMEM_DISCARDABLE, LMEM_DISCARDED; LMEM_INVALID_HANDLE with
 * ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, winbase/nf-winbase-localflags
 */
UINT WINAPI API(LocalFlags)(HLOCAL handle)
{
    UINT flags;
    int result = movable_flags(handle, &flags);

    if (result < 0)
        return win32_fail(win32_error(result), LMEM_INVALID_HANDLE);
    return flags & GMEM_DISCARDABLE ? flags | LMEM_DISCARDABLE : flags;
}
EXPORT(kernel32, LocalFlags);
EXPORT_AS(kernelbase, "LocalFlags", LocalFlags);

/**
 * LocalHandle() - the handle of a memory object
 * @memory: from LocalLock(); fixed memory is its own handle
 *
 * Return: handle; NULL with ERROR_INVALID_HANDLE.
 * Differs: an address that is no memory object's can't be told from fixed memory.
 * Source: learn.microsoft.com, winbase/nf-winbase-localhandle
 */
HLOCAL WINAPI API(LocalHandle)(const void *memory)
{
    HANDLE handle = NULL;
    int result = movable_handle(memory, &handle);

    return handle_or_fail(result, handle);
}
EXPORT(kernel32, LocalHandle);
EXPORT_AS(kernelbase, "LocalHandle", LocalHandle);

/* ---- probing ---------------------------------------------------------------------------- */

/**
 * IsBadReadPtr() - whether a range can't be read
 * @start: address
 * @bytes: size; 0 is never bad
 *
 * Return: TRUE when a byte of it can't be read.
 * Source: learn.microsoft.com, winbase/nf-winbase-isbadreadptr
 */
BOOL WINAPI API(IsBadReadPtr)(const void *start, UINT_PTR bytes)
{
    return bytes && !probe_range(start, bytes, PROBE_READ);
}
EXPORT(kernel32, IsBadReadPtr);
EXPORT_AS(kernelbase, "IsBadReadPtr", IsBadReadPtr);

/**
 * IsBadWritePtr() - whether a range can't be written
 * @start: address
 * @bytes: size; 0 is never bad
 *
 * Return: TRUE when a byte of it can't be written.
 * Source: learn.microsoft.com, winbase/nf-winbase-isbadwriteptr
 */
BOOL WINAPI API(IsBadWritePtr)(void *start, UINT_PTR bytes)
{
    return bytes && !probe_range(start, bytes, PROBE_WRITE);
}
EXPORT(kernel32, IsBadWritePtr);
EXPORT_AS(kernelbase, "IsBadWritePtr", IsBadWritePtr);

/**
 * IsBadCodePtr() - whether an address can't be read
 * @address: of a function
 *
 * Return: TRUE when it can't.
 * Source: learn.microsoft.com, winbase/nf-winbase-isbadcodeptr
 */
BOOL WINAPI API(IsBadCodePtr)(FARPROC address)
{
    return !probe_range((const void *)address, 1, PROBE_READ);
}
EXPORT(kernel32, IsBadCodePtr);
EXPORT_AS(kernelbase, "IsBadCodePtr", IsBadCodePtr);

/**
 * IsBadStringPtrA(), IsBadStringPtrW() - whether a string can't be read up to its NUL
 * @string: address; NULL is bad in any case
 * @most: characters to look at
 *
 * Return: TRUE when a character before the NUL, or before @most, can't be read.
 * Source: learn.microsoft.com, winbase/nf-winbase-isbadstringptra
 */
BOOL WINAPI API(IsBadStringPtrA)(LPCSTR string, UINT_PTR most)
{
    return !string || (most && !probe_string(string, most, 1));
}
EXPORT(kernel32, IsBadStringPtrA);
EXPORT_AS(kernelbase, "IsBadStringPtrA", IsBadStringPtrA);

BOOL WINAPI API(IsBadStringPtrW)(LPCWSTR string, UINT_PTR most)
{
    return !string || (most && !probe_string(string, most, sizeof(WCHAR)));
}
EXPORT(kernel32, IsBadStringPtrW);
EXPORT_AS(kernelbase, "IsBadStringPtrW", IsBadStringPtrW);
