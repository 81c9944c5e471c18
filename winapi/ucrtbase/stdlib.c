/* SPDX-License-Identifier: MIT */
/* stdlib.c - the C runtime: numbers, sorting, environment (headers stdlib.h, process.h) */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shim/path.h"
#include "shim/wstr.h"
#include "winapi/crt/startup.h"

/* ---- text to numbers -------------------------------------------------------------------- */

/* Clamp to a Windows long, which has 32 bits. */
static int32_t to_long(long long value)
{
    if (value >= INT32_MIN && value <= INT32_MAX)
        return (int32_t)value;
    crt_set_errno(ERANGE);
    return value < 0 ? INT32_MIN : INT32_MAX;
}

static void note_range(void)
{
    if (errno == ERANGE)
        crt_set_errno(ERANGE);
}

/**
 * strtol(), strtoul(), strtoll(), strtoull(), _strtoi64(), _strtoui64(), strtod(), strtof(),
 * strtold(), strtoimax(), strtoumax() - numbers out of text
 * @ret_end: written: where the number ends; may be NULL
 *
 * Return: the number; the nearest limit with ERANGE. A long has 32 bits, a long double is a double.
 * Source: learn.microsoft.com, c-runtime-library/reference/strtol-wcstol-strtol-l-wcstol-l
 */
int64_t CDECL API(strtoll)(const char *text, char **ret_end, int base)
{
    int64_t value;

    errno = 0;
    value = strtoll(text, ret_end, base);
    note_range();
    return value;
}
EXPORT_CRT(strtoll);
EXPORT_CRT_AS("_strtoi64", strtoll);
EXPORT_CRT_AS("strtoimax", strtoll);

uint64_t CDECL API(strtoull)(const char *text, char **ret_end, int base)
{
    uint64_t value;

    errno = 0;
    value = strtoull(text, ret_end, base);
    note_range();
    return value;
}
EXPORT_CRT(strtoull);
EXPORT_CRT_AS("_strtoui64", strtoull);
EXPORT_CRT_AS("strtoumax", strtoull);

int32_t CDECL API(strtol)(const char *text, char **ret_end, int base)
{
    return to_long(API(strtoll)(text, ret_end, base));
}
EXPORT_CRT(strtol);

static uint32_t to_unsigned_long(const char *text, uint64_t value)
{
    while (*text == ' ' || (*text >= '\t' && *text <= '\r'))
        text++;
    if (*text == '-' ? -value <= UINT32_MAX : value <= UINT32_MAX)
        return (uint32_t)value;
    crt_set_errno(ERANGE);
    return UINT32_MAX;
}

uint32_t CDECL API(strtoul)(const char *text, char **ret_end, int base)
{
    return to_unsigned_long(text, API(strtoull)(text, ret_end, base));
}
EXPORT_CRT(strtoul);

double CDECL API(strtod)(const char *text, char **ret_end)
{
    double value;

    errno = 0;
    value = strtod(text, ret_end);
    note_range();
    return value;
}
EXPORT_CRT(strtod);
EXPORT_CRT_AS("strtold", strtod);

float CDECL API(strtof)(const char *text, char **ret_end)
{
    float value;

    errno = 0;
    value = strtof(text, ret_end);
    note_range();
    return value;
}
EXPORT_CRT(strtof);

/* Digits and signs are ASCII: a copy in which every other unit ends the number. */
static char *narrow_number(const WCHAR *text)
{
    size_t length = 0;
    char *narrow;

    while (text[length] && text[length] < 0x80)
        length++;
    narrow = malloc(length + 1);
    for (size_t i = 0; narrow && i < length; i++)
        narrow[i] = (char)text[i];
    if (narrow)
        narrow[length] = 0;
    return narrow;
}

#define WIDE_NUMBER(type, name, narrow_name)                                                       \
    type CDECL API(name)(const WCHAR *text, WCHAR **ret_end, int base)                             \
    {                                                                                              \
        AUTOFREE char *narrow = narrow_number(text);                                               \
        char *end = narrow;                                                                        \
        type value = narrow ? API(narrow_name)(narrow, &end, base) : 0;                            \
                                                                                                   \
        if (ret_end)                                                                               \
            *ret_end = (WCHAR *)(uintptr_t)text + (end - narrow);                                  \
        return value;                                                                              \
    }                                                                                              \
    EXPORT_CRT(name)

/**
 * wcstol(), wcstoul(), wcstoll(), wcstoull(), _wcstoi64(), _wcstoui64(), wcstod(), wcstof() -
 * numbers out of UTF-16 text
 *
 * Return: as the functions for bytes.
 * Source: learn.microsoft.com, c-runtime-library/reference/strtol-wcstol-strtol-l-wcstol-l
 */
