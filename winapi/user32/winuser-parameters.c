/* SPDX-License-Identifier: MIT */
/* winuser-parameters.c - user32: SystemParametersInfo */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/desktop/metrics.h"
#include "winapi/desktop/parameters.h"

#include <wingdi.h>
#include <winuser.h>

/* The sizes that both forms of NONCLIENTMETRICS share. */
#define FILL_SIZES(out)                                                                            \
    do {                                                                                           \
        (out)->iBorderWidth = metrics_get(SM_CXBORDER);                                            \
        (out)->iScrollWidth = metrics_get(SM_CXVSCROLL);                                           \
        (out)->iScrollHeight = metrics_get(SM_CYHSCROLL);                                          \
        (out)->iCaptionWidth = metrics_get(SM_CXSIZE);                                             \
        (out)->iCaptionHeight = metrics_get(SM_CYSIZE);                                            \
        (out)->iSmCaptionWidth = metrics_get(SM_CXSMSIZE);                                         \
        (out)->iSmCaptionHeight = metrics_get(SM_CYSMSIZE);                                        \
        (out)->iMenuWidth = metrics_get(SM_CXMENUSIZE);                                            \
        (out)->iMenuHeight = metrics_get(SM_CYMENUSIZE);                                           \
    } while (0)

static const LOGFONTA font_a = {
    .lfHeight = -12, .lfWeight = FW_NORMAL, .lfCharSet = DEFAULT_CHARSET, .lfFaceName = "Segoe UI"};
static const LOGFONTW font_w = {.lfHeight = -12,
                                .lfWeight = FW_NORMAL,
                                .lfCharSet = DEFAULT_CHARSET,
                                .lfFaceName = u"Segoe UI"};

static int get_metrics_a(NONCLIENTMETRICSA *out)
{
    UINT bytes = out->cbSize;

    if (bytes != sizeof(*out) && bytes != offsetof(NONCLIENTMETRICSA, iPaddedBorderWidth))
        return -EINVAL;
    FILL_SIZES(out);
    out->lfCaptionFont = out->lfSmCaptionFont = out->lfMenuFont = font_a;
    out->lfStatusFont = out->lfMessageFont = font_a;
    if (bytes == sizeof(*out))
        out->iPaddedBorderWidth = metrics_get(SM_CXPADDEDBORDER);
    return 0;
}

static int get_metrics_w(NONCLIENTMETRICSW *out)
{
    UINT bytes = out->cbSize;

    if (bytes != sizeof(*out) && bytes != offsetof(NONCLIENTMETRICSW, iPaddedBorderWidth))
        return -EINVAL;
    FILL_SIZES(out);
    out->lfCaptionFont = out->lfSmCaptionFont = out->lfMenuFont = font_w;
    out->lfStatusFont = out->lfMessageFont = font_w;
    if (bytes == sizeof(*out))
        out->iPaddedBorderWidth = metrics_get(SM_CXPADDEDBORDER);
    return 0;
}

static int get_animation(ANIMATIONINFO *out)
{
    if (out->cbSize != sizeof(*out))
        return -EINVAL;
    out->iMinAnimate = 0;
    return 0;
}

/* What looks the same in both forms. */
static int get_common(UINT action, UINT number, void *out)
{
    static const int mouse[3] = {6, 10, 1};

    switch (action) {
    case SPI_GETWORKAREA:
        *(RECT *)out = (RECT){0, 0, METRICS_SCREEN_WIDTH, METRICS_SCREEN_HEIGHT};
        return 0;
    case SPI_GETMOUSE:
        memcpy(out, mouse, sizeof(mouse));
        return 0;
    case SPI_GETANIMATION:
        return get_animation(out);
    case SPI_ICONHORIZONTALSPACING:
        *(int *)out = metrics_get(SM_CXICONSPACING);
        return 0;
    case SPI_ICONVERTICALSPACING:
        *(int *)out = metrics_get(SM_CYICONSPACING);
        return 0;
    default:
        return parameter_get(action, out);
    }
}

