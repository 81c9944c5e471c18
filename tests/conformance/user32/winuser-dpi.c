/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define NOBODY  ((HWND)(ULONG_PTR)0x1234)
#define CTX(n)  ((DPI_AWARENESS_CONTEXT)(LONG_PTR)(n))
#define BAD_CTX CTX(-99)

CASE(contexts_are_told_apart)
{
    EXPECT(IsValidDpiAwarenessContext(CTX(-1)));
    EXPECT(IsValidDpiAwarenessContext(CTX(-2)));
    EXPECT(IsValidDpiAwarenessContext(CTX(-3)));
    EXPECT(!IsValidDpiAwarenessContext(NULL));
    EXPECT(!IsValidDpiAwarenessContext(BAD_CTX));
    EXPECT_EQ(GetAwarenessFromDpiAwarenessContext(CTX(-1)), DPI_AWARENESS_UNAWARE);
    EXPECT_EQ(GetAwarenessFromDpiAwarenessContext(CTX(-2)), DPI_AWARENESS_SYSTEM_AWARE);
    EXPECT_EQ(GetAwarenessFromDpiAwarenessContext(CTX(-3)), DPI_AWARENESS_PER_MONITOR_AWARE);
    EXPECT_EQ(GetAwarenessFromDpiAwarenessContext(BAD_CTX), DPI_AWARENESS_INVALID);
    EXPECT(AreDpiAwarenessContextsEqual(CTX(-1), CTX(-1)));
    EXPECT(!AreDpiAwarenessContextsEqual(CTX(-1), CTX(-2)));
    EXPECT(!AreDpiAwarenessContextsEqual(BAD_CTX, BAD_CTX));
}

CASE(the_newer_contexts_are_known)
{
    TODO_ON(ON_WINE, "doesn't know version 2 and GDI scaling");
    EXPECT(IsValidDpiAwarenessContext(CTX(-4)));
    EXPECT(IsValidDpiAwarenessContext(CTX(-5)));
    EXPECT_EQ(GetAwarenessFromDpiAwarenessContext(CTX(-4)), DPI_AWARENESS_PER_MONITOR_AWARE);
    EXPECT_EQ(GetAwarenessFromDpiAwarenessContext(CTX(-5)), DPI_AWARENESS_UNAWARE);
}

CASE(a_thread_chooses_and_goes_back)
{
    DPI_AWARENESS_CONTEXT before = SetThreadDpiAwarenessContext(CTX(-3));

    EXPECT(before != NULL);
    EXPECT(AreDpiAwarenessContextsEqual(GetThreadDpiAwarenessContext(), CTX(-3)));
    EXPECT(AreDpiAwarenessContextsEqual(SetThreadDpiAwarenessContext(CTX(-1)), CTX(-3)));
    EXPECT(AreDpiAwarenessContextsEqual(GetThreadDpiAwarenessContext(), CTX(-1)));
    EXPECT_FAILS(SetThreadDpiAwarenessContext(BAD_CTX), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SetThreadDpiAwarenessContext(NULL), ERROR_INVALID_PARAMETER);
    EXPECT(AreDpiAwarenessContextsEqual(GetThreadDpiAwarenessContext(), CTX(-1)));
    EXPECT(SetThreadDpiAwarenessContext(before) != NULL);
}

/* Stands before the case that makes the process's choice. */
CASE(a_wrong_choice_for_the_process_is_refused)
{
    EXPECT_FAILS(SetProcessDpiAwarenessContext(BAD_CTX), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(SetProcessDpiAwarenessContext(NULL), ERROR_INVALID_PARAMETER);
}

CASE(a_process_chooses_once)
{
    SetProcessDpiAwarenessContext(CTX(-3));
    EXPECT_FAILS(SetProcessDpiAwarenessContext(CTX(-1)), ERROR_ACCESS_DENIED);
    EXPECT(IsProcessDPIAware());
    EXPECT_TRUE_KEEPING_ERROR(SetProcessDPIAware());
    EXPECT(IsProcessDPIAware());
}

CASE(dpi_is_the_screens)
{
    EXPECT(GetDpiForSystem() >= 96);
    EXPECT_EQ(GetDpiForWindow(GetDesktopWindow()), GetDpiForSystem());
    EXPECT_FAILS(GetDpiForWindow(NULL), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(GetDpiForWindow(NOBODY), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT_FAILS(GetWindowDpiAwarenessContext(NOBODY), ERROR_INVALID_WINDOW_HANDLE);
    EXPECT(IsValidDpiAwarenessContext(GetWindowDpiAwarenessContext(GetDesktopWindow())));
}
