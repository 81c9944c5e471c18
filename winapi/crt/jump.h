/* SPDX-License-Identifier: MIT */
/* jump.h - setjmp and longjmp of guests */
#ifndef WINSHIM_CRT_JUMP_H
#define WINSHIM_CRT_JUMP_H

#include "crt.h"

/* _JUMP_BUFFER of x64. */
struct jump_buffer {
    uint64_t frame, rbx, rsp, rbp, rsi, rdi, r12, r13, r14, r15, rip;
    uint32_t mxcsr;
    uint16_t fpcsr, spare;
    M128A xmm[10];
};

/** jump_set() - keep the caller's registers; returns 0, and again what longjmp() gave */
int GUEST_CALL jump_set(struct jump_buffer *buffer, void *frame) HIDDEN;

/**
 * jump_to() - longjmp: unwind to where the buffer was set, running __finally blocks and destructors
 * @value: what jump_set() returns; 0 becomes 1
 *
 * A buffer with a frame of 0 is jumped to without unwinding.
 */
_Noreturn void jump_to(struct jump_buffer *buffer, int value);

#endif
