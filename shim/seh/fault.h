/* SPDX-License-Identifier: MIT */
/*
 * fault.h - hardware faults of guest code become exceptions
 *
 * Handlers for the synchronous signals stand first; a fault of the host's own
 * code goes on to the handler that the program had or sets later, so that the
 * CLR's null reference checks keep working.
 */
#ifndef WINSHIM_SEH_FAULT_H
#define WINSHIM_SEH_FAULT_H

#include "shim/abi.h"

/** fault_init() - install the handlers; once, when the first guest code is loaded */
void fault_init(void);

/** fault_init_thread() - give the calling thread an alternate signal stack if it has none */
void fault_init_thread(void);

#endif
