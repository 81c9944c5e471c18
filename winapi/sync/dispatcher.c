/* SPDX-License-Identifier: MIT */
/* dispatcher.c - states of dispatcher objects and waits for them, see dispatcher.h */
#include <stdlib.h>
#include <string.h>

#include "shim/teb.h"
#include "shim/trace.h"
#include "winapi/sync/dispatcher.h"
#include "winapi/sync/shared.h"

enum wait_mode {
    WAIT_MODE_ANY,
    WAIT_MODE_ALL,
    WAIT_MODE_RETRY, /* shared objects take part: wake up and look again */
};

#define SPINS               100
#define STATUS_PENDING_WAIT 0xffffffffu
#define STATUS_LOOK_AGAIN   0xfffffffeu

struct sync_block {
    struct sync_object *object;
    struct sync_wait *wait;
    struct sync_block *previous, *next; /* dispatcher lock: in object's list */
};

/*
 * One wait, on the waiting thread's stack. Who finishes it sets the status under the lock and
 * word after it; only then may the waiter leave.
 */
struct sync_wait {
    atomic_uint word;
    DWORD status; /* dispatcher lock until word is set */
    unsigned count;
    unsigned mode;
    bool alertable;
    struct sync_thread *thread;
    struct sync_wait *next_wake;
    struct sync_block *blocks;
    struct sync_async *async; /* nobody sleeps: call its ready() */
};

static struct guarded_lock dispatcher_lock;

/* ---- the state word */

static unsigned owner_of(uint64_t state)
{
    return (unsigned)(state >> SYNC_OWNER_SHIFT);
}

static bool state_is_free(unsigned kind, uint64_t state, unsigned thread)
{
    if (kind == SYNC_MUTANT)
        return !owner_of(state) || owner_of(state) == thread;
    return state & ~SYNC_SLOW;
}

/* The state after @thread has got the object, which was free. */
static uint64_t state_taken(unsigned kind, uint64_t state, unsigned thread)
{
    switch (kind) {
    case SYNC_NOTIFICATION:
        return state;
    case SYNC_MUTANT:
        return (state & SYNC_SLOW) | (uint64_t)thread << SYNC_OWNER_SHIFT;
    default:
        return state - SYNC_ONE;
    }
}

/*
 * Takes the object for @thread if it is free. With @slow the caller holds the lock, and SYNC_SLOW
 * does not stop it; else an object with SYNC_SLOW gives -EBUSY.
 *
 * Return: WAIT_OBJECT_0 or WAIT_ABANDONED_0; -EAGAIN when it isn't free; -EBUSY.
 */
static inline int object_take(struct sync_object *object, unsigned thread, bool slow)
{
    struct sync_core *core = object->core;
    uint64_t state = atomic_load_explicit(&core->state, memory_order_acquire);
    uint64_t taken;

    do {
        if ((state & SYNC_SLOW) && !slow)
            return -EBUSY;
        if (!state_is_free(object->kind, state, thread))
            return -EAGAIN;
        taken = state_taken(object->kind, state, thread);
    } while (taken != state &&
             !atomic_compare_exchange_weak_explicit(&core->state, &state, taken,
                                                    memory_order_acq_rel, memory_order_acquire));
    if (object->kind != SYNC_MUTANT)
        return WAIT_OBJECT_0;
    core->recursion = owner_of(state) ? core->recursion + 1 : 1;
    if (object->shared)
        shared_owner_set(object->shared);
    return state & SYNC_ABANDONED ? WAIT_ABANDONED_0 : WAIT_OBJECT_0;
}

/* The waiting thread does this for itself once it has the object. */
static void object_taken(struct sync_object *object, struct sync_thread *self)
{
    if (object->kind == SYNC_MUTANT && object->core->recursion == 1)
        sync_mutant_owned(self, (struct sync_mutant *)object);
}

void sync_object_init(struct sync_object *object, const struct object_class *class,
                      enum sync_kind kind, uint64_t state)
{
    memset(object, 0, sizeof(*object));
    object_init(&object->object, class);
    object->kind = (uint8_t)kind;
    object->core = &object->local_core;
    atomic_init(&object->core->state, state);
}

void sync_object_finish(struct sync_object *object)
{
    if (object->shared)
        shared_close(object->shared);
}

bool sync_is_signalled(struct sync_object *object)
{
    uint64_t state;

    if (object->shared) {
        state = sync_begin(object);
        sync_end(object, state);
    } else {
        state = atomic_load_explicit(&object->core->state, memory_order_acquire);
    }
    return state_is_free(object->kind, state, 0);
}

/* ---- waiters; all of it under the dispatcher lock */

