/* SPDX-License-Identifier: MIT */
/* marker.c - an ELF library that says which one of several copies was loaded */
#include <dlfcn.h>
#include <stdio.h>

#define EXPORTED __attribute__((visibility("default")))

EXPORTED const char *marker(void);

EXPORTED const char *marker(void)
{
    static char text[4096];
    Dl_info info;

    if (!dladdr((void *)marker, &info))
        return "unknown";
    snprintf(text, sizeof(text), "%s", info.dli_fname);
    return text;
}
