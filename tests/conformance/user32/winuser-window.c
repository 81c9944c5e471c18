/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define NOBODY ((HWND)(ULONG_PTR)0x1234)

/* The call fails and says that there is no such window. */
#define EXPECT_NO_WINDOW(call) EXPECT_FAILS(call, ERROR_INVALID_WINDOW_HANDLE)

CASE(the_desktop_is_a_window)
{
    HWND desktop = GetDesktopWindow();
    DWORD process = 0;

    EXPECT(desktop != NULL);
    EXPECT_EQ(GetDesktopWindow(), desktop);
    EXPECT_TRUE_KEEPING_ERROR(IsWindow(desktop));
    EXPECT(!IsIconic(desktop));
    EXPECT(!IsZoomed(desktop));
    EXPECT(IsWindowEnabled(desktop));
    EXPECT(GetParent(desktop) == NULL);
    EXPECT(GetAncestor(desktop, GA_PARENT) == NULL);
    EXPECT(GetWindowThreadProcessId(desktop, &process) != 0);
    EXPECT(process != 0);
    EXPECT(!IsChild(desktop, desktop));
}

CASE(the_desktop_covers_the_screen)
{
    RECT window, client;
    POINT point = {3, 4};

    POISON(window);
    POISON(client);
    EXPECT(GetWindowRect(GetDesktopWindow(), &window));
    EXPECT(GetClientRect(GetDesktopWindow(), &client));
    EXPECT_EQ(window.left, 0);
    EXPECT_EQ(window.top, 0);
    EXPECT_EQ(window.right, GetSystemMetrics(SM_CXSCREEN));
    EXPECT_EQ(window.bottom, GetSystemMetrics(SM_CYSCREEN));
    EXPECT(!memcmp(&window, &client, sizeof(window)));
    EXPECT(ClientToScreen(GetDesktopWindow(), &point));
    EXPECT(ScreenToClient(GetDesktopWindow(), &point));
    EXPECT(point.x == 3 && point.y == 4);
    EXPECT(WindowFromPoint(point) == GetDesktopWindow());
    point.x = -5;
    EXPECT(WindowFromPoint(point) == NULL || WindowFromPoint(point) == GetDesktopWindow());
}

CASE(the_desktop_has_a_class_and_no_title)
{
    CHAR a[16];
    WCHAR w[16];

    POISON(a);
    POISON(w);
    EXPECT_EQ(GetClassNameA(GetDesktopWindow(), a, 16), 6);
    EXPECT_STR(a, "#32769");
    EXPECT_EQ(GetClassNameW(GetDesktopWindow(), w, 16), 6);
    EXPECT_WSTR(w, L"#32769");
    POISON(w);
    EXPECT_EQ(GetClassNameW(GetDesktopWindow(), w, 4), 3);
    EXPECT_WSTR(w, L"#32");
    EXPECT_EQ(w[4], 0xa5a5);
    POISON(a);
    EXPECT_EQ(GetWindowTextA(GetDesktopWindow(), a, 16), 0);
    EXPECT_STR(a, "");
    EXPECT_EQ(GetWindowTextW(GetDesktopWindow(), w, 16), 0);
    EXPECT_EQ(GetWindowTextLengthA(GetDesktopWindow()), 0);
    EXPECT_EQ(GetWindowTextLengthW(GetDesktopWindow()), 0);
}

CASE(no_window_has_the_user)
{
    EXPECT(GetActiveWindow() == NULL);
    EXPECT(GetFocus() == NULL);
    EXPECT(GetCapture() == NULL);
    EXPECT(GetShellWindow() == NULL);
    EXPECT(GetForegroundWindow() == NULL || GetForegroundWindow() == GetDesktopWindow());
}

