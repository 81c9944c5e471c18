/* SPDX-License-Identifier: MIT */
/* c-handler.c - scope tables of __try, __except and __finally, see c-handler.h */
#include "shim/seh/c-handler.h"
#include "shim/seh/context.h"
#include "shim/seh/exception.h"

#define FILTER_ALWAYS 1u /* __except(EXCEPTION_EXECUTE_HANDLER) has no filter function */

struct scope {
    uint32_t begin, end; /* covered instructions */
    uint32_t handler;    /* filter, or __finally block; 1: always execute */
    uint32_t target;     /* __except block; 0: this is a __finally */
};

struct scope_table {
    uint32_t count;
    struct scope scopes[];
};

typedef LONG(GUEST_CALL *filter_function)(EXCEPTION_POINTERS *pointers, void *frame);
typedef void(GUEST_CALL *finally_function)(BOOLEAN abnormal, void *frame);

static bool covers(const struct scope *scope, uint32_t rva)
{
    return rva >= scope->begin && rva < scope->end;
}

static LONG run_filter(const struct scope *scope, const DISPATCHER_CONTEXT *dispatcher,
                       EXCEPTION_POINTERS *pointers, void *frame)
{
    filter_function filter = (filter_function)(dispatcher->ImageBase + scope->handler);

    return scope->handler == FILTER_ALWAYS ? EXCEPTION_EXECUTE_HANDLER : filter(pointers, frame);
}

static EXCEPTION_DISPOSITION search(EXCEPTION_RECORD *record, void *frame, CONTEXT *context,
                                    DISPATCHER_CONTEXT *dispatcher)
{
    const struct scope_table *table = dispatcher->HandlerData;
    uint32_t rva = (uint32_t)(dispatcher->ControlPc - dispatcher->ImageBase);
    EXCEPTION_POINTERS pointers = {record, context};

    for (uint32_t i = dispatcher->ScopeIndex; i < table->count; i++) {
        const struct scope *scope = &table->scopes[i];
        LONG answer;

        if (!covers(scope, rva) || !scope->target)
            continue;
        answer = run_filter(scope, dispatcher, &pointers, frame);
        if (answer < 0)
            return ExceptionContinueExecution;
        if (answer > 0) {
            CONTEXT scratch;

            context_capture(&scratch);
            seh_unwind(frame, (void *)(dispatcher->ImageBase + scope->target), record,
                       (void *)(uintptr_t)record->ExceptionCode, &scratch);
        }
    }
    return ExceptionContinueSearch;
}

/* The scope that the unwinding goes to, and those around it, are not left. */
static bool is_target(const EXCEPTION_RECORD *record, const struct scope *scope, uint32_t target)
{
    return record->ExceptionFlags & EH_TARGET_UNWIND &&
           ((scope->target && target == scope->target) || covers(scope, target));
}

static void unwind(const EXCEPTION_RECORD *record, void *frame, DISPATCHER_CONTEXT *dispatcher)
{
    const struct scope_table *table = dispatcher->HandlerData;
    uint32_t rva = (uint32_t)(dispatcher->ControlPc - dispatcher->ImageBase);
    uint32_t target = (uint32_t)(dispatcher->TargetIp - dispatcher->ImageBase);

    for (uint32_t i = dispatcher->ScopeIndex; i < table->count; i++) {
        const struct scope *scope = &table->scopes[i];

        if (!covers(scope, rva))
            continue;
        if (is_target(record, scope, target))
            return;
        if (scope->target)
            continue;
        /* Counted first: an exception out of the block must not run it again. */
        dispatcher->ScopeIndex = i + 1;
        ((finally_function)(dispatcher->ImageBase + scope->handler))(TRUE, frame);
    }
}

EXCEPTION_DISPOSITION c_handler(EXCEPTION_RECORD *record, void *frame, CONTEXT *context,
                                DISPATCHER_CONTEXT *dispatcher)
{
    if (!(record->ExceptionFlags & (EH_UNWINDING | EH_EXIT_UNWIND)))
        return search(record, frame, context, dispatcher);
    unwind(record, frame, dispatcher);
    return ExceptionContinueSearch;
}
