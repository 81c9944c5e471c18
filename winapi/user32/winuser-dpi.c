/* SPDX-License-Identifier: MIT */
/* winuser-dpi.c - user32: DPI awareness; every screen has 96 DPI */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/dpi.h"
#include "winapi/desktop/metrics.h"
#include "winapi/desktop/window.h"

#include <winuser.h>

/**
 * SetProcessDPIAware() - declare the process aware of the system's DPI
 *
 * An earlier choice stays.
 *
 * Return: TRUE.
 * Source: learn.microsoft.com, winuser/nf-winuser-setprocessdpiaware
 */
BOOL WINAPI API(SetProcessDPIAware)(void)
{
    dpi_process_choose(DPI_AWARENESS_CONTEXT_SYSTEM_AWARE);
    return TRUE;
}
EXPORT(user32, SetProcessDPIAware);

/**
 * IsProcessDPIAware() - whether the process was declared aware of the DPI in any way
 *
 * Return: TRUE or FALSE.
 * Source: learn.microsoft.com, winuser/nf-winuser-isprocessdpiaware
 */
BOOL WINAPI API(IsProcessDPIAware)(void)
{
    return dpi_awareness(dpi_process_context()) != DPI_AWARENESS_UNAWARE;
}
EXPORT(user32, IsProcessDPIAware);

/**
 * SetProcessDpiAwarenessContext() - choose the process's awareness, once
 * @context: DPI_AWARENESS_CONTEXT_*
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for another value, ERROR_ACCESS_DENIED when it
 * was chosen before.
 * Source: learn.microsoft.com, winuser/nf-winuser-setprocessdpiawarenesscontext
 */
BOOL WINAPI API(SetProcessDpiAwarenessContext)(DPI_AWARENESS_CONTEXT context)
{
    return win32_bool(dpi_process_choose(context));
}
EXPORT(user32, SetProcessDpiAwarenessContext);

/**
 * SetThreadDpiAwarenessContext() - choose the calling thread's awareness
 * @context: DPI_AWARENESS_CONTEXT_*, or what this function returned before
 *
 * Return: the awareness before; NULL with ERROR_INVALID_PARAMETER.
 * Source: learn.microsoft.com, winuser/nf-winuser-setthreaddpiawarenesscontext
 */
DPI_AWARENESS_CONTEXT WINAPI API(SetThreadDpiAwarenessContext)(DPI_AWARENESS_CONTEXT context)
{
    DPI_AWARENESS_CONTEXT previous = NULL;
    int result = dpi_thread_choose(context, &previous);

    return result ? win32_fail(win32_error(result), NULL) : previous;
}
EXPORT(user32, SetThreadDpiAwarenessContext);

/**
 * GetThreadDpiAwarenessContext() - the calling thread's awareness
 *
 * Return: a context; to be compared with AreDpiAwarenessContextsEqual().
 * Source: learn.microsoft.com, winuser/nf-winuser-getthreaddpiawarenesscontext
 */
DPI_AWARENESS_CONTEXT WINAPI API(GetThreadDpiAwarenessContext)(void)
{
    return dpi_thread_context();
}
EXPORT(user32, GetThreadDpiAwarenessContext);

/**
 * GetWindowDpiAwarenessContext() - the awareness of a window
 * @window: a window
 *
 * Return: a context; NULL with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-getwindowdpiawarenesscontext
 */
DPI_AWARENESS_CONTEXT WINAPI API(GetWindowDpiAwarenessContext)(HWND window)
{
    if (!window_exists(window))
        return win32_fail(ERROR_INVALID_WINDOW_HANDLE, NULL);
    return dpi_context(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE);
}
EXPORT(user32, GetWindowDpiAwarenessContext);

/**
 * GetAwarenessFromDpiAwarenessContext() - what a context means
 * @context: any value
 *
 * Return: DPI_AWARENESS_*; DPI_AWARENESS_INVALID when @context is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-getawarenessfromdpiawarenesscontext
 */
DPI_AWARENESS WINAPI API(GetAwarenessFromDpiAwarenessContext)(DPI_AWARENESS_CONTEXT context)
{
    return dpi_awareness(context);
}
EXPORT(user32, GetAwarenessFromDpiAwarenessContext);

/**
 * IsValidDpiAwarenessContext() - whether a value is a context
 * @context: any value
 *
 * Return: TRUE or FALSE.
 * Source: learn.microsoft.com, winuser/nf-winuser-isvaliddpiawarenesscontext
 */
BOOL WINAPI API(IsValidDpiAwarenessContext)(DPI_AWARENESS_CONTEXT context)
{
    return dpi_context(context) != NULL;
}
EXPORT(user32, IsValidDpiAwarenessContext);

/**
 * AreDpiAwarenessContextsEqual() - whether two values stand for one context
 * @a, @b: any values
 *
 * Return: TRUE; FALSE also when either is none.
 * Source: learn.microsoft.com, winuser/nf-winuser-aredpiawarenesscontextsequal
 */
BOOL WINAPI API(AreDpiAwarenessContextsEqual)(DPI_AWARENESS_CONTEXT a, DPI_AWARENESS_CONTEXT b)
{
    return dpi_context(a) && dpi_context(a) == dpi_context(b);
}
EXPORT(user32, AreDpiAwarenessContextsEqual);

/**
 * GetDpiForSystem() - the system's DPI
 *
 * Return: 96.
 * Source: learn.microsoft.com, winuser/nf-winuser-getdpiforsystem
 */
UINT WINAPI API(GetDpiForSystem)(void)
{
    return METRICS_DPI;
}
EXPORT(user32, GetDpiForSystem);

/**
 * GetDpiForWindow() - the DPI of a window
 * @window: a window
 *
 * Return: 96; 0 with ERROR_INVALID_WINDOW_HANDLE.
 * Source: learn.microsoft.com, winuser/nf-winuser-getdpiforwindow
 */
UINT WINAPI API(GetDpiForWindow)(HWND window)
{
    return window_exists(window) ? METRICS_DPI : win32_fail(ERROR_INVALID_WINDOW_HANDLE, 0);
}
EXPORT(user32, GetDpiForWindow);
