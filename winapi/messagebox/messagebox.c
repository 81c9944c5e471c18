/* SPDX-License-Identifier: MIT */
/* messagebox.c - flags, line breaks and the choice of a backend, see messagebox.h */
#include <stdlib.h>
#include <string.h>

#include "messagebox.h"
#include "shim/error.h"
#include "shim/trace.h"
#include "shim/wstr.h"

#include <winuser.h>

#define COLUMNS 96

static const struct {
    struct messagebox_button buttons[3];
    int escape_id;
} button_sets[] = {
    [MB_OK] = {{{IDOK, "OK"}}, IDOK},
    [MB_OKCANCEL] = {{{IDOK, "OK"}, {IDCANCEL, "Cancel"}}, IDCANCEL},
    [MB_ABORTRETRYIGNORE] = {{{IDABORT, "Abort"}, {IDRETRY, "Retry"}, {IDIGNORE, "Ignore"}}, 0},
    [MB_YESNOCANCEL] = {{{IDYES, "Yes"}, {IDNO, "No"}, {IDCANCEL, "Cancel"}}, IDCANCEL},
    [MB_YESNO] = {{{IDYES, "Yes"}, {IDNO, "No"}}, 0},
    [MB_RETRYCANCEL] = {{{IDRETRY, "Retry"}, {IDCANCEL, "Cancel"}}, IDCANCEL},
    [MB_CANCELTRYCONTINUE] =
        {{{IDCANCEL, "Cancel"}, {IDTRYAGAIN, "Try Again"}, {IDCONTINUE, "Continue"}}, IDCANCEL},
};

static enum messagebox_icon icon_of(UINT type)
{
    switch (type & MB_ICONMASK) {
    case MB_ICONERROR:
        return MESSAGEBOX_ERROR;
    case MB_ICONQUESTION:
        return MESSAGEBOX_QUESTION;
    case MB_ICONWARNING:
        return MESSAGEBOX_WARNING;
    case MB_ICONINFORMATION:
        return MESSAGEBOX_INFORMATION;
    default:
        return MESSAGEBOX_PLAIN;
    }
}

int messagebox_describe(UINT type, struct messagebox *ret_box)
{
    UINT set = type & MB_TYPEMASK, chosen = (type & MB_DEFMASK) >> 8;
    unsigned count = 0;

    if (set >= ARRAY_LENGTH(button_sets))
        return ENGINE_WIN32(ERROR_INVALID_MSGBOX_STYLE);
    while (count < ARRAY_LENGTH(button_sets[set].buttons) && button_sets[set].buttons[count].id) {
        ret_box->buttons[count] = button_sets[set].buttons[count];
        count++;
    }
    if (type & MB_HELP)
        ret_box->buttons[count++] = (struct messagebox_button){IDHELP, "Help"};
    ret_box->button_count = count;
    ret_box->default_button = chosen < count ? chosen : 0;
    ret_box->escape_id = button_sets[set].escape_id;
    ret_box->icon = icon_of(type);
    return 0;
}

/* How many bytes of a line fit into the columns, and how many to skip after them. */
static size_t line_fit(const char *line, size_t bytes, size_t columns, size_t *ret_skip)
{
    size_t used = 0, space = 0, at = 0;

    *ret_skip = 0;
    for (; at < bytes; at++) {
        if ((line[at] & 0xc0) == 0x80)
            continue;
        if (used++ == columns)
            break;
        if (line[at] == ' ')
            space = at;
    }
    if (at == bytes)
        return bytes;
    if (line[at] == ' ')
        space = at;
    *ret_skip = space ? 1 : 0;
    return space ? space : at;
}

char *messagebox_wrap(const char *text, size_t columns)
{
    size_t length = strlen(text), used = 0;
    /* A line is broken at most once for each column's worth of text; a byte is the least. */
    char *out = malloc(2 * length + 2);

    while (out && *text) {
        size_t bytes = strcspn(text, "\r\n"), skip;
        size_t fit = line_fit(text, bytes, columns, &skip);

        memcpy(out + used, text, fit);
        used += fit;
        text += fit + skip;
        if (fit == bytes) {
            if (!*text)
                break;
            text += text[0] == '\r' && text[1] == '\n' ? 2 : 1;
        }
        out[used++] = '\n';
    }
    if (out)
        out[used] = 0;
    return out;
}

static int show_first_available(const struct messagebox *box, int *ret_id)
{
    static const struct messagebox_backend *const backends[] = {&messagebox_sdl, &messagebox_text};
    int result = -ENODEV;

    for (size_t i = 0; result && i < ARRAY_LENGTH(backends); i++) {
        if (!backends[i]->available())
            continue;
        result = backends[i]->show(box, ret_id);
        TRACE(user, INFO, "message box \"%s\" through %s: result %d, button %d", box->caption,
              backends[i]->name, result, result ? 0 : *ret_id);
    }
    return result;
}

int messagebox_show(const char *text, const char *caption, UINT type, int *ret_id)
{
    struct messagebox box = {.caption = caption ? caption : "Error"};
    AUTOFREE char *lines = NULL;
    int result = messagebox_describe(type, &box);

    if (result)
        return result;
    lines = messagebox_wrap(text ? text : "", COLUMNS);
    if (!lines)
        return -ENOMEM;
    box.text = lines;
    return show_first_available(&box, ret_id);
}
