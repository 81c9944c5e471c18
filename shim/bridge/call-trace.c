/* SPDX-License-Identifier: MIT */
/*
 * call-trace.c - what happens around a traced call; see call-trace.h
 *
 * Each thread has a stack of the calls that it is in. A call that ends by an
 * exception, by longjmp or with its thread never comes back; the stack pointer
 * of the next call shows that it is gone.
 */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "call-pool.h"
#include "shim/bridge/call-entry.h"
#include "shim/bridge/call-signature.h"
#include "shim/bridge/call-trace.h"
#include "shim/bridge/call-value.h"
#include "shim/message.h"
#include "shim/teb.h"
#include "shim/trace-line.h"

#define ARGUMENTS     24  /* shown of one call */
#define GUESSED_WORDS 24u /* on the stack, when the signature doesn't tell */
#define DEPTH         256 /* of calls within calls */
#define NO_SLOT       UINT64_MAX

_Static_assert(offsetof(struct call_frame, rax) == CALL_FRAME_RAX, "");
_Static_assert(offsetof(struct call_frame, entry) == CALL_FRAME_ENTRY, "");
_Static_assert(offsetof(struct call_frame, stack) == CALL_FRAME_STACK, "");
_Static_assert(offsetof(struct call_frame, target) == CALL_FRAME_TARGET, "");
_Static_assert(offsetof(struct call_frame, slot) == CALL_FRAME_SLOT, "");
_Static_assert(offsetof(struct call_frame, xmm) == CALL_FRAME_XMM, "");
_Static_assert(offsetof(struct call_frame, result) == CALL_FRAME_RESULT, "");
_Static_assert(offsetof(struct call_frame, result_d) == CALL_FRAME_RESULT_D, "");
_Static_assert(offsetof(struct call_frame, result_x) == CALL_FRAME_RESULT_X, "");
_Static_assert(sizeof(struct call_frame) == CALL_FRAME_BYTES, "");

struct traced {
    const void *target;
    const struct module *module;
    const char *name;
    const struct call_signature *surface; /* NULL: not known; this and the next are never freed */
    _Atomic(const struct call_signature *) shown; /* surface, or what the client declares */
    unsigned words;                               /* of arguments on the stack */
};

static struct traced traced[2][CALL_POOL_ENTRIES]; /* by world; filled below traced_count */
static atomic_uint traced_count[2];

struct call {
    const struct traced *function;
    const struct call_signature *signature;
    uintptr_t frame; /* of the stack */
    enum world world;
    DWORD last_error;
    uint64_t start_ns;
    unsigned value_count;
    struct call_value values[ARGUMENTS];
    struct call_texts texts;
};

struct call_thread {
    bool is_busy; /* in here: what is called meanwhile is not traced */
    unsigned depth;
    struct call *calls[DEPTH]; /* made when first needed */
};

static __thread struct call_thread *call_self;
static pthread_key_t thread_key;
static pthread_once_t thread_once = PTHREAD_ONCE_INIT;
static bool thread_ready;

/* ---- where arguments are ---------------------------------------------------------------- */

/* Walks a call's registers and stack words in the order of the convention. */
struct walk {
    const struct call_frame *frame;
    enum world world;
    unsigned position, gp, xmm, stack; /* position: guests; the others: hosts, stack: both */
};

static uint64_t next_on_stack(struct walk *walk, unsigned words)
{
    unsigned at = walk->stack;

    walk->stack += words;
    return walk->frame ? walk->frame->stack[at] : 0;
}

static uint64_t next_for_guest(struct walk *walk, const struct call_type *type)
{
    unsigned at = walk->position++;

    if (at >= 4)
        return next_on_stack(walk, 1);
    if (!walk->frame)
        return 0;
    return type->kind == CALL_FLOAT && !type->is_reference ? walk->frame->xmm[at][0]
                                                           : walk->frame->gp[at];
}

