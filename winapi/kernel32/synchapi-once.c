/* SPDX-License-Identifier: MIT */
/* synchapi-once.c - kernel32: one-time initialization, waiting on addresses, barriers */
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/sync/lock.h"
#include "winapi/sync/objects.h"

#include <synchapi.h>

/* Not in Wine's headers. */
typedef struct sync_barrier SYNCHRONIZATION_BARRIER;
BOOL WINAPI InitializeSynchronizationBarrier(SYNCHRONIZATION_BARRIER *, LONG, LONG);
BOOL WINAPI EnterSynchronizationBarrier(SYNCHRONIZATION_BARRIER *, DWORD);
BOOL WINAPI DeleteSynchronizationBarrier(SYNCHRONIZATION_BARRIER *);

/**
 * InitOnceInitialize(), RtlRunOnceInitialize() - make a one-time initialization structure
 * @once: memory for it; INIT_ONCE_STATIC_INIT does the same
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initonceinitialize
 */
void WINAPI API(InitOnceInitialize)(INIT_ONCE *once)
{
    once->Ptr = NULL;
}
EXPORT(kernel32, InitOnceInitialize);
EXPORT_AS(kernelbase, "InitOnceInitialize", InitOnceInitialize);
EXPORT_AS(ntdll, "RtlRunOnceInitialize", InitOnceInitialize);

/**
 * InitOnceBeginInitialize() - begin an initialization, or wait for the one under way
 * @once: the structure
 * @flags: INIT_ONCE_CHECK_ONLY, or INIT_ONCE_ASYNC: several threads may try at once
 * @ret_pending: TRUE: the caller shall initialize and call InitOnceComplete()
 * @ret_context: what the initialization left, when it is complete; may be NULL
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER for a mix of flags or of modes,
 * ERROR_GEN_FAILURE when INIT_ONCE_CHECK_ONLY finds it incomplete.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initoncebegininitialize
 */
BOOL WINAPI API(InitOnceBeginInitialize)(INIT_ONCE *once, DWORD flags, BOOL *ret_pending,
                                         void **ret_context)
{
    bool pending;
    int result = once_begin(once, flags, &pending, ret_context);

    if (!result)
        *ret_pending = pending;
    return win32_bool(result);
}
EXPORT(kernel32, InitOnceBeginInitialize);
EXPORT_AS(kernelbase, "InitOnceBeginInitialize", InitOnceBeginInitialize);

/**
 * InitOnceComplete() - end an initialization that InitOnceBeginInitialize() began
 * @once: the structure
 * @flags: INIT_ONCE_ASYNC as when it began, or INIT_ONCE_INIT_FAILED
 * @context: left for others; its two lowest bits are 0; NULL after a failure
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER, ERROR_GEN_FAILURE when none is under way or
 * another thread's asynchronous one came first.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initoncecomplete
 */
BOOL WINAPI API(InitOnceComplete)(INIT_ONCE *once, DWORD flags, void *context)
{
    return win32_bool(once_complete(once, flags, context));
}
EXPORT(kernel32, InitOnceComplete);
EXPORT_AS(kernelbase, "InitOnceComplete", InitOnceComplete);

static bool invoke_once(void *function, RTL_RUN_ONCE *once, void *parameter, void **context)
{
    return ((PINIT_ONCE_FN)function)(once, parameter, context);
}

/**
 * InitOnceExecuteOnce() - run a function once; other callers wait until it has returned
 * @once: the structure
 * @function: returns FALSE when it failed; the next caller tries again
 * @parameter: for @function
 * @ret_context: what @function left; may be NULL
 *
 * Return: TRUE; FALSE when @function failed (the last error is what it left), or
 * ERROR_INVALID_PARAMETER while an asynchronous initialization is under way.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initonceexecuteonce
 */
BOOL WINAPI API(InitOnceExecuteOnce)(INIT_ONCE *once, PINIT_ONCE_FN function, void *parameter,
                                     void **ret_context)
{
    int result = once_execute(once, invoke_once, (void *)function, parameter, ret_context);

    return result > 0 ? FALSE : win32_bool(result);
}
EXPORT(kernel32, InitOnceExecuteOnce);
EXPORT_AS(kernelbase, "InitOnceExecuteOnce", InitOnceExecuteOnce);

