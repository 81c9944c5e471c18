/* SPDX-License-Identifier: MIT */
/* Critical sections, slim locks, condition variables, one-time initialization, wait on address. */
#include "../conformance.h"

#ifdef __linux__
#    include <synchapi.h>
#endif

CASE(fresh_critical_section_is_free)
{
    CRITICAL_SECTION section;

    POISON(section);
    EXPECT_TRUE_KEEPING_ERROR(InitializeCriticalSectionEx(&section, 100, 0));
    EXPECT_EQ(section.LockCount, -1);
    EXPECT_EQ(section.RecursionCount, 0);
    EXPECT(section.OwningThread == NULL && section.LockSemaphore == NULL);
    EXPECT(TryEnterCriticalSection(&section));
    EXPECT(section.LockCount != -1);
    LeaveCriticalSection(&section);
    DeleteCriticalSection(&section);
    EXPECT_EQ(section.LockCount, -1);
}

CASE(critical_section_counts_its_owners_entries)
{
    CRITICAL_SECTION section;

    InitializeCriticalSection(&section);
    EnterCriticalSection(&section);
    EnterCriticalSection(&section);
    EXPECT(TryEnterCriticalSection(&section));
    EXPECT_EQ(section.RecursionCount, 3);
    EXPECT(section.OwningThread != NULL);
    LeaveCriticalSection(&section);
    LeaveCriticalSection(&section);
    EXPECT_EQ(section.RecursionCount, 1);
    LeaveCriticalSection(&section);
    EXPECT(section.OwningThread == NULL);
    EXPECT_EQ(section.LockCount, -1);
    DeleteCriticalSection(&section);
}

CASE(spin_count_is_kept_without_its_flags)
{
    CRITICAL_SECTION section;

    EXPECT(InitializeCriticalSectionAndSpinCount(&section, 0x80000010));
    EXPECT_EQ(section.SpinCount & 0xffffff, 0x10);
    EXPECT_EQ(SetCriticalSectionSpinCount(&section, 200) & 0xffffff, 0x10);
    EXPECT_EQ(SetCriticalSectionSpinCount(&section, 0), 200);
    DeleteCriticalSection(&section);
}

CASE(critical_section_without_debug_info_says_so)
{
    CRITICAL_SECTION section;

    EXPECT(InitializeCriticalSectionEx(&section, 0, CRITICAL_SECTION_NO_DEBUG_INFO));
    EXPECT((LONG_PTR)section.DebugInfo == -1);
    DeleteCriticalSection(&section);
}

