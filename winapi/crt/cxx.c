/* SPDX-License-Identifier: MIT */
/*
 * cxx.c - see cxx.h
 *
 * A catch block is a funclet. It runs on top of the stack of the throw, so the
 * object lives on; when it returns, the frame that has the try block goes on.
 * While it runs, that frame's state is no longer that of its call instruction:
 * the list of running catch blocks says what it is.
 */
#include <stdatomic.h>
#include <string.h>

#include "cxx-tables.h"
#include "cxx.h"
#include "shim/message.h"
#include "shim/module.h"
#include "shim/seh/context.h"
#include "shim/seh/exception.h"
#include "shim/trace.h"
#include "startup.h"

#define MAGIC     0x19930520u
#define MAGIC_MAX 0x19930522u

enum { ADJECTIVE_CONST = 1, ADJECTIVE_REFERENCE = 8 };
enum { CATCHABLE_SIMPLE = 1, CATCHABLE_REFERENCE_ONLY = 2, CATCHABLE_VIRTUAL_BASE = 4 };

struct throw_info {
    uint32_t attributes, destructor, forward, types;
};

struct member_offset {
    int32_t member, table, in_table;
};

struct catchable {
    uint32_t properties, type;
    struct member_offset offset;
    uint32_t bytes, copy;
};

struct type_descriptor {
    void *table, *spare;
    char name[];
};

/* A thrown object, as the exception's parameters have it. */
struct thrown {
    void *object;
    const struct throw_info *info;
    uintptr_t base;
};

/* A catch block that runs, innermost first; lies on the stack of run_catch(). */
struct running {
    struct running *next;
    uintptr_t parent; /* frame of the function with the try block */
    uintptr_t base;
    uint32_t handler;
    int state; /* of that frame while the block runs */
    bool dead; /* its frame was unwound */
    struct thrown thrown;
    EXCEPTION_RECORD record;
    CONTEXT context;
};

/* An unwinding to a catch block; lies on the stack of the handler that found it. */
struct pending {
    uintptr_t parent, base, target;
    struct cxx_catch block;
    int low, high;
    struct thrown thrown;
    const EXCEPTION_RECORD *record;
    const CONTEXT *context;
};

/* The frame that a language handler was called for. */
struct frame {
    struct cxx_function function;
    uintptr_t establisher, parent;
    int funclet; /* index of the try block whose catch block this is; -1: the function itself */
    struct cxx_try funclet_try;
    int state;
    struct running *running; /* innermost one of this activation, or NULL */
};

typedef void *(GUEST_CALL *catch_funclet)(uintptr_t unused, uintptr_t frame);
typedef void(GUEST_CALL *destructor)(void *object);
typedef void(GUEST_CALL *copier)(void *to, void *from);
typedef void(GUEST_CALL *copier_of_virtual)(void *to, void *from, int most_derived);

/* ---- terminate -------------------------------------------------------------------------- */

static _Atomic(void *) terminate_handler;

void *cxx_set_terminate(void *handler)
{
    return atomic_exchange(&terminate_handler, handler);
}

void *cxx_get_terminate(void)
{
    return atomic_load(&terminate_handler);
}

_Noreturn void cxx_terminate(const char *reason)
{
    crt_procedure handler = (crt_procedure)atomic_load(&terminate_handler);

    if (handler)
        handler();
    message_warn("WS0254", "the program ended itself with std::terminate: %s", reason);
    crt_abort();
}

int *cxx_uncaught(void)
{
    return &crt_thread()->processing_throw;
}

/* ---- running catch blocks --------------------------------------------------------------- */

static void show_current(struct crt_thread *thread)
{
    struct running *running = thread->catches;

    thread->current_exception = running ? &running->record : NULL;
    thread->current_context = running ? &running->context : NULL;
}

/* A jump out of a catch block leaves its entry on a part of the stack that is gone. */
static struct running *running_now(void)
{
    struct crt_thread *thread = crt_thread();
    struct running *running = thread->catches;

    if (likely(!running || (char *)running > (char *)__builtin_frame_address(0)))
        return running;
    while (running && (char *)running < (char *)__builtin_frame_address(0))
        running = running->next;
    thread->catches = running;
    show_current(thread);
    return running;
}

/* ---- the thrown object ------------------------------------------------------------------ */

