/* SPDX-License-Identifier: MIT */
/* Threads: life, suspension, registers, APCs, priorities, names, storage. */
#include "../conformance.h"

#ifdef __linux__
#    include <processthreadsapi.h>
void WINAPI GetCurrentThreadStackLimits(ULONG_PTR *, ULONG_PTR *);
BOOL WINAPI SetThreadStackGuarantee(ULONG *);
#else
HRESULT WINAPI SetThreadDescription(HANDLE, const WCHAR *);
HRESULT WINAPI GetThreadDescription(HANDLE, WCHAR **);
#endif

#define SELF         ((HANDLE)(LONG_PTR)-2)
#define THIS_PROCESS ((HANDLE)(LONG_PTR)-1)

static volatile LONG runs;
static HANDLE begun, go;

static DWORD WINAPI return_parameter(void *parameter)
{
    runs++;
    return (DWORD)(ULONG_PTR)parameter;
}

static DWORD WINAPI exit_with_parameter(void *parameter)
{
    ExitThread((DWORD)(ULONG_PTR)parameter);
    return 1;
}

static DWORD WINAPI wait_for_go(void *parameter)
{
    (void)parameter;
    SetEvent(begun);
    return WaitForSingleObject(go, 20000);
}

static HANDLE start_waiting_thread(DWORD *id)
{
    HANDLE thread;

    begun = CreateEventW(NULL, FALSE, FALSE, NULL);
    go = CreateEventW(NULL, TRUE, FALSE, NULL);
    thread = CreateThread(NULL, 0, wait_for_go, NULL, 0, id);
    EXPECT_EQ(WaitForSingleObject(begun, 20000), WAIT_OBJECT_0);
    return thread;
}

static void end_waiting_thread(HANDLE thread)
{
    SetEvent(go);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    CloseHandle(thread);
    CloseHandle(begun);
    CloseHandle(go);
}

CASE(thread_runs_and_leaves_its_result)
{
    DWORD id, code;
    HANDLE thread;

    POISON(id);
    SetLastError(0xdeadbeef);
    thread = CreateThread(NULL, 0, return_parameter, (void *)42, 0, &id);
    EXPECT(thread != NULL);
    EXPECT_EQ(GetLastError(), 0xdeadbeef);
    EXPECT_EQ(GetThreadId(thread), id);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT_TRUE_KEEPING_ERROR(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, 42);
    CloseHandle(thread);
    thread = CreateThread(NULL, 0x10000, exit_with_parameter, (void *)7,
                          STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, 7);
    CloseHandle(thread);
}

CASE(impossible_stack_is_not_enough_memory)
{
    DWORD id;

    POISON(id);
    EXPECT_FAILS(CreateThread(NULL, (SIZE_T)1 << 60, return_parameter, NULL, 0, &id),
                 ERROR_NOT_ENOUGH_MEMORY);
    EXPECT(IS_POISONED(id));
}

CASE(running_thread_is_still_active)
{
    DWORD code, id;
    HANDLE thread = start_waiting_thread(&id), other;

    EXPECT(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, STILL_ACTIVE);
    EXPECT_EQ(WaitForSingleObject(thread, 0), WAIT_TIMEOUT);
    other = OpenThread(SYNCHRONIZE, FALSE, id);
    EXPECT(other != NULL && other != thread);
    EXPECT_EQ(WaitForSingleObject(other, 0), WAIT_TIMEOUT);
    EXPECT_FAILS(GetThreadId(other), ERROR_ACCESS_DENIED);
    CloseHandle(other);
    end_waiting_thread(thread);
}

CASE(suspended_thread_begins_when_resumed)
{
    HANDLE thread;
    DWORD code;

    runs = 0;
    thread = CreateThread(NULL, 0, return_parameter, NULL, CREATE_SUSPENDED, NULL);
    EXPECT_EQ(WaitForSingleObject(thread, 2), WAIT_TIMEOUT);
    EXPECT_EQ(SuspendThread(thread), 1);
    EXPECT_EQ(ResumeThread(thread), 2);
    EXPECT_EQ(WaitForSingleObject(thread, 2), WAIT_TIMEOUT);
    EXPECT_EQ(runs, 0);
    EXPECT_EQ(ResumeThread(thread), 1);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(ResumeThread(thread), 0);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(SuspendThread(thread), (DWORD)-1);
    EXPECT_EQ(GetLastError(), ERROR_ACCESS_DENIED);
    EXPECT(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, 0);
    CloseHandle(thread);
}

