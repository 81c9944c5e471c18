/* SPDX-License-Identifier: MIT */
/* winuser-input.c - user32: mouse, keyboard, cursors and icons */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/input.h"
#include "winapi/msgqueue/msgqueue.h"

#include <winuser.h>

/* ---- mouse ------------------------------------------------------------------------------ */

/**
 * GetCursorPos() - where the mouse pointer is
 * @ret_point: written on success, in pixels
 *
 * Return: TRUE; FALSE with ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-getcursorpos
 */
BOOL WINAPI API(GetCursorPos)(LPPOINT ret_point)
{
    if (!ret_point)
        return win32_fail(ERROR_NOACCESS, FALSE);
    *ret_point = input_cursor();
    return TRUE;
}
EXPORT(user32, GetCursorPos);

/**
 * SetCursorPos() - put the mouse pointer somewhere
 * @x, @y: in pixels; the screen's edges hold it
 *
 * Return: TRUE.
 * Source: learn.microsoft.com, winuser/nf-winuser-setcursorpos
 */
BOOL WINAPI API(SetCursorPos)(INT x, INT y)
{
    input_move_cursor(x, y);
    return TRUE;
}
EXPORT(user32, SetCursorPos);

/**
 * GetDoubleClickTime() - how far apart two clicks are that make a double click
 *
 * Return: milliseconds; 500 at first.
 * Source: learn.microsoft.com, winuser/nf-winuser-getdoubleclicktime
 */
UINT WINAPI API(GetDoubleClickTime)(void)
{
    return input_double_click_ms();
}
EXPORT(user32, GetDoubleClickTime);

/**
 * SetDoubleClickTime() - set it for this process
 * @ms: 0 is the default, more than 5000 is 5000
 *
 * Return: TRUE.
 * Source: learn.microsoft.com, winuser/nf-winuser-setdoubleclicktime
 */
BOOL WINAPI API(SetDoubleClickTime)(UINT ms)
{
    input_set_double_click(ms);
    return TRUE;
}
EXPORT(user32, SetDoubleClickTime);

/**
 * GetLastInputInfo() - when the user touched mouse or keyboard last
 * @info: cbSize must be right; dwTime is written on success
 *
 * Nobody is watched, so the user counts as active: the time is now.
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for NULL or a wrong cbSize.
 * Source: learn.microsoft.com, winuser/nf-winuser-getlastinputinfo
 */
BOOL WINAPI API(GetLastInputInfo)(PLASTINPUTINFO info)
{
    if (!info || info->cbSize != sizeof(*info))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    info->dwTime = msgqueue_tick_ms();
    return TRUE;
}
EXPORT(user32, GetLastInputInfo);

/* ---- keyboard --------------------------------------------------------------------------- */

/**
 * GetKeyState() - whether a key was down when the thread took its last message
 * @key: VK_*
 *
 * Return: 0: no key is down or toggled.
 * Source: learn.microsoft.com, winuser/nf-winuser-getkeystate
 */
SHORT WINAPI API(GetKeyState)(INT key)
{
    return 0;
}
EXPORT(user32, GetKeyState);

/**
 * GetAsyncKeyState() - whether a key is down now
 * @key: VK_*
 *
 * Return: 0: no key is down.
 * Source: learn.microsoft.com, winuser/nf-winuser-getasynckeystate
 */
SHORT WINAPI API(GetAsyncKeyState)(INT key)
{
    return 0;
}
EXPORT(user32, GetAsyncKeyState);

/**
 * GetKeyboardState() - the state of all keys
 * @ret_keys: 256 bytes, written on success
 *
 * Return: TRUE; FALSE with ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-getkeyboardstate
 */
BOOL WINAPI API(GetKeyboardState)(PBYTE ret_keys)
{
    if (!ret_keys)
        return win32_fail(ERROR_NOACCESS, FALSE);
    memset(ret_keys, 0, 256);
    return TRUE;
}
EXPORT(user32, GetKeyboardState);

/**
 * GetKeyboardLayout() - the keyboard layout of a thread
 * @thread: thread id; 0 is the calling thread
 *
 * Return: 0x04090409, English (United States).
 * Source: learn.microsoft.com, winuser/nf-winuser-getkeyboardlayout
 */
HKL WINAPI API(GetKeyboardLayout)(DWORD thread)
{
    return INPUT_LAYOUT;
}
EXPORT(user32, GetKeyboardLayout);

/**
 * GetKeyboardLayoutList() - all keyboard layouts
 * @room: of @ret_layouts; 0 to ask for the number
 * @ret_layouts: gets the layouts; or NULL
 *
 * Return: the number of layouts: 1.
 * Source: learn.microsoft.com, winuser/nf-winuser-getkeyboardlayoutlist
 */
UINT WINAPI API(GetKeyboardLayoutList)(INT room, HKL *ret_layouts)
{
    if (room > 0 && ret_layouts)
        ret_layouts[0] = INPUT_LAYOUT;
    return 1;
}
EXPORT(user32, GetKeyboardLayoutList);

/**
 * GetKeyboardLayoutNameA(), GetKeyboardLayoutNameW() - the calling thread's layout as text
 * @out: room for KL_NAMELENGTH (9) characters
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-getkeyboardlayoutnamea,
 * winuser/nf-winuser-getkeyboardlayoutnamew
 */
BOOL WINAPI API(GetKeyboardLayoutNameA)(LPSTR out)
{
    if (!out)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    memcpy(out, INPUT_LAYOUT_NAME, KL_NAMELENGTH);
    return TRUE;
}
EXPORT(user32, GetKeyboardLayoutNameA);

