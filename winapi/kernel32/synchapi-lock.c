/* SPDX-License-Identifier: MIT */
/* synchapi-lock.c - kernel32: critical sections, slim locks, condition variables */
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/sync/lock.h"
#include "winapi/sync/objects.h"

/*
 * The long ways of the locks have the surface's own convention, so that in the guest pass the short
 * ones save no XMM registers for them.
 */
#define LONG_WAY static __attribute__((noinline, cold)) void WINAPI

LONG_WAY enter_long_way(CRITICAL_SECTION *section)
{
    section_enter(section);
}

LONG_WAY wake_long_way(CRITICAL_SECTION *section)
{
    section_wake(section);
}

LONG_WAY acquire_long_way(SRWLOCK *lock)
{
    slim_acquire_exclusive_slow(lock);
}

LONG_WAY release_long_way(SRWLOCK *lock)
{
    slim_release_exclusive_slow(lock);
}

/**
 * InitializeCriticalSectionEx() - make a critical section
 * @section: memory for it
 * @spins: how often to look before sleeping, 24 bits
 * @flags: CRITICAL_SECTION_NO_DEBUG_INFO and its kin; nothing differs for any
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER for an over-large count or unknown flags.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initializecriticalsectionex
 */
BOOL WINAPI API(InitializeCriticalSectionEx)(CRITICAL_SECTION *section, DWORD spins, DWORD flags)
{
    return win32_bool(section_init(section, spins, flags));
}
EXPORT(kernel32, InitializeCriticalSectionEx);
EXPORT_AS(kernelbase, "InitializeCriticalSectionEx", InitializeCriticalSectionEx);

/**
 * InitializeCriticalSectionAndSpinCount() - make a critical section
 * @section: memory for it
 * @spins: how often to look before sleeping; the upper 8 bits are ignored
 *
 * Return: TRUE.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initializecriticalsectionandspincount
 */
BOOL WINAPI API(InitializeCriticalSectionAndSpinCount)(CRITICAL_SECTION *section, DWORD spins)
{
    section_init(section, spins & 0xffffff, 0);
    surface_succeeded();
    return TRUE;
}
EXPORT(kernel32, InitializeCriticalSectionAndSpinCount);
EXPORT_AS(kernelbase, "InitializeCriticalSectionAndSpinCount",
          InitializeCriticalSectionAndSpinCount);

/**
 * InitializeCriticalSection() - make a critical section
 * @section: memory for it
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initializecriticalsection
 */
void WINAPI API(InitializeCriticalSection)(CRITICAL_SECTION *section)
{
    section_init(section, 0, 0);
}
EXPORT(kernel32, InitializeCriticalSection);
EXPORT_AS(kernelbase, "InitializeCriticalSection", InitializeCriticalSection);

/**
 * SetCriticalSectionSpinCount() - change how often to look before sleeping
 * @section: a critical section
 * @spins: 24 bits; ignored on a machine with one processor
 *
 * Return: the count before.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-setcriticalsectionspincount
 */
DWORD WINAPI API(SetCriticalSectionSpinCount)(CRITICAL_SECTION *section, DWORD spins)
{
    return section_set_spins(section, spins);
}
EXPORT(kernel32, SetCriticalSectionSpinCount);
EXPORT_AS(kernelbase, "SetCriticalSectionSpinCount", SetCriticalSectionSpinCount);

/**
 * EnterCriticalSection() - enter; the thread that is in may enter again
 * @section: a critical section
 *
 * Differs: no time-out raises EXCEPTION_POSSIBLE_DEADLOCK.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-entercriticalsection
 */
void WINAPI API(EnterCriticalSection)(CRITICAL_SECTION *section)
{
    if (unlikely(!section_enter_free(section, teb_current()->ClientId.UniqueThread)))
        enter_long_way(section);
}
EXPORT(kernel32, EnterCriticalSection);
EXPORT_AS(kernelbase, "EnterCriticalSection", EnterCriticalSection);

/**
 * TryEnterCriticalSection() - enter if nobody else is in
 * @section: a critical section
 *
 * Return: whether the calling thread is in now; the last error stays.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-tryentercriticalsection
 */
BOOL WINAPI API(TryEnterCriticalSection)(CRITICAL_SECTION *section)
{
    return section_try_enter(section);
}
EXPORT(kernel32, TryEnterCriticalSection);
EXPORT_AS(kernelbase, "TryEnterCriticalSection", TryEnterCriticalSection);

/**
 * LeaveCriticalSection() - leave once for each time the thread has entered
 * @section: a critical section that the thread is in
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-leavecriticalsection
 */
