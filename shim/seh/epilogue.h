/* SPDX-License-Identifier: MIT */
/* epilogue.h - recognises a function's epilogue and carries the rest of it out */
#ifndef WINSHIM_SEH_EPILOGUE_H
#define WINSHIM_SEH_EPILOGUE_H

#include "shim/abi.h"

/**
 * epilogue_run() - if control is in an epilogue, do what is left of it
 * @frame_register: the function's, 0 when it has none
 * @context: registers; those of the caller when true is returned, else untouched
 * @locations: where registers were popped from, or NULL
 *
 * An epilogue is: an optional add to rsp or lea of rsp from the frame register, pops of
 * registers, and a return or a jump out of the function.
 *
 * Return: whether @pc is in an epilogue.
 * Source: learn.microsoft.com, cpp/build/prolog-and-epilog
 */
bool epilogue_run(uintptr_t base, uintptr_t pc, const RUNTIME_FUNCTION *entry,
                  unsigned frame_register, CONTEXT *context,
                  KNONVOLATILE_CONTEXT_POINTERS *locations);

#endif
