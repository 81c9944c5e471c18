/* SPDX-License-Identifier: MIT */
/*
 * handle.c - the table of open handles, see handle.h
 *
 * Opening and closing take a lock; handle_ref(), which nearly every call needs,
 * takes none. Each slot holds one atomic word: its generation, whether it is
 * open, and the number of references taken through it ("pins"). Taking a
 * reference is one compare-and-swap on that word; giving it back is one
 * decrement of the object's own count. The table itself holds HANDLE_WEIGHT
 * references for each handle, so the object's count can't reach zero while a
 * handle is open; a close gives that weight back less the pins taken meanwhile.
 */
#include <errno.h>
#include <stdlib.h>

#include "handle.h"
#include "guard.h"

#define HANDLE_WEIGHT (1ll << 48)

/* Slot word: pins below, the open bit, then a generation of which the handle shows 7 bits. */
#define WORD_PIN        1ull
#define WORD_PINS       ((1ull << 40) - 1)
#define WORD_OPEN       (1ull << 40)
#define WORD_GENERATION (1ull << 41)
#define PINS_REBALANCE  (1ull << 36)

/* Windows' handles fit 32 bits and are sign-extended: keep 7 bits of generation, 22 of slot. */
#define SLOT_BITS       22
#define GENERATION_MASK 0x7fu
#define CHUNK_SLOTS     1024u
#define CHUNK_COUNT     ((1u << SLOT_BITS) / CHUNK_SLOTS)
#define HANDLE_FLAGS    (HANDLE_FLAG_INHERIT | HANDLE_FLAG_PROTECT_FROM_CLOSE)

struct slot {
    atomic_ullong word;
    _Atomic(struct object *) object; /* valid while the open bit is set */
    atomic_uint access;
    atomic_uint flags;
    uint32_t next_free; /* table_lock: slot + 1, 0 ends the list */
};

struct object *(*handle_pseudo_object)(HANDLE handle);

static struct guarded_lock table_lock;
static _Atomic(struct slot *) chunks[CHUNK_COUNT]; /* a chunk, once there, stays */
static atomic_uint slot_count;                     /* written under table_lock */
static uint32_t free_list;                         /* table_lock: slot + 1 */
static uint32_t free_tail;                         /* table_lock: slot + 1 */
static atomic_uint open_count;

void object_init(struct object *object, const struct object_class *class)
{
    object->class = class;
    atomic_init(&object->references, 1);
}

struct object *object_ref(struct object *object)
{
    if (object)
        atomic_fetch_add_explicit(&object->references, 1, memory_order_relaxed);
    return object;
}

static void object_unref_many(struct object *object, long long count)
{
    if (atomic_fetch_sub_explicit(&object->references, count, memory_order_acq_rel) == count)
        object->class->free(object);
}

/* What is left after a close tells whether another handle is open: each weighs more than all else.
 */
static void object_unhandle(struct object *object, long long count)
{
    void (*unhandled)(struct object * object) = object->class->unhandled;

    if (likely(!unhandled)) {
        object_unref_many(object, count);
        return;
    }
    if (atomic_fetch_sub(&object->references, count - 1) - (count - 1) < HANDLE_WEIGHT / 2)
        unhandled(object);
    object_unref_many(object, 1);
}

void object_unref(struct object *object)
{
    if (object)
        object_unref_many(object, 1);
}

static struct slot *slot_at(uint32_t index)
{
    struct slot *chunk = atomic_load_explicit(&chunks[index / CHUNK_SLOTS], memory_order_acquire);

    return &chunk[index % CHUNK_SLOTS];
}

static unsigned generation_of(uint64_t word)
{
    return (unsigned)(word / WORD_GENERATION) & GENERATION_MASK;
}

static HANDLE handle_of(uint32_t index, uint64_t word)
{
    uint32_t value = (uint32_t)generation_of(word) << (SLOT_BITS + 2) | (index + 1) << 2;

    return (HANDLE)(uintptr_t)value;
}

