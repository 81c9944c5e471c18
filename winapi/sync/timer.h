/* SPDX-License-Identifier: MIT */
/* timer.h - waitable timers as the other files of this folder see them */
#ifndef WINSHIM_SYNC_TIMER_H
#define WINSHIM_SYNC_TIMER_H

#include "winapi/sync/alarm.h"
#include "winapi/sync/objects.h"

struct timer_call;

struct sync_timer {
    struct sync_object sync;
    struct alarm alarm;
    int64_t period_ns;       /* the alarm service's lock */
    struct timer_call *call; /* the alarm service's lock: the APC, or NULL */
};

void sync_timer_init(struct sync_timer *timer);
void sync_timer_free(struct object *object);

#endif
