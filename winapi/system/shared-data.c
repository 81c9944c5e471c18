/* SPDX-License-Identifier: MIT */
/*
 * shared-data.c - the page at 0x7ffe0000 (KUSER_SHARED_DATA), from which guest
 * code reads the time, the version and the processor's features
 *
 * It is mapped read-only when the first guest code is about to run. A thread
 * keeps its clocks at 64 steps a second, as Windows does; a process without
 * guest code has neither the page nor the thread.
 *
 * Source: learn.microsoft.com, ntddk/ns-ntddk-kuser_shared_data
 */
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "shim/peb.h"
#include "shim/trace.h"
#include "winapi/clock/clock.h"
#include "winapi/system/system.h"

#define PAGE_ADDRESS    ((void *)0x7ffe0000)
#define PAGE_BYTES      4096
#define FEATURES_MAX    64u /* PROCESSOR_FEATURE_MAX */
#define TICK_NS         15625000l
#define TICK_MULTIPLIER 0x0fa00000u /* milliseconds = ticks * this >> 24 */

/* Offsets in the page; they are the same on every Windows. */
enum {
    TICK_COUNT_MULTIPLIER = 0x004,
    INTERRUPT_TIME = 0x008,
    SYSTEM_TIME = 0x014,
    TIME_ZONE_BIAS = 0x020,
    IMAGE_NUMBERS = 0x02c,
    SYSTEM_ROOT = 0x030,
    TIME_ZONE_ID = 0x240,
    LARGE_PAGE_MINIMUM = 0x244,
    BUILD_NUMBER = 0x260,
    PRODUCT_TYPE = 0x264,
    PRODUCT_TYPE_IS_VALID = 0x268,
    NATIVE_ARCHITECTURE = 0x26a,
    MAJOR_VERSION = 0x26c,
    MINOR_VERSION = 0x270,
    PROCESSOR_FEATURES = 0x274,
    SUITE_MASK = 0x2d0,
    NX_SUPPORT = 0x2d5,
    ACTIVE_CONSOLE = 0x2d8,
    PHYSICAL_PAGES = 0x2e8,
    QPC_FREQUENCY = 0x300,
    TICK_COUNT = 0x320,
    COOKIE = 0x330,
    UNPARKED_PROCESSORS = 0x36a,
    ACTIVE_PROCESSORS = 0x3c0,
    ACTIVE_GROUPS = 0x3c4,
};

static unsigned char *page; /* the writable view */

static void put(unsigned offset, const void *value, size_t bytes)
{
    memcpy(page + offset, value, bytes);
}

static void put32(unsigned offset, uint32_t value)
{
    put(offset, &value, sizeof(value));
}

static void put16(unsigned offset, uint16_t value)
{
    put(offset, &value, sizeof(value));
}

/* KSYSTEM_TIME: readers take High1, Low, High2 and start over when the highs differ. */
static void put_time(unsigned offset, int64_t value)
{
    uint32_t *low = (uint32_t *)(page + offset), *high1 = low + 1, *high2 = low + 2;

    __atomic_store_n(high2, (uint32_t)((uint64_t)value >> 32), __ATOMIC_RELEASE);
    __atomic_store_n(low, (uint32_t)value, __ATOMIC_RELEASE);
    __atomic_store_n(high1, (uint32_t)((uint64_t)value >> 32), __ATOMIC_RELEASE);
}

static void put_clocks(void)
{
    struct timespec since_boot;
    int64_t interrupt;

    clock_gettime(CLOCK_BOOTTIME, &since_boot);
    interrupt = since_boot.tv_sec * CLOCK_SECOND + since_boot.tv_nsec / 100;
    put_time(INTERRUPT_TIME, interrupt);
    put_time(SYSTEM_TIME, clock_now());
    put_time(TICK_COUNT, interrupt / CLOCK_TICK_100NS);
}

static void put_zone(void)
{
    DYNAMIC_TIME_ZONE_INFORMATION zone;
    DWORD id = zone_current(&zone);
    LONG minutes =
        zone.Bias + (id == TIME_ZONE_ID_DAYLIGHT ? zone.DaylightBias : zone.StandardBias);

    put32(TIME_ZONE_ID, id);
    put_time(TIME_ZONE_BIAS, minutes * CLOCK_MINUTE);
}

