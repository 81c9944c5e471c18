/* SPDX-License-Identifier: MIT */
/* synchapi.c - kernel32: events, waiting and sleeping */
#include <sched.h>

#include "shim/export.h"
#include "winapi/kernel32/synchapi.h"

static HANDLE event_create(const SECURITY_ATTRIBUTES *attributes, DWORD flags, const WCHAR *name,
                           DWORD access)
{
    struct sync_spec spec = {
        .type = SYNC_TYPE_EVENT,
        .manual_reset = flags & CREATE_EVENT_MANUAL_RESET,
        .initial = flags & CREATE_EVENT_INITIAL_SET,
    };
    HANDLE handle = NULL;

    if (flags & ~(CREATE_EVENT_MANUAL_RESET | CREATE_EVENT_INITIAL_SET))
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    return object_created(sync_create(&spec, name, access, inherits(attributes), &handle), &handle);
}

/**
 * CreateEventExA(), CreateEventExW() - make an event, or open the one of that name
 * @attributes: only bInheritHandle counts; may be NULL
 * @name: NULL or "" for an unnamed event; "Global\" and "Local\" choose the namespace
 * @flags: CREATE_EVENT_MANUAL_RESET, CREATE_EVENT_INITIAL_SET
 * @access: access mask of the handle
 *
 * Return: a handle, with the last error ERROR_ALREADY_EXISTS when the event was there (it keeps
 * its kind and state) and 0 otherwise; NULL: ERROR_INVALID_HANDLE when the name belongs to another
 * type of object, ERROR_INVALID_PARAMETER for unknown flags, ERROR_PATH_NOT_FOUND for a backslash
 * in the name, ERROR_FILENAME_EXCED_RANGE (A).
 * Differs: security descriptors are ignored; the objects belong to the user.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-createeventexw
 */
HANDLE WINAPI API(CreateEventExW)(SECURITY_ATTRIBUTES *attributes, const WCHAR *name, DWORD flags,
                                  DWORD access)
{
    return event_create(attributes, flags, name, access);
}
EXPORT(kernel32, CreateEventExW);
EXPORT_AS(kernelbase, "CreateEventExW", CreateEventExW);

HANDLE WINAPI API(CreateEventExA)(SECURITY_ATTRIBUTES *attributes, const char *name, DWORD flags,
                                  DWORD access)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return event_create(attributes, flags, wide, access);
}
EXPORT(kernel32, CreateEventExA);
EXPORT_AS(kernelbase, "CreateEventExA", CreateEventExA);

/**
 * CreateEventA(), CreateEventW() - make an event with full access, or open the one of that name
 * @attributes: only bInheritHandle counts; may be NULL
 * @manual_reset: TRUE: stays signalled until ResetEvent(); FALSE: releases one waiter
 * @initial_state: signalled from the start
 * @name: NULL or "" for an unnamed event
 *
 * Return: as CreateEventExW().
 * Source: learn.microsoft.com, synchapi/nf-synchapi-createeventw
 */
HANDLE WINAPI API(CreateEventW)(SECURITY_ATTRIBUTES *attributes, BOOL manual_reset,
                                BOOL initial_state, const WCHAR *name)
{
    DWORD flags = (manual_reset ? CREATE_EVENT_MANUAL_RESET : 0) |
                  (initial_state ? CREATE_EVENT_INITIAL_SET : 0);

    return event_create(attributes, flags, name, EVENT_ALL_ACCESS);
}
EXPORT(kernel32, CreateEventW);
EXPORT_AS(kernelbase, "CreateEventW", CreateEventW);

HANDLE WINAPI API(CreateEventA)(SECURITY_ATTRIBUTES *attributes, BOOL manual_reset,
                                BOOL initial_state, const char *name)
{
    DWORD flags = (manual_reset ? CREATE_EVENT_MANUAL_RESET : 0) |
                  (initial_state ? CREATE_EVENT_INITIAL_SET : 0);
    WCHAR room[MAX_PATH];
    const WCHAR *wide;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return event_create(attributes, flags, wide, EVENT_ALL_ACCESS);
}
EXPORT(kernel32, CreateEventA);
EXPORT_AS(kernelbase, "CreateEventA", CreateEventA);

/**
 * OpenEventA(), OpenEventW() - open a named event
 * @access: access mask
 * @inherit: whether child processes inherit the handle
 * @name: not NULL
 *
 * Return: a handle; NULL: ERROR_FILE_NOT_FOUND, ERROR_INVALID_HANDLE when the name belongs to
 * another type of object, ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-openeventw
 */