static bool is_cxx(const EXCEPTION_RECORD *record)
{
    return record->ExceptionCode == CXX_EXCEPTION_CODE && record->NumberParameters >= 4 &&
           record->ExceptionInformation[0] >= MAGIC && record->ExceptionInformation[0] <= MAGIC_MAX;
}

static struct thrown thrown_of(const EXCEPTION_RECORD *record)
{
    if (!is_cxx(record))
        return (struct thrown){0};
    return (struct thrown){(void *)record->ExceptionInformation[1],
                           (const void *)record->ExceptionInformation[2],
                           record->ExceptionInformation[3]};
}

static void destroy(const struct thrown *thrown)
{
    if (thrown->object && thrown->info && thrown->info->destructor)
        ((destructor)(thrown->base + thrown->info->destructor))(thrown->object);
}

static void *adjust(void *object, const struct member_offset *offset)
{
    char *at = (char *)object + offset->member;

    if (offset->table >= 0) {
        const char *table = *(char **)((char *)object + offset->table);

        at += offset->table + *(const int32_t *)(table + offset->in_table);
    }
    return at;
}

_Noreturn void cxx_throw(void *object, const void *throw_info)
{
    ULONG_PTR arguments[4] = {MAGIC, (ULONG_PTR)object, (ULONG_PTR)throw_info, 0};
    const struct running *running = running_now();

    while (running && running->dead)
        running = running->next;
    if (!throw_info) {
        if (!running)
            cxx_terminate("throw without an exception to throw again");
        if (!running->thrown.info) {
            seh_raise(running->record.ExceptionCode, running->record.ExceptionFlags,
                      running->record.NumberParameters, running->record.ExceptionInformation,
                      running->record.ExceptionAddress);
            cxx_terminate("a structured exception that was thrown again came back");
        }
        arguments[1] = (ULONG_PTR)running->thrown.object;
        arguments[2] = (ULONG_PTR)running->thrown.info;
        arguments[3] = running->thrown.base;
    } else {
        struct module *module = module_of_address(throw_info);

        arguments[3] = module ? (ULONG_PTR)module->base : 0;
    }
    TRACE(crt, INFO, "throw object %p", (void *)arguments[1]);
    crt_thread()->processing_throw++;
    seh_raise(CXX_EXCEPTION_CODE, EXCEPTION_NONCONTINUABLE, 4, arguments,
              __builtin_return_address(0));
    cxx_terminate("a throw came back");
}

/* ---- frames ----------------------------------------------------------------------------- */

static bool within(const struct cxx_try *outer, int low, int high)
{
    return low > outer->high && high <= outer->catch_high;
}

/* The try block whose catch blocks hold a try block: -1 when the function itself does. */
static int owner_of(const struct cxx_function *function, const struct cxx_try *block)
{
    struct cxx_try other;
    int owner = -1, span = INT32_MAX;

    for (unsigned i = 0; cxx_try_at(function, i, &other); i++)
        if (within(&other, block->low, block->high) && other.catch_high - other.high < span) {
            owner = (int)i;
            span = other.catch_high - other.high;
        }
    return owner;
}

/* Which catch block the frame's code is, and where the frame of its function is. */
static void find_funclet(struct frame *frame)
{
    const struct cxx_function *function = &frame->function;
    struct cxx_catch block;
    struct cxx_try try;

    frame->funclet = -1;
    frame->parent = frame->establisher;
    for (unsigned i = 0; cxx_try_at(function, i, &try); i++)
        for (unsigned k = 0; cxx_catch_at(function, &try, k, &block); k++)
            if (block.handler == function->start) {
                frame->funclet = (int)i;
                frame->funclet_try = try;
                frame->parent = *(
                    uintptr_t *)(frame->establisher +
                                 (function->version == 3 ? block.frame : function->parent_offset));
                return;
            }
}

static void read_frame(int version, void *establisher, const DISPATCHER_CONTEXT *dispatcher,
                       struct frame *frame)
{
    struct running *running = running_now();

    frame->establisher = (uintptr_t)establisher;
    cxx_read_function(version, dispatcher->ImageBase, dispatcher->FunctionEntry->BeginAddress,
                      dispatcher->HandlerData, &frame->function);
    find_funclet(frame);
    while (running && (running->parent != frame->parent || running->base != dispatcher->ImageBase))
        running = running->next;
    frame->running = running;
    if (running && (running->dead || running->handler != frame->function.start))
        frame->state = running->state; /* one of its catch blocks runs above it */
    else
        frame->state = cxx_state_at(&frame->function,
                                    (uint32_t)(dispatcher->ControlPc - dispatcher->ImageBase));
}

