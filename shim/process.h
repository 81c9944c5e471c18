/* SPDX-License-Identifier: MIT */
/* process.h - what the process runs as a Windows program */
#ifndef WINSHIM_SHIM_PROCESS_H
#define WINSHIM_SHIM_PROCESS_H

#include <stdbool.h>

/** process_set_arguments() - the program's arguments, argv[0] its name; kept, not copied */
void process_set_arguments(int argc, char **argv);

/**
 * process_arguments() - arguments of the Windows program, or of the ELF program without one
 * @ret_argv: UTF-8, NULL at the end; lives as long as the process
 *
 * Return: how many.
 */
int process_arguments(char ***ret_argv);

/** process_is_program() - whether the process was started to run a Windows program */
bool process_is_program(void);

#endif