/* The slot that a handle names and its word, which still had the handle's generation. */
static struct slot *slot_of(HANDLE handle, uint64_t *ret_word)
{
    uintptr_t value = (uintptr_t)handle & ~(uintptr_t)3; /* the two low bits are the user's */
    uint32_t index = (uint32_t)(value >> 2 & ((1u << SLOT_BITS) - 1));
    uintptr_t generation = value >> (SLOT_BITS + 2);
    struct slot *slot;
    uint64_t word;

    if (index == 0 || index > atomic_load_explicit(&slot_count, memory_order_acquire))
        return NULL;
    slot = slot_at(index - 1);
    word = atomic_load_explicit(&slot->word, memory_order_acquire);
    if (!(word & WORD_OPEN) || generation_of(word) != generation)
        return NULL;
    *ret_word = word;
    return slot;
}

/* table_lock is held. */
static void free_list_append(uint32_t index)
{
    slot_at(index)->next_free = 0;
    if (free_tail)
        slot_at(free_tail - 1)->next_free = index + 1;
    else
        free_list = index + 1;
    free_tail = index + 1;
}

/* table_lock is held. The last slot stays unused: its handles would look like pseudo handles. */
static bool table_grow(void)
{
    uint32_t count = atomic_load_explicit(&slot_count, memory_order_relaxed);
    struct slot *chunk;

    if (count / CHUNK_SLOTS >= CHUNK_COUNT - 1)
        return false;
    chunk = calloc(CHUNK_SLOTS, sizeof(*chunk));
    if (!chunk)
        return false;
    atomic_store_explicit(&chunks[count / CHUNK_SLOTS], chunk, memory_order_release);
    atomic_store_explicit(&slot_count, count + CHUNK_SLOTS, memory_order_release);
    for (uint32_t i = 0; i < CHUNK_SLOTS; i++)
        free_list_append(count + i);
    return true;
}

/* Windows reuses a closed handle's slot soon; the oldest free one goes first all the same. */
static uint32_t slot_take(void)
{
    uint32_t number;

    guarded_lock(&table_lock);
    number = free_list || table_grow() ? free_list : 0;
    if (number) {
        free_list = slot_at(number - 1)->next_free;
        if (!free_list)
            free_tail = 0;
    }
    guarded_unlock(&table_lock);
    return number;
}

int handle_new(struct object *object, DWORD access, HANDLE *ret_handle)
{
    uint32_t number = slot_take();
    struct slot *slot;
    uint64_t word;

    if (!number)
        return -ENOMEM;
    slot = slot_at(number - 1);
    atomic_fetch_add_explicit(&object->references, HANDLE_WEIGHT, memory_order_relaxed);
    atomic_store_explicit(&slot->object, object, memory_order_relaxed);
    atomic_store_explicit(&slot->access, access, memory_order_relaxed);
    atomic_store_explicit(&slot->flags, 0, memory_order_relaxed);
    word = atomic_load_explicit(&slot->word, memory_order_relaxed) | WORD_OPEN;
    atomic_store_explicit(&slot->word, word, memory_order_release);
    atomic_fetch_add_explicit(&open_count, 1, memory_order_relaxed);
    *ret_handle = handle_of(number - 1, word);
    return 0;
}

/*
 * Moves the pins from the slot to the object before they can overflow. The caller holds a pin of
 * its own, so the object is alive; adding first keeps its count from falling short.
 */
static void slot_rebalance(struct slot *slot, struct object *object, uint64_t word)
{
    long long pins = (long long)(word & WORD_PINS);

    atomic_fetch_add(&object->references, pins);
    if (!atomic_compare_exchange_strong(&slot->word, &word, word & ~WORD_PINS))
        object_unref_many(object, pins);
}

/* One pinned reference through the slot, or NULL when the handle was closed meanwhile. */
static struct object *slot_pin(HANDLE handle, DWORD *ret_access)
{
    uint64_t word;
    struct slot *slot = slot_of(handle, &word);

