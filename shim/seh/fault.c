/* SPDX-License-Identifier: MIT */
/* fault.c - signals to exceptions, see fault.h */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ucontext.h>
#include <unistd.h>

#include "shim/preload/signals.h"
#include "shim/seh/context.h"
#include "shim/seh/crash.h"
#include "shim/seh/dwarf.h"
#include "shim/seh/exception.h"
#include "shim/seh/fault.h"
#include "shim/seh/function-table.h"
#include "shim/guest-thread.h"

#define RED_ZONE_BYTES  128
#define HOST_FRAMES_MAX 32 /* between a fault in a surface and the guest that called it */
#define SIGNAL_STACK    65536
#define TRAP_DIVIDE     0
#define TRAP_DEBUG      1
#define TRAP_BREAKPOINT 3
#define TRAP_GENERAL    13
#define TRAP_PAGE       14
#define TRAP_ALIGNMENT  17
#define PAGE_WRITE      2
#define PAGE_FETCH      16

typedef int (*sigaction_function)(int, const struct sigaction *, struct sigaction *);

static const int managed_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP};

static pthread_mutex_t action_lock = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction program_actions[NSIG]; /* action_lock for writing: what the program set */

static bool is_managed(int number)
{
    for (size_t i = 0; i < ARRAY_LENGTH(managed_signals); i++)
        if (managed_signals[i] == number)
            return true;
    return false;
}

/* ---- registers both ways ---------------------------------------------------------------- */

static const int greg_order[16] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP,
                                   REG_RSI, REG_RDI, REG_R8,  REG_R9,  REG_R10, REG_R11,
                                   REG_R12, REG_R13, REG_R14, REG_R15};

static void context_of_signal(const ucontext_t *signal, CONTEXT *context)
{
    const greg_t *registers = signal->uc_mcontext.gregs;

    memset(context, 0, sizeof(*context));
    context->ContextFlags = CONTEXT_FULL | CONTEXT_SEGMENTS;
    for (unsigned i = 0; i < 16; i++)
        (&context->Rax)[i] = (DWORD64)registers[greg_order[i]];
    context->Rip = (DWORD64)registers[REG_RIP];
    context->EFlags = (DWORD)registers[REG_EFL];
    context->SegCs = 0x33;
    context->SegDs = context->SegEs = context->SegSs = context->SegGs = 0x2b;
    context->SegFs = 0x53;
    memcpy(&context->FltSave, signal->uc_mcontext.fpregs, sizeof(context->FltSave));
    context->MxCsr = context->FltSave.MxCsr;
}

/* ---- which exception -------------------------------------------------------------------- */

static void access_violation(const ucontext_t *signal, EXCEPTION_RECORD *record)
{
    greg_t error = signal->uc_mcontext.gregs[REG_ERR];

    record->ExceptionCode = EXCEPTION_ACCESS_VIOLATION;
    record->NumberParameters = 2;
    record->ExceptionInformation[0] = error & PAGE_FETCH   ? EXCEPTION_EXECUTE_FAULT
                                      : error & PAGE_WRITE ? EXCEPTION_WRITE_FAULT
                                                           : EXCEPTION_READ_FAULT;
    record->ExceptionInformation[1] = (ULONG_PTR)signal->uc_mcontext.gregs[REG_CR2];
}

static bool is_privileged(const uint8_t *code)
{
    switch (*code) {
    case 0xf4: /* hlt */
    case 0xfa: /* cli */
    case 0xfb: /* sti */
    case 0xe4: /* in, out */
    case 0xe5:
    case 0xe6:
    case 0xe7:
    case 0xec:
    case 0xed:
    case 0xee:
    case 0xef:
    case 0x6c:
    case 0x6d:
    case 0x6e:
    case 0x6f:
        return true;
    default:
        return false;
    }
}

