/* SPDX-License-Identifier: MIT */
/* call-trace.c - traced entries: nothing that caller or function can see changes, and the log is
 * right */
#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "shim/bridge/call-trace.h"
#include "shim/teb.h"
#include "unit.h"

#define THREADS 8
#define CALLS   500

/* ---- functions of a module that isn't there ------------------------------------------------ */

#define MANY_PARAMETERS                                                                            \
    int a, double b, float c, int64_t d, int e, int f, int g, double h, int i, int j, double k,    \
        int l, int64_t m, float n, double o, double p, double q, double r, double s, int t
#define MANY_VALUES                                                                                \
    -1, 2.5, 3.25f, INT64_MIN, 5, 6, 7, 8.5, 9, 10, 11.5, 12, INT64_MAX, 14.5f, 15.5, 16.5, 17.5,  \
        18.5, 19.5, -20
#define MANY_SUM                                                                                   \
    (a + b * 2 + c * 3 + (d == INT64_MIN) * 4 + e * 5 + f * 6 + g * 7 + h * 8 + i * 9 + j * 10 +   \
     k * 11 + l * 12 + (m == INT64_MAX) * 13 + n * 14 + o * 15 + p * 16 + q * 17 + r * 18 +        \
     s * 19 + t * 20)

static double GUEST_CALL guest_many(MANY_PARAMETERS)
{
    return MANY_SUM;
}

static double HOST_CALL host_many(MANY_PARAMETERS)
{
    return MANY_SUM;
}

static INT wide_copy(WCHAR *out, const WCHAR *from, UINT room)
{
    INT length = 0;

    while (out && (UINT)length + 1 < room && from[length]) {
        out[length] = from[length];
        out[++length] = 0;
    }
    return length;
}

/* As the real ones have them. Guests pass two of the first's parameters on the stack. */
#define PROFILE_PARAMETERS                                                                         \
    LPCWSTR section, LPCWSTR key, LPCWSTR fallback, LPWSTR out, UINT room, LPCWSTR file

static INT GUEST_CALL guest_profile(PROFILE_PARAMETERS)
{
    errno = 99;
    teb_current()->LastErrorValue = room;
    return section && key && fallback && file ? wide_copy(out, file, room) : 0;
}

static INT HOST_CALL host_profile(PROFILE_PARAMETERS)
{
    return guest_profile(section, key, fallback, out, room, file);
}

#define DUPLICATE_PARAMETERS                                                                       \
    HANDLE source_process, HANDLE source, HANDLE target_process, HANDLE *ret_handle, DWORD access, \
        BOOL inherit, DWORD options

static BOOL HOST_CALL host_duplicate(DUPLICATE_PARAMETERS)
{
    errno = (int)(access + (DWORD)inherit + options);
    teb_current()->LastErrorValue = (DWORD)errno;
    if (ret_handle)
        *ret_handle = source;
    return ret_handle != NULL;
}

static BOOL GUEST_CALL guest_duplicate(DUPLICATE_PARAMETERS)
{
    return host_duplicate(source_process, source, target_process, ret_handle, access, inherit,
                          options);
}

struct pair {
    int64_t low;
    double high;
};

static struct pair HOST_CALL host_pair(struct pair in)
{
    return (struct pair){in.low + 1, in.high * 2};
}

static jmp_buf away;

static void HOST_CALL host_leave(int deep)
{
    longjmp(away, deep);
}

static int HOST_CALL (*traced_nest)(int);

static int HOST_CALL host_nest(int depth)
{
    return depth ? traced_nest(depth - 1) + 1 : 0;
}

static int HOST_CALL host_print(const char *format, ...)
{
    char text[64];
    va_list list;
    int length;

    va_start(list, format);
    length = vsnprintf(text, sizeof(text), format, list);
    va_end(list);
    return length == 11 && !strcmp(text, "1 2.5 x 4.5") ? length : -1;
}

/* How many frames an unwinder finds: it goes on to main() only when each can be unwound. */
static int HOST_CALL host_frames(void)
{
    void *frames[100];

    return backtrace(frames, 100);
}

static int GUEST_CALL guest_frames(void)
{
    return host_frames();
}

static struct builtin_export exports[] = {
    {"Alias", {guest_duplicate, host_duplicate}, 1, EXPORT_FUNCTION},
    {"DuplicateHandle", {guest_duplicate, host_duplicate}, 2, EXPORT_FUNCTION},
    {"GetPrivateProfileStringW", {guest_profile, host_profile}, 9, EXPORT_FUNCTION},
    {"Frames", {guest_frames, host_frames}, 10, EXPORT_FUNCTION},
    {"Leave", {NULL, host_leave}, 3, EXPORT_FUNCTION},
    {"Many", {guest_many, host_many}, 4, EXPORT_FUNCTION},
    {"Nest", {NULL, host_nest}, 5, EXPORT_FUNCTION},
    {"Pair", {NULL, host_pair}, 6, EXPORT_FUNCTION},
    {"Print", {NULL, host_print}, 7, EXPORT_FUNCTION},
    {"Variable", {&away, &away}, 8, EXPORT_VARIABLE},
};

