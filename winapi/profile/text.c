/* SPDX-License-Identifier: MIT */
/* text.c - what was read, into the caller's buffer, see profile.h */
#include <stdlib.h>
#include <string.h>

#include "profile.h"
#include "shim/wstr.h"

void profile_text_finish(struct profile_text *text)
{
    free(text->text);
    *text = (struct profile_text){0};
}

/* How many units of @length a buffer of @room takes, which has at least one. */
static size_t fitting(size_t length, size_t room, bool list)
{
    if (length < room)
        return length;
    return !list ? room - 1 : room > 2 ? room - 2 : 0;
}

/* A whole list has its last string's NUL in front of its own. */
static bool needs_second_nul(const struct profile_text *text, size_t length, size_t room)
{
    return text->list && length + 1 < room && (!length || length + 2 == room);
}

DWORD profile_text_copy(const struct profile_text *text, WCHAR *out, DWORD room)
{
    size_t length;

    if (!out || !room)
        return 0;
    length = fitting(text->wchars, room, text->list);
    if (length)
        memcpy(out, text->text, length * sizeof(WCHAR));
    out[length] = 0;
    if (needs_second_nul(text, length, room))
        out[length + 1] = 0;
    return (DWORD)length;
}

DWORD profile_text_copy_utf8(const struct profile_text *text, char *out, DWORD room)
{
    size_t length;

    if (!out || !room)
        return 0;
    length = fitting(wchars_to_utf8(text->text, text->wchars, NULL, 0), room, text->list);
    wchars_to_utf8(text->text, text->wchars, out, length);
    out[length] = '\0';
    if (needs_second_nul(text, length, room))
        out[length + 1] = '\0';
    return (DWORD)length;
}
