/* SPDX-License-Identifier: MIT */
/*
 * pool.h - thread pools: work, timers and waits whose callbacks run on workers
 *
 * One kind of object stands for all of them. A callback that is due is
 * "pending" until a worker takes it and "running" until it returns. Objects are
 * counted: by the user until it closes them, by each pending and running
 * callback, and by what may still ring for them.
 */
#ifndef WINSHIM_THREAD_POOL_H
#define WINSHIM_THREAD_POOL_H

#include "winapi/sync/alarm.h"
#include "winapi/sync/dispatcher.h"
#include "winapi/thread/thread.h"

struct pool;
struct pool_group;
struct pool_object;
struct pool_instance;

enum pool_priority { POOL_HIGH, POOL_NORMAL, POOL_LOW, POOL_PRIORITIES };

/* The user's callback; the surface's invoker knows its type. */
struct pool_call {
    void (*invoke)(const struct pool_call *call, struct pool_instance *instance,
                   struct pool_object *object, DWORD status);
    void *callback;
    void *context;
};

struct pool_spec {
    struct pool_call call;
    struct pool *pool;        /* NULL: the process's own */
    struct pool_group *group; /* NULL: none */
    void (*cancel)(void *callback, void *context, void *cleanup_context); /* group's invoker */
    void *cancel_callback;
    enum pool_priority priority;
    bool long_function; /* starts a worker of its own when none is idle */
};

/** pool_new() - a pool with a worker limit of 500. Return: NULL when memory is out. */
struct pool *pool_new(void);

/** pool_close() - the pool goes when the last object in it has gone */
void pool_close(struct pool *pool);

/** pool_set_limits() - @minimum workers are kept (created now), no more than @maximum made */
void pool_set_maximum(struct pool *pool, uint32_t maximum);
int pool_set_minimum(struct pool *pool, uint32_t minimum);

/* Size of the workers' stacks; 0 is the default. */
void pool_set_stack(struct pool *pool, size_t reserve_bytes, size_t commit_bytes);
void pool_get_stack(struct pool *pool, size_t *ret_reserve_bytes, size_t *ret_commit_bytes);

/* ---- objects */

/** pool_object_new() - Return: 0; -ENOMEM. */
int pool_object_new(const struct pool_spec *spec, struct pool_object **ret_object);

/**
 * pool_object_close() - the user is done with it
 *
 * Timers and waits are disarmed; pending and running callbacks go on.
 */
void pool_object_close(struct pool_object *object);

/** pool_object_stop() - its timer and its wait ring no more; what is pending stays */
void pool_object_stop(struct pool_object *object);

/** pool_object_post() - make one callback pending */
void pool_object_post(struct pool_object *object);

/** pool_object_post_once() - one callback, and the object is closed */
void pool_object_post_once(struct pool_object *object);

/**
 * pool_object_wait() - wait until no callback is pending or running
 * @cancel: drop what is pending first
 */
void pool_object_wait(struct pool_object *object, bool cancel);

/** pool_object_busy() - whether a callback is pending or running */
bool pool_object_busy(struct pool_object *object);

/** pool_object_notify() - have a function called when the object has gone; before it is closed */
void pool_object_notify(struct pool_object *object, void (*gone)(void *user), void *user);

/* ---- timers */

/**
 * pool_timer_set() - ring at a time, and again each period
 * @due_ns: monotonic clock; 0 disarms
 *
 * Return: whether it was armed before.
 */
bool pool_timer_set(struct pool_object *object, int64_t due_ns, int64_t period_ns);

/** pool_timer_is_set() - a timer that has rung its last stays set until it is disarmed */
bool pool_timer_is_set(struct pool_object *object);

/** pool_timer_is_pending() - whether it will ring */
bool pool_timer_is_pending(struct pool_object *object);

/* ---- waits */

/**
 * pool_wait_set() - one callback when @handle's object is signalled, or at the deadline
 * @handle: NULL disarms
 * @deadline_ns: 0 looks only
 * @repeat_ms: armed again with each callback, with this time-out (INFINITE: none); -1: once
 * @ret_was_set: whether it was armed before; may be NULL
 *
 * A mutex and a named object are waited for by a thread of their own, on which the callback runs.
 *
 * Return: 0; -EBADF, -EACCES, -ENOMEM; then it is disarmed.
 */
int pool_wait_set(struct pool_object *object, HANDLE handle, int64_t deadline_ns, int64_t repeat_ms,
                  bool *ret_was_set);

/* ---- cleanup groups */

struct pool_group *pool_group_new(void);
void pool_group_free(struct pool_group *group);

/**
 * pool_group_close_members() - close every object of a group and wait for its callbacks
 * @cancel: drop what is pending, and tell each object's cancel callback
 */
void pool_group_close_members(struct pool_group *group, bool cancel, void *cleanup_context);

/* ---- within a callback */

/* What happens when the callback returns, in this order. */
struct pool_instance {
    struct pool_object *object;
    bool disassociated;
    bool long_function;
    RTL_CRITICAL_SECTION *section;
    HANDLE mutex, semaphore, event;
    uint32_t semaphore_count;
    void (*unload)(void *module);
    void *module;
};

/** pool_instance_disassociate() - waits for the object don't wait for this callback any more */
void pool_instance_disassociate(struct pool_instance *instance);

/** pool_instance_long() - Return: whether another worker is there for the rest. */
bool pool_instance_long(struct pool_instance *instance);

#endif
