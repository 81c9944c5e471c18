/* SPDX-License-Identifier: MIT */
/* peb.c - see peb.h */
#include <pthread.h>
#include <unistd.h>

#include "peb.h"

#define HOOKS_MAX 8

static PEB peb __attribute__((aligned(4096)));
static PEB_LDR_DATA loader_data;
static RTL_CRITICAL_SECTION peb_lock, loader_lock;
static RTL_BITMAP tls_bitmap, tls_expansion_bitmap, fls_bitmap;
static pthread_once_t once = PTHREAD_ONCE_INIT, guest_once = PTHREAD_ONCE_INIT;
static void (*hooks[HOOKS_MAX])(PEB *peb);
static unsigned hook_count;

static void list_init(LIST_ENTRY *list)
{
    list->Flink = list->Blink = list;
}

static void init_loader_data(void)
{
    loader_data.Length = sizeof(loader_data);
    loader_data.Initialized = TRUE;
    list_init(&loader_data.InLoadOrderModuleList);
    list_init(&loader_data.InMemoryOrderModuleList);
    list_init(&loader_data.InInitializationOrderModuleList);
    peb.LdrData = &loader_data;
}

/* Free; critical sections without debug information say -1, see winapi/sync/section.c. */
static RTL_CRITICAL_SECTION *init_lock(RTL_CRITICAL_SECTION *lock)
{
    lock->DebugInfo = (RTL_CRITICAL_SECTION_DEBUG *)(intptr_t)-1;
    lock->LockCount = -1;
    return lock;
}

static PRTL_BITMAP init_bitmap(RTL_BITMAP *bitmap, ULONG *bits, ULONG count)
{
    bitmap->SizeOfBitMap = count;
    bitmap->Buffer = bits;
    return bitmap;
}

static void init(void)
{
    init_loader_data();
    peb.FastPebLock = init_lock(&peb_lock);
    peb.LoaderLock = init_lock(&loader_lock);
    peb.TlsBitmap = init_bitmap(&tls_bitmap, peb.TlsBitmapBits, 64);
    peb.TlsExpansionBitmap = init_bitmap(&tls_expansion_bitmap, peb.TlsExpansionBitmapBits, 1024);
    peb.FlsBitmap = init_bitmap(&fls_bitmap, peb.FlsBitmapBits, 128);
    list_init(&peb.FlsListHead);
    peb.NumberOfProcessors = (ULONG)sysconf(_SC_NPROCESSORS_ONLN);
    peb.OSMajorVersion = 10;
    peb.OSBuildNumber = 19045;
    peb.OSPlatformId = VER_PLATFORM_WIN32_NT;
    peb.ImageSubSystem = IMAGE_SUBSYSTEM_WINDOWS_CUI;
    peb.ImageSubSystemMajorVersion = 6;
    peb.SessionId = 1;
    peb.HeapSegmentReserve = 0x100000;
    peb.HeapSegmentCommit = 0x2000;
    peb.CriticalSectionTimeout.QuadPart = -25920000000000; /* 30 days */
}

PEB *peb_get(void)
{
    pthread_once(&once, init);
    return &peb;
}

void peb_guest_hook(void (*hook)(PEB *peb))
{
    if (hook_count < HOOKS_MAX)
        hooks[hook_count++] = hook;
}

static void call_hooks(void)
{
    PEB *own = peb_get();

    for (unsigned i = 0; i < hook_count; i++)
        hooks[i](own);
}

void peb_prepare_guest(void)
{
    pthread_once(&guest_once, call_hooks);
}