CASE(critical_section_parameters_are_checked)
{
    CRITICAL_SECTION section;

    TODO_ON(ON_WINE, "takes any");
    EXPECT_FAILS(InitializeCriticalSectionEx(&section, 0, 1), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(InitializeCriticalSectionEx(&section, 0x1000000, 0), ERROR_INVALID_PARAMETER);
}

CASE(slim_lock_admits_readers_or_one_writer)
{
    SRWLOCK lock;

    POISON(lock);
    InitializeSRWLock(&lock);
    EXPECT(lock.Ptr == NULL);
    AcquireSRWLockExclusive(&lock);
    EXPECT(!TryAcquireSRWLockExclusive(&lock));
    EXPECT(!TryAcquireSRWLockShared(&lock));
    ReleaseSRWLockExclusive(&lock);
    AcquireSRWLockShared(&lock);
    EXPECT(TryAcquireSRWLockShared(&lock));
    EXPECT(!TryAcquireSRWLockExclusive(&lock));
    ReleaseSRWLockShared(&lock);
    ReleaseSRWLockShared(&lock);
    EXPECT(TryAcquireSRWLockExclusive(&lock));
    ReleaseSRWLockExclusive(&lock);
    EXPECT(lock.Ptr == NULL);
}

CASE(condition_variable_times_out_and_holds_the_lock_again)
{
    CONDITION_VARIABLE condition;
    CRITICAL_SECTION section;
    SRWLOCK lock = SRWLOCK_INIT;

    POISON(condition);
    InitializeConditionVariable(&condition);
    InitializeCriticalSection(&section);
    EnterCriticalSection(&section);
    EXPECT_FAILS(SleepConditionVariableCS(&condition, &section, 1), ERROR_TIMEOUT);
    EXPECT_EQ(section.RecursionCount, 1);
    LeaveCriticalSection(&section);
    DeleteCriticalSection(&section);

    AcquireSRWLockExclusive(&lock);
    EXPECT_FAILS(SleepConditionVariableSRW(&condition, &lock, 1, 0), ERROR_TIMEOUT);
    EXPECT(!TryAcquireSRWLockShared(&lock));
    ReleaseSRWLockExclusive(&lock);
    AcquireSRWLockShared(&lock);
    EXPECT_FAILS(
        SleepConditionVariableSRW(&condition, &lock, 0, CONDITION_VARIABLE_LOCKMODE_SHARED),
        ERROR_TIMEOUT);
    EXPECT(TryAcquireSRWLockShared(&lock));
    WakeConditionVariable(&condition);
    WakeAllConditionVariable(&condition);
    EXPECT(condition.Ptr == NULL || current_host() == ON_PORT || current_host() == ON_WINE);
}

static INIT_ONCE once;

static void expect_begin(DWORD flags, BOOL pending, void *context)
{
    BOOL ret_pending;
    void *ret_context;

    POISON(ret_pending);
    POISON(ret_context);
    EXPECT_TRUE_KEEPING_ERROR(InitOnceBeginInitialize(&once, flags, &ret_pending, &ret_context));
    EXPECT_EQ(ret_pending, pending);
    if (pending)
        EXPECT(IS_POISONED(ret_context));
    else
        EXPECT(ret_context == context);
}

static void expect_begin_fails(DWORD flags, DWORD error)
{
    BOOL pending;
    void *context;

    POISON(pending);
    POISON(context);
    EXPECT_FAILS(InitOnceBeginInitialize(&once, flags, &pending, &context), error);
    EXPECT(IS_POISONED(pending) && IS_POISONED(context));
}

CASE(one_time_initialization_completes_once)
{
    InitOnceInitialize(&once);
    expect_begin_fails(INIT_ONCE_CHECK_ONLY, ERROR_GEN_FAILURE);
    expect_begin_fails(INIT_ONCE_CHECK_ONLY | INIT_ONCE_ASYNC, ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(InitOnceComplete(&once, 0, NULL), ERROR_GEN_FAILURE);
    expect_begin(0, TRUE, NULL);
    expect_begin_fails(INIT_ONCE_CHECK_ONLY, ERROR_GEN_FAILURE);
    expect_begin_fails(INIT_ONCE_ASYNC, ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(InitOnceComplete(&once, 0, (void *)3), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(InitOnceComplete(&once, INIT_ONCE_INIT_FAILED, &once), ERROR_INVALID_PARAMETER);
    EXPECT_TRUE_KEEPING_ERROR(InitOnceComplete(&once, 0, (void *)0x1000));
    expect_begin(0, FALSE, (void *)0x1000);
    expect_begin(INIT_ONCE_CHECK_ONLY, FALSE, (void *)0x1000);
    expect_begin(INIT_ONCE_ASYNC, FALSE, (void *)0x1000);
    EXPECT_FAILS(InitOnceComplete(&once, 0, NULL), ERROR_GEN_FAILURE);
}

CASE(failed_initialization_begins_anew)
{
    InitOnceInitialize(&once);
    expect_begin(0, TRUE, NULL);
    EXPECT(InitOnceComplete(&once, INIT_ONCE_INIT_FAILED, NULL));
    expect_begin(0, TRUE, NULL);
    EXPECT(InitOnceComplete(&once, 0, NULL));
    expect_begin(0, FALSE, NULL);
}

CASE(first_of_several_asynchronous_initializations_wins)
{
    InitOnceInitialize(&once);
    expect_begin(INIT_ONCE_ASYNC, TRUE, NULL);
    expect_begin(INIT_ONCE_ASYNC, TRUE, NULL);
    expect_begin_fails(0, ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(InitOnceComplete(&once, 0, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(InitOnceComplete(&once, INIT_ONCE_INIT_FAILED | INIT_ONCE_ASYNC, NULL),
                 ERROR_INVALID_PARAMETER);
    EXPECT(InitOnceComplete(&once, INIT_ONCE_ASYNC, (void *)0x20));
    EXPECT_FAILS(InitOnceComplete(&once, INIT_ONCE_ASYNC, (void *)0x40), ERROR_GEN_FAILURE);
    expect_begin(0, FALSE, (void *)0x20);
}

static BOOL initialize_result;
static int initialize_calls;

static BOOL CALLBACK initialize(INIT_ONCE *structure, void *parameter, void **context)
{
    EXPECT(structure == &once);
    initialize_calls++;
    *context = parameter;
    return initialize_result;
}

CASE(execute_once_calls_until_the_function_succeeds)
{
    void *context;

    InitOnceInitialize(&once);
    initialize_calls = 0;
    initialize_result = FALSE;
    EXPECT(!InitOnceExecuteOnce(&once, initialize, (void *)0x100, &context));
    initialize_result = TRUE;
    POISON(context);
    EXPECT_TRUE_KEEPING_ERROR(InitOnceExecuteOnce(&once, initialize, (void *)0x200, &context));
    EXPECT(context == (void *)0x200);
    POISON(context);
    EXPECT_TRUE_KEEPING_ERROR(InitOnceExecuteOnce(&once, initialize, (void *)0x300, &context));
    EXPECT(context == (void *)0x200);
    EXPECT(InitOnceExecuteOnce(&once, initialize, NULL, NULL));
    EXPECT_EQ(initialize_calls, 2);
}

CASE(wait_on_address_returns_when_the_value_differs)
{
    unsigned long long value = 0x0102030405060708, same = value, other = 0;

    for (SIZE_T size = 1; size <= 8; size *= 2) {
        EXPECT_TRUE_KEEPING_ERROR(WaitOnAddress(&value, &other, size, INFINITE));
        EXPECT_FAILS(WaitOnAddress(&value, &same, size, 0), ERROR_TIMEOUT);
    }
    EXPECT_FAILS(WaitOnAddress(&value, &same, 4, 1), ERROR_TIMEOUT);
    EXPECT_FAILS(WaitOnAddress(&value, &same, 3, 1), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(WaitOnAddress(&value, &same, 0, 1), ERROR_INVALID_PARAMETER);
    WakeByAddressSingle(&value);
    WakeByAddressAll(&value);
    WakeByAddressAll(NULL);
}

typedef struct {
    DWORD reserved[8];
} barrier_t;
typedef BOOL(WINAPI *initialize_t)(barrier_t *, LONG, LONG);
typedef BOOL(WINAPI *enter_t)(barrier_t *, DWORD);
typedef BOOL(WINAPI *delete_t)(barrier_t *);

CASE(barrier_of_one_opens_for_everyone)
{
    HMODULE kernel32 = GetModuleHandleA("kernel32.dll");
    initialize_t initialize =
        (initialize_t)(void *)GetProcAddress(kernel32, "InitializeSynchronizationBarrier");
    enter_t enter = (enter_t)(void *)GetProcAddress(kernel32, "EnterSynchronizationBarrier");
    delete_t delete = (delete_t)(void *)GetProcAddress(kernel32, "DeleteSynchronizationBarrier");
    barrier_t barrier;

    SKIP_IF(!initialize, "this host has no barriers");
    EXPECT_FAILS(initialize(&barrier, 0, -1), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(initialize(&barrier, 1, -2), ERROR_INVALID_PARAMETER);
    EXPECT_TRUE_KEEPING_ERROR(initialize(&barrier, 1, -1));
    EXPECT(enter(&barrier, 0));
    EXPECT(enter(&barrier, 2));
    EXPECT(delete (&barrier));
}
