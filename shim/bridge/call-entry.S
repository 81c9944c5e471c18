/* SPDX-License-Identifier: MIT */
/*
 * call-entry.S - the entries of traced functions, and what they have in common
 *
 * An entry puts its own address into r10, which neither convention uses for
 * arguments, and jumps to the common part. That saves the arguments, reports the
 * call, calls the function with a copy of the arguments on the stack and reports
 * its results. rbx holds the call_frame, rbp the caller's frame.
 */
#include "call-pool.h"
#include "shim/bridge/call-entry.h"

.macro prologue
    pushq %rbp
    .cfi_def_cfa_offset 16
    .cfi_offset %rbp, -16
    movq %rsp, %rbp
    .cfi_def_cfa_register %rbp
    pushq %rbx
    .cfi_offset %rbx, -24
    subq $(CALL_FRAME_BYTES + 8), %rsp
    andq $-16, %rsp
    movq %rsp, %rbx
    movq %rax, CALL_FRAME_RAX(%rbx)
    movq %r10, CALL_FRAME_ENTRY(%rbx)
.endm

/* rax: words to copy to the bottom of the new stack frame, above \home bytes. */
.macro copy_stack home
    leaq \home(,%rax,8), %r10
    subq %r10, %rsp
    movq CALL_FRAME_STACK(%rbx), %r10
    testq %rax, %rax
    jz 2f
1:  movq -8(%r10,%rax,8), %r11
    movq %r11, \home-8(%rsp,%rax,8)
    decq %rax
    jnz 1b
2:
.endm

.macro call_target
    movq CALL_FRAME_RAX(%rbx), %rax
    call *CALL_FRAME_TARGET(%rbx)
    movq %rbx, %rsp
    movq %rax, CALL_FRAME_RESULT(%rbx)
    movq %rdx, CALL_FRAME_RESULT_D(%rbx)
    movups %xmm0, CALL_FRAME_RESULT_X(%rbx)
    movups %xmm1, CALL_FRAME_RESULT_X+16(%rbx)
.endm

.macro epilogue
    movq CALL_FRAME_RESULT(%rbx), %rax
    movq CALL_FRAME_RESULT_D(%rbx), %rdx
    movups CALL_FRAME_RESULT_X(%rbx), %xmm0
    movups CALL_FRAME_RESULT_X+16(%rbx), %xmm1
    movq -8(%rbp), %rbx
    .cfi_restore %rbx
    leave
    .cfi_def_cfa %rsp, 8
    ret
.endm

.macro pool name, common
    .globl \name
    .hidden \name
    .type \name, @function
    .balign CALL_ENTRY_BYTES
\name:
    .cfi_startproc
    .rept CALL_POOL_ENTRIES
    .balign CALL_ENTRY_BYTES, 0xcc
3:  leaq 4f(%rip), %r10
4:  jmp \common
    .endr
    .balign CALL_ENTRY_BYTES, 0xcc
    .cfi_endproc
    .size \name, . - \name
.endm

    .text
    .type call_common_host, @function
call_common_host:
    .cfi_startproc
    prologue
    movq %rdi, CALL_FRAME_GP(%rbx)
    movq %rsi, CALL_FRAME_GP+8(%rbx)
    movq %rdx, CALL_FRAME_GP+16(%rbx)
    movq %rcx, CALL_FRAME_GP+24(%rbx)
    movq %r8, CALL_FRAME_GP+32(%rbx)
    movq %r9, CALL_FRAME_GP+40(%rbx)
    movups %xmm0, CALL_FRAME_XMM(%rbx)
    movups %xmm1, CALL_FRAME_XMM+16(%rbx)
    movups %xmm2, CALL_FRAME_XMM+32(%rbx)
    movups %xmm3, CALL_FRAME_XMM+48(%rbx)
    movups %xmm4, CALL_FRAME_XMM+64(%rbx)
    movups %xmm5, CALL_FRAME_XMM+80(%rbx)
    movups %xmm6, CALL_FRAME_XMM+96(%rbx)
    movups %xmm7, CALL_FRAME_XMM+112(%rbx)
    leaq 16(%rbp), %rax
    movq %rax, CALL_FRAME_STACK(%rbx)
    movq %rbx, %rdi
    call call_enter_host
    copy_stack 0
    movq CALL_FRAME_GP(%rbx), %rdi
    movq CALL_FRAME_GP+8(%rbx), %rsi
    movq CALL_FRAME_GP+16(%rbx), %rdx
    movq CALL_FRAME_GP+24(%rbx), %rcx
    movq CALL_FRAME_GP+32(%rbx), %r8
    movq CALL_FRAME_GP+40(%rbx), %r9
    movups CALL_FRAME_XMM(%rbx), %xmm0
    movups CALL_FRAME_XMM+16(%rbx), %xmm1
    movups CALL_FRAME_XMM+32(%rbx), %xmm2
    movups CALL_FRAME_XMM+48(%rbx), %xmm3
    movups CALL_FRAME_XMM+64(%rbx), %xmm4
    movups CALL_FRAME_XMM+80(%rbx), %xmm5
    movups CALL_FRAME_XMM+96(%rbx), %xmm6
    movups CALL_FRAME_XMM+112(%rbx), %xmm7
    call_target
    movq %rbx, %rdi
    call call_leave_host
    epilogue
    .cfi_endproc
    .size call_common_host, . - call_common_host

    .type call_common_guest, @function
call_common_guest:
    .cfi_startproc
    prologue
    movq %rcx, CALL_FRAME_GP(%rbx)
    movq %rdx, CALL_FRAME_GP+8(%rbx)
    movq %r8, CALL_FRAME_GP+16(%rbx)
    movq %r9, CALL_FRAME_GP+24(%rbx)
    movups %xmm0, CALL_FRAME_XMM(%rbx)
    movups %xmm1, CALL_FRAME_XMM+16(%rbx)
    movups %xmm2, CALL_FRAME_XMM+32(%rbx)
    movups %xmm3, CALL_FRAME_XMM+48(%rbx)
    leaq 16+CALL_HOME_BYTES(%rbp), %rax
    movq %rax, CALL_FRAME_STACK(%rbx)
    movq %rbx, %rcx
    subq $CALL_HOME_BYTES, %rsp
    call call_enter_guest
    movq %rbx, %rsp
    copy_stack CALL_HOME_BYTES
    movq CALL_FRAME_GP(%rbx), %rcx
    movq CALL_FRAME_GP+8(%rbx), %rdx
    movq CALL_FRAME_GP+16(%rbx), %r8
    movq CALL_FRAME_GP+24(%rbx), %r9
    movups CALL_FRAME_XMM(%rbx), %xmm0
    movups CALL_FRAME_XMM+16(%rbx), %xmm1
    movups CALL_FRAME_XMM+32(%rbx), %xmm2
    movups CALL_FRAME_XMM+48(%rbx), %xmm3
    call_target
    movq %rbx, %rcx
    subq $CALL_HOME_BYTES, %rsp
    call call_leave_guest
    epilogue
    .cfi_endproc
    .size call_common_guest, . - call_common_guest

    pool call_pool_host, call_common_host
    pool call_pool_guest, call_common_guest

    .section .note.GNU-stack, "", @progbits
