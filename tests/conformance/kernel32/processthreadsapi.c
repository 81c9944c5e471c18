/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(ids_are_stable_and_not_zero)
{
    EXPECT(GetCurrentProcessId() != 0);
    EXPECT_EQ(GetCurrentProcessId(), GetCurrentProcessId());
    EXPECT(GetCurrentThreadId() != 0);
    EXPECT_EQ(GetCurrentThreadId(), GetCurrentThreadId());
}

CASE(pseudo_handles_are_minus_one_and_minus_two)
{
    EXPECT_EQ((LONG_PTR)GetCurrentProcess(), -1);
    EXPECT_EQ((LONG_PTR)GetCurrentThread(), -2);
}

CASE(process_times_lie_in_the_past)
{
    FILETIME creation, again, exit, kernel, user, now;

    POISON(creation);
    EXPECT_TRUE_KEEPING_ERROR(
        GetProcessTimes(GetCurrentProcess(), &creation, &exit, &kernel, &user));
    GetSystemTimeAsFileTime(&now);
    EXPECT(CompareFileTime(&creation, &now) <= 0);
    EXPECT(now.dwHighDateTime - creation.dwHighDateTime <= 8); /* an hour */
    EXPECT(GetProcessTimes(GetCurrentProcess(), &again, &exit, &kernel, &user));
    EXPECT_EQ(CompareFileTime(&creation, &again), 0);
}

CASE(times_of_no_process_are_refused)
{
    FILETIME creation, exit, kernel, user;

    POISON(creation);
    EXPECT_FAILS(GetProcessTimes(NULL, &creation, &exit, &kernel, &user), ERROR_INVALID_HANDLE);
    EXPECT(IS_POISONED(creation));
}

CASE(startup_information_has_its_size)
{
    STARTUPINFOA narrow;
    STARTUPINFOW wide;

    POISON(narrow);
    POISON(wide);
    GetStartupInfoA(&narrow);
    GetStartupInfoW(&wide);
    EXPECT_EQ(narrow.cb, sizeof(narrow));
    EXPECT_EQ(wide.cb, sizeof(wide));
    EXPECT(wide.lpReserved == NULL || !wide.lpReserved[0]);
    EXPECT(wide.lpTitle && wide.lpTitle[0]);
    EXPECT_EQ(strlen(narrow.lpTitle), lstrlenW(wide.lpTitle));
}