static void object_mark_slow(struct sync_object *object)
{
    atomic_fetch_or_explicit(&object->core->state, SYNC_SLOW, memory_order_acq_rel);
}

static void object_unmark_slow(struct sync_object *object)
{
    if (!object->first && !object->shared)
        atomic_fetch_and_explicit(&object->core->state, ~SYNC_SLOW, memory_order_acq_rel);
}

static void wait_enqueue(struct sync_wait *wait)
{
    for (unsigned i = 0; i < wait->count; i++) {
        struct sync_block *block = &wait->blocks[i];
        struct sync_object *object = block->object;

        if (object->shared)
            continue;
        block->next = NULL;
        block->previous = object->last;
        if (object->last)
            object->last->next = block;
        else
            object->first = block;
        object->last = block;
    }
    wait->status = STATUS_PENDING_WAIT;
    wait->thread->wait = wait;
}

static void wait_dequeue(struct sync_wait *wait)
{
    for (unsigned i = 0; i < wait->count; i++) {
        struct sync_block *block = &wait->blocks[i];
        struct sync_object *object = block->object;

        if (object->shared)
            continue;
        if (block->previous)
            block->previous->next = block->next;
        else
            object->first = block->next;
        if (block->next)
            block->next->previous = block->previous;
        else
            object->last = block->previous;
        object_unmark_slow(object);
    }
    wait->thread->wait = NULL;
}

static void wait_finish(struct sync_wait *wait, DWORD status, struct sync_wait **wake)
{
    wait_dequeue(wait);
    wait->status = status;
    wait->next_wake = *wake;
    *wake = wait;
}

/* Not under the lock. A wait may be gone as soon as its word is set: read on before. */
static void wake_all(struct sync_wait *wake)
{
    while (wake) {
        struct sync_wait *next = wake->next_wake;
        atomic_uint *word = &wake->word;

        if (wake->async) {
            wake->async->ready(wake->async);
        } else {
            atomic_store_explicit(word, 1, memory_order_release);
            futex_wake(word, 1);
        }
        wake = next;
    }
}

/* Takes what the wait asks for, in one step as others see it. -EAGAIN when that isn't there. */
static int wait_try(struct sync_wait *wait)
{
    unsigned thread = wait->thread->id;
    int result = WAIT_OBJECT_0;

    if (wait->mode != WAIT_MODE_ALL) {
        for (unsigned i = 0; i < wait->count; i++) {
            result = object_take(wait->blocks[i].object, thread, true);
            if (result >= 0)
                return result + (int)i;
        }
        return -EAGAIN;
    }
    for (unsigned i = 0; i < wait->count; i++) {
        struct sync_object *object = wait->blocks[i].object;

        if (!state_is_free(object->kind, atomic_load(&object->core->state), thread))
            return -EAGAIN;
    }
    for (unsigned i = 0; i < wait->count; i++)
        result |= object_take(wait->blocks[i].object, thread, true);
    return result;
}

/* Hands an object's state to those who wait for it, oldest first. */
static void object_offer(struct sync_object *object, struct sync_wait **wake)
{
    struct sync_block *block = object->first;

    while (block && state_is_free(object->kind, atomic_load(&object->core->state), 0)) {
        struct sync_wait *wait = block->wait;
        int result = wait->mode == WAIT_MODE_RETRY ? 0 : wait_try(wait);

        if (result == -EAGAIN) {
            block = block->next;
            continue;
        }
        wait_finish(wait, wait->mode == WAIT_MODE_RETRY ? STATUS_LOOK_AGAIN : (DWORD)result, wake);
        block = object->first;
    }
}

/* ---- changing one object */

uint64_t sync_begin(struct sync_object *object)
{
    if (object->shared) {
        shared_lock(object->shared);
    } else {
        guarded_lock(&dispatcher_lock);
        object_mark_slow(object);
    }
    return atomic_load(&object->core->state) & ~SYNC_SLOW;
}

void sync_pulse(struct sync_object *object, uint64_t state, uint64_t after)
{
    struct sync_wait *wake = NULL;

    if (object->shared) {
        shared_set(object->shared, object->kind, state, after);
        return;
    }
    atomic_store(&object->core->state, state | SYNC_SLOW);
    object_offer(object, &wake);
    if (after != state)
        atomic_store(&object->core->state, after | (object->first ? SYNC_SLOW : 0));
    object_unmark_slow(object);
    guarded_unlock(&dispatcher_lock);
    wake_all(wake);
}

void sync_end(struct sync_object *object, uint64_t state)
{
    sync_pulse(object, state, state);
}

