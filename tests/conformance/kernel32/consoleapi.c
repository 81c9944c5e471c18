/* SPDX-License-Identifier: MIT */
/*
 * The suite runs with its standard handles redirected: what a program sees then. What needs a
 * terminal is in tests/unit/console.c.
 */
#include "../conformance.h"

#define FORGED ((HANDLE)0x1234560)

static HANDLE input(void)
{
    return GetStdHandle(STD_INPUT_HANDLE);
}

static HANDLE output(void)
{
    return GetStdHandle(STD_OUTPUT_HANDLE);
}

/* Run by hand the suite has a terminal; otherwise input is redirected where output is. */
static int is_redirected(void)
{
    return GetFileType(output()) != FILE_TYPE_CHAR;
}

CASE(std_handles_are_kept_and_replaced)
{
    HANDLE error = GetStdHandle(STD_ERROR_HANDLE);

    EXPECT(output() != NULL && output() != INVALID_HANDLE_VALUE);
    EXPECT_EQ(GetStdHandle(STD_OUTPUT_HANDLE), output());
    EXPECT_TRUE_KEEPING_ERROR(SetStdHandle(STD_ERROR_HANDLE, FORGED));
    EXPECT_EQ(GetStdHandle(STD_ERROR_HANDLE), FORGED);
    EXPECT_EQ(SetStdHandle(STD_ERROR_HANDLE, NULL), TRUE);
    EXPECT_EQ(GetStdHandle(STD_ERROR_HANDLE), 0);
    EXPECT_EQ(SetStdHandle(STD_ERROR_HANDLE, error), TRUE);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(GetStdHandle(5), INVALID_HANDLE_VALUE);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(SetStdHandle(5, error), ERROR_INVALID_HANDLE);
}

