/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shim/error.h"
#include "shim/wstr.h"
#include "unit.h"
#include "winapi/messagebox/messagebox.h"

#include <winuser.h>

static void assert_set(UINT type, unsigned count, int first, int last, int escape)
{
    struct messagebox box;

    ck_assert_int_eq(messagebox_describe(type, &box), 0);
    ck_assert_uint_eq(box.button_count, count);
    ck_assert_int_eq(box.buttons[0].id, first);
    ck_assert_int_eq(box.buttons[count - 1].id, last);
    ck_assert_int_eq(box.escape_id, escape);
}

START_TEST(each_set_has_its_buttons_and_its_escape)
{
    assert_set(MB_OK, 1, IDOK, IDOK, IDOK);
    assert_set(MB_OKCANCEL, 2, IDOK, IDCANCEL, IDCANCEL);
    assert_set(MB_ABORTRETRYIGNORE, 3, IDABORT, IDIGNORE, 0);
    assert_set(MB_YESNOCANCEL, 3, IDYES, IDCANCEL, IDCANCEL);
    assert_set(MB_YESNO, 2, IDYES, IDNO, 0);
    assert_set(MB_RETRYCANCEL, 2, IDRETRY, IDCANCEL, IDCANCEL);
    assert_set(MB_CANCELTRYCONTINUE, 3, IDCANCEL, IDCONTINUE, IDCANCEL);
    assert_set(MB_OK | MB_HELP, 2, IDOK, IDHELP, IDOK);
    assert_set(MB_YESNOCANCEL | MB_HELP, 4, IDYES, IDHELP, IDCANCEL);
}
END_TEST

START_TEST(unknown_sets_are_refused_and_write_nothing)
{
    struct messagebox box = {.button_count = 77};

    for (UINT type = MB_CANCELTRYCONTINUE + 1; type <= MB_TYPEMASK; type++)
        ck_assert_int_eq(messagebox_describe(type, &box), ENGINE_WIN32(ERROR_INVALID_MSGBOX_STYLE));
    ck_assert_uint_eq(box.button_count, 77);
}
END_TEST

START_TEST(a_default_button_that_is_not_there_means_the_first)
{
    struct messagebox box;

    messagebox_describe(MB_YESNO | MB_DEFBUTTON2, &box);
    ck_assert_uint_eq(box.default_button, 1);
    messagebox_describe(MB_YESNO | MB_DEFBUTTON3, &box);
    ck_assert_uint_eq(box.default_button, 0);
    messagebox_describe(MB_YESNOCANCEL | MB_HELP | MB_DEFBUTTON4, &box);
    ck_assert_uint_eq(box.default_button, 3);
}
END_TEST

static void assert_wrapped(const char *text, size_t columns, const char *expected)
{
    AUTOFREE char *wrapped = messagebox_wrap(text, columns);

    ck_assert_str_eq(wrapped, expected);
}

START_TEST(every_line_end_becomes_a_newline)
{
    assert_wrapped("a\r\nb\rc\n\nd\n", 80, "a\nb\nc\n\nd\n");
    assert_wrapped("", 80, "");
    assert_wrapped("\n", 80, "\n");
}
END_TEST

START_TEST(long_lines_break_at_spaces_or_anywhere)
{
    assert_wrapped("one two three", 8, "one two\nthree");
    assert_wrapped("one two", 7, "one two");
    assert_wrapped("abcdefgh", 3, "abc\ndef\ngh");
    assert_wrapped("abc def", 3, "abc\ndef");
    assert_wrapped("\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f", 2, "\xc3\xa4\xc3\xb6\n\xc3\xbc\xc3\x9f");
}
END_TEST

/* What one box prints on standard error. */
static void capture(const char *text, const char *caption, UINT type, char *out, size_t size,
                    int *ret_id)
{
    int saved = dup(STDERR_FILENO), fds[2];
    ssize_t count;

    ck_assert_int_eq(pipe(fds), 0);
    dup2(fds[1], STDERR_FILENO);
    ck_assert_int_eq(messagebox_show(text, caption, type, ret_id), 0);
    dup2(saved, STDERR_FILENO);
    close(fds[1]);
    count = read(fds[0], out, size - 1);
    close(fds[0]);
    close(saved);
    out[count > 0 ? count : 0] = 0;
}

START_TEST(without_a_display_the_box_is_printed_and_the_default_answers)
{
    char out[2048];
    int id = 0;

    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    capture("warm up", "x", MB_OK, out, sizeof(out), &id);
    capture("Save \xc3\xa4?\r\nNow?", "Editor", MB_YESNO | MB_ICONQUESTION | MB_DEFBUTTON2, out,
            sizeof(out), &id);
    ck_assert_int_eq(id, IDNO);
    ck_assert_str_eq(out, "+-- Editor (question) -+\n"
                          "| Save \xc3\xa4?              |\n"
                          "| Now?                 |\n"
                          "|                      |\n"
                          "| [ Yes ]  [*No*]      |\n"
                          "+----------------------+\n");
}
END_TEST

START_TEST(help_is_never_the_answer_without_a_display)
{
    char out[2048];
    int id = 0;

    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    capture(NULL, NULL, MB_RETRYCANCEL | MB_HELP | MB_DEFBUTTON3, out, sizeof(out), &id);
    ck_assert_int_eq(id, IDRETRY);
    ck_assert_ptr_nonnull(strstr(out, "+-- Error "));
}
END_TEST

UNIT_MAIN("messagebox", each_set_has_its_buttons_and_its_escape,
          unknown_sets_are_refused_and_write_nothing,
          a_default_button_that_is_not_there_means_the_first, every_line_end_becomes_a_newline,
          long_lines_break_at_spaces_or_anywhere,
          without_a_display_the_box_is_printed_and_the_default_answers,
          help_is_never_the_answer_without_a_display)
