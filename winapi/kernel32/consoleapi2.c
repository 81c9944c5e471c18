/* SPDX-License-Identifier: MIT */
/* consoleapi2.c - kernel32: the console: screen, title and code pages */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/console/console.h"
#include "winapi/console/ctrl.h"

static DWORD title_out(const WCHAR *title, WCHAR *out, DWORD room)
{
    size_t length = wstr_length(title), kept = length < room ? length : room - 1;

    if (room) {
        memcpy(out, title, kept * sizeof(WCHAR));
        out[kept] = 0;
    }
    surface_succeeded();
    return (DWORD)length;
}

static DWORD title_out_utf8(const WCHAR *title, char *out, DWORD room)
{
    size_t wchars = wstr_length(title), length = wchars_to_utf8(title, wchars, NULL, 0);
    size_t kept = length < room ? length : room - 1;

    if (room) {
        wchars_to_utf8(title, wchars, out, kept);
        out[kept] = 0;
    }
    surface_succeeded();
    return (DWORD)length;
}

/**
 * FillConsoleOutputCharacterA(), FillConsoleOutputCharacterW() - write one character over cells
 * @handle: console output
 * @character: a control character counts as a space
 * @cells: how many, to the end of the screen at most
 * @start: first cell
 * @ret_done: receives how many were written
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console, ERROR_INVALID_PARAMETER for
 * a start outside the screen, ERROR_NOACCESS for NULL. Source: learn.microsoft.com,
 * console/fillconsoleoutputcharacter
 */
BOOL WINAPI API(FillConsoleOutputCharacterW)(HANDLE handle, WCHAR character, DWORD cells,
                                             COORD start, LPDWORD ret_done)
{
    DWORD done;
    int result = console_fill(handle, character, cells, start, &done);

    if (!result && !ret_done)
        result = -EFAULT;
    if (!result)
        *ret_done = done;
    return win32_bool(result);
}
EXPORT(kernel32, FillConsoleOutputCharacterW);
EXPORT_AS(kernelbase, "FillConsoleOutputCharacterW", FillConsoleOutputCharacterW);

BOOL WINAPI API(FillConsoleOutputCharacterA)(HANDLE handle, CHAR character, DWORD cells,
                                             COORD start, LPDWORD ret_done)
{
    WCHAR wide = (unsigned char)character < 0x80 ? (WCHAR)character : 0xfffd;

    return API(FillConsoleOutputCharacterW)(handle, wide, cells, start, ret_done);
}
EXPORT(kernel32, FillConsoleOutputCharacterA);
EXPORT_AS(kernelbase, "FillConsoleOutputCharacterA", FillConsoleOutputCharacterA);

/**
 * FlushConsoleInputBuffer() - throw away input that waits
 * @handle: console input
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console.
 * Source: learn.microsoft.com, console/flushconsoleinputbuffer
 */
BOOL WINAPI API(FlushConsoleInputBuffer)(HANDLE handle)
{
    return win32_bool(console_input_flush(handle));
}
EXPORT(kernel32, FlushConsoleInputBuffer);
EXPORT_AS(kernelbase, "FlushConsoleInputBuffer", FlushConsoleInputBuffer);

/**
 * GenerateConsoleCtrlEvent() - send Ctrl+C or Ctrl+Break
 * @event: CTRL_C_EVENT or CTRL_BREAK_EVENT
 * @group: process group, or 0
 *
 * Ctrl+C can't be limited to a group: the call succeeds and nobody gets it.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for another event or a group that isn't there.
 * Differs: with @group 0 the calling process gets it, and its process group when it leads it, not
 * all processes of the terminal. Source: learn.microsoft.com, console/generateconsolectrlevent
 */
BOOL WINAPI API(GenerateConsoleCtrlEvent)(DWORD event, DWORD group)
{
    return win32_bool(ctrl_generate(event, group));
}
EXPORT(kernel32, GenerateConsoleCtrlEvent);
EXPORT_AS(kernelbase, "GenerateConsoleCtrlEvent", GenerateConsoleCtrlEvent);

/**
 * GetConsoleCursorInfo() - size and visibility of the cursor
 * @handle: console output
 * @info: receives what SetConsoleCursorInfo() has set, else 25 and TRUE
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console, ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, console/getconsolecursorinfo
 */
