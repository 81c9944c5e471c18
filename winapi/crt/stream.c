/* SPDX-License-Identifier: MIT */
/* stream.c - see stream.h */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fd.h"
#include "shim/path.h"
#include "shim/wstr.h"
#include "startup.h"
#include "stream.h"
#include "winapi/sync/lock.h"

#define STREAM_BYTES 4096u
#define STANDARD     20
#define CTRL_Z       26

struct stream {
    struct crt_file *file;
    struct stream *next; /* list_lock */
    RTL_CRITICAL_SECTION *lock;
    RTL_CRITICAL_SECTION own_lock;
    bool unbuffered, writing, allocated;
    unsigned char *buffer;
    size_t room, at, count; /* reading: at..count is unread; writing: count waits */
    unsigned char pushed[8];
    unsigned pushed_count;
    WCHAR high, low; /* first half written, second half to be read */
    pid_t child;     /* of _popen() */
};

/*
 * What fopen() gives: mingw's own stdio functions hold a stream by the critical section that msvcrt
 * keeps behind it, so that one is the stream's lock. The standard ones have none there.
 */
struct extended_file {
    struct crt_file file;
    RTL_CRITICAL_SECTION lock;
};

struct owned_stream {
    struct stream stream;
    struct extended_file extended;
};

static struct crt_file standard[STANDARD];
static struct stream standard_streams[STANDARD];
static struct stream *streams; /* list_lock */
static pthread_mutex_t list_lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static struct stream *stream_of(const struct crt_file *file)
{
    return file->base;
}

/* ---- making and closing ----------------------------------------------------------------- */

static void begin(struct stream *stream, struct crt_file *file, int fd, int flags)
{
    if (!stream->lock)
        stream->lock = &stream->own_lock;
    section_init(stream->lock, 0, 0);
    stream->file = file;
    stream->room = STREAM_BYTES;
    stream->unbuffered = flags & STREAM_WRITE && fd_is_terminal(fd);
    file->base = stream;
    file->fd = fd;
    file->flags = flags;
    pthread_mutex_lock(&list_lock);
    stream->next = streams;
    streams = stream;
    pthread_mutex_unlock(&list_lock);
}

static void open_standard(void)
{
    for (int i = 0; i < 3; i++)
        begin(&standard_streams[i], &standard[i], i, i ? STREAM_WRITE : STREAM_READ);
    standard_streams[2].unbuffered = true;
}

struct crt_file *stream_standard(unsigned index)
{
    pthread_once(&once, open_standard);
    return &standard[index < STANDARD ? index : 0];
}

bool stream_valid(const struct crt_file *file)
{
    return file && file->flags && file->base;
}

/* "r+b, ccs=UTF-8" and its kin. Return: CRT_O_*; -EINVAL. */
static int parse_mode(const WCHAR *mode, int *ret_stream)
{
    int flags, stream;

    while (*mode == ' ')
        mode++;
    switch (*mode) {
    case 'r':
        flags = 0, stream = STREAM_READ;
        break;
    case 'w':
        flags = CRT_O_WRONLY | CRT_O_CREAT | CRT_O_TRUNC, stream = STREAM_WRITE;
        break;
    case 'a':
        flags = CRT_O_WRONLY | CRT_O_CREAT | CRT_O_APPEND, stream = STREAM_WRITE;
        break;
    default:
        return -EINVAL;
    }
    for (mode++; *mode && *mode != ','; mode++)
        switch (*mode) {
        case '+':
            flags = (flags & ~CRT_O_WRONLY) | CRT_O_RDWR, stream = STREAM_READ | STREAM_WRITE;
            break;
        case 'b':
            flags |= CRT_O_BINARY;
            break;
        case 't':
            flags |= CRT_O_TEXT;
            break;
        case 'x':
            flags |= CRT_O_EXCL;
            break;
        case 'D':
            flags |= CRT_O_TEMPORARY;
            break;
        default:
            break; /* c, n, N, S, R, T and spaces: hints */
        }
    if (*mode == ',') {
        AUTOFREE char *text = wide_dup_utf8(mode);

        if (text && strcasestr(text, "utf-16"))
            flags |= CRT_O_U16TEXT;
        else if (text && (strcasestr(text, "utf-8") || strcasestr(text, "unicode")))
            flags |= CRT_O_U8TEXT;
    }
    *ret_stream = stream;
    return flags;
}

