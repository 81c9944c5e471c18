/* SPDX-License-Identifier: MIT */
/* synchapi.h - what the surfaces of dispatcher objects have in common */
#ifndef WINSHIM_KERNEL32_SYNCHAPI_H
#define WINSHIM_KERNEL32_SYNCHAPI_H

#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/wstr.h"
#include "winapi/sync/objects.h"

/* The UTF-16 form of an A function's object name, whose length Windows limits to MAX_PATH. */
static inline bool object_name(const char *name, WCHAR room[MAX_PATH], const WCHAR **ret_name)
{
    if (name && utf8_to_wchars(name, strlen(name) + 1, room, MAX_PATH) > MAX_PATH)
        return false;
    *ret_name = name ? room : NULL;
    return true;
}

static inline bool inherits(const SECURITY_ATTRIBUTES *attributes)
{
    return attributes && attributes->bInheritHandle;
}

/* A new handle; the last error tells whether the name was there already, as on Windows. */
static inline HANDLE object_created(int result, const HANDLE *handle)
{
    if (result < 0)
        return win32_fail(win32_error(result), NULL);
    return win32_fail(result ? ERROR_ALREADY_EXISTS : ERROR_SUCCESS, *handle);
}

static inline HANDLE object_opened(int result, const HANDLE *handle)
{
    return win32_bool(result < 0 ? result : 0) ? *handle : NULL;
}

static inline DWORD wait_result(int result, const DWORD *status)
{
    return win32_bool(result) ? *status : WAIT_FAILED;
}

#endif
