/* SPDX-License-Identifier: MIT */
/* shared.c - pages of named objects: locking, state, waiting, see shared.h */
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "shim/trace.h"
#include "winapi/sync/shared-name.h"
#include "winapi/sync/objects.h"
#include "winapi/sync/shared.h"

#define PAGE_BYTES       4096
#define PAGE_MAGIC       0x314a424fu /* "OBJ1" */
#define OWNER_LOOK_NS    100000000ll /* how often a blocked thread asks whether the owner lives */
#define NO_WAITV_LOOK_NS 2000000ll   /* kernels before 5.16: look again this often */

struct shared_page {
    atomic_uint magic; /* written last */
    uint32_t type;
    uint32_t kind;
    atomic_uint sequence; /* futex: changes with each signal */
    atomic_uint pulses;   /* changes with each pulse of a notification object */
    atomic_uint waiters;
    struct sync_core core;
    pthread_mutex_t lock;    /* robust */
    uint64_t owner_started;  /* lock: mutex; the owner thread's start time, see /proc/PID/stat */
    int64_t timer_due_ns;    /* lock: monotonic clock, 0 when not armed */
    int64_t timer_period_ns; /* lock */
};

struct sync_shared {
    struct shared_page *page;
    int file;
    dev_t device;
    ino_t inode;
    char *path;
};

/* ---- the page's life */

static void page_init(struct shared_page *page, const struct shared_spec *spec)
{
    pthread_mutexattr_t attr;

    memset(page, 0, PAGE_BYTES);
    pthread_mutexattr_init(&attr);
    pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&page->lock, &attr);
    pthread_mutexattr_destroy(&attr);
    page->type = spec->type;
    page->kind = spec->kind;
    page->core.maximum_count = spec->maximum_count;
    page->core.recursion = spec->type == SYNC_TYPE_MUTANT && spec->state;
    atomic_store(&page->core.state, spec->state | SYNC_SLOW);
    atomic_store(&page->magic, PAGE_MAGIC);
}

static bool file_is_linked(int file)
{
    struct stat info;

    return !fstat(file, &info) && info.st_nlink > 0;
}

/* Whether the mapped page is one of ours, complete and of the type that the caller wants. */
static int page_check(const struct shared_page *page, struct shared_spec *spec)
{
    if (atomic_load(&page->magic) != PAGE_MAGIC)
        return -EAGAIN;
    if (page->type != spec->type)
        return -EBADF;
    spec->kind = page->kind;
    return 1;
}

/*
 * One attempt on an open file. With the exclusive lock nobody else has the object: what the file
 * holds is left over from processes that died.
 *
 * Return: 0 when made; 1 when attached; -EAGAIN to start over; -ENOENT; -EBADF.
 */
static int file_attach(int file, const char *path, struct shared_spec *spec,
                       struct shared_page **ret_page)
{
    bool alone = !flock(file, LOCK_EX | LOCK_NB);
    struct shared_page *page;
    int result;

    if (!alone && flock(file, LOCK_SH))
        return -errno;
    if (!file_is_linked(file))
        return -EAGAIN;
    if (alone && !spec->create) {
        unlink(path);
        return -ENOENT;
    }
    if (alone && ftruncate(file, PAGE_BYTES))
        return -errno;
    page = mmap(NULL, PAGE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (page == MAP_FAILED)
        return -errno;
    if (alone) {
        page_init(page, spec);
        /* Between the two locks another process may take the file for abandoned. */
        result = flock(file, LOCK_SH) || !file_is_linked(file) ? -EAGAIN : 0;
    } else {
        struct stat info;

        result = fstat(file, &info) || info.st_size < PAGE_BYTES ? -EAGAIN : page_check(page, spec);
    }
    if (result < 0)
        munmap(page, PAGE_BYTES);
    else
        *ret_page = page;
    return result;
}

static int path_attach(char *path, struct shared_spec *spec, struct sync_shared *shared)
{
    struct stat info;
    int result;

    do {
        shared->file =
            open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | (spec->create ? O_CREAT : 0), 0600);
        if (shared->file < 0)
            return -errno;
        result = file_attach(shared->file, path, spec, &shared->page);
        if (result < 0)
            close(shared->file);
        if (result == -EAGAIN)
            sched_yield();
    } while (result == -EAGAIN);
    if (result < 0)
        return result;
    fstat(shared->file, &info);
    shared->device = info.st_dev;
    shared->inode = info.st_ino;
    shared->path = path;
    return result;
}

