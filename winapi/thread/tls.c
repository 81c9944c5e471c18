/* SPDX-License-Identifier: MIT */
/* tls.c - indexes of thread-local storage, see tls.h */
#include <errno.h>
#include <stdlib.h>

#include "shim/error.h"
#include "shim/guard.h"
#include "shim/peb.h"
#include "winapi/thread/tls.h"

static struct guarded_lock index_lock;
static uint64_t used[(TLS_DIRECT + TLS_EXPANSION) / 64]; /* index_lock */

/* The PEB's bitmaps are for show: guests read them. */
static void show_in_peb(uint32_t index, bool in_use)
{
    PEB *peb = peb_get();
    ULONG *bits = index < TLS_DIRECT ? peb->TlsBitmapBits : peb->TlsExpansionBitmapBits;
    uint32_t at = index < TLS_DIRECT ? index : index - TLS_DIRECT;

    if (in_use)
        bits[at / 32] |= 1u << at % 32;
    else
        bits[at / 32] &= ~(1u << at % 32);
}

int tls_alloc(uint32_t *ret_index)
{
    int result = ENGINE_WIN32(ERROR_NO_MORE_ITEMS);

    guarded_lock(&index_lock);
    for (uint32_t i = 0; result && i < ARRAY_LENGTH(used); i++)
        if (~used[i]) {
            uint32_t bit = (uint32_t)__builtin_ctzll(~used[i]);

            used[i] |= 1ull << bit;
            *ret_index = i * 64 + bit;
            show_in_peb(i * 64 + bit, true);
            result = 0;
        }
    guarded_unlock(&index_lock);
    return result;
}

static int clear_slot(TEB *teb, void *index)
{
    uint32_t at = *(uint32_t *)index;
    void **expansion = __atomic_load_n(&teb->TlsExpansionSlots, __ATOMIC_ACQUIRE);

    if (at < TLS_DIRECT)
        teb->TlsSlots[at] = NULL;
    else if (expansion)
        expansion[at - TLS_DIRECT] = NULL;
    return 0;
}

/* Cleared before it can be given out again. */
int tls_free(uint32_t index)
{
    uint64_t bit = 1ull << index % 64;
    bool was_used;

    if (index >= TLS_DIRECT + TLS_EXPANSION)
        return -EINVAL;
    guarded_lock(&index_lock);
    was_used = used[index / 64] & bit;
    if (was_used)
        teb_for_each(clear_slot, &index);
    used[index / 64] &= ~bit;
    show_in_peb(index, false);
    guarded_unlock(&index_lock);
    return was_used ? 0 : -EINVAL;
}

int tls_set_expansion(uint32_t index, void *value)
{
    TEB *teb = teb_current();

    if (index >= TLS_DIRECT + TLS_EXPANSION)
        return -EINVAL;
    if (!teb->TlsExpansionSlots) {
        void **slots = calloc(TLS_EXPANSION, sizeof(void *));

        if (!slots)
            return -ENOMEM;
        __atomic_store_n(&teb->TlsExpansionSlots, slots, __ATOMIC_RELEASE);
    }
    teb->TlsExpansionSlots[index - TLS_DIRECT] = value;
    return 0;
}
