/* SPDX-License-Identifier: MIT */
/* process.c - see process.h */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "process.h"
#include "shim/path.h"
#include "shim/wstr.h"
#include "winapi/clock/clock.h"
#include "winapi/environment/command_line.h"

static pthread_once_t title_once = PTHREAD_ONCE_INIT, start_once = PTHREAD_ONCE_INIT;
static FILETIME start;
static WCHAR *title;
static char *title_utf8;

DWORD process_id(void)
{
    return (DWORD)getpid();
}

static FILETIME duration(const struct timeval *time)
{
    return clock_filetime(time->tv_sec * CLOCK_SECOND + time->tv_usec * 10);
}

/* Ticks after boot at which the process began: field 22 of /proc/self/stat, see proc(5). */
static unsigned long long start_ticks(void)
{
    FILE *file = fopen("/proc/self/stat", "re");
    unsigned long long ticks = 0;
    char text[1024];
    const char *at;

    if (!file)
        return 0;
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
    /* The name in field 2 may hold anything, but no later field has a bracket. */
    at = strrchr(text, ')');
    if (at)
        sscanf(at + 1,
               " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d "
               "%*d %llu",
               &ticks);
    return ticks;
}

/* Told once: the distance of the two clocks wavers. */
static void start_init_once(void)
{
    int64_t boot = clock_now() - (int64_t)clock_ticks_ms() * 10000;

    start = clock_filetime(boot + (int64_t)start_ticks() * (CLOCK_SECOND / sysconf(_SC_CLK_TCK)));
}

void process_times(FILETIME *ret_start, FILETIME *ret_kernel, FILETIME *ret_user)
{
    struct rusage usage = {0};

    pthread_once(&start_once, start_init_once);
    getrusage(RUSAGE_SELF, &usage);
    *ret_start = start;
    *ret_kernel = duration(&usage.ru_stime);
    *ret_user = duration(&usage.ru_utime);
}

static void title_init_once(void)
{
    if (path_to_windows(command_line_program(), &title) < 0)
        title = utf8_dup_wide(command_line_program());
    title_utf8 = wide_dup_utf8(title);
}

const WCHAR *process_title(void)
{
    pthread_once(&title_once, title_init_once);
    return title;
}

const char *process_title_utf8(void)
{
    pthread_once(&title_once, title_init_once);
    return title_utf8;
}
