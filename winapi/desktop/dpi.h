/* SPDX-License-Identifier: MIT */
/*
 * dpi.h - what a process and its threads said about scaling
 *
 * Every screen has 96 DPI, so nothing depends on it; it is remembered and told
 * back. A context is one of the values that Windows returns, or one of the
 * DPI_AWARENESS_CONTEXT_* pseudo-handles.
 */
#ifndef WINSHIM_DESKTOP_DPI_H
#define WINSHIM_DESKTOP_DPI_H

#include "shim/abi.h"

/** dpi_context() - the value that stands for a context, of either kind; NULL when it is none */
DPI_AWARENESS_CONTEXT dpi_context(DPI_AWARENESS_CONTEXT any);

/** dpi_awareness() - the awareness of a context; DPI_AWARENESS_INVALID when it is none */
DPI_AWARENESS dpi_awareness(DPI_AWARENESS_CONTEXT any);

/** dpi_context_of_awareness() - the context that stands for an awareness; NULL when it is none */
DPI_AWARENESS_CONTEXT dpi_context_of_awareness(int awareness);

/** dpi_process_context() - what the process chose; "unaware" before */
DPI_AWARENESS_CONTEXT dpi_process_context(void);

/**
 * dpi_process_choose() - choose for the process, once
 * @any: a context
 *
 * Return: 0; -EINVAL when it is none; -EACCES when there was a choice before.
 */
int dpi_process_choose(DPI_AWARENESS_CONTEXT any);

/** dpi_thread_context() - what the calling thread chose; the process's choice before */
DPI_AWARENESS_CONTEXT dpi_thread_context(void);

/**
 * dpi_thread_choose() - choose for the calling thread
 * @any: a context
 * @ret_previous: written on success
 *
 * Return: 0; -EINVAL when it is none.
 */
int dpi_thread_choose(DPI_AWARENESS_CONTEXT any, DPI_AWARENESS_CONTEXT *ret_previous);

#endif