    while (slot) {
        struct object *object = atomic_load_explicit(&slot->object, memory_order_relaxed);

        *ret_access = atomic_load_explicit(&slot->access, memory_order_relaxed);
        if (likely(atomic_compare_exchange_weak_explicit(
                &slot->word, &word, word + WORD_PIN, memory_order_acq_rel, memory_order_acquire))) {
            if (unlikely((word & WORD_PINS) >= PINS_REBALANCE))
                slot_rebalance(slot, object, word + WORD_PIN);
            return object;
        }
        slot = slot_of(handle, &word);
    }
    return NULL;
}

static struct object *pseudo_pin(HANDLE handle, DWORD *ret_access)
{
    if ((intptr_t)handle >= 0 || !handle_pseudo_object)
        return NULL;
    *ret_access = ~0u;
    return handle_pseudo_object(handle);
}

static struct object *handle_pin(HANDLE handle, DWORD *ret_access)
{
    struct object *object = slot_pin(handle, ret_access);

    return likely(object != NULL) ? object : pseudo_pin(handle, ret_access);
}

int handle_ref(HANDLE handle, const struct object_class *class, DWORD access,
               struct object **ret_object)
{
    DWORD granted;
    struct object *object = handle_pin(handle, &granted);
    int result;

    if (unlikely(!object))
        return -EBADF;
    if (likely((!class || object->class == class) && (granted & access) == access)) {
        *ret_object = object;
        return 0;
    }
    result = class && object->class != class ? -EBADF : -EACCES;
    object_unref(object);
    return result;
}

static bool slot_is_protected(struct slot *slot)
{
    return atomic_load_explicit(&slot->flags, memory_order_relaxed) &
           HANDLE_FLAG_PROTECT_FROM_CLOSE;
}

int handle_close(HANDLE handle)
{
    uint64_t word, closed;
    struct slot *slot = slot_of(handle, &word);
    struct object *object;
    uint32_t index;

    do {
        if (!slot || slot_is_protected(slot))
            return -EBADF;
        object = atomic_load_explicit(&slot->object, memory_order_relaxed);
        closed = (word & ~(WORD_OPEN | WORD_PINS)) + WORD_GENERATION;
        if (atomic_compare_exchange_strong(&slot->word, &word, closed))
            break;
        slot = slot_of(handle, &word);
    } while (true);

    index = (uint32_t)((uintptr_t)handle >> 2 & ((1u << SLOT_BITS) - 1)) - 1;
    guarded_lock(&table_lock);
    free_list_append(index);
    guarded_unlock(&table_lock);
    atomic_fetch_sub_explicit(&open_count, 1, memory_order_relaxed);
    object_unhandle(object, HANDLE_WEIGHT - (long long)(word & WORD_PINS));
    return 0;
}

int handle_duplicate(HANDLE handle, DWORD access, bool same_access, HANDLE *ret_handle)
{
    DWORD granted;
    struct object *object = handle_pin(handle, &granted);
    int result;

    if (!object)
        return -EBADF;
    result = handle_new(object, same_access ? granted : access, ret_handle);
    object_unref(object);
    return result;
}

unsigned handle_count(void)
{
    return atomic_load_explicit(&open_count, memory_order_relaxed);
}

int handle_get_flags(HANDLE handle, DWORD *ret_flags)
{
    uint64_t word;
    struct slot *slot = slot_of(handle, &word);

    if (!slot)
        return -EBADF;
    *ret_flags = atomic_load_explicit(&slot->flags, memory_order_relaxed);
    return 0;
}

int handle_set_flags(HANDLE handle, DWORD mask, DWORD flags)
{
    uint64_t word;
    struct slot *slot = slot_of(handle, &word);
    unsigned old, new;

    if (!slot)
        return -EBADF;
    old = atomic_load_explicit(&slot->flags, memory_order_relaxed);
    do
        new = ((old & ~mask) | (flags & mask)) & HANDLE_FLAGS;
    while (!atomic_compare_exchange_weak(&slot->flags, &old, new));
    return 0;
}
