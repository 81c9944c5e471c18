/* SPDX-License-Identifier: MIT */
/*
 * abi.h - which calling convention WINAPI stands for in this compilation
 *
 * Every surface file is compiled twice. With WINSHIM_GUEST, WINAPI is the
 * Microsoft x64 convention (PE images, ports); with WINSHIM_HOST it is System V
 * (the CLR, Mono, any ELF program). Engines are compiled once, with neither;
 * for them WINAPI keeps Wine's meaning, the Microsoft convention, and a user's
 * callback is never called but through an invoker that a surface handed over.
 *
 * Include this before any other SDK header.
 */
#ifndef WINSHIM_ABI_H
#define WINSHIM_ABI_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Wine's headers hide what they declare; an exported function must not be hidden. */
#ifndef DECLSPEC_HIDDEN
#    define DECLSPEC_HIDDEN
#endif
#ifndef COBJMACROS
#    define COBJMACROS
#endif
/* windef.h spells __stdcall with ms_abi and goes on to winnt.h, whose callback types count too. */
#if defined(WINSHIM_HOST)
#    define ms_abi sysv_abi
#endif
#include <windef.h>

#if defined(WINSHIM_HOST)
#    undef ms_abi
#    undef __stdcall
#    undef __cdecl
#    define __stdcall
#    define __cdecl
#    undef __ms_va_list
#    define __ms_va_list             va_list
#    define API(name)                host_##name
#    define WINSHIM_WORLD            WORLD_HOST
#    define api_va_list              va_list
#    define api_va_start(list, last) va_start(list, last)
#    define api_va_end(list)         va_end(list)
#    define api_va_copy(to, from)    va_copy(to, from)
#elif defined(WINSHIM_GUEST)
#    define API(name)                guest_##name
#    define WINSHIM_WORLD            WORLD_GUEST
#    define api_va_list              __builtin_ms_va_list
#    define api_va_start(list, last) __builtin_ms_va_start(list, last)
#    define api_va_end(list)         __builtin_ms_va_end(list)
#    define api_va_copy(to, from)    __builtin_ms_va_copy(to, from)
#endif

#include <winbase.h>
#include <winternl.h>

/* Who calls, and so which convention an entry point or a callback has. */
enum world { WORLD_GUEST, WORLD_HOST };

/* Spelled-out conventions for engine code that must name one. */
#define GUEST_CALL      __attribute__((ms_abi))
#define HOST_CALL       __attribute__((sysv_abi))

#define HIDDEN          __attribute__((visibility("hidden")))
#define VISIBLE         __attribute__((visibility("default")))
#define likely(x)       __builtin_expect(!!(x), 1)
#define unlikely(x)     __builtin_expect(!!(x), 0)
#define ARRAY_LENGTH(a) (sizeof(a) / sizeof((a)[0]))

#endif
