/* SPDX-License-Identifier: MIT */
/* program.h - makes the process a Windows program: loads an EXE and enters it */
#ifndef WINSHIM_PE_PROGRAM_H
#define WINSHIM_PE_PROGRAM_H

#include "shim/abi.h"

/**
 * winshim_run_program() - load a console or GUI EXE and run it to its end
 * @path: Unix path of the EXE
 * @argc, @argv: the program's arguments; argv[0] is its name
 *
 * Does not return when the program starts: the process ends with the program's exit code.
 *
 * Return: a Linux exit code, 126 or 127, when it could not be loaded; the reason was printed.
 */
int winshim_run_program(const char *path, int argc, char **argv) VISIBLE;

/** program_exit() - ExitProcess: detach notices, then the end */
_Noreturn void program_exit(DWORD code);

#endif
