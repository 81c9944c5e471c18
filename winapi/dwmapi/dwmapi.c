/* SPDX-License-Identifier: MIT */
/* dwmapi.c - dwmapi: answers about a composed desktop without windows */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"

#include <wingdi.h>
#include <winuser.h>
#include <uxtheme.h>
#include <dwmapi.h>

/**
 * DwmIsCompositionEnabled() - whether the desktop is composed
 * @ret_enabled: gets TRUE, as always since Windows 8
 *
 * Return: S_OK; E_INVALIDARG for NULL.
 * Source: learn.microsoft.com, dwmapi/nf-dwmapi-dwmiscompositionenabled
 */
HRESULT WINAPI API(DwmIsCompositionEnabled)(BOOL *ret_enabled)
{
    if (!ret_enabled)
        return E_INVALIDARG;
    *ret_enabled = TRUE;
    return S_OK;
}
EXPORT(dwmapi, DwmIsCompositionEnabled);

/**
 * DwmEnableComposition() - turn composition on or off
 * @action: has no effect since Windows 8
 *
 * Return: S_OK.
 * Source: learn.microsoft.com, dwmapi/nf-dwmapi-dwmenablecomposition
 */
HRESULT WINAPI API(DwmEnableComposition)(UINT action)
{
    return S_OK;
}
EXPORT(dwmapi, DwmEnableComposition);

/**
 * DwmFlush() - wait until everything is drawn
 *
 * Return: S_OK.
 * Source: learn.microsoft.com, dwmapi/nf-dwmapi-dwmflush
 */
HRESULT WINAPI API(DwmFlush)(void)
{
    return S_OK;
}
EXPORT(dwmapi, DwmFlush);

/**
 * DwmGetColorizationColor() - the colour of glass
 * @ret_color: 0xAARRGGBB
 * @ret_opaque: gets FALSE
 *
 * Return: S_OK; E_INVALIDARG for NULL.
 * Source: learn.microsoft.com, dwmapi/nf-dwmapi-dwmgetcolorizationcolor
 */
HRESULT WINAPI API(DwmGetColorizationColor)(DWORD *ret_color, BOOL *ret_opaque)
{
    if (!ret_color || !ret_opaque)
        return E_INVALIDARG;
    *ret_color = 0xc40078d7;
    *ret_opaque = FALSE;
    return S_OK;
}
EXPORT(dwmapi, DwmGetColorizationColor);

/**
 * DwmExtendFrameIntoClientArea() - let the glass frame reach into a window
 * @window: a window of the caller: there is none
 * @margins: how far
 *
 * Return: E_INVALIDARG without @margins; E_HANDLE.
 * Source: learn.microsoft.com, dwmapi/nf-dwmapi-dwmextendframeintoclientarea
 */
HRESULT WINAPI API(DwmExtendFrameIntoClientArea)(HWND window, const MARGINS *margins)
{
    return margins ? E_HANDLE : E_INVALIDARG;
}
EXPORT(dwmapi, DwmExtendFrameIntoClientArea);

/**
 * DwmEnableBlurBehindWindow() - blur what is behind a window
 * @window: a window of the caller: there is none
 * @blur: how
 *
 * Return: E_INVALIDARG without @blur; E_HANDLE.
 * Source: learn.microsoft.com, dwmapi/nf-dwmapi-dwmenableblurbehindwindow
 */
HRESULT WINAPI API(DwmEnableBlurBehindWindow)(HWND window, const DWM_BLURBEHIND *blur)
{
    return blur ? E_HANDLE : E_INVALIDARG;
}
EXPORT(dwmapi, DwmEnableBlurBehindWindow);

/**
 * DwmSetWindowAttribute() - set how a window is composed
 * @window: a window of the caller: there is none
 * @attribute: DWMWA_*
 * @value: the value
 * @bytes: size of @value
 *
 * Return: E_INVALIDARG without @value; E_HANDLE.
 * Source: learn.microsoft.com, dwmapi/nf-dwmapi-dwmsetwindowattribute
 */
HRESULT WINAPI API(DwmSetWindowAttribute)(HWND window, DWORD attribute, LPCVOID value, DWORD bytes)
{
    return value ? E_HANDLE : E_INVALIDARG;
}
EXPORT(dwmapi, DwmSetWindowAttribute);

/**
 * DwmGetWindowAttribute() - how a window is composed
 * @window: a window: there is none
 * @attribute: DWMWA_*
 * @ret_value: stays untouched
 * @bytes: size of @ret_value
 *
 * Return: E_INVALIDARG without @ret_value; E_HANDLE.
 * Source: learn.microsoft.com, dwmapi/nf-dwmapi-dwmgetwindowattribute
 */
HRESULT WINAPI API(DwmGetWindowAttribute)(HWND window, DWORD attribute, PVOID ret_value,
                                          DWORD bytes)
{
    return ret_value ? E_HANDLE : E_INVALIDARG;
}
EXPORT(dwmapi, DwmGetWindowAttribute);

/**
 * DwmDefWindowProc() - let the composer handle a message of a window's frame
 * @window: a window
 * @message: message number
 * @wparam, @lparam: passed on
 * @ret_result: stays untouched
 *
 * Return: FALSE: it was not handled.
 * Source: learn.microsoft.com, dwmapi/nf-dwmapi-dwmdefwindowproc
 */
BOOL WINAPI API(DwmDefWindowProc)(HWND window, UINT message, WPARAM wparam, LPARAM lparam,
                                  LRESULT *ret_result)
{
    return FALSE;
}
EXPORT(dwmapi, DwmDefWindowProc);
