/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(fixed_memory_is_its_own_handle)
{
    char *global = GlobalAlloc(GPTR, 100), *local = LocalAlloc(LPTR, 100);

    EXPECT(global && local);
    for (int i = 0; i < 100; i++)
        EXPECT(!global[i] && !local[i]);
    EXPECT(GlobalLock(global) == global);
    EXPECT(LocalLock(local) == local);
    EXPECT(GlobalHandle(global) == global);
    EXPECT(LocalHandle(local) == local);
    EXPECT(GlobalSize(global) >= 100);
    EXPECT(LocalSize(local) >= 100);
    EXPECT_EQ(GlobalFlags(global), 0);
    EXPECT_EQ(LocalFlags(local), 0);
    EXPECT(GlobalUnlock(global));
    EXPECT_FAILS(LocalUnlock(local), ERROR_NOT_LOCKED);
    EXPECT(!GlobalFree(global));
    EXPECT(!LocalFree(local));
}

CASE(fixed_memory_of_no_bytes_is_memory)
{
    HGLOBAL global = GlobalAlloc(GMEM_FIXED, 0);
    HLOCAL local = LocalAlloc(LMEM_FIXED, 0);

    EXPECT(global && local);
    EXPECT(!GlobalFree(global));
    EXPECT(!LocalFree(local));
}

CASE(movable_object_is_locked_and_counted)
{
    HGLOBAL handle = GlobalAlloc(GHND, 100);
    char *block = GlobalLock(handle);

    EXPECT(block && (void *)block != handle);
    EXPECT_EQ(block[99], 0);
    EXPECT_EQ(GlobalSize(handle), 100);
    EXPECT_EQ(GlobalFlags(handle) & GMEM_LOCKCOUNT, 1);
    EXPECT(GlobalLock(handle) == block);
    EXPECT(GlobalHandle(block) == handle);
    EXPECT(GlobalUnlock(handle));
    EXPECT_FAILS(GlobalUnlock(handle), NO_ERROR);
    EXPECT_FAILS(GlobalUnlock(handle), ERROR_NOT_LOCKED);
    EXPECT(!GlobalFree(handle));
}

CASE(local_movable_object_is_locked_and_counted)
{
    HLOCAL handle = LocalAlloc(LHND, 50);
    char *block = LocalLock(handle);

    EXPECT(block && (void *)block != handle);
    EXPECT_EQ(LocalSize(handle), 50);
    EXPECT_EQ(LocalFlags(handle) & LMEM_LOCKCOUNT, 1);
    EXPECT(LocalHandle(block) == handle);
    EXPECT_FAILS(LocalUnlock(handle), NO_ERROR);
    EXPECT_FAILS(LocalUnlock(handle), ERROR_NOT_LOCKED);
    EXPECT(!LocalFree(handle));
}

CASE(movable_object_of_no_bytes_is_discarded)
{
    HGLOBAL handle = GlobalAlloc(GMEM_MOVEABLE, 0);

    EXPECT(handle != NULL);
    EXPECT_EQ(GlobalSize(handle), 0);
    EXPECT(GlobalFlags(handle) & GMEM_DISCARDED);
    EXPECT_FAILS(GlobalLock(handle), ERROR_DISCARDED);
    EXPECT(GlobalReAlloc(handle, 20, GMEM_MOVEABLE) == handle);
    EXPECT_EQ(GlobalSize(handle), 20);
    EXPECT(!GlobalFree(handle));
}

CASE(movable_object_grows_and_keeps_its_bytes)
{
    HGLOBAL global = GlobalAlloc(GHND, 10);
    HLOCAL local = LocalAlloc(LHND, 10);

    strcpy(GlobalLock(global), "global");
    GlobalUnlock(global);
    EXPECT(GlobalReAlloc(global, 10000, GMEM_MOVEABLE | GMEM_ZEROINIT) == global);
    EXPECT_EQ(GlobalSize(global), 10000);
    EXPECT_STR((char *)GlobalLock(global), "global");
    EXPECT_EQ(((char *)GlobalLock(global))[9999], 0);
    EXPECT(!GlobalFree(global));
    strcpy(LocalLock(local), "local");
    LocalUnlock(local);
    EXPECT(LocalReAlloc(local, 10000, LMEM_MOVEABLE | LMEM_ZEROINIT) == local);
    EXPECT_STR((char *)LocalLock(local), "local");
    EXPECT(!LocalFree(local));
}

CASE(fixed_memory_moves_only_when_it_may)
{
    char *block = GlobalAlloc(GMEM_FIXED, 16);
    char *moved;

    strcpy(block, "kept");
    EXPECT_FAILS(GlobalReAlloc(block, 1 << 20, 0), ERROR_NOT_ENOUGH_MEMORY);
    EXPECT_STR(block, "kept");
    moved = GlobalReAlloc(block, 1 << 20, GMEM_MOVEABLE);
    EXPECT(moved != NULL);
    EXPECT_STR(moved, "kept");
    EXPECT(!GlobalFree(moved));
}