int shared_open(const WCHAR *name, struct shared_spec *spec, struct sync_shared **ret_shared,
                struct sync_core **ret_core)
{
    struct sync_shared *shared;
    char *path;
    int result = shared_name_path(name, &path);

    if (result)
        return result;
    shared = malloc(sizeof(*shared));
    result = shared ? path_attach(path, spec, shared) : -ENOMEM;
    TRACE(sync, INFO, "%s: %d", path, result);
    if (result < 0) {
        free(shared);
        free(path);
        return result;
    }
    *ret_shared = shared;
    *ret_core = &shared->page->core;
    return result;
}

void shared_close(struct sync_shared *shared)
{
    if (!flock(shared->file, LOCK_EX | LOCK_NB) && file_is_linked(shared->file))
        unlink(shared->path);
    close(shared->file);
    munmap(shared->page, PAGE_BYTES);
    free(shared->path);
    free(shared);
}

bool shared_is_same(const struct sync_shared *a, const struct sync_shared *b)
{
    return a && b && a->inode == b->inode && a->device == b->device;
}

/* ---- its state, under its lock */

void shared_lock(struct sync_shared *shared)
{
    guard_enter();
    /* Every change is one store, so a page whose last holder died is as good as any. */
    if (pthread_mutex_lock(&shared->page->lock) == EOWNERDEAD)
        pthread_mutex_consistent(&shared->page->lock);
}

static void shared_unlock(struct sync_shared *shared)
{
    pthread_mutex_unlock(&shared->page->lock);
    guard_leave();
}

