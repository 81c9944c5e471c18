/* SPDX-License-Identifier: MIT */
/*
 * alarm.h - one thread that calls engine functions at their time
 *
 * The thread starts with the first alarm. Its callbacks run one after the other
 * under the service's lock, must be short, and never run user code.
 */
#ifndef WINSHIM_SYNC_ALARM_H
#define WINSHIM_SYNC_ALARM_H

#include <stdint.h>

struct alarm {
    /* Return: when to call again (monotonic, ns), or 0. Must not set or cancel alarms. */
    int64_t (*ring)(struct alarm *alarm, int64_t now_ns);
    int64_t due_ns;    /* the service's lock; 0 after a last ring */
    unsigned position; /* the service's lock: 1-based place in the heap, 0 when not set */
};

/**
 * alarm_set() - call @alarm->ring at @due_ns; replaces an earlier time
 * @change: called first under the service's lock, when ring() can't be running, or NULL
 *
 * Return: 0; -ENOMEM; -EAGAIN when the thread can't be made.
 */
int alarm_set(struct alarm *alarm, int64_t due_ns, void (*change)(void *user), void *user);

/** alarm_cancel() - @alarm->ring does not run any more once this has returned; @change as above */
void alarm_cancel(struct alarm *alarm, void (*change)(void *user), void *user);

/** alarm_look() - call @look while no alarm rings */
void alarm_look(void (*look)(void *user), void *user);

#endif
