/* SPDX-License-Identifier: MIT */
/* io.c - the C runtime: descriptors and files (headers io.h, direct.h, sys/stat.h) */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim/path.h"
#include "shim/wstr.h"
#include "winapi/crt/fd.h"

static int answer(int result)
{
    return result < 0 ? crt_fail(result) : result;
}

/**
 * _open(), _wopen(), _sopen(), _wsopen(), _sopen_s(), _wsopen_s(), _creat(), _wcreat() - open a
 * file
 *
 * Return: a descriptor, -1 with errno set; the _s forms: an error number.
 * Source: learn.microsoft.com, c-runtime-library/reference/open-wopen
 */
int CDECL API(_wopen)(const WCHAR *path, int flags, int permission)
{
    if (!path)
        return crt_invalid(), -1;
    return answer(fd_open(path, flags, permission));
}
EXPORT_CRT(_wopen);

int CDECL API(_open)(const char *path, int flags, int permission)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(path);

    return API(_wopen)(wide, flags, permission);
}
EXPORT_CRT(_open);

int CDECL API(_sopen)(const char *path, int flags, int sharing, int permission)
{
    return API(_open)(path, flags, permission);
}
EXPORT_CRT(_sopen);

int CDECL API(_wsopen)(const WCHAR *path, int flags, int sharing, int permission)
{
    return API(_wopen)(path, flags, permission);
}
EXPORT_CRT(_wsopen);

int CDECL API(_wsopen_s)(int *ret_fd, const WCHAR *path, int flags, int sharing, int permission)
{
    if (!ret_fd)
        return crt_invalid();
    *ret_fd = API(_wopen)(path, flags, permission);
    return *ret_fd < 0 ? crt_thread()->number : 0;
}
EXPORT_CRT(_wsopen_s);

int CDECL API(_sopen_s)(int *ret_fd, const char *path, int flags, int sharing, int permission)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(path);

    return API(_wsopen_s)(ret_fd, wide, flags, sharing, permission);
}
EXPORT_CRT(_sopen_s);

int CDECL API(_creat)(const char *path, int permission)
{
    return API(_open)(path, CRT_O_RDWR | CRT_O_CREAT | CRT_O_TRUNC, permission);
}
EXPORT_CRT(_creat);

/**
 * _close() - close a descriptor
 *
 * Return: 0; -1 with EBADF.
 * Source: learn.microsoft.com, c-runtime-library/reference/close
 */
int CDECL API(_close)(int fd)
{
    return answer(fd_close(fd));
}
EXPORT_CRT(_close);

/**
 * _read(), _write() - read and write, with text translation
 *
 * Return: bytes; -1 with errno set.
 * Source: learn.microsoft.com, c-runtime-library/reference/read
 */
int CDECL API(_read)(int fd, void *data, unsigned bytes)
{
    return answer(fd_read(fd, data, bytes));
}
EXPORT_CRT(_read);

int CDECL API(_write)(int fd, const void *data, unsigned bytes)
{
    return answer(fd_write(fd, data, bytes));
}
EXPORT_CRT(_write);

/**
 * _lseeki64(), _lseek(), _telli64(), _tell() - position of a descriptor
 *
 * Return: it; -1 with errno set.
 * Source: learn.microsoft.com, c-runtime-library/reference/lseek-lseeki64
 */
int64_t CDECL API(_lseeki64)(int fd, int64_t offset, int origin)
{
    int64_t position = fd_seek(fd, offset, origin);

    return position < 0 ? crt_fail((int)position) : position;
}
EXPORT_CRT(_lseeki64);

LONG CDECL API(_lseek)(int fd, LONG offset, int origin)
{
    return (LONG)API(_lseeki64)(fd, offset, origin);
}
EXPORT_CRT(_lseek);

int64_t CDECL API(_telli64)(int fd)
{
    return API(_lseeki64)(fd, 0, SEEK_CUR);
}
EXPORT_CRT(_telli64);

LONG CDECL API(_tell)(int fd)
{
    return (LONG)API(_telli64)(fd);
}
EXPORT_CRT(_tell);

/**
 * _setmode() - text or binary
 *
 * Return: the mode before; -1 with EINVAL or EBADF.
 * Source: learn.microsoft.com, c-runtime-library/reference/setmode
 */
int CDECL API(_setmode)(int fd, int mode)
{
    return answer(fd_set_mode(fd, mode));
}
EXPORT_CRT(_setmode);

/**
 * _isatty() - whether a descriptor is a character device
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/isatty
 */
