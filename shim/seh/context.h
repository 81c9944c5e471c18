/* SPDX-License-Identifier: MIT */
/* context.h - takes and gives the processor's registers; the assembler of the exception machinery
 */
#ifndef WINSHIM_SEH_CONTEXT_H
#define WINSHIM_SEH_CONTEXT_H

#include "shim/abi.h"

/**
 * context_capture() - the caller's registers, as they are when this returns
 * @context: every field of CONTEXT_FULL is written, and the flags
 *
 * It returns a second time when the context is restored.
 */
void context_capture(CONTEXT *context) HIDDEN;

/** context_capture_guest() - the same as a guest function: RtlCaptureContext itself */
void GUEST_CALL context_capture_guest(CONTEXT *context) HIDDEN;

/** context_restore() - continue where a context says, with all its registers */
_Noreturn void context_restore(const CONTEXT *context) HIDDEN;

/* A language handler. */
typedef EXCEPTION_DISPOSITION(GUEST_CALL *language_handler)(EXCEPTION_RECORD *record,
                                                            void *establisher, CONTEXT *context,
                                                            DISPATCHER_CONTEXT *dispatcher);

/**
 * context_call_handler() - call a language handler while unwinding
 *
 * An exception that leaves the handler finds this very frame on the stack, and through it
 * @dispatcher: see context_handler_frame().
 */
EXCEPTION_DISPOSITION context_call_handler(EXCEPTION_RECORD *record, void *establisher,
                                           CONTEXT *context, DISPATCHER_CONTEXT *dispatcher,
                                           language_handler handler) HIDDEN;

/** context_handler_frame() - the dispatcher context when @context stands in that call, else NULL */
DISPATCHER_CONTEXT *context_handler_frame(const CONTEXT *context);

/**
 * context_consolidate() - continue where @callback says, in the frame of @context
 * @context: the frame that catches; copied
 * @callback: guest function that runs the catch block on top of the present stack
 * @record: its argument
 *
 * Source: observed: exceptions of MSVC's C++ runtime (STATUS_UNWIND_CONSOLIDATE)
 */
_Noreturn void context_consolidate(CONTEXT *context, void *callback,
                                   EXCEPTION_RECORD *record) HIDDEN;

/** context_consolidation_frame() - the catching frame when @context stands in that call, else NULL
 */
CONTEXT *context_consolidation_frame(const CONTEXT *context);

/* What carries an exception on from a fault; set by fault.c, on the interrupted stack. */
void context_fault_entry(void) HIDDEN;

/** context_fault_frame() - the faulting registers when @context stands in that call, else NULL */
CONTEXT *context_fault_frame(const CONTEXT *context);

#endif
