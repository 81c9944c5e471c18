/* SPDX-License-Identifier: MIT */
#include "../conformance.h"
#include <shellscalingapi.h>

CASE(a_process_chooses_its_awareness_once)
{
    PROCESS_DPI_AWARENESS awareness;

    EXPECT_EQ(SetProcessDpiAwareness((PROCESS_DPI_AWARENESS)9), E_INVALIDARG);
    SetProcessDpiAwareness(PROCESS_PER_MONITOR_DPI_AWARE);
    EXPECT_EQ(SetProcessDpiAwareness(PROCESS_SYSTEM_DPI_AWARE), E_ACCESSDENIED);
    EXPECT_EQ(GetProcessDpiAwareness(NULL, &awareness), S_OK);
    EXPECT_EQ(awareness, PROCESS_PER_MONITOR_DPI_AWARE);
    POISON(awareness);
    EXPECT_EQ(GetProcessDpiAwareness((HANDLE)(LONG_PTR)-1, &awareness), S_OK);
    EXPECT_EQ(awareness, PROCESS_PER_MONITOR_DPI_AWARE);
}

CASE(a_handle_that_is_not_open_is_no_process)
{
    PROCESS_DPI_AWARENESS awareness;

    POISON(awareness);
    TODO_ON(ON_WINE, "takes any handle");
    EXPECT_EQ(GetProcessDpiAwareness((HANDLE)(ULONG_PTR)0x12344, &awareness), E_INVALIDARG);
    EXPECT(IS_POISONED(awareness));
}

CASE(monitors_have_a_dpi_and_a_scale)
{
    HMONITOR monitor = MonitorFromWindow(NULL, MONITOR_DEFAULTTOPRIMARY);
    DEVICE_SCALE_FACTOR scale;
    UINT x, y;

    POISON(x);
    POISON(y);
    EXPECT_EQ(GetDpiForMonitor(monitor, MDT_EFFECTIVE_DPI, &x, &y), S_OK);
    EXPECT_EQ(x, 96);
    EXPECT_EQ(y, 96);
    EXPECT_EQ(GetScaleFactorForMonitor(monitor, &scale), S_OK);
    EXPECT_EQ(scale, 100);
}

CASE(bad_monitors_and_kinds_are_refused)
{
    HMONITOR monitor = MonitorFromWindow(NULL, MONITOR_DEFAULTTOPRIMARY);
    UINT x, y;

    POISON(x);
    POISON(y);
    TODO_ON(ON_WINE, "answers, or with another error");
    EXPECT_EQ(GetDpiForMonitor(monitor, (MONITOR_DPI_TYPE)9, &x, &y), E_INVALIDARG);
    EXPECT_EQ(GetDpiForMonitor((HMONITOR)(ULONG_PTR)0x999, MDT_EFFECTIVE_DPI, &x, &y),
              E_INVALIDARG);
    EXPECT(IS_POISONED(x) && IS_POISONED(y));
}
