/* SPDX-License-Identifier: MIT */
/*
 * peb.h - the process environment block
 *
 * There is one from the start and every TEB points at it. What only guest code
 * looks at (process parameters, the shared data page) is filled when the first
 * thread is about to run guest code: peb_guest_hook().
 */
#ifndef WINSHIM_PEB_H
#define WINSHIM_PEB_H

#include "abi.h"

/** peb_get() - the PEB; its loader lists are empty until the loader enters modules */
PEB *peb_get(void);

/**
 * peb_guest_hook() - have a function called once, before the first guest code runs
 *
 * In the order of registration, which is for constructors: it takes no lock.
 */
void peb_guest_hook(void (*hook)(PEB *peb));

/** peb_prepare_guest() - call the hooks, if that was not done yet */
void peb_prepare_guest(void);

#endif
