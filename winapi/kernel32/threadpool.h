/* SPDX-License-Identifier: MIT */
/* threadpool.h - what the surfaces of thread pools have in common */
#ifndef WINSHIM_KERNEL32_THREADPOOL_H
#define WINSHIM_KERNEL32_THREADPOOL_H

#include "winapi/callback.h"
#include "winapi/thread/pool.h"

static inline void threadpool_invoke_cancel(void *callback, void *context, void *cleanup_context)
{
    callback_enter();
    ((PTP_CLEANUP_GROUP_CANCEL_CALLBACK)callback)(context, cleanup_context);
}

#endif
