/* SPDX-License-Identifier: MIT */
/*
 * crt-both.c - both C runtimes, function by function, found with GetProcAddress()
 *
 * TAP on stdout. With an argument only ucrtbase.dll. Each case runs with msvcrt.dll and with
 * ucrtbase.dll; names that only one of them has are in the lists at the end.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

#include "crt-names.h"

static int number;
static HMODULE crt;
static const char *crt_name;

static void check(int ok, const char *what)
{
    printf("%sok %d %s: %s\n", ok ? "" : "not ", ++number, crt_name, what);
}

static size_t missing(void)
{
    return 0xdead;
}

static void *find(const char *name)
{
    void *entry = (void *)GetProcAddress(crt, name);

    if (!entry)
        printf("# %s has no %s\n", crt_name, name);
    return entry ? entry : (void *)missing;
}

#define CALL(type, name, types, ...) ((type(__cdecl *) types)find(#name))(__VA_ARGS__)

/* ---- mathematics ------------------------------------------------------------------------ */

#define R(name, x, result)                                                                         \
    {                                                                                              \
#        name, x, result                                                                           \
    }

static const struct {
    const char *name;
    double x, result;
} reals[] = {
    R(acos, 0.5, 1.0471975511965979),
    R(asin, 0.5, 0.52359877559829887),
    R(atan, 0.5, 0.46364760900080612),
    R(cos, 0.5, 0.87758256189037276),
    R(sin, 0.5, 0.47942553860420301),
    R(tan, 0.5, 0.54630248984379048),
    R(cosh, 0.5, 1.1276259652063807),
    R(sinh, 0.5, 0.52109530549374738),
    R(tanh, 0.5, 0.46211715726000973),
    R(exp, 0.5, 1.6487212707001282),
    R(log, 0.5, -0.69314718055994529),
    R(log10, 0.5, -0.3010299956639812),
    R(sqrt, 0.5, 0.70710678118654757),
    R(ceil, 0.5, 1),
    R(floor, 0.5, 0),
    R(fabs, -0.5, 0.5),
};

static const struct {
    const char *name;
    double x, result;
} new_reals[] = {
    R(acosh, 1.5, 0.96242365011920694),
    R(asinh, 0.5, 0.48121182505960347),
    R(atanh, 0.5, 0.54930614433405489),
    R(exp2, 3, 8),
    R(expm1, 0.5, 0.64872127070012819),
    R(log2, 8, 3),
    R(log1p, 0.5, 0.40546510810816438),
    R(cbrt, 27, 3),
    R(round, 2.5, 3),
    R(trunc, -2.5, -2),
    R(rint, 2.5, 2),
    R(nearbyint, 3.5, 4),
    R(erf, 0.5, 0.52049987781304652),
    R(erfc, 0.5, 0.47950012218695348),
    R(tgamma, 5, 24),
    R(lgamma, 3, 0.69314718055994529),
    R(logb, 8, 3),
};

static const struct {
    const char *name;
    float x, result;
} floats[] = {
    R(acosf, 0.5f, 1.04719758f),
    R(asinf, 0.5f, 0.52359879f),
    R(atanf, 0.5f, 0.46364760f),
    R(cosf, 0.5f, 0.87758255f),
    R(sinf, 0.5f, 0.47942555f),
    R(tanf, 0.5f, 0.54630250f),
    R(coshf, 0.5f, 1.12762594f),
    R(sinhf, 0.5f, 0.52109528f),
    R(tanhf, 0.5f, 0.46211717f),
    R(expf, 0.5f, 1.64872122f),
    R(logf, 0.5f, -0.69314718f),
    R(log10f, 0.5f, -0.30103f),
    R(sqrtf, 0.5f, 0.70710677f),
    R(ceilf, 0.5f, 1),
    R(floorf, 0.5f, 0),
    R(acoshf, 1.5f, 0.9624237f),
    R(asinhf, 0.5f, 0.4812118f),
    R(atanhf, 0.5f, 0.54930615f),
    R(exp2f, 3, 8),
    R(expm1f, 0.5f, 0.6487213f),
    R(log2f, 8, 3),
    R(log1pf, 0.5f, 0.4054651f),
    R(cbrtf, 27, 3),
    R(roundf, 2.5f, 3),
    R(truncf, -2.5f, -2),
    R(rintf, 2.5f, 2),
    R(nearbyintf, 3.5f, 4),
    R(erff, 0.5f, 0.5204999f),
    R(erfcf, 0.5f, 0.4795001f),
    R(tgammaf, 5, 24),
    R(lgammaf, 3, 0.6931472f),
    R(logbf, 8, 3),
    R(fabsf, -2, 2),
};

static int near_to(double a, double b)
{
    return fabs(a - b) <= 1e-6 * (1 + fabs(b));
}

