/* SPDX-License-Identifier: MIT */
/* threadpoollegacyapiset.c - kernel32: work items, timer queues, registered waits */
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/callback.h"
#include "winapi/thread/timer-queue.h"

#undef CreateTimerQueueTimer

static void invoke_work_item(const struct pool_call *call, struct pool_instance *instance,
                             struct pool_object *object, DWORD status)
{
    (void)instance, (void)object, (void)status;
    callback_enter();
    ((LPTHREAD_START_ROUTINE)call->callback)(call->context);
}

/**
 * QueueUserWorkItem() - have a worker of the process's pool call a function
 * @function: what to call; its result is ignored
 * @context: for @function
 * @flags: WT_EXECUTELONGFUNCTION; the others make no difference
 *
 * Return: TRUE; FALSE: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, threadpoollegacyapiset/nf-threadpoollegacyapiset-queueuserworkitem
 */
BOOL WINAPI API(QueueUserWorkItem)(LPTHREAD_START_ROUTINE function, void *context, ULONG flags)
{
    struct pool_spec spec = {
        .call = {invoke_work_item, (void *)function, context},
        .priority = POOL_NORMAL,
        .long_function = flags & WT_EXECUTELONGFUNCTION,
    };
    struct pool_object *object;
    int result = pool_object_new(&spec, &object);

    if (!result)
        pool_object_post_once(object);
    return win32_bool(result);
}
EXPORT(kernel32, QueueUserWorkItem);
EXPORT_AS(kernelbase, "QueueUserWorkItem", QueueUserWorkItem);

/* A NULL event returns at once, INVALID_HANDLE_VALUE waits, any other is set at the end. */
static enum timer_delete delete_mode(HANDLE event)
{
    if (!event)
        return TIMER_DELETE_RETURN;
    return event == INVALID_HANDLE_VALUE ? TIMER_DELETE_WAIT : TIMER_DELETE_EVENT;
}

static BOOL delete_result(int result)
{
    return win32_bool(result == -EINPROGRESS ? ENGINE_WIN32(ERROR_IO_PENDING) : result);
}

/**
 * CreateTimerQueue() - a queue for timers
 *
 * Return: the queue, which is no handle for CloseHandle(); NULL: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, threadpoollegacyapiset/nf-threadpoollegacyapiset-createtimerqueue
 */
HANDLE WINAPI API(CreateTimerQueue)(void)
{
    struct timer_queue *queue = timer_queue_new();

    return win32_bool(queue ? 0 : -ENOMEM) ? (HANDLE)queue : NULL;
}
EXPORT(kernel32, CreateTimerQueue);
EXPORT_AS(kernelbase, "CreateTimerQueue", CreateTimerQueue);

static void invoke_queue_timer(const struct pool_call *call, struct pool_instance *instance,
                               struct pool_object *object, DWORD status)
{
    (void)instance, (void)object, (void)status;
    callback_enter();
    ((WAITORTIMERCALLBACK)call->callback)(call->context, TRUE);
}

/**
 * CreateTimerQueueTimer() - a timer whose callback a worker calls
 * @ret_timer: for ChangeTimerQueueTimer() and DeleteTimerQueueTimer()
 * @queue: from CreateTimerQueue(), or NULL for the process's own
 * @callback: what to call, with @context and TRUE
 * @context: for @callback
 * @due_ms: until the first call
 * @period_ms: 0 for once
 * @flags: WT_EXECUTEONLYONCE, WT_EXECUTELONGFUNCTION; the others make no difference
 *
 * Return: TRUE; FALSE: ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_PARAMETER without @ret_timer.
 * Source: learn.microsoft.com,
 * threadpoollegacyapiset/nf-threadpoollegacyapiset-createtimerqueuetimer
 */
