/* SPDX-License-Identifier: MIT */
#include "../conformance.h"
#include <mmsystem.h>

/* Threads are told apart by their stacks, which lie far from each other. */
static int is_other_stack(ULONG_PTR address)
{
    char here;
    ULONG_PTR distance = address - (ULONG_PTR)&here;

    return distance + 0x10000 > 0x20000;
}

struct ticks {
    volatile LONG count;
    UINT timer, message;
    DWORD_PTR first, second;
    ULONG_PTR stack;
};

static void CALLBACK count_tick(UINT timer, UINT message, DWORD_PTR user, DWORD_PTR first,
                                DWORD_PTR second)
{
    struct ticks *ticks = (struct ticks *)user;

    ticks->timer = timer;
    ticks->message = message;
    ticks->first = first;
    ticks->second = second;
    ticks->stack = (ULONG_PTR)&ticks;
    __sync_synchronize();
    ticks->count++;
}

static void wait_ticks(const struct ticks *ticks, LONG count)
{
    DWORD start = timeGetTime();

    while (ticks->count < count && timeGetTime() - start < 20000)
        Sleep(1);
}

CASE(time_goes_on)
{
    DWORD time = timeGetTime();

    Sleep(5);
    EXPECT(timeGetTime() - time >= 4);
}

CASE(system_time_is_in_milliseconds)
{
    DWORD before = timeGetTime();
    MMTIME time;

    POISON(time);
    EXPECT_EQ(timeGetSystemTime(&time, sizeof(time)), TIMERR_NOERROR);
    EXPECT_EQ(time.wType, TIME_MS);
    EXPECT(time.u.ms - before <= timeGetTime() - before);
}

CASE(system_time_into_nothing_is_refused)
{
    MMTIME time;

    SKIP_IF(current_host() == ON_WINE, "Wine crashes on NULL and does not look at the size");
    POISON(time);
    EXPECT_EQ(timeGetSystemTime(NULL, sizeof(time)), MMSYSERR_INVALPARAM);
    EXPECT_EQ(timeGetSystemTime(&time, 4), TIMERR_STRUCT);
    EXPECT(IS_POISONED(time));
}

CASE(device_capabilities_give_the_range_of_periods)
{
    TIMECAPS caps;

    POISON(caps);
    EXPECT_EQ(timeGetDevCaps(NULL, sizeof(caps)), TIMERR_NOCANDO);
    EXPECT_EQ(timeGetDevCaps(&caps, sizeof(caps) - 1), TIMERR_NOCANDO);
    EXPECT(IS_POISONED(caps));
    EXPECT_EQ(timeGetDevCaps(&caps, sizeof(caps)), MMSYSERR_NOERROR);
    EXPECT_EQ(caps.wPeriodMin, 1);
    EXPECT(caps.wPeriodMax >= 65535);
}

CASE(periods_out_of_range_can_not_be_done)
{
    TIMECAPS caps = {0, 0};

    timeGetDevCaps(&caps, sizeof(caps));
    EXPECT_EQ(timeBeginPeriod(0), TIMERR_NOCANDO);
    EXPECT_EQ(timeEndPeriod(0), TIMERR_NOCANDO);
    EXPECT_EQ(timeBeginPeriod(caps.wPeriodMax + 1), TIMERR_NOCANDO);
    EXPECT_EQ(timeEndPeriod(caps.wPeriodMax + 1), TIMERR_NOCANDO);
    EXPECT_EQ(timeBeginPeriod(1), TIMERR_NOERROR);
    EXPECT_EQ(timeBeginPeriod(5), TIMERR_NOERROR);
    EXPECT_EQ(timeEndPeriod(5), TIMERR_NOERROR);
    EXPECT_EQ(timeEndPeriod(1), TIMERR_NOERROR);
}

CASE(a_one_shot_timer_calls_once_on_another_thread)
{
    struct ticks ticks;
    UINT timer;

    memset(&ticks, 0, sizeof(ticks));
    ticks.message = 99;
    timer = timeSetEvent(3, 0, count_tick, (DWORD_PTR)&ticks, TIME_ONESHOT);
    EXPECT(timer);
    wait_ticks(&ticks, 1);
    Sleep(15);
    EXPECT_EQ(ticks.count, 1);
    EXPECT_EQ(ticks.timer, timer);
    EXPECT_EQ(ticks.message, 0);
    EXPECT_EQ(ticks.first, 0);
    EXPECT_EQ(ticks.second, 0);
    EXPECT(is_other_stack(ticks.stack));
}