/* A general protection fault: int n, a privileged instruction, or a non-canonical address. */
static void general_fault(const ucontext_t *signal, EXCEPTION_RECORD *record)
{
    const uint8_t *code = (const uint8_t *)signal->uc_mcontext.gregs[REG_RIP];

    if (code[0] == 0xcd && code[1] == 0x29) { /* __fastfail */
        record->ExceptionCode = (DWORD)STATUS_STACK_BUFFER_OVERRUN;
        record->ExceptionFlags = EXCEPTION_NONCONTINUABLE;
        record->NumberParameters = 1;
        record->ExceptionInformation[0] = (ULONG_PTR)signal->uc_mcontext.gregs[REG_RCX];
    } else if (is_privileged(code)) {
        record->ExceptionCode = EXCEPTION_PRIV_INSTRUCTION;
    } else {
        record->ExceptionCode = EXCEPTION_ACCESS_VIOLATION;
        record->NumberParameters = 2;
        record->ExceptionInformation[1] = ~(ULONG_PTR)0;
    }
}

static DWORD floating_code(int code)
{
    switch (code) {
    case FPE_INTDIV:
        return EXCEPTION_INT_DIVIDE_BY_ZERO;
    case FPE_INTOVF:
        return EXCEPTION_INT_OVERFLOW;
    case FPE_FLTDIV:
        return EXCEPTION_FLT_DIVIDE_BY_ZERO;
    case FPE_FLTOVF:
        return EXCEPTION_FLT_OVERFLOW;
    case FPE_FLTUND:
        return EXCEPTION_FLT_UNDERFLOW;
    case FPE_FLTRES:
        return EXCEPTION_FLT_INEXACT_RESULT;
    default:
        return EXCEPTION_FLT_INVALID_OPERATION;
    }
}

static void record_of_signal(int number, const siginfo_t *info, const ucontext_t *signal,
                             EXCEPTION_RECORD *record, CONTEXT *context)
{
    greg_t trap = signal->uc_mcontext.gregs[REG_TRAPNO];

    memset(record, 0, sizeof(*record));
    if (number == SIGFPE)
        record->ExceptionCode = floating_code(info->si_code);
    else if (number == SIGILL)
        record->ExceptionCode = EXCEPTION_ILLEGAL_INSTRUCTION;
    else if (number == SIGTRAP && trap == TRAP_BREAKPOINT) {
        record->ExceptionCode = EXCEPTION_BREAKPOINT;
        record->NumberParameters = 1;
        context->Rip--; /* Windows reports the int3 itself */
    } else if (number == SIGTRAP)
        record->ExceptionCode = EXCEPTION_SINGLE_STEP;
    else if (trap == TRAP_ALIGNMENT)
        record->ExceptionCode = EXCEPTION_DATATYPE_MISALIGNMENT;
    else if (trap == TRAP_GENERAL)
        general_fault(signal, record);
    else
        access_violation(signal, record);
    if (number == SIGBUS && trap == TRAP_PAGE) {
        record->ExceptionCode = EXCEPTION_IN_PAGE_ERROR;
        record->NumberParameters = 3;
        record->ExceptionInformation[2] = (ULONG_PTR)(DWORD)STATUS_IN_PAGE_ERROR;
    }
    record->ExceptionAddress = (void *)(uintptr_t)context->Rip;
}

/* ---- whose fault ------------------------------------------------------------------------ */

/* Guest code itself, or a function of ours or libc's that guest code called. */
static bool is_guest_fault(const CONTEXT *context)
{
    CONTEXT walker = *context;

    if (function_table_covers(context->Rip))
        return true;
    if (!guest_thread_ready)
        return false;
    for (unsigned i = 0; i < HOST_FRAMES_MAX; i++)
        if (dwarf_step(&walker, i > 0) || !walker.Rip)
            return false;
        else if (function_table_covers(walker.Rip))
            return true;
    return false;
}

/* Called on the interrupted stack, by context_fault_entry. */
_Noreturn void fault_dispatch(EXCEPTION_RECORD *record, CONTEXT *context) HIDDEN;
_Noreturn void fault_dispatch(EXCEPTION_RECORD *record, CONTEXT *context)
{
    if (record->ExceptionCode == (DWORD)STATUS_STACK_BUFFER_OVERRUN)
        crash_end(record, context, false); /* fail fast asks nobody */
    seh_dispatch(record, context, true);
    context_restore(context);
}

