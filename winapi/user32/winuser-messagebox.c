/* SPDX-License-Identifier: MIT */
/* winuser-messagebox.c - user32: message boxes */
#include <stdlib.h>
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/library.h"
#include "shim/pe/resource-string.h"
#include "shim/wstr.h"
#include "winapi/desktop/window.h"
#include "winapi/messagebox/messagebox.h"

#include <winuser.h>

/* Wine's headers give MB_SERVICE_NOTIFICATION the value of NT 3.51, which is MB_TOPMOST now. */
#define SERVICE_NOTIFICATION 0x00200000u
#define ON_OTHER_DESKTOP     (SERVICE_NOTIFICATION | MB_DEFAULT_DESKTOP_ONLY)

struct help {
    MSGBOXCALLBACK callback; /* or NULL */
    DWORD_PTR context;
    HWND owner;
};

static void call_help(const struct help *help)
{
    HELPINFO info = {.cbSize = sizeof(info),
                     .iContextType = HELPINFO_WINDOW,
                     .hItemHandle = help->owner,
                     .dwContextId = help->context};

    if (help->callback)
        help->callback(&info);
}

static int show(HWND owner, const char *text, const char *caption, UINT type,
                const struct help *help)
{
    int id, result;

    if (owner && (type & ON_OTHER_DESKTOP))
        return win32_fail(ERROR_INVALID_PARAMETER, 0);
    if (owner && !window_exists(owner))
        return win32_fail(ERROR_INVALID_WINDOW_HANDLE, 0);
    for (;;) {
        result = messagebox_show(text, caption, type, &id);
        if (result)
            return win32_fail(win32_error(result), 0);
        if (id != IDHELP)
            break;
        call_help(help);
    }
    surface_succeeded();
    return id;
}

static int show_wide(HWND owner, const WCHAR *text, const WCHAR *caption, UINT type,
                     const struct help *help)
{
    AUTOFREE char *narrow_text = wide_dup_utf8(text);
    AUTOFREE char *narrow_caption = wide_dup_utf8(caption);

    if ((text && !narrow_text) || (caption && !narrow_caption))
        return win32_fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    return show(owner, narrow_text, narrow_caption, type, help);
}

/**
 * MessageBoxA(), MessageBoxW() - show a text with buttons and wait for an answer
 * @owner: NULL or a window
 * @text: the message; "\r\n", "\r" and "\n" end a line; NULL is empty
 * @caption: title; NULL is "Error"
 * @type: MB_* flags: one set of buttons, one icon, a default button; what concerns focus, screen
 *        and writing direction has no effect
 *
 * Escape and closing the window answer Cancel, or OK where that is the only button; other boxes
 * can't be closed so. Help shows the box again. Without a display the box is printed on standard
 * error and answered with its default button.
 *
 * Return: the id of the button; 0 with ERROR_INVALID_MSGBOX_STYLE for an unknown set of buttons,
 * ERROR_INVALID_WINDOW_HANDLE for an @owner that is no window, ERROR_INVALID_PARAMETER for an
 * @owner together with MB_SERVICE_NOTIFICATION or MB_DEFAULT_DESKTOP_ONLY,
 * ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, winuser/nf-winuser-messageboxa, winuser/nf-winuser-messageboxw
 */
int WINAPI API(MessageBoxA)(HWND owner, LPCSTR text, LPCSTR caption, UINT type)
{
    return show(owner, text, caption, type, &(struct help){0});
}
EXPORT(user32, MessageBoxA);

int WINAPI API(MessageBoxW)(HWND owner, LPCWSTR text, LPCWSTR caption, UINT type)
{
    return show_wide(owner, text, caption, type, &(struct help){0});
}
EXPORT(user32, MessageBoxW);

/**
 * MessageBoxExA(), MessageBoxExW() - the same with a language for the buttons
 * @owner: NULL or a window
 * @text: as for MessageBoxA()
 * @caption: as for MessageBoxA()
 * @type: as for MessageBoxA()
 * @language: has no effect: the buttons are English
 *
 * Return: as MessageBoxA().
 * Source: learn.microsoft.com, winuser/nf-winuser-messageboxexa,
 * winuser/nf-winuser-messageboxexw
 */
int WINAPI API(MessageBoxExA)(HWND owner, LPCSTR text, LPCSTR caption, UINT type, WORD language)
{
    return show(owner, text, caption, type, &(struct help){0});
}
EXPORT(user32, MessageBoxExA);

int WINAPI API(MessageBoxExW)(HWND owner, LPCWSTR text, LPCWSTR caption, UINT type, WORD language)
{
    return show_wide(owner, text, caption, type, &(struct help){0});
}
EXPORT(user32, MessageBoxExW);

/* A text of the structure, in UTF-8: a number stands for a string of the module. */
static int text_of(HINSTANCE handle, const void *text, bool wide, char **ret_text)
{
    struct module *module;
    const WCHAR *string;
    size_t wchars;
    char *copy;
    int result;

    *ret_text = NULL;
    if (!text)
        return 0;
    if (!IS_INTRESOURCE(text)) {
        *ret_text = wide ? wide_dup_utf8(text) : strdup(text);
        return *ret_text ? 0 : -ENOMEM;
    }
    module = library_of_handle(handle);
    result = module ? resource_string(module->base, module->size_bytes, (UINT)(uintptr_t)text,
                                      &string, &wchars)
                    : ENGINE_WIN32(ERROR_RESOURCE_DATA_NOT_FOUND);
    if (result)
        return result;
    copy = calloc(1, 3 * wchars + 1);
    if (copy)
        wchars_to_utf8(string, wchars, copy, 3 * wchars);
    *ret_text = copy;
    return copy ? 0 : -ENOMEM;
}

/* Both structures are the same but for what their strings are made of. */
_Static_assert(sizeof(MSGBOXPARAMSA) == sizeof(MSGBOXPARAMSW), "one layout");

static int show_indirect(const MSGBOXPARAMSA *box, bool wide)
{
    AUTOFREE char *text = NULL, *caption = NULL;
    int result;

    if (!box || box->cbSize != sizeof(*box))
        return win32_fail(ERROR_INVALID_PARAMETER, 0);
    result = text_of(box->hInstance, box->lpszText, wide, &text);
    if (!result)
        result = text_of(box->hInstance, box->lpszCaption, wide, &caption);
    if (result)
        return win32_fail(win32_error(result), 0);
    return show(box->hwndOwner, text, caption, box->dwStyle,
                &(struct help){box->lpfnMsgBoxCallback, box->dwContextHelpId, box->hwndOwner});
}

/**
 * MessageBoxIndirectA(), MessageBoxIndirectW() - show a box described by a structure
 * @box: cbSize must be right; text and caption may be numbers of strings in hInstance; the icon of
 *       MB_USERICON isn't drawn; lpfnMsgBoxCallback is called when Help is pressed
 *
 * Return: as MessageBoxA(); 0 with ERROR_INVALID_PARAMETER also for NULL or a wrong cbSize, with
 * LoadString()'s errors for a string that isn't there.
 * Source: learn.microsoft.com, winuser/nf-winuser-messageboxindirecta,
 * winuser/nf-winuser-messageboxindirectw
 */
int WINAPI API(MessageBoxIndirectA)(LPMSGBOXPARAMSA box)
{
    return show_indirect(box, false);
}
EXPORT(user32, MessageBoxIndirectA);

int WINAPI API(MessageBoxIndirectW)(LPMSGBOXPARAMSW box)
{
    return show_indirect((const MSGBOXPARAMSA *)box, true);
}
EXPORT(user32, MessageBoxIndirectW);
