/* SPDX-License-Identifier: MIT */
/* crash.c - the report of an unhandled exception, see crash.h */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shim/message.h"
#include "shim/pe/image.h"
#include "shim/seh/crash.h"
#include "shim/seh/exception.h"

#define FRAMES_MAX 40

static const struct {
    DWORD code;
    const char *name;
} names[] = {
    {EXCEPTION_ACCESS_VIOLATION, "access violation"},
    {EXCEPTION_ARRAY_BOUNDS_EXCEEDED, "array bounds exceeded"},
    {EXCEPTION_BREAKPOINT, "breakpoint"},
    {EXCEPTION_DATATYPE_MISALIGNMENT, "misaligned data"},
    {EXCEPTION_FLT_DENORMAL_OPERAND, "floating-point denormal operand"},
    {EXCEPTION_FLT_DIVIDE_BY_ZERO, "floating-point division by zero"},
    {EXCEPTION_FLT_INEXACT_RESULT, "floating-point inexact result"},
    {EXCEPTION_FLT_INVALID_OPERATION, "invalid floating-point operation"},
    {EXCEPTION_FLT_OVERFLOW, "floating-point overflow"},
    {EXCEPTION_FLT_UNDERFLOW, "floating-point underflow"},
    {EXCEPTION_ILLEGAL_INSTRUCTION, "illegal instruction"},
    {EXCEPTION_IN_PAGE_ERROR, "error reading a page"},
    {EXCEPTION_INT_DIVIDE_BY_ZERO, "integer division by zero"},
    {EXCEPTION_INT_OVERFLOW, "integer overflow"},
    {EXCEPTION_NONCONTINUABLE_EXCEPTION, "continued after a noncontinuable exception"},
    {EXCEPTION_PRIV_INSTRUCTION, "privileged instruction"},
    {EXCEPTION_SINGLE_STEP, "single step"},
    {EXCEPTION_STACK_OVERFLOW, "stack overflow"},
    {(DWORD)STATUS_STACK_BUFFER_OVERRUN, "fail fast (security check)"},
    {0xe06d7363, "C++ exception (MSVC)"},
    {0x20474343, "C++ exception (GCC)"},
    {0xe0434352, "CLR exception"},
};

static const char *name_of(DWORD code)
{
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (names[i].code == code)
            return names[i].name;
    return "exception";
}

static void describe(char *text, size_t size, DWORD64 address)
{
    const void *at = (const void *)(uintptr_t)address;
    struct module *module = module_of_address(at);
    struct image *image = image_of(module);
    size_t offset = 0;
    const char *nearest = image ? image_nearest_export(image, at, &offset) : NULL;

    if (!module)
        snprintf(text, size, "%p", at);
    else if (nearest)
        snprintf(text, size, "%s+0x%llx (%s+0x%zx)", module->name,
                 (unsigned long long)(address - (uintptr_t)module->base), nearest, offset);
    else
        snprintf(text, size, "%s+0x%llx", module->name,
                 (unsigned long long)(address - (uintptr_t)module->base));
}

static void print_registers(const CONTEXT *c)
{
    fprintf(stderr,
            "  rip %016llx  rsp %016llx  rbp %016llx  flags %08x\n"
            "  rax %016llx  rbx %016llx  rcx %016llx  rdx %016llx\n"
            "  rsi %016llx  rdi %016llx  r8  %016llx  r9  %016llx\n"
            "  r10 %016llx  r11 %016llx  r12 %016llx  r13 %016llx\n"
            "  r14 %016llx  r15 %016llx\n",
            (long long)c->Rip, (long long)c->Rsp, (long long)c->Rbp, (unsigned)c->EFlags,
            (long long)c->Rax, (long long)c->Rbx, (long long)c->Rcx, (long long)c->Rdx,
            (long long)c->Rsi, (long long)c->Rdi, (long long)c->R8, (long long)c->R9,
            (long long)c->R10, (long long)c->R11, (long long)c->R12, (long long)c->R13,
            (long long)c->R14, (long long)c->R15);
}

static void print_stack(const CONTEXT *context)
{
    CONTEXT walker = *context;
    struct seh_frame frame;
    char where[400];

    for (unsigned i = 0; i < FRAMES_MAX && walker.Rip; i++) {
        describe(where, sizeof(where), walker.Rip);
        fprintf(stderr, "  #%-2u %s\n", i, where);
        if (seh_step(UNW_FLAG_NHANDLER, &walker, i == 0, &frame))
            break;
    }
}

_Noreturn void crash_end(EXCEPTION_RECORD *record, CONTEXT *context, bool managed)
{
    static atomic_flag ending = ATOMIC_FLAG_INIT;
    char where[400];

    if (atomic_flag_test_and_set(&ending))
        _exit((int)(record->ExceptionCode & 0xff)); /* the report itself failed */
    describe(where, sizeof(where), (uintptr_t)record->ExceptionAddress);
    if (managed)
        message_warn("WS0230", "%s (0x%08x) at %s would cross a managed frame, which can't be done",
                     name_of(record->ExceptionCode), (unsigned)record->ExceptionCode, where);
    else
        message_warn("WS0231", "unhandled %s (0x%08x) at %s", name_of(record->ExceptionCode),
                     (unsigned)record->ExceptionCode, where);
    for (DWORD i = 0; i < record->NumberParameters && i < EXCEPTION_MAXIMUM_PARAMETERS; i++)
        fprintf(stderr, "  parameter %u: 0x%llx\n", (unsigned)i,
                (unsigned long long)record->ExceptionInformation[i]);
    print_registers(context);
    print_stack(context);
    if (managed)
        abort();
    _exit((int)(record->ExceptionCode & 0xff));
}