/* The guard below a thread's stack is opened for the handlers of a stack overflow. */
static bool open_guard(EXCEPTION_RECORD *record, const CONTEXT *context)
{
    uintptr_t low, high;

    if (record->ExceptionCode != EXCEPTION_ACCESS_VIOLATION || record->NumberParameters < 2 ||
        !guest_thread_guard(&low, &high))
        return true;
    if (record->ExceptionInformation[1] < low || record->ExceptionInformation[1] >= high)
        return true;
    if (mprotect((void *)low, high - low, PROT_READ | PROT_WRITE) || context->Rsp < low + 16384)
        return false;
    record->ExceptionCode = EXCEPTION_STACK_OVERFLOW;
    return true;
}

/* The return from the signal goes to context_fault_entry, on the stack that was interrupted. */
static bool redirect(int number, const siginfo_t *info, ucontext_t *signal)
{
    EXCEPTION_RECORD record;
    CONTEXT context, *copy;
    uintptr_t at;

    context_of_signal(signal, &context);
    if (!is_guest_fault(&context))
        return false;
    record_of_signal(number, info, signal, &record, &context);
    if (!open_guard(&record, &context))
        return false;
    at = (uintptr_t)signal->uc_mcontext.gregs[REG_RSP] - RED_ZONE_BYTES;
    at = (at - sizeof(context)) & ~(uintptr_t)63;
    copy = memcpy((void *)at, &context, sizeof(context));
    at = (at - sizeof(record)) & ~(uintptr_t)63;
    memcpy((void *)at, &record, sizeof(record));
    signal->uc_mcontext.gregs[REG_RDI] = (greg_t)at;
    signal->uc_mcontext.gregs[REG_RSI] = (greg_t)copy;
    signal->uc_mcontext.gregs[REG_RBX] = (greg_t)copy;
    signal->uc_mcontext.gregs[REG_RSP] = (greg_t)at;
    signal->uc_mcontext.gregs[REG_RIP] = (greg_t)context_fault_entry;
    signal->uc_mcontext.gregs[REG_EFL] &= ~(greg_t)0x500; /* direction and trap flag */
    return true;
}

/* ---- signals ---------------------------------------------------------------------------- */

static void pass_on(int number, siginfo_t *info, void *signal)
{
    struct sigaction action = program_actions[number];

    if (action.sa_flags & SA_SIGINFO && action.sa_sigaction) {
        action.sa_sigaction(number, info, signal);
    } else if (action.sa_handler == SIG_DFL) {
        struct sigaction reset = {.sa_handler = SIG_DFL};

        sigaction(number, &reset, NULL); /* the instruction faults again, and that is the end */
    } else if (action.sa_handler != SIG_IGN) {
        action.sa_handler(number);
    }
}

static void on_signal(int number, siginfo_t *info, void *signal)
{
    int saved = errno;

    if (info->si_code <= 0 || !redirect(number, info, signal))
        pass_on(number, info, signal);
    errno = saved;
}

/* What the program installs is remembered for the faults that aren't the guest's. */
static int hook_sigaction(int number, const struct sigaction *act, struct sigaction *old,
                          sigaction_function real)
{
    struct sigaction previous;

    if (number <= 0 || number >= NSIG || !is_managed(number))
        return real(number, act, old);
    pthread_mutex_lock(&action_lock);
    previous = program_actions[number];
    if (act)
        program_actions[number] = *act;
    pthread_mutex_unlock(&action_lock);
    if (old)
        *old = previous;
    return 0;
}

static void init_once(void)
{
    static const struct winshim_signals hook = {hook_sigaction};
    sigaction_function (*preload)(const struct winshim_signals *) =
        (sigaction_function(*)(const struct winshim_signals *))dlsym(RTLD_DEFAULT,
                                                                     "winshim_preload_signals");
    sigaction_function real = preload ? preload(NULL) : sigaction;
    struct sigaction action = {.sa_sigaction = on_signal,
                               .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < ARRAY_LENGTH(managed_signals); i++)
        real(managed_signals[i], &action, &program_actions[managed_signals[i]]);
    if (preload)
        preload(&hook);
}

void fault_init(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, init_once);
}

void fault_init_thread(void)
{
    stack_t stack;

    if (sigaltstack(NULL, &stack) || !(stack.ss_flags & SS_DISABLE))
        return;
    stack = (stack_t){.ss_sp = mmap(NULL, SIGNAL_STACK, PROT_READ | PROT_WRITE,
                                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
                      .ss_size = SIGNAL_STACK};
    if (stack.ss_sp != MAP_FAILED)
        sigaltstack(&stack, NULL);
}
