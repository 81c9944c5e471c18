/* SPDX-License-Identifier: MIT */
/*
 * suspend.c - stopping, resuming and terminating threads, and their registers
 *
 * A thread is stopped by a signal whose handler sleeps on the thread's control
 * word: the suspension count, and whether it has stopped. A thread inside a
 * guarded region stops when it leaves the region (guard.h).
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <ucontext.h>

#include "shim/error.h"
#include "shim/trace.h"
#include "winapi/thread/thread.h"

#define COUNT       0xffu
#define STOPPED     0x100u /* sleeps, or has not begun; leaves only when the count is 0 */
#define ENDED       0x200u
#define TERMINATE   0x400u
#define STOP_SIGNAL (SIGRTMAX - 4)

static const int greg_order[16] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP,
                                   REG_RSI, REG_RDI, REG_R8,  REG_R9,  REG_R10, REG_R11,
                                   REG_R12, REG_R13, REG_R14, REG_R15};

static void control_changed(struct thread *thread)
{
    futex_wake(&thread->control, INT_MAX);
}

/* Sleeps until the count is 0; the thread is at rest in between. */
static void sleep_while_suspended(struct thread *thread)
{
    unsigned word = atomic_load(&thread->control);

    while (word & STOPPED) {
        if (word & COUNT && !(word & TERMINATE)) {
            futex_wait(&thread->control, word, FUTEX_FOREVER);
            word = atomic_load(&thread->control);
        } else {
            atomic_compare_exchange_weak(&thread->control, &word, word & ~STOPPED);
        }
    }
}

static void end_if_terminated(struct thread *thread)
{
    if (!(atomic_load(&thread->control) & TERMINATE) || !thread->can_land)
        return;
    sync_wait_abort(&thread->dispatcher);
    thread_land(thread);
}

static void stop_here(struct thread *thread, ucontext_t *context)
{
    unsigned word = atomic_load(&thread->control);

    thread->context = context;
    while (word & COUNT && !(word & TERMINATE))
        if (atomic_compare_exchange_weak(&thread->control, &word, word | STOPPED))
            break;
    control_changed(thread);
    sleep_while_suspended(thread);
    thread->context = NULL;
    end_if_terminated(thread);
}

static void on_stop_signal(int number, siginfo_t *info, void *context)
{
    struct sync_thread *self = sync_thread_self;
    int saved = errno;

    (void)number;
    (void)info;
    if (guard_self.depth)
        guard_self.pending = true;
    else if (self)
        stop_here((struct thread *)self->object, context);
    errno = saved;
}

static void raise_deferred(void)
{
    guard_self.pending = false;
    syscall(SYS_tgkill, getpid(), (pid_t)sync_thread_self->id, STOP_SIGNAL);
}

static void install_handler(void)
{
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_RESTART | SA_NODEFER};

    guard_deferred = raise_deferred;
    action.sa_sigaction = on_stop_signal;
    sigemptyset(&action.sa_mask);
    sigaction(STOP_SIGNAL, &action, NULL);
}

static void signal_thread(struct thread *thread)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, install_handler);
    syscall(SYS_tgkill, getpid(), (pid_t)thread->dispatcher.id, STOP_SIGNAL);
}

void thread_control_init(struct thread *thread, bool suspended)
{
    atomic_init(&thread->control, suspended ? STOPPED | 1 : 0);
}

void thread_control_begin(struct thread *thread)
{
    sleep_while_suspended(thread);
    end_if_terminated(thread);
}

/* From here on nothing stops the thread; who waits for it to stop is told. */
void thread_control_end(struct thread *thread)
{
    atomic_fetch_or(&thread->control, ENDED);
    guard_self.pending = false;
    control_changed(thread);
}

int thread_control_terminate(struct thread *thread)
{
    unsigned word = atomic_fetch_or(&thread->control, TERMINATE);

    control_changed(thread);
    if (!(word & (STOPPED | ENDED)))
        signal_thread(thread);
    return 0;
}

/* Raises the count. Return: the word before, or a negative error. */
static int count_up(struct thread *thread, unsigned *ret_word)
{
    unsigned word = atomic_load(&thread->control);

    do {
        if (word & ENDED)
            return -EACCES;
        if ((word & COUNT) >= MAXIMUM_SUSPEND_COUNT)
            return ENGINE_WIN32(ERROR_SIGNAL_REFUSED);
    } while (!atomic_compare_exchange_weak(&thread->control, &word, word + 1));
    *ret_word = word;
    return 0;
}

static void wait_until_stopped(struct thread *thread)
{
    unsigned word = atomic_load(&thread->control);

    /* A count of 0: somebody has resumed it meanwhile. */
    while (!(word & (STOPPED | ENDED | TERMINATE)) && word & COUNT) {
        futex_wait(&thread->control, word, FUTEX_FOREVER);
        word = atomic_load(&thread->control);
    }
}

static int suspend(struct thread *thread, DWORD *ret_before)
{
    unsigned word;
    int result = count_up(thread, &word);

    if (result)
        return result;
    if (!(word & (STOPPED | COUNT)))
        signal_thread(thread);
    /* The calling thread itself has stopped in the handler, and goes on when it is resumed. */
    if (thread != thread_current())
        wait_until_stopped(thread);
    *ret_before = word & COUNT;
    return 0;
}

static int resume(struct thread *thread, DWORD *ret_before)
{
    unsigned word = atomic_load(&thread->control);

    while (word & COUNT && !atomic_compare_exchange_weak(&thread->control, &word, word - 1))
        ;
    if ((word & COUNT) == 1)
        control_changed(thread);
    *ret_before = word & COUNT;
    return 0;
}

