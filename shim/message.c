/* SPDX-License-Identifier: MIT */
/* message.c - prints coded messages for people, see message.h */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "message.h"

static void print(const char *code, const char *format, va_list list)
{
    char line[2048];
    int head = snprintf(line, sizeof(line), "winshim: %s: ", code);
    int body = vsnprintf(line + head, sizeof(line) - (size_t)head - 1, format, list);
    size_t length = (size_t)head + (body > 0 ? (size_t)body : 0);

    if (length > sizeof(line) - 2)
        length = sizeof(line) - 2;
    line[length++] = '\n';
    if (write(STDERR_FILENO, line, length) < 0)
        return; /* nobody to tell */
}

void message_warn(const char *code, const char *format, ...)
{
    int saved = errno;
    va_list list;

    va_start(list, format);
    print(code, format, list);
    va_end(list);
    errno = saved;
}

_Noreturn void message_fatal(const char *code, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    print(code, format, list);
    va_end(list);
    abort();
}
