/* SPDX-License-Identifier: MIT */
/*
 * fls.c - fiber-local storage, see tls.h
 *
 * The TEB's FlsSlots points at the values of the thread's current fiber; what
 * lies there is nobody's business but ours. Callbacks run without a lock.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shim/guard.h"
#include "winapi/thread/tls.h"

#define CHUNK 64u

struct fls_values {
    struct fls_values *next, **link; /* fls_lock: the list of all */
    void **chunks[(FLS_LIMIT + CHUNK - 1) / CHUNK];
};

struct fls_index {
    bool used;
    void (*invoke)(void *callback, void *value);
    void *callback;
};

static struct guarded_lock fls_lock;
static struct fls_index *indexes; /* fls_lock: FLS_LIMIT of them, made by the first alloc */
static struct fls_values *values; /* fls_lock */

static struct fls_values *values_of(TEB *teb)
{
    return (struct fls_values *)teb->FlsSlots;
}

int fls_alloc(void (*invoke)(void *callback, void *value), void *callback, uint32_t *ret_index)
{
    int result = -ENOMEM;

    guarded_lock(&fls_lock);
    if (!indexes)
        indexes = calloc(FLS_LIMIT, sizeof(*indexes));
    /* Index 0 is never given out. */
    for (uint32_t i = 1; indexes && result && i < FLS_LIMIT; i++)
        if (!indexes[i].used) {
            indexes[i] = (struct fls_index){true, invoke, callback};
            *ret_index = i;
            result = 0;
        }
    guarded_unlock(&fls_lock);
    return result;
}

/* Takes one value out. Return: it, or NULL. fls_lock is held. */
static void *value_take(struct fls_values *of, uint32_t index)
{
    void **chunk = of->chunks[index / CHUNK], *value = NULL;

    if (chunk) {
        value = chunk[index % CHUNK];
        chunk[index % CHUNK] = NULL;
    }
    return value;
}

static void *any_value_take(uint32_t index)
{
    void *value = NULL;

    for (struct fls_values *of = values; of && !value; of = of->next)
        value = value_take(of, index);
    return value;
}

int fls_free(uint32_t index)
{
    struct fls_index old = {.used = false};
    void *value;

    if (index == 0 || index >= FLS_LIMIT)
        return -EINVAL;
    guarded_lock(&fls_lock);
    if (indexes)
        old = indexes[index];
    while (old.used && (value = any_value_take(index))) {
        guarded_unlock(&fls_lock);
        if (old.callback)
            old.invoke(old.callback, value);
        guarded_lock(&fls_lock);
    }
    if (old.used)
        indexes[index].used = false;
    guarded_unlock(&fls_lock);
    return old.used ? 0 : -EINVAL;
}

int fls_get(uint32_t index, void **ret_value)
{
    struct fls_values *own = values_of(teb_current());

    if (index == 0 || index >= FLS_LIMIT)
        return -EINVAL;
    *ret_value =
        own && own->chunks[index / CHUNK] ? own->chunks[index / CHUNK][index % CHUNK] : NULL;
    return 0;
}

static struct fls_values *values_new(TEB *teb)
{
    struct fls_values *own = calloc(1, sizeof(*own));

    if (!own)
        return NULL;
    guarded_lock(&fls_lock);
    own->link = &values;
    own->next = values;
    if (own->next)
        own->next->link = &own->next;
    values = own;
    guarded_unlock(&fls_lock);
    teb->FlsSlots = (TEB_FLS_DATA *)own;
    return own;
}

int fls_set(uint32_t index, void *value)
{
    TEB *teb = teb_current();
    struct fls_values *own = values_of(teb);

    if (index == 0 || index >= FLS_LIMIT)
        return -EINVAL;
    if (!own)
        own = values_new(teb);
    if (!own)
        return -ENOMEM;
    if (!own->chunks[index / CHUNK]) {
        void **chunk = calloc(CHUNK, sizeof(void *));

        if (!chunk)
            return -ENOMEM;
        __atomic_store_n(&own->chunks[index / CHUNK], chunk, __ATOMIC_RELEASE);
    }
    own->chunks[index / CHUNK][index % CHUNK] = value;
    return 0;
}

/* Takes the value and its callback out together, so that a concurrent fls_free() calls it or we do.
 */
static void *value_take_with_callback(struct fls_values *own, uint32_t index,
                                      struct fls_index *ret_callback)
{
    void *value;

    guarded_lock(&fls_lock);
    value = value_take(own, index);
    if (value)
        *ret_callback = indexes ? indexes[index] : (struct fls_index){.used = false};
    guarded_unlock(&fls_lock);
    return value;
}

static void thread_end(TEB *teb)
{
    struct fls_values *own = values_of(teb);
    struct fls_index callback;
    void *value;

    if (own)
        for (uint32_t i = 1; i < FLS_LIMIT; i++) {
            if (!own->chunks[i / CHUNK])
                i |= CHUNK - 1; /* nothing in this chunk */
            else if ((value = value_take_with_callback(own, i, &callback)) && callback.used &&
                     callback.callback)
                callback.invoke(callback.callback, value);
        }
    free(teb->TlsExpansionSlots);
    teb->TlsExpansionSlots = NULL;
    if (!own)
        return;
    guarded_lock(&fls_lock);
    *own->link = own->next;
    if (own->next)
        own->next->link = own->link;
    guarded_unlock(&fls_lock);
    teb->FlsSlots = NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(own->chunks); i++)
        free(own->chunks[i]);
    free(own);
}

__attribute__((constructor)) static void fls_init(void)
{
    teb_exit_hook(TEB_EXIT_STORAGE, thread_end);
}
