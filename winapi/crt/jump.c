/* SPDX-License-Identifier: MIT */
/* jump.c - see jump.h */
#include "jump.h"
#include "shim/seh/context.h"
#include "shim/seh/exception.h"

_Static_assert(offsetof(struct jump_buffer, rip) == 0x50, "assembler below");
_Static_assert(offsetof(struct jump_buffer, xmm) == 0x60, "assembler below");

__asm__(".globl jump_set\n"
        ".hidden jump_set\n"
        ".type jump_set, @function\n"
        "jump_set:\n"
        "    .cfi_startproc\n"
        "    movq %rdx, (%rcx)\n"
        "    movq %rbx, 0x08(%rcx)\n"
        "    leaq 8(%rsp), %rax\n"
        "    movq %rax, 0x10(%rcx)\n"
        "    movq %rbp, 0x18(%rcx)\n"
        "    movq %rsi, 0x20(%rcx)\n"
        "    movq %rdi, 0x28(%rcx)\n"
        "    movq %r12, 0x30(%rcx)\n"
        "    movq %r13, 0x38(%rcx)\n"
        "    movq %r14, 0x40(%rcx)\n"
        "    movq %r15, 0x48(%rcx)\n"
        "    movq (%rsp), %rax\n"
        "    movq %rax, 0x50(%rcx)\n"
        "    stmxcsr 0x58(%rcx)\n"
        "    fnstcw 0x5c(%rcx)\n"
        "    movdqu %xmm6, 0x60(%rcx)\n"
        "    movdqu %xmm7, 0x70(%rcx)\n"
        "    movdqu %xmm8, 0x80(%rcx)\n"
        "    movdqu %xmm9, 0x90(%rcx)\n"
        "    movdqu %xmm10, 0xa0(%rcx)\n"
        "    movdqu %xmm11, 0xb0(%rcx)\n"
        "    movdqu %xmm12, 0xc0(%rcx)\n"
        "    movdqu %xmm13, 0xd0(%rcx)\n"
        "    movdqu %xmm14, 0xe0(%rcx)\n"
        "    movdqu %xmm15, 0xf0(%rcx)\n"
        "    xorl %eax, %eax\n"
        "    ret\n"
        "    .cfi_endproc\n"
        ".size jump_set, .-jump_set\n");

/*
 * The frame in the buffer is what the compiler thinks it is: with gcc the stack or the frame
 * pointer. The frame whose body has the buffer's stack pointer is the one that is meant.
 */
static void *target_frame(const struct jump_buffer *buffer, const CONTEXT *from)
{
    CONTEXT context = *from;
    struct seh_frame frame;

    do {
        if (context.Rsp > buffer->rsp)
            return NULL;
        if (seh_step(UNW_FLAG_NHANDLER, &context, false, &frame))
            return NULL;
    } while (context.Rsp <= buffer->rsp || !frame.entry);
    return (void *)(uintptr_t)frame.establisher;
}

_Noreturn void jump_to(struct jump_buffer *buffer, int value)
{
    EXCEPTION_RECORD record = {
        .ExceptionCode = (DWORD)STATUS_LONGJUMP,
        .NumberParameters = 1,
        .ExceptionInformation = {(uintptr_t)buffer},
    };
    CONTEXT context;
    void *frame;

    value = value ? value : 1;
    context_capture(&context);
    frame = buffer->frame ? target_frame(buffer, &context) : NULL;
    if (frame)
        seh_unwind(frame, (void *)(uintptr_t)buffer->rip, &record, (void *)(intptr_t)value,
                   &context);
    context.Rax = (DWORD64)value;
    seh_restore(&context, &record);
}
