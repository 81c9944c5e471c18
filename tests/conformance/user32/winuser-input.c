/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(the_pointer_is_on_the_screen_and_stays_there)
{
    POINT point;

    POISON(point);
    EXPECT_TRUE_KEEPING_ERROR(GetCursorPos(&point));
    EXPECT(point.x >= 0 && point.x < GetSystemMetrics(SM_CXSCREEN));
    EXPECT(SetCursorPos(20, 30));
    EXPECT(GetCursorPos(&point));
    EXPECT(point.x == 20 && point.y == 30);
    EXPECT(SetCursorPos(-5, 100000));
    EXPECT(GetCursorPos(&point));
    EXPECT(point.x == 0 && point.y == GetSystemMetrics(SM_CYSCREEN) - 1);
    EXPECT(!GetCursorPos(NULL));
}

CASE(no_key_is_down)
{
    BYTE keys[257];

    EXPECT_EQ(GetKeyState(VK_SHIFT), 0);
    EXPECT_EQ(GetAsyncKeyState(VK_CONTROL), 0);
    EXPECT_EQ(GetAsyncKeyState(999), 0);
    POISON(keys);
    EXPECT(GetKeyboardState(keys));
    EXPECT_EQ(keys[0], 0);
    EXPECT_EQ(keys[256], 0xa5);
}

CASE(there_is_a_keyboard_layout)
{
    HKL layouts[4], own = GetKeyboardLayout(0);
    CHAR a[KL_NAMELENGTH];
    WCHAR w[KL_NAMELENGTH];

    EXPECT(own != NULL);
    EXPECT(GetKeyboardLayoutList(0, NULL) >= 1);
    POISON(layouts);
    EXPECT_EQ(GetKeyboardLayoutList(4, layouts), GetKeyboardLayoutList(0, NULL));
    EXPECT(layouts[0] == own);
    EXPECT(GetKeyboardLayoutNameA(a));
    EXPECT_EQ(strlen(a), 8);
    EXPECT(GetKeyboardLayoutNameW(w));
    EXPECT_EQ(w[8], 0);
    EXPECT_EQ(w[7], a[7]);
    EXPECT_FAILS(GetKeyboardLayoutNameA(NULL), ERROR_INVALID_PARAMETER);
    EXPECT_EQ(GetKeyboardType(0), 4);
    EXPECT_EQ(GetKeyboardType(2), 12);
    EXPECT_EQ(GetKeyboardType(7), 0);
}

CASE(times_are_told)
{
    UINT before = GetDoubleClickTime();

    EXPECT_EQ(before, 500);
    EXPECT(SetDoubleClickTime(300));
    EXPECT_EQ(GetDoubleClickTime(), 300);
    EXPECT(SetDoubleClickTime(0));
    EXPECT_EQ(GetDoubleClickTime(), 500);
    EXPECT(GetCaretBlinkTime() > 0);
}

CASE(the_time_of_the_last_input_needs_a_right_size)
{
    LASTINPUTINFO info;

    POISON(info);
    info.cbSize = sizeof(info);
    EXPECT(GetLastInputInfo(&info));
    EXPECT(info.dwTime != 0xa5a5a5a5);
    POISON(info);
    info.cbSize = 4;
    EXPECT_FAILS(GetLastInputInfo(&info), ERROR_INVALID_PARAMETER);
    EXPECT(IS_POISONED(info.dwTime));
}

CASE(the_system_has_icons_and_cursors)
{
    HICON icon = LoadIconA(NULL, (LPCSTR)IDI_APPLICATION);
    HCURSOR cursor = LoadCursorA(NULL, (LPCSTR)IDC_ARROW);

    EXPECT(icon != NULL);
    EXPECT(LoadIconW(NULL, (LPCWSTR)IDI_APPLICATION) == icon);
    EXPECT(LoadIconW(NULL, (LPCWSTR)IDI_ERROR) != icon);
    EXPECT(cursor != NULL);
    EXPECT(LoadCursorW(NULL, (LPCWSTR)IDC_ARROW) == cursor);
    EXPECT(LoadCursorW(NULL, (LPCWSTR)IDC_HAND) != cursor);
    EXPECT(DestroyIcon(icon));
    EXPECT(DestroyCursor(cursor));
    EXPECT(LoadIconA(NULL, (LPCSTR)IDI_APPLICATION) == icon);
    EXPECT(!DestroyIcon((HICON)(ULONG_PTR)0x1234));
    EXPECT(!DestroyCursor((HCURSOR)(ULONG_PTR)0x1234));
}

CASE(other_icons_are_not_found)
{
    EXPECT(!LoadIconA(NULL, "winshim"));
    EXPECT(!LoadIconW(NULL, (LPCWSTR)(ULONG_PTR)999));
    EXPECT(!LoadCursorA(NULL, (LPCSTR)(ULONG_PTR)7));
    EXPECT(!LoadCursorW(NULL, L"winshim"));
}

CASE(the_pointer_has_a_shape_and_a_count)
{
    HCURSOR cursor = LoadCursorA(NULL, (LPCSTR)IDC_ARROW);
    INT count = ShowCursor(TRUE);

    EXPECT_EQ(ShowCursor(FALSE), count - 1);
    SetCursor(cursor);
    EXPECT(GetCursor() == cursor);
    EXPECT(SetCursor(NULL) == cursor);
    EXPECT(GetCursor() == NULL);
}
