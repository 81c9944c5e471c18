/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define NOBODY ((HWND)(ULONG_PTR)0x1234)

CASE(the_screen_has_a_device_context)
{
    HDC dc = GetDC(NULL), window = GetWindowDC(GetDesktopWindow());

    EXPECT(dc != NULL);
    EXPECT(window != NULL);
    EXPECT_EQ(ReleaseDC(NULL, dc), 1);
    EXPECT_EQ(ReleaseDC(GetDesktopWindow(), window), 1);
    EXPECT_EQ(ReleaseDC(NULL, (HDC)(ULONG_PTR)0x1234), 0);
    EXPECT_EQ(ReleaseDC(NULL, NULL), 0);
}

CASE(nobody_has_a_device_context)
{
    EXPECT_FAILS(GetDC(NOBODY), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(GetWindowDC(NOBODY), ERROR_INVALID_WINDOW_HANDLE);
}

CASE(desktop_colors_have_brushes)
{
    EXPECT(GetSysColorBrush(COLOR_WINDOW) != NULL);
    EXPECT(GetSysColorBrush(COLOR_WINDOW) == GetSysColorBrush(COLOR_WINDOW));
    EXPECT(GetSysColorBrush(COLOR_MENUBAR) != NULL);
    EXPECT(GetSysColorBrush(99) == NULL);
    EXPECT(GetSysColorBrush(-1) == NULL);
}
