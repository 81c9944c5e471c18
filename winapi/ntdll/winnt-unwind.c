/* SPDX-License-Identifier: MIT */
/* winnt-unwind.c - ntdll: function tables, unwinding and contexts (header winnt.h) */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/seh/c-handler.h"
#include "shim/seh/context.h"
#include "shim/seh/exception.h"
#include "shim/seh/function-table.h"
#include "shim/seh/unwind.h"

/* Absent from Wine's headers. */
void CDECL RtlRestoreContext(CONTEXT *context, EXCEPTION_RECORD *record);
USHORT WINAPI RtlCaptureStackBackTrace(ULONG skip, ULONG count, PVOID *ret_frames, ULONG *ret_hash);

/**
 * RtlCaptureContext() - the caller's registers
 * @context: written: integer and floating-point registers, segments, flags
 *
 * Source: learn.microsoft.com, winnt/nf-winnt-rtlcapturecontext
 */
extern __typeof__(RtlCaptureContext) RtlCaptureContext VISIBLE;
__asm__(".globl RtlCaptureContext\n"
        ".type RtlCaptureContext, @function\n"
        "RtlCaptureContext: jmp context_capture_guest\n");
EXPORT_RECORD(ntdll, "RtlCaptureContext", context_capture_guest, 0, EXPORT_FUNCTION);
EXPORT_RECORD(kernel32, "RtlCaptureContext", context_capture_guest, 0, EXPORT_FUNCTION);

/**
 * RtlRestoreContext() - continue with the registers of a context
 * @context: all of it is loaded
 * @record: STATUS_LONGJUMP and STATUS_UNWIND_CONSOLIDATE mean what the page says; or NULL
 *
 * Doesn't return.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtlrestorecontext
 */
void CDECL API(RtlRestoreContext)(CONTEXT *context, EXCEPTION_RECORD *record)
{
    seh_restore(context, record);
}
EXPORT(ntdll, RtlRestoreContext);
EXPORT_AS(kernel32, "RtlRestoreContext", RtlRestoreContext);

/**
 * RtlLookupFunctionEntry() - the function table entry for an address
 * @pc: any address
 * @ret_base: written: base of the image, or of the dynamic table
 * @history: not used; may be NULL
 *
 * Return: the entry; NULL for a leaf function and outside of all tables.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtllookupfunctionentry
 */
PRUNTIME_FUNCTION WINAPI API(RtlLookupFunctionEntry)(DWORD64 pc, DWORD64 *ret_base,
                                                     UNWIND_HISTORY_TABLE *history)
{
    uintptr_t base = 0;
    PRUNTIME_FUNCTION entry = function_table_lookup(pc, &base);

    *ret_base = base;
    return entry;
}
EXPORT(ntdll, RtlLookupFunctionEntry);
EXPORT_AS(kernel32, "RtlLookupFunctionEntry", RtlLookupFunctionEntry);

/**
 * RtlVirtualUnwind() - step from a function to its caller, in a context
 * @type: UNW_FLAG_EHANDLER, UNW_FLAG_UHANDLER or UNW_FLAG_NHANDLER
 * @base: base of the function's image
 * @pc: where control is
 * @entry: of the function
 * @context: becomes that of the caller
 * @ret_data: the handler's data
 * @ret_frame: the establisher frame
 * @locations: where registers were saved; may be NULL
 *
 * Return: the language handler, or NULL.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtlvirtualunwind
 */
PVOID WINAPI API(RtlVirtualUnwind)(ULONG type, ULONG_PTR base, ULONG_PTR pc,
                                   RUNTIME_FUNCTION *entry, CONTEXT *context, PVOID *ret_data,
                                   ULONG_PTR *ret_frame, KNONVOLATILE_CONTEXT_POINTERS *locations)
{
    return unwind_frame(type, base, pc, entry, context, ret_data, ret_frame, locations);
}
EXPORT(ntdll, RtlVirtualUnwind);
EXPORT_AS(kernel32, "RtlVirtualUnwind", RtlVirtualUnwind);

/**
 * RtlUnwindEx() - unwind to a frame, running termination handlers, and continue there
 * @frame: target frame; NULL unwinds everything
 * @target: where to continue
 * @record: the exception; may be NULL
 * @value: in rax at @target
 * @context: scratch room
 * @history: not used
 *
 * Doesn't return.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtlunwindex
 */
void WINAPI API(RtlUnwindEx)(PVOID frame, PVOID target, EXCEPTION_RECORD *record, PVOID value,
                             CONTEXT *context, UNWIND_HISTORY_TABLE *history)
{
    context_capture(context);
    seh_unwind(frame, target, record, value, context);
}
EXPORT(ntdll, RtlUnwindEx);
EXPORT_AS(kernel32, "RtlUnwindEx", RtlUnwindEx);

/**
 * RtlUnwind() - as RtlUnwindEx() with a context of its own
 *
 * Source: learn.microsoft.com, winnt/nf-winnt-rtlunwind
 */
void WINAPI API(RtlUnwind)(PVOID frame, PVOID target, EXCEPTION_RECORD *record, PVOID value)
{
    CONTEXT context;

    context_capture(&context);
    seh_unwind(frame, target, record, value, &context);
}
EXPORT(ntdll, RtlUnwind);
EXPORT_AS(kernel32, "RtlUnwind", RtlUnwind);

