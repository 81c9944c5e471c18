/* SPDX-License-Identifier: MIT */
/* tiny.c - the smallest program: no C runtime, two imports; exits with the last error it set */
#include <windows.h>

DWORD WINAPI tiny_entry(void *peb)
{
    SetLastError(40);
    return GetLastError() + 2;
}
