/* SPDX-License-Identifier: MIT */
/* Initialization files; each case works on a file of its own in the current folder. */
#include "../conformance.h"
#include <stdarg.h>

/* The port and the reference may run side by side. */
#if defined(__linux__)
#    define PLAIN "profile-port.ini"
#else
#    define PLAIN "profile-windows.ini"
#endif
#define NAME  ".\\" PLAIN
#define NAMEW L".\\" PLAIN

static void put(const void *data, size_t bytes)
{
    FILE *file = fopen(PLAIN, "wb");

    EXPECT(file != NULL);
    if (!file)
        return;
    fwrite(data, 1, bytes, file);
    fclose(file);
}

static void put_text(const char *text)
{
    put(text, strlen(text));
}

static char contents[4096];

static size_t take(void)
{
    FILE *file = fopen(PLAIN, "rb");
    size_t bytes = file ? fread(contents, 1, sizeof(contents) - 1, file) : 0;

    if (file)
        fclose(file);
    contents[bytes] = 0;
    return bytes;
}

static const char sample[] = "; head\r\n[One]\r\na=1\r\n B = two words  \r\n;c=3\r\nnoeq\r\n"
                             "q=\"quoted \"\r\ns=' single'\r\nh=\"half\r\n\r\n[ Two ]\r\nx=\r\n"
                             "[one]\r\na=2\r\nz=9\r\n[Empty]\r\n";

static const char *string_of(const char *section, const char *key)
{
    static char out[100];

    POISON(out);
    GetPrivateProfileStringA(section, key, "none", out, sizeof(out), NAME);
    return out;
}

CASE(values_are_found_without_case_trimmed_and_unquoted)
{
    put_text(sample);
    EXPECT_STR(string_of("one", "A"), "1");
    EXPECT_STR(string_of("ONE", "b"), "two words");
    EXPECT_STR(string_of(" one ", " b "), "two words");
    EXPECT_STR(string_of("one", "q"), "quoted ");
    EXPECT_STR(string_of("one", "s"), " single");
    EXPECT_STR(string_of("one", "h"), "\"half");
    EXPECT_STR(string_of("two", "x"), "");
    EXPECT_STR(string_of("one", "noeq"), "none");
    EXPECT_STR(string_of("one", "z"), "none"); /* only the first section of a name counts */
    EXPECT_STR(string_of("nosuch", "a"), "none");
    remove(PLAIN);
}

CASE(comments_are_no_keys)
{
    TODO_ON(ON_WINE, "a key may start with a semicolon there");
    put_text(sample);
    EXPECT_STR(string_of("one", ";c"), "none");
    remove(PLAIN);
}

CASE(the_wide_form_reads_the_same)
{
    WCHAR out[20];

    put_text("[\xc3\x84]\r\nk=\xe2\x82\xac"
             "5\r\n");
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringW(L"One", L"B", L"d", out, 20, NAMEW), 1);
    EXPECT_WSTR(out, L"d");
    put_text(sample);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringW(L"One", L"B", L"d", out, 20, NAMEW), 9);
    EXPECT_WSTR(out, L"two words");
    EXPECT(out[10] == 0xa5a5);
    EXPECT_EQ(GetPrivateProfileStringW(L"One", L"B", L"d", out, 5, NAMEW), 4);
    EXPECT_WSTR(out, L"two ");
    remove(PLAIN);
}

CASE(fallback_loses_its_final_spaces)
{
    char out[20];

    put_text(sample);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringA("one", "nosuch", " def  ", out, sizeof(out), NAME), 4);
    EXPECT_STR(out, " def");
    EXPECT_EQ(GetPrivateProfileStringA("one", "nosuch", NULL, out, sizeof(out), NAME), 0);
    EXPECT_STR(out, "");
    remove(PLAIN);
}

