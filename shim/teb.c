/* SPDX-License-Identifier: MIT */
/*
 * teb.c - makes and frees thread environment blocks
 *
 * The block is found through a thread-local pointer of the initial-exec model;
 * a pthread key frees it when the thread ends.
 */
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "message.h"
#include "peb.h"
#include "teb.h"

__thread TEB *teb_self;

static pthread_key_t teb_key;
static pthread_once_t teb_once = PTHREAD_ONCE_INIT;

/* A TEB, and how it hangs in the list of all. */
struct block {
    TEB teb;
    struct block *next, *previous;
};

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static struct block *blocks; /* list_lock */

static size_t block_size(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    return (sizeof(struct block) + page - 1) & ~(page - 1);
}

static void list_add(struct block *block)
{
    pthread_mutex_lock(&list_lock);
    block->next = blocks;
    if (blocks)
        blocks->previous = block;
    blocks = block;
    pthread_mutex_unlock(&list_lock);
}

static void list_remove(struct block *block)
{
    pthread_mutex_lock(&list_lock);
    *(block->previous ? &block->previous->next : &blocks) = block->next;
    if (block->next)
        block->next->previous = block->previous;
    pthread_mutex_unlock(&list_lock);
}

static void (*exit_hooks[TEB_EXIT_STAGES])(TEB *teb);

void teb_exit_hook(enum teb_exit_stage stage, void (*hook)(TEB *teb))
{
    exit_hooks[stage] = hook;
}

static void teb_free(void *block)
{
    /* The key is already NULL, but hooks may still ask for the TEB. */
    teb_self = block;
    for (unsigned i = 0; i < TEB_EXIT_STAGES; i++)
        if (exit_hooks[i])
            exit_hooks[i](block);
    list_remove(block);
    teb_self = NULL;
    munmap(block, block_size());
}

static void teb_init_once(void)
{
    if (pthread_key_create(&teb_key, teb_free))
        message_fatal("WS0001", "no thread-specific key is left for thread environment blocks");
}

static void teb_set_stack(TEB *teb)
{
    pthread_attr_t attr;
    void *low;
    size_t size_bytes;

    if (pthread_getattr_np(pthread_self(), &attr))
        return;
    if (!pthread_attr_getstack(&attr, &low, &size_bytes)) {
        teb->Tib.StackBase = (char *)low + size_bytes;
        teb->Tib.StackLimit = low;
        teb->DeallocationStack = low;
    }
    pthread_attr_destroy(&attr);
}

TEB *teb_attach(void)
{
    struct block *block;
    TEB *teb;

    pthread_once(&teb_once, teb_init_once);
    block = mmap(NULL, block_size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED)
        message_fatal("WS0001", "no memory for a thread environment block");
    teb = &block->teb;
    teb->Tib.Self = &teb->Tib;
    teb->Tib.ExceptionList = (void *)~(uintptr_t)0;
    teb->ClientId.UniqueProcess = (HANDLE)(uintptr_t)getpid();
    teb->ClientId.UniqueThread = (HANDLE)(uintptr_t)syscall(SYS_gettid);
    teb->RealClientId = teb->ClientId;
    teb->Peb = peb_get();
    teb->CurrentLocale = 0x409;
    teb->StaticUnicodeString.Buffer = teb->StaticUnicodeBuffer;
    teb->StaticUnicodeString.MaximumLength = sizeof(teb->StaticUnicodeBuffer);
    teb->ActivationContextStack.FrameListCache.Flink =
        teb->ActivationContextStack.FrameListCache.Blink =
            &teb->ActivationContextStack.FrameListCache;
    teb->ActivationContextStackPointer = &teb->ActivationContextStack;
    teb_set_stack(teb);
    list_add(block);
    teb_self = teb;
    pthread_setspecific(teb_key, teb);
    return teb;
}

TEB *GUEST_CALL teb_attach_guest(void)
{
    return teb_attach();
}

int teb_for_each(int (*visit)(TEB *teb, void *user), void *user)
{
    int result = 0;

    pthread_mutex_lock(&list_lock);
    for (struct block *block = blocks; block && !result; block = block->next)
        result = visit(&block->teb, user);
    pthread_mutex_unlock(&list_lock);
    return result;
}