static int attach(int fd, int flags, struct crt_file *file, struct crt_file **ret_file)
{
    struct owned_stream *owned = calloc(1, sizeof(*owned));

    if (!owned)
        return -ENOMEM;
    owned->stream.allocated = true;
    if (!file) {
        file = &owned->extended.file;
        owned->stream.lock = &owned->extended.lock;
    }
    begin(&owned->stream, file, fd, flags);
    *ret_file = file;
    return 0;
}

int stream_open(const WCHAR *path, const WCHAR *mode, struct crt_file *file,
                struct crt_file **ret_file)
{
    int stream_flags = 0, flags = parse_mode(mode, &stream_flags), fd, result;

    if (flags < 0)
        return flags;
    fd = fd_open(path, flags, 0x80);
    if (fd < 0)
        return fd;
    result = attach(fd, stream_flags, file, ret_file);
    if (result)
        fd_close(fd);
    return result;
}

int stream_open_fd(int fd, const WCHAR *mode, struct crt_file **ret_file)
{
    int stream_flags = 0, flags = parse_mode(mode, &stream_flags);

    if (flags < 0)
        return flags;
    if (fd_mode(fd) < 0)
        return -EBADF;
    if (flags & CRT_O_MODES)
        fd_set_mode(fd, flags & CRT_O_MODES);
    return attach(fd, stream_flags, NULL, ret_file);
}

int stream_temporary(struct crt_file **ret_file)
{
    char name[] = "/tmp/winshim-XXXXXX";
    int unix_fd = mkostemp(name, 02000000 /* O_CLOEXEC */), fd;

    if (unix_fd < 0)
        return -errno;
    unlink(name);
    fd = fd_attach_unix(unix_fd, CRT_O_RDWR | CRT_O_BINARY);
    return fd < 0 ? fd : attach(fd, STREAM_READ | STREAM_WRITE, NULL, ret_file);
}

static void leave_list(const struct stream *stream)
{
    pthread_mutex_lock(&list_lock);
    for (struct stream **at = &streams; *at; at = &(*at)->next)
        if (*at == stream) {
            *at = stream->next;
            break;
        }
    pthread_mutex_unlock(&list_lock);
}

int stream_close(struct crt_file *file)
{
    struct stream *stream = stream_of(file);
    int result = stream_flush(file), closed = fd_close(file->fd);

    leave_list(stream);
    free(stream->buffer);
    file->flags = 0;
    file->base = NULL;
    stream->buffer = NULL;
    section_finish(stream->lock);
    if (stream->allocated && file == &((struct owned_stream *)stream)->extended.file)
        free(stream);
    return result ? result : closed;
}

int stream_close_all(void)
{
    int closed = 0;

    pthread_mutex_lock(&list_lock);
    for (struct stream *at = streams, *next; at; at = next) {
        next = at->next;
        if (at->file >= standard && at->file < standard + 3)
            continue;
        stream_close(at->file);
        closed++;
    }
    pthread_mutex_unlock(&list_lock);
    return closed;
}

void stream_lock(struct crt_file *file)
{
    section_enter(stream_of(file)->lock);
}

void stream_unlock(struct crt_file *file)
{
    section_leave(stream_of(file)->lock);
}

/* ---- switching between reading and writing ---------------------------------------------- */

static int flush_locked(struct stream *stream)
{
    size_t bytes = stream->count;
    int done;

    if (!stream->writing || !bytes)
        return 0;
    stream->count = 0;
    done = fd_write_raw(stream->file->fd, stream->buffer, (unsigned)bytes);
    if (done == (int)bytes)
        return 0;
    stream->file->flags |= STREAM_ERROR;
    return done < 0 ? done : -ENOSPC;
}

