/* SPDX-License-Identifier: MIT */
/*
 * winuser-change.c - user32: showing, moving and changing windows
 *
 * There is no window but the desktop, and that is not the caller's to change.
 */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/window.h"

#include <winuser.h>

static BOOL change_fails(HWND window)
{
    return win32_fail(window_change_error(window), FALSE);
}

/**
 * SetWindowLongA(), SetWindowLongW() - change a number kept with a window
 * @window: a window
 * @index: GWL_*, GWLP_*
 * @value: new value
 *
 * Return: 0 with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-setwindowlonga,
 * winuser/nf-winuser-setwindowlongw
 */
LONG WINAPI API(SetWindowLongA)(HWND window, int index, LONG value)
{
    return change_fails(window);
}
EXPORT(user32, SetWindowLongA);

LONG WINAPI API(SetWindowLongW)(HWND window, int index, LONG value)
{
    return change_fails(window);
}
EXPORT(user32, SetWindowLongW);

/**
 * SetWindowLongPtrA(), SetWindowLongPtrW() - change a number kept with a window
 * @window: a window
 * @index: GWL_*, GWLP_*
 * @value: new value
 *
 * Return: 0 with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-setwindowlongptra,
 * winuser/nf-winuser-setwindowlongptrw
 */
LONG_PTR WINAPI API(SetWindowLongPtrA)(HWND window, int index, LONG_PTR value)
{
    return change_fails(window);
}
EXPORT(user32, SetWindowLongPtrA);

LONG_PTR WINAPI API(SetWindowLongPtrW)(HWND window, int index, LONG_PTR value)
{
    return change_fails(window);
}
EXPORT(user32, SetWindowLongPtrW);

/**
 * ShowWindow() - show or hide a window
 * @window: a window
 * @command: SW_*
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-showwindow
 */
BOOL WINAPI API(ShowWindow)(HWND window, int command)
{
    return change_fails(window);
}
EXPORT(user32, ShowWindow);

/**
 * ShowWindowAsync() - show or hide a window without waiting
 * @window: a window
 * @command: SW_*
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-showwindowasync
 */
BOOL WINAPI API(ShowWindowAsync)(HWND window, int command)
{
    return change_fails(window);
}
EXPORT(user32, ShowWindowAsync);

/**
 * EnableWindow() - let a window take input or not
 * @window: a window
 * @enable: TRUE or FALSE
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-enablewindow
 */
BOOL WINAPI API(EnableWindow)(HWND window, BOOL enable)
{
    return change_fails(window);
}
EXPORT(user32, EnableWindow);

/**
 * SetForegroundWindow() - bring a window to the user's attention
 * @window: a window
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-setforegroundwindow
 */
BOOL WINAPI API(SetForegroundWindow)(HWND window)
{
    return change_fails(window);
}
EXPORT(user32, SetForegroundWindow);

/**
 * BringWindowToTop() - bring a window before the others
 * @window: a window
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-bringwindowtotop
 */
BOOL WINAPI API(BringWindowToTop)(HWND window)
{
    return change_fails(window);
}
EXPORT(user32, BringWindowToTop);

/**
 * MoveWindow() - move and size a window
 * @window: a window
 * @x, @y, @width, @height: in pixels
 * @repaint: TRUE or FALSE
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-movewindow
 */
BOOL WINAPI API(MoveWindow)(HWND window, int x, int y, int width, int height, BOOL repaint)
{
    return change_fails(window);
}
EXPORT(user32, MoveWindow);

/**
 * SetWindowPos() - move, size and order a window
 * @window: a window
 * @after: the window before it
 * @x, @y, @width, @height: in pixels
 * @flags: SWP_*
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-setwindowpos
 */
BOOL WINAPI API(SetWindowPos)(HWND window, HWND after, int x, int y, int width, int height,
                              UINT flags)
{
    return change_fails(window);
}
EXPORT(user32, SetWindowPos);

