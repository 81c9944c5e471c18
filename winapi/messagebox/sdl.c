/* SPDX-License-Identifier: MIT */
/* sdl.c - message boxes on a display, through SDL2, which is loaded with the first box */
#include <SDL_error.h>
#include <SDL_messagebox.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "messagebox.h"
#include "shim/error.h"
#include "shim/trace.h"
#include "shim/wstr.h"

#include <winuser.h>

#define LINE_LIMIT 48

static pthread_once_t load_once = PTHREAD_ONCE_INIT;
static __typeof__(SDL_ShowMessageBox) *show_message_box; /* NULL: SDL isn't there */
static __typeof__(SDL_GetError) *get_error;

static void load_sdl(void)
{
    void *sdl = dlopen("libSDL2-2.0.so.0", RTLD_NOW | RTLD_LOCAL);

    if (!sdl) {
        TRACE(user, WARN, "no SDL: %s", dlerror());
        return;
    }
    get_error = (__typeof__(get_error))dlsym(sdl, "SDL_GetError");
    if (get_error)
        show_message_box = (__typeof__(show_message_box))dlsym(sdl, "SDL_ShowMessageBox");
}

static bool sdl_available(void)
{
    const char *x11 = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");

    return (x11 && *x11) || (wayland && *wayland);
}

static Uint32 flags_of(enum messagebox_icon icon)
{
    switch (icon) {
    case MESSAGEBOX_ERROR:
        return SDL_MESSAGEBOX_ERROR;
    case MESSAGEBOX_WARNING:
        return SDL_MESSAGEBOX_WARNING;
    default:
        return SDL_MESSAGEBOX_INFORMATION;
    }
}

static void describe_buttons(const struct messagebox *box, SDL_MessageBoxButtonData *buttons)
{
    for (unsigned i = 0; i < box->button_count; i++) {
        buttons[i].flags = 0;
        if (i == box->default_button)
            buttons[i].flags |= SDL_MESSAGEBOX_BUTTON_RETURNKEY_DEFAULT;
        if (box->buttons[i].id == box->escape_id)
            buttons[i].flags |= SDL_MESSAGEBOX_BUTTON_ESCAPEKEY_DEFAULT;
        buttons[i].buttonid = box->buttons[i].id;
        buttons[i].text = box->buttons[i].label;
    }
}

/* SDL's window grows with its text and has no scroll bar; what would leave the screen is cut. */
static char *visible_lines(const char *text)
{
    const char *end = text;
    unsigned lines = 0;
    char *copy;

    while (*end && lines < LINE_LIMIT)
        lines += *end++ == '\n';
    copy = malloc((size_t)(end - text) + 4);
    if (!copy)
        return NULL;
    memcpy(copy, text, (size_t)(end - text));
    strcpy(copy + (end - text), *end ? "..." : "");
    return copy;
}

static int sdl_show(const struct messagebox *box, int *ret_id)
{
    SDL_MessageBoxButtonData buttons[MESSAGEBOX_BUTTON_LIMIT];
    AUTOFREE char *text = visible_lines(box->text);
    SDL_MessageBoxData data = {.flags = flags_of(box->icon) | SDL_MESSAGEBOX_BUTTONS_LEFT_TO_RIGHT,
                               .title = box->caption,
                               .message = text,
                               .numbuttons = (int)box->button_count,
                               .buttons = buttons};
    int id;

    pthread_once(&load_once, load_sdl);
    if (!show_message_box)
        return -ENODEV;
    if (!text)
        return -ENOMEM;
    describe_buttons(box, buttons);
    do {
        id = -1;
        if (show_message_box(&data, &id)) {
            TRACE(user, WARN, "SDL shows no message box: %s", get_error());
            return -EIO;
        }
        /* Closed by its window's button, where there may be none: a box without Cancel stays. */
        if (id < 0)
            id = box->escape_id;
    } while (!id);
    *ret_id = id;
    return 0;
}

const struct messagebox_backend messagebox_sdl = {"SDL", sdl_available, sdl_show};
