/* SPDX-License-Identifier: MIT */
/* guest-thread.c - GS base, stacks and notices of threads that run guest code */
#include <asm/prctl.h>
#include <immintrin.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest-thread.h"
#include "message.h"
#include "pe/loader.h"
#include "peb.h"
#include "seh/fault.h"
#include "teb.h"

#define GUARD_BYTES         (128u * 1024u) /* handlers of a stack overflow run in it */
#define HWCAP2_HAS_FSGSBASE 2u

__thread bool guest_thread_ready;
static __thread uintptr_t guard_low, guard_high;

__attribute__((target("fsgsbase"))) static void write_gs(void *base)
{
    _writegsbase_u64((uintptr_t)base);
}

static void set_gs(TEB *teb)
{
    if (getauxval(AT_HWCAP2) & HWCAP2_HAS_FSGSBASE)
        write_gs(teb);
    else
        syscall(SYS_arch_prctl, ARCH_SET_GS, teb);
}

void guest_thread_prepare(void)
{
    set_gs(teb_current());
    peb_prepare_guest();
    fault_init();
    fault_init_thread();
    guest_thread_ready = true; /* before the notices, which are guest code themselves */
    loader_thread_attach();
}

static void on_thread_exit(TEB *teb)
{
    (void)teb;
    if (guest_thread_ready)
        loader_thread_detach();
    guest_thread_ready = false;
}

__attribute__((constructor)) static void init(void)
{
    teb_exit_hook(TEB_EXIT_NOTICES, on_thread_exit);
}

bool guest_thread_guard(uintptr_t *ret_low, uintptr_t *ret_high)
{
    *ret_low = guard_low;
    *ret_high = guard_high;
    return guard_low != 0;
}

/* Switch stacks, call, switch back; the frame pointer leads an unwinder to the old stack. */
DWORD guest_thread_call(void *stack_top, DWORD (*function)(void *), void *argument) HIDDEN;
__asm__(".globl guest_thread_call\n"
        ".hidden guest_thread_call\n"
        ".type guest_thread_call, @function\n"
        "guest_thread_call:\n"
        "    .cfi_startproc\n"
        "    pushq %rbp\n"
        "    .cfi_def_cfa_offset 16\n"
        "    .cfi_offset %rbp, -16\n"
        "    movq %rsp, %rbp\n"
        "    .cfi_def_cfa_register %rbp\n"
        "    .cfi_undefined %rip\n"
        "    movq %rdi, %rsp\n"
        "    movq %rdx, %rdi\n"
        "    call *%rsi\n"
        "    leave\n"
        "    ret\n"
        "    .cfi_endproc\n"
        ".size guest_thread_call, .-guest_thread_call\n");

DWORD guest_thread_run_on_stack(size_t stack_bytes, DWORD (*function)(void *), void *argument)
{
    TEB *teb = teb_current();
    char *low = mmap(NULL, stack_bytes + GUARD_BYTES, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);

    if (low == MAP_FAILED || mprotect(low, GUARD_BYTES, PROT_NONE))
        message_fatal("WS0227", "no memory for a stack of %zu bytes", stack_bytes);
    guard_low = (uintptr_t)low;
    guard_high = guard_low + GUARD_BYTES;
    teb->Tib.StackBase = low + GUARD_BYTES + stack_bytes;
    teb->Tib.StackLimit = low + GUARD_BYTES;
    teb->DeallocationStack = low;
    return guest_thread_call(teb->Tib.StackBase, function, argument);
}
