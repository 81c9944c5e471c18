/* SPDX-License-Identifier: MIT */
/* probe.h - whether memory can be touched, asked of the kernel and without touching it */
#ifndef WINSHIM_PROBE_H
#define WINSHIM_PROBE_H

#include "shim/abi.h"

enum probe_access { PROBE_READ, PROBE_WRITE };

/** probe_range() - whether every byte of a range can be read or written at this moment */
bool probe_range(const void *start, size_t bytes, enum probe_access access);

/** probe_word() - whether 8 bytes can be read, at the price of one system call */
bool probe_word(const void *start);

/**
 * probe_string() - whether a string can be read up to its NUL
 * @most: characters to look at; no NUL among them is fine
 * @unit_bytes: size of a character, 1 or 2
 */
bool probe_string(const void *string, size_t most, size_t unit_bytes);

#endif
