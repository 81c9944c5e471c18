/* SPDX-License-Identifier: MIT */
/* fileapi.c - kernel32: reading and writing through handles */
#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "winapi/file/file.h"

/* Where an OVERLAPPED is given for a synchronous handle, it gets the result too. */
static BOOL finish(int result, DWORD done, DWORD *ret_done, OVERLAPPED *overlapped)
{
    if (ret_done)
        *ret_done = done;
    if (overlapped) {
        overlapped->Internal = 0;
        overlapped->InternalHigh = done;
    }
    return win32_bool(result);
}

/**
 * ReadFile() - read from a file, pipe or console
 * @handle: with read access
 * @data: at least @bytes long
 * @bytes: at most so many are read; a pipe or console gives what is there
 * @ret_done: bytes read, 0 at the end of a file; may be NULL with @overlapped
 * @overlapped: the result is stored there as well
 *
 * Return: TRUE; FALSE with ERROR_BROKEN_PIPE at the end of a pipe, ERROR_INVALID_HANDLE,
 * ERROR_ACCESS_DENIED without read access, ERROR_NOACCESS for a bad buffer,
 * ERROR_INVALID_PARAMETER when @ret_done and @overlapped are both NULL.
 * Differs: always synchronous; the offset and the event in @overlapped are not looked at.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-readfile
 */
BOOL WINAPI API(ReadFile)(HANDLE handle, LPVOID data, DWORD bytes, LPDWORD ret_done,
                          LPOVERLAPPED overlapped)
{
    DWORD done = 0;
    int result;

    if (!ret_done && !overlapped)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    result = file_read(handle, data, bytes, &done);
    return finish(result, done, ret_done, overlapped);
}
EXPORT(kernel32, ReadFile);
EXPORT_AS(kernelbase, "ReadFile", ReadFile);

/**
 * WriteFile() - write to a file, pipe or console
 * @handle: with write access
 * @data: @bytes long
 * @bytes: all of them are written before the call returns
 * @ret_done: bytes written; may be NULL with @overlapped
 * @overlapped: the result is stored there as well
 *
 * Return: TRUE; FALSE with ERROR_NO_DATA for a pipe that nobody reads any more,
 * ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED without write access, ERROR_NOACCESS for a bad buffer,
 * ERROR_DISK_FULL, ERROR_INVALID_PARAMETER when @ret_done and @overlapped are both NULL.
 * Differs: always synchronous; the offset and the event in @overlapped are not looked at.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-writefile
 */
BOOL WINAPI API(WriteFile)(HANDLE handle, LPCVOID data, DWORD bytes, LPDWORD ret_done,
                           LPOVERLAPPED overlapped)
{
    DWORD done = 0;
    int result;

    if (!ret_done && !overlapped)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    result = file_write(handle, data, bytes, &done);
    return finish(result, done, ret_done, overlapped);
}
EXPORT(kernel32, WriteFile);
EXPORT_AS(kernelbase, "WriteFile", WriteFile);

/**
 * FlushFileBuffers() - wait until what was written is on disk
 * @handle: with write access
 *
 * Return: TRUE; FALSE with ERROR_INVALID_HANDLE, also for a console, or ERROR_ACCESS_DENIED.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-flushfilebuffers
 */
BOOL WINAPI API(FlushFileBuffers)(HANDLE handle)
{
    return win32_bool(file_flush(handle));
}
EXPORT(kernel32, FlushFileBuffers);
EXPORT_AS(kernelbase, "FlushFileBuffers", FlushFileBuffers);

/**
 * GetFileType() - what is behind a handle
 * @handle: any file handle
 *
 * Return: FILE_TYPE_DISK, FILE_TYPE_CHAR or FILE_TYPE_PIPE (sockets too); FILE_TYPE_UNKNOWN with
 * ERROR_INVALID_HANDLE.
 * Source: learn.microsoft.com, fileapi/nf-fileapi-getfiletype
 */
DWORD WINAPI API(GetFileType)(HANDLE handle)
{
    DWORD type = FILE_TYPE_UNKNOWN;

    win32_bool(file_type(handle, &type));
    return type;
}
EXPORT(kernel32, GetFileType);
EXPORT_AS(kernelbase, "GetFileType", GetFileType);