int CDECL API(_isatty)(int fd)
{
    if (fd_mode(fd) < 0)
        crt_set_errno(EBADF);
    return fd_is_terminal(fd) ? 0x40 : 0;
}
EXPORT_CRT(_isatty);

/**
 * _dup(), _dup2() - a second descriptor
 *
 * Return: _dup(): it; _dup2(): 0; -1 with EBADF or EMFILE.
 * Source: learn.microsoft.com, c-runtime-library/reference/dup-dup2
 */
int CDECL API(_dup)(int fd)
{
    return answer(fd_duplicate(fd, -1));
}
EXPORT_CRT(_dup);

int CDECL API(_dup2)(int fd, int to)
{
    int result = to < 0 ? crt_fail(-EBADF) : answer(fd_duplicate(fd, to));

    return result < 0 ? -1 : 0;
}
EXPORT_CRT(_dup2);

/**
 * _get_osfhandle(), _open_osfhandle() - between descriptors and handles
 *
 * Return: the handle or descriptor; -1 with EBADF, EMFILE.
 * Source: learn.microsoft.com, c-runtime-library/reference/get-osfhandle
 */
intptr_t CDECL API(_get_osfhandle)(int fd)
{
    HANDLE handle;
    int result = fd_handle(fd, &handle);

    return result ? crt_fail(result) : (intptr_t)handle;
}
EXPORT_CRT(_get_osfhandle);

int CDECL API(_open_osfhandle)(intptr_t handle, int flags)
{
    return answer(fd_attach((HANDLE)handle, flags));
}
EXPORT_CRT(_open_osfhandle);

/**
 * _commit(), _chsize(), _chsize_s(), _filelengthi64(), _filelength() - a descriptor's file
 *
 * Return: 0 or the length; -1 with errno set; _chsize_s(): an error number.
 * Source: learn.microsoft.com, c-runtime-library/reference/commit
 */
int CDECL API(_commit)(int fd)
{
    int unix_fd = fd_unix(fd);

    if (unix_fd < 0)
        return crt_fail(unix_fd);
    return fsync(unix_fd) && errno != EINVAL ? crt_fail(-errno) : 0;
}
EXPORT_CRT(_commit);

int CDECL API(_chsize_s)(int fd, int64_t bytes)
{
    int unix_fd = fd_unix(fd);

    if (unix_fd < 0 || ftruncate(unix_fd, bytes))
        return crt_set_errno(crt_errno(unix_fd < 0 ? unix_fd : -errno));
    return 0;
}
EXPORT_CRT(_chsize_s);

int CDECL API(_chsize)(int fd, LONG bytes)
{
    return API(_chsize_s)(fd, bytes) ? -1 : 0;
}
EXPORT_CRT(_chsize);

int64_t CDECL API(_filelengthi64)(int fd)
{
    int unix_fd = fd_unix(fd);
    struct stat status;

    if (unix_fd < 0 || fstat(unix_fd, &status))
        return crt_fail(unix_fd < 0 ? unix_fd : -errno);
    return status.st_size;
}
EXPORT_CRT(_filelengthi64);

LONG CDECL API(_filelength)(int fd)
{
    return (LONG)API(_filelengthi64)(fd);
}
EXPORT_CRT(_filelength);

/* ---- status ----------------------------------------------------------------------------- */

/* struct _stat64; _stat64i32 has a 32-bit size, and its times follow at once. */
struct crt_stat64 {
    uint32_t device;
    uint16_t inode, mode;
    int16_t links, user, group;
    uint32_t rdevice;
    int64_t bytes, accessed, modified, changed;
};

struct crt_stat64i32 {
    uint32_t device;
    uint16_t inode, mode;
    int16_t links, user, group;
    uint32_t rdevice;
    int32_t bytes;
    int64_t accessed, modified, changed;
};

_Static_assert(sizeof(struct crt_stat64) == 56, "struct _stat64");
_Static_assert(sizeof(struct crt_stat64i32) == 48, "struct _stat64i32");

static bool is_program(const char *name)
{
    const char *dot = name ? strrchr(name, '.') : NULL;

    return dot && (!strcasecmp(dot, ".exe") || !strcasecmp(dot, ".bat") ||
                   !strcasecmp(dot, ".cmd") || !strcasecmp(dot, ".com"));
}

