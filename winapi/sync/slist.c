/* SPDX-License-Identifier: MIT */
/* slist.c - see slist.h */
#include "winapi/sync/slist.h"

#define SEQUENCE_ONE (1ull << 16)
#define DEPTH        (SEQUENCE_ONE - 1)
#define TYPE_16      1ull /* HeaderType: a 16-byte header */
#define FLAGS        15ull

/* The compiler's own 16-byte atomics may go through libatomic, which takes locks elsewhere. */
static bool swap(SLIST_HEADER *list, SLIST_HEADER *expected, uint64_t low, uint64_t high)
{
    bool done;

    __asm__ volatile("lock cmpxchg16b %1"
                     : "=@ccz"(done), "+m"(*list), "+a"(expected->Alignment), "+d"(expected->Region)
                     : "b"(low), "c"(high)
                     : "memory");
    return done;
}

static SLIST_HEADER header_load(const SLIST_HEADER *list)
{
    SLIST_HEADER header;

    header.Alignment = __atomic_load_n(&list->Alignment, __ATOMIC_ACQUIRE);
    header.Region = __atomic_load_n(&list->Region, __ATOMIC_ACQUIRE);
    return header;
}

static SLIST_ENTRY *entry_of(uint64_t region)
{
    return (SLIST_ENTRY *)(uintptr_t)(region & ~FLAGS);
}

SLIST_ENTRY *slist_push(SLIST_HEADER *list, SLIST_ENTRY *first, SLIST_ENTRY *last, unsigned count)
{
    SLIST_HEADER old = header_load(list);
    uint64_t low;

    do {
        last->Next = entry_of(old.Region);
        low = ((old.Alignment & ~DEPTH) + SEQUENCE_ONE) | ((old.Alignment + count) & DEPTH);
    } while (!swap(list, &old, low, (uintptr_t)first | TYPE_16));
    return entry_of(old.Region);
}

SLIST_ENTRY *slist_pop(SLIST_HEADER *list)
{
    SLIST_HEADER old = header_load(list);
    SLIST_ENTRY *entry, *next;
    uint64_t low;

    do {
        entry = entry_of(old.Region);
        if (!entry)
            return NULL;
        /* Another thread may have taken the entry: what is read then is not used. */
        next = __atomic_load_n(&entry->Next, __ATOMIC_RELAXED);
        low = ((old.Alignment & ~DEPTH) + SEQUENCE_ONE) | ((old.Alignment - 1) & DEPTH);
    } while (!swap(list, &old, low, (uintptr_t)next | TYPE_16));
    return entry;
}

SLIST_ENTRY *slist_flush(SLIST_HEADER *list)
{
    SLIST_HEADER old = header_load(list);

    do {
        if (!entry_of(old.Region))
            return NULL;
    } while (!swap(list, &old, (old.Alignment & ~DEPTH) + SEQUENCE_ONE, TYPE_16));
    return entry_of(old.Region);
}

SLIST_ENTRY *slist_first(const SLIST_HEADER *list)
{
    return entry_of(__atomic_load_n(&list->Region, __ATOMIC_ACQUIRE));
}
