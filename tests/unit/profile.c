/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shim/wstr.h"
#include "unit.h"
#include "winapi/profile/profile.h"

static char name[] = "/tmp/winshim-profile-XXXXXX";
static WCHAR *wide;

static void put(const char *data, size_t bytes)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, data, bytes), (ssize_t)bytes);
    close(fd);
}

static void assert_file(const char *data, size_t bytes)
{
    char got[500];
    int fd = open(name, O_RDONLY | O_CLOEXEC);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(read(fd, got, sizeof(got)), (ssize_t)bytes);
    ck_assert_mem_eq(got, data, bytes);
    close(fd);
}

__attribute__((constructor)) static void make_name(void)
{
    close(mkstemp(name));
    unlink(name);
    wide = utf8_dup_wide(name);
}

START_TEST(bytes_of_untouched_lines_stay_whatever_they_are)
{
    static const char before[] = "\xef\xbb\xbf;\xff\0\n[s]\r\r\nk=1\n\x80=2\n\n[t]";
    static const char after[] =
        "\xef\xbb\xbf;\xff\0\n[s]\r\r\nk=1\n\x80=2\nj=\xc3\xa4\r\n\n[t]\r\n";

    put(before, sizeof(before) - 1);
    ck_assert_int_eq(profile_write(u"s", u"j", u"\u00e4", wide), 0);
    assert_file(after, sizeof(after) - 1);
    unlink(name);
}
END_TEST

START_TEST(mode_and_symbolic_link_survive_a_write)
{
    struct stat status;
    char link_name[sizeof(name) + 5];
    AUTOFREE WCHAR *wide_link = NULL;

    snprintf(link_name, sizeof(link_name), "%s.link", name);
    wide_link = utf8_dup_wide(link_name);
    put("[a]\r\n", 5);
    ck_assert_int_eq(chmod(name, 0604), 0);
    ck_assert_int_eq(symlink(name, link_name), 0);
    ck_assert_int_eq(profile_write(u"a", u"k", u"v", wide_link), 0);
    assert_file("[a]\r\nk=v\r\n", 10);
    ck_assert_int_eq(stat(name, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0604);
    ck_assert_int_eq(lstat(link_name, &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    unlink(link_name);
    unlink(name);
}
END_TEST

START_TEST(processes_that_write_at_once_lose_nothing)
{
    enum { PROCESSES = 4, KEYS = 25 };
    struct profile_text text;
    int status;

    for (int p = 0; p < PROCESSES; p++)
        if (fork() == 0) {
            for (int k = 0; k < KEYS; k++) {
                WCHAR section[] = {(WCHAR)('a' + p), 0}, key[] = {(WCHAR)('a' + k), 0};

                if (profile_write(section, key, u"v", wide))
                    _exit(1);
            }
            _exit(0);
        }
    for (int p = 0; p < PROCESSES; p++) {
        ck_assert_int_gt(wait(&status), 0);
        ck_assert_int_eq(status, 0);
    }
    for (int p = 0; p < PROCESSES; p++) {
        WCHAR section[] = {(WCHAR)('a' + p), 0};

        ck_assert_int_eq(profile_read_section(section, wide, &text), 0);
        ck_assert_uint_eq(text.wchars, KEYS * 4);
        profile_text_finish(&text);
    }
    unlink(name);
}
END_TEST

START_TEST(odd_utf16_and_empty_files_do_no_harm)
{
    static const char odd[] = "\xff\xfe[\0s\0]\0\n\0k\0=\0v\0\n\0x";
    struct profile_text text;

    put(odd, sizeof(odd) - 1);
    ck_assert_int_eq(profile_read(u"s", u"k", NULL, wide, &text), 0);
    ck_assert_uint_eq(text.wchars, 1);
    profile_text_finish(&text);
    for (size_t bytes = 0; bytes < sizeof(odd); bytes++) {
        put(odd, bytes);
        profile_read(u"s", u"k", u"d", wide, &text);
        profile_text_finish(&text);
        ck_assert_int_eq(profile_write(u"s", u"k", u"new", wide), 0);
        ck_assert_int_eq(profile_read(u"s", u"k", NULL, wide, &text), 0);
        ck_assert_uint_eq(text.wchars, 3);
        profile_text_finish(&text);
    }
    unlink(name);
}
END_TEST

START_TEST(null_names_are_refused_or_list)
{
    struct profile_text text;
    UINT value = 0;
    BYTE byte = 0xa5;

    unlink(name);
    ck_assert_int_eq(profile_read_section(NULL, wide, &text), -EINVAL);
    ck_assert_int_eq(profile_read_integer(NULL, u"k", 7, wide, &value), -EINVAL);
    ck_assert_uint_eq(value, 7);
    ck_assert_int_eq(profile_read_struct(NULL, u"k", &byte, 1, wide), -EINVAL);
    ck_assert_int_eq(profile_write_section(NULL, u"", wide), -EINVAL);
    ck_assert_int_eq(profile_write(NULL, u"k", u"v", wide), -ENOENT);
    ck_assert_int_eq(profile_read(NULL, NULL, NULL, wide, &text), -ENOENT);
    ck_assert_uint_eq(text.wchars, 0);
    ck_assert_uint_eq(byte, 0xa5);
}
END_TEST

UNIT_MAIN("profile", bytes_of_untouched_lines_stay_whatever_they_are,
          mode_and_symbolic_link_survive_a_write, processes_that_write_at_once_lose_nothing,
          odd_utf16_and_empty_files_do_no_harm, null_names_are_refused_or_list)