static void mathematics(void)
{
    int ucrt = crt == GetModuleHandleA("ucrtbase");
    int exponent = 0;
    double whole = 0;

    for (size_t i = 0; i < sizeof(reals) / sizeof(*reals); i++)
        check(fabs(((double (*)(double))find(reals[i].name))(reals[i].x) - reals[i].result) < 1e-15,
              reals[i].name);
    for (size_t i = 0; ucrt && i < sizeof(new_reals) / sizeof(*new_reals); i++)
        check(near_to(((double (*)(double))find(new_reals[i].name))(new_reals[i].x),
                      new_reals[i].result),
              new_reals[i].name);
    for (size_t i = 0; i < (ucrt ? sizeof(floats) / sizeof(*floats) : 15); i++)
        check(near_to(((float (*)(float))find(floats[i].name))(floats[i].x), floats[i].result),
              floats[i].name);
    check(near_to(CALL(double, atan2, (double, double), 1, 2), 0.46364760900080612) &&
              CALL(double, fmod, (double, double), 7, 4) == 3 &&
              CALL(double, pow, (double, double), 2, 10) == 1024 &&
              CALL(double, _hypot, (double, double), 3, 4) == 5 &&
              CALL(double, _copysign, (double, double), 3, -1) == -3 &&
              CALL(double, _nextafter, (double, double), 1, 2) > 1 &&
              CALL(double, _logb, (double), 9) == 3 && CALL(double, _chgsign, (double), 2) == -2 &&
              CALL(double, _scalb, (double, LONG), 3, 2) == 12,
          "functions of two numbers");
    check(CALL(float, atan2f, (float, float), 0, 1) == 0 &&
              CALL(float, fmodf, (float, float), 7, 4) == 3 &&
              CALL(float, powf, (float, float), 2, 3) == 8 &&
              CALL(float, _hypotf, (float, float), 3, 4) == 5,
          "functions of two floats");
    check(CALL(double, frexp, (double, int *), 8, &exponent) == 0.5 && exponent == 4 &&
              CALL(double, ldexp, (double, int), 0.5, 4) == 8 &&
              CALL(double, modf, (double, double *), 2.5, &whole) == 0.5 && whole == 2,
          "frexp, ldexp and modf");
    check(CALL(int, _isnan, (double), NAN) && !CALL(int, _finite, (double), INFINITY) &&
              CALL(int, _fpclass, (double), -1.0) == 8 &&
              CALL(int, _fpclass, (double), 0.0) == 0x40,
          "kinds of numbers");
    if (!ucrt)
        return;
    check(CALL(double, hypot, (double, double), 3, 4) == 5 &&
              CALL(float, hypotf, (float, float), 3, 4) == 5 &&
              CALL(double, fmax, (double, double), 1, 2) == 2 &&
              CALL(float, fmaxf, (float, float), 1, 2) == 2 &&
              CALL(double, fmin, (double, double), 1, 2) == 1 &&
              CALL(float, fminf, (float, float), 1, 2) == 1 &&
              CALL(double, fdim, (double, double), 5, 2) == 3 &&
              CALL(float, fdimf, (float, float), 5, 2) == 3 &&
              CALL(double, copysign, (double, double), 1, -1) == -1 &&
              CALL(float, copysignf, (float, float), 1, -1) == -1 &&
              CALL(double, remainder, (double, double), 7, 4) == -1 &&
              CALL(float, remainderf, (float, float), 7, 4) == -1 &&
              CALL(double, nextafter, (double, double), 1, 2) > 1 &&
              CALL(float, nextafterf, (float, float), 1, 2) > 1 &&
              CALL(double, fma, (double, double, double), 2, 3, 4) == 10 &&
              CALL(float, fmaf, (float, float, float), 2, 3, 4) == 10,
          "functions of C99");
    check(CALL(LONG, lround, (double), 2.5) == 3 && CALL(LONG, lroundf, (float), 2.5f) == 3 &&
              CALL(long long, llround, (double), -2.5) == -3 &&
              CALL(long long, llroundf, (float), -2.5f) == -3 &&
              CALL(LONG, lrint, (double), 2.5) == 2 && CALL(LONG, lrintf, (float), 2.5f) == 2 &&
              CALL(long long, llrint, (double), 3.5) == 4 &&
              CALL(long long, llrintf, (float), 3.5f) == 4 && CALL(int, ilogb, (double), 8) == 3 &&
              CALL(int, ilogbf, (float), 8) == 3 &&
              CALL(double, scalbn, (double, int), 1, 3) == 8 &&
              CALL(float, scalbnf, (float, int), 1, 3) == 8,
          "whole numbers and exponents");
    check(CALL(short, _dclass, (double), NAN) == 2 && CALL(short, _ldclass, (double), 0) == 0 &&
              CALL(short, _fdclass, (float), INFINITY) == 1 && CALL(int, _dsign, (double), -1) &&
              CALL(int, _ldsign, (double), -1) && CALL(int, _fdsign, (float), -1),
          "classes and signs");
}

/* ---- characters ------------------------------------------------------------------------- */

static const struct {
    const char *name, *wide;
    const char *yes, *no;
} classes[] = {
    {"isalpha", "iswalpha", "aZ", "1 ."},     {"isupper", "iswupper", "AZ", "a1"},
    {"islower", "iswlower", "az", "A1"},      {"isdigit", "iswdigit", "09", "a "},
    {"isxdigit", "iswxdigit", "0fF", "g"},    {"isspace", "iswspace", " \t\n", "a"},
    {"ispunct", "iswpunct", "!~.", "a1 "},    {"isalnum", "iswalnum", "a1Z", ". "},
    {"isgraph", "iswgraph", "a!", " \n"},     {"iscntrl", "iswcntrl", "\n\x7f", "a "},
    {"isprint", "iswprint", "a !", "\n\x7f"},
};