HANDLE WINAPI API(OpenEventW)(DWORD access, BOOL inherit, const WCHAR *name)
{
    HANDLE handle = NULL;

    return object_opened(sync_open(SYNC_TYPE_EVENT, name, access, inherit, &handle), &handle);
}
EXPORT(kernel32, OpenEventW);
EXPORT_AS(kernelbase, "OpenEventW", OpenEventW);

HANDLE WINAPI API(OpenEventA)(DWORD access, BOOL inherit, const char *name)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;
    HANDLE handle = NULL;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return object_opened(sync_open(SYNC_TYPE_EVENT, wide, access, inherit, &handle), &handle);
}
EXPORT(kernel32, OpenEventA);
EXPORT_AS(kernelbase, "OpenEventA", OpenEventA);

/**
 * SetEvent() - signal an event
 * @event: handle with EVENT_MODIFY_STATE
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-setevent
 */
BOOL WINAPI API(SetEvent)(HANDLE event)
{
    return win32_bool(sync_event_set(event));
}
EXPORT(kernel32, SetEvent);
EXPORT_AS(kernelbase, "SetEvent", SetEvent);

/**
 * ResetEvent() - make an event not signalled
 * @event: handle with EVENT_MODIFY_STATE
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-resetevent
 */
BOOL WINAPI API(ResetEvent)(HANDLE event)
{
    return win32_bool(sync_event_reset(event));
}
EXPORT(kernel32, ResetEvent);
EXPORT_AS(kernelbase, "ResetEvent", ResetEvent);

/**
 * PulseEvent() - release who waits for an event now, then reset it
 * @event: handle with EVENT_MODIFY_STATE
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Differs: a wait for all of several objects does not see a pulse of a named event.
 * Source: learn.microsoft.com, winbase/nf-winbase-pulseevent
 */
BOOL WINAPI API(PulseEvent)(HANDLE event)
{
    return win32_bool(sync_event_pulse(event));
}
EXPORT(kernel32, PulseEvent);
EXPORT_AS(kernelbase, "PulseEvent", PulseEvent);

/**
 * WaitForSingleObjectEx() - wait until an object is signalled
 * @handle: anything that can be waited for, with SYNCHRONIZE
 * @timeout_ms: 0 to look only, INFINITE
 * @alertable: whether the thread's APCs run, and end the wait
 *
 * Return: WAIT_OBJECT_0, WAIT_ABANDONED, WAIT_TIMEOUT, WAIT_IO_COMPLETION; WAIT_FAILED:
 * ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-waitforsingleobjectex
 */
DWORD WINAPI API(WaitForSingleObjectEx)(HANDLE handle, DWORD timeout_ms, BOOL alertable)
{
    DWORD status = 0;
    int result = sync_wait(&handle, 1, alertable ? SYNC_ALERTABLE : 0, sync_deadline_ms(timeout_ms),
                           &status);

    return wait_result(result, &status);
}
EXPORT(kernel32, WaitForSingleObjectEx);
EXPORT_AS(kernelbase, "WaitForSingleObjectEx", WaitForSingleObjectEx);

/**
 * WaitForSingleObject() - wait until an object is signalled; no APC runs
 * @handle: anything that can be waited for, with SYNCHRONIZE
 * @timeout_ms: 0 to look only, INFINITE
 *
 * Return: WAIT_OBJECT_0, WAIT_ABANDONED, WAIT_TIMEOUT; WAIT_FAILED: ERROR_INVALID_HANDLE,
 * ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-waitforsingleobject
 */
DWORD WINAPI API(WaitForSingleObject)(HANDLE handle, DWORD timeout_ms)
{
    DWORD status = 0;
    int result = sync_wait(&handle, 1, 0, sync_deadline_ms(timeout_ms), &status);

    return wait_result(result, &status);
}
EXPORT(kernel32, WaitForSingleObject);
EXPORT_AS(kernelbase, "WaitForSingleObject", WaitForSingleObject);

/**
 * WaitForMultipleObjectsEx() - wait for one or all of several objects
 * @count: 1 to MAXIMUM_WAIT_OBJECTS
 * @handles: each with SYNCHRONIZE; none twice when all are waited for
 * @all: TRUE: until all are signalled at once, and take them all in one step
 * @timeout_ms: 0 to look only, INFINITE
 * @alertable: whether the thread's APCs run, and end the wait
 *
 * Return: WAIT_OBJECT_0 + index of the first one signalled, WAIT_ABANDONED_0 + index (with @all
 * WAIT_OBJECT_0 or WAIT_ABANDONED_0), WAIT_TIMEOUT, WAIT_IO_COMPLETION; WAIT_FAILED:
 * ERROR_INVALID_PARAMETER for a bad count or a NULL array, ERROR_INVALID_HANDLE,
 * ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-waitformultipleobjectsex
 */
