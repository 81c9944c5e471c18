/* SPDX-License-Identifier: MIT */
/* messagebox.c - a port that shows one message box: messagebox TYPE [LINES]; prints the answer */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

int main(int argc, char **argv)
{
    static WCHAR text[4000];
    int lines = argc > 2 ? atoi(argv[2]) : 2, at = 0, i, j;
    static const WCHAR line[] = L"Save the \u00c4nderungen to \u201cnotes.txt\u201d?\r\n";

    for (i = 0; i < lines; i++)
        for (j = 0; line[j]; j++)
            text[at++] = line[j];
    i = MessageBoxW(NULL, text, L"winshim b\u00f6x",
                    (UINT)strtoul(argc > 1 ? argv[1] : "0", NULL, 0));
    printf("%d\n", i);
    return 0;
}
