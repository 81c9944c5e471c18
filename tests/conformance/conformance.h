/* SPDX-License-Identifier: MIT */
/*
 * conformance.h - the whole harness of the conformance suite
 *
 * A test source is plain Win32 C and is built for every host that is there: as a
 * port (linked natively), as a Windows program under Wine (the reference, which
 * proves that the test itself is right) and under winshim. It prints TAP.
 *
 *     CASE(close_null_key_is_invalid_handle)
 *     {
 *         EXPECT_EQ(RegCloseKey(NULL), ERROR_INVALID_HANDLE);
 *     }
 *
 * Use L"" and CHAR strings, no libc beyond <stdio.h>, <stdlib.h> and <string.h>.
 */
#ifndef WINSHIM_CONFORMANCE_H
#define WINSHIM_CONFORMANCE_H

#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum host {
    ON_PORT = 1,
    ON_WINE = 2,
    ON_GUEST = 4,
    ON_WINDOWS = 8,
    ON_WINSHIM = ON_PORT | ON_GUEST
};

/* The host that runs this program. */
__attribute__((unused)) static enum host current_host(void)
{
#if defined(__linux__)
    return ON_PORT;
#else
    HMODULE ntdll = GetModuleHandleA("ntdll.dll");

    if (ntdll && GetProcAddress(ntdll, "wine_get_version"))
        return ON_WINE;
    return getenv("WINSHIM_VERSION") ? ON_GUEST : ON_WINDOWS;
#endif
}

struct conformance_case {
    const char *name;
    void (*run)(void);
};

#define CONFORMANCE_MAX 400
static struct conformance_case conformance_cases[CONFORMANCE_MAX];
static int conformance_count, conformance_failures, conformance_todo_failures;
static const char *conformance_todo_reason, *conformance_skip_reason;

/** CASE() - one test case; its name is a sentence and stands in the results */
#define CASE(sentence)                                                                             \
    static void case_##sentence(void);                                                             \
    __attribute__((constructor)) static void register_##sentence(void)                             \
    {                                                                                              \
        conformance_cases[conformance_count].name = #sentence;                                     \
        conformance_cases[conformance_count++].run = case_##sentence;                              \
    }                                                                                              \
    static void case_##sentence(void)

/**
 * TODO_ON() - from here to the end of the case, failures on these hosts are known
 * @hosts: ON_WINE where the reference differs from Microsoft's page, ON_WINSHIM for a gap of ours
 * @why: stands in the results
 *
 * The case fails when nothing fails any more.
 */
#define TODO_ON(hosts, why)                                                                        \
    do {                                                                                           \
        if (current_host() & (hosts))                                                              \
            conformance_todo_reason = (why);                                                       \
    } while (0)

/** SKIP_IF() - leave the case when something it needs isn't there; @why stands in the results */
#define SKIP_IF(condition, why)                                                                    \
    do {                                                                                           \
        if (condition) {                                                                           \
            conformance_skip_reason = (why);                                                       \
            return;                                                                                \
        }                                                                                          \
    } while (0)

/** POISON() - fill an output before the call, so that what stays untouched shows */
#define POISON(object) memset(&(object), 0xa5, sizeof(object))

/** IS_POISONED() - whether an output is still as POISON() left it */
#define IS_POISONED(object) conformance_is_poisoned(&(object), sizeof(object))

__attribute__((unused)) static int conformance_is_poisoned(const void *block, size_t bytes)
{
    const unsigned char *at = block;

    while (bytes && *at == 0xa5)
        at++, bytes--;
    return !bytes;
}

static void conformance_check(int ok, const char *file, int line, const char *what)
{
    if (ok)
        return;
    if (conformance_todo_reason)
        conformance_todo_failures++;
    else
        conformance_failures++;
    printf("# %s:%d: %s\n", file, line, what);
}

#define EXPECT(condition) conformance_check(!!(condition), __FILE__, __LINE__, #condition)

