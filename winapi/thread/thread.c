/* SPDX-License-Identifier: MIT */
/* thread.c - thread objects: making, finding and ending threads, see thread.h */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "shim/error.h"
#include "shim/message.h"
#include "shim/teb.h"
#include "shim/trace.h"
#include "shim/wstr.h"
#include "winapi/thread/thread.h"

#define UNITS_PER_SECOND 10000000ll
#define UNIX_EPOCH_UNITS 116444736000000000ll
#define STACK_MIN        (128u * 1024)
#define STACK_ROUND      (64u * 1024)
#define GUARD_BYTES      (64u * 1024)

__thread struct sync_thread *sync_thread_self;

static struct guarded_lock thread_lock;
static struct thread *threads; /* thread_lock */

void thread_list_lock(void)
{
    guarded_lock(&thread_lock);
}

void thread_list_unlock(void)
{
    guarded_unlock(&thread_lock);
}

static int64_t now_units(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * UNITS_PER_SECOND + now.tv_nsec / 100 + UNIX_EPOCH_UNITS;
}

/* ---- objects */

static void thread_free(struct object *object)
{
    struct thread *thread = (struct thread *)object;

    free(thread->description);
    free(thread);
}

const struct object_class thread_class = {"Thread", thread_free, true};

static struct thread *thread_new(void)
{
    struct thread *thread = calloc(1, sizeof(*thread));

    if (!thread)
        return NULL;
    sync_object_init(&thread->sync, &thread_class, SYNC_NOTIFICATION, 0);
    thread->dispatcher.object = &thread->sync.object;
    thread->times.created = now_units();
    atomic_init(&thread->exit_code, STILL_ACTIVE);
    return thread;
}

/* On the thread itself: it is known by its id from here on. */
static void thread_enlist(struct thread *thread)
{
    thread->dispatcher.id = (uint32_t)(uintptr_t)teb_current()->ClientId.UniqueThread;
    sync_thread_self = &thread->dispatcher;
    thread_list_lock();
    thread->link = &threads;
    thread->next = threads;
    if (thread->next)
        thread->next->link = &thread->next;
    threads = thread;
    thread_list_unlock();
}

static void thread_delist(struct thread *thread)
{
    thread_list_lock();
    *thread->link = thread->next;
    if (thread->next)
        thread->next->link = thread->link;
    thread_list_unlock();
}

struct sync_thread *sync_thread_attach(void)
{
    struct thread *thread = thread_new();

    if (!thread)
        message_fatal("WS0001", "no memory for a thread object");
    thread_control_init(thread, false);
    thread_enlist(thread);
    return sync_thread_self;
}

struct thread *thread_current(void)
{
    return (struct thread *)sync_thread_current()->object;
}

static int64_t units_of(const struct timeval *time)
{
    return time->tv_sec * UNITS_PER_SECOND + time->tv_usec * 10;
}

static void read_own_times(struct thread_times *times)
{
    struct rusage usage;

    getrusage(RUSAGE_THREAD, &usage);
    times->user = units_of(&usage.ru_utime);
    times->kernel = units_of(&usage.ru_stime);
}

/* The last that is heard of a thread. */
static void thread_end(TEB *teb)
{
    struct sync_thread *self = sync_thread_self;
    struct thread *thread;
    uint32_t active = STILL_ACTIVE;

    (void)teb;
    if (!self)
        return;
    thread = (struct thread *)self->object;
    thread_control_end(thread);
    thread_delist(thread);
    sync_thread_end(self);
    read_own_times(&thread->times);
    thread->times.ended = now_units();
    atomic_compare_exchange_strong(&thread->exit_code, &active, 0);
    TRACE(thread, INFO, "thread %u ends: %#x", self->id, atomic_load(&thread->exit_code));
    sync_thread_self = NULL;
    sync_signal(&thread->sync);
    object_unref(&thread->sync.object);
}

