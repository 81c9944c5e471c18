/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#define AS_A(c) ((CHAR *)(ULONG_PTR)(c))
#define AS_W(c) ((WCHAR *)(ULONG_PTR)(c))

CASE(strings_change_case_in_place_and_come_back)
{
    CHAR a[] = "Hello 1_z";
    WCHAR w[] = {'h', 0xe4, 0x436, 0x1f80, 0xdf, '1', 0};

    EXPECT(CharUpperA(a) == a);
    EXPECT_STR(a, "HELLO 1_Z");
    EXPECT(CharLowerA(a) == a);
    EXPECT_STR(a, "hello 1_z");
    EXPECT(CharUpperW(w) == w);
    EXPECT_EQ(w[0], 'H');
    EXPECT_EQ(w[1], 0xc4);
    EXPECT_EQ(w[2], 0x416);
    EXPECT_EQ(w[3], 0x1f88);
    EXPECT_EQ(w[4], 0xdf);
    EXPECT(CharLowerW(w) == w);
    EXPECT_EQ(w[1], 0xe4);
    EXPECT_EQ(w[3], 0x1f80);
}

CASE(a_pointer_below_64k_is_a_character)
{
    EXPECT(CharUpperA(AS_A('a')) == AS_A('A'));
    EXPECT(CharLowerA(AS_A('A')) == AS_A('a'));
    EXPECT(CharUpperW(AS_W(0xe4)) == AS_W(0xc4));
    EXPECT(CharLowerW(AS_W(0x416)) == AS_W(0x436));
    EXPECT(CharUpperW(AS_W('1')) == AS_W('1'));
    EXPECT(CharUpperA(NULL) == NULL);
    EXPECT(CharLowerW(NULL) == NULL);
    EXPECT(CharUpperW(AS_W(0xfffe)) == AS_W(0xfffe));
}

CASE(one_way_mappings_stay_as_they_are)
{
    EXPECT(CharUpperW(AS_W(0xb5)) == AS_W(0xb5));
    EXPECT(CharUpperW(AS_W(0x131)) == AS_W(0x131));
    EXPECT(CharUpperW(AS_W(0x17f)) == AS_W(0x17f));
    EXPECT(CharLowerW(AS_W(0x130)) == AS_W(0x130));
    EXPECT(CharLowerW(AS_W(0x1e9e)) == AS_W(0x1e9e));
    EXPECT(CharUpperW(AS_W('i')) == AS_W('I'));
}

CASE(buffers_change_case_across_a_nul_and_not_beyond_their_end)
{
    CHAR a[] = "abcdef";
    WCHAR w[] = {'a', 0, 'b', 'c', 0};

    EXPECT_EQ(CharUpperBuffA(a, 3), 3);
    EXPECT_STR(a, "ABCdef");
    EXPECT_EQ(CharLowerBuffA(a, 2), 2);
    EXPECT_STR(a, "abCdef");
    EXPECT_EQ(CharUpperBuffW(w, 3), 3);
    EXPECT_EQ(w[0], 'A');
    EXPECT_EQ(w[2], 'B');
    EXPECT_EQ(w[3], 'c');
    EXPECT_EQ(CharLowerBuffW(w, 1), 1);
    EXPECT_EQ(w[0], 'a');
    EXPECT_EQ(w[2], 'B');
    EXPECT_EQ(CharUpperBuffA(a, 0), 0);
    EXPECT_EQ(CharUpperBuffA(NULL, 3), 0);
    EXPECT_EQ(CharLowerBuffA(NULL, 3), 0);
    EXPECT_EQ(CharUpperBuffW(NULL, 3), 0);
    EXPECT_EQ(CharLowerBuffW(NULL, 0), 0);
}

CASE(utf8_changes_case_in_place)
{
    CHAR text[] = "\xc3\xa4\xd0\xb6 \xe2\xb1\xa5";

    SKIP_IF(!(current_host() & ON_WINSHIM), "the ANSI code page is UTF-8 under winshim");
    CharUpperA(text);
    EXPECT_STR(text, "\xc3\x84\xd0\x96 \xe2\xb1\xa5");
    EXPECT(CharUpperA(AS_A(0xe4)) == AS_A(0xe4));
    CharLowerBuffA(text, 2);
    EXPECT_STR(text, "\xc3\xa4\xd0\x96 \xe2\xb1\xa5");
}

