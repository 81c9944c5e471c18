/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(products_are_rounded_away_from_zero)
{
    EXPECT_EQ(MulDiv(5, 1, 2), 3);
    EXPECT_EQ(MulDiv(-5, 1, 2), -3);
    EXPECT_EQ(MulDiv(5, 1, -2), -3);
    EXPECT_EQ(MulDiv(-5, -1, -2), -3);
    EXPECT_EQ(MulDiv(4, 1, 3), 1);
    EXPECT_EQ(MulDiv(96, 72, 96), 72);
    EXPECT_EQ(MulDiv(0x7fffffff, 0x7fffffff, 0x7fffffff), 0x7fffffff);
}

CASE(quotients_that_do_not_fit_are_minus_one)
{
    EXPECT_EQ(MulDiv(1, 1, 0), -1);
    EXPECT_EQ(MulDiv(0x7fffffff, 2, 1), -1);
    EXPECT_EQ(MulDiv(-0x7fffffff - 1, 1, 1), -1);
    EXPECT_EQ(MulDiv(-0x7fffffff - 1, 1, -1), -1);
}

CASE(computer_name_is_the_netbios_name)
{
    WCHAR wide[MAX_COMPUTERNAME_LENGTH + 1], netbios[64];
    char narrow[MAX_COMPUTERNAME_LENGTH + 1];
    DWORD wide_size = MAX_COMPUTERNAME_LENGTH + 1, narrow_size = wide_size, size = 64;

    EXPECT_TRUE_KEEPING_ERROR(GetComputerNameW(wide, &wide_size));
    EXPECT(GetComputerNameA(narrow, &narrow_size));
    EXPECT(GetComputerNameExW(ComputerNameNetBIOS, netbios, &size));
    EXPECT_WSTR(wide, netbios);
    EXPECT_EQ(wide_size, lstrlenW(wide));
    EXPECT_EQ(narrow_size, strlen(narrow));
}

CASE(short_buffer_for_the_name_gets_the_size)
{
    WCHAR wide[MAX_COMPUTERNAME_LENGTH + 1];
    char narrow[1];
    DWORD whole = MAX_COMPUTERNAME_LENGTH + 1, size = 0;

    EXPECT(GetComputerNameW(wide, &whole));
    EXPECT_FAILS(GetComputerNameW(NULL, &size), ERROR_BUFFER_OVERFLOW);
    EXPECT_EQ(size, whole + 1);
    size = 1;
    POISON(narrow);
    EXPECT_FAILS(GetComputerNameA(narrow, &size), ERROR_BUFFER_OVERFLOW);
    EXPECT_EQ(size, whole + 1);
}

CASE(machine_is_not_renamed)
{
    SKIP_IF(!(current_host() & ON_WINSHIM), "would rename the machine");
    EXPECT_FAILS(SetComputerNameA("OTHER"), ERROR_ACCESS_DENIED);
    EXPECT_FAILS(SetComputerNameW(L"OTHER"), ERROR_ACCESS_DENIED);
    EXPECT_FAILS(SetComputerNameW(NULL), ERROR_INVALID_PARAMETER);
}

CASE(power_status_is_in_range)
{
    SYSTEM_POWER_STATUS status;

    POISON(status);
    EXPECT(GetSystemPowerStatus(&status));
    EXPECT(status.ACLineStatus <= 1 || status.ACLineStatus == AC_LINE_UNKNOWN);
    EXPECT(status.BatteryLifePercent <= 100 ||
           status.BatteryLifePercent == BATTERY_PERCENTAGE_UNKNOWN);
}

CASE(current_folder_is_a_full_path)
{
    WCHAR wide[MAX_PATH * 4], again[MAX_PATH * 4];
    char narrow[MAX_PATH * 4];
    DWORD length = GetCurrentDirectoryW(MAX_PATH * 4, wide);

    EXPECT_EQ(length, lstrlenW(wide));
    EXPECT(wide[1] == ':' && wide[2] == '\\');
    length = GetCurrentDirectoryA(sizeof(narrow), narrow);
    EXPECT_EQ(length, strlen(narrow));
    length = lstrlenW(wide);
    EXPECT_EQ(GetCurrentDirectoryW(0, NULL), length + 1);
    again[0] = 0x5555;
    EXPECT_EQ(GetCurrentDirectoryW(length, again), length + 1);
    EXPECT_EQ(again[0], 0x5555);
    EXPECT_EQ(GetCurrentDirectoryA(1, narrow), strlen(narrow) + 1);
}

CASE(current_folder_can_be_changed)
{
    WCHAR before[MAX_PATH * 4], now[MAX_PATH];

    EXPECT(GetCurrentDirectoryW(MAX_PATH * 4, before));
    EXPECT_TRUE_KEEPING_ERROR(SetCurrentDirectoryW(L"C:\\windows"));
    EXPECT_EQ(GetCurrentDirectoryW(MAX_PATH, now), 10);
    EXPECT_EQ(lstrcmpiW(now, L"C:\\windows"), 0);
    EXPECT(SetCurrentDirectoryA("system32"));
    EXPECT_EQ(GetCurrentDirectoryW(MAX_PATH, now), 19);
    EXPECT(SetCurrentDirectoryW(before));
}

CASE(folder_that_is_not_there_cannot_be_current)
{
    EXPECT_FAILS(SetCurrentDirectoryW(L"C:\\no such folder"), ERROR_FILE_NOT_FOUND);
    EXPECT_FAILS(SetCurrentDirectoryA("C:\\no such folder\\below"), ERROR_PATH_NOT_FOUND);
    EXPECT_FAILS(SetCurrentDirectoryW(L""), ERROR_INVALID_NAME);
}

CASE(dos_dates_hold_two_seconds)
{
    FILETIME time;
    SYSTEMTIME date = {2024, 2, 0, 29, 13, 14, 15, 900}, back;
    WORD day, clock;

    EXPECT(SystemTimeToFileTime(&date, &time));
    POISON(day);
    POISON(clock);
    EXPECT_TRUE_KEEPING_ERROR(FileTimeToDosDateTime(&time, &day, &clock));
    EXPECT_EQ(day, 44 << 9 | 2 << 5 | 29);
    EXPECT_EQ(clock, 13 << 11 | 14 << 5 | 7);
    EXPECT_TRUE_KEEPING_ERROR(DosDateTimeToFileTime(day, clock, &time));
    EXPECT(FileTimeToSystemTime(&time, &back));
    EXPECT_EQ(back.wDay, 29);
    EXPECT_EQ(back.wSecond, 14);
}

CASE(dates_before_1980_are_no_dos_dates)
{
    FILETIME time;
    SYSTEMTIME date = {1979, 12, 0, 31, 0, 0, 0, 0};
    WORD day, clock;

    EXPECT(SystemTimeToFileTime(&date, &time));
    POISON(day);
    EXPECT_FAILS(FileTimeToDosDateTime(&time, &day, &clock), ERROR_INVALID_PARAMETER);
    EXPECT(IS_POISONED(day));
}

CASE(impossible_dos_date_is_invalid)
{
    FILETIME time;

    TODO_ON(ON_WINE, "sets no error");
    POISON(time);
    EXPECT_FAILS(DosDateTimeToFileTime(0, 0, &time), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(DosDateTimeToFileTime(44 << 9 | 2 << 5 | 30, 0, &time), ERROR_INVALID_PARAMETER);
    EXPECT(IS_POISONED(time));
}
