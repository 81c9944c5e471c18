/* SPDX-License-Identifier: MIT */
/* winuser-metrics.c - user32: system metrics, colours and monitors */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/metrics.h"
#include "winapi/desktop/window.h"

#include <wingdi.h>
#include <winuser.h>

/**
 * GetSystemMetrics() - a size or a fact of the desktop
 * @index: SM_*
 *
 * Sizes are Windows 10's at 96 DPI on a screen of 1024 x 768 pixels.
 *
 * Return: the value; 0 for an index that isn't known; the last error isn't touched.
 * Source: learn.microsoft.com, winuser/nf-winuser-getsystemmetrics
 */
int WINAPI API(GetSystemMetrics)(int index)
{
    return metrics_get(index);
}
EXPORT(user32, GetSystemMetrics);

/**
 * GetSystemMetricsForDpi() - the same, with window parts as another DPI has them
 * @index: SM_*
 * @dpi: 0 is 96
 *
 * Return: as GetSystemMetrics().
 * Source: learn.microsoft.com, winuser/nf-winuser-getsystemmetricsfordpi
 */
int WINAPI API(GetSystemMetricsForDpi)(int index, UINT dpi)
{
    return metrics_get_for_dpi(index, dpi);
}
EXPORT(user32, GetSystemMetricsForDpi);

/**
 * GetSysColor() - a colour of the desktop
 * @index: COLOR_*
 *
 * Return: a COLORREF of Windows 10's light theme; 0 for an index that isn't known; the last error
 * isn't touched.
 * Source: learn.microsoft.com, winuser/nf-winuser-getsyscolor
 */
DWORD WINAPI API(GetSysColor)(int index)
{
    return metrics_color(index);
}
EXPORT(user32, GetSysColor);

/* ---- monitors --------------------------------------------------------------------------- */

static bool on_screen(const RECT *area)
{
    return area->left < METRICS_SCREEN_WIDTH && area->right > 0 &&
           area->top < METRICS_SCREEN_HEIGHT && area->bottom > 0;
}

static HMONITOR monitor_for(bool on_it, DWORD flags)
{
    bool any = flags == MONITOR_DEFAULTTOPRIMARY || flags == MONITOR_DEFAULTTONEAREST;

    return on_it || any ? METRICS_MONITOR : NULL;
}

/**
 * MonitorFromPoint() - the monitor that shows a point
 * @point: in pixels
 * @flags: MONITOR_DEFAULTTO*: what to answer for a point outside
 *
 * Return: the one monitor, or NULL.
 * Source: learn.microsoft.com, winuser/nf-winuser-monitorfrompoint
 */
HMONITOR WINAPI API(MonitorFromPoint)(POINT point, DWORD flags)
{
    return monitor_for(on_screen(&(RECT){point.x, point.y, point.x + 1, point.y + 1}), flags);
}
EXPORT(user32, MonitorFromPoint);

/**
 * MonitorFromRect() - the monitor that shows most of an area
 * @area: in pixels
 * @flags: MONITOR_DEFAULTTO*: what to answer for an area outside
 *
 * Return: the one monitor, or NULL; NULL with ERROR_NOACCESS without an @area.
 * Source: learn.microsoft.com, winuser/nf-winuser-monitorfromrect
 */
HMONITOR WINAPI API(MonitorFromRect)(LPCRECT area, DWORD flags)
{
    return area ? monitor_for(on_screen(area), flags) : win32_fail(ERROR_NOACCESS, NULL);
}
EXPORT(user32, MonitorFromRect);

/**
 * MonitorFromWindow() - the monitor that shows most of a window
 * @window: a window
 * @flags: MONITOR_DEFAULTTO*: what to answer for a window that isn't shown
 *
 * Return: the one monitor, or NULL; with ERROR_INVALID_WINDOW_HANDLE when @window is no window.
 * Source: learn.microsoft.com, winuser/nf-winuser-monitorfromwindow
 */
