/* SPDX-License-Identifier: MIT */
/* cli.h - shared by the files of the winshim command */
#ifndef WINSHIM_CLI_H
#define WINSHIM_CLI_H

#include <stdbool.h>
#include <stddef.h>

/* Exit codes: as sh for programs that can't be run, 2 for wrong usage. */
#define EXIT_USAGE      2
#define EXIT_CANNOT_RUN 126
#define EXIT_NOT_FOUND  127

struct subcommand {
    const char *name;
    const char *arguments; /* as the usage line shows them */
    const char *summary;
    int (*run)(int argc, char **argv); /* argv[0] is the subcommand; NULL: winshim-tool has it */
    const char *details;               /* what `winshim help NAME` adds */
};

/** cli_run() - winshim run: never returns on success; else an exit code */
int cli_run(int argc, char **argv);

/** cli_exports() - winshim exports */
int cli_exports(int argc, char **argv);

/** cli_doctor() - winshim doctor */
int cli_doctor(int argc, char **argv);

/** cli_doctor_probe() - in a process that the doctor started: is the interposer at work? */
int cli_doctor_probe(void);

/**
 * locate_preload() - the path of the interposer that belongs to this command
 *
 * Return: a malloc'ed path; NULL when there is none (reported).
 */
char *locate_preload(void);

/** locate_tool() - the same for winshim-tool */
char *locate_tool(void);

/** locate_exec() - the same for winshim-exec, the host of Windows programs; none isn't reported */
char *locate_exec(void);

/** cli_error() - print "winshim: CODE: text"; Return: @exit_code */
int cli_error(int exit_code, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
