/* SPDX-License-Identifier: MIT */
/* cxx-tables.c - see cxx-tables.h */
#include <string.h>

#include "cxx-tables.h"

struct function3 {
    uint32_t magic;
    int32_t state_count;
    uint32_t unwind_map;
    uint32_t try_count;
    uint32_t try_map;
    uint32_t ip_count;
    uint32_t ip_map;
    int32_t help;
    uint32_t specification;
    uint32_t flags;
};

struct unwind3 {
    int32_t to_state;
    uint32_t action;
};

struct try3 {
    int32_t low, high, catch_high, count;
    uint32_t handlers;
};

struct catch3 {
    uint32_t adjectives;
    uint32_t type;
    int32_t object;
    uint32_t handler, frame;
};

struct ip3 {
    uint32_t ip;
    int32_t state;
};

static const void *at_rva(uintptr_t base, uint32_t rva)
{
    return rva ? (const void *)(base + rva) : NULL;
}

/* ---- packed numbers of version 4 -------------------------------------------------------- */

struct cursor {
    const uint8_t *at;
};

/* The low bits of the first byte say how many follow: 0, 01, 011, 0111, 1111. */
static uint32_t unpack(struct cursor *cursor)
{
    const uint8_t *at = cursor->at;
    unsigned more = !(at[0] & 1) ? 0 : !(at[0] & 2) ? 1 : !(at[0] & 4) ? 2 : !(at[0] & 8) ? 3 : 4;
    uint32_t value = 0;

    cursor->at += more + 1;
    if (more == 4) {
        memcpy(&value, at + 1, 4);
        return value;
    }
    for (unsigned i = 0; i <= more; i++)
        value |= (uint32_t)at[i] << 8 * i;
    return value >> (more + 1);
}

static uint32_t take_rva(struct cursor *cursor)
{
    uint32_t value;

    memcpy(&value, cursor->at, sizeof(value));
    cursor->at += sizeof(value);
    return value;
}

enum {
    F4_CATCH = 1,
    F4_SEPARATED = 2,
    F4_BBT = 4,
    F4_UNWIND = 8,
    F4_TRY = 16,
    F4_SYNCHRONOUS = 32,
    F4_NOEXCEPT = 64,
};

/* A function in several pieces has one map for each; this finds the piece's. */
static uint32_t separated_map(uintptr_t base, uint32_t table, uint32_t start)
{
    struct cursor cursor = {(const uint8_t *)(base + table)};
    uint32_t count = unpack(&cursor);

    while (count--) {
        uint32_t piece = take_rva(&cursor), map = take_rva(&cursor);

        if (piece == start)
            return map;
    }
    return 0;
}

static void read4(struct cxx_function *f, const void *data)
{
    struct cursor cursor = {data};
    unsigned header = *cursor.at++;
    uint32_t map;

    if (header & F4_BBT)
        unpack(&cursor);
    if (header & F4_UNWIND)
        f->unwind_map = at_rva(f->base, take_rva(&cursor));
    if (header & F4_TRY)
        f->try_map = at_rva(f->base, take_rva(&cursor));
    map = take_rva(&cursor);
    if (header & F4_SEPARATED)
        map = separated_map(f->base, map, f->start);
    f->ip_map = at_rva(f->base, map);
    f->is_catch = header & F4_CATCH;
    if (f->is_catch)
        f->parent_offset = unpack(&cursor);
    f->flags = (header & F4_SYNCHRONOUS ? CXX_SYNCHRONOUS : 0u) |
               (header & F4_NOEXCEPT ? CXX_NOEXCEPT : 0u);
}

static void read3(struct cxx_function *f, const struct function3 *data)
{
    f->unwind_map = at_rva(f->base, data->unwind_map);
    f->unwind_count = (unsigned)data->state_count;
    f->try_map = at_rva(f->base, data->try_map);
    f->try_count = data->try_count;
    f->ip_map = at_rva(f->base, data->ip_map);
    f->ip_count = data->ip_count;
    f->help = data->help;
    /* Tables of old compilers end before the flags. */
    f->flags = (data->magic & 0x1fffffff) >= 0x19930522 ? data->flags : 0;
}

void cxx_read_function(int version, uintptr_t base, uint32_t start, const void *handler_data,
                       struct cxx_function *ret_function)
{
    uint32_t rva;
    const void *data;

    memcpy(&rva, handler_data, sizeof(rva));
    data = (const void *)(base + rva);
    *ret_function = (struct cxx_function){.version = version, .base = base, .start = start};
    if (version == 3)
        read3(ret_function, data);
    else
        read4(ret_function, data);
}

/* ---- states ----------------------------------------------------------------------------- */

static int state_at4(const struct cxx_function *f, uint32_t rva)
{
    struct cursor cursor = {f->ip_map};
    uint32_t count = f->ip_map ? unpack(&cursor) : 0, ip = f->start;
    int state = -1;

    while (count--) {
        int next;

        ip += unpack(&cursor);
        next = (int)unpack(&cursor) - 1;
        if (rva < ip)
            break;
        state = next;
    }
    return state;
}

int cxx_state_at(const struct cxx_function *function, uint32_t rva)
{
    const struct ip3 *map = function->ip_map;
    int state = -1;

    if (function->version == 4)
        return state_at4(function, rva);
    for (unsigned i = 0; i < function->ip_count && rva >= map[i].ip; i++)
        state = map[i].state;
    return state;
}

/* Kinds of clean-up in version 4. */
enum { LEAVE_NOTHING, LEAVE_OBJECT, LEAVE_POINTER, LEAVE_FUNCLET };

