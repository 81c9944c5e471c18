/* SPDX-License-Identifier: MIT */
/* ioapiset.c - kernel32: I/O completion ports */
#include <stdlib.h>

#include "shim/error.h"
#include "shim/export.h"
#include "winapi/sync/objects.h"
#include "winapi/thread/port.h"

#define ENTRIES_AT_ONCE 64u

/**
 * CreateIoCompletionPort() - make a completion port
 * @file: INVALID_HANDLE_VALUE
 * @existing: NULL
 * @key: ignored
 * @threads: ignored; as many threads run as take packets
 *
 * Return: the port; NULL: ERROR_INVALID_PARAMETER for INVALID_HANDLE_VALUE with a port,
 * ERROR_INVALID_HANDLE for what is no file.
 * Differs: files can't be connected with a port yet (ERROR_INVALID_HANDLE).
 * Source: learn.microsoft.com, ioapiset/nf-ioapiset-createiocompletionport
 */
HANDLE WINAPI API(CreateIoCompletionPort)(HANDLE file, HANDLE existing, ULONG_PTR key,
                                          DWORD threads)
{
    HANDLE port = NULL;

    (void)key, (void)threads;
    if (file != INVALID_HANDLE_VALUE)
        return win32_fail(ERROR_INVALID_HANDLE, NULL);
    if (existing)
        return win32_fail(ERROR_INVALID_PARAMETER, NULL);
    return win32_bool(port_new(&port)) ? port : NULL;
}
EXPORT(kernel32, CreateIoCompletionPort);
EXPORT_AS(kernelbase, "CreateIoCompletionPort", CreateIoCompletionPort);

/**
 * PostQueuedCompletionStatus() - queue a packet to a port
 * @port: a completion port
 * @bytes: any
 * @key: any
 * @overlapped: any
 *
 * Return: TRUE; FALSE: ERROR_INVALID_HANDLE, ERROR_NOT_ENOUGH_MEMORY.
 * Source: learn.microsoft.com, ioapiset/nf-ioapiset-postqueuedcompletionstatus
 */
BOOL WINAPI API(PostQueuedCompletionStatus)(HANDLE port, DWORD bytes, ULONG_PTR key,
                                            OVERLAPPED *overlapped)
{
    struct port_packet packet = {.key = key, .overlapped = overlapped, .bytes = bytes};

    return win32_bool(port_post_handle(port, &packet));
}
EXPORT(kernel32, PostQueuedCompletionStatus);
EXPORT_AS(kernelbase, "PostQueuedCompletionStatus", PostQueuedCompletionStatus);

static BOOL port_result(int result)
{
    if (result == -ETIMEDOUT)
        return win32_fail(WAIT_TIMEOUT, FALSE);
    return result == -EINTR ? win32_fail(WAIT_IO_COMPLETION, FALSE) : win32_bool(result);
}

/**
 * GetQueuedCompletionStatus() - take a packet from a port
 * @port: a completion port
 * @ret_bytes: as posted
 * @ret_key: as posted
 * @ret_overlapped: as posted; NULL when no packet was taken
 * @timeout_ms: 0 to look only, INFINITE
 *
 * Return: TRUE; FALSE: WAIT_TIMEOUT, ERROR_INVALID_HANDLE, ERROR_ABANDONED_WAIT_0 when the port
 * was closed meanwhile.
 * Source: learn.microsoft.com, ioapiset/nf-ioapiset-getqueuedcompletionstatus
 */
BOOL WINAPI API(GetQueuedCompletionStatus)(HANDLE port, DWORD *ret_bytes, ULONG_PTR *ret_key,
                                           OVERLAPPED **ret_overlapped, DWORD timeout_ms)
{
    struct port_packet packet;
    uint32_t count;
    int result = port_get(port, &packet, 1, false, sync_deadline_ms(timeout_ms), &count);

    if (result) {
        *ret_overlapped = NULL;
        return port_result(result);
    }
    *ret_bytes = packet.bytes;
    *ret_key = packet.key;
    *ret_overlapped = packet.overlapped;
    return win32_bool(0);
}
EXPORT(kernel32, GetQueuedCompletionStatus);
EXPORT_AS(kernelbase, "GetQueuedCompletionStatus", GetQueuedCompletionStatus);

/**
 * GetQueuedCompletionStatusEx() - take several packets from a port; waits for the first only
 * @port: a completion port
 * @ret_entries: the packets, oldest first
 * @room: how many fit, at least 1; no more than 64 are taken at once
 * @ret_count: how many were taken
 * @timeout_ms: 0 to look only, INFINITE
 * @alertable: whether the thread's APCs run, and end the wait
 *
 * Return: TRUE; FALSE: WAIT_TIMEOUT, WAIT_IO_COMPLETION, ERROR_INVALID_PARAMETER,
 * ERROR_INVALID_HANDLE, ERROR_ABANDONED_WAIT_0.
 * Source: learn.microsoft.com, ioapiset/nf-ioapiset-getqueuedcompletionstatusex
 */
BOOL WINAPI API(GetQueuedCompletionStatusEx)(HANDLE port, OVERLAPPED_ENTRY *ret_entries, ULONG room,
                                             ULONG *ret_count, DWORD timeout_ms, BOOL alertable)
{
    struct port_packet packets[ENTRIES_AT_ONCE];
    uint32_t count;
    int result;

    if (!ret_entries || !room || !ret_count)
        return win32_bool(-EINVAL);
    result = port_get(port, packets, room < ENTRIES_AT_ONCE ? room : ENTRIES_AT_ONCE, alertable,
                      sync_deadline_ms(timeout_ms), &count);
    if (result)
        return port_result(result);
    for (uint32_t i = 0; i < count; i++)
        ret_entries[i] = (OVERLAPPED_ENTRY){packets[i].key, packets[i].overlapped,
                                            packets[i].internal, packets[i].bytes};
    *ret_count = count;
    return win32_bool(0);
}
EXPORT(kernel32, GetQueuedCompletionStatusEx);
EXPORT_AS(kernelbase, "GetQueuedCompletionStatusEx", GetQueuedCompletionStatusEx);
