/* SPDX-License-Identifier: MIT */
/* image.c - running a Windows program, see image.h */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "image.h"

int run_image(const char *path, char **arguments)
{
    char *host = locate_exec();

    if (!host)
        return cli_error(EXIT_CANNOT_RUN, "WS0010",
                         "%s is a Windows program of machine code, which this version of winshim "
                         "can't run; managed programs for Mono and .NET it can",
                         path);
    /* The host's argv: its own name, the program's path, then the program's arguments. */
    arguments[0] = (char *)path;
    arguments[-1] = host;
    execv(host, arguments - 1);
    return cli_error(EXIT_CANNOT_RUN, "WS0005", "cannot run %s: %s", host, strerror(errno));
}
