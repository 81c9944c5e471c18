/* SPDX-License-Identifier: MIT */
/* exception.c - the two passes over the stack: search and unwind; see exception.h */
#include <errno.h>
#include <string.h>

#include "shim/seh/context.h"
#include "shim/seh/crash.h"
#include "shim/seh/dwarf.h"
#include "shim/seh/exception.h"
#include "shim/seh/function-table.h"
#include "shim/seh/unwind.h"
#include "shim/seh/vectored.h"
#include "shim/teb.h"
#include "shim/trace.h"

/* ---- stepping --------------------------------------------------------------------------- */

/* Frames that are marks: behind them the stack goes on with registers kept elsewhere. */
static bool step_over_mark(CONTEXT *context, bool *exact)
{
    CONTEXT *next = context_fault_frame(context);

    *exact = next != NULL;
    if (!next)
        next = context_consolidation_frame(context);
    if (!next)
        return false;
    *context = *next;
    return true;
}

static int step_host(CONTEXT *context, bool exact, struct seh_frame *frame)
{
    int result;

    frame->establisher = context->Rsp;
    frame->collided = context_handler_frame(context);
    result = dwarf_step(context, !exact);
    if (result)
        return result == -ENOENT ? -EXDEV : result;
    return context->Rip ? 0 : -ENOENT;
}

int seh_step(DWORD handler_type, CONTEXT *context, bool exact, struct seh_frame *ret_frame)
{
    DWORD64 rsp = context->Rsp;
    int result = 0;

    while (step_over_mark(context, &exact))
        rsp = context->Rsp;
    *ret_frame = (struct seh_frame){.pc = context->Rip};
    if (!context->Rip)
        return -ENOENT;
    if (!function_table_covers(context->Rip))
        result = step_host(context, exact, ret_frame);
    else {
        ret_frame->entry = function_table_lookup(context->Rip, &ret_frame->base);
        ret_frame->handler =
            unwind_frame(handler_type, ret_frame->base, context->Rip, ret_frame->entry, context,
                         &ret_frame->handler_data, &ret_frame->establisher, NULL);
    }
    return !result && context->Rsp <= rsp ? -ENOENT : result;
}

unsigned seh_back_trace(unsigned skip, unsigned count, void **ret_addresses)
{
    struct seh_frame frame;
    unsigned written = 0;
    CONTEXT context;

    context_capture(&context);
    while (written < count && !seh_step(UNW_FLAG_NHANDLER, &context, false, &frame))
        if (skip)
            skip--;
        else
            ret_addresses[written++] = (void *)(uintptr_t)context.Rip;
    return written;
}

/* ---- search ----------------------------------------------------------------------------- */

static void fill_dispatcher(DISPATCHER_CONTEXT *dispatcher, const struct seh_frame *frame,
                            CONTEXT *context)
{
    memset(dispatcher, 0, sizeof(*dispatcher));
    dispatcher->ControlPc = frame->pc;
    dispatcher->ImageBase = frame->base;
    dispatcher->FunctionEntry = frame->entry;
    dispatcher->EstablisherFrame = frame->establisher;
    dispatcher->ContextRecord = context;
    dispatcher->LanguageHandler = frame->handler;
    dispatcher->HandlerData = frame->handler_data;
}

static EXCEPTION_DISPOSITION ask_handler(EXCEPTION_RECORD *record, CONTEXT *context,
                                         DISPATCHER_CONTEXT *dispatcher)
{
    TRACE(seh, DEBUG, "handler %p of the frame %p", (void *)dispatcher->LanguageHandler,
          (void *)(uintptr_t)dispatcher->EstablisherFrame);
    return context_call_handler(record, (void *)(uintptr_t)dispatcher->EstablisherFrame, context,
                                dispatcher, (language_handler)dispatcher->LanguageHandler);
}

/*
 * An exception out of a handler that an unwinding had called: what that unwinding has done is
 * done, so the search goes on with its frame, at the scope that it had reached.
 */
