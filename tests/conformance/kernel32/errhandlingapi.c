/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(last_error_is_what_was_set)
{
    SetLastError(0);
    EXPECT_EQ(GetLastError(), 0);
    SetLastError(0xffffffff);
    EXPECT_EQ(GetLastError(), 0xffffffff);
}

static EXCEPTION_RECORD seen;
static int continued;

static LONG WINAPI continue_after(EXCEPTION_POINTERS *pointers)
{
    if (pointers->ExceptionRecord->ExceptionCode != 0xe0001234)
        return EXCEPTION_CONTINUE_SEARCH;
    seen = *pointers->ExceptionRecord;
    return EXCEPTION_CONTINUE_EXECUTION;
}

static LONG WINAPI count_continued(EXCEPTION_POINTERS *pointers)
{
    continued++;
    return EXCEPTION_CONTINUE_SEARCH;
}

CASE(vectored_handler_continues_after_a_raised_exception)
{
    ULONG_PTR arguments[2] = {7, 8};
    PVOID handler = AddVectoredExceptionHandler(TRUE, continue_after);

    POISON(seen);
    EXPECT(handler != NULL);
    RaiseException(0xe0001234, 0, 2, arguments);
    EXPECT_EQ(seen.ExceptionCode, 0xe0001234);
    EXPECT_EQ(seen.ExceptionFlags, 0);
    EXPECT_EQ(seen.NumberParameters, 2);
    EXPECT_EQ(seen.ExceptionInformation[0], 7);
    EXPECT_EQ(seen.ExceptionInformation[1], 8);
    EXPECT(seen.ExceptionRecord == NULL);
    EXPECT(RemoveVectoredExceptionHandler(handler) != 0);
    EXPECT_EQ(RemoveVectoredExceptionHandler(handler), 0);
}

typedef PVOID(WINAPI *add_function)(ULONG, PVECTORED_EXCEPTION_HANDLER);
typedef ULONG(WINAPI *remove_function)(PVOID);

CASE(continue_handlers_are_told)
{
    HMODULE kernel32 = GetModuleHandleA("kernel32.dll");
    add_function add = (add_function)(void *)GetProcAddress(kernel32, "AddVectoredContinueHandler");
    remove_function take =
        (remove_function)(void *)GetProcAddress(kernel32, "RemoveVectoredContinueHandler");
    PVOID handler = AddVectoredExceptionHandler(TRUE, continue_after),
          told = add(1, count_continued);

    TODO_ON(ON_WINE, "it doesn't call continue handlers");
    continued = 0;
    RaiseException(0xe0001234, 0, 0, NULL);
    EXPECT_EQ(continued, 1);
    EXPECT_EQ(seen.NumberParameters, 0);
    EXPECT(take(told) != 0);
    EXPECT_EQ(take(told), 0);
    RemoveVectoredExceptionHandler(handler);
}

static LONG WINAPI some_filter(EXCEPTION_POINTERS *pointers)
{
    return EXCEPTION_EXECUTE_HANDLER;
}

CASE(unhandled_filter_is_replaced_and_given_back)
{
    LPTOP_LEVEL_EXCEPTION_FILTER before = SetUnhandledExceptionFilter(some_filter);

    EXPECT(SetUnhandledExceptionFilter(before) == some_filter);
}

CASE(unhandled_exception_filter_asks_the_filter)
{
    EXCEPTION_RECORD record = {0};
    CONTEXT context = {0};
    EXCEPTION_POINTERS pointers = {&record, &context};
    LPTOP_LEVEL_EXCEPTION_FILTER before = SetUnhandledExceptionFilter(some_filter);

    EXPECT_EQ(UnhandledExceptionFilter(&pointers), EXCEPTION_EXECUTE_HANDLER);
    SetUnhandledExceptionFilter(before);
}

CASE(ntdll_has_the_same_under_its_own_names)
{
    HMODULE ntdll = GetModuleHandleA("ntdll.dll");
    add_function add =
        (add_function)(void *)GetProcAddress(ntdll, "RtlAddVectoredExceptionHandler");
    remove_function take =
        (remove_function)(void *)GetProcAddress(ntdll, "RtlRemoveVectoredExceptionHandler");
    HMODULE kernel32 = GetModuleHandleA("kernel32.dll");
    PVOID handler = add(1, continue_after);

    RaiseException(0xe0001234, 0, 0, NULL);
    EXPECT(take(handler) != 0);
    EXPECT_EQ(take(handler), 0);
    EXPECT(GetProcAddress(ntdll, "RtlCaptureStackBackTrace") != NULL);
    EXPECT(current_host() == ON_WINE || GetProcAddress(kernel32, "CaptureStackBackTrace") != NULL);
}
