/* SPDX-License-Identifier: MIT */
/*
 * dwarf.c - a small interpreter of call frame information, see dwarf.h
 *
 * libgcc finds the description (_Unwind_Find_FDE); reading it is done here,
 * because libgcc's own unwinder knows no SSE registers, which functions of the
 * Microsoft convention save. Descriptions come from ELF files that the dynamic
 * loader trusts already, so they are read without bounds of their own.
 */
#include <errno.h>
#include <string.h>

#include "shim/seh/dwarf.h"
#include "shim/seh/unwind.h"

/* libgcc's look-up, as its unwind-dw2-fde.h declares it. */
struct dwarf_eh_bases {
    void *tbase, *dbase, *func;
};
extern const void *_Unwind_Find_FDE(const void *pc, struct dwarf_eh_bases *bases);

#define COLUMNS      33 /* 16 general registers, the return address, 16 SSE registers */
#define COLUMN_RSP   7
#define COLUMN_RIP   16
#define COLUMN_XMM0  17
#define STATES_MAX   8
#define STACK_MAX    32
#define ENC_OMIT     0xff
#define ENC_INDIRECT 0x80

enum rule_kind {
    RULE_SAME,
    RULE_UNDEFINED,
    RULE_OFFSET,
    RULE_VALUE_OFFSET,
    RULE_REGISTER,
    RULE_EXPRESSION,
    RULE_VALUE_EXPRESSION
};

struct rule {
    enum rule_kind kind;
    int64_t offset; /* or register number */
    const uint8_t *expression;
};

struct row {
    struct rule registers[COLUMNS];
    unsigned cfa_register;
    int64_t cfa_offset;
    const uint8_t *cfa_expression; /* or NULL */
};

struct cie {
    uint64_t code_alignment;
    int64_t data_alignment;
    uint8_t fde_encoding;
    bool has_augmentation;
    bool signal_frame;
    const uint8_t *instructions, *end;
};

/* Windows' number of a DWARF general register (System V ABI, figure 3.36). */
static const uint8_t windows_number[16] = {0, 2, 1, 3, 6, 7, 5, 4, 8, 9, 10, 11, 12, 13, 14, 15};

static uint64_t register_value(CONTEXT *context, unsigned column)
{
    if (column < 16)
        return *context_register(context, windows_number[column]);
    return column == COLUMN_RIP ? context->Rip : 0;
}

/* ---- reading ---------------------------------------------------------------------------- */

static uint64_t read_uleb(const uint8_t **at)
{
    uint64_t value = 0;
    unsigned shift = 0;
    uint8_t byte;

    do {
        byte = *(*at)++;
        if (shift < 64)
            value |= (uint64_t)(byte & 0x7f) << shift;
        shift += 7;
    } while (byte & 0x80);
    return value;
}

static int64_t read_sleb(const uint8_t **at)
{
    uint64_t value = 0;
    unsigned shift = 0;
    uint8_t byte;

    do {
        byte = *(*at)++;
        if (shift < 64)
            value |= (uint64_t)(byte & 0x7f) << shift;
        shift += 7;
    } while (byte & 0x80);
    if (shift < 64 && byte & 0x40)
        value |= ~(uint64_t)0 << shift;
    return (int64_t)value;
}

static uint64_t read_fixed(const uint8_t **at, unsigned bytes)
{
    uint64_t value = 0;

    memcpy(&value, *at, bytes);
    *at += bytes;
    return value;
}

static int64_t read_signed(const uint8_t **at, unsigned bytes)
{
    uint64_t value = read_fixed(at, bytes);
    unsigned shift = 64 - bytes * 8;

    return (int64_t)(value << shift) >> shift;
}

static void skip_block(const uint8_t **at)
{
    uint64_t bytes = read_uleb(at);

    *at += bytes;
}

/* A pointer in one of the encodings of .eh_frame (LSB Core, "DWARF Exception Header Encoding"). */
static uint64_t read_encoded(const uint8_t **at, uint8_t encoding)
{
    const uint8_t *start = *at;
    uint64_t value;

    if (encoding == ENC_OMIT)
        return 0;
    switch (encoding & 0x0f) {
    case 0x01:
        value = read_uleb(at);
        break;
    case 0x02:
        value = read_fixed(at, 2);
        break;
    case 0x03:
        value = read_fixed(at, 4);
        break;
    case 0x09:
        value = (uint64_t)read_sleb(at);
        break;
    case 0x0a:
        value = (uint64_t)read_signed(at, 2);
        break;
    case 0x0b:
        value = (uint64_t)read_signed(at, 4);
        break;
    default:
        value = read_fixed(at, 8);
        break;
    }
    if ((encoding & 0x70) == 0x10 && value)
        value += (uintptr_t)start;
    if (encoding & ENC_INDIRECT && value)
        memcpy(&value, (const void *)(uintptr_t)value, sizeof(value));
    return value;
}

