/* SPDX-License-Identifier: MIT */
/*
 * console.h - the process's console: standard handles, lines in and out, the screen
 *
 * The console is the terminal that the standard descriptors lead to. A process
 * counts as attached to one from the start, except a Windows GUI program; what
 * concerns no screen (title, code pages, control handlers) works without a
 * terminal too. A standard descriptor that is no terminal is a file, as a
 * redirected handle on Windows is.
 */
#ifndef WINSHIM_CONSOLE_H
#define WINSHIM_CONSOLE_H

#include "shim/abi.h"
#include "winapi/file/file.h"

#include <wincon.h>

/* ---- attachment ------------------------------------------------------------------------- */

/** console_attached() - whether the process has a console */
bool console_attached(void);

/** console_alloc() - AllocConsole(). Return: 0; -EPERM when the process has one. */
int console_alloc(void);

/**
 * console_attach() - AttachConsole()
 * @process: id, or ATTACH_PARENT_PROCESS
 *
 * Return: 0; -EPERM when the process has a console; -EBADF when the other one has none, or one
 * that is not this process's terminal; -ESRCH when there is no such process.
 */
int console_attach(DWORD process);

/** console_free() - FreeConsole(); fine without a console too */
void console_free(void);

/* ---- standard handles ------------------------------------------------------------------- */

/**
 * console_std_get() - a standard handle
 * @which: STD_INPUT_HANDLE, STD_OUTPUT_HANDLE or STD_ERROR_HANDLE
 * @ret_handle: NULL is written for a closed descriptor
 *
 * Return: 0; -EBADF for another @which; -ENOMEM.
 */
int console_std_get(DWORD which, HANDLE *ret_handle);

/** console_std_set() - set it to any value. Return: 0; -EBADF for another @which. */
int console_std_set(DWORD which, HANDLE handle);

/* ---- modes, text in and out ------------------------------------------------------------- */

/** console_get_mode() - flags of a console handle. Return: 0; -EBADF when it is no console. */
int console_get_mode(HANDLE handle, DWORD *ret_mode);

/**
 * console_set_mode() - change them; for input the terminal's line discipline follows
 *
 * The terminal gets its own settings back when the process exits.
 *
 * Return: 0; -EBADF; -EINVAL for unknown flags, and for echo without line input.
 */
int console_set_mode(HANDLE handle, DWORD mode);

/**
 * console_write() - write UTF-16
 * @ret_done: wchars written; on success all
 *
 * Return: 0; -EBADF; errno of write().
 */
int console_write(HANDLE handle, const WCHAR *text, DWORD wchars, DWORD *ret_done);

/** console_write_bytes() - write text of the output code page. Return: as console_write(). */
int console_write_bytes(HANDLE handle, const char *text, DWORD bytes, DWORD *ret_done);

/**
 * console_read() - read UTF-16: in line mode up to one line with its CR LF
 * @ret_done: 0 at the end of input: Ctrl-D, or a line that starts with Ctrl-Z (where the terminal
 * lets that through instead of stopping the process)
 *
 * Return: 0; -EBADF; errno of read().
 */
int console_read(HANDLE handle, WCHAR *text, DWORD wchars, DWORD *ret_done);

/** console_read_bytes() - the same in UTF-8; a character that doesn't fit waits for the next call
 */
int console_read_bytes(HANDLE handle, char *text, DWORD bytes, DWORD *ret_done);

/** console_input_count() - at least how many characters wait. Return: 0; -EBADF. */
int console_input_count(HANDLE handle, DWORD *ret_count);

/** console_input_flush() - throw away what waits. Return: 0; -EBADF. */
int console_input_flush(HANDLE handle);

/* ---- title and code pages --------------------------------------------------------------- */

/** console_title() - a malloc'ed copy. Return: 0; -EBADF without a console; -ENOMEM. */
int console_title(WCHAR **ret_title);

/** console_original_title() - the title that the console had at first; errors as above */
int console_original_title(WCHAR **ret_title);

/** console_set_title() - set it, on the terminal too. Return: 0; -EBADF; -ENOMEM. */
int console_set_title(const WCHAR *title);

/** console_code_page() - of input or output; 65001 at first. Return: 0; -EBADF. */
int console_code_page(bool output, UINT *ret_page);

/** console_set_code_page() - Return: 0; -EBADF; -EINVAL for a page that isn't known. */
int console_set_code_page(bool output, UINT page);

/* ---- the screen ------------------------------------------------------------------------- */

/**
 * console_screen_info() - size, cursor and attributes
 *
 * The terminal is asked for the cursor; (0,0) when it doesn't answer in 300 ms.
 *
 * Return: 0; -EBADF when @handle is no console output.
 */
int console_screen_info(HANDLE handle, CONSOLE_SCREEN_BUFFER_INFO *ret_info);

/** console_size() - columns and rows. Return: 0; -EBADF when @handle is no console output. */
int console_size(HANDLE handle, COORD *ret_size);

/** console_set_attribute() - colours of what is written from now on. Return: 0; -EBADF. */
int console_set_attribute(HANDLE handle, WORD attribute);

/** console_set_cursor() - Return: 0; -EBADF; -EINVAL outside the screen. */
int console_set_cursor(HANDLE handle, COORD position);

/** console_cursor_info() - size and visibility. Return: 0; -EBADF. */
int console_cursor_info(HANDLE handle, CONSOLE_CURSOR_INFO *ret_info);

/** console_set_cursor_info() - Return: 0; -EBADF; -EINVAL for a size outside 1 to 100. */
int console_set_cursor_info(HANDLE handle, const CONSOLE_CURSOR_INFO *info);

/**
 * console_fill() - write one character over cells; the cursor stays
 * @ret_done: cells written, less than @cells at the end of the screen
 *
 * Return: 0; -EBADF; -EINVAL for a start outside the screen.
 */
int console_fill(HANDLE handle, WCHAR character, DWORD cells, COORD start, DWORD *ret_done);

/** console_terminal() - a descriptor of the terminal to send sequences to, or -1 */
int console_terminal(void);

/** console_ref() - the file of a console handle of one side. Return: 0; -EBADF. */
int console_ref(HANDLE handle, bool output, struct file **ret_file);

#endif
