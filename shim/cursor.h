/* SPDX-License-Identifier: MIT */
/*
 * cursor.h - bounded reads from a block of bytes that came from a file
 *
 * A cursor never reads outside its block. The first read that would do so marks
 * it as failed; from then on every read gives 0, so a parser may read a whole
 * record and look at `failed` once. Numbers are little-endian and need no
 * alignment.
 */
#ifndef WINSHIM_CURSOR_H
#define WINSHIM_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct cursor {
    const uint8_t *data;
    size_t size; /* of the block, in bytes */
    size_t at;   /* always <= size */
    bool failed;
};

/** cursor_init() - a cursor at the start of @size bytes; @data may be NULL when @size is 0 */
static inline struct cursor cursor_init(const void *data, size_t size)
{
    return (struct cursor){.data = data, .size = size};
}

/** cursor_left() - bytes that are still to be read */
static inline size_t cursor_left(const struct cursor *cursor)
{
    return cursor->failed ? 0 : cursor->size - cursor->at;
}

/** range_fits() - whether @length bytes from @offset lie inside a block of @size bytes */
static inline bool range_fits(size_t offset, size_t length, size_t size)
{
    size_t end;

    return !__builtin_add_overflow(offset, length, &end) && end <= size;
}

/**
 * cursor_bytes() - take @length bytes
 *
 * Return: where they lie; NULL, and the cursor fails, when they are not all there.
 */
static inline const uint8_t *cursor_bytes(struct cursor *cursor, size_t length)
{
    const uint8_t *bytes;

    if (cursor->failed || !range_fits(cursor->at, length, cursor->size)) {
        cursor->failed = true;
        return NULL;
    }
    bytes = cursor->data + cursor->at;
    cursor->at += length;
    return bytes;
}

/** cursor_seek() - go to @offset from the start of the block; its end is allowed */
static inline void cursor_seek(struct cursor *cursor, size_t offset)
{
    if (offset > cursor->size)
        cursor->failed = true;
    else
        cursor->at = offset;
}

/** cursor_skip() - go on by @length bytes */
static inline void cursor_skip(struct cursor *cursor, size_t length)
{
    (void)cursor_bytes(cursor, length);
}

/** cursor_align() - go on to a multiple of @alignment, a power of two, from the block's start */
static inline void cursor_align(struct cursor *cursor, size_t alignment)
{
    cursor_skip(cursor, -cursor->at & (alignment - 1));
}

/** cursor_u8() - one byte */
static inline uint8_t cursor_u8(struct cursor *cursor)
{
    const uint8_t *bytes = cursor_bytes(cursor, 1);

    return bytes ? *bytes : 0;
}

/** cursor_u16() - two bytes */
static inline uint16_t cursor_u16(struct cursor *cursor)
{
    const uint8_t *bytes = cursor_bytes(cursor, sizeof(uint16_t));
    uint16_t value = 0;

    if (bytes)
        memcpy(&value, bytes, sizeof(value));
    return value;
}

/** cursor_u32() - four bytes */
static inline uint32_t cursor_u32(struct cursor *cursor)
{
    const uint8_t *bytes = cursor_bytes(cursor, sizeof(uint32_t));
    uint32_t value = 0;

    if (bytes)
        memcpy(&value, bytes, sizeof(value));
    return value;
}

/** cursor_u64() - eight bytes */
static inline uint64_t cursor_u64(struct cursor *cursor)
{
    const uint8_t *bytes = cursor_bytes(cursor, sizeof(uint64_t));
    uint64_t value = 0;

    if (bytes)
        memcpy(&value, bytes, sizeof(value));
    return value;
}

/**
 * cursor_string() - take a NUL-terminated string of at most @limit bytes, the NUL not counted
 *
 * Return: the string inside the block; NULL, and the cursor fails, when no NUL stands in reach.
 */
static inline const char *cursor_string(struct cursor *cursor, size_t limit)
{
    size_t left = cursor_left(cursor);
    const uint8_t *start = left ? cursor->data + cursor->at : NULL;
    const uint8_t *end = start ? memchr(start, 0, left <= limit ? left : limit + 1) : NULL;

    if (!end) {
        cursor->failed = true;
        return NULL;
    }
    cursor->at += (size_t)(end - start) + 1;
    return (const char *)start;
}

/** cursor_sub() - take @length bytes as a cursor of their own; failed when they are not there */
static inline struct cursor cursor_sub(struct cursor *cursor, size_t length)
{
    const uint8_t *bytes = cursor_bytes(cursor, length);

    return (struct cursor){.data = bytes, .size = bytes ? length : 0, .failed = !bytes};
}

#endif