static void characters(void)
{
    for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
        int (*narrow)(int) = find(classes[i].name);
        int (*wide)(unsigned short) = find(classes[i].wide);
        int ok = 1;

        for (const char *at = classes[i].yes; *at; at++)
            ok &= narrow(*at) && wide((unsigned short)*at);
        for (const char *at = classes[i].no; *at; at++)
            ok &= !narrow(*at) && !wide((unsigned short)*at);
        check(ok, classes[i].name);
    }
    check(CALL(int, tolower, (int), 'Q') == 'q' && CALL(int, _tolower, (int), 'Q') == 'q' &&
              CALL(int, _toupper, (int), 'q') == 'Q' &&
              CALL(unsigned short, towlower, (unsigned short), 'Q') == 'q' &&
              CALL(unsigned short, towupper, (unsigned short), 'q') == 'Q' &&
              CALL(int, iswctype, (unsigned short, unsigned short), 'a', 2) &&
              CALL(int, _isctype, (int, int), '1', 4),
          "case and masks");
    check(CALL(const unsigned short *, __pctype_func, (void))['A'] & 1, "the table of kinds");
}

/* ---- strings ---------------------------------------------------------------------------- */

static void narrow_strings(void)
{
    char text[16] = "abc", *next = NULL;
    char list[16] = "a,b";

    check(CALL(int, strcpy_s, (char *, size_t, const char *), text, 4, "xyz") == 0 &&
              CALL(int, strcat_s, (char *, size_t, const char *), text, 8, "12") == 0 &&
              !strcmp(text, "xyz12"),
          "strcpy_s and strcat_s");
    check(CALL(int, strncpy_s, (char *, size_t, const char *, size_t), text, 3, "abcdef",
               (size_t)-1) == 80 &&
              !strcmp(text, "ab"),
          "strncpy_s cuts off");
    check(CALL(int, strncat_s, (char *, size_t, const char *, size_t), text, 8, "cdef", 2) == 0 &&
              !strcmp(text, "abcd"),
          "strncat_s");
    check(CALL(int, memcpy_s, (void *, size_t, const void *, size_t), text, 16, "zz", 2) == 0 &&
              CALL(int, memmove_s, (void *, size_t, const void *, size_t), text + 1, 15, text, 4) ==
                  0 &&
              !memcmp(text, "zzzcd", 5),
          "memcpy_s and memmove_s");
    check(CALL(char *, strtok_s, (char *, const char *, char **), list, ",", &next) == list &&
              *next == 'b',
          "strtok_s");
    strcpy(text, "aBc");
    check(!strcmp(CALL(char *, _strlwr, (char *), text), "abc") &&
              !strcmp(CALL(char *, _strupr, (char *), text), "ABC") &&
              !strcmp(CALL(char *, _strrev, (char *), text), "CBA") &&
              !strcmp(CALL(char *, _strset, (char *, int), text, 'x'), "xxx"),
          "changes in place");
    check(CALL(int, strcoll, (const char *, const char *), "a", "b") < 0 &&
              CALL(size_t, strxfrm, (char *, const char *, size_t), text, "abc", 16) == 3 &&
              !CALL(int, _memicmp, (const void *, const void *, size_t), "aB", "Ab", 2) &&
              !CALL(int, _stricoll, (const char *, const char *), "aB", "Ab") &&
              CALL(size_t, strnlen, (const char *, size_t), "abc", 2) == 2,
          "comparison");
    check(CALL(char *, strpbrk, (const char *, const char *), "abc", "cb")[0] == 'b' &&
              CALL(size_t, strspn, (const char *, const char *), "aab", "a") == 2 &&
              CALL(size_t, strcspn, (const char *, const char *), "aab", "b") == 2 &&
              CALL(char *, strrchr, (const char *, int), "aba", 'a')[1] == 0 &&
              CALL(void *, memchr, (const void *, int, size_t), "abc", 'd', 3) == NULL,
          "searches");
    check(CALL(char *, memmove, (void *, const void *, size_t), strcpy(text, "abc") + 1, text, 2) &&
              !strcmp(text, "aab"),
          "memmove");
    check(
        !strcmp(CALL(char *, strncat, (char *, const char *, size_t), strcpy(text, "a"), "bcd", 2),
                "abc") &&
            !strcmp(CALL(char *, strcat, (char *, const char *), text, "x"), "abcx") &&
            CALL(char *, strncpy, (char *, const char *, size_t), text, "q", 3)[2] == 0,
        "strncat, strcat, strncpy");
    check(CALL(int, strerror_s, (char *, size_t, int), text, 4, 2) == 0 && !strcmp(text, "No "),
          "strerror_s cuts off");
}

