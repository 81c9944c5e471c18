/* SPDX-License-Identifier: MIT */
/* wdm.c - ntdll: version of the system, and memory blocks, which kernel32 exports too */
#include <string.h>

#define WIN32_NO_STATUS
#include "shim/abi.h"
#undef WIN32_NO_STATUS
#include <ntstatus.h>

#include "shim/error.h"
#include "shim/export.h"
#include "winapi/status/status.h"
#include "winapi/system/system.h"

/* Headers make them macros; P/Invoke clients import functions. */
#undef RtlMoveMemory
#undef RtlCopyMemory
#undef RtlFillMemory
#undef RtlZeroMemory

void WINAPI RtlMoveMemory(void *to, const void *from, SIZE_T bytes);
void WINAPI RtlFillMemory(void *to, SIZE_T bytes, BYTE value);
void WINAPI RtlZeroMemory(void *to, SIZE_T bytes);

/**
 * RtlGetVersion() - the version of Windows: 10.0.19045
 * @info: dwOSVersionInfoSize for OSVERSIONINFOEX gets suites and product type too
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for NULL.
 * Source: learn.microsoft.com, wdm/nf-wdm-rtlgetversion
 */
NTSTATUS WINAPI API(RtlGetVersion)(RTL_OSVERSIONINFOEXW *info)
{
    if (!info)
        return STATUS_INVALID_PARAMETER;
    info->dwMajorVersion = SYSTEM_MAJOR;
    info->dwMinorVersion = SYSTEM_MINOR;
    info->dwBuildNumber = SYSTEM_BUILD;
    info->dwPlatformId = VER_PLATFORM_WIN32_NT;
    memset(info->szCSDVersion, 0, sizeof(info->szCSDVersion));
    if (info->dwOSVersionInfoSize == sizeof(*info)) {
        info->wServicePackMajor = info->wServicePackMinor = 0;
        info->wSuiteMask = SYSTEM_SUITE_MASK;
        info->wProductType = SYSTEM_PRODUCT_TYPE;
        info->wReserved = 0;
    }
    return STATUS_SUCCESS;
}
EXPORT(ntdll, RtlGetVersion);

/**
 * RtlVerifyVersionInfo() - compare the version with a wanted one
 * @info: fields that @types selects count
 * @types: VER_MINORVERSION … VER_PRODUCT_TYPE
 * @conditions: mask of VerSetConditionMask()
 *
 * Return: STATUS_SUCCESS; STATUS_REVISION_MISMATCH; STATUS_INVALID_PARAMETER.
 * Source: learn.microsoft.com, wdm/nf-wdm-rtlverifyversioninfo
 */
NTSTATUS WINAPI API(RtlVerifyVersionInfo)(const RTL_OSVERSIONINFOEXW *info, DWORD types,
                                          DWORDLONG conditions)
{
    int result = info ? system_verify_version(info, types, conditions) : -EINVAL;

    if (result == ENGINE_WIN32(ERROR_OLD_WIN_VERSION))
        return STATUS_REVISION_MISMATCH;
    return result < 0 ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}
EXPORT(ntdll, RtlVerifyVersionInfo);

/**
 * RtlMoveMemory(), RtlCopyMemory(), MoveMemory(), CopyMemory() - copy bytes; the blocks may
 * overlap
 * @to: written
 * @from: read
 * @bytes: how many
 *
 * Clients import CopyMemory and MoveMemory from kernel32 though Windows has them as macros only.
 *
 * Source: learn.microsoft.com, devnotes/rtlmovememory
 */
void WINAPI API(RtlMoveMemory)(void *to, const void *from, SIZE_T bytes)
{
    if (bytes)
        memmove(to, from, bytes);
}
EXPORT(ntdll, RtlMoveMemory);
EXPORT_AS(ntdll, "RtlCopyMemory", RtlMoveMemory);
EXPORT_AS(kernel32, "RtlMoveMemory", RtlMoveMemory);
EXPORT_AS(kernel32, "RtlCopyMemory", RtlMoveMemory);
EXPORT_AS(kernel32, "CopyMemory", RtlMoveMemory);
EXPORT_AS(kernel32, "MoveMemory", RtlMoveMemory);

/**
 * RtlFillMemory(), FillMemory() - fill bytes
 * @to: written
 * @bytes: how many
 * @value: of each byte
 *
 * Source: learn.microsoft.com, wdm/nf-wdm-rtlfillmemory
 */
void WINAPI API(RtlFillMemory)(void *to, SIZE_T bytes, BYTE value)
{
    if (bytes)
        memset(to, value, bytes);
}
EXPORT(ntdll, RtlFillMemory);
EXPORT_AS(kernel32, "RtlFillMemory", RtlFillMemory);
EXPORT_AS(kernel32, "FillMemory", RtlFillMemory);

/**
 * RtlZeroMemory(), RtlSecureZeroMemory(), ZeroMemory(), SecureZeroMemory() - zero bytes, never
 * optimised away
 * @to: written
 * @bytes: how many
 *
 * Source: learn.microsoft.com, wdm/nf-wdm-rtlzeromemory
 */
void WINAPI API(RtlZeroMemory)(void *to, SIZE_T bytes)
{
    if (bytes)
        explicit_bzero(to, bytes);
}
EXPORT(ntdll, RtlZeroMemory);
EXPORT_AS(ntdll, "RtlSecureZeroMemory", RtlZeroMemory);
EXPORT_AS(kernel32, "RtlZeroMemory", RtlZeroMemory);
EXPORT_AS(kernel32, "RtlSecureZeroMemory", RtlZeroMemory);
EXPORT_AS(kernel32, "ZeroMemory", RtlZeroMemory);
EXPORT_AS(kernel32, "SecureZeroMemory", RtlZeroMemory);

/**
 * RtlCompareMemory() - how many bytes from the start are equal; kernel32 has it too
 * @a: read
 * @b: read
 * @bytes: how many to compare
 *
 * Return: number of equal bytes, @bytes when all are.
 * Source: learn.microsoft.com, wdm/nf-wdm-rtlcomparememory
 */
SIZE_T WINAPI API(RtlCompareMemory)(const void *a, const void *b, SIZE_T bytes)
{
    const unsigned char *left = a, *right = b;
    SIZE_T equal = 0;

    while (equal < bytes && left[equal] == right[equal])
        equal++;
    return equal;
}
EXPORT_WINNT(ntdll, RtlCompareMemory);
EXPORT_AS(kernel32, "RtlCompareMemory", RtlCompareMemory);
