/* SPDX-License-Identifier: MIT */
/* wingdi.c - gdi32: device contexts and stock objects, as far as they are only measured */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/desktop/dc.h"

#include <wingdi.h>

static HDC new_dc(enum dc_kind kind)
{
    HDC dc = dc_new(kind);

    return dc ? dc : win32_fail(ERROR_NOT_ENOUGH_MEMORY, NULL);
}

static bool is_display(const WCHAR *name)
{
    return name && (wstr_equal_ascii(name, "DISPLAY") || wstr_equal_ascii(name, "\\\\.\\DISPLAY1"));
}

/* The display by the name of its driver, or of the device itself. */
static HDC display_dc(const WCHAR *driver, const WCHAR *device)
{
    if (!driver && !device)
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    if (!is_display(driver) && !is_display(device))
        return win32_fail(ERROR_MOD_NOT_FOUND, NULL);
    return new_dc(DC_DEVICE);
}

static HDC display_dc_utf8(const char *driver, const char *device)
{
    AUTOFREE WCHAR *wide_driver = utf8_dup_wide(driver);
    AUTOFREE WCHAR *wide_device = utf8_dup_wide(device);

    return display_dc(wide_driver, wide_device);
}

/**
 * CreateDCA(), CreateDCW() - a device context of a device
 * @driver: "DISPLAY", or NULL with @device
 * @device: NULL, or the display's name
 * @output: ignored
 * @mode: ignored
 *
 * Return: to be given back with DeleteDC(); NULL with ERROR_MOD_NOT_FOUND for a printer or
 * another device, ERROR_INVALID_PARAMETER without a name.
 * Source: learn.microsoft.com, wingdi/nf-wingdi-createdca, wingdi/nf-wingdi-createdcw
 */
HDC WINAPI API(CreateDCA)(LPCSTR driver, LPCSTR device, LPCSTR output, const DEVMODEA *mode)
{
    return display_dc_utf8(driver, device);
}
EXPORT(gdi32, CreateDCA);

HDC WINAPI API(CreateDCW)(LPCWSTR driver, LPCWSTR device, LPCWSTR output, const DEVMODEW *mode)
{
    return display_dc(driver, device);
}
EXPORT(gdi32, CreateDCW);

/**
 * CreateICA(), CreateICW() - a device context to ask only
 * @driver: as for CreateDCA()
 * @device: as for CreateDCA()
 * @output: ignored
 * @mode: ignored
 *
 * Return: as CreateDCA().
 * Source: learn.microsoft.com, wingdi/nf-wingdi-createica, wingdi/nf-wingdi-createicw
 */
HDC WINAPI API(CreateICA)(LPCSTR driver, LPCSTR device, LPCSTR output, const DEVMODEA *mode)
{
    return display_dc_utf8(driver, device);
}
EXPORT(gdi32, CreateICA);

HDC WINAPI API(CreateICW)(LPCWSTR driver, LPCWSTR device, LPCWSTR output, const DEVMODEW *mode)
{
    return display_dc(driver, device);
}
EXPORT(gdi32, CreateICW);

/**
 * CreateCompatibleDC() - a device context in memory
 * @dc: a device context; NULL is the screen
 *
 * Return: to be given back with DeleteDC(); NULL with ERROR_INVALID_HANDLE,
 * ERROR_NOT_ENOUGH_MEMORY when 4096 are out.
 * Source: learn.microsoft.com, wingdi/nf-wingdi-createcompatibledc
 */
HDC WINAPI API(CreateCompatibleDC)(HDC dc)
{
    if (dc && dc_kind(dc) == DC_NONE)
        return win32_fail(ERROR_INVALID_HANDLE, NULL);
    return new_dc(DC_MEMORY);
}
EXPORT(gdi32, CreateCompatibleDC);

/**
 * DeleteDC() - give a device context back
 * @dc: of CreateDC(), CreateIC() or CreateCompatibleDC(); one of GetDC() is taken as well
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, wingdi/nf-wingdi-deletedc
 */
BOOL WINAPI API(DeleteDC)(HDC dc)
{
    return win32_bool(dc_free(dc));
}
EXPORT(gdi32, DeleteDC);

/**
 * GetDeviceCaps() - what a device is and can
 * @dc: a device context
 * @index: HORZRES, LOGPIXELSX, …
 *
 * Return: the value, of a screen with 1024 x 768 pixels, 32 bits and 96 DPI; 0 for an index that
 * isn't known; 0 with ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, wingdi/nf-wingdi-getdevicecaps
 */
INT WINAPI API(GetDeviceCaps)(HDC dc, INT index)
{
    return dc_kind(dc) == DC_NONE ? win32_fail(ERROR_INVALID_HANDLE, 0) : dc_capability(index);
}
EXPORT(gdi32, GetDeviceCaps);

/**
 * GetObjectType() - what a handle stands for
 * @object: any handle
 *
 * Return: OBJ_*; 0 with ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, wingdi/nf-wingdi-getobjecttype
 */
DWORD WINAPI API(GetObjectType)(HGDIOBJ object)
{
    enum dc_kind kind = dc_kind((HDC)object);
    DWORD type = stock_object_type(object);

    if (kind != DC_NONE)
        return kind == DC_MEMORY ? OBJ_MEMDC : OBJ_DC;
    return type ? type : win32_fail(ERROR_INVALID_HANDLE, 0);
}
EXPORT(gdi32, GetObjectType);

/**
 * GetStockObject() - a brush, pen, font or palette of the system
 * @index: WHITE_BRUSH, …
 *
 * Return: a handle that needs no DeleteObject(); NULL for an index that isn't known.
 * Source: learn.microsoft.com, wingdi/nf-wingdi-getstockobject
 */
HGDIOBJ WINAPI API(GetStockObject)(INT index)
{
    return stock_object(index);
}
EXPORT(gdi32, GetStockObject);

/**
 * DeleteObject() - free a brush, pen, font, bitmap, region or palette
 * @object: stock objects stay
 *
 * Return: TRUE for a stock object; FALSE for everything else, as nothing else is made.
 * Source: learn.microsoft.com, wingdi/nf-wingdi-deleteobject
 */
BOOL WINAPI API(DeleteObject)(HGDIOBJ object)
{
    return stock_object_type(object) != 0;
}
EXPORT(gdi32, DeleteObject);
