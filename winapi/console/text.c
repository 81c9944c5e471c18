/* SPDX-License-Identifier: MIT */
/*
 * text.c - console modes, text to and from the terminal, see console.h
 *
 * Input is kept as bytes until it is handed out, so that reads of either form
 * can follow each other.
 */
#include <errno.h>
#include <iconv.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "console.h"
#include "operations.h"
#include "shim/error.h"
#include "shim/trace.h"
#include "shim/wstr.h"

#define INPUT_FLAGS                                                                                \
    (ENABLE_PROCESSED_INPUT | ENABLE_LINE_INPUT | ENABLE_ECHO_INPUT | ENABLE_WINDOW_INPUT |        \
     ENABLE_MOUSE_INPUT | ENABLE_INSERT_MODE | ENABLE_QUICK_EDIT_MODE | ENABLE_EXTENDED_FLAGS |    \
     ENABLE_AUTO_POSITION | ENABLE_VIRTUAL_TERMINAL_INPUT)
#define OUTPUT_FLAGS                                                                               \
    (ENABLE_PROCESSED_OUTPUT | ENABLE_WRAP_AT_EOL_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING |    \
     DISABLE_NEWLINE_AUTO_RETURN | ENABLE_LVB_GRID_WORLDWIDE)

#define CTRL_Z 0x1a

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static DWORD input_mode = 0x1f7, output_mode = 3; /* lock */
static struct termios original;                   /* lock; valid when saved */
static bool saved;                                /* lock */

static pthread_mutex_t input_lock = PTHREAD_MUTEX_INITIALIZER;
static char pending[8192];   /* input_lock: bytes read and not handed out */
static size_t pending_bytes; /* input_lock */

/* ---- modes ------------------------------------------------------------------------------ */

static int side_of(HANDLE handle, bool *ret_output)
{
    struct file *file;

    *ret_output = !console_ref(handle, true, &file);
    if (!*ret_output && console_ref(handle, false, &file))
        return -EBADF;
    object_unref(&file->object);
    return 0;
}

int console_get_mode(HANDLE handle, DWORD *ret_mode)
{
    bool output;
    int result = side_of(handle, &output);

    if (result)
        return result;
    pthread_mutex_lock(&lock);
    *ret_mode = output ? output_mode : input_mode;
    pthread_mutex_unlock(&lock);
    return 0;
}

static void restore_terminal(void)
{
    if (saved)
        tcsetattr(STDIN_FILENO, TCSANOW, &original);
}

static tcflag_t with_flag(tcflag_t flags, tcflag_t flag, bool on)
{
    return on ? flags | flag : flags & ~flag;
}

static void apply_input_mode_locked(DWORD mode)
{
    struct termios settings;

    if (tcgetattr(STDIN_FILENO, &settings))
        return;
    if (!saved) {
        original = settings;
        saved = true;
        atexit(restore_terminal);
    }
    settings.c_lflag = with_flag(settings.c_lflag, ICANON, mode & ENABLE_LINE_INPUT);
    settings.c_lflag = with_flag(settings.c_lflag, ECHO, mode & ENABLE_ECHO_INPUT);
    settings.c_lflag = with_flag(settings.c_lflag, ISIG, mode & ENABLE_PROCESSED_INPUT);
    /* Without line input Enter is CR, as on Windows. */
    settings.c_iflag = with_flag(settings.c_iflag, ICRNL, mode & ENABLE_LINE_INPUT);
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &settings);
}

int console_set_mode(HANDLE handle, DWORD mode)
{
    bool output;
    int result = side_of(handle, &output);

    if (result)
        return result;
    if (mode & ~(DWORD)(output ? OUTPUT_FLAGS : INPUT_FLAGS))
        return -EINVAL;
    if (!output && mode & ENABLE_ECHO_INPUT && !(mode & ENABLE_LINE_INPUT))
        return -EINVAL;
    pthread_mutex_lock(&lock);
    if (output) {
        output_mode = mode;
    } else {
        apply_input_mode_locked(mode);
        input_mode = mode;
    }
    pthread_mutex_unlock(&lock);
    TRACE(console, INFO, "%s mode %#x", output ? "output" : "input", (unsigned)mode);
    return 0;
}

static DWORD current_input_mode(void)
{
    DWORD mode;

    pthread_mutex_lock(&lock);
    mode = input_mode;
    pthread_mutex_unlock(&lock);
    return mode;
}

