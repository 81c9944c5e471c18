/* SPDX-License-Identifier: MIT */
/* missing.c - imports functions that leaf.dll does not have, by name and by ordinal */
#include <windows.h>

__declspec(dllimport) void leaf_absent(void);
__declspec(dllimport) void leaf_note(char what);

__declspec(dllexport) void missing_call(void)
{
    leaf_absent();
}

__declspec(dllexport) void missing_note(void)
{
    leaf_note('x');
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved)
{
    return TRUE;
}
