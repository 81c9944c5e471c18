/* SPDX-License-Identifier: MIT */
/*
 * dispatcher.h - objects that threads wait for, and the waits
 *
 * An object's state is one atomic word. While nobody has to sleep for it, the
 * word is changed with a compare-and-swap and no lock is taken. A thread that
 * must sleep, and a wait for several objects at once, takes the dispatcher lock
 * and sets SYNC_SLOW in the word of each object concerned: from then until the
 * last waiter is gone the word changes under the lock only. That makes "wait
 * for all" one step for every observer, and signals go to waiters in order.
 *
 * A named object keeps its state in a page shared with other processes
 * (shared.h), with SYNC_SLOW set for good and a lock of its own.
 */
#ifndef WINSHIM_SYNC_DISPATCHER_H
#define WINSHIM_SYNC_DISPATCHER_H

#include "shim/futex.h"
#include "shim/guard.h"
#include "shim/handle.h"

enum sync_kind {
    SYNC_NOTIFICATION,    /* stays signalled: manual-reset event, thread, process */
    SYNC_SYNCHRONIZATION, /* releases one waiter: auto-reset event */
    SYNC_SEMAPHORE,
    SYNC_MUTANT,
};

/*
 * The state word. Events: SYNC_ONE when signalled. Semaphores: SYNC_ONE times the count.
 * Mutants: the owner's thread id in the upper half, 0 when free.
 */
#define SYNC_SLOW        1ull
#define SYNC_ONE         2ull
#define SYNC_ABANDONED   2ull /* mutants */
#define SYNC_OWNER_SHIFT 32

/* What an object's state is made of, in the object itself or in a shared page. */
struct sync_core {
    atomic_ullong state;
    uint32_t recursion;    /* mutant: its owner */
    int32_t maximum_count; /* semaphore: immutable */
};

struct sync_block;
struct sync_shared;

struct sync_object {
    struct object object; /* its class has waitable set */
    uint8_t kind;         /* enum sync_kind */
    struct sync_core *core;
    struct sync_core local_core;
    struct sync_shared *shared;      /* named objects, else NULL */
    struct sync_block *first, *last; /* dispatcher lock: who waits, oldest first */
};

struct sync_wait;
struct sync_mutant;

/* What the dispatcher knows of a thread. Part of its thread object. */
struct sync_thread {
    struct object *object; /* the thread object that holds this; not a reference */
    uint32_t id;
    struct sync_mutant *owned;  /* the thread itself */
    struct sync_wait *wait;     /* dispatcher lock: while it is queued */
    struct sync_apc *apc_first; /* dispatcher lock */
    struct sync_apc *apc_last;  /* dispatcher lock */
    atomic_bool apc_pending;    /* written under the dispatcher lock */
    bool ended;                 /* dispatcher lock: takes no more APCs */
};

extern __thread struct sync_thread *sync_thread_self HIDDEN;

/** sync_thread_attach() - make what the dispatcher keeps of the calling thread; never NULL */
struct sync_thread *sync_thread_attach(void);

/** sync_thread_current() - the calling thread */
static inline struct sync_thread *sync_thread_current(void)
{
    struct sync_thread *self = sync_thread_self;

    return likely(self) ? self : sync_thread_attach();
}

/** sync_object_init() - a fresh, unnamed object; @state without SYNC_SLOW */
void sync_object_init(struct sync_object *object, const struct object_class *class,
                      enum sync_kind kind, uint64_t state);

/** sync_object_finish() - undo sync_object_init(); nobody waits, as a waiter holds a reference */
void sync_object_finish(struct sync_object *object);

/**
 * sync_begin() - from here to sync_end() only the caller changes the object's state
 *
 * Guarded region. Return: the state, without SYNC_SLOW.
 */
uint64_t sync_begin(struct sync_object *object);

/** sync_end() - set the state, hand it to waiters and leave */
void sync_end(struct sync_object *object, uint64_t state);

/** sync_pulse() - set the state, hand it to waiters, then set @after; instead of sync_end() */
void sync_pulse(struct sync_object *object, uint64_t state, uint64_t after);

/** sync_signal() - set a notification or synchronization object; its state becomes signalled */
void sync_signal(struct sync_object *object);

/** sync_reset() - make it not signalled. Return: whether it was. */
bool sync_reset(struct sync_object *object);

/** sync_is_signalled() - a glance at the state; for mutants whether one is free */
bool sync_is_signalled(struct sync_object *object);

