/* SPDX-License-Identifier: MIT */
/* threadpoolapiset.c - kernel32: work, timers, waits and simple callbacks of thread pools */
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/callback.h"
#include "winapi/kernel32/threadpool.h"
#include "winapi/sync/objects.h"

#include <threadpoolapiset.h>

/* Not in Wine's headers. */
BOOL WINAPI SetThreadpoolTimerEx(TP_TIMER *, FILETIME *, DWORD, DWORD);
BOOL WINAPI SetThreadpoolWaitEx(TP_WAIT *, HANDLE, FILETIME *, void *);

static void apply_environment(const TP_CALLBACK_ENVIRON *environment, struct pool_spec *spec)
{
    const TP_CALLBACK_ENVIRON_V3 *third = (const TP_CALLBACK_ENVIRON_V3 *)environment;

    spec->priority = POOL_NORMAL;
    if (!environment)
        return;
    spec->pool = (struct pool *)environment->Pool;
    spec->group = (struct pool_group *)environment->CleanupGroup;
    spec->cancel_callback = (void *)environment->CleanupGroupCancelCallback;
    spec->cancel = spec->cancel_callback ? threadpool_invoke_cancel : NULL;
    spec->long_function = environment->u.s.LongFunction;
    if (environment->Version >= 3 && (unsigned)third->CallbackPriority < POOL_PRIORITIES)
        spec->priority = (enum pool_priority)third->CallbackPriority;
}

static struct pool_object *object_new(
    void (*invoke)(const struct pool_call *, struct pool_instance *, struct pool_object *, DWORD),
    void *callback, void *context, const TP_CALLBACK_ENVIRON *environment)
{
    struct pool_spec spec = {.call = {invoke, callback, context}};
    struct pool_object *object = NULL;

    apply_environment(environment, &spec);
    return win32_bool(pool_object_new(&spec, &object)) ? object : NULL;
}

/* ---- work */

static void invoke_work(const struct pool_call *call, struct pool_instance *instance,
                        struct pool_object *object, DWORD status)
{
    (void)status;
    callback_enter();
    ((PTP_WORK_CALLBACK)call->callback)((TP_CALLBACK_INSTANCE *)instance, call->context,
                                        (TP_WORK *)object);
}

/**
 * CreateThreadpoolWork() - something that workers do each time it is submitted
 * @callback: what to call
 * @context: for @callback
 * @environment: pool, cleanup group and priority; NULL for the process's pool
 *
 * Return: the work object; NULL: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-createthreadpoolwork
 */
TP_WORK *WINAPI API(CreateThreadpoolWork)(PTP_WORK_CALLBACK callback, void *context,
                                          TP_CALLBACK_ENVIRON *environment)
{
    return (TP_WORK *)object_new(invoke_work, (void *)callback, context, environment);
}
EXPORT(kernel32, CreateThreadpoolWork);
EXPORT_AS(kernelbase, "CreateThreadpoolWork", CreateThreadpoolWork);

/**
 * SubmitThreadpoolWork() - have a worker call the callback once more
 * @work: a work object
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-submitthreadpoolwork
 */
void WINAPI API(SubmitThreadpoolWork)(TP_WORK *work)
{
    pool_object_post((struct pool_object *)work);
}
EXPORT(kernel32, SubmitThreadpoolWork);
EXPORT_AS(kernelbase, "SubmitThreadpoolWork", SubmitThreadpoolWork);

/**
 * WaitForThreadpoolWorkCallbacks() - wait until every submitted callback has returned
 * @work: a work object
 * @cancel: drop those that have not begun
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-waitforthreadpoolworkcallbacks
 */
void WINAPI API(WaitForThreadpoolWorkCallbacks)(TP_WORK *work, BOOL cancel)
{
    pool_object_wait((struct pool_object *)work, cancel);
    surface_succeeded();
}
EXPORT(kernel32, WaitForThreadpoolWorkCallbacks);
EXPORT_AS(kernelbase, "WaitForThreadpoolWorkCallbacks", WaitForThreadpoolWorkCallbacks);

/**
 * CloseThreadpoolWork() - give a work object back; callbacks that were submitted still come
 * @work: a work object
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-closethreadpoolwork
 */
void WINAPI API(CloseThreadpoolWork)(TP_WORK *work)
{
    pool_object_close((struct pool_object *)work);
    surface_succeeded();
}
EXPORT(kernel32, CloseThreadpoolWork);
EXPORT_AS(kernelbase, "CloseThreadpoolWork", CloseThreadpoolWork);

static void invoke_simple(const struct pool_call *call, struct pool_instance *instance,
                          struct pool_object *object, DWORD status)
{
    (void)object;
    (void)status;
    callback_enter();
    ((PTP_SIMPLE_CALLBACK)call->callback)((TP_CALLBACK_INSTANCE *)instance, call->context);
}

