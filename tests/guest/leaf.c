/* SPDX-License-Identifier: MIT */
/* leaf.c - a DLL without imports that keeps a log for the loader's tests */
#include <windows.h>

#define LOG_BYTES 4096

static char text[LOG_BYTES];
static unsigned length;

__declspec(dllexport) void leaf_note(char what)
{
    if (length < LOG_BYTES - 1)
        text[length++] = what;
}

__declspec(dllexport) const char *leaf_log(void)
{
    return text;
}

__declspec(dllexport) void leaf_clear(void)
{
    while (length)
        text[--length] = 0;
}

/* 'L' attach, 'l' detach, 't' thread attach, 'd' thread detach */
BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved)
{
    leaf_note("lLtd"[reason]);
    return TRUE;
}
