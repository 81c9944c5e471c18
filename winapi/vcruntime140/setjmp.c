/* SPDX-License-Identifier: MIT */
/* setjmp.c - the C runtime: jumps out of functions (header setjmp.h) */
#include "winapi/crt/jump.h"

/**
 * _setjmp(), _setjmpex(), __intrinsic_setjmp(), __intrinsic_setjmpex() - remember where to jump to
 * @frame: the caller's frame; NULL: jump without unwinding
 *
 * Return: 0; then what longjmp() was given.
 * Source: learn.microsoft.com, c-runtime-library/reference/setjmp
 */
EXPORT_RECORD(msvcrt, "_setjmp", jump_set, 0, EXPORT_FUNCTION);
EXPORT_RECORD(msvcrt, "_setjmpex", jump_set, 0, EXPORT_FUNCTION);
EXPORT_RECORD(msvcrt, "__intrinsic_setjmp", jump_set, 0, EXPORT_FUNCTION);
EXPORT_RECORD(msvcrt, "__intrinsic_setjmpex", jump_set, 0, EXPORT_FUNCTION);
EXPORT_RECORD(ucrtbase, "__intrinsic_setjmp", jump_set, 0, EXPORT_FUNCTION);
EXPORT_RECORD(ucrtbase, "__intrinsic_setjmpex", jump_set, 0, EXPORT_FUNCTION);
EXPORT_RECORD(vcruntime140, "__intrinsic_setjmp", jump_set, 0, EXPORT_FUNCTION);
EXPORT_RECORD(vcruntime140, "__intrinsic_setjmpex", jump_set, 0, EXPORT_FUNCTION);

/**
 * longjmp() - jump to where a buffer was set
 * @value: what setjmp() returns there; 0 becomes 1
 *
 * Destructors and __finally blocks of the frames between run.
 * Source: learn.microsoft.com, c-runtime-library/reference/longjmp
 */
void CDECL API(longjmp)(struct jump_buffer *buffer, int value)
{
    jump_to(buffer, value);
}
EXPORT_VCRT(longjmp);