static void skip_personality(const uint8_t **at)
{
    uint8_t encoding = *(*at)++;

    read_encoded(at, encoding & 0x7f);
}

static bool read_cie(const uint8_t *at, struct cie *cie)
{
    uint32_t length = (uint32_t)read_fixed(&at, 4);
    const char *augmentation;
    uint8_t version;

    cie->end = at + length;
    at += 4; /* CIE id */
    version = *at++;
    augmentation = (const char *)at;
    at += strlen(augmentation) + 1;
    if (length == 0xffffffff || (version != 1 && version != 3))
        return false;
    cie->code_alignment = read_uleb(&at);
    cie->data_alignment = read_sleb(&at);
    if (version == 1)
        at++;
    else
        read_uleb(&at);
    cie->fde_encoding = 0;
    cie->signal_frame = false;
    cie->has_augmentation = *augmentation == 'z';
    cie->instructions = at;
    if (!cie->has_augmentation)
        return *augmentation == '\0';
    skip_block(&cie->instructions);
    read_uleb(&at);
    for (augmentation++; *augmentation; augmentation++) {
        if (*augmentation == 'R')
            cie->fde_encoding = *at++;
        else if (*augmentation == 'L')
            at++;
        else if (*augmentation == 'P')
            skip_personality(&at);
        else if (*augmentation == 'S')
            cie->signal_frame = true;
        else
            break;
    }
    return true;
}

/* ---- call frame instructions ------------------------------------------------------------ */

struct machine {
    const struct cie *cie;
    struct row row, initial;
    struct row saved[STATES_MAX];
    unsigned saved_count;
    uint64_t location, wanted;
};

static void set_rule(struct machine *m, uint64_t column, enum rule_kind kind, int64_t offset)
{
    if (column < COLUMNS)
        m->row.registers[column] = (struct rule){.kind = kind, .offset = offset};
}

static void set_expression(struct machine *m, uint64_t column, enum rule_kind kind,
                           const uint8_t **at)
{
    if (column < COLUMNS)
        m->row.registers[column] = (struct rule){.kind = kind, .expression = *at};
    skip_block(at);
}

static void define_cfa(struct machine *m, uint64_t number, int64_t offset)
{
    m->row.cfa_register = (unsigned)number;
    m->row.cfa_offset = offset;
    m->row.cfa_expression = NULL;
}

/* def_cfa and its relatives */
static bool run_cfa(struct machine *m, uint8_t code, const uint8_t **at)
{
    int64_t scale = m->cie->data_alignment;
    uint64_t number;

    switch (code) {
    case 0x0c: /* def_cfa */
        number = read_uleb(at);
        define_cfa(m, number, (int64_t)read_uleb(at));
        return true;
    case 0x0d: /* def_cfa_register */
        define_cfa(m, read_uleb(at), m->row.cfa_offset);
        return true;
    case 0x0e: /* def_cfa_offset */
        m->row.cfa_offset = (int64_t)read_uleb(at);
        return true;
    case 0x0f: /* def_cfa_expression */
        m->row.cfa_expression = *at;
        skip_block(at);
        return true;
    case 0x12: /* def_cfa_sf */
        number = read_uleb(at);
        define_cfa(m, number, read_sleb(at) * scale);
        return true;
    case 0x13: /* def_cfa_offset_sf */
        m->row.cfa_offset = read_sleb(at) * scale;
        return true;
    default:
        return false;
    }
}

