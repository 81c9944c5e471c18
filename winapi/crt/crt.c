/* SPDX-License-Identifier: MIT */
/* crt.c - a thread's state of the C runtime, and error numbers; see crt.h */
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "crt.h"
#include "shim/error.h"
#include "shim/message.h"

static __thread struct crt_thread *self;

static void forget(TEB *teb)
{
    (void)teb;
    free(self);
    self = NULL;
}

__attribute__((constructor)) static void hook(void)
{
    teb_exit_hook(TEB_EXIT_RUNTIME, forget);
}

struct crt_thread *crt_thread(void)
{
    if (likely(self))
        return self;
    self = calloc(1, sizeof(*self));
    if (!self)
        message_fatal("WS0250", "no memory for the C runtime's state of a thread");
    self->random = 1;
    return self;
}

/* ---- error numbers ---------------------------------------------------------------------- */

static const struct {
    int linux_number, number;
    const char *text;
} errors[] = {
    {0, 0, "No error"},
    {EPERM, 1, "Operation not permitted"},
    {ENOENT, 2, "No such file or directory"},
    {ESRCH, 3, "No such process"},
    {EINTR, 4, "Interrupted function call"},
    {EIO, 5, "Input/output error"},
    {ENXIO, 6, "No such device or address"},
    {E2BIG, 7, "Arg list too long"},
    {ENOEXEC, 8, "Exec format error"},
    {EBADF, 9, "Bad file descriptor"},
    {ECHILD, 10, "No child processes"},
    {EAGAIN, 11, "Resource temporarily unavailable"},
    {ENOMEM, 12, "Not enough space"},
    {EACCES, 13, "Permission denied"},
    {EFAULT, 14, "Bad address"},
    {EBUSY, 16, "Resource device"},
    {EEXIST, 17, "File exists"},
    {EXDEV, 18, "Improper link"},
    {ENODEV, 19, "No such device"},
    {ENOTDIR, 20, "Not a directory"},
    {EISDIR, 21, "Is a directory"},
    {EINVAL, 22, "Invalid argument"},
    {ENFILE, 23, "Too many open files in system"},
    {EMFILE, 24, "Too many open files"},
    {ENOTTY, 25, "Inappropriate I/O control operation"},
    {EFBIG, 27, "File too large"},
    {ENOSPC, 28, "No space left on device"},
    {ESPIPE, 29, "Invalid seek"},
    {EROFS, 30, "Read-only file system"},
    {EMLINK, 31, "Too many links"},
    {EPIPE, 32, "Broken pipe"},
    {EDOM, 33, "Domain error"},
    {ERANGE, 34, "Result too large"},
    {EDEADLK, CRT_EDEADLOCK, "Resource deadlock avoided"},
    {ENAMETOOLONG, CRT_ENAMETOOLONG, "Filename too long"},
    {ENOLCK, CRT_ENOLCK, "No locks available"},
    {ENOSYS, CRT_ENOSYS, "Function not implemented"},
    {ENOTEMPTY, CRT_ENOTEMPTY, "Directory not empty"},
    {EILSEQ, CRT_EILSEQ, "Illegal byte sequence"},
    {ELOOP, 114, "Too many symbolic links"},
    {ENOTSUP, 129, "Not supported"},
    {EOVERFLOW, 132, "Value too large"},
    {ETIMEDOUT, 138, "Timed out"},
};

/* Win32 codes that engines return for what errno can't tell apart. */
static int from_win32(DWORD code)
{
    switch (code) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_BAD_NETPATH:
        return ENOENT;
    case ERROR_NO_DATA:
        return EPIPE;
    case ERROR_SHARING_VIOLATION:
    case ERROR_ACCESS_DENIED:
        return EACCES;
    default:
        return EINVAL;
    }
}

int crt_errno(int result)
{
    if (result <= -0x10000)
        return from_win32(win32_error(result));
    for (size_t i = 0; i < ARRAY_LENGTH(errors); i++)
        if (errors[i].linux_number == -result)
            return errors[i].number;
    return EINVAL;
}

int crt_fail(int result)
{
    struct crt_thread *thread = crt_thread();

    thread->number = crt_errno(result);
    thread->os_number = win32_error(result);
    return -1;
}

int crt_set_errno(int number)
{
    return crt_thread()->number = number;
}

const char *crt_error_text(int number)
{
    for (size_t i = 0; i < ARRAY_LENGTH(errors); i++)
        if (errors[i].number == number)
            return errors[i].text;
    return "Unknown error";
}

/* ---- forbidden arguments ---------------------------------------------------------------- */

typedef void(GUEST_CALL *invalid_handler)(const WCHAR *expression, const WCHAR *function,
                                          const WCHAR *file, unsigned line, uintptr_t reserved);

static _Atomic(void *) invalid;

void *crt_set_invalid_handler(void *handler)
{
    return atomic_exchange(&invalid, handler);
}

int crt_invalid(void)
{
    invalid_handler handler = (invalid_handler)atomic_load(&invalid);

    crt_thread()->number = EINVAL;
    if (handler)
        handler(NULL, NULL, NULL, 0, 0);
    return EINVAL;
}
