/* SPDX-License-Identifier: MIT */
/* movable.c - see movable.h */
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "movable.h"
#include "shim/error.h"
#include "winapi/memory/probe.h"

#define TABLE_ENTRIES 65536u /* as many as Windows allows a process */
#define HANDLE_TAIL   8u
#define LOCKS_MAX     255u

struct entry {
    void *block; /* NULL: discarded */
    union {
        size_t bytes;
        struct entry *next_free;
    };
    unsigned locks;
    bool used, discardable;
} __attribute__((aligned(32)));

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static struct entry *table;        /* table_lock */
static unsigned table_used;        /* table_lock; entries that were ever in use */
static struct entry *free_entries; /* table_lock */

static HANDLE handle_of(const struct entry *entry)
{
    return (HANDLE)((uintptr_t)entry + HANDLE_TAIL);
}

static struct entry *entry_locked(HANDLE handle)
{
    uintptr_t offset = (uintptr_t)handle - HANDLE_TAIL - (uintptr_t)table;
    struct entry *entry;

    if (!table || offset >= table_used * sizeof(*entry) || offset % sizeof(*entry))
        return NULL;
    entry = table + offset / sizeof(*entry);
    return entry->used ? entry : NULL;
}

/* Fixed memory can only be told by its alignment, and by being there: malloc keeps a word before.
 */
static bool may_be_fixed(HANDLE handle)
{
    return handle && ((uintptr_t)handle & 15) == 0 && (uintptr_t)handle >= 0x10000 &&
           probe_word((const uint64_t *)handle - 1);
}

static struct entry *entry_new_locked(void)
{
    struct entry *entry = free_entries;

