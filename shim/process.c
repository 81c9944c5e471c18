/* SPDX-License-Identifier: MIT */
/* process.c - see process.h */
#include <stddef.h>

#include "process.h"

static int program_argc, host_argc;
static char **program_argv, **host_argv;

/* glibc hands constructors what main() gets. */
__attribute__((constructor)) static void remember_host(int argc, char **argv, char **environment)
{
    (void)environment;
    host_argc = argc;
    host_argv = argv;
}

void process_set_arguments(int argc, char **argv)
{
    program_argc = argc;
    program_argv = argv;
}

int process_arguments(char ***ret_argv)
{
    *ret_argv = program_argv ? program_argv : host_argv;
    return program_argv ? program_argc : host_argc;
}

bool process_is_program(void)
{
    return program_argv != NULL;
}