#define SYNC_WAIT_ALL   1u
#define SYNC_ALERTABLE  2u
#define SYNC_WAIT_LIMIT 64u

/**
 * sync_wait() - wait for objects
 * @handles: each needs SYNCHRONIZE access
 * @count: 1 to SYNC_WAIT_LIMIT
 * @flags: SYNC_WAIT_ALL, SYNC_ALERTABLE (runs the thread's APCs)
 * @deadline_ns: monotonic clock, 0 to poll, FUTEX_FOREVER
 * @ret_status: WAIT_OBJECT_0 + index, WAIT_ABANDONED_0 + index (WAIT_ABANDONED_0 itself for all),
 *     WAIT_TIMEOUT or WAIT_IO_COMPLETION
 *
 * Return: 0; -EBADF for a handle that is not open or of a class that can't be waited for; -EACCES
 * without SYNCHRONIZE; -EINVAL for a bad count, or the same object twice with SYNC_WAIT_ALL.
 */
int sync_wait(const HANDLE *handles, unsigned count, unsigned flags, int64_t deadline_ns,
              DWORD *ret_status);

/** sync_wait_objects() - the same for references that the caller holds */
int sync_wait_objects(struct sync_object **objects, unsigned count, unsigned flags,
                      int64_t deadline_ns, DWORD *ret_status);

/** sync_object_of() - the object behind a handle. Return: 0; -EBADF; -EACCES. */
int sync_object_of(HANDLE handle, DWORD access, struct sync_object **ret_object);

/**
 * sync_signal_and_wait() - signal an event, mutant or semaphore, then wait for @wait
 *
 * Return: as sync_wait(); -EBADF when @signal is something else; the signal's own errors.
 */
int sync_signal_and_wait(HANDLE signal, HANDLE wait, bool alertable, int64_t deadline_ns,
                         DWORD *ret_status);

/** sync_sleep() - sleep until a time. Return: 0 or WAIT_IO_COMPLETION. */
DWORD sync_sleep(bool alertable, int64_t deadline_ns);

/*
 * Asynchronous procedure calls. The block belongs to the queue from sync_apc_queue() on; run() is
 * called on the target thread, with no lock held, and frees it.
 */
struct sync_apc {
    struct sync_apc *next;
    void (*run)(struct sync_apc *apc);
    void (*drop)(struct sync_apc *apc); /* the thread ended first; NULL: free() */
};

/** sync_apc_queue() - queue to a thread, waking its alertable wait. Return: 0; -ESRCH when it has
 * ended. */
int sync_apc_queue(struct sync_thread *thread, struct sync_apc *apc);

/** sync_apc_remove() - take one out of the queue. Return: whether it was still there. */
bool sync_apc_remove(struct sync_thread *thread, struct sync_apc *apc);

/** sync_apc_run() - run the calling thread's APCs. Return: whether there were any. */
bool sync_apc_run(void);

/** sync_wait_abort() - the calling thread, stopped within a wait, will never come back to it */
void sync_wait_abort(struct sync_thread *self);

/** sync_thread_end() - the calling thread ends: abandon its mutexes, drop its APCs */
void sync_thread_end(struct sync_thread *thread);

/*
 * A wait without a thread: ready() is called once the object has been taken, on the thread that
 * signalled it, with no lock held; it must be short, and touch no alarm.
 */
struct sync_async {
    struct sync_object *object; /* the caller's reference, until ready() or a cancel */
    void (*ready)(struct sync_async *async);
    void *wait[12]; /* the dispatcher's own */
};

/**
 * sync_async_start() - wait for an object without a thread
 *
 * Return: 0, also when ready() was called at once; -EINVAL for a mutex, whose owner would be
 * nobody, and for a named object.
 */
int sync_async_start(struct sync_async *async);

/** sync_async_cancel() - Return: whether ready() will never be called now. */
bool sync_async_cancel(struct sync_async *async);

/* ---- for the files of this folder */

struct sync_mutant {
    struct sync_object sync;
    struct sync_mutant *next, **link; /* the owner: its list of owned mutants; link NULL: in none */
};

/** sync_mutant_owned() - the calling thread has just become owner */
void sync_mutant_owned(struct sync_thread *self, struct sync_mutant *mutant);

/** sync_mutant_give() - give back one level. Return: 0; ENGINE_WIN32(ERROR_NOT_OWNER). */
int sync_mutant_give(struct sync_mutant *mutant);

/** sync_mutant_release_all() - abandon what a thread owns */
void sync_mutant_release_all(struct sync_thread *thread);

#endif
