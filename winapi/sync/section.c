/* SPDX-License-Identifier: MIT */
/* section.c - critical sections, see lock.h */
#include <unistd.h>

#include "winapi/sync/lock.h"

#define SPIN_MASK    0x00ffffffu
#define SPIN_DEFAULT 100u
#define SPIN_LIMIT   4000u /* beyond that sleeping is cheaper, whatever was asked for */
#define FLAGS_KNOWN                                                                                \
    (RTL_CRITICAL_SECTION_FLAG_NO_DEBUG_INFO | RTL_CRITICAL_SECTION_FLAG_DYNAMIC_SPIN |            \
     RTL_CRITICAL_SECTION_FLAG_STATIC_INIT | 0x08000000u | 0x10000000u)

static bool many_processors(void)
{
    static atomic_int known; /* 1: one, 2: more */

    if (!atomic_load_explicit(&known, memory_order_relaxed))
        atomic_store(&known, sysconf(_SC_NPROCESSORS_ONLN) > 1 ? 2 : 1);
    return atomic_load_explicit(&known, memory_order_relaxed) == 2;
}

int section_init(RTL_CRITICAL_SECTION *section, uint32_t spins, uint32_t flags)
{
    *section = (RTL_CRITICAL_SECTION){
        .DebugInfo = (RTL_CRITICAL_SECTION_DEBUG *)(intptr_t)-1, /* as Windows without debug info */
        .LockCount = SECTION_FREE,
        .SpinCount = many_processors() ? spins & SPIN_MASK : 0,
    };
    return (flags & ~FLAGS_KNOWN) || (spins & ~SPIN_MASK) ? -EINVAL : 0;
}

void section_finish(RTL_CRITICAL_SECTION *section)
{
    section->DebugInfo = NULL;
    section->RecursionCount = 0;
    section->OwningThread = NULL;
    section->LockSemaphore = NULL;
    __atomic_store_n(&section->LockCount, SECTION_FREE, __ATOMIC_RELEASE);
}

uint32_t section_set_spins(RTL_CRITICAL_SECTION *section, uint32_t spins)
{
    uint32_t before = (uint32_t)section->SpinCount;

    section->SpinCount = many_processors() ? spins & SPIN_MASK : 0;
    return before;
}

static bool spin(RTL_CRITICAL_SECTION *section)
{
    uint32_t spins = (uint32_t)section->SpinCount & SPIN_MASK;

    if (!many_processors())
        return false;
    spins = spins < SPIN_DEFAULT ? SPIN_DEFAULT : spins > SPIN_LIMIT ? SPIN_LIMIT : spins;
    while (spins--) {
        LONG expected = SECTION_FREE;

        __builtin_ia32_pause();
        if (__atomic_load_n(&section->LockCount, __ATOMIC_RELAXED) == SECTION_FREE &&
            __atomic_compare_exchange_n(&section->LockCount, &expected, SECTION_HELD, false,
                                        __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
            return true;
    }
    return false;
}

void section_enter_slow(RTL_CRITICAL_SECTION *section)
{
    atomic_uint *word = (atomic_uint *)&section->LockCount;

    if (!spin(section))
        while (atomic_exchange_explicit(word, (unsigned)SECTION_WAITERS, memory_order_acquire) !=
               (unsigned)SECTION_FREE)
            futex_wait(word, (unsigned)SECTION_WAITERS, FUTEX_FOREVER);
    __atomic_store_n(&section->OwningThread, teb_current()->ClientId.UniqueThread,
                     __ATOMIC_RELAXED);
    section->RecursionCount = 1;
}

void section_wake(RTL_CRITICAL_SECTION *section)
{
    futex_wake((atomic_uint *)&section->LockCount, 1);
}
