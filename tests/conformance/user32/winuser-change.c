/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define NOBODY                 ((HWND)(ULONG_PTR)0x1234)

#define EXPECT_NO_WINDOW(call) EXPECT_FAILS(call, ERROR_INVALID_WINDOW_HANDLE)

CASE(nobody_can_not_be_changed)
{
    EXPECT_NO_WINDOW(ShowWindow(NOBODY, SW_SHOW));
    EXPECT_NO_WINDOW(ShowWindowAsync(NOBODY, SW_SHOW));
    EXPECT_NO_WINDOW(EnableWindow(NOBODY, TRUE));
    EXPECT_NO_WINDOW(SetForegroundWindow(NOBODY));
    EXPECT_NO_WINDOW(BringWindowToTop(NOBODY));
    EXPECT_NO_WINDOW(MoveWindow(NOBODY, 0, 0, 1, 1, TRUE));
    EXPECT_NO_WINDOW(SetWindowPos(NOBODY, NULL, 0, 0, 0, 0, SWP_NOSIZE));
    EXPECT_NO_WINDOW(OpenIcon(NOBODY));
    EXPECT_NO_WINDOW(SetWindowTextA(NOBODY, "x"));
    EXPECT_NO_WINDOW(SetWindowTextW(NOBODY, L"x"));
    EXPECT_NO_WINDOW(InvalidateRect(NOBODY, NULL, FALSE));
    EXPECT_NO_WINDOW(SetFocus(NOBODY));
    EXPECT_NO_WINDOW(SetActiveWindow(NOBODY));
    EXPECT_NO_WINDOW(SetParent(NOBODY, NULL));
    EXPECT_NO_WINDOW(SetWindowLongA(NOBODY, GWL_STYLE, 0));
    EXPECT_NO_WINDOW(SetWindowLongW(NOBODY, GWL_STYLE, 0));
    EXPECT_NO_WINDOW(SetWindowLongPtrA(NOBODY, GWL_STYLE, 0));
    EXPECT_NO_WINDOW(SetWindowLongPtrW(NOBODY, GWL_STYLE, 0));
}

CASE(requests_to_nobody_fail_too)
{
    TODO_ON(ON_WINE, "says TRUE, or another error");
    EXPECT_NO_WINDOW(UpdateWindow(NOBODY));
    EXPECT_NO_WINDOW(CloseWindow(NOBODY));
    EXPECT_NO_WINDOW(FlashWindow(NOBODY, TRUE));
    EXPECT_NO_WINDOW(DestroyWindow(NOBODY));
}

CASE(the_desktop_is_not_ours_to_change)
{
    SKIP_IF(!(current_host() & ON_WINSHIM), "another desktop than winshim's");
    EXPECT_FAILS(ShowWindow(GetDesktopWindow(), SW_HIDE), ERROR_ACCESS_DENIED);
    EXPECT_FAILS(DestroyWindow(GetDesktopWindow()), ERROR_ACCESS_DENIED);
    EXPECT_FAILS(SetWindowTextW(GetDesktopWindow(), L"x"), ERROR_ACCESS_DENIED);
}