CASE(a_periodic_timer_calls_until_it_is_killed)
{
    struct ticks ticks;
    LONG count;
    UINT timer;

    memset(&ticks, 0, sizeof(ticks));
    timer =
        timeSetEvent(2, 1, count_tick, (DWORD_PTR)&ticks, TIME_PERIODIC | TIME_KILL_SYNCHRONOUS);
    EXPECT(timer);
    wait_ticks(&ticks, 5);
    EXPECT_EQ(timeKillEvent(timer), TIMERR_NOERROR);
    count = ticks.count;
    EXPECT(count >= 5);
    Sleep(15);
    EXPECT_EQ(ticks.count, count);
}

static void CALLBACK kill_itself(UINT timer, UINT message, DWORD_PTR user, DWORD_PTR first,
                                 DWORD_PTR second)
{
    struct ticks *ticks = (struct ticks *)user;

    ticks->message = timeKillEvent(timer);
    ticks->count++;
}

CASE(a_timer_may_kill_itself)
{
    struct ticks ticks;

    memset(&ticks, 0, sizeof(ticks));
    EXPECT(timeSetEvent(2, 0, kill_itself, (DWORD_PTR)&ticks, TIME_PERIODIC));
    wait_ticks(&ticks, 1);
    Sleep(15);
    EXPECT_EQ(ticks.count, 1);
    EXPECT_EQ(ticks.message, TIMERR_NOERROR);
}

CASE(several_timers_run_side_by_side)
{
    struct ticks ticks[8];
    UINT timers[8];
    int i, k;

    memset(ticks, 0, sizeof(ticks));
    for (i = 0; i < 8; i++)
        timers[i] = timeSetEvent(2 + i, 0, count_tick, (DWORD_PTR)&ticks[i], TIME_PERIODIC);
    for (i = 0; i < 8; i++) {
        for (k = 0; k < i; k++)
            EXPECT(timers[i] != timers[k]);
        wait_ticks(&ticks[i], 2);
        EXPECT(ticks[i].count >= 2);
    }
    for (i = 0; i < 8; i++)
        EXPECT_EQ(timeKillEvent(timers[i]), TIMERR_NOERROR);
    Sleep(5); /* a call that was under way ends */
}

CASE(delays_out_of_range_make_no_timer)
{
    struct ticks ticks;

    memset(&ticks, 0, sizeof(ticks));
    EXPECT_EQ(timeSetEvent(0, 0, count_tick, (DWORD_PTR)&ticks, TIME_ONESHOT), 0);
    EXPECT_EQ(timeSetEvent(1000001, 0, count_tick, (DWORD_PTR)&ticks, TIME_ONESHOT), 0);
    EXPECT_EQ(ticks.count, 0);
}

CASE(a_null_function_makes_no_timer)
{
    SKIP_IF(current_host() == ON_WINE, "Wine calls it");
    EXPECT_EQ(timeSetEvent(5, 0, NULL, 0, TIME_ONESHOT), 0);
}

CASE(killing_what_does_not_exist_is_invalid_parameter)
{
    TODO_ON(ON_WINE, "TIMERR_NOCANDO");
    EXPECT_EQ(timeKillEvent(0), MMSYSERR_INVALPARAM);
    EXPECT_EQ(timeKillEvent(0x7ffffff0), MMSYSERR_INVALPARAM);
}

CASE(a_timer_sets_an_event)
{
    HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL);

    EXPECT(timeSetEvent(2, 0, (LPTIMECALLBACK)event, 0, TIME_ONESHOT | TIME_CALLBACK_EVENT_SET));
    EXPECT_EQ(WaitForSingleObject(event, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
    CloseHandle(event);
}

CASE(a_timer_pulses_an_event)
{
    HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL);
    UINT timer =
        timeSetEvent(2, 0, (LPTIMECALLBACK)event, 0, TIME_PERIODIC | TIME_CALLBACK_EVENT_PULSE);

    EXPECT(timer);
    EXPECT_EQ(WaitForSingleObject(event, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
    EXPECT_EQ(timeKillEvent(timer), TIMERR_NOERROR);
    Sleep(5);
    CloseHandle(event);
}

CASE(an_event_that_is_none_makes_no_timer)
{
    SKIP_IF(current_host() == ON_WINE, "Wine finds out when the timer is due");
    EXPECT_EQ(timeSetEvent(2, 0, (LPTIMECALLBACK)(ULONG_PTR)0x7ffffff0, 0, TIME_CALLBACK_EVENT_SET),
              0);
}