static void wide_strings(void)
{
    wchar_t text[16] = L"abc", *next = NULL, list[8] = L"a,b", *copy;
    char narrow[16];
    size_t size = 0;

    check(
        CALL(size_t, wcslen, (const wchar_t *), L"abc") == 3 &&
            CALL(size_t, wcsnlen, (const wchar_t *, size_t), L"abc", 2) == 2 &&
            !wcscmp(CALL(wchar_t *, wcscpy, (wchar_t *, const wchar_t *), text, L"x"), L"x") &&
            CALL(wchar_t *, wcsncpy, (wchar_t *, const wchar_t *, size_t), text, L"q", 3)[2] == 0 &&
            !wcscmp(CALL(wchar_t *, wcsncat, (wchar_t *, const wchar_t *, size_t), text, L"bcd", 1),
                    L"qb"),
        "wide copies");
    check(CALL(int, wcscpy_s, (wchar_t *, size_t, const wchar_t *), text, 4, L"xyz") == 0 &&
              CALL(int, wcscat_s, (wchar_t *, size_t, const wchar_t *), text, 8, L"1") == 0 &&
              CALL(int, wcsncat_s, (wchar_t *, size_t, const wchar_t *, size_t), text, 8, L"23",
                   1) == 0 &&
              !wcscmp(text, L"xyz12") &&
              CALL(int, wcsncpy_s, (wchar_t *, size_t, const wchar_t *, size_t), text, 3, L"abcd",
                   (size_t)-1) == 80,
          "wide copies of known size");
    check(CALL(int, wcsncmp, (const wchar_t *, const wchar_t *, size_t), L"abX", L"abY", 2) == 0 &&
              CALL(int, wcscoll, (const wchar_t *, const wchar_t *), L"a", L"b") < 0 &&
              CALL(int, _wcsnicmp, (const wchar_t *, const wchar_t *, size_t), L"aB", L"Ab", 2) ==
                  0 &&
              CALL(int, _wcsicoll, (const wchar_t *, const wchar_t *), L"aB", L"Ab") == 0 &&
              CALL(size_t, wcsxfrm, (wchar_t *, const wchar_t *, size_t), text, L"abc", 16) == 3,
          "wide comparison");
    check(
        CALL(wchar_t *, wcschr, (const wchar_t *, wchar_t), L"abc", L'c')[1] == 0 &&
            CALL(wchar_t *, wcsrchr, (const wchar_t *, wchar_t), L"aba", L'a')[1] == 0 &&
            CALL(wchar_t *, wcsstr, (const wchar_t *, const wchar_t *), L"abcd", L"cd")[1] == 'd' &&
            CALL(wchar_t *, wcspbrk, (const wchar_t *, const wchar_t *), L"abc", L"cb")[0] == 'b' &&
            CALL(size_t, wcsspn, (const wchar_t *, const wchar_t *), L"aab", L"a") == 2 &&
            CALL(size_t, wcscspn, (const wchar_t *, const wchar_t *), L"aab", L"b") == 2 &&
            CALL(wchar_t *, wcstok_s, (wchar_t *, const wchar_t *, wchar_t **), list, L",",
                 &next) == list,
        "wide searches");
    copy = CALL(wchar_t *, _wcsdup, (const wchar_t *), L"aBc");
    check(!wcscmp(CALL(wchar_t *, _wcsupr, (wchar_t *), copy), L"ABC") &&
              !wcscmp(CALL(wchar_t *, _wcslwr, (wchar_t *), copy), L"abc"),
          "wide case");
    CALL(void, free, (void *), copy);
    check(CALL(size_t, wcstombs, (char *, const wchar_t *, size_t), narrow, L"abc", 16) == 3 &&
              CALL(size_t, mbstowcs, (wchar_t *, const char *, size_t), text, "abc", 16) == 3 &&
              CALL(int, wcstombs_s, (size_t *, char *, size_t, const wchar_t *, size_t), &size,
                   narrow, 16, L"ab", 15) == 0 &&
              size == 3 &&
              CALL(int, mbstowcs_s, (size_t *, wchar_t *, size_t, const char *, size_t), &size,
                   text, 16, "abcd", 15) == 0 &&
              size == 5,
          "conversion of strings");
    check(CALL(int, mbtowc, (wchar_t *, const char *, size_t), text, "a", 1) == 1 &&
              CALL(int, wctomb, (char *, wchar_t), narrow, L'a') == 1 &&
              CALL(int, mblen, (const char *, size_t), "a", 1) == 1 &&
              CALL(size_t, mbrlen, (const char *, size_t, void *), "a", 1, NULL) == 1 &&
              CALL(size_t, mbrtowc, (wchar_t *, const char *, size_t, void *), text, "a", 1,
                   NULL) == 1 &&
              CALL(size_t, wcrtomb, (char *, wchar_t, void *), narrow, L'a', NULL) == 1 &&
              CALL(unsigned short, btowc, (int), 'a') == 'a' &&
              CALL(int, wctob, (unsigned short), 'a') == 'a',
          "conversion of characters");
}

/* ---- numbers ---------------------------------------------------------------------------- */

