/* SPDX-License-Identifier: MIT */
/*
 * winuser-window.c - user32: finding and measuring windows
 *
 * There is no window but the desktop, so searches find nothing and questions
 * about others fail with ERROR_INVALID_WINDOW_HANDLE.
 */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/metrics.h"
#include "winapi/desktop/window.h"

#include <winuser.h>

#define RELATION_LAST 6 /* GW_ENABLEDPOPUP, which Wine's headers lack */

/* Whether a window exists; sets the last error when not. */
static bool known(HWND window)
{
    return window_exists(window) || win32_fail(ERROR_INVALID_WINDOW_HANDLE, false);
}

static BOOL desktop_rectangle(HWND window, RECT *ret_rectangle)
{
    if (!known(window))
        return FALSE;
    if (!ret_rectangle)
        return win32_fail(ERROR_NOACCESS, FALSE);
    *ret_rectangle = (RECT){0, 0, metrics_get(SM_CXSCREEN), metrics_get(SM_CYSCREEN)};
    return TRUE;
}

/* ---- questions -------------------------------------------------------------------------- */

/**
 * GetDesktopWindow() - the window that covers the screen
 *
 * Return: never NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-getdesktopwindow
 */
HWND WINAPI API(GetDesktopWindow)(void)
{
    return WINDOW_DESKTOP;
}
EXPORT(user32, GetDesktopWindow);

/**
 * GetForegroundWindow() - the window that the user works with
 *
 * Return: NULL: there is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-getforegroundwindow
 */
HWND WINAPI API(GetForegroundWindow)(void)
{
    return NULL;
}
EXPORT(user32, GetForegroundWindow);

/**
 * GetShellWindow() - the shell's desktop window
 *
 * Return: NULL: there is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-getshellwindow
 */
HWND WINAPI API(GetShellWindow)(void)
{
    return NULL;
}
EXPORT(user32, GetShellWindow);

/**
 * GetActiveWindow() - the active window of the calling thread
 *
 * Return: NULL: there is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-getactivewindow
 */
HWND WINAPI API(GetActiveWindow)(void)
{
    return NULL;
}
EXPORT(user32, GetActiveWindow);

/**
 * GetFocus() - the window of the calling thread that has the keyboard
 *
 * Return: NULL: there is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-getfocus
 */
HWND WINAPI API(GetFocus)(void)
{
    return NULL;
}
EXPORT(user32, GetFocus);

/**
 * GetCapture() - the window that captured the mouse
 *
 * Return: NULL: there is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-getcapture
 */
HWND WINAPI API(GetCapture)(void)
{
    return NULL;
}
EXPORT(user32, GetCapture);

/**
 * IsWindow() - whether a handle is a window
 * @window: a window
 *
 * Return: TRUE for the desktop; FALSE with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-iswindow
 */
BOOL WINAPI API(IsWindow)(HWND window)
{
    return known(window);
}
EXPORT(user32, IsWindow);

/**
 * IsWindowVisible() - whether a window is shown
 * @window: a window
 *
 * Return: TRUE for the desktop; FALSE with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-iswindowvisible
 */
BOOL WINAPI API(IsWindowVisible)(HWND window)
{
    return known(window);
}
EXPORT(user32, IsWindowVisible);

/**
 * IsWindowEnabled() - whether a window takes input
 * @window: a window
 *
 * Return: TRUE for the desktop; FALSE with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-iswindowenabled
 */
BOOL WINAPI API(IsWindowEnabled)(HWND window)
{
    return known(window);
}
EXPORT(user32, IsWindowEnabled);

/**
 * IsWindowUnicode() - whether a window takes UTF-16 messages
 * @window: a window
 *
 * Return: TRUE for the desktop; FALSE with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-iswindowunicode
 */
BOOL WINAPI API(IsWindowUnicode)(HWND window)
{
    return known(window);
}
EXPORT(user32, IsWindowUnicode);

/**
 * IsIconic() - whether a window is minimized
 * @window: a window
 *
 * Return: FALSE; with ERROR_INVALID_WINDOW_HANDLE when @window is no window.
 * Source: learn.microsoft.com, winuser/nf-winuser-isiconic
 */
