/* SPDX-License-Identifier: MIT */
/* context.c - see context.h */
#include "shim/seh/context.h"

_Static_assert(offsetof(CONTEXT, ContextFlags) == 0x30, "assembler below");
_Static_assert(offsetof(CONTEXT, MxCsr) == 0x34, "assembler below");
_Static_assert(offsetof(CONTEXT, SegCs) == 0x38, "assembler below");
_Static_assert(offsetof(CONTEXT, EFlags) == 0x44, "assembler below");
_Static_assert(offsetof(CONTEXT, Rax) == 0x78, "assembler below");
_Static_assert(offsetof(CONTEXT, Rip) == 0xf8, "assembler below");
_Static_assert(offsetof(CONTEXT, FltSave) == 0x100, "assembler below");
_Static_assert(offsetof(CONTEXT, FltSave.XmmRegisters) == 0x1a0, "assembler below");

/* Both captures differ in the register that holds the context. */
__asm__(".text\n"
        ".macro capture base\n"
        "    movq %rax, 0x78(\\base)\n"
        "    movq %rcx, 0x80(\\base)\n"
        "    movq %rdx, 0x88(\\base)\n"
        "    movq %rbx, 0x90(\\base)\n"
        "    leaq 8(%rsp), %rax\n"
        "    movq %rax, 0x98(\\base)\n"
        "    movq %rbp, 0xa0(\\base)\n"
        "    movq %rsi, 0xa8(\\base)\n"
        "    movq %rdi, 0xb0(\\base)\n"
        "    movq %r8, 0xb8(\\base)\n"
        "    movq %r9, 0xc0(\\base)\n"
        "    movq %r10, 0xc8(\\base)\n"
        "    movq %r11, 0xd0(\\base)\n"
        "    movq %r12, 0xd8(\\base)\n"
        "    movq %r13, 0xe0(\\base)\n"
        "    movq %r14, 0xe8(\\base)\n"
        "    movq %r15, 0xf0(\\base)\n"
        "    movq (%rsp), %rax\n"
        "    movq %rax, 0xf8(\\base)\n"
        "    pushfq\n"
        "    popq %rax\n"
        "    movl %eax, 0x44(\\base)\n"
        "    fxsave 0x100(\\base)\n"
        "    stmxcsr 0x34(\\base)\n"
        "    movw %cs, 0x38(\\base)\n"
        "    movw %ds, 0x3a(\\base)\n"
        "    movw %es, 0x3c(\\base)\n"
        "    movw %fs, 0x3e(\\base)\n"
        "    movw %gs, 0x40(\\base)\n"
        "    movw %ss, 0x42(\\base)\n"
        "    movl $0x10000f, 0x30(\\base)\n" /* full, and segments */
        "    movq 0x78(\\base), %rax\n"
        "    ret\n"
        ".endm\n"
        ".globl context_capture, context_capture_guest\n"
        ".hidden context_capture, context_capture_guest\n"
        ".type context_capture, @function\n"
        ".type context_capture_guest, @function\n"
        "context_capture:\n"
        "    .cfi_startproc\n"
        "    capture %rdi\n"
        "    .cfi_endproc\n"
        ".size context_capture, .-context_capture\n"
        "context_capture_guest:\n"
        "    .cfi_startproc\n"
        "    capture %rcx\n"
        "    .cfi_endproc\n"
        ".size context_capture_guest, .-context_capture_guest\n");

