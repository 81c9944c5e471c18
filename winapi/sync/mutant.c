/* SPDX-License-Identifier: MIT */
/*
 * mutant.c - mutexes: who owns them, and what happens to them when the owner ends
 *
 * Each thread has a list of those it owns, which only it touches. A mutant in
 * the list holds a reference to itself, so that closing its last handle leaves
 * nothing dangling.
 */
#include "shim/error.h"
#include "winapi/sync/objects.h"
#include "winapi/sync/shared.h"

void sync_mutant_owned(struct sync_thread *self, struct sync_mutant *mutant)
{
    if (mutant->link)
        return;
    object_ref(&mutant->sync.object);
    mutant->link = &self->owned;
    mutant->next = self->owned;
    if (mutant->next)
        mutant->next->link = &mutant->next;
    self->owned = mutant;
}

static void mutant_unlink(struct sync_mutant *mutant)
{
    *mutant->link = mutant->next;
    if (mutant->next)
        mutant->next->link = mutant->link;
    mutant->link = NULL;
    object_unref(&mutant->sync.object);
}

/* A named mutex may be in the list through another handle than the one that releases it. */
static void mutant_disowned(struct sync_thread *self, struct sync_mutant *mutant)
{
    struct sync_mutant *entry = self->owned;

    if (mutant->link) {
        mutant_unlink(mutant);
        return;
    }
    while (entry && !(entry->sync.shared && mutant->sync.shared &&
                      shared_is_same(entry->sync.shared, mutant->sync.shared)))
        entry = entry->next;
    if (entry)
        mutant_unlink(entry);
}

static bool owned_by(uint64_t state, struct sync_thread *thread)
{
    return state >> SYNC_OWNER_SHIFT == thread->id;
}

static void mutant_free(struct sync_mutant *mutant, uint64_t free_state)
{
    struct sync_core *core = mutant->sync.core;
    uint64_t state = atomic_load_explicit(&core->state, memory_order_relaxed);

    while (!(state & SYNC_SLOW))
        if (atomic_compare_exchange_weak_explicit(&core->state, &state, free_state,
                                                  memory_order_release, memory_order_relaxed))
            return;
    sync_begin(&mutant->sync);
    sync_end(&mutant->sync, free_state);
}

int sync_mutant_give(struct sync_mutant *mutant)
{
    struct sync_thread *self = sync_thread_current();
    struct sync_core *core = mutant->sync.core;

    if (!owned_by(atomic_load_explicit(&core->state, memory_order_relaxed), self))
        return ENGINE_WIN32(ERROR_NOT_OWNER);
    if (--core->recursion)
        return 0;
    mutant_disowned(self, mutant);
    mutant_free(mutant, 0);
    return 0;
}

int sync_mutant_release(HANDLE handle)
{
    struct object *object;
    int result = handle_ref(handle, &sync_mutant_class, 0, &object);

    if (result)
        return result;
    result = sync_mutant_give((struct sync_mutant *)object);
    object_unref(object);
    return result;
}

void sync_mutant_release_all(struct sync_thread *thread)
{
    while (thread->owned) {
        struct sync_mutant *mutant = thread->owned;

        object_ref(&mutant->sync.object);
        mutant_unlink(mutant);
        if (owned_by(atomic_load(&mutant->sync.core->state), thread))
            mutant_free(mutant, SYNC_ABANDONED);
        object_unref(&mutant->sync.object);
    }
}