static void numbers(void)
{
    char text[40];
    wchar_t wide[40], *end;
    unsigned random;

    check(CALL(LONG, wcstol, (const wchar_t *, wchar_t **, int), L"-12x", &end, 10) == -12 &&
              *end == 'x' &&
              CALL(ULONG, wcstoul, (const wchar_t *, wchar_t **, int), L"ff", NULL, 16) == 255 &&
              CALL(long long, _wcstoi64, (const wchar_t *, wchar_t **, int), L"-5", NULL, 10) ==
                  -5 &&
              CALL(unsigned long long, _wcstoui64, (const wchar_t *, wchar_t **, int), L"5", NULL,
                   10) == 5 &&
              CALL(double, wcstod, (const wchar_t *, wchar_t **), L"2.5", NULL) == 2.5,
          "wide numbers");
    check(CALL(long long, _strtoi64, (const char *, char **, int), "-5", NULL, 10) == -5 &&
              CALL(unsigned long long, _strtoui64, (const char *, char **, int), "5", NULL, 10) ==
                  5 &&
              CALL(int, atol, (const char *), "7") == 7 &&
              CALL(long long, _atoi64, (const char *), "8") == 8 &&
              CALL(double, atof, (const char *), "1.5") == 1.5 &&
              CALL(int, _wtoi, (const wchar_t *), L"9") == 9 &&
              CALL(int, _wtol, (const wchar_t *), L"9") == 9 &&
              CALL(long long, _wtoi64, (const wchar_t *), L"9") == 9,
          "numbers");
    check(!strcmp(CALL(char *, _i64toa, (long long, char *, int), -10, text, 10), "-10") &&
              !strcmp(CALL(char *, _ui64toa, (unsigned long long, char *, int), 10, text, 2),
                      "1010") &&
              !strcmp(CALL(char *, _ltoa, (LONG, char *, int), -1, text, 16), "ffffffff") &&
              !wcscmp(CALL(wchar_t *, _itow, (int, wchar_t *, int), -7, wide, 10), L"-7") &&
              !wcscmp(CALL(wchar_t *, _ltow, (LONG, wchar_t *, int), 7, wide, 10), L"7") &&
              !wcscmp(CALL(wchar_t *, _ultow, (ULONG, wchar_t *, int), 7, wide, 10), L"7") &&
              !wcscmp(CALL(wchar_t *, _i64tow, (long long, wchar_t *, int), 7, wide, 10), L"7") &&
              !wcscmp(CALL(wchar_t *, _ui64tow, (unsigned long long, wchar_t *, int), 7, wide, 10),
                      L"7"),
          "numbers as text");
    check(CALL(int, abs, (int), -3) == 3 && CALL(LONG, labs, (LONG), -3) == 3 &&
              CALL(long long, _abs64, (long long), -3) == 3 &&
              CALL(unsigned, _rotl, (unsigned, int), 0x80000001u, 1) == 3 &&
              CALL(unsigned, _rotr, (unsigned, int), 3, 1) == 0x80000001u &&
              CALL(unsigned long long, _rotl64, (unsigned long long, int), 1, 63) == 1ull << 63 &&
              CALL(unsigned long long, _rotr64, (unsigned long long, int), 1, 1) == 1ull << 63 &&
              CALL(ULONG, _byteswap_ulong, (ULONG), 1) == 0x1000000 &&
              CALL(unsigned short, _byteswap_ushort, (unsigned short), 1) == 0x100 &&
              CALL(unsigned long long, _byteswap_uint64, (unsigned long long), 1) == 1ull << 56,
          "bits");
    check(CALL(int, rand_s, (unsigned *), &random) == 0, "rand_s");
}

/* ---- memory, environment, files --------------------------------------------------------- */

static void memory(void)
{
    char *block = CALL(void *, malloc, (size_t), 10);

    block = CALL(void *, realloc, (void *, size_t), block, 100);
    check(block && CALL(size_t, _msize, (void *), block) >= 100 &&
              CALL(void *, _expand, (void *, size_t), block, 50) == block,
          "realloc and _msize");
    CALL(void, free, (void *), block);
    block = CALL(void *, _recalloc, (void *, size_t, size_t), NULL, 4, 4);
    check(block && !block[15], "_recalloc clears");
    CALL(void, free, (void *), block);
    block = CALL(void *, _aligned_malloc, (size_t, size_t), 10, 64);
    check(block && !((size_t)block & 63), "_aligned_malloc");
    block = CALL(void *, _aligned_realloc, (void *, size_t, size_t), block, 1000, 64);
    check(block && !((size_t)block & 63), "_aligned_realloc");
    CALL(void, _aligned_free, (void *), block);
    check(CALL(int, _heapchk, (void)) == -2 && CALL(int, _heapmin, (void)) == 0,
          "the heap is fine");
}

static void environment(void)
{
    char text[16], *copy = NULL;
    wchar_t wide[300];
    size_t size = 0;

    check(CALL(int, _putenv_s, (const char *, const char *), "CRT_BOTH", "one") == 0 &&
              CALL(int, getenv_s, (size_t *, char *, size_t, const char *), &size, text, 16,
                   "CRT_BOTH") == 0 &&
              size == 4 && !strcmp(text, "one") &&
              CALL(int, _dupenv_s, (char **, size_t *, const char *), &copy, &size, "CRT_BOTH") ==
                  0 &&
              !strcmp(copy, "one"),
          "_putenv_s, getenv_s and _dupenv_s");
    check(CALL(int, _wputenv, (const wchar_t *), L"CRT_BOTH=two") == 0 &&
              !wcscmp(CALL(wchar_t *, _wgetenv, (const wchar_t *), L"CRT_BOTH"), L"two") &&
              CALL(int, _wputenv_s, (const wchar_t *, const wchar_t *), L"CRT_BOTH", L"") == 0 &&
              !CALL(wchar_t *, _wgetenv, (const wchar_t *), L"CRT_BOTH"),
          "_wputenv and _wgetenv");
    check(GetEnvironmentVariableW(L"CRT_BOTH", wide, 300) == 0,
          "the process's variable is gone too");
    check(CALL(int, _getpid, (void)) == (int)GetCurrentProcessId(), "_getpid");
    check(CALL(wchar_t *, _wfullpath, (wchar_t *, const wchar_t *, size_t), wide, L"x", 300) &&
              wide[1] == ':' &&
              CALL(char *, _fullpath, (char *, const char *, size_t), NULL, "x", 0) &&
              CALL(char *, _getcwd, (char *, int), NULL, 0)[1] == ':' &&
              CALL(wchar_t *, _wgetcwd, (wchar_t *, int), wide, 300) == wide,
          "paths");
}

