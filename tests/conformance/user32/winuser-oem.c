/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

CASE(ascii_is_the_same_in_every_code_page)
{
    CHAR a[8];
    WCHAR w[8];

    POISON(a);
    EXPECT(CharToOemA("abc", a));
    EXPECT_STR(a, "abc");
    EXPECT((unsigned char)a[4] == 0xa5);
    POISON(a);
    EXPECT(CharToOemW(L"abc", a));
    EXPECT_STR(a, "abc");
    POISON(a);
    EXPECT(OemToCharA("abc", a));
    EXPECT_STR(a, "abc");
    POISON(w);
    EXPECT(OemToCharW("abc", w));
    EXPECT_WSTR(w, L"abc");
    EXPECT(w[4] == 0xa5a5);
}

CASE(counted_forms_write_what_they_are_told)
{
    CHAR a[4];
    WCHAR w[4];

    POISON(a);
    EXPECT(CharToOemBuffA("abc", a, 2));
    EXPECT(a[1] == 'b' && (unsigned char)a[2] == 0xa5);
    POISON(a);
    EXPECT(CharToOemBuffW(L"abc", a, 2));
    EXPECT(a[1] == 'b' && (unsigned char)a[2] == 0xa5);
    POISON(a);
    EXPECT(OemToCharBuffA("abc", a, 2));
    EXPECT(a[1] == 'b' && (unsigned char)a[2] == 0xa5);
    POISON(w);
    EXPECT(OemToCharBuffW("abc", w, 2));
    EXPECT(w[1] == 'b' && w[2] == 0xa5a5);
    POISON(w);
    EXPECT(OemToCharBuffW("abc", w, 0));
    EXPECT(IS_POISONED(w));
}

CASE(narrow_forms_work_in_place)
{
    CHAR text[] = "abc";

    EXPECT(CharToOemA(text, text));
    EXPECT(OemToCharA(text, text));
    EXPECT(CharToOemBuffA(text, text, 3));
    EXPECT(OemToCharBuffA(text, text, 3));
    EXPECT_STR(text, "abc");
}

CASE(null_buffers_are_refused)
{
    CHAR a[4];
    WCHAR w[4];

    POISON(a);
    POISON(w);
    EXPECT(!CharToOemA(NULL, a));
    EXPECT(!CharToOemA("abc", NULL));
    EXPECT(!CharToOemW(NULL, a));
    EXPECT(!CharToOemW(L"abc", NULL));
    EXPECT(!CharToOemBuffA(NULL, a, 2));
    EXPECT(!CharToOemBuffW(NULL, a, 2));
    EXPECT(!OemToCharA(NULL, a));
    EXPECT(!OemToCharW(NULL, w));
    EXPECT(!OemToCharBuffA(NULL, a, 2));
    EXPECT(!OemToCharBuffW(NULL, w, 2));
    EXPECT(IS_POISONED(a));
    EXPECT(IS_POISONED(w));
}

CASE(wide_form_refuses_one_address_twice)
{
    WCHAR text[] = {'a', 'b', 0};

    TODO_ON(ON_WINE, "Microsoft's page has it fail with ERROR_INVALID_ADDRESS");
    EXPECT_FAILS(CharToOemW(text, (CHAR *)text), ERROR_INVALID_ADDRESS);
    EXPECT_EQ(text[1], 'b');
}

CASE(oem_is_utf8)
{
    static const WCHAR euro[] = {'a', 0x20ac, 0};
    CHAR a[8];
    WCHAR w[8];

    SKIP_IF(!(current_host() & ON_WINSHIM), "the OEM code page is UTF-8 under winshim");
    EXPECT(CharToOemW(euro, a));
    EXPECT_STR(a, "a\xe2\x82\xac");
    EXPECT(OemToCharW(a, w));
    EXPECT_WSTR(w, euro);
    POISON(a);
    EXPECT(CharToOemBuffW(euro, a, 2));
    EXPECT((unsigned char)a[2] == 0xa5);
}
