/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(no_debugger_is_present)
{
    BOOL present;

    EXPECT(!IsDebuggerPresent());
    POISON(present);
    EXPECT(CheckRemoteDebuggerPresent(GetCurrentProcess(), &present));
    EXPECT_EQ(present, FALSE);
    EXPECT_FAILS(CheckRemoteDebuggerPresent(GetCurrentProcess(), NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(CheckRemoteDebuggerPresent(NULL, &present), ERROR_INVALID_PARAMETER);
}

CASE(debug_output_takes_anything)
{
    DWORD error;

    SetLastError(0xdeadbeef);
    OutputDebugStringA("text\n");
    OutputDebugStringW(L"text\n");
    OutputDebugStringA("");
    OutputDebugStringA(NULL);
    OutputDebugStringW(NULL);
    error = GetLastError();
    if (current_host() & ON_WINSHIM)
        EXPECT_EQ(error, 0xdeadbeef);
}
