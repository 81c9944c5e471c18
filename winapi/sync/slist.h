/* SPDX-License-Identifier: MIT */
/*
 * slist.h - interlocked singly linked lists, with the header as x64 Windows
 * lays it out: depth and sequence below, the first entry above
 */
#ifndef WINSHIM_SYNC_SLIST_H
#define WINSHIM_SYNC_SLIST_H

#include "shim/abi.h"

/** slist_push() - put a chain of entries in front; @last is its end. Return: the entry that was
 * first. */
SLIST_ENTRY *slist_push(SLIST_HEADER *list, SLIST_ENTRY *first, SLIST_ENTRY *last, unsigned count);

/** slist_pop() - take the first entry out. Return: it, or NULL. */
SLIST_ENTRY *slist_pop(SLIST_HEADER *list);

/** slist_flush() - take all entries out. Return: the first, or NULL. */
SLIST_ENTRY *slist_flush(SLIST_HEADER *list);

/** slist_first() - the first entry, left where it is, or NULL */
SLIST_ENTRY *slist_first(const SLIST_HEADER *list);

#endif
