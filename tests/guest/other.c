/* SPDX-License-Identifier: MIT */
/* other.c - the other half of the circle; wants no thread notices */
#include <windows.h>

__declspec(dllimport) void leaf_note(char what);
__declspec(dllimport) int middle_value(void);

__declspec(dllexport) int other_value(void)
{
    return middle_value() * 6;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved)
{
    if (reason == DLL_PROCESS_ATTACH || reason == DLL_PROCESS_DETACH)
        leaf_note(reason == DLL_PROCESS_ATTACH ? 'O' : 'o');
    return TRUE;
}
