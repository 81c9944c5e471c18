/* SPDX-License-Identifier: MIT */
/* useratom.c - an append-only array of names and a hash over it, see useratom.h */
#include <pthread.h>
#include <stdlib.h>

#include "shim/error.h"
#include "shim/trace.h"
#include "shim/upcase.h"
#include "shim/wstr.h"
#include "useratom.h"

#define ATOM_LIMIT   (0x10000u - USERATOM_FIRST)
#define BUCKET_COUNT 256u

static pthread_mutex_t atom_lock = PTHREAD_MUTEX_INITIALIZER;
static WCHAR *names[ATOM_LIMIT];       /* atom_lock for writing; an entry never changes again */
static uint16_t next_of[ATOM_LIMIT];   /* atom_lock; index + 1 of the next name in the bucket */
static uint16_t buckets[BUCKET_COUNT]; /* atom_lock; index + 1 */
static unsigned atom_count;            /* atom_lock */

/* "#" and decimal digits alone: the number; 0 when it is no such name; -EINVAL out of range. */
static int integer_atom(const WCHAR *name)
{
    unsigned value = 0;

    if (name[0] != '#' || !name[1])
        return 0;
    for (const WCHAR *at = name + 1; *at; at++) {
        if (*at < '0' || *at > '9')
            return 0;
        if (value < 0x10000)
            value = value * 10 + (*at - '0');
    }
    return value && value < USERATOM_FIRST ? (int)value : -EINVAL;
}

static int find_or_add(const WCHAR *name, size_t wchars, UINT *ret_atom)
{
    uint16_t *bucket = &buckets[wchars_hash_upper(name, wchars) % BUCKET_COUNT];
    WCHAR *copy;

    for (unsigned i = *bucket; i; i = next_of[i - 1])
        if (!wstr_compare_upper(names[i - 1], name)) {
            *ret_atom = USERATOM_FIRST + i - 1;
            return 0;
        }
    copy = atom_count < ATOM_LIMIT ? wstr_dup(name) : NULL;
    if (!copy)
        return -ENOMEM;
    next_of[atom_count] = *bucket;
    __atomic_store_n(&names[atom_count], copy, __ATOMIC_RELEASE);
    *ret_atom = USERATOM_FIRST + atom_count;
    *bucket = (uint16_t)++atom_count;
    return 0;
}

int useratom_register(const WCHAR *name, UINT *ret_atom)
{
    size_t wchars = wstr_length(name);
    int result;

    if (!name || wchars > USERATOM_NAME_LIMIT)
        return -EINVAL;
    if (!wchars)
        return ENGINE_WIN32(ERROR_INVALID_NAME);
    result = integer_atom(name);
    if (result < 0)
        return result;
    if (result > 0) {
        *ret_atom = (UINT)result;
        return 0;
    }
    pthread_mutex_lock(&atom_lock);
    result = find_or_add(name, wchars, ret_atom);
    pthread_mutex_unlock(&atom_lock);
    TRACE(user, DEBUG, "registered name: result %d", result);
    return result;
}

const WCHAR *useratom_name(UINT atom)
{
    if (atom < USERATOM_FIRST || atom > 0xffff)
        return NULL;
    return __atomic_load_n(&names[atom - USERATOM_FIRST], __ATOMIC_ACQUIRE);
}