/* A get action without an output, or no action at all. */
static int null_error(UINT action)
{
    int value;

    switch (action) {
    case SPI_GETWORKAREA:
    case SPI_GETMOUSE:
    case SPI_GETANIMATION:
    case SPI_GETNONCLIENTMETRICS:
    case SPI_GETICONTITLELOGFONT:
    case SPI_GETDESKWALLPAPER:
    case SPI_ICONHORIZONTALSPACING:
    case SPI_ICONVERTICALSPACING:
        return -EFAULT;
    default:
        return parameter_get(action, &value) ? ENGINE_WIN32(ERROR_INVALID_SPI_VALUE) : -EFAULT;
    }
}

static bool is_set(UINT action, UINT number, const void *pointer, int *ret_result)
{
    *ret_result = parameter_set(action, number, pointer);
    if (!*ret_result)
        return true;
    /* A wallpaper that nobody would see isn't accepted. */
    if (action == SPI_SETDESKWALLPAPER)
        *ret_result = -ENOTSUP;
    return action == SPI_SETDESKWALLPAPER;
}

static int parameters_a(UINT action, UINT number, void *pointer)
{
    int result;

    if (is_set(action, number, pointer, &result))
        return result;
    if (!pointer)
        return null_error(action);
    switch (action) {
    case SPI_GETNONCLIENTMETRICS:
        return get_metrics_a(pointer);
    case SPI_GETICONTITLELOGFONT:
        *(LOGFONTA *)pointer = font_a;
        return 0;
    case SPI_GETDESKWALLPAPER:
        if (!number)
            return -EINVAL;
        *(char *)pointer = 0;
        return 0;
    default:
        return get_common(action, number, pointer);
    }
}

static int parameters_w(UINT action, UINT number, void *pointer)
{
    int result;

    if (is_set(action, number, pointer, &result))
        return result;
    if (!pointer)
        return null_error(action);
    switch (action) {
    case SPI_GETNONCLIENTMETRICS:
        return get_metrics_w(pointer);
    case SPI_GETICONTITLELOGFONT:
        *(LOGFONTW *)pointer = font_w;
        return 0;
    case SPI_GETDESKWALLPAPER:
        if (!number)
            return -EINVAL;
        *(WCHAR *)pointer = 0;
        return 0;
    default:
        return get_common(action, number, pointer);
    }
}

/**
 * SystemParametersInfoA(), SystemParametersInfoW() - read or change a setting of the desktop
 * @action: SPI_*: the settings that are one number, and SPI_GETWORKAREA, SPI_GETMOUSE,
 *          SPI_GETANIMATION, SPI_GETNONCLIENTMETRICS, SPI_GETICONTITLELOGFONT,
 *          SPI_GETDESKWALLPAPER (empty) and the icon spacings
 * @number: depends on @action
 * @pointer: depends on @action
 * @flags: SPIF_*: has no effect, since a change lives as long as the process
 *
 * Return: TRUE; FALSE with ERROR_INVALID_SPI_VALUE for another action, ERROR_INVALID_PARAMETER
 * for a wrong size in a structure, ERROR_NOACCESS without an output, ERROR_NOT_SUPPORTED for
 * SPI_SETDESKWALLPAPER.
 * Source: learn.microsoft.com, winuser/nf-winuser-systemparametersinfoa,
 * winuser/nf-winuser-systemparametersinfow
 */
BOOL WINAPI API(SystemParametersInfoA)(UINT action, UINT number, PVOID pointer, UINT flags)
{
    return win32_bool(parameters_a(action, number, pointer));
}
EXPORT(user32, SystemParametersInfoA);

BOOL WINAPI API(SystemParametersInfoW)(UINT action, UINT number, PVOID pointer, UINT flags)
{
    return win32_bool(parameters_w(action, number, pointer));
}
EXPORT(user32, SystemParametersInfoW);
