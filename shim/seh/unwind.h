/* SPDX-License-Identifier: MIT */
/* unwind.h - undoes one frame of a guest function by its unwind codes */
#ifndef WINSHIM_SEH_UNWIND_H
#define WINSHIM_SEH_UNWIND_H

#include "shim/abi.h"

/* Where a general register of Windows' numbering (rax, rcx, rdx, rbx, rsp, …) stands. */
static inline DWORD64 *context_register(CONTEXT *context, unsigned number)
{
    return &context->Rax + number;
}

/**
 * unwind_frame() - step from a function to its caller
 * @handler_type: UNW_FLAG_EHANDLER, UNW_FLAG_UHANDLER, both or UNW_FLAG_NHANDLER
 * @base: of the function's image
 * @pc: where control is in the function
 * @entry: the function's entry; NULL for a leaf function
 * @context: registers in the function; those of the caller afterwards
 * @ret_handler_data: the language handler's data, when a handler is returned
 * @ret_establisher: the function's frame
 * @locations: where nonvolatile registers were saved, or NULL
 *
 * Return: the language handler of @handler_type; NULL when there is none, or when @pc is in the
 * prologue or the epilogue.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtlvirtualunwind; "x64 exception handling"
 */
void *unwind_frame(DWORD handler_type, uintptr_t base, uintptr_t pc, const RUNTIME_FUNCTION *entry,
                   CONTEXT *context, void **ret_handler_data, DWORD64 *ret_establisher,
                   KNONVOLATILE_CONTEXT_POINTERS *locations);

#endif
