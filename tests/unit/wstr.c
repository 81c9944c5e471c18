/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "shim/wstr.h"
#include "unit.h"

static void assert_wide(const char *utf8, const WCHAR *expected)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(utf8);

    ck_assert_uint_eq(wstr_length(wide), wstr_length(expected));
    ck_assert_mem_eq(wide, expected, wstr_length(expected) * sizeof(WCHAR));
}

START_TEST(every_plane_survives_the_round_trip)
{
    const char *text = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x8e\xb5";
    AUTOFREE WCHAR *wide = utf8_dup_wide(text);
    AUTOFREE char *back = wide_dup_utf8(wide);

    assert_wide(text, u"a\u00e4\u20ac\xd83c\xdfb5");
    ck_assert_str_eq(back, text);
}
END_TEST

START_TEST(each_maximal_invalid_part_becomes_one_replacement)
{
    assert_wide("\xff", u"\xfffd");
    assert_wide("\xc0\xaf", u"\xfffd\xfffd");
    assert_wide("\xe2\x82x", u"\xfffdx");
    assert_wide("\xf0\x9f\x8e", u"\xfffd");
    assert_wide("\xed\xa0\x80", u"\xfffd\xfffd\xfffd");
}
END_TEST

START_TEST(lone_surrogates_survive_in_paths_only)
{
    static const WCHAR lone[] = {'x', 0xd800, 'y', 0};
    AUTOFREE char *text = wide_dup_utf8(lone), *path = wide_dup_path(lone);
    AUTOFREE WCHAR *back = path_dup_wide(path);

    ck_assert_str_eq(text, "x\xef\xbf\xbdy");
    ck_assert_mem_eq(back, lone, sizeof(lone));
}
END_TEST

START_TEST(short_room_is_filled_and_never_overrun)
{
    WCHAR out[3] = {0x5555, 0x5555, 0x5555};

    ck_assert_uint_eq(utf8_to_wchars("abcd", 4, out, 2), 4);
    ck_assert_uint_eq(out[0], 'a');
    ck_assert_uint_eq(out[1], 'b');
    ck_assert_uint_eq(out[2], 0x5555);
}
END_TEST

START_TEST(null_strings_are_fine)
{
    ck_assert_uint_eq(wstr_length(NULL), 0);
    ck_assert_ptr_null(wstr_dup(NULL));
    ck_assert_ptr_null(utf8_dup_wide(NULL));
    ck_assert_ptr_null(wide_dup_utf8(NULL));
}
END_TEST

UNIT_MAIN("wstr", every_plane_survives_the_round_trip,
          each_maximal_invalid_part_becomes_one_replacement, lone_surrogates_survive_in_paths_only,
          short_room_is_filled_and_never_overrun, null_strings_are_fine)