/* Rules that name their register in full. */
static bool run_register(struct machine *m, uint8_t code, const uint8_t **at)
{
    int64_t scale = m->cie->data_alignment;
    uint64_t column = read_uleb(at);

    switch (code) {
    case 0x05: /* offset_extended */
        set_rule(m, column, RULE_OFFSET, (int64_t)read_uleb(at) * scale);
        return true;
    case 0x06: /* restore_extended */
        if (column < COLUMNS)
            m->row.registers[column] = m->initial.registers[column];
        return true;
    case 0x07: /* undefined */
        set_rule(m, column, RULE_UNDEFINED, 0);
        return true;
    case 0x08: /* same_value */
        set_rule(m, column, RULE_SAME, 0);
        return true;
    case 0x09: /* register */
        set_rule(m, column, RULE_REGISTER, (int64_t)read_uleb(at));
        return true;
    case 0x10: /* expression */
    case 0x16: /* val_expression */
        set_expression(m, column, code == 0x10 ? RULE_EXPRESSION : RULE_VALUE_EXPRESSION, at);
        return true;
    case 0x11: /* offset_extended_sf */
        set_rule(m, column, RULE_OFFSET, read_sleb(at) * scale);
        return true;
    case 0x14: /* val_offset */
        set_rule(m, column, RULE_VALUE_OFFSET, (int64_t)read_uleb(at) * scale);
        return true;
    case 0x15: /* val_offset_sf */
        set_rule(m, column, RULE_VALUE_OFFSET, read_sleb(at) * scale);
        return true;
    default:
        return false;
    }
}

static bool run_state(struct machine *m, uint8_t code)
{
    if (code == 0x0a && m->saved_count < STATES_MAX) { /* remember_state */
        m->saved[m->saved_count++] = m->row;
        return true;
    }
    if (code == 0x0b && m->saved_count) { /* restore_state */
        m->row = m->saved[--m->saved_count];
        return true;
    }
    return false;
}

/* Instructions with operands of their own; the three packed ones are run() itself. */
static bool run_extended(struct machine *m, uint8_t code, const uint8_t **at)
{
    switch (code) {
    case 0x00: /* nop */
        return true;
    case 0x01: /* set_loc */
        m->location = read_encoded(at, m->cie->fde_encoding);
        return true;
    case 0x02: /* advance_loc1, 2, 4 */
    case 0x03:
    case 0x04:
        m->location += read_fixed(at, 1u << (code - 2)) * m->cie->code_alignment;
        return true;
    case 0x0a:
    case 0x0b:
        return run_state(m, code);
    case 0x0c:
    case 0x0d:
    case 0x0e:
    case 0x0f:
    case 0x12:
    case 0x13:
        return run_cfa(m, code, at);
    case 0x2e: /* GNU_args_size */
        read_uleb(at);
        return true;
    default:
        return run_register(m, code, at);
    }
}

static bool run(struct machine *m, const uint8_t *at, const uint8_t *end)
{
    while (at < end && m->location <= m->wanted) {
        uint8_t code = *at++, low = code & 0x3f;

        if (code >> 6 == 1)
            m->location += low * m->cie->code_alignment;
        else if (code >> 6 == 2)
            set_rule(m, low, RULE_OFFSET, (int64_t)read_uleb(&at) * m->cie->data_alignment);
        else if (code >> 6 == 3)
            m->row.registers[low < COLUMNS ? low : 0] =
                m->initial.registers[low < COLUMNS ? low : 0];
        else if (!run_extended(m, code, &at))
            return false;
    }
    return true;
}

/* ---- expressions ------------------------------------------------------------------------ */

/* The operations that compilers and the C library use for frames. */
static bool evaluate(const uint8_t *at, CONTEXT *context, uint64_t first, uint64_t *ret_value)
{
    uint64_t bytes = read_uleb(&at), stack[STACK_MAX] = {first};
    const uint8_t *end = at + bytes;
    unsigned depth = 1;

    while (at < end) {
        uint8_t code = *at++;

        if (depth == 0 || depth >= STACK_MAX - 1)
            return false;
        if (code >= 0x70 && code <= 0x8f) { /* breg0 … */
            stack[depth] = register_value(context, code - 0x70u) + (uint64_t)read_sleb(&at);
            depth++;
        } else if (code >= 0x30 && code <= 0x4f) { /* lit0 … */
            stack[depth++] = code - 0x30u;
        } else if (code == 0x06) { /* deref */
            memcpy(&stack[depth - 1], (const void *)(uintptr_t)stack[depth - 1], 8);
        } else if (code == 0x23) { /* plus_uconst */
            stack[depth - 1] += read_uleb(&at);
        } else if (code == 0x08) { /* const1u */
            stack[depth++] = read_fixed(&at, 1);
        } else if (code == 0x09) { /* const1s */
            stack[depth++] = (uint64_t)read_signed(&at, 1);
        } else if (depth >= 2 &&
                   (code == 0x1a || code == 0x22 || code == 0x24 || code == 0x2a || code == 0x1c)) {
            uint64_t right = stack[--depth], *left = &stack[depth - 1];

            *left = code == 0x1a   ? *left & right                                 /* and */
                    : code == 0x22 ? *left + right                                 /* plus */
                    : code == 0x1c ? *left - right                                 /* minus */
                    : code == 0x24 ? *left << right                                /* shl */
                                   : (uint64_t)((int64_t)*left >= (int64_t)right); /* ge */
        } else {
            return false;
        }
    }
    *ret_value = stack[depth - 1];
    return true;
}

