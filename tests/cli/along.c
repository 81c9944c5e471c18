/* SPDX-License-Identifier: MIT */
/* along.c - prints what the library beside it (runpath.c) finds for each name */
#include <stdio.h>

const char *marker_of(const char *name);

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        printf("%s\n", marker_of(argv[i]));
    return 0;
}
