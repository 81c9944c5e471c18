/* SPDX-License-Identifier: MIT */
/* thread.c - thread objects, see thread.h */
#include <stdlib.h>

#include "shim/message.h"
#include "shim/teb.h"
#include "winapi/thread/thread.h"

__thread struct sync_thread *sync_thread_self;

static void thread_free(struct object *object)
{
    free(object);
}

const struct object_class thread_class = {"Thread", thread_free, true};

static void thread_exit(TEB *teb)
{
    struct sync_thread *self = sync_thread_self;

    (void)teb;
    if (!self)
        return;
    sync_thread_end(self);
    sync_thread_self = NULL;
    sync_signal((struct sync_object *)self->object);
    object_unref(self->object);
}

struct sync_thread *sync_thread_attach(void)
{
    TEB *teb = teb_current();
    struct thread *thread = calloc(1, sizeof(*thread));

    if (!thread)
        message_fatal("WS0001", "no memory for a thread object");
    sync_object_init(&thread->sync, &thread_class, SYNC_NOTIFICATION, 0);
    thread->dispatcher.object = &thread->sync.object;
    thread->dispatcher.id = (uint32_t)(uintptr_t)teb->ClientId.UniqueThread;
    sync_thread_self = &thread->dispatcher;
    return sync_thread_self;
}

struct thread *thread_current(void)
{
    return (struct thread *)sync_thread_current()->object;
}

static struct object *pseudo_object(HANDLE handle)
{
    return handle == (HANDLE)-2 ? object_ref(sync_thread_current()->object) : NULL;
}

__attribute__((constructor)) static void thread_init(void)
{
    handle_pseudo_object = pseudo_object;
    teb_exit_hook(thread_exit);
}
