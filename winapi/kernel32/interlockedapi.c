/* SPDX-License-Identifier: MIT */
/* interlockedapi.c - kernel32: interlocked singly linked lists */
#include "shim/abi.h"
#include "shim/export.h"
#include "winapi/sync/slist.h"

/* Not in Wine's headers. */
SLIST_ENTRY *WINAPI InterlockedPushListSListEx(SLIST_HEADER *, SLIST_ENTRY *, SLIST_ENTRY *, ULONG);

/**
 * InitializeSListHead(), RtlInitializeSListHead() - make an empty list
 * @list: 16 bytes, aligned to 16
 *
 * Source: learn.microsoft.com, interlockedapi/nf-interlockedapi-initializeslisthead
 */
void WINAPI API(InitializeSListHead)(SLIST_HEADER *list)
{
    list->Alignment = 0;
    list->Region = 1; /* HeaderType: 16 bytes */
}
EXPORT(kernel32, InitializeSListHead);
EXPORT_AS(kernelbase, "InitializeSListHead", InitializeSListHead);
EXPORT_AS(ntdll, "RtlInitializeSListHead", InitializeSListHead);

/**
 * InterlockedPushEntrySList(), RtlInterlockedPushEntrySList() - put an entry in front
 * @list: a list
 * @entry: aligned to 16
 *
 * Return: the entry that was first, or NULL.
 * Source: learn.microsoft.com, interlockedapi/nf-interlockedapi-interlockedpushentryslist
 */
SLIST_ENTRY *WINAPI API(InterlockedPushEntrySList)(SLIST_HEADER *list, SLIST_ENTRY *entry)
{
    return slist_push(list, entry, entry, 1);
}
EXPORT(kernel32, InterlockedPushEntrySList);
EXPORT_AS(kernelbase, "InterlockedPushEntrySList", InterlockedPushEntrySList);
EXPORT_AS(ntdll, "RtlInterlockedPushEntrySList", InterlockedPushEntrySList);

/**
 * InterlockedPushListSListEx(), RtlInterlockedPushListSListEx() - put a chain of entries in front
 * @list: a list
 * @first: first entry of the chain
 * @last: its last entry
 * @count: how many there are
 *
 * Return: the entry that was first, or NULL.
 * Source: learn.microsoft.com, interlockedapi/nf-interlockedapi-interlockedpushlistslistex
 */
SLIST_ENTRY *WINAPI API(InterlockedPushListSListEx)(SLIST_HEADER *list, SLIST_ENTRY *first,
                                                    SLIST_ENTRY *last, ULONG count)
{
    return slist_push(list, first, last, count);
}
EXPORT(kernel32, InterlockedPushListSListEx);
EXPORT_AS(kernelbase, "InterlockedPushListSListEx", InterlockedPushListSListEx);
EXPORT_AS(ntdll, "RtlInterlockedPushListSListEx", InterlockedPushListSListEx);

/**
 * InterlockedPopEntrySList(), RtlInterlockedPopEntrySList() - take the first entry out
 * @list: a list
 *
 * Return: the entry, or NULL.
 * Source: learn.microsoft.com, interlockedapi/nf-interlockedapi-interlockedpopentryslist
 */
SLIST_ENTRY *WINAPI API(InterlockedPopEntrySList)(SLIST_HEADER *list)
{
    return slist_pop(list);
}
EXPORT(kernel32, InterlockedPopEntrySList);
EXPORT_AS(kernelbase, "InterlockedPopEntrySList", InterlockedPopEntrySList);
EXPORT_AS(ntdll, "RtlInterlockedPopEntrySList", InterlockedPopEntrySList);

/**
 * InterlockedFlushSList(), RtlInterlockedFlushSList() - take all entries out
 * @list: a list
 *
 * Return: the first of them, or NULL.
 * Source: learn.microsoft.com, interlockedapi/nf-interlockedapi-interlockedflushslist
 */
SLIST_ENTRY *WINAPI API(InterlockedFlushSList)(SLIST_HEADER *list)
{
    return slist_flush(list);
}
EXPORT(kernel32, InterlockedFlushSList);
EXPORT_AS(kernelbase, "InterlockedFlushSList", InterlockedFlushSList);
EXPORT_AS(ntdll, "RtlInterlockedFlushSList", InterlockedFlushSList);

/**
 * QueryDepthSList(), RtlQueryDepthSList() - how many entries a list has, modulo 65536
 * @list: a list
 *
 * Source: learn.microsoft.com, interlockedapi/nf-interlockedapi-querydepthslist
 */
USHORT WINAPI API(QueryDepthSList)(SLIST_HEADER *list)
{
    return list->Header16.Depth;
}
EXPORT(kernel32, QueryDepthSList);
EXPORT_AS(kernelbase, "QueryDepthSList", QueryDepthSList);
EXPORT_AS(ntdll, "RtlQueryDepthSList", QueryDepthSList);

/**
 * RtlFirstEntrySList() - the first entry, left where it is
 * @list: a list
 *
 * Return: the entry, or NULL.
 * Source: learn.microsoft.com, winnt/nf-winnt-rtlfirstentryslist
 */
SLIST_ENTRY *WINAPI API(RtlFirstEntrySList)(const SLIST_HEADER *list)
{
    return slist_first(list);
}
EXPORT(ntdll, RtlFirstEntrySList);
