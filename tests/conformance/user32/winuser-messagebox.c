/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define SERVICE_NOTIFICATION 0x00200000

/* A message box would wait for a person; the cases below that show one need winshim's answers. */
static int answers_itself(void)
{
#if defined(__linux__)
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    return 1;
#else
    return 0;
#endif
}

CASE(unknown_sets_of_buttons_are_refused)
{
    SKIP_IF(current_host() == ON_WINDOWS, "needs a person");
    answers_itself();
    TODO_ON(ON_WINE, "fails before it looks at the style when there is no display");
    EXPECT_FAILS(MessageBoxA(NULL, "text", "caption", 7), ERROR_INVALID_MSGBOX_STYLE);
    EXPECT_FAILS(MessageBoxW(NULL, L"text", L"caption", 15), ERROR_INVALID_MSGBOX_STYLE);
    EXPECT_FAILS(MessageBoxExA(NULL, "text", "caption", 7, 0), ERROR_INVALID_MSGBOX_STYLE);
    EXPECT_FAILS(MessageBoxExW(NULL, L"text", L"caption", 7, 0), ERROR_INVALID_MSGBOX_STYLE);
}

CASE(an_owner_must_be_a_window)
{
    HWND nobody = (HWND)(ULONG_PTR)0x1234;

    answers_itself();
    SetLastError(0xdeadbeef);
    EXPECT(MessageBoxA(nobody, "text", "caption", MB_OK) <= 0);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_WINDOW_HANDLE);
    SetLastError(0xdeadbeef);
    EXPECT(MessageBoxExW(nobody, L"text", L"caption", MB_OK, 0) <= 0);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_WINDOW_HANDLE);
}

CASE(a_failed_box_returns_zero)
{
    answers_itself();
    TODO_ON(ON_WINE, "returns -1");
    EXPECT_EQ(MessageBoxA((HWND)(ULONG_PTR)0x1234, "text", "caption", MB_OK), 0);
}

CASE(the_default_button_answers_without_a_display)
{
    SKIP_IF(!answers_itself(), "needs a person");
    EXPECT_EQ(MessageBoxA(NULL, "text", "caption", MB_OK), IDOK);
    EXPECT_EQ(MessageBoxW(NULL, L"text", NULL, MB_YESNO | MB_DEFBUTTON2 | MB_ICONQUESTION), IDNO);
    EXPECT_EQ(MessageBoxExA(NULL, NULL, "caption", MB_ABORTRETRYIGNORE | MB_DEFBUTTON3, 0),
              IDIGNORE);
    EXPECT_EQ(MessageBoxExW(GetDesktopWindow(), L"text", L"caption",
                            MB_CANCELTRYCONTINUE | MB_DEFBUTTON2 | MB_TASKMODAL | MB_TOPMOST, 0),
              IDTRYAGAIN);
    EXPECT_EQ(MessageBoxA(NULL, "text", "caption", MB_RETRYCANCEL | MB_HELP | MB_SYSTEMMODAL),
              IDRETRY);
}

CASE(service_boxes_have_no_owner)
{
    SKIP_IF(!answers_itself(), "needs a person");
    EXPECT_FAILS(MessageBoxA(GetDesktopWindow(), "text", "caption", SERVICE_NOTIFICATION),
                 ERROR_INVALID_PARAMETER);
    EXPECT_EQ(MessageBoxA(NULL, "text", "caption", SERVICE_NOTIFICATION), IDOK);
}

CASE(a_structure_describes_a_box)
{
    MSGBOXPARAMSA a = {.cbSize = sizeof(a)};
    MSGBOXPARAMSW w = {.cbSize = sizeof(w)};

    SKIP_IF(!answers_itself(), "needs a person");
    a.lpszText = "text";
    a.dwStyle = MB_OKCANCEL | MB_DEFBUTTON2;
    EXPECT_EQ(MessageBoxIndirectA(&a), IDCANCEL);
    w.lpszText = L"text";
    w.dwStyle = MB_YESNOCANCEL | MB_USERICON;
    EXPECT_EQ(MessageBoxIndirectW(&w), IDYES);
    w.dwStyle = 9;
    EXPECT_FAILS(MessageBoxIndirectW(&w), ERROR_INVALID_MSGBOX_STYLE);
    w.lpszText = (LPCWSTR)(ULONG_PTR)7;
    EXPECT_FAILS(MessageBoxIndirectW(&w), ERROR_RESOURCE_DATA_NOT_FOUND);
    a.cbSize = 4;
    EXPECT_FAILS(MessageBoxIndirectA(&a), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(MessageBoxIndirectW(NULL), ERROR_INVALID_PARAMETER);
}