/** EXPECT_EQ() - integers, handles and error codes; both values stand in the report */
#define EXPECT_EQ(actual, expected)                                                                \
    conformance_equal((long long)(actual), (long long)(expected), __FILE__, __LINE__, #actual)

__attribute__((unused)) static void conformance_equal(long long actual, long long expected,
                                                      const char *file, int line, const char *what)
{
    char text[512];

    snprintf(text, sizeof(text), "%s is %lld (0x%llx), expected %lld (0x%llx)", what, actual,
             (unsigned long long)actual, expected, (unsigned long long)expected);
    conformance_check(actual == expected, file, line, text);
}

/** EXPECT_STR() - 8-bit strings */
#define EXPECT_STR(actual, expected)                                                               \
    conformance_string((actual), (expected), __FILE__, __LINE__, #actual)

__attribute__((unused)) static void conformance_string(const char *actual, const char *expected,
                                                       const char *file, int line, const char *what)
{
    char text[1024];

    snprintf(text, sizeof(text), "%s is \"%.300s\", expected \"%.300s\"", what,
             actual ? actual : "(null)", expected);
    conformance_check(actual && !strcmp(actual, expected), file, line, text);
}

/** EXPECT_WSTR() - UTF-16 strings */
#define EXPECT_WSTR(actual, expected)                                                              \
    conformance_wide((actual), (expected), __FILE__, __LINE__, #actual)

__attribute__((unused)) static void conformance_narrow(const WCHAR *wide, char out[300])
{
    int i;

    for (i = 0; wide && wide[i] && i < 290; i++)
        out[i] = wide[i] < 0x7f ? (char)wide[i] : '?';
    out[i] = 0;
}

__attribute__((unused)) static void conformance_wide(const WCHAR *actual, const WCHAR *expected,
                                                     const char *file, int line, const char *what)
{
    char got[300], want[300], text[1024];
    size_t i = 0;

    conformance_narrow(actual, got);
    conformance_narrow(expected, want);
    snprintf(text, sizeof(text), "%s is L\"%s\", expected L\"%s\"", what, got, want);
    while (actual && actual[i] == expected[i] && expected[i])
        i++;
    conformance_check(actual && actual[i] == expected[i], file, line, text);
}

/** EXPECT_FAILS() - @call is FALSE (0, NULL) and leaves @error as the last error */
#define EXPECT_FAILS(call, error)                                                                  \
    do {                                                                                           \
        SetLastError(0xdeadbeef);                                                                  \
        EXPECT(!(call));                                                                           \
        EXPECT_EQ(GetLastError(), (error));                                                        \
    } while (0)

/** EXPECT_TRUE_KEEPING_ERROR() - @call succeeds and leaves the last error alone */
#define EXPECT_TRUE_KEEPING_ERROR(call)                                                            \
    do {                                                                                           \
        SetLastError(0xdeadbeef);                                                                  \
        EXPECT(call);                                                                              \
        EXPECT_EQ(GetLastError(), 0xdeadbeef);                                                     \
    } while (0)

static void conformance_run(int number)
{
    const struct conformance_case *test = &conformance_cases[number];
    int failures = conformance_failures;

    conformance_todo_reason = conformance_skip_reason = NULL;
    conformance_todo_failures = 0;
    test->run();
    if (conformance_todo_reason && !conformance_todo_failures) {
        conformance_failures++;
        printf("# known gap is closed, remove its TODO_ON: %s\n", conformance_todo_reason);
    }
    printf("%s %d %s", conformance_failures == failures ? "ok" : "not ok", number + 1, test->name);
    if (conformance_skip_reason)
        printf(" # SKIP %s", conformance_skip_reason);
    else if (conformance_todo_failures && conformance_failures == failures)
        printf(" - differs as known: %s", conformance_todo_reason);
    printf("\n");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    int i;

    setvbuf(stdout, NULL, _IOLBF, 4096);
    printf("1..%d\n", conformance_count);
    for (i = 0; i < conformance_count; i++)
        if (argc < 2 || !strcmp(argv[1], conformance_cases[i].name))
            conformance_run(i);
    return conformance_failures ? 1 : 0;
}

#endif
