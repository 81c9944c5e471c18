/* SPDX-License-Identifier: MIT */
/* synchapi-objects.c - kernel32: mutexes and semaphores */
#include "shim/export.h"
#include "winapi/kernel32/synchapi.h"

static HANDLE mutex_create(const SECURITY_ATTRIBUTES *attributes, DWORD flags, const WCHAR *name,
                           DWORD access)
{
    struct sync_spec spec = {.type = SYNC_TYPE_MUTANT,
                             .initial = flags & CREATE_MUTEX_INITIAL_OWNER};
    HANDLE handle = NULL;

    if (flags & ~CREATE_MUTEX_INITIAL_OWNER)
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    return object_created(sync_create(&spec, name, access, inherits(attributes), &handle), &handle);
}

/**
 * CreateMutexExA(), CreateMutexExW() - make a mutex, or open the one of that name
 * @attributes: only bInheritHandle counts; may be NULL
 * @name: NULL or "" for an unnamed mutex; "Global\" and "Local\" choose the namespace
 * @flags: CREATE_MUTEX_INITIAL_OWNER: the caller owns a new mutex
 * @access: access mask of the handle
 *
 * Return: a handle, with the last error ERROR_ALREADY_EXISTS when the mutex was there (the caller
 * does not own it then) and 0 otherwise; NULL: as CreateEventExW().
 * Source: learn.microsoft.com, synchapi/nf-synchapi-createmutexexw
 */
HANDLE WINAPI API(CreateMutexExW)(SECURITY_ATTRIBUTES *attributes, const WCHAR *name, DWORD flags,
                                  DWORD access)
{
    return mutex_create(attributes, flags, name, access);
}
EXPORT(kernel32, CreateMutexExW);
EXPORT_AS(kernelbase, "CreateMutexExW", CreateMutexExW);

HANDLE WINAPI API(CreateMutexExA)(SECURITY_ATTRIBUTES *attributes, const char *name, DWORD flags,
                                  DWORD access)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return mutex_create(attributes, flags, wide, access);
}
EXPORT(kernel32, CreateMutexExA);
EXPORT_AS(kernelbase, "CreateMutexExA", CreateMutexExA);

/**
 * CreateMutexA(), CreateMutexW() - make a mutex with full access, or open the one of that name
 * @attributes: only bInheritHandle counts; may be NULL
 * @initial_owner: whether the caller owns a new mutex
 * @name: NULL or "" for an unnamed mutex
 *
 * Return: as CreateMutexExW().
 * Source: learn.microsoft.com, synchapi/nf-synchapi-createmutexw
 */
HANDLE WINAPI API(CreateMutexW)(SECURITY_ATTRIBUTES *attributes, BOOL initial_owner,
                                const WCHAR *name)
{
    return mutex_create(attributes, initial_owner ? CREATE_MUTEX_INITIAL_OWNER : 0, name,
                        MUTEX_ALL_ACCESS);
}
EXPORT(kernel32, CreateMutexW);
EXPORT_AS(kernelbase, "CreateMutexW", CreateMutexW);

HANDLE WINAPI API(CreateMutexA)(SECURITY_ATTRIBUTES *attributes, BOOL initial_owner,
                                const char *name)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return mutex_create(attributes, initial_owner ? CREATE_MUTEX_INITIAL_OWNER : 0, wide,
                        MUTEX_ALL_ACCESS);
}
EXPORT(kernel32, CreateMutexA);
EXPORT_AS(kernelbase, "CreateMutexA", CreateMutexA);

/**
 * OpenMutexA(), OpenMutexW() - open a named mutex
 * @access: access mask
 * @inherit: whether child processes inherit the handle
 * @name: not NULL
 *
 * Return: a handle; NULL: ERROR_FILE_NOT_FOUND, ERROR_INVALID_HANDLE when the name belongs to
 * another type of object, ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-openmutexw
 */
HANDLE WINAPI API(OpenMutexW)(DWORD access, BOOL inherit, const WCHAR *name)
{
    HANDLE handle = NULL;

    return object_opened(sync_open(SYNC_TYPE_MUTANT, name, access, inherit, &handle), &handle);
}
EXPORT(kernel32, OpenMutexW);
EXPORT_AS(kernelbase, "OpenMutexW", OpenMutexW);

HANDLE WINAPI API(OpenMutexA)(DWORD access, BOOL inherit, const char *name)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;
    HANDLE handle = NULL;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return object_opened(sync_open(SYNC_TYPE_MUTANT, wide, access, inherit, &handle), &handle);
}
EXPORT(kernel32, OpenMutexA);

/**
 * ReleaseMutex() - give up one level of ownership
 * @mutex: any handle to a mutex that the calling thread owns
 *
 * Return: TRUE; FALSE: ERROR_NOT_OWNER, ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-releasemutex
 */
BOOL WINAPI API(ReleaseMutex)(HANDLE mutex)
{
    return win32_bool(sync_mutant_release(mutex));
}
EXPORT(kernel32, ReleaseMutex);
EXPORT_AS(kernelbase, "ReleaseMutex", ReleaseMutex);

