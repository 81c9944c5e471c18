/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim/upcase.h"
#include "shim/error.h"
#include "shim/path.h"
#include "shim/wstr.h"
#include "unit.h"

static char top[PATH_MAX]; /* real path of a fresh folder; WINSHIM_HOME is "home" in it */

static void touch(const char *name)
{
    char path[PATH_MAX + 300];
    int fd;

    snprintf(path, sizeof(path), "%s/%s", top, name);
    fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

__attribute__((constructor)) static void make_top(void)
{
    char template[] = "/tmp/winshim-path-XXXXXX", path[PATH_MAX + 20];

    if (!mkdtemp(template) || !realpath(template, top))
        abort();
    snprintf(path, sizeof(path), "%s/home", top);
    setenv("WINSHIM_HOME", path, 1);
    if (chdir(top))
        abort();
}

/* nftw would do; the folder is ours and small. */
__attribute__((destructor)) static void remove_top(void)
{
    char command[PATH_MAX + 20];

    snprintf(command, sizeof(command), "rm -rf '%s'", top);
    if (system(command))
        perror(command);
}

/* @expected: relative to top without a slash at its start */
static void assert_unix(const WCHAR *path, const char *expected)
{
    AUTOFREE char *text = wide_dup_utf8(path), *found = NULL;
    char wanted[PATH_MAX + 600];

    snprintf(wanted, sizeof(wanted), *expected == '/' ? "%s" : "%s/%s",
             *expected == '/' ? expected : top, expected);
    ck_assert_msg(path_to_unix(path, &found) == 0, "%s", text);
    ck_assert_msg(!strcmp(found, wanted), "%s: %s, expected %s", text, found, wanted);
}

static void assert_unix_error(const WCHAR *path, DWORD error)
{
    char *found = (char *)-1;

    ck_assert_uint_eq(win32_error(path_to_unix(path, &found)), error);
    ck_assert_ptr_eq(found, (char *)-1);
}

static void assert_full(const WCHAR *path, const char *expected)
{
    AUTOFREE WCHAR *full = NULL;
    AUTOFREE char *text = wide_dup_utf8(path), *got = NULL;

    ck_assert_int_eq(path_full(path, &full), 0);
    got = wide_dup_utf8(full);
    ck_assert_msg(!strcmp(got, expected), "%s: %s, expected %s", text, got, expected);
}

START_TEST(home_is_made_for_its_owner_alone)
{
    struct stat status;

    ck_assert_int_eq(stat(path_home(), &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0700);
    assert_unix(u"C:\\windows\\system32", "home/drive_c/windows/system32");
    ck_assert_int_eq(stat("home/drive_c/windows/system32", &status), 0);
}
END_TEST

START_TEST(drives_and_both_kinds_of_slash)
{
    assert_unix(u"C:", "home/drive_c");
    assert_unix(u"c:\\", "home/drive_c");
    assert_unix(u"C:/new/file.txt", "home/drive_c/new/file.txt");
    assert_unix(u"C:new.txt", "home/drive_c/new.txt");
    assert_unix(u"Z:\\", "/");
    assert_unix(u"z:\\no\\such\\dir", "/no/such/dir");
    assert_unix(u"Z:new.txt", "new.txt");
    assert_unix(u"\\no-such-root", "/no-such-root");
    assert_unix_error(u"Q:\\x", ERROR_PATH_NOT_FOUND);
    assert_unix_error(u"Q:", ERROR_PATH_NOT_FOUND);
}
END_TEST

START_TEST(further_drives_are_entries_of_dosdevices)
{
    ck_assert_int_eq(mkdir("home/dosdevices", 0700), 0);
    ck_assert_int_eq(symlink("/", "home/dosdevices/m:"), 0);
    assert_unix(u"M:\\", "home/dosdevices/m:");
    assert_unix(u"m:\\x", "home/dosdevices/m:/x");
}
END_TEST

START_TEST(rooted_and_drive_relative_paths_follow_the_current_folder)
{
    AUTOFREE WCHAR *windows = NULL;

    path_home();
    ck_assert_int_eq(chdir("home/drive_c/windows"), 0);
    assert_unix(u"\\x", "home/drive_c/x");
    assert_unix(u"C:x", "home/drive_c/windows/x");
    assert_unix(u"C:..\\x", "home/drive_c/x");
    assert_unix(u"Z:x", "/x");
    assert_full(u"..\\..\\..\\x", "C:\\x");
    ck_assert_int_eq(path_to_windows("system32", &windows), 0);
    ck_assert(wstr_equal_ascii(windows, "C:\\windows\\system32"));
    ck_assert_int_eq(chdir(top), 0);
}
END_TEST

START_TEST(wrong_case_is_found_in_every_component)
{
    ck_assert_int_eq(mkdir("Media", 0700), 0);
    ck_assert_int_eq(mkdir("Media/\xc3\x84rger", 0700), 0);
    touch("Media/\xc3\x84rger/\xd0\x94\xd0\x9e\xd0\x9c \xce\xa9.Wav");
    assert_unix(u"MEDIA\\\u00e4RGER\\\u0434\u043e\u043c \u03c9.wAV",
                "Media/\xc3\x84rger/\xd0\x94\xd0\x9e\xd0\x9c \xce\xa9.Wav");
    assert_unix(u"media/new/Deep.txt", "Media/new/Deep.txt");
    touch("Media/two");
    touch("Media/TWO");
    assert_unix(u"media\\two", "Media/two");
    assert_unix(u"media\\Two", "Media/TWO");
}
END_TEST

START_TEST(unix_paths_are_taken_as_they_are)
{
    WCHAR path[PATH_MAX];

    touch("what?.tx:t.");
    touch("Plain");
    for (const char *const *name = (const char *const[]){"what?.tx:t.", "Plain", "new", NULL};
         *name; name++) {
        char text[PATH_MAX + 50];
        size_t wchars = (size_t)snprintf(text, sizeof(text), "%s/%s", top, *name);

        path[utf8_to_wchars(text, wchars, path, PATH_MAX - 1)] = 0;
        assert_unix(path, text);
    }
    assert_unix(u"/TMP", "/tmp");
    assert_unix(u"/tmp\\", "/tmp");
    assert_unix(u"//tmp/no-such", "/tmp/no-such");
    assert_unix(u"/dev/NULL", "/dev/null");
    assert_unix_error(u"/tmp/no?such", ERROR_INVALID_NAME);
}
END_TEST

START_TEST(relative_paths_and_dots)
{
    touch("here.txt");
    assert_unix(u"here.txt", "here.txt");
    assert_unix(u".\\HERE.txt. .", "here.txt");
    assert_unix(u"no\\..\\here.txt", "here.txt");
    assert_unix(u".", top);
    assert_unix(u"..\\..\\..\\..\\..\\..", "/");
}
END_TEST

START_TEST(unc_paths_are_refused)
{
    assert_unix_error(u"\\\\server\\share\\x", ERROR_BAD_NETPATH);
    assert_unix_error(u"\\\\server", ERROR_BAD_NETPATH);
    assert_unix_error(u"\\\\?\\UNC\\server\\share", ERROR_BAD_NETPATH);
    assert_unix_error(u"\\\\.\\unc\\server\\share", ERROR_BAD_NETPATH);
}
END_TEST

START_TEST(verbatim_paths_are_not_normalised)
{
    touch("dots. .");
    ck_assert_int_eq(mkdir("home/drive_c/v", 0700), 0);
    touch("home/drive_c/v/end.");
    assert_unix(u"\\\\?\\C:\\v\\end.", "home/drive_c/v/end.");
    assert_unix(u"\\\\?\\C:\\V\\End.", "home/drive_c/v/end.");
    assert_unix(u"\\??\\C:\\v\\new. ", "home/drive_c/v/new. ");
    assert_unix(u"\\\\?\\C:\\", "home/drive_c");
    assert_unix(u"\\\\?\\Z:\\dev\\aux.", "/dev/aux.");
    assert_unix_error(u"\\\\?\\C:\\v\\..\\x", ERROR_INVALID_NAME);
    assert_unix_error(u"\\\\?\\C:\\v/x", ERROR_INVALID_NAME);
    assert_unix_error(u"\\\\?\\C:x", ERROR_INVALID_NAME);
    assert_unix_error(u"\\\\?\\", ERROR_FILE_NOT_FOUND);
    assert_unix_error(u"\\\\?\\C:", ERROR_ACCESS_DENIED);
}
END_TEST

START_TEST(device_names_anywhere_with_any_extension)
{
    WCHAR name[8] = u"keep";

    assert_unix(u"NUL", "/dev/null");
    assert_unix(u"nul.txt", "/dev/null");
    assert_unix(u"C:\\no\\Nul .a.b", "/dev/null");
    assert_unix(u"nul:", "/dev/null");
    assert_unix(u"\\\\.\\NUL", "/dev/null");
    assert_unix(u"\\\\?\\nul", "/dev/null");
    assert_unix(u"CON", "/dev/tty");
    assert_unix(u"conin$", "/dev/tty");
    assert_unix(u"x\\CONOUT$", "/dev/tty");
    assert_unix(u"COM3.dat", "/dev/ttyS2");
    assert_unix(u"com\u00b2", "/dev/ttyS1");
    assert_unix(u"AUX", "/dev/ttyS0");
    assert_unix(u"PRN", "/dev/lp0");
    assert_unix(u"lpt2", "/dev/lp1");
    assert_unix(u"com0", "com0");
    assert_unix(u"nullable", "nullable");
    assert_unix(u"null", "null");
    ck_assert(path_device(u"C:\\x\\con.txt", name));
    ck_assert(wstr_equal_ascii(name, "CON"));
    ck_assert(!path_device(u"/dev/con", name));
    ck_assert(!path_device(u"nul\\x", NULL));
    ck_assert(!path_device(NULL, name));
    touch("aux.c");
    assert_unix(u"AUX.c", "aux.c");
    assert_unix(u"aux.h", "/dev/ttyS0");
    assert_unix_error(u"\\\\.\\pipe\\x", ERROR_FILE_NOT_FOUND);
    assert_unix_error(u"\\\\.\\", ERROR_FILE_NOT_FOUND);
    assert_unix_error(u"\\\\.", ERROR_FILE_NOT_FOUND);
    assert_unix_error(u"\\\\.\\C:", ERROR_ACCESS_DENIED);
    assert_unix(u"\\\\.\\C:\\a\\..\\b", "home/drive_c/b");
    assert_unix(u"//?/C:/a/../b", "home/drive_c/b");
}
END_TEST

START_TEST(forbidden_characters_and_bad_arguments)
{
    static const WCHAR bad[] = u"<>\"|?*\x01\x1f:";
    char *found;
    WCHAR *full;

    for (const WCHAR *c = bad; *c; c++) {
        WCHAR path[] = u"C:\\a_b";

        path[4] = *c;
        assert_unix_error(path, ERROR_INVALID_NAME);
    }
    assert_unix_error(u"", ERROR_PATH_NOT_FOUND);
    ck_assert_int_eq(path_to_unix(NULL, &found), -EINVAL);
    ck_assert_int_eq(path_full(NULL, &full), -EINVAL);
    ck_assert_int_eq(path_to_windows(NULL, &full), -EINVAL);
    ck_assert_uint_eq(win32_error(path_full(u"", &full)), ERROR_INVALID_NAME);
}
END_TEST

START_TEST(full_paths_are_resolved_by_name)
{
    assert_full(u"C:\\a\\..\\b", "C:\\b");
    assert_full(u"c:/a/./b.", "C:\\a\\b");
    assert_full(u"C:\\a.\\b", "C:\\a\\b");
    assert_full(u"C:\\a..\\b", "C:\\a.\\b");
    assert_full(u"C:\\a\\...\\c", "C:\\a\\...\\c");
    assert_full(u"C:\\a \\b ", "C:\\a \\b");
    assert_full(u"C:\\a\\b. . ", "C:\\a\\b");
    assert_full(u"C:\\a\\", "C:\\a\\");
    assert_full(u"C:\\a\\...", "C:\\a\\");
    assert_full(u"C:\\a\\..", "C:\\");
    assert_full(u"C:\\a\\b\\..", "C:\\a");
    assert_full(u"C:\\a\\.", "C:\\a");
    assert_full(u"C:\\..\\..\\x", "C:\\x");
    assert_full(u"C:", "C:\\");
    assert_full(u"C:x", "C:\\x");
    assert_full(u"\\x", "Z:\\x");
    assert_full(u"C:\\a\\\\b//c", "C:\\a\\b\\c");
    assert_full(u"C:\\  ", "C:\\");
    assert_full(u"/foo/../bar/", "Z:\\bar\\");
    assert_full(u"/", "Z:\\");
    assert_full(u"\\\\srv\\shr\\..\\..\\x", "\\\\srv\\shr\\x");
    assert_full(u"\\\\srv", "\\\\srv");
    assert_full(u"\\\\?\\C:\\a\\..\\b", "\\\\?\\C:\\b");
    assert_full(u"\\\\.\\pipe\\x", "\\\\.\\pipe\\x");
    assert_full(u"C:\\x\\nul.txt", "\\\\.\\nul");
    assert_full(u"CONIN$", "\\\\.\\CONIN$");
}
END_TEST

START_TEST(windows_names_lead_back)
{
    static const char *const names[] = {"/", "/tmp", "/no/such.file"};
    char path[PATH_MAX + 40];

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        AUTOFREE WCHAR *windows = NULL;

        ck_assert_int_eq(path_to_windows(names[i], &windows), 0);
        assert_unix(windows, names[i]);
    }
    for (int i = 0; i < 2; i++) {
        AUTOFREE WCHAR *windows = NULL;

        snprintf(path, sizeof(path), "%s/./home//drive_c%s", top, i ? "/A/../b" : "");
        ck_assert_int_eq(path_to_windows(path, &windows), 0);
        ck_assert(wstr_equal_ascii(windows, i ? "C:\\b" : "C:\\"));
    }
}
END_TEST

START_TEST(long_paths_survive)
{
    static WCHAR path[3003];
    AUTOFREE char *found = NULL;

    memcpy(path, u"Z:\\", 6);
    for (size_t i = 3; i < 3000; i++)
        path[i] = i % 100 ? 'x' : '\\';
    ck_assert_int_eq(path_to_unix(path, &found), 0);
    ck_assert_uint_eq(strlen(found), 2998);
}
END_TEST

START_TEST(missing_folders_are_told_from_missing_files)
{
    ck_assert_int_eq(path_missing("/no-such-file"), -ENOENT);
    ck_assert_uint_eq(win32_error(path_missing("/no-such-folder/x")), ERROR_PATH_NOT_FOUND);
    ck_assert_uint_eq(win32_error(path_missing("/dev/null/x")), ERROR_PATH_NOT_FOUND);
}
END_TEST

START_TEST(upper_case_needs_no_locale)
{
    ck_assert_uint_eq(wchar_upper('z'), 'Z');
    ck_assert_uint_eq(wchar_upper(0xe4), 0xc4);
    ck_assert_uint_eq(wchar_upper(0x0436), 0x0416);
    ck_assert_uint_eq(wchar_upper(0x131), 0x131);
    ck_assert_uint_eq(wchar_upper(0xd800), 0xd800);
    ck_assert_int_eq(wchars_compare_upper(u"ABC", 3, u"abc", 3), 0);
    ck_assert_int_lt(wchars_compare_upper(u"ab", 2, u"ABC", 3), 0);
    ck_assert_int_gt(wchars_compare_upper(u"b", 1, NULL, 0), 0);
}
END_TEST

UNIT_MAIN("path", home_is_made_for_its_owner_alone, drives_and_both_kinds_of_slash,
          further_drives_are_entries_of_dosdevices,
          rooted_and_drive_relative_paths_follow_the_current_folder,
          wrong_case_is_found_in_every_component, unix_paths_are_taken_as_they_are,
          relative_paths_and_dots, unc_paths_are_refused, verbatim_paths_are_not_normalised,
          device_names_anywhere_with_any_extension, forbidden_characters_and_bad_arguments,
          full_paths_are_resolved_by_name, windows_names_lead_back, long_paths_survive,
          missing_folders_are_told_from_missing_files, upper_case_needs_no_locale)
