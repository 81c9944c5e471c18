/* SPDX-License-Identifier: MIT */
/*
 * alias.c - looks sound events up, see alias.h
 *
 * The choice is kept in the registry (which alias_in_registry() will ask) and,
 * as on older Windows, in the [sounds] section of win.ini:
 *
 *     [sounds]
 *     SystemAsterisk=chord.wav,Asterisk
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "audio/alias.h"

#include <winuser.h>
#include <mmsystem.h>

#include "shim/wstr.h"
#include "winapi/profile/profile.h"

const WCHAR *alias_of_id(uintptr_t id)
{
    switch (id) {
    case SND_ALIAS_SYSTEMASTERISK:
        return u"SystemAsterisk";
    case SND_ALIAS_SYSTEMQUESTION:
        return u"SystemQuestion";
    case SND_ALIAS_SYSTEMHAND:
        return u"SystemHand";
    case SND_ALIAS_SYSTEMEXIT:
        return u"SystemExit";
    case SND_ALIAS_SYSTEMSTART:
        return u"SystemStart";
    case SND_ALIAS_SYSTEMWELCOME:
        return u"SystemWelcome";
    case SND_ALIAS_SYSTEMEXCLAMATION:
        return u"SystemExclamation";
    case SND_ALIAS_SYSTEMDEFAULT:
        return u"SystemDefault";
    }
    return NULL;
}

const WCHAR *alias_of_beep(UINT type)
{
    switch (type & MB_ICONMASK) {
    case MB_ICONHAND:
        return u"SystemHand";
    case MB_ICONQUESTION:
        return u"SystemQuestion";
    case MB_ICONEXCLAMATION:
        return u"SystemExclamation";
    case MB_ICONASTERISK:
        return u"SystemAsterisk";
    }
    return u"SystemDefault";
}

/* HKCU\AppEvents\Schemes\Apps\{.Default or the program}\NAME\.Current: comes with the registry. */
static int alias_in_registry(const WCHAR *name, bool application, WCHAR **ret_file)
{
    return -ENOENT;
}

/* Cut @text at the first @stop and drop the spaces at both ends; malloc'ed. */
static WCHAR *cut(const WCHAR *text, size_t wchars, WCHAR stop)
{
    WCHAR *copy;
    size_t end = 0;

    for (; wchars && *text == ' '; wchars--)
        text++;
    while (end < wchars && text[end] != stop)
        end++;
    while (end && text[end - 1] == ' ')
        end--;
    copy = malloc((end + 1) * sizeof(WCHAR));
    if (!copy)
        return NULL;
    memcpy(copy, text, end * sizeof(WCHAR));
    copy[end] = 0;
    return copy;
}

/* A value is "FILE,DESCRIPTION"; quotes keep a comma in. */
static int alias_in_win_ini(const WCHAR *name, WCHAR **ret_file)
{
    struct profile_text value;
    int result = profile_read(u"sounds", name, NULL, NULL, &value);
    bool quoted = value.wchars && *value.text == '"';
    WCHAR *file = NULL;

    if (!result)
        file = cut(value.text + quoted, value.wchars - quoted, quoted ? '"' : ',');
    profile_text_finish(&value);
    if (result < 0 || !file)
        return result == -ENOMEM || !result ? -ENOMEM : -ENOENT;
    if (wstr_equal_ascii(file, "(none)"))
        *file = 0;
    *ret_file = file;
    return 0;
}

int alias_find(const WCHAR *name, bool application, WCHAR **ret_file)
{
    int result = alias_in_registry(name, application, ret_file);

    return result == -ENOENT && *name ? alias_in_win_ini(name, ret_file) : result;
}