static struct module fake = {.name = (char *)"kernel32.dll",
                             .exports = exports,
                             .export_count = sizeof(exports) / sizeof(exports[0])};

static const void *entry(const char *name, enum world world)
{
    for (size_t i = 0; i < fake.export_count; i++)
        if (!strcmp(exports[i].name, name))
            return exports[i].entry[world];
    ck_abort_msg("no %s", name);
}

/* ---- the log ------------------------------------------------------------------------------- */

static char log_path[] = "/tmp/winshim-test-XXXXXX";
static char log_text[1 << 20];

static void log_start(const char *channel)
{
    static bool traced;
    char spec[100];

    if (!traced)
        close(mkstemp(log_path));
    snprintf(spec, sizeof(spec), "%s,file:%s", channel, log_path);
    ck_assert_int_eq(truncate(log_path, 0), 0);
    ck_assert_int_eq(trace_configure(spec), 0);
    if (!traced)
        call_trace_module(&fake);
    traced = true;
}

/* Everything that was logged since log_start(). */
static const char *log_end(void)
{
    FILE *file = fopen(log_path, "r");
    size_t got = fread(log_text, 1, sizeof(log_text) - 1, file);

    fclose(file);
    log_text[got] = '\0';
    trace_configure("call=off,file:-");
    return log_text;
}

static unsigned count(const char *text, const char *part)
{
    unsigned found = 0;

    while ((text = strstr(text, part)))
        found++, text++;
    return found;
}

#define CK_CONTAINS(text, part)                                                                    \
    ck_assert_msg(strstr(text, part) != NULL, "\"%s\" is not in: %s", part, text)

/* ---- tests --------------------------------------------------------------------------------- */

START_TEST(twenty_mixed_arguments_arrive_in_both_worlds)
{
    double(GUEST_CALL * guest)(MANY_PARAMETERS);
    double(HOST_CALL * host)(MANY_PARAMETERS);

    log_start("+call");
    guest = (double(GUEST_CALL *)(MANY_PARAMETERS))entry("Many", WORLD_GUEST);
    host = (double(HOST_CALL *)(MANY_PARAMETERS))entry("Many", WORLD_HOST);
    ck_assert_ptr_ne((void *)guest, (void *)guest_many);
    ck_assert_ptr_ne((void *)host, (void *)host_many);
    ck_assert_double_eq(guest(MANY_VALUES), host_many(MANY_VALUES));
    ck_assert_double_eq(host(MANY_VALUES), host_many(MANY_VALUES));
    ck_assert_uint_eq(count(log_end(), "kernel32!Many("), 2);
}
END_TEST

START_TEST(text_and_what_comes_back_is_shown)
{
    INT(GUEST_CALL * guest)(PROFILE_PARAMETERS);
    INT(HOST_CALL * host)(PROFILE_PARAMETERS);
    WCHAR out[20] = u"before";

    log_start("+call");
    guest = (INT(GUEST_CALL *)(PROFILE_PARAMETERS))entry("GetPrivateProfileStringW", WORLD_GUEST);
    host = (INT(HOST_CALL *)(PROFILE_PARAMETERS))entry("GetPrivateProfileStringW", WORLD_HOST);
    teb_current()->LastErrorValue = 0;
    ck_assert_int_eq(guest(u"C:\\\"ü\xd83d\xde00\xd800\n", u"", u"?", out, 20, u"file"), 4);
    ck_assert_int_eq(host(NULL, u"", u"?", out, 20, u"file"), 0);
    log_end();
    CK_CONTAINS(log_text,
                "warn: kernel32!GetPrivateProfileStringW(L\"C:\\\\\\\"ü😀\xef\xbf\xbd\\n\", "
                "L\"\", L\"?\", L\"file\", 20, L\"file\") = 4, last error 20  [");
    CK_CONTAINS(log_text, "GetPrivateProfileStringW(NULL, L\"\", L\"?\", 0x");
}
END_TEST

