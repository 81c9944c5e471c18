/* SPDX-License-Identifier: MIT */
/*
 * objects.h - events, mutexes, semaphores and waitable timers by handle
 *
 * Names are UTF-16 as the SDK takes them: NULL and "" make an unnamed object,
 * "Global\" and "Local\" choose the namespace. Named objects are shared with
 * the user's other processes, see shared.h.
 */
#ifndef WINSHIM_SYNC_OBJECTS_H
#define WINSHIM_SYNC_OBJECTS_H

#include "winapi/sync/dispatcher.h"

extern const struct object_class sync_event_class HIDDEN, sync_mutant_class HIDDEN,
    sync_semaphore_class HIDDEN, sync_timer_class HIDDEN;

enum sync_type { SYNC_TYPE_EVENT, SYNC_TYPE_MUTANT, SYNC_TYPE_SEMAPHORE, SYNC_TYPE_TIMER };

/* What a new object is to be; an existing one of that name keeps what it is. */
struct sync_spec {
    enum sync_type type;
    bool manual_reset;     /* events, timers */
    bool initial;          /* events: signalled; mutexes: owned by the caller */
    int32_t initial_count; /* semaphores */
    int32_t maximum_count;
};

/**
 * sync_create() - make an object, or open the one that has this name
 * @access: access mask; generic rights and MAXIMUM_ALLOWED are mapped
 * @inherit: mark the handle as inheritable
 * @ret_handle: written on success
 *
 * Return: 0; 1 when an object of that name was there and is opened; -EINVAL for counts out of
 * range; -EBADF when the name belongs to an object of another type; -ENOMEM, -EMFILE, -EACCES;
 * ENGINE_WIN32(ERROR_PATH_NOT_FOUND) for a backslash beyond the prefix,
 * ENGINE_WIN32(ERROR_INVALID_NAME) for a prefix alone.
 */
int sync_create(const struct sync_spec *spec, const WCHAR *name, DWORD access, bool inherit,
                HANDLE *ret_handle);

/** sync_open() - open a named object. Return: 0; -ENOENT; the rest as sync_create(); -EINVAL for
 * NULL. */
int sync_open(enum sync_type type, const WCHAR *name, DWORD access, bool inherit,
              HANDLE *ret_handle);

/** sync_event_set() - signal an event. Return: 0; -EBADF; -EACCES without EVENT_MODIFY_STATE. */
int sync_event_set(HANDLE event);

/** sync_event_reset() - the reverse; errors likewise */
int sync_event_reset(HANDLE event);

/** sync_event_pulse() - release who waits now, then reset; errors likewise */
int sync_event_pulse(HANDLE event);

/**
 * sync_mutant_release() - give a mutex back
 *
 * Return: 0; -EBADF; ENGINE_WIN32(ERROR_NOT_OWNER) when the calling thread does not own it.
 */
int sync_mutant_release(HANDLE mutant);

/**
 * sync_semaphore_release() - add to a semaphore's count
 * @ret_previous: may be NULL
 *
 * Return: 0; -EBADF; -EACCES; ENGINE_WIN32(ERROR_TOO_MANY_POSTS) beyond the maximum, and for a
 * negative @count; then the count is unchanged.
 */
int sync_semaphore_release(HANDLE semaphore, int32_t count, int32_t *ret_previous);

/** sync_semaphore_add() - the same for an object of kind SYNC_SEMAPHORE that the caller holds */
int sync_semaphore_add(struct sync_object *object, int32_t count, int32_t *ret_previous);

/* How a timer tells its thread: called there as an APC with the due time (FILETIME units). */
struct sync_timer_apc {
    void (*invoke)(void *routine, void *argument, uint64_t due); /* the surface's invoker */
    void *routine;                                               /* NULL: no APC */
    void *argument;
};

/**
 * sync_timer_set() - arm a waitable timer
 * @due: FILETIME units; positive is absolute (UTC), negative is relative
 * @period_ms: 0 for once
 *
 * Return: 0; -EBADF; -EACCES; -EINVAL for a negative period.
 */
int sync_timer_set(HANDLE timer, int64_t due, int32_t period_ms, const struct sync_timer_apc *apc);

/** sync_timer_cancel() - disarm; the state stays as it is. Return: 0; -EBADF; -EACCES. */
int sync_timer_cancel(HANDLE timer);

/** sync_deadline() - the deadline of a relative or absolute time in FILETIME units; never 0 */
int64_t sync_deadline(int64_t due);

/** sync_deadline_ms() - the deadline for a wait of @ms; 0 polls, INFINITE is FUTEX_FOREVER */
static inline int64_t sync_deadline_ms(uint32_t ms)
{
    return ms == 0 ? 0 : futex_deadline_ms(ms);
}

#endif
