/* SPDX-License-Identifier: MIT */
/* queue.c - the queues of all threads: making, finding and freeing them */
#include <pthread.h>
#include <stdlib.h>

#include "internal.h"
#include "shim/error.h"

static struct guarded_lock queues_lock;
static struct msgqueue *queues; /* queues_lock */

static __thread struct msgqueue *own;
static pthread_key_t end_key;
static pthread_once_t end_once = PTHREAD_ONCE_INIT;

static void queue_free(struct object *object)
{
    struct msgqueue *queue = (struct msgqueue *)object;

    while (queue->first) {
        struct posted *posted = queue->first;

        queue->first = posted->next;
        free(posted);
    }
    while (queue->timers) {
        struct timer *timer = queue->timers;

        queue->timers = timer->next;
        free(timer);
    }
    sync_object_finish(&queue->arrival);
    free(queue);
}

static const struct object_class queue_class = {"MessageQueue", queue_free, true};

static void thread_ended(void *block)
{
    struct msgqueue *queue = block;

    own = NULL;
    guarded_lock(&queues_lock);
    for (struct msgqueue **link = &queues; *link; link = &(*link)->next)
        if (*link == queue) {
            *link = queue->next;
            break;
        }
    guarded_unlock(&queues_lock);
    object_unref(&queue->arrival.object);
}

static void make_key(void)
{
    /* Without a key a queue outlives its thread; nothing else comes of it. */
    if (pthread_key_create(&end_key, thread_ended))
        end_key = (pthread_key_t)-1;
}

struct msgqueue *msgqueue_self(void)
{
    struct msgqueue *queue;

    if (own)
        return own;
    queue = calloc(1, sizeof(*queue));
    if (!queue)
        return NULL;
    sync_object_init(&queue->arrival, &queue_class, SYNC_NOTIFICATION, 0);
    queue->thread = (DWORD)(uintptr_t)teb_current()->ClientId.UniqueThread;
    queue->end = &queue->first;
    pthread_once(&end_once, make_key);
    guarded_lock(&queues_lock);
    queue->next = queues;
    queues = queue;
    guarded_unlock(&queues_lock);
    pthread_setspecific(end_key, queue);
    own = queue;
    return queue;
}

bool msgqueue_attached(void)
{
    return own != NULL;
}

struct msgqueue *msgqueue_find(DWORD thread)
{
    struct msgqueue *queue;

    guarded_lock(&queues_lock);
    for (queue = queues; queue && queue->thread != thread; queue = queue->next)
        ;
    if (queue)
        object_ref(&queue->arrival.object);
    guarded_unlock(&queues_lock);
    return queue;
}
