/* SPDX-License-Identifier: MIT */
/* probe.c - reads /proc/self/maps, or memory as if it were another process's, see probe.h */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "probe.h"

/* End of the run of mappings from @at on that grant @access; @at itself when there is none. */
static uintptr_t accessible_end(uintptr_t at, enum probe_access access)
{
    FILE *maps = fopen("/proc/self/maps", "re");
    char line[4600];

    if (!maps)
        return UINTPTR_MAX; /* no way to know: the caller's word stands */
    while (fgets(line, sizeof(line), maps)) {
        unsigned long low, high;
        char mode[5];

        if (sscanf(line, "%lx-%lx %4s", &low, &high, mode) != 3 || high <= at)
            continue;
        if (low > at || mode[access == PROBE_WRITE] == '-')
            break;
        at = high;
    }
    fclose(maps);
    return at;
}

bool probe_range(const void *start, size_t bytes, enum probe_access access)
{
    int saved = errno;
    uintptr_t end;
    bool fits;

    if (__builtin_add_overflow((uintptr_t)start, bytes, &end))
        return false;
    fits = accessible_end((uintptr_t)start, access) >= end;
    errno = saved;
    return fits;
}

bool probe_word(const void *start)
{
    uint64_t word;
    struct iovec local = {&word, sizeof(word)}, remote = {(void *)start, sizeof(word)};
    int saved = errno;
    /* Any other error says that such questions aren't allowed here: the caller's word stands. */
    bool absent = process_vm_readv(getpid(), &local, 1, &remote, 1, 0) < 0 && errno == EFAULT;

    errno = saved;
    return !absent;
}

bool probe_string(const void *string, size_t most, size_t unit_bytes)
{
    int saved = errno;
    size_t readable = (accessible_end((uintptr_t)string, PROBE_READ) - (uintptr_t)string);
    const char *narrow = string;
    const WCHAR *wide = string;

    errno = saved;
    readable /= unit_bytes;
    for (size_t i = 0; i < most; i++) {
        if (i >= readable)
            return false;
        if (unit_bytes == 1 ? !narrow[i] : !wide[i])
            break;
    }
    return true;
}