WIDE_NUMBER(int32_t, wcstol, strtol);
WIDE_NUMBER(uint32_t, wcstoul, strtoul);
WIDE_NUMBER(int64_t, wcstoll, strtoll);
WIDE_NUMBER(uint64_t, wcstoull, strtoull);
EXPORT_CRT_AS("_wcstoi64", wcstoll);
EXPORT_CRT_AS("_wcstoui64", wcstoull);

double CDECL API(wcstod)(const WCHAR *text, WCHAR **ret_end)
{
    AUTOFREE char *narrow = narrow_number(text);
    char *end = narrow;
    double value = narrow ? API(strtod)(narrow, &end) : 0;

    if (ret_end)
        *ret_end = (WCHAR *)(uintptr_t)text + (end - narrow);
    return value;
}
EXPORT_CRT(wcstod);

float CDECL API(wcstof)(const WCHAR *text, WCHAR **ret_end)
{
    return (float)API(wcstod)(text, ret_end);
}
EXPORT_CRT(wcstof);

/**
 * atoi(), atol(), atoll(), _atoi64(), atof(), _wtoi(), _wtol(), _wtoi64(), _wtof() - the same
 * without an end
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/atoi-atoi-l-wtoi-wtoi-l
 */
int CDECL API(atoi)(const char *text)
{
    return API(strtol)(text, NULL, 10);
}
EXPORT_CRT(atoi);
EXPORT_CRT_AS("atol", atoi);

int64_t CDECL API(_atoi64)(const char *text)
{
    return API(strtoll)(text, NULL, 10);
}
EXPORT_CRT(_atoi64);
EXPORT_CRT_AS("atoll", _atoi64);

double CDECL API(atof)(const char *text)
{
    return API(strtod)(text, NULL);
}
EXPORT_CRT(atof);

int CDECL API(_wtoi)(const WCHAR *text)
{
    return API(wcstol)(text, NULL, 10);
}
EXPORT_CRT(_wtoi);
EXPORT_CRT_AS("_wtol", _wtoi);

int64_t CDECL API(_wtoi64)(const WCHAR *text)
{
    return API(wcstoll)(text, NULL, 10);
}
EXPORT_CRT(_wtoi64);

double CDECL API(_wtof)(const WCHAR *text)
{
    return API(wcstod)(text, NULL);
}
EXPORT_CRT(_wtof);

/* ---- numbers to text -------------------------------------------------------------------- */

static size_t digits_of(uint64_t value, bool negative, unsigned base, char out[66])
{
    char reversed[66];
    size_t count = 0;

    do
        reversed[count++] = "0123456789abcdefghijklmnopqrstuvwxyz"[value % base];
    while (value /= base);
    if (negative)
        reversed[count++] = '-';
    for (size_t i = 0; i < count; i++)
        out[i] = reversed[count - 1 - i];
    out[count] = 0;
    return count;
}

static char *put_number(char *out, int64_t value, uint64_t mask, int base, bool is_signed)
{
    bool negative = is_signed && base == 10 && value < 0;
    char text[66];

    if (!out || base < 2 || base > 36) {
        crt_invalid();
        return out;
    }
    digits_of((uint64_t)(negative ? -value : value) & mask, negative, (unsigned)base, text);
    return strcpy(out, text);
}

/**
 * _itoa(), _ltoa(), _ultoa(), _i64toa(), _ui64toa(), _itow(), _ltow(), _ultow(), _i64tow(),
 * _ui64tow() - a number as text
 * @base: 2 to 36; only base 10 has a minus sign
 *
 * Return: @out.
 * Source: learn.microsoft.com, c-runtime-library/reference/itoa-itow
 */
char *CDECL API(_itoa)(int value, char *out, int base)
{
    return put_number(out, value, UINT32_MAX, base, true);
}
EXPORT_CRT(_itoa);
EXPORT_CRT_AS("_ltoa", _itoa);

char *CDECL API(_ultoa)(uint32_t value, char *out, int base)
{
    return put_number(out, value, UINT32_MAX, base, false);
}
EXPORT_CRT(_ultoa);

char *CDECL API(_i64toa)(int64_t value, char *out, int base)
{
    return put_number(out, value, UINT64_MAX, base, true);
}
EXPORT_CRT(_i64toa);

char *CDECL API(_ui64toa)(uint64_t value, char *out, int base)
{
    return put_number(out, (int64_t)value, UINT64_MAX, base, false);
}
EXPORT_CRT(_ui64toa);

static WCHAR *widen(WCHAR *out, const char *text)
{
    size_t i = 0;

    for (; text[i]; i++)
        out[i] = (unsigned char)text[i];
    out[i] = 0;
    return out;
}

WCHAR *CDECL API(_itow)(int value, WCHAR *out, int base)
{
    char text[66] = "";

    return widen(out, API(_itoa)(value, text, base));
}
EXPORT_CRT(_itow);
EXPORT_CRT_AS("_ltow", _itow);

