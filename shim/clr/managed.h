/* SPDX-License-Identifier: MIT */
/* managed.h - which managed runtime runs in this process */
#ifndef WINSHIM_CLR_MANAGED_H
#define WINSHIM_CLR_MANAGED_H

enum managed_runtime {
    MANAGED_NONE,
    MANAGED_CORECLR,
    MANAGED_MONO, /* probes for A/W names by itself */
};

/**
 * managed_runtime() - the runtime in this process
 *
 * Looks again as long as there is none, for a native program may start one later. Mono wins where
 * both are loaded.
 */
enum managed_runtime managed_runtime(void);

#endif
