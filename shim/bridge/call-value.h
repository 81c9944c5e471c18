/* SPDX-License-Identifier: MIT */
/* call-value.h - one argument or result of a traced call: taken safely, shown as text and as JSON
 */
#ifndef WINSHIM_BRIDGE_CALL_VALUE_H
#define WINSHIM_BRIDGE_CALL_VALUE_H

#include "shim/bridge/call-signature.h"
#include "shim/trace-line.h"

#define CALL_TEXT_CHARACTERS 100 /* of a string; what is longer ends in "..." */

/* Copies of strings, for as long as a call lasts. */
struct call_texts {
    size_t used;
    char bytes[2048];
};

struct call_value {
    struct call_type type;
    uint64_t bits;    /* as passed */
    uint64_t pointee; /* is_reference */
    const char *text; /* in the call's texts; NULL: there is none, or it can't be read */
    size_t length;
    bool is_cut, has_pointee;
};

/**
 * call_value_take() - copy what must be shown of a value
 * @bits: the register or stack word; of a float, the low bits of the vector register
 * @texts: where strings go; when it is full their address is shown
 */
struct call_value call_value_take(struct call_type type, uint64_t bits, struct call_texts *texts);

/** call_value_is_good() - whether a result of this type means success, as far as a type can tell */
bool call_value_is_good(struct call_type type, uint64_t bits);

/** call_value_text() - for people: L"song.wav", NULL, 0x20001, -1, &5 */
void call_value_text(struct trace_line *line, const struct call_value *value);

/** call_value_json() - a JSON value: strings without L"", addresses as "0x...", NULL as null */
void call_value_json(struct trace_line *line, const struct call_value *value);

#endif
