/* SPDX-License-Identifier: MIT */
/*
 * call-trace.h - the log of calls that WINSHIM_TRACE=+call asks for
 *
 * When the channel is on as a builtin module comes into use, each of its
 * functions gets an entry of its own for each world, which reports the call and
 * its result. When it is off, callers get the functions themselves and nothing
 * of this is in the way.
 */
#ifndef WINSHIM_BRIDGE_CALL_TRACE_H
#define WINSHIM_BRIDGE_CALL_TRACE_H

#include "shim/module.h"
#include "shim/trace.h"

/**
 * call_trace_module() - put traced entries in the place of a builtin's own
 * @module: its exports are gathered; nobody has asked for one yet
 *
 * Exports of one function get one entry, so that they stay the same function. When there are no
 * entries left the rest stays untraced, which WS0240 reports.
 *
 * Thread: under the lock of the module table.
 */
void call_trace_module(struct module *module);

/**
 * call_trace_declared() - use the client's own declaration to show a function's arguments
 * @entry: from module_symbol() for hosts; others are left alone, NULL too
 * @name: as dlsym got it; its address tells which assembly asks
 */
void call_trace_declared(const void *entry, const struct module *module, const char *name);

#endif
