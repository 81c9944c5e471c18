/* SPDX-License-Identifier: MIT */
/* heap.c - see heap.h */
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "heap.h"
#include "winapi/memory/probe.h"

/* The largest block of a heap with a maximum, "slightly less than 1,024 KB" on 64-bit Windows. */
#define LIMITED_BLOCK_BYTES 0xff000u
#define PROCESS_TAG         0x70616568636f7270ull

/* Right in front of every block; 16 bytes, so blocks keep malloc's alignment. */
struct header {
    size_t bytes;
    uint64_t tag; /* PROCESS_TAG, or the private heap's own */
};

/* A private block: list node, then the header. */
struct node {
    struct node *next, *previous; /* heap->lock */
    struct header header;
};

struct heap {
    struct heap *next; /* heaps_lock */
    uint64_t tag;
    DWORD flags;
    size_t maximum_bytes;
    size_t used_bytes, blocks; /* lock */
    struct node list;          /* lock; head of a ring */
    pthread_mutex_t lock;      /* recursive */
};

static struct heap process_heap = {
    .tag = PROCESS_TAG,
    .flags = HEAP_GROWABLE,
    .lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP,
};
static pthread_mutex_t heaps_lock = PTHREAD_MUTEX_INITIALIZER;
static struct heap *private_heaps; /* heaps_lock */
static uint64_t next_tag = 1;      /* heaps_lock */

struct heap *heap_process(void)
{
    return &process_heap;
}

/* A heap for a handle that may be anything. */
static struct heap *heap_of(HANDLE handle)
{
    struct heap *heap;

    if (likely(handle == (HANDLE)&process_heap))
        return &process_heap;
    pthread_mutex_lock(&heaps_lock);
    for (heap = private_heaps; heap && heap != (struct heap *)handle;)
        heap = heap->next;
    pthread_mutex_unlock(&heaps_lock);
    return heap;
}

int heap_new(DWORD flags, size_t maximum_bytes, struct heap **ret_heap)
{
    struct heap *heap = calloc(1, sizeof(*heap));
    pthread_mutexattr_t attr;

    if (!heap)
        return -ENOMEM;
    heap->flags = flags | (maximum_bytes ? 0 : HEAP_GROWABLE);
    heap->maximum_bytes = maximum_bytes;
    heap->list.next = heap->list.previous = &heap->list;
    pthread_mutexattr_init(&attr);
    pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&heap->lock, &attr);
    pthread_mutexattr_destroy(&attr);
    pthread_mutex_lock(&heaps_lock);
    heap->tag = next_tag++ << 32 | 0x70616568;
    heap->next = private_heaps;
    private_heaps = heap;
    pthread_mutex_unlock(&heaps_lock);
    *ret_heap = heap;
    return 0;
}

int heap_destroy(HANDLE handle)
{
    struct heap **at, *heap = NULL;
    struct node *node, *next;

    pthread_mutex_lock(&heaps_lock);
    for (at = &private_heaps; *at; at = &(*at)->next)
        if (*at == (struct heap *)handle) {
            heap = *at;
            *at = heap->next;
            break;
        }
    pthread_mutex_unlock(&heaps_lock);
    if (!heap)
        return -EBADF;
    for (node = heap->list.next; node != &heap->list; node = next) {
        next = node->next;
        node->header.tag = 0;
        free(node);
    }
    pthread_mutex_destroy(&heap->lock);
    free(heap);
    return 0;
}

static struct header *header_of(const struct heap *heap, const void *block)
{
    struct header *header = (struct header *)((uintptr_t)block - sizeof(*header));

    if (!block || (uintptr_t)block % 16 || header->tag != heap->tag)
        return NULL;
    return header;
}

static struct node *node_of(struct header *header)
{
    return (struct node *)((char *)header - offsetof(struct node, header));
}

static void link_node(struct heap *heap, struct node *node)
{
    node->next = heap->list.next;
    node->previous = &heap->list;
    node->next->previous = node->previous->next = node;
}

static bool has_room(const struct heap *heap, size_t old_bytes, size_t bytes)
{
    if (!heap->maximum_bytes)
        return true;
    return bytes <= LIMITED_BLOCK_BYTES && bytes <= heap->maximum_bytes &&
           heap->used_bytes - old_bytes <= heap->maximum_bytes - bytes;
}

static void *private_alloc(struct heap *heap, bool zero, size_t bytes)
{
    struct node *node = NULL;
    size_t total;

    if (__builtin_add_overflow(bytes, sizeof(*node), &total))
        return NULL;
    pthread_mutex_lock(&heap->lock);
    if (has_room(heap, 0, bytes))
        node = zero ? calloc(1, total) : malloc(total);
    if (node) {
        node->header = (struct header){bytes, heap->tag};
        link_node(heap, node);
        heap->used_bytes += bytes;
        heap->blocks++;
    }
    pthread_mutex_unlock(&heap->lock);
    return node ? &node->header + 1 : NULL;
}

void *heap_alloc(HANDLE handle, DWORD flags, size_t bytes)
{
    struct heap *heap = heap_of(handle);
    bool zero = flags & HEAP_ZERO_MEMORY;
    struct header *header;
    size_t total;

    if (unlikely(heap != &process_heap))
        return heap ? private_alloc(heap, zero, bytes) : NULL;
    if (__builtin_add_overflow(bytes, sizeof(*header), &total))
        return NULL;
    header = zero ? calloc(1, total) : malloc(total);
    if (!header)
        return NULL;
    *header = (struct header){bytes, PROCESS_TAG};
    return header + 1;
}