static bool have_buffer(struct stream *stream)
{
    if (!stream->buffer)
        stream->buffer = malloc(stream->room);
    return stream->buffer != NULL;
}

static bool begin_write(struct stream *stream)
{
    struct crt_file *file = stream->file;

    if (!(file->flags & STREAM_WRITE) || !have_buffer(stream)) {
        file->flags |= STREAM_ERROR;
        crt_fail(-EBADF);
        return false;
    }
    if (!stream->writing) {
        if (stream->at < stream->count)
            fd_seek(file->fd, -(int64_t)(stream->count - stream->at), SEEK_CUR);
        stream->at = stream->count = stream->pushed_count = 0;
        stream->writing = true;
    }
    return true;
}

static bool begin_read(struct stream *stream)
{
    struct crt_file *file = stream->file;

    if (!(file->flags & STREAM_READ) || !have_buffer(stream)) {
        file->flags |= STREAM_ERROR;
        crt_fail(-EBADF);
        return false;
    }
    if (stream->writing) {
        flush_locked(stream);
        stream->at = stream->count = 0;
        stream->writing = false;
    }
    return true;
}

/* ---- reading ---------------------------------------------------------------------------- */

static int fill(struct stream *stream)
{
    int got;

    if (stream->file == &standard[0])
        stream_flush(&standard[1]); /* a prompt is seen before its answer is read */
    got = fd_read_raw(stream->file->fd, stream->buffer, (unsigned)stream->room);
    stream->at = 0;
    stream->count = got > 0 ? (size_t)got : 0;
    if (got < 0)
        crt_fail(got);
    if (got <= 0)
        stream->file->flags |= got ? STREAM_ERROR : STREAM_EOF;
    return got;
}

static int next_raw(struct stream *stream)
{
    if (stream->at == stream->count && fill(stream) <= 0)
        return -1;
    return stream->buffer[stream->at++];
}

static int get_locked(struct stream *stream, bool text)
{
    int byte;

    if (stream->pushed_count)
        return stream->pushed[--stream->pushed_count];
    byte = next_raw(stream);
    if (!text || byte > CTRL_Z)
        return byte;
    if (byte == CTRL_Z) {
        stream->at--;
        stream->file->flags |= STREAM_EOF;
        return -1;
    }
    if (byte == '\r') {
        int next = next_raw(stream);

        if (next == '\n')
            return next;
        if (next >= 0)
            stream->at--;
        else
            stream->file->flags &= ~STREAM_EOF; /* the CR itself is still there to be given */
    }
    return byte;
}

static bool is_text(const struct stream *stream)
{
    int mode = fd_mode(stream->file->fd);

    return mode >= 0 && !(mode & CRT_O_BINARY);
}

int stream_get(struct crt_file *file)
{
    struct stream *stream = stream_of(file);

    return begin_read(stream) ? get_locked(stream, is_text(stream)) : -1;
}

size_t stream_read(struct crt_file *file, void *data, size_t bytes)
{
    struct stream *stream = stream_of(file);
    bool text = is_text(stream);
    char *out = data;
    size_t done = 0;

    if (!begin_read(stream))
        return 0;
    while (done < bytes) {
        size_t ready = stream->count - stream->at;

        if (text || stream->pushed_count || !ready) {
            int byte = get_locked(stream, text);

            if (byte < 0)
                break;
            out[done++] = (char)byte;
            continue;
        }
        if (ready > bytes - done)
            ready = bytes - done;
        memcpy(out + done, stream->buffer + stream->at, ready);
        stream->at += ready;
        done += ready;
    }
    return done;
}

int stream_unget(struct crt_file *file, int byte)
{
    struct stream *stream = stream_of(file);

    if (byte == CRT_EOF || !begin_read(stream) || stream->pushed_count == sizeof(stream->pushed))
        return CRT_EOF;
    stream->pushed[stream->pushed_count++] = (unsigned char)byte;
    file->flags &= ~STREAM_EOF;
    return (unsigned char)byte;
}

