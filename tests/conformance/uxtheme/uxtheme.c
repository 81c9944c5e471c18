/* SPDX-License-Identifier: MIT */
#include "../conformance.h"
#include <uxtheme.h>

#define NOBODY ((HWND)(ULONG_PTR)0x1234)

CASE(nobody_gets_a_theme)
{
    EXPECT_EQ(SetWindowTheme(NULL, L"explorer", NULL), E_HANDLE);
    EXPECT_EQ(SetWindowTheme(NOBODY, L"explorer", NULL),
              HRESULT_FROM_WIN32(ERROR_INVALID_WINDOW_HANDLE));
    EXPECT_EQ(EnableThemeDialogTexture(NOBODY, 6), HRESULT_FROM_WIN32(ERROR_INVALID_WINDOW_HANDLE));
    EXPECT_FAILS(GetWindowTheme(NOBODY), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_EQ(CloseThemeData(NULL), E_HANDLE);
    EXPECT_EQ(CloseThemeData((HTHEME)(ULONG_PTR)5), E_HANDLE);
}

CASE(classes_are_named_to_be_opened)
{
    EXPECT(OpenThemeData(NULL, NULL) == NULL);
    EXPECT_EQ(GetLastError(), (DWORD)E_POINTER);
    EXPECT_EQ(GetThemeAppProperties(), STAP_ALLOW_NONCLIENT | STAP_ALLOW_CONTROLS);
}

CASE(there_are_no_visual_styles)
{
    SKIP_IF(!(current_host() & ON_WINSHIM), "another desktop than winshim's");
    EXPECT(!IsThemeActive());
    EXPECT(!IsAppThemed());
    EXPECT_FAILS(OpenThemeData(NULL, L"button"), ERROR_NOT_FOUND);
}