BOOL WINAPI API(GetConsoleCursorInfo)(HANDLE handle, CONSOLE_CURSOR_INFO *info)
{
    CONSOLE_CURSOR_INFO got;
    int result = console_cursor_info(handle, &got);

    if (!result && !info)
        result = -EFAULT;
    if (!result)
        *info = got;
    return win32_bool(result);
}
EXPORT(kernel32, GetConsoleCursorInfo);
EXPORT_AS(kernelbase, "GetConsoleCursorInfo", GetConsoleCursorInfo);

/**
 * SetConsoleCursorInfo() - show or hide the cursor
 * @handle: console output
 * @info: the size, 1 to 100, is kept and has no effect
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console, ERROR_INVALID_PARAMETER.
 * Source: learn.microsoft.com, console/setconsolecursorinfo
 */
BOOL WINAPI API(SetConsoleCursorInfo)(HANDLE handle, CONSOLE_CURSOR_INFO *info)
{
    return win32_bool(console_set_cursor_info(handle, info));
}
EXPORT(kernel32, SetConsoleCursorInfo);
EXPORT_AS(kernelbase, "SetConsoleCursorInfo", SetConsoleCursorInfo);

/**
 * GetConsoleScreenBufferInfo() - size, cursor and colours
 * @handle: console output
 * @info: the buffer is as large as the window
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console, ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, console/getconsolescreenbufferinfo
 */
BOOL WINAPI API(GetConsoleScreenBufferInfo)(HANDLE handle, CONSOLE_SCREEN_BUFFER_INFO *info)
{
    CONSOLE_SCREEN_BUFFER_INFO got;
    int result = console_screen_info(handle, &got);

    if (!result && !info)
        result = -EFAULT;
    if (!result)
        *info = got;
    return win32_bool(result);
}
EXPORT(kernel32, GetConsoleScreenBufferInfo);
EXPORT_AS(kernelbase, "GetConsoleScreenBufferInfo", GetConsoleScreenBufferInfo);

/**
 * GetLargestConsoleWindowSize() - the largest size that the window could have
 * @handle: console output
 *
 * Return: the terminal's own size; (0,0) with ERROR_INVALID_HANDLE when it is no console.
 * Source: learn.microsoft.com, console/getlargestconsolewindowsize
 */
COORD WINAPI API(GetLargestConsoleWindowSize)(HANDLE handle)
{
    COORD size = {0, 0};

    win32_bool(console_size(handle, &size));
    return size;
}
EXPORT(kernel32, GetLargestConsoleWindowSize);
EXPORT_AS(kernelbase, "GetLargestConsoleWindowSize", GetLargestConsoleWindowSize);

/**
 * SetConsoleCursorPosition() - move the cursor
 * @handle: console output
 * @position: (0,0) is the upper left corner
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console, ERROR_INVALID_PARAMETER
 * outside the screen. Source: learn.microsoft.com, console/setconsolecursorposition
 */
BOOL WINAPI API(SetConsoleCursorPosition)(HANDLE handle, COORD position)
{
    return win32_bool(console_set_cursor(handle, position));
}
EXPORT(kernel32, SetConsoleCursorPosition);
EXPORT_AS(kernelbase, "SetConsoleCursorPosition", SetConsoleCursorPosition);

/**
 * SetConsoleTextAttribute() - colours of what is written from now on
 * @handle: console output
 * @attribute: FOREGROUND_*, BACKGROUND_*, COMMON_LVB_REVERSE_VIDEO, COMMON_LVB_UNDERSCORE
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console.
 * Source: learn.microsoft.com, console/setconsoletextattribute
 */
BOOL WINAPI API(SetConsoleTextAttribute)(HANDLE handle, WORD attribute)
{
    return win32_bool(console_set_attribute(handle, attribute));
}
EXPORT(kernel32, SetConsoleTextAttribute);
EXPORT_AS(kernelbase, "SetConsoleTextAttribute", SetConsoleTextAttribute);

/**
 * SetConsoleCP() - set the code page of console input
 * @page: one that is known
 *
 * It is kept; the terminal's input stays UTF-8.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for another, ERROR_INVALID_HANDLE without a
 * console. Source: learn.microsoft.com, console/setconsolecp
 */
BOOL WINAPI API(SetConsoleCP)(UINT page)
{
    return win32_bool(console_set_code_page(false, page));
}
EXPORT(kernel32, SetConsoleCP);
EXPORT_AS(kernelbase, "SetConsoleCP", SetConsoleCP);

