/* SPDX-License-Identifier: MIT */
/* Thread pools, timer queues, registered waits. */
#include "../conformance.h"

#ifdef __linux__
#    include <threadpoolapiset.h>
BOOL WINAPI CallbackMayRunLong(TP_CALLBACK_INSTANCE *);

/* Inline functions of the SDK, which Wine's headers lack. */
static void InitializeThreadpoolEnvironment(TP_CALLBACK_ENVIRON *environment)
{
    memset(environment, 0, sizeof(*environment));
    environment->Version = 1;
}

static void DestroyThreadpoolEnvironment(TP_CALLBACK_ENVIRON *environment)
{
    (void)environment;
}

static void SetThreadpoolCallbackPool(TP_CALLBACK_ENVIRON *environment, PTP_POOL pool)
{
    environment->Pool = pool;
}

static void SetThreadpoolCallbackCleanupGroup(TP_CALLBACK_ENVIRON *environment,
                                              PTP_CLEANUP_GROUP group,
                                              PTP_CLEANUP_GROUP_CANCEL_CALLBACK cancel)
{
    environment->CleanupGroup = group;
    environment->CleanupGroupCancelCallback = cancel;
}
#endif

static volatile LONG calls, active, most_active;
static HANDLE gate, reached;

static void CALLBACK count_work(PTP_CALLBACK_INSTANCE instance, void *context, PTP_WORK work)
{
    EXPECT(instance != NULL && work != NULL);
    EXPECT(context == &calls);
    InterlockedIncrement(&calls);
}

CASE(work_runs_once_for_each_submit)
{
    PTP_WORK work = CreateThreadpoolWork(count_work, (void *)&calls, NULL);

    EXPECT(work != NULL);
    calls = 0;
    for (int i = 0; i < 100; i++)
        SubmitThreadpoolWork(work);
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    EXPECT_EQ(calls, 100);
    SubmitThreadpoolWork(work);
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    EXPECT_EQ(calls, 101);
    CloseThreadpoolWork(work);
}

static void CALLBACK wait_at_gate(PTP_CALLBACK_INSTANCE instance, void *context, PTP_WORK work)
{
    (void)instance, (void)context, (void)work;
    InterlockedIncrement(&calls);
    ReleaseSemaphore(reached, 1, NULL);
    WaitForSingleObject(gate, 20000);
}

static void make_gate(void)
{
    calls = 0;
    gate = CreateEventW(NULL, TRUE, FALSE, NULL);
    reached = CreateSemaphoreW(NULL, 0, 1000, NULL);
}

static void close_gate(void)
{
    CloseHandle(gate);
    CloseHandle(reached);
}

CASE(cancelled_work_does_not_begin)
{
    PTP_POOL pool = CreateThreadpool(NULL);
    TP_CALLBACK_ENVIRON environment;
    PTP_WORK work, other;

    make_gate();
    SetThreadpoolThreadMaximum(pool, 1);
    InitializeThreadpoolEnvironment(&environment);
    SetThreadpoolCallbackPool(&environment, pool);
    work = CreateThreadpoolWork(wait_at_gate, NULL, &environment);
    other = CreateThreadpoolWork(count_work, (void *)&calls, &environment);
    SubmitThreadpoolWork(work);
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    SubmitThreadpoolWork(other);
    SubmitThreadpoolWork(other);
    WaitForThreadpoolWorkCallbacks(other, TRUE);
    EXPECT_EQ(calls, 1);
    SubmitThreadpoolWork(other);
    SetEvent(gate);
    WaitForThreadpoolWorkCallbacks(other, FALSE);
    EXPECT_EQ(calls, 2);
    CloseThreadpoolWork(work);
    CloseThreadpoolWork(other);
    CloseThreadpool(pool);
    DestroyThreadpoolEnvironment(&environment);
    close_gate();
}