    if (entry) {
        free_entries = entry->next_free;
        return entry;
    }
    if (!table) {
        void *room = mmap(NULL, TABLE_ENTRIES * sizeof(*table), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

        if (room == MAP_FAILED)
            return NULL;
        table = room;
    }
    return table_used < TABLE_ENTRIES ? &table[table_used++] : NULL;
}

static void *block_new(UINT flags, size_t bytes)
{
    size_t room = bytes ? bytes : 1;

    return flags & GMEM_ZEROINIT ? calloc(1, room) : malloc(room);
}

/* A handle for @block, which may be NULL: discarded. */
static int movable_new(void *block, size_t bytes, UINT flags, HANDLE *ret_handle)
{
    struct entry *entry;

    pthread_mutex_lock(&table_lock);
    entry = entry_new_locked();
    if (entry)
        *entry = (struct entry){
            .block = block,
            .bytes = bytes,
            .used = true,
            .discardable = flags & GMEM_DISCARDABLE,
        };
    pthread_mutex_unlock(&table_lock);
    if (!entry)
        return -ENOMEM;
    *ret_handle = handle_of(entry);
    return 0;
}

int movable_alloc(UINT flags, size_t bytes, HANDLE *ret_handle)
{
    void *block = NULL;
    int result;

    if (bytes || !(flags & GMEM_MOVEABLE)) {
        block = block_new(flags, bytes);
        if (!block)
            return -ENOMEM;
    }
    if (!(flags & GMEM_MOVEABLE)) {
        *ret_handle = block;
        return 0;
    }
    result = movable_new(block, bytes, flags, ret_handle);
    if (result < 0)
        free(block);
    return result;
}

static int fixed_realloc(HANDLE handle, UINT flags, size_t bytes, HANDLE *ret_handle)
{
    size_t room = malloc_usable_size(handle);
    void *block = handle;

    if (flags & GMEM_MODIFY) {
        if (flags & GMEM_MOVEABLE)
            return movable_new(handle, room, flags, ret_handle);
        *ret_handle = handle;
        return 0;
    }
    if (bytes > room) {
        if (!(flags & GMEM_MOVEABLE))
            return -ENOMEM;
        block = realloc(handle, bytes);
        if (!block)
            return -ENOMEM;
        if (flags & GMEM_ZEROINIT)
            memset((char *)block + room, 0, bytes - room);
    }
    *ret_handle = block;
    return 0;
}

static int entry_discard(struct entry *entry)
{
    if (entry->locks)
        return -EINVAL;
    free(entry->block);
    entry->block = NULL;
    entry->bytes = 0;
    return 0;
}

static int entry_resize(struct entry *entry, UINT flags, size_t bytes)
{
    void *block;

    if (bytes == 0)
        return entry_discard(entry);
    if (entry->locks && !(flags & GMEM_MOVEABLE)) {
        if (bytes > malloc_usable_size(entry->block))
            return -ENOMEM;
        block = entry->block;
    } else {
        block = realloc(entry->block, bytes);
        if (!block)
            return -ENOMEM;
    }
    if ((flags & GMEM_ZEROINIT) && bytes > entry->bytes)
        memset((char *)block + entry->bytes, 0, bytes - entry->bytes);
    entry->block = block;
    entry->bytes = bytes;
    return 0;
}

int movable_realloc(HANDLE handle, UINT flags, size_t bytes, HANDLE *ret_handle)
{
    struct entry *entry;
    int result = 0;

    if (may_be_fixed(handle))
        return fixed_realloc(handle, flags, bytes, ret_handle);
    pthread_mutex_lock(&table_lock);
    entry = entry_locked(handle);
    if (!entry)
        result = -EBADF;
    else if (flags & GMEM_MODIFY)
        entry->discardable = flags & GMEM_DISCARDABLE;
    else
        result = entry_resize(entry, flags, bytes);
    pthread_mutex_unlock(&table_lock);
    if (result == 0)
        *ret_handle = handle;
    return result;
}

int movable_free(HANDLE handle)
{
    struct entry *entry;
    void *block = NULL;

    if (!handle)
        return 0;
    if (may_be_fixed(handle)) {
        free(handle);
        return 0;
    }
    pthread_mutex_lock(&table_lock);
    entry = entry_locked(handle);
    if (entry) {
        block = entry->block;
        entry->used = false;
        entry->next_free = free_entries;
        free_entries = entry;
    }
    pthread_mutex_unlock(&table_lock);
    free(block);
    return entry ? 0 : -EBADF;
}

int movable_lock(HANDLE handle, void **ret_block)
{
    struct entry *entry;
    int result = 0;

    if (may_be_fixed(handle)) {
        *ret_block = handle;
        return 0;
    }
    pthread_mutex_lock(&table_lock);
    entry = entry_locked(handle);
    if (!entry) {
        result = -EBADF;
    } else if (!entry->block) {
        result = ENGINE_WIN32(ERROR_DISCARDED);
    } else {
        entry->locks += entry->locks < LOCKS_MAX;
        *ret_block = entry->block;
    }
    pthread_mutex_unlock(&table_lock);
    return result;
}

int movable_unlock(HANDLE handle, unsigned *ret_locks)
{
    struct entry *entry;
    int result = 0;

    if (may_be_fixed(handle))
        return -ENXIO;
    pthread_mutex_lock(&table_lock);
    entry = entry_locked(handle);
    if (!entry)
        result = -EBADF;
    else if (!entry->locks)
        result = ENGINE_WIN32(ERROR_NOT_LOCKED);
    else
        *ret_locks = --entry->locks;
    pthread_mutex_unlock(&table_lock);
    return result;
}

int movable_size(HANDLE handle, size_t *ret_bytes)
{
    struct entry *entry;

    if (may_be_fixed(handle)) {
        *ret_bytes = malloc_usable_size(handle);
        return 0;
    }
    pthread_mutex_lock(&table_lock);
    entry = entry_locked(handle);
    if (entry)
        *ret_bytes = entry->bytes;
    pthread_mutex_unlock(&table_lock);
    return entry ? 0 : -EBADF;
}

int movable_flags(HANDLE handle, UINT *ret_flags)
{
    struct entry *entry;

    if (may_be_fixed(handle)) {
        *ret_flags = 0;
        return 0;
    }
    pthread_mutex_lock(&table_lock);
    entry = entry_locked(handle);
    if (entry)
        *ret_flags = entry->locks | (entry->discardable ? GMEM_DISCARDABLE : 0) |
                     (entry->block ? 0 : GMEM_DISCARDED);
    pthread_mutex_unlock(&table_lock);
    return entry ? 0 : -EBADF;
}

int movable_handle(const void *block, HANDLE *ret_handle)
{
    HANDLE found = NULL;

    if (!may_be_fixed((HANDLE)block))
        return -EBADF;
    pthread_mutex_lock(&table_lock);
    for (unsigned i = 0; i < table_used && !found; i++)
        if (table[i].used && table[i].block == block)
            found = handle_of(&table[i]);
    pthread_mutex_unlock(&table_lock);
    *ret_handle = found ? found : (HANDLE)block;
    return 0;
}
