/* SPDX-License-Identifier: MIT */
/* I/O completion ports, with posted packets. */
#include "../conformance.h"

CASE(posted_packets_come_back_in_order)
{
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    OVERLAPPED *overlapped;
    ULONG_PTR key;
    DWORD bytes;

    EXPECT(port != NULL);
    EXPECT_TRUE_KEEPING_ERROR(PostQueuedCompletionStatus(port, 1, 2, (OVERLAPPED *)3));
    EXPECT_TRUE_KEEPING_ERROR(PostQueuedCompletionStatus(port, 4, 5, NULL));
    EXPECT_TRUE_KEEPING_ERROR(GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, 0));
    EXPECT_EQ(bytes, 1);
    EXPECT_EQ(key, 2);
    EXPECT(overlapped == (OVERLAPPED *)3);
    EXPECT(GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, INFINITE));
    EXPECT_EQ(bytes, 4);
    EXPECT_EQ(key, 5);
    EXPECT(overlapped == NULL);
    CloseHandle(port);
}

CASE(empty_port_times_out)
{
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    OVERLAPPED_ENTRY entries[2];
    OVERLAPPED *overlapped;
    ULONG_PTR key;
    DWORD bytes;
    ULONG count;

    POISON(bytes);
    POISON(key);
    POISON(overlapped);
    EXPECT_FAILS(GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, 1), WAIT_TIMEOUT);
    EXPECT(IS_POISONED(bytes) && IS_POISONED(key));
    EXPECT(overlapped == NULL);
    EXPECT_FAILS(GetQueuedCompletionStatusEx(port, entries, 2, &count, 0, FALSE), WAIT_TIMEOUT);
    CloseHandle(port);
}

CASE(several_packets_are_taken_at_once)
{
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    OVERLAPPED_ENTRY entries[4];
    ULONG count = 0;

    for (int i = 0; i < 5; i++)
        EXPECT(PostQueuedCompletionStatus(port, i, i + 10, (OVERLAPPED *)(ULONG_PTR)(i + 20)));
    POISON(entries);
    EXPECT_TRUE_KEEPING_ERROR(GetQueuedCompletionStatusEx(port, entries, 4, &count, 0, FALSE));
    EXPECT_EQ(count, 4);
    for (int i = 0; i < 4; i++) {
        EXPECT_EQ(entries[i].dwNumberOfBytesTransferred, i);
        EXPECT_EQ(entries[i].lpCompletionKey, i + 10);
        EXPECT_EQ((ULONG_PTR)entries[i].lpOverlapped, i + 20);
    }
    EXPECT(GetQueuedCompletionStatusEx(port, entries, 4, &count, INFINITE, FALSE));
    EXPECT_EQ(count, 1);
    EXPECT_EQ(entries[0].dwNumberOfBytesTransferred, 4);
    CloseHandle(port);
}

static volatile LONG apc_calls;

static void CALLBACK count_apc(ULONG_PTR parameter)
{
    (void)parameter;
    apc_calls++;
}

CASE(alertable_wait_for_packets_runs_apcs)
{
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    OVERLAPPED_ENTRY entry;
    ULONG count;

    apc_calls = 0;
    EXPECT(QueueUserAPC(count_apc, (HANDLE)(LONG_PTR)-2, 0));
    EXPECT_FAILS(GetQueuedCompletionStatusEx(port, &entry, 1, &count, INFINITE, TRUE),
                 WAIT_IO_COMPLETION);
    EXPECT_EQ(apc_calls, 1);
    CloseHandle(port);
}

CASE(what_is_no_port_is_invalid)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    OVERLAPPED *overlapped;
    ULONG_PTR key;
    DWORD bytes;

    EXPECT_FAILS(PostQueuedCompletionStatus(NULL, 1, 2, NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(PostQueuedCompletionStatus(event, 1, 2, NULL), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(GetQueuedCompletionStatus(event, &bytes, &key, &overlapped, 0),
                 ERROR_INVALID_HANDLE);
    EXPECT_FAILS(CreateIoCompletionPort(event, NULL, 0, 0), ERROR_INVALID_HANDLE);
    EXPECT_FAILS(CreateIoCompletionPort(INVALID_HANDLE_VALUE, port, 0, 0), ERROR_INVALID_PARAMETER);
    CloseHandle(event);
    CloseHandle(port);
}

CASE(port_is_signalled_while_it_has_packets)
{
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    OVERLAPPED *overlapped;
    ULONG_PTR key;
    DWORD bytes;

    EXPECT_EQ(WaitForSingleObject(port, 0), WAIT_TIMEOUT);
    EXPECT(PostQueuedCompletionStatus(port, 1, 2, NULL));
    EXPECT_EQ(WaitForSingleObject(port, 0), WAIT_OBJECT_0);
    EXPECT_EQ(WaitForSingleObject(port, 0), WAIT_OBJECT_0);
    EXPECT(GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, 0));
    EXPECT_EQ(WaitForSingleObject(port, 0), WAIT_TIMEOUT);
    CloseHandle(port);
}

static DWORD WINAPI take_packets(void *port)
{
    OVERLAPPED *overlapped;
    ULONG_PTR key, sum = 0;
    DWORD bytes;

    while (GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, 20000) && key)
        sum += key;
    return (DWORD)sum;
}

CASE(threads_share_the_packets_of_a_port)
{
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 2), threads[3];
    DWORD sum = 0, code;

    for (int i = 0; i < 3; i++)
        threads[i] = CreateThread(NULL, 0, take_packets, port, 0, NULL);
    for (int i = 1; i <= 100; i++)
        EXPECT(PostQueuedCompletionStatus(port, 0, i, NULL));
    for (int i = 0; i < 3; i++)
        EXPECT(PostQueuedCompletionStatus(port, 0, 0, NULL));
    EXPECT_EQ(WaitForMultipleObjects(3, threads, TRUE, 20000), WAIT_OBJECT_0);
    for (int i = 0; i < 3; i++) {
        EXPECT(GetExitCodeThread(threads[i], &code));
        sum += code;
        CloseHandle(threads[i]);
    }
    EXPECT_EQ(sum, 5050);
    CloseHandle(port);
}

static DWORD WINAPI wait_for_packet(void *port)
{
    OVERLAPPED *overlapped = (OVERLAPPED *)1;
    ULONG_PTR key;
    DWORD bytes;

    if (GetQueuedCompletionStatus(port, &bytes, &key, &overlapped, 500) || overlapped)
        return 0;
    return GetLastError();
}

CASE(closing_a_port_ends_waits_for_it)
{
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    HANDLE thread = CreateThread(NULL, 0, wait_for_packet, port, 0, NULL);
    DWORD code;

    Sleep(20); /* so that it waits; if it does not yet, the handle is invalid */
    CloseHandle(port);
    EXPECT_EQ(WaitForSingleObject(thread, 20000), WAIT_OBJECT_0);
    EXPECT(GetExitCodeThread(thread, &code));
    TODO_ON(ON_WINE, "waits on");
    EXPECT(code == ERROR_ABANDONED_WAIT_0 || code == ERROR_INVALID_HANDLE);
    CloseHandle(thread);
}
