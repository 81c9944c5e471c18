/* SPDX-License-Identifier: MIT */
/* main.c - the winshim command: finds the subcommand and runs it */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "shim/cli/config.h"
#include "shim/trace-channels.h"

static int cli_help(int argc, char **argv);

static const struct subcommand subcommands[] = {
    {"run", "[OPTIONS] [--] PROGRAM [ARGS]", "run a program that may call Windows modules", cli_run,
     "PROGRAM is a Linux program, a script, or a managed App.exe or App.dll; those run on .NET\n"
     "when App.runtimeconfig.json is beside them, else on Mono. Programs that it starts can call\n"
     "Windows modules as well.\n\n"
     "  --trace SPEC   report on channels, for example loader,wave=debug; see winshim help "
     "trace\n\n"
     "Exit code: the program's own; 2 for wrong usage, 126 when the program can't be run, 127\n"
     "when it isn't found.\n"},
    {"doctor", "", "check the installation and what is missing on this machine", NULL,
     "Exit code: 0, or 1 when something needs attention; each such line says what to do.\n"},
    {"exports", "[--dll NAME] [--json]", "list what the Windows modules export", NULL,
     "  --dll NAME     one module, in any spelling that programs may use\n"
     "  --json         an array of objects with module, name, ordinal, kind and source\n"},
    {"help", "[COMMAND]", "this text, or more about a command or a topic: trace", cli_help, ""},
};

static const struct subcommand *find(const char *name)
{
    for (size_t i = 0; i < sizeof(subcommands) / sizeof(subcommands[0]); i++)
        if (!strcmp(name, subcommands[i].name))
            return &subcommands[i];
    return NULL;
}

static int unknown(const char *name)
{
    return cli_error(EXIT_USAGE, "WS0006", "\"%s\" is no command of winshim: see winshim help",
                     name);
}

static void print_overview(FILE *out)
{
    fputs("winshim " WINSHIM_VERSION ": Windows interop code inside native Linux processes\n\n"
          "usage: winshim COMMAND [ARGUMENTS]\n\n",
          out);
    for (size_t i = 0; i < sizeof(subcommands) / sizeof(subcommands[0]); i++)
        fprintf(out, "  %-8s %s\n", subcommands[i].name, subcommands[i].summary);
    fputs("\nwinshim help COMMAND says more; winshim --version prints the version.\n", out);
}

/* What can be read about that is no command. */
static int print_trace(void)
{
    fputs("winshim run --trace SPEC PROGRAM, or WINSHIM_TRACE=SPEC: report what happens\n\n"
          "SPEC is a list with commas:\n\n"
          "  CHANNEL            report on one of the channels below\n"
          "  CHANNEL=LEVEL      off, error, warn, info (as without a level) or debug\n"
          "  all, all=LEVEL     every channel, +call too; what follows may change single ones\n"
          "  +call              every call of a Windows function: arguments, result, duration\n"
          "  file:FILE          append to FILE, not to standard error; last in the list\n"
          "  json:FILE          likewise, each record a JSON object on its line; - is standard "
          "error\n\n"
          "Channels:\n\n",
          stdout);
#define TRACE_LINE(name, about) printf("  %-18s %s\n", #name, about);
    TRACE_CHANNELS(TRACE_LINE)
#undef TRACE_LINE
    puts("\nFor example: winshim run --trace +call,wave=debug,json:/tmp/app.json app.exe\n\n"
         "winshim run makes FILE's path absolute, so programs that it starts write there as well.");
    return EXIT_SUCCESS;
}

static int print_details(const struct subcommand *command)
{
    printf("usage: winshim %s%s%s\n\n%s: %s\n", command->name, *command->arguments ? " " : "",
           command->arguments, command->name, command->summary);
    if (*command->details)
        printf("\n%s", command->details);
    return EXIT_SUCCESS;
}

static int cli_help(int argc, char **argv)
{
    const struct subcommand *command = argc > 1 ? find(argv[1]) : NULL;

    if (argc > 2)
        return cli_error(EXIT_USAGE, "WS0006", "help: one command at a time");
    if (argc > 1 && !strcmp(argv[1], "trace"))
        return print_trace();
    if (argc > 1)
        return command ? print_details(command) : unknown(argv[1]);
    print_overview(stdout);
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

static bool is_help(const char *word)
{
    return !strcmp(word, "--help") || !strcmp(word, "-h");
}

int main(int argc, char **argv)
{
    const struct subcommand *command;

    if (argc < 2) {
        print_overview(stderr);
        return EXIT_USAGE;
    }
    if (!strcmp(argv[1], "--version"))
        return puts("winshim " WINSHIM_VERSION) < 0;
    if (is_help(argv[1]))
        return cli_help(1, argv);
    command = find(argv[1]);
    if (!command)
        return unknown(argv[1]);
    if (argc > 2 && is_help(argv[2]))
        return print_details(command);
    return command->run ? command->run(argc - 1, argv + 1) : exec_tool(argv + 1);
}