CASE(pool_grows_when_its_workers_are_stuck)
{
    PTP_WORK work = CreateThreadpoolWork(wait_at_gate, NULL, NULL);

    SKIP_IF(current_host() == ON_WINE, "the reference's pool doesn't grow on two processors");
    make_gate();
    for (int i = 0; i < 6; i++)
        SubmitThreadpoolWork(work);
    for (int i = 0; i < 6; i++)
        EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    SetEvent(gate);
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    EXPECT_EQ(calls, 6);
    CloseThreadpoolWork(work);
    close_gate();
}

CASE(workers_can_be_kept_and_their_stacks_chosen)
{
    TP_POOL_STACK_INFORMATION info = {0x100000, 0x10000};
    PTP_POOL pool = CreateThreadpool(NULL);

    EXPECT(pool != NULL);
    EXPECT(SetThreadpoolThreadMinimum(pool, 2));
    EXPECT(SetThreadpoolStackInformation(pool, &info));
    POISON(info);
    EXPECT(QueryThreadpoolStackInformation(pool, &info));
    EXPECT_EQ(info.StackReserve, 0x100000);
    EXPECT_EQ(info.StackCommit, 0x10000);
    CloseThreadpool(pool);
}

static SRWLOCK unused_lock;
static CRITICAL_SECTION section;
static HANDLE mutex, event, semaphore;

static void CALLBACK leave_everything(PTP_CALLBACK_INSTANCE instance, void *context)
{
    (void)context;
    CallbackMayRunLong(instance);
    EnterCriticalSection(&section);
    LeaveCriticalSectionWhenCallbackReturns(instance, &section);
    WaitForSingleObject(mutex, INFINITE);
    ReleaseMutexWhenCallbackReturns(instance, mutex);
    ReleaseSemaphoreWhenCallbackReturns(instance, semaphore, 2);
    SetEventWhenCallbackReturns(instance, event);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
    EXPECT_EQ(WaitForSingleObject(semaphore, 0), WAIT_TIMEOUT);
}

