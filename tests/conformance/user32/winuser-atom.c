/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(a_name_keeps_its_number_without_case)
{
    UINT message;

    EXPECT_TRUE_KEEPING_ERROR((message = RegisterWindowMessageA("Winshim.Message")) >= 0xc000);
    EXPECT(message <= 0xffff);
    EXPECT_EQ(RegisterWindowMessageW(L"winshim.MESSAGE"), message);
    EXPECT_EQ(RegisterWindowMessageA("Winshim.Message"), message);
    EXPECT(RegisterWindowMessageA("Winshim.Other") != message);
}

CASE(clipboard_formats_share_the_numbers)
{
    UINT message = RegisterWindowMessageA("winshim.shared");

    EXPECT_EQ(RegisterClipboardFormatA("winshim.shared"), message);
    EXPECT_EQ(RegisterClipboardFormatW(L"Winshim.Shared"), message);
}

CASE(bad_names_have_no_number)
{
    CHAR name[300];

    memset(name, 'n', sizeof(name));
    name[256] = 0;
    EXPECT_FAILS(RegisterWindowMessageA(name), ERROR_INVALID_PARAMETER);
    name[255] = 0;
    EXPECT(RegisterWindowMessageA(name));
    EXPECT_FAILS(RegisterWindowMessageW(L""), ERROR_INVALID_NAME);
    EXPECT_FAILS(RegisterClipboardFormatW(L""), ERROR_INVALID_NAME);
    EXPECT(!RegisterWindowMessageA(""));
    EXPECT(!RegisterWindowMessageA(NULL));
    EXPECT(!RegisterClipboardFormatW(NULL));
}

CASE(number_names_stand_for_themselves)
{
    EXPECT_EQ(RegisterWindowMessageA("#123"), 123);
    EXPECT_EQ(RegisterWindowMessageW(L"#49151"), 49151);
    EXPECT_EQ(RegisterWindowMessageA((LPCSTR)(ULONG_PTR)0x123), 0x123);
    EXPECT_FAILS(RegisterWindowMessageA("#0"), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(RegisterWindowMessageA("#49152"), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(RegisterWindowMessageA((LPCSTR)(ULONG_PTR)0xc123), ERROR_INVALID_PARAMETER);
    EXPECT(RegisterWindowMessageA("#12x") >= 0xc000);
}

CASE(a_format_tells_the_name_it_was_registered_with)
{
    UINT format = RegisterClipboardFormatA("Winshim Format");
    CHAR a[32];
    WCHAR w[32];

    POISON(a);
    POISON(w);
    EXPECT_EQ(GetClipboardFormatNameA(format, a, 32), 14);
    EXPECT_STR(a, "Winshim Format");
    EXPECT_EQ(GetClipboardFormatNameW(format, w, 32), 14);
    EXPECT_WSTR(w, L"Winshim Format");
    POISON(w);
    EXPECT_EQ(GetClipboardFormatNameW(format, w, 5), 4);
    EXPECT_WSTR(w, L"Wins");
    EXPECT_EQ(w[5], 0xa5a5);
}

CASE(a_narrow_name_is_cut_too)
{
    UINT format = RegisterClipboardFormatA("Winshim Format");
    CHAR a[32];

    POISON(a);
    TODO_ON(ON_WINE, "Microsoft's page has a long name truncated");
    EXPECT_EQ(GetClipboardFormatNameA(format, a, 5), 4);
    EXPECT_STR(a, "Wins");
    EXPECT_EQ((unsigned char)a[5], 0xa5);
}

CASE(formats_without_a_name_leave_the_buffer_alone)
{
    CHAR a[16];
    WCHAR w[16];

    POISON(a);
    POISON(w);
    EXPECT(!GetClipboardFormatNameA(CF_TEXT, a, 16));
    EXPECT(!GetClipboardFormatNameA(0, a, 16));
    EXPECT_FAILS(GetClipboardFormatNameA(0xfff0, a, 16), ERROR_INVALID_HANDLE);
    EXPECT(!GetClipboardFormatNameW(CF_UNICODETEXT, w, 16));
    EXPECT_FAILS(GetClipboardFormatNameW(RegisterClipboardFormatA("winshim.x"), w, 0),
                 ERROR_MORE_DATA);
    EXPECT(IS_POISONED(a));
    EXPECT(IS_POISONED(w));
}
