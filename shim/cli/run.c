/* SPDX-License-Identifier: MIT */
/* run.c - winshim run: sets up the environment and becomes the program */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "image.h"
#include "mono-config.h"
#include "program.h"

static bool names(const char *list, const char *library)
{
    size_t length = strlen(library);

    for (const char *at = list; at && *at; at += strcspn(at, ": "), at += *at != '\0')
        if (!strncmp(at, library, length) && strchr(": ", at[length]))
            return true;
    return false;
}

static int export_preload(void)
{
    char *preload = locate_preload(), *list = NULL;
    const char *others = getenv("LD_PRELOAD");

    if (!preload)
        return EXIT_CANNOT_RUN;
    if (strpbrk(preload, ": "))
        return cli_error(EXIT_CANNOT_RUN, "WS0013",
                         "LD_PRELOAD can't name %s: install winshim in a folder without spaces and "
                         "colons in its path",
                         preload);
    if (names(others, preload))
        return 0;
    if (asprintf(&list, "%s%s%s", preload, others && *others ? ":" : "", others ? others : "") <
            0 ||
        setenv("LD_PRELOAD", list, 1))
        return cli_error(EXIT_CANNOT_RUN, "WS0005", "run: no memory");
    return 0;
}

static int cannot_run(const char *path, int error)
{
    return cli_error(error == ENOENT ? EXIT_NOT_FOUND : EXIT_CANNOT_RUN, "WS0005",
                     "cannot run %s: %s", path, strerror(error));
}

/*
 * A script without "#!" runs as it does from a shell. What goes before the program's arguments
 * takes the places of "winshim" and "run", here and in run_managed().
 */
static int become(const char *path, char **arguments)
{
    int failed = export_preload();

    if (failed)
        return failed;
    mono_config_export();
    execv(path, arguments);
    if (errno == ENOEXEC) {
        arguments[0] = (char *)path;
        arguments[-1] = "sh";
        execv("/bin/sh", arguments - 1);
    }
    return cannot_run(path, errno);
}

static int run_managed(const struct program *program, char **arguments)
{
    const char *name = program->needs_dotnet ? "dotnet" : "mono";
    struct program runtime;

    if (program_find(name, &runtime))
        return cli_error(
            EXIT_NOT_FOUND, "WS0009", "%s needs %s, which is not on PATH: %s", program->path, name,
            program->needs_dotnet ? "install the .NET runtime from https://dot.net"
                                  : "install mono-runtime, or put the program's runtimeconfig.json "
                                    "beside it to run it on .NET");
    arguments[0] = (char *)program->path;
    arguments[-1] = (char *)name;
    return become(runtime.path, arguments - 1);
}

static int run_program(const struct program *program, char **arguments)
{
    switch (program->kind) {
    case PROGRAM_NATIVE:
        return become(program->path, arguments);
    case PROGRAM_MANAGED:
        return run_managed(program, arguments);
    case PROGRAM_IMAGE:
        return run_image(program->path, arguments);
    case PROGRAM_FOREIGN:
        return cli_error(EXIT_CANNOT_RUN, "WS0011",
                         "%s is a Windows program for %s; winshim runs 64-bit x86 ones: get its "
                         "64-bit build",
                         program->path,
                         program->machine == 0x14c ? "32-bit x86" : "another processor");
    case PROGRAM_LIBRARY:
        return cli_error(EXIT_CANNOT_RUN, "WS0017",
                         "%s is a Windows DLL, not a program: run the program that uses it",
                         program->path);
    default:
        return cli_error(EXIT_CANNOT_RUN, "WS0019",
                         "%s begins like a Windows program but its headers are damaged",
                         program->path);
    }
}

static int not_found(const char *name, int error)
{
    switch (error) {
    case ENOENT:
        if (strchr(name, '/'))
            return cli_error(EXIT_NOT_FOUND, "WS0008", "%s: no such file", name);
        return cli_error(EXIT_NOT_FOUND, "WS0008",
                         "%s: not found on PATH; write ./%s for a file of this folder", name, name);
    case EACCES:
        return cli_error(EXIT_CANNOT_RUN, "WS0012",
                         "%s may not be executed: chmod +x it, or check its folder's permissions",
                         name);
    case EISDIR:
        return cli_error(EXIT_CANNOT_RUN, "WS0012", "%s is a folder, not a program", name);
    default:
        return cannot_run(name, error);
    }
}

/* The file that a spec names, which is its last item, or NULL. */
static const char *file_of(const char *spec)
{
    for (; *spec; spec += strcspn(spec, ","), spec += *spec != '\0')
        if (!strncmp(spec, "json:", 5) || !strncmp(spec, "file:", 5))
            return spec + 5;
    return NULL;
}

/* Programs may start others in other folders; all of them shall write to the same file. */
static void export_trace(void)
{
    const char *spec = getenv("WINSHIM_TRACE"), *file = spec ? file_of(spec) : NULL;
    char *folder, *absolute = NULL;

    if (!file || !*file || *file == '/' || !strcmp(file, "-"))
        return;
    folder = getcwd(NULL, 0);
    if (folder && asprintf(&absolute, "%.*s%s/%s", (int)(file - spec), spec, folder, file) > 0)
        setenv("WINSHIM_TRACE", absolute, 1);
    free(folder);
    free(absolute);
}

/* The index of the program in argv; 0 after an error, which is reported. */
static int parse_options(int argc, char **argv)
{
    int at = 1;

    for (; at < argc && argv[at][0] == '-'; at++) {
        if (!strcmp(argv[at], "--"))
            return at + 1 < argc ? at + 1 : argc;
        if (!strncmp(argv[at], "--trace=", 8)) {
            setenv("WINSHIM_TRACE", argv[at] + 8, 1);
        } else if (!strcmp(argv[at], "--trace") && at + 1 < argc) {
            setenv("WINSHIM_TRACE", argv[++at], 1);
        } else {
            cli_error(0, "WS0006",
                      strcmp(argv[at], "--trace") ? "run: unknown option %s: see winshim help run"
                                                  : "run: %s needs a SPEC: see winshim help run",
                      argv[at]);
            return 0;
        }
    }
    return at;
}

int cli_run(int argc, char **argv)
{
    int at = parse_options(argc, argv), error;
    struct program program;

    if (!at)
        return EXIT_USAGE;
    if (at >= argc)
        return cli_error(EXIT_USAGE, "WS0006", "run: no program was named: see winshim help run");
    export_trace();
    error = program_find(argv[at], &program);
    return error ? not_found(argv[at], -error) : run_program(&program, argv + at);
}