BOOL WINAPI API(GetKeyboardLayoutNameW)(LPWSTR out)
{
    if (!out)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    for (int i = 0; i < KL_NAMELENGTH; i++)
        out[i] = INPUT_LAYOUT_NAME[i];
    return TRUE;
}
EXPORT(user32, GetKeyboardLayoutNameW);

/**
 * GetKeyboardType() - what keyboard it is
 * @what: 0 the type, 1 the subtype, 2 the number of function keys
 *
 * Return: 4 (enhanced), 0, 12; 0 for another @what.
 * Source: learn.microsoft.com, winuser/nf-winuser-getkeyboardtype
 */
INT WINAPI API(GetKeyboardType)(INT what)
{
    return what == 0 ? 4 : what == 2 ? 12 : 0;
}
EXPORT(user32, GetKeyboardType);

/**
 * GetCaretBlinkTime() - how long the caret stays on or off
 *
 * Return: 530 milliseconds.
 * Source: learn.microsoft.com, winuser/nf-winuser-getcaretblinktime
 */
UINT WINAPI API(GetCaretBlinkTime)(void)
{
    return INPUT_CARET_MS;
}
EXPORT(user32, GetCaretBlinkTime);

/* ---- cursors and icons ------------------------------------------------------------------ */

/* NULL with the error for a shape that isn't the system's. */
static void *shape_or_error(HINSTANCE module, const void *name, void *(*find)(unsigned id))
{
    uintptr_t id = (uintptr_t)name;
    void *handle = !module && id < 0x10000 ? find((unsigned)id) : NULL;

    return handle ? handle : win32_fail(ERROR_RESOURCE_NAME_NOT_FOUND, NULL);
}

static void *find_icon(unsigned id)
{
    return input_system_icon(id);
}

static void *find_cursor(unsigned id)
{
    return input_system_cursor(id);
}

/**
 * LoadIconA(), LoadIconW() - an icon
 * @module: NULL for the system's icons
 * @name: IDI_*
 *
 * Return: a handle that stands for the icon, always the same; NULL with
 * ERROR_RESOURCE_NAME_NOT_FOUND for another.
 * Differs: a module's own icons are never found.
 * Source: learn.microsoft.com, winuser/nf-winuser-loadicona, winuser/nf-winuser-loadiconw
 */
HICON WINAPI API(LoadIconA)(HINSTANCE module, LPCSTR name)
{
    return shape_or_error(module, name, find_icon);
}
EXPORT(user32, LoadIconA);

HICON WINAPI API(LoadIconW)(HINSTANCE module, LPCWSTR name)
{
    return shape_or_error(module, name, find_icon);
}
EXPORT(user32, LoadIconW);

/**
 * LoadCursorA(), LoadCursorW() - a cursor
 * @module: NULL for the system's cursors
 * @name: IDC_*
 *
 * Return: as LoadIconA().
 * Differs: a module's own cursors are never found.
 * Source: learn.microsoft.com, winuser/nf-winuser-loadcursora, winuser/nf-winuser-loadcursorw
 */
HCURSOR WINAPI API(LoadCursorA)(HINSTANCE module, LPCSTR name)
{
    return shape_or_error(module, name, find_cursor);
}
EXPORT(user32, LoadCursorA);

HCURSOR WINAPI API(LoadCursorW)(HINSTANCE module, LPCWSTR name)
{
    return shape_or_error(module, name, find_cursor);
}
EXPORT(user32, LoadCursorW);

static BOOL is_shape(const void *handle)
{
    return input_is_shape(handle) || win32_fail(ERROR_INVALID_CURSOR_HANDLE, FALSE);
}

/**
 * DestroyIcon() - free an icon
 * @icon: the system's icons stay
 *
 * Return: TRUE; FALSE with ERROR_INVALID_CURSOR_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-destroyicon
 */
BOOL WINAPI API(DestroyIcon)(HICON icon)
{
    return is_shape(icon);
}
EXPORT(user32, DestroyIcon);

/**
 * DestroyCursor() - free a cursor
 * @cursor: the system's cursors stay
 *
 * Return: TRUE; FALSE with ERROR_INVALID_CURSOR_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-destroycursor
 */
BOOL WINAPI API(DestroyCursor)(HCURSOR cursor)
{
    return is_shape(cursor);
}
EXPORT(user32, DestroyCursor);

/**
 * SetCursor() - set the shape of the mouse pointer
 * @cursor: a cursor; NULL is none
 *
 * Return: the shape before, NULL when there was none; NULL with ERROR_INVALID_CURSOR_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-setcursor
 */
HCURSOR WINAPI API(SetCursor)(HCURSOR cursor)
{
    return !cursor || is_shape(cursor) ? input_swap_cursor(cursor) : NULL;
}
EXPORT(user32, SetCursor);

/**
 * GetCursor() - the shape of the mouse pointer
 *
 * Return: a cursor; NULL when there is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-getcursor
 */
HCURSOR WINAPI API(GetCursor)(void)
{
    return input_cursor_shape();
}
EXPORT(user32, GetCursor);

/**
 * ShowCursor() - show or hide the mouse pointer
 * @show: count up or down
 *
 * Return: the new count; the pointer shows from 0 on.
 * Source: learn.microsoft.com, winuser/nf-winuser-showcursor
 */
INT WINAPI API(ShowCursor)(BOOL show)
{
    return input_show_cursor(show);
}
EXPORT(user32, ShowCursor);