START_TEST(handles_and_references_are_shown)
{
    BOOL(GUEST_CALL * guest)(DUPLICATE_PARAMETERS);
    BOOL(HOST_CALL * host)(DUPLICATE_PARAMETERS);
    HANDLE out = NULL;

    log_start("+call");
    guest = (BOOL(GUEST_CALL *)(DUPLICATE_PARAMETERS))entry("DuplicateHandle", WORLD_GUEST);
    host = (BOOL(HOST_CALL *)(DUPLICATE_PARAMETERS))entry("DuplicateHandle", WORLD_HOST);
    teb_current()->LastErrorValue = 0;
    ck_assert(guest(INVALID_HANDLE_VALUE, (HANDLE)0x44, NULL, &out, 0x80000000, TRUE, 3));
    ck_assert_ptr_eq(out, (HANDLE)0x44);
    ck_assert(host(INVALID_HANDLE_VALUE, (HANDLE)0x48, NULL, &out, 1, 2, 3));
    ck_assert_ptr_eq(out, (HANDLE)0x48);
    ck_assert(!host(NULL, NULL, NULL, NULL, 1, 2, 3));
    log_end();
    CK_CONTAINS(log_text,
                "DuplicateHandle(-1, 0x44, NULL, &0x44, 0x80000000, 1, 3) = 1, last error "
                "2147483652  [");
    CK_CONTAINS(log_text, "DuplicateHandle(-1, 0x48, NULL, &0x48, 1, 2, 3) = 1, last error 6  [");
    CK_CONTAINS(log_text, "DuplicateHandle(NULL, NULL, NULL, NULL, 1, 2, 3) = 0  [");
}
END_TEST

START_TEST(a_bad_string_is_shown_as_its_address)
{
    INT(HOST_CALL * host)(PROFILE_PARAMETERS);
    char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    static WCHAR endless[1000];
    char expected[64];

    log_start("+call");
    host = (INT(HOST_CALL *)(PROFILE_PARAMETERS))entry("GetPrivateProfileStringW", WORLD_HOST);
    mprotect(page + 4096, 4096, PROT_NONE);
    memset(page, 'A', 4096);
    for (size_t i = 0; i < 1000; i++)
        endless[i] = 'e';
    host((LPCWSTR)(page + 4096), (LPCWSTR)(page + 4092), (LPCWSTR) ~(uintptr_t)1, NULL, 0, NULL);
    host((LPCWSTR)0x7b, endless, NULL, NULL, 0, NULL);
    log_end();
    snprintf(expected, sizeof(expected), "(0x%llx, L\"䅁䅁\"..., 0xfffffffffffffffe, NULL, 0",
             (unsigned long long)(uintptr_t)page + 4096);
    CK_CONTAINS(log_text, expected);
    CK_CONTAINS(log_text, "(0x7b, L\"eeee");
    CK_CONTAINS(log_text, "eeee\"..., NULL, NULL, 0");
    munmap(page, 8192);
}
END_TEST

START_TEST(errno_and_last_error_are_the_functions_own)
{
    BOOL(HOST_CALL * host)(DUPLICATE_PARAMETERS);

    log_start("+call");
    host = (BOOL(HOST_CALL *)(DUPLICATE_PARAMETERS))entry("DuplicateHandle", WORLD_HOST);
    errno = 77;
    teb_current()->LastErrorValue = 78;
    host(NULL, NULL, NULL, (HANDLE *)NULL, 10, 20, 30);
    ck_assert_int_eq(errno, 60);
    ck_assert_uint_eq(teb_current()->LastErrorValue, 60);
    log_end();
}
END_TEST

START_TEST(both_result_registers_come_back)
{
    struct pair(HOST_CALL * pair)(struct pair);
    struct pair got;

    log_start("+call");
    pair = (struct pair(HOST_CALL *)(struct pair))entry("Pair", WORLD_HOST);
    got = pair((struct pair){41, 1.25});
    ck_assert_int_eq(got.low, 42);
    ck_assert_double_eq(got.high, 2.5);
    log_end();
}
END_TEST

START_TEST(variadic_calls_keep_their_vector_count)
{
    int(HOST_CALL * print)(const char *, ...);

    log_start("+call");
    print = (int(HOST_CALL *)(const char *, ...))entry("Print", WORLD_HOST);
    ck_assert_int_eq(print("%d %g %s %g", 1, 2.5, "x", 4.5), 11);
    CK_CONTAINS(log_end(), "kernel32!Print(");
}
END_TEST

START_TEST(calls_within_calls_are_indented)
{
    log_start("+call");
    traced_nest = (int HOST_CALL (*)(int))entry("Nest", WORLD_HOST);
    ck_assert_int_eq(traced_nest(2), 2);
    log_end();
    CK_CONTAINS(log_text, ":     kernel32!Nest(0x0");
    CK_CONTAINS(log_text, ":   kernel32!Nest(0x1");
    CK_CONTAINS(log_text, ": kernel32!Nest(0x2");
}
END_TEST