static HANDLE semaphore_create(const SECURITY_ATTRIBUTES *attributes, LONG initial, LONG maximum,
                               const WCHAR *name, DWORD access)
{
    struct sync_spec spec = {
        .type = SYNC_TYPE_SEMAPHORE, .initial_count = initial, .maximum_count = maximum};
    HANDLE handle = NULL;

    return object_created(sync_create(&spec, name, access, inherits(attributes), &handle), &handle);
}

/**
 * CreateSemaphoreExA(), CreateSemaphoreExW() - make a semaphore, or open the one of that name
 * @attributes: only bInheritHandle counts; may be NULL
 * @initial: count at the start, 0 to @maximum
 * @maximum: greater than 0
 * @name: NULL or "" for an unnamed semaphore; "Global\" and "Local\" choose the namespace
 * @flags: must be 0
 * @access: access mask of the handle
 *
 * Return: a handle, with the last error ERROR_ALREADY_EXISTS when the semaphore was there (it
 * keeps its counts) and 0 otherwise; NULL: ERROR_INVALID_PARAMETER for counts out of range or
 * flags, the rest as CreateEventExW().
 * Source: learn.microsoft.com, synchapi/nf-synchapi-createsemaphoreexw
 */
HANDLE WINAPI API(CreateSemaphoreExW)(SECURITY_ATTRIBUTES *attributes, LONG initial, LONG maximum,
                                      const WCHAR *name, DWORD flags, DWORD access)
{
    if (flags)
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    return semaphore_create(attributes, initial, maximum, name, access);
}
EXPORT(kernel32, CreateSemaphoreExW);
EXPORT_AS(kernelbase, "CreateSemaphoreExW", CreateSemaphoreExW);

HANDLE WINAPI API(CreateSemaphoreExA)(SECURITY_ATTRIBUTES *attributes, LONG initial, LONG maximum,
                                      const char *name, DWORD flags, DWORD access)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;

    if (flags)
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return semaphore_create(attributes, initial, maximum, wide, access);
}
EXPORT(kernel32, CreateSemaphoreExA);

/**
 * CreateSemaphoreA(), CreateSemaphoreW() - make a semaphore with full access, or open that name's
 * @attributes: only bInheritHandle counts; may be NULL
 * @initial: count at the start, 0 to @maximum
 * @maximum: greater than 0
 * @name: NULL or "" for an unnamed semaphore
 *
 * Return: as CreateSemaphoreExW().
 * Source: learn.microsoft.com, synchapi/nf-synchapi-createsemaphorew
 */
HANDLE WINAPI API(CreateSemaphoreW)(SECURITY_ATTRIBUTES *attributes, LONG initial, LONG maximum,
                                    const WCHAR *name)
{
    return semaphore_create(attributes, initial, maximum, name, SEMAPHORE_ALL_ACCESS);
}
EXPORT(kernel32, CreateSemaphoreW);
EXPORT_AS(kernelbase, "CreateSemaphoreW", CreateSemaphoreW);

HANDLE WINAPI API(CreateSemaphoreA)(SECURITY_ATTRIBUTES *attributes, LONG initial, LONG maximum,
                                    const char *name)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return semaphore_create(attributes, initial, maximum, wide, SEMAPHORE_ALL_ACCESS);
}
EXPORT(kernel32, CreateSemaphoreA);

/**
 * OpenSemaphoreA(), OpenSemaphoreW() - open a named semaphore
 * @access: access mask
 * @inherit: whether child processes inherit the handle
 * @name: not NULL
 *
 * Return: a handle; NULL: ERROR_FILE_NOT_FOUND, ERROR_INVALID_HANDLE when the name belongs to
 * another type of object, ERROR_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-opensemaphorew
 */
HANDLE WINAPI API(OpenSemaphoreW)(DWORD access, BOOL inherit, const WCHAR *name)
{
    HANDLE handle = NULL;

    return object_opened(sync_open(SYNC_TYPE_SEMAPHORE, name, access, inherit, &handle), &handle);
}
EXPORT(kernel32, OpenSemaphoreW);
EXPORT_AS(kernelbase, "OpenSemaphoreW", OpenSemaphoreW);

HANDLE WINAPI API(OpenSemaphoreA)(DWORD access, BOOL inherit, const char *name)
{
    WCHAR room[MAX_PATH];
    const WCHAR *wide;
    HANDLE handle = NULL;

    if (!object_name(name, room, &wide))
        return win32_fail(ERROR_FILENAME_EXCED_RANGE, NULL);
    return object_opened(sync_open(SYNC_TYPE_SEMAPHORE, wide, access, inherit, &handle), &handle);
}
EXPORT(kernel32, OpenSemaphoreA);

/**
 * ReleaseSemaphore() - add to a semaphore's count
 * @semaphore: handle with SEMAPHORE_MODIFY_STATE
 * @count: how much to add
 * @previous: receives the count before; may be NULL
 *
 * Return: TRUE; FALSE: ERROR_TOO_MANY_POSTS when the count would pass the maximum (it is left as
 * it is), ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, synchapi/nf-synchapi-releasesemaphore
 */
BOOL WINAPI API(ReleaseSemaphore)(HANDLE semaphore, LONG count, LONG *previous)
{
    return win32_bool(sync_semaphore_release(semaphore, count, (int32_t *)previous));
}
EXPORT(kernel32, ReleaseSemaphore);
EXPORT_AS(kernelbase, "ReleaseSemaphore", ReleaseSemaphore);
