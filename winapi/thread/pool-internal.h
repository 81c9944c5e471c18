/* SPDX-License-Identifier: MIT */
/* pool-internal.h - structures that the pool's files share; see pool.h */
#ifndef WINSHIM_THREAD_POOL_INTERNAL_H
#define WINSHIM_THREAD_POOL_INTERNAL_H

#include "winapi/thread/pool.h"

/* One arming of a wait. Counted by what will end it and by who is busy with it. */
struct pool_arm {
    atomic_uint references;
    struct pool_arm *next;     /* pool_lock: those whose callbacks are pending */
    struct pool_object *owner; /* a reference */
    struct sync_async async;
    struct alarm alarm;
    struct sync_object *stop; /* of its own thread, or NULL */
    int64_t deadline_ns;
    DWORD status;
};

struct pool_object {
    atomic_uint references;
    struct pool *pool;
    struct pool_spec spec;
    struct pool_object *group_next, **group_link; /* pool_lock; link NULL: in no group */
    void (*gone)(void *user);                     /* called when the object goes, or NULL */
    void *gone_user;

    /* pool_lock: */
    unsigned pending, running;
    bool queued, closed;
    bool single; /* closes itself after its callback */
    struct pool_object *next;
    atomic_uint changed; /* futex: idle again */
    unsigned waiters;

    /* Timers; the alarm service's lock. */
    struct alarm alarm;
    int64_t period_ns;
    bool timer_set;

    /* Waits; pool_lock. */
    struct pool_arm *armed;
    struct pool_arm *fired, *fired_last;
    struct sync_object *wait_object; /* a reference, for arming again */
    int64_t repeat_ms;
};

extern struct guarded_lock pool_lock HIDDEN;

struct pool_object *pool_object_ref(struct pool_object *object);
void pool_object_unref(struct pool_object *object);

/** pool_post_quick() - as pool_object_post(), where no alarm may be set; @arm: whose callback, or
 * NULL */
void pool_post_quick(struct pool_object *object, struct pool_arm *arm);

/** pool_drop_pending() - pool_lock is held. Return: how many references the caller gives back. */
unsigned pool_drop_pending(struct pool_object *object);

/** pool_start_worker() - one that is counted in the pool's workers already */
void pool_start_worker(struct pool *pool);

/** pool_take_reference() - to @pool or, for NULL, the process's own; NULL when memory is out */
struct pool *pool_take_reference(struct pool *pool);
void pool_give_reference(struct pool *pool);

/** pool_run() - run a callback that counts as running already, and end it */
void pool_run(struct pool_object *object, struct pool_arm *arm);

/* An object's fired arms; pool_lock is held. */
void pool_arm_fire(struct pool_object *object, struct pool_arm *arm);
struct pool_arm *pool_arm_next(struct pool_object *object);

/** pool_arm_done() - before its callback: give it back, and arm the wait again if it repeats */
void pool_arm_done(struct pool_arm *arm);

/** pool_wait_disarm() - Return: whether it was armed. */
bool pool_wait_disarm(struct pool_object *object);

/** pool_arms_free() - frees the arms of dropped callbacks, taken with pool_arm_next() */
void pool_arms_free(struct pool_arm *arms);

int64_t pool_timer_ring(struct alarm *alarm, int64_t now_ns);

#endif
