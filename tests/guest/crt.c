/* SPDX-License-Identifier: MIT */
/*
 * crt.c - the C runtime under a program of mingw: formats, text mode, exit functions, jumps
 *
 * TAP on stdout. Expected values were observed under Wine and stand in Microsoft's pages.
 */
#include <errno.h>
#include <ctype.h>
#include <fcntl.h>
#include <io.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <process.h>
#include <wchar.h>
#include <windows.h>

static int number;

static void check(int ok, const char *what)
{
    printf("%sok %d %s\n", ok ? "" : "not ", ++number, what);
}

static void format_is(const char *expected, const char *format, ...)
{
    char text[256], label[300];
    va_list arguments;

    va_start(arguments, format);
    _vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    snprintf(label, sizeof(label), "format gives %s", expected);
    if (strcmp(text, expected))
        printf("# got \"%s\"\n", text);
    check(!strcmp(text, expected), label);
}

static void formats(void)
{
    double zero = 0;

    format_is("-42|+42| 42|00042|42   |", "%d|%+d|% d|%05d|%-5d|", -42, 42, 42, 42, 42);
    format_is("1234567890123456789 deadbeefcafe", "%I64d %I64x", 1234567890123456789LL,
              0xdeadbeefcafeLL);
    format_is("0x2a 052 2A", "%#x %#o %X", 42, 42, 42);
    format_is("00000000DEADBEEF", "%p", (void *)0xdeadbeef);
    format_is("wide narrow wide", "%S %hs %ws", L"wide", "narrow", L"wide");
    format_is("wide W", "%ls %C", L"wide", L'W');
    format_is("1.500000e+005 1.5E-007", "%e %.1E", 150000.0, 1.5e-7);
    format_is("0.1 1e+020 3.14", "%g %g %.2f", 0.1, 1e20, 3.14159);
    format_is("1.#INF00 -1.#INF00", "%f %f", 1 / zero, -1 / zero);
    format_is("abc  |  abc|ab|(null)", "%-5s|%5s|%.2s|%s", "abc", "abc", "abc", NULL);
    format_is("-1 65535 255", "%d %hu %u", -1, 0x1ffff, 255);
    format_is("100%", "%d%%", 100);
}

static void buffers(void)
{
    char text[8];
    wchar_t wide[8];

    memset(text, 'x', sizeof(text));
    check(_snprintf(text, 4, "%s", "abcdef") == -1 && !memcmp(text, "abcdx", 5),
          "_snprintf writes no NUL when the text is cut off");
    check(_snprintf(text, 4, "%s", "abcd") == 4 && text[4] == 'x',
          "_snprintf writes no NUL when the text just fits");
    check(_snwprintf(wide, 8, L"%s-%S", L"ab", "cd") == 5 && !wcscmp(wide, L"ab-cd"),
          "wide formats take wide %s");
    check(_scprintf("%d", 12345) == 5, "_scprintf counts");
}

static long size_of(const char *path)
{
    struct _stat64 status;

    return _stat64(path, &status) ? -1 : (long)status.st_size;
}

static void text_mode(void)
{
    char text[32];
    FILE *file = fopen("crt-test.txt", "w");

    fputs("one\ntwo\n", file);
    check(ftell(file) == 10, "ftell counts the bytes of the file");
    fclose(file);
    check(size_of("crt-test.txt") == 10, "text mode writes CR LF");
    file = fopen("crt-test.txt", "rb");
    check(fread(text, 1, sizeof(text), file) == 10 && !memcmp(text, "one\r\ntwo\r\n", 10),
          "binary mode shows them");
    check(feof(file) && !ferror(file), "the end of the file is noticed");
    fclose(file);
    file = fopen("crt-test.txt", "r+");
    check(fgets(text, sizeof(text), file) && !strcmp(text, "one\n"), "text mode reads LF");
    check(ungetc('x', file) == 'x' && getc(file) == 'x' && getc(file) == 't', "ungetc comes back");
    fseek(file, 0, SEEK_END);
    fputs("end\x1a", file);
    fputs("after", file);
    rewind(file);
    check(fread(text, 1, sizeof(text), file) == 11 && !memcmp(text, "one\ntwo\nend", 11),
          "Ctrl-Z ends a text");
    fclose(file);
    check(fopen("crt-none\\x", "r") == NULL && errno == ENOENT, "a missing file is ENOENT");
    check(fopen("crt-test.txt", "q") == NULL, "an unknown mode fails");
}

