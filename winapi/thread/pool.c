/* SPDX-License-Identifier: MIT */
/* pool.c - workers, and the objects that keep them busy; see pool.h */
#include <stdlib.h>

#include "shim/trace.h"
#include "winapi/sync/lock.h"
#include "winapi/sync/objects.h"
#include "winapi/thread/pool-internal.h"

#define WORKERS_MAX 500u
#define IDLE_NS     20000000000ll /* a worker without work goes after that */
#define STALL_NS    30000000ll    /* work that nobody takes for so long gets another worker */
#define SPINS       200

struct queue {
    struct pool_object *first, *last;
};

struct pool {
    atomic_uint references; /* the user, and each object */
    struct alarm stall;     /* looks whether workers are stuck */
    atomic_uint taken;      /* callbacks taken by workers */

    /* pool_lock: */
    struct queue queues[POOL_PRIORITIES];
    unsigned pending; /* callbacks of the objects in the queues */
    unsigned workers; /* those being started too */
    unsigned idle;    /* workers that sleep or are about to */
    unsigned minimum, maximum;
    unsigned stall_taken;
    bool stall_set, closed;
    atomic_uint signal;   /* futex of idle workers */
    atomic_uint sleeping; /* on it, or nearly */
    size_t reserve_bytes, commit_bytes;
};

struct guarded_lock pool_lock;

static struct pool *process_pool; /* pool_lock; made when first needed, stays */

static int64_t stall_ring(struct alarm *alarm, int64_t now_ns);

static unsigned processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count < 1 ? 1 : (unsigned)count;
}

struct pool *pool_new(void)
{
    struct pool *pool = calloc(1, sizeof(*pool));

    if (!pool)
        return NULL;
    atomic_init(&pool->references, 1);
    pool->maximum = WORKERS_MAX;
    pool->stall.ring = stall_ring;
    return pool;
}

static void pool_unref(struct pool *pool)
{
    if (atomic_fetch_sub(&pool->references, 1) != 1)
        return;
    alarm_cancel(&pool->stall, NULL, NULL);
    free(pool);
}

void pool_close(struct pool *pool)
{
    guarded_lock(&pool_lock);
    pool->closed = true;
    pool->minimum = 0;
    atomic_fetch_add(&pool->signal, 1);
    guarded_unlock(&pool_lock);
    futex_wake(&pool->signal, INT_MAX); /* idle workers go at once */
    pool_unref(pool);
}

static struct pool *pool_or_process(struct pool *pool)
{
    if (!pool) {
        guarded_lock(&pool_lock);
        if (!process_pool)
            process_pool = pool_new();
        pool = process_pool;
        guarded_unlock(&pool_lock);
    }
    if (pool)
        atomic_fetch_add(&pool->references, 1);
    return pool;
}

/* ---- workers */

static struct pool_object *queue_take(struct pool *pool)
{
    for (unsigned i = 0; i < POOL_PRIORITIES; i++) {
        struct queue *queue = &pool->queues[i];
        struct pool_object *object = queue->first;

        if (!object)
            continue;
        queue->first = object->next;
        if (!queue->first)
            queue->last = NULL;
        object->queued = false;
        return object;
    }
    return NULL;
}

static void queue_put(struct pool_object *object)
{
    struct queue *queue = &object->pool->queues[object->spec.priority];

    object->next = NULL;
    if (queue->last)
        queue->last->next = object;
    else
        queue->first = object;
    queue->last = object;
    object->queued = true;
}

/* The callback that a worker shall run next; it counts as running. pool_lock is held. */
static struct pool_object *work_take(struct pool *pool, struct pool_arm **ret_arm)
{
    struct pool_object *object = queue_take(pool);

    if (!object)
        return NULL;
    pool->pending--;
    object->pending--;
    object->running++;
    *ret_arm = pool_arm_next(object);
    if (object->pending)
        queue_put(object);
    atomic_fetch_add(&pool->taken, 1);
    return object;
}

/* Sleeps until there may be work. Return: false when the worker shall go. pool_lock is held. */
static bool worker_rest(struct pool *pool)
{
    unsigned seen = atomic_load(&pool->signal);
    int result = 0;

    pool->idle++;
    guarded_unlock(&pool_lock);
    for (int i = 0; i < SPINS && atomic_load(&pool->signal) == seen; i++)
        __builtin_ia32_pause();
    if (atomic_load(&pool->signal) == seen) {
        atomic_fetch_add(&pool->sleeping, 1);
        result = futex_wait(&pool->signal, seen, futex_now_ns() + IDLE_NS);
        atomic_fetch_sub(&pool->sleeping, 1);
    }
    guarded_lock(&pool_lock);
    pool->idle--;
    if (pool->pending)
        return true;
    return !pool->closed && (result != -ETIMEDOUT || pool->workers <= pool->minimum);
}

static uint32_t worker(void *routine, void *argument)
{
    struct pool *pool = argument;
    struct pool_object *object;
    struct pool_arm *arm;

    (void)routine;
    guarded_lock(&pool_lock);
    do {
        while ((object = work_take(pool, &arm))) {
            guarded_unlock(&pool_lock);
            pool_run(object, arm);
            guarded_lock(&pool_lock);
        }
    } while (worker_rest(pool));
    pool->workers--;
    guarded_unlock(&pool_lock);
    pool_unref(pool);
    return 0;
}