CASE(redirected_handles_are_no_console)
{
    DWORD value;
    char byte = 'x';

    SKIP_IF(!is_redirected(), "standard output is a terminal or a device");
    POISON(value);
    EXPECT_FAILS(GetConsoleMode(output(), &value), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetConsoleMode(input(), &value), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetConsoleMode(NULL, &value), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetConsoleMode(FORGED, &value), ERROR_INVALID_HANDLE);
    EXPECT(IS_POISONED(value));
    EXPECT_FAILS(SetConsoleMode(output(), 3), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(WriteConsoleA(output(), "x", 1, &value, NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(WriteConsoleW(output(), L"x", 1, &value, NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(ReadConsoleA(input(), &byte, 1, &value, NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(ReadConsoleW(input(), &value, 1, &value, NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetNumberOfConsoleInputEvents(input(), &value), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(FlushConsoleInputBuffer(input()), ERROR_INVALID_HANDLE);
    EXPECT(IS_POISONED(value));
}

CASE(redirected_handles_have_no_screen)
{
    CONSOLE_SCREEN_BUFFER_INFO info;
    CONSOLE_CURSOR_INFO cursor;
    COORD origin = {0, 0};
    DWORD done;

    SKIP_IF(!is_redirected(), "standard output is a terminal or a device");
    POISON(info);
    POISON(cursor);
    POISON(done);
    EXPECT_FAILS(GetConsoleScreenBufferInfo(output(), &info), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetConsoleCursorInfo(output(), &cursor), ERROR_INVALID_HANDLE);
    EXPECT(IS_POISONED(info));
    EXPECT(IS_POISONED(cursor));
    cursor.dwSize = 25;
    cursor.bVisible = TRUE;
    EXPECT_FAILS(SetConsoleCursorInfo(output(), &cursor), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(SetConsoleTextAttribute(output(), 7), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(SetConsoleCursorPosition(output(), origin), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(FillConsoleOutputCharacterA(output(), ' ', 1, origin, &done),
                 ERROR_INVALID_HANDLE);
    EXPECT_FAILS(FillConsoleOutputCharacterW(output(), ' ', 1, origin, &done),
                 ERROR_INVALID_HANDLE);
    EXPECT(IS_POISONED(done));
    SetLastError(0xdeadbeef);
    EXPECT_EQ(GetLargestConsoleWindowSize(output()).X, 0);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    EXPECT_EQ(GetConsoleWindow(), 0);
}

static int calls_first, calls_second;

static BOOL WINAPI first_handler(DWORD event)
{
    calls_first++;
    return event == CTRL_BREAK_EVENT;
}

static BOOL WINAPI second_handler(DWORD event)
{
    calls_second++;
    return FALSE;
}

CASE(control_handlers_are_added_and_removed)
{
    EXPECT_EQ(SetConsoleCtrlHandler(first_handler, TRUE), TRUE);
    EXPECT_EQ(SetConsoleCtrlHandler(second_handler, TRUE), TRUE);
    EXPECT_EQ(SetConsoleCtrlHandler(second_handler, FALSE), TRUE);
    EXPECT_EQ(SetConsoleCtrlHandler(first_handler, FALSE), TRUE);
    EXPECT_FAILS(SetConsoleCtrlHandler(first_handler, FALSE), ERROR_INVALID_PARAMETER);
    EXPECT_EQ(SetConsoleCtrlHandler(NULL, TRUE), TRUE);
    EXPECT_EQ(SetConsoleCtrlHandler(NULL, FALSE), TRUE);
    EXPECT_EQ(calls_first + calls_second, 0);
}

CASE(other_events_and_groups_are_refused)
{
    EXPECT(!GenerateConsoleCtrlEvent(5, 0));
    EXPECT(!GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, 0x7ffffff0));
}

CASE(the_list_of_processes_needs_room)
{
    DWORD list[4];

    EXPECT_FAILS(GetConsoleProcessList(list, 0), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(GetConsoleProcessList(NULL, 0), ERROR_INVALID_PARAMETER);
}

CASE(the_mouse_has_buttons)
{
    DWORD count = 0;

    EXPECT_EQ(GetNumberOfConsoleMouseButtons(&count), TRUE);
    EXPECT(count > 0);
}

CASE(code_pages_are_kept)
{
    SKIP_IF(current_host() == ON_WINE, "no console without a terminal");
    EXPECT_EQ(GetConsoleCP(), 65001);
    EXPECT_EQ(GetConsoleOutputCP(), 65001);
    EXPECT_EQ(SetConsoleCP(1252), TRUE);
    EXPECT_EQ(GetConsoleCP(), 1252);
    EXPECT_EQ(SetConsoleOutputCP(437), TRUE);
    EXPECT_EQ(GetConsoleOutputCP(), 437);
    EXPECT_FAILS(SetConsoleCP(12345), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SetConsoleOutputCP(0), ERROR_INVALID_PARAMETER);
    EXPECT_EQ(SetConsoleCP(65001), TRUE);
    EXPECT_EQ(SetConsoleOutputCP(65001), TRUE);
}

CASE(the_title_is_kept)
{
    WCHAR wide[20];
    char out[20];

    SKIP_IF(current_host() == ON_WINE, "no console without a terminal");
    EXPECT(GetConsoleOriginalTitleA(out, 0) > 0);
    EXPECT_EQ(GetConsoleOriginalTitleW(wide, 0), GetConsoleTitleW(wide, 0));
    EXPECT_EQ(SetConsoleTitleA("a title"), TRUE);
    POISON(wide);
    EXPECT_EQ(GetConsoleTitleW(wide, 20), 7);
    EXPECT_WSTR(wide, L"a title");
    EXPECT_EQ(SetConsoleTitleW(L"\x20ac"), TRUE);
    EXPECT_EQ(GetConsoleTitleA(out, 20), 3);
    EXPECT_STR(out, "\xe2\x82\xac");
    SetConsoleTitleA("a title");
    POISON(out);
    EXPECT_EQ(GetConsoleTitleA(out, 4), 7);
    EXPECT_STR(out, "a t");
    EXPECT_EQ((unsigned char)out[4], 0xa5);
    EXPECT_FAILS(SetConsoleTitleW(NULL), ERROR_INVALID_PARAMETER);
}

CASE(a_second_console_is_refused_and_none_can_be_left)
{
    EXPECT_FAILS(AllocConsole(), ERROR_ACCESS_DENIED);
    EXPECT_FAILS(AttachConsole(ATTACH_PARENT_PROCESS), ERROR_ACCESS_DENIED);
    EXPECT_FAILS(AttachConsole(1), ERROR_ACCESS_DENIED);
    EXPECT_EQ(FreeConsole(), TRUE);
    EXPECT_FAILS(GetConsoleCP(), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetConsoleOutputCP(), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(SetConsoleTitleA("x"), ERROR_INVALID_HANDLE);
    EXPECT_EQ(FreeConsole(), TRUE);
    EXPECT_EQ(AllocConsole(), TRUE);
    EXPECT_FAILS(AllocConsole(), ERROR_ACCESS_DENIED);
}
