/* SPDX-License-Identifier: MIT */
/* processthreadsapi-thread.c - kernel32: making, ending, suspending threads; APCs */
#include <sched.h>

#include "shim/error.h"
#include "shim/export.h"
#include "winapi/callback.h"
#include "winapi/thread/thread.h"

#define CURRENT_PROCESS ((HANDLE)(intptr_t)-1)
#define CURRENT_THREAD  ((HANDLE)(intptr_t)-2)

static uint32_t invoke_thread(void *routine, void *parameter)
{
    callback_enter();
    return ((LPTHREAD_START_ROUTINE)routine)(parameter);
}

static HANDLE create(const SECURITY_ATTRIBUTES *attributes, SIZE_T stack_bytes,
                     LPTHREAD_START_ROUTINE routine, void *parameter, DWORD flags, DWORD *ret_id)
{
    struct thread_spec spec = {
        .invoke = invoke_thread,
        .routine = (void *)routine,
        .parameter = parameter,
        .stack_bytes = stack_bytes,
        .stack_is_reservation = flags & STACK_SIZE_PARAM_IS_A_RESERVATION,
        .suspended = flags & CREATE_SUSPENDED,
        .inherit = attributes && attributes->bInheritHandle,
    };
    HANDLE handle = NULL;
    DWORD id;
    int result = thread_create(&spec, &handle, &id);

    if (!result && ret_id)
        *ret_id = id;
    return win32_bool(result == -EAGAIN ? -ENOMEM : result) ? handle : NULL;
}

/**
 * CreateThread() - start a thread
 * @attributes: only bInheritHandle counts; may be NULL
 * @stack_bytes: 0 for the default; smaller sizes than that count only as reservation
 * @routine: what it runs; its result is the exit code
 * @parameter: for @routine
 * @flags: CREATE_SUSPENDED, STACK_SIZE_PARAM_IS_A_RESERVATION; others are ignored
 * @ret_id: may be NULL
 *
 * Return: a handle with THREAD_ALL_ACCESS; NULL: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-createthread
 */
HANDLE WINAPI API(CreateThread)(SECURITY_ATTRIBUTES *attributes, SIZE_T stack_bytes,
                                LPTHREAD_START_ROUTINE routine, void *parameter, DWORD flags,
                                DWORD *ret_id)
{
    return create(attributes, stack_bytes, routine, parameter, flags, ret_id);
}
EXPORT(kernel32, CreateThread);
EXPORT_AS(kernelbase, "CreateThread", CreateThread);

/**
 * CreateRemoteThread() - start a thread in a process, which must be this one
 * @process: GetCurrentProcess()
 * @attributes: as for CreateThread()
 * @stack_bytes: as for CreateThread()
 * @routine: what it runs
 * @parameter: for @routine
 * @flags: as for CreateThread()
 * @ret_id: may be NULL
 *
 * Return: a handle; NULL: ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_HANDLE for other processes.
 * Differs: other processes can't be reached.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-createremotethread
 */
HANDLE WINAPI API(CreateRemoteThread)(HANDLE process, SECURITY_ATTRIBUTES *attributes,
                                      SIZE_T stack_bytes, LPTHREAD_START_ROUTINE routine,
                                      void *parameter, DWORD flags, DWORD *ret_id)
{
    if (process != CURRENT_PROCESS)
        return win32_fail(ERROR_INVALID_HANDLE, NULL);
    return create(attributes, stack_bytes, routine, parameter, flags, ret_id);
}
EXPORT(kernel32, CreateRemoteThread);
EXPORT_AS(kernelbase, "CreateRemoteThread", CreateRemoteThread);

/**
 * OpenThread() - a handle to a thread of this process by id
 * @access: access mask
 * @inherit: whether child processes inherit the handle
 * @id: of a thread that winshim started or that has called it
 *
 * Return: a handle; NULL: ERROR_INVALID_PARAMETER when there is no such thread.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-openthread
 */
HANDLE WINAPI API(OpenThread)(DWORD access, BOOL inherit, DWORD id)
{
    HANDLE handle = NULL;

    return win32_bool(thread_open(id, access, inherit, &handle)) ? handle : NULL;
}
EXPORT(kernel32, OpenThread);
EXPORT_AS(kernelbase, "OpenThread", OpenThread);

/**
 * ExitThread(), RtlExitUserThread() - end the calling thread
 * @code: its exit code
 *
 * Images are told, mutexes that it owns are abandoned. Nothing is unwound.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-exitthread
 */
void WINAPI API(ExitThread)(DWORD code)
{
    thread_exit(code);
}
EXPORT(kernel32, ExitThread);
EXPORT_AS(kernelbase, "ExitThread", ExitThread);
EXPORT_AS(ntdll, "RtlExitUserThread", ExitThread);

/**
 * TerminateThread() - end a thread wherever it is
 * @thread: handle with THREAD_TERMINATE
 * @code: its exit code
 *
 * The thread ends at its next instruction outside winshim's own short critical regions. Locks of
 * libc that it holds stay locked, as those of the CRT do on Windows.
 *
 * Return: TRUE, also when it has ended already; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED,
 * which also stands for a thread that winshim did not start.
 * Differs: images are told of the thread's end.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-terminatethread
 */
BOOL WINAPI API(TerminateThread)(HANDLE thread, DWORD code)
{
    return win32_bool(thread_terminate(thread, code));
}
EXPORT(kernel32, TerminateThread);
EXPORT_AS(kernelbase, "TerminateThread", TerminateThread);

/**
 * GetExitCodeThread() - what a thread returned
 * @thread: handle with THREAD_QUERY_LIMITED_INFORMATION
 * @ret_code: STILL_ACTIVE while it runs
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getexitcodethread
 */
