/* SPDX-License-Identifier: MIT */
/* input.h - what is remembered of mouse and keyboard, which aren't there */
#ifndef WINSHIM_DESKTOP_INPUT_H
#define WINSHIM_DESKTOP_INPUT_H

#include "shim/abi.h"

#define INPUT_LAYOUT      ((HKL)(uintptr_t)0x04090409) /* English (United States) */
#define INPUT_LAYOUT_NAME "00000409"
#define INPUT_CARET_MS    530u

/** input_cursor() - where the mouse pointer is */
POINT input_cursor(void);

/** input_move_cursor() - put it elsewhere; the screen's edges hold it */
void input_move_cursor(int x, int y);

/** input_show_cursor() - count up or down. Return: the new count; the pointer shows from 0 on. */
int input_show_cursor(bool show);

/** input_swap_cursor() - set the pointer's shape. Return: the shape before. */
HCURSOR input_swap_cursor(HCURSOR cursor);

/** input_cursor_shape() - the pointer's shape, NULL at first */
HCURSOR input_cursor_shape(void);

/** input_double_click_ms() - the time between two clicks that make a double click */
unsigned input_double_click_ms(void);

/** input_set_double_click() - set it; 0 is the default, more than 5000 is 5000 */
void input_set_double_click(unsigned ms);

/** input_is_shape() - whether a handle is one of the system's icons and cursors */
bool input_is_shape(const void *handle);

/** input_system_icon() - the handle of the system's icon IDI_*; NULL when @id is none */
HICON input_system_icon(unsigned id);

/** input_system_cursor() - the handle of the system's cursor IDC_*; NULL when @id is none */
HCURSOR input_system_cursor(unsigned id);

#endif