static void adopt_collided(DISPATCHER_CONTEXT *dispatcher, const DISPATCHER_CONTEXT *collided,
                           CONTEXT *context)
{
    *dispatcher = *collided;
    *context = *collided->ContextRecord;
    dispatcher->ContextRecord = context;
}

/* Return: whether execution continues; -ENOENT and -EXDEV as seh_step(). */
static int search(EXCEPTION_RECORD *record, CONTEXT *context, bool exact)
{
    CONTEXT caller = *context;

    for (;; exact = false) {
        DISPATCHER_CONTEXT dispatcher;
        struct seh_frame frame;
        int result = seh_step(UNW_FLAG_EHANDLER, &caller, exact, &frame);

        if (result)
            return result;
        if (frame.collided && frame.collided->TargetIp) {
            adopt_collided(&dispatcher, frame.collided, &caller);
            seh_step(UNW_FLAG_NHANDLER, &caller, false, &frame);
            frame.handler = (void *)dispatcher.LanguageHandler;
            dispatcher.TargetIp = 0;
        } else {
            fill_dispatcher(&dispatcher, &frame, &caller);
        }
        if (frame.handler &&
            ask_handler(record, context, &dispatcher) == ExceptionContinueExecution)
            return 1;
    }
}

static void refuse_to_continue(EXCEPTION_RECORD *record, CONTEXT *context)
{
    EXCEPTION_RECORD refusal = {
        .ExceptionCode = EXCEPTION_NONCONTINUABLE_EXCEPTION,
        .ExceptionFlags = EXCEPTION_NONCONTINUABLE,
        .ExceptionRecord = record,
        .ExceptionAddress = record->ExceptionAddress,
    };

    seh_dispatch(&refusal, context, false);
}

void seh_dispatch(EXCEPTION_RECORD *record, CONTEXT *context, bool exact)
{
    EXCEPTION_POINTERS pointers = {record, context};
    int result;

    TRACE(seh, INFO, "exception %08x at %p", (unsigned)record->ExceptionCode,
          record->ExceptionAddress);
    if (vectored_run(VECTORED_EXCEPTION, &pointers)) {
        vectored_run(VECTORED_CONTINUE, &pointers);
        return;
    }
    result = search(record, context, exact);
    if (result < 0 && result != -EXDEV &&
        unhandled_filter_run(&pointers) == EXCEPTION_CONTINUE_EXECUTION)
        result = 1;
    if (result < 0)
        crash_end(record, context, result == -EXDEV);
    if (record->ExceptionFlags & EXCEPTION_NONCONTINUABLE)
        refuse_to_continue(record, context);
    vectored_run(VECTORED_CONTINUE, &pointers);
}

void seh_raise(DWORD code, DWORD flags, DWORD count, const ULONG_PTR *arguments, void *address)
{
    EXCEPTION_RECORD record = {
        .ExceptionCode = code,
        .ExceptionFlags = flags & EXCEPTION_NONCONTINUABLE,
        .ExceptionAddress = address,
    };
    volatile bool raised = false;
    CONTEXT context;

    if (arguments) {
        record.NumberParameters =
            count < EXCEPTION_MAXIMUM_PARAMETERS ? count : EXCEPTION_MAXIMUM_PARAMETERS;
        memcpy(record.ExceptionInformation, arguments, record.NumberParameters * sizeof(ULONG_PTR));
    }
    context_capture(&context);
    if (raised)
        return; /* a handler continued here */
    raised = true;
    seh_dispatch(&record, &context, false);
    context_restore(&context);
}

/* ---- unwind ----------------------------------------------------------------------------- */

static _Noreturn void arrive(CONTEXT *context, EXCEPTION_RECORD *record, void *target_ip,
                             void *return_value)
{
    context->Rax = (uintptr_t)return_value;
    if (record->ExceptionCode != (DWORD)STATUS_UNWIND_CONSOLIDATE)
        context->Rip = (uintptr_t)target_ip;
    seh_restore(context, record);
}

