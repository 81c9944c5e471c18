/* SPDX-License-Identifier: MIT */
/*
 * caller.h - which of several declarations of one name CoreCLR is binding
 *
 * CoreCLR passes dlsym the name alone, and two declarations of one assembly
 * share that name's bytes. But it holds the declaration's method descriptor
 * while it binds, so a pointer to it lies on the stack. A descriptor is known
 * by the pointer to the very name in it; its first 16 bits end in the low 12
 * bits of the MethodDef row (observed: CoreCLR 8.0 and 10.0, JIT and
 * ReadyToRun). Where nothing of that form is found, there is no answer.
 */
#ifndef WINSHIM_CLR_CALLER_H
#define WINSHIM_CLR_CALLER_H

#include <stddef.h>

struct clr_pinvoke;

/**
 * caller_declaration() - the declaration that the runtime binds on this thread
 * @name: the very pointer that dlsym got
 * @found: declarations of that name
 * @count: how many
 *
 * Reads memory as if it were another process's, so a stray pointer does no harm.
 *
 * Return: one of @found; NULL when the stack does not tell.
 */
const struct clr_pinvoke *caller_declaration(const char *name,
                                             const struct clr_pinvoke *const *found, size_t count);

#endif
