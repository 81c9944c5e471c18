/* SPDX-License-Identifier: MIT */
/*
 * call-entry.h - what call-entry.S and call-trace.c share
 *
 * Each traced function has an entry of its own in one of two pools of tiny
 * pieces of code, which are part of the library's text: nothing is generated
 * when the program runs, and the unwind data covers every instruction.
 */
#ifndef WINSHIM_BRIDGE_CALL_ENTRY_H
#define WINSHIM_BRIDGE_CALL_ENTRY_H

#define CALL_ENTRY_BYTES    16 /* between two entries of a pool */
#define CALL_ENTRY_LEA      7  /* what an entry leaves in r10 is its own address and this */
#define CALL_HOME_BYTES     32 /* of the Microsoft convention */

#define CALL_FRAME_GP       0
#define CALL_FRAME_RAX      48
#define CALL_FRAME_ENTRY    56
#define CALL_FRAME_STACK    64
#define CALL_FRAME_TARGET   72
#define CALL_FRAME_SLOT     80
#define CALL_FRAME_XMM      96
#define CALL_FRAME_RESULT   224
#define CALL_FRAME_RESULT_D 232
#define CALL_FRAME_RESULT_X 240
#define CALL_FRAME_BYTES    272

#ifndef __ASSEMBLER__

#    include "shim/abi.h"

/* The registers of one call, on the stack of its caller. */
struct call_frame {
    uint64_t gp[6]; /* rdi rsi rdx rcx r8 r9; guests: rcx rdx r8 r9 */
    uint64_t rax;   /* al: vector registers of a variadic System V call */
    uintptr_t entry;
    const uint64_t *stack; /* arguments on the stack, behind the home space */
    const void *target;
    uint64_t slot, reserved;
    uint64_t xmm[8][2];
    uint64_t result, result_d;
    uint64_t result_x[2][2];
};

/* The pools: CALL_POOL_ENTRIES each. */
extern const char call_pool_guest[] HIDDEN, call_pool_host[] HIDDEN;

/**
 * call_enter_guest(), call_enter_host() - before the function; called by the entries
 *
 * Return: how many words of arguments on the stack the function may take; even.
 */
uint64_t GUEST_CALL call_enter_guest(struct call_frame *frame) HIDDEN;
uint64_t HOST_CALL call_enter_host(struct call_frame *frame) HIDDEN;

/** call_leave_guest(), call_leave_host() - after it, with its results in the frame */
void GUEST_CALL call_leave_guest(struct call_frame *frame) HIDDEN;
void HOST_CALL call_leave_host(struct call_frame *frame) HIDDEN;

#endif
#endif