void pool_start_worker(struct pool *pool)
{
    struct thread_spec spec = {
        .invoke = worker,
        .parameter = pool,
        .stack_bytes = pool->reserve_bytes,
        .stack_is_reservation = true,
        .name = "winshim-pool",
    };

    atomic_fetch_add(&pool->references, 1);
    if (!thread_create(&spec, NULL, NULL))
        return;
    guarded_lock(&pool_lock);
    pool->workers--;
    guarded_unlock(&pool_lock);
    pool_unref(pool);
}

static int64_t stall_ring(struct alarm *alarm, int64_t now_ns)
{
    struct pool *pool = (struct pool *)((char *)alarm - offsetof(struct pool, stall));
    bool start = false;
    int64_t again_ns = 0;

    guarded_lock(&pool_lock);
    if (pool->pending && pool->workers < pool->maximum) {
        start = pool->stall_taken == atomic_load(&pool->taken) && !pool->idle;
        pool->workers += start;
        pool->stall_taken = atomic_load(&pool->taken);
        again_ns = now_ns + STALL_NS;
    } else {
        pool->stall_set = false;
    }
    guarded_unlock(&pool_lock);
    if (start)
        pool_start_worker(pool);
    return again_ns;
}

/* What the caller does once it has let go of the lock. */
enum hand { HAND_NONE, HAND_START, HAND_WATCH };

/* What has been posted needs a hand. pool_lock is held. */
static enum hand pool_call_worker(struct pool *pool, bool long_function, bool quick)
{
    unsigned wanted = processors() < pool->maximum ? processors() : pool->maximum;

    if (pool->idle) {
        atomic_fetch_add(&pool->signal, 1);
        if (atomic_load(&pool->sleeping))
            futex_wake(&pool->signal, 1);
        if (pool->pending <= pool->idle)
            return HAND_NONE;
    }
    if (pool->workers >= pool->maximum || pool->stall_set)
        return HAND_NONE;
    if (pool->workers < wanted || long_function || quick) {
        pool->workers++;
        return HAND_START;
    }
    pool->stall_set = true;
    pool->stall_taken = atomic_load(&pool->taken);
    return HAND_WATCH;
}

static void post(struct pool_object *object, struct pool_arm *arm, bool quick)
{
    struct pool *pool = object->pool;
    enum hand hand;

    pool_object_ref(object); /* the pending callback's */
    guarded_lock(&pool_lock);
    if (arm)
        pool_arm_fire(object, arm);
    pool->pending++;
    object->pending++;
    if (!object->queued)
        queue_put(object);
    hand = pool_call_worker(pool, object->spec.long_function, quick);
    guarded_unlock(&pool_lock);
    if (hand == HAND_START)
        pool_start_worker(pool);
    else if (hand == HAND_WATCH)
        alarm_set(&pool->stall, futex_now_ns() + STALL_NS, NULL, NULL);
}

void pool_object_post(struct pool_object *object)
{
    post(object, NULL, false);
}

void pool_post_quick(struct pool_object *object, struct pool_arm *arm)
{
    post(object, arm, true);
}

unsigned pool_drop_pending(struct pool_object *object)
{
    struct queue *queue = &object->pool->queues[object->spec.priority];
    struct pool_object **link = &queue->first, *previous = NULL;
    unsigned dropped = object->pending;

    object->pool->pending -= dropped;
    object->pending = 0;
    if (!object->queued)
        return dropped;
    for (; *link != object; link = &(*link)->next)
        previous = *link;
    *link = object->next;
    if (queue->last == object)
        queue->last = previous;
    object->queued = false;
    return dropped;
}

bool pool_instance_long(struct pool_instance *instance)
{
    struct pool *pool = instance->object->pool;
    bool idle, start;

    guarded_lock(&pool_lock);
    idle = pool->idle > pool->pending;
    start = !idle && !instance->long_function && pool->workers < pool->maximum;
    pool->workers += start;
    instance->long_function = true;
    guarded_unlock(&pool_lock);
    if (start)
        pool_start_worker(pool);
    return idle || start;
}

struct pool *pool_take_reference(struct pool *pool)
{
    return pool_or_process(pool);
}

void pool_give_reference(struct pool *pool)
{
    pool_unref(pool);
}

void pool_set_maximum(struct pool *pool, uint32_t maximum)
{
    guarded_lock(&pool_lock);
    pool->maximum = maximum ? maximum : 1;
    guarded_unlock(&pool_lock);
}

int pool_set_minimum(struct pool *pool, uint32_t minimum)
{
    unsigned start;

    guarded_lock(&pool_lock);
    pool->minimum = minimum;
    if (pool->maximum < minimum)
        pool->maximum = minimum;
    start = pool->workers < minimum ? minimum - pool->workers : 0;
    pool->workers += start;
    guarded_unlock(&pool_lock);
    while (start--)
        pool_start_worker(pool);
    return 0;
}

void pool_set_stack(struct pool *pool, size_t reserve_bytes, size_t commit_bytes)
{
    guarded_lock(&pool_lock);
    pool->reserve_bytes = reserve_bytes;
    pool->commit_bytes = commit_bytes;
    guarded_unlock(&pool_lock);
}

void pool_get_stack(struct pool *pool, size_t *ret_reserve_bytes, size_t *ret_commit_bytes)
{
    guarded_lock(&pool_lock);
    *ret_reserve_bytes = pool->reserve_bytes;
    *ret_commit_bytes = pool->commit_bytes;
    guarded_unlock(&pool_lock);
}