static void descriptors(void)
{
    char text[32];
    int fd = _open("crt-test.txt", _O_RDWR | _O_CREAT | _O_TRUNC | _O_TEXT, _S_IREAD | _S_IWRITE);

    check(fd > 2 && _write(fd, "a\nb\n", 4) == 4, "_write counts untranslated bytes");
    check(_lseeki64(fd, 0, SEEK_CUR) == 6, "and the file has them translated");
    _lseeki64(fd, 0, SEEK_SET);
    check(_read(fd, text, sizeof(text)) == 4 && !memcmp(text, "a\nb\n", 4), "_read translates");
    check(_setmode(fd, _O_BINARY) == _O_TEXT, "_setmode gives the mode before");
    _lseeki64(fd, 0, SEEK_SET);
    check(_read(fd, text, sizeof(text)) == 6, "binary _read does not");
    check(_filelengthi64(fd) == 6 && _get_osfhandle(fd) != -1, "length and handle");
    check(_close(fd) == 0 && _close(fd) == -1 && errno == EBADF, "a closed descriptor is EBADF");
    check(_unlink("crt-test.txt") == 0 && _access("crt-test.txt", 0) == -1, "_unlink");
}

static jmp_buf buffer;

static __attribute__((noinline)) void jumper(int depth, int value)
{
    volatile char room[100];

    room[0] = (char)depth;
    if (depth)
        jumper(depth - 1, value + room[0] - depth);
    else
        longjmp(buffer, value);
}

static void jumps(void)
{
    volatile int count = 0;
    int value = setjmp(buffer);

    count++;
    if (count == 1)
        jumper(5, 7);
    check(count == 2 && value == 7, "longjmp comes back with its value");
    value = setjmp(buffer);
    if (count++ == 2)
        jumper(3, 0);
    check(value == 1, "longjmp of 0 gives 1");
}