static int with_thread(HANDLE handle, DWORD access, int (*act)(struct thread *, DWORD *),
                       DWORD *ret_before)
{
    struct thread *thread;
    int result = thread_of(handle, access, &thread);

    if (result)
        return result;
    result = act(thread, ret_before);
    TRACE(thread, DEBUG, "%s thread %u: %d", act == suspend ? "suspend" : "resume",
          thread->dispatcher.id, result);
    object_unref(&thread->sync.object);
    return result;
}

int thread_suspend(HANDLE handle, DWORD *ret_before)
{
    return with_thread(handle, THREAD_SUSPEND_RESUME, suspend, ret_before);
}

int thread_resume(HANDLE handle, DWORD *ret_before)
{
    return with_thread(handle, THREAD_RESUME, resume, ret_before);
}

/* ---- registers */

#define ASKS(flags, part) (((flags) & (part)) == (part))

static void read_registers(const ucontext_t *from, CONTEXT *context)
{
    const greg_t *registers = from->uc_mcontext.gregs;
    DWORD flags = context->ContextFlags;

    if (ASKS(flags, CONTEXT_INTEGER))
        for (unsigned i = 0; i < 16; i++)
            if (i != 4)
                (&context->Rax)[i] = (DWORD64)registers[greg_order[i]];
    if (ASKS(flags, CONTEXT_CONTROL)) {
        context->Rsp = (DWORD64)registers[REG_RSP];
        context->Rip = (DWORD64)registers[REG_RIP];
        context->EFlags = (DWORD)registers[REG_EFL];
        context->SegCs = 0x33;
        context->SegSs = 0x2b;
    }
    if (ASKS(flags, CONTEXT_SEGMENTS)) {
        context->SegDs = context->SegEs = context->SegGs = 0x2b;
        context->SegFs = 0x53;
    }
    if (ASKS(flags, CONTEXT_FLOATING_POINT) && from->uc_mcontext.fpregs) {
        memcpy(&context->FltSave, from->uc_mcontext.fpregs, sizeof(context->FltSave));
        context->MxCsr = context->FltSave.MxCsr;
    }
    if (ASKS(flags, CONTEXT_DEBUG_REGISTERS))
        context->Dr0 = context->Dr1 = context->Dr2 = context->Dr3 = context->Dr6 = context->Dr7 = 0;
}

static void write_registers(ucontext_t *to, const CONTEXT *context)
{
    greg_t *registers = to->uc_mcontext.gregs;
    DWORD flags = context->ContextFlags;

    if (ASKS(flags, CONTEXT_INTEGER))
        for (unsigned i = 0; i < 16; i++)
            if (i != 4)
                registers[greg_order[i]] = (greg_t)(&context->Rax)[i];
    if (ASKS(flags, CONTEXT_CONTROL)) {
        registers[REG_RSP] = (greg_t)context->Rsp;
        registers[REG_RIP] = (greg_t)context->Rip;
        registers[REG_EFL] = (registers[REG_EFL] & ~0xdd5) | (context->EFlags & 0xdd5);
    }
    if (ASKS(flags, CONTEXT_FLOATING_POINT) && to->uc_mcontext.fpregs)
        memcpy(to->uc_mcontext.fpregs, &context->FltSave, 416); /* up to XMM15 */
}

/* A thread that has not begun: Windows shows its routine and parameter in RCX and RDX. */
static void read_start(const struct thread *thread, CONTEXT *context)
{
    ucontext_t empty = {.uc_flags = 0};

    empty.uc_mcontext.gregs[REG_RCX] = (greg_t)(uintptr_t)thread->routine;
    empty.uc_mcontext.gregs[REG_RDX] = (greg_t)(uintptr_t)thread->parameter;
    empty.uc_mcontext.gregs[REG_RIP] = (greg_t)(uintptr_t)thread->routine;
    empty.uc_mcontext.gregs[REG_EFL] = 0x202;
    read_registers(&empty, context);
}

static void write_start(struct thread *thread, const CONTEXT *context)
{
    void *routine = (void *)(uintptr_t)context->Rcx;

    if (ASKS(context->ContextFlags, CONTEXT_INTEGER)) {
        thread->routine = routine;
        thread->parameter = (void *)(uintptr_t)context->Rdx;
    }
}

static int context_exchange(struct thread *thread, CONTEXT *read, const CONTEXT *write)
{
    DWORD before;
    int result = suspend(thread, &before);

    if (result)
        return result;
    if (read && thread->context)
        read_registers(thread->context, read);
    else if (read)
        read_start(thread, read);
    if (write && thread->context)
        write_registers(thread->context, write);
    else if (write)
        write_start(thread, write);
    return resume(thread, &before);
}

int thread_get_context(HANDLE handle, CONTEXT *context)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_GET_CONTEXT, &thread);

    if (result)
        return result;
    /* The calling thread's own registers are not to be had this way; Windows succeeds too. */
    if (thread != thread_current())
        result = context_exchange(thread, context, NULL);
    object_unref(&thread->sync.object);
    return result;
}

int thread_set_context(HANDLE handle, const CONTEXT *context)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_SET_CONTEXT, &thread);

    if (result)
        return result;
    if (thread != thread_current())
        result = context_exchange(thread, NULL, context);
    else
        result = -ENOTSUP;
    object_unref(&thread->sync.object);
    return result;
}
