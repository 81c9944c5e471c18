/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#include <stdarg.h>

#ifdef __linux__
#    define LIST       __builtin_ms_va_list
#    define LIST_START __builtin_ms_va_start
#    define LIST_END   __builtin_ms_va_end
#else
#    define LIST       va_list
#    define LIST_START va_start
#    define LIST_END   va_end
#endif

#ifndef ERROR_NO_WORK_DONE
#    define ERROR_NO_WORK_DONE 235
#endif
#define FROM_STRING FORMAT_MESSAGE_FROM_STRING
#define FROM_SYSTEM FORMAT_MESSAGE_FROM_SYSTEM

static char text[512];

static DWORD WINAPIV format(DWORD flags, const char *source, ...)
{
    LIST list;
    DWORD length;

    memset(text, 0xa5, sizeof(text));
    LIST_START(list, source);
    SetLastError(0xdeadbeef);
    length = FormatMessageA(flags, source, 0, 0, text, sizeof(text), (void *)&list);
    LIST_END(list);
    return length;
}

#define EXPECT_FORMAT(expected, flags, ...)                                                        \
    do {                                                                                           \
        EXPECT_EQ(format(flags, __VA_ARGS__), sizeof(expected) - 1);                               \
        EXPECT_STR(text, expected);                                                                \
    } while (0)

