/* SPDX-License-Identifier: MIT */
/* arena.c - see arena.h */
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

#define CHUNK_BYTES 4000

struct clr_arena_chunk {
    struct clr_arena_chunk *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

void *clr_arena_alloc(struct clr_arena *arena, size_t bytes)
{
    struct clr_arena_chunk *chunk = arena->chunks;
    size_t rounded, total;
    void *block;

    if (__builtin_add_overflow(bytes, alignof(max_align_t) - 1, &rounded))
        return NULL;
    rounded &= ~(alignof(max_align_t) - 1);
    if (!chunk || chunk->size - chunk->used < rounded) {
        size_t size = rounded > CHUNK_BYTES ? rounded : CHUNK_BYTES;

        if (__builtin_add_overflow(size, sizeof(*chunk), &total))
            return NULL;
        chunk = calloc(1, total);
        if (!chunk)
            return NULL;
        chunk->size = size;
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    block = chunk->bytes + chunk->used;
    chunk->used += rounded;
    return block;
}

char *clr_arena_string(struct clr_arena *arena, const void *bytes, size_t length)
{
    char *copy = clr_arena_alloc(arena, length + 1);

    if (copy && length)
        memcpy(copy, bytes, length);
    return copy;
}

void clr_arena_finish(struct clr_arena *arena)
{
    while (arena->chunks) {
        struct clr_arena_chunk *next = arena->chunks->next;

        free(arena->chunks);
        arena->chunks = next;
    }
}
