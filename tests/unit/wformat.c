/* SPDX-License-Identifier: MIT */
/* wformat.c - wsprintf through the host pass: System V lists have floats and a stack part */
#include <stdarg.h>
#include <string.h>

#include "shim/wstr.h"
#include "unit.h"
#include "winapi/wformat/wformat.h"

int host_wsprintfA(char *out, const char *format, ...);
int host_wsprintfW(WCHAR *out, const WCHAR *format, ...);
int host_wvsprintfA(char *out, const char *format, va_list list);

START_TEST(arguments_beyond_the_registers_are_found)
{
    char out[1024];
    WCHAR wide[1024];

    ck_assert_int_eq(host_wsprintfA(out, "%d %d %d %d %d %d %s %I64x %c", 1, 2, 3, 4, 5, 6, "seven",
                                    0x123456789abcdefull, 'z'),
                     35);
    ck_assert_str_eq(out, "1 2 3 4 5 6 seven 123456789abcdef z");
    ck_assert_int_eq(host_wsprintfW(wide, u"%s|%S|%d|%d|%d|%d|%d", u"a", "b", 3, 4, 5, 6, -7), 14);
    ck_assert_mem_eq(wide, u"a|b|3|4|5|6|-7", 30);
}
END_TEST

static int format_list(char *out, const char *format, ...)
{
    va_list list;
    int first, second;

    va_start(list, format);
    first = host_wvsprintfA(out, format, list);
    second = host_wvsprintfA(out, format, list);
    va_end(list);
    return first == second ? first : -1;
}

START_TEST(a_list_is_left_as_it_was)
{
    char out[1024];

    ck_assert_int_eq(format_list(out, "%d %s", 42, "x"), 4);
    ck_assert_str_eq(out, "42 x");
}
END_TEST

static uint64_t next_zero(void *unused)
{
    return 0;
}

START_TEST(every_room_is_kept_and_the_full_length_told)
{
    struct wformat_arguments arguments = {next_zero, NULL};

    for (size_t room = 1; room < 12; room++) {
        char out[16];
        size_t length = 0;

        memset(out, 0x55, sizeof(out));
        wformat_narrow(out, room, "\xe2\x82\xac%5d%%\xe2\x82\xac", &arguments, &length);
        ck_assert_uint_eq(length, 12);
        ck_assert_uint_lt(strlen(out), room);
        ck_assert_int_eq(out[room], 0x55);
        ck_assert_uint_eq(utf8_to_wchars(out, strlen(out), NULL, 0),
                          strlen(out) < 3 ? 0 : strlen(out) - 2);
    }
}
END_TEST

UNIT_MAIN("wformat", arguments_beyond_the_registers_are_found, a_list_is_left_as_it_was,
          every_room_is_kept_and_the_full_length_told)
