/* SPDX-License-Identifier: MIT */
/* threadpoolapiset-pool.c - kernel32: pools, cleanup groups, and what a callback may say */
#include "shim/error.h"
#include "shim/export.h"
#include "shim/module.h"
#include "shim/pe/loader.h"
#include "winapi/thread/pool.h"

#include <threadpoolapiset.h>

/* Not in Wine's header of that name. */
BOOL WINAPI CallbackMayRunLong(TP_CALLBACK_INSTANCE *);

static struct pool *pool_of(TP_POOL *pool)
{
    return (struct pool *)pool;
}

static struct pool_instance *instance_of(TP_CALLBACK_INSTANCE *instance)
{
    return (struct pool_instance *)instance;
}

/**
 * CreateThreadpool() - a pool of workers of its own
 * @reserved: NULL; ignored
 *
 * Return: the pool; NULL: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-createthreadpool
 */
TP_POOL *WINAPI API(CreateThreadpool)(void *reserved)
{
    struct pool *pool = pool_new();

    (void)reserved;
    return win32_bool(pool ? 0 : -ENOMEM) ? (TP_POOL *)pool : NULL;
}
EXPORT(kernel32, CreateThreadpool);
EXPORT_AS(kernelbase, "CreateThreadpool", CreateThreadpool);

/**
 * CloseThreadpool() - give a pool back; it goes with the last object in it
 * @pool: a pool
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-closethreadpool
 */
void WINAPI API(CloseThreadpool)(TP_POOL *pool)
{
    pool_close(pool_of(pool));
    surface_succeeded();
}
EXPORT(kernel32, CloseThreadpool);
EXPORT_AS(kernelbase, "CloseThreadpool", CloseThreadpool);

/**
 * SetThreadpoolThreadMaximum() - limit the workers of a pool
 * @pool: a pool
 * @maximum: at least 1; workers that there are stay
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-setthreadpoolthreadmaximum
 */
void WINAPI API(SetThreadpoolThreadMaximum)(TP_POOL *pool, DWORD maximum)
{
    pool_set_maximum(pool_of(pool), maximum);
}
EXPORT(kernel32, SetThreadpoolThreadMaximum);
EXPORT_AS(kernelbase, "SetThreadpoolThreadMaximum", SetThreadpoolThreadMaximum);

/**
 * SetThreadpoolThreadMinimum() - keep at least so many workers; they are started now
 * @pool: a pool
 * @minimum: raises the maximum when it is lower
 *
 * Return: TRUE.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-setthreadpoolthreadminimum
 */
BOOL WINAPI API(SetThreadpoolThreadMinimum)(TP_POOL *pool, DWORD minimum)
{
    return win32_bool(pool_set_minimum(pool_of(pool), minimum));
}
EXPORT(kernel32, SetThreadpoolThreadMinimum);
EXPORT_AS(kernelbase, "SetThreadpoolThreadMinimum", SetThreadpoolThreadMinimum);

/**
 * SetThreadpoolStackInformation() - stack sizes of workers that are started from now on
 * @pool: a pool
 * @info: sizes in bytes; 0 is the default
 *
 * Return: TRUE.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-setthreadpoolstackinformation
 */
BOOL WINAPI API(SetThreadpoolStackInformation)(TP_POOL *pool, TP_POOL_STACK_INFORMATION *info)
{
    pool_set_stack(pool_of(pool), info->StackReserve, info->StackCommit);
    return TRUE;
}
EXPORT(kernel32, SetThreadpoolStackInformation);
EXPORT_AS(kernelbase, "SetThreadpoolStackInformation", SetThreadpoolStackInformation);

/**
 * QueryThreadpoolStackInformation() - what SetThreadpoolStackInformation() set
 * @pool: a pool
 * @ret_info: sizes in bytes; 0 is the default
 *
 * Return: TRUE.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-querythreadpoolstackinformation
 */
BOOL WINAPI API(QueryThreadpoolStackInformation)(TP_POOL *pool, TP_POOL_STACK_INFORMATION *ret_info)
{
    size_t reserve, commit;

    pool_get_stack(pool_of(pool), &reserve, &commit);
    ret_info->StackReserve = reserve;
    ret_info->StackCommit = commit;
    return TRUE;
}
EXPORT(kernel32, QueryThreadpoolStackInformation);
EXPORT_AS(kernelbase, "QueryThreadpoolStackInformation", QueryThreadpoolStackInformation);

/* ---- cleanup groups */

/**
 * CreateThreadpoolCleanupGroup() - a group of objects that are closed together
 *
 * Return: the group; NULL: ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-createthreadpoolcleanupgroup
 */
TP_CLEANUP_GROUP *WINAPI API(CreateThreadpoolCleanupGroup)(void)
{
    struct pool_group *group = pool_group_new();

    return win32_bool(group ? 0 : -ENOMEM) ? (TP_CLEANUP_GROUP *)group : NULL;
}
EXPORT(kernel32, CreateThreadpoolCleanupGroup);
EXPORT_AS(kernelbase, "CreateThreadpoolCleanupGroup", CreateThreadpoolCleanupGroup);

/**
 * CloseThreadpoolCleanupGroupMembers() - close all objects of a group, wait for their callbacks
 * @group: a cleanup group
 * @cancel: drop callbacks that have not begun, and call the group's cancel callback for each object
 * @context: for the cancel callback
 *
 * Source: learn.microsoft.com,
 * threadpoolapiset/nf-threadpoolapiset-closethreadpoolcleanupgroupmembers
 */
