/* SPDX-License-Identifier: MIT */
/*
 * preload.c - the interposer: stands before the dynamic loader's functions and
 * passes on whatever does not concern Windows modules
 *
 * What is passed on leaves by a sibling call (a jump), so that the real function
 * sees the caller's own return address: glibc takes RTLD_NEXT and the caller's
 * RUNPATH from it. The runtime library is loaded when the first name turns up
 * that looks like a Windows module; until then nothing of it is in the process.
 *
 * In a setuid program the dynamic loader itself ignores LD_PRELOAD with a path.
 */
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

#include "classify.h"
#include "native.h"
#include "libc.h"
#include "shim/runtime.h"
#include "signals.h"

#define EXPORTED    __attribute__((visibility("default")))
#define unlikely(x) __builtin_expect(!!(x), 0)

typedef int (*sigaction_function)(int, const struct sigaction *, struct sigaction *);

/* The next definitions after ours, normally libc's. */
static struct {
    void *(*dlopen)(const char *, int);
    void *(*dlmopen)(Lmid_t, const char *, int);
    void *(*dlsym)(void *, const char *);
    void *(*dlvsym)(void *, const char *, const char *);
    int (*dlclose)(void *);
    char *(*dlerror)(void);
    int (*dladdr)(const void *, Dl_info *);
    sigaction_function sigaction;
    sighandler_t (*signal)(int, sighandler_t);
} real;

static atomic_bool real_found;
static _Atomic(const struct winshim_runtime *) loaded_runtime;
static _Atomic(const struct winshim_signals *) signal_hook;

/* What dlerror() has to say of our own latest failure. */
static __thread const char *own_error;

/* Several threads may do this at once: they all write the same values. */
static void find_real(void)
{
    void *(*next)(void *, const char *) = (void *(*)(void *, const char *))libc_function("dlsym");

    real.dlopen = next(RTLD_NEXT, "dlopen");
    real.dlmopen = next(RTLD_NEXT, "dlmopen");
    real.dlvsym = next(RTLD_NEXT, "dlvsym");
    real.dlclose = next(RTLD_NEXT, "dlclose");
    real.dlerror = next(RTLD_NEXT, "dlerror");
    real.dladdr = next(RTLD_NEXT, "dladdr");
    real.sigaction = next(RTLD_NEXT, "sigaction");
    real.signal = next(RTLD_NEXT, "signal");
    real.dlsym = next(RTLD_NEXT, "dlsym");
    atomic_store_explicit(&real_found, true, memory_order_release);
}

static inline void ready(void)
{
    if (unlikely(!atomic_load_explicit(&real_found, memory_order_acquire)))
        find_real();
}

static inline const struct winshim_runtime *runtime_if_loaded(void)
{
    return atomic_load_explicit(&loaded_runtime, memory_order_acquire);
}

/*
 * libc's own function is called from here, even where another library stands behind us: our
 * RUNPATH counts then, not that library's.
 */
static void *open_runtime(void)
{
    void *(*open)(const char *, int) = (void *(*)(const char *, int))libc_function("dlopen");

    return open(WINSHIM_RUNTIME_SONAME, RTLD_NOW | RTLD_LOCAL);
}

static const struct winshim_runtime *runtime_load(void)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    const struct winshim_runtime *runtime = runtime_if_loaded();
    const struct winshim_runtime *(*table)(void) = NULL;
    void *library;

    if (runtime)
        return runtime;
    pthread_mutex_lock(&lock);
    runtime = runtime_if_loaded();
    library = runtime ? NULL : open_runtime();
    if (library)
        table = (const struct winshim_runtime *(*)(void))real.dlsym(library, "winshim_runtime");
    if (table && table()->version == WINSHIM_RUNTIME_VERSION) {
        runtime = table();
        atomic_store_explicit(&loaded_runtime, runtime, memory_order_release);
    } else if (library) {
        own_error =
            "winshim: WS0018: " WINSHIM_RUNTIME_SONAME " is of another version: reinstall winshim";
    }
    pthread_mutex_unlock(&lock);
    return runtime;
}

static inline const struct winshim_runtime *runtime_owning(const void *handle)
{
    const struct winshim_runtime *runtime = runtime_if_loaded();

    if (!runtime || handle == RTLD_NEXT || handle == RTLD_DEFAULT)
        return NULL;
    return runtime->owns(handle) ? runtime : NULL;
}

/* What dlerror() says after a call of ours: what failed on the way to it must not be read later. */
static void settle(const char *error)
{
    real.dlerror();
    own_error = error;
}

/* What open_windows() answers when libc shall answer. */
static char pass_on[1];

static const struct winshim_runtime *runtime_for(int flags)
{
    /* With RTLD_NOLOAD nothing is loaded, not the runtime library either. */
    return flags & RTLD_NOLOAD ? runtime_if_loaded() : runtime_load();
}

