/* SPDX-License-Identifier: MIT */
/* synchapi-timer.c - kernel32: waitable timers */
#include "shim/export.h"
#include "winapi/kernel32/synchapi.h"

#ifndef CREATE_WAITABLE_TIMER_MANUAL_RESET
#    define CREATE_WAITABLE_TIMER_MANUAL_RESET 1
#endif
#ifndef CREATE_WAITABLE_TIMER_HIGH_RESOLUTION
#    define CREATE_WAITABLE_TIMER_HIGH_RESOLUTION 2
#endif
#define TIMER_CREATE_FLAGS                                                                         \
    (CREATE_WAITABLE_TIMER_MANUAL_RESET | CREATE_WAITABLE_TIMER_HIGH_RESOLUTION)

static HANDLE waitable_timer_new(const SECURITY_ATTRIBUTES *attributes, DWORD flags,
                                 const WCHAR *name, DWORD access)
{
    struct sync_spec spec = {.type = SYNC_TYPE_TIMER,
                             .manual_reset = flags & CREATE_WAITABLE_TIMER_MANUAL_RESET};
    HANDLE handle = NULL;

    if (flags & ~TIMER_CREATE_FLAGS)
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    return object_created(sync_create(&spec, name, access, inherits(attributes), &handle), &handle);
}

/**
 * CreateWaitableTimerExA(), CreateWaitableTimerExW() - make a timer, or open that name's
 * @attributes: only bInheritHandle counts; may be NULL
 * @name: NULL or "" for an unnamed timer; "Global\" and "Local\" choose the namespace
 * @flags: CREATE_WAITABLE_TIMER_MANUAL_RESET, CREATE_WAITABLE_TIMER_HIGH_RESOLUTION (every timer
 *     has the host's resolution)
 * @access: access mask of the handle
 *
 * Return: a handle, with the last error ERROR_ALREADY_EXISTS when the timer was there and 0
 * otherwise; NULL: as CreateEventExW().
 * Source: learn.microsoft.com, synchapi/nf-synchapi-createwaitabletimerexw
 */
HANDLE WINAPI API(CreateWaitableTimerExW)(SECURITY_ATTRIBUTES *attributes, const WCHAR *name,
                                          DWORD flags, DWORD access)
{
    return waitable_timer_new(attributes, flags, name, access);
}
EXPORT(kernel32, CreateWaitableTimerExW);
EXPORT_AS(kernelbase, "CreateWaitableTimerExW", CreateWaitableTimerExW);

HANDLE WINAPI API(CreateWaitableTimerExA)(SECURITY_ATTRIBUTES *attributes, const char *name,
                                          DWORD flags, DWORD access)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return waitable_timer_new(attributes, flags, wide, access);
}
EXPORT(kernel32, CreateWaitableTimerExA);

/**
 * CreateWaitableTimerA(), CreateWaitableTimerW() - make a timer with full access, or open that
 * name's
 * @attributes: only bInheritHandle counts; may be NULL
 * @manual_reset: TRUE: stays signalled until it is set again; FALSE: releases one waiter
 * @name: NULL or "" for an unnamed timer
 *
 * Return: as CreateWaitableTimerExW().
 * Source: learn.microsoft.com, synchapi/nf-synchapi-createwaitabletimerw
 */
HANDLE WINAPI API(CreateWaitableTimerW)(SECURITY_ATTRIBUTES *attributes, BOOL manual_reset,
                                        const WCHAR *name)
{
    return waitable_timer_new(attributes, manual_reset ? CREATE_WAITABLE_TIMER_MANUAL_RESET : 0,
                              name, TIMER_ALL_ACCESS);
}
EXPORT(kernel32, CreateWaitableTimerW);
EXPORT_AS(kernelbase, "CreateWaitableTimerW", CreateWaitableTimerW);

HANDLE WINAPI API(CreateWaitableTimerA)(SECURITY_ATTRIBUTES *attributes, BOOL manual_reset,
                                        const char *name)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return waitable_timer_new(attributes, manual_reset ? CREATE_WAITABLE_TIMER_MANUAL_RESET : 0,
                              wide, TIMER_ALL_ACCESS);
}
EXPORT(kernel32, CreateWaitableTimerA);

/**
 * OpenWaitableTimerA(), OpenWaitableTimerW() - open a named timer
 * @access: access mask
 * @inherit: whether child processes inherit the handle
 * @name: not NULL
 *
 * Return: a handle; NULL: ERROR_FILE_NOT_FOUND, ERROR_INVALID_HANDLE when the name belongs to
 * another type of object, ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-openwaitabletimerw
 */
