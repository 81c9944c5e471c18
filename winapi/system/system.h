/* SPDX-License-Identifier: MIT */
/*
 * system.h - what this machine is, in Windows' terms: version, memory, processors, names
 */
#ifndef WINSHIM_SYSTEM_H
#define WINSHIM_SYSTEM_H

#include "shim/abi.h"

/* The Windows that winshim says it is: Windows 10, version 22H2. */
#define SYSTEM_MAJOR        10u
#define SYSTEM_MINOR        0u
#define SYSTEM_BUILD        19045u
#define SYSTEM_SUITE_MASK   VER_SUITE_SINGLEUSERTS
#define SYSTEM_PRODUCT_TYPE VER_NT_WORKSTATION

/* Guest paths of the system's folders, as Windows spells them. */
#define SYSTEM_WINDOWS_DIRECTORY u"C:\\windows"
#define SYSTEM_SYSTEM_DIRECTORY  u"C:\\windows\\system32"

/* Names that GetComputerName can show hold at most 15 characters. */
#define SYSTEM_NETBIOS_WCHARS 15

/* Bytes of physical memory and of memory with swap, and what of it is free for use. */
struct system_memory {
    uint64_t total_bytes, available_bytes;
    uint64_t commit_limit_bytes, commit_available_bytes;
    uint64_t virtual_total_bytes, virtual_available_bytes;
};

/** system_get_memory() - memory of machine and process, from /proc. Return: 0; negative errno. */
int system_get_memory(struct system_memory *ret_memory);

/** system_get_processors() - SYSTEM_INFO of this machine */
void system_get_processors(SYSTEM_INFO *ret_info);

/**
 * system_verify_version() - compare the version that we report with a wanted one
 * @wanted: the fields that @types selects count
 * @types: VER_MINORVERSION … VER_PRODUCT_TYPE
 * @conditions: mask made by system_condition_mask()
 *
 * Return: 0 when it fits; ENGINE_WIN32(ERROR_OLD_WIN_VERSION) when not;
 * ENGINE_WIN32(ERROR_BAD_ARGUMENTS) for no type or a condition that the type doesn't have.
 */
int system_verify_version(const OSVERSIONINFOEXW *wanted, DWORD types, DWORDLONG conditions);

/** system_has_feature() - whether the processor has a feature (PF_*); false for unknown ones */
bool system_has_feature(uint32_t feature);

/** system_condition_mask() - add one condition to a mask (VerSetConditionMask) */
DWORDLONG system_condition_mask(DWORDLONG mask, DWORD types, BYTE condition);

/**
 * system_get_name() - one of the machine's names
 * @format: ComputerNameNetBIOS and on; the physical ones are the same names
 * @ret_name: malloc'ed; "" for the domain of a machine without one
 *
 * Return: 0; -EINVAL for a format that doesn't exist; -ENOMEM.
 */
int system_get_name(COMPUTER_NAME_FORMAT format, WCHAR **ret_name);

/** system_get_user() - the name of the process's user. Return: 0; -ENOMEM; -ENOENT. */
int system_get_user(WCHAR **ret_name);

/** system_get_battery() - power supply and battery from /sys/class/power_supply */
void system_get_battery(SYSTEM_POWER_STATUS *ret_status);

#endif
