/* SPDX-License-Identifier: MIT */
/*
 * command_line.h - the command line of the process as Windows would show it
 *
 * It is made of /proc/self/cmdline, quoted so that CommandLineToArgvW gives the
 * arguments back. A host that runs a managed program doesn't show, as if the
 * program had been started by itself: "dotnet App.dll a" and "mono App.exe a" are
 * "App.dll a" and "App.exe a".
 */
#ifndef WINSHIM_COMMAND_LINE_H
#define WINSHIM_COMMAND_LINE_H

#include "shim/abi.h"

/** command_line() - the same pointer for the whole life of the process, never NULL */
const WCHAR *command_line(void);

/** command_line_utf8() - the same in UTF-8 */
const char *command_line_utf8(void);

/** command_line_program() - absolute Unix path of the program; static, never NULL */
const char *command_line_program(void);

/**
 * command_line_set() - say what the program is, before anybody asked
 * @argv: UTF-8, NULL at the end; copied
 *
 * For a loader that runs an image in this process.
 *
 * Return: 0; -EBUSY when the command line was read already; -EINVAL for an empty @argv; -ENOMEM.
 */
int command_line_set(const char *const argv[]);

/**
 * command_line_quote() - arguments as one string
 *
 * Return: malloc'ed UTF-8; NULL when memory is out.
 * Source: learn.microsoft.com, shellapi/nf-shellapi-commandlinetoargvw
 */
char *command_line_quote(const char *const argv[]);

/** command_line_skip_host() - how many of the arguments belong to a host of managed code */
size_t command_line_skip_host(const char *const argv[]);

#endif
