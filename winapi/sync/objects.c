/* SPDX-License-Identifier: MIT */
/* objects.c - making, opening and changing dispatcher objects by handle, see objects.h */
#include <stdlib.h>

#include "shim/error.h"
#include "shim/trace.h"
#include "shim/wstr.h"
#include "winapi/sync/objects.h"
#include "winapi/sync/shared.h"
#include "winapi/sync/timer.h"

static void sync_free(struct object *object)
{
    sync_object_finish((struct sync_object *)object);
    free(object);
}

const struct object_class sync_event_class = {"Event", sync_free, true};
const struct object_class sync_mutant_class = {"Mutant", sync_free, true};
const struct object_class sync_semaphore_class = {"Semaphore", sync_free, true};
const struct object_class sync_timer_class = {"Timer", sync_timer_free, true};

/* The object manager's generic mapping; all four types give modify-state the same bit. */
static const struct {
    const struct object_class *class;
    size_t size_bytes;
    DWORD read, write, execute, all;
} types[] = {
    [SYNC_TYPE_EVENT] = {&sync_event_class, sizeof(struct sync_object), 1, EVENT_MODIFY_STATE,
                         SYNCHRONIZE, EVENT_ALL_ACCESS},
    [SYNC_TYPE_MUTANT] = {&sync_mutant_class, sizeof(struct sync_mutant), MUTANT_QUERY_STATE, 0,
                          SYNCHRONIZE, MUTANT_ALL_ACCESS},
    [SYNC_TYPE_SEMAPHORE] = {&sync_semaphore_class, sizeof(struct sync_object), 1,
                             SEMAPHORE_MODIFY_STATE, SYNCHRONIZE, SEMAPHORE_ALL_ACCESS},
    [SYNC_TYPE_TIMER] = {&sync_timer_class, sizeof(struct sync_timer), TIMER_QUERY_STATE,
                         TIMER_MODIFY_STATE, SYNCHRONIZE, TIMER_ALL_ACCESS},
};

static DWORD access_map(enum sync_type type, DWORD access)
{
    DWORD mapped =
        access & ~(GENERIC_READ | GENERIC_WRITE | GENERIC_EXECUTE | GENERIC_ALL | MAXIMUM_ALLOWED);

    if (access & GENERIC_READ)
        mapped |= types[type].read | READ_CONTROL;
    if (access & GENERIC_WRITE)
        mapped |= types[type].write | READ_CONTROL;
    if (access & GENERIC_EXECUTE)
        mapped |= types[type].execute | READ_CONTROL;
    if (access & (GENERIC_ALL | MAXIMUM_ALLOWED))
        mapped |= types[type].all;
    return mapped;
}

static enum sync_kind kind_of(const struct sync_spec *spec)
{
    if (spec->type == SYNC_TYPE_MUTANT)
        return SYNC_MUTANT;
    if (spec->type == SYNC_TYPE_SEMAPHORE)
        return SYNC_SEMAPHORE;
    return spec->manual_reset ? SYNC_NOTIFICATION : SYNC_SYNCHRONIZATION;
}

static uint64_t initial_state(const struct sync_spec *spec)
{
    if (spec->type == SYNC_TYPE_MUTANT && spec->initial)
        return (uint64_t)sync_thread_current()->id << SYNC_OWNER_SHIFT;
    if (spec->type == SYNC_TYPE_SEMAPHORE)
        return (uint64_t)spec->initial_count * SYNC_ONE;
    return spec->type == SYNC_TYPE_EVENT && spec->initial ? SYNC_ONE : 0;
}

static struct sync_object *object_new(const struct sync_spec *spec)
{
    struct sync_object *object = calloc(1, types[spec->type].size_bytes);

    if (!object)
        return NULL;
    sync_object_init(object, types[spec->type].class, kind_of(spec), initial_state(spec));
    object->core->maximum_count = spec->maximum_count;
    object->core->recursion = spec->initial;
    if (spec->type == SYNC_TYPE_TIMER)
        sync_timer_init((struct sync_timer *)object);
    return object;
}

/* Connects the object with the shared one of its name. Return: 0 when new, 1 when found. */
static int object_share(struct sync_object *object, const struct sync_spec *spec, const WCHAR *name,
                        bool create)
{
    struct shared_spec shared = {
        .type = spec->type,
        .kind = object->kind,
        .state = initial_state(spec),
        .maximum_count = spec->maximum_count,
        .create = create,
    };
    int result = shared_open(name, &shared, &object->shared, &object->core);

    if (result >= 0)
        object->kind = (uint8_t)shared.kind;
    return result;
}

