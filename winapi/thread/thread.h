/* SPDX-License-Identifier: MIT */
/*
 * thread.h - thread objects
 *
 * Threads that winshim starts have one from the beginning; any other thread
 * gets one when it first needs it.
 */
#ifndef WINSHIM_THREAD_THREAD_H
#define WINSHIM_THREAD_THREAD_H

#include "winapi/sync/dispatcher.h"

struct thread {
    struct sync_object sync; /* signalled when the thread has ended */
    struct sync_thread dispatcher;
};

extern const struct object_class thread_class HIDDEN;

/** thread_current() - the calling thread's object; not a reference; never NULL */
struct thread *thread_current(void);

#endif