/**
 * TrySubmitThreadpoolCallback() - have a worker call a function once
 * @callback: what to call
 * @context: for @callback
 * @environment: as for CreateThreadpoolWork()
 *
 * Return: TRUE; FALSE: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-trysubmitthreadpoolcallback
 */
BOOL WINAPI API(TrySubmitThreadpoolCallback)(PTP_SIMPLE_CALLBACK callback, void *context,
                                             TP_CALLBACK_ENVIRON *environment)
{
    struct pool_object *object = object_new(invoke_simple, (void *)callback, context, environment);

    if (!object)
        return FALSE;
    pool_object_post_once(object);
    return win32_bool(0);
}
EXPORT(kernel32, TrySubmitThreadpoolCallback);
EXPORT_AS(kernelbase, "TrySubmitThreadpoolCallback", TrySubmitThreadpoolCallback);

/* ---- timers */

static void invoke_timer(const struct pool_call *call, struct pool_instance *instance,
                         struct pool_object *object, DWORD status)
{
    (void)status;
    callback_enter();
    ((PTP_TIMER_CALLBACK)call->callback)((TP_CALLBACK_INSTANCE *)instance, call->context,
                                         (TP_TIMER *)object);
}

/**
 * CreateThreadpoolTimer() - a timer whose callback a worker calls; not set yet
 * @callback: what to call
 * @context: for @callback
 * @environment: as for CreateThreadpoolWork()
 *
 * Return: the timer object; NULL: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-createthreadpooltimer
 */
TP_TIMER *WINAPI API(CreateThreadpoolTimer)(PTP_TIMER_CALLBACK callback, void *context,
                                            TP_CALLBACK_ENVIRON *environment)
{
    return (TP_TIMER *)object_new(invoke_timer, (void *)callback, context, environment);
}
EXPORT(kernel32, CreateThreadpoolTimer);
EXPORT_AS(kernelbase, "CreateThreadpoolTimer", CreateThreadpoolTimer);

static BOOL set_timer(TP_TIMER *timer, const FILETIME *due, DWORD period_ms)
{
    int64_t deadline_ns =
        due ? sync_deadline((int64_t)((uint64_t)due->dwHighDateTime << 32 | due->dwLowDateTime))
            : 0;

    return pool_timer_set((struct pool_object *)timer, deadline_ns, period_ms * 1000000ll);
}

/**
 * SetThreadpoolTimer() - set a timer, or cancel what it was set to
 * @timer: a timer object
 * @due: 100 ns units: positive is a UTC file time, negative relative, 0 now; NULL cancels
 * @period_ms: 0 for once
 * @window_ms: how much later would do; ignored
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-setthreadpooltimer
 */
void WINAPI API(SetThreadpoolTimer)(TP_TIMER *timer, FILETIME *due, DWORD period_ms,
                                    DWORD window_ms)
{
    (void)window_ms;
    set_timer(timer, due, period_ms);
    surface_succeeded();
}
EXPORT(kernel32, SetThreadpoolTimer);
EXPORT_AS(kernelbase, "SetThreadpoolTimer", SetThreadpoolTimer);

/**
 * SetThreadpoolTimerEx() - the same, and whether the timer was set before
 * @timer: a timer object
 * @due: as for SetThreadpoolTimer()
 * @period_ms: 0 for once
 * @window_ms: ignored
 *
 * Return: TRUE when it was set before.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-setthreadpooltimerex
 */
BOOL WINAPI API(SetThreadpoolTimerEx)(TP_TIMER *timer, FILETIME *due, DWORD period_ms,
                                      DWORD window_ms)
{
    BOOL was_set = set_timer(timer, due, period_ms);

    (void)window_ms;
    surface_succeeded();
    return was_set;
}
EXPORT(kernel32, SetThreadpoolTimerEx);
EXPORT_AS(kernelbase, "SetThreadpoolTimerEx", SetThreadpoolTimerEx);

/**
 * IsThreadpoolTimerSet() - whether a timer was set and not cancelled since
 * @timer: a timer object
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-isthreadpooltimerset
 */
BOOL WINAPI API(IsThreadpoolTimerSet)(TP_TIMER *timer)
{
    return pool_timer_is_set((struct pool_object *)timer);
}
EXPORT(kernel32, IsThreadpoolTimerSet);
EXPORT_AS(kernelbase, "IsThreadpoolTimerSet", IsThreadpoolTimerSet);

/**
 * WaitForThreadpoolTimerCallbacks() - wait until every callback that is due has returned
 * @timer: a timer object
 * @cancel: drop those that have not begun
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-waitforthreadpooltimercallbacks
 */
void WINAPI API(WaitForThreadpoolTimerCallbacks)(TP_TIMER *timer, BOOL cancel)
{
    pool_object_wait((struct pool_object *)timer, cancel);
    surface_succeeded();
}
EXPORT(kernel32, WaitForThreadpoolTimerCallbacks);
EXPORT_AS(kernelbase, "WaitForThreadpoolTimerCallbacks", WaitForThreadpoolTimerCallbacks);

