/* SPDX-License-Identifier: MIT */
/* processthreadsapi-exit.c - kernel32: the end of the process (header processthreadsapi.h) */
#include "shim/abi.h"
#include "shim/export.h"
#include "shim/pe/program.h"

/**
 * ExitProcess() - end the process
 * @code: its exit code; Linux keeps the low 8 bits
 *
 * Every image is told with DLL_PROCESS_DETACH, last to first.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-exitprocess
 */
void WINAPI API(ExitProcess)(DWORD code)
{
    program_exit(code);
}
EXPORT(kernel32, ExitProcess);
