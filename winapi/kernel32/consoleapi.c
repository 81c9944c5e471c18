/* SPDX-License-Identifier: MIT */
/* consoleapi.c - kernel32: the console: attachment, modes, text in and out, control handlers */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/console/console.h"
#include "winapi/console/ctrl.h"

/**
 * AllocConsole() - give the process a console
 *
 * Return: TRUE; FALSE with ERROR_ACCESS_DENIED when it has one.
 * Differs: no window opens; the console is the terminal that the standard descriptors lead to.
 * Source: learn.microsoft.com, console/allocconsole
 */
BOOL WINAPI API(AllocConsole)(void)
{
    return win32_bool(console_alloc());
}
EXPORT(kernel32, AllocConsole);
EXPORT_AS(kernelbase, "AllocConsole", AllocConsole);

/**
 * AttachConsole() - use another process's console
 * @process: id, or ATTACH_PARENT_PROCESS
 *
 * Return: TRUE when it is the terminal of this process's session; FALSE with ERROR_ACCESS_DENIED
 * when the process has a console, ERROR_INVALID_HANDLE when the other has none or another one,
 * ERROR_INVALID_PARAMETER when there is no such process.
 * Source: learn.microsoft.com, console/attachconsole
 */
BOOL WINAPI API(AttachConsole)(DWORD process)
{
    return win32_bool(console_attach(process));
}
EXPORT(kernel32, AttachConsole);
EXPORT_AS(kernelbase, "AttachConsole", AttachConsole);

/**
 * FreeConsole() - detach the process from its console
 *
 * Return: TRUE, also when it has none.
 * Source: learn.microsoft.com, console/freeconsole
 */
BOOL WINAPI API(FreeConsole)(void)
{
    console_free();
    return win32_bool(0);
}
EXPORT(kernel32, FreeConsole);
EXPORT_AS(kernelbase, "FreeConsole", FreeConsole);

/**
 * GetConsoleCP() - the code page of console input
 *
 * Return: 65001 unless another was set; 0 with ERROR_INVALID_HANDLE without a console.
 * Source: learn.microsoft.com, console/getconsolecp
 */
UINT WINAPI API(GetConsoleCP)(void)
{
    UINT page;

    return win32_bool(console_code_page(false, &page)) ? page : 0;
}
EXPORT(kernel32, GetConsoleCP);
EXPORT_AS(kernelbase, "GetConsoleCP", GetConsoleCP);

/**
 * GetConsoleOutputCP() - the code page of console output
 *
 * Return: as GetConsoleCP().
 * Source: learn.microsoft.com, console/getconsoleoutputcp
 */
UINT WINAPI API(GetConsoleOutputCP)(void)
{
    UINT page;

    return win32_bool(console_code_page(true, &page)) ? page : 0;
}
EXPORT(kernel32, GetConsoleOutputCP);
EXPORT_AS(kernelbase, "GetConsoleOutputCP", GetConsoleOutputCP);

/**
 * GetConsoleMode() - the mode of a console's input or output
 * @handle: console input or output
 * @mode: receives ENABLE_* flags
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console: how programs find out that
 * they are redirected; ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, console/getconsolemode
 */
BOOL WINAPI API(GetConsoleMode)(HANDLE handle, LPDWORD mode)
{
    DWORD flags;
    int result = console_get_mode(handle, &flags);

    if (!result && !mode)
        result = -EFAULT;
    if (!result)
        *mode = flags;
    return win32_bool(result);
}
EXPORT(kernel32, GetConsoleMode);
EXPORT_AS(kernelbase, "GetConsoleMode", GetConsoleMode);

/**
 * SetConsoleMode() - change the mode of a console's input or output
 * @handle: console input or output
 * @mode: ENABLE_* flags
 *
 * Line input, echo and processed input are settings of the terminal, which are undone when the
 * process exits; sequences always take effect, the other flags are kept and have none.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE, or ERROR_INVALID_PARAMETER for unknown flags and
 * for echo without line input. Source: learn.microsoft.com, console/setconsolemode
 */
BOOL WINAPI API(SetConsoleMode)(HANDLE handle, DWORD mode)
{
    return win32_bool(console_set_mode(handle, mode));
}
EXPORT(kernel32, SetConsoleMode);
EXPORT_AS(kernelbase, "SetConsoleMode", SetConsoleMode);

/**
 * GetNumberOfConsoleInputEvents() - how much input waits
 * @handle: console input
 * @count: receives the number of characters; in line mode of whole lines only
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE, ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, console/getnumberofconsoleinputevents
 */
