/* SPDX-License-Identifier: MIT */
/*
 * thread.h - thread objects
 *
 * Threads that winshim starts have one from the beginning; any other thread
 * gets one when it first needs it. Functions take a handle: a real one or
 * GetCurrentThread()'s. All of them return -EBADF for what is no thread handle
 * and -EACCES when the handle does not grant the access.
 */
#ifndef WINSHIM_THREAD_THREAD_H
#define WINSHIM_THREAD_THREAD_H

#include "winapi/sync/dispatcher.h"

/* A thread's times in FILETIME units. */
struct thread_times {
    int64_t created, ended; /* UTC; ended is 0 while it runs */
    int64_t kernel, user;
};

struct thread {
    struct sync_object sync; /* signalled when the thread has ended */
    struct sync_thread dispatcher;
    struct thread *next, **link; /* thread_lock: the list of all that run */
    atomic_uint exit_code;
    atomic_uint control; /* suspension, see suspend.c */
    atomic_int priority;
    atomic_uint ideal_processor;
    atomic_bool boost_disabled;
    atomic_bool background;    /* the thread itself */
    WCHAR *description;        /* thread_lock; NULL: none */
    struct thread_times times; /* kernel, user, ended: final once signalled */
    void *context;             /* ucontext_t, while the thread is stopped */

    /* Threads that winshim started: what they run, and where ending them early lands. */
    bool own;
    const char *name; /* Linux' name for it, or NULL */
    uint32_t (*invoke)(void *routine, void *parameter);
    void *routine, *parameter; /* while it has not begun, SetThreadContext() changes them */
    void *landing[5];          /* __builtin_setjmp() */
    volatile bool can_land;    /* the thread itself: landing is on its stack */
    atomic_uint begun;         /* futex: its id is known */
};

struct thread_spec {
    uint32_t (*invoke)(void *routine, void *parameter); /* the surface's invoker */
    void *routine;
    void *parameter;
    size_t stack_bytes; /* 0: the default */
    bool stack_is_reservation;
    bool suspended;
    bool inherit;
    const char *name; /* for engines' own threads: Linux' name of it; NULL */
};

extern const struct object_class thread_class HIDDEN;

/** thread_current() - the calling thread's object; not a reference; never NULL */
struct thread *thread_current(void);

/** thread_of() - the thread behind a handle; a reference that the caller gives back */
int thread_of(HANDLE handle, DWORD access, struct thread **ret_thread);

/**
 * thread_create() - start a thread
 * @ret_handle: with THREAD_ALL_ACCESS; may be NULL
 * @ret_id: may be NULL
 *
 * Return: 0; -ENOMEM, -EAGAIN when Linux makes no more.
 */
int thread_create(const struct thread_spec *spec, HANDLE *ret_handle, DWORD *ret_id);

/**
 * thread_exit() - end the calling thread
 *
 * A thread that winshim started unwinds nothing; any other one is ended by pthread_exit().
 */
_Noreturn void thread_exit(uint32_t code);

/**
 * thread_terminate() - end a thread wherever it is
 *
 * Return: 0; -EPERM for a thread that winshim did not start: libc can't survive that.
 */
int thread_terminate(HANDLE handle, uint32_t code);

/** thread_exit_code() - STILL_ACTIVE while it runs */
int thread_exit_code(HANDLE handle, DWORD *ret_code);

/**
 * thread_open() - a handle to a thread by id
 *
 * Return: 0; -EINVAL when no thread that winshim knows has that id.
 */
int thread_open(DWORD id, DWORD access, bool inherit, HANDLE *ret_handle);

/** thread_id() - the id of a thread */
int thread_id(HANDLE handle, DWORD *ret_id);

/** thread_apc() - queue a user's APC. Return: 0; ENGINE_WIN32(ERROR_GEN_FAILURE) when it has ended.
 */
int thread_apc(HANDLE handle, void (*invoke)(void *routine, ULONG_PTR parameter), void *routine,
               ULONG_PTR parameter);

/** thread_get_times() - processor time in clock ticks of Linux' accounting while it runs */
int thread_get_times(HANDLE handle, struct thread_times *ret_times);

/** thread_set_description() - copies @text; NULL is "" */
int thread_set_description(HANDLE handle, const WCHAR *text);

/** thread_get_description() - malloc'ed, "" when there is none */
int thread_get_description(HANDLE handle, WCHAR **ret_text);

/* ---- priority.c */

/**
 * thread_set_priority() - THREAD_PRIORITY_*, also the background modes for the calling thread
 *
 * The value is kept and reported; Linux' scheduler does not learn of it.
 *
 * Return: 0; -EINVAL; ENGINE_WIN32(ERROR_THREAD_MODE_ALREADY_BACKGROUND) and its opposite.
 */
int thread_set_priority(HANDLE handle, int priority);
int thread_get_priority(HANDLE handle, int *ret_priority);
int thread_set_boost(HANDLE handle, bool disabled);
int thread_get_boost(HANDLE handle, bool *ret_disabled);

/** thread_set_affinity() - @ret_old: written on success. Return: 0; -EINVAL beyond the process's.
 */
int thread_set_affinity(HANDLE handle, uint64_t mask, uint64_t *ret_old);
int thread_get_affinity(HANDLE handle, uint64_t *ret_mask);

/** process_affinity() - processors that this process may use, and those that there are */
void process_affinity(uint64_t *ret_process, uint64_t *ret_system);

/** process_set_affinity() - for all of the process's threads. Return: 0; -EINVAL. */
int process_set_affinity(uint64_t mask);

/** thread_set_ideal() - @number: MAXIMUM_PROCESSORS asks only. Return: 0; -EINVAL. */
int thread_set_ideal(HANDLE handle, uint32_t number, uint32_t *ret_old);

/* ---- suspend.c */

/**
 * thread_suspend() - stop a thread; it has stopped when this returns
 * @ret_before: suspension count before
 *
 * Return: 0; ENGINE_WIN32(ERROR_SIGNAL_REFUSED) at MAXIMUM_SUSPEND_COUNT; -EACCES when it has
 * ended.
 */
int thread_suspend(HANDLE handle, DWORD *ret_before);
int thread_resume(HANDLE handle, DWORD *ret_before);

/** thread_get_context() - registers of a stopped thread, by ContextFlags */
int thread_get_context(HANDLE handle, CONTEXT *context);
int thread_set_context(HANDLE handle, const CONTEXT *context);

/* For thread.c: the first stop of a thread that starts suspended, and the end of one. */
void thread_control_begin(struct thread *thread);
void thread_control_end(struct thread *thread);
int thread_control_terminate(struct thread *thread);
void thread_control_init(struct thread *thread, bool suspended);

/** thread_list_lock() - guards the list of threads and their descriptions */
void thread_list_lock(void);
void thread_list_unlock(void);

/** thread_land() - leave whatever an own thread does and end it; also from a signal handler */
_Noreturn void thread_land(struct thread *thread);

#endif