void sync_signal(struct sync_object *object)
{
    uint64_t state = atomic_load_explicit(&object->core->state, memory_order_relaxed);

    while (!(state & SYNC_SLOW))
        if (atomic_compare_exchange_weak_explicit(&object->core->state, &state, SYNC_ONE,
                                                  memory_order_release, memory_order_relaxed))
            return;
    sync_begin(object);
    sync_end(object, SYNC_ONE);
}

bool sync_reset(struct sync_object *object)
{
    uint64_t state = atomic_load_explicit(&object->core->state, memory_order_relaxed);

    while (!(state & SYNC_SLOW))
        if (atomic_compare_exchange_weak_explicit(&object->core->state, &state, 0,
                                                  memory_order_acq_rel, memory_order_relaxed))
            return state & SYNC_ONE;
    state = sync_begin(object);
    sync_end(object, 0);
    return state & SYNC_ONE;
}

/* ---- waits */

static bool wait_is_shared(const struct sync_wait *wait)
{
    for (unsigned i = 0; i < wait->count; i++)
        if (wait->blocks[i].object->shared)
            return true;
    return false;
}

/* Sleeps until the wait is finished or the time has come; then takes it back if nobody did. */
static DWORD wait_sleep(struct sync_wait *wait, int64_t deadline_ns)
{
    /* An answer that is on its way already costs less than going to sleep for it. */
    for (int i = 0; i < SPINS && !atomic_load_explicit(&wait->word, memory_order_relaxed); i++)
        __builtin_ia32_pause();
    while (!atomic_load_explicit(&wait->word, memory_order_acquire)) {
        if (futex_wait(&wait->word, 0, deadline_ns) != -ETIMEDOUT)
            continue;
        guarded_lock(&dispatcher_lock);
        if (wait->status == STATUS_PENDING_WAIT) {
            wait_dequeue(wait);
            wait->status = WAIT_TIMEOUT;
            atomic_store(&wait->word, 1);
        }
        guarded_unlock(&dispatcher_lock);
        deadline_ns = FUTEX_FOREVER;
    }
    return wait->status;
}

/* Tries, and queues the wait when it must sleep. Return: a status, or STATUS_PENDING_WAIT. */
static DWORD wait_start(struct sync_wait *wait, int64_t deadline_ns)
{
    int result;

    guarded_lock(&dispatcher_lock);
    for (unsigned i = 0; i < wait->count; i++)
        object_mark_slow(wait->blocks[i].object);
    result = wait_try(wait);
    if (result < 0) {
        if (wait->alertable && wait->thread->apc_first)
            result = WAIT_IO_COMPLETION;
        else if (deadline_ns == 0)
            result = WAIT_TIMEOUT;
        else
            wait_enqueue(wait);
    }
    if (result >= 0)
        for (unsigned i = 0; i < wait->count; i++)
            object_unmark_slow(wait->blocks[i].object);
    guarded_unlock(&dispatcher_lock);
    return result < 0 ? STATUS_PENDING_WAIT : (DWORD)result;
}

/*
 * Shared objects take part. Their waiters sleep on each page's sequence number and look again when
 * one has changed, so a state is always taken by the thread that gets it.
 */
static DWORD wait_shared(struct sync_wait *wait, int64_t deadline_ns)
{
    struct shared_wait sleep;
    unsigned mode = wait->mode;
    bool last_look = deadline_ns == 0;
    int result;

    shared_wait_init(&sleep);
    for (unsigned i = 0; i < wait->count; i++)
        if (wait->blocks[i].object->shared)
            shared_wait_add(&sleep, wait->blocks[i].object->shared, i);
    for (;;) {
        shared_wait_lock(&sleep);
        guarded_lock(&dispatcher_lock);
        for (unsigned i = 0; i < wait->count; i++)
            object_mark_slow(wait->blocks[i].object);
        wait->mode = mode;
        result = wait_try(wait);
        if (result < 0 && mode == WAIT_MODE_ANY)
            result = shared_wait_pulsed(&sleep);
        if (result < 0 && wait->alertable && wait->thread->apc_first)
            result = WAIT_IO_COMPLETION;
        if (result < 0 && last_look)
            result = WAIT_TIMEOUT;
        if (result < 0) {
            wait->mode = WAIT_MODE_RETRY;
            wait->status = STATUS_PENDING_WAIT;
            atomic_store(&wait->word, 0);
            wait_enqueue(wait);
        } else {
            for (unsigned i = 0; i < wait->count; i++)
                object_unmark_slow(wait->blocks[i].object);
        }
        guarded_unlock(&dispatcher_lock);
        shared_wait_unlock(&sleep);
        if (result >= 0)
            break;
        last_look = shared_wait_sleep(&sleep, &wait->word, deadline_ns) == -ETIMEDOUT;
        wait_sleep(wait, 1); /* long past: takes the wait back */
    }
    shared_wait_finish(&sleep);
    return (DWORD)result;
}