static void fill_status(const struct stat *from, const char *name, struct crt_stat64 *to)
{
    unsigned mode = S_ISDIR(from->st_mode)    ? 0x4000 | 0111
                    : S_ISREG(from->st_mode)  ? 0x8000
                    : S_ISFIFO(from->st_mode) ? 0x1000
                                              : 0x2000;

    memset(to, 0, sizeof(*to));
    mode |= 0444 | (from->st_mode & 0200 ? 0222 : 0) | (is_program(name) ? 0111 : 0);
    to->mode = (uint16_t)mode;
    to->links = (int16_t)(from->st_nlink < INT16_MAX ? from->st_nlink : INT16_MAX);
    to->bytes = S_ISREG(from->st_mode) ? from->st_size : 0;
    to->accessed = from->st_atime;
    to->modified = from->st_mtime;
    to->changed = from->st_ctime;
}

static int shorten(const struct crt_stat64 *from, struct crt_stat64i32 *to)
{
    memset(to, 0, sizeof(*to));
    memcpy(to, from, offsetof(struct crt_stat64i32, bytes));
    to->bytes = (int32_t)from->bytes;
    to->accessed = from->accessed;
    to->modified = from->modified;
    to->changed = from->changed;
    return 0;
}

/**
 * _stat64(), _wstat64(), _stat64i32(), _wstat64i32(), _fstat64(), _fstat64i32(), _stat(),
 * _wstat() - a file's status
 * @ret_status: written on success
 *
 * Return: 0; -1 with ENOENT, EBADF, EINVAL.
 * Source: learn.microsoft.com, c-runtime-library/reference/stat-functions
 */
int CDECL API(_wstat64)(const WCHAR *path, struct crt_stat64 *ret_status)
{
    AUTOFREE char *name = NULL;
    struct stat status;
    int result;

    if (!path || !ret_status)
        return crt_invalid(), -1;
    result = path_to_unix(path, &name);
    if (result)
        return crt_fail(result);
    if (stat(name, &status))
        return crt_fail(-errno);
    fill_status(&status, name, ret_status);
    return 0;
}
EXPORT_CRT(_wstat64);

int CDECL API(_stat64)(const char *path, struct crt_stat64 *ret_status)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(path);

    return API(_wstat64)(wide, ret_status);
}
EXPORT_CRT(_stat64);

int CDECL API(_wstat64i32)(const WCHAR *path, struct crt_stat64i32 *ret_status)
{
    struct crt_stat64 status;

    return API(_wstat64)(path, ret_status ? &status : NULL) ? -1 : shorten(&status, ret_status);
}
EXPORT_CRT(_wstat64i32);

int CDECL API(_stat64i32)(const char *path, struct crt_stat64i32 *ret_status)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(path);

    return API(_wstat64i32)(wide, ret_status);
}
EXPORT_CRT(_stat64i32);
EXPORT_GUEST_AS(msvcrt, "_stat", _stat64i32);
EXPORT_GUEST_AS(msvcrt, "_wstat", _wstat64i32);

int CDECL API(_fstat64)(int fd, struct crt_stat64 *ret_status)
{
    int unix_fd = fd_unix(fd);
    struct stat status;

    if (!ret_status)
        return crt_invalid(), -1;
    if (unix_fd < 0 || fstat(unix_fd, &status))
        return crt_fail(unix_fd < 0 ? unix_fd : -errno);
    fill_status(&status, NULL, ret_status);
    return 0;
}
EXPORT_CRT(_fstat64);

int CDECL API(_fstat64i32)(int fd, struct crt_stat64i32 *ret_status)
{
    struct crt_stat64 status;

    return API(_fstat64)(fd, ret_status ? &status : NULL) ? -1 : shorten(&status, ret_status);
}
EXPORT_CRT(_fstat64i32);

/* ---- names ------------------------------------------------------------------------------ */

/* What is done to a file by its Unix name; negative errno. */
static int do_access(const char *name, int mode)
{
    return access(name, mode & 6) ? -errno : 0;
}

static int do_unlink(const char *name, int unused)
{
    struct stat status;

    if (!lstat(name, &status) && !S_ISDIR(status.st_mode) && !(status.st_mode & 0222))
        return -EACCES;
    return unlink(name) ? (errno == EISDIR ? -EACCES : -errno) : 0;
}

static int do_mkdir(const char *name, int unused)
{
    return mkdir(name, 0777) ? -errno : 0;
}

static int do_rmdir(const char *name, int unused)
{
    return rmdir(name) ? (errno == ENOTDIR ? -EINVAL : -errno) : 0;
}

static int do_chdir(const char *name, int unused)
{
    return chdir(name) ? -ENOENT : 0;
}

static int do_chmod(const char *name, int mode)
{
    struct stat status;

    if (stat(name, &status))
        return -errno;
    return chmod(name, mode & 0x80 ? status.st_mode | 0200 : status.st_mode & ~0222u) ? -errno : 0;
}