/* ---- applying a row --------------------------------------------------------------------- */

static bool cfa_of(const struct row *row, CONTEXT *context, uint64_t *ret_cfa)
{
    if (row->cfa_expression)
        return evaluate(row->cfa_expression, context, 0, ret_cfa);
    *ret_cfa = register_value(context, row->cfa_register) + (uint64_t)row->cfa_offset;
    return true;
}

static void store(CONTEXT *context, unsigned column, uint64_t value)
{
    if (column < 16)
        *context_register(context, windows_number[column]) = value;
    else if (column == COLUMN_RIP)
        context->Rip = value;
}

static void load(CONTEXT *context, unsigned column, uint64_t address)
{
    uint64_t value;

    if (column >= COLUMN_XMM0) {
        memcpy(&context->FltSave.XmmRegisters[column - COLUMN_XMM0],
               (const void *)(uintptr_t)address, sizeof(M128A));
        return;
    }
    memcpy(&value, (const void *)(uintptr_t)address, sizeof(value));
    store(context, column, value);
}

static bool apply_rule(const struct rule *rule, unsigned column, CONTEXT *from, CONTEXT *to,
                       uint64_t cfa)
{
    uint64_t value;

    switch (rule->kind) {
    case RULE_SAME:
        return true;
    case RULE_UNDEFINED:
        if (column == COLUMN_RIP)
            to->Rip = 0; /* the outermost frame */
        return true;
    case RULE_OFFSET:
        load(to, column, cfa + (uint64_t)rule->offset);
        return true;
    case RULE_VALUE_OFFSET:
        store(to, column, cfa + (uint64_t)rule->offset);
        return true;
    case RULE_REGISTER:
        store(to, column, register_value(from, (unsigned)rule->offset));
        return true;
    case RULE_EXPRESSION:
    case RULE_VALUE_EXPRESSION:
        if (!evaluate(rule->expression, from, cfa, &value))
            return false;
        if (rule->kind == RULE_EXPRESSION)
            load(to, column, value);
        else
            store(to, column, value);
        return true;
    }
    return false;
}

static int apply(const struct row *row, CONTEXT *context)
{
    CONTEXT caller = *context;
    uint64_t cfa;

    if (!cfa_of(row, context, &cfa))
        return -EINVAL;
    caller.Rsp = cfa;
    for (unsigned column = 0; column < COLUMNS; column++)
        if (!apply_rule(&row->registers[column], column, context, &caller, cfa))
            return -EINVAL;
    *context = caller;
    return 0;
}

int dwarf_step(CONTEXT *context, bool after_call)
{
    uintptr_t pc = context->Rip - (after_call ? 1 : 0);
    struct dwarf_eh_bases bases;
    const uint8_t *fde = _Unwind_Find_FDE((const void *)pc, &bases), *at = fde, *end;
    struct machine machine;
    struct cie cie;
    uint32_t length, cie_offset;

    if (!fde)
        return -ENOENT;
    memset(&machine, 0, sizeof(machine));
    length = (uint32_t)read_fixed(&at, 4);
    end = at + length;
    cie_offset = (uint32_t)read_fixed(&at, 4);
    if (!read_cie(at - 4 - cie_offset, &cie))
        return -EINVAL;
    machine.cie = &cie;
    machine.location = read_encoded(&at, cie.fde_encoding);
    read_encoded(&at, cie.fde_encoding & 0x0f);
    if (cie.has_augmentation)
        skip_block(&at);
    machine.wanted = ~(uint64_t)0;
    if (!run(&machine, cie.instructions, cie.end))
        return -EINVAL;
    machine.initial = machine.row;
    machine.location = (uintptr_t)bases.func;
    machine.wanted = cie.signal_frame ? context->Rip : pc;
    if (!run(&machine, at, end))
        return -EINVAL;
    return apply(&machine.row, context);
}