DWORD WINAPI API(WaitForMultipleObjectsEx)(DWORD count, const HANDLE *handles, BOOL all,
                                           DWORD timeout_ms, BOOL alertable)
{
    unsigned flags = (all ? SYNC_WAIT_ALL : 0) | (alertable ? SYNC_ALERTABLE : 0);
    DWORD status = 0;

    if (!handles)
        return win32_fail(ERROR_INVALID_PARAMETER, WAIT_FAILED);
    return wait_result(sync_wait(handles, count, flags, sync_deadline_ms(timeout_ms), &status),
                       &status);
}
EXPORT(kernel32, WaitForMultipleObjectsEx);
EXPORT_AS(kernelbase, "WaitForMultipleObjectsEx", WaitForMultipleObjectsEx);

/**
 * WaitForMultipleObjects() - wait for one or all of several objects; no APC runs
 * @count: 1 to MAXIMUM_WAIT_OBJECTS
 * @handles: each with SYNCHRONIZE; none twice when all are waited for
 * @all: TRUE: until all are signalled at once
 * @timeout_ms: 0 to look only, INFINITE
 *
 * Return: as WaitForMultipleObjectsEx().
 * Source: learn.microsoft.com, synchapi/nf-synchapi-waitformultipleobjects
 */
DWORD WINAPI API(WaitForMultipleObjects)(DWORD count, const HANDLE *handles, BOOL all,
                                         DWORD timeout_ms)
{
    DWORD status = 0;

    if (!handles)
        return win32_fail(ERROR_INVALID_PARAMETER, WAIT_FAILED);
    return wait_result(
        sync_wait(handles, count, all ? SYNC_WAIT_ALL : 0, sync_deadline_ms(timeout_ms), &status),
        &status);
}
EXPORT(kernel32, WaitForMultipleObjects);
EXPORT_AS(kernelbase, "WaitForMultipleObjects", WaitForMultipleObjects);

/**
 * SignalObjectAndWait() - signal an event, mutex or semaphore, then wait for another object
 * @signal: event or semaphore with modify access, or a mutex that the thread owns
 * @wait: handle with SYNCHRONIZE
 * @timeout_ms: 0 to look only, INFINITE
 * @alertable: whether the thread's APCs run, and end the wait
 *
 * Return: as WaitForSingleObjectEx(); WAIT_FAILED also with ERROR_INVALID_HANDLE when @signal is
 * of another type, ERROR_NOT_OWNER and ERROR_TOO_MANY_POSTS; then nothing has been waited for.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-signalobjectandwait
 */
DWORD WINAPI API(SignalObjectAndWait)(HANDLE signal, HANDLE wait, DWORD timeout_ms, BOOL alertable)
{
    DWORD status = 0;
    int result =
        sync_signal_and_wait(signal, wait, alertable, sync_deadline_ms(timeout_ms), &status);

    return wait_result(result, &status);
}
EXPORT(kernel32, SignalObjectAndWait);
EXPORT_AS(kernelbase, "SignalObjectAndWait", SignalObjectAndWait);

/**
 * SleepEx() - let time pass
 * @timeout_ms: 0 gives up the processor once, INFINITE
 * @alertable: whether the thread's APCs run, and end the sleep
 *
 * Return: 0 when the time is over; WAIT_IO_COMPLETION.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-sleepex
 */
DWORD WINAPI API(SleepEx)(DWORD timeout_ms, BOOL alertable)
{
    DWORD status = 0;

    if (timeout_ms || alertable)
        status = sync_sleep(alertable, sync_deadline_ms(timeout_ms));
    if (!timeout_ms && !status)
        sched_yield();
    surface_succeeded();
    return status;
}
EXPORT(kernel32, SleepEx);
EXPORT_AS(kernelbase, "SleepEx", SleepEx);

/**
 * Sleep() - let time pass
 * @timeout_ms: 0 gives up the processor once, INFINITE
 *
 * Source: learn.microsoft.com, synchapi/nf-synchapi-sleep
 */
void WINAPI API(Sleep)(DWORD timeout_ms)
{
    if (timeout_ms)
        sync_sleep(false, sync_deadline_ms(timeout_ms));
    else
        sched_yield();
    surface_succeeded();
}
EXPORT(kernel32, Sleep);
EXPORT_AS(kernelbase, "Sleep", Sleep);