CASE(callback_leaves_what_it_says_when_it_returns)
{
    (void)unused_lock;
    InitializeCriticalSection(&section);
    mutex = CreateMutexW(NULL, FALSE, NULL);
    event = CreateEventW(NULL, FALSE, FALSE, NULL);
    semaphore = CreateSemaphoreW(NULL, 0, 5, NULL);
    EXPECT(TrySubmitThreadpoolCallback(leave_everything, NULL, NULL));
    EXPECT_EQ(WaitForSingleObject(event, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(semaphore, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(semaphore, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(mutex, 0), WAIT_OBJECT_0);
    EXPECT(TryEnterCriticalSection(&section));
    LeaveCriticalSection(&section);
    DeleteCriticalSection(&section);
    CloseHandle(mutex);
    CloseHandle(event);
    CloseHandle(semaphore);
}

static void CALLBACK disassociate(PTP_CALLBACK_INSTANCE instance, void *context, PTP_WORK work)
{
    (void)context, (void)work;
    DisassociateCurrentThreadFromCallback(instance);
    ReleaseSemaphore(reached, 1, NULL);
    WaitForSingleObject(gate, 20000);
    SetEvent(event);
}

CASE(disassociated_callback_is_not_waited_for)
{
    PTP_WORK work = CreateThreadpoolWork(disassociate, NULL, NULL);

    make_gate();
    event = CreateEventW(NULL, FALSE, FALSE, NULL);
    SubmitThreadpoolWork(work);
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
    SetEvent(gate);
    EXPECT_EQ(WaitForSingleObject(event, 20000), WAIT_OBJECT_0);
    CloseThreadpoolWork(work);
    CloseHandle(event);
    close_gate();
}

static void CALLBACK load_and_free(PTP_CALLBACK_INSTANCE instance, void *context)
{
    FreeLibraryWhenCallbackReturns(instance, LoadLibraryA("kernel32.dll"));
    SetEvent((HANDLE)context);
}

CASE(library_is_freed_when_the_callback_returns)
{
    event = CreateEventW(NULL, FALSE, FALSE, NULL);
    EXPECT(TrySubmitThreadpoolCallback(load_and_free, event, NULL));
    EXPECT_EQ(WaitForSingleObject(event, 20000), WAIT_OBJECT_0);
    CloseHandle(event);
}

/* ---- timers */

static void CALLBACK count_timer(PTP_CALLBACK_INSTANCE instance, void *context, PTP_TIMER timer)
{
    EXPECT(instance != NULL && timer != NULL && context == &calls);
    InterlockedIncrement(&calls);
    ReleaseSemaphore(reached, 1, NULL);
}

CASE(pool_timer_rings_when_due)
{
    PTP_TIMER timer = CreateThreadpoolTimer(count_timer, (void *)&calls, NULL);
    FILETIME now = {0, 0}, soon = {(DWORD)-10000, 0xffffffff}, late = {0, 0xfffffff0};

    make_gate();
    EXPECT(!IsThreadpoolTimerSet(timer));
    SetThreadpoolTimer(timer, &now, 0, 0);
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    WaitForThreadpoolTimerCallbacks(timer, FALSE);
    EXPECT_EQ(calls, 1);
    SetThreadpoolTimer(timer, &soon, 0, 0);
    EXPECT(IsThreadpoolTimerSet(timer));
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    SetThreadpoolTimer(timer, &late, 0, 0);
    EXPECT_EQ(WaitForSingleObject(reached, 2), WAIT_TIMEOUT);
    SetThreadpoolTimer(timer, NULL, 0, 0);
    EXPECT(!IsThreadpoolTimerSet(timer));
    CloseThreadpoolTimer(timer);
    close_gate();
}

CASE(periodic_pool_timer_rings_until_it_is_cancelled)
{
    PTP_TIMER timer = CreateThreadpoolTimer(count_timer, (void *)&calls, NULL);
    FILETIME now = {0, 0};
    LONG before;

    make_gate();
    SetThreadpoolTimer(timer, &now, 1, 0);
    for (int i = 0; i < 3; i++)
        EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    before = calls;
    Sleep(5);
    EXPECT_EQ(calls, before);
    CloseThreadpoolTimer(timer);
    close_gate();
}

/* ---- waits */

static volatile DWORD wait_result;

static void CALLBACK note_result(PTP_CALLBACK_INSTANCE instance, void *context, PTP_WAIT wait,
                                 TP_WAIT_RESULT result)
{
    EXPECT(instance != NULL && wait != NULL && context == &calls);
    wait_result = result;
    InterlockedIncrement(&calls);
    ReleaseSemaphore(reached, 1, NULL);
}

CASE(pool_wait_is_called_once_for_a_signal_or_a_time_out)
{
    PTP_WAIT wait = CreateThreadpoolWait(note_result, (void *)&calls, NULL);
    HANDLE object = CreateEventW(NULL, FALSE, FALSE, NULL);
    FILETIME soon = {(DWORD)-10000, 0xffffffff};

    make_gate();
    SetThreadpoolWait(wait, object, NULL);
    EXPECT_EQ(WaitForSingleObject(reached, 2), WAIT_TIMEOUT);
    SetEvent(object);
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(wait_result, WAIT_OBJECT_0);
    WaitForThreadpoolWaitCallbacks(wait, FALSE);
    SetEvent(object);
    EXPECT_EQ(WaitForSingleObject(reached, 2), WAIT_TIMEOUT);
    SetThreadpoolWait(wait, object, NULL);
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    SetThreadpoolWait(wait, object, &soon);
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(wait_result, WAIT_TIMEOUT);
    SetThreadpoolWait(wait, object, NULL);
    SetThreadpoolWait(wait, NULL, NULL);
    SetEvent(object);
    EXPECT_EQ(WaitForSingleObject(reached, 2), WAIT_TIMEOUT);
    EXPECT_EQ(calls, 3);
    CloseThreadpoolWait(wait);
    CloseHandle(object);
    close_gate();
}

/* ---- cleanup groups */

static volatile LONG cancelled;

static void CALLBACK note_cancel(void *object_context, void *cleanup_context)
{
    EXPECT(object_context == &calls);
    EXPECT(cleanup_context == &cancelled);
    InterlockedIncrement(&cancelled);
}

CASE(cleanup_group_closes_its_members)
{
    PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
    TP_CALLBACK_ENVIRON environment;
    PTP_WORK work;

    EXPECT(group != NULL);
    make_gate();
    cancelled = 0;
    InitializeThreadpoolEnvironment(&environment);
    SetThreadpoolCallbackCleanupGroup(&environment, group, note_cancel);
    work = CreateThreadpoolWork(count_work, (void *)&calls, &environment);
    CloseThreadpoolWork(CreateThreadpoolWork(count_work, (void *)&calls, &environment));
    CreateThreadpoolTimer(count_timer, (void *)&calls, &environment);
    SubmitThreadpoolWork(work);
    CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(cancelled, 0);
    CreateThreadpoolWork(count_work, (void *)&calls, &environment);
    CreateThreadpoolTimer(count_timer, (void *)&calls, &environment);
    CloseThreadpoolCleanupGroupMembers(group, TRUE, (void *)&cancelled);
    EXPECT_EQ(cancelled, 2);
    EXPECT_EQ(calls, 1);
    CloseThreadpoolCleanupGroup(group);
    close_gate();
}

/* ---- the older functions */

static DWORD WINAPI count_item(void *context)
{
    EXPECT(context == &calls);
    InterlockedIncrement(&calls);
    ReleaseSemaphore(reached, 1, NULL);
    return 3;
}

CASE(work_item_runs_once)
{
    make_gate();
    EXPECT_TRUE_KEEPING_ERROR(QueueUserWorkItem(count_item, (void *)&calls, WT_EXECUTEDEFAULT));
    EXPECT(QueueUserWorkItem(count_item, (void *)&calls, WT_EXECUTELONGFUNCTION));
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(calls, 2);
    close_gate();
}

static void CALLBACK count_queue_timer(void *context, BOOLEAN fired)
{
    EXPECT(context == &calls);
    EXPECT(fired);
    InterlockedIncrement(&calls);
    ReleaseSemaphore(reached, 1, NULL);
}

CASE(timer_of_a_queue_rings)
{
    HANDLE queue = CreateTimerQueue(), timer, done = CreateEventW(NULL, TRUE, FALSE, NULL);

    EXPECT(queue != NULL);
    make_gate();
    EXPECT_TRUE_KEEPING_ERROR(
        CreateTimerQueueTimer(&timer, queue, count_queue_timer, (void *)&calls, 1, 0, 0));
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT(ChangeTimerQueueTimer(queue, timer, 0, 0));
    EXPECT_EQ(WaitForSingleObject(reached, 2), WAIT_TIMEOUT);
    EXPECT(DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE));
    EXPECT_EQ(calls, 1);
    EXPECT(CreateTimerQueueTimer(&timer, queue, count_queue_timer, (void *)&calls, 100000, 0, 0));
    EXPECT(ChangeTimerQueueTimer(queue, timer, 0, 1));
    for (int i = 0; i < 3; i++)
        EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT(DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE));
    EXPECT(CreateTimerQueueTimer(&timer, NULL, count_queue_timer, (void *)&calls, 100000, 0, 0));
    EXPECT(DeleteTimerQueueTimer(NULL, timer, done));
    EXPECT_EQ(WaitForSingleObject(done, 20000), WAIT_OBJECT_0);
    EXPECT_FAILS(DeleteTimerQueueTimer(queue, NULL, NULL), ERROR_INVALID_PARAMETER);
    EXPECT(CreateTimerQueueTimer(&timer, queue, count_queue_timer, (void *)&calls, 100000, 0, 0));
    EXPECT(DeleteTimerQueueEx(queue, INVALID_HANDLE_VALUE));
    EXPECT_FAILS(DeleteTimerQueueEx(NULL, NULL), ERROR_INVALID_HANDLE);
    CloseHandle(done);
    close_gate();
}

static void CALLBACK ring_at_gate(void *context, BOOLEAN fired)
{
    (void)context, (void)fired;
    ReleaseSemaphore(reached, 1, NULL);
    WaitForSingleObject(gate, 20000);
}

CASE(timer_whose_callback_runs_is_deleted_later)
{
    HANDLE queue = CreateTimerQueue(), timer, done = CreateEventW(NULL, TRUE, FALSE, NULL);

    SKIP_IF(current_host() == ON_WINE, "the reference hangs here at times");
    make_gate();
    EXPECT(CreateTimerQueueTimer(&timer, queue, ring_at_gate, NULL, 0, 0, 0));
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT_FAILS(DeleteTimerQueueTimer(queue, timer, NULL), ERROR_IO_PENDING);
    EXPECT(CreateTimerQueueTimer(&timer, queue, ring_at_gate, NULL, 0, 0, 0));
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT_FAILS(DeleteTimerQueueEx(queue, done), ERROR_IO_PENDING);
    EXPECT_EQ(WaitForSingleObject(done, 1), WAIT_TIMEOUT);
    SetEvent(gate);
    EXPECT_EQ(WaitForSingleObject(done, 20000), WAIT_OBJECT_0);
    DeleteTimerQueue(CreateTimerQueue());
    Sleep(2); /* the callbacks may still be on their way out with the gate */
    CloseHandle(done);
    close_gate();
}

static volatile LONG timeouts;

static void CALLBACK count_registered(void *context, BOOLEAN timed_out)
{
    EXPECT(context == &calls);
    InterlockedIncrement(timed_out ? &timeouts : &calls);
    ReleaseSemaphore(reached, 1, NULL);
}

CASE(registered_wait_is_called_for_each_signal)
{
    HANDLE wait, object = CreateEventW(NULL, FALSE, FALSE, NULL);

    make_gate();
    timeouts = 0;
    EXPECT_TRUE_KEEPING_ERROR(
        RegisterWaitForSingleObject(&wait, object, count_registered, (void *)&calls, INFINITE, 0));
    for (int i = 0; i < 3; i++) {
        SetEvent(object);
        EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    }
    EXPECT_TRUE_KEEPING_ERROR(UnregisterWaitEx(wait, INVALID_HANDLE_VALUE));
    SetEvent(object);
    EXPECT_EQ(WaitForSingleObject(reached, 2), WAIT_TIMEOUT);
    EXPECT_EQ(calls, 3);
    EXPECT(RegisterWaitForSingleObject(&wait, object, count_registered, (void *)&calls, 1,
                                       WT_EXECUTEONLYONCE));
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(reached, 5), WAIT_TIMEOUT);
    EXPECT_EQ(calls + timeouts, 4);
    EXPECT(UnregisterWaitEx(wait, INVALID_HANDLE_VALUE));
    EXPECT_FAILS(UnregisterWait(NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(UnregisterWaitEx(NULL, NULL), ERROR_INVALID_HANDLE);
    CloseHandle(object);
    close_gate();
}

CASE(registered_wait_times_out_again_and_again)
{
    HANDLE wait, object = CreateEventW(NULL, FALSE, FALSE, NULL);

    make_gate();
    EXPECT(RegisterWaitForSingleObject(&wait, object, count_registered, (void *)&calls, 1, 0));
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    TODO_ON(ON_WINE, "times out once");
    EXPECT_EQ(WaitForSingleObject(reached, current_host() == ON_WINE ? 50 : 20000), WAIT_OBJECT_0);
    EXPECT(UnregisterWaitEx(wait, INVALID_HANDLE_VALUE));
    CloseHandle(object);
    close_gate();
}

CASE(unregistered_wait_sets_an_event)
{
    HANDLE wait, object = CreateEventW(NULL, FALSE, FALSE, NULL);
    HANDLE done = CreateEventW(NULL, TRUE, FALSE, NULL);

    make_gate();
    EXPECT(
        RegisterWaitForSingleObject(&wait, object, count_registered, (void *)&calls, INFINITE, 0));
    EXPECT(UnregisterWaitEx(wait, done));
    EXPECT_EQ(WaitForSingleObject(done, 20000), WAIT_OBJECT_0);
    EXPECT(RegisterWaitForSingleObject(&wait, object, ring_at_gate, NULL, INFINITE, 0));
    SetEvent(object);
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    ResetEvent(done);
    EXPECT_FAILS(UnregisterWaitEx(wait, done), ERROR_IO_PENDING);
    SetEvent(gate);
    EXPECT_EQ(WaitForSingleObject(done, 20000), WAIT_OBJECT_0);
    CloseHandle(object);
    CloseHandle(done);
    close_gate();
}

CASE(registering_what_is_no_object_fails)
{
    HANDLE wait;

    TODO_ON(ON_WINE, "takes any handle");
    EXPECT_FAILS(RegisterWaitForSingleObject(&wait, NULL, count_registered, NULL, INFINITE, 0),
                 ERROR_INVALID_HANDLE);
}

CASE(registered_wait_covers_named_objects_and_mutexes)
{
    WCHAR name[] = L"winshim-pool-00000000";
    HANDLE wait, object;
    DWORD value = GetTickCount() * 2654435761u + (DWORD)(ULONG_PTR)&wait;

    for (int i = 0; i < 8; i++)
        name[13 + i] = (WCHAR)(L'a' + (value >> i * 4 & 15));
    object = CreateEventW(NULL, FALSE, FALSE, name);
    make_gate();
    EXPECT(
        RegisterWaitForSingleObject(&wait, object, count_registered, (void *)&calls, INFINITE, 0));
    for (int i = 0; i < 2; i++) {
        SetEvent(object);
        EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    }
    EXPECT(UnregisterWaitEx(wait, INVALID_HANDLE_VALUE));
    CloseHandle(object);
    object = CreateMutexW(NULL, FALSE, NULL);
    EXPECT(RegisterWaitForSingleObject(&wait, object, count_registered, (void *)&calls, INFINITE,
                                       WT_EXECUTEONLYONCE | WT_EXECUTEINWAITTHREAD));
    EXPECT_EQ(WaitForSingleObject(reached, 20000), WAIT_OBJECT_0);
    EXPECT(UnregisterWaitEx(wait, INVALID_HANDLE_VALUE));
    CloseHandle(object);
    close_gate();
}

#ifdef __linux__
BOOL WINAPI SetThreadpoolTimerEx(TP_TIMER *, FILETIME *, DWORD, DWORD);
BOOL WINAPI SetThreadpoolWaitEx(TP_WAIT *, HANDLE, FILETIME *, void *);

/* Wine has neither. */
CASE(extended_forms_tell_what_was_set)
{
    PTP_TIMER timer = CreateThreadpoolTimer(count_timer, (void *)&calls, NULL);
    PTP_WAIT wait = CreateThreadpoolWait(note_result, (void *)&calls, NULL);
    HANDLE object = CreateEventW(NULL, FALSE, FALSE, NULL);
    FILETIME late = {0, 0xfffffff0};

    EXPECT(!SetThreadpoolTimerEx(timer, &late, 0, 0));
    EXPECT(SetThreadpoolTimerEx(timer, NULL, 0, 0));
    EXPECT(!SetThreadpoolTimerEx(timer, NULL, 0, 0));
    EXPECT(!SetThreadpoolWaitEx(wait, object, NULL, NULL));
    EXPECT(SetThreadpoolWaitEx(wait, object, &late, NULL));
    EXPECT(SetThreadpoolWaitEx(wait, NULL, NULL, NULL));
    EXPECT(!SetThreadpoolWaitEx(wait, NULL, NULL, NULL));
    CloseThreadpoolTimer(timer);
    CloseThreadpoolWait(wait);
    CloseHandle(object);
}
#endif