static void folders(void)
{
    check(CALL(int, _mkdir, (const char *), "crt-folder") == 0 &&
              CALL(int, _mkdir, (const char *), "crt-folder") == -1 &&
              CALL(int, _waccess, (const wchar_t *, int), L"crt-folder", 0) == 0 &&
              CALL(int, _chdir, (const char *), "crt-folder") == 0 &&
              CALL(int, _wchdir, (const wchar_t *), L"..") == 0 &&
              CALL(int, _wrmdir, (const wchar_t *), L"crt-folder") == 0 &&
              CALL(int, _wmkdir, (const wchar_t *), L"crt-folder") == 0 &&
              CALL(int, _rmdir, (const char *), "crt-folder") == 0,
          "folders");
}

static void low_files(void)
{
    int fd = CALL(int, _wopen, (const wchar_t *, int, int), L"crt-both.txt", 0x8302, 0x180), copy;
    char block[64];

    check(fd > 2 && CALL(int, _write, (int, const void *, unsigned), fd, "abcdef", 6) == 6 &&
              CALL(long long, _telli64, (int), fd) == 6 && CALL(LONG, _tell, (int), fd) == 6 &&
              CALL(LONG, _lseek, (int, LONG, int), fd, 0, 0) == 0 &&
              CALL(int, _chsize, (int, LONG), fd, 4) == 0 &&
              CALL(LONG, _filelength, (int), fd) == 4 && CALL(int, _commit, (int), fd) == 0 &&
              CALL(int, _chsize_s, (int, long long), fd, 5) == 0 && !CALL(int, _isatty, (int), fd),
          "descriptors");
    memset(block, 0xa5, sizeof(block));
    check(CALL(int, _fstat64, (int, void *), fd, block) == 0 && *(long long *)(block + 24) == 5 &&
              CALL(int, _fstat64i32, (int, void *), fd, block) == 0 && *(int *)(block + 20) == 5,
          "status");
    copy = CALL(int, _dup, (int), fd);
    check(copy > fd && CALL(int, _dup2, (int, int), fd, 20) == 0 &&
              CALL(int, _close, (int), 20) == 0 && CALL(int, _close, (int), copy) == 0 &&
              CALL(int, _close, (int), fd) == 0,
          "_dup and _dup2");
    check(CALL(int, _wstat64, (const wchar_t *, void *), L"crt-both.txt", block) == 0 &&
              CALL(int, _wstat64i32, (const wchar_t *, void *), L"crt-both.txt", block) == 0 &&
              CALL(int, _stat64i32, (const char *, void *), "crt-both.txt", block) == 0 &&
              CALL(int, _chmod, (const char *, int), "crt-both.txt", 0x100) == 0 &&
              CALL(int, _waccess, (const wchar_t *, int), L"crt-both.txt", 2) != 99 &&
              CALL(int, _unlink, (const char *), "crt-both.txt") == -1 &&
              CALL(int, _wchmod, (const wchar_t *, int), L"crt-both.txt", 0x180) == 0,
          "a read-only file stays");
    check(CALL(int, _wrename, (const wchar_t *, const wchar_t *), L"crt-both.txt", L"crt-b2.txt") ==
                  0 &&
              CALL(int, _wremove, (const wchar_t *), L"crt-b2.txt") == 0 &&
              CALL(int, _wunlink, (const wchar_t *), L"crt-b2.txt") == -1,
          "rename and remove");
    check(
        CALL(int, _sopen_s, (int *, const char *, int, int, int), &fd, "crt-s.txt", 0x8302, 0x40,
             0x180) == 0 &&
            CALL(int, _close, (int), fd) == 0 &&
            CALL(int, _wsopen_s, (int *, const wchar_t *, int, int, int), &fd, L"crt-s.txt", 0,
                 0x40, 0) == 0 &&
            CALL(int, _close, (int), fd) == 0 &&
            (fd = CALL(int, _creat, (const char *, int), "crt-s.txt", 0x180)) > 2 &&
            CALL(int, _close, (int), fd) == 0 &&
            (fd = CALL(int, _sopen, (const char *, int, int, int), "crt-s.txt", 0, 0x40, 0)) > 2 &&
            CALL(int, _close, (int), fd) == 0 &&
            (fd = CALL(int, _wsopen, (const wchar_t *, int, int, int), L"crt-s.txt", 0, 0x40, 0)) >
                2 &&
            CALL(int, _close, (int), fd) == 0 &&
            CALL(int, remove, (const char *), "crt-s.txt") == 0,
        "ways to open");
}

