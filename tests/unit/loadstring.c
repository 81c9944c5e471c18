/* SPDX-License-Identifier: MIT */
/* loadstring.c - strings in the resources of a loaded image; GUEST_DIR has the fixture */
#include <stdio.h>
#include <string.h>

#include "shim/error.h"
#include "shim/guest-thread.h"
#include "shim/pe/loader.h"
#include "shim/pe/resource-string.h"
#include "unit.h"

#include <winuser.h>

/* The host pass of the surface. */
INT host_LoadStringA(HINSTANCE module, UINT id, LPSTR out, INT room);
INT host_LoadStringW(HINSTANCE module, UINT id, LPWSTR out, INT room);
int host_MessageBoxIndirectW(LPMSGBOXPARAMSW box);

static struct module *strings;

static void open_strings(void)
{
    struct pe_reason reason;
    char path[4096];

    snprintf(path, sizeof(path), "%s/sounds.dll", getenv("GUEST_DIR"));
    guest_thread_enter();
    ck_assert_msg(!loader_open(path, NULL, 0, &strings, &reason), "%s: %s", path, reason.text);
}

START_TEST(strings_are_found_by_number_in_their_blocks)
{
    const WCHAR *text = NULL;
    size_t wchars = 0;

    open_strings();
    ck_assert_int_eq(resource_string(strings->base, strings->size_bytes, 7, &text, &wchars), 0);
    ck_assert_uint_eq(wchars, 5);
    ck_assert_mem_eq(text, u"Hello", 10);
    ck_assert_int_eq(resource_string(strings->base, strings->size_bytes, 33, &text, &wchars), 0);
    ck_assert_mem_eq(text, u"far away", 16);
    ck_assert_int_eq(resource_string(strings->base, strings->size_bytes, 8, &text, &wchars), 0);
    ck_assert_uint_eq(wchars, 0);
    ck_assert_int_eq(resource_string(strings->base, strings->size_bytes, 500, &text, &wchars),
                     ENGINE_WIN32(ERROR_RESOURCE_NAME_NOT_FOUND));
}
END_TEST

START_TEST(strings_are_cut_to_the_room_between_characters)
{
    HINSTANCE module;
    char narrow[16];
    WCHAR wide[16];
    const WCHAR *inside = NULL;

    open_strings();
    module = strings->base;
    ck_assert_int_eq(host_LoadStringA(module, 9, narrow, 16), 7);
    ck_assert_str_eq(narrow, "\xe2\x82\xac uro");
    ck_assert_int_eq(host_LoadStringA(module, 9, narrow, 3), 0);
    ck_assert_str_eq(narrow, "");
    ck_assert_int_eq(host_LoadStringA(module, 7, narrow, 3), 2);
    ck_assert_str_eq(narrow, "He");
    ck_assert_int_eq(host_LoadStringW(module, 7, wide, 16), 5);
    ck_assert_int_eq(wide[5], 0);
    ck_assert_int_eq(host_LoadStringW(module, 7, wide, 3), 2);
    ck_assert_int_eq(wide[2], 0);
    ck_assert_int_eq(host_LoadStringW(module, 7, (LPWSTR)&inside, 0), 5);
    ck_assert_mem_eq(inside, u"Hello", 10);
}
END_TEST

START_TEST(a_message_box_takes_its_text_from_a_string)
{
    MSGBOXPARAMSW box = {.cbSize = sizeof(box), .dwStyle = MB_YESNO | MB_DEFBUTTON2};

    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    open_strings();
    box.hInstance = strings->base;
    box.lpszText = MAKEINTRESOURCEW(9);
    box.lpszCaption = MAKEINTRESOURCEW(33);
    ck_assert_int_eq(host_MessageBoxIndirectW(&box), IDNO);
    box.lpszText = MAKEINTRESOURCEW(501);
    ck_assert_int_eq(host_MessageBoxIndirectW(&box), 0);
    ck_assert_uint_eq(last_error(), ERROR_RESOURCE_NAME_NOT_FOUND);
}
END_TEST

UNIT_MAIN("loadstring", strings_are_found_by_number_in_their_blocks,
          strings_are_cut_to_the_room_between_characters,
          a_message_box_takes_its_text_from_a_string)
