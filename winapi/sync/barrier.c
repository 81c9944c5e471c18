/* SPDX-License-Identifier: MIT */
/* barrier.c - synchronization barriers, see lock.h */
#include <string.h>

#include "winapi/sync/lock.h"

#define SPINS_DEFAULT 2000
#define BLOCK_ONLY    2u
#define NO_DELETE     4u

int barrier_init(struct sync_barrier *barrier, int32_t total, int32_t spins)
{
    if (total <= 0 || spins < -1)
        return -EINVAL;
    memset(barrier, 0, sizeof(*barrier));
    barrier->total = (uint32_t)total;
    barrier->spins = spins < 0 ? SPINS_DEFAULT : (uint32_t)spins;
    return 0;
}

static void barrier_leave(struct sync_barrier *barrier, uint32_t flags)
{
    if (!(flags & NO_DELETE) && atomic_fetch_sub(&barrier->inside, 1) == 1)
        futex_wake(&barrier->inside, INT_MAX);
}

bool barrier_enter(struct sync_barrier *barrier, uint32_t flags)
{
    unsigned phase = atomic_load(&barrier->phase);
    uint32_t spins = flags & BLOCK_ONLY ? 0 : barrier->spins;

    if (!(flags & NO_DELETE))
        atomic_fetch_add(&barrier->inside, 1);
    if (atomic_fetch_add(&barrier->arrived, 1) + 1 == barrier->total) {
        atomic_store(&barrier->arrived, 0);
        atomic_fetch_add(&barrier->phase, 1);
        futex_wake(&barrier->phase, INT_MAX);
        barrier_leave(barrier, flags);
        return true;
    }
    while (spins-- && atomic_load(&barrier->phase) == phase)
        __builtin_ia32_pause();
    while (atomic_load(&barrier->phase) == phase)
        futex_wait(&barrier->phase, phase, FUTEX_FOREVER);
    barrier_leave(barrier, flags);
    return false;
}

void barrier_finish(struct sync_barrier *barrier)
{
    unsigned inside;

    while ((inside = atomic_load(&barrier->inside)))
        futex_wait(&barrier->inside, inside, FUTEX_FOREVER);
}
