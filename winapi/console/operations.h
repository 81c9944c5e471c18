/* SPDX-License-Identifier: MIT */
/* operations.h - file operations of console handles, which tell them from other files */
#ifndef WINSHIM_CONSOLE_OPERATIONS_H
#define WINSHIM_CONSOLE_OPERATIONS_H

#include "winapi/file/file.h"

extern const struct file_operations console_input_operations HIDDEN;
extern const struct file_operations console_output_operations HIDDEN;

/** console_unread() - put bytes that came with a terminal's answer back in front of the input */
void console_unread(const char *bytes, size_t count);

#endif
