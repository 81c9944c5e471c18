/* SPDX-License-Identifier: MIT */
/* handle.c - the table of open handles, see handle.h */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "handle.h"

struct slot {
    struct object *object; /* NULL: free */
    DWORD access;
    DWORD flags;
    uint32_t generation;
    uint32_t next_free; /* slot + 1, 0 ends the list */
};

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static struct slot *slots;  /* table_lock */
static uint32_t slot_count; /* table_lock */
static uint32_t free_list;  /* table_lock: slot + 1 */
static unsigned open_count; /* table_lock */

#define HANDLE_FLAGS (HANDLE_FLAG_INHERIT | HANDLE_FLAG_PROTECT_FROM_CLOSE)

/* Windows' handles fit 32 bits and are sign-extended: keep 7 bits of generation, 22 of slot. */
#define SLOT_BITS      22
#define GENERATION_MAX 0x7fu

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

void object_unref(struct object *object)
{
    if (object && atomic_fetch_sub_explicit(&object->references, 1, memory_order_acq_rel) == 1)
        object->class->free(object);
}

static HANDLE handle_of(uint32_t index)
{
    return (HANDLE)(uintptr_t)((slots[index].generation << (SLOT_BITS + 2)) | (index + 1) << 2);
}

static struct slot *slot_of(HANDLE handle)
{
    uintptr_t value = (uintptr_t)handle & ~(uintptr_t)3; /* the two low bits are the user's */
    uint32_t index = (uint32_t)(value >> 2 & ((1u << SLOT_BITS) - 1));
    uintptr_t generation = value >> (SLOT_BITS + 2);

    if (index == 0 || index > slot_count || !slots[index - 1].object)
        return NULL;
    return slots[index - 1].generation == generation ? &slots[index - 1] : NULL;
}

static bool table_grow(void)
{
    uint32_t count = slot_count ? slot_count * 2 : 64;
    struct slot *grown;

    if (count >= 1u << SLOT_BITS)
        return false;
    grown = realloc(slots, count * sizeof(*slots));
    if (!grown)
        return false;
    slots = grown;
    for (uint32_t i = count; i-- > slot_count;) {
        slots[i] = (struct slot){.next_free = free_list};
        free_list = i + 1;
    }
    slot_count = count;
    return true;
}

int handle_new(struct object *object, DWORD access, HANDLE *ret_handle)
{
    int result = -ENOMEM;

    pthread_mutex_lock(&table_lock);
    if (free_list || table_grow()) {
        struct slot *slot = &slots[free_list - 1];
        uint32_t index = free_list - 1;

        free_list = slot->next_free;
        slot->object = object_ref(object);
        slot->access = access;
        slot->flags = 0;
        open_count++;
        *ret_handle = handle_of(index);
        result = 0;
    }
    pthread_mutex_unlock(&table_lock);
    return result;
}

int handle_ref(HANDLE handle, const struct object_class *class, DWORD access,
               struct object **ret_object)
{
    struct slot *slot;
    int result = 0;

    pthread_mutex_lock(&table_lock);
    slot = slot_of(handle);
    if (!slot || (class && slot->object->class != class))
        result = -EBADF;
    else if ((slot->access & access) != access)
        result = -EACCES;
    else
        *ret_object = object_ref(slot->object);
    pthread_mutex_unlock(&table_lock);
    return result;
}

int handle_close(HANDLE handle)
{
    struct object *object = NULL;
    struct slot *slot;
    int result = -EBADF;

    pthread_mutex_lock(&table_lock);
    slot = slot_of(handle);
    if (slot && !(slot->flags & HANDLE_FLAG_PROTECT_FROM_CLOSE)) {
        object = slot->object;
        slot->object = NULL;
        slot->generation = (slot->generation + 1) & GENERATION_MAX;
        slot->next_free = free_list;
        free_list = (uint32_t)(slot - slots) + 1;
        open_count--;
        result = 0;
    }
    pthread_mutex_unlock(&table_lock);
    object_unref(object);
    return result;
}

int handle_duplicate(HANDLE handle, DWORD access, bool same_access, HANDLE *ret_handle)
{
    struct object *object = NULL;
    struct slot *slot;
    int result;

    pthread_mutex_lock(&table_lock);
    slot = slot_of(handle);
    if (slot) {
        object = object_ref(slot->object);
        if (same_access)
            access = slot->access;
    }
    pthread_mutex_unlock(&table_lock);
    if (!object)
        return -EBADF;
    result = handle_new(object, access, ret_handle);
    object_unref(object);
    return result;
}

unsigned handle_count(void)
{
    unsigned count;

    pthread_mutex_lock(&table_lock);
    count = open_count;
    pthread_mutex_unlock(&table_lock);
    return count;
}

int handle_get_flags(HANDLE handle, DWORD *ret_flags)
{
    struct slot *slot;

    pthread_mutex_lock(&table_lock);
    slot = slot_of(handle);
    if (slot)
        *ret_flags = slot->flags;
    pthread_mutex_unlock(&table_lock);
    return slot ? 0 : -EBADF;
}

int handle_set_flags(HANDLE handle, DWORD mask, DWORD flags)
{
    struct slot *slot;

    pthread_mutex_lock(&table_lock);
    slot = slot_of(handle);
    if (slot)
        slot->flags = ((slot->flags & ~mask) | (flags & mask)) & HANDLE_FLAGS;
    pthread_mutex_unlock(&table_lock);
    return slot ? 0 : -EBADF;
}
