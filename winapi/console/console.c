/* SPDX-License-Identifier: MIT */
/* console.c - attachment, standard handles, title and code pages, see console.h */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console.h"
#include "operations.h"
#include "shim/library.h"
#include "shim/pe/loader.h"
#include "shim/trace.h"
#include "shim/wstr.h"

enum { FROM_DESCRIPTOR, SET };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool known, attached;                /* lock: known: attached is decided */
static HANDLE std_handles[3];               /* lock */
static bool std_set[3];                     /* lock: std_handles has a value */
static WCHAR *title;                        /* lock; NULL: never set */
static UINT code_pages[2] = {65001, 65001}; /* lock: input, output */

/* ---- attachment ------------------------------------------------------------------------- */

static bool attached_locked(void)
{
    struct image *program = known ? NULL : loader_program();

    if (!known)
        attached = !program || program->header.pe.subsystem != IMAGE_SUBSYSTEM_WINDOWS_GUI;
    known = true;
    return attached;
}

bool console_attached(void)
{
    bool result;

    pthread_mutex_lock(&lock);
    result = attached_locked();
    pthread_mutex_unlock(&lock);
    return result;
}

/* Handles that came from descriptors are looked up anew: there may be a terminal behind them now.
 */
static int take(bool wanted)
{
    int result = 0;

    pthread_mutex_lock(&lock);
    if (wanted && attached_locked())
        result = -EPERM;
    else
        attached = wanted;
    known = true;
    pthread_mutex_unlock(&lock);
    TRACE(console, INFO, wanted ? "console attached (%d)" : "console freed (%d)", result);
    return result;
}

int console_alloc(void)
{
    return take(true);
}

void console_free(void)
{
    take(false);
}

static bool has_terminal(void)
{
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

int console_attach(DWORD process)
{
    if (console_attached())
        return -EPERM;
    if (process == (DWORD)getpid())
        return -EBADF; /* it has just been found to have none */
    if (process != ATTACH_PARENT_PROCESS && kill((pid_t)process, 0) && errno == ESRCH)
        return -ESRCH;
    if (process != ATTACH_PARENT_PROCESS && getsid((pid_t)process) != getsid(0))
        return -EBADF;
    return has_terminal() ? take(true) : -EBADF;
}

/* ---- standard handles ------------------------------------------------------------------- */

static int index_of(DWORD which)
{
    switch (which) {
    case STD_INPUT_HANDLE:
        return 0;
    case STD_OUTPUT_HANDLE:
        return 1;
    case STD_ERROR_HANDLE:
        return 2;
    default:
        return -1;
    }
}

static int open_std(int fd, HANDLE *ret_handle)
{
    bool terminal = isatty(fd);
    DWORD access = fd == 0 ? FILE_GENERIC_READ : FILE_GENERIC_WRITE;

    if (fcntl(fd, F_GETFD) < 0) {
        *ret_handle = NULL;
        return 0;
    }
    if (!terminal)
        return file_new(fd, false, access, NULL, ret_handle);
    return file_new(fd, false, FILE_GENERIC_READ | FILE_GENERIC_WRITE,
                    fd == 0 ? &console_input_operations : &console_output_operations, ret_handle);
}

int console_std_get(DWORD which, HANDLE *ret_handle)
{
    int at = index_of(which), result = 0;

    if (at < 0)
        return -EBADF;
    pthread_mutex_lock(&lock);
    if (!std_set[at])
        result = open_std(at, &std_handles[at]);
    if (!result) {
        std_set[at] = true;
        *ret_handle = std_handles[at];
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int console_std_set(DWORD which, HANDLE handle)
{
    int at = index_of(which);

    if (at < 0)
        return -EBADF;
    pthread_mutex_lock(&lock);
    std_set[at] = true;
    std_handles[at] = handle;
    pthread_mutex_unlock(&lock);
    return 0;
}

int console_ref(HANDLE handle, bool output, struct file **ret_file)
{
    const struct file_operations *wanted =
        output ? &console_output_operations : &console_input_operations;
    struct file *file;

    if (!console_attached() || file_ref(handle, 0, &file))
        return -EBADF;
    if (file->operations != wanted) {
        object_unref(&file->object);
        return -EBADF;
    }
    *ret_file = file;
    return 0;
}

int console_terminal(void)
{
    for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
        if (isatty(fd))
            return fd;
    return -1;
}

/* ---- title ------------------------------------------------------------------------------ */

int console_original_title(WCHAR **ret_title)
{
    struct module *program = library_program();

    if (!console_attached())
        return -EBADF;
    return program ? library_file_name(program, ret_title) : -ENOMEM;
}

int console_title(WCHAR **ret_title)
{
    WCHAR *copy;

    if (!console_attached())
        return -EBADF;
    pthread_mutex_lock(&lock);
    copy = wstr_dup(title);
    pthread_mutex_unlock(&lock);
    if (!copy)
        return console_original_title(ret_title);
    *ret_title = copy;
    return 0;
}

/* A control character in a title would end the sequence, or start another. */
static void send_title(const WCHAR *text)
{
    AUTOFREE char *bytes = wide_dup_utf8(text), *sequence = NULL;
    int fd = console_terminal();
    size_t done;

    if (fd < 0 || !bytes)
        return;
    for (unsigned char *at = (unsigned char *)bytes; *at; at++)
        if (*at < 0x20 || *at == 0x7f)
            *at = ' ';
    if (asprintf(&sequence, "\033]0;%s\007", bytes) < 0)
        sequence = NULL;
    else
        file_write_fd(fd, sequence, strlen(sequence), &done);
}

int console_set_title(const WCHAR *text)
{
    WCHAR *copy;

    if (!console_attached())
        return -EBADF;
    if (!text)
        return -EINVAL;
    copy = wstr_dup(text);
    if (!copy)
        return -ENOMEM;
    pthread_mutex_lock(&lock);
    free(title);
    title = copy;
    pthread_mutex_unlock(&lock);
    send_title(text);
    return 0;
}

/* ---- code pages ------------------------------------------------------------------------- */

int console_code_page(bool output, UINT *ret_page)
{
    int result = -EBADF;

    pthread_mutex_lock(&lock);
    if (attached_locked()) {
        *ret_page = code_pages[output];
        result = 0;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static bool page_is_known(UINT page)
{
    static const UINT pages[] = {437,   737,   775,   850,   852,   855,   857,   858,   860,
                                 861,   862,   863,   864,   865,   866,   869,   874,   932,
                                 936,   949,   950,   1250,  1251,  1252,  1253,  1254,  1255,
                                 1256,  1257,  1258,  20127, 20866, 21866, 28591, 28592, 28593,
                                 28594, 28595, 28596, 28597, 28598, 28599, 28605, 65001};

    for (size_t i = 0; i < ARRAY_LENGTH(pages); i++)
        if (pages[i] == page)
            return true;
    return false;
}

int console_set_code_page(bool output, UINT page)
{
    int result = 0;

    pthread_mutex_lock(&lock);
    if (!attached_locked())
        result = -EBADF;
    else if (!page_is_known(page))
        result = -EINVAL;
    else
        code_pages[output] = page;
    pthread_mutex_unlock(&lock);
    return result;
}