/**
 * UpdateWindow() - have a window draw itself now
 * @window: a window
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-updatewindow
 */
BOOL WINAPI API(UpdateWindow)(HWND window)
{
    return change_fails(window);
}
EXPORT(user32, UpdateWindow);

/**
 * CloseWindow() - minimize a window
 * @window: a window
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-closewindow
 */
BOOL WINAPI API(CloseWindow)(HWND window)
{
    return change_fails(window);
}
EXPORT(user32, CloseWindow);

/**
 * OpenIcon() - restore a minimized window
 * @window: a window
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-openicon
 */
BOOL WINAPI API(OpenIcon)(HWND window)
{
    return change_fails(window);
}
EXPORT(user32, OpenIcon);

/**
 * FlashWindow() - flash the title of a window
 * @window: a window
 * @invert: TRUE or FALSE
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-flashwindow
 */
BOOL WINAPI API(FlashWindow)(HWND window, BOOL invert)
{
    return change_fails(window);
}
EXPORT(user32, FlashWindow);

/**
 * DestroyWindow() - destroy a window of the calling thread
 * @window: a window
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-destroywindow
 */
BOOL WINAPI API(DestroyWindow)(HWND window)
{
    return change_fails(window);
}
EXPORT(user32, DestroyWindow);

/**
 * SetWindowTextA(), SetWindowTextW() - change the title of a window
 * @window: a window
 * @text: the title
 *
 * Return: FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-setwindowtexta,
 * winuser/nf-winuser-setwindowtextw
 */
BOOL WINAPI API(SetWindowTextA)(HWND window, LPCSTR text)
{
    return change_fails(window);
}
EXPORT(user32, SetWindowTextA);

BOOL WINAPI API(SetWindowTextW)(HWND window, LPCWSTR text)
{
    return change_fails(window);
}
EXPORT(user32, SetWindowTextW);

/**
 * InvalidateRect() - mark an area of a window for drawing
 * @window: NULL is every window
 * @area: NULL is all of it
 * @erase: TRUE or FALSE
 *
 * Return: TRUE; FALSE with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-invalidaterect
 */
BOOL WINAPI API(InvalidateRect)(HWND window, const RECT *area, BOOL erase)
{
    if (window && !window_exists(window))
        return change_fails(window);
    return TRUE;
}
EXPORT(user32, InvalidateRect);

/**
 * SetFocus() - give a window the keyboard
 * @window: a window
 *
 * Return: NULL: no window had it before; with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED
 * for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-setfocus
 */
HWND WINAPI API(SetFocus)(HWND window)
{
    if (window)
        change_fails(window);
    return NULL;
}
EXPORT(user32, SetFocus);

/**
 * SetActiveWindow() - activate a window of the calling thread
 * @window: a window
 *
 * Return: NULL: no window had it before; with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED
 * for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-setactivewindow
 */
HWND WINAPI API(SetActiveWindow)(HWND window)
{
    change_fails(window);
    return NULL;
}
EXPORT(user32, SetActiveWindow);

/**
 * SetParent() - put a window inside another
 * @window: a window
 * @parent: NULL is the desktop
 *
 * Return: NULL with ERROR_INVALID_WINDOW_HANDLE, or ERROR_ACCESS_DENIED for the desktop.
 * Source: learn.microsoft.com, winuser/nf-winuser-setparent
 */
HWND WINAPI API(SetParent)(HWND window, HWND parent)
{
    change_fails(window);
    return NULL;
}
EXPORT(user32, SetParent);

/**
 * AllowSetForegroundWindow() - let a process bring its windows to the foreground
 * @process: process id or ASFW_ANY
 *
 * Return: TRUE: there is nothing to guard.
 * Source: learn.microsoft.com, winuser/nf-winuser-allowsetforegroundwindow
 */
BOOL WINAPI API(AllowSetForegroundWindow)(DWORD process)
{
    return TRUE;
}
EXPORT(user32, AllowSetForegroundWindow);
