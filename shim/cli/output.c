/* SPDX-License-Identifier: MIT */
/* output.c - error lines of the winshim command */
#include <stdarg.h>
#include <stdio.h>

#include "cli.h"

int cli_error(int exit_code, const char *code, const char *format, ...)
{
    va_list list;

    fprintf(stderr, "winshim: %s: ", code);
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
    return exit_code;
}
