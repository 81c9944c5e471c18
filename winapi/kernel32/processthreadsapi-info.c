/* SPDX-License-Identifier: MIT */
/* processthreadsapi-info.c - kernel32: what is known of a thread; priorities, processors, names */
#include "shim/error.h"
#include "shim/export.h"
#include "shim/teb.h"
#include "winapi/system/system.h"
#include "winapi/thread/thread.h"

/* Not in Wine's headers. */
void WINAPI GetCurrentThreadStackLimits(ULONG_PTR *, ULONG_PTR *);
BOOL WINAPI SetThreadStackGuarantee(ULONG *);

#define CURRENT_PROCESS ((HANDLE)(intptr_t)-1)

/**
 * GetThreadId() - the id of a thread
 * @thread: handle with THREAD_QUERY_LIMITED_INFORMATION
 *
 * Return: the id; 0: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getthreadid
 */
DWORD WINAPI API(GetThreadId)(HANDLE thread)
{
    DWORD id = 0;

    return win32_bool(thread_id(thread, &id)) ? id : 0;
}
EXPORT(kernel32, GetThreadId);
EXPORT_AS(kernelbase, "GetThreadId", GetThreadId);

/**
 * GetProcessIdOfThread() - the id of the process that a thread belongs to
 * @thread: handle with THREAD_QUERY_LIMITED_INFORMATION
 *
 * Return: the id; 0: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getprocessidofthread
 */
DWORD WINAPI API(GetProcessIdOfThread)(HANDLE thread)
{
    DWORD id;

    return win32_bool(thread_id(thread, &id)) ? (DWORD)getpid() : 0;
}
EXPORT(kernel32, GetProcessIdOfThread);
EXPORT_AS(kernelbase, "GetProcessIdOfThread", GetProcessIdOfThread);

static FILETIME filetime_of(int64_t units)
{
    return (FILETIME){(DWORD)units, (DWORD)((uint64_t)units >> 32)};
}

/**
 * GetThreadTimes() - when a thread began and ended, and how long it ran
 * @thread: handle with THREAD_QUERY_LIMITED_INFORMATION
 * @created: UTC; for a thread that winshim did not start, when it became known
 * @ended: 0 while it runs
 * @kernel: processor time in the kernel
 * @user: processor time in user mode
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getthreadtimes
 */
BOOL WINAPI API(GetThreadTimes)(HANDLE thread, FILETIME *created, FILETIME *ended, FILETIME *kernel,
                                FILETIME *user)
{
    struct thread_times times;
    int result = created && ended && kernel && user ? thread_get_times(thread, &times) : -EFAULT;

    if (!result) {
        *created = filetime_of(times.created);
        *ended = filetime_of(times.ended);
        *kernel = filetime_of(times.kernel);
        *user = filetime_of(times.user);
    }
    return win32_bool(result);
}
EXPORT(kernel32, GetThreadTimes);
EXPORT_AS(kernelbase, "GetThreadTimes", GetThreadTimes);

/* Windows gives these two as NTSTATUS in an HRESULT, success too. */
static HRESULT description_result(int result)
{
    switch (result) {
    case 0:
        return FACILITY_NT_BIT;
    case -EBADF:
        return (HRESULT)0xd0000008; /* STATUS_INVALID_HANDLE */
    case -EACCES:
        return (HRESULT)0xd0000022; /* STATUS_ACCESS_DENIED */
    default:
        return (HRESULT)0xd0000017; /* STATUS_NO_MEMORY */
    }
}

/**
 * SetThreadDescription() - give a thread a name for people
 * @thread: handle with THREAD_SET_LIMITED_INFORMATION
 * @text: copied; NULL is ""
 *
 * Return: an HRESULT that succeeds; HRESULT_FROM_NT() of STATUS_INVALID_HANDLE,
 * STATUS_ACCESS_DENIED, STATUS_NO_MEMORY.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-setthreaddescription
 */
HRESULT WINAPI API(SetThreadDescription)(HANDLE thread, const WCHAR *text)
{
    return description_result(thread_set_description(thread, text));
}
EXPORT(kernel32, SetThreadDescription);
EXPORT_AS(kernelbase, "SetThreadDescription", SetThreadDescription);

