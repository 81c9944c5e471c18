/* SPDX-License-Identifier: MIT */
/* exec.c - winshim-exec: the host process of a Windows program; winshim run becomes it */
#include "cli.h"
#include "shim/pe/program.h"

int main(int argc, char **argv)
{
    if (argc < 2)
        return cli_error(EXIT_USAGE, "WS0006", "winshim-exec is run by winshim");
    return winshim_run_program(argv[1], argc - 1, argv + 1);
}
