/* SPDX-License-Identifier: MIT */
/* ctype.c - the C runtime: kinds of characters (headers ctype.h, wctype.h); "C" locale for bytes */
#include <ctype.h>
#include <locale.h>
#include <pthread.h>
#include <wctype.h>

#include "winapi/crt/crt.h"

enum {
    UPPER = 1,
    LOWER = 2,
    DIGIT = 4,
    SPACE = 8,
    PUNCT = 16,
    CONTROL = 32,
    BLANK = 64,
    HEX = 128,
    ALPHA = 0x100
};

static unsigned kind_of(unsigned unit)
{
    unsigned kind = 0;

    if (unit > 0x7f)
        return 0;
    kind |= unit - 'A' < 26u ? UPPER | ALPHA : 0;
    kind |= unit - 'a' < 26u ? LOWER | ALPHA : 0;
    kind |= unit - '0' < 10u ? DIGIT : 0;
    kind |= unit - 9 < 5u || unit == ' ' ? SPACE : 0;
    kind |= unit == '\t' || unit == ' ' ? BLANK : 0;
    kind |= unit < 0x20 || unit == 0x7f ? CONTROL : 0;
    kind |= unit - '0' < 10u || (unit | 0x20) - 'a' < 6u ? HEX : 0;
    if (unit > ' ' && unit < 0x7f && !(kind & (ALPHA | DIGIT)))
        kind |= PUNCT;
    return kind;
}

/* libc knows what characters are in a locale of Unicode; the process's own may be "C". */
static locale_t unicode;

static void make_unicode(void)
{
    unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (!unicode)
        unicode = duplocale(LC_GLOBAL_LOCALE);
}

static locale_t unicode_locale(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_unicode);
    return unicode;
}

/* The rest of the plane, in the classes of Windows' table. */
static unsigned wide_kind_of(unsigned unit)
{
    unsigned kind = 0;
    locale_t locale;

    if (unit < 0x80)
        return kind_of(unit);
    locale = unicode_locale();
    kind |= iswupper_l(unit, locale) ? UPPER : 0;
    kind |= iswlower_l(unit, locale) ? LOWER : 0;
    kind |= iswalpha_l(unit, locale) && !iswdigit_l(unit, locale) ? ALPHA : 0;
    kind |= iswspace_l(unit, locale) || unit == 0xa0 || unit == 0x85 ? SPACE : 0;
    kind |= iswpunct_l(unit, locale) ? PUNCT : 0;
    kind |= iswcntrl_l(unit, locale) ? CONTROL : 0;
    return kind;
}

#define ALNUM (ALPHA | DIGIT)
#define GRAPH (ALPHA | DIGIT | PUNCT)

#define CLASS(name, wide, mask)                                                                    \
    int CDECL API(name)(int unit)                                                                  \
    {                                                                                              \
        return (int)(kind_of((unsigned)unit) & (mask));                                            \
    }                                                                                              \
    EXPORT_CRT_AS(#name, name);                                                                    \
    int CDECL API(wide)(unsigned short unit)                                                       \
    {                                                                                              \
        return (int)(wide_kind_of(unit) & (mask));                                                 \
    }                                                                                              \
    EXPORT_CRT_AS(#wide, wide)

/**
 * isalpha(), iswalpha(), isupper(), iswupper(), islower(), iswlower(), isdigit(), iswdigit(),
 * isxdigit(), iswxdigit(), isspace(), iswspace(), ispunct(), iswpunct(), isalnum(), iswalnum(),
 * isgraph(), iswgraph(), iscntrl(), iswcntrl(), isblank(), iswblank(), isprint(), iswprint(),
 * _ismbblead() - kind of a character
 *
 * Return: other than 0 when it is of that kind.
 * Source: learn.microsoft.com, c-runtime-library/is-isw-routines
 */
CLASS(isalpha, iswalpha, ALPHA);
CLASS(isupper, iswupper, UPPER);
CLASS(islower, iswlower, LOWER);
CLASS(isdigit, iswdigit, DIGIT);
CLASS(isxdigit, iswxdigit, HEX);
CLASS(isspace, iswspace, SPACE);
CLASS(ispunct, iswpunct, PUNCT);
CLASS(isalnum, iswalnum, ALNUM);
CLASS(isgraph, iswgraph, GRAPH);
CLASS(iscntrl, iswcntrl, CONTROL);
CLASS(isblank, iswblank, BLANK);

int CDECL API(isprint)(int unit)
{
    return unit == ' ' || kind_of((unsigned)unit) & GRAPH;
}
EXPORT_CRT(isprint);

int CDECL API(iswprint)(unsigned short unit)
{
    return unit == ' ' || wide_kind_of(unit) & GRAPH;
}
EXPORT_CRT(iswprint);

int CDECL API(_ismbblead)(unsigned byte)
{
    return 0;
}
EXPORT_CRT(_ismbblead);

/**
 * iswctype(), _isctype(), is_wctype() - whether a character is of any of some kinds
 * @mask: _UPPER, _LOWER and so on, which have the same values here
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/isctype-iswctype-isctype-l-iswctype-l
 */
int CDECL API(iswctype)(unsigned short unit, unsigned short mask)
{
    return (int)(wide_kind_of(unit) & mask);
}
EXPORT_CRT(iswctype);
EXPORT_GUEST_AS(msvcrt, "is_wctype", iswctype);

int CDECL API(_isctype)(int unit, int mask)
{
    return (int)(kind_of((unsigned)unit) & (unsigned)mask);
}
EXPORT_CRT(_isctype);

/**
 * __pctype_func() - a table of kinds, for -1 to 255
 *
 * Source: learn.microsoft.com, c-runtime-library/pctype-func
 */
const unsigned short *CDECL API(__pctype_func)(void)
{
    static unsigned short table[257];

    if (!table[1 + '0'])
        for (unsigned i = 0; i < 256; i++)
            table[1 + i] = (unsigned short)kind_of(i);
    return table + 1;
}
EXPORT_CRT(__pctype_func);

/**
 * tolower(), toupper(), towlower(), towupper(), _tolower(), _toupper() - change case
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/tolower-tolower-towlower-tolower-l-
 *   towlower-l
 */
int CDECL API(tolower)(int unit)
{
    return kind_of((unsigned)unit) & UPPER ? unit | 0x20 : unit;
}
EXPORT_CRT(tolower);

int CDECL API(toupper)(int unit)
{
    return kind_of((unsigned)unit) & LOWER ? unit & ~0x20 : unit;
}
EXPORT_CRT(toupper);

int CDECL API(_tolower)(int unit)
{
    return unit + 0x20;
}
EXPORT_CRT(_tolower);

int CDECL API(_toupper)(int unit)
{
    return unit - 0x20;
}
EXPORT_CRT(_toupper);

unsigned short CDECL API(towlower)(unsigned short unit)
{
    return unit < 0x80 ? (unsigned short)API(tolower)(unit) : (unsigned short)towlower(unit);
}
EXPORT_CRT(towlower);

unsigned short CDECL API(towupper)(unsigned short unit)
{
    return unit < 0x80 ? (unsigned short)API(toupper)(unit) : (unsigned short)towupper(unit);
}
EXPORT_CRT(towupper);