BOOL WINAPI API(CreateTimerQueueTimer)(HANDLE *ret_timer, HANDLE queue,
                                       WAITORTIMERCALLBACK callback, void *context, DWORD due_ms,
                                       DWORD period_ms, ULONG flags)
{
    struct pool_spec spec = {
        .call = {invoke_queue_timer, (void *)callback, context},
        .priority = POOL_NORMAL,
        .long_function = flags & WT_EXECUTELONGFUNCTION,
    };

    if (!ret_timer)
        return win32_bool(-EINVAL);
    return win32_bool(timer_queue_add(queue, &spec, due_ms, period_ms, flags & WT_EXECUTEONLYONCE,
                                      (struct queue_timer **)ret_timer));
}
EXPORT(kernel32, CreateTimerQueueTimer);
EXPORT_AS(kernelbase, "CreateTimerQueueTimer", CreateTimerQueueTimer);

/**
 * ChangeTimerQueueTimer() - a new time and period for a timer
 * @queue: of the timer; not looked at
 * @timer: from CreateTimerQueueTimer()
 * @due_ms: until the next call
 * @period_ms: 0 for once
 *
 * A one-shot timer that has rung stays as it is.
 *
 * Return: TRUE; FALSE: ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com,
 * threadpoollegacyapiset/nf-threadpoollegacyapiset-changetimerqueuetimer
 */
BOOL WINAPI API(ChangeTimerQueueTimer)(HANDLE queue, HANDLE timer, ULONG due_ms, ULONG period_ms)
{
    (void)queue;
    if (!timer)
        return win32_bool(-EINVAL);
    timer_queue_change(timer, due_ms, period_ms);
    return win32_bool(0);
}
EXPORT(kernel32, ChangeTimerQueueTimer);
EXPORT_AS(kernelbase, "ChangeTimerQueueTimer", ChangeTimerQueueTimer);

/**
 * DeleteTimerQueueTimer() - cancel a timer and give it back
 * @queue: of the timer; not looked at
 * @timer: from CreateTimerQueueTimer()
 * @event: set when its callbacks have returned; INVALID_HANDLE_VALUE waits for that; NULL neither
 *
 * Return: TRUE; FALSE: ERROR_IO_PENDING when callbacks may still run (the timer is deleted all the
 * same), ERROR_INVALID_PARAMETER for no timer, ERROR_INVALID_HANDLE for a bad event.
 * Source: learn.microsoft.com,
 * threadpoollegacyapiset/nf-threadpoollegacyapiset-deletetimerqueuetimer
 */
BOOL WINAPI API(DeleteTimerQueueTimer)(HANDLE queue, HANDLE timer, HANDLE event)
{
    (void)queue;
    if (!timer)
        return win32_bool(-EINVAL);
    return delete_result(timer_queue_remove(timer, delete_mode(event), event));
}
EXPORT(kernel32, DeleteTimerQueueTimer);
EXPORT_AS(kernelbase, "DeleteTimerQueueTimer", DeleteTimerQueueTimer);

/**
 * DeleteTimerQueueEx() - delete a queue and all its timers
 * @queue: from CreateTimerQueue()
 * @event: set when all callbacks have returned; INVALID_HANDLE_VALUE waits for that; NULL neither
 *
 * Return: TRUE; FALSE: ERROR_IO_PENDING when callbacks may still run, ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, threadpoollegacyapiset/nf-threadpoollegacyapiset-deletetimerqueueex
 */
BOOL WINAPI API(DeleteTimerQueueEx)(HANDLE queue, HANDLE event)
{
    if (!queue || queue == INVALID_HANDLE_VALUE)
        return win32_bool(-EBADF);
    return delete_result(timer_queue_delete(queue, delete_mode(event), event));
}
EXPORT(kernel32, DeleteTimerQueueEx);
EXPORT_AS(kernelbase, "DeleteTimerQueueEx", DeleteTimerQueueEx);

/**
 * DeleteTimerQueue() - delete a queue and all its timers, waiting for nothing
 * @queue: from CreateTimerQueue()
 *
 * Return: TRUE; FALSE: ERROR_IO_PENDING when callbacks may still run, ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, winbase/nf-winbase-deletetimerqueue
 */
