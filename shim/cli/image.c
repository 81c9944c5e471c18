/* SPDX-License-Identifier: MIT */
/* image.c - running a Windows program, see image.h */
#include "cli.h"
#include "image.h"

int run_image(const char *path, char **arguments)
{
    (void)arguments;
    return cli_error(EXIT_CANNOT_RUN, "WS0010",
                     "%s is a Windows program of machine code, which this version of winshim "
                     "can't run; managed programs for Mono and .NET it can",
                     path);
}
