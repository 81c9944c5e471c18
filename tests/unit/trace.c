/* SPDX-License-Identifier: MIT */
/* trace.c - the words of a spec, and what becomes of text in a record */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shim/bridge/call-signature.h"
#include "shim/trace-line.h"
#include "shim/trace.h"
#include "unit.h"

static bool all_levels_are(unsigned level)
{
    for (size_t i = 0; i < TRACE_CHANNEL_COUNT; i++)
        if (trace_levels[i] != level)
            return false;
    return true;
}

START_TEST(words_set_levels)
{
    ck_assert_int_eq(trace_configure(NULL), 0);
    ck_assert_int_eq(trace_configure(""), 0);
    ck_assert(all_levels_are(TRACE_OFF));
    ck_assert_int_eq(trace_configure("loader,WAVE=Debug,,+call,clr=error,"), 0);
    ck_assert_uint_eq(trace_levels[TRACE_loader], TRACE_INFO);
    ck_assert_uint_eq(trace_levels[TRACE_wave], TRACE_DEBUG);
    ck_assert_uint_eq(trace_levels[TRACE_call], TRACE_INFO);
    ck_assert_uint_eq(trace_levels[TRACE_clr], TRACE_ERROR);
    ck_assert_uint_eq(trace_levels[TRACE_file], TRACE_OFF);
    ck_assert_int_eq(trace_configure("all=warn"), 0);
    ck_assert(all_levels_are(TRACE_WARN));
    ck_assert_int_eq(trace_configure("all=off"), 0);
    ck_assert(all_levels_are(TRACE_OFF));
}
END_TEST

/* What a call prints on standard error. */
static const char *heard(const char *spec, int *ret_result)
{
    static char text[4096];
    int ends[2], error = dup(STDERR_FILENO);
    ssize_t got;

    ck_assert_int_eq(pipe2(ends, O_NONBLOCK), 0);
    dup2(ends[1], STDERR_FILENO);
    *ret_result = trace_configure(spec);
    dup2(error, STDERR_FILENO);
    got = read(ends[0], text, sizeof(text) - 1);
    text[got > 0 ? got : 0] = '\0';
    close(ends[0]);
    close(ends[1]);
    close(error);
    return text;
}

START_TEST(unknown_words_are_reported_together_and_once)
{
    int result;
    const char *text = heard("wav,loader=debug,sync=loud,=info,+", &result);

    ck_assert_int_eq(result, -EINVAL);
    ck_assert_ptr_nonnull(strstr(text, "WS0002: "));
    ck_assert_ptr_nonnull(strstr(text, "\"wav\", \"sync=loud\", \"=info\", \"+\""));
    ck_assert_ptr_nonnull(strstr(text, "loader, module, clr"));
    ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
    ck_assert_uint_eq(trace_levels[TRACE_loader], TRACE_DEBUG);
    ck_assert_str_eq(heard("wav", &result), "");
    ck_assert_int_eq(result, -EINVAL);
    trace_configure("all=off");
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_reported)
{
    int result;
    const char *text = heard("loader,file:/no/such/folder/x", &result);

    ck_assert_int_eq(result, -EINVAL);
    ck_assert_ptr_nonnull(strstr(text, "WS0003: "));
    ck_assert_ptr_nonnull(strstr(text, "/no/such/folder/x"));
    trace_configure("all=off,file:-");
}
END_TEST

#define CK_LINE(call, expected)                                                                    \
    do {                                                                                           \
        struct trace_line line;                                                                    \
                                                                                                   \
        trace_line_init(&line);                                                                    \
        call;                                                                                      \
        trace_line_add(&line, "", 1);                                                              \
        ck_assert_str_eq(line.bytes, expected);                                                    \
        trace_line_finish(&line);                                                                  \
    } while (0)

START_TEST(text_is_escaped_where_it_must_be)
{
    static const char odd[] = "a\"\\\n\x01é\xff\xc3(\xed\xa0\x80\xf4\x90\x80\x80";

    CK_LINE(trace_line_plain(&line, odd, sizeof(odd) - 1),
            "a\"\\\\n\\x01é\\xff\\xc3(\\xed\\xa0\\x80\\xf4\\x90\\x80\\x80");
    CK_LINE(trace_line_quoted(&line, odd, 6), "\"a\\\"\\\\\\n\\x01\\xc3\"");
    CK_LINE(trace_line_json(&line, odd, sizeof(odd) - 1),
            "\"a\\\"\\\\\\n\\u0001é\ufffd\ufffd(\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\"");
    CK_LINE(trace_line_json(&line, "", 0), "\"\"");
}
END_TEST

