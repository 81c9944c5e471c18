/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#include <winternl.h>

#ifndef __linux__
ULONG WINAPI RtlNtStatusToDosErrorNoTeb(NTSTATUS status);
DWORD WINAPI RtlGetLastWin32Error(void);
void WINAPI RtlSetLastWin32Error(DWORD code);
void WINAPI RtlSetLastWin32ErrorAndNtStatusFromNtStatus(NTSTATUS status);
NTSTATUS WINAPI NtQueryPerformanceCounter(PLARGE_INTEGER counter, PLARGE_INTEGER frequency);
BOOLEAN WINAPI RtlTimeToSecondsSince1980(const LARGE_INTEGER *time, LPDWORD seconds);
void WINAPI RtlSecondsSince1970ToTime(DWORD seconds, LARGE_INTEGER *time);
void WINAPI RtlSecondsSince1980ToTime(DWORD seconds, LARGE_INTEGER *time);
NTSTATUS WINAPI RtlInitUnicodeStringEx(PUNICODE_STRING string, PCWSTR source);
PVOID WINAPI RtlAllocateHeap(HANDLE heap, ULONG flags, SIZE_T bytes);
typedef struct {
    SHORT Year, Month, Day, Hour, Minute, Second, Milliseconds, Weekday;
} TIME_FIELDS;
void WINAPI RtlTimeToTimeFields(const LARGE_INTEGER *time, TIME_FIELDS *fields);
BOOLEAN WINAPI RtlTimeFieldsToTime(TIME_FIELDS *fields, LARGE_INTEGER *time);
#endif

CASE(status_codes_have_win32_counterparts)
{
    static const struct {
        DWORD status, code;
    } known[] = {
        {0, ERROR_SUCCESS},
        {0xc0000001, ERROR_GEN_FAILURE},
        {0xc0000002, ERROR_INVALID_FUNCTION},
        {0xc0000005, ERROR_NOACCESS},
        {0xc0000008, ERROR_INVALID_HANDLE},
        {0xc000000d, ERROR_INVALID_PARAMETER},
        {0xc0000017, ERROR_NOT_ENOUGH_MEMORY},
        {0xc0000022, ERROR_ACCESS_DENIED},
        {0xc0000034, ERROR_FILE_NOT_FOUND},
        {0xc000003a, ERROR_PATH_NOT_FOUND},
        {0xc0000035, ERROR_ALREADY_EXISTS},
        {0xc0000043, ERROR_SHARING_VIOLATION},
        {0x80000005, ERROR_MORE_DATA},
        {0x80000006, ERROR_NO_MORE_FILES},
        {0x00000103, ERROR_IO_PENDING},
        {0xc0000135, ERROR_MOD_NOT_FOUND},
        {0xc0000139, ERROR_PROC_NOT_FOUND},
        {0xc00000bb, ERROR_NOT_SUPPORTED},
        {0xc0000023, ERROR_INSUFFICIENT_BUFFER},
        {0xc0020001, RPC_S_INVALID_STRING_BINDING},
        {0xd0000022, ERROR_ACCESS_DENIED},
        {0x80070005, ERROR_ACCESS_DENIED},
        {0xc0070057, ERROR_INVALID_PARAMETER},
        {0xe0001234, 0xe0001234},
        {0x12345678, ERROR_MR_MID_NOT_FOUND},
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        EXPECT_EQ(RtlNtStatusToDosError((NTSTATUS)known[i].status), known[i].code);
        EXPECT_EQ(RtlNtStatusToDosErrorNoTeb((NTSTATUS)known[i].status), known[i].code);
    }
}

CASE(last_error_is_the_threads_own_for_both_modules)
{
    RtlSetLastWin32Error(1234);
    EXPECT_EQ(GetLastError(), 1234);
    SetLastError(4321);
    EXPECT_EQ(RtlGetLastWin32Error(), 4321);
    RtlSetLastWin32ErrorAndNtStatusFromNtStatus((NTSTATUS)0xc0000022);
    EXPECT_EQ(GetLastError(), ERROR_ACCESS_DENIED);
}

CASE(system_time_is_the_file_time)
{
    FILETIME before, after;
    LARGE_INTEGER time;

    POISON(time);
    GetSystemTimeAsFileTime(&before);
    EXPECT_EQ(NtQuerySystemTime(&time), 0);
    GetSystemTimePreciseAsFileTime(&after);
    EXPECT(time.QuadPart + 200000 >=
           ((LONGLONG)before.dwHighDateTime << 32 | before.dwLowDateTime));
    EXPECT(time.QuadPart <= ((LONGLONG)after.dwHighDateTime << 32 | after.dwLowDateTime) + 200000);
}

