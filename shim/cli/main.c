/* SPDX-License-Identifier: MIT */
/* main.c - the winshim command: finds the subcommand and runs it */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "shim/cli/config.h"

static int cli_help(int argc, char **argv);

static const struct subcommand subcommands[] = {
    {"run", "[--trace SPEC] PROGRAM [ARGS]", "run a program that may call Windows modules",
     cli_run},
    {"exports", "[--dll NAME] [--json]", "list what the Windows modules export", NULL},
    {"help", "", "this text", cli_help},
};

static int cli_help(int argc, char **argv)
{
    (void)argc, (void)argv;
    puts("winshim " WINSHIM_VERSION ": Windows interop code inside native Linux processes\n");
    puts("usage: winshim COMMAND [ARGUMENTS]\n");
    for (size_t i = 0; i < sizeof(subcommands) / sizeof(subcommands[0]); i++)
        printf("  winshim %-7s %-30s %s\n", subcommands[i].name, subcommands[i].arguments,
               subcommands[i].summary);
    puts("  winshim --version");
    return EXIT_SUCCESS;
}

static int exec_tool(char **argv)
{
    char *tool = locate_tool();

    if (!tool)
        return EXIT_NOT_FOUND;
    execv(tool, argv);
    return cli_error(EXIT_CANNOT_RUN, "WS0005", "cannot run %s: %s", tool, strerror(errno));
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        cli_help(0, NULL);
        return EXIT_USAGE;
    }
    if (!strcmp(argv[1], "--version")) {
        puts("winshim " WINSHIM_VERSION);
        return EXIT_SUCCESS;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        return cli_help(0, NULL);
    for (size_t i = 0; i < sizeof(subcommands) / sizeof(subcommands[0]); i++)
        if (!strcmp(argv[1], subcommands[i].name))
            return subcommands[i].run ? subcommands[i].run(argc - 1, argv + 1)
                                      : exec_tool(argv + 1);
    return cli_error(EXIT_USAGE, "WS0006", "\"%s\" is no command of winshim: see winshim help",
                     argv[1]);
}