/**
 * SetConsoleOutputCP() - set the code page of console output
 * @page: one that is known
 *
 * Text that goes to a console through WriteConsoleA() or WriteFile() is converted from it.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for another, ERROR_INVALID_HANDLE without a
 * console. Source: learn.microsoft.com, console/setconsoleoutputcp
 */
BOOL WINAPI API(SetConsoleOutputCP)(UINT page)
{
    return win32_bool(console_set_code_page(true, page));
}
EXPORT(kernel32, SetConsoleOutputCP);
EXPORT_AS(kernelbase, "SetConsoleOutputCP", SetConsoleOutputCP);

/**
 * GetConsoleTitleA(), GetConsoleTitleW() - the console's title
 * @out: buffer of @room characters; a title that doesn't fit is cut
 *
 * Return: length of the whole title; 0 with ERROR_INVALID_HANDLE without a console, ERROR_NOACCESS
 * for NULL with room. Source: learn.microsoft.com, console/getconsoletitle
 */
DWORD WINAPI API(GetConsoleTitleW)(LPWSTR out, DWORD room)
{
    AUTOFREE WCHAR *title = NULL;
    int result = console_title(&title);

    if (!result && room && !out)
        result = -EFAULT;
    return result ? win32_fail(win32_error(result), 0) : title_out(title, out, room);
}
EXPORT(kernel32, GetConsoleTitleW);
EXPORT_AS(kernelbase, "GetConsoleTitleW", GetConsoleTitleW);

DWORD WINAPI API(GetConsoleTitleA)(LPSTR out, DWORD room)
{
    AUTOFREE WCHAR *title = NULL;
    int result = console_title(&title);

    if (!result && room && !out)
        result = -EFAULT;
    return result ? win32_fail(win32_error(result), 0) : title_out_utf8(title, out, room);
}
EXPORT(kernel32, GetConsoleTitleA);
EXPORT_AS(kernelbase, "GetConsoleTitleA", GetConsoleTitleA);

/**
 * GetConsoleOriginalTitleA(), GetConsoleOriginalTitleW() - the title that the console had at first
 * @out: buffer of @room characters; a title that doesn't fit is cut
 *
 * Return: length of the whole title; 0 with ERROR_INVALID_HANDLE without a console, ERROR_NOACCESS
 * for NULL with room. Source: learn.microsoft.com, console/getconsoleoriginaltitle
 */
DWORD WINAPI API(GetConsoleOriginalTitleW)(LPWSTR out, DWORD room)
{
    AUTOFREE WCHAR *title = NULL;
    int result = console_original_title(&title);

    if (!result && room && !out)
        result = -EFAULT;
    return result ? win32_fail(win32_error(result), 0) : title_out(title, out, room);
}
EXPORT(kernel32, GetConsoleOriginalTitleW);
EXPORT_AS(kernelbase, "GetConsoleOriginalTitleW", GetConsoleOriginalTitleW);

DWORD WINAPI API(GetConsoleOriginalTitleA)(LPSTR out, DWORD room)
{
    AUTOFREE WCHAR *title = NULL;
    int result = console_original_title(&title);

    if (!result && room && !out)
        result = -EFAULT;
    return result ? win32_fail(win32_error(result), 0) : title_out_utf8(title, out, room);
}
EXPORT(kernel32, GetConsoleOriginalTitleA);
EXPORT_AS(kernelbase, "GetConsoleOriginalTitleA", GetConsoleOriginalTitleA);

/**
 * SetConsoleTitleA(), SetConsoleTitleW() - set the console's title
 * @title: a terminal shows it too, with spaces for control characters
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE without a console, ERROR_INVALID_PARAMETER for
 * NULL. Source: learn.microsoft.com, console/setconsoletitle
 */
BOOL WINAPI API(SetConsoleTitleW)(LPCWSTR title)
{
    return win32_bool(console_set_title(title));
}
EXPORT(kernel32, SetConsoleTitleW);
EXPORT_AS(kernelbase, "SetConsoleTitleW", SetConsoleTitleW);

BOOL WINAPI API(SetConsoleTitleA)(LPCSTR title)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(title);

    return win32_bool(title && !wide ? -ENOMEM : console_set_title(wide));
}
EXPORT(kernel32, SetConsoleTitleA);
EXPORT_AS(kernelbase, "SetConsoleTitleA", SetConsoleTitleA);
