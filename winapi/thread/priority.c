/* SPDX-License-Identifier: MIT */
/* priority.c - priorities and processors of threads, see thread.h */
#include <errno.h>
#include <dirent.h>
#include <sched.h>
#include <stdlib.h>

#include "shim/error.h"
#include "winapi/thread/thread.h"

/* Not in Wine's headers. */
#ifndef THREAD_MODE_BACKGROUND_BEGIN
#    define THREAD_MODE_BACKGROUND_BEGIN 0x00010000
#    define THREAD_MODE_BACKGROUND_END   0x00020000
#endif

#define PROCESSORS 64u /* of one processor group */

static int set_background(struct thread *thread, bool begin)
{
    if (thread != thread_current())
        return -EBADF;
    if (atomic_load(&thread->background) == begin)
        return ENGINE_WIN32(begin ? ERROR_THREAD_MODE_ALREADY_BACKGROUND
                                  : ERROR_THREAD_MODE_NOT_BACKGROUND);
    atomic_store(&thread->background, begin);
    return 0;
}

static int set_priority(struct thread *thread, int priority)
{
    if (priority == THREAD_MODE_BACKGROUND_BEGIN || priority == THREAD_MODE_BACKGROUND_END)
        return set_background(thread, priority == THREAD_MODE_BACKGROUND_BEGIN);
    if ((priority < THREAD_PRIORITY_LOWEST || priority > THREAD_PRIORITY_HIGHEST) &&
        priority != THREAD_PRIORITY_IDLE && priority != THREAD_PRIORITY_TIME_CRITICAL)
        return -EINVAL;
    atomic_store(&thread->priority, priority);
    return 0;
}

int thread_set_priority(HANDLE handle, int priority)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_SET_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    result = set_priority(thread, priority);
    object_unref(&thread->sync.object);
    return result;
}

int thread_get_priority(HANDLE handle, int *ret_priority)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_QUERY_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    *ret_priority = atomic_load(&thread->priority);
    object_unref(&thread->sync.object);
    return 0;
}

int thread_set_boost(HANDLE handle, bool disabled)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_SET_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    atomic_store(&thread->boost_disabled, disabled);
    object_unref(&thread->sync.object);
    return 0;
}

int thread_get_boost(HANDLE handle, bool *ret_disabled)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_QUERY_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    *ret_disabled = atomic_load(&thread->boost_disabled);
    object_unref(&thread->sync.object);
    return 0;
}

/* ---- processors: the first group of 64 */

static uint64_t mask_of(const cpu_set_t *set)
{
    uint64_t mask = 0;

    for (unsigned i = 0; i < PROCESSORS; i++)
        if (CPU_ISSET(i, set))
            mask |= 1ull << i;
    return mask;
}

static void set_of(uint64_t mask, cpu_set_t *set)
{
    CPU_ZERO(set);
    for (unsigned i = 0; i < PROCESSORS; i++)
        if (mask >> i & 1)
            CPU_SET(i, set);
}

static uint64_t affinity_of(pid_t id)
{
    cpu_set_t set;

    return sched_getaffinity(id, sizeof(set), &set) ? 0 : mask_of(&set);
}

static uint64_t all_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_CONF);

    return count >= (long)PROCESSORS ? ~0ull : (1ull << (count < 1 ? 1 : count)) - 1;
}

/* What the process may use: what it was given at its start, until it changes that itself. */
static _Atomic uint64_t process_mask;

void process_affinity(uint64_t *ret_process, uint64_t *ret_system)
{
    uint64_t mask = atomic_load(&process_mask), none = 0;

    if (!mask) {
        mask = affinity_of(getpid());
        if (!atomic_compare_exchange_strong(&process_mask, &none, mask))
            mask = none;
    }
    *ret_process = mask;
    *ret_system = all_processors() | mask;
}

int process_set_affinity(uint64_t mask)
{
    uint64_t process, system;
    struct dirent *entry;
    cpu_set_t set;
    DIR *tasks;

    process_affinity(&process, &system);
    if (!mask || mask & ~system)
        return -EINVAL;
    set_of(mask, &set);
    if (sched_setaffinity(0, sizeof(set), &set))
        return -EINVAL;
    atomic_store(&process_mask, mask);
    tasks = opendir("/proc/self/task");
    while (tasks && (entry = readdir(tasks)))
        if (entry->d_name[0] != '.')
            sched_setaffinity(atoi(entry->d_name), sizeof(set), &set);
    if (tasks)
        closedir(tasks);
    return 0;
}

int thread_get_affinity(HANDLE handle, uint64_t *ret_mask)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_QUERY_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    *ret_mask = affinity_of((pid_t)thread->dispatcher.id);
    object_unref(&thread->sync.object);
    return 0;
}

int thread_set_affinity(HANDLE handle, uint64_t mask, uint64_t *ret_old)
{
    uint64_t process, system, old;
    struct thread *thread;
    cpu_set_t set;
    int result = thread_of(handle, THREAD_SET_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    process_affinity(&process, &system);
    old = affinity_of((pid_t)thread->dispatcher.id);
    set_of(mask, &set);
    if (!mask || mask & ~process ||
        sched_setaffinity((pid_t)thread->dispatcher.id, sizeof(set), &set))
        result = -EINVAL;
    else
        *ret_old = old;
    object_unref(&thread->sync.object);
    return result;
}

int thread_set_ideal(HANDLE handle, uint32_t number, uint32_t *ret_old)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_SET_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    if (number > MAXIMUM_PROCESSORS)
        result = -EINVAL;
    else if (number == MAXIMUM_PROCESSORS)
        *ret_old = atomic_load(&thread->ideal_processor);
    else if (number >= (uint32_t)sysconf(_SC_NPROCESSORS_CONF))
        result = -EINVAL;
    else
        *ret_old = atomic_exchange(&thread->ideal_processor, number);
    object_unref(&thread->sync.object);
    return result;
}
