/* SPDX-License-Identifier: MIT */
/* Events, mutexes, semaphores, waitable timers and waits, without a second thread. */
#include "../conformance.h"
#include <time.h>
#include <unistd.h>

/* A name that no other run uses at the same time. */
static const WCHAR *unique(const WCHAR *prefix)
{
    static WCHAR name[64];
    static unsigned number;
    unsigned value = (unsigned)(ULONG_PTR)&number ^ (unsigned)time(NULL) * 2654435761u;
    WCHAR *at = name;

    value += (unsigned)getpid() * 40503u + number++;
    while (*prefix)
        *at++ = *prefix++;
    for (int i = 0; i < 8; i++)
        *at++ = L"0123456789abcdef"[value >> i * 4 & 15];
    *at = 0;
    return name;
}

CASE(auto_reset_event_releases_one_wait_for_each_set)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);

    EXPECT(event != NULL);
    EXPECT_EQ(GetLastError(), 0);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
    EXPECT_EQ(GetLastError(), 0xdeadbeef);
    EXPECT_TRUE_KEEPING_ERROR(SetEvent(event));
    EXPECT_TRUE_KEEPING_ERROR(SetEvent(event));
    EXPECT_EQ(WaitForSingleObject(event, INFINITE), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
    EXPECT_TRUE_KEEPING_ERROR(CloseHandle(event));
}

CASE(manual_reset_event_stays_set_until_reset)
{
    HANDLE event = CreateEventA(NULL, TRUE, TRUE, NULL);

    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
    EXPECT_TRUE_KEEPING_ERROR(ResetEvent(event));
    EXPECT_EQ(WaitForSingleObject(event, 1), WAIT_TIMEOUT);
    EXPECT_TRUE_KEEPING_ERROR(PulseEvent(event));
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
    CloseHandle(event);
}

CASE(event_ex_takes_kind_and_state_from_flags)
{
    HANDLE event = CreateEventExW(NULL, NULL, CREATE_EVENT_INITIAL_SET, EVENT_ALL_ACCESS);

    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
    CloseHandle(event);
    event = CreateEventExA(NULL, NULL, CREATE_EVENT_MANUAL_RESET, EVENT_ALL_ACCESS);
    EXPECT(SetEvent(event));
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
    CloseHandle(event);
}