CASE(object_discarded_on_request_is_empty)
{
    HGLOBAL handle = GlobalAlloc(GMEM_MOVEABLE | GMEM_DISCARDABLE, 100);

    EXPECT(GlobalFlags(handle) & GMEM_DISCARDABLE);
    EXPECT(GlobalReAlloc(handle, 0, GMEM_MOVEABLE) == handle);
    EXPECT_EQ(GlobalSize(handle), 0);
    EXPECT(GlobalFlags(handle) & GMEM_DISCARDED);
    EXPECT(!GlobalFree(handle));
}

CASE(freeing_null_succeeds)
{
    EXPECT(!GlobalFree(NULL));
    EXPECT(!LocalFree(NULL));
}

CASE(null_is_no_memory_object)
{
    TODO_ON(ON_WINE, "sets other errors, or none");
    EXPECT_FAILS(GlobalLock(NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(LocalLock(NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GlobalSize(NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(LocalSize(NULL), ERROR_INVALID_HANDLE);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(GlobalFlags(NULL), GMEM_INVALID_HANDLE);
    EXPECT_EQ(LocalFlags(NULL), LMEM_INVALID_HANDLE);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GlobalHandle(NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(LocalHandle(NULL), ERROR_INVALID_HANDLE);
}

CASE(freed_handle_is_invalid)
{
    HGLOBAL handle = GlobalAlloc(GMEM_MOVEABLE, 10);

    EXPECT(!GlobalFree(handle));
    EXPECT_FAILS(GlobalLock(handle), ERROR_INVALID_HANDLE);
    SetLastError(0xdeadbeef);
    EXPECT(GlobalFree(handle) == handle);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
}

static const char constant[] = "cannot be written";

WINBASEAPI void WINAPI GlobalUnfix(HGLOBAL handle);

CASE(wire_and_fix_count_locks)
{
    HGLOBAL handle = GlobalAlloc(GHND, 100);

    GlobalFix(handle);
    EXPECT_EQ(GlobalFlags(handle) & GMEM_LOCKCOUNT, 1);
    EXPECT(GlobalWire(handle) == GlobalLock(handle));
    EXPECT_EQ(GlobalFlags(handle) & GMEM_LOCKCOUNT, 3);
    EXPECT(GlobalUnWire(handle));
    GlobalUnfix(handle);
    EXPECT_EQ(GlobalFlags(handle) & GMEM_LOCKCOUNT, 1);
    EXPECT_FAILS(GlobalUnWire(handle), NO_ERROR);
    EXPECT(!GlobalFree(handle));
}

CASE(an_address_of_nothing_is_no_handle)
{
    HANDLE absent = (HANDLE)0x12345670;

    TODO_ON(ON_WINE, "sets other errors, or none");
    EXPECT_FAILS(GlobalSize(absent), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(LocalSize(absent), ERROR_INVALID_HANDLE);
    SetLastError(1);
    EXPECT_EQ(GlobalFlags(absent), GMEM_INVALID_HANDLE);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    SetLastError(1);
    EXPECT(GlobalFree(absent) == absent);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    EXPECT(LocalFree(absent) == absent);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GlobalReAlloc(absent, 10, GMEM_MOVEABLE) != NULL, ERROR_INVALID_HANDLE);
    EXPECT(!HeapValidate(GetProcessHeap(), 0, absent));
}

CASE(there_is_no_room_to_make)
{
    HLOCAL handle = LocalAlloc(LHND, 100);

    EXPECT_EQ(GlobalCompact(0), 0);
    EXPECT_EQ(LocalCompact(100), 0);
    EXPECT_EQ(LocalShrink(handle, 1), 0);
    EXPECT_EQ(LocalSize(handle), 100);
    EXPECT(!LocalFree(handle));
}

CASE(addresses_are_probed_without_a_fault)
{
    char *page = malloc(100);

    EXPECT(!IsBadReadPtr(page, 100));
    EXPECT(!IsBadWritePtr(page, 100));
    EXPECT(!IsBadReadPtr(NULL, 0));
    EXPECT(IsBadReadPtr(NULL, 1));
    EXPECT(IsBadWritePtr((void *)16, 1));
    EXPECT(!IsBadReadPtr(constant, sizeof(constant)));
    EXPECT(IsBadWritePtr((void *)constant, 1));
    EXPECT(!IsBadCodePtr((FARPROC)(void *)&IsBadCodePtr));
    EXPECT(IsBadCodePtr(NULL));
    free(page);
}

CASE(strings_are_probed_up_to_their_end)
{
    EXPECT(!IsBadStringPtrA("text", 1000));
    EXPECT(!IsBadStringPtrW(L"text", 1000));
    EXPECT(IsBadStringPtrA(NULL, 1));
    EXPECT(IsBadStringPtrW((LPCWSTR)16, 1));
    EXPECT(!IsBadStringPtrA((LPCSTR)16, 0));
    EXPECT(IsBadStringPtrA(NULL, 0));
}
