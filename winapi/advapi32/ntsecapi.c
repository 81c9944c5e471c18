/* SPDX-License-Identifier: MIT */
/* ntsecapi.c - advapi32: random bytes */
#include <sys/random.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"

#undef RtlGenRandom
BOOLEAN WINAPI SystemFunction036(void *buffer, ULONG bytes);

/* getrandom() gives up to 256 bytes whole, more may be cut short by a signal. */
static bool fill_random(char *at, size_t left)
{
    while (left) {
        ssize_t got = getrandom(at, left, 0);

        if (got < 0 && errno != EINTR)
            return false;
        if (got > 0) {
            at += got;
            left -= (size_t)got;
        }
    }
    return true;
}

/**
 * SystemFunction036() - RtlGenRandom: random bytes from the system
 * @buffer: written
 * @bytes: how many; 0 is fine
 *
 * Return: TRUE; FALSE for NULL. The last error isn't set.
 * Source: learn.microsoft.com, ntsecapi/nf-ntsecapi-rtlgenrandom
 */
BOOLEAN WINAPI API(SystemFunction036)(void *buffer, ULONG bytes)
{
    BOOLEAN filled = bytes == 0 || (buffer && fill_random(buffer, bytes));

    surface_succeeded();
    return filled;
}
EXPORT(advapi32, SystemFunction036);