CASE(unknown_creation_flags_are_invalid)
{
    TODO_ON(ON_WINE, "takes unknown flags");
    EXPECT_FAILS(CreateEventExW(NULL, NULL, 4, EVENT_ALL_ACCESS), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(CreateMutexExW(NULL, NULL, 2, MUTEX_ALL_ACCESS), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(CreateSemaphoreExW(NULL, 0, 1, NULL, 1, SEMAPHORE_ALL_ACCESS),
                 ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(CreateSemaphoreExA(NULL, 0, 1, NULL, 1, SEMAPHORE_ALL_ACCESS),
                 ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(CreateWaitableTimerExW(NULL, NULL, 8, TIMER_ALL_ACCESS), ERROR_INVALID_PARAMETER);
}

CASE(handles_grant_only_the_access_asked_for)
{
    HANDLE event = CreateEventExW(NULL, NULL, 0, SYNCHRONIZE);
    HANDLE other = CreateEventExW(NULL, NULL, 0, EVENT_MODIFY_STATE);

    EXPECT_FAILS(SetEvent(event), ERROR_ACCESS_DENIED);
    EXPECT_FAILS(ResetEvent(event), ERROR_ACCESS_DENIED);
    EXPECT_FAILS(PulseEvent(event), ERROR_ACCESS_DENIED);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
    EXPECT(SetEvent(other));
    SetLastError(0xdeadbeef);
    EXPECT_EQ(WaitForSingleObject(other, 0), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_ACCESS_DENIED);
    CloseHandle(event);
    CloseHandle(other);
}

CASE(operations_on_the_wrong_object_are_invalid_handle)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    HANDLE mutex = CreateMutexW(NULL, FALSE, NULL);
    HANDLE handles[] = {NULL, INVALID_HANDLE_VALUE, (HANDLE)0x12340, mutex};

    for (unsigned i = 0; i < sizeof(handles) / sizeof(handles[0]); i++) {
        LONG previous;

        POISON(previous);
        EXPECT_FAILS(SetEvent(handles[i]), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(ResetEvent(handles[i]), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(PulseEvent(handles[i]), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(ReleaseSemaphore(handles[i], 1, &previous), ERROR_INVALID_HANDLE);
        EXPECT_FAILS(CancelWaitableTimer(handles[i]), ERROR_INVALID_HANDLE);
        EXPECT(IS_POISONED(previous));
    }
    EXPECT_FAILS(ReleaseMutex(event), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(ReleaseMutex(NULL), ERROR_INVALID_HANDLE);
    CloseHandle(event);
    CloseHandle(mutex);
}

CASE(wait_on_bad_handles_and_counts_fails)
{
    HANDLE handles[65];
    HANDLE event = CreateEventW(NULL, TRUE, TRUE, NULL);

    for (int i = 0; i < 65; i++)
        handles[i] = event;
    SetLastError(0xdeadbeef);
    EXPECT_EQ(WaitForMultipleObjects(0, handles, FALSE, 0), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(WaitForMultipleObjects(65, handles, FALSE, 0), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
    handles[1] = NULL;
    SetLastError(0xdeadbeef);
    EXPECT_EQ(WaitForMultipleObjects(2, handles, FALSE, 0), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(WaitForSingleObject(NULL, 0), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    EXPECT_EQ(WaitForMultipleObjects(64, handles + 1, FALSE, 0), WAIT_FAILED);
    handles[1] = event;
    EXPECT_EQ(WaitForMultipleObjects(64, handles, FALSE, 0), WAIT_OBJECT_0);
    CloseHandle(event);
}

CASE(wait_for_any_takes_only_the_first_signalled)
{
    HANDLE handles[3];

    handles[0] = CreateEventW(NULL, FALSE, FALSE, NULL);
    handles[1] = CreateEventW(NULL, FALSE, TRUE, NULL);
    handles[2] = CreateSemaphoreW(NULL, 1, 1, NULL);
    EXPECT_EQ(WaitForMultipleObjects(3, handles, FALSE, INFINITE), WAIT_OBJECT_0 + 1);
    EXPECT_EQ(WaitForMultipleObjectsEx(3, handles, FALSE, INFINITE, FALSE), WAIT_OBJECT_0 + 2);
    EXPECT_EQ(WaitForMultipleObjects(3, handles, FALSE, 1), WAIT_TIMEOUT);
    for (int i = 0; i < 3; i++)
        CloseHandle(handles[i]);
}

CASE(wait_for_all_takes_nothing_unless_all_are_signalled)
{
    HANDLE handles[2];

    handles[0] = CreateEventW(NULL, FALSE, TRUE, NULL);
    handles[1] = CreateSemaphoreW(NULL, 0, 1, NULL);
    EXPECT_EQ(WaitForMultipleObjects(2, handles, TRUE, 0), WAIT_TIMEOUT);
    EXPECT_EQ(WaitForMultipleObjects(2, handles, TRUE, 1), WAIT_TIMEOUT);
    EXPECT(ReleaseSemaphore(handles[1], 1, NULL));
    EXPECT_EQ(WaitForMultipleObjects(2, handles, TRUE, INFINITE), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(handles[0], 0), WAIT_TIMEOUT);
    EXPECT_EQ(WaitForSingleObject(handles[1], 0), WAIT_TIMEOUT);
    CloseHandle(handles[0]);
    CloseHandle(handles[1]);
}

CASE(wait_for_all_refuses_an_object_named_twice)
{
    HANDLE handles[2];

    handles[0] = handles[1] = CreateEventW(NULL, TRUE, TRUE, NULL);
    TODO_ON(ON_WINE, "takes duplicates");
    SetLastError(0xdeadbeef);
    EXPECT_EQ(WaitForMultipleObjects(2, handles, TRUE, 0), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
    CloseHandle(handles[0]);
}

CASE(mutex_counts_the_owners_waits)
{
    HANDLE mutex = CreateMutexA(NULL, TRUE, NULL);

    EXPECT_EQ(WaitForSingleObject(mutex, 0), WAIT_OBJECT_0);
    EXPECT_TRUE_KEEPING_ERROR(ReleaseMutex(mutex));
    EXPECT_TRUE_KEEPING_ERROR(ReleaseMutex(mutex));
    EXPECT_FAILS(ReleaseMutex(mutex), ERROR_NOT_OWNER);
    CloseHandle(mutex);
    mutex = CreateMutexExA(NULL, NULL, CREATE_MUTEX_INITIAL_OWNER, MUTEX_ALL_ACCESS);
    EXPECT_TRUE_KEEPING_ERROR(ReleaseMutex(mutex));
    EXPECT_FAILS(ReleaseMutex(mutex), ERROR_NOT_OWNER);
    CloseHandle(mutex);
}

CASE(owned_mutex_may_be_closed)
{
    HANDLE mutex = CreateMutexW(NULL, TRUE, NULL);

    EXPECT(CloseHandle(mutex));
    EXPECT_FAILS(CloseHandle(mutex), ERROR_INVALID_HANDLE);
}

CASE(semaphore_counts_within_its_maximum)
{
    HANDLE semaphore = CreateSemaphoreW(NULL, 1, 3, NULL);
    LONG previous;

    POISON(previous);
    EXPECT_FAILS(ReleaseSemaphore(semaphore, 3, &previous), ERROR_TOO_MANY_POSTS);
    EXPECT(IS_POISONED(previous));
    EXPECT_FAILS(ReleaseSemaphore(semaphore, -1, &previous), ERROR_TOO_MANY_POSTS);
    EXPECT(IS_POISONED(previous));
    EXPECT_TRUE_KEEPING_ERROR(ReleaseSemaphore(semaphore, 2, &previous));
    EXPECT_EQ(previous, 1);
    EXPECT_TRUE_KEEPING_ERROR(ReleaseSemaphore(semaphore, 0, &previous));
    EXPECT_EQ(previous, 3);
    for (int i = 0; i < 3; i++)
        EXPECT_EQ(WaitForSingleObject(semaphore, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(semaphore, 0), WAIT_TIMEOUT);
    EXPECT(ReleaseSemaphore(semaphore, 1, NULL));
    CloseHandle(semaphore);
}

CASE(semaphore_counts_out_of_range_are_invalid)
{
    EXPECT_FAILS(CreateSemaphoreW(NULL, 3, 2, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(CreateSemaphoreW(NULL, 0, 0, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(CreateSemaphoreA(NULL, -1, 2, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(CreateSemaphoreA(NULL, 1, -2, NULL), ERROR_INVALID_PARAMETER);
}

CASE(timer_signals_once_and_a_synchronization_timer_resets)
{
    LARGE_INTEGER due = {.QuadPart = -10000};
    HANDLE timer = CreateWaitableTimerW(NULL, FALSE, NULL);

    EXPECT_EQ(WaitForSingleObject(timer, 0), WAIT_TIMEOUT);
    EXPECT_TRUE_KEEPING_ERROR(SetWaitableTimer(timer, &due, 0, NULL, NULL, FALSE));
    EXPECT_EQ(WaitForSingleObject(timer, 5000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(timer, 3), WAIT_TIMEOUT);
    CloseHandle(timer);
}

CASE(manual_reset_timer_stays_signalled_until_set_again)
{
    LARGE_INTEGER due = {.QuadPart = 0};
    HANDLE timer = CreateWaitableTimerExA(NULL, NULL, 1, TIMER_ALL_ACCESS);

    EXPECT(SetWaitableTimer(timer, &due, 0, NULL, NULL, FALSE));
    EXPECT_EQ(WaitForSingleObject(timer, 5000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(timer, 0), WAIT_OBJECT_0);
    EXPECT_TRUE_KEEPING_ERROR(CancelWaitableTimer(timer));
    EXPECT_EQ(WaitForSingleObject(timer, 0), WAIT_OBJECT_0);
    due.QuadPart = -100000000;
    EXPECT_TRUE_KEEPING_ERROR(SetWaitableTimerEx(timer, &due, 0, NULL, NULL, NULL, 0));
    EXPECT_EQ(WaitForSingleObject(timer, 0), WAIT_TIMEOUT);
    EXPECT(CancelWaitableTimer(timer));
    CloseHandle(timer);
}

CASE(timer_due_in_the_past_signals_at_once)
{
    LARGE_INTEGER due = {.QuadPart = 1};
    HANDLE timer = CreateWaitableTimerA(NULL, FALSE, NULL);

    EXPECT(SetWaitableTimer(timer, &due, 0, NULL, NULL, FALSE));
    EXPECT_EQ(WaitForSingleObject(timer, 5000), WAIT_OBJECT_0);
    CloseHandle(timer);
}

CASE(periodic_timer_signals_again)
{
    LARGE_INTEGER due = {.QuadPart = -1};
    HANDLE timer = CreateWaitableTimerW(NULL, FALSE, NULL);

    EXPECT(SetWaitableTimer(timer, &due, 1, NULL, NULL, FALSE));
    for (int i = 0; i < 3; i++)
        EXPECT_EQ(WaitForSingleObject(timer, 5000), WAIT_OBJECT_0);
    EXPECT(CancelWaitableTimer(timer));
    CloseHandle(timer);
}

static int timer_calls;
static void *timer_argument;

static void CALLBACK timer_routine(void *argument, DWORD low, DWORD high)
{
    timer_calls++;
    timer_argument = argument;
    EXPECT(low || high);
}

CASE(timer_routine_runs_in_an_alertable_wait_of_its_thread)
{
    LARGE_INTEGER due = {.QuadPart = -10000};
    HANDLE timer = CreateWaitableTimerW(NULL, TRUE, NULL);

    timer_calls = 0;
    EXPECT(SetWaitableTimer(timer, &due, 0, timer_routine, &due, FALSE));
    EXPECT_EQ(SleepEx(5000, TRUE), WAIT_IO_COMPLETION);
    EXPECT_EQ(timer_calls, 1);
    EXPECT(timer_argument == &due);
    EXPECT(SetWaitableTimer(timer, &due, 0, timer_routine, &due, FALSE));
    EXPECT_EQ(WaitForSingleObject(timer, 5000), WAIT_OBJECT_0);
    EXPECT_EQ(timer_calls, 1);
    EXPECT(CancelWaitableTimer(timer));
    CloseHandle(timer);
    EXPECT_EQ(SleepEx(0, TRUE), 0);
    EXPECT_EQ(timer_calls, 1);
}

CASE(timer_parameters_are_checked)
{
    LARGE_INTEGER due = {.QuadPart = -10000};
    HANDLE timer = CreateWaitableTimerW(NULL, TRUE, NULL);
    HANDLE event = CreateEventW(NULL, TRUE, TRUE, NULL);

    EXPECT_FAILS(SetWaitableTimer(NULL, &due, 0, NULL, NULL, FALSE), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(SetWaitableTimer(event, &due, 0, NULL, NULL, FALSE), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(CancelWaitableTimer(event), ERROR_INVALID_HANDLE);
    CloseHandle(event);
    TODO_ON(ON_WINE, "takes a negative period");
    EXPECT_FAILS(SetWaitableTimer(timer, &due, -1, NULL, NULL, FALSE), ERROR_INVALID_PARAMETER);
    CloseHandle(timer);
}

CASE(resuming_timer_is_set_but_says_not_supported)
{
    LARGE_INTEGER due = {.QuadPart = -10000};
    HANDLE timer = CreateWaitableTimerW(NULL, TRUE, NULL);

    TODO_ON(ON_WINE, "another code");
    EXPECT(SetWaitableTimer(timer, &due, 0, NULL, NULL, TRUE));
    EXPECT_EQ(GetLastError(), ERROR_NOT_SUPPORTED);
    EXPECT_EQ(WaitForSingleObject(timer, 5000), WAIT_OBJECT_0);
    CloseHandle(timer);
}

CASE(signal_and_wait_signals_first)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    HANDLE semaphore = CreateSemaphoreW(NULL, 0, 1, NULL);
    HANDLE mutex = CreateMutexW(NULL, TRUE, NULL);

    EXPECT_EQ(SignalObjectAndWait(event, event, 0, FALSE), WAIT_OBJECT_0);
    EXPECT_EQ(SignalObjectAndWait(semaphore, event, 0, FALSE), WAIT_TIMEOUT);
    EXPECT_EQ(SignalObjectAndWait(mutex, semaphore, INFINITE, FALSE), WAIT_OBJECT_0);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(SignalObjectAndWait(mutex, event, 0, FALSE), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_NOT_OWNER);
    EXPECT(ReleaseSemaphore(semaphore, 1, NULL));
    EXPECT_EQ(SignalObjectAndWait(semaphore, event, 0, FALSE), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_TOO_MANY_POSTS);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(SignalObjectAndWait(event, NULL, 0, FALSE), WAIT_FAILED);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
    EXPECT_EQ(SignalObjectAndWait(NULL, event, 0, FALSE), WAIT_FAILED);
    CloseHandle(event);
    CloseHandle(semaphore);
    CloseHandle(mutex);
}

CASE(named_event_is_one_object_for_all_who_open_it)
{
    const WCHAR *name = unique(L"winshim-event-");
    HANDLE first = CreateEventW(NULL, FALSE, FALSE, name), second, third;

    EXPECT(first != NULL);
    EXPECT_EQ(GetLastError(), 0);
    second = CreateEventW(NULL, TRUE, TRUE, name);
    EXPECT(second != NULL && second != first);
    EXPECT_EQ(GetLastError(), ERROR_ALREADY_EXISTS);
    EXPECT_EQ(WaitForSingleObject(second, 0), WAIT_TIMEOUT);
    SetLastError(0xdeadbeef);
    third = OpenEventW(EVENT_MODIFY_STATE, FALSE, name);
    EXPECT(third != NULL);
    EXPECT_EQ(GetLastError(), 0xdeadbeef);
    EXPECT(SetEvent(third));
    EXPECT_EQ(WaitForSingleObject(third, 0), WAIT_FAILED);
    EXPECT_EQ(WaitForSingleObject(second, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(first, 0), WAIT_TIMEOUT);
    CloseHandle(first);
    CloseHandle(second);
    EXPECT(SetEvent(third));
    first = OpenEventW(SYNCHRONIZE, FALSE, name);
    EXPECT_EQ(WaitForSingleObject(first, 0), WAIT_OBJECT_0);
    CloseHandle(first);
    CloseHandle(third);
    EXPECT_FAILS(OpenEventW(SYNCHRONIZE, FALSE, name), ERROR_FILE_NOT_FOUND);
}

CASE(one_name_is_one_type_of_object)
{
    const WCHAR *name = unique(L"winshim-type-");
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, name);

    EXPECT_FAILS(CreateMutexW(NULL, FALSE, name), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(OpenMutexW(SYNCHRONIZE, FALSE, name), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(CreateSemaphoreW(NULL, 0, 1, name), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(OpenSemaphoreW(SYNCHRONIZE, FALSE, name), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(OpenWaitableTimerW(SYNCHRONIZE, FALSE, name), ERROR_INVALID_HANDLE);
    CloseHandle(event);
}

CASE(names_have_namespaces_and_case)
{
    const WCHAR *name = unique(L"Global\\winshim-space-");
    HANDLE global = CreateEventW(NULL, FALSE, FALSE, name);

    EXPECT(global != NULL);
    EXPECT_FAILS(OpenEventW(SYNCHRONIZE, FALSE, name + 7), ERROR_FILE_NOT_FOUND);
    CloseHandle(global);
    name = unique(L"Local\\winshim-space-");
    global = CreateEventW(NULL, FALSE, FALSE, name + 6);
    CloseHandle(CreateEventW(NULL, FALSE, FALSE, name));
    EXPECT_EQ(GetLastError(), ERROR_ALREADY_EXISTS);
    CloseHandle(global);
    EXPECT_FAILS(CreateEventW(NULL, FALSE, FALSE, L"winshim\\event"), ERROR_PATH_NOT_FOUND);
    EXPECT_FAILS(OpenEventW(SYNCHRONIZE, FALSE, L"winshim\\event"), ERROR_PATH_NOT_FOUND);
    EXPECT_FAILS(CreateEventW(NULL, FALSE, FALSE, L"Local\\a\\b"), ERROR_PATH_NOT_FOUND);
    EXPECT_FAILS(CreateEventW(NULL, FALSE, FALSE, L"Global\\"), ERROR_INVALID_NAME);
}

CASE(opening_without_a_name_fails)
{
    EXPECT_FAILS(OpenEventW(SYNCHRONIZE, FALSE, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(OpenEventA(SYNCHRONIZE, FALSE, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(OpenMutexW(SYNCHRONIZE, FALSE, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(OpenMutexA(SYNCHRONIZE, FALSE, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(OpenSemaphoreA(SYNCHRONIZE, FALSE, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(OpenWaitableTimerA(SYNCHRONIZE, FALSE, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(OpenEventW(SYNCHRONIZE, FALSE, L""), ERROR_INVALID_HANDLE);
}

CASE(ansi_names_are_limited_to_max_path)
{
    char name[400];

    memset(name, 'n', sizeof(name));
    name[260] = 0;
    EXPECT_FAILS(CreateEventA(NULL, FALSE, FALSE, name), ERROR_FILENAME_EXCED_RANGE);
    EXPECT_FAILS(CreateEventExA(NULL, name, 0, EVENT_ALL_ACCESS), ERROR_FILENAME_EXCED_RANGE);
    EXPECT_FAILS(OpenEventA(SYNCHRONIZE, FALSE, name), ERROR_FILENAME_EXCED_RANGE);
    EXPECT_FAILS(CreateSemaphoreA(NULL, 0, 1, name), ERROR_FILENAME_EXCED_RANGE);
    TODO_ON(ON_WINE, "takes long names of mutexes");
    EXPECT_FAILS(CreateMutexA(NULL, FALSE, name), ERROR_FILENAME_EXCED_RANGE);
}

CASE(named_mutex_is_recursive_through_any_handle)
{
    const WCHAR *name = unique(L"winshim-mutex-");
    HANDLE first = CreateMutexW(NULL, TRUE, name), second;

    EXPECT_EQ(GetLastError(), 0);
    second = CreateMutexExW(NULL, name, CREATE_MUTEX_INITIAL_OWNER, MUTEX_ALL_ACCESS);
    EXPECT_EQ(GetLastError(), ERROR_ALREADY_EXISTS);
    EXPECT_EQ(WaitForSingleObject(second, 0), WAIT_OBJECT_0);
    EXPECT(ReleaseMutex(first));
    EXPECT(ReleaseMutex(second));
    EXPECT_FAILS(ReleaseMutex(first), ERROR_NOT_OWNER);
    CloseHandle(second);
    second = OpenMutexW(SYNCHRONIZE, FALSE, name);
    EXPECT_EQ(WaitForSingleObject(second, 0), WAIT_OBJECT_0);
    EXPECT(ReleaseMutex(second));
    CloseHandle(first);
    CloseHandle(second);
}

CASE(named_semaphore_and_timer_are_shared)
{
    LARGE_INTEGER due = {.QuadPart = -10000};
    const WCHAR *name = unique(L"winshim-semaphore-");
    HANDLE first = CreateSemaphoreExW(NULL, 1, 5, name, 0, SEMAPHORE_ALL_ACCESS);
    HANDLE second = OpenSemaphoreW(SEMAPHORE_ALL_ACCESS, FALSE, name);
    LONG previous;

    EXPECT(ReleaseSemaphore(second, 2, &previous));
    EXPECT_EQ(previous, 1);
    for (int i = 0; i < 3; i++)
        EXPECT_EQ(WaitForSingleObject(first, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(second, 1), WAIT_TIMEOUT);
    EXPECT_FAILS(ReleaseSemaphore(second, 6, NULL), ERROR_TOO_MANY_POSTS);
    CloseHandle(first);
    CloseHandle(second);

    name = unique(L"winshim-timer-");
    first = CreateWaitableTimerExW(NULL, name, 0, TIMER_ALL_ACCESS);
    second = OpenWaitableTimerW(TIMER_ALL_ACCESS, FALSE, name);
    EXPECT(SetWaitableTimer(second, &due, 0, NULL, NULL, FALSE));
    EXPECT_EQ(WaitForSingleObject(first, 5000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(second, 2), WAIT_TIMEOUT);
    CloseHandle(first);
    CloseHandle(second);
}

CASE(one_wait_covers_named_and_unnamed_objects)
{
    HANDLE handles[2];

    handles[0] = CreateEventW(NULL, FALSE, FALSE, unique(L"winshim-mixed-"));
    handles[1] = CreateEventW(NULL, FALSE, TRUE, NULL);
    EXPECT_EQ(WaitForMultipleObjects(2, handles, TRUE, 1), WAIT_TIMEOUT);
    EXPECT(SetEvent(handles[0]));
    EXPECT_EQ(WaitForMultipleObjects(2, handles, TRUE, 1000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForMultipleObjects(2, handles, FALSE, 0), WAIT_TIMEOUT);
    EXPECT(SetEvent(handles[1]));
    EXPECT_EQ(WaitForMultipleObjects(2, handles, FALSE, 1000), WAIT_OBJECT_0 + 1);
    CloseHandle(handles[0]);
    CloseHandle(handles[1]);
}

CASE(sleeping_keeps_the_last_error)
{
    SetLastError(0xdeadbeef);
    Sleep(0);
    Sleep(1);
    EXPECT_EQ(SleepEx(0, FALSE), 0);
    EXPECT_EQ(SleepEx(1, TRUE), 0);
    EXPECT_EQ(GetLastError(), 0xdeadbeef);
}