/**
 * GetThreadDescription() - the name that SetThreadDescription() gave a thread
 * @thread: handle with THREAD_QUERY_LIMITED_INFORMATION
 * @ret_text: "" when it has none; LocalFree() it
 *
 * Return: as SetThreadDescription().
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getthreaddescription
 */
HRESULT WINAPI API(GetThreadDescription)(HANDLE thread, WCHAR **ret_text)
{
    return description_result(thread_get_description(thread, ret_text));
}
EXPORT(kernel32, GetThreadDescription);
EXPORT_AS(kernelbase, "GetThreadDescription", GetThreadDescription);

/**
 * SetThreadPriority() - set a thread's priority, or its background mode
 * @thread: handle with THREAD_SET_LIMITED_INFORMATION
 * @priority: THREAD_PRIORITY_*; THREAD_MODE_BACKGROUND_BEGIN and _END for the calling thread
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED,
 * ERROR_THREAD_MODE_ALREADY_BACKGROUND, ERROR_THREAD_MODE_NOT_BACKGROUND.
 * Differs: the value is kept, Linux' scheduler does not learn of it.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-setthreadpriority
 */
BOOL WINAPI API(SetThreadPriority)(HANDLE thread, int priority)
{
    return win32_bool(thread_set_priority(thread, priority));
}
EXPORT(kernel32, SetThreadPriority);
EXPORT_AS(kernelbase, "SetThreadPriority", SetThreadPriority);

/**
 * GetThreadPriority() - a thread's priority
 * @thread: handle with THREAD_QUERY_LIMITED_INFORMATION
 *
 * Return: THREAD_PRIORITY_*; THREAD_PRIORITY_ERROR_RETURN: ERROR_INVALID_HANDLE,
 * ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getthreadpriority
 */
int WINAPI API(GetThreadPriority)(HANDLE thread)
{
    int priority = 0;

    return win32_bool(thread_get_priority(thread, &priority)) ? priority
                                                              : THREAD_PRIORITY_ERROR_RETURN;
}
EXPORT(kernel32, GetThreadPriority);
EXPORT_AS(kernelbase, "GetThreadPriority", GetThreadPriority);

/**
 * SetThreadPriorityBoost() - say whether the scheduler may raise a thread's priority for a while
 * @thread: handle with THREAD_SET_LIMITED_INFORMATION
 * @disable: TRUE: it may not; only kept
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-setthreadpriorityboost
 */
BOOL WINAPI API(SetThreadPriorityBoost)(HANDLE thread, BOOL disable)
{
    return win32_bool(thread_set_boost(thread, disable));
}
EXPORT(kernel32, SetThreadPriorityBoost);
EXPORT_AS(kernelbase, "SetThreadPriorityBoost", SetThreadPriorityBoost);

/**
 * GetThreadPriorityBoost() - what SetThreadPriorityBoost() said
 * @thread: handle with THREAD_QUERY_LIMITED_INFORMATION
 * @ret_disabled: FALSE at first
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getthreadpriorityboost
 */
BOOL WINAPI API(GetThreadPriorityBoost)(HANDLE thread, BOOL *ret_disabled)
{
    bool disabled = false;
    int result = thread_get_boost(thread, &disabled);

    if (!result && ret_disabled)
        *ret_disabled = disabled;
    return win32_bool(result);
}
EXPORT(kernel32, GetThreadPriorityBoost);
EXPORT_AS(kernelbase, "GetThreadPriorityBoost", GetThreadPriorityBoost);

/**
 * SetThreadAffinityMask() - choose the processors that a thread may use
 * @thread: handle with THREAD_SET_LIMITED_INFORMATION
 * @mask: some of the process's processors
 *
 * Return: the mask before; 0: ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, winbase/nf-winbase-setthreadaffinitymask
 */
DWORD_PTR WINAPI API(SetThreadAffinityMask)(HANDLE thread, DWORD_PTR mask)
{
    uint64_t old = 0;

    return win32_bool(thread_set_affinity(thread, mask, &old)) ? old : 0;
}
EXPORT(kernel32, SetThreadAffinityMask);
EXPORT_AS(kernelbase, "SetThreadAffinityMask", SetThreadAffinityMask);

/**
 * GetProcessAffinityMask() - the processors that this process may use, and those that there are
 * @process: GetCurrentProcess()
 * @ret_process: what the process may use
 * @ret_system: what the machine has, of the first 64
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, winbase/nf-winbase-getprocessaffinitymask
 */