void WINAPI API(CloseThreadpoolCleanupGroupMembers)(TP_CLEANUP_GROUP *group, BOOL cancel,
                                                    void *context)
{
    pool_group_close_members((struct pool_group *)group, cancel, context);
    surface_succeeded();
}
EXPORT(kernel32, CloseThreadpoolCleanupGroupMembers);
EXPORT_AS(kernelbase, "CloseThreadpoolCleanupGroupMembers", CloseThreadpoolCleanupGroupMembers);

/**
 * CloseThreadpoolCleanupGroup() - give a group back; it has no members any more
 * @group: a cleanup group
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-closethreadpoolcleanupgroup
 */
void WINAPI API(CloseThreadpoolCleanupGroup)(TP_CLEANUP_GROUP *group)
{
    pool_group_free((struct pool_group *)group);
}
EXPORT(kernel32, CloseThreadpoolCleanupGroup);
EXPORT_AS(kernelbase, "CloseThreadpoolCleanupGroup", CloseThreadpoolCleanupGroup);

/* ---- within a callback */

/**
 * CallbackMayRunLong() - say that the callback will take long
 * @instance: as the callback got it
 *
 * Return: whether another worker is there for other callbacks.
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-callbackmayrunlong
 */
BOOL WINAPI API(CallbackMayRunLong)(TP_CALLBACK_INSTANCE *instance)
{
    return pool_instance_long(instance_of(instance));
}
EXPORT(kernel32, CallbackMayRunLong);
EXPORT_AS(kernelbase, "CallbackMayRunLong", CallbackMayRunLong);

/**
 * DisassociateCurrentThreadFromCallback() - who waits for callbacks does not wait for this one
 * @instance: as the callback got it
 *
 * Source: learn.microsoft.com,
 * threadpoolapiset/nf-threadpoolapiset-disassociatecurrentthreadfromcallback
 */
void WINAPI API(DisassociateCurrentThreadFromCallback)(TP_CALLBACK_INSTANCE *instance)
{
    pool_instance_disassociate(instance_of(instance));
}
EXPORT(kernel32, DisassociateCurrentThreadFromCallback);
EXPORT_AS(kernelbase, "DisassociateCurrentThreadFromCallback",
          DisassociateCurrentThreadFromCallback);

/**
 * SetEventWhenCallbackReturns() - signal an event when the callback returns
 * @instance: as the callback got it
 * @event: an event
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-seteventwhencallbackreturns
 */
void WINAPI API(SetEventWhenCallbackReturns)(TP_CALLBACK_INSTANCE *instance, HANDLE event)
{
    instance_of(instance)->event = event;
}
EXPORT(kernel32, SetEventWhenCallbackReturns);
EXPORT_AS(kernelbase, "SetEventWhenCallbackReturns", SetEventWhenCallbackReturns);

/**
 * ReleaseSemaphoreWhenCallbackReturns() - release a semaphore when the callback returns
 * @instance: as the callback got it
 * @semaphore: a semaphore
 * @count: how much to add
 *
 * Source: learn.microsoft.com,
 * threadpoolapiset/nf-threadpoolapiset-releasesemaphorewhencallbackreturns
 */
void WINAPI API(ReleaseSemaphoreWhenCallbackReturns)(TP_CALLBACK_INSTANCE *instance,
                                                     HANDLE semaphore, DWORD count)
{
    instance_of(instance)->semaphore = semaphore;
    instance_of(instance)->semaphore_count = count;
}
EXPORT(kernel32, ReleaseSemaphoreWhenCallbackReturns);
EXPORT_AS(kernelbase, "ReleaseSemaphoreWhenCallbackReturns", ReleaseSemaphoreWhenCallbackReturns);

/**
 * ReleaseMutexWhenCallbackReturns() - release a mutex when the callback returns
 * @instance: as the callback got it
 * @mutex: a mutex that the callback owns by then
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-releasemutexwhencallbackreturns
 */
void WINAPI API(ReleaseMutexWhenCallbackReturns)(TP_CALLBACK_INSTANCE *instance, HANDLE mutex)
{
    instance_of(instance)->mutex = mutex;
}
EXPORT(kernel32, ReleaseMutexWhenCallbackReturns);
EXPORT_AS(kernelbase, "ReleaseMutexWhenCallbackReturns", ReleaseMutexWhenCallbackReturns);

/**
 * LeaveCriticalSectionWhenCallbackReturns() - leave a critical section when the callback returns
 * @instance: as the callback got it
 * @section: a critical section that the callback is in by then
 *
 * Source: learn.microsoft.com,
 * threadpoolapiset/nf-threadpoolapiset-leavecriticalsectionwhencallbackreturns
 */
void WINAPI API(LeaveCriticalSectionWhenCallbackReturns)(TP_CALLBACK_INSTANCE *instance,
                                                         CRITICAL_SECTION *section)
{
    instance_of(instance)->section = section;
}
EXPORT(kernel32, LeaveCriticalSectionWhenCallbackReturns);
EXPORT_AS(kernelbase, "LeaveCriticalSectionWhenCallbackReturns",
          LeaveCriticalSectionWhenCallbackReturns);

static void unload_module(void *base)
{
    struct module *module = module_of_handle(base);

    if (module)
        loader_close(module);
}

/**
 * FreeLibraryWhenCallbackReturns() - free a module when the callback returns
 * @instance: as the callback got it
 * @module: a module
 *
 * Source: learn.microsoft.com, threadpoolapiset/nf-threadpoolapiset-freelibrarywhencallbackreturns
 */
void WINAPI API(FreeLibraryWhenCallbackReturns)(TP_CALLBACK_INSTANCE *instance, HMODULE module)
{
    instance_of(instance)->unload = unload_module;
    instance_of(instance)->module = module;
}
EXPORT(kernel32, FreeLibraryWhenCallbackReturns);
EXPORT_AS(kernelbase, "FreeLibraryWhenCallbackReturns", FreeLibraryWhenCallbackReturns);