HMONITOR WINAPI API(MonitorFromWindow)(HWND window, DWORD flags)
{
    if (!window_exists(window))
        set_last_error(ERROR_INVALID_WINDOW_HANDLE);
    return monitor_for(window_exists(window), flags);
}
EXPORT(user32, MonitorFromWindow);

static BOOL describe_monitor(HMONITOR monitor, MONITORINFO *info, DWORD ex_bytes)
{
    const RECT screen = {0, 0, METRICS_SCREEN_WIDTH, METRICS_SCREEN_HEIGHT};

    if (monitor != METRICS_MONITOR)
        return win32_fail(ERROR_INVALID_MONITOR_HANDLE, FALSE);
    if (!info || (info->cbSize != sizeof(*info) && info->cbSize != ex_bytes))
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    info->rcMonitor = info->rcWork = screen;
    info->dwFlags = MONITORINFOF_PRIMARY;
    return TRUE;
}

/**
 * GetMonitorInfoA(), GetMonitorInfoW() - where a monitor is and what it is called
 * @monitor: a monitor
 * @info: its cbSize tells MONITORINFO from MONITORINFOEX; the rest is written on success
 *
 * Return: TRUE; FALSE with ERROR_INVALID_MONITOR_HANDLE, or ERROR_INVALID_PARAMETER for NULL and
 * another cbSize.
 * Source: learn.microsoft.com, winuser/nf-winuser-getmonitorinfoa,
 * winuser/nf-winuser-getmonitorinfow
 */
BOOL WINAPI API(GetMonitorInfoA)(HMONITOR monitor, LPMONITORINFO info)
{
    MONITORINFOEXA *ex = (MONITORINFOEXA *)info;

    if (!describe_monitor(monitor, info, sizeof(*ex)))
        return FALSE;
    if (info->cbSize == sizeof(*ex))
        strcpy(ex->szDevice, "\\\\.\\DISPLAY1");
    return TRUE;
}
EXPORT(user32, GetMonitorInfoA);

BOOL WINAPI API(GetMonitorInfoW)(HMONITOR monitor, LPMONITORINFO info)
{
    static const WCHAR name[] = u"\\\\.\\DISPLAY1";
    MONITORINFOEXW *ex = (MONITORINFOEXW *)info;

    if (!describe_monitor(monitor, info, sizeof(*ex)))
        return FALSE;
    if (info->cbSize == sizeof(*ex))
        memcpy(ex->szDevice, name, sizeof(name));
    return TRUE;
}
EXPORT(user32, GetMonitorInfoW);

/**
 * EnumDisplayMonitors() - call a function for each monitor
 * @dc: NULL; a device context limits nothing here
 * @clip: NULL, or the area that a monitor must show a part of
 * @callback: gets the monitor, @dc, the monitor's part of @clip and @context; FALSE ends
 * @context: anything
 *
 * Return: what @callback returned last, or TRUE; FALSE with ERROR_INVALID_PARAMETER without a
 * @callback.
 * Source: learn.microsoft.com, winuser/nf-winuser-enumdisplaymonitors
 */
BOOL WINAPI API(EnumDisplayMonitors)(HDC dc, LPRECT clip, MONITORENUMPROC callback, LPARAM context)
{
    RECT area = {0, 0, METRICS_SCREEN_WIDTH, METRICS_SCREEN_HEIGHT};

    if (!callback)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    if (clip && !on_screen(clip))
        return TRUE;
    if (clip) {
        area.left = clip->left > 0 ? clip->left : 0;
        area.top = clip->top > 0 ? clip->top : 0;
        area.right = clip->right < area.right ? clip->right : area.right;
        area.bottom = clip->bottom < area.bottom ? clip->bottom : area.bottom;
    }
    return callback(METRICS_MONITOR, dc, &area, context);
}
EXPORT(user32, EnumDisplayMonitors);