/* ---- writing ---------------------------------------------------------------------------- */

static bool put_raw(struct stream *stream, const void *data, size_t bytes)
{
    const unsigned char *from = data;

    while (bytes) {
        size_t part = stream->room - stream->count;

        if (!part) {
            if (flush_locked(stream))
                return false;
            continue;
        }
        if (part > bytes)
            part = bytes;
        memcpy(stream->buffer + stream->count, from, part);
        stream->count += part;
        from += part;
        bytes -= part;
    }
    return true;
}

size_t stream_write(struct crt_file *file, const void *data, size_t bytes)
{
    struct stream *stream = stream_of(file);
    const char *from = data, *end = from + bytes;

    if (!begin_write(stream))
        return 0;
    if (!is_text(stream))
        return put_raw(stream, data, bytes) ? bytes : 0;
    while (from < end) {
        const char *line = memchr(from, '\n', (size_t)(end - from));
        size_t part = (size_t)((line ? line : end) - from);

        if (!put_raw(stream, from, part) || (line && !put_raw(stream, "\r\n", 2)))
            return (size_t)(from - (const char *)data);
        from += part + (line != NULL);
    }
    return bytes;
}

void stream_done(struct crt_file *file)
{
    struct stream *stream = stream_of(file);

    if (stream->unbuffered)
        flush_locked(stream);
}

int stream_flush(struct crt_file *file)
{
    struct stream *stream = stream_of(file);
    int result;

    section_enter(stream->lock);
    result = flush_locked(stream);
    section_leave(stream->lock);
    return result;
}

int stream_flush_all(void)
{
    int count = 0;

    pthread_mutex_lock(&list_lock);
    for (struct stream *at = streams; at; at = at->next, count++)
        if (at->file->flags & STREAM_WRITE)
            stream_flush(at->file);
    pthread_mutex_unlock(&list_lock);
    return count;
}

void stream_abandon_all(void)
{
    pthread_mutex_lock(&list_lock);
    for (struct stream *at = streams; at; at = at->next)
        if (at->writing)
            at->count = 0;
    pthread_mutex_unlock(&list_lock);
}

/* ---- wide text -------------------------------------------------------------------------- */

/* Binary streams and those of _O_U16TEXT and _O_WTEXT hold UTF-16; a terminal never does. */
static bool holds_utf16(const struct crt_file *file)
{
    int mode = fd_mode(file->fd);

    if (mode < 0 || fd_is_terminal(file->fd))
        return false;
    return mode & (CRT_O_BINARY | CRT_O_U16TEXT | CRT_O_WTEXT);
}

static size_t write_utf16(struct stream *stream, const WCHAR *text, size_t wchars, bool lines)
{
    static const WCHAR end_of_line[2] = {'\r', '\n'};

    if (!begin_write(stream))
        return 0;
    for (size_t i = 0; i < wchars; i++)
        if (lines && text[i] == '\n' ? !put_raw(stream, end_of_line, sizeof(end_of_line))
                                     : !put_raw(stream, &text[i], sizeof(WCHAR)))
            return i;
    return wchars;
}

size_t stream_write_wide(struct crt_file *file, const WCHAR *text, size_t wchars)
{
    struct stream *stream = stream_of(file);
    WCHAR chunk[256];
    char narrow[3 * ARRAY_LENGTH(chunk)];

    if (holds_utf16(file))
        return write_utf16(stream, text, wchars, is_text(stream));
    for (size_t done = 0; done < wchars;) {
        size_t count = 0, bytes;

        if (stream->high)
            chunk[count++] = stream->high;
        stream->high = 0;
        while (done < wchars && count < ARRAY_LENGTH(chunk))
            chunk[count++] = text[done++];
        if (chunk[count - 1] >= 0xd800 && chunk[count - 1] < 0xdc00)
            stream->high = chunk[--count];
        bytes = wchars_to_utf8(chunk, count, narrow, sizeof(narrow));
        if (stream_write(file, narrow, bytes) != bytes)
            return 0;
    }
    return wchars;
}