CASE(a_value_that_does_not_fit_is_cut)
{
    char out[20];

    put_text(sample);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringA("one", "b", "d", out, 9, NAME), 8);
    EXPECT_STR(out, "two word");
    EXPECT_EQ((unsigned char)out[9], 0xa5);
    EXPECT_EQ(GetPrivateProfileStringA("one", "b", "d", out, 10, NAME), 9);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringA("one", "b", "d", out, 1, NAME), 0);
    EXPECT_STR(out, "");
    EXPECT_EQ((unsigned char)out[1], 0xa5);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringA("one", "b", "d", out, 0, NAME), 0);
    EXPECT(IS_POISONED(out));
    EXPECT_EQ(GetPrivateProfileStringA("one", "nosuch", "default", out, 4, NAME), 3);
    EXPECT_STR(out, "def");
    remove(PLAIN);
}

CASE(without_a_key_the_names_are_listed)
{
    char out[40];

    put_text(sample);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringA("one", NULL, "d", out, sizeof(out), NAME), 10);
    EXPECT(!memcmp(out, "a\0B\0q\0s\0h\0\0\xa5", 12));
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringA(NULL, "ignored", "d", out, sizeof(out), NAME), 18);
    EXPECT(!memcmp(out, "One\0Two\0one\0Empty\0\0\xa5", 20));
    POISON(out);
    EXPECT_EQ(GetPrivateProfileSectionNamesA(out, sizeof(out), NAME), 18);
    EXPECT(!memcmp(out, "One\0Two\0one\0Empty\0\0\xa5", 20));
    EXPECT_EQ(GetPrivateProfileStringA("nosuch", NULL, "dd", out, sizeof(out), NAME), 2);
    EXPECT_STR(out, "dd");
    remove(PLAIN);
}

CASE(a_list_that_does_not_fit_ends_with_two_nuls)
{
    WCHAR wide[10];
    char out[20];

    put_text(sample);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileSectionA("one", out, 10, NAME), 8);
    EXPECT(!memcmp(out, "a=1\0B=tw\0\0\xa5", 11));
    POISON(out);
    EXPECT_EQ(GetPrivateProfileSectionNamesA(out, 8, NAME), 6);
    EXPECT(!memcmp(out, "One\0Tw\0", 7));
    POISON(wide);
    EXPECT_EQ(GetPrivateProfileSectionNamesW(wide, 8, NAMEW), 6);
    EXPECT(!memcmp(wide, L"One\0Tw\0", 14));
    EXPECT(wide[8] == 0xa5a5);
    EXPECT_EQ(GetPrivateProfileStringW(L"one", NULL, NULL, wide, 5, NAMEW), 3);
    EXPECT(!memcmp(wide, L"a\0B\0", 8));
    remove(PLAIN);
}

CASE(the_second_nul_of_a_cut_list_is_written)
{
    char out[20];

    TODO_ON(ON_WINE, "writes one NUL only where the page promises two");
    put_text(sample);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringA("one", NULL, NULL, out, 5, NAME), 3);
    EXPECT(!memcmp(out, "a\0B\0\0\xa5", 6));
    POISON(out);
    EXPECT_EQ(GetPrivateProfileSectionNamesA(out, 8, NAME), 6);
    EXPECT(!memcmp(out, "One\0Tw\0\0\xa5", 9));
    remove(PLAIN);
}

CASE(a_section_is_read_without_comments)
{
    WCHAR wide[100];
    char out[100];

    put_text(sample);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileSectionA("One", out, sizeof(out), NAME), 53);
    EXPECT(!memcmp(out, "a=1\0B=two words\0noeq\0q=\"quoted \"\0s=' single'\0h=\"half\0\0", 54));
    POISON(wide);
    EXPECT_EQ(GetPrivateProfileSectionW(L"TWO", wide, 100, NAMEW), 3);
    EXPECT(!memcmp(wide, L"x=\0", 8));
    EXPECT_EQ(GetPrivateProfileSectionA("empty", out, sizeof(out), NAME), 0);
    EXPECT(!out[0] && !out[1]);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileSectionA("nosuch", out, sizeof(out), NAME), 0);
    EXPECT(!out[0] && !out[1]);
    remove(PLAIN);
}