static int by_value(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void numbers(void)
{
    int values[5] = {5, 3, 9, 1, 7}, key = 7, *found;
    char *end, text[40];

    qsort(values, 5, sizeof(int), by_value);
    found = bsearch(&key, values, 5, sizeof(int), by_value);
    check(values[0] == 1 && values[4] == 9 && found == &values[3], "qsort and bsearch");
    errno = 0;
    check(strtol("99999999999", &end, 10) == LONG_MAX && errno == ERANGE && !*end,
          "a long has 32 bits");
    check(strtoul("0x10zz", &end, 0) == 16 && !strcmp(end, "zz"), "strtoul stops");
    check(!strcmp(_ultoa(255, text, 16), "ff") && !strcmp(_itoa(-5, text, 10), "-5"), "_itoa");
    check(atoi(" -12x") == -12 && strtod("1.5e3", NULL) == 1500, "atoi and strtod");
    srand(1);
    check(rand() == 41 && rand() == 18467, "rand has Windows' sequence");
    check(pow(2, 10) == 1024 && floor(-1.5) == -2 && sqrt(2.25) == 1.5, "mathematics");
}

static void strings(void)
{
    char text[16] = "a,b;c", *part = strtok(text, ",;");
    wchar_t wide[8] = L"x";

    check(part && !strcmp(part, "a") && !strcmp(strtok(NULL, ",;"), "b"), "strtok");
    check(_stricmp("HeLLo", "hEllO") == 0 && _strnicmp("abX", "ABy", 2) == 0, "_stricmp");
    check(_wcsicmp(L"\xc4", L"\xe4") != 99 && !wcscmp(wcscat(wide, L"yz"), L"xyz"), "wide strings");
    check(isalpha('q') && !isalpha('1') && isspace('\t') && toupper('e') == 'E', "ctype");
    check(_putenv("CRT_TEST=value") == 0 && !strcmp(getenv("crt_test"), "value"),
          "the environment has no case");
    check(!getenv("CRT_NONE"), "a missing variable is NULL");
    check(!strcmp(strerror(ENOENT), "No such file or directory"), "strerror");
    check(!strcmp(setlocale(LC_ALL, NULL), "C"), "the locale is C");
}

static void scans(void)
{
    int a = 0, b = 0, at = 0;
    short c = 0;
    double d = 0;
    float f = 0;
    char word[16], set[16];
    wchar_t wide[16];
    long long big = 0;

    check(sscanf("12 -7 0x1f", "%d %i %hi", &a, &b, &c) == 3 && a == 12 && b == -7 && c == 31,
          "sscanf reads integers");
    check(sscanf("1.5e2;2.25", "%lf;%f", &d, &f) == 2 && d == 150 && f == 2.25f, "and numbers");
    check(sscanf("  hello abcx9", "%4s%*s %[a-c]x%n", word, set, &at) == 2 &&
              !strcmp(word, "hell") && !strcmp(set, "abc") && at == 12,
          "words, sets and counts");
    check(sscanf("1234567890123", "%lld", &big) == 1 && big == 1234567890123LL, "64 bits");
    check(sscanf("", "%d", &a) == -1 && sscanf("x", "%d", &a) == 0, "EOF and 0 are two things");
    check(swscanf(L"wide 8", L"%ls %d", wide, &a) == 2 && !wcscmp(wide, L"wide") && a == 8,
          "swscanf");
}

static void wide_streams(void)
{
    wchar_t text[16];
    char bytes[16];
    FILE *file = fopen("crt-wide.txt", "w");

    fwprintf(file, L"%ls\n", L"abc");
    fputws(L"de", file);
    fputwc(L'f', file);
    fclose(file);
    file = fopen("crt-wide.txt", "rb");
    check(fread(bytes, 1, sizeof(bytes), file) == 8 && !memcmp(bytes, "abc\r\ndef", 8),
          "wide text goes out in bytes");
    fclose(file);
    file = fopen("crt-wide.txt", "r");
    check(fgetws(text, 16, file) && !wcscmp(text, L"abc\n") && getwc(file) == 'd',
          "and comes back");
    check(ungetwc('d', file) == 'd' && getwc(file) == 'd', "ungetwc");
    fclose(file);
    remove("crt-wide.txt");
}

static unsigned __stdcall threaded(void *argument)
{
    errno = 5;
    *(int *)argument = 6;
    return 7;
}

static void threads(void)
{
    int value = 0;
    unsigned id = 0;
    DWORD code = 0;
    HANDLE thread;

    errno = 3;
    thread = (HANDLE)_beginthreadex(NULL, 0, threaded, &value, 0, &id);
    check(thread && id && WaitForSingleObject(thread, 5000) == WAIT_OBJECT_0, "_beginthreadex");
    check(GetExitCodeThread(thread, &code) && code == 7 && value == 6, "the thread ran");
    check(errno == 3, "each thread has its errno");
    CloseHandle(thread);
}

static void times(void)
{
    time_t when = 86400 * 365;
    struct tm *tm = gmtime(&when);
    char text[64];

    check(tm && tm->tm_year == 71 && tm->tm_mon == 0 && tm->tm_mday == 1, "gmtime");
    check(strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", tm) == 19 &&
              !strcmp(text, "1971-01-01 00:00:00"),
          "strftime");
    when = -100000;
    check(!gmtime(&when), "a time before 1970 is NULL");
}

static void last(void)
{
    check(1, "the function registered first runs last");
    printf("1..%d\n", number);
}

static void first(void)
{
    static int once;

    check(!once++, "the function registered last runs first");
}

int main(int argc, char **argv)
{
    atexit(last);
    atexit(first);
    check(argc == 3 && !strcmp(argv[1], "one two") && !strcmp(argv[2], "*?"), "arguments");
    formats();
    buffers();
    text_mode();
    descriptors();
    jumps();
    numbers();
    strings();
    scans();
    wide_streams();
    threads();
    times();
    return 0;
}
