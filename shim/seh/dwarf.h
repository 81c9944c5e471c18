/* SPDX-License-Identifier: MIT */
/* dwarf.h - undoes one frame of an ELF function by its call frame information */
#ifndef WINSHIM_SEH_DWARF_H
#define WINSHIM_SEH_DWARF_H

#include "shim/abi.h"

/**
 * dwarf_step() - step from an ELF function (ours, libc's) to its caller
 * @context: registers in the function; those of the caller on success, xmm6 to xmm15 too
 * @after_call: Rip is a return address, so the call before it counts
 *
 * Return: 0; -ENOENT when no ELF file describes the address (managed code); -EINVAL when the
 * description can't be carried out.
 * Source: DWARF 4, section 6.4; System V ABI AMD64, section 4.2.4
 */
int dwarf_step(CONTEXT *context, bool after_call);

#endif
