/* SPDX-License-Identifier: MIT */
/* crash.h - the end of a process whose exception nobody handled */
#ifndef WINSHIM_SEH_CRASH_H
#define WINSHIM_SEH_CRASH_H

#include "shim/abi.h"

/**
 * crash_end() - report an unhandled exception and end the process with its code
 * @managed: the search stopped at a managed frame, which an exception can't cross
 *
 * The report names code, module and offset, registers and the guest stack.
 */
_Noreturn void crash_end(EXCEPTION_RECORD *record, CONTEXT *context, bool managed);

#endif
