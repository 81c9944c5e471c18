/* SPDX-License-Identifier: MIT */
/*
 * error.h - the one place for each channel in which errors leave a surface
 *
 * Engines return 0 or a negative errno; where Windows tells causes apart that
 * errno can't, they return a negative Win32 code made with ENGINE_WIN32().
 * A surface turns that into what its function's page promises with one of the
 * translators below, and does so last: in the host pass the last error goes to
 * errno as well, where the CLR and Mono read it after the call.
 */
#ifndef WINSHIM_ERROR_H
#define WINSHIM_ERROR_H

#include <errno.h>

#include "abi.h"
#include "teb.h"

/* A Win32 error code as an engine's negative result, apart from every errno. */
#define ENGINE_WIN32(code) (-0x10000 - (int)(code))

/**
 * win32_error() - the Win32 error code for an engine's result
 * @result: 0, a negative errno, or ENGINE_WIN32()
 *
 * Return: ERROR_SUCCESS for 0 and positive results; ERROR_GEN_FAILURE for an errno without a
 * counterpart.
 * Source: learn.microsoft.com, debug/system-error-codes
 */
DWORD win32_error(int result);

/** last_error() - the calling thread's last error */
static inline DWORD last_error(void)
{
    return teb_current()->LastErrorValue;
}

/** set_last_error() - set the calling thread's last error; in the host pass errno too */
static inline void set_last_error(DWORD code)
{
    teb_current()->LastErrorValue = code;
#if defined(WINSHIM_HOST)
    errno = (int)code;
#endif
}

/*
 * The runtime zeroes errno before the call and reads it after; what libc left there on the way
 * to a success must not look like an error.
 */
static inline void surface_succeeded(void)
{
#if defined(WINSHIM_HOST)
    errno = 0;
#endif
}

/** win32_bool() - TRUE, or FALSE with the last error set */
static inline BOOL win32_bool(int result)
{
    if (unlikely(result < 0)) {
        set_last_error(win32_error(result));
        return FALSE;
    }
    surface_succeeded();
    return TRUE;
}

/** win32_status() - the code itself, for functions that return it (LSTATUS) */
static inline LONG win32_status(int result)
{
    return (LONG)win32_error(result);
}

/** win32_fail() - set the last error and return @value, for functions with another failure value */
#define win32_fail(code, value)                                                                    \
    ({                                                                                             \
        set_last_error(code);                                                                      \
        (value);                                                                                   \
    })

#endif