WCHAR *CDECL API(_ultow)(uint32_t value, WCHAR *out, int base)
{
    char text[66] = "";

    return widen(out, API(_ultoa)(value, text, base));
}
EXPORT_CRT(_ultow);

WCHAR *CDECL API(_i64tow)(int64_t value, WCHAR *out, int base)
{
    char text[66] = "";

    return widen(out, API(_i64toa)(value, text, base));
}
EXPORT_CRT(_i64tow);

WCHAR *CDECL API(_ui64tow)(uint64_t value, WCHAR *out, int base)
{
    char text[66] = "";

    return widen(out, API(_ui64toa)(value, text, base));
}
EXPORT_CRT(_ui64tow);

/* ---- sorting ---------------------------------------------------------------------------- */

static int invoke_comparison(const void *a, const void *b, void *function)
{
    return ((crt_comparison)function)(a, b);
}

/**
 * qsort(), bsearch() - sort and search an array
 * @compare: the program's; an exception may leave it
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/qsort
 */
void CDECL API(qsort)(void *base, size_t count, size_t size, crt_comparison compare)
{
    qsort_r(base, count, size, invoke_comparison, (void *)compare);
}
EXPORT_CRT(qsort);

void *CDECL API(bsearch)(const void *key, const void *base, size_t count, size_t size,
                         crt_comparison compare)
{
    const char *low = base;

    while (count) {
        const char *middle = low + count / 2 * size;
        int order = compare(key, middle);

        if (!order)
            return (void *)(uintptr_t)middle;
        if (order > 0) {
            low = middle + size;
            count--;
        }
        count /= 2;
    }
    return NULL;
}
EXPORT_CRT(bsearch);

/* ---- arithmetic ------------------------------------------------------------------------- */

/**
 * abs(), labs(), llabs(), _abs64() - absolute value
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/abs-labs-llabs-abs64
 */
int CDECL API(abs)(int value)
{
    return value < 0 ? (int)-(unsigned)value : value;
}
EXPORT_CRT(abs);
EXPORT_CRT_AS("labs", abs);

int64_t CDECL API(llabs)(int64_t value)
{
    return value < 0 ? (int64_t) - (uint64_t)value : value;
}
EXPORT_CRT(llabs);
EXPORT_CRT_AS("_abs64", llabs);

/**
 * rand(), srand(), rand_s() - random numbers from 0 to 32767; of the system
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/rand
 */
int CDECL API(rand)(void)
{
    struct crt_thread *thread = crt_thread();

    thread->random = thread->random * 214013 + 2531011; /* observed: the sequence of Windows */
    return (int)(thread->random >> 16 & 0x7fff);
}
EXPORT_CRT(rand);

void CDECL API(srand)(unsigned seed)
{
    crt_thread()->random = seed;
}
EXPORT_CRT(srand);

int CDECL API(rand_s)(unsigned *ret_value)
{
    if (!ret_value)
        return crt_invalid();
    return getentropy(ret_value, sizeof(*ret_value)) ? crt_set_errno(ENOMEM) : 0;
}
EXPORT_CRT(rand_s);

/**
 * _rotl(), _rotr(), _rotl64(), _rotr64(), _byteswap_ulong(), _byteswap_uint64(),
 * _byteswap_ushort() - move bits
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/rotl-rotl64-rotr-rotr64
 */
unsigned CDECL API(_rotl)(unsigned value, int by)
{
    return value << (by & 31) | value >> (-by & 31);
}
EXPORT_CRT(_rotl);

unsigned CDECL API(_rotr)(unsigned value, int by)
{
    return value >> (by & 31) | value << (-by & 31);
}
EXPORT_CRT(_rotr);

uint64_t CDECL API(_rotl64)(uint64_t value, int by)
{
    return value << (by & 63) | value >> (-by & 63);
}
EXPORT_CRT(_rotl64);

uint64_t CDECL API(_rotr64)(uint64_t value, int by)
{
    return value >> (by & 63) | value << (-by & 63);
}
EXPORT_CRT(_rotr64);

uint32_t CDECL API(_byteswap_ulong)(uint32_t value)
{
    return __builtin_bswap32(value);
}
EXPORT_CRT(_byteswap_ulong);

uint64_t CDECL API(_byteswap_uint64)(uint64_t value)
{
    return __builtin_bswap64(value);
}
EXPORT_CRT(_byteswap_uint64);

uint16_t CDECL API(_byteswap_ushort)(uint16_t value)
{
    return __builtin_bswap16(value);
}
EXPORT_CRT(_byteswap_ushort);

/* ---- environment ------------------------------------------------------------------------ */

/**
 * getenv(), _wgetenv() - value of a variable, which isn't to be freed
 *
 * Return: NULL when there is none.
 * Source: learn.microsoft.com, c-runtime-library/reference/getenv-wgetenv
 */
