/* SPDX-License-Identifier: MIT */
/*
 * notify.h - tells a program what its wave device did: on a thread of the device, by an event, or
 * by a message in a thread's queue
 *
 * A function is called on one thread of its own, in order, never on the mixer's.
 * The pass that registered it gives the invoker, which knows its convention.
 */
#ifndef WINSHIM_AUDIO_NOTIFY_H
#define WINSHIM_AUDIO_NOTIFY_H

#include "shim/abi.h"

struct notify;

enum notify_kind { NOTIFY_NONE, NOTIFY_FUNCTION, NOTIFY_EVENT, NOTIFY_WINDOW, NOTIFY_THREAD };

/** notify_invoker - calls @callback with the convention of the pass that registered it */
typedef void notify_invoker(void *callback, HANDLE device, UINT message, DWORD_PTR instance,
                            DWORD_PTR parameter);

struct notify_target {
    enum notify_kind kind;
    void *callback; /* function, or the event, window or thread identifier as a value */
    DWORD_PTR instance;
    notify_invoker *invoke; /* NOTIFY_FUNCTION */
};

/**
 * notify_new() - prepare to tell @target
 * @device: handle that the program knows; NULL until notify_set_device()
 *
 * Return: 0; -EINVAL for a NULL function, a handle that is no event, a window (there are none) or a
 * thread that there isn't or that never asked for messages; -ENOMEM.
 */
int notify_new(const struct notify_target *target, struct notify **ret_notify);

/** notify_set_device() - the handle that stands in each message; before the first one */
void notify_set_device(struct notify *notify, HANDLE device);

/**
 * notify_send() - tell, in order
 *
 * Never blocks. The message is lost, with a trace, when memory is out. Thread: any.
 */
void notify_send(struct notify *notify, UINT message, DWORD_PTR parameter);

/**
 * notify_flush() - wait until what was sent has been told
 *
 * Returns at once on the thread that tells, and after a second in any case: the function may wait
 * for a lock that the caller holds.
 */
void notify_flush(struct notify *notify);

/** notify_free() - no more messages; what was sent is still told. NULL is fine. */
void notify_free(struct notify *notify);

#endif
