/* SPDX-License-Identifier: MIT */
/* timeapi.c - winmm: time since the machine started, and multimedia timers */
#include <time.h>

#include "audio/timer.h"
#include "audio/winmm/mmresult.h"
#include "shim/abi.h"
#include "shim/export.h"

#include <mmsystem.h>

/* The same clock as GetTickCount(), as on Windows. */
static DWORD ticks_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_BOOTTIME, &now);
    return (DWORD)((uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000);
}

static void invoke_time_proc(void *callback, UINT timer, DWORD_PTR user)
{
    ((LPTIMECALLBACK)callback)(timer, 0, user, 0, 0);
}

/**
 * timeGetTime() - milliseconds since the machine started, modulo 2^32
 *
 * Return: the time.
 * Source: learn.microsoft.com, timeapi/nf-timeapi-timegettime
 */
DWORD WINAPI API(timeGetTime)(void)
{
    return ticks_ms();
}
EXPORT(winmm, timeGetTime);

/**
 * timeGetSystemTime() - the same in a structure
 * @time: receives TIME_MS
 * @bytes: size of the structure
 *
 * Return: TIMERR_NOERROR; MMSYSERR_INVALPARAM for NULL; TIMERR_STRUCT for a size that is too small.
 * Source: learn.microsoft.com, timeapi/nf-timeapi-timegetsystemtime
 */
MMRESULT WINAPI API(timeGetSystemTime)(MMTIME *time, UINT bytes)
{
    if (!time)
        return MMSYSERR_INVALPARAM;
    if (bytes < sizeof(*time))
        return TIMERR_STRUCT;
    time->wType = TIME_MS;
    time->u.ms = ticks_ms();
    return TIMERR_NOERROR;
}
EXPORT(winmm, timeGetSystemTime);

/**
 * timeGetDevCaps() - the range of timer delays and resolutions
 * @caps: in milliseconds
 * @bytes: size of the structure
 *
 * Return: MMSYSERR_NOERROR; TIMERR_NOCANDO for NULL or a size that is too small.
 * Source: learn.microsoft.com, timeapi/nf-timeapi-timegetdevcaps
 */
MMRESULT WINAPI API(timeGetDevCaps)(LPTIMECAPS caps, UINT bytes)
{
    if (!caps || bytes < sizeof(*caps))
        return TIMERR_NOCANDO;
    caps->wPeriodMin = TIMER_DELAY_MIN_MS;
    caps->wPeriodMax = TIMER_DELAY_MAX_MS;
    return MMSYSERR_NOERROR;
}
EXPORT(winmm, timeGetDevCaps);

static MMRESULT check_period(UINT period_ms)
{
    return period_ms < TIMER_DELAY_MIN_MS || period_ms > TIMER_DELAY_MAX_MS ? TIMERR_NOCANDO
                                                                            : TIMERR_NOERROR;
}

/**
 * timeBeginPeriod() - ask for a timer resolution; Linux always has the best one
 * @period_ms: milliseconds
 *
 * Return: TIMERR_NOERROR; TIMERR_NOCANDO out of the range of timeGetDevCaps().
 * Source: learn.microsoft.com, timeapi/nf-timeapi-timebeginperiod
 */
MMRESULT WINAPI API(timeBeginPeriod)(UINT period_ms)
{
    return check_period(period_ms);
}
EXPORT(winmm, timeBeginPeriod);

/**
 * timeEndPeriod() - take a timeBeginPeriod() back
 * @period_ms: milliseconds
 *
 * Return: TIMERR_NOERROR; TIMERR_NOCANDO out of the range of timeGetDevCaps().
 * Source: learn.microsoft.com, timeapi/nf-timeapi-timeendperiod
 */
MMRESULT WINAPI API(timeEndPeriod)(UINT period_ms)
{
    return check_period(period_ms);
}
EXPORT(winmm, timeEndPeriod);

static enum timer_action action_of(UINT flags)
{
    if (flags & TIME_CALLBACK_EVENT_SET)
        return TIMER_SET_EVENT;
    return flags & TIME_CALLBACK_EVENT_PULSE ? TIMER_PULSE_EVENT : TIMER_CALL;
}

/**
 * timeSetEvent() - start a multimedia timer
 * @delay_ms: in the range of timeGetDevCaps()
 * @resolution_ms: not needed: the resolution is always the best one
 * @callback: function, or an event handle as @flags say
 * @user: passed to a function
 * @flags: TIME_ONESHOT or TIME_PERIODIC, TIME_CALLBACK_ type, TIME_KILL_SYNCHRONOUS
 *
 * Return: the timer's identifier; 0 for a delay out of range, a NULL function, a handle that is no
 * event, or when memory is out.
 * Thread: functions are called on the one thread of all timers.
 * Source: learn.microsoft.com, previous-versions/dd757634(v=vs.85) (timeSetEvent)
 */
MMRESULT WINAPI API(timeSetEvent)(UINT delay_ms, UINT resolution_ms, LPTIMECALLBACK callback,
                                  DWORD_PTR user, UINT flags)
{
    const struct timer_spec spec = {.delay_ms = delay_ms,
                                    .periodic = flags & TIME_PERIODIC,
                                    .kill_synchronous = flags & TIME_KILL_SYNCHRONOUS,
                                    .action = action_of(flags),
                                    .callback = (void *)callback,
                                    .user = user,
                                    .invoke = invoke_time_proc};
    UINT timer;

    return timer_start(&spec, &timer) < 0 ? 0 : timer;
}
EXPORT(winmm, timeSetEvent);

/**
 * timeKillEvent() - cancel a multimedia timer
 *
 * Return: TIMERR_NOERROR; MMSYSERR_INVALPARAM when there is no such timer, or it is over.
 * Source: learn.microsoft.com, previous-versions/dd757630(v=vs.85) (timeKillEvent)
 */
MMRESULT WINAPI API(timeKillEvent)(UINT timer)
{
    return timer_kill(timer) < 0 ? MMSYSERR_INVALPARAM : TIMERR_NOERROR;
}
EXPORT(winmm, timeKillEvent);
