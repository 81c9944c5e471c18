/* SPDX-License-Identifier: MIT */
/*
 * host-callback.h - calling the program back from a thread of ours
 *
 * Mono keeps a thread that ran managed code in its books until the thread ends,
 * and waits for it before the process may end. A thread that serves callbacks
 * for the whole life of the process must therefore never run them itself there:
 * each gets a short thread of its own. Elsewhere it is a plain call.
 */
#ifndef WINSHIM_HOST_CALLBACK_H
#define WINSHIM_HOST_CALLBACK_H

#include <pthread.h>

/**
 * host_callback_run() - run something that calls the program back, and wait for its end
 * @run: called once with @argument
 *
 * When no thread can be made, it is called right here; when Mono is ending already, not at all.
 */
void host_callback_run(void (*run)(void *), void *argument);

/** host_callback_self() - the calling thread; within host_callback_run(), the one that called it */
pthread_t host_callback_self(void);

#endif