static void put_constants(void)
{
    static const WCHAR root[] = SYSTEM_WINDOWS_DIRECTORY;
    uint64_t frequency = CLOCK_COUNTER_HZ;
    uint32_t cookie = 0;

    put32(TICK_COUNT_MULTIPLIER, TICK_MULTIPLIER);
    put32(IMAGE_NUMBERS, IMAGE_FILE_MACHINE_AMD64 << 16 | IMAGE_FILE_MACHINE_AMD64);
    put(SYSTEM_ROOT, root, sizeof(root));
    put32(LARGE_PAGE_MINIMUM, 0x200000);
    put32(BUILD_NUMBER, SYSTEM_BUILD);
    put32(PRODUCT_TYPE, SYSTEM_PRODUCT_TYPE);
    page[PRODUCT_TYPE_IS_VALID] = 1;
    put16(NATIVE_ARCHITECTURE, PROCESSOR_ARCHITECTURE_AMD64);
    put32(MAJOR_VERSION, SYSTEM_MAJOR);
    put32(MINOR_VERSION, SYSTEM_MINOR);
    for (uint32_t i = 0; i < FEATURES_MAX; i++)
        page[PROCESSOR_FEATURES + i] = system_has_feature(i);
    put32(SUITE_MASK, SYSTEM_SUITE_MASK);
    page[NX_SUPPORT] = 2; /* opt-in */
    put32(ACTIVE_CONSOLE, 1);
    put32(PHYSICAL_PAGES, (uint32_t)sysconf(_SC_PHYS_PAGES));
    put(QPC_FREQUENCY, &frequency, sizeof(frequency));
    (void)!getrandom(&cookie, sizeof(cookie), GRND_NONBLOCK);
    put32(COOKIE, cookie);
    put16(UNPARKED_PROCESSORS, (uint16_t)sysconf(_SC_NPROCESSORS_ONLN));
    put32(ACTIVE_PROCESSORS, (uint32_t)sysconf(_SC_NPROCESSORS_ONLN));
    page[ACTIVE_GROUPS] = 1;
}

static void *keep_clocks(void *unused)
{
    struct timespec tick = {0, TICK_NS};

    prctl(PR_SET_NAME, "winshim-clock");
    for (;;) {
        put_clocks();
        nanosleep(&tick, NULL);
    }
    return unused;
}

static void start_clocks(void)
{
    pthread_attr_t attr;
    sigset_t all, old;
    pthread_t thread;

    sigfillset(&all);
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attr, 128 * 1024);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    pthread_create(&thread, &attr, keep_clocks, NULL);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_attr_destroy(&attr);
}

/* Two views of one memory file: guests get the one they can't write. */
static bool map_page(void)
{
    int file = memfd_create("winshim-shared-data", MFD_CLOEXEC);
    void *view = MAP_FAILED, *fixed = MAP_FAILED;

    if (file < 0)
        return false;
    if (!ftruncate(file, PAGE_BYTES))
        view = mmap(NULL, PAGE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (view != MAP_FAILED)
        fixed =
            mmap(PAGE_ADDRESS, PAGE_BYTES, PROT_READ, MAP_SHARED | MAP_FIXED_NOREPLACE, file, 0);
    close(file);
    if (fixed == PAGE_ADDRESS) {
        page = view;
        return true;
    }
    TRACE(loader, WARN, "the page at 0x7ffe0000 is taken; programs that read it will fail");
    if (fixed != MAP_FAILED)
        munmap(fixed, PAGE_BYTES);
    if (view != MAP_FAILED)
        munmap(view, PAGE_BYTES);
    return false;
}

static void prepare(PEB *peb)
{
    (void)peb;
    if (!map_page())
        return;
    put_constants();
    put_zone();
    put_clocks();
    start_clocks();
}

__attribute__((constructor)) static void init(void)
{
    peb_guest_hook(prepare);
}