/* Whether winshim may have a module of this name, as far as can be told without the runtime. */
static bool is_wanted(const struct windows_name *name, const void *caller)
{
    if (name->itself == FILE_ELF)
        return false;
    if (!name->folder_bytes || name->is_windows_path || name->itself == FILE_PE)
        return true;
    return name->is_builtin && native_is_program_folder(name, caller);
}

/*
 * A library that really is an ELF file wins; then it is the runtime's turn. What neither has
 * goes to libc, so that its error text and its search are those of a program without winshim.
 */
static __attribute__((noinline)) void *open_windows(const struct windows_name *name, int flags,
                                                    const void *caller)
{
    const struct winshim_runtime *runtime;
    const char *error = NULL;
    void *handle;

    if (!is_wanted(name, caller))
        return pass_on;
    handle = native_open(name, flags, caller, real.dlopen);
    settle(NULL);
    if (handle)
        return handle;
    runtime = runtime_for(flags);
    if (!runtime)
        return flags & RTLD_NOLOAD ? pass_on : NULL;
    handle = runtime->open(name->text, flags, caller, &error);
    settle(handle ? NULL : error);
    return handle || error ? handle : pass_on;
}

static __attribute__((noinline)) void *try_windows(const char *name, int flags, const void *caller)
{
    struct windows_name parts;

    return classify_windows_name(name, &parts) ? open_windows(&parts, flags, caller) : pass_on;
}

EXPORTED void *dlopen(const char *name, int flags)
{
    void *handle;

    ready();
    own_error = NULL;
    handle = try_windows(name, flags, __builtin_return_address(0));
    if (unlikely(handle != pass_on))
        return handle;
    return real.dlopen(name, flags);
}

EXPORTED void *dlmopen(Lmid_t namespace, const char *name, int flags)
{
    void *handle = pass_on;

    ready();
    own_error = NULL;
    if (namespace == LM_ID_BASE)
        handle = try_windows(name, flags, __builtin_return_address(0));
    if (unlikely(handle != pass_on))
        return handle;
    return real.dlmopen(namespace, name, flags);
}

static __attribute__((noinline)) void *symbol_of(const struct winshim_runtime *runtime,
                                                 void *handle, const char *name)
{
    const char *error = NULL;
    void *entry = runtime->symbol(handle, name, &error);

    settle(entry ? NULL : error);
    return entry;
}

static __attribute__((noinline)) int close_with(const struct winshim_runtime *runtime, void *handle)
{
    const char *error = NULL;
    int result = runtime->close(handle, &error);

    settle(result ? error : NULL);
    return result;
}

EXPORTED void *dlsym(void *restrict handle, const char *restrict name)
{
    const struct winshim_runtime *runtime;

    ready();
    own_error = NULL;
    runtime = runtime_owning(handle);
    if (unlikely(runtime))
        return symbol_of(runtime, handle, name);
    return real.dlsym(handle, name);
}

EXPORTED void *dlvsym(void *restrict handle, const char *restrict name,
                      const char *restrict version)
{
    const struct winshim_runtime *runtime;

    ready();
    own_error = NULL;
    runtime = runtime_owning(handle);
    if (unlikely(runtime))
        return symbol_of(runtime, handle, name);
    return real.dlvsym(handle, name, version);
}

EXPORTED int dlclose(void *handle)
{
    const struct winshim_runtime *runtime;

    ready();
    own_error = NULL;
    runtime = runtime_owning(handle);
    if (unlikely(runtime))
        return close_with(runtime, handle);
    return real.dlclose(handle);
}

EXPORTED char *dlerror(void)
{
    const char *error = own_error;

    ready();
    if (unlikely(error)) {
        real.dlerror();
        own_error = NULL;
        return (char *)error;
    }
    return real.dlerror();
}

EXPORTED int dladdr(const void *address, Dl_info *info)
{
    const struct winshim_runtime *runtime = runtime_if_loaded();

    ready();
    if (unlikely(runtime) && runtime->address(address, info))
        return 1;
    return real.dladdr(address, info);
}

EXPORTED sigaction_function winshim_preload_signals(const struct winshim_signals *hook)
{
    ready();
    atomic_store_explicit(&signal_hook, hook, memory_order_release);
    return real.sigaction;
}

EXPORTED int sigaction(int number, const struct sigaction *restrict act,
                       struct sigaction *restrict old)
{
    const struct winshim_signals *hook = atomic_load_explicit(&signal_hook, memory_order_acquire);

    ready();
    if (unlikely(hook))
        return hook->sigaction(number, act, old, real.sigaction);
    return real.sigaction(number, act, old);
}

EXPORTED sighandler_t signal(int number, sighandler_t handler)
{
    const struct winshim_signals *hook = atomic_load_explicit(&signal_hook, memory_order_acquire);
    struct sigaction act = {.sa_handler = handler, .sa_flags = SA_RESTART}, old;

    ready();
    if (!unlikely(hook))
        return real.signal(number, handler);
    sigemptyset(&act.sa_mask);
    sigaddset(&act.sa_mask, number);
    if (hook->sigaction(number, &act, &old, real.sigaction))
        return SIG_ERR;
    return old.sa_handler;
}
