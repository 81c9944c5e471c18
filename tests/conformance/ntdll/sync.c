/* SPDX-License-Identifier: MIT */
/* The Rtl forms of locks. */
#include "../conformance.h"
#include <winternl.h>

#ifndef __linux__
NTSTATUS WINAPI RtlInitializeCriticalSection(RTL_CRITICAL_SECTION *);
NTSTATUS WINAPI RtlInitializeCriticalSectionEx(RTL_CRITICAL_SECTION *, ULONG, ULONG);
NTSTATUS WINAPI RtlInitializeCriticalSectionAndSpinCount(RTL_CRITICAL_SECTION *, ULONG);
ULONG WINAPI RtlSetCriticalSectionSpinCount(RTL_CRITICAL_SECTION *, ULONG);
NTSTATUS WINAPI RtlEnterCriticalSection(RTL_CRITICAL_SECTION *);
BOOL WINAPI RtlTryEnterCriticalSection(RTL_CRITICAL_SECTION *);
NTSTATUS WINAPI RtlLeaveCriticalSection(RTL_CRITICAL_SECTION *);
NTSTATUS WINAPI RtlDeleteCriticalSection(RTL_CRITICAL_SECTION *);
BOOL WINAPI RtlIsCriticalSectionLocked(RTL_CRITICAL_SECTION *);
BOOL WINAPI RtlIsCriticalSectionLockedByThread(RTL_CRITICAL_SECTION *);
NTSTATUS WINAPI RtlSleepConditionVariableCS(CONDITION_VARIABLE *, RTL_CRITICAL_SECTION *,
                                            const LARGE_INTEGER *);
NTSTATUS WINAPI RtlSleepConditionVariableSRW(CONDITION_VARIABLE *, SRWLOCK *, const LARGE_INTEGER *,
                                             ULONG);
NTSTATUS WINAPI RtlWaitOnAddress(const void *, const void *, SIZE_T, const LARGE_INTEGER *);
DWORD WINAPI RtlRunOnceBeginInitialize(INIT_ONCE *, DWORD, void **);
DWORD WINAPI RtlRunOnceComplete(INIT_ONCE *, DWORD, void *);
DWORD WINAPI RtlRunOnceExecuteOnce(INIT_ONCE *, DWORD(WINAPI *)(INIT_ONCE *, void *, void **),
                                   void *, void **);
#endif

#define SUCCESS           0
#define TIMED_OUT         0x102
#define PENDING           0x103
#define UNSUCCESSFUL      ((NTSTATUS)0xc0000001)
#define INVALID_PARAMETER ((NTSTATUS)0xc000000d)

CASE(rtl_critical_section_is_recursive)
{
    RTL_CRITICAL_SECTION section;

    POISON(section);
    EXPECT_EQ(RtlInitializeCriticalSection(&section), SUCCESS);
    EXPECT(!RtlIsCriticalSectionLocked(&section));
    EXPECT_EQ(RtlEnterCriticalSection(&section), SUCCESS);
    EXPECT(RtlTryEnterCriticalSection(&section));
    EXPECT_EQ(section.RecursionCount, 2);
    EXPECT(RtlIsCriticalSectionLocked(&section));
    EXPECT(RtlIsCriticalSectionLockedByThread(&section));
    EXPECT_EQ(RtlLeaveCriticalSection(&section), SUCCESS);
    EXPECT_EQ(RtlLeaveCriticalSection(&section), SUCCESS);
    EXPECT(!RtlIsCriticalSectionLockedByThread(&section));
    EXPECT_EQ(RtlDeleteCriticalSection(&section), SUCCESS);
}

CASE(rtl_critical_section_spin_counts)
{
    RTL_CRITICAL_SECTION section;

    EXPECT_EQ(RtlInitializeCriticalSectionEx(&section, 5, 0), SUCCESS);
    EXPECT_EQ(RtlSetCriticalSectionSpinCount(&section, 7), 5);
    RtlDeleteCriticalSection(&section);
    EXPECT_EQ(RtlInitializeCriticalSectionAndSpinCount(&section, 9), SUCCESS);
    EXPECT_EQ(RtlSetCriticalSectionSpinCount(&section, 0), 9);
    RtlDeleteCriticalSection(&section);
}

