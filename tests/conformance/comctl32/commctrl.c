/* SPDX-License-Identifier: MIT */
#include "../conformance.h"
#include <commctrl.h>

CASE(controls_are_registered_with_a_right_size)
{
    INITCOMMONCONTROLSEX controls = {sizeof(controls), ICC_WIN95_CLASSES};

    InitCommonControls();
    EXPECT(InitCommonControlsEx(&controls));
    controls.dwSize = 3;
    EXPECT(!InitCommonControlsEx(&controls));
    EXPECT(!InitCommonControlsEx(NULL));
}

#define APPLICATION ((LPCWSTR)(ULONG_PTR)32512) /* IDI_APPLICATION */

/* Version 6 alone has these, which a Windows program must ask for in a manifest. */
#if defined(__linux__)
#    define HAVE_ICONS 1
HRESULT WINAPI LoadIconWithScaleDown(HINSTANCE, LPCWSTR, int, int, HICON *);
HRESULT WINAPI LoadIconMetric(HINSTANCE, LPCWSTR, int, HICON *);
#else
#    define HAVE_ICONS                                   0
#    define LoadIconWithScaleDown(module, name, w, h, p) E_NOTIMPL
#    define LoadIconMetric(module, name, size, p)        E_NOTIMPL
#endif

CASE(system_icons_come_in_every_size)
{
    HICON icon = NULL;

    SKIP_IF(!HAVE_ICONS, "needs a manifest");
    EXPECT_EQ(LoadIconWithScaleDown(NULL, APPLICATION, 16, 16, &icon), S_OK);
    EXPECT(icon != NULL);
    EXPECT_EQ(LoadIconMetric(NULL, APPLICATION, 1, &icon), S_OK);
    EXPECT_EQ(LoadIconMetric(NULL, APPLICATION, 9, &icon), E_INVALIDARG);
    EXPECT(icon == NULL);
    EXPECT_EQ(LoadIconWithScaleDown(NULL, APPLICATION, -1, 16, &icon), E_INVALIDARG);
    EXPECT_EQ(LoadIconWithScaleDown(NULL, NULL, 16, 16, &icon), E_INVALIDARG);
    EXPECT_EQ(LoadIconMetric(NULL, APPLICATION, 0, NULL), E_INVALIDARG);
    POISON(icon);
    EXPECT_EQ(LoadIconWithScaleDown(NULL, L"winshim", 16, 16, &icon),
              HRESULT_FROM_WIN32(ERROR_RESOURCE_TYPE_NOT_FOUND));
    EXPECT(icon == NULL);
}