static uint64_t next_for_host(struct walk *walk, const struct call_type *type)
{
    unsigned words = type->kind == CALL_STRUCT ? (type->bytes + 7u) / 8 : 1;
    unsigned at = walk->gp;

    if (type->kind == CALL_FLOAT && !type->is_reference) {
        if (walk->xmm == 8)
            return next_on_stack(walk, 1);
        at = walk->xmm++;
        return walk->frame ? walk->frame->xmm[at][0] : 0;
    }
    if (words > 2 || words > 6 - walk->gp)
        return next_on_stack(walk, words);
    walk->gp += words;
    return walk->frame ? walk->frame->gp[at] : 0;
}

static uint64_t next(struct walk *walk, const struct call_type *type)
{
    return walk->world == WORLD_GUEST ? next_for_guest(walk, type) : next_for_host(walk, type);
}

/* How many words of the stack a function may take. */
static unsigned words_of(const struct call_signature *signature, enum world world)
{
    struct walk walk = {.world = world};

    if (!signature || !signature->is_exact)
        return GUESSED_WORDS;
    for (unsigned i = 0; i < signature->count; i++)
        next(&walk, &signature->params[i].type);
    return walk.stack;
}

/* Not beyond the thread's stack, as far as it is known. */
static uint64_t words_there(const struct call_frame *frame, uint64_t words)
{
    TEB *teb = teb_self;
    uintptr_t at = (uintptr_t)frame->stack, base = teb ? (uintptr_t)teb->Tib.StackBase : 0;

    if (teb && at >= (uintptr_t)teb->Tib.StackLimit && at <= base &&
        words > (base - at) / sizeof(uint64_t))
        words = (base - at) / sizeof(uint64_t);
    return words;
}

/* ---- entries ---------------------------------------------------------------------------- */

static const char *pool_of(enum world world)
{
    return world == WORLD_GUEST ? call_pool_guest : call_pool_host;
}

static struct traced *traced_at(const void *entry, enum world world)
{
    uintptr_t offset = (uintptr_t)entry - (uintptr_t)pool_of(world);

    return offset < (uintptr_t)atomic_load(&traced_count[world]) * CALL_ENTRY_BYTES
               ? &traced[world][offset / CALL_ENTRY_BYTES]
               : NULL;
}

static struct call_signature *signature_of(const struct module *module, const char *name)
{
    char key[256];
    const char *text;

    snprintf(key, sizeof(key), "%.*s!%s", (int)(strlen(module->name) - strlen(".dll")),
             module->name, name);
    text = call_signature_text(key);
    if (!text)
        text = call_signature_text(name);
    return text ? call_signature_parse(text) : NULL;
}

/* Of an alias ("PlaySound") and its function ("PlaySoundA"), the one that the surface defines. */
static const char *own_name(const struct module *module, const void *target, enum world world,
                            const char *name)
{
    if (call_signature_text(name))
        return name;
    for (size_t i = 0; i < module->export_count; i++)
        if (module->exports[i].entry[world] == target &&
            call_signature_text(module->exports[i].name))
            return module->exports[i].name;
    return name;
}

static const void *entry_new(const struct module *module, const char *name, const void *target,
                             enum world world)
{
    unsigned index = atomic_load(&traced_count[world]);
    const struct call_signature *signature;
    static bool warned;

    if (index == CALL_POOL_ENTRIES) {
        if (!warned)
            message_warn("WS0240", "+call: no entries left: %s!%s and others are not traced",
                         module->name, name);
        warned = true;
        return target;
    }
    name = own_name(module, target, world, name);
    signature = signature_of(module, name);
    traced[world][index] =
        (struct traced){target, module, name, signature, signature, words_of(signature, world)};
    atomic_store(&traced_count[world], index + 1);
    return pool_of(world) + (size_t)index * CALL_ENTRY_BYTES;
}

/*
 * Functions that look at their caller's frame or registers, jump elsewhere, or are called by the
 * exception dispatcher only: an entry before them would change what they do.
 */
