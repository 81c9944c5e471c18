/* SPDX-License-Identifier: MIT */
/*
 * teb.h - the thread environment block of each thread that enters winshim
 *
 * A TEB is made on a thread's first entry and freed when the thread ends. Code
 * that may run on any thread calls teb_current(), which costs one thread-local
 * load once the block is there.
 */
#ifndef WINSHIM_TEB_H
#define WINSHIM_TEB_H

#include "abi.h"

extern __thread TEB *teb_self HIDDEN;

/**
 * teb_attach() - make the calling thread's TEB
 *
 * Return: the TEB, never NULL; the process ends with WS0001 when memory is out.
 */
TEB *teb_attach(void);

/* What happens at a thread's end, in this order. */
enum teb_exit_stage {
    TEB_EXIT_STORAGE, /* callbacks of fiber-local storage */
    TEB_EXIT_NOTICES, /* DLL_THREAD_DETACH */
    TEB_EXIT_RUNTIME, /* the C runtime's state of the thread is freed */
    TEB_EXIT_OBJECTS, /* mutexes are abandoned, the thread object is signalled */
    TEB_EXIT_STAGES
};

/**
 * teb_exit_hook() - have a function called on each thread that has a TEB when it ends
 *
 * One function a stage, with the TEB still in place. Registration is for constructors: it takes no
 * lock.
 */
void teb_exit_hook(enum teb_exit_stage stage, void (*hook)(TEB *teb));

/*
 * The same by the guests' convention: a guest function that calls nothing else need not save the
 * ten XMM registers that only this convention preserves.
 */
TEB *GUEST_CALL teb_attach_guest(void);

/** teb_current() - the calling thread's TEB, made on the first call */
static inline TEB *teb_current(void)
{
    TEB *teb = teb_self;

#if defined(WINSHIM_GUEST)
    return likely(teb) ? teb : teb_attach_guest();
#else
    return likely(teb) ? teb : teb_attach();
#endif
}

/**
 * teb_for_each() - visit every thread's TEB; stops when @visit returns other than 0
 *
 * Return: what the last call of @visit returned.
 */
int teb_for_each(int (*visit)(TEB *teb, void *user), void *user);

#endif
