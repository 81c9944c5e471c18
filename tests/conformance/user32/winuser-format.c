/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

static CHAR out_a[3000];
static WCHAR out_w[3000];

/* Format twice, through both forms of the function, and hold it against the expected text. */
#define EXPECT_FORMAT(expected, ...)                                                               \
    do {                                                                                           \
        POISON(out_a);                                                                             \
        EXPECT_EQ(wsprintfA(out_a, __VA_ARGS__), sizeof(expected) - 1);                            \
        EXPECT_STR(out_a, expected);                                                               \
    } while (0)

#define EXPECT_FORMAT_W(expected, ...)                                                             \
    do {                                                                                           \
        POISON(out_w);                                                                             \
        EXPECT_EQ(wsprintfW(out_w, __VA_ARGS__), sizeof(expected) / 2 - 1);                        \
        EXPECT_WSTR(out_w, expected);                                                              \
    } while (0)

CASE(decimal_numbers_with_width_and_precision)
{
    EXPECT_FORMAT("1|    2|3    |00004|005|  006|7    |", "%d|%5d|%-5d|%05d|%.3d|%5.3d|%-05d|", 1,
                  2, 3, 4, 5, 6, 7);
    EXPECT_FORMAT("-1 4294967295 -2 4294967294 -3", "%i %u %ld %lu %li", -1, -1, -2, -2, -3);
    EXPECT_FORMAT("-0042|  -42|-2147483648", "%05d|%5d|%d", -42, -42, (int)0x80000000);
    EXPECT_FORMAT("0|0", "%.0d|%.d", 0, 0);
    EXPECT_FORMAT_W(L"1|    2|00004|-3", L"%d|%5d|%05d|%li", 1, 2, 4, -3);
}

CASE(hexadecimal_numbers_and_their_prefix)
{
    EXPECT_FORMAT("ff FF 0xff 0XFF", "%x %X %#x %#X", 255, 255, 255, 255);
    EXPECT_FORMAT("      ff 000000ff", "%8x %08x", 255, 255);
    EXPECT_FORMAT("ff FF 0x000ff 0x0", "%lx %lX %#.5x %#x", 255, 255, 255, 0);
    EXPECT_FORMAT_W(L"ff FF 0xff", L"%x %lX %#x", 255, 255, 255);
}

CASE(precision_counts_digits_and_width_counts_all_characters)
{
    TODO_ON(ON_WINE, "it counts the sign as a digit and the prefix as nothing");
    EXPECT_FORMAT("-0005", "%.4d", -5);
    EXPECT_FORMAT("      0xff", "%#10x", 255);
}

CASE(short_numbers_are_cut_to_16_bits)
{
    EXPECT_FORMAT("-5 7", "%hd %hu", -5, 7);
    TODO_ON(ON_WINE, "a short argument has 16 bits");
    EXPECT_FORMAT("4464 65535", "%hd %hu", 70000, -1);
}

CASE(sixty_four_bit_numbers)
{
    EXPECT_FORMAT("81985529216486895 123456789abcdef", "%I64d %I64x", 0x123456789abcdefLL,
                  0x123456789abcdefLL);
    EXPECT_FORMAT("18446744073709551615 FFFFFFFFFFFFFFFF", "%I64u %I64X", -1LL, -1LL);
    EXPECT_FORMAT("ffffffffffffffff -1 ffffffff", "%Ix %I32d %I32x", -1LL, -1, -1);
    EXPECT_FORMAT_W(L"-1", L"%I64d", -1LL);
}

CASE(pointers_have_sixteen_capital_digits)
{
    EXPECT_FORMAT("00000000000012AB", "%p", (void *)0x12ab);
    EXPECT_FORMAT_W(L"00000000000012AB", L"%p", (void *)0x12ab);
}

CASE(strings_with_width_and_precision)
{
    EXPECT_FORMAT("abc|  abc|abc  |ab", "%s|%5s|%-5s|%.2s", "abc", "abc", "abc", "abc");
    EXPECT_FORMAT("abc", "%2s", "abc");
    EXPECT_FORMAT("(null)", "%s", (char *)NULL);
    EXPECT_FORMAT_W(L"abc|  abc|abc  |ab", L"%s|%5s|%-5s|%.2s", L"abc", L"abc", L"abc", L"abc");
    EXPECT_FORMAT_W(L"(null)", L"%s", (WCHAR *)NULL);
}