/* ---- search ----------------------------------------------------------------------------- */

static const struct catchable *match(const struct cxx_catch *block, const struct thrown *thrown)
{
    const struct type_descriptor *wanted = block->type;
    const uint32_t *list = (const uint32_t *)(thrown->base + thrown->info->types);

    for (uint32_t i = 0; i < list[0]; i++) {
        const struct catchable *candidate = (const void *)(thrown->base + list[1 + i]);
        const struct type_descriptor *type = (const void *)(thrown->base + candidate->type);

        if (type != wanted && strcmp(type->name, wanted->name))
            continue;
        if (candidate->properties & CATCHABLE_REFERENCE_ONLY &&
            !(block->adjectives & ADJECTIVE_REFERENCE))
            continue;
        if (thrown->info->attributes & ADJECTIVE_CONST && !(block->adjectives & ADJECTIVE_CONST))
            continue;
        return candidate;
    }
    return NULL;
}

/* The parameter of the catch block, in the frame of its function. */
static void make_parameter(const struct cxx_catch *block, const struct catchable *type,
                           const struct thrown *thrown, uintptr_t parent)
{
    void *to = (void *)(parent + (uintptr_t)(intptr_t)block->object);

    if (!block->object || !type)
        return;
    if (block->adjectives & ADJECTIVE_REFERENCE) {
        *(void **)to = adjust(thrown->object, &type->offset);
    } else if (type->properties & CATCHABLE_SIMPLE) {
        memcpy(to, thrown->object, type->bytes);
        if (type->bytes == sizeof(void *) && *(void **)to)
            *(void **)to = adjust(*(void **)to, &type->offset);
    } else if (!type->copy) {
        memcpy(to, adjust(thrown->object, &type->offset), type->bytes);
    } else if (type->properties & CATCHABLE_VIRTUAL_BASE) {
        ((copier_of_virtual)(thrown->base + type->copy))(to, adjust(thrown->object, &type->offset),
                                                         1);
    } else {
        ((copier)(thrown->base + type->copy))(to, adjust(thrown->object, &type->offset));
    }
}

static void pop_dead(void)
{
    struct running *running = running_now();

    while (running && running->dead)
        running = running->next;
    crt_thread()->catches = running;
}

static bool in_use(const struct thrown *thrown)
{
    for (const struct running *at = running_now(); at; at = at->next)
        if (!at->dead && at->thrown.object == thrown->object)
            return true;
    return false;
}

/* Called by context_consolidate() when the frames above the try block are gone. */
static void *GUEST_CALL run_catch(EXCEPTION_RECORD *record)
{
    const struct pending *pending = (const void *)record->ExceptionInformation[1];
    struct crt_thread *thread = crt_thread();
    struct running running = {
        .parent = pending->parent,
        .base = pending->base,
        .handler = pending->block.handler,
        .state = pending->high + 1,
        .thrown = pending->thrown,
        .record = *pending->record,
        .context = *pending->context,
    };
    uintptr_t answer;

    pop_dead();
    running.next = thread->catches;
    thread->catches = &running;
    if (thread->processing_throw > 0)
        thread->processing_throw--;
    show_current(thread);
    answer =
        (uintptr_t)((catch_funclet)(pending->base + pending->block.handler))(0, pending->parent);
    thread->catches = running.next;
    show_current(thread);
    if (!in_use(&running.thrown))
        destroy(&running.thrown);
    if (pending->block.continuations)
        answer = pending->block.continuation[pending->block.continuations > 1 && answer];
    return (void *)answer;
}

static _Noreturn void go_to_catch(const struct frame *frame, const struct cxx_try *try,
                                  const struct cxx_catch *block, const EXCEPTION_RECORD *record,
                                  const CONTEXT *context)
{
    struct pending pending = {
        .parent = frame->parent,
        .base = frame->function.base,
        .target = frame->establisher,
        .block = *block,
        .low = try->low,
        .high = try->high,
        .thrown = thrown_of(record),
        .record = record,
        .context = context,
    };
    EXCEPTION_RECORD unwind = {
        .ExceptionCode = (DWORD)STATUS_UNWIND_CONSOLIDATE,
        .NumberParameters = 2,
        .ExceptionInformation = {(ULONG_PTR)run_catch, (ULONG_PTR)&pending},
    };
    CONTEXT scratch;

    TRACE(crt, INFO, "catch block at %p", (void *)(pending.base + block->handler));
    context_capture(&scratch);
    seh_unwind((void *)frame->establisher, (void *)(pending.base + block->handler), &unwind, NULL,
               &scratch);
}