HANDLE WINAPI API(OpenWaitableTimerW)(DWORD access, BOOL inherit, const WCHAR *name)
{
    HANDLE handle = NULL;

    return object_opened(sync_open(SYNC_TYPE_TIMER, name, access, inherit, &handle), &handle);
}
EXPORT(kernel32, OpenWaitableTimerW);
EXPORT_AS(kernelbase, "OpenWaitableTimerW", OpenWaitableTimerW);

HANDLE WINAPI API(OpenWaitableTimerA)(DWORD access, BOOL inherit, const char *name)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;
    HANDLE handle = NULL;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return object_opened(sync_open(SYNC_TYPE_TIMER, wide, access, inherit, &handle), &handle);
}
EXPORT(kernel32, OpenWaitableTimerA);

static void invoke_timer_routine(void *routine, void *argument, uint64_t due)
{
    ((PTIMERAPCROUTINE)routine)(argument, (DWORD)due, (DWORD)(due >> 32));
}

static int timer_set(HANDLE timer, const LARGE_INTEGER *due, LONG period_ms,
                     PTIMERAPCROUTINE routine, void *argument)
{
    struct sync_timer_apc apc = {invoke_timer_routine, (void *)routine, argument};

    return due ? sync_timer_set(timer, due->QuadPart, period_ms, &apc) : -EINVAL;
}

/**
 * SetWaitableTimer() - arm a timer; it is not signalled until then
 * @timer: handle with TIMER_MODIFY_STATE
 * @due: 100 ns units: positive is a UTC file time, negative is relative
 * @period_ms: 0 for once
 * @routine: called as an APC on the calling thread when it is in an alertable wait; may be NULL
 * @argument: for @routine
 * @resume: wake the machine; not supported
 *
 * Return: TRUE, with the last error ERROR_NOT_SUPPORTED when @resume was asked for; FALSE:
 * ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED, ERROR_INVALID_PARAMETER for a negative period or no
 * time.
 * Differs: an absolute time is not moved by later changes of the clock.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-setwaitabletimer
 */
BOOL WINAPI API(SetWaitableTimer)(HANDLE timer, const LARGE_INTEGER *due, LONG period_ms,
                                  PTIMERAPCROUTINE routine, void *argument, BOOL resume)
{
    int result = timer_set(timer, due, period_ms, routine, argument);

    if (!result && resume)
        return win32_fail(ERROR_NOT_SUPPORTED, TRUE);
    return win32_bool(result);
}
EXPORT(kernel32, SetWaitableTimer);
EXPORT_AS(kernelbase, "SetWaitableTimer", SetWaitableTimer);

/**
 * SetWaitableTimerEx() - arm a timer; it is not signalled until then
 * @timer: handle with TIMER_MODIFY_STATE
 * @due: as for SetWaitableTimer()
 * @period_ms: 0 for once
 * @routine: as for SetWaitableTimer()
 * @argument: for @routine
 * @reason: why to wake the machine; ignored, may be NULL
 * @tolerable_delay_ms: ignored, the timer keeps its time
 *
 * Return: TRUE; FALSE as SetWaitableTimer().
 * Source: learn.microsoft.com, synchapi/nf-synchapi-setwaitabletimerex
 */
BOOL WINAPI API(SetWaitableTimerEx)(HANDLE timer, const LARGE_INTEGER *due, LONG period_ms,
                                    PTIMERAPCROUTINE routine, void *argument,
                                    REASON_CONTEXT *reason, ULONG tolerable_delay_ms)
{
    (void)reason;
    (void)tolerable_delay_ms;
    return win32_bool(timer_set(timer, due, period_ms, routine, argument));
}
EXPORT(kernel32, SetWaitableTimerEx);
EXPORT_AS(kernelbase, "SetWaitableTimerEx", SetWaitableTimerEx);

/**
 * CancelWaitableTimer() - disarm a timer; its state stays as it is
 * @timer: handle with TIMER_MODIFY_STATE
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-cancelwaitabletimer
 */
BOOL WINAPI API(CancelWaitableTimer)(HANDLE timer)
{
    return win32_bool(sync_timer_cancel(timer));
}
EXPORT(kernel32, CancelWaitableTimer);
EXPORT_AS(kernelbase, "CancelWaitableTimer", CancelWaitableTimer);