typedef void(GUEST_CALL *destructor)(void *object);
typedef void *(GUEST_CALL *funclet)(void *unused, uintptr_t frame);

struct unwind4 {
    const uint8_t *start;
    uint32_t back; /* bytes to the entry of the state around it */
    unsigned kind;
    uint32_t action, object;
};

static void read_unwind4(struct cursor *cursor, struct unwind4 *ret)
{
    uint32_t packed;

    ret->start = cursor->at;
    packed = unpack(cursor);
    ret->kind = packed & 3;
    ret->back = packed >> 2;
    ret->action = ret->kind != LEAVE_NOTHING ? take_rva(cursor) : 0;
    ret->object = ret->kind == LEAVE_OBJECT || ret->kind == LEAVE_POINTER ? unpack(cursor) : 0;
}

static void run_unwind4(const struct cxx_function *f, const struct unwind4 *entry, uintptr_t frame)
{
    uintptr_t code = f->base + entry->action;
    void *object = (void *)(frame + entry->object);

    if (entry->kind == LEAVE_OBJECT)
        ((destructor)code)(object);
    else if (entry->kind == LEAVE_POINTER)
        ((destructor)code)(*(void **)object);
    else if (entry->kind == LEAVE_FUNCLET)
        ((funclet)code)(NULL, frame);
}

static int leave4(const struct cxx_function *f, int state, uintptr_t frame, bool run)
{
    struct cursor cursor = {f->unwind_map};
    uint32_t count = f->unwind_map ? unpack(&cursor) : 0;
    const uint8_t *first = cursor.at, *around;
    struct unwind4 entry;

    if (state < 0 || (uint32_t)state >= count)
        return -1;
    for (int i = 0; i <= state; i++)
        read_unwind4(&cursor, &entry);
    around = entry.start - entry.back;
    if (run)
        run_unwind4(f, &entry, frame);
    if (around < first)
        return -1;
    cursor.at = first;
    for (int i = 0; i < state; i++) {
        if (cursor.at == around)
            return i;
        read_unwind4(&cursor, &entry);
    }
    return -1;
}

int cxx_leave_state(const struct cxx_function *function, int state, uintptr_t frame, bool run)
{
    const struct unwind3 *map = function->unwind_map;

    if (function->version == 4)
        return leave4(function, state, frame, run);
    if (state < 0 || (unsigned)state >= function->unwind_count)
        return -1;
    if (run && map[state].action)
        ((funclet)(function->base + map[state].action))(NULL, frame);
    return map[state].to_state;
}

/* ---- try blocks ------------------------------------------------------------------------- */

static bool try_at4(const struct cxx_function *f, unsigned index, struct cxx_try *ret)
{
    struct cursor cursor = {f->try_map};
    uint32_t count = f->try_map ? unpack(&cursor) : 0;

    if (index >= count)
        return false;
    for (unsigned i = 0; i <= index; i++) {
        ret->low = (int)unpack(&cursor);
        ret->high = (int)unpack(&cursor);
        ret->catch_high = (int)unpack(&cursor);
        ret->handlers = at_rva(f->base, take_rva(&cursor));
    }
    cursor.at = ret->handlers;
    ret->handler_count = ret->handlers ? unpack(&cursor) : 0;
    return true;
}

bool cxx_try_at(const struct cxx_function *function, unsigned index, struct cxx_try *ret_try)
{
    const struct try3 *map = function->try_map;

    if (function->version == 4)
        return try_at4(function, index, ret_try);
    if (index >= function->try_count)
        return false;
    *ret_try = (struct cxx_try){
        .low = map[index].low,
        .high = map[index].high,
        .catch_high = map[index].catch_high,
        .handlers = at_rva(function->base, map[index].handlers),
        .handler_count = (unsigned)map[index].count,
    };
    return true;
}

enum { H4_ADJECTIVES = 1, H4_TYPE = 2, H4_OBJECT = 4, H4_RVA = 8, H4_CONTINUATIONS = 0x30 };

static void read_catch4(const struct cxx_function *f, struct cursor *cursor, struct cxx_catch *ret)
{
    unsigned header = *cursor->at++;

    *ret = (struct cxx_catch){.continuations = (header & H4_CONTINUATIONS) >> 4};
    if (header & H4_ADJECTIVES)
        ret->adjectives = unpack(cursor);
    if (header & H4_TYPE)
        ret->type = at_rva(f->base, take_rva(cursor));
    if (header & H4_OBJECT)
        ret->object = (int32_t)unpack(cursor);
    ret->handler = take_rva(cursor);
    for (unsigned i = 0; i < ret->continuations && i < 2; i++)
        ret->continuation[i] =
            f->base + (header & H4_RVA ? take_rva(cursor) : f->start + unpack(cursor));
}

bool cxx_catch_at(const struct cxx_function *function, const struct cxx_try *block, unsigned index,
                  struct cxx_catch *ret_catch)
{
    const struct catch3 *map = block->handlers;
    struct cursor cursor = {block->handlers};

    if (index >= block->handler_count)
        return false;
    if (function->version == 4) {
        unpack(&cursor);
        for (unsigned i = 0; i <= index; i++)
            read_catch4(function, &cursor, ret_catch);
        return true;
    }
    *ret_catch = (struct cxx_catch){
        .adjectives = map[index].adjectives,
        .type = at_rva(function->base, map[index].type),
        .object = map[index].object,
        .handler = map[index].handler,
        .frame = map[index].frame,
    };
    return true;
}