int sync_wait_objects(struct sync_object **objects, unsigned count, unsigned flags,
                      int64_t deadline_ns, DWORD *ret_status)
{
    struct sync_thread *self = sync_thread_current();
    struct sync_block blocks[SYNC_WAIT_LIMIT];
    struct sync_wait wait = {
        .status = STATUS_PENDING_WAIT,
        .count = count,
        .mode = flags & SYNC_WAIT_ALL && count > 1 ? WAIT_MODE_ALL : WAIT_MODE_ANY,
        .alertable = flags & SYNC_ALERTABLE,
        .thread = self,
        .blocks = blocks,
    };
    DWORD status;

    for (unsigned i = 0; i < count; i++) {
        blocks[i].object = objects[i];
        blocks[i].wait = &wait;
    }
    if (wait_is_shared(&wait)) {
        status = wait_shared(&wait, deadline_ns);
    } else {
        status = wait_start(&wait, deadline_ns);
        if (status == STATUS_PENDING_WAIT)
            status = wait_sleep(&wait, deadline_ns);
    }
    if (status == WAIT_IO_COMPLETION)
        sync_apc_run();
    else if (status != WAIT_TIMEOUT && wait.mode == WAIT_MODE_ALL)
        for (unsigned i = 0; i < count; i++)
            object_taken(objects[i], self);
    else if (status != WAIT_TIMEOUT)
        object_taken(objects[status % WAIT_ABANDONED_0], self);
    *ret_status = status;
    return 0;
}

/*
 * What can be decided without a lock: an object that is free, or a poll of objects that aren't.
 * Return: a status; -EBUSY when the long way is needed.
 */
static int wait_fast(struct sync_object **objects, unsigned count, unsigned flags,
                     int64_t deadline_ns)
{
    struct sync_thread *self = sync_thread_current();

    if (flags & SYNC_WAIT_ALL && count > 1)
        return -EBUSY;
    for (unsigned i = 0; i < count; i++) {
        int result = object_take(objects[i], self->id, false);

        if (result >= 0) {
            object_taken(objects[i], self);
            return result + (int)i;
        }
        if (result == -EBUSY)
            return -EBUSY;
    }
    if (deadline_ns != 0 || flags & SYNC_ALERTABLE)
        return -EBUSY;
    return WAIT_TIMEOUT;
}

int sync_object_of(HANDLE handle, DWORD access, struct sync_object **ret_object)
{
    struct object *object;
    int result = handle_ref(handle, NULL, access, &object);

    if (result)
        return result;
    if (unlikely(!object->class->waitable)) {
        object_unref(object);
        return -EBADF;
    }
    *ret_object = (struct sync_object *)object;
    return 0;
}

static bool has_twice(struct sync_object **objects, unsigned count)
{
    for (unsigned i = 1; i < count; i++)
        for (unsigned k = 0; k < i; k++)
            if (objects[i] == objects[k] ||
                (objects[i]->shared && shared_is_same(objects[i]->shared, objects[k]->shared)))
                return true;
    return false;
}

int sync_wait(const HANDLE *handles, unsigned count, unsigned flags, int64_t deadline_ns,
              DWORD *ret_status)
{
    struct sync_object *objects[SYNC_WAIT_LIMIT];
    unsigned found = 0;
    int result = count && count <= SYNC_WAIT_LIMIT ? 0 : -EINVAL;

    for (; !result && found < count; found++) {
        result = sync_object_of(handles[found], SYNCHRONIZE, &objects[found]);
        if (result)
            break;
    }
    if (!result && flags & SYNC_WAIT_ALL && has_twice(objects, count))
        result = -EINVAL;
    if (!result) {
        int status = wait_fast(objects, count, flags, deadline_ns);

        if (status >= 0)
            *ret_status = (DWORD)status;
        else
            result = sync_wait_objects(objects, count, flags, deadline_ns, ret_status);
    }
    while (found)
        object_unref(&objects[--found]->object);
    TRACE(sync, DEBUG, "wait for %u: %#x", count, result ? ~0u : (unsigned)*ret_status);
    return result;
}