BOOL WINAPI API(GetNumberOfConsoleInputEvents)(HANDLE handle, LPDWORD count)
{
    DWORD waiting;
    int result = console_input_count(handle, &waiting);

    if (!result && !count)
        result = -EFAULT;
    if (!result)
        *count = waiting;
    return win32_bool(result);
}
EXPORT(kernel32, GetNumberOfConsoleInputEvents);
EXPORT_AS(kernelbase, "GetNumberOfConsoleInputEvents", GetNumberOfConsoleInputEvents);

/**
 * ReadConsoleA(), ReadConsoleW() - read characters from the console
 * @handle: console input
 * @text: at least @count characters long
 * @count: at most so many are read; what is left of a line comes with the next call
 * @ret_done: receives the number; 0 at the end of input (Ctrl-D, or a line that starts with Ctrl-Z)
 * @control: not looked at
 *
 * In line mode the call waits for a line, which ends with CR LF. Ctrl-Z stops the process in most
 * terminals; Ctrl-V Ctrl-Z gets through.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console, ERROR_NOACCESS for NULLs.
 * Source: learn.microsoft.com, console/readconsole
 */
BOOL WINAPI API(ReadConsoleW)(HANDLE handle, LPVOID text, DWORD count, LPDWORD ret_done,
                              LPVOID control)
{
    DWORD done = 0;
    int result = console_read(handle, text, count, &done);

    if (!result && !ret_done)
        result = -EFAULT;
    if (!result)
        *ret_done = done;
    return win32_bool(result);
}
EXPORT(kernel32, ReadConsoleW);
EXPORT_AS(kernelbase, "ReadConsoleW", ReadConsoleW);

BOOL WINAPI API(ReadConsoleA)(HANDLE handle, LPVOID text, DWORD count, LPDWORD ret_done,
                              LPVOID control)
{
    DWORD done = 0;
    int result = console_read_bytes(handle, text, count, &done);

    if (!result && !ret_done)
        result = -EFAULT;
    if (!result)
        *ret_done = done;
    return win32_bool(result);
}
EXPORT(kernel32, ReadConsoleA);
EXPORT_AS(kernelbase, "ReadConsoleA", ReadConsoleA);

/**
 * WriteConsoleA(), WriteConsoleW() - write characters to the console
 * @handle: console output
 * @text: @count characters
 * @ret_done: receives @count; may be NULL
 * @reserved: not looked at
 *
 * The A form takes text of the output code page.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE when it is no console, ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, console/writeconsole
 */
BOOL WINAPI API(WriteConsoleW)(HANDLE handle, const void *text, DWORD count, LPDWORD ret_done,
                               LPVOID reserved)
{
    DWORD done = 0;
    int result = console_write(handle, text, count, &done);

    if (!result && ret_done)
        *ret_done = done;
    return win32_bool(result);
}
EXPORT(kernel32, WriteConsoleW);
EXPORT_AS(kernelbase, "WriteConsoleW", WriteConsoleW);

BOOL WINAPI API(WriteConsoleA)(HANDLE handle, const void *text, DWORD count, LPDWORD ret_done,
                               LPVOID reserved)
{
    DWORD done = 0;
    int result = console_write_bytes(handle, text, count, &done);

    if (!result && ret_done)
        *ret_done = done;
    return win32_bool(result);
}
EXPORT(kernel32, WriteConsoleA);
EXPORT_AS(kernelbase, "WriteConsoleA", WriteConsoleA);

static BOOL invoke_handler(void *handler, DWORD event)
{
    return ((PHANDLER_ROUTINE)handler)(event);
}

/**
 * SetConsoleCtrlHandler() - have Ctrl+C and its kin call a function
 * @handler: called on a thread of its own, the last one added first, until one returns TRUE; NULL:
 * Ctrl+C is ignored (@add) or no longer ignored
 * @add: add or remove @handler
 *
 * SIGINT is CTRL_C_EVENT, SIGQUIT (Ctrl+\\) CTRL_BREAK_EVENT, SIGHUP CTRL_CLOSE_EVENT, SIGTERM
 * CTRL_SHUTDOWN_EVENT.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for the removal of a handler that isn't there,
 * ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, console/setconsolectrlhandler
 */
BOOL WINAPI API(SetConsoleCtrlHandler)(PHANDLER_ROUTINE handler, BOOL add)
{
    if (!handler)
        return win32_bool(ctrl_ignore(add));
    return win32_bool(
        add ? ctrl_handler_add((void *)handler, invoke_handler, WINSHIM_WORLD == WORLD_GUEST)
            : ctrl_handler_remove((void *)handler));
}
EXPORT(kernel32, SetConsoleCtrlHandler);
EXPORT_AS(kernelbase, "SetConsoleCtrlHandler", SetConsoleCtrlHandler);
