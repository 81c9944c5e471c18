/* SPDX-License-Identifier: MIT */
/* host-error.h - the texts that dlerror() gives to ELF programs for failures of ours */
#ifndef WINSHIM_HOST_ERROR_H
#define WINSHIM_HOST_ERROR_H

#include "abi.h"

/**
 * host_error() - compose a text for dlerror
 * @format: printf format
 *
 * Return: the calling thread's text, good until its next call; never NULL.
 */
const char *host_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