static int by_name(const WCHAR *path, int (*action)(const char *, int), int argument)
{
    AUTOFREE char *name = NULL;
    int result;

    if (!path)
        return crt_invalid(), -1;
    result = path_to_unix(path, &name);
    return answer(result ? result : action(name, argument));
}

#define NAMED(narrow, wide, action)                                                                \
    int CDECL API(wide)(const WCHAR *path, int argument)                                           \
    {                                                                                              \
        return by_name(path, action, argument);                                                    \
    }                                                                                              \
    EXPORT_CRT(wide);                                                                              \
    int CDECL API(narrow)(const char *path, int argument)                                          \
    {                                                                                              \
        AUTOFREE WCHAR *wide_path = utf8_dup_wide(path);                                           \
                                                                                                   \
        return by_name(wide_path, action, argument);                                               \
    }                                                                                              \
    EXPORT_CRT(narrow)

/**
 * _access(), _waccess(), _unlink(), _wunlink(), remove(), _wremove(), _mkdir(), _wmkdir(),
 * _rmdir(), _wrmdir(), _chdir(), _wchdir(), _chmod(), _wchmod() - files by name
 *
 * Return: 0; -1 with errno set.
 * Source: learn.microsoft.com, c-runtime-library/file-handling
 */
NAMED(_access, _waccess, do_access);
NAMED(_unlink, _wunlink, do_unlink);
NAMED(_mkdir, _wmkdir, do_mkdir);
NAMED(_rmdir, _wrmdir, do_rmdir);
NAMED(_chdir, _wchdir, do_chdir);
NAMED(_chmod, _wchmod, do_chmod);
EXPORT_CRT_AS("remove", _unlink);
EXPORT_CRT_AS("_wremove", _wunlink);

/**
 * rename(), _wrename() - give a file another name, which must be free
 *
 * Return: 0; -1 with EACCES or EEXIST, ENOENT, EINVAL.
 * Source: learn.microsoft.com, c-runtime-library/reference/rename-wrename
 */
int CDECL API(_wrename)(const WCHAR *from, const WCHAR *to)
{
    AUTOFREE char *old_name = NULL, *new_name = NULL;
    int result;

    if (!from || !to)
        return crt_invalid(), -1;
    result = path_to_unix(from, &old_name);
    if (!result)
        result = path_to_unix(to, &new_name);
    if (result)
        return crt_fail(result);
    if (!access(new_name, F_OK))
        return crt_fail(-EEXIST);
    return rename(old_name, new_name) ? crt_fail(-errno) : 0;
}
EXPORT_CRT(_wrename);

int CDECL API(rename)(const char *from, const char *to)
{
    AUTOFREE WCHAR *wide_from = utf8_dup_wide(from), *wide_to = utf8_dup_wide(to);

    return API(_wrename)(wide_from, wide_to);
}
EXPORT_CRT(rename);

/**
 * _getcwd(), _wgetcwd() - the current folder
 * @out: @room characters; NULL: allocated
 *
 * Return: NULL with ERANGE or ENOMEM.
 * Source: learn.microsoft.com, c-runtime-library/reference/getcwd-wgetcwd
 */
WCHAR *CDECL API(_wgetcwd)(WCHAR *out, int room)
{
    WCHAR *folder;
    int result = path_to_windows(".", &folder);

    if (result) {
        crt_fail(result);
        return NULL;
    }
    if (!out)
        return folder;
    if (room <= 0 || wstr_length(folder) >= (size_t)room) {
        crt_set_errno(ERANGE);
        out = NULL;
    } else {
        memcpy(out, folder, (wstr_length(folder) + 1) * sizeof(WCHAR));
    }
    free(folder);
    return out;
}
EXPORT_CRT(_wgetcwd);

char *CDECL API(_getcwd)(char *out, int room)
{
    AUTOFREE WCHAR *folder = API(_wgetcwd)(NULL, 0);
    char *narrow = wide_dup_path(folder);

    if (!narrow || !out)
        return narrow;
    if (room <= 0 || strlen(narrow) >= (size_t)room) {
        crt_set_errno(ERANGE);
        out = NULL;
    } else {
        strcpy(out, narrow);
    }
    free(narrow);
    return out;
}
EXPORT_CRT(_getcwd);

/**
 * _umask() - permissions that new files don't get; Windows knows only writing
 *
 * Return: the mask before.
 * Source: learn.microsoft.com, c-runtime-library/reference/umask
 */
int CDECL API(_umask)(int mask)
{
    return umask(mask & 0x80 ? 0222 : 0022) & 0200 ? 0x80 : 0;
}
EXPORT_CRT(_umask);
