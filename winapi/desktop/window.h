/* SPDX-License-Identifier: MIT */
/*
 * window.h - the one window that there is: the desktop
 *
 * winshim makes no windows. The desktop has a handle because callers ask for it
 * and measure it; it belongs to nobody here, so nothing about it can be changed.
 */
#ifndef WINSHIM_DESKTOP_WINDOW_H
#define WINSHIM_DESKTOP_WINDOW_H

#include "shim/abi.h"

#define WINDOW_DESKTOP       ((HWND)(uintptr_t)0x10010)
#define WINDOW_DESKTOP_OWNER 1u /* process and thread: init, which is always there */

/** window_exists() - whether a handle is a window: the desktop alone is */
static inline bool window_exists(HWND window)
{
    return window == WINDOW_DESKTOP;
}

/**
 * window_change_error() - why a window can't be changed
 *
 * Return: ERROR_ACCESS_DENIED for the desktop, else ERROR_INVALID_WINDOW_HANDLE.
 */
static inline DWORD window_change_error(HWND window)
{
    return window_exists(window) ? ERROR_ACCESS_DENIED : ERROR_INVALID_WINDOW_HANDLE;
}

#endif
