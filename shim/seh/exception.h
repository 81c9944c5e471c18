/* SPDX-License-Identifier: MIT */
/*
 * exception.h - structured exceptions: dispatch to handlers, and unwinding
 *
 * Frames of guest code are stepped by their unwind codes, frames of ours and of
 * libc (a callback under qsort, say) by their DWARF data. What neither describes
 * is managed code, which an exception can't cross.
 */
#ifndef WINSHIM_SEH_EXCEPTION_H
#define WINSHIM_SEH_EXCEPTION_H

#include "shim/abi.h"

/**
 * seh_dispatch() - find a handler for an exception and let it decide
 * @record: the exception; stays the caller's
 * @context: registers where it happened, changed by handlers that continue there
 * @exact: the instruction pointer is that of the faulting instruction, not a return address
 *
 * Vectored handlers come first, then those of the frames, then the unhandled exception filter.
 *
 * Return: when execution is to be continued with @context. Doesn't return when a frame catches;
 * ends the process when nothing handles the exception.
 */
void seh_dispatch(EXCEPTION_RECORD *record, CONTEXT *context, bool exact);

/**
 * seh_raise() - raise a software exception in the calling thread
 * @flags: EXCEPTION_NONCONTINUABLE or 0
 * @arguments: @count of them, at most EXCEPTION_MAXIMUM_PARAMETERS; NULL for none
 *
 * Return: when a handler continues execution.
 */
void seh_raise(DWORD code, DWORD flags, DWORD count, const ULONG_PTR *arguments, void *address);

/**
 * seh_unwind() - unwind to a frame and continue there
 * @target_frame: establisher frame of the function that catches; NULL: all frames (exit unwind)
 * @target_ip: where it continues
 * @record: the exception, or NULL for one of its own (STATUS_UNWIND)
 * @return_value: in rax there
 * @context: scratch, the registers where unwinding starts
 *
 * Source: learn.microsoft.com, winnt/nf-winnt-rtlunwindex
 */
_Noreturn void seh_unwind(void *target_frame, void *target_ip, EXCEPTION_RECORD *record,
                          void *return_value, CONTEXT *context);

/** seh_restore() - RtlRestoreContext: longjmp and consolidating records too */
_Noreturn void seh_restore(CONTEXT *context, EXCEPTION_RECORD *record);

/**
 * seh_back_trace() - return addresses of the calling thread's guest and host frames
 * @skip: frames to leave out, the caller's first
 *
 * Return: how many were written.
 */
unsigned seh_back_trace(unsigned skip, unsigned count, void **ret_addresses);

/* What stepping over one frame found. */
struct seh_frame {
    DWORD64 pc;
    uintptr_t base;
    RUNTIME_FUNCTION *entry;
    void *handler; /* NULL: none of the wanted kind */
    void *handler_data;
    DWORD64 establisher;
    DISPATCHER_CONTEXT *collided; /* an unwinding that this exception interrupted */
};

/**
 * seh_step() - step over one frame of any kind
 * @context: registers in the frame; those of its caller afterwards
 *
 * Return: 0; -ENOENT at the end of the stack; -EXDEV when the frame is managed code.
 */
int seh_step(DWORD handler_type, CONTEXT *context, bool exact, struct seh_frame *ret_frame);

#endif