CASE(a_missing_file_leaves_file_not_found_and_the_fallback)
{
    char out[20];

    remove(PLAIN);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(GetPrivateProfileStringA("one", "a", "d", out, sizeof(out), NAME), 1);
    EXPECT_EQ(GetLastError(), ERROR_FILE_NOT_FOUND);
    EXPECT_STR(out, "d");
    EXPECT_FAILS(GetPrivateProfileStringA(NULL, NULL, "d", out, sizeof(out), NAME),
                 ERROR_FILE_NOT_FOUND);
    EXPECT_FAILS(GetPrivateProfileSectionNamesA(out, sizeof(out), NAME), ERROR_FILE_NOT_FOUND);
    EXPECT_FAILS(GetPrivateProfileSectionA("one", out, sizeof(out), NAME), ERROR_FILE_NOT_FOUND);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(GetPrivateProfileIntA("one", "a", -7, NAME), (UINT)-7);
    EXPECT_EQ(GetLastError(), ERROR_FILE_NOT_FOUND);
}

CASE(a_missing_key_leaves_file_not_found)
{
    char out[20];

    TODO_ON(ON_WINE, "clears the last error");
    put_text(sample);
    SetLastError(0xdeadbeef);
    EXPECT_EQ(GetPrivateProfileStringA("one", "nosuch", "d", out, sizeof(out), NAME), 1);
    EXPECT_EQ(GetLastError(), ERROR_FILE_NOT_FOUND);
    remove(PLAIN);
}

CASE(numbers_are_parsed_up_to_the_first_other_character)
{
    static const struct {
        const char *text;
        UINT value;
    } numbers[] = {
        {"5", 5},
        {"-5", (UINT)-5},
        {"0x1F", 31},
        {"12abc", 12},
        {"abc", 0},
        {"", 77},
        {"4294967295", 0xffffffff},
        {"+7", 7},
        {"\"8\"", 8},
        {"0b11", 3},
        {"0o17", 017},
        {"017", 17},
        {"  42 ", 42},
        {"- 5", 0},
    };
    char text[100];

    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        snprintf(text, sizeof(text), "[i]\r\nk=%s\r\n", numbers[i].text);
        put_text(text);
        EXPECT_EQ(GetPrivateProfileIntA("I", "K", 77, NAME), numbers[i].value);
        EXPECT_EQ(GetPrivateProfileIntW(L"I", L"K", 77, NAMEW), numbers[i].value);
    }
    EXPECT_EQ(GetPrivateProfileIntA("i", "nosuch", -1, NAME), (UINT)-1);
    remove(PLAIN);
}

