/* SPDX-License-Identifier: MIT */
/* failing.c - its DllMain refuses; imports leaf.dll, which must be unloaded again */
#include <windows.h>

__declspec(dllimport) void leaf_note(char what);

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved)
{
    leaf_note(reason == DLL_PROCESS_ATTACH ? 'F' : 'f');
    return FALSE;
}
