/* SPDX-License-Identifier: MIT */
/* uxtheme.c - uxtheme: there are no visual styles */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/window.h"

#include <wingdi.h>
#include <winuser.h>
#include <uxtheme.h>

/* The HRESULT for a window, and the last error with it. */
static HRESULT window_result(HWND window)
{
    if (!window)
        return E_HANDLE;
    if (!window_exists(window))
        return win32_fail(ERROR_INVALID_WINDOW_HANDLE,
                          HRESULT_FROM_WIN32(ERROR_INVALID_WINDOW_HANDLE));
    return S_OK;
}

/**
 * SetWindowTheme() - have a window look like another kind of window
 * @window: a window
 * @application: name of a theme, or NULL
 * @ids: class names, or NULL
 *
 * Return: S_OK, without an effect; E_HANDLE for NULL;
 * HRESULT_FROM_WIN32(ERROR_INVALID_WINDOW_HANDLE).
 * Source: learn.microsoft.com, uxtheme/nf-uxtheme-setwindowtheme
 */
HRESULT WINAPI API(SetWindowTheme)(HWND window, LPCWSTR application, LPCWSTR ids)
{
    return window_result(window);
}
EXPORT(uxtheme, SetWindowTheme);

/**
 * IsThemeActive() - whether the user chose a visual style
 *
 * Return: FALSE.
 * Source: learn.microsoft.com, uxtheme/nf-uxtheme-isthemeactive
 */
BOOL WINAPI API(IsThemeActive)(void)
{
    return FALSE;
}
EXPORT(uxtheme, IsThemeActive);

/**
 * IsAppThemed() - whether the program's windows have a visual style
 *
 * Return: FALSE.
 * Source: learn.microsoft.com, uxtheme/nf-uxtheme-isappthemed
 */
BOOL WINAPI API(IsAppThemed)(void)
{
    return FALSE;
}
EXPORT(uxtheme, IsAppThemed);

/**
 * OpenThemeData() - the visual style of a class
 * @window: a window, or NULL
 * @classes: class names
 *
 * Return: NULL with ERROR_NOT_FOUND; with E_POINTER as the last error without @classes.
 * Source: learn.microsoft.com, uxtheme/nf-uxtheme-openthemedata
 */
HTHEME WINAPI API(OpenThemeData)(HWND window, LPCWSTR classes)
{
    return win32_fail(classes ? ERROR_NOT_FOUND : (DWORD)E_POINTER, NULL);
}
EXPORT(uxtheme, OpenThemeData);

/**
 * CloseThemeData() - give a visual style back
 * @theme: of OpenThemeData(), which gives none
 *
 * Return: E_HANDLE.
 * Source: learn.microsoft.com, uxtheme/nf-uxtheme-closethemedata
 */
HRESULT WINAPI API(CloseThemeData)(HTHEME theme)
{
    return E_HANDLE;
}
EXPORT(uxtheme, CloseThemeData);

/**
 * GetWindowTheme() - the visual style that a window has opened
 * @window: a window
 *
 * Return: NULL; with ERROR_INVALID_WINDOW_HANDLE when @window is no window.
 * Source: learn.microsoft.com, uxtheme/nf-uxtheme-getwindowtheme
 */
HTHEME WINAPI API(GetWindowTheme)(HWND window)
{
    window_result(window);
    return NULL;
}
EXPORT(uxtheme, GetWindowTheme);

/**
 * GetThemeAppProperties() - which parts of windows may have a visual style
 *
 * Return: STAP_ALLOW_NONCLIENT and STAP_ALLOW_CONTROLS, as at the start of each program.
 * Source: learn.microsoft.com, uxtheme/nf-uxtheme-getthemeappproperties
 */
DWORD WINAPI API(GetThemeAppProperties)(void)
{
    return STAP_ALLOW_NONCLIENT | STAP_ALLOW_CONTROLS;
}
EXPORT(uxtheme, GetThemeAppProperties);

/**
 * EnableThemeDialogTexture() - how a dialog's background looks
 * @window: a dialog
 * @flags: ETDT_*
 *
 * Return: as SetWindowTheme().
 * Source: learn.microsoft.com, uxtheme/nf-uxtheme-enablethemedialogtexture
 */
HRESULT WINAPI API(EnableThemeDialogTexture)(HWND window, DWORD flags)
{
    return window_result(window);
}
EXPORT(uxtheme, EnableThemeDialogTexture);