void WINAPI API(LeaveCriticalSection)(CRITICAL_SECTION *section)
{
    if (unlikely(section_leave_once(section)))
        wake_long_way(section);
}
EXPORT(kernel32, LeaveCriticalSection);
EXPORT_AS(kernelbase, "LeaveCriticalSection", LeaveCriticalSection);

/**
 * DeleteCriticalSection() - the section is not usable any more
 * @section: a critical section that nobody is in
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-deletecriticalsection
 */
void WINAPI API(DeleteCriticalSection)(CRITICAL_SECTION *section)
{
    section_finish(section);
}
EXPORT(kernel32, DeleteCriticalSection);
EXPORT_AS(kernelbase, "DeleteCriticalSection", DeleteCriticalSection);

/**
 * InitializeSRWLock(), RtlInitializeSRWLock() - make a slim reader/writer lock, free
 * @lock: memory for it; SRWLOCK_INIT does the same
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initializesrwlock
 */
void WINAPI API(InitializeSRWLock)(SRWLOCK *lock)
{
    lock->Ptr = NULL;
}
EXPORT(kernel32, InitializeSRWLock);
EXPORT_AS(kernelbase, "InitializeSRWLock", InitializeSRWLock);
EXPORT_AS(ntdll, "RtlInitializeSRWLock", InitializeSRWLock);

/**
 * AcquireSRWLockExclusive(), RtlAcquireSRWLockExclusive() - take a slim lock for writing; not
 * recursive
 * @lock: a slim lock
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-acquiresrwlockexclusive
 */
void WINAPI API(AcquireSRWLockExclusive)(SRWLOCK *lock)
{
    if (unlikely(!slim_enter(lock)))
        acquire_long_way(lock);
}
EXPORT(kernel32, AcquireSRWLockExclusive);
EXPORT_AS(kernelbase, "AcquireSRWLockExclusive", AcquireSRWLockExclusive);
EXPORT_AS(ntdll, "RtlAcquireSRWLockExclusive", AcquireSRWLockExclusive);

/**
 * AcquireSRWLockShared(), RtlAcquireSRWLockShared() - take a slim lock for reading; not recursive
 * @lock: a slim lock
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-acquiresrwlockshared
 */
void WINAPI API(AcquireSRWLockShared)(SRWLOCK *lock)
{
    slim_acquire_shared(lock);
}
EXPORT(kernel32, AcquireSRWLockShared);
EXPORT_AS(kernelbase, "AcquireSRWLockShared", AcquireSRWLockShared);
EXPORT_AS(ntdll, "RtlAcquireSRWLockShared", AcquireSRWLockShared);

/**
 * TryAcquireSRWLockExclusive(), RtlTryAcquireSRWLockExclusive() - take a slim lock for writing if
 * it is free
 * @lock: a slim lock
 *
 * Return: whether the caller has it now; the last error stays.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-tryacquiresrwlockexclusive
 */
BOOLEAN WINAPI API(TryAcquireSRWLockExclusive)(SRWLOCK *lock)
{
    return slim_try_exclusive(lock);
}
EXPORT(kernel32, TryAcquireSRWLockExclusive);
EXPORT_AS(kernelbase, "TryAcquireSRWLockExclusive", TryAcquireSRWLockExclusive);
EXPORT_AS(ntdll, "RtlTryAcquireSRWLockExclusive", TryAcquireSRWLockExclusive);

/**
 * TryAcquireSRWLockShared(), RtlTryAcquireSRWLockShared() - take a slim lock for reading if no
 * writer has it
 * @lock: a slim lock
 *
 * Return: whether the caller has it now; the last error stays.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-tryacquiresrwlockshared
 */
BOOLEAN WINAPI API(TryAcquireSRWLockShared)(SRWLOCK *lock)
{
    return slim_try_shared(lock);
}
EXPORT(kernel32, TryAcquireSRWLockShared);
EXPORT_AS(kernelbase, "TryAcquireSRWLockShared", TryAcquireSRWLockShared);
EXPORT_AS(ntdll, "RtlTryAcquireSRWLockShared", TryAcquireSRWLockShared);

/**
 * ReleaseSRWLockExclusive(), RtlReleaseSRWLockExclusive() - give back a slim lock taken for writing
 * @lock: a slim lock that the caller has
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-releasesrwlockexclusive
 */
void WINAPI API(ReleaseSRWLockExclusive)(SRWLOCK *lock)
{
    if (unlikely(!slim_leave(lock)))
        release_long_way(lock);
}
EXPORT(kernel32, ReleaseSRWLockExclusive);
EXPORT_AS(kernelbase, "ReleaseSRWLockExclusive", ReleaseSRWLockExclusive);
EXPORT_AS(ntdll, "RtlReleaseSRWLockExclusive", ReleaseSRWLockExclusive);