/**
 * WaitOnAddress() - sleep while the value at an address is what it was
 * @address: of the value
 * @compare: the value that is not wanted
 * @size_bytes: 1, 2, 4 or 8
 * @timeout_ms: or INFINITE
 *
 * Return: TRUE when the value differs or the address was woken, also without a wake-up now and
 * then; FALSE: ERROR_TIMEOUT, ERROR_INVALID_PARAMETER for another size.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-waitonaddress
 */
BOOL WINAPI API(WaitOnAddress)(volatile void *address, void *compare, SIZE_T size_bytes,
                               DWORD timeout_ms)
{
    if (!address || !compare)
        return win32_bool(-EINVAL);
    return win32_bool(address_wait(address, compare, size_bytes, sync_deadline_ms(timeout_ms)));
}
EXPORT(kernelbase, WaitOnAddress);

/**
 * WakeByAddressSingle(), RtlWakeAddressSingle() - wake one thread that waits for an address
 * @address: only compared, never read
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-wakebyaddresssingle
 */
void WINAPI API(WakeByAddressSingle)(void *address)
{
    address_wake(address, false);
}
EXPORT(kernelbase, WakeByAddressSingle);
EXPORT_AS(ntdll, "RtlWakeAddressSingle", WakeByAddressSingle);

/**
 * WakeByAddressAll(), RtlWakeAddressAll() - wake all threads that wait for an address
 * @address: only compared, never read
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-wakebyaddressall
 */
void WINAPI API(WakeByAddressAll)(void *address)
{
    address_wake(address, true);
}
EXPORT(kernelbase, WakeByAddressAll);
EXPORT_AS(ntdll, "RtlWakeAddressAll", WakeByAddressAll);

/**
 * InitializeSynchronizationBarrier() - make a barrier
 * @barrier: memory for it
 * @total: how many threads meet
 * @spins: how often to look before sleeping; -1: 2000
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER for @total < 1 or @spins < -1.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-initializesynchronizationbarrier
 */
BOOL WINAPI API(InitializeSynchronizationBarrier)(SYNCHRONIZATION_BARRIER *barrier, LONG total,
                                                  LONG spins)
{
    return win32_bool(barrier ? barrier_init(barrier, total, spins) : -EINVAL);
}
EXPORT(kernel32, InitializeSynchronizationBarrier);
EXPORT_AS(kernelbase, "InitializeSynchronizationBarrier", InitializeSynchronizationBarrier);

/**
 * EnterSynchronizationBarrier() - wait until all threads have come
 * @barrier: a barrier
 * @flags: SYNCHRONIZATION_BARRIER_FLAGS_BLOCK_ONLY, _SPIN_ONLY (spins, then sleeps), _NO_DELETE
 *
 * Return: TRUE for the last thread to come, FALSE for the others.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-entersynchronizationbarrier
 */
BOOL WINAPI API(EnterSynchronizationBarrier)(SYNCHRONIZATION_BARRIER *barrier, DWORD flags)
{
    bool last = barrier_enter(barrier, flags);

    surface_succeeded();
    return last;
}
EXPORT(kernel32, EnterSynchronizationBarrier);
EXPORT_AS(kernelbase, "EnterSynchronizationBarrier", EnterSynchronizationBarrier);

/**
 * DeleteSynchronizationBarrier() - wait until every thread has left a barrier
 * @barrier: a barrier; its memory may be reused afterwards
 *
 * Return: TRUE.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-deletesynchronizationbarrier
 */
BOOL WINAPI API(DeleteSynchronizationBarrier)(SYNCHRONIZATION_BARRIER *barrier)
{
    barrier_finish(barrier);
    surface_succeeded();
    return TRUE;
}
EXPORT(kernel32, DeleteSynchronizationBarrier);
EXPORT_AS(kernelbase, "DeleteSynchronizationBarrier", DeleteSynchronizationBarrier);
