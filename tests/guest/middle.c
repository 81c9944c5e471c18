/* SPDX-License-Identifier: MIT */
/* middle.c - imports leaf.dll by name and by ordinal; half of a circle with other.dll */
#include <windows.h>

__declspec(dllimport) void leaf_note(char what);
__declspec(dllimport) int other_value(void);

__declspec(dllexport) int middle_value(void)
{
    return 7;
}

__declspec(dllexport) int middle_sum(void)
{
    return middle_value() + other_value();
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved)
{
    if (reason == DLL_PROCESS_ATTACH || reason == DLL_PROCESS_DETACH)
        leaf_note(reason == DLL_PROCESS_ATTACH ? 'M' : 'm');
    return TRUE;
}