static volatile LONG counter, counting;

static DWORD WINAPI count(void *parameter)
{
    (void)parameter;
    while (counting)
        counter++;
    return 0;
}

CASE(suspended_thread_stands_still)
{
    HANDLE thread;
    LONG before;

    counting = 1;
    counter = 0;
    thread = CreateThread(NULL, 0, count, NULL, 0, NULL);
    while (!counter)
        Sleep(1);
    EXPECT_EQ(SuspendThread(thread), 0);
    EXPECT_EQ(SuspendThread(thread), 1);
    before = counter;
    Sleep(5);
    EXPECT_EQ(counter, before);
    EXPECT_EQ(ResumeThread(thread), 2);
    Sleep(2);
    EXPECT_EQ(counter, before);
    EXPECT_EQ(ResumeThread(thread), 1);
    while (counter == before)
        Sleep(1);
    counting = 0;
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    CloseHandle(thread);
}

CASE(suspension_count_has_a_limit)
{
    HANDLE thread = CreateThread(NULL, 0, return_parameter, NULL, CREATE_SUSPENDED, NULL);

    for (DWORD i = 1; i < MAXIMUM_SUSPEND_COUNT; i++)
        EXPECT_EQ(SuspendThread(thread), i);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(SuspendThread(thread), (DWORD)-1);
    EXPECT_EQ(GetLastError(), ERROR_SIGNAL_REFUSED);
    for (DWORD i = MAXIMUM_SUSPEND_COUNT; i > 0; i--)
        EXPECT_EQ(ResumeThread(thread), i);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    CloseHandle(thread);
}

CASE(terminated_thread_has_the_code_it_was_given)
{
    HANDLE thread = start_waiting_thread(NULL);
    DWORD code;

    EXPECT_TRUE_KEEPING_ERROR(TerminateThread(thread, 77));
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, 77);
    end_waiting_thread(thread);
    counting = 1;
    counter = 0;
    thread = CreateThread(NULL, 0, count, NULL, 0, NULL);
    while (!counter)
        Sleep(1);
    EXPECT(TerminateThread(thread, 78));
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, 78);
    CloseHandle(thread);
}

CASE(suspended_thread_can_be_terminated)
{
    HANDLE thread = CreateThread(NULL, 0, return_parameter, NULL, CREATE_SUSPENDED, NULL);
    DWORD code;

    runs = 0;
    EXPECT(TerminateThread(thread, 5));
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, 5);
    EXPECT_EQ(runs, 0);
    CloseHandle(thread);
}

static DWORD WINAPI own_mutex(void *mutex)
{
    return WaitForSingleObject(mutex, 20000);
}

CASE(mutex_of_an_ended_thread_is_abandoned_to_the_next_waiter)
{
    HANDLE handles[2], thread;

    for (int round = 0; round < 4; round++) {
        handles[0] = CreateEventW(NULL, TRUE, round != 1, NULL);
        handles[1] = CreateMutexW(NULL, FALSE, NULL);
        thread = CreateThread(NULL, 0, own_mutex, handles[1], 0, NULL);
        EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
        CloseHandle(thread);
        if (round == 0)
            EXPECT_EQ(WaitForSingleObject(handles[1], 20000), WAIT_ABANDONED);
        else if (round == 1)
            EXPECT_EQ(WaitForMultipleObjects(2, handles, FALSE, 20000), WAIT_ABANDONED_0 + 1);
        else if (round == 2)
            EXPECT_EQ(WaitForMultipleObjects(2, handles, TRUE, 20000), WAIT_ABANDONED_0);
        else
            EXPECT_EQ(SignalObjectAndWait(handles[0], handles[1], 20000, FALSE), WAIT_ABANDONED);
        EXPECT_EQ(WaitForSingleObject(handles[1], 0), WAIT_OBJECT_0);
        EXPECT(ReleaseMutex(handles[1]));
        EXPECT(ReleaseMutex(handles[1]));
        EXPECT_FAILS(ReleaseMutex(handles[1]), ERROR_NOT_OWNER);
        CloseHandle(handles[0]);
        CloseHandle(handles[1]);
    }
}

