/* SPDX-License-Identifier: MIT */
/* format.c - escapes and line breaks of a message definition, see format.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "shim/error.h"
#include "shim/wstr.h"

struct output {
    WCHAR *start;
    size_t wchars, room, line; /* line: where the current line begins */
    unsigned width;            /* 0: keep line breaks; 255: drop them; else wrap there */
};

static int grow(struct output *out)
{
    size_t room = out->room ? out->room * 2 : 256;
    WCHAR *start;

    if (out->wchars + 3 <= out->room)
        return 0;
    if (out->wchars >= MESSAGE_MAX_WCHARS)
        return ENGINE_WIN32(ERROR_MORE_DATA);
    start = realloc(out->start, room * sizeof(WCHAR));
    if (!start)
        return -ENOMEM;
    out->start = start;
    out->room = room;
    return 0;
}

/* Turn the last blank of an overlong line into a line break; a word is never split. */
static void wrap(struct output *out)
{
    size_t at = out->wchars;

    while (at > out->line && out->start[at - 1] != ' ')
        at--;
    if (at == out->line)
        return;
    memmove(out->start + at + 1, out->start + at, (out->wchars - at) * sizeof(WCHAR));
    out->start[at - 1] = '\r';
    out->start[at] = '\n';
    out->wchars++;
    out->line = at + 1;
}

static int put(struct output *out, WCHAR c)
{
    int result = grow(out);

    if (result < 0)
        return result;
    out->start[out->wchars++] = c;
    if (out->width && out->width != FORMAT_MESSAGE_MAX_WIDTH_MASK &&
        out->wchars - out->line > out->width)
        wrap(out);
    return 0;
}

static int put_break(struct output *out)
{
    int result = grow(out);

    if (result < 0)
        return result;
    out->start[out->wchars++] = '\r';
    out->start[out->wchars++] = '\n';
    out->line = out->wchars;
    return 0;
}

static int put_text(struct output *out, const WCHAR *text, size_t wchars)
{
    int result = 0;

    for (size_t i = 0; i < wchars && result == 0; i++)
        result = put(out, text[i]);
    return result;
}

/* A line break of the definition: CR LF, or one of them alone. */
static int put_soft_break(struct output *out, const WCHAR **at)
{
    if ((*at)[0] == '\r' && (*at)[1] == '\n')
        ++*at;
    ++*at;
    return out->width ? put(out, ' ') : put_break(out);
}

/* "%1!format!" at the digit; *@at moves behind it. */
static int put_insert(struct output *out, const WCHAR **at, bool ignore,
                      struct message_arguments *arguments)
{
    const WCHAR *start = *at - 1, *format = u"s", *end;
    unsigned number = *(*at)++ - '0';
    size_t format_wchars = 1;
    AUTOFREE WCHAR *text = NULL;
    int result;

    if (**at >= '0' && **at <= '9')
        number = number * 10 + (unsigned)(*(*at)++ - '0');
    if (**at == '!') {
        for (end = format = *at + 1; *end && *end != '!';)
            end++;
        if (!*end)
            return -EINVAL;
        format_wchars = (size_t)(end - format);
        *at = end + 1;
    }
    if (ignore)
        return put_text(out, start, (size_t)(*at - start));
    if (!arguments)
        return -EINVAL;
    result = message_insert(arguments, number, format, format_wchars, &text);
    return result < 0 ? result : put_text(out, text, wstr_length(text));
}

/* The escape behind a percent sign. Return: 1 when the message ends there. */
static int put_escape(struct output *out, const WCHAR **at, bool ignore,
                      struct message_arguments *arguments)
{
    WCHAR c = **at;

    if (c >= '1' && c <= '9')
        return put_insert(out, at, ignore, arguments);
    if (!c)
        return -EINVAL;
    if (c == '0')
        return 1;
    ++*at;
    switch (c) {
    case 'n':
        return put_break(out);
    case 'r':
        return put(out, '\r');
    case 't':
        return put(out, '\t');
    default:
        /* A definition that is to be formatted later keeps what means something else then. */
        if (ignore && c == '%' && put(out, '%') < 0)
            return -ENOMEM;
        return put(out, c);
    }
}

int message_format(const WCHAR *text, DWORD flags, struct message_arguments *arguments,
                   WCHAR **ret_text, size_t *ret_wchars)
{
    struct output out = {.width = flags & FORMAT_MESSAGE_MAX_WIDTH_MASK};
    bool ignore = flags & FORMAT_MESSAGE_IGNORE_INSERTS;
    int result = grow(&out);

    while (*text && result == 0) {
        if (*text == '%') {
            text++;
            result = put_escape(&out, &text, ignore, arguments);
        } else if (*text == '\r' || *text == '\n') {
            result = put_soft_break(&out, &text);
        } else {
            result = put(&out, *text++);
        }
    }
    if (result < 0) {
        free(out.start);
        return result;
    }
    out.start[out.wchars] = 0;
    *ret_text = out.start;
    *ret_wchars = out.wchars;
    return 0;
}