/**
 * CloseThreadpoolTimer() - cancel a timer and give it back; callbacks that are due still come
 * @timer: a timer object
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-closethreadpooltimer
 */
void WINAPI API(CloseThreadpoolTimer)(TP_TIMER *timer)
{
    pool_object_close((struct pool_object *)timer);
    surface_succeeded();
}
EXPORT(kernel32, CloseThreadpoolTimer);
EXPORT_AS(kernelbase, "CloseThreadpoolTimer", CloseThreadpoolTimer);

/* ---- waits */

static void invoke_wait(const struct pool_call *call, struct pool_instance *instance,
                        struct pool_object *object, DWORD status)
{
    callback_enter();
    ((PTP_WAIT_CALLBACK)call->callback)((TP_CALLBACK_INSTANCE *)instance, call->context,
                                        (TP_WAIT *)object, status);
}

/**
 * CreateThreadpoolWait() - a wait whose callback a worker calls; waits for nothing yet
 * @callback: what to call, with WAIT_OBJECT_0 or WAIT_TIMEOUT
 * @context: for @callback
 * @environment: as for CreateThreadpoolWork()
 *
 * Return: the wait object; NULL: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-createthreadpoolwait
 */
TP_WAIT *WINAPI API(CreateThreadpoolWait)(PTP_WAIT_CALLBACK callback, void *context,
                                          TP_CALLBACK_ENVIRON *environment)
{
    return (TP_WAIT *)object_new(invoke_wait, (void *)callback, context, environment);
}
EXPORT(kernel32, CreateThreadpoolWait);
EXPORT_AS(kernelbase, "CreateThreadpoolWait", CreateThreadpoolWait);

static BOOL set_wait(TP_WAIT *wait, HANDLE handle, const FILETIME *timeout)
{
    int64_t deadline_ns = FUTEX_FOREVER;
    bool was_set = false;

    if (timeout)
        deadline_ns = sync_deadline(
            (int64_t)((uint64_t)timeout->dwHighDateTime << 32 | timeout->dwLowDateTime));
    pool_wait_set((struct pool_object *)wait, handle, deadline_ns, -1, &was_set);
    return was_set;
}

/**
 * SetThreadpoolWait() - wait for an object once, or for none
 * @wait: a wait object
 * @handle: with SYNCHRONIZE; NULL: what it waited for no longer counts
 * @timeout: 100 ns units: positive is a UTC file time, negative relative, 0 looks only; NULL never
 *
 * A handle that can't be waited for leaves nothing set.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-setthreadpoolwait
 */
void WINAPI API(SetThreadpoolWait)(TP_WAIT *wait, HANDLE handle, FILETIME *timeout)
{
    set_wait(wait, handle, timeout);
    surface_succeeded();
}
EXPORT(kernel32, SetThreadpoolWait);
EXPORT_AS(kernelbase, "SetThreadpoolWait", SetThreadpoolWait);

/**
 * SetThreadpoolWaitEx() - the same, and whether something was waited for before
 * @wait: a wait object
 * @handle: as for SetThreadpoolWait()
 * @timeout: as for SetThreadpoolWait()
 * @reserved: NULL
 *
 * Return: TRUE when it was set before.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-setthreadpoolwaitex
 */
BOOL WINAPI API(SetThreadpoolWaitEx)(TP_WAIT *wait, HANDLE handle, FILETIME *timeout,
                                     void *reserved)
{
    BOOL was_set = set_wait(wait, handle, timeout);

    (void)reserved;
    surface_succeeded();
    return was_set;
}
EXPORT(kernel32, SetThreadpoolWaitEx);
EXPORT_AS(kernelbase, "SetThreadpoolWaitEx", SetThreadpoolWaitEx);

/**
 * WaitForThreadpoolWaitCallbacks() - wait until every callback that is due has returned
 * @wait: a wait object
 * @cancel: drop those that have not begun
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-waitforthreadpoolwaitcallbacks
 */
void WINAPI API(WaitForThreadpoolWaitCallbacks)(TP_WAIT *wait, BOOL cancel)
{
    pool_object_wait((struct pool_object *)wait, cancel);
    surface_succeeded();
}
EXPORT(kernel32, WaitForThreadpoolWaitCallbacks);
EXPORT_AS(kernelbase, "WaitForThreadpoolWaitCallbacks", WaitForThreadpoolWaitCallbacks);

/**
 * CloseThreadpoolWait() - give a wait object back; callbacks that are due still come
 * @wait: a wait object
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-closethreadpoolwait
 */
void WINAPI API(CloseThreadpoolWait)(TP_WAIT *wait)
{
    pool_object_close((struct pool_object *)wait);
    surface_succeeded();
}
EXPORT(kernel32, CloseThreadpoolWait);
EXPORT_AS(kernelbase, "CloseThreadpoolWait", CloseThreadpoolWait);