static void call_termination_handlers(EXCEPTION_RECORD *record, DISPATCHER_CONTEXT *dispatcher,
                                      const void *target_frame)
{
    if ((uintptr_t)target_frame == dispatcher->EstablisherFrame)
        record->ExceptionFlags |= EH_TARGET_UNWIND;
    ask_handler(record, dispatcher->ContextRecord, dispatcher);
    record->ExceptionFlags &= ~(DWORD)(EH_TARGET_UNWIND | EH_COLLIDED_UNWIND);
}

_Noreturn void seh_unwind(void *target_frame, void *target_ip, EXCEPTION_RECORD *record,
                          void *return_value, CONTEXT *context)
{
    EXCEPTION_RECORD own = {.ExceptionCode = 0xc0000027 /* STATUS_UNWIND */};
    CONTEXT current, caller;

    if (!record)
        record = &own;
    record->ExceptionFlags |= EH_UNWINDING | (target_frame ? 0 : EH_EXIT_UNWIND);
    current = *context;
    for (;;) {
        DISPATCHER_CONTEXT dispatcher;
        struct seh_frame frame;
        bool exact = false;
        int result;

        /* Where a mark is the target's frame, it is that frame's registers that are restored. */
        while (step_over_mark(&current, &exact))
            ;
        caller = current;
        result = seh_step(UNW_FLAG_UHANDLER, &caller, exact, &frame);
        if (result)
            crash_end(record, &current, result == -EXDEV);
        if (frame.collided && frame.collided->TargetIp) {
            adopt_collided(&dispatcher, frame.collided, &current);
            caller = current;
            seh_step(UNW_FLAG_NHANDLER, &caller, false, &frame);
            frame.handler = (void *)dispatcher.LanguageHandler;
            record->ExceptionFlags |= EH_COLLIDED_UNWIND;
        } else {
            fill_dispatcher(&dispatcher, &frame, &current);
        }
        dispatcher.TargetIp = (uintptr_t)target_ip;
        if (!dispatcher.TargetIp)
            dispatcher.TargetIp = 1; /* marks an unwinding */
        if (frame.handler)
            call_termination_handlers(record, &dispatcher, target_frame);
        if (target_frame && (uintptr_t)target_frame == frame.establisher && frame.entry)
            arrive(&current, record, target_ip, return_value);
        current = caller;
    }
}

/* ExceptionInformation of STATUS_LONGJUMP points at the CRT's jump buffer. */
struct guest_jump_buffer {
    uint64_t frame, rbx, rsp, rbp, rsi, rdi, r12, r13, r14, r15, rip;
    uint32_t mxcsr;
    uint16_t fpcsr, spare;
    M128A xmm[10];
};

static void load_jump(CONTEXT *context, const struct guest_jump_buffer *buffer)
{
    context->Rbx = buffer->rbx;
    context->Rsp = buffer->rsp;
    context->Rbp = buffer->rbp;
    context->Rsi = buffer->rsi;
    context->Rdi = buffer->rdi;
    context->R12 = buffer->r12;
    context->R13 = buffer->r13;
    context->R14 = buffer->r14;
    context->R15 = buffer->r15;
    context->Rip = buffer->rip;
    context->MxCsr = buffer->mxcsr;
    memcpy(&context->FltSave.XmmRegisters[6], buffer->xmm, sizeof(buffer->xmm));
}

_Noreturn void seh_restore(CONTEXT *context, EXCEPTION_RECORD *record)
{
    if (record && record->ExceptionCode == (DWORD)STATUS_LONGJUMP && record->NumberParameters >= 1)
        load_jump(context, (const void *)record->ExceptionInformation[0]);
    if (record && record->ExceptionCode == (DWORD)STATUS_UNWIND_CONSOLIDATE &&
        record->NumberParameters >= 1)
        context_consolidate(context, (void *)record->ExceptionInformation[0], record);
    context_restore(context);
}
