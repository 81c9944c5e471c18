/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "shim/upcase.h"
#include "unit.h"

START_TEST(pairs_map_both_ways)
{
    static const WCHAR pairs[][2] = {{'A', 'a'},       {0xc4, 0xe4},     {0x178, 0xff},
                                     {0x416, 0x436},   {0x1f88, 0x1f80}, {0x10a0, 0x2d00},
                                     {0x1c90, 0x10d0}, {0xff21, 0xff41}, {0x1c4, 0x1c6}};

    for (size_t i = 0; i < ARRAY_LENGTH(pairs); i++) {
        ck_assert_uint_eq(wchar_upper(pairs[i][1]), pairs[i][0]);
        ck_assert_uint_eq(wchar_lower(pairs[i][0]), pairs[i][1]);
        ck_assert_uint_eq(wchar_upper(pairs[i][0]), pairs[i][0]);
        ck_assert_uint_eq(wchar_lower(pairs[i][1]), pairs[i][1]);
    }
}
END_TEST

START_TEST(one_way_mappings_are_left_out)
{
    static const WCHAR lone[] = {0xb5, 0xdf, 0x130, 0x131, 0x17f, 0x1c5, 0x3c2, 0x1e9e, 0x212a};

    for (size_t i = 0; i < ARRAY_LENGTH(lone); i++) {
        ck_assert_uint_eq(wchar_upper(lone[i]), lone[i]);
        ck_assert_uint_eq(wchar_lower(lone[i]), lone[i]);
    }
}
END_TEST

START_TEST(every_mapping_leads_back)
{
    for (unsigned c = 0; c < 0x10000; c++) {
        WCHAR upper = wchar_upper((WCHAR)c), lower = wchar_lower((WCHAR)c);

        ck_assert_msg(upper == c || wchar_lower(upper) == c, "upper case of U+%04X", c);
        ck_assert_msg(lower == c || wchar_upper(lower) == c, "lower case of U+%04X", c);
        if (c >= 0xd800 && c < 0xe000)
            ck_assert_uint_eq(upper, c);
    }
}
END_TEST

START_TEST(classes_follow_the_category)
{
    ck_assert(wchar_is_alpha('a') && wchar_is_lower('a') && !wchar_is_upper('a'));
    ck_assert(wchar_is_alpha(0x4e00) && !wchar_is_lower(0x4e00) && !wchar_is_upper(0x4e00));
    ck_assert(wchar_is_upper(0x1c5) && wchar_is_lower(0x1c5));
    ck_assert(wchar_is_digit('7') && wchar_is_digit(0x663) && !wchar_is_alpha('7'));
    ck_assert(!wchar_is_alpha('_') && !wchar_is_digit(0xbd) && !wchar_is_alpha(0));
}
END_TEST

START_TEST(comparison_ignores_case_and_orders_by_upper_case)
{
    ck_assert_int_eq(wstr_compare_upper(u"stra\u00dfe \u00c4", u"STRA\u00dfE \u00e4"), 0);
    ck_assert_int_lt(wstr_compare_upper(u"ab", u"ABC"), 0);
    /* '_' stands between the capitals and the small letters. */
    ck_assert_int_lt(wstr_compare_upper(u"z", u"_"), 0);
    ck_assert_uint_eq(wchars_hash_upper(u"k\u00f6nig", 5), wchars_hash_upper(u"K\u00d6NIG", 5));
    ck_assert_uint_ne(wchars_hash_upper(u"ab", 2), wchars_hash_upper(u"ba", 2));
}
END_TEST

START_TEST(utf8_is_mapped_in_place_and_keeps_its_length)
{
    char text[] = "a\xc3\xa4\xe1\xbe\x80\xc3\x9f\xf0\x9f\x8e\xb5\xe2\xb1\xa5\xff\xc3";

    utf8_map_case(text, strlen(text), wchar_upper);
    ck_assert_str_eq(text, "A\xc3\x84\xe1\xbe\x88\xc3\x9f\xf0\x9f\x8e\xb5\xe2\xb1\xa5\xff\xc3");
}
END_TEST

UNIT_MAIN("upcase", pairs_map_both_ways, one_way_mappings_are_left_out, every_mapping_leads_back,
          classes_follow_the_category, comparison_ignores_case_and_orders_by_upper_case,
          utf8_is_mapped_in_place_and_keeps_its_length)