CASE(strings_of_the_other_width)
{
    EXPECT_FORMAT("wide|wide|narrow|wide|n|ww", "%S|%ls|%hs|%lS|%hS|%ws", L"wide", L"wide",
                  "narrow", L"wide", "n", L"ww");
    EXPECT_FORMAT_W(L"narrow|narrow|wide|ww|w|n", L"%S|%hs|%ls|%ws|%lS|%hS", "narrow", "narrow",
                    L"wide", L"ww", L"w", "n");
}

CASE(characters_of_both_widths)
{
    EXPECT_FORMAT("a|b|c|d|    e|f    |i", "%c|%C|%lc|%hc|%5c|%-5c|%hC", 'a', 'b', 'c', 'd', 'e',
                  'f', 'i');
    EXPECT_FORMAT_W(L"a|b|c|d|    e", L"%c|%C|%lc|%hc|%5c", 'a', 'b', 'c', 'd', 'e');
}

CASE(a_sized_zero_character_writes_nothing)
{
    TODO_ON(ON_WINE, "hc and lc ignore a character of value zero");
    EXPECT_FORMAT("ab|", "a%hcb%lc|", 0, 0);
}

CASE(percent_signs_and_unknown_types_are_text)
{
    EXPECT_FORMAT("100% y z", "%d%% %y %z", 100);
    EXPECT_FORMAT("*d|*s", "%*d|%.*s", 5, 1);
    EXPECT_FORMAT("", "%s", "");
    EXPECT_FORMAT("ld", "%lld", 1LL);
    EXPECT_FORMAT("D U o f", "%D %U %o %f", 1, 2, 3, 4);
    EXPECT_FORMAT("a", "a%");
    EXPECT_FORMAT("a", "a%-");
}

CASE(text_ends_after_1023_characters)
{
    static CHAR big[2001];

    memset(big, 'x', 2000);
    POISON(out_a);
    wsprintfA(out_a, "%s", big);
    EXPECT_EQ(strlen(out_a), 1023);
    EXPECT_EQ((unsigned char)out_a[1024], 0xa5);
    POISON(out_a);
    wsprintfA(out_a, "abc%2000d|", 5);
    EXPECT_EQ(strlen(out_a), 1023);
    POISON(out_w);
    wsprintfW(out_w, L"%S", big);
    EXPECT_EQ(out_w[1022], 'x');
    EXPECT_EQ(out_w[1023], 0);
    EXPECT_EQ(out_w[1024], 0xa5a5);
    TODO_ON(ON_WINE, "the result is the number of characters stored");
    EXPECT_EQ(wsprintfA(out_a, "%s", big), 1023);
    EXPECT_EQ(wsprintfW(out_w, L"%S", big), 1023);
}

/* A list of Microsoft's convention is a row of 8-byte slots. */
CASE(lists_of_arguments_are_read_slot_by_slot)
{
    static const CHAR word[] = "word";
    static const WCHAR wide[] = L"wide";
    ULONG_PTR slots[4] = {42, (ULONG_PTR)word, (ULONG_PTR)wide, 'c'};

    EXPECT_EQ(wvsprintfA(out_a, "%d %s %S %c", (char *)slots), 14);
    EXPECT_STR(out_a, "42 word wide c");
    EXPECT_EQ(wvsprintfW(out_w, L"%d %S %s %c", (char *)slots), 14);
    EXPECT_WSTR(out_w, L"42 word wide c");
}

CASE(utf8_comes_and_goes_whole)
{
    static const WCHAR euro[] = {0x20ac, 0xd83c, 0xdfb5, 0};
    int length;

    SKIP_IF(!(current_host() & ON_WINSHIM), "the ANSI code page is UTF-8 under winshim");
    EXPECT_FORMAT("\xe2\x82\xac\xf0\x9f\x8e\xb5|", "%S|", euro);
    EXPECT_FORMAT("  \xe2\x82\xac", "%5.1S", euro);
    EXPECT_EQ(wsprintfW(out_w, L"%S", "\xe2\x82\xac\xf0\x9f\x8e\xb5"), 3);
    EXPECT_WSTR(out_w, euro);
    length = wsprintfA(out_a, "%1021d%S", 1, euro);
    EXPECT_EQ(length, 1021);
    EXPECT_EQ(strlen(out_a), 1021);
}

CASE(null_format_or_buffer_is_refused)
{
    SKIP_IF(!(current_host() & ON_WINSHIM), "crashes elsewhere");
    POISON(out_a);
    EXPECT_FAILS(wsprintfA(NULL, "x"), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(wsprintfA(out_a, NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(wsprintfW(out_w, NULL), ERROR_INVALID_PARAMETER);
    EXPECT(IS_POISONED(out_a));
}
