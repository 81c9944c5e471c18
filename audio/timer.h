/* SPDX-License-Identifier: MIT */
/*
 * timer.h - multimedia timers: one thread that calls functions and signals events on time
 *
 * The thread starts with the first timer and stays.
 */
#ifndef WINSHIM_AUDIO_TIMER_H
#define WINSHIM_AUDIO_TIMER_H

#include "shim/abi.h"
#include "shim/handle.h"

#define TIMER_DELAY_MIN_MS 1u
#define TIMER_DELAY_MAX_MS 1000000u

enum timer_action { TIMER_CALL, TIMER_SET_EVENT, TIMER_PULSE_EVENT };

/** timer_invoker - calls @callback with the convention of the pass that registered it */
typedef void timer_invoker(void *callback, UINT timer, DWORD_PTR user);

struct timer_spec {
    uint32_t delay_ms; /* TIMER_DELAY_MIN_MS to TIMER_DELAY_MAX_MS */
    bool periodic;
    bool kill_synchronous; /* timer_kill() waits until the function has returned */
    enum timer_action action;
    void *callback; /* function, or event handle */
    DWORD_PTR user;
    timer_invoker *invoke; /* TIMER_CALL */
};

/**
 * timer_start() - start a timer
 * @ret_timer: its identifier, never 0; written on success
 *
 * Return: 0; -EINVAL for a delay out of range, a NULL function or a handle that is no event;
 * -ENOMEM.
 */
int timer_start(const struct timer_spec *spec, UINT *ret_timer);

/**
 * timer_kill() - cancel a timer
 *
 * A synchronous one doesn't call any more after the return, unless its own function is the caller.
 * Return: 0; -ENOENT when there is none, or a one-shot timer is over.
 */
int timer_kill(UINT timer);

#endif