BOOL WINAPI API(IsIconic)(HWND window)
{
    known(window);
    return FALSE;
}
EXPORT(user32, IsIconic);

/**
 * IsZoomed() - whether a window is maximized
 * @window: a window
 *
 * Return: FALSE; with ERROR_INVALID_WINDOW_HANDLE when @window is no window.
 * Source: learn.microsoft.com, winuser/nf-winuser-iszoomed
 */
BOOL WINAPI API(IsZoomed)(HWND window)
{
    known(window);
    return FALSE;
}
EXPORT(user32, IsZoomed);

/**
 * IsChild() - whether a window is inside another
 * @parent: a window
 * @window: a window
 *
 * Return: FALSE; with ERROR_INVALID_WINDOW_HANDLE when either is no window.
 * Source: learn.microsoft.com, winuser/nf-winuser-ischild
 */
BOOL WINAPI API(IsChild)(HWND parent, HWND window)
{
    if (known(parent))
        known(window);
    return FALSE;
}
EXPORT(user32, IsChild);

/**
 * GetWindowRect() - where a window lies on the screen
 * @window: a window
 * @ret_rectangle: written on success, in pixels
 *
 * Return: TRUE; FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_NOACCESS without an output.
 * Source: learn.microsoft.com, winuser/nf-winuser-getwindowrect
 */
BOOL WINAPI API(GetWindowRect)(HWND window, LPRECT ret_rectangle)
{
    return desktop_rectangle(window, ret_rectangle);
}
EXPORT(user32, GetWindowRect);

/**
 * GetClientRect() - the area that a window draws in
 * @window: a window
 * @ret_rectangle: written on success, in pixels from its own corner
 *
 * Return: TRUE; FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_NOACCESS without an output.
 * Source: learn.microsoft.com, winuser/nf-winuser-getclientrect
 */
BOOL WINAPI API(GetClientRect)(HWND window, LPRECT ret_rectangle)
{
    return desktop_rectangle(window, ret_rectangle);
}
EXPORT(user32, GetClientRect);

/**
 * ClientToScreen() - a point of a window's area on the screen
 * @window: a window
 * @point: in and out; the desktop lies at the screen's corner, so it stays
 *
 * Return: TRUE; FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-clienttoscreen
 */
BOOL WINAPI API(ClientToScreen)(HWND window, LPPOINT point)
{
    if (!known(window))
        return FALSE;
    return point ? TRUE : win32_fail(ERROR_NOACCESS, FALSE);
}
EXPORT(user32, ClientToScreen);

/**
 * ScreenToClient() - a point of the screen in a window's area
 * @window: a window
 * @point: in and out; the desktop lies at the screen's corner, so it stays
 *
 * Return: TRUE; FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-screentoclient
 */
BOOL WINAPI API(ScreenToClient)(HWND window, LPPOINT point)
{
    if (!known(window))
        return FALSE;
    return point ? TRUE : win32_fail(ERROR_NOACCESS, FALSE);
}
EXPORT(user32, ScreenToClient);

/**
 * WindowFromPoint() - the window at a point of the screen
 * @point: in pixels
 *
 * Return: the desktop; NULL outside the screen.
 * Source: learn.microsoft.com, winuser/nf-winuser-windowfrompoint
 */
HWND WINAPI API(WindowFromPoint)(POINT point)
{
    bool inside = point.x >= 0 && point.y >= 0 && point.x < metrics_get(SM_CXSCREEN) &&
                  point.y < metrics_get(SM_CYSCREEN);

    return inside ? WINDOW_DESKTOP : NULL;
}
EXPORT(user32, WindowFromPoint);

/**
 * GetParent() - the window that a window is inside of
 * @window: a window
 *
 * Return: NULL; with ERROR_INVALID_WINDOW_HANDLE when @window is no window.
 * Source: learn.microsoft.com, winuser/nf-winuser-getparent
 */