/* ---- output ----------------------------------------------------------------------------- */

int console_write(HANDLE handle, const WCHAR *text, DWORD wchars, DWORD *ret_done)
{
    size_t bytes = text ? wchars_to_utf8(text, wchars, NULL, 0) : 0, done = 0;
    AUTOFREE char *utf8 = malloc(bytes + 1);
    struct file *file;
    int result = console_ref(handle, true, &file);

    if (result)
        return result;
    if (!text && wchars)
        result = -EFAULT;
    else if (!utf8)
        result = -ENOMEM;
    else if (bytes) {
        wchars_to_utf8(text, wchars, utf8, bytes);
        result = file_write_fd(file->fd, utf8, bytes, &done);
    }
    if (!result)
        *ret_done = wchars;
    object_unref(&file->object);
    return result;
}

/* Text of the code page as UTF-8; unconverted where the system doesn't know the page. */
static char *to_utf8(UINT page, const char *text, size_t bytes, size_t *ret_bytes)
{
    size_t room = bytes * 4 + 1, left = room;
    char *out = malloc(room), *at = out, *in = (char *)text, name[16];
    iconv_t converter;

    if (!out)
        return NULL;
    snprintf(name, sizeof(name), "CP%u", page);
    converter = page == 65001 ? (iconv_t)-1 : iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) {
        if (bytes)
            memcpy(out, text, bytes);
        *ret_bytes = bytes;
        return out;
    }
    while (bytes && iconv(converter, &in, &bytes, &at, &left) == (size_t)-1 && left > 1) {
        *at++ = '?';
        in++, bytes--, left--;
    }
    iconv_close(converter);
    *ret_bytes = room - left;
    return out;
}

static int write_bytes(struct file *file, const void *text, DWORD bytes, DWORD *ret_done)
{
    UINT page = 65001;
    size_t length = 0, done = 0;
    AUTOFREE char *utf8 = NULL;
    int result;

    if (!text && bytes)
        return -EFAULT;
    console_code_page(true, &page);
    utf8 = to_utf8(page, text, bytes, &length);
    if (!utf8)
        return -ENOMEM;
    result = length ? file_write_fd(file->fd, utf8, length, &done) : 0;
    if (!result)
        *ret_done = bytes;
    return result;
}

int console_write_bytes(HANDLE handle, const char *text, DWORD bytes, DWORD *ret_done)
{
    struct file *file;
    int result = console_ref(handle, true, &file);

    if (result)
        return result;
    result = write_bytes(file, text, bytes, ret_done);
    object_unref(&file->object);
    return result;
}

/* ---- input ------------------------------------------------------------------------------ */

void console_unread(const char *bytes, size_t count)
{
    /* A thread that waits for input holds the lock, perhaps for long. */
    if (pthread_mutex_trylock(&input_lock))
        return;
    if (count <= sizeof(pending) - pending_bytes) {
        memcpy(pending + pending_bytes, bytes, count);
        pending_bytes += count;
    }
    pthread_mutex_unlock(&input_lock);
}

/* Make every LF a CR LF, from the back so that it can be done in place. */
static size_t widen_newlines(char *text, size_t bytes, size_t room)
{
    size_t extra = 0;

    for (size_t i = 0; i < bytes; i++)
        extra += text[i] == '\n';
    if (bytes + extra > room)
        return bytes;
    for (size_t i = bytes, out = bytes + extra; i-- > 0;) {
        text[--out] = text[i];
        if (text[i] == '\n')
            text[--out] = '\r';
    }
    return bytes + extra;
}

/* Wait for input; nothing is pending after the end of input. */
static int fill_locked(int fd)
{
    bool lines = current_input_mode() & ENABLE_LINE_INPUT;
    ssize_t got;

    do
        got = read(fd, pending, sizeof(pending) / 2);
    while (got < 0 && (errno == EINTR || errno == EAGAIN) &&
           (errno == EINTR || poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, -1) >= 0));
    if (got < 0)
        return -errno;
    if (got && lines && pending[0] == CTRL_Z)
        got = 0;
    pending_bytes = lines ? widen_newlines(pending, (size_t)got, sizeof(pending)) : (size_t)got;
    return 0;
}