char *CDECL API(getenv)(const char *name)
{
    if (!name) {
        crt_invalid();
        return NULL;
    }
    return crt_getenv(name);
}
EXPORT_CRT(getenv);

WCHAR *CDECL API(_wgetenv)(const WCHAR *name)
{
    if (!name) {
        crt_invalid();
        return NULL;
    }
    return crt_wgetenv(name);
}
EXPORT_CRT(_wgetenv);

/**
 * getenv_s(), _dupenv_s() - value of a variable, copied
 * @ret_size: with the NUL; 0 when there is none
 *
 * Return: 0; EINVAL; ERANGE when the buffer is too small.
 * Source: learn.microsoft.com, c-runtime-library/reference/getenv-s-wgetenv-s
 */
int CDECL API(getenv_s)(size_t *ret_size, char *out, size_t room, const char *name)
{
    const char *value;

    if (!ret_size || !name || (!out && room))
        return crt_invalid();
    value = crt_getenv(name);
    *ret_size = value ? strlen(value) + 1 : 0;
    if (out && room)
        *out = 0;
    if (!value || !out)
        return 0;
    if (*ret_size > room)
        return crt_set_errno(ERANGE);
    memcpy(out, value, *ret_size);
    return 0;
}
EXPORT_CRT(getenv_s);

int CDECL API(_dupenv_s)(char **ret_value, size_t *ret_size, const char *name)
{
    const char *value;

    if (!ret_value || !name)
        return crt_invalid();
    value = crt_getenv(name);
    *ret_value = value ? strdup(value) : NULL;
    if (ret_size)
        *ret_size = value ? strlen(value) + 1 : 0;
    return value && !*ret_value ? crt_set_errno(ENOMEM) : 0;
}
EXPORT_CRT(_dupenv_s);

/**
 * _putenv_s(), _wputenv_s(), _putenv(), _wputenv() - set a variable, or delete it with an empty
 * value
 *
 * Return: 0; an error number, -1.
 * Source: learn.microsoft.com, c-runtime-library/reference/putenv-wputenv
 */
int CDECL API(_wputenv_s)(const WCHAR *name, const WCHAR *value)
{
    int result = name && value ? crt_putenv(name, value) : -EINVAL;

    return result ? crt_set_errno(crt_errno(result)) : 0;
}
EXPORT_CRT(_wputenv_s);

int CDECL API(_putenv_s)(const char *name, const char *value)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(name), *wide_value = utf8_dup_wide(value);

    return API(_wputenv_s)(wide, wide_value);
}
EXPORT_CRT(_putenv_s);

int CDECL API(_wputenv)(const WCHAR *text)
{
    AUTOFREE WCHAR *name = wstr_dup(text);
    WCHAR *equal = name;

    while (equal && *equal && *equal != '=')
        equal++;
    if (!equal || equal == name || !*equal)
        return crt_invalid(), -1;
    *equal = 0;
    return API(_wputenv_s)(name, equal + 1) ? -1 : 0;
}
EXPORT_CRT(_wputenv);

int CDECL API(_putenv)(const char *text)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(text);

    return API(_wputenv)(wide);
}
EXPORT_CRT(_putenv);

/**
 * _getpid() - the process's number
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/getpid
 */
int CDECL API(_getpid)(void)
{
    return getpid();
}
EXPORT_CRT(_getpid);

/**
 * _fullpath(), _wfullpath() - absolute path
 * @out: @room characters; NULL: allocated
 *
 * Return: NULL with errno set.
 * Source: learn.microsoft.com, c-runtime-library/reference/fullpath-wfullpath
 */
WCHAR *CDECL API(_wfullpath)(WCHAR *out, const WCHAR *path, size_t room)
{
    static const WCHAR here[] = {'.', 0};
    WCHAR *full;
    int result = path_full(path && *path ? path : here, &full);

    if (result) {
        crt_fail(result);
        return NULL;
    }
    if (!out)
        return full;
    if (wstr_length(full) >= room) {
        crt_set_errno(ERANGE);
        out = NULL;
    } else {
        memcpy(out, full, (wstr_length(full) + 1) * sizeof(WCHAR));
    }
    free(full);
    return out;
}
EXPORT_CRT(_wfullpath);

char *CDECL API(_fullpath)(char *out, const char *path, size_t room)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(path), *full = API(_wfullpath)(NULL, wide, 0);
    char *narrow = wide_dup_utf8(full);

    if (!narrow || !out)
        return narrow;
    if (strlen(narrow) >= room) {
        crt_set_errno(ERANGE);
        out = NULL;
    } else {
        strcpy(out, narrow);
    }
    free(narrow);
    return out;
}
EXPORT_CRT(_fullpath);