static void streams(void)
{
    void *file = NULL, *other;
    long long position = 0;
    char text[16];

    check(
        CALL(int, fopen_s, (void **, const char *, const char *), &file, "crt-f.txt", "w+b") == 0 &&
            CALL(int, _fileno, (void *), file) > 2 &&
            CALL(int, setvbuf, (void *, char *, int, size_t), file, NULL, 0, 1024) == 0 &&
            CALL(int, fputc, (int, void *), 'a', file) == 'a' &&
            CALL(int, putc, (int, void *), 'b', file) == 'b' &&
            CALL(int, fgetpos, (void *, long long *), file, &position) == 0 && position == 2 &&
            CALL(size_t, fwrite, (const void *, size_t, size_t, void *), "cdef", 2, 2, file) == 2 &&
            CALL(int, fsetpos, (void *, const long long *), file, &position) == 0 &&
            CALL(int, fgetc, (void *), file) == 'c' &&
            CALL(int, _fseeki64, (void *, long long, int), file, -1, 2) == 0 &&
            CALL(long long, _ftelli64, (void *), file) == 5 &&
            CALL(int, getc, (void *), file) == 'f' && CALL(int, fgetc, (void *), file) == -1,
        "a stream");
    CALL(void, clearerr, (void *), file);
    CALL(void, _lock_file, (void *), file);
    CALL(void, _unlock_file, (void *), file);
    CALL(void, rewind, (void *), file);
    check(CALL(int, feof, (void *), file) == 0 &&
              CALL(size_t, fread_s, (void *, size_t, size_t, size_t, void *), text, 16, 1, 3,
                   file) == 3 &&
              CALL(int, fclose, (void *), file) == 0,
          "clearerr, rewind and fread_s");
    file = CALL(void *, _wfopen, (const wchar_t *, const wchar_t *), L"crt-f.txt", L"r");
    other = CALL(void *, _fsopen, (const char *, const char *, int), "crt-f.txt", "r", 0x40);
    check(file && other &&
              CALL(void *, freopen, (const char *, const char *, void *), "crt-f.txt", "r", file) ==
                  file &&
              CALL(int, fclose, (void *), other) == 0,
          "freopen keeps the stream");
    CALL(int, fclose, (void *), file);
    file =
        CALL(void *, _wfsopen, (const wchar_t *, const wchar_t *, int), L"crt-f.txt", L"r", 0x40);
    check(file &&
              CALL(void *, _wfreopen, (const wchar_t *, const wchar_t *, void *), L"crt-f.txt",
                   L"r", file) == file &&
              CALL(unsigned short, fgetwc, (void *), file) == 'a' &&
              CALL(unsigned short, ungetwc, (unsigned short, void *), 'z', file) == 'z' &&
              CALL(unsigned short, getwc, (void *), file) == 'z' &&
              CALL(int, fclose, (void *), file) == 0 &&
              CALL(int, _wfopen_s, (void **, const wchar_t *, const wchar_t *), &file, L"crt-f.txt",
                   L"w") == 0 &&
              CALL(unsigned short, putwc, (wchar_t, void *), L'q', file) == 'q' &&
              CALL(int, fclose, (void *), file) == 0,
          "wide streams");
    file = CALL(void *, tmpfile, (void));
    check(file && CALL(int, fputs, (const char *, void *), "x", file) >= 0 &&
              CALL(int, fclose, (void *), file) == 0,
          "tmpfile");
    CALL(int, _unlink, (const char *), "crt-f.txt");
}

static void times(void)
{
    long long when = 86400, *at = &when;
    char text[64];
    int tm[9], *found;
    wchar_t wide[32];

    check(CALL(int, _gmtime64_s, (int *, const long long *), tm, at) == 0 && tm[3] == 2 &&
              CALL(long long, _mkgmtime64, (int *), tm) == 86400,
          "_gmtime64_s and _mkgmtime64");
    check(CALL(int, _localtime64_s, (int *, const long long *), tm, at) == 0 &&
              CALL(long long, _mktime64, (int *), tm) == 86400,
          "_localtime64_s and _mktime64");
    found = CALL(int *, _gmtime64, (const long long *), at);
    check(found &&
              !strcmp(CALL(char *, asctime, (const int *), found),
                      strstr(crt_name, "ucrt") ? "Fri Jan  2 00:00:00 1970\n"
                                               : "Fri Jan 02 00:00:00 1970\n") &&
              CALL(int *, _localtime64, (const long long *), at) &&
              strlen(CALL(char *, _ctime64, (const long long *), at)) == 25,
          "asctime and _ctime64");
    check(CALL(size_t, wcsftime, (wchar_t *, size_t, const wchar_t *, const int *), wide, 32, L"%Y",
               CALL(int *, _gmtime64, (const long long *), at)) == 4 &&
              !wcscmp(wide, L"1970"),
          "wcsftime");
    check(CALL(long long, _time64, (long long *), &when) == when && when > 1700000000 &&
              CALL(int, _time32, (int *), NULL) > 1700000000 &&
              CALL(double, _difftime64, (long long, long long), 5, 3) == 2,
          "the time now");
    memset(text, 0, sizeof(text));
    check(CALL(int, _ftime64_s, (void *), text) == 0 && *(long long *)text > 1700000000,
          "_ftime64_s");
    CALL(void, _tzset, (void));
}

/* ---- ucrtbase's own --------------------------------------------------------------------- */

