/* SPDX-License-Identifier: MIT */
/* event.h - event handles that waveOut and the timers signal: the one seam to winapi/sync */
#ifndef WINSHIM_AUDIO_EVENT_H
#define WINSHIM_AUDIO_EVENT_H

#include "shim/handle.h"

/**
 * event_ref() - the event behind a handle, kept alive until object_unref()
 * @handle: any value
 * @ret_event: written on success; a reference that the caller gives back
 *
 * Return: 0; -EBADF when it is no event; -EACCES without EVENT_MODIFY_STATE.
 */
int event_ref(HANDLE handle, struct object **ret_event);

/** event_set() - signal it */
void event_set(struct object *event);

/** event_pulse() - release who waits now, then reset it */
void event_pulse(struct object *event);

#endif