static bool is_left_alone(const char *name)
{
    static const char *const names[] = {
        "CaptureStackBackTrace",
        "RtlCaptureContext",
        "RtlCaptureContext2",
        "RtlCaptureStackBackTrace",
        "RtlRaiseException",
        "RtlRestoreContext",
        "RtlUnwind",
        "RtlUnwindEx",
        "__C_specific_handler",
        "__CxxFrameHandler3",
        "__CxxFrameHandler4",
        "__chkstk",
        "__intrinsic_setjmp",
        "__intrinsic_setjmpex",
        "_chkstk",
        "_longjmpex",
        "_setjmp",
        "_setjmpex",
        "longjmp",
        "setjmp",
    };

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

static void trace_world(struct module *module, enum world world)
{
    struct builtin_export *exports = module->exports;
    const void **targets = calloc(module->export_count, sizeof(*targets));

    for (size_t i = 0; targets && i < module->export_count; i++) {
        size_t same = 0;

        targets[i] = exports[i].entry[world];
        if (exports[i].kind != EXPORT_FUNCTION || !targets[i] || is_left_alone(exports[i].name))
            continue;
        while (same < i &&
               (targets[same] != targets[i] || exports[same].entry[world] == targets[same]))
            same++;
        exports[i].entry[world] = same < i ? exports[same].entry[world]
                                           : entry_new(module, exports[i].name, targets[i], world);
    }
    free(targets);
}

void call_trace_module(struct module *module)
{
    trace_world(module, WORLD_GUEST);
    trace_world(module, WORLD_HOST);
}

void call_trace_declared(const void *entry, const struct module *module, const char *name)
{
    struct traced *function = entry ? traced_at(entry, WORLD_HOST) : NULL;
    const struct call_signature *declared;

    if (!function)
        return;
    declared = call_signature_declared(module->name, name, function->surface);
    /* What was there may be in use by a call and stays; each method is asked for once. */
    if (declared)
        atomic_store(&function->shown, declared);
}

/* ---- threads ---------------------------------------------------------------------------- */

static void thread_free(void *block)
{
    struct call_thread *self = block;

    call_self = NULL;
    for (unsigned i = 0; i < DEPTH; i++)
        free(self->calls[i]);
    free(self);
}

static void thread_init_once(void)
{
    thread_ready = !pthread_key_create(&thread_key, thread_free);
}

static struct call_thread *current_thread(void)
{
    struct call_thread *self = call_self;

    if (likely(self))
        return self;
    pthread_once(&thread_once, thread_init_once);
    self = thread_ready ? calloc(1, sizeof(*self)) : NULL;
    if (self && pthread_setspecific(thread_key, self)) {
        free(self);
        self = NULL;
    }
    call_self = self;
    return self;
}

/* ---- arguments -------------------------------------------------------------------------- */

static bool shown_after(const struct call_type *type)
{
    return type->is_output || type->is_reference;
}

static void take_arguments(struct call *call, const struct call_frame *frame, enum world world)
{
    static const struct call_type word = {.kind = CALL_UNKNOWN, .bytes = 8};
    const struct call_signature *signature = call->signature;
    struct walk walk = {.frame = frame, .world = world};
    unsigned count = signature ? signature->count : 4;

    call->texts.used = 0;
    call->value_count = count < ARGUMENTS ? count : ARGUMENTS;
    for (unsigned i = 0; i < call->value_count; i++) {
        const struct call_type *type = signature ? &signature->params[i].type : &word;
        uint64_t bits = next(&walk, type);

        call->values[i] = shown_after(type) ? (struct call_value){.type = *type, .bits = bits}
                                            : call_value_take(*type, bits, &call->texts);
    }
}

static void take_outputs(struct call *call)
{
    for (unsigned i = 0; i < call->value_count; i++)
        if (shown_after(&call->values[i].type))
            call->values[i] =
                call_value_take(call->values[i].type, call->values[i].bits, &call->texts);
}

/* ---- records ---------------------------------------------------------------------------- */

struct outcome {
    bool is_lost, has_result, error_changed; /* is_lost: nothing else is known */
    struct call_value result;
    DWORD last_error;
    uint64_t duration_ns;
};

static void add_call_text(struct trace_line *line, const struct call *call, unsigned depth)
{
    const struct module *module = call->function->module;

    trace_line_format(line, "%*s%.*s!%s(", (int)depth * 2, "",
                      (int)(strlen(module->name) - strlen(".dll")), module->name,
                      call->function->name);
    for (unsigned i = 0; i < call->value_count; i++) {
        trace_line_add(line, ", ", i ? 2 : 0);
        call_value_text(line, &call->values[i]);
    }
    if (!call->signature || call->signature->variadic || call->signature->count > call->value_count)
        trace_line_format(line, "%s...", call->value_count ? ", " : "");
    trace_line_add(line, ")", 1);
}

static void add_outcome_text(struct trace_line *line, const struct outcome *outcome)
{
    if (outcome->is_lost) {
        trace_line_add(line, " did not return", 15);
        return;
    }
    if (outcome->has_result) {
        trace_line_add(line, " = ", 3);
        call_value_text(line, &outcome->result);
    }
    if (outcome->error_changed)
        trace_line_format(line, ", last error %u", (unsigned)outcome->last_error);
    trace_line_format(line, "  [%.4f ms]", (double)outcome->duration_ns / 1e6);
}

static void add_call_fields(struct trace_line *line, const struct call *call, unsigned depth)
{
    trace_line_format(line,
                      ",\"caller\":\"%s\",\"module\":\"%s\","
                      "\"function\":\"%s\",\"depth\":%u,\"args\":[",
                      call->world == WORLD_GUEST ? "guest" : "host", call->function->module->name,
                      call->function->name, depth);
    for (unsigned i = 0; i < call->value_count; i++) {
        const struct call_param *param = call->signature ? &call->signature->params[i] : NULL;

        trace_line_add(line, ",", i > 0);
        trace_line_add(line, "{\"name\":", 8);
        trace_line_json(line, param ? param->name : "", param ? strlen(param->name) : 0);
        trace_line_add(line, ",\"type\":", 8);
        trace_line_json(line, param ? param->type_name : "", param ? strlen(param->type_name) : 0);
        trace_line_add(line, ",\"value\":", 9);
        call_value_json(line, &call->values[i]);
        trace_line_add(line, "}", 1);
    }
    trace_line_add(line, "]", 1);
}

static void add_outcome_fields(struct trace_line *line, const struct outcome *outcome)
{
    trace_line_format(line, ",\"returned\":%s", outcome->is_lost ? "false" : "true");
    if (outcome->is_lost)
        return;
    if (outcome->has_result) {
        trace_line_add(line, ",\"result\":", 10);
        call_value_json(line, &outcome->result);
    }
    if (outcome->error_changed)
        trace_line_format(line, ",\"last_error\":%u", (unsigned)outcome->last_error);
    trace_line_format(line, ",\"us\":%.1f", (double)outcome->duration_ns / 1e3);
}

static bool never_returns(const struct call *call)
{
    return call->signature && !call->signature->returns;
}

/* @outcome: NULL before the call. */
static void report(const struct call *call, unsigned depth, const struct outcome *outcome)
{
    enum trace_level level = !outcome                                        ? TRACE_DEBUG
                             : outcome->error_changed && outcome->last_error ? TRACE_WARN
                                                                             : TRACE_INFO;
    struct trace_line text, fields;

    if (!outcome && never_returns(call))
        level = TRACE_INFO;
    if (trace_levels[TRACE_call] < level)
        return;
    trace_line_init(&text);
    trace_line_init(&fields);
    add_call_text(&text, call, depth);
    if (outcome)
        add_outcome_text(&text, outcome);
    else
        trace_line_add(&text, " ...", 4);
    if (trace_is_json()) {
        add_call_fields(&fields, call, depth);
        if (outcome)
            add_outcome_fields(&fields, outcome);
    }
    trace_record(TRACE_call, level, &text, &fields);
    trace_line_finish(&fields);
    trace_line_finish(&text);
}

/* ---- around the call -------------------------------------------------------------------- */

/* Forget the calls at and above a depth, which an exception or longjmp has left. */
static void forget(struct call_thread *self, unsigned depth)
{
    static const struct outcome lost = {.is_lost = true};

    while (self->depth > depth) {
        const struct call *call = self->calls[--self->depth];

        if (!never_returns(call))
            report(call, self->depth, &lost);
    }
}

/* The place for a new call, or NULL. */
static struct call *push(struct call_thread *self, struct call_frame *frame)
{
    unsigned depth = self->depth;
    struct call *call;

    while (depth && self->calls[depth - 1]->frame <= (uintptr_t)frame)
        depth--;
    forget(self, depth);
    if (self->depth == DEPTH)
        return NULL;
    if (!self->calls[self->depth])
        self->calls[self->depth] = malloc(sizeof(*call));
    call = self->calls[self->depth];
    if (!call)
        return NULL;
    frame->slot = self->depth++;
    call->frame = (uintptr_t)frame;
    return call;
}

static uint64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void begin(struct call *call, const struct call_frame *frame, enum world world)
{
    take_arguments(call, frame, world);
    call->last_error = teb_self ? teb_self->LastErrorValue : 0;
    if (trace_on(call, DEBUG) || never_returns(call))
        report(call, (unsigned)frame->slot, NULL);
}

static uint64_t enter(struct call_frame *frame, enum world world)
{
    struct traced *function = traced_at((const void *)(frame->entry - CALL_ENTRY_LEA), world);
    struct call_thread *self;
    struct call *call = NULL;
    int saved = errno;

    frame->target = function->target;
    frame->slot = NO_SLOT;
    self = current_thread();
    if (self && !self->is_busy && trace_levels[TRACE_call]) {
        self->is_busy = true;
        call = push(self, frame);
        if (call) {
            call->function = function;
            call->world = world;
            call->signature = atomic_load(&function->shown);
            begin(call, frame, world);
        }
        self->is_busy = false;
    }
    if (call)
        call->start_ns = now_ns();
    errno = saved;
    return (words_there(frame, function->words) + 1) & ~(uint64_t)1;
}

static void end(struct call *call, const struct call_frame *frame, uint64_t end_ns)
{
    const struct call_signature *signature = call->signature;
    struct outcome outcome = {
        .has_result = !signature || signature->result.kind != CALL_VOID,
        .last_error = teb_self ? teb_self->LastErrorValue : 0,
        .duration_ns = end_ns - call->start_ns,
    };
    struct call_type type =
        signature ? signature->result : (struct call_type){.kind = CALL_UNKNOWN, .bytes = 8};
    uint64_t bits = type.kind == CALL_FLOAT ? frame->result_x[0][0] : frame->result;

    outcome.error_changed = outcome.last_error != call->last_error;
    if (call_value_is_good(type, bits))
        take_outputs(call);
    outcome.result = call_value_take(type, bits, &call->texts);
    report(call, (unsigned)frame->slot, &outcome);
}

static void leave(struct call_frame *frame)
{
    uint64_t end_ns = now_ns();
    struct call_thread *self = call_self;
    int saved = errno;

    /* The thread's own end may have taken its stack of calls away. */
    if (frame->slot != NO_SLOT && self && frame->slot < self->depth &&
        self->calls[frame->slot]->frame == (uintptr_t)frame) {
        self->is_busy = true;
        forget(self, (unsigned)frame->slot + 1);
        end(self->calls[frame->slot], frame, end_ns);
        self->depth = (unsigned)frame->slot;
        self->is_busy = false;
    }
    errno = saved;
}

uint64_t GUEST_CALL call_enter_guest(struct call_frame *frame)
{
    return enter(frame, WORLD_GUEST);
}

uint64_t HOST_CALL call_enter_host(struct call_frame *frame)
{
    return enter(frame, WORLD_HOST);
}

void GUEST_CALL call_leave_guest(struct call_frame *frame)
{
    leave(frame);
}

void HOST_CALL call_leave_host(struct call_frame *frame)
{
    leave(frame);
}