CASE(performance_counter_is_the_same_as_that_of_kernel32)
{
    LARGE_INTEGER first, second, frequency;

    EXPECT(QueryPerformanceCounter(&first));
    EXPECT_EQ(NtQueryPerformanceCounter(&second, &frequency), 0);
    EXPECT(second.QuadPart >= first.QuadPart);
    EXPECT_EQ(frequency.QuadPart, 10000000);
    EXPECT_EQ(NtQueryPerformanceCounter(&second, NULL), 0);
}

CASE(seconds_count_from_1970_and_1980)
{
    LARGE_INTEGER time = {.QuadPart = 116444736000000000ll + 15 * 10000000ll + 9999999};
    DWORD seconds;

    POISON(seconds);
    EXPECT(RtlTimeToSecondsSince1970(&time, &seconds));
    EXPECT_EQ(seconds, 15);
    POISON(seconds);
    EXPECT(!RtlTimeToSecondsSince1980(&time, &seconds));
    EXPECT(IS_POISONED(seconds));
    RtlSecondsSince1970ToTime(0xffffffff, &time);
    EXPECT_EQ(time.QuadPart, 116444736000000000ll + 0xffffffffll * 10000000);
    EXPECT(RtlTimeToSecondsSince1980(&time, &seconds));
    EXPECT_EQ(seconds, 0xffffffff - 315532800);
    time.QuadPart += 10000000;
    EXPECT(!RtlTimeToSecondsSince1970(&time, &seconds));
    RtlSecondsSince1980ToTime(0, &time);
    EXPECT_EQ(time.QuadPart, 119600064000000000ll);
}

CASE(time_fields_are_a_calendar_date)
{
    LARGE_INTEGER time = {.QuadPart = 125962560000000000ll}, back;
    TIME_FIELDS fields;

    POISON(fields);
    RtlTimeToTimeFields(&time, &fields);
    EXPECT_EQ(fields.Year, 2000);
    EXPECT_EQ(fields.Month, 2);
    EXPECT_EQ(fields.Day, 29);
    EXPECT_EQ(fields.Weekday, 2);
    EXPECT(RtlTimeFieldsToTime(&fields, &back));
    EXPECT_EQ(back.QuadPart, time.QuadPart);
    fields.Day = 30;
    EXPECT(!RtlTimeFieldsToTime(&fields, &back));
}

CASE(counted_strings_point_at_their_source)
{
    static const WCHAR wide[] = L"text";
    UNICODE_STRING string;
    ANSI_STRING narrow;

    POISON(string);
    RtlInitUnicodeString(&string, wide);
    EXPECT_EQ(string.Length, 8);
    EXPECT_EQ(string.MaximumLength, 10);
    EXPECT(string.Buffer == wide);
    RtlInitUnicodeString(&string, NULL);
    EXPECT_EQ(string.Length, 0);
    EXPECT_EQ(string.MaximumLength, 0);
    EXPECT(string.Buffer == NULL);
    RtlInitAnsiString(&narrow, "text");
    EXPECT_EQ(narrow.Length, 4);
    EXPECT_EQ(narrow.MaximumLength, 5);
    RtlInitAnsiString(&narrow, NULL);
    EXPECT_EQ(narrow.Length, 0);
    EXPECT(narrow.Buffer == NULL);
}

CASE(long_strings_are_cut_or_refused)
{
    WCHAR *wide = malloc(40000 * sizeof(WCHAR));
    UNICODE_STRING string;

    for (int i = 0; i < 39999; i++)
        wide[i] = 'x';
    wide[39999] = 0;
    RtlInitUnicodeString(&string, wide);
    EXPECT_EQ(string.Length, 0xfffc);
    EXPECT_EQ(string.MaximumLength, 0xfffe);
    POISON(string);
    EXPECT_EQ((DWORD)RtlInitUnicodeStringEx(&string, wide), 0xc0000106);
    wide[10] = 0;
    EXPECT_EQ(RtlInitUnicodeStringEx(&string, wide), 0);
    EXPECT_EQ(string.Length, 20);
    free(wide);
}

CASE(freed_string_is_empty)
{
    UNICODE_STRING string = {4, 6, RtlAllocateHeap(GetProcessHeap(), 0, 6)};
    ANSI_STRING narrow = {4, 6, RtlAllocateHeap(GetProcessHeap(), 0, 6)};

    RtlFreeUnicodeString(&string);
    EXPECT(string.Buffer == NULL);
    EXPECT_EQ(string.Length, 0);
    RtlFreeUnicodeString(&string);
    RtlFreeAnsiString(&narrow);
    EXPECT(narrow.Buffer == NULL);
}