/**
 * RtlRaiseException() - raise an exception from a record
 * @record: code, flags and parameters
 *
 * Source: learn.microsoft.com, ntifs rtlraiseexception
 */
void WINAPI API(RtlRaiseException)(EXCEPTION_RECORD *record)
{
    seh_raise(record->ExceptionCode, record->ExceptionFlags, record->NumberParameters,
              record->ExceptionInformation, __builtin_return_address(0));
}
EXPORT(ntdll, RtlRaiseException);
EXPORT_AS(kernel32, "RtlRaiseException", RtlRaiseException);

/**
 * RtlAddFunctionTable() - add function table entries for generated code
 * @entries: sorted; stay the caller's until RtlDeleteFunctionTable()
 * @count: of entries
 * @base: what their offsets count from
 *
 * Return: TRUE; FALSE when memory is out.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtladdfunctiontable
 */
BOOLEAN CDECL API(RtlAddFunctionTable)(RUNTIME_FUNCTION *entries, DWORD count, DWORD64 base)
{
    return !function_table_add(entries, count, base);
}
EXPORT(ntdll, RtlAddFunctionTable);
EXPORT_AS(kernel32, "RtlAddFunctionTable", RtlAddFunctionTable);

/**
 * RtlDeleteFunctionTable() - remove entries or a callback's range
 * @entries: what was added, or the identifier of the callback
 *
 * Return: TRUE; FALSE when it was not there.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtldeletefunctiontable
 */
BOOLEAN CDECL API(RtlDeleteFunctionTable)(RUNTIME_FUNCTION *entries)
{
    return !function_table_remove((uintptr_t)entries);
}
EXPORT(ntdll, RtlDeleteFunctionTable);
EXPORT_AS(kernel32, "RtlDeleteFunctionTable", RtlDeleteFunctionTable);

/**
 * RtlInstallFunctionTableCallback() - have entries of a range made on demand
 * @identifier: for RtlDeleteFunctionTable(); its two low bits must be set
 * @base: start of the range
 * @length: of the range, bytes
 * @callback: answers with the entry for an address; guest code
 * @context: handed to it
 * @dll: for debuggers; not used
 *
 * Return: TRUE; FALSE for a wrong identifier or when memory is out.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtlinstallfunctiontablecallback
 */
BOOLEAN CDECL API(RtlInstallFunctionTableCallback)(DWORD64 identifier, DWORD64 base, DWORD length,
                                                   PGET_RUNTIME_FUNCTION_CALLBACK callback,
                                                   PVOID context, PCWSTR dll)
{
    return (identifier & 3) == 3 &&
           !function_table_install_callback(identifier, base, length,
                                            (function_table_callback)callback, context);
}
EXPORT(ntdll, RtlInstallFunctionTableCallback);
EXPORT_AS(kernel32, "RtlInstallFunctionTableCallback", RtlInstallFunctionTableCallback);

EXCEPTION_DISPOSITION WINAPI API(__C_specific_handler)(EXCEPTION_RECORD *record, void *frame,
                                                       CONTEXT *context,
                                                       DISPATCHER_CONTEXT *dispatcher);

/**
 * __C_specific_handler() - the language handler of __try, __except and __finally
 *
 * Return: what the filters say.
 * Source: learn.microsoft.com, devnotes/--c-specific-handler2
 */
EXCEPTION_DISPOSITION WINAPI API(__C_specific_handler)(EXCEPTION_RECORD *record, void *frame,
                                                       CONTEXT *context,
                                                       DISPATCHER_CONTEXT *dispatcher)
{
    return c_handler(record, frame, context, dispatcher);
}
EXPORT_RECORD(ntdll, "__C_specific_handler", API(__C_specific_handler), 0, EXPORT_FUNCTION);
EXPORT_RECORD(kernel32, "__C_specific_handler", API(__C_specific_handler), 0, EXPORT_FUNCTION);

/**
 * RtlCaptureStackBackTrace(), CaptureStackBackTrace() - return addresses of the callers
 * @skip: frames to leave out
 * @count: room in @ret_frames
 * @ret_hash: sum of the addresses; may be NULL
 *
 * Return: how many were written.
 * Source: learn.microsoft.com, winbase capturestackbacktrace
 */
USHORT WINAPI API(RtlCaptureStackBackTrace)(ULONG skip, ULONG count, PVOID *ret_frames,
                                            ULONG *ret_hash)
{
    unsigned written = seh_back_trace(skip + 1, count, ret_frames);
    ULONG hash = 0;

    for (unsigned i = 0; i < written; i++)
        hash += (ULONG)(uintptr_t)ret_frames[i];
    if (ret_hash)
        *ret_hash = hash;
    return (USHORT)written;
}
EXPORT(ntdll, RtlCaptureStackBackTrace);
EXPORT_AS(kernel32, "RtlCaptureStackBackTrace", RtlCaptureStackBackTrace);
EXPORT_AS(kernel32, "CaptureStackBackTrace", RtlCaptureStackBackTrace);
