/* SPDX-License-Identifier: MIT */
/*
 * export.h - how a surface function becomes an export of a Windows module
 *
 * A surface defines its function under a pass-specific name, API(Name), and
 * states the export beside it:
 *
 *     DWORD WINAPI API(GetTickCount)(void) { ... }
 *     EXPORT(kernel32, GetTickCount);
 *
 * The macro declares the function once more with the type that the SDK header
 * gives it, so a definition that differs from the SDK is a compile error. The
 * records of each pass stand in one ELF section, which module.c walks. In the
 * guest pass the Win32 name itself becomes an ELF symbol of the library that
 * ports link with.
 */
#ifndef WINSHIM_EXPORT_H
#define WINSHIM_EXPORT_H

#include "abi.h"

enum export_kind {
    EXPORT_FUNCTION,
    EXPORT_VARIABLE, /* entry is the variable's address */
    EXPORT_STUB,     /* a known name without an implementation: stops when called */
    EXPORT_START,    /* no export: what is to be done when the module comes into use */
};

/* alignas(8) matters: without it the compiler pads records and the walk goes astray. */
struct export_record {
    const char *module; /* without ".dll" */
    const char *name;
    const void *entry;
    uint16_t ordinal; /* 0: assigned when the module table is built */
    uint16_t kind;
    uint32_t reserved;
} __attribute__((aligned(8)));

#define EXPORT_PASTE_(a, b) a##b
#define EXPORT_PASTE(a, b)  EXPORT_PASTE_(a, b)

#if defined(WINSHIM_HOST)
#    define EXPORT_SECTION      "winshim_host"
#    define EXPORT_ELF_NAME(fn) _Static_assert(1, "hosts reach it through dlsym")
#else
#    define EXPORT_SECTION "winshim_guest"
#    define EXPORT_ELF_NAME(fn)                                                                    \
        extern __typeof__(fn) fn VISIBLE __attribute__((alias("guest_" #fn)))
#endif

#define EXPORT_RECORD(mod, text, address, ord, what)                                               \
    static const struct export_record EXPORT_PASTE(export_record_, __COUNTER__)                    \
        __attribute__((section(EXPORT_SECTION), used, aligned(8))) = {                             \
            #mod, text, (const void *)(address), ord, what, 0}

/**
 * EXPORT() - export API(fn) from module @mod under its own name
 *
 * A second EXPORT_AS() with another module exports the same function there too.
 */
#define EXPORT(mod, fn) EXPORT_AT(mod, fn, 0)

/** EXPORT_AT() - the same, with the ordinal that Windows gives it */
#define EXPORT_AT(mod, fn, ord)                                                                    \
    extern __typeof__(fn) API(fn);                                                                 \
    EXPORT_ELF_NAME(fn);                                                                           \
    EXPORT_RECORD(mod, #fn, API(fn), ord, EXPORT_FUNCTION)

/**
 * EXPORT_WINNT() - EXPORT() for a function that winnt.h declares
 *
 * <windef.h> pulls that header in before the host pass changes the convention, so there the
 * declaration can't serve as a check.
 */
#if defined(WINSHIM_HOST)
#    define EXPORT_WINNT(mod, fn) EXPORT_AS(mod, #    fn, fn)
#else
#    define EXPORT_WINNT(mod, fn) EXPORT(mod, fn)
#endif

/** EXPORT_AS() - export API(fn) from @mod under another name, or from a further module */
#define EXPORT_AS(mod, name, fn) EXPORT_RECORD(mod, name, API(fn), 0, EXPORT_FUNCTION)

/** EXPORT_AS_AT() - the same with an ordinal */
#define EXPORT_AS_AT(mod, name, fn, ord) EXPORT_RECORD(mod, name, API(fn), ord, EXPORT_FUNCTION)

/**
 * EXPORT_GUEST() - export to guests only, never as an ELF symbol
 *
 * For names that libc has too (printf, malloc, send); nothing in the host pass.
 */
#if defined(WINSHIM_HOST)
#    define EXPORT_GUEST(mod, fn)          _Static_assert(1, "guests only")
#    define EXPORT_GUEST_AS(mod, name, fn) _Static_assert(1, "guests only")
#else
#    define EXPORT_GUEST(mod, fn)          EXPORT_GUEST_AS(mod, #    fn, fn)
#    define EXPORT_GUEST_AS(mod, name, fn) EXPORT_RECORD(mod, name, API(fn), 0, EXPORT_FUNCTION)
#endif

/** EXPORT_DATA() - export a variable; @address is where it lies */
#define EXPORT_DATA(mod, name, address) EXPORT_RECORD(mod, name, address, 0, EXPORT_VARIABLE)

/** EXPORT_INIT() - have void @fn(void) called once, when @mod comes into use; with module_lock held
 */
#if defined(WINSHIM_HOST)
#    define EXPORT_INIT(mod, fn) _Static_assert(1, "once is enough")
#else
#    define EXPORT_INIT(mod, fn) EXPORT_RECORD(mod, "", fn, 0, EXPORT_START)
#endif

/* The records of each pass, as the linker gathered them. */
extern const struct export_record __start_winshim_guest[] HIDDEN, __stop_winshim_guest[] HIDDEN;
extern const struct export_record __start_winshim_host[] HIDDEN, __stop_winshim_host[] HIDDEN;

#endif
