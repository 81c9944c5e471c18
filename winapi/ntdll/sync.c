/* SPDX-License-Identifier: MIT */
/*
 * sync.c - ntdll: the Rtl forms of critical sections, condition variables and
 * one-time initialization, as far as they differ from kernel32's
 *
 * Microsoft documents few of these; the types are those of winternl.h, the
 * behaviour is kernel32's.
 */
#include <ntstatus.h>

#include "shim/export.h"
#include "winapi/sync/lock.h"
#include "winapi/sync/objects.h"

static NTSTATUS lock_status(int result)
{
    switch (result) {
    case 0:
        return STATUS_SUCCESS;
    case -ETIMEDOUT:
        return STATUS_TIMEOUT;
    case -EINVAL:
        return STATUS_INVALID_PARAMETER;
    default:
        return STATUS_UNSUCCESSFUL;
    }
}

/* NULL is for ever; negative is relative. */
static int64_t timeout_deadline(const LARGE_INTEGER *timeout)
{
    return timeout ? sync_deadline(timeout->QuadPart) : FUTEX_FOREVER;
}

/**
 * RtlInitializeCriticalSectionEx() - make a critical section
 * @section: memory for it
 * @spins: how often to look before sleeping, 24 bits
 * @flags: RTL_CRITICAL_SECTION_FLAG_*
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initializecriticalsectionex
 */
NTSTATUS WINAPI API(RtlInitializeCriticalSectionEx)(RTL_CRITICAL_SECTION *section, ULONG spins,
                                                    ULONG flags)
{
    return lock_status(section_init(section, spins, flags));
}
EXPORT(ntdll, RtlInitializeCriticalSectionEx);

/**
 * RtlInitializeCriticalSectionAndSpinCount() - make a critical section
 * @section: memory for it
 * @spins: the upper 8 bits are ignored
 *
 * Return: STATUS_SUCCESS.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initializecriticalsectionandspincount
 */
NTSTATUS WINAPI API(RtlInitializeCriticalSectionAndSpinCount)(RTL_CRITICAL_SECTION *section,
                                                              ULONG spins)
{
    return lock_status(section_init(section, spins & 0xffffff, 0));
}
EXPORT(ntdll, RtlInitializeCriticalSectionAndSpinCount);

/**
 * RtlInitializeCriticalSection() - make a critical section
 * @section: memory for it
 *
 * Return: STATUS_SUCCESS.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initializecriticalsection
 */
NTSTATUS WINAPI API(RtlInitializeCriticalSection)(RTL_CRITICAL_SECTION *section)
{
    return lock_status(section_init(section, 0, 0));
}
EXPORT(ntdll, RtlInitializeCriticalSection);

/**
 * RtlSetCriticalSectionSpinCount() - change how often to look before sleeping
 * @section: a critical section
 * @spins: 24 bits
 *
 * Return: the count before.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-setcriticalsectionspincount
 */
ULONG WINAPI API(RtlSetCriticalSectionSpinCount)(RTL_CRITICAL_SECTION *section, ULONG spins)
{
    return section_set_spins(section, spins);
}
EXPORT(ntdll, RtlSetCriticalSectionSpinCount);

/**
 * RtlEnterCriticalSection() - enter; the thread that is in may enter again
 * @section: a critical section
 *
 * Return: STATUS_SUCCESS.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-entercriticalsection
 */
NTSTATUS WINAPI API(RtlEnterCriticalSection)(RTL_CRITICAL_SECTION *section)
{
    section_enter(section);
    return STATUS_SUCCESS;
}
EXPORT(ntdll, RtlEnterCriticalSection);

/**
 * RtlTryEnterCriticalSection() - enter if nobody else is in
 * @section: a critical section
 *
 * Return: whether the calling thread is in now.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-tryentercriticalsection
 */
BOOL WINAPI API(RtlTryEnterCriticalSection)(RTL_CRITICAL_SECTION *section)
{
    return section_try_enter(section);
}
EXPORT(ntdll, RtlTryEnterCriticalSection);

/**
 * RtlLeaveCriticalSection() - leave once for each time the thread has entered
 * @section: a critical section that the thread is in
 *
 * Return: STATUS_SUCCESS.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-leavecriticalsection
 */
NTSTATUS WINAPI API(RtlLeaveCriticalSection)(RTL_CRITICAL_SECTION *section)
{
    section_leave(section);
    return STATUS_SUCCESS;
}
EXPORT(ntdll, RtlLeaveCriticalSection);

/**
 * RtlDeleteCriticalSection() - the section is not usable any more
 * @section: a critical section that nobody is in
 *
 * Return: STATUS_SUCCESS.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-deletecriticalsection
 */
NTSTATUS WINAPI API(RtlDeleteCriticalSection)(RTL_CRITICAL_SECTION *section)
{
    section_finish(section);
    return STATUS_SUCCESS;
}
EXPORT(ntdll, RtlDeleteCriticalSection);

/**
 * RtlIsCriticalSectionLocked() - whether any thread is in
 * @section: a critical section
 *
 * Source: observed: tests/conformance/ntdll/sync.c
 */
BOOL WINAPI API(RtlIsCriticalSectionLocked)(RTL_CRITICAL_SECTION *section)
{
    return section->RecursionCount != 0;
}
EXPORT(ntdll, RtlIsCriticalSectionLocked);

/**
 * RtlIsCriticalSectionLockedByThread() - whether the calling thread is in
 * @section: a critical section
 *
 * Source: observed: tests/conformance/ntdll/sync.c
 */
