/* SPDX-License-Identifier: MIT */
/* fileapi-disk.c - kernel32: room on disks */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"
#include "winapi/directory/current.h"

#define SECTOR_BYTES 512u

static BOOL space_in_bytes(const WCHAR *path, ULARGE_INTEGER *available, ULARGE_INTEGER *total,
                           ULARGE_INTEGER *free_bytes)
{
    struct disk_space space;
    int result = disk_space_get(path, &space);

    if (result < 0)
        return win32_bool(result);
    if (available)
        available->QuadPart = space.available_bytes;
    if (total)
        total->QuadPart = space.total_bytes;
    if (free_bytes)
        free_bytes->QuadPart = space.free_bytes;
    return win32_bool(0);
}

/**
 * GetDiskFreeSpaceExA(), GetDiskFreeSpaceExW() - room on the file system of a folder, in bytes
 * @path: folder; NULL: the current one
 * @available: what this user may take; NULL is fine
 * @total: size of the file system; NULL is fine
 * @free_bytes: what is free for anybody; NULL is fine
 *
 * Return: TRUE; FALSE with ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_DIRECTORY for a
 * file, ERROR_INVALID_NAME.
 * Differs: quotas don't show in @total.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-getdiskfreespaceexa
 */
BOOL WINAPI API(GetDiskFreeSpaceExA)(LPCSTR path, ULARGE_INTEGER *available, ULARGE_INTEGER *total,
                                     ULARGE_INTEGER *free_bytes)
{
    AUTOFREE WCHAR *wide = path_dup_wide(path);

    return space_in_bytes(wide, available, total, free_bytes);
}
EXPORT(kernel32, GetDiskFreeSpaceExA);
EXPORT_AS(kernelbase, "GetDiskFreeSpaceExA", GetDiskFreeSpaceExA);

BOOL WINAPI API(GetDiskFreeSpaceExW)(LPCWSTR path, ULARGE_INTEGER *available, ULARGE_INTEGER *total,
                                     ULARGE_INTEGER *free_bytes)
{
    return space_in_bytes(path, available, total, free_bytes);
}
EXPORT(kernel32, GetDiskFreeSpaceExW);
EXPORT_AS(kernelbase, "GetDiskFreeSpaceExW", GetDiskFreeSpaceExW);

static DWORD clusters(uint64_t bytes, uint32_t unit_bytes)
{
    uint64_t count = bytes / unit_bytes;

    return count > UINT32_MAX ? UINT32_MAX : (DWORD)count;
}

static BOOL space_in_clusters(const WCHAR *path, DWORD *sectors, DWORD *sector_bytes,
                              DWORD *free_clusters, DWORD *total_clusters)
{
    struct disk_space space;
    int result = disk_space_get(path, &space);

    if (result < 0)
        return win32_bool(result);
    if (space.unit_bytes < SECTOR_BYTES)
        space.unit_bytes = SECTOR_BYTES;
    if (sectors)
        *sectors = space.unit_bytes / SECTOR_BYTES;
    if (sector_bytes)
        *sector_bytes = SECTOR_BYTES;
    if (free_clusters)
        *free_clusters = clusters(space.available_bytes, space.unit_bytes);
    if (total_clusters)
        *total_clusters = clusters(space.total_bytes, space.unit_bytes);
    return win32_bool(0);
}

/**
 * GetDiskFreeSpaceA(), GetDiskFreeSpaceW() - room on a disk, in clusters
 * @root: root folder; any folder will do; NULL: the current disk
 * @sectors: sectors a cluster; NULL is fine
 * @sector_bytes: bytes a sector, 512; NULL is fine
 * @free_clusters: what this user may take; NULL is fine
 * @total_clusters: size of the disk; NULL is fine
 *
 * Return: TRUE; FALSE with ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_DIRECTORY for a
 * file, ERROR_INVALID_NAME.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-getdiskfreespacea
 */
BOOL WINAPI API(GetDiskFreeSpaceA)(LPCSTR root, DWORD *sectors, DWORD *sector_bytes,
                                   DWORD *free_clusters, DWORD *total_clusters)
{
    AUTOFREE WCHAR *wide = path_dup_wide(root);

    return space_in_clusters(wide, sectors, sector_bytes, free_clusters, total_clusters);
}
EXPORT(kernel32, GetDiskFreeSpaceA);
EXPORT_AS(kernelbase, "GetDiskFreeSpaceA", GetDiskFreeSpaceA);

BOOL WINAPI API(GetDiskFreeSpaceW)(LPCWSTR root, DWORD *sectors, DWORD *sector_bytes,
                                   DWORD *free_clusters, DWORD *total_clusters)
{
    return space_in_clusters(root, sectors, sector_bytes, free_clusters, total_clusters);
}
EXPORT(kernel32, GetDiskFreeSpaceW);
EXPORT_AS(kernelbase, "GetDiskFreeSpaceW", GetDiskFreeSpaceW);
