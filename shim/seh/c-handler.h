/* SPDX-License-Identifier: MIT */
/* c-handler.h - the language handler of C's __try, __except and __finally */
#ifndef WINSHIM_SEH_C_HANDLER_H
#define WINSHIM_SEH_C_HANDLER_H

#include "shim/abi.h"

/**
 * c_handler() - __C_specific_handler
 * @record: the exception, or the unwinding
 * @frame: establisher frame of the function
 * @dispatcher: its HandlerData is the scope table
 *
 * In the search it runs filters from the innermost scope that covers the instruction; while
 * unwinding it runs __finally blocks, up to the scope that the unwinding goes to.
 *
 * Return: ExceptionContinueSearch, or ExceptionContinueExecution when a filter says so.
 * Source: learn.microsoft.com, devnotes/--c-specific-handler2
 */
EXCEPTION_DISPOSITION c_handler(EXCEPTION_RECORD *record, void *frame, CONTEXT *context,
                                DISPATCHER_CONTEXT *dispatcher);

#endif
