/* SPDX-License-Identifier: MIT */
/* forward.c - forwarders only, see forward.def */
#include <windows.h>

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved)
{
    return TRUE;
}