/* ---- handles */

static void process_object_free(struct object *object)
{
    (void)object;
}

/* What GetCurrentProcess() stands for: something that is never signalled in here. */
static const struct object_class process_class = {"Process", process_object_free, true};
static struct sync_object process_object;

static struct object *pseudo_object(HANDLE handle)
{
    if (handle == (HANDLE)-2)
        return object_ref(sync_thread_current()->object);
    return handle == (HANDLE)-1 ? object_ref(&process_object.object) : NULL;
}

__attribute__((constructor)) static void thread_init(void)
{
    sync_object_init(&process_object, &process_class, SYNC_NOTIFICATION, 0);
    handle_pseudo_object = pseudo_object;
    teb_exit_hook(TEB_EXIT_OBJECTS, thread_end);
}

int thread_of(HANDLE handle, DWORD access, struct thread **ret_thread)
{
    static const struct {
        DWORD limited, full;
    } implied[] = {{THREAD_QUERY_LIMITED_INFORMATION, THREAD_QUERY_INFORMATION},
                   {THREAD_SET_LIMITED_INFORMATION, THREAD_SET_INFORMATION},
                   {THREAD_RESUME, THREAD_SUSPEND_RESUME}};
    struct object *object;
    int result = handle_ref(handle, &thread_class, access, &object);

    for (size_t i = 0; result == -EACCES && i < ARRAY_LENGTH(implied); i++)
        if (access == implied[i].limited)
            result = handle_ref(handle, &thread_class, implied[i].full, &object);
    if (!result)
        *ret_thread = (struct thread *)object;
    return result;
}

static void thread_unref(struct thread *thread)
{
    object_unref(&thread->sync.object);
}

static DWORD access_map(DWORD access)
{
    DWORD mapped =
        access & ~(GENERIC_READ | GENERIC_WRITE | GENERIC_EXECUTE | GENERIC_ALL | MAXIMUM_ALLOWED);

    if (access & GENERIC_READ)
        mapped |= READ_CONTROL | THREAD_QUERY_INFORMATION | THREAD_GET_CONTEXT;
    if (access & GENERIC_WRITE)
        mapped |= READ_CONTROL | THREAD_SET_INFORMATION | THREAD_SET_CONTEXT |
                  THREAD_SUSPEND_RESUME | THREAD_TERMINATE;
    if (access & GENERIC_EXECUTE)
        mapped |= READ_CONTROL | SYNCHRONIZE | THREAD_QUERY_LIMITED_INFORMATION;
    if (access & (GENERIC_ALL | MAXIMUM_ALLOWED))
        mapped |= THREAD_ALL_ACCESS;
    return mapped;
}

static int thread_enter(struct thread *thread, DWORD access, bool inherit, HANDLE *ret_handle)
{
    HANDLE handle;
    int result = handle_new(&thread->sync.object, access_map(access), &handle);

    if (result)
        return result;
    if (inherit)
        handle_set_flags(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    *ret_handle = handle;
    return 0;
}

int thread_open(DWORD id, DWORD access, bool inherit, HANDLE *ret_handle)
{
    struct thread *thread;
    int result;

    sync_thread_current(); /* the caller's own id is one that winshim knows */
    thread_list_lock();
    for (thread = threads; thread && thread->dispatcher.id != id; thread = thread->next)
        ;
    if (thread)
        object_ref(&thread->sync.object);
    thread_list_unlock();
    if (!thread)
        return -EINVAL;
    result = thread_enter(thread, access, inherit, ret_handle);
    thread_unref(thread);
    return result;
}

int thread_id(HANDLE handle, DWORD *ret_id)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_QUERY_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    *ret_id = thread->dispatcher.id;
    thread_unref(thread);
    return 0;
}

/* ---- making and ending */

