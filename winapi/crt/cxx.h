/* SPDX-License-Identifier: MIT */
/* cxx.h - C++ exceptions of Visual C++: throwing, the language handler, what is being handled */
#ifndef WINSHIM_CRT_CXX_H
#define WINSHIM_CRT_CXX_H

#include "crt.h"

#define CXX_EXCEPTION_CODE 0xe06d7363u

/**
 * cxx_throw() - throw an object; it stays where it is until the last catch block has ended
 * @throw_info: the compiler's; NULL: throw again what is being handled
 */
_Noreturn void cxx_throw(void *object, const void *throw_info);

/**
 * cxx_frame_handler() - __CxxFrameHandler3 and 4
 * @version: 3 or 4
 *
 * In the search it looks for a catch block of the frame and unwinds to it; while unwinding it
 * destroys what the frame holds.
 */
EXCEPTION_DISPOSITION cxx_frame_handler(int version, EXCEPTION_RECORD *record, void *establisher,
                                        CONTEXT *context, DISPATCHER_CONTEXT *dispatcher);

/** cxx_terminate() - std::terminate: the program's handler, then the end; @reason is for a person
 */
_Noreturn void cxx_terminate(const char *reason);

/** cxx_set_terminate() - Return: the handler before. */
void *cxx_set_terminate(void *handler);

/** cxx_get_terminate() - the handler, or NULL */
void *cxx_get_terminate(void);

/** cxx_uncaught() - how many exceptions of the thread are thrown and not caught yet */
int *cxx_uncaught(void);

#endif