HWND WINAPI API(GetParent)(HWND window)
{
    known(window);
    return NULL;
}
EXPORT(user32, GetParent);

/**
 * GetTopWindow() - the uppermost window inside another
 * @window: a window
 *
 * Return: NULL; with ERROR_INVALID_WINDOW_HANDLE when @window is no window.
 * Source: learn.microsoft.com, winuser/nf-winuser-gettopwindow
 */
HWND WINAPI API(GetTopWindow)(HWND window)
{
    if (window)
        known(window);
    return NULL;
}
EXPORT(user32, GetTopWindow);

/**
 * GetLastActivePopup() - the pop-up of a window that was active last
 * @window: a window
 *
 * Return: @window; with ERROR_INVALID_WINDOW_HANDLE when @window is no window.
 * Source: learn.microsoft.com, winuser/nf-winuser-getlastactivepopup
 */
HWND WINAPI API(GetLastActivePopup)(HWND window)
{
    known(window);
    return window;
}
EXPORT(user32, GetLastActivePopup);

/**
 * GetAncestor() - a window that a window is inside of
 * @window: a window
 * @kind: GA_PARENT, GA_ROOT or GA_ROOTOWNER
 *
 * Return: NULL: the desktop is inside of nothing; with ERROR_INVALID_WINDOW_HANDLE when @window
 * is no window, with ERROR_INVALID_PARAMETER for another @kind.
 * Source: learn.microsoft.com, winuser/nf-winuser-getancestor
 */
HWND WINAPI API(GetAncestor)(HWND window, UINT kind)
{
    if (kind < GA_PARENT || kind > GA_ROOTOWNER)
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    known(window);
    return NULL;
}
EXPORT(user32, GetAncestor);

/**
 * GetWindow() - a window related to another
 * @window: a window
 * @relation: GW_*
 *
 * Return: NULL: there is none; with ERROR_INVALID_WINDOW_HANDLE when @window is no window, with
 * ERROR_INVALID_GW_COMMAND for another @relation.
 * Source: learn.microsoft.com, winuser/nf-winuser-getwindow
 */
HWND WINAPI API(GetWindow)(HWND window, UINT relation)
{
    if (relation > RELATION_LAST)
        return win32_fail(ERROR_INVALID_GW_COMMAND, NULL);
    known(window);
    return NULL;
}
EXPORT(user32, GetWindow);

/**
 * GetWindowThreadProcessId() - who made a window
 * @window: a window
 * @ret_process: process id, written on success; or NULL
 *
 * Return: thread id; 0 with ERROR_INVALID_WINDOW_HANDLE. The desktop belongs to process 1.
 * Source: learn.microsoft.com, winuser/nf-winuser-getwindowthreadprocessid
 */
DWORD WINAPI API(GetWindowThreadProcessId)(HWND window, LPDWORD ret_process)
{
    if (!known(window))
        return 0;
    if (ret_process)
        *ret_process = WINDOW_DESKTOP_OWNER;
    return WINDOW_DESKTOP_OWNER;
}
EXPORT(user32, GetWindowThreadProcessId);

/**
 * GetClassNameA(), GetClassNameW() - the name of a window's class
 * @window: a window
 * @out: gets the name, cut to @room with its NUL
 * @room: in characters
 *
 * Return: characters written, without the NUL; 0 with ERROR_INVALID_WINDOW_HANDLE or
 * ERROR_INSUFFICIENT_BUFFER.
 * Source: learn.microsoft.com, winuser/nf-winuser-getclassnamea,
 * winuser/nf-winuser-getclassnamew
 */
int WINAPI API(GetClassNameA)(HWND window, LPSTR out, int room)
{
    static const char name[] = "#32769";
    int length = 0;

    if (!known(window))
        return 0;
    if (!out || room <= 0)
        return win32_fail(ERROR_INSUFFICIENT_BUFFER, 0);
    for (; name[length] && length < room - 1; length++)
        out[length] = name[length];
    out[length] = 0;
    return length;
}
EXPORT(user32, GetClassNameA);

