/* SPDX-License-Identifier: MIT */
/* casefold.c - upper case independent of the program's locale, see casefold.h */
#include <locale.h>
#include <pthread.h>
#include <wctype.h>

#include "casefold.h"

static locale_t unicode; /* written once; 0: not installed */
static pthread_once_t unicode_once = PTHREAD_ONCE_INIT;

static void unicode_init_once(void)
{
    unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

WCHAR wchar_upper(WCHAR c)
{
    wint_t upper;

    if (c < 0x80)
        return c >= 'a' && c <= 'z' ? (WCHAR)(c - 32) : c;
    pthread_once(&unicode_once, unicode_init_once);
    if (!unicode || (c >= 0xd800 && c <= 0xdfff))
        return c;
    upper = towupper_l(c, unicode);
    return upper < 0x80 || upper > 0xffff ? c : (WCHAR)upper; /* U+0131 stays apart from I */
}

int wstr_compare_nocase(const WCHAR *a, size_t a_wchars, const WCHAR *b, size_t b_wchars)
{
    size_t common = a_wchars < b_wchars ? a_wchars : b_wchars;

    for (size_t i = 0; i < common; i++) {
        WCHAR x = wchar_upper(a[i]), y = wchar_upper(b[i]);

        if (x != y)
            return x < y ? -1 : 1;
    }
    return (a_wchars > b_wchars) - (a_wchars < b_wchars);
}