START_TEST(long_text_is_cut_between_characters)
{
    static char text[3 * TRACE_TEXT_LIMIT + 1];
    struct trace_line line;

    for (size_t i = 0; i < sizeof(text) - 1; i += 3)
        memcpy(text + i, "€", 3);
    trace_line_init(&line);
    trace_line_format(&line, "x%s", text);
    ck_assert(!line.lost);
    ck_assert_uint_ge(line.length, TRACE_TEXT_LIMIT - 3);
    ck_assert_uint_le(line.length, TRACE_TEXT_LIMIT + 3);
    ck_assert(!memcmp(line.bytes + line.length - 6, "€...", 6));
    trace_line_finish(&line);
}
END_TEST

START_TEST(types_are_told_by_their_names)
{
    static const struct {
        const char *spelling;
        enum call_kind kind;
        unsigned bytes;
        bool is_output, is_reference;
    } cases[] = {
        {"DWORD", CALL_UNSIGNED, 4, false, false},
        {"BOOL", CALL_TRUTH, 4, false, false},
        {"LPCWSTR", CALL_WIDE, 8, false, false},
        {"const char *", CALL_NARROW, 8, false, false},
        {"WCHAR *", CALL_WIDE, 8, true, false},
        {"LPSTR", CALL_NARROW, 8, true, false},
        {"LPDWORD", CALL_UNSIGNED, 4, false, true},
        {"DWORD *", CALL_UNSIGNED, 4, false, true},
        {"const DWORD *", CALL_POINTER, 8, false, false},
        {"LPBYTE", CALL_POINTER, 8, false, false},
        {"HANDLE", CALL_HANDLE, 8, false, false},
        {"HWAVEOUT", CALL_HANDLE, 8, false, false},
        {"LPHWAVEOUT", CALL_HANDLE, 8, false, true},
        {"HRESULT", CALL_STATUS, 4, false, false},
        {"SECURITY_ATTRIBUTES *", CALL_POINTER, 8, false, false},
        {"void **", CALL_POINTER, 8, false, false},
        {"WNDENUMPROC", CALL_POINTER, 8, false, false},
        {"double", CALL_FLOAT, 8, false, false},
        {"POINT", CALL_STRUCT, 8, false, false},
        {"VARIANT", CALL_STRUCT, 24, false, false},
        {"REFIID", CALL_GUID, 8, false, false},
        {"SOMETHING", CALL_UNKNOWN, 8, false, false},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct call_type type = call_type_of(cases[i].spelling);

        ck_assert_msg(type.kind == cases[i].kind && type.bytes == cases[i].bytes &&
                          type.is_output == cases[i].is_output &&
                          type.is_reference == cases[i].is_reference,
                      "%s is of kind %d, %d bytes", cases[i].spelling, type.kind, type.bytes);
    }
}
END_TEST

START_TEST(signatures_of_our_own_functions_are_known)
{
    struct call_signature *play = call_signature_parse(call_signature_text("PlaySoundW"));
    struct call_signature *format = call_signature_parse(call_signature_text("wsprintfW"));

    ck_assert_uint_eq(play->result.kind, CALL_TRUTH);
    ck_assert_uint_eq(play->count, 3);
    ck_assert(play->is_exact && !play->variadic);
    ck_assert_uint_eq(play->params[0].type.kind, CALL_WIDE);
    ck_assert_uint_eq(play->params[1].type.kind, CALL_HANDLE);
    ck_assert_uint_eq(play->params[2].type.kind, CALL_UNSIGNED);
    ck_assert(format->variadic && !format->is_exact);
    ck_assert_uint_eq(format->count, 2);
    ck_assert_str_eq(call_signature_text("winmm!PlaySound"), call_signature_text("PlaySoundA"));
    ck_assert_ptr_null(call_signature_text("NoSuchFunction"));
    free(play);
    free(format);
}
END_TEST

UNIT_MAIN("trace", words_set_levels, unknown_words_are_reported_together_and_once,
          a_file_that_cannot_be_written_is_reported, text_is_escaped_where_it_must_be,
          long_text_is_cut_between_characters, types_are_told_by_their_names,
          signatures_of_our_own_functions_are_known)
