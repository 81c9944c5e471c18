/* SPDX-License-Identifier: MIT */
/* tool.c - winshim-tool: the subcommands that need the runtime library */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const struct subcommand subcommands[] = {
    {.name = "doctor", .run = cli_doctor},
    {.name = "exports", .run = cli_exports},
};

int main(int argc, char **argv)
{
    if (argc == 2 && !strcmp(argv[1], "--probe"))
        return cli_doctor_probe();
    for (size_t i = 0; argc > 0 && i < sizeof(subcommands) / sizeof(subcommands[0]); i++)
        if (!strcmp(argv[0], subcommands[i].name))
            return subcommands[i].run(argc, argv);
    return cli_error(EXIT_USAGE, "WS0006", "winshim-tool is run by winshim");
}
