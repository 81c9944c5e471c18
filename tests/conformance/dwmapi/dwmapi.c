/* SPDX-License-Identifier: MIT */
#include "../conformance.h"
#include <uxtheme.h>
#include <dwmapi.h>

#define NOBODY ((HWND)(ULONG_PTR)0x1234)

CASE(composition_is_on_as_since_windows_8)
{
    BOOL enabled = 7;

    EXPECT_EQ(DwmIsCompositionEnabled(NULL), E_INVALIDARG);
    EXPECT_EQ(DwmIsCompositionEnabled(&enabled), S_OK);
    EXPECT_EQ(DwmEnableComposition(1), S_OK);
    EXPECT_EQ(DwmFlush(), S_OK);
    TODO_ON(ON_WINE, "says FALSE");
    EXPECT_EQ(enabled, TRUE);
}

CASE(the_glass_has_a_color)
{
    DWORD color = 0;
    BOOL opaque = 7;

    TODO_ON(ON_WINE, "isn't implemented");
    EXPECT_EQ(DwmGetColorizationColor(&color, &opaque), S_OK);
    EXPECT(color != 0);
    EXPECT_EQ(opaque, FALSE);
    EXPECT_EQ(DwmGetColorizationColor(NULL, NULL), E_INVALIDARG);
}

CASE(nobody_is_composed)
{
    MARGINS margins = {0, 0, 0, 0};
    DWM_BLURBEHIND blur;
    DWORD value;

    memset(&blur, 0, sizeof(blur));
    POISON(value);
    EXPECT(!DwmDefWindowProc(NOBODY, WM_USER, 0, 0, NULL));
    TODO_ON(ON_WINE, "says S_OK or E_NOTIMPL");
    EXPECT_EQ(DwmExtendFrameIntoClientArea(NOBODY, &margins), E_HANDLE);
    EXPECT_EQ(DwmExtendFrameIntoClientArea(NOBODY, NULL), E_INVALIDARG);
    EXPECT_EQ(DwmEnableBlurBehindWindow(NOBODY, &blur), E_HANDLE);
    EXPECT_EQ(DwmGetWindowAttribute(NOBODY, 1, &value, sizeof(value)), E_HANDLE);
    EXPECT(IS_POISONED(value));
    value = 2;
    EXPECT_EQ(DwmSetWindowAttribute(NOBODY, 2, &value, sizeof(value)), E_HANDLE);
    EXPECT_EQ(DwmSetWindowAttribute(NOBODY, 2, NULL, 0), E_INVALIDARG);
}
