/* SPDX-License-Identifier: MIT */
/*
 * signals.h - lets the runtime stand before sigaction() and signal()
 *
 * The exception machinery keeps its own handlers first for the hardware faults
 * and remembers what the program wanted instead. Until it registers, both
 * functions pass straight on to libc.
 */
#ifndef WINSHIM_PRELOAD_SIGNALS_H
#define WINSHIM_PRELOAD_SIGNALS_H

#include <signal.h>

struct winshim_signals {
    /* As sigaction(2); calls @real for signals that it does not manage. */
    int (*sigaction)(int number, const struct sigaction *act, struct sigaction *old,
                     int (*real)(int, const struct sigaction *, struct sigaction *));
};

/**
 * winshim_preload_signals() - register or, with NULL, drop the hook
 *
 * Found by the runtime with dlsym(RTLD_DEFAULT, …); absent when nothing is preloaded.
 *
 * Return: libc's own sigaction, for the hook's use.
 */
int (*winshim_preload_signals(const struct winshim_signals *hook))(int, const struct sigaction *,
                                                                   struct sigaction *);

#endif
