/* SPDX-License-Identifier: MIT */
/*
 * shared.h - the part of a named object that all processes of the user see
 *
 * Each name is a file of one page under $XDG_RUNTIME_DIR/winshim/objects (or
 * /dev/shm/winshim-UID/objects). Who has the object open holds a shared flock()
 * on it, which the kernel drops when the process dies: a file that can be
 * locked exclusively belongs to nobody and is made anew. Waiters sleep on the
 * page's sequence number with futex_waitv(), so that one wait can cover local
 * and shared objects.
 */
#ifndef WINSHIM_SYNC_SHARED_H
#define WINSHIM_SYNC_SHARED_H

#include "winapi/sync/dispatcher.h"

struct sync_shared;

struct shared_spec {
    unsigned type; /* enum sync_type; the name's object must be of that type */
    unsigned kind; /* enum sync_kind; set to the existing object's */
    uint64_t state;
    int32_t maximum_count;
    bool create;
};

/**
 * shared_open() - open or make the object of a name
 * @spec: what a new one is to be; kind is updated when it was there
 * @ret_core: where its state lies, valid until shared_close()
 *
 * Return: 0 when made; 1 when it was there; -ENOENT without create; the others of sync_create().
 */
int shared_open(const WCHAR *name, struct shared_spec *spec, struct sync_shared **ret_shared,
                struct sync_core **ret_core);

/** shared_close() - leave the object; the last process removes it */
void shared_close(struct sync_shared *shared);

/** shared_is_same() - whether both stand for one object; either may be NULL */
bool shared_is_same(const struct sync_shared *a, const struct sync_shared *b);

/** shared_lock() - lock the page; guarded region until shared_set() or shared_unlock() */
void shared_lock(struct sync_shared *shared);

/** shared_set() - set the state of the locked page, wake waiters, unlock; @after: see sync_pulse()
 */
void shared_set(struct sync_shared *shared, unsigned kind, uint64_t state, uint64_t after);

/** shared_owner_set() - note the calling process as the mutex's owner; the page is locked */
void shared_owner_set(struct sync_shared *shared);

/** shared_timer_set() - arm (or, with @due_ns 0, disarm) a timer; the page is locked */
void shared_timer_set(struct sync_shared *shared, int64_t due_ns, int64_t period_ns);

/* One thread's wait in which shared objects take part. */
struct shared_wait {
    struct sync_shared *shared[SYNC_WAIT_LIMIT]; /* in the order of locking, none twice */
    unsigned sequence[SYNC_WAIT_LIMIT];
    unsigned pulses[SYNC_WAIT_LIMIT];
    unsigned index[SYNC_WAIT_LIMIT]; /* position in the user's array */
    unsigned count;
    int64_t look_again_ns; /* a timer's due time, or time to see whether an owner has died */
    bool sampled;
};

void shared_wait_init(struct shared_wait *wait);

/** shared_wait_add() - @index: position of the object in the wait */
void shared_wait_add(struct shared_wait *wait, struct sync_shared *shared, unsigned index);

/** shared_wait_lock() - lock all pages in order, with timers and dead owners brought up to date */
void shared_wait_lock(struct shared_wait *wait);
void shared_wait_unlock(struct shared_wait *wait);

/** shared_wait_pulsed() - index of an event that was pulsed during the sleep, or -EAGAIN */
int shared_wait_pulsed(struct shared_wait *wait);

/**
 * shared_wait_sleep() - sleep until a page or @word changes
 *
 * Return: 0; -ETIMEDOUT when the deadline has come.
 */
int shared_wait_sleep(struct shared_wait *wait, atomic_uint *word, int64_t deadline_ns);

void shared_wait_finish(struct shared_wait *wait);

#endif
