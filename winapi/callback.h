/* SPDX-License-Identifier: MIT */
/* callback.h - for a surface's invokers: what comes before a call of the user's function */
#ifndef WINSHIM_CALLBACK_H
#define WINSHIM_CALLBACK_H

#include "shim/guest-thread.h"

/** callback_enter() - make the calling thread, which may be one of ours, ready for the callback */
static inline void callback_enter(void)
{
#if !defined(WINSHIM_HOST)
    guest_thread_enter();
#endif
}

#endif
