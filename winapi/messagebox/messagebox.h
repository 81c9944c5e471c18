/* SPDX-License-Identifier: MIT */
/*
 * messagebox.h - message boxes: what MB_* flags mean, and the backends that show a box
 *
 * With a display (DISPLAY or WAYLAND_DISPLAY is set) SDL shows the box. Without
 * one, or when SDL can't, the box is printed on standard error and answered with
 * its default button, so that a service in a container goes on.
 */
#ifndef WINSHIM_MESSAGEBOX_H
#define WINSHIM_MESSAGEBOX_H

#include "shim/abi.h"

#define MESSAGEBOX_BUTTON_LIMIT 4

struct messagebox_button {
    int id; /* IDOK, … */
    const char *label;
};

enum messagebox_icon {
    MESSAGEBOX_PLAIN,
    MESSAGEBOX_ERROR,
    MESSAGEBOX_QUESTION,
    MESSAGEBOX_WARNING,
    MESSAGEBOX_INFORMATION
};

/* A box ready to be shown. Strings are borrowed; UTF-8, lines end with '\n'. */
struct messagebox {
    const char *caption;
    const char *text;
    enum messagebox_icon icon;
    struct messagebox_button buttons[MESSAGEBOX_BUTTON_LIMIT];
    unsigned button_count;
    unsigned default_button; /* index */
    int escape_id;           /* what Escape and closing answer; 0: the box can't be closed so */
};

struct messagebox_backend {
    const char *name;

    /* Cheap; no library is loaded for it. */
    bool (*available)(void);

    /* Blocks until the box is answered. Return: 0 with an id of @box; negative errno. */
    int (*show)(const struct messagebox *box, int *ret_id);
};

extern const struct messagebox_backend messagebox_sdl HIDDEN;
extern const struct messagebox_backend messagebox_text HIDDEN;

/**
 * messagebox_describe() - translate MB_* flags into buttons, icon, default and escape
 * @type: MB_* flags
 * @ret_box: its buttons, icon, default_button and escape_id are written on success
 *
 * A default button that isn't there means the first one.
 *
 * Return: 0; ENGINE_WIN32(ERROR_INVALID_MSGBOX_STYLE) for an unknown set of buttons.
 */
int messagebox_describe(UINT type, struct messagebox *ret_box);

/**
 * messagebox_wrap() - break a text into lines for a box
 * @text: UTF-8; "\r\n", "\r" and "\n" each end a line
 * @columns: lines longer than this are broken, at a space where there is one
 *
 * Return: malloc'ed, lines end with '\n', for the caller to free; NULL when memory is out.
 */
char *messagebox_wrap(const char *text, size_t columns);

/**
 * messagebox_show() - show a box and wait for the answer
 * @text: UTF-8; NULL is an empty text
 * @caption: UTF-8; NULL is "Error"
 * @type: MB_* flags
 * @ret_id: written on success: the button's id; IDHELP when Help was pressed, and the caller
 *          shows the box again
 *
 * Return: 0; ENGINE_WIN32(ERROR_INVALID_MSGBOX_STYLE); -ENOMEM.
 */
int messagebox_show(const char *text, const char *caption, UINT type, int *ret_id);

#endif
