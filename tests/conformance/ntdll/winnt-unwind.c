/* SPDX-License-Identifier: MIT */
/* Function tables, unwind codes and contexts. */
#include "../conformance.h"
#include <winternl.h>

#define FUNCTION(type, name)                                                                       \
    type name = (type)(void *)GetProcAddress(GetModuleHandleA("ntdll.dll"), #name)

typedef VOID(WINAPI *RtlCaptureContext_t)(CONTEXT *);
typedef VOID(WINAPI *RtlRestoreContext_t)(CONTEXT *, EXCEPTION_RECORD *);
typedef BOOLEAN(WINAPI *RtlAddFunctionTable_t)(RUNTIME_FUNCTION *, DWORD, DWORD64);
typedef BOOLEAN(WINAPI *RtlDeleteFunctionTable_t)(RUNTIME_FUNCTION *);
typedef RUNTIME_FUNCTION *(WINAPI *RtlLookupFunctionEntry_t)(DWORD64, DWORD64 *, void *);
typedef PVOID(WINAPI *RtlVirtualUnwind_t)(DWORD, DWORD64, DWORD64, RUNTIME_FUNCTION *, CONTEXT *,
                                          PVOID *, DWORD64 *, void *);
typedef BOOLEAN(WINAPI *RtlInstallFunctionTableCallback_t)(DWORD64, DWORD64, DWORD,
                                                           PGET_RUNTIME_FUNCTION_CALLBACK, PVOID,
                                                           PCWSTR);
typedef USHORT(WINAPI *RtlCaptureStackBackTrace_t)(ULONG, ULONG, PVOID *, ULONG *);
typedef VOID(WINAPI *RtlRaiseException_t)(EXCEPTION_RECORD *);

/* Made-up code outside of all images: nops, and what describes the first 32. */
struct made {
    BYTE code[64];
    BYTE info[16];
    RUNTIME_FUNCTION entry;
};

static struct made *made;

static DWORD64 made_base(void)
{
    return (DWORD64)(ULONG_PTR)made;
}

/* push rbx; push rbp; sub rsp, 0x28 */
static void make_function(void)
{
    static const BYTE info[] = {1, 6, 3, 0, 6, 0x42, 2, 0x50, 1, 0x30, 0, 0};

    made = made ? made : malloc(sizeof(*made));
    memset(made->code, 0x90, sizeof(made->code));
    memcpy(made->info, info, sizeof(info));
    made->entry.BeginAddress = 0;
    made->entry.EndAddress = 32;
    made->entry.UnwindData = sizeof(made->code);
}

CASE(added_table_is_found_until_it_is_deleted)
{
    FUNCTION(RtlAddFunctionTable_t, RtlAddFunctionTable);
    FUNCTION(RtlDeleteFunctionTable_t, RtlDeleteFunctionTable);
    FUNCTION(RtlLookupFunctionEntry_t, RtlLookupFunctionEntry);
    DWORD64 base = 0;

    make_function();
    EXPECT(RtlLookupFunctionEntry(made_base() + 8, &base, NULL) != &made->entry);
    EXPECT(RtlAddFunctionTable(&made->entry, 1, made_base()));
    EXPECT(RtlLookupFunctionEntry(made_base() + 8, &base, NULL) == &made->entry);
    EXPECT_EQ(base, made_base());
    EXPECT(RtlDeleteFunctionTable(&made->entry));
    EXPECT(!RtlDeleteFunctionTable(&made->entry));
    EXPECT(RtlLookupFunctionEntry(made_base() + 8, &base, NULL) != &made->entry);
}

static RUNTIME_FUNCTION *CALLBACK make_entry(DWORD64 pc, PVOID context)
{
    *(DWORD64 *)context = pc;
    return &made->entry;
}

CASE(callback_makes_entries_on_demand)
{
    FUNCTION(RtlInstallFunctionTableCallback_t, RtlInstallFunctionTableCallback);
    FUNCTION(RtlDeleteFunctionTable_t, RtlDeleteFunctionTable);
    FUNCTION(RtlLookupFunctionEntry_t, RtlLookupFunctionEntry);
    DWORD64 identifier = made_base() | 3, base, asked = 0;

    make_function();
    EXPECT(
        !RtlInstallFunctionTableCallback(made_base(), made_base(), 64, make_entry, &asked, NULL));
    EXPECT(RtlInstallFunctionTableCallback(identifier, made_base(), 64, make_entry, &asked, NULL));
    EXPECT(RtlLookupFunctionEntry(made_base() + 40, &base, NULL) == &made->entry);
    EXPECT_EQ(asked, made_base() + 40);
    EXPECT(RtlDeleteFunctionTable((RUNTIME_FUNCTION *)(ULONG_PTR)identifier));
}

static DWORD64 stack[16];

static void unwind_at(DWORD64 offset, DWORD64 rsp, CONTEXT *context, DWORD64 *frame)
{
    FUNCTION(RtlVirtualUnwind_t, RtlVirtualUnwind);
    PVOID data;
    int i;

    for (i = 0; i < 16; i++)
        stack[i] = 0x1000u + (DWORD64)i;
    memset(context, 0, sizeof(*context));
    context->Rsp = rsp;
    context->Rip = made_base() + offset;
    context->Rbx = 1;
    context->Rbp = 2;
    EXPECT(RtlVirtualUnwind(UNW_FLAG_NHANDLER, made_base(), context->Rip, &made->entry, context,
                            &data, frame, NULL) == NULL);
}

CASE(body_is_unwound_through_all_codes)
{
    DWORD64 frame = 0, rsp = (DWORD64)(ULONG_PTR)stack;
    CONTEXT context;

    make_function();
    unwind_at(10, rsp, &context, &frame);
    EXPECT_EQ(context.Rbp, 0x1005);
    EXPECT_EQ(context.Rbx, 0x1006);
    EXPECT_EQ(context.Rip, 0x1007);
    EXPECT_EQ(context.Rsp, rsp + 8 * 8);
    EXPECT_EQ(frame, rsp);
}

CASE(prologue_is_unwound_as_far_as_it_ran)
{
    DWORD64 frame = 0, rsp = (DWORD64)(ULONG_PTR)stack;
    CONTEXT context;

    make_function();
    unwind_at(1, rsp, &context, &frame);
    EXPECT_EQ(context.Rbx, 0x1000);
    EXPECT_EQ(context.Rbp, 2);
    EXPECT_EQ(context.Rip, 0x1001);
    EXPECT_EQ(context.Rsp, rsp + 2 * 8);
}

CASE(epilogue_is_carried_on_from_where_it_is)
{
    static const BYTE epilogue[] = {0x48, 0x83, 0xc4, 0x28, 0x5d, 0x5b, 0xc3};
    DWORD64 frame = 0, rsp = (DWORD64)(ULONG_PTR)stack;
    CONTEXT context;

    make_function();
    memcpy(made->code + 20, epilogue, sizeof(epilogue));
    unwind_at(24, rsp, &context, &frame); /* at pop rbp */
    EXPECT_EQ(context.Rbp, 0x1000);
    EXPECT_EQ(context.Rbx, 0x1001);
    EXPECT_EQ(context.Rip, 0x1002);
    EXPECT_EQ(context.Rsp, rsp + 3 * 8);
}

CASE(captured_context_is_where_it_was_captured)
{
    FUNCTION(RtlCaptureContext_t, RtlCaptureContext);
    char *local = (char *)&local;
    CONTEXT context;

    memset(&context, 0, sizeof(context));
    RtlCaptureContext(&context);
    EXPECT(context.Rsp <= (DWORD64)(ULONG_PTR)local);
    EXPECT((DWORD64)(ULONG_PTR)local - context.Rsp < 65536);
    EXPECT_EQ(context.ContextFlags & CONTEXT_FULL, CONTEXT_FULL);
    EXPECT(context.MxCsr != 0);
}

CASE(restored_context_continues_where_it_was_captured)
{
    FUNCTION(RtlCaptureContext_t, RtlCaptureContext);
    FUNCTION(RtlRestoreContext_t, RtlRestoreContext);
    static CONTEXT context;
    static volatile int times;

    times = 0;
    RtlCaptureContext(&context);
    if (++times < 3)
        RtlRestoreContext(&context, NULL);
    EXPECT_EQ(times, 3);
}

CASE(back_trace_has_callers_and_a_hash)
{
    FUNCTION(RtlCaptureStackBackTrace_t, RtlCaptureStackBackTrace);
    PVOID frames[8];
    ULONG hash = 0;
    USHORT count = RtlCaptureStackBackTrace(0, 8, frames, &hash);

    EXPECT(count >= 1);
    EXPECT(count <= 8);
    EXPECT(frames[0] != NULL);
    EXPECT(hash != 0);
    EXPECT_EQ(RtlCaptureStackBackTrace(0, 1, frames, NULL), 1);
}

static DWORD raised;

static LONG WINAPI note_raised(EXCEPTION_POINTERS *pointers)
{
    raised = pointers->ExceptionRecord->ExceptionCode;
    return EXCEPTION_CONTINUE_EXECUTION;
}

CASE(exception_is_raised_from_a_record)
{
    FUNCTION(RtlRaiseException_t, RtlRaiseException);
    PVOID handler = AddVectoredExceptionHandler(TRUE, note_raised);
    EXCEPTION_RECORD record = {.ExceptionCode = 0xe0004321};

    raised = 0;
    RtlRaiseException(&record);
    EXPECT_EQ(raised, 0xe0004321);
    RemoveVectoredExceptionHandler(handler);
}
