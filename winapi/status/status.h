/* SPDX-License-Identifier: MIT */
/* status.h - NTSTATUS codes in terms of Win32 error codes */
#ifndef WINSHIM_STATUS_H
#define WINSHIM_STATUS_H

#include "shim/abi.h"

/**
 * status_to_win32() - the Win32 error code for a status
 *
 * Codes of the customer's own and those that wrap a Win32 code are unwrapped.
 *
 * Return: ERROR_MR_MID_NOT_FOUND for a status without a counterpart.
 * Source: learn.microsoft.com, winternl/nf-winternl-rtlntstatustodoserror
 */
DWORD status_to_win32(NTSTATUS status);

#endif