static unsigned get_utf16(struct crt_file *file)
{
    int low = stream_get(file), high = low < 0 ? -1 : stream_get(file);

    return high < 0 ? CRT_WEOF : (unsigned)(low | high << 8);
}

unsigned stream_get_wide(struct crt_file *file)
{
    struct stream *stream = stream_of(file);
    unsigned more, unit = stream->low;
    char bytes[4];
    WCHAR units[2];
    int first;

    stream->low = 0;
    if (unit)
        return unit;
    if (holds_utf16(file))
        return get_utf16(file);
    first = stream_get(file);
    if (first < 0x80)
        return first < 0 ? CRT_WEOF : (unsigned)first;
    bytes[0] = (char)first;
    more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
    for (unsigned i = 1; i <= more; i++) {
        int next = stream_get(file);

        if (next < 0x80 || next > 0xbf) {
            if (next >= 0)
                stream_unget(file, next);
            more = i - 1;
            break;
        }
        bytes[i] = (char)next;
    }
    if (utf8_to_wchars(bytes, more + 1, units, 2) == 2)
        stream->low = units[1];
    return units[0];
}

unsigned stream_unget_wide(struct crt_file *file, unsigned unit)
{
    WCHAR wide = (WCHAR)unit;
    char bytes[4];
    size_t count;

    if (unit == CRT_WEOF)
        return CRT_WEOF;
    if (holds_utf16(file)) {
        stream_unget(file, wide >> 8);
        return stream_unget(file, wide & 0xff) < 0 ? CRT_WEOF : unit;
    }
    count = wchars_to_utf8(&wide, 1, bytes, sizeof(bytes));
    while (count)
        if (stream_unget(file, (unsigned char)bytes[--count]) < 0)
            return CRT_WEOF;
    return unit;
}

/* ---- position --------------------------------------------------------------------------- */

int64_t stream_tell(struct crt_file *file)
{
    struct stream *stream = stream_of(file);
    int64_t position;

    if (stream->writing && fd_mode(file->fd) & CRT_O_APPEND)
        flush_locked(stream);
    position = fd_seek(file->fd, 0, SEEK_CUR);
    if (position < 0)
        return position;
    if (stream->writing)
        return position + (int64_t)stream->count;
    return position - (int64_t)(stream->count - stream->at) - stream->pushed_count;
}

int stream_seek(struct crt_file *file, int64_t offset, int origin)
{
    struct stream *stream = stream_of(file);
    int64_t position;

    if (origin == SEEK_CUR) {
        position = stream_tell(file);
        if (position < 0)
            return (int)position;
        offset += position;
        origin = SEEK_SET;
    }
    if (offset < 0 && origin == SEEK_SET)
        return -EINVAL;
    flush_locked(stream);
    stream->at = stream->count = stream->pushed_count = 0;
    stream->low = stream->high = 0;
    stream->writing = false;
    position = fd_seek(file->fd, offset, origin);
    if (position < 0)
        return (int)position;
    file->flags &= ~STREAM_EOF;
    return 0;
}

int stream_buffer(struct crt_file *file, int mode, size_t bytes)
{
    struct stream *stream = stream_of(file);

    if (mode != 0 && mode != 4 && mode != 0x40)
        return -EINVAL;
    if (mode != 4 && (bytes < 2 || bytes > INT32_MAX))
        return -EINVAL;
    flush_locked(stream);
    if (!stream->writing && stream->at < stream->count)
        return 0; /* what was read ahead stays */
    stream->unbuffered = mode == 4;
    free(stream->buffer);
    stream->buffer = NULL;
    stream->at = stream->count = 0;
    stream->room = mode == 4 || bytes < 512 ? STREAM_BYTES : bytes;
    return 0;
}
