/* SPDX-License-Identifier: MIT */
/* tls.c - a TLS directory made by hand: a template of 8 bytes, zero fill, one callback */
#include <windows.h>

ULONG _tls_index = 0xdead;

__attribute__((section(".tls$A"))) char tls_start[8] = "template";
__attribute__((section(".tls$Z"))) char tls_end = 0;

static LONG notices[4];

static void NTAPI on_notice(void *module, DWORD reason, void *reserved)
{
    notices[reason]++;
}

static PIMAGE_TLS_CALLBACK callbacks[] = {on_notice, NULL};

const IMAGE_TLS_DIRECTORY64 _tls_used = {(ULONGLONG)tls_start,
                                         (ULONGLONG)tls_start + 8,
                                         (ULONGLONG)&_tls_index,
                                         (ULONGLONG)callbacks,
                                         8,
                                         0};

/* The calling thread's block, found as compilers do it: TEB, array, index. */
__declspec(dllexport) char *tls_block(void)
{
    char **blocks;

    __asm__("movq %%gs:0x58, %0" : "=r"(blocks));
    return blocks[_tls_index];
}

__declspec(dllexport) LONG tls_notices(DWORD reason)
{
    return notices[reason];
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *reserved)
{
    return reason != DLL_PROCESS_ATTACH || notices[DLL_PROCESS_ATTACH] == 1;
}
