/* SPDX-License-Identifier: MIT */
/*
 * text.c - message boxes without a display: printed on standard error
 *
 *     +-- Caption (question) ----+
 *     | Save the changes?        |
 *     |                          |
 *     | [*Yes*]  [ No ]          |
 *     +--------------------------+
 *
 * The default button, between stars, is the answer.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "messagebox.h"
#include "shim/error.h"
#include "shim/message.h"
#include "shim/wstr.h"

#include <winuser.h>

static pthread_once_t warn_once = PTHREAD_ONCE_INIT;

static void warn_no_display(void)
{
    message_warn("WS0200", "no display can be used: message boxes are printed here and answered "
                           "with their default button");
}

static bool text_available(void)
{
    return true;
}

static size_t columns_of(const char *s, size_t bytes)
{
    size_t columns = 0;

    for (size_t i = 0; i < bytes; i++)
        columns += (s[i] & 0xc0) != 0x80;
    return columns;
}

static size_t widest_line(const char *text)
{
    size_t widest = 0;

    while (*text) {
        size_t bytes = strcspn(text, "\n"), columns = columns_of(text, bytes);

        if (columns > widest)
            widest = columns;
        text += bytes + (text[bytes] == '\n');
    }
    return widest;
}

static void put_repeat(FILE *out, char c, size_t count)
{
    while (count--)
        fputc(c, out);
}

static void put_line(FILE *out, const char *s, size_t bytes, size_t width)
{
    fprintf(out, "| %.*s", (int)bytes, s);
    put_repeat(out, ' ', width - columns_of(s, bytes));
    fputs(" |\n", out);
}

/* Without a display Help would be pressed for ever; then the first button is the answer. */
static unsigned answer_of(const struct messagebox *box)
{
    return box->buttons[box->default_button].id == IDHELP ? 0 : box->default_button;
}

static void format_buttons(const struct messagebox *box, char *out, size_t size)
{
    size_t used = 0;

    for (unsigned i = 0; i < box->button_count; i++)
        used +=
            (size_t)snprintf(out + used, size - used, i == answer_of(box) ? "[*%s*]  " : "[ %s ]  ",
                             box->buttons[i].label);
    out[used - 2] = 0;
}

static void print_box(FILE *out, const struct messagebox *box)
{
    static const char *const icons[] = {"", " (error)", " (question)", " (warning)",
                                        " (information)"};
    const char *text = box->text;
    char buttons[160];
    size_t title = columns_of(box->caption, strlen(box->caption)) + strlen(icons[box->icon]) + 3;
    size_t width = widest_line(text);

    format_buttons(box, buttons, sizeof(buttons));
    if (width < strlen(buttons))
        width = strlen(buttons);
    if (width < title)
        width = title;
    fprintf(out, "+-- %s%s ", box->caption, icons[box->icon]);
    put_repeat(out, '-', width - title + 1);
    fputs("+\n", out);
    while (*text) {
        size_t bytes = strcspn(text, "\n");

        put_line(out, text, bytes, width);
        text += bytes + (text[bytes] == '\n');
    }
    put_line(out, "", 0, width);
    put_line(out, buttons, strlen(buttons), width);
    fputc('+', out);
    put_repeat(out, '-', width + 2);
    fputs("+\n", out);
}

static int text_show(const struct messagebox *box, int *ret_id)
{
    AUTOFREE char *block = NULL;
    size_t bytes, written = 0;
    FILE *out = open_memstream(&block, &bytes);

    if (!out)
        return -ENOMEM;
    print_box(out, box);
    if (fclose(out))
        return -ENOMEM;
    pthread_once(&warn_once, warn_no_display);
    while (written < bytes) {
        ssize_t count = write(STDERR_FILENO, block + written, bytes - written);

        if (count <= 0)
            break; /* nobody to read it, but there is an answer all the same */
        written += (size_t)count;
    }
    *ret_id = box->buttons[answer_of(box)].id;
    return 0;
}

const struct messagebox_backend messagebox_text = {"standard error", text_available, text_show};