static bool catches_all(const struct cxx_catch *block)
{
    const struct type_descriptor *type = block->type;

    return !type || !type->name[0];
}

static void try_handlers(const struct frame *frame, const struct cxx_try *try,
                         const EXCEPTION_RECORD *record, const CONTEXT *context)
{
    struct thrown thrown = thrown_of(record);
    struct cxx_catch block;

    for (unsigned i = 0; cxx_catch_at(&frame->function, try, i, &block); i++) {
        const struct catchable *type = NULL;

        if (!catches_all(&block)) {
            type = thrown.info ? match(&block, &thrown) : NULL;
            if (!type)
                continue;
        }
        make_parameter(&block, type, &thrown, frame->parent);
        go_to_catch(frame, try, &block, record, context);
    }
}

static void search(const struct frame *frame, EXCEPTION_RECORD *record, CONTEXT *context)
{
    const struct cxx_function *function = &frame->function;
    struct cxx_try try;

    if (record->ExceptionCode == (DWORD)STATUS_LONGJUMP ||
        (!is_cxx(record) && function->flags & CXX_SYNCHRONOUS))
        return;
    for (unsigned i = 0; cxx_try_at(function, i, &try); i++)
        if (frame->state >= try.low && frame->state <= try.high &&
            owner_of(function, &try) == frame->funclet)
            try_handlers(frame, &try, record, context);
    if (function->flags & CXX_NOEXCEPT && is_cxx(record))
        cxx_terminate("an exception left a noexcept function");
}

/* ---- unwind ----------------------------------------------------------------------------- */

static const struct pending *pending_of(const EXCEPTION_RECORD *record)
{
    if (record->ExceptionCode != (DWORD)STATUS_UNWIND_CONSOLIDATE || record->NumberParameters < 2 ||
        record->ExceptionInformation[0] != (ULONG_PTR)run_catch)
        return NULL;
    return (const void *)record->ExceptionInformation[1];
}

/* The state at which unwinding this frame ends. */
static int last_state(const struct frame *frame, const EXCEPTION_RECORD *record,
                      const DISPATCHER_CONTEXT *dispatcher)
{
    const struct pending *pending = pending_of(record);

    if (record->ExceptionFlags & EH_TARGET_UNWIND)
        return pending ? pending->low
                       : cxx_state_at(&frame->function,
                                      (uint32_t)(dispatcher->TargetIp - dispatcher->ImageBase));
    return frame->funclet >= 0 ? frame->funclet_try.high + 1 : -1;
}

/* A catch block is left by an exception or a jump: its own exception is done with. */
static void leave_catch(struct frame *frame, const EXCEPTION_RECORD *record)
{
    const struct pending *pending = pending_of(record);

    for (struct running *at = running_now(); at; at = at->next) {
        if (at->dead || at->parent != frame->parent || at->handler != frame->function.start)
            continue;
        at->dead = true;
        if (!in_use(&at->thrown) && (!pending || pending->thrown.object != at->thrown.object))
            destroy(&at->thrown);
        return;
    }
}

static void unwind(struct frame *frame, const EXCEPTION_RECORD *record,
                   const DISPATCHER_CONTEXT *dispatcher)
{
    int last = last_state(frame, record, dispatcher);

    while (frame->state > last && frame->state >= 0) {
        int state = frame->state;

        frame->state = cxx_leave_state(&frame->function, state, frame->parent, false);
        cxx_leave_state(&frame->function, state, frame->parent, true);
    }
    if (frame->running)
        frame->running->state = frame->state;
    if (frame->funclet >= 0 && !(record->ExceptionFlags & EH_TARGET_UNWIND))
        leave_catch(frame, record);
}

EXCEPTION_DISPOSITION cxx_frame_handler(int version, EXCEPTION_RECORD *record, void *establisher,
                                        CONTEXT *context, DISPATCHER_CONTEXT *dispatcher)
{
    struct frame frame;

    read_frame(version, establisher, dispatcher, &frame);
    if (record->ExceptionFlags & (EH_UNWINDING | EH_EXIT_UNWIND))
        unwind(&frame, record, dispatcher);
    else
        search(&frame, record, context);
    return ExceptionContinueSearch;
}