static void thread_body(struct thread *thread)
{
    /* thread_land() comes back here a second time, past everything that the thread was doing. */
    if (!__builtin_setjmp(thread->landing)) {
        thread->can_land = true;
        thread_control_begin(thread);
        atomic_store(&thread->exit_code, thread->invoke(thread->routine, thread->parameter));
    }
    thread->can_land = false;
}

static void *thread_main(void *argument)
{
    struct thread *thread = argument;
    sigset_t none;

    thread_enlist(thread);
    sigemptyset(&none);
    if (thread->name)
        prctl(PR_SET_NAME, thread->name);
    atomic_store(&thread->begun, 1);
    futex_wake(&thread->begun, 1);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    thread_body(thread);
    return NULL;
}

_Noreturn void thread_land(struct thread *thread)
{
    __builtin_longjmp(thread->landing, 1);
}

_Noreturn void thread_exit(uint32_t code)
{
    struct thread *thread = thread_current();

    atomic_store(&thread->exit_code, code);
    if (thread->can_land)
        thread_land(thread);
    pthread_exit(NULL);
}

static size_t stack_size(const struct thread_spec *spec)
{
    size_t standard = 0, bytes = spec->stack_bytes;
    pthread_attr_t attr;

    pthread_attr_init(&attr);
    pthread_attr_getstacksize(&attr, &standard);
    pthread_attr_destroy(&attr);
    /* Without the reservation flag the size is what is committed at first; Linux commits lazily. */
    if (!bytes || (!spec->stack_is_reservation && bytes < standard))
        return standard;
    if (bytes < STACK_MIN)
        bytes = STACK_MIN;
    return (bytes + STACK_ROUND - 1) / STACK_ROUND * STACK_ROUND;
}

/* Signals stay blocked until the new thread has its object: a handler may ask for it. */
static int thread_start(struct thread *thread, size_t stack_bytes)
{
    pthread_attr_t attr;
    sigset_t all, old;
    pthread_t handle;
    int result;

    sigfillset(&all);
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    pthread_attr_setguardsize(&attr, GUARD_BYTES);
    result = -pthread_attr_setstacksize(&attr, stack_bytes);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    if (!result)
        result = -pthread_create(&handle, &attr, thread_main, thread);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_attr_destroy(&attr);
    if (result)
        return result == -EINVAL ? -ENOMEM : result;
    while (!atomic_load(&thread->begun))
        futex_wait(&thread->begun, 0, FUTEX_FOREVER);
    return 0;
}

int thread_create(const struct thread_spec *spec, HANDLE *ret_handle, DWORD *ret_id)
{
    struct thread *thread = thread_new();
    HANDLE handle = NULL;
    int result = thread ? 0 : -ENOMEM;

    if (result)
        return result;
    thread->own = true;
    thread->name = spec->name;
    thread->invoke = spec->invoke;
    thread->routine = spec->routine;
    thread->parameter = spec->parameter;
    thread_control_init(thread, spec->suspended);
    if (ret_handle)
        result = thread_enter(thread, THREAD_ALL_ACCESS, spec->inherit, &handle);
    object_ref(&thread->sync.object); /* the thread's own */
    if (!result)
        result = thread_start(thread, stack_size(spec));
    TRACE(thread, INFO, "create: %d, thread %u", result, thread->dispatcher.id);
    if (result) {
        if (handle)
            handle_close(handle);
        thread_unref(thread);
    } else {
        if (ret_handle)
            *ret_handle = handle;
        if (ret_id)
            *ret_id = thread->dispatcher.id;
    }
    thread_unref(thread);
    return result;
}

int thread_terminate(HANDLE handle, uint32_t code)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_TERMINATE, &thread);
    uint32_t active = STILL_ACTIVE;

    if (result)
        return result;
    if (thread == thread_current()) {
        thread_unref(thread);
        thread_exit(code);
    }
    if (!sync_is_signalled(&thread->sync)) {
        if (thread->own)
            atomic_compare_exchange_strong(&thread->exit_code, &active, code);
        result = thread->own ? thread_control_terminate(thread) : -EPERM;
    }
    thread_unref(thread);
    return result;
}

