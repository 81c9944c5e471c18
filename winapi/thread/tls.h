/* SPDX-License-Identifier: MIT */
/*
 * tls.h - thread-local storage by index, and fiber-local storage
 *
 * Thread-local values lie in the TEB where guests look for them (TlsSlots,
 * TlsExpansionSlots).
 */
#ifndef WINSHIM_THREAD_TLS_H
#define WINSHIM_THREAD_TLS_H

#include <errno.h>

#include "shim/teb.h"

#define TLS_DIRECT    64u
#define TLS_EXPANSION 1024u
#define FLS_LIMIT     4080u

/** tls_alloc() - a free index; every thread's value is NULL. Return: 0;
 * ENGINE_WIN32(ERROR_NO_MORE_ITEMS). */
int tls_alloc(uint32_t *ret_index);

/** tls_free() - give an index back and clear it in every thread. Return: 0; -EINVAL. */
int tls_free(uint32_t index);

/** tls_get() - the calling thread's value, NULL before the first set. Return: 0; -EINVAL. */
static inline int tls_get(uint32_t index, void **ret_value)
{
    TEB *teb = teb_current();

    if (likely(index < TLS_DIRECT)) {
        *ret_value = teb->TlsSlots[index];
        return 0;
    }
    if (index >= TLS_DIRECT + TLS_EXPANSION)
        return -EINVAL;
    *ret_value = teb->TlsExpansionSlots ? teb->TlsExpansionSlots[index - TLS_DIRECT] : NULL;
    return 0;
}

int tls_set_expansion(uint32_t index, void *value);

/** tls_set() - set the calling thread's value. Return: 0; -EINVAL; -ENOMEM. */
static inline int tls_set(uint32_t index, void *value)
{
    if (unlikely(index >= TLS_DIRECT))
        return tls_set_expansion(index, value);
    teb_current()->TlsSlots[index] = value;
    return 0;
}

/**
 * fls_alloc() - a free index of fiber-local storage
 * @invoke: calls @callback with a value; the surface's invoker
 * @callback: called with each value that isn't NULL when a thread ends or the index is freed; NULL
 *
 * Return: 0; -ENOMEM when none is left.
 */
int fls_alloc(void (*invoke)(void *callback, void *value), void *callback, uint32_t *ret_index);

/** fls_free() - calls the callback for every thread's value, on the calling thread. Return: 0;
 * -EINVAL. */
int fls_free(uint32_t index);

/** fls_get() - the calling thread's value. Return: 0; -EINVAL for index 0 and beyond the limit. */
int fls_get(uint32_t index, void **ret_value);

/** fls_set() - Return: 0; -EINVAL; -ENOMEM. */
int fls_set(uint32_t index, void *value);

#endif
