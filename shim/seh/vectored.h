/* SPDX-License-Identifier: MIT */
/* vectored.h - vectored exception and continue handlers, and the unhandled exception filter */
#ifndef WINSHIM_SEH_VECTORED_H
#define WINSHIM_SEH_VECTORED_H

#include "shim/abi.h"

enum vectored_list { VECTORED_EXCEPTION, VECTORED_CONTINUE };

/* Calls a handler in its own world's convention. */
typedef LONG (*vectored_invoker)(void *handler, EXCEPTION_POINTERS *pointers);

/**
 * vectored_add() - add a handler
 * @first: before all others, else behind them
 *
 * Return: what vectored_remove() takes; NULL when memory is out.
 */
void *vectored_add(enum vectored_list list, bool first, void *handler, vectored_invoker invoke);

/** vectored_remove() - Return: whether it was there */
bool vectored_remove(enum vectored_list list, void *entry);

/** vectored_run() - call handlers in order until one answers EXCEPTION_CONTINUE_EXECUTION */
bool vectored_run(enum vectored_list list, EXCEPTION_POINTERS *pointers);

/**
 * unhandled_filter_set() - replace the process's filter
 * @ret_invoke: the old filter's invoker, or NULL
 *
 * Return: the old filter, or NULL.
 */
void *unhandled_filter_set(void *filter, vectored_invoker invoke);

/** unhandled_filter_run() - what the filter answers; EXCEPTION_CONTINUE_SEARCH without one */
LONG unhandled_filter_run(EXCEPTION_POINTERS *pointers);

#endif