int thread_exit_code(HANDLE handle, DWORD *ret_code)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_QUERY_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    *ret_code =
        sync_is_signalled(&thread->sync) ? atomic_load(&thread->exit_code) : (DWORD)STILL_ACTIVE;
    thread_unref(thread);
    return 0;
}

/* ---- what else a thread has */

struct user_apc {
    struct sync_apc apc;
    void (*invoke)(void *routine, ULONG_PTR parameter);
    void *routine;
    ULONG_PTR parameter;
};

static void user_apc_run(struct sync_apc *apc)
{
    struct user_apc call = *(struct user_apc *)apc;

    free(apc);
    call.invoke(call.routine, call.parameter);
}

int thread_apc(HANDLE handle, void (*invoke)(void *routine, ULONG_PTR parameter), void *routine,
               ULONG_PTR parameter)
{
    struct thread *thread;
    struct user_apc *call;
    int result = thread_of(handle, THREAD_SET_CONTEXT, &thread);

    if (result)
        return result;
    call = malloc(sizeof(*call));
    if (call) {
        *call = (struct user_apc){{NULL, user_apc_run, NULL}, invoke, routine, parameter};
        result = sync_apc_queue(&thread->dispatcher, &call->apc);
        if (result)
            free(call);
    } else {
        result = -ENOMEM;
    }
    thread_unref(thread);
    return result == -ESRCH ? ENGINE_WIN32(ERROR_GEN_FAILURE) : result;
}

/* utime and stime, fields 14 and 15 of stat, in clock ticks. */
static bool read_other_times(uint32_t id, struct thread_times *times)
{
    char path[64], text[512], *at;
    unsigned long user, kernel;
    FILE *file;
    size_t bytes;

    snprintf(path, sizeof(path), "/proc/self/task/%u/stat", id);
    file = fopen(path, "re");
    if (!file)
        return false;
    bytes = fread(text, 1, sizeof(text) - 1, file);
    fclose(file);
    text[bytes] = 0;
    at = strrchr(text, ')');
    if (!at ||
        sscanf(at + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel) != 2)
        return false;
    times->user = (int64_t)user * UNITS_PER_SECOND / sysconf(_SC_CLK_TCK);
    times->kernel = (int64_t)kernel * UNITS_PER_SECOND / sysconf(_SC_CLK_TCK);
    return true;
}

int thread_get_times(HANDLE handle, struct thread_times *ret_times)
{
    struct thread *thread;
    int result = thread_of(handle, THREAD_QUERY_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    *ret_times = thread->times;
    if (thread == thread_current())
        read_own_times(ret_times);
    else if (!sync_is_signalled(&thread->sync))
        read_other_times(thread->dispatcher.id, ret_times);
    else
        *ret_times = thread->times;
    thread_unref(thread);
    return 0;
}

int thread_set_description(HANDLE handle, const WCHAR *text)
{
    struct thread *thread;
    WCHAR *copy, *old;
    int result = thread_of(handle, THREAD_SET_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    copy = wstr_dup(text ? text : u"");
    if (copy) {
        thread_list_lock();
        old = thread->description;
        thread->description = copy;
        thread_list_unlock();
        free(old);
    }
    thread_unref(thread);
    return copy ? 0 : -ENOMEM;
}

int thread_get_description(HANDLE handle, WCHAR **ret_text)
{
    struct thread *thread;
    WCHAR *copy;
    int result = thread_of(handle, THREAD_QUERY_LIMITED_INFORMATION, &thread);

    if (result)
        return result;
    thread_list_lock();
    copy = wstr_dup(thread->description ? thread->description : u"");
    thread_list_unlock();
    thread_unref(thread);
    if (!copy)
        return -ENOMEM;
    *ret_text = copy;
    return 0;
}