CASE(writing_keeps_order_and_comments)
{
    put_text("; head\r\n[One]\r\na=1\r\n;mid\r\nb=2\r\n[Two]\r\nx=y");
    EXPECT_EQ(WritePrivateProfileStringA("one", "A", "new", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA("one", "c", "3", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA("two", "y", "\"q\"", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringW(L"Three", L"k", L"v", NAMEW), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA(NULL, NULL, NULL, NAME), FALSE);
    take();
    EXPECT(!strcmp(contents, "; head\r\n[One]\r\na=new\r\n;mid\r\nb=2\r\nc=3\r\n[Two]\r\nx=y\r\n"
                             "y=\"q\"\r\n[Three]\r\nk=v\r\n"));
    remove(PLAIN);
}

CASE(blank_lines_and_line_ends_of_others_stay)
{
    TODO_ON(ON_WINE, "drops blank lines and rewrites line ends");
    put_text("[One]\na=1\n\n\n[Two]\r\nx=y\r\n\r\n");
    EXPECT_EQ(WritePrivateProfileStringA("one", "b", "2", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA("two", "z", "3", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA(NULL, NULL, NULL, NAME), FALSE);
    take();
    EXPECT(!strcmp(contents, "[One]\na=1\nb=2\r\n\n\n[Two]\r\nx=y\r\nz=3\r\n\r\n"));
    remove(PLAIN);
}

CASE(keys_and_sections_are_removed)
{
    put_text("[One]\r\na=1\r\nb=2\r\n[Two]\r\nx=y\r\n;c\r\n[Three]\r\n");
    EXPECT_EQ(WritePrivateProfileStringA("one", "a", NULL, NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA("one", "nosuch", NULL, NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA("nosuch", "a", NULL, NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA("nosuch", NULL, NULL, NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA("TWO", NULL, "ignored", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA(NULL, NULL, NULL, NAME), FALSE);
    take();
    EXPECT(!strcmp(contents, "[One]\r\nb=2\r\n[Three]\r\n"));
    remove(PLAIN);
}

CASE(a_utf16_file_stays_utf16)
{
    static const WCHAR before[] = L"\xfeff[U]\r\nk=\x20ac\r\n",
                       after[] = L"\xfeff[U]\r\nk=\x20ac\r\nn=\xe4\r\n";
    WCHAR out[20];

    put(before, sizeof(before) - 2);
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStringW(L"u", L"k", NULL, out, 20, NAMEW), 1);
    EXPECT_WSTR(out, L"\x20ac");
    EXPECT_EQ(WritePrivateProfileStringW(L"u", L"n", L"\xe4", NAMEW), TRUE);
    EXPECT_EQ(WritePrivateProfileStringW(NULL, NULL, NULL, NAMEW), FALSE);
    EXPECT_EQ(take(), sizeof(after) - 2);
    EXPECT(!memcmp(contents, after, sizeof(after) - 2));
    remove(PLAIN);
}

CASE(a_new_file_is_made_but_no_folder)
{
    remove(PLAIN);
    EXPECT_EQ(WritePrivateProfileStringA("neu", "k", "v", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA(NULL, NULL, NULL, NAME), FALSE);
    take();
    EXPECT(!strcmp(contents, "[neu]\r\nk=v\r\n"));
    EXPECT_FAILS(WritePrivateProfileStringA("a", "b", "c", ".\\no-such-folder\\x.ini"),
                 ERROR_PATH_NOT_FOUND);
    EXPECT_FAILS(WritePrivateProfileStringA("a", "b", "c", ".\\"), ERROR_ACCESS_DENIED);
    EXPECT_FAILS(WritePrivateProfileStringA(NULL, "k", "v", NAME), ERROR_FILE_NOT_FOUND);
    remove(PLAIN);
}

CASE(a_flush_returns_false_and_leaves_the_last_error_alone)
{
    EXPECT_FAILS(WritePrivateProfileStringA(NULL, NULL, NULL, NULL), 0xdeadbeef);
    EXPECT_FAILS(WritePrivateProfileStringW(NULL, NULL, NULL, NULL), 0xdeadbeef);
}

CASE(a_section_is_replaced)
{
    put_text("[a]\r\nk=1\r\nj=2\r\n[b]\r\nk=2\r\n");
    EXPECT_EQ(WritePrivateProfileSectionA("A", "n=1\0m=2\0o=3\0", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileSectionA("new", "x=1\0", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileSectionW(L"b", L"", NAMEW), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA(NULL, NULL, NULL, NAME), FALSE);
    take();
    EXPECT(!strcmp(contents, "[a]\r\nn=1\r\nm=2\r\no=3\r\n[b]\r\n[new]\r\nx=1\r\n"));
    EXPECT_EQ(WritePrivateProfileSectionA("a", NULL, NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA(NULL, NULL, NULL, NAME), FALSE);
    take();
    EXPECT(!strcmp(contents, "[b]\r\n[new]\r\nx=1\r\n"));
    remove(PLAIN);
}

CASE(comments_survive_the_replacement_of_their_section)
{
    TODO_ON(ON_WINE, "drops comments in the section; the page says that they stay");
    put_text("[a]\r\nk=1\r\n;about j\r\nj=2\r\n\r\n[b]\r\n");
    EXPECT_EQ(WritePrivateProfileSectionA("a", "n=1\0m=2\0o=3\0", NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStringA(NULL, NULL, NULL, NAME), FALSE);
    take();
    EXPECT(!strcmp(contents, "[a]\r\nn=1\r\n;about j\r\nm=2\r\no=3\r\n\r\n[b]\r\n"));
    remove(PLAIN);
}

CASE(structures_come_back_with_their_checksum)
{
    BYTE in[3] = {1, 2, 0xfe}, out[4];

    remove(PLAIN);
    EXPECT_EQ(WritePrivateProfileStructA("st", "s", in, 3, NAME), TRUE);
    EXPECT_EQ(WritePrivateProfileStructW(L"st", L"t", in, 2, NAMEW), TRUE);
    EXPECT_STR(string_of("st", "s"), "0102FE01");
    EXPECT_STR(string_of("st", "t"), "010203");
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStructA("st", "s", out, 3, NAME), TRUE);
    EXPECT(!memcmp(out, "\x01\x02\xfe\xa5", 4));
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStructW(L"ST", L"T", out, 2, NAMEW), TRUE);
    EXPECT(!memcmp(out, "\x01\x02\xa5\xa5", 4));
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStructA("st", "s", out, 4, NAME), FALSE);
    EXPECT_EQ(GetPrivateProfileStructA("st", "s", out, 2, NAME), FALSE);
    EXPECT_EQ(GetPrivateProfileStructA("st", "nosuch", out, 3, NAME), FALSE);
    WritePrivateProfileStringA("st", "s", "0102FE02", NAME);
    EXPECT_EQ(GetPrivateProfileStructA("st", "s", out, 3, NAME), FALSE);
    WritePrivateProfileStringA("st", "s", "01zzFE01", NAME);
    EXPECT_EQ(GetPrivateProfileStructA("st", "s", out, 3, NAME), FALSE);
    EXPECT_EQ(WritePrivateProfileStructA("st", "s", NULL, 0, NAME), TRUE);
    EXPECT_STR(string_of("st", "s"), "none");
    remove(PLAIN);
}

CASE(a_damaged_structure_leaves_the_buffer_alone)
{
    BYTE out[4];

    TODO_ON(ON_WINE, "decodes into the buffer before it looks at the checksum");
    put_text("[st]\r\ns=0102FE02\r\n");
    POISON(out);
    EXPECT_EQ(GetPrivateProfileStructA("st", "s", out, 3, NAME), FALSE);
    EXPECT(IS_POISONED(out));
    remove(PLAIN);
}

CASE(bare_names_and_win_ini_lie_in_the_windows_folder)
{
    WCHAR wide[20];
    char out[20];

    EXPECT_EQ(WritePrivateProfileStringA("s", "k", "v", "conformance-bare.ini"), TRUE);
    EXPECT_EQ(GetPrivateProfileStringA("s", "k", "", out, 20, "C:\\Windows\\CONFORMANCE-bare.ini"),
              1);
    EXPECT_EQ(GetPrivateProfileStringA("s", "k", "", out, 20, ".\\conformance-bare.ini"), 0);
    EXPECT_EQ(WriteProfileStringA("conformance", "k", "12"), TRUE);
    EXPECT_EQ(WriteProfileStringW(L"conformance", L"j", L"w"), TRUE);
    EXPECT_EQ(GetProfileStringA("Conformance", "K", "", out, 20), 2);
    EXPECT_STR(out, "12");
    EXPECT_EQ(GetProfileStringW(L"Conformance", L"j", L"", wide, 20), 1);
    EXPECT_WSTR(wide, L"w");
    EXPECT_EQ(GetProfileIntA("Conformance", "K", 0), 12);
    EXPECT_EQ(GetProfileIntW(L"Conformance", L"K", 0), 12);
    EXPECT_EQ(GetPrivateProfileIntA("Conformance", "K", 0, NULL), 12);
    EXPECT_EQ(GetPrivateProfileIntA("Conformance", "K", 0, "WIN.INI"), 12);
    EXPECT_EQ(WriteProfileStringA("conformance", NULL, NULL), TRUE);
    EXPECT_EQ(WriteProfileStringA(NULL, NULL, NULL), FALSE);
}

CASE(a_section_of_win_ini_is_replaced)
{
    WCHAR wide[20];
    char out[20];

    TODO_ON(ON_WINE, "reads nothing back");
    EXPECT_EQ(WriteProfileSectionA("conformance2", "a=1\0"), TRUE);
    EXPECT_EQ(GetProfileSectionA("conformance2", out, 20), 4);
    EXPECT(!memcmp(out, "a=1\0", 5));
    EXPECT_EQ(WriteProfileSectionW(L"conformance2", L"b=1\0"), TRUE);
    EXPECT_EQ(GetProfileSectionW(L"conformance2", wide, 20), 4);
    EXPECT(!memcmp(wide, L"b=1\0", 10));
    EXPECT_EQ(WriteProfileSectionW(L"conformance2", NULL), TRUE);
    EXPECT_EQ(WriteProfileStringA(NULL, NULL, NULL), FALSE);
}
