/* SPDX-License-Identifier: MIT */
/*
 * unwind.c - unwind codes and epilogues of x64 functions, see unwind.h
 *
 * Source: learn.microsoft.com, cpp/build/exception-handling-x64
 */
#include <string.h>

#include "shim/seh/epilogue.h"
#include "shim/seh/unwind.h"

enum {
    OP_PUSH_NONVOL = 0,
    OP_ALLOC_LARGE = 1,
    OP_ALLOC_SMALL = 2,
    OP_SET_FPREG = 3,
    OP_SAVE_NONVOL = 4,
    OP_SAVE_NONVOL_FAR = 5,
    OP_EPILOG = 6, /* version 2 */
    OP_SPARE = 7,
    OP_SAVE_XMM128 = 8,
    OP_SAVE_XMM128_FAR = 9,
    OP_PUSH_MACHFRAME = 10,
};

/* Extra 16-bit nodes of each operation; large allocations with info 1 have one more. */
static const unsigned char extra_nodes[16] = {0, 1, 0, 0, 1, 2, 1, 2, 1, 2, 0, 0, 0, 0, 0, 0};

#define CHAIN_LIMIT 32 /* entries that may be chained before the data must be wrong */

struct unwind_info {
    uint8_t version : 3, flags : 5;
    uint8_t prologue_bytes;
    uint8_t node_count;
    uint8_t frame_register : 4, frame_offset : 4;
    uint16_t nodes[];
};

struct step {
    CONTEXT *context;
    KNONVOLATILE_CONTEXT_POINTERS *locations;
    bool machine_frame; /* rip came from a machine frame */
};

static uint64_t read_u64(uint64_t address)
{
    uint64_t value;

    memcpy(&value, (const void *)(uintptr_t)address, sizeof(value));
    return value;
}

static void restore_register(struct step *step, unsigned number, uint64_t address)
{
    *context_register(step->context, number) = read_u64(address);
    if (step->locations)
        step->locations->IntegerContext[number] = (DWORD64 *)(uintptr_t)address;
}

static void restore_xmm(struct step *step, unsigned number, uint64_t address)
{
    memcpy(&step->context->FltSave.XmmRegisters[number], (const void *)(uintptr_t)address,
           sizeof(M128A));
    if (step->locations)
        step->locations->FloatingContext[number] = (M128A *)(uintptr_t)address;
}

static void pop_machine_frame(struct step *step, bool with_error_code)
{
    uint64_t at = step->context->Rsp + (with_error_code ? 8 : 0);

    step->context->Rip = read_u64(at);
    step->context->Rsp = read_u64(at + 24);
    step->machine_frame = true;
}

static uint32_t far_offset(const uint16_t *node)
{
    return node[1] | (uint32_t)node[2] << 16;
}

/* Undo one operation of the prologue; @frame is where saved registers are counted from. */
static void undo(struct step *step, const struct unwind_info *info, const uint16_t *node,
                 uint64_t frame)
{
    unsigned operation = node[0] >> 8 & 0xf, number = node[0] >> 12;
    CONTEXT *context = step->context;

    switch (operation) {
    case OP_PUSH_NONVOL:
        restore_register(step, number, context->Rsp);
        context->Rsp += 8;
        break;
    case OP_ALLOC_LARGE:
        context->Rsp += number ? far_offset(node) : node[1] * 8u;
        break;
    case OP_ALLOC_SMALL:
        context->Rsp += number * 8 + 8;
        break;
    case OP_SET_FPREG:
        context->Rsp = *context_register(context, info->frame_register) - info->frame_offset * 16u;
        break;
    case OP_SAVE_NONVOL:
        restore_register(step, number, frame + node[1] * 8u);
        break;
    case OP_SAVE_NONVOL_FAR:
        restore_register(step, number, frame + far_offset(node));
        break;
    case OP_SAVE_XMM128:
        restore_xmm(step, number, frame + node[1] * 16u);
        break;
    case OP_SAVE_XMM128_FAR:
        restore_xmm(step, number, frame + far_offset(node));
        break;
    case OP_PUSH_MACHFRAME:
        pop_machine_frame(step, number != 0);
        break;
    }
}

static unsigned node_length(uint16_t node)
{
    unsigned operation = node >> 8 & 0xf;

    return 1u + extra_nodes[operation] + (operation == OP_ALLOC_LARGE && node >> 12);
}

/* The frame register holds the frame once its instruction has run. */
static uint64_t frame_of(const struct unwind_info *info, const CONTEXT *context, unsigned done)
{
    if (!info->frame_register)
        return context->Rsp;
    for (unsigned i = 0; i < info->node_count; i += node_length(info->nodes[i]))
        if ((info->nodes[i] >> 8 & 0xf) == OP_SET_FPREG && (info->nodes[i] & 0xff) > done)
            return context->Rsp;
    return *context_register((CONTEXT *)context, info->frame_register) - info->frame_offset * 16u;
}

static void undo_prologue(struct step *step, const struct unwind_info *info, unsigned done,
                          uint64_t frame)
{
    for (unsigned i = 0; i < info->node_count; i += node_length(info->nodes[i]))
        if ((info->nodes[i] & 0xff) <= done && i + node_length(info->nodes[i]) <= info->node_count)
            undo(step, info, &info->nodes[i], frame);
}

/* What stands behind the codes: a chained entry, or the handler's offset and data. */
static const void *after_codes(const struct unwind_info *info)
{
    return info->nodes + ((info->node_count + 1u) & ~1u);
}

static const struct unwind_info *info_of(uintptr_t base, const RUNTIME_FUNCTION *entry)
{
    return (const void *)(base + entry->UnwindData);
}

static const struct unwind_info *undo_chain(struct step *step, uintptr_t base,
                                            const struct unwind_info *info)
{
    for (int depth = 0; info->flags & UNW_FLAG_CHAININFO && depth < CHAIN_LIMIT; depth++) {
        info = info_of(base, after_codes(info));
        undo_prologue(step, info, 0xff, frame_of(info, step->context, 0xff));
    }
    return info;
}

static void return_to_caller(struct step *step)
{
    if (step->machine_frame)
        return;
    step->context->Rip = read_u64(step->context->Rsp);
    step->context->Rsp += 8;
}

void *unwind_frame(DWORD handler_type, uintptr_t base, uintptr_t pc, const RUNTIME_FUNCTION *entry,
                   CONTEXT *context, void **ret_handler_data, DWORD64 *ret_establisher,
                   KNONVOLATILE_CONTEXT_POINTERS *locations)
{
    struct step step = {.context = context, .locations = locations};
    const struct unwind_info *info = entry ? info_of(base, entry) : NULL;
    uint64_t offset = entry ? pc - (base + entry->BeginAddress) : 0;
    bool in_prologue = info && offset < info->prologue_bytes && !(info->flags & UNW_FLAG_CHAININFO);
    unsigned done = in_prologue ? (unsigned)offset : 0xff;
    const uint32_t *handler;

    *ret_establisher = info ? frame_of(info, context, done) : context->Rsp;
    if (info && !in_prologue &&
        epilogue_run(base, pc, entry, info->frame_register, context, locations))
        return NULL;
    if (info) {
        undo_prologue(&step, info, done, *ret_establisher);
        info = undo_chain(&step, base, info);
    }
    return_to_caller(&step);
    if (!info || in_prologue ||
        !(info->flags & handler_type & (UNW_FLAG_EHANDLER | UNW_FLAG_UHANDLER)))
        return NULL;
    handler = after_codes(info);
    *ret_handler_data = (void *)(handler + 1);
    return (void *)(base + *handler);
}
