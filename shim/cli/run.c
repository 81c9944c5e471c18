/* SPDX-License-Identifier: MIT */
/* run.c - winshim run: sets up the environment and becomes the program */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static int prepend_preload(const char *preload)
{
    const char *others = getenv("LD_PRELOAD");
    char *list = NULL;
    int failed;

    if (asprintf(&list, "%s%s%s", preload, others && *others ? ":" : "", others ? others : "") < 0)
        return -1;
    failed = setenv("LD_PRELOAD", list, 1);
    free(list);
    return failed;
}

int cli_run(int argc, char **argv)
{
    char *preload = locate_preload();
    int at = 1;

    if (!preload)
        return EXIT_CANNOT_RUN;
    if (at + 1 < argc && !strcmp(argv[at], "--trace")) {
        setenv("WINSHIM_TRACE", argv[at + 1], 1);
        at += 2;
    }
    if (at >= argc)
        return cli_error(EXIT_USAGE, "WS0006", "run: no program was named");
    if (prepend_preload(preload))
        return cli_error(EXIT_CANNOT_RUN, "WS0005", "run: no memory");
    execvp(argv[at], argv + at);
    return cli_error(errno == ENOENT ? EXIT_NOT_FOUND : EXIT_CANNOT_RUN, "WS0005",
                     "cannot run %s: %s", argv[at], strerror(errno));
}