CASE(questions_about_nobody_fail)
{
    EXPECT_NO_WINDOW(IsWindow(NOBODY));
    EXPECT_NO_WINDOW(IsWindowVisible(NOBODY));
    EXPECT_NO_WINDOW(IsWindowEnabled(NOBODY));
    EXPECT_NO_WINDOW(IsWindowUnicode(NOBODY));
    EXPECT_NO_WINDOW(IsIconic(NOBODY));
    EXPECT_NO_WINDOW(IsZoomed(NOBODY));
    EXPECT_NO_WINDOW(IsChild(NOBODY, NOBODY));
    EXPECT_NO_WINDOW(GetParent(NOBODY));
    EXPECT_NO_WINDOW(GetAncestor(NOBODY, GA_PARENT));
    EXPECT_NO_WINDOW(GetWindow(NOBODY, GW_HWNDFIRST));
    EXPECT_NO_WINDOW(GetTopWindow(NOBODY));
    EXPECT_NO_WINDOW(GetWindowTextLengthA(NOBODY));
    EXPECT_NO_WINDOW(GetWindowTextLengthW(NOBODY));
    EXPECT_NO_WINDOW(GetWindowLongA(NOBODY, GWL_STYLE));
    EXPECT_NO_WINDOW(GetWindowLongW(NOBODY, GWL_STYLE));
    EXPECT_NO_WINDOW(GetWindowLongPtrA(NOBODY, GWL_STYLE));
    EXPECT_NO_WINDOW(GetWindowLongPtrW(NOBODY, GWL_STYLE));
    SetLastError(0xdeadbeef);
    EXPECT(GetLastActivePopup(NOBODY) == NOBODY);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_WINDOW_HANDLE);
}

CASE(failed_questions_leave_their_outputs_alone)
{
    RECT rectangle;
    POINT point;
    DWORD process;
    CHAR a[8];
    WCHAR w[8];

    POISON(rectangle);
    POISON(point);
    POISON(process);
    POISON(a);
    POISON(w);
    EXPECT_NO_WINDOW(GetWindowRect(NOBODY, &rectangle));
    EXPECT_NO_WINDOW(GetClientRect(NOBODY, &rectangle));
    EXPECT_NO_WINDOW(ClientToScreen(NOBODY, &point));
    EXPECT_NO_WINDOW(ScreenToClient(NOBODY, &point));
    EXPECT_NO_WINDOW(GetWindowThreadProcessId(NOBODY, &process));
    EXPECT_NO_WINDOW(GetWindowThreadProcessId(NULL, NULL));
    EXPECT(!GetClassNameA(NOBODY, a, 8));
    EXPECT(!GetClassNameW(NOBODY, w, 8));
    EXPECT(IS_POISONED(rectangle));
    EXPECT(IS_POISONED(point));
    EXPECT(IS_POISONED(process));
    EXPECT(IS_POISONED(a));
    EXPECT(IS_POISONED(w));
}

CASE(the_title_of_nobody_is_empty)
{
    CHAR a[8];
    WCHAR w[8];

    POISON(a);
    POISON(w);
    EXPECT_NO_WINDOW(GetWindowTextA(NOBODY, a, 8));
    EXPECT_NO_WINDOW(GetWindowTextW(NOBODY, w, 8));
    EXPECT_STR(a, "");
    EXPECT_EQ(w[0], 0);
    EXPECT_EQ(GetWindowTextW(NOBODY, NULL, 0), 0);
}

CASE(searches_find_nothing)
{
    EXPECT(FindWindowA("winshim nobody", NULL) == NULL);
    EXPECT(FindWindowW(L"winshim nobody", L"nobody") == NULL);
    EXPECT(FindWindowA(NULL, "winshim nobody") == NULL);
    EXPECT(FindWindowExA(NULL, NULL, "winshim nobody", NULL) == NULL);
    EXPECT(FindWindowExW(NULL, NULL, L"winshim nobody", L"x") == NULL);
    EXPECT(FindWindowExW(HWND_MESSAGE, NULL, L"winshim nobody", NULL) == NULL);
    EXPECT(FindWindowExA(NOBODY, NULL, "winshim nobody", NULL) == NULL);
}

static BOOL CALLBACK count_window(HWND window, LPARAM context)
{
    (void)window;
    *(int *)context += 1;
    return TRUE;
}

CASE(enumerations_succeed_and_call_nobody)
{
    int calls = 0;

    EXPECT(EnumWindows(count_window, (LPARAM)&calls));
    EXPECT(EnumChildWindows(NULL, count_window, (LPARAM)&calls) || GetLastError());
    EXPECT(EnumThreadWindows(1, count_window, (LPARAM)&calls));
    EXPECT(!EnumChildWindows(NOBODY, count_window, (LPARAM)&calls));
    /* Other programs' windows may be there elsewhere. */
    EXPECT(calls == 0 || !(current_host() & ON_WINSHIM));
}

CASE(foreground_rights_are_given_to_anyone)
{
    SKIP_IF(current_host() & ON_WINDOWS, "needs the foreground");
    EXPECT(AllowSetForegroundWindow(ASFW_ANY));
}