CASE(inserts_may_be_repeated)
{
    EXPECT_FORMAT("Bill Bob Bill", FROM_STRING, "%1 %2 %1", "Bill", "Bob");
    EXPECT_FORMAT("10", FROM_STRING, "%10!d!", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
}

CASE(asterisks_take_arguments)
{
    DWORD_PTR array[] = {4, 2, (DWORD_PTR) "Bill", (DWORD_PTR) "Bob", 6, (DWORD_PTR) "Bill"};

    EXPECT_FORMAT("  Bi Bob   Bill", FROM_STRING, "%1!*.*s! %3 %4!*s!", 4, 2, "Bill", "Bob", 6,
                  "Bill");
    EXPECT_FORMAT("  Bill x y", FROM_STRING, "%1!*s! %2 %3", 6, "Bill", "x", "y");
    EXPECT_EQ(FormatMessageA(FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY, "%1!*.*s! %4 %5!*s!", 0,
                             0, text, sizeof(text), (void *)array),
              15);
    EXPECT_STR(text, "  Bi Bob   Bill");
}

CASE(numbers_have_flags_width_and_size)
{
    EXPECT_FORMAT("5     |+6|010", FROM_STRING, "%1!-6d!|%2!+d!|%3!#o!", 5, 6, 8);
    EXPECT_FORMAT("ff FF 0xff", FROM_STRING, "%1!x! %1!X! %1!#x!", 255);
    EXPECT_FORMAT("-1 4294967295 65535", FROM_STRING, "%1!d! %1!u! %1!hu!", -1);
    EXPECT_FORMAT("00000123456789a", FROM_STRING, "%1!.15I64x!", 0x123456789all);
    EXPECT_FORMAT("0042", FROM_STRING, "%1!04d!", 42);
    EXPECT_FORMAT("a|b", FROM_STRING, "%1!c!|%2!c!", 'a', 'b');
}

CASE(strings_may_be_of_the_other_width)
{
    WCHAR wide[32];
    DWORD_PTR array[] = {(DWORD_PTR) "narrow", (DWORD_PTR)L"wide"};

    EXPECT_FORMAT("wide", FROM_STRING, "%1!S!", L"wide");
    EXPECT_FORMAT("wide", FROM_STRING, "%1!ls!", L"wide");
    EXPECT_FORMAT("narrow", FROM_STRING, "%1!hs!", "narrow");
    EXPECT_EQ(FormatMessageW(FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY, L"%1!S! %1!hs! %2", 0, 0,
                             wide, 32, (void *)array),
              18);
    EXPECT_WSTR(wide, L"narrow narrow wide");
}

CASE(escapes_stand_for_characters)
{
    EXPECT_FORMAT("a\r\nb\rc\td|.|!|%| |z", FROM_STRING, "a%nb%rc%td|%.|%!|%%|% |%z");
    EXPECT_FORMAT("a", FROM_STRING, "a%0b");
}

CASE(line_breaks_are_kept_without_a_width)
{
    EXPECT_FORMAT("a\r\nb\r\nc\r\nd\r\n\r\ne", FROM_STRING, "a\nb\rc\r\nd\n\re");
}

CASE(maximum_width_drops_line_breaks)
{
    EXPECT_FORMAT("a b c d  e \r\n f   g", FROM_STRING | FORMAT_MESSAGE_MAX_WIDTH_MASK,
                  "a\nb\rc\r\nd\n\re %n f   g");
}

CASE(lines_are_wrapped_at_the_width)
{
    EXPECT_FORMAT("aaa bbb\r\nccc ddd\r\neee", FROM_STRING | 10, "aaa bbb ccc\nddd eee");
}

CASE(words_are_not_split)
{
    TODO_ON(ON_WINE, "splits a word that is longer than the line");
    EXPECT_EQ(format(FROM_STRING | 5, "aa bbbbbbbbbbbb cc"), 20);
    EXPECT(!strcmp(text, "aa\r\nbbbbbbbbbbbb\r\ncc"));
}

CASE(inserts_are_passed_on_when_ignored)
{
    EXPECT_FORMAT("%1 %2!x! \r\n %% \t ", FROM_STRING | FORMAT_MESSAGE_IGNORE_INSERTS,
                  "%1 %2!x! %n %% %t %0 z");
}

CASE(incomplete_escapes_are_invalid)
{
    EXPECT_EQ(format(FROM_STRING, "a%"), 0);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
    EXPECT_EQ(format(FROM_STRING, "%1!s", "x"), 0);
    EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
    EXPECT_EQ((unsigned char)text[0], 0xa5);
}

CASE(insert_without_arguments_is_invalid)
{
    EXPECT_FAILS(FormatMessageA(FROM_STRING, "%1", 0, 0, text, sizeof(text), NULL),
                 ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(FormatMessageA(FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY, "%1", 0, 0, text,
                                sizeof(text), NULL),
                 ERROR_INVALID_PARAMETER);
}

CASE(null_string_is_shown)
{
    DWORD_PTR array[] = {0};

    EXPECT_EQ(FormatMessageA(FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY, "%1|", 0, 0, text,
                             sizeof(text), (void *)array),
              7);
    EXPECT_STR(text, "(null)|");
}

CASE(empty_message_is_no_work)
{
    char *allocated = (char *)1;

    EXPECT_FAILS(FormatMessageA(FROM_STRING, "", 0, 0, text, sizeof(text), NULL),
                 ERROR_NO_WORK_DONE);
    EXPECT_FAILS(FormatMessageA(FROM_STRING | FORMAT_MESSAGE_ALLOCATE_BUFFER, "", 0, 0,
                                (LPSTR)&allocated, 0, NULL),
                 ERROR_NO_WORK_DONE);
    EXPECT(allocated == NULL);
}

CASE(short_buffer_is_insufficient)
{
    WCHAR wide[5];

    EXPECT_FAILS(FormatMessageA(FROM_STRING, "hello", 0, 0, text, 5, NULL),
                 ERROR_INSUFFICIENT_BUFFER);
    EXPECT_FAILS(FormatMessageA(FROM_STRING, "hello", 0, 0, text, 0, NULL),
                 ERROR_INSUFFICIENT_BUFFER);
    EXPECT_FAILS(FormatMessageW(FROM_STRING, L"hello", 0, 0, wide, 5, NULL),
                 ERROR_INSUFFICIENT_BUFFER);
    EXPECT_TRUE_KEEPING_ERROR(FormatMessageA(FROM_STRING, "hello", 0, 0, text, 6, NULL) == 5);
}

CASE(source_must_be_named)
{
    EXPECT_FAILS(FormatMessageA(0, "x", 0, 0, text, sizeof(text), NULL), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(
        FormatMessageA(FROM_STRING | FORMAT_MESSAGE_ALLOCATE_BUFFER, "x", 0, 0, NULL, 0, NULL),
        ERROR_NOT_ENOUGH_MEMORY);
    SKIP_IF(!(current_host() & ON_WINSHIM), "faults elsewhere");
    EXPECT_FAILS(FormatMessageA(FROM_STRING, NULL, 0, 0, text, sizeof(text), NULL),
                 ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(FormatMessageA(FROM_STRING, "x", 0, 0, NULL, 6, NULL), ERROR_INVALID_PARAMETER);
}

CASE(allocated_buffer_is_local_memory)
{
    char *narrow = NULL;
    WCHAR *wide = NULL;
    DWORD flags = FROM_SYSTEM | FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_IGNORE_INSERTS;

    EXPECT(FormatMessageA(flags, NULL, 5, 0, (LPSTR)&narrow, 500, NULL) == strlen(narrow));
    EXPECT(LocalSize(narrow) >= 500);
    EXPECT(!LocalFree(narrow));
    EXPECT(FormatMessageW(flags, NULL, 5, 0, (LPWSTR)&wide, 0, NULL) == (DWORD)lstrlenW(wide));
    EXPECT(!LocalFree(wide));
}

CASE(hresult_of_a_win32_code_has_its_text)
{
    char other[512];

    EXPECT(FormatMessageA(FROM_SYSTEM, NULL, 5, 0, text, sizeof(text), NULL));
    EXPECT(FormatMessageA(FROM_SYSTEM, NULL, 0x80070005, 0, other, sizeof(other), NULL));
    if (current_host() & ON_WINSHIM)
        EXPECT_STR(text, other);
    EXPECT(FormatMessageA(FROM_SYSTEM, NULL, 0x80004005, 0x409, other, sizeof(other), NULL));
}

CASE(system_texts_are_those_of_windows)
{
    static const struct {
        DWORD code;
        const char *text;
    } known[] = {
        {0, "The operation completed successfully. "},
        {1, "Incorrect function. "},
        {2, "The system cannot find the file specified. "},
        {5, "Access is denied. "},
        {6, "The handle is invalid. "},
        {87, "The parameter is incorrect. "},
        {122, "The data area passed to a system call is too small. "},
        {126, "The specified module could not be found. "},
        {183, "Cannot create a file when that file already exists. "},
        {997, "Overlapped I/O operation is in progress. "},
        {1314, "A required privilege is not held by the client. "},
        {0x80004001, "Not implemented "},
    };

    TODO_ON(ON_WINE, "has texts of its own");
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        EXPECT(FormatMessageA(FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS | 255, NULL,
                              known[i].code, 0, text, sizeof(text), NULL));
        EXPECT_STR(text, known[i].text);
    }
}

CASE(unknown_message_is_not_found)
{
    WCHAR wide[32];

    POISON(wide);
    EXPECT_FAILS(FormatMessageW(FROM_SYSTEM, NULL, 0xdeadbeef, 0, wide, 32, NULL),
                 ERROR_MR_MID_NOT_FOUND);
    EXPECT(IS_POISONED(wide));
}

CASE(language_that_is_not_there_is_not_found)
{
    TODO_ON(ON_WINE, "has many languages");
    EXPECT_FAILS(FormatMessageA(FROM_SYSTEM, NULL, 2, 0x0407, text, sizeof(text), NULL),
                 ERROR_RESOURCE_LANG_NOT_FOUND);
}

CASE(module_without_a_message_table_has_no_such_type)
{
    TODO_ON(ON_WINE, "says ERROR_RESOURCE_DATA_NOT_FOUND");
    EXPECT_FAILS(FormatMessageA(FORMAT_MESSAGE_FROM_HMODULE, NULL, 2, 0, text, sizeof(text), NULL),
                 ERROR_RESOURCE_TYPE_NOT_FOUND);
}

CASE(system_is_searched_after_the_module)
{
    EXPECT(FormatMessageA(FORMAT_MESSAGE_FROM_HMODULE | FROM_SYSTEM, NULL, 2, 0, text, sizeof(text),
                          NULL));
}