static void page_wake(struct shared_page *page)
{
    int saved = errno;

    if (atomic_load(&page->waiters))
        syscall(SYS_futex, &page->sequence, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
    errno = saved;
}

void shared_set(struct sync_shared *shared, unsigned kind, uint64_t state, uint64_t after)
{
    struct shared_page *page = shared->page;
    bool pulse = after != state;

    /* A pulsed auto-reset event stays signalled until one of those who wait now has taken it. */
    if (pulse && kind == SYNC_NOTIFICATION)
        atomic_fetch_add(&page->pulses, 1);
    else if (pulse && atomic_load(&page->waiters))
        after = state;
    atomic_store(&page->core.state, after | SYNC_SLOW);
    atomic_fetch_add(&page->sequence, 1);
    shared_unlock(shared);
    page_wake(page);
}

/* Field 22 of /proc/ID/stat, which tells a process from a later one of the same id; 0: none. */
static uint64_t thread_started(unsigned id)
{
    char path[32], text[512], *at;
    ssize_t bytes;
    int file, saved = errno;

    snprintf(path, sizeof(path), "/proc/%u/stat", id);
    file = open(path, O_RDONLY | O_CLOEXEC);
    bytes = file < 0 ? -1 : read(file, text, sizeof(text) - 1);
    if (file >= 0)
        close(file);
    errno = saved;
    if (bytes <= 0)
        return 0;
    text[bytes] = 0;
    at = strrchr(text, ')'); /* the name before it may hold anything */
    if (!at || at[1] == 0 || at[2] == 'Z' || at[2] == 'X')
        return 0;
    for (int field = 2; at && field < 22; field++)
        at = strchr(at + 1, ' ');
    return at ? strtoull(at + 1, NULL, 10) : 0;
}

void shared_owner_set(struct sync_shared *shared)
{
    static __thread uint64_t started;

    if (!started)
        started = thread_started(sync_thread_current()->id);
    shared->page->owner_started = started;
}

void shared_timer_set(struct sync_shared *shared, int64_t due_ns, int64_t period_ns)
{
    shared->page->timer_due_ns = due_ns;
    shared->page->timer_period_ns = period_ns;
}

static void page_refresh_timer(struct shared_page *page, int64_t now_ns)
{
    int64_t late_ns = now_ns - page->timer_due_ns;

    if (!page->timer_due_ns || late_ns < 0)
        return;
    atomic_fetch_or(&page->core.state, SYNC_ONE);
    if (page->timer_period_ns)
        page->timer_due_ns += (late_ns / page->timer_period_ns + 1) * page->timer_period_ns;
    else
        page->timer_due_ns = 0;
}

static bool page_has_foreign_owner(const struct shared_page *page)
{
    unsigned owner = (unsigned)(atomic_load(&page->core.state) >> SYNC_OWNER_SHIFT);

    return page->kind == SYNC_MUTANT && owner && owner != sync_thread_current()->id;
}

/* A mutex whose owner died without a word is free and abandoned. */
static void page_refresh_owner(struct shared_page *page)
{
    unsigned owner = (unsigned)(atomic_load(&page->core.state) >> SYNC_OWNER_SHIFT);

    if (page_has_foreign_owner(page) && thread_started(owner) != page->owner_started)
        atomic_store(&page->core.state, SYNC_ABANDONED | SYNC_SLOW);
}

/* ---- waiting */

void shared_wait_init(struct shared_wait *wait)
{
    wait->count = 0;
    wait->sampled = false;
}

static bool locks_before(const struct sync_shared *a, const struct sync_shared *b)
{
    return a->device != b->device ? a->device < b->device : a->inode < b->inode;
}

void shared_wait_add(struct shared_wait *wait, struct sync_shared *shared, unsigned index)
{
    unsigned at = wait->count;

    for (unsigned i = 0; i < wait->count; i++)
        if (shared_is_same(wait->shared[i], shared))
            return;
    for (; at && locks_before(shared, wait->shared[at - 1]); at--) {
        wait->shared[at] = wait->shared[at - 1];
        wait->index[at] = wait->index[at - 1];
    }
    wait->shared[at] = shared;
    wait->index[at] = index;
    wait->count++;
    atomic_fetch_add(&shared->page->waiters, 1);
}

void shared_wait_lock(struct shared_wait *wait)
{
    int64_t now_ns = futex_now_ns();

    wait->look_again_ns = FUTEX_FOREVER;
    for (unsigned i = 0; i < wait->count; i++) {
        struct shared_page *page = wait->shared[i]->page;

        shared_lock(wait->shared[i]);
        page_refresh_timer(page, now_ns);
        page_refresh_owner(page);
        if (page->timer_due_ns && page->timer_due_ns < wait->look_again_ns)
            wait->look_again_ns = page->timer_due_ns;
        if (page_has_foreign_owner(page) && now_ns + OWNER_LOOK_NS < wait->look_again_ns)
            wait->look_again_ns = now_ns + OWNER_LOOK_NS;
        wait->sequence[i] = atomic_load(&page->sequence);
        if (!wait->sampled)
            wait->pulses[i] = atomic_load(&page->pulses);
    }
    wait->sampled = true;
}

void shared_wait_unlock(struct shared_wait *wait)
{
    for (unsigned i = wait->count; i-- > 0;)
        shared_unlock(wait->shared[i]);
}

int shared_wait_pulsed(struct shared_wait *wait)
{
    for (unsigned i = 0; i < wait->count; i++)
        if (atomic_load(&wait->shared[i]->page->pulses) != wait->pulses[i])
            return (int)wait->index[i];
    return -EAGAIN;
}

static int waitv(struct shared_wait *wait, atomic_uint *word, int64_t deadline_ns)
{
    struct timespec at = {deadline_ns / 1000000000, deadline_ns % 1000000000};
    struct futex_waitv futexes[SYNC_WAIT_LIMIT + 1];

    memset(futexes, 0, sizeof(futexes[0]) * (wait->count + 1));
    futexes[0].uaddr = (uintptr_t)word;
    futexes[0].flags = FUTEX_32 | FUTEX_PRIVATE_FLAG;
    for (unsigned i = 0; i < wait->count; i++) {
        futexes[i + 1].uaddr = (uintptr_t)&wait->shared[i]->page->sequence;
        futexes[i + 1].val = wait->sequence[i];
        futexes[i + 1].flags = FUTEX_32;
    }
    return syscall(SYS_futex_waitv, futexes, wait->count + 1, 0,
                   deadline_ns == FUTEX_FOREVER ? NULL : &at, CLOCK_MONOTONIC) < 0
               ? -errno
               : 0;
}

int shared_wait_sleep(struct shared_wait *wait, atomic_uint *word, int64_t deadline_ns)
{
    int64_t until_ns = wait->look_again_ns < deadline_ns ? wait->look_again_ns : deadline_ns;
    int saved = errno;

    if (waitv(wait, word, until_ns) == -ENOSYS) {
        int64_t soon_ns = futex_now_ns() + NO_WAITV_LOOK_NS;

        futex_wait(word, 0, soon_ns < until_ns ? soon_ns : until_ns);
    }
    errno = saved;
    return deadline_ns != FUTEX_FOREVER && futex_now_ns() >= deadline_ns ? -ETIMEDOUT : 0;
}

void shared_wait_finish(struct shared_wait *wait)
{
    for (unsigned i = 0; i < wait->count; i++)
        atomic_fetch_sub(&wait->shared[i]->page->waiters, 1);
}