int WINAPI API(GetClassNameW)(HWND window, LPWSTR out, int room)
{
    static const char name[] = "#32769";
    int length = 0;

    if (!known(window))
        return 0;
    if (!out || room <= 0)
        return win32_fail(ERROR_INSUFFICIENT_BUFFER, 0);
    for (; name[length] && length < room - 1; length++)
        out[length] = name[length];
    out[length] = 0;
    return length;
}
EXPORT(user32, GetClassNameW);

/**
 * GetWindowTextA(), GetWindowTextW() - the title of a window
 * @window: a window
 * @out: gets the empty title
 * @room: in characters
 *
 * Return: 0: the desktop has no title; with ERROR_INVALID_WINDOW_HANDLE when @window is no window.
 * Source: learn.microsoft.com, winuser/nf-winuser-getwindowtexta,
 * winuser/nf-winuser-getwindowtextw
 */
int WINAPI API(GetWindowTextA)(HWND window, LPSTR out, int room)
{
    if (out && room > 0)
        out[0] = 0;
    known(window);
    return 0;
}
EXPORT(user32, GetWindowTextA);

int WINAPI API(GetWindowTextW)(HWND window, LPWSTR out, int room)
{
    if (out && room > 0)
        out[0] = 0;
    known(window);
    return 0;
}
EXPORT(user32, GetWindowTextW);

/**
 * GetWindowTextLengthA(), GetWindowTextLengthW() - the length of a window's title
 * @window: a window
 *
 * Return: 0; with ERROR_INVALID_WINDOW_HANDLE when @window is no window.
 * Source: learn.microsoft.com, winuser/nf-winuser-getwindowtextlengtha,
 * winuser/nf-winuser-getwindowtextlengthw
 */
int WINAPI API(GetWindowTextLengthA)(HWND window)
{
    known(window);
    return 0;
}
EXPORT(user32, GetWindowTextLengthA);

int WINAPI API(GetWindowTextLengthW)(HWND window)
{
    known(window);
    return 0;
}
EXPORT(user32, GetWindowTextLengthW);

static LONG desktop_long(int index)
{
    switch (index) {
    case GWL_STYLE:
        return (LONG)(WS_POPUP | WS_VISIBLE | WS_CLIPSIBLINGS | WS_CLIPCHILDREN);
    case GWL_EXSTYLE:
    case GWLP_ID:
        return 0;
    case GWLP_WNDPROC:
    case GWLP_HINSTANCE:
    case GWLP_HWNDPARENT:
    case GWLP_USERDATA:
        return win32_fail(ERROR_ACCESS_DENIED, 0);
    default:
        return win32_fail(ERROR_INVALID_INDEX, 0);
    }
}

/**
 * GetWindowLongA(), GetWindowLongW() - a number kept with a window
 * @window: a window
 * @index: GWL_*, GWLP_*
 *
 * Return: style, extended style and id of the desktop; 0 with ERROR_INVALID_WINDOW_HANDLE,
 * ERROR_ACCESS_DENIED for what is its owner's, ERROR_INVALID_INDEX.
 * Source: learn.microsoft.com, winuser/nf-winuser-getwindowlonga,
 * winuser/nf-winuser-getwindowlongw
 */
LONG WINAPI API(GetWindowLongA)(HWND window, int index)
{
    if (!known(window))
        return 0;
    return desktop_long(index);
}
EXPORT(user32, GetWindowLongA);

LONG WINAPI API(GetWindowLongW)(HWND window, int index)
{
    if (!known(window))
        return 0;
    return desktop_long(index);
}
EXPORT(user32, GetWindowLongW);

/**
 * GetWindowLongPtrA(), GetWindowLongPtrW() - a number kept with a window
 * @window: a window
 * @index: GWL_*, GWLP_*
 *
 * Return: style, extended style and id of the desktop; 0 with ERROR_INVALID_WINDOW_HANDLE,
 * ERROR_ACCESS_DENIED for what is its owner's, ERROR_INVALID_INDEX.
 * Source: learn.microsoft.com, winuser/nf-winuser-getwindowlongptra,
 * winuser/nf-winuser-getwindowlongptrw
 */