static int __cdecl common(const char *name, unsigned long long options, void *out, size_t room,
                          const void *format, ...)
{
    va_list arguments;
    int result;

    va_start(arguments, format);
    result = ((int(__cdecl *)(unsigned long long, void *, size_t, const void *, void *,
                              va_list))find(name))(options, out, room, format, NULL, arguments);
    va_end(arguments);
    return result;
}

static int __cdecl common_limited(const char *name, void *out, size_t room, size_t limit,
                                  const void *format, ...)
{
    va_list arguments;
    int result;

    va_start(arguments, format);
    result = ((int(__cdecl *)(unsigned long long, void *, size_t, size_t, const void *, void *,
                              va_list))find(name))(0, out, room, limit, format, NULL, arguments);
    va_end(arguments);
    return result;
}

static int order[4], order_count;

static int __cdecl one(void)
{
    order[order_count++] = 1;
    return 0;
}

static int __cdecl two(void)
{
    order[order_count++] = 2;
    return 0;
}

static void universal_formats(void)
{
    char text[32];
    wchar_t wide[32];
    int value = 0;

    check(common("__stdio_common_vsprintf", 2, text, 32, "%e %F %zu", 1.5, 2.0, (size_t)3) == 23 &&
              !strcmp(text, "1.500000e+00 2.000000 3"),
          "exponents have two digits");
    check(common("__stdio_common_vsprintf", 2, text, 4, "%s", "abcdef") == 6 &&
              !strcmp(text, "abc"),
          "snprintf gives the whole length");
    check(common("__stdio_common_vsprintf", 1, text, 3, "%s", "abc") == 3 &&
              common("__stdio_common_vsprintf", 1, text, 2, "%s", "abc") == -1,
          "_snprintf gives -1");
    check(common("__stdio_common_vsprintf", 2, text, 32, "%f %f", INFINITY, -INFINITY) == 8 &&
              !strcmp(text, "inf -inf"),
          "infinity is inf");
    check(common("__stdio_common_vswprintf", 4, wide, 32, L"%s %S", L"wide", "narrow") == 11 &&
              common("__stdio_common_vswprintf", 0, wide, 32, L"%s", "narrow") == 6,
          "the width of %s depends on the options");
    check(common("__stdio_common_vsprintf_s", 0, text, 8, "%d", 5) == 1 &&
              common("__stdio_common_vswprintf_s", 0, wide, 8, L"%d", 55) == 2 &&
              common_limited("__stdio_common_vsnprintf_s", text, 4, (size_t)-1, "%s", "abcdef") ==
                  -1 &&
              !strcmp(text, "abc") &&
              common_limited("__stdio_common_vsnwprintf_s", wide, 4, (size_t)-1, L"%d", 1234) == -1,
          "formats into known sizes");
    check(common("__stdio_common_vsscanf", 0, "17", (size_t)-1, "%d", &value) == 1 && value == 17 &&
              common("__stdio_common_vswscanf", 0, L"18", (size_t)-1, L"%d", &value) == 1 &&
              value == 18,
          "scanf");
}

static void universal_start(void)
{
    void *table[3] = {0};

    check(CALL(int, _initialize_onexit_table, (void **), table) == 0 &&
              CALL(int, _register_onexit_function, (void **, int (*)(void)), table, one) == 0 &&
              CALL(int, _register_onexit_function, (void **, int (*)(void)), table, two) == 0 &&
              CALL(int, _execute_onexit_table, (void **), table) == 0 && order_count == 2 &&
              order[0] == 2 && order[1] == 1,
          "a table's functions run last to first");
    check(CALL(int, _configure_narrow_argv, (int), 1) == 0 &&
              CALL(int, _initialize_narrow_environment, (void)) == 0 &&
              *CALL(int *, __p___argc, (void)) == 1 && *CALL(char ***, __p___argv, (void)) &&
              CALL(char **, _get_initial_narrow_environment, (void)),
          "arguments and environment");
    check(CALL(int, _configure_wide_argv, (int), 1) == 0 &&
              CALL(int, _initialize_wide_environment, (void)) == 0 &&
              *CALL(wchar_t ***, __p___wargv, (void)) &&
              CALL(wchar_t **, _get_initial_wide_environment, (void)),
          "the same in UTF-16");
    check(CALL(void *, _get_terminate, (void)) == NULL ||
              CALL(void *, set_terminate, (void *), NULL) != (void *)1,
          "set_terminate");
}

/* ---- names ------------------------------------------------------------------------------ */

static void names_are_there(const char *names)
{
    char name[64];
    int length;

    for (; sscanf(names, "%63s%n", name, &length) == 1; names += length)
        check(GetProcAddress(crt, name) != NULL, name);
}

static void run(const char *name)
{
    crt_name = name;
    crt = LoadLibraryA(name);
    if (!crt) {
        check(0, "the module is there");
        return;
    }
    mathematics();
    characters();
    narrow_strings();
    wide_strings();
    numbers();
    memory();
    environment();
    folders();
    low_files();
    streams();
    times();
    names_are_there(both_have);
}

int main(int argc, char **argv)
{
    if (argc == 1) {
        run("msvcrt.dll");
        names_are_there(msvcrt_has);
    }
    run("ucrtbase.dll");
    universal_formats();
    universal_start();
    names_are_there(ucrtbase_has);
    printf("1..%d\n", number);
    return 0;
}
