/* SPDX-License-Identifier: MIT */
/* malloc.c - the C runtime: memory (header malloc.h) */
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "winapi/crt/crt.h"

static void *checked(void *block)
{
    if (!block)
        crt_set_errno(ENOMEM);
    return block;
}

/**
 * malloc(), calloc(), realloc(), free(), _malloc_base(), _calloc_base(), _realloc_base(),
 * _free_base() - memory
 *
 * Return: NULL with ENOMEM; realloc() to 0 bytes frees and returns NULL.
 * Source: learn.microsoft.com, c-runtime-library/reference/malloc
 */
void *CDECL API(malloc)(size_t bytes)
{
    return checked(malloc(bytes));
}
EXPORT_CRT(malloc);
EXPORT_GUEST_AS(ucrtbase, "_malloc_base", malloc);

void *CDECL API(calloc)(size_t count, size_t bytes)
{
    return checked(calloc(count, bytes));
}
EXPORT_CRT(calloc);
EXPORT_GUEST_AS(ucrtbase, "_calloc_base", calloc);

void *CDECL API(realloc)(void *block, size_t bytes)
{
    if (block && !bytes) {
        free(block);
        return NULL;
    }
    return checked(realloc(block, bytes));
}
EXPORT_CRT(realloc);
EXPORT_GUEST_AS(ucrtbase, "_realloc_base", realloc);

void CDECL API(free)(void *block)
{
    free(block);
}
EXPORT_CRT(free);
EXPORT_GUEST_AS(ucrtbase, "_free_base", free);

/**
 * _recalloc() - change a block's size and clear what is new
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/recalloc
 */
void *CDECL API(_recalloc)(void *block, size_t count, size_t bytes)
{
    size_t had = block ? malloc_usable_size(block) : 0, wanted;
    char *grown;

    if (__builtin_mul_overflow(count, bytes, &wanted))
        return checked(NULL);
    grown = API(realloc)(block, wanted);
    if (grown && wanted > had)
        memset(grown + had, 0, wanted - had);
    return grown;
}
EXPORT_CRT(_recalloc);

/**
 * _msize() - a block's size
 *
 * Differs: what the allocator gave, which may be more than was asked for.
 * Source: learn.microsoft.com, c-runtime-library/reference/msize
 */
size_t CDECL API(_msize)(void *block)
{
    if (!block) {
        crt_invalid();
        return SIZE_MAX;
    }
    return malloc_usable_size(block);
}
EXPORT_CRT(_msize);

/**
 * _expand() - change a block's size where it lies
 *
 * Return: @block; NULL when it would have to move.
 * Source: learn.microsoft.com, c-runtime-library/reference/expand
 */
void *CDECL API(_expand)(void *block, size_t bytes)
{
    return block && bytes <= malloc_usable_size(block) ? block : NULL;
}
EXPORT_CRT(_expand);

/**
 * _aligned_malloc(), _aligned_realloc(), _aligned_free() - memory of a given alignment
 * @alignment: a power of 2
 *
 * Return: NULL with EINVAL or ENOMEM.
 * Source: learn.microsoft.com, c-runtime-library/reference/aligned-malloc
 */
void *CDECL API(_aligned_malloc)(size_t bytes, size_t alignment)
{
    void *block = NULL;

    if (!alignment || alignment & (alignment - 1)) {
        crt_invalid();
        return NULL;
    }
    if (posix_memalign(&block, alignment < sizeof(void *) ? sizeof(void *) : alignment, bytes))
        return checked(NULL);
    return block;
}
EXPORT_CRT(_aligned_malloc);

void CDECL API(_aligned_free)(void *block)
{
    free(block);
}
EXPORT_CRT(_aligned_free);

void *CDECL API(_aligned_realloc)(void *block, size_t bytes, size_t alignment)
{
    size_t had = block ? malloc_usable_size(block) : 0;
    void *moved;

    if (block && !bytes) {
        free(block);
        return NULL;
    }
    moved = API(_aligned_malloc)(bytes, alignment);
    if (moved && block) {
        memcpy(moved, block, had < bytes ? had : bytes);
        free(block);
    }
    return moved;
}
EXPORT_CRT(_aligned_realloc);

/**
 * _callnewh(), _set_new_mode(), _query_new_mode() - the handler of operator new: none
 *
 * Return: 0.
 * Source: learn.microsoft.com, c-runtime-library/reference/callnewh
 */
int CDECL API(_callnewh)(size_t bytes)
{
    return 0;
}
EXPORT_CRT(_callnewh);
EXPORT_CRT_AS("_set_new_mode", _callnewh);
EXPORT_CRT_AS("_query_new_mode", _callnewh);

/**
 * _heapchk(), _heapmin() - look after the heap
 *
 * Return: _HEAPOK (-2) and 0.
 * Source: learn.microsoft.com, c-runtime-library/reference/heapchk
 */
int CDECL API(_heapchk)(void)
{
    return -2;
}
EXPORT_CRT(_heapchk);

int CDECL API(_heapmin)(void)
{
    malloc_trim(0);
    return 0;
}
EXPORT_CRT(_heapmin);
