/* SPDX-License-Identifier: MIT */
/* process.h - what this process is: id, times, title */
#ifndef WINSHIM_PROCESS_H
#define WINSHIM_PROCESS_H

#include "shim/abi.h"

/** process_id() - Linux' id of this process, right after a fork too */
DWORD process_id(void);

/** process_times() - start, and processor time of all threads in the kernel and in user mode */
void process_times(FILETIME *ret_start, FILETIME *ret_kernel, FILETIME *ret_user);

/** process_title() - Windows path of the program; static */
const WCHAR *process_title(void);

/** process_title_utf8() - the same in UTF-8 */
const char *process_title_utf8(void);

#endif