/**
 * ReleaseSRWLockShared(), RtlReleaseSRWLockShared() - give back a slim lock taken for reading
 * @lock: a slim lock that the caller has
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-releasesrwlockshared
 */
void WINAPI API(ReleaseSRWLockShared)(SRWLOCK *lock)
{
    slim_release_shared(lock);
}
EXPORT(kernel32, ReleaseSRWLockShared);
EXPORT_AS(kernelbase, "ReleaseSRWLockShared", ReleaseSRWLockShared);
EXPORT_AS(ntdll, "RtlReleaseSRWLockShared", ReleaseSRWLockShared);

/**
 * InitializeConditionVariable(), RtlInitializeConditionVariable() - make a condition variable
 * @condition: memory for it; CONDITION_VARIABLE_INIT does the same
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initializeconditionvariable
 */
void WINAPI API(InitializeConditionVariable)(CONDITION_VARIABLE *condition)
{
    condition->Ptr = NULL;
}
EXPORT(kernel32, InitializeConditionVariable);
EXPORT_AS(kernelbase, "InitializeConditionVariable", InitializeConditionVariable);
EXPORT_AS(ntdll, "RtlInitializeConditionVariable", InitializeConditionVariable);

/* A time-out of 0 still lets go of the lock for a moment, hence no 0 deadline. */
static BOOL condition_sleep_ms(CONDITION_VARIABLE *condition, void *lock, enum condition_lock kind,
                               DWORD timeout_ms)
{
    return win32_bool(condition_sleep(condition, lock, kind, futex_deadline_ms(timeout_ms)));
}

/**
 * SleepConditionVariableCS() - leave a critical section, wait to be woken, enter again
 * @condition: a condition variable
 * @section: entered once by the calling thread
 * @timeout_ms: or INFINITE
 *
 * Return: TRUE, also without a wake-up now and then; FALSE: ERROR_TIMEOUT. The section is entered
 * again in both cases.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-sleepconditionvariablecs
 */
BOOL WINAPI API(SleepConditionVariableCS)(CONDITION_VARIABLE *condition, CRITICAL_SECTION *section,
                                          DWORD timeout_ms)
{
    return condition_sleep_ms(condition, section, CONDITION_SECTION, timeout_ms);
}
EXPORT(kernel32, SleepConditionVariableCS);
EXPORT_AS(kernelbase, "SleepConditionVariableCS", SleepConditionVariableCS);

/**
 * SleepConditionVariableSRW() - give back a slim lock, wait to be woken, take it again
 * @condition: a condition variable
 * @lock: held by the calling thread in the mode that @flags says
 * @timeout_ms: or INFINITE
 * @flags: CONDITION_VARIABLE_LOCKMODE_SHARED, or 0 for exclusive
 *
 * Return: TRUE, also without a wake-up now and then; FALSE: ERROR_TIMEOUT. The lock is held again
 * in both cases. ERROR_INVALID_PARAMETER for other flags; then the lock was held all the time.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-sleepconditionvariablesrw
 */
BOOL WINAPI API(SleepConditionVariableSRW)(CONDITION_VARIABLE *condition, SRWLOCK *lock,
                                           DWORD timeout_ms, ULONG flags)
{
    if (flags & ~CONDITION_VARIABLE_LOCKMODE_SHARED)
        return win32_bool(-EINVAL);
    return condition_sleep_ms(condition, lock, flags ? CONDITION_SHARED : CONDITION_EXCLUSIVE,
                              timeout_ms);
}
EXPORT(kernel32, SleepConditionVariableSRW);
EXPORT_AS(kernelbase, "SleepConditionVariableSRW", SleepConditionVariableSRW);

/**
 * WakeConditionVariable(), RtlWakeConditionVariable() - wake one thread that sleeps on a condition
 * variable
 * @condition: a condition variable
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-wakeconditionvariable
 */
void WINAPI API(WakeConditionVariable)(CONDITION_VARIABLE *condition)
{
    condition_wake(condition, false);
}
EXPORT(kernel32, WakeConditionVariable);
EXPORT_AS(kernelbase, "WakeConditionVariable", WakeConditionVariable);
EXPORT_AS(ntdll, "RtlWakeConditionVariable", WakeConditionVariable);

/**
 * WakeAllConditionVariable(), RtlWakeAllConditionVariable() - wake all threads that sleep on a
 * condition variable
 * @condition: a condition variable
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-wakeallconditionvariable
 */
void WINAPI API(WakeAllConditionVariable)(CONDITION_VARIABLE *condition)
{
    condition_wake(condition, true);
}
EXPORT(kernel32, WakeAllConditionVariable);
EXPORT_AS(kernelbase, "WakeAllConditionVariable", WakeAllConditionVariable);
EXPORT_AS(ntdll, "RtlWakeAllConditionVariable", WakeAllConditionVariable);
