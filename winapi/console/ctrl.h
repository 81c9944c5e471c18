/* SPDX-License-Identifier: MIT */
/*
 * ctrl.h - control handlers: Ctrl+C and its kin as calls on a thread of their own
 *
 * SIGINT is CTRL_C_EVENT, SIGQUIT CTRL_BREAK_EVENT, SIGHUP CTRL_CLOSE_EVENT,
 * SIGTERM CTRL_SHUTDOWN_EVENT. The signals are taken over with the first
 * handler; what the process did with them before is done when no handler
 * returns TRUE, and after close and shutdown in any case.
 */
#ifndef WINSHIM_CONSOLE_CTRL_H
#define WINSHIM_CONSOLE_CTRL_H

#include "shim/abi.h"

/* Calls a handler in the convention of the surface that registered it. */
typedef BOOL (*ctrl_invoker)(void *handler, DWORD event);

/**
 * ctrl_handler_add() - add a handler; the last one added is called first
 * @handler: user code
 * @invoke: from the surface's own pass
 * @guest: whether it is guest code
 *
 * Return: 0; -ENOMEM; errno of making the thread.
 */
int ctrl_handler_add(void *handler, ctrl_invoker invoke, bool guest);

/** ctrl_handler_remove() - take the latest addition of a handler away. Return: 0; -EINVAL. */
int ctrl_handler_remove(void *handler);

/** ctrl_ignore() - ignore Ctrl+C, or stop doing so; child processes inherit it. Return: 0. */
int ctrl_ignore(bool ignore);

/**
 * ctrl_generate() - send an event
 * @event: CTRL_C_EVENT or CTRL_BREAK_EVENT
 * @group: process group, or 0: this process, and its group when it leads it
 *
 * Ctrl+C can't be limited to a group and reaches nobody then.
 *
 * Return: 0; -EINVAL for another event or a group that isn't there.
 */
int ctrl_generate(DWORD event, DWORD group);

#endif
