/* SPDX-License-Identifier: MIT */
/*
 * message.h - what a person reads on standard error
 *
 * Each message carries a stable code (WS0014) that docs/messages.md explains.
 */
#ifndef WINSHIM_MESSAGE_H
#define WINSHIM_MESSAGE_H

#include "abi.h"

/**
 * message_warn() - print "winshim: CODE: text" on standard error
 * @code: stable code, listed in docs/messages.md
 * @format: printf format, without a final newline
 *
 * errno is kept. One write(), so lines of several threads don't mix.
 */
void message_warn(const char *code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** message_fatal() - the same, then abort() */
_Noreturn void message_fatal(const char *code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