CASE(threads_that_wait_are_released_in_turn)
{
    HANDLE threads[4], semaphore = CreateSemaphoreW(NULL, 0, 4, NULL);

    for (int i = 0; i < 4; i++)
        threads[i] = CreateThread(NULL, 0, own_mutex, semaphore, 0, NULL);
    EXPECT_EQ(WaitForMultipleObjects(4, threads, FALSE, 2), WAIT_TIMEOUT);
    EXPECT(ReleaseSemaphore(semaphore, 1, NULL));
    EXPECT(WaitForMultipleObjects(4, threads, FALSE, 20000) < 4);
    EXPECT(ReleaseSemaphore(semaphore, 3, NULL));
    EXPECT_EQ(WaitForMultipleObjects(4, threads, TRUE, 20000), WAIT_OBJECT_0);
    for (int i = 0; i < 4; i++)
        CloseHandle(threads[i]);
    CloseHandle(semaphore);
}

CASE(what_is_no_thread_is_invalid_handle)
{
    HANDLE bad[2];
    FILETIME time;
    CONTEXT context;
    DWORD code;
    WCHAR *text;
    BOOL flag;

    bad[0] = NULL;
    bad[1] = CreateEventW(NULL, FALSE, FALSE, NULL);
    for (int i = 0; i < 2; i++) {
        POISON(code);
        EXPECT_FAILS(GetExitCodeThread(bad[i], &code), ERROR_INVALID_HANDLE);
        EXPECT(IS_POISONED(code));
        EXPECT_FAILS(SuspendThread(bad[i]) + 1, ERROR_INVALID_HANDLE);
        EXPECT_FAILS(ResumeThread(bad[i]) + 1, ERROR_INVALID_HANDLE);
        EXPECT_FAILS(TerminateThread(bad[i], 1), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(GetThreadId(bad[i]), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(GetProcessIdOfThread(bad[i]), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(SetThreadPriority(bad[i], 0), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(GetThreadPriority(bad[i]) - THREAD_PRIORITY_ERROR_RETURN,
                     ERROR_INVALID_HANDLE);
        EXPECT_FAILS(GetThreadTimes(bad[i], &time, &time, &time, &time), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(SetThreadAffinityMask(bad[i], 1), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(QueueUserAPC((PAPCFUNC)(void *)&code, bad[i], 0), ERROR_INVALID_HANDLE);
        context.ContextFlags = CONTEXT_CONTROL;
        EXPECT_FAILS(GetThreadContext(bad[i], &context), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(SetThreadContext(bad[i], &context), ERROR_INVALID_HANDLE);
    }
    EXPECT(FAILED(SetThreadDescription(NULL, L"x")));
    EXPECT_EQ(GetThreadDescription(NULL, &text), (HRESULT)0xd0000008);
    EXPECT_FAILS(OpenThread(SYNCHRONIZE, FALSE, 0), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(OpenThread(SYNCHRONIZE, FALSE, 0x7ffffff0), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(CreateRemoteThread(NULL, NULL, 0, return_parameter, NULL, 0, NULL),
                 ERROR_INVALID_HANDLE);
    CloseHandle(bad[1]);
    TODO_ON(ON_WINE, "takes any handle");
    EXPECT_FAILS(SetThreadPriorityBoost(NULL, TRUE), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetThreadPriorityBoost(NULL, &flag), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(SetThreadIdealProcessor(NULL, 0) + 1, ERROR_INVALID_HANDLE);
}

CASE(remote_thread_in_this_process_is_a_thread)
{
    HANDLE thread = CreateRemoteThread(THIS_PROCESS, NULL, 0, return_parameter, (void *)3, 0, NULL);
    DWORD code;

    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, 3);
    CloseHandle(thread);
}

CASE(pseudo_handle_stands_for_the_calling_thread)
{
    HANDLE real;

    EXPECT_EQ(WaitForSingleObject(SELF, 0), WAIT_TIMEOUT);
    EXPECT_EQ(WaitForSingleObject(THIS_PROCESS, 0), WAIT_TIMEOUT);
    EXPECT(GetThreadId(SELF) != 0);
    EXPECT(DuplicateHandle(THIS_PROCESS, SELF, THIS_PROCESS, &real, 0, FALSE, 2));
    EXPECT_EQ(GetThreadId(real), GetThreadId(SELF));
    EXPECT(GetProcessIdOfThread(real) != 0);
    CloseHandle(real);
}

CASE(context_of_a_thread_that_has_not_begun_can_be_read)
{
    HANDLE thread = CreateThread(NULL, 0, return_parameter, NULL, CREATE_SUSPENDED, NULL);
    CONTEXT context;

    POISON(context);
    context.ContextFlags = CONTEXT_CONTROL;
    EXPECT_TRUE_KEEPING_ERROR(GetThreadContext(thread, &context));
    EXPECT(IS_POISONED(context.Rax));
    EXPECT(!IS_POISONED(context.Rip) && context.Rip != 0);
    EXPECT_EQ(ResumeThread(thread), 1);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    CloseHandle(thread);
}

static DWORD64 stack_of_count;

static DWORD WINAPI count_with_known_stack(void *parameter)
{
    stack_of_count = (DWORD64)(ULONG_PTR)&parameter;
    return count(parameter);
}

CASE(context_of_a_suspended_thread_shows_where_it_is)
{
    HANDLE thread;
    CONTEXT context;

    counting = 1;
    counter = 0;
    thread = CreateThread(NULL, 0, count_with_known_stack, NULL, 0, NULL);
    while (!counter)
        Sleep(1);
    EXPECT_EQ(SuspendThread(thread), 0);
    POISON(context);
    context.ContextFlags = CONTEXT_FULL;
    EXPECT(GetThreadContext(thread, &context));
    EXPECT(context.Rsp > stack_of_count - 4096 && context.Rsp < stack_of_count + 4096);
    EXPECT(!IS_POISONED(context.Rax) || !IS_POISONED(context.Rbx));
    EXPECT(SetThreadContext(thread, &context));
    EXPECT_EQ(ResumeThread(thread), 1);
    counting = 0;
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    CloseHandle(thread);
}

static LONG apc_order;

static void CALLBACK append_digit(ULONG_PTR digit)
{
    apc_order = apc_order * 10 + (LONG)digit;
}

CASE(apcs_run_in_order_in_an_alertable_wait)
{
    HANDLE event = CreateEventW(NULL, TRUE, TRUE, NULL);

    apc_order = 0;
    for (ULONG_PTR i = 1; i <= 3; i++)
        EXPECT_TRUE_KEEPING_ERROR(QueueUserAPC(append_digit, SELF, i));
    Sleep(0);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObjectEx(event, 0, TRUE), WAIT_OBJECT_0);
    EXPECT_EQ(apc_order, 0);
    ResetEvent(event);
    EXPECT_EQ(WaitForSingleObjectEx(event, 0, TRUE), WAIT_IO_COMPLETION);
    EXPECT_EQ(apc_order, 123);
    EXPECT_EQ(WaitForSingleObjectEx(event, 0, TRUE), WAIT_TIMEOUT);
    EXPECT(QueueUserAPC(append_digit, SELF, 4));
    EXPECT_EQ(WaitForMultipleObjectsEx(1, &event, TRUE, INFINITE, TRUE), WAIT_IO_COMPLETION);
    EXPECT(QueueUserAPC(append_digit, SELF, 5));
    EXPECT_EQ(SignalObjectAndWait(event, event, 0, TRUE), WAIT_OBJECT_0);
    EXPECT_EQ(SleepEx(INFINITE, TRUE), WAIT_IO_COMPLETION);
    EXPECT_EQ(apc_order, 12345);
    CloseHandle(event);
}

static DWORD WINAPI sleep_alertably(void *parameter)
{
    (void)parameter;
    SetEvent(begun);
    return SleepEx(20000, TRUE);
}

CASE(apc_wakes_a_thread_that_sleeps_alertably)
{
    HANDLE thread;
    DWORD code;

    apc_order = 0;
    begun = CreateEventW(NULL, FALSE, FALSE, NULL);
    thread = CreateThread(NULL, 0, sleep_alertably, NULL, 0, NULL);
    EXPECT_EQ(WaitForSingleObject(begun, 20000), WAIT_OBJECT_0);
    Sleep(1);
    EXPECT(QueueUserAPC(append_digit, thread, 7));
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(apc_order, 7);
    EXPECT(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, WAIT_IO_COMPLETION);
    EXPECT_FAILS(QueueUserAPC(append_digit, thread, 8), ERROR_GEN_FAILURE);
    CloseHandle(thread);
    CloseHandle(begun);
}

CASE(priorities_are_kept)
{
    static const int valid[] = {-2, -1, 0, 1, 2, 15, -15, 0};
    static const int invalid[] = {3, -3, 14, 16, -16, 100};
    BOOL disabled = TRUE;

    for (unsigned i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
        EXPECT_TRUE_KEEPING_ERROR(SetThreadPriority(SELF, valid[i]));
        EXPECT_EQ(GetThreadPriority(SELF), valid[i]);
    }
    for (unsigned i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
        EXPECT_FAILS(SetThreadPriority(SELF, invalid[i]), ERROR_INVALID_PARAMETER);
    EXPECT_EQ(GetThreadPriority(SELF), 0);
    EXPECT_TRUE_KEEPING_ERROR(GetThreadPriorityBoost(SELF, &disabled));
    EXPECT_EQ(disabled, FALSE);
    EXPECT_TRUE_KEEPING_ERROR(SetThreadPriorityBoost(SELF, FALSE));
}

CASE(boost_and_background_mode_are_kept)
{
    BOOL disabled;

    TODO_ON(ON_WINE, "not implemented");
    EXPECT(SetThreadPriorityBoost(SELF, TRUE));
    EXPECT(GetThreadPriorityBoost(SELF, &disabled));
    EXPECT_EQ(disabled, TRUE);
    EXPECT(SetThreadPriorityBoost(SELF, FALSE));
    EXPECT(SetThreadPriority(SELF, 0x10000));
    EXPECT_FAILS(SetThreadPriority(SELF, 0x10000), 400 /* ERROR_THREAD_MODE_ALREADY_BACKGROUND */);
    EXPECT(SetThreadPriority(SELF, 0x20000));
    EXPECT_FAILS(SetThreadPriority(SELF, 0x20000), 401 /* ERROR_THREAD_MODE_NOT_BACKGROUND */);
}

CASE(affinity_stays_within_the_process)
{
    DWORD_PTR own, all, first;

    POISON(own);
    EXPECT_TRUE_KEEPING_ERROR(GetProcessAffinityMask(THIS_PROCESS, &own, &all));
    EXPECT(own && (own & ~all) == 0);
    first = own & (~own + 1);
    EXPECT_EQ(SetThreadAffinityMask(SELF, first), own);
    EXPECT_EQ(SetThreadAffinityMask(SELF, own), first);
    EXPECT_FAILS(SetThreadAffinityMask(SELF, 0), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SetThreadAffinityMask(SELF, ~all), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SetProcessAffinityMask(THIS_PROCESS, 0), ERROR_INVALID_PARAMETER);
    EXPECT_TRUE_KEEPING_ERROR(SetProcessAffinityMask(THIS_PROCESS, own));
    EXPECT_FAILS(GetProcessAffinityMask(NULL, &own, &all), ERROR_INVALID_HANDLE);
    EXPECT(SetThreadIdealProcessor(SELF, MAXIMUM_PROCESSORS) != (DWORD)-1);
    EXPECT(SetThreadIdealProcessor(SELF, 0) != (DWORD)-1);
    EXPECT_EQ(SetThreadIdealProcessor(SELF, MAXIMUM_PROCESSORS), 0);
    EXPECT_FAILS(SetThreadIdealProcessor(SELF, 65) + 1, ERROR_INVALID_PARAMETER);
}

CASE(description_is_a_copy)
{
    WCHAR *text = NULL, name[] = L"worker";

    EXPECT_EQ(GetThreadDescription(SELF, &text), 0x10000000);
    EXPECT_WSTR(text, L"");
    EXPECT_EQ(SetThreadDescription(SELF, name), 0x10000000);
    name[0] = L'x';
    EXPECT_EQ(GetThreadDescription(SELF, &text), 0x10000000);
    EXPECT_WSTR(text, L"worker");
    EXPECT_EQ(SetThreadDescription(SELF, NULL), 0x10000000);
    EXPECT_EQ(GetThreadDescription(SELF, &text), 0x10000000);
    EXPECT_WSTR(text, L"");
}

CASE(thread_times_begin_and_end)
{
    FILETIME created, ended, kernel, user;
    HANDLE thread;

    EXPECT_TRUE_KEEPING_ERROR(GetThreadTimes(SELF, &created, &ended, &kernel, &user));
    EXPECT(created.dwHighDateTime > 0);
    thread = CreateThread(NULL, 0, return_parameter, NULL, 0, NULL);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    POISON(ended);
    EXPECT(GetThreadTimes(thread, &created, &ended, &kernel, &user));
    EXPECT(created.dwHighDateTime <= ended.dwHighDateTime && ended.dwHighDateTime != 0xa5a5a5a5);
    EXPECT_EQ(kernel.dwHighDateTime, 0);
    EXPECT_EQ(user.dwHighDateTime, 0);
    CloseHandle(thread);
}

CASE(stack_limits_hold_the_stack)
{
    ULONG_PTR low, high, here = (ULONG_PTR)&low;
    ULONG bytes = 0;

    GetCurrentThreadStackLimits(&low, &high);
    EXPECT(low < here && here < high);
    EXPECT_TRUE_KEEPING_ERROR(SetThreadStackGuarantee(&bytes));
    EXPECT_EQ(bytes, 0);
    bytes = 5000;
    EXPECT(SetThreadStackGuarantee(&bytes));
    EXPECT_EQ(bytes, 0);
    EXPECT(SetThreadStackGuarantee(&bytes));
    EXPECT_EQ(bytes, 8192);
    bytes = 0x7fffffff;
    EXPECT_FAILS(SetThreadStackGuarantee(&bytes), ERROR_INVALID_PARAMETER);
}

CASE(processor_features_of_every_x64_are_there)
{
    EXPECT_TRUE_KEEPING_ERROR(IsProcessorFeaturePresent(PF_XMMI_INSTRUCTIONS_AVAILABLE));
    EXPECT(IsProcessorFeaturePresent(PF_XMMI64_INSTRUCTIONS_AVAILABLE));
    EXPECT(IsProcessorFeaturePresent(PF_COMPARE_EXCHANGE_DOUBLE));
    EXPECT(IsProcessorFeaturePresent(PF_RDTSC_INSTRUCTION_AVAILABLE));
    EXPECT(IsProcessorFeaturePresent(PF_NX_ENABLED));
    EXPECT(!IsProcessorFeaturePresent(PF_FLOATING_POINT_EMULATED));
    EXPECT(!IsProcessorFeaturePresent(63));
    EXPECT(!IsProcessorFeaturePresent(64));
    EXPECT(!IsProcessorFeaturePresent(0xffffffff));
}

CASE(switching_threads_keeps_the_last_error)
{
    SetLastError(0xdeadbeef);
    SwitchToThread();
    EXPECT_EQ(GetLastError(), 0xdeadbeef);
}

/* ---- storage */

static DWORD slot;

static DWORD WINAPI check_slot_is_empty(void *parameter)
{
    (void)parameter;
    if (TlsGetValue(slot) || GetLastError() != ERROR_SUCCESS)
        return 1;
    return !TlsSetValue(slot, &slot) || TlsGetValue(slot) != &slot;
}

CASE(thread_local_values_belong_to_one_thread)
{
    HANDLE thread;
    DWORD code = 9;

    slot = TlsAlloc();
    EXPECT(slot != TLS_OUT_OF_INDEXES);
    EXPECT_TRUE_KEEPING_ERROR(TlsSetValue(slot, &code));
    SetLastError(0xdeadbeef);
    EXPECT(TlsGetValue(slot) == &code);
    EXPECT_EQ(GetLastError(), ERROR_SUCCESS);
    thread = CreateThread(NULL, 0, check_slot_is_empty, NULL, 0, NULL);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT(GetExitCodeThread(thread, &code));
    EXPECT_EQ(code, 0);
    EXPECT(TlsGetValue(slot) == &code);
    CloseHandle(thread);
    EXPECT_TRUE_KEEPING_ERROR(TlsFree(slot));
    EXPECT_FAILS(TlsFree(slot), ERROR_INVALID_PARAMETER);
    EXPECT(TlsGetValue(slot) == NULL);
}

CASE(thread_local_indexes_run_out_beyond_a_thousand)
{
    static DWORD slots[1100];
    unsigned count = 0;

    while (count < 1100 && (slots[count] = TlsAlloc()) != TLS_OUT_OF_INDEXES) {
        EXPECT(slots[count] < 1088);
        EXPECT(TlsSetValue(slots[count], &slots[count]));
        count++;
    }
    EXPECT(count >= 1000 && count < 1089);
    for (unsigned i = 0; i < count; i++) {
        EXPECT(TlsGetValue(slots[i]) == &slots[i]);
        EXPECT(TlsFree(slots[i]));
        EXPECT(TlsGetValue(slots[i]) == NULL);
    }
    EXPECT_FAILS(TlsGetValue(1088), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(TlsSetValue(1088, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(TlsFree(5000), ERROR_INVALID_PARAMETER);
}

static void *fls_seen[4];
static int fls_calls;

static void CALLBACK fls_callback(void *value)
{
    if (fls_calls < 4)
        fls_seen[fls_calls] = value;
    fls_calls++;
}

static DWORD WINAPI set_fiber_value(void *parameter)
{
    (void)parameter;
    return !FlsSetValue(slot, &slot);
}

CASE(fiber_local_callbacks_get_the_values_that_end)
{
    HANDLE thread;
    int value;

    slot = FlsAlloc(fls_callback);
    EXPECT(slot != FLS_OUT_OF_INDEXES && slot != 0);
    SetLastError(0xdeadbeef);
    EXPECT(FlsGetValue(slot) == NULL);
    EXPECT_EQ(GetLastError(), ERROR_SUCCESS);
    EXPECT_TRUE_KEEPING_ERROR(FlsSetValue(slot, &value));
    EXPECT(FlsGetValue(slot) == &value);
    fls_calls = 0;
    thread = CreateThread(NULL, 0, set_fiber_value, NULL, 0, NULL);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    CloseHandle(thread);
    EXPECT_EQ(fls_calls, 1);
    EXPECT(fls_seen[0] == &slot);
    EXPECT(FlsFree(slot));
    EXPECT_EQ(fls_calls, 2);
    EXPECT(fls_seen[1] == &value);
    EXPECT_FAILS(FlsFree(slot), ERROR_INVALID_PARAMETER);
    EXPECT(FlsGetValue(slot) == NULL);
}

CASE(fiber_local_indexes_are_checked)
{
    EXPECT_FAILS(FlsGetValue(0), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(FlsGetValue(5000), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(FlsSetValue(0, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(FlsSetValue(5000, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(FlsFree(0), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(FlsFree(5000), ERROR_INVALID_PARAMETER);
}

#ifdef __linux__
BOOL WINAPI QueueUserAPC2(PAPCFUNC, HANDLE, ULONG_PTR, DWORD);

/* Windows has it since version 10 2004, Wine has not. */
CASE(second_form_of_queueing_an_apc_takes_flags)
{
    apc_order = 0;
    EXPECT(QueueUserAPC2(append_digit, SELF, 6, 0));
    EXPECT_FAILS(QueueUserAPC2(append_digit, SELF, 6, 1), ERROR_NOT_SUPPORTED);
    EXPECT_FAILS(QueueUserAPC2(append_digit, SELF, 6, 2), ERROR_INVALID_PARAMETER);
    EXPECT_EQ(SleepEx(0, TRUE), WAIT_IO_COMPLETION);
    EXPECT_EQ(apc_order, 6);
}
#endif
