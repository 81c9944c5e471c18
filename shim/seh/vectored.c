/* SPDX-License-Identifier: MIT */
/* vectored.c - lists of process-wide handlers, see vectored.h */
#include <pthread.h>
#include <stdlib.h>

#include "shim/seh/vectored.h"

struct entry {
    struct entry *next, *previous;
    unsigned references; /* handler_lock: one of the list, one of each call under way */
    bool removed;        /* handler_lock */
    void *handler;
    vectored_invoker invoke;
};

static pthread_mutex_t handler_lock = PTHREAD_MUTEX_INITIALIZER;
static struct entry *heads[2], *tails[2]; /* handler_lock */

static void *filter;                   /* handler_lock */
static vectored_invoker filter_invoke; /* handler_lock */

void *vectored_add(enum vectored_list list, bool first, void *handler, vectored_invoker invoke)
{
    struct entry *entry = calloc(1, sizeof(*entry));

    if (!entry)
        return NULL;
    *entry = (struct entry){.references = 1, .handler = handler, .invoke = invoke};
    pthread_mutex_lock(&handler_lock);
    entry->next = first ? heads[list] : NULL;
    entry->previous = first ? NULL : tails[list];
    *(entry->previous ? &entry->previous->next : &heads[list]) = entry;
    *(entry->next ? &entry->next->previous : &tails[list]) = entry;
    pthread_mutex_unlock(&handler_lock);
    return entry;
}

/* A removed entry stays linked until the last call through it is over. */
static void entry_unref(enum vectored_list list, struct entry *entry)
{
    if (--entry->references)
        return;
    *(entry->previous ? &entry->previous->next : &heads[list]) = entry->next;
    *(entry->next ? &entry->next->previous : &tails[list]) = entry->previous;
    free(entry);
}

static struct entry *find(enum vectored_list list, const void *wanted)
{
    struct entry *entry = heads[list];

    while (entry && (entry != wanted || entry->removed))
        entry = entry->next;
    return entry;
}

bool vectored_remove(enum vectored_list list, void *wanted)
{
    struct entry *entry;

    pthread_mutex_lock(&handler_lock);
    entry = find(list, wanted);
    if (entry) {
        entry->removed = true;
        entry_unref(list, entry);
    }
    pthread_mutex_unlock(&handler_lock);
    return entry != NULL;
}

bool vectored_run(enum vectored_list list, EXCEPTION_POINTERS *pointers)
{
    LONG answer = EXCEPTION_CONTINUE_SEARCH;
    struct entry *entry;

    pthread_mutex_lock(&handler_lock);
    for (entry = heads[list]; entry && answer != EXCEPTION_CONTINUE_EXECUTION;) {
        struct entry *current = entry;

        current->references++;
        if (!current->removed) {
            pthread_mutex_unlock(&handler_lock);
            answer = current->invoke(current->handler, pointers);
            pthread_mutex_lock(&handler_lock);
        }
        entry = current->next;
        entry_unref(list, current);
    }
    pthread_mutex_unlock(&handler_lock);
    return answer == EXCEPTION_CONTINUE_EXECUTION;
}

void *unhandled_filter_set(void *new_filter, vectored_invoker invoke)
{
    void *old;

    pthread_mutex_lock(&handler_lock);
    old = filter;
    filter = new_filter;
    filter_invoke = invoke;
    pthread_mutex_unlock(&handler_lock);
    return old;
}

LONG unhandled_filter_run(EXCEPTION_POINTERS *pointers)
{
    vectored_invoker invoke;
    void *current;

    pthread_mutex_lock(&handler_lock);
    current = filter;
    invoke = filter_invoke;
    pthread_mutex_unlock(&handler_lock);
    return current ? invoke(current, pointers) : EXCEPTION_CONTINUE_SEARCH;
}