CASE(letters_and_digits_have_their_classes)
{
    EXPECT(IsCharAlphaA('a') && !IsCharAlphaA('1') && !IsCharAlphaA('_') && !IsCharAlphaA(0));
    EXPECT(IsCharAlphaNumericA('a') && IsCharAlphaNumericA('1') && !IsCharAlphaNumericA(' '));
    EXPECT(IsCharUpperA('A') && !IsCharUpperA('a') && !IsCharUpperA('1'));
    EXPECT(IsCharLowerA('a') && !IsCharLowerA('A') && !IsCharLowerA('1'));
    EXPECT(IsCharAlphaW(0xe4) && IsCharAlphaW(0x4e00) && !IsCharAlphaW(0x20ac));
    EXPECT(IsCharAlphaNumericW(0x663) && IsCharAlphaNumericW(0x4e00) && !IsCharAlphaNumericW('-'));
    EXPECT(IsCharUpperW(0x416) && !IsCharUpperW(0x436) && !IsCharUpperW(0x4e00));
    EXPECT(IsCharLowerW(0xdf) && !IsCharLowerW(0xc4) && !IsCharLowerW(0x4e00));
}

CASE(steps_stop_at_both_ends)
{
    static const CHAR a[] = "abc";
    static const WCHAR w[] = {'a', 'b', 'c', 0};

    EXPECT(CharNextA(a) == a + 1);
    EXPECT(CharNextA(a + 3) == a + 3);
    EXPECT(CharPrevA(a, a + 2) == a + 1);
    EXPECT(CharPrevA(a, a) == a);
    EXPECT(CharNextW(w) == w + 1);
    EXPECT(CharNextW(w + 3) == w + 3);
    EXPECT(CharPrevW(w, w + 3) == w + 2);
    EXPECT(CharPrevW(w, w) == w);
    EXPECT(CharPrevW(w + 1, w) == w + 1 || CharPrevW(w + 1, w) == w);
}

CASE(combining_marks_belong_to_their_letter)
{
    static const WCHAR ring[] = {'a', 0x30a, 'x', 0};
    static const WCHAR five[] = {'a', 0x301, 0x302, 0x303, 0x304, 0};

    TODO_ON(ON_WINE, "Microsoft's page has CharNext step over combining marks");
    EXPECT(CharNextW(ring) == ring + 2);
    EXPECT(CharNextW(five) == five + 5);
    EXPECT(CharPrevW(five, five + 5) == five);
    EXPECT(CharPrevW(ring, ring + 2) == ring);
}

CASE(surrogate_pairs_are_one_character)
{
    static const WCHAR note[] = {0xd83c, 0xdfb5, 'x', 0};

    TODO_ON(ON_WINE, "one step is one character on Microsoft's page");
    EXPECT(CharNextW(note) == note + 2);
    EXPECT(CharPrevW(note, note + 2) == note);
}

CASE(double_byte_pages_step_over_trail_bytes)
{
    static const CHAR text[] = "\x81\x40x\x82\xa0";

    EXPECT(CharNextExA(932, text, 0) == text + 2);
    EXPECT(CharNextExA(932, text + 2, 0) == text + 3);
    EXPECT(CharPrevExA(932, text, text + 5, 0) == text + 3);
    EXPECT(CharPrevExA(932, text, text + 2, 0) == text);
    EXPECT(CharPrevExA(932, text, text, 0) == text);
    EXPECT(CharNextExA(1252, text, 0) == text + 1);
    EXPECT(CharPrevExA(1252, text, text + 2, 0) == text + 1);
    EXPECT(CharNextExA(932, text + 5, 0) == text + 5);
    EXPECT(CharNextExA(932, "\x81", 0) != NULL);
}

CASE(utf8_sequences_are_one_character)
{
    static const CHAR text[] = "\xc3\xa4\xf0\x9f\x8e\xb5x";

    TODO_ON(ON_WINE, "one step is one character on Microsoft's page");
    EXPECT(CharNextExA(CP_UTF8, text, 0) == text + 2);
    EXPECT(CharNextExA(CP_UTF8, text + 2, 0) == text + 6);
    EXPECT(CharPrevExA(CP_UTF8, text, text + 6, 0) == text + 2);
    EXPECT(CharPrevExA(CP_UTF8, text, text + 2, 0) == text);
}
