/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shim/wstr.h"
#include "unit.h"
#include "winapi/environment/command_line.h"
#include "winapi/environment/environment.h"

static void assert_line(const char *const argv[], const char *expected)
{
    AUTOFREE char *line = command_line_quote(argv);

    ck_assert_str_eq(line, expected);
}

#define ARGUMENTS(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(arguments_are_quoted_only_when_they_must)
{
    assert_line(ARGUMENTS("a.exe", "b", "c"), "a.exe b c");
    assert_line(ARGUMENTS("a b.exe", "", "c\td"), "\"a b.exe\" \"\" \"c\td\"");
    assert_line(ARGUMENTS("a", "C:\\dir\\"), "a C:\\dir\\");
}
END_TEST

START_TEST(backslashes_double_only_before_a_quote)
{
    assert_line(ARGUMENTS("a", "C:\\my dir\\"), "a \"C:\\my dir\\\\\"");
    assert_line(ARGUMENTS("a", "say \"hi\""), "a \"say \\\"hi\\\"\"");
    assert_line(ARGUMENTS("a", "x\\\\\"y"), "a \"x\\\\\\\\\\\"y\"");
}
END_TEST

START_TEST(hosts_of_managed_code_do_not_show)
{
    ck_assert_uint_eq(command_line_skip_host(ARGUMENTS("/usr/bin/dotnet", "App.dll", "a.dll")), 1);
    ck_assert_uint_eq(command_line_skip_host(ARGUMENTS("dotnet", "exec", "x/App.dll")), 2);
    ck_assert_uint_eq(command_line_skip_host(ARGUMENTS("mono-sgen", "--debug", "App.EXE")), 2);
    ck_assert_uint_eq(command_line_skip_host(ARGUMENTS("dotnet", "build")), 0);
    ck_assert_uint_eq(command_line_skip_host(ARGUMENTS("./App", "x.dll")), 0);
    ck_assert_uint_eq(command_line_skip_host(((const char *const[]){NULL})), 0);
}
END_TEST

START_TEST(command_line_is_that_of_this_process)
{
    ck_assert_ptr_nonnull(strstr(command_line_utf8(), "unit-command-line"));
    ck_assert_ptr_eq(command_line(), command_line());
    ck_assert_int_eq(*command_line_program(), '/');
    ck_assert_int_eq(command_line_set(ARGUMENTS("late")), -EBUSY);
}
END_TEST

START_TEST(libc_sees_what_is_set)
{
    AUTOFREE WCHAR *value = NULL;

    ck_assert_int_eq(environment_set(u"Winshim_Unit", u"one"), 0);
    ck_assert_str_eq(getenv("Winshim_Unit"), "one");
    ck_assert_int_eq(environment_set(u"WINSHIM_UNIT", u"two"), 0);
    ck_assert_str_eq(getenv("Winshim_Unit"), "two");
    ck_assert_ptr_null(getenv("WINSHIM_UNIT"));
    setenv("Winshim_Unit", "three", 1);
    ck_assert_int_eq(environment_get(u"winshim_unit", &value), 0);
    ck_assert(wstr_equal_ascii(value, "three"));
    ck_assert_int_eq(environment_set(u"winshim_unit", NULL), 0);
    ck_assert_ptr_null(getenv("Winshim_Unit"));
}
END_TEST

START_TEST(drive_variables_never_reach_environ)
{
    ck_assert_int_eq(environment_set(u"=X:", u"X:\\here"), 0);
    for (char **entry = environ; *entry; entry++)
        ck_assert_int_ne(**entry, '=');
    ck_assert_int_eq(environment_set(u"=X:", NULL), 0);
}
END_TEST

UNIT_MAIN("command-line", arguments_are_quoted_only_when_they_must,
          backslashes_double_only_before_a_quote, hosts_of_managed_code_do_not_show,
          command_line_is_that_of_this_process, libc_sees_what_is_set,
          drive_variables_never_reach_environ)