BOOL WINAPI API(RtlIsCriticalSectionLockedByThread)(RTL_CRITICAL_SECTION *section)
{
    return section_owned_by_caller(section) && section->RecursionCount;
}
EXPORT(ntdll, RtlIsCriticalSectionLockedByThread);

/**
 * RtlSleepConditionVariableCS() - leave a critical section, wait to be woken, enter again
 * @condition: a condition variable
 * @section: entered once by the calling thread
 * @timeout: 100 ns units, negative is relative; NULL is for ever
 *
 * Return: STATUS_SUCCESS; STATUS_TIMEOUT.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-sleepconditionvariablecs
 */
NTSTATUS WINAPI API(RtlSleepConditionVariableCS)(RTL_CONDITION_VARIABLE *condition,
                                                 RTL_CRITICAL_SECTION *section,
                                                 const LARGE_INTEGER *timeout)
{
    return lock_status(
        condition_sleep(condition, section, CONDITION_SECTION, timeout_deadline(timeout)));
}
EXPORT(ntdll, RtlSleepConditionVariableCS);

/**
 * RtlSleepConditionVariableSRW() - give back a slim lock, wait to be woken, take it again
 * @condition: a condition variable
 * @lock: held by the calling thread
 * @timeout: 100 ns units, negative is relative; NULL is for ever
 * @flags: RTL_CONDITION_VARIABLE_LOCKMODE_SHARED, or 0 for exclusive
 *
 * Return: STATUS_SUCCESS; STATUS_TIMEOUT.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-sleepconditionvariablesrw
 */
NTSTATUS WINAPI API(RtlSleepConditionVariableSRW)(RTL_CONDITION_VARIABLE *condition,
                                                  RTL_SRWLOCK *lock, const LARGE_INTEGER *timeout,
                                                  ULONG flags)
{
    enum condition_lock kind =
        flags & RTL_CONDITION_VARIABLE_LOCKMODE_SHARED ? CONDITION_SHARED : CONDITION_EXCLUSIVE;

    return lock_status(condition_sleep(condition, lock, kind, timeout_deadline(timeout)));
}
EXPORT(ntdll, RtlSleepConditionVariableSRW);

/**
 * RtlWaitOnAddress() - sleep while the value at an address is what it was
 * @address: of the value
 * @compare: the value that is not wanted
 * @size_bytes: 1, 2, 4 or 8
 * @timeout: 100 ns units, negative is relative; NULL is for ever
 *
 * Return: STATUS_SUCCESS; STATUS_TIMEOUT; STATUS_INVALID_PARAMETER.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-waitonaddress
 */
NTSTATUS WINAPI API(RtlWaitOnAddress)(const void *address, const void *compare, SIZE_T size_bytes,
                                      const LARGE_INTEGER *timeout)
{
    return lock_status(address_wait(address, compare, size_bytes, timeout_deadline(timeout)));
}
EXPORT(ntdll, RtlWaitOnAddress);

/**
 * RtlRunOnceBeginInitialize() - begin an initialization, or wait for the one under way
 * @once: the structure
 * @flags: RTL_RUN_ONCE_CHECK_ONLY, RTL_RUN_ONCE_ASYNC
 * @ret_context: what the initialization left, when it is complete; may be NULL
 *
 * Return: STATUS_SUCCESS when complete; STATUS_PENDING: the caller shall initialize;
 * STATUS_INVALID_PARAMETER; STATUS_UNSUCCESSFUL.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initoncebegininitialize
 */
DWORD WINAPI API(RtlRunOnceBeginInitialize)(RTL_RUN_ONCE *once, DWORD flags, void **ret_context)
{
    bool pending = false;
    int result = once_begin(once, flags, &pending, ret_context);

    return !result && pending ? (DWORD)STATUS_PENDING : (DWORD)lock_status(result);
}
EXPORT(ntdll, RtlRunOnceBeginInitialize);

/**
 * RtlRunOnceComplete() - end an initialization
 * @once: the structure
 * @flags: RTL_RUN_ONCE_ASYNC, RTL_RUN_ONCE_INIT_FAILED
 * @context: left for others
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_UNSUCCESSFUL.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initoncecomplete
 */
DWORD WINAPI API(RtlRunOnceComplete)(RTL_RUN_ONCE *once, DWORD flags, void *context)
{
    return (DWORD)lock_status(once_complete(once, flags, context));
}
EXPORT(ntdll, RtlRunOnceComplete);

static bool invoke_run_once(void *function, RTL_RUN_ONCE *once, void *parameter, void **context)
{
    return ((PRTL_RUN_ONCE_INIT_FN)function)(once, parameter, context);
}

/**
 * RtlRunOnceExecuteOnce() - run a function once; other callers wait until it has returned
 * @once: the structure
 * @function: returns 0 when it failed; the next caller tries again
 * @parameter: for @function
 * @ret_context: what @function left; may be NULL
 *
 * Return: STATUS_SUCCESS; STATUS_UNSUCCESSFUL when @function failed; STATUS_INVALID_PARAMETER.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initonceexecuteonce
 */
DWORD WINAPI API(RtlRunOnceExecuteOnce)(RTL_RUN_ONCE *once, PRTL_RUN_ONCE_INIT_FN function,
                                        void *parameter, void **ret_context)
{
    return (DWORD)lock_status(
        once_execute(once, invoke_run_once, (void *)function, parameter, ret_context));
}
EXPORT(ntdll, RtlRunOnceExecuteOnce);