BOOL WINAPI API(DeleteTimerQueue)(HANDLE queue)
{
    if (!queue || queue == INVALID_HANDLE_VALUE)
        return win32_bool(-EBADF);
    return delete_result(timer_queue_delete(queue, TIMER_DELETE_RETURN, NULL));
}
EXPORT(kernel32, DeleteTimerQueue);

/* ---- registered waits */

static void invoke_registered_wait(const struct pool_call *call, struct pool_instance *instance,
                                   struct pool_object *object, DWORD status)
{
    (void)instance, (void)object;
    callback_enter();
    ((WAITORTIMERCALLBACK)call->callback)(call->context, status == WAIT_TIMEOUT);
}

/**
 * RegisterWaitForSingleObject() - have a worker call a function whenever an object is signalled
 * @ret_wait: for UnregisterWaitEx()
 * @object: with SYNCHRONIZE
 * @callback: what to call, with @context and whether the time was over
 * @context: for @callback
 * @timeout_ms: until it is called without a signal, each time anew; INFINITE
 * @flags: WT_EXECUTEONLYONCE, WT_EXECUTELONGFUNCTION; the others make no difference
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED, ERROR_NOT_ENOUGH_MEMORY,
 * ERROR_INVALID_PARAMETER without @ret_wait.
 * Source: learn.microsoft.com, winbase/nf-winbase-registerwaitforsingleobject
 */
BOOL WINAPI API(RegisterWaitForSingleObject)(HANDLE *ret_wait, HANDLE object,
                                             WAITORTIMERCALLBACK callback, void *context,
                                             ULONG timeout_ms, ULONG flags)
{
    struct pool_spec spec = {
        .call = {invoke_registered_wait, (void *)callback, context},
        .priority = POOL_NORMAL,
        .long_function = flags & WT_EXECUTELONGFUNCTION,
    };
    struct pool_object *wait;
    int result = ret_wait ? pool_object_new(&spec, &wait) : -EINVAL;

    if (result)
        return win32_bool(result);
    *ret_wait = wait; /* before the first call */
    result = object ? pool_wait_set(wait, object, futex_deadline_ms(timeout_ms),
                                    flags & WT_EXECUTEONLYONCE ? -1 : (int64_t)timeout_ms, NULL)
                    : -EBADF;
    if (result)
        pool_object_close(wait);
    return win32_bool(result);
}
EXPORT(kernel32, RegisterWaitForSingleObject);
EXPORT_AS(kernelbase, "RegisterWaitForSingleObject", RegisterWaitForSingleObject);

/**
 * UnregisterWaitEx() - end a registered wait and give it back
 * @wait: from RegisterWaitForSingleObject()
 * @event: set when its callbacks have returned; INVALID_HANDLE_VALUE waits for that; NULL neither
 *
 * Return: TRUE; FALSE: ERROR_IO_PENDING when callbacks may still run (the wait has ended all the
 * same), ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, threadpoollegacyapiset/nf-threadpoollegacyapiset-unregisterwaitex
 */
BOOL WINAPI API(UnregisterWaitEx)(HANDLE wait, HANDLE event)
{
    if (!wait)
        return win32_bool(-EBADF);
    return delete_result(pool_wait_remove(wait, delete_mode(event), event));
}
EXPORT(kernel32, UnregisterWaitEx);
EXPORT_AS(kernelbase, "UnregisterWaitEx", UnregisterWaitEx);

/**
 * UnregisterWait() - end a registered wait and give it back, waiting for nothing
 * @wait: from RegisterWaitForSingleObject()
 *
 * Return: as UnregisterWaitEx().
 * Source: learn.microsoft.com, winbase/nf-winbase-unregisterwait
 */
BOOL WINAPI API(UnregisterWait)(HANDLE wait)
{
    if (!wait)
        return win32_bool(-EBADF);
    return delete_result(pool_wait_remove(wait, TIMER_DELETE_RETURN, NULL));
}
EXPORT(kernel32, UnregisterWait);