/* Grow or shrink the malloc'ed block that starts at @start, @head bytes before the user's part. */
static void *resize(void *start, size_t head, size_t bytes, bool in_place)
{
    size_t total;

    if (__builtin_add_overflow(bytes, head, &total))
        return NULL;
    if (in_place)
        return total <= malloc_usable_size(start) ? start : NULL;
    return realloc(start, total);
}

static struct header *private_resize(struct heap *heap, struct header *header, size_t bytes,
                                     bool in_place)
{
    struct node *node = node_of(header);
    size_t old_bytes = header->bytes;

    if (!has_room(heap, old_bytes, bytes))
        return NULL;
    /* Out of the list while it may move; a failed realloc leaves it as it was. */
    node->next->previous = node->previous;
    node->previous->next = node->next;
    node = resize(node, sizeof(*node), bytes, in_place);
    if (node)
        heap->used_bytes += bytes - old_bytes;
    link_node(heap, node ? node : node_of(header));
    return node ? &node->header : NULL;
}

void *heap_realloc(HANDLE handle, DWORD flags, void *block, size_t bytes)
{
    struct heap *heap = heap_of(handle);
    bool in_place = flags & HEAP_REALLOC_IN_PLACE_ONLY, private = heap != &process_heap;
    struct header *header = heap ? header_of(heap, block) : NULL;
    size_t old_bytes;

    if (!header)
        return NULL;
    if (private)
        pthread_mutex_lock(&heap->lock);
    old_bytes = header->bytes;
    if (private)
        header = private_resize(heap, header, bytes, in_place);
    else
        header = resize(header, sizeof(*header), bytes, in_place);
    if (header) {
        header->bytes = bytes;
        if ((flags & HEAP_ZERO_MEMORY) && bytes > old_bytes)
            memset((char *)(header + 1) + old_bytes, 0, bytes - old_bytes);
    }
    if (private)
        pthread_mutex_unlock(&heap->lock);
    return header ? header + 1 : NULL;
}

int heap_free(HANDLE handle, void *block)
{
    struct heap *heap = heap_of(handle);
    struct header *header;
    struct node *node;

    if (!block)
        return 0;
    header = heap ? header_of(heap, block) : NULL;
    if (!header)
        return -EINVAL;
    if (heap == &process_heap) {
        header->tag = 0;
        free(header);
        return 0;
    }
    node = node_of(header);
    pthread_mutex_lock(&heap->lock);
    node->next->previous = node->previous;
    node->previous->next = node->next;
    heap->used_bytes -= header->bytes;
    heap->blocks--;
    pthread_mutex_unlock(&heap->lock);
    header->tag = 0;
    free(node);
    return 0;
}

int heap_size(HANDLE handle, const void *block, size_t *ret_bytes)
{
    struct heap *heap = heap_of(handle);
    struct header *header = heap ? header_of(heap, block) : NULL;

    if (!header)
        return -EINVAL;
    *ret_bytes = header->bytes;
    return 0;
}

static bool list_is_sound(struct heap *heap)
{
    bool sound = true;

    pthread_mutex_lock(&heap->lock);
    for (struct node *node = heap->list.next; sound && node != &heap->list; node = node->next)
        sound = node->header.tag == heap->tag && node->next->previous == node;
    pthread_mutex_unlock(&heap->lock);
    return sound;
}

bool heap_validate(HANDLE handle, const void *block)
{
    struct heap *heap = heap_of(handle);

    if (!heap)
        return false;
    if (block)
        return probe_word((const struct header *)block - 1) && header_of(heap, block);
    return heap == &process_heap || list_is_sound(heap);
}

int heap_lock(HANDLE handle)
{
    struct heap *heap = heap_of(handle);

    return heap ? -pthread_mutex_lock(&heap->lock) : -EBADF;
}

int heap_unlock(HANDLE handle)
{
    struct heap *heap = heap_of(handle);

    return heap ? -pthread_mutex_unlock(&heap->lock) : -EBADF;
}

int heap_next(HANDLE handle, const void *block, void **ret_block, size_t *ret_bytes)
{
    struct heap *heap = heap_of(handle);
    struct header *header = NULL;
    struct node *node;
    int result = -ENOENT;

    if (!heap)
        return -EBADF;
    if (heap == &process_heap)
        return -ENOENT;
    if (block && !(header = header_of(heap, block)))
        return -EINVAL;
    pthread_mutex_lock(&heap->lock);
    node = header ? node_of(header)->next : heap->list.next;
    if (node != &heap->list) {
        *ret_block = &node->header + 1;
        *ret_bytes = node->header.bytes;
        result = 0;
    }
    pthread_mutex_unlock(&heap->lock);
    return result;
}

int heap_get_totals(HANDLE handle, struct heap_totals *ret_totals)
{
    struct heap *heap = heap_of(handle);

    if (!heap)
        return -EBADF;
    pthread_mutex_lock(&heap->lock);
    *ret_totals = (struct heap_totals){
        .flags = heap->flags,
        .blocks = heap->blocks,
        .allocated_bytes = heap->used_bytes,
        .maximum_bytes = heap->maximum_bytes,
    };
    pthread_mutex_unlock(&heap->lock);
    return 0;
}

size_t heap_list(HANDLE *heaps, size_t room)
{
    size_t count = 1;

    if (room)
        heaps[0] = &process_heap;
    pthread_mutex_lock(&heaps_lock);
    for (struct heap *heap = private_heaps; heap; heap = heap->next, count++)
        if (count < room)
            heaps[count] = heap;
    pthread_mutex_unlock(&heaps_lock);
    return count;
}