START_TEST(a_call_deeper_than_the_log_goes_still_works)
{
    log_start("+call");
    traced_nest = (int HOST_CALL (*)(int))entry("Nest", WORLD_HOST);
    ck_assert_int_eq(traced_nest(400), 400);
    ck_assert_uint_eq(count(log_end(), "kernel32!Nest("), 256);
}
END_TEST

START_TEST(a_call_that_is_left_by_longjmp_is_reported_so)
{
    void(HOST_CALL *volatile leave)(int);

    log_start("call=debug");
    leave = (void(HOST_CALL *)(int))entry("Leave", WORLD_HOST);
    traced_nest = (int HOST_CALL (*)(int))entry("Nest", WORLD_HOST);
    for (int i = 0; i < 300; i++)
        if (!setjmp(away))
            leave(1);
    traced_nest(0);
    log_end();
    ck_assert_uint_eq(count(log_text, "debug: kernel32!Leave("), 300);
    ck_assert_uint_eq(count(log_text, "info: kernel32!Leave("), 300);
    ck_assert_uint_eq(count(log_text, ") did not return\n"), 300);
    CK_CONTAINS(log_text, "info: kernel32!Nest(");
}
END_TEST

START_TEST(an_unwinder_passes_through)
{
    int(HOST_CALL *volatile host)(void) = host_frames;
    int(GUEST_CALL *volatile guest)(void) = guest_frames;
    int plain_host = host(), plain_guest = guest();

    log_start("+call");
    host = (int(HOST_CALL *)(void))entry("Frames", WORLD_HOST);
    guest = (int(GUEST_CALL *)(void))entry("Frames", WORLD_GUEST);
    ck_assert_int_ge(plain_host, 4);
    ck_assert_int_eq(host(), plain_host + 1);
    ck_assert_int_eq(guest(), plain_guest + 1);
    log_end();
}
END_TEST

START_TEST(aliases_and_variables_stay_what_they_are)
{
    log_start("+call");
    ck_assert_ptr_eq(entry("DuplicateHandle", WORLD_HOST), entry("Alias", WORLD_HOST));
    ck_assert_ptr_eq(entry("DuplicateHandle", WORLD_GUEST), entry("Alias", WORLD_GUEST));
    ck_assert_ptr_eq(entry("Variable", WORLD_GUEST), &away);
    ck_assert_ptr_null(entry("Nest", WORLD_GUEST));
    log_end();
}
END_TEST

START_TEST(at_level_warn_only_calls_that_set_an_error_are_logged)
{
    BOOL(HOST_CALL * host)(DUPLICATE_PARAMETERS);

    log_start("call=warn");
    host = (BOOL(HOST_CALL *)(DUPLICATE_PARAMETERS))entry("DuplicateHandle", WORLD_HOST);
    teb_current()->LastErrorValue = 7;
    host(NULL, NULL, NULL, NULL, 7, 0, 0);
    ck_assert_str_eq(log_end(), "");
    log_start("call=warn");
    host(NULL, NULL, NULL, NULL, 8, 0, 0);
    CK_CONTAINS(log_end(), "last error 8");
}
END_TEST

static void *call_often(void *number)
{
    double(GUEST_CALL * guest)(MANY_PARAMETERS) =
        (double(GUEST_CALL *)(MANY_PARAMETERS))entry("Many", WORLD_GUEST);
    uintptr_t wrong = 0;

    (void)number;
    for (int i = 0; i < CALLS; i++)
        wrong += guest(MANY_VALUES) != host_many(MANY_VALUES);
    return (void *)wrong;
}

START_TEST(eight_threads_write_whole_lines)
{
    pthread_t threads[THREADS];
    void *wrong;

    log_start("+call");
    for (int i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, call_often, NULL), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &wrong);
        ck_assert_ptr_null(wrong);
    }
    log_end();
    ck_assert_uint_eq(count(log_text, "\n"), THREADS * CALLS);
    ck_assert_uint_eq(count(log_text, "call info: kernel32!Many(0x"), THREADS * CALLS);
    unlink(log_path);
}
END_TEST

UNIT_MAIN("call-trace", twenty_mixed_arguments_arrive_in_both_worlds,
          text_and_what_comes_back_is_shown, handles_and_references_are_shown,
          a_bad_string_is_shown_as_its_address, errno_and_last_error_are_the_functions_own,
          both_result_registers_come_back, variadic_calls_keep_their_vector_count,
          calls_within_calls_are_indented, a_call_deeper_than_the_log_goes_still_works,
          a_call_that_is_left_by_longjmp_is_reported_so, an_unwinder_passes_through,
          aliases_and_variables_stay_what_they_are,
          at_level_warn_only_calls_that_set_an_error_are_logged, eight_threads_write_whole_lines)