BOOL WINAPI API(GetExitCodeThread)(HANDLE thread, DWORD *ret_code)
{
    DWORD code = 0;
    int result = thread_exit_code(thread, &code);

    if (!result && ret_code)
        *ret_code = code;
    return win32_bool(result);
}
EXPORT(kernel32, GetExitCodeThread);
EXPORT_AS(kernelbase, "GetExitCodeThread", GetExitCodeThread);

/**
 * SuspendThread() - stop a thread; it has stopped when this returns
 * @thread: handle with THREAD_SUSPEND_RESUME
 *
 * Return: the suspension count before; (DWORD)-1: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED (also
 * for a thread that has ended), ERROR_SIGNAL_REFUSED at MAXIMUM_SUSPEND_COUNT.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-suspendthread
 */
DWORD WINAPI API(SuspendThread)(HANDLE thread)
{
    DWORD before = 0;

    return win32_bool(thread_suspend(thread, &before)) ? before : (DWORD)-1;
}
EXPORT(kernel32, SuspendThread);
EXPORT_AS(kernelbase, "SuspendThread", SuspendThread);

/**
 * ResumeThread() - take one suspension back
 * @thread: handle with THREAD_SUSPEND_RESUME
 *
 * Return: the suspension count before, 0 when it was not suspended; (DWORD)-1:
 * ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-resumethread
 */
DWORD WINAPI API(ResumeThread)(HANDLE thread)
{
    DWORD before = 0;

    return win32_bool(thread_resume(thread, &before)) ? before : (DWORD)-1;
}
EXPORT(kernel32, ResumeThread);
EXPORT_AS(kernelbase, "ResumeThread", ResumeThread);

/**
 * GetThreadContext() - registers of a suspended thread
 * @thread: handle with THREAD_GET_CONTEXT
 * @context: ContextFlags says what is asked for; the rest stays untouched
 *
 * A running thread is stopped for the moment; its registers are old when this returns. For the
 * calling thread nothing is written.
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED, ERROR_NOACCESS for NULL.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-getthreadcontext
 */
BOOL WINAPI API(GetThreadContext)(HANDLE thread, CONTEXT *context)
{
    return win32_bool(context ? thread_get_context(thread, context) : -EFAULT);
}
EXPORT(kernel32, GetThreadContext);
EXPORT_AS(kernelbase, "GetThreadContext", GetThreadContext);

/**
 * SetThreadContext() - change registers of a suspended thread
 * @thread: handle with THREAD_SET_CONTEXT
 * @context: ContextFlags says what is set
 *
 * Segment and debug registers can't be set. A thread that has not begun takes its routine and
 * parameter from Rcx and Rdx.
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED, ERROR_NOACCESS for NULL,
 * ERROR_NOT_SUPPORTED for the calling thread.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-setthreadcontext
 */
BOOL WINAPI API(SetThreadContext)(HANDLE thread, const CONTEXT *context)
{
    return win32_bool(context ? thread_set_context(thread, context) : -EFAULT);
}
EXPORT(kernel32, SetThreadContext);
EXPORT_AS(kernelbase, "SetThreadContext", SetThreadContext);

static void invoke_apc(void *routine, ULONG_PTR parameter)
{
    callback_enter();
    ((PAPCFUNC)routine)(parameter);
}

/**
 * QueueUserAPC() - have a thread call a function in its next alertable wait
 * @function: what to call
 * @thread: handle with THREAD_SET_CONTEXT
 * @parameter: for @function
 *
 * Return: nonzero; 0: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED, ERROR_GEN_FAILURE when the
 * thread has ended.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-queueuserapc
 */
DWORD WINAPI API(QueueUserAPC)(PAPCFUNC function, HANDLE thread, ULONG_PTR parameter)
{
    return (DWORD)win32_bool(thread_apc(thread, invoke_apc, (void *)function, parameter));
}
EXPORT(kernel32, QueueUserAPC);
EXPORT_AS(kernelbase, "QueueUserAPC", QueueUserAPC);

/* Not in Wine's headers. */
BOOL WINAPI QueueUserAPC2(PAPCFUNC, HANDLE, ULONG_PTR, DWORD);

/**
 * QueueUserAPC2() - have a thread call a function
 * @function: what to call
 * @thread: handle with THREAD_SET_CONTEXT
 * @parameter: for @function
 * @flags: QUEUE_USER_APC_FLAGS_NONE; a special APC, which interrupts the thread, is not supported
 *
 * Return: TRUE; FALSE: as QueueUserAPC(); ERROR_INVALID_PARAMETER for unknown flags,
 * ERROR_NOT_SUPPORTED for special ones.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-queueuserapc2
 */
BOOL WINAPI API(QueueUserAPC2)(PAPCFUNC function, HANDLE thread, ULONG_PTR parameter, DWORD flags)
{
    if (flags)
        return win32_bool(flags == 1 ? -ENOTSUP : -EINVAL);
    return win32_bool(thread_apc(thread, invoke_apc, (void *)function, parameter));
}
EXPORT(kernel32, QueueUserAPC2);
EXPORT_AS(kernelbase, "QueueUserAPC2", QueueUserAPC2);

/**
 * SwitchToThread() - let another thread run
 *
 * Return: TRUE; Linux doesn't tell whether one did.
 * Source: learn.microsoft.com, processthreadsapi/nf-processthreadsapi-switchtothread
 */
BOOL WINAPI API(SwitchToThread)(void)
{
    sched_yield();
    surface_succeeded();
    return TRUE;
}
EXPORT(kernel32, SwitchToThread);
EXPORT_AS(kernelbase, "SwitchToThread", SwitchToThread);