static int object_enter(struct sync_object *object, enum sync_type type, DWORD access, bool inherit,
                        HANDLE *ret_handle)
{
    HANDLE handle;
    int result = handle_new(&object->object, access_map(type, access), &handle);

    if (result)
        return result;
    if (inherit)
        handle_set_flags(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    *ret_handle = handle;
    return 0;
}

int sync_create(const struct sync_spec *spec, const WCHAR *name, DWORD access, bool inherit,
                HANDLE *ret_handle)
{
    struct sync_object *object;
    int result = 0, found = 0;

    if (spec->type == SYNC_TYPE_SEMAPHORE && (spec->maximum_count <= 0 || spec->initial_count < 0 ||
                                              spec->initial_count > spec->maximum_count))
        return -EINVAL;
    object = object_new(spec);
    if (!object)
        return -ENOMEM;
    if (name && *name)
        result = found = object_share(object, spec, name, true);
    if (!found && spec->type == SYNC_TYPE_MUTANT && spec->initial)
        sync_mutant_owned(sync_thread_current(), (struct sync_mutant *)object);
    if (result >= 0)
        result = object_enter(object, spec->type, access, inherit, ret_handle);
    TRACE(sync, DEBUG, "create %s: %d, %p", types[spec->type].class->name, result,
          result ? NULL : *ret_handle);
    object_unref(&object->object);
    return result ? result : found;
}

int sync_open(enum sync_type type, const WCHAR *name, DWORD access, bool inherit,
              HANDLE *ret_handle)
{
    struct sync_spec spec = {.type = type, .maximum_count = 1};
    struct sync_object *object;
    int result;

    if (!name)
        return -EINVAL;
    if (!*name)
        return -EBADF; /* names the directory, which is no such object */
    object = object_new(&spec);
    if (!object)
        return -ENOMEM;
    result = object_share(object, &spec, name, false);
    if (result >= 0)
        result = object_enter(object, type, access, inherit, ret_handle);
    object_unref(&object->object);
    return result;
}

/* ---- events */

static int event_of(HANDLE handle, struct sync_object **ret_event)
{
    struct object *object;
    int result = handle_ref(handle, &sync_event_class, EVENT_MODIFY_STATE, &object);

    if (!result)
        *ret_event = (struct sync_object *)object;
    return result;
}

int sync_event_set(HANDLE handle)
{
    struct sync_object *event;
    int result = event_of(handle, &event);

    if (result)
        return result;
    sync_signal(event);
    object_unref(&event->object);
    return 0;
}

int sync_event_reset(HANDLE handle)
{
    struct sync_object *event;
    int result = event_of(handle, &event);

    if (result)
        return result;
    sync_reset(event);
    object_unref(&event->object);
    return 0;
}

int sync_event_pulse(HANDLE handle)
{
    struct sync_object *event;
    int result = event_of(handle, &event);

    if (result)
        return result;
    sync_begin(event);
    sync_pulse(event, SYNC_ONE, 0);
    object_unref(&event->object);
    return 0;
}

/* ---- semaphores */

int sync_semaphore_add(struct sync_object *object, int32_t count, int32_t *ret_previous)
{
    struct sync_core *core = object->core;
    uint64_t state = atomic_load_explicit(&core->state, memory_order_relaxed);
    int32_t previous;
    bool slow;

    do {
        slow = state & SYNC_SLOW;
        if (slow)
            state = sync_begin(object);
        previous = (int32_t)(state / SYNC_ONE);
        if (count < 0 || count > core->maximum_count - previous) {
            if (slow)
                sync_end(object, state);
            return ENGINE_WIN32(ERROR_TOO_MANY_POSTS);
        }
        if (slow) {
            sync_end(object, state + (uint64_t)count * SYNC_ONE);
            break;
        }
    } while (!atomic_compare_exchange_weak_explicit(&core->state, &state,
                                                    state + (uint64_t)count * SYNC_ONE,
                                                    memory_order_release, memory_order_relaxed));
    *ret_previous = previous;
    return 0;
}

int sync_semaphore_release(HANDLE handle, int32_t count, int32_t *ret_previous)
{
    struct object *object;
    int32_t previous;
    int result = handle_ref(handle, &sync_semaphore_class, SEMAPHORE_MODIFY_STATE, &object);

    if (result)
        return result;
    result = sync_semaphore_add((struct sync_object *)object, count, &previous);
    object_unref(object);
    if (!result && ret_previous)
        *ret_previous = previous;
    return result;
}

/* ---- signal and wait */

static int object_signal(struct sync_object *object)
{
    int32_t previous;

    if (object->object.class == &sync_event_class)
        return sync_signal(object), 0;
    if (object->object.class == &sync_semaphore_class)
        return sync_semaphore_add(object, 1, &previous);
    if (object->object.class == &sync_mutant_class)
        return sync_mutant_give((struct sync_mutant *)object);
    return -EBADF;
}

int sync_signal_and_wait(HANDLE signal, HANDLE wait, bool alertable, int64_t deadline_ns,
                         DWORD *ret_status)
{
    struct sync_object *signalled, *waited;
    int result = sync_object_of(signal, 0, &signalled);

    if (result)
        return result;
    result = sync_object_of(wait, SYNCHRONIZE, &waited);
    if (!result) {
        DWORD modify = signalled->object.class == &sync_mutant_class ? 0 : EVENT_MODIFY_STATE;
        struct object *allowed;

        result = handle_ref(signal, signalled->object.class, modify, &allowed);
        if (!result)
            object_unref(allowed);
        if (!result)
            result = object_signal(signalled);
        if (!result)
            result = sync_wait_objects(&waited, 1, alertable ? SYNC_ALERTABLE : 0, deadline_ns,
                                       ret_status);
        object_unref(&waited->object);
    }
    object_unref(&signalled->object);
    return result;
}
