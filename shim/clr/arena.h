/* SPDX-License-Identifier: MIT */
/* arena.h - small blocks that are freed together: what a decoded signature is made of */
#ifndef WINSHIM_CLR_ARENA_H
#define WINSHIM_CLR_ARENA_H

#include <stddef.h>

struct clr_arena_chunk;

struct clr_arena {
    struct clr_arena_chunk *chunks;
};

/** clr_arena_alloc() - @bytes of zeros, aligned for any type; NULL when memory is out */
void *clr_arena_alloc(struct clr_arena *arena, size_t bytes);

/** clr_arena_string() - a NUL-terminated copy of @length bytes; NULL when memory is out */
char *clr_arena_string(struct clr_arena *arena, const void *bytes, size_t length);

/** clr_arena_finish() - free every block; the arena is empty then and may be used again */
void clr_arena_finish(struct clr_arena *arena);

#endif
