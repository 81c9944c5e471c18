/* SPDX-License-Identifier: MIT */
/* winuser-dc.c - user32: device contexts of windows */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/dc.h"
#include "winapi/desktop/window.h"

#include <winuser.h>

static HDC window_dc(HWND window)
{
    HDC dc;

    if (window && !window_exists(window))
        return win32_fail(ERROR_INVALID_WINDOW_HANDLE, NULL);
    dc = dc_new(DC_WINDOW);
    return dc ? dc : win32_fail(ERROR_NOT_ENOUGH_MEMORY, NULL);
}

/**
 * GetDC() - a device context of a window's area
 * @window: NULL is the screen
 *
 * Return: to be given back with ReleaseDC(); nothing can be drawn into it. NULL with
 * ERROR_INVALID_WINDOW_HANDLE, ERROR_NOT_ENOUGH_MEMORY when 4096 are out.
 * Source: learn.microsoft.com, winuser/nf-winuser-getdc
 */
HDC WINAPI API(GetDC)(HWND window)
{
    return window_dc(window);
}
EXPORT(user32, GetDC);

/**
 * GetWindowDC() - a device context of a window with its frame
 * @window: NULL is the screen
 *
 * Return: as GetDC().
 * Source: learn.microsoft.com, winuser/nf-winuser-getwindowdc
 */
HDC WINAPI API(GetWindowDC)(HWND window)
{
    return window_dc(window);
}
EXPORT(user32, GetWindowDC);

/**
 * ReleaseDC() - give a device context back
 * @window: the window it was for
 * @dc: of GetDC() or GetWindowDC()
 *
 * Return: 1; 0 when @dc is something else.
 * Source: learn.microsoft.com, winuser/nf-winuser-releasedc
 */
INT WINAPI API(ReleaseDC)(HWND window, HDC dc)
{
    return dc_kind(dc) == DC_WINDOW && !dc_free(dc);
}
EXPORT(user32, ReleaseDC);

/**
 * GetSysColorBrush() - a brush of a desktop colour
 * @index: COLOR_*
 *
 * Return: a handle that needs no DeleteObject(); NULL for an index that isn't known.
 * Source: learn.microsoft.com, winuser/nf-winuser-getsyscolorbrush
 */
HBRUSH WINAPI API(GetSysColorBrush)(INT index)
{
    return stock_color_brush(index);
}
EXPORT(user32, GetSysColorBrush);
