/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(the_screen_has_a_size_and_so_has_the_virtual_one)
{
    EXPECT(GetSystemMetrics(SM_CXSCREEN) >= 640);
    EXPECT(GetSystemMetrics(SM_CYSCREEN) >= 480);
    EXPECT(GetSystemMetrics(SM_CXVIRTUALSCREEN) >= GetSystemMetrics(SM_CXSCREEN));
    EXPECT(GetSystemMetrics(SM_CYVIRTUALSCREEN) >= GetSystemMetrics(SM_CYSCREEN));
    EXPECT(GetSystemMetrics(SM_CMONITORS) >= 1);
    EXPECT(GetSystemMetrics(SM_CXMAXIMIZED) > 0);
}

CASE(window_parts_have_sizes)
{
    static const int parts[] = {
        SM_CXVSCROLL, SM_CYHSCROLL, SM_CYCAPTION,  SM_CXBORDER,   SM_CXDLGFRAME, SM_CYVTHUMB,
        SM_CXMIN,     SM_CYMIN,     SM_CXSIZE,     SM_CXFRAME,    SM_CXEDGE,     SM_CXDOUBLECLK,
        SM_CXDRAG,    SM_CYMENU,    SM_CXMENUSIZE, SM_CXMINTRACK, SM_CXSMICON,   SM_CXMENUCHECK};
    unsigned i;

    for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        EXPECT(GetSystemMetrics(parts[i]) > 0);
    EXPECT_EQ(GetSystemMetrics(SM_CXICON), 32);
    EXPECT_EQ(GetSystemMetrics(SM_CYCURSOR), 32);
    EXPECT_EQ(GetSystemMetrics(SM_CXSMICON), 16);
    EXPECT(GetSystemMetrics(SM_CXICONSPACING) >= GetSystemMetrics(SM_CXICON));
    EXPECT(GetSystemMetrics(SM_CXMINSPACING) >= GetSystemMetrics(SM_CXMINIMIZED));
}

CASE(facts_that_are_false_and_unknown_indices_are_zero)
{
    EXPECT_EQ(GetSystemMetrics(SM_CLEANBOOT), 0);
    EXPECT_EQ(GetSystemMetrics(SM_REMOTESESSION), 0);
    EXPECT_EQ(GetSystemMetrics(SM_SHUTTINGDOWN), 0);
    EXPECT_EQ(GetSystemMetrics(SM_DEBUG), 0);
    EXPECT_EQ(GetSystemMetrics(-1), 0);
    EXPECT_EQ(GetSystemMetrics(0x7fffffff), 0);
}

CASE(parts_grow_with_the_dpi_and_the_screen_does_not)
{
    EXPECT_EQ(GetSystemMetricsForDpi(SM_CXICON, 192), 64);
    EXPECT_EQ(GetSystemMetricsForDpi(SM_CXSMICON, 144), 24);
    EXPECT_EQ(GetSystemMetricsForDpi(SM_CXSCREEN, 192), GetSystemMetrics(SM_CXSCREEN));
}

CASE(colors_are_known_by_index)
{
    EXPECT_EQ(GetSysColor(COLOR_WINDOW), RGB(255, 255, 255));
    EXPECT_EQ(GetSysColor(COLOR_WINDOWTEXT), RGB(0, 0, 0));
    EXPECT(GetSysColor(COLOR_HIGHLIGHT) != GetSysColor(COLOR_HIGHLIGHTTEXT));
    EXPECT_EQ(GetSysColor(-1), 0);
    EXPECT_EQ(GetSysColor(1000), 0);
}

CASE(points_and_areas_are_on_the_monitor_or_not)
{
    POINT inside = {5, 5}, outside = {-5000, 0};
    RECT area = {5, 5, 6, 6}, beyond = {-50, -50, -40, -40};
    HMONITOR monitor = MonitorFromPoint(inside, MONITOR_DEFAULTTONULL);

    EXPECT(monitor != NULL);
    EXPECT(MonitorFromPoint(outside, MONITOR_DEFAULTTONULL) == NULL);
    EXPECT(MonitorFromPoint(outside, MONITOR_DEFAULTTOPRIMARY) == monitor);
    EXPECT(MonitorFromPoint(outside, MONITOR_DEFAULTTONEAREST) == monitor);
    EXPECT(MonitorFromRect(&area, MONITOR_DEFAULTTONULL) == monitor);
    EXPECT(MonitorFromRect(&beyond, MONITOR_DEFAULTTONULL) == NULL);
    EXPECT(MonitorFromWindow(GetDesktopWindow(), MONITOR_DEFAULTTONULL) == monitor);
    SetLastError(0xdeadbeef);
    EXPECT(MonitorFromWindow(NULL, MONITOR_DEFAULTTOPRIMARY) == monitor);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT(MonitorFromWindow(NULL, MONITOR_DEFAULTTONULL) == NULL);
}

CASE(a_monitor_tells_its_area_and_name)
{
    HMONITOR monitor = MonitorFromWindow(NULL, MONITOR_DEFAULTTOPRIMARY);
    MONITORINFOEXA a;
    MONITORINFOEXW w;

    memset(&a, 0, sizeof(a));
    memset(&w, 0, sizeof(w));
    a.cbSize = sizeof(MONITORINFO);
    a.szDevice[0] = 'x';
    EXPECT(GetMonitorInfoA(monitor, (LPMONITORINFO)&a));
    EXPECT_EQ(a.rcMonitor.right, GetSystemMetrics(SM_CXSCREEN));
    EXPECT_EQ(a.dwFlags, MONITORINFOF_PRIMARY);
    EXPECT_EQ(a.szDevice[0], 'x');
    a.cbSize = sizeof(a);
    EXPECT(GetMonitorInfoA(monitor, (LPMONITORINFO)&a));
    EXPECT_STR(a.szDevice, "\\\\.\\DISPLAY1");
    w.cbSize = sizeof(w);
    EXPECT(GetMonitorInfoW(monitor, (LPMONITORINFO)&w));
    EXPECT_WSTR(w.szDevice, L"\\\\.\\DISPLAY1");
    a.cbSize = 5;
    EXPECT(!GetMonitorInfoA(monitor, (LPMONITORINFO)&a));
    w.cbSize = sizeof(w);
    EXPECT(!GetMonitorInfoW((HMONITOR)(ULONG_PTR)0x999, (LPMONITORINFO)&w));
}

static BOOL CALLBACK count_monitor(HMONITOR monitor, HDC dc, LPRECT area, LPARAM context)
{
    RECT *seen = (RECT *)context;

    (void)monitor;
    (void)dc;
    *seen = *area;
    return TRUE;
}

CASE(monitors_are_enumerated_with_the_part_they_show)
{
    RECT clip = {10, 20, 30, 5000}, beyond = {-90, -90, -80, -80}, seen;

    POISON(seen);
    EXPECT(EnumDisplayMonitors(NULL, NULL, count_monitor, (LPARAM)&seen));
    EXPECT_EQ(seen.right, GetSystemMetrics(SM_CXSCREEN));
    EXPECT(EnumDisplayMonitors(NULL, &clip, count_monitor, (LPARAM)&seen));
    EXPECT_EQ(seen.left, 10);
    EXPECT_EQ(seen.top, 20);
    EXPECT_EQ(seen.right, 30);
    EXPECT_EQ(seen.bottom, GetSystemMetrics(SM_CYSCREEN));
    POISON(seen);
    EXPECT(EnumDisplayMonitors(NULL, &beyond, count_monitor, (LPARAM)&seen));
    EXPECT(IS_POISONED(seen));
}