DWORD sync_sleep(bool alertable, int64_t deadline_ns)
{
    struct sync_thread *self = sync_thread_current();
    struct sync_wait wait = {.status = STATUS_PENDING_WAIT, .alertable = alertable, .thread = self};
    DWORD status = wait_start(&wait, deadline_ns);

    if (status == STATUS_PENDING_WAIT)
        status = wait_sleep(&wait, deadline_ns);
    if (status != WAIT_IO_COMPLETION)
        return 0;
    sync_apc_run();
    return WAIT_IO_COMPLETION;
}

void sync_wait_abort(struct sync_thread *self)
{
    struct sync_wait *wait;

    guarded_lock(&dispatcher_lock);
    wait = self->wait;
    if (wait)
        wait_dequeue(wait);
    guarded_unlock(&dispatcher_lock);
}

/* ---- waits without a thread */

struct async_wait {
    struct sync_wait wait;
    struct sync_block block;
};

_Static_assert(sizeof(struct async_wait) <= sizeof(((struct sync_async *)0)->wait),
               "struct sync_async has room for the wait");

static struct sync_thread nobody; /* dispatcher lock: wait; no other field is used */

int sync_async_start(struct sync_async *async)
{
    struct async_wait *own = (struct async_wait *)async->wait;

    if (async->object->shared || async->object->kind == SYNC_MUTANT)
        return -EINVAL;
    memset(own, 0, sizeof(*own));
    own->wait = (struct sync_wait){
        .status = WAIT_OBJECT_0, /* until it is queued */
        .count = 1,
        .thread = &nobody,
        .blocks = &own->block,
        .async = async,
    };
    own->block.object = async->object;
    own->block.wait = &own->wait;
    if (wait_start(&own->wait, FUTEX_FOREVER) != STATUS_PENDING_WAIT)
        async->ready(async);
    return 0;
}

bool sync_async_cancel(struct sync_async *async)
{
    struct async_wait *own = (struct async_wait *)async->wait;
    bool pending;

    guarded_lock(&dispatcher_lock);
    pending = own->wait.status == STATUS_PENDING_WAIT;
    if (pending) {
        wait_dequeue(&own->wait);
        own->wait.status = WAIT_TIMEOUT;
    }
    guarded_unlock(&dispatcher_lock);
    return pending;
}

/* ---- asynchronous procedure calls */

int sync_apc_queue(struct sync_thread *thread, struct sync_apc *apc)
{
    struct sync_wait *wake = NULL;
    int result = -ESRCH;

    apc->next = NULL;
    guarded_lock(&dispatcher_lock);
    if (!thread->ended) {
        if (thread->apc_last)
            thread->apc_last->next = apc;
        else
            thread->apc_first = apc;
        thread->apc_last = apc;
        atomic_store(&thread->apc_pending, true);
        if (thread->wait && thread->wait->alertable)
            wait_finish(thread->wait, WAIT_IO_COMPLETION, &wake);
        result = 0;
    }
    guarded_unlock(&dispatcher_lock);
    wake_all(wake);
    return result;
}

/* The first of the queue, taken out; NULL when it is empty. */
static struct sync_apc *apc_take(struct sync_thread *thread)
{
    struct sync_apc *apc;

    if (!atomic_load_explicit(&thread->apc_pending, memory_order_relaxed))
        return NULL;
    guarded_lock(&dispatcher_lock);
    apc = thread->apc_first;
    if (apc)
        thread->apc_first = apc->next;
    if (!thread->apc_first) {
        thread->apc_last = NULL;
        atomic_store(&thread->apc_pending, false);
    }
    guarded_unlock(&dispatcher_lock);
    return apc;
}

bool sync_apc_remove(struct sync_thread *thread, struct sync_apc *apc)
{
    struct sync_apc **link, *previous = NULL;
    bool found;

    guarded_lock(&dispatcher_lock);
    for (link = &thread->apc_first; *link && *link != apc; link = &(*link)->next)
        previous = *link;
    found = *link != NULL;
    if (found) {
        *link = apc->next;
        if (thread->apc_last == apc)
            thread->apc_last = previous;
        atomic_store(&thread->apc_pending, thread->apc_first != NULL);
    }
    guarded_unlock(&dispatcher_lock);
    return found;
}

bool sync_apc_run(void)
{
    struct sync_thread *self = sync_thread_current();
    struct sync_apc *apc;
    bool any = false;

    while ((apc = apc_take(self))) {
        any = true;
        apc->run(apc);
    }
    return any;
}

void sync_thread_end(struct sync_thread *thread)
{
    struct sync_apc *apc;

    sync_mutant_release_all(thread);
    guarded_lock(&dispatcher_lock);
    thread->ended = true;
    guarded_unlock(&dispatcher_lock);
    while ((apc = apc_take(thread)))
        if (apc->drop)
            apc->drop(apc);
        else
            free(apc);
}
