/* SPDX-License-Identifier: MIT */
/*
 * call-signature.h - what a traced function takes and returns, as far as showing it needs
 *
 * Signatures come from the surfaces' own definitions (a table that
 * call-signatures.py makes of them) and, for a P/Invoke, from the client's
 * metadata, which tells more precisely what the client passed.
 */
#ifndef WINSHIM_BRIDGE_CALL_SIGNATURE_H
#define WINSHIM_BRIDGE_CALL_SIGNATURE_H

#include "shim/abi.h"

struct module;

enum call_kind {
    CALL_UNKNOWN, /* the register as it is */
    CALL_VOID,
    CALL_SIGNED,
    CALL_UNSIGNED,
    CALL_TRUTH,  /* BOOL and its like: a number, but true or false in JSON */
    CALL_STATUS, /* HRESULT, NTSTATUS: 0x80004005; negative means failure */
    CALL_HANDLE,
    CALL_POINTER,
    CALL_WIDE,   /* UTF-16 text */
    CALL_NARROW, /* UTF-8 text */
    CALL_GUID,   /* pointer to one */
    CALL_FLOAT,  /* 4 or 8 bytes, in a vector register */
    CALL_STRUCT, /* by value */
};

struct call_type {
    uint8_t kind;      /* enum call_kind */
    uint8_t bytes;     /* of a number or struct; of what it points to with is_reference */
    bool is_reference; /* a pointer to one such number, which is shown after the call */
    bool is_output;    /* text that the function writes: shown after the call */
    bool zero_is_good; /* as a result: 0 is success */
};

struct call_param {
    struct call_type type;
    const char *type_name, *name; /* "" when not known */
};

struct call_signature {
    struct call_type result;
    const char *result_name; /* of the type */
    bool returns, variadic;
    bool is_exact; /* every parameter's place is known */
    unsigned count;
    struct call_param params[];
};

/* One row of the generated table, see call-signatures.py. Sorted by function. */
struct call_signature_text {
    const char *function;
    const char *text;
};

extern const struct call_signature_text call_signature_texts[];
extern const size_t call_signature_text_count;

/** call_signature_text() - the row of "module!Export" or "Function"; NULL: none */
const char *call_signature_text(const char *function);

/**
 * call_signature_parse() - a signature from a row's text
 * @text: "BOOL|LPCWSTR sound|DWORD flags"; the names of the result point into it
 *
 * Return: malloc'ed in one block; NULL when memory is out.
 */
struct call_signature *call_signature_parse(const char *text);

/** call_type_of() - how a type is passed and shown, from its spelling in C ("const WCHAR *") */
struct call_type call_type_of(const char *spelling);

/**
 * call_signature_declared() - what the managed program declares of a function
 * @module: name of the module
 * @entry: as dlsym got it; its address tells which assembly asks
 * @surface: of the function itself; says what the metadata leaves open; may be NULL
 *
 * Declarations that differ (overloads of one function) are merged: where they don't agree on a
 * parameter, @surface decides.
 *
 * Return: malloc'ed in one block; NULL when nothing is declared, or memory is out.
 */
struct call_signature *call_signature_declared(const char *module, const char *entry,
                                               const struct call_signature *surface);

#endif
