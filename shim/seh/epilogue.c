/* SPDX-License-Identifier: MIT */
/* epilogue.c - decodes the few instruction forms that epilogues may have, see epilogue.h */
#include <string.h>

#include "shim/seh/epilogue.h"
#include "shim/seh/unwind.h"

struct decoder {
    const uint8_t *at, *begin, *end; /* code of the function */
    CONTEXT *context;                /* registers, or a scratch copy while recognising */
    KNONVOLATILE_CONTEXT_POINTERS *locations;
    unsigned frame_register;
};

static int32_t read_i32(const uint8_t *at)
{
    int32_t value;

    memcpy(&value, at, sizeof(value));
    return value;
}

static bool has(const struct decoder *decoder, size_t bytes)
{
    return (size_t)(decoder->end - decoder->at) >= bytes;
}

/* add rsp, imm8 or imm32 */
static void run_add(struct decoder *decoder)
{
    const uint8_t *at = decoder->at;

    if (has(decoder, 4) && at[0] == 0x48 && at[1] == 0x83 && at[2] == 0xc4) {
        decoder->context->Rsp += (DWORD64)(int8_t)at[3];
        decoder->at += 4;
    } else if (has(decoder, 7) && at[0] == 0x48 && at[1] == 0x81 && at[2] == 0xc4) {
        decoder->context->Rsp += (DWORD64)read_i32(at + 3);
        decoder->at += 7;
    }
}

/* lea rsp, [frame register + disp] */
static void run_lea(struct decoder *decoder)
{
    const uint8_t *at = decoder->at;
    unsigned base, mode;

    if (!decoder->frame_register || !has(decoder, 4) || (at[0] & 0xfe) != 0x48 || at[1] != 0x8d ||
        (at[2] & 0x38) != 0x20)
        return;
    base = (at[2] & 7u) | (at[0] & 1u) << 3;
    mode = at[2] >> 6;
    if (base != decoder->frame_register || (base & 7) == 4)
        return;
    if (mode == 1) {
        decoder->context->Rsp = *context_register(decoder->context, base) + (DWORD64)(int8_t)at[3];
        decoder->at += 4;
    } else if (mode == 2 && has(decoder, 7)) {
        decoder->context->Rsp =
            *context_register(decoder->context, base) + (DWORD64)read_i32(at + 3);
        decoder->at += 7;
    }
}

static bool run_pop(struct decoder *decoder)
{
    const uint8_t *at = decoder->at;
    bool extended = has(decoder, 2) && (at[0] & 0xf1) == 0x41;
    unsigned number;

    if (extended)
        at++;
    if (at >= decoder->end || (*at & 0xf8) != 0x58)
        return false;
    number = (*at & 7u) | (extended ? 8u : 0u);
    memcpy(context_register(decoder->context, number), (void *)(uintptr_t)decoder->context->Rsp, 8);
    if (decoder->locations)
        decoder->locations->IntegerContext[number] = (DWORD64 *)(uintptr_t)decoder->context->Rsp;
    decoder->context->Rsp += 8;
    decoder->at = at + 1;
    return true;
}

static bool leaves(const struct decoder *decoder, const uint8_t *target)
{
    return target < decoder->begin || target >= decoder->end;
}

/*
 * A jump that leaves the function ends it only after something was undone: gcc's cold parts are
 * reached by such jumps with the whole frame in place.
 */
static bool is_exit(const struct decoder *decoder, bool undone, unsigned *ret_pop_bytes)
{
    const uint8_t *at = decoder->at;

    *ret_pop_bytes = 0;
    if (has(decoder, 1) && at[0] == 0xc3)
        return true;
    if (has(decoder, 2) && at[0] == 0xf3 && at[1] == 0xc3)
        return true;
    if (has(decoder, 3) && at[0] == 0xc2) {
        *ret_pop_bytes = at[1] | (unsigned)at[2] << 8;
        return true;
    }
    if (!undone)
        return false;
    if (has(decoder, 2) && at[0] == 0xeb)
        return leaves(decoder, at + 2 + (int8_t)at[1]);
    if (has(decoder, 5) && at[0] == 0xe9)
        return leaves(decoder, at + 5 + read_i32(at + 1));
    if (has(decoder, 1) && (at[0] & 0xf8) == 0x48)
        at++;
    /* jmp through memory without a base (mod 00), or a register with REX.W (tail calls) */
    return decoder->end - at >= 2 && at[0] == 0xff &&
           ((at[1] & 0xf8) == 0x20 || at[1] == 0x25 || (at[1] & 0xf8) == 0xe0);
}

bool epilogue_run(uintptr_t base, uintptr_t pc, const RUNTIME_FUNCTION *entry,
                  unsigned frame_register, CONTEXT *context,
                  KNONVOLATILE_CONTEXT_POINTERS *locations)
{
    CONTEXT scratch = *context;
    KNONVOLATILE_CONTEXT_POINTERS scratch_locations = {0};
    struct decoder decoder = {
        .at = (const uint8_t *)pc,
        .begin = (const uint8_t *)(base + entry->BeginAddress),
        .end = (const uint8_t *)(base + entry->EndAddress),
        .context = &scratch,
        .locations = locations ? &scratch_locations : NULL,
        .frame_register = frame_register,
    };
    unsigned pop_bytes;

    if (locations)
        scratch_locations = *locations;
    run_add(&decoder);
    if (decoder.at == (const uint8_t *)pc)
        run_lea(&decoder);
    while (run_pop(&decoder))
        continue;
    if (!is_exit(&decoder, decoder.at != (const uint8_t *)pc, &pop_bytes))
        return false;
    *context = scratch;
    if (locations)
        *locations = scratch_locations;
    memcpy(&context->Rip, (void *)(uintptr_t)context->Rsp, 8);
    context->Rsp += 8 + pop_bytes;
    return true;
}