LONG_PTR WINAPI API(GetWindowLongPtrA)(HWND window, int index)
{
    if (!known(window))
        return 0;
    return desktop_long(index);
}
EXPORT(user32, GetWindowLongPtrA);

LONG_PTR WINAPI API(GetWindowLongPtrW)(HWND window, int index)
{
    if (!known(window))
        return 0;
    return desktop_long(index);
}
EXPORT(user32, GetWindowLongPtrW);

/* ---- searches --------------------------------------------------------------------------- */

/**
 * FindWindowA(), FindWindowW() - a window by class and title
 * @class: class name or atom; NULL is any
 * @title: NULL is any
 *
 * Return: NULL: there is none; with ERROR_CANNOT_FIND_WND_CLASS when a @class was asked for.
 * Source: learn.microsoft.com, winuser/nf-winuser-findwindowa,
 * winuser/nf-winuser-findwindoww
 */
HWND WINAPI API(FindWindowA)(LPCSTR class, LPCSTR title)
{
    return class ? win32_fail(ERROR_CANNOT_FIND_WND_CLASS, NULL) : NULL;
}
EXPORT(user32, FindWindowA);

HWND WINAPI API(FindWindowW)(LPCWSTR class, LPCWSTR title)
{
    return class ? win32_fail(ERROR_CANNOT_FIND_WND_CLASS, NULL) : NULL;
}
EXPORT(user32, FindWindowW);

/**
 * FindWindowExA(), FindWindowExW() - a window inside another by class and title
 * @parent: NULL is the desktop
 * @after: where the search begins; NULL is the first
 * @class: class name or atom; NULL is any
 * @title: NULL is any
 *
 * Return: NULL: there is none; with ERROR_INVALID_WINDOW_HANDLE when @parent or @after is no
 * window.
 * Source: learn.microsoft.com, winuser/nf-winuser-findwindowexa,
 * winuser/nf-winuser-findwindowexw
 */
HWND WINAPI API(FindWindowExA)(HWND parent, HWND after, LPCSTR class, LPCSTR title)
{
    if (parent && parent != HWND_MESSAGE && !known(parent))
        return NULL;
    if (after)
        known(after);
    return NULL;
}
EXPORT(user32, FindWindowExA);

HWND WINAPI API(FindWindowExW)(HWND parent, HWND after, LPCWSTR class, LPCWSTR title)
{
    if (parent && parent != HWND_MESSAGE && !known(parent))
        return NULL;
    if (after)
        known(after);
    return NULL;
}
EXPORT(user32, FindWindowExW);

/**
 * EnumWindows() - call a function for each top-level window
 * @callback: never called: there are none
 * @context: its second argument
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-enumwindows
 */
BOOL WINAPI API(EnumWindows)(WNDENUMPROC callback, LPARAM context)
{
    return callback ? TRUE : win32_fail(ERROR_INVALID_PARAMETER, FALSE);
}
EXPORT(user32, EnumWindows);

/**
 * EnumChildWindows() - call a function for each window inside another
 * @parent: NULL is the desktop
 * @callback: never called: there are none
 * @context: its second argument
 *
 * Return: TRUE; FALSE with ERROR_INVALID_WINDOW_HANDLE, or ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-enumchildwindows
 */
BOOL WINAPI API(EnumChildWindows)(HWND parent, WNDENUMPROC callback, LPARAM context)
{
    if (!callback)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    return !parent || known(parent);
}
EXPORT(user32, EnumChildWindows);

/**
 * EnumThreadWindows() - call a function for each window of a thread
 * @thread: thread id
 * @callback: never called: there are none
 * @context: its second argument
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-enumthreadwindows
 */
BOOL WINAPI API(EnumThreadWindows)(DWORD thread, WNDENUMPROC callback, LPARAM context)
{
    return callback ? TRUE : win32_fail(ERROR_INVALID_PARAMETER, FALSE);
}
EXPORT(user32, EnumThreadWindows);
