/* SPDX-License-Identifier: MIT */
/*
 * guest-thread.h - a thread's passage from host to guest code
 *
 * Every thread that is about to run guest code has its GS base at its TEB, an
 * alternate signal stack, its blocks of static TLS, and the images were told.
 */
#ifndef WINSHIM_GUEST_THREAD_H
#define WINSHIM_GUEST_THREAD_H

#include "abi.h"

extern __thread bool guest_thread_ready HIDDEN;

/** guest_thread_prepare() - make the calling thread ready; use guest_thread_enter() */
void guest_thread_prepare(void);

/** guest_thread_enter() - before any call of guest code: one thread-local load when all is ready */
static inline void guest_thread_enter(void)
{
    if (unlikely(!guest_thread_ready))
        guest_thread_prepare();
}

/**
 * guest_thread_guard() - the guard region below the calling thread's stack
 *
 * Return: false when it is not known.
 */
bool guest_thread_guard(uintptr_t *ret_low, uintptr_t *ret_high);

/**
 * guest_thread_run_on_stack() - call a function on a fresh stack with a guard region
 * @stack_bytes: its size
 *
 * Return: what the function returned; the process ends with WS0227 when there is no memory.
 */
DWORD guest_thread_run_on_stack(size_t stack_bytes, DWORD (*function)(void *), void *argument);

#endif