BOOL WINAPI API(GetProcessAffinityMask)(HANDLE process, DWORD_PTR *ret_process,
                                        DWORD_PTR *ret_system)
{
    uint64_t own, all;

    if (process != CURRENT_PROCESS)
        return win32_bool(-EBADF);
    process_affinity(&own, &all);
    *ret_process = own;
    *ret_system = all;
    return win32_bool(0);
}
EXPORT(kernel32, GetProcessAffinityMask);
EXPORT_AS(kernelbase, "GetProcessAffinityMask", GetProcessAffinityMask);

/**
 * SetProcessAffinityMask() - choose the processors that all threads of this process may use
 * @process: GetCurrentProcess()
 * @mask: some of the machine's processors
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, winbase/nf-winbase-setprocessaffinitymask
 */
BOOL WINAPI API(SetProcessAffinityMask)(HANDLE process, DWORD_PTR mask)
{
    return win32_bool(process == CURRENT_PROCESS ? process_set_affinity(mask) : -EBADF);
}
EXPORT(kernel32, SetProcessAffinityMask);
EXPORT_AS(kernelbase, "SetProcessAffinityMask", SetProcessAffinityMask);

/**
 * SetThreadIdealProcessor() - say where a thread would best run
 * @thread: handle with THREAD_SET_LIMITED_INFORMATION
 * @number: of a processor; MAXIMUM_PROCESSORS only asks
 *
 * Return: the number before; (DWORD)-1: ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE,
 * ERROR_ACCESS_DENIED.
 * Differs: the value is kept, Linux' scheduler does not learn of it.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-setthreadidealprocessor
 */
DWORD WINAPI API(SetThreadIdealProcessor)(HANDLE thread, DWORD number)
{
    uint32_t old = 0;

    return win32_bool(thread_set_ideal(thread, number, &old)) ? old : (DWORD)-1;
}
EXPORT(kernel32, SetThreadIdealProcessor);
EXPORT_AS(kernelbase, "SetThreadIdealProcessor", SetThreadIdealProcessor);

/**
 * GetCurrentThreadStackLimits() - where the calling thread's stack lies
 * @ret_low: its lowest address
 * @ret_high: the address after its highest
 *
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getcurrentthreadstacklimits
 */
void WINAPI API(GetCurrentThreadStackLimits)(ULONG_PTR *ret_low, ULONG_PTR *ret_high)
{
    TEB *teb = teb_current();

    *ret_low = (ULONG_PTR)teb->DeallocationStack;
    *ret_high = (ULONG_PTR)teb->Tib.StackBase;
}
EXPORT(kernel32, GetCurrentThreadStackLimits);
EXPORT_AS(kernelbase, "GetCurrentThreadStackLimits", GetCurrentThreadStackLimits);

/**
 * SetThreadStackGuarantee() - say how much stack handlers of a stack overflow need
 * @bytes: in: how much, 0 only asks; out: how much it was
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER when the stack is smaller than that.
 * Differs: the value is kept; how much there is depends on who made the thread.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-setthreadstackguarantee
 */
BOOL WINAPI API(SetThreadStackGuarantee)(ULONG *bytes)
{
    TEB *teb = teb_current();
    ULONG before = teb->GuaranteedStackBytes;
    ULONG wanted = (*bytes + 4095) & ~4095u;

    if (*bytes > (ULONG_PTR)teb->Tib.StackBase - (ULONG_PTR)teb->DeallocationStack)
        return win32_bool(-EINVAL);
    if (wanted > before)
        teb->GuaranteedStackBytes = wanted;
    *bytes = before;
    return win32_bool(0);
}
EXPORT(kernel32, SetThreadStackGuarantee);
EXPORT_AS(kernelbase, "SetThreadStackGuarantee", SetThreadStackGuarantee);

/**
 * IsProcessorFeaturePresent() - whether the processor has a feature, and the system supports it
 * @feature: PF_*
 *
 * Return: whether it has; FALSE for unknown ones.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-isprocessorfeaturepresent
 */
BOOL WINAPI API(IsProcessorFeaturePresent)(DWORD feature)
{
    return system_has_feature(feature);
}
EXPORT(kernel32, IsProcessorFeaturePresent);
EXPORT_AS(kernelbase, "IsProcessorFeaturePresent", IsProcessorFeaturePresent);