static void consume_locked(size_t bytes)
{
    pending_bytes -= bytes;
    memmove(pending, pending + bytes, pending_bytes);
}

static size_t character_bytes(size_t at)
{
    size_t bytes = 1;

    while (at + bytes < pending_bytes && ((unsigned char)pending[at + bytes] & 0xc0) == 0x80)
        bytes++;
    return bytes;
}

/* How many pending bytes to hand out: whole characters, up to the end of a line. */
static size_t portion_locked(size_t room, bool wide)
{
    size_t at = 0, used = 0;

    while (at < pending_bytes) {
        size_t bytes = character_bytes(at);
        size_t units = wide ? utf8_to_wchars(pending + at, bytes, NULL, 0) : bytes;

        if (used + units > room)
            break;
        used += units;
        at += bytes;
        if (pending[at - 1] == '\n')
            break;
    }
    return at;
}

static int read_bytes(struct file *file, void *text, DWORD bytes, DWORD *ret_done)
{
    size_t count;
    int result = 0;

    pthread_mutex_lock(&input_lock);
    if (!pending_bytes && bytes)
        result = fill_locked(file->fd);
    if (!result) {
        count = portion_locked(bytes, false);
        if (!count && pending_bytes)
            count = bytes < pending_bytes ? bytes : pending_bytes; /* part of one character */
        if (count)
            memcpy(text, pending, count);
        consume_locked(count);
        *ret_done = (DWORD)count;
    }
    pthread_mutex_unlock(&input_lock);
    return result;
}

int console_read_bytes(HANDLE handle, char *text, DWORD bytes, DWORD *ret_done)
{
    struct file *file;
    int result = console_ref(handle, false, &file);

    if (result)
        return result;
    result = text || !bytes ? read_bytes(file, text, bytes, ret_done) : -EFAULT;
    object_unref(&file->object);
    return result;
}

static int read_wide(struct file *file, WCHAR *text, DWORD wchars, DWORD *ret_done)
{
    size_t count;
    int result = 0;

    pthread_mutex_lock(&input_lock);
    if (!pending_bytes && wchars)
        result = fill_locked(file->fd);
    if (!result) {
        count = portion_locked(wchars, true);
        *ret_done = (DWORD)utf8_to_wchars(pending, count, text, wchars);
        consume_locked(count);
    }
    pthread_mutex_unlock(&input_lock);
    return result;
}

int console_read(HANDLE handle, WCHAR *text, DWORD wchars, DWORD *ret_done)
{
    struct file *file;
    int result = console_ref(handle, false, &file);

    if (result)
        return result;
    result = text || !wchars ? read_wide(file, text, wchars, ret_done) : -EFAULT;
    object_unref(&file->object);
    return result;
}

int console_input_count(HANDLE handle, DWORD *ret_count)
{
    struct file *file;
    int waiting = 0, result = console_ref(handle, false, &file);

    if (result)
        return result;
    if (ioctl(file->fd, FIONREAD, &waiting) || waiting < 0)
        waiting = 0;
    *ret_count = (DWORD)waiting;
    if (!pthread_mutex_trylock(&input_lock)) { /* held: a thread waits, so nothing is pending */
        *ret_count += (DWORD)pending_bytes;
        pthread_mutex_unlock(&input_lock);
    }
    object_unref(&file->object);
    return 0;
}

int console_input_flush(HANDLE handle)
{
    struct file *file;
    int result = console_ref(handle, false, &file);

    if (result)
        return result;
    pthread_mutex_lock(&input_lock);
    pending_bytes = 0;
    tcflush(file->fd, TCIFLUSH);
    pthread_mutex_unlock(&input_lock);
    object_unref(&file->object);
    return 0;
}

/* A console handle takes part in ReadFile() and WriteFile(); there is nothing to flush. */
static int refuse_flush(struct file *file)
{
    return -EBADF;
}

static int refuse_read(struct file *file, void *data, DWORD bytes, DWORD *ret_done)
{
    return -EBADF;
}

static int refuse_write(struct file *file, const void *data, DWORD bytes, DWORD *ret_done)
{
    return -EBADF;
}

const struct file_operations console_input_operations = {
    .read = read_bytes,
    .write = refuse_write,
    .flush = refuse_flush,
};

const struct file_operations console_output_operations = {
    .read = refuse_read,
    .write = write_bytes,
    .flush = refuse_flush,
};
