/* SPDX-License-Identifier: MIT */
/* commctrl.c - comctl32: registering controls, and icons by size */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/input.h"

#include <wingdi.h>
#include <winuser.h>
#include <commctrl.h>

/* Not in Wine's headers for every version of them. */
HRESULT WINAPI LoadIconWithScaleDown(HINSTANCE module, LPCWSTR name, int width, int height,
                                     HICON *ret_icon);
HRESULT WINAPI LoadIconMetric(HINSTANCE module, LPCWSTR name, int size, HICON *ret_icon);

/**
 * InitCommonControls() - register the classes of the common controls
 *
 * Nothing is to be done: there are no windows.
 * Source: learn.microsoft.com, commctrl/nf-commctrl-initcommoncontrols
 */
void WINAPI API(InitCommonControls)(void)
{
}
EXPORT_AT(comctl32, InitCommonControls, 17);

/**
 * InitCommonControlsEx() - register some of the classes
 * @controls: dwSize must be right
 *
 * Return: TRUE; FALSE for NULL or a wrong dwSize.
 * Source: learn.microsoft.com, commctrl/nf-commctrl-initcommoncontrolsex
 */
BOOL WINAPI API(InitCommonControlsEx)(const INITCOMMONCONTROLSEX *controls)
{
    return controls && controls->dwSize == sizeof(*controls);
}
EXPORT(comctl32, InitCommonControlsEx);

static HRESULT load_icon(HINSTANCE module, LPCWSTR name, HICON *ret_icon)
{
    uintptr_t id = (uintptr_t)name;
    HICON icon = !module && id < 0x10000 ? input_system_icon((unsigned)id) : NULL;

    *ret_icon = icon;
    return icon ? S_OK : HRESULT_FROM_WIN32(ERROR_RESOURCE_TYPE_NOT_FOUND);
}

/**
 * LoadIconWithScaleDown() - an icon of a size, made of the next larger one
 * @module: NULL for the system's icons
 * @name: IDI_*
 * @width, @height: in pixels, not negative
 * @ret_icon: gets the icon; NULL on failure
 *
 * Return: S_OK; E_INVALIDARG for NULL and negative sizes;
 * HRESULT_FROM_WIN32(ERROR_RESOURCE_TYPE_NOT_FOUND) for other icons.
 * Differs: a module's own icons are never found.
 * Source: learn.microsoft.com, commctrl/nf-commctrl-loadiconwithscaledown
 */
HRESULT WINAPI API(LoadIconWithScaleDown)(HINSTANCE module, LPCWSTR name, int width, int height,
                                          HICON *ret_icon)
{
    if (ret_icon)
        *ret_icon = NULL;
    if (!ret_icon || !name || width < 0 || height < 0)
        return E_INVALIDARG;
    return load_icon(module, name, ret_icon);
}
EXPORT(comctl32, LoadIconWithScaleDown);

/**
 * LoadIconMetric() - an icon in one of the system's sizes
 * @module: NULL for the system's icons
 * @name: IDI_*
 * @size: LIM_SMALL or LIM_LARGE
 * @ret_icon: gets the icon; NULL on failure
 *
 * Return: as LoadIconWithScaleDown(); E_INVALIDARG also for another @size.
 * Differs: a module's own icons are never found.
 * Source: learn.microsoft.com, commctrl/nf-commctrl-loadiconmetric
 */
HRESULT WINAPI API(LoadIconMetric)(HINSTANCE module, LPCWSTR name, int size, HICON *ret_icon)
{
    if (ret_icon)
        *ret_icon = NULL;
    if (!ret_icon || !name || size < 0 || size > 1)
        return E_INVALIDARG;
    return load_icon(module, name, ret_icon);
}
EXPORT(comctl32, LoadIconMetric);