/* iretq takes rip, flags and rsp at once and needs no scratch space on the target's stack. */
__asm__(".globl context_restore\n"
        ".hidden context_restore\n"
        ".type context_restore, @function\n"
        "context_restore:\n"
        "    subq $48, %rsp\n"
        "    andq $-16, %rsp\n"
        "    fxrstor 0x100(%rdi)\n"
        "    ldmxcsr 0x34(%rdi)\n"
        "    movq 0xf8(%rdi), %rax\n"
        "    movq %rax, (%rsp)\n"
        "    xorl %eax, %eax\n"
        "    movw %cs, %ax\n"
        "    movq %rax, 8(%rsp)\n"
        "    movl 0x44(%rdi), %eax\n"
        "    andl $0xcd5, %eax\n" /* the arithmetic flags and the direction */
        "    orl $0x202, %eax\n"
        "    movq %rax, 16(%rsp)\n"
        "    movq 0x98(%rdi), %rax\n"
        "    movq %rax, 24(%rsp)\n"
        "    xorl %eax, %eax\n"
        "    movw %ss, %ax\n"
        "    movq %rax, 32(%rsp)\n"
        "    movq 0x78(%rdi), %rax\n"
        "    movq 0x80(%rdi), %rcx\n"
        "    movq 0x88(%rdi), %rdx\n"
        "    movq 0x90(%rdi), %rbx\n"
        "    movq 0xa0(%rdi), %rbp\n"
        "    movq 0xa8(%rdi), %rsi\n"
        "    movq 0xb8(%rdi), %r8\n"
        "    movq 0xc0(%rdi), %r9\n"
        "    movq 0xc8(%rdi), %r10\n"
        "    movq 0xd0(%rdi), %r11\n"
        "    movq 0xd8(%rdi), %r12\n"
        "    movq 0xe0(%rdi), %r13\n"
        "    movq 0xe8(%rdi), %r14\n"
        "    movq 0xf0(%rdi), %r15\n"
        "    movq 0xb0(%rdi), %rdi\n"
        "    iretq\n"
        ".size context_restore, .-context_restore\n");

/* System V in, Microsoft out; rbx keeps the dispatcher context where an unwinder can see it. */
__asm__(".globl context_call_handler\n"
        ".hidden context_call_handler\n"
        ".type context_call_handler, @function\n"
        "context_call_handler:\n"
        "    .cfi_startproc\n"
        "    pushq %rbx\n"
        "    .cfi_def_cfa_offset 16\n"
        "    .cfi_offset %rbx, -16\n"
        "    movq %rcx, %rbx\n"
        "    subq $32, %rsp\n"
        "    .cfi_def_cfa_offset 48\n"
        "    movq %r8, %rax\n"
        "    movq %rcx, %r9\n"
        "    movq %rdx, %r8\n"
        "    movq %rsi, %rdx\n"
        "    movq %rdi, %rcx\n"
        "    call *%rax\n"
        "context_call_handler_return:\n"
        "    addq $32, %rsp\n"
        "    .cfi_def_cfa_offset 16\n"
        "    popq %rbx\n"
        "    .cfi_def_cfa_offset 8\n"
        "    ret\n"
        "    .cfi_endproc\n"
        ".size context_call_handler, .-context_call_handler\n");

/* rbx keeps the catching frame's registers; the callback answers where to continue. */
__asm__(".globl context_consolidate\n"
        ".hidden context_consolidate\n"
        ".type context_consolidate, @function\n"
        "context_consolidate:\n"
        "    .cfi_startproc\n"
        "    .cfi_undefined %rip\n"
        "    movq %rdi, %rbx\n"
        "    movq %rdx, %rcx\n"
        "    andq $-16, %rsp\n"
        "    subq $32, %rsp\n"
        "    call *%rsi\n"
        "context_consolidate_return:\n"
        "    movq %rax, 0xf8(%rbx)\n"
        "    movq %rbx, %rdi\n"
        "    jmp context_restore\n"
        "    .cfi_endproc\n"
        ".size context_consolidate, .-context_consolidate\n");

/* Entered by a changed signal frame: rdi the record, rsi and rbx the context. */
__asm__(".globl context_fault_entry\n"
        ".hidden context_fault_entry\n"
        ".type context_fault_entry, @function\n"
        "context_fault_entry:\n"
        "    .cfi_startproc\n"
        "    .cfi_undefined %rip\n"
        "    call fault_dispatch\n"
        "context_fault_return:\n"
        "    ud2\n"
        "    .cfi_endproc\n"
        ".size context_fault_entry, .-context_fault_entry\n");

extern const char context_fault_return[] HIDDEN;
extern const char context_call_handler_return[] HIDDEN, context_consolidate_return[] HIDDEN;

DISPATCHER_CONTEXT *context_handler_frame(const CONTEXT *context)
{
    return context->Rip == (uintptr_t)context_call_handler_return
               ? (DISPATCHER_CONTEXT *)(uintptr_t)context->Rbx
               : NULL;
}

CONTEXT *context_consolidation_frame(const CONTEXT *context)
{
    return context->Rip == (uintptr_t)context_consolidate_return
               ? (CONTEXT *)(uintptr_t)context->Rbx
               : NULL;
}

CONTEXT *context_fault_frame(const CONTEXT *context)
{
    return context->Rip == (uintptr_t)context_fault_return ? (CONTEXT *)(uintptr_t)context->Rbx
                                                           : NULL;
}
