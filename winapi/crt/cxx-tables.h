/* SPDX-License-Identifier: MIT */
/*
 * cxx-tables.h - what the compiler tells the C++ exception handlers about a function
 *
 * Version 3 (__CxxFrameHandler3) are structs of relative addresses; version 4
 * (__CxxFrameHandler4) holds the same, packed. Both are read into the same views.
 *
 * Sources: llvm.org, WinException.cpp's public description of the tables; "Making C++ Exception
 * Handling Smaller On x64" (devblogs.microsoft.com)
 */
#ifndef WINSHIM_CRT_CXX_TABLES_H
#define WINSHIM_CRT_CXX_TABLES_H

#include "crt.h"

enum { CXX_SYNCHRONOUS = 1, CXX_NOEXCEPT = 4 }; /* flags of a function */

struct cxx_function {
    int version; /* 3 or 4 */
    uintptr_t base;
    uint32_t start; /* of the function or funclet, relative to base */
    const void *unwind_map, *try_map, *ip_map;
    unsigned unwind_count, try_count, ip_count; /* version 3; version 4 counts in the maps */
    int32_t help;                               /* offset of the state slot; 0: none */
    unsigned flags;
    uint32_t parent_offset; /* version 4, catch funclets: where the parent's frame is */
    bool is_catch;
};

struct cxx_try {
    int low, high, catch_high;
    const void *handlers; /* of version 3: an array, else packed */
    unsigned handler_count;
};

struct cxx_catch {
    unsigned adjectives;
    const void *type; /* TypeDescriptor; NULL: catch (...) */
    int32_t object;   /* offset in the parent's frame; 0: none */
    uint32_t handler; /* funclet */
    uint32_t frame;   /* version 3: where the funclet keeps the parent's frame */
    unsigned continuations;
    uintptr_t continuation[2];
};

/** cxx_read_function() - the tables behind a language handler's data; @start: the entry's begin */
void cxx_read_function(int version, uintptr_t base, uint32_t start, const void *handler_data,
                       struct cxx_function *ret_function);

/** cxx_state_at() - the state of an instruction; -1 for none */
int cxx_state_at(const struct cxx_function *function, uint32_t rva);

/** cxx_try_at() - the try block of an index, innermost first. Return: false after the last. */
bool cxx_try_at(const struct cxx_function *function, unsigned index, struct cxx_try *ret_try);

/** cxx_catch_at() - a try block's handler. Return: false after the last. */
bool cxx_catch_at(const struct cxx_function *function, const struct cxx_try *block, unsigned index,
                  struct cxx_catch *ret_catch);

/**
 * cxx_leave_state() - run what leaving a state takes
 * @frame: the parent's frame
 * @run: whether to call it
 *
 * Return: the state around it; -1 for none.
 */
int cxx_leave_state(const struct cxx_function *function, int state, uintptr_t frame, bool run);

#endif