CASE(rtl_sleeps_time_out)
{
    LARGE_INTEGER soon = {.QuadPart = -10000};
    CONDITION_VARIABLE condition = CONDITION_VARIABLE_INIT;
    SRWLOCK lock = SRWLOCK_INIT;
    RTL_CRITICAL_SECTION section;
    int value = 1, same = 1, other = 2;

    RtlInitializeCriticalSection(&section);
    RtlEnterCriticalSection(&section);
    EXPECT_EQ(RtlSleepConditionVariableCS(&condition, &section, &soon), TIMED_OUT);
    RtlLeaveCriticalSection(&section);
    RtlDeleteCriticalSection(&section);
    AcquireSRWLockShared(&lock);
    EXPECT_EQ(RtlSleepConditionVariableSRW(&condition, &lock, &soon, 1), TIMED_OUT);
    ReleaseSRWLockShared(&lock);
    EXPECT_EQ(RtlWaitOnAddress(&value, &same, 4, &soon), TIMED_OUT);
    EXPECT_EQ(RtlWaitOnAddress(&value, &other, 4, NULL), SUCCESS);
    EXPECT_EQ(RtlWaitOnAddress(&value, &other, 5, NULL), INVALID_PARAMETER);
}

static DWORD WINAPI run_once(INIT_ONCE *once, void *parameter, void **context)
{
    (void)once;
    *context = parameter;
    return parameter != NULL;
}

CASE(rtl_run_once_tells_pending_from_done)
{
    INIT_ONCE once = INIT_ONCE_STATIC_INIT;
    void *context;

    EXPECT_EQ(RtlRunOnceBeginInitialize(&once, 0, &context), PENDING);
    EXPECT_EQ(RtlRunOnceComplete(&once, 0, (void *)8), SUCCESS);
    EXPECT_EQ(RtlRunOnceBeginInitialize(&once, 0, &context), SUCCESS);
    EXPECT(context == (void *)8);
    EXPECT_EQ((NTSTATUS)RtlRunOnceComplete(&once, 0, NULL), UNSUCCESSFUL);
    InitOnceInitialize(&once);
    EXPECT_EQ((NTSTATUS)RtlRunOnceExecuteOnce(&once, run_once, NULL, &context), UNSUCCESSFUL);
    EXPECT_EQ(RtlRunOnceExecuteOnce(&once, run_once, (void *)16, &context), SUCCESS);
    EXPECT(context == (void *)16);
}

/* kernel32 forwards these to ntdll. */
CASE(rtl_names_are_the_functions_of_kernel32)
{
    static const struct {
        const char *rtl, *name;
    } names[] = {
        {"RtlInitializeSRWLock", "InitializeSRWLock"},
        {"RtlAcquireSRWLockExclusive", "AcquireSRWLockExclusive"},
        {"RtlAcquireSRWLockShared", "AcquireSRWLockShared"},
        {"RtlReleaseSRWLockExclusive", "ReleaseSRWLockExclusive"},
        {"RtlReleaseSRWLockShared", "ReleaseSRWLockShared"},
        {"RtlTryAcquireSRWLockExclusive", "TryAcquireSRWLockExclusive"},
        {"RtlTryAcquireSRWLockShared", "TryAcquireSRWLockShared"},
        {"RtlInitializeConditionVariable", "InitializeConditionVariable"},
        {"RtlWakeConditionVariable", "WakeConditionVariable"},
        {"RtlWakeAllConditionVariable", "WakeAllConditionVariable"},
        {"RtlRunOnceInitialize", "InitOnceInitialize"},
        {"RtlInitializeSListHead", "InitializeSListHead"},
        {"RtlInterlockedFlushSList", "InterlockedFlushSList"},
        {"RtlInterlockedPopEntrySList", "InterlockedPopEntrySList"},
        {"RtlInterlockedPushEntrySList", "InterlockedPushEntrySList"},
        {"RtlInterlockedPushListSListEx", "InterlockedPushListSListEx"},
        {"RtlQueryDepthSList", "QueryDepthSList"},
        {"RtlExitUserThread", "ExitThread"},
    };
    HMODULE ntdll = LoadLibraryA("ntdll.dll"), kernel32 = LoadLibraryA("kernel32.dll");
    BOOLEAN(WINAPI * try_exclusive)(SRWLOCK *);
    SRWLOCK lock = SRWLOCK_INIT;

    for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        EXPECT(GetProcAddress(ntdll, names[i].rtl) != NULL);
        EXPECT(GetProcAddress(kernel32, names[i].name) != NULL);
    }
    try_exclusive = (void *)GetProcAddress(ntdll, "RtlTryAcquireSRWLockExclusive");
    EXPECT(try_exclusive(&lock));
    EXPECT(!TryAcquireSRWLockShared(&lock));
    EXPECT(GetProcAddress(ntdll, "RtlWakeAddressAll") != NULL);
    EXPECT(GetProcAddress(ntdll, "RtlWakeAddressSingle") != NULL);
}
