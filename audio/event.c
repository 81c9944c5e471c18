/* SPDX-License-Identifier: MIT */
/* event.c - event handles by way of winapi/sync, see event.h */
#include "audio/event.h"
#include "winapi/sync/objects.h"

int event_ref(HANDLE handle, struct object **ret_event)
{
    return handle_ref(handle, &sync_event_class, EVENT_MODIFY_STATE, ret_event);
}

void event_set(struct object *event)
{
    sync_signal((struct sync_object *)event);
}

void event_pulse(struct object *event)
{
    struct sync_object *object = (struct sync_object *)event;

    sync_begin(object);
    sync_pulse(object, SYNC_ONE, 0);
}
