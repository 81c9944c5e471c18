/* SPDX-License-Identifier: MIT */
/* stdio.c - the C runtime: streams (header stdio.h) */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shim/path.h"
#include "shim/wstr.h"
#include "winapi/crt/fd.h"
#include "winapi/crt/stream.h"

/* Whether @file may be used; a closed or absent one is a forbidden argument. */
static bool usable(const struct crt_file *file)
{
    if (!stream_valid(file))
        crt_invalid();
    return stream_valid(file);
}

static int answer(int result)
{
    return result ? crt_fail(result) : 0;
}

/**
 * __acrt_iob_func() - stdin (0), stdout (1) or stderr (2)
 *
 * Source: learn.microsoft.com, c-runtime-library/stdin-stdout-stderr
 */
struct crt_file *CDECL API(__acrt_iob_func)(unsigned index)
{
    return stream_standard(index);
}
EXPORT_CRT(__acrt_iob_func);

/**
 * fopen(), _wfopen(), _fsopen(), _wfsopen(), freopen(), _wfreopen(), fopen_s(), _wfopen_s() - open
 * a file
 *
 * Return: the stream, NULL with errno set; the _s forms: an error number.
 * Source: learn.microsoft.com, c-runtime-library/reference/fopen-wfopen
 */
struct crt_file *CDECL API(_wfopen)(const WCHAR *path, const WCHAR *mode)
{
    struct crt_file *file = NULL;
    int result;

    if (!path || !mode) {
        crt_invalid();
        return NULL;
    }
    result = stream_open(path, mode, NULL, &file);
    if (result == -EINVAL)
        crt_invalid();
    else if (result)
        crt_fail(result);
    return file;
}
EXPORT_CRT(_wfopen);

struct crt_file *CDECL API(fopen)(const char *path, const char *mode)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(path), *wide_mode = utf8_dup_wide(mode);

    return API(_wfopen)(wide, wide_mode);
}
EXPORT_CRT(fopen);

struct crt_file *CDECL API(_fsopen)(const char *path, const char *mode, int sharing)
{
    return API(fopen)(path, mode);
}
EXPORT_CRT(_fsopen);

struct crt_file *CDECL API(_wfsopen)(const WCHAR *path, const WCHAR *mode, int sharing)
{
    return API(_wfopen)(path, mode);
}
EXPORT_CRT(_wfsopen);

int CDECL API(fopen_s)(struct crt_file **ret_file, const char *path, const char *mode)
{
    if (!ret_file)
        return crt_invalid();
    *ret_file = API(fopen)(path, mode);
    return *ret_file ? 0 : crt_thread()->number;
}
EXPORT_CRT(fopen_s);

int CDECL API(_wfopen_s)(struct crt_file **ret_file, const WCHAR *path, const WCHAR *mode)
{
    if (!ret_file)
        return crt_invalid();
    *ret_file = API(_wfopen)(path, mode);
    return *ret_file ? 0 : crt_thread()->number;
}
EXPORT_CRT(_wfopen_s);

struct crt_file *CDECL API(_wfreopen)(const WCHAR *path, const WCHAR *mode, struct crt_file *file)
{
    int result;

    if (!path || !mode || !file) {
        crt_invalid();
        return NULL;
    }
    if (stream_valid(file))
        stream_close(file);
    result = stream_open(path, mode, file, &file);
    if (!result)
        return file;
    crt_fail(result);
    return NULL;
}
EXPORT_CRT(_wfreopen);

struct crt_file *CDECL API(freopen)(const char *path, const char *mode, struct crt_file *file)
{
    AUTOFREE WCHAR *wide = utf8_dup_wide(path), *wide_mode = utf8_dup_wide(mode);

    return API(_wfreopen)(wide, wide_mode, file);
}
EXPORT_CRT(freopen);

/**
 * _fdopen(), _wfdopen() - a stream for a descriptor
 *
 * Return: NULL with EBADF or EINVAL.
 * Source: learn.microsoft.com, c-runtime-library/reference/fdopen-wfdopen
 */
struct crt_file *CDECL API(_wfdopen)(int fd, const WCHAR *mode)
{
    struct crt_file *file = NULL;
    int result = mode ? stream_open_fd(fd, mode, &file) : -EINVAL;

    if (result)
        crt_fail(result);
    return file;
}
EXPORT_CRT(_wfdopen);

struct crt_file *CDECL API(_fdopen)(int fd, const char *mode)
{
    AUTOFREE WCHAR *wide_mode = utf8_dup_wide(mode);

    return API(_wfdopen)(fd, wide_mode);
}
EXPORT_CRT(_fdopen);

/**
 * tmpfile(), tmpfile_s() - a file that goes away when closed
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/tmpfile
 */
struct crt_file *CDECL API(tmpfile)(void)
{
    struct crt_file *file = NULL;
    int result = stream_temporary(&file);

    if (result)
        crt_fail(result);
    return file;
}
EXPORT_CRT(tmpfile);

/**
 * fclose(), _fcloseall() - close a stream, or all but the standard ones
 *
 * Return: 0, EOF; _fcloseall(): how many.
 * Source: learn.microsoft.com, c-runtime-library/reference/fclose-fcloseall
 */
int CDECL API(fclose)(struct crt_file *file)
{
    return usable(file) ? answer(stream_close(file)) : CRT_EOF;
}
EXPORT_CRT(fclose);
EXPORT_CRT_AS("_fclose_nolock", fclose);

int CDECL API(_fcloseall)(void)
{
    return stream_close_all();
}
EXPORT_CRT(_fcloseall);

/**
 * fflush(), _flushall(), _fclose_nolock(), _fflush_nolock() - write what is buffered
 *
 * Return: 0, EOF; _flushall(): how many streams are open.
 * Source: learn.microsoft.com, c-runtime-library/reference/fflush
 */
int CDECL API(fflush)(struct crt_file *file)
{
    if (!file)
        return stream_flush_all(), 0;
    return usable(file) ? answer(stream_flush(file)) : CRT_EOF;
}
EXPORT_CRT(fflush);
EXPORT_CRT_AS("_fflush_nolock", fflush);

int CDECL API(_flushall)(void)
{
    return stream_flush_all();
}
EXPORT_CRT(_flushall);

/**
 * fread(), fread_s(), _fread_nolock() - read items
 *
 * Return: whole items read.
 * Source: learn.microsoft.com, c-runtime-library/reference/fread
 */
size_t CDECL API(fread)(void *data, size_t size, size_t count, struct crt_file *file)
{
    size_t done;

    if (!size || !count || !usable(file))
        return 0;
    stream_lock(file);
    done = stream_read(file, data, size * count);
    stream_unlock(file);
    return done / size;
}
EXPORT_CRT(fread);
EXPORT_CRT_AS("_fread_nolock", fread);

size_t CDECL API(fread_s)(void *data, size_t room, size_t size, size_t count, struct crt_file *file)
{
    if (size && count > room / size) {
        crt_invalid();
        return 0;
    }
    return API(fread)(data, size, count, file);
}
EXPORT_CRT(fread_s);

/**
 * fwrite(), _fwrite_nolock() - write items
 *
 * Return: whole items written.
 * Source: learn.microsoft.com, c-runtime-library/reference/fwrite
 */
size_t CDECL API(fwrite)(const void *data, size_t size, size_t count, struct crt_file *file)
{
    size_t done;

    if (!size || !count || !usable(file))
        return 0;
    stream_lock(file);
    done = stream_write(file, data, size * count);
    stream_done(file);
    stream_unlock(file);
    return done / size;
}
EXPORT_CRT(fwrite);
EXPORT_CRT_AS("_fwrite_nolock", fwrite);

/**
 * fgetc(), getc(), _fgetc_nolock(), _getc_nolock(), getchar(), _fgetchar(), _filbuf() - read a byte
 *
 * Return: the byte; EOF.
 * Source: learn.microsoft.com, c-runtime-library/reference/fgetc-fgetwc
 */
int CDECL API(fgetc)(struct crt_file *file)
{
    int byte;

    if (!usable(file))
        return CRT_EOF;
    stream_lock(file);
    byte = stream_get(file);
    stream_unlock(file);
    return byte;
}
EXPORT_CRT(fgetc);
EXPORT_CRT_AS("getc", fgetc);
EXPORT_CRT_AS("_fgetc_nolock", fgetc);
EXPORT_CRT_AS("_getc_nolock", fgetc);
EXPORT_GUEST_AS(msvcrt, "_filbuf", fgetc);

int CDECL API(getchar)(void)
{
    return API(fgetc)(stream_standard(0));
}
EXPORT_CRT(getchar);
EXPORT_CRT_AS("_fgetchar", getchar);

/**
 * fputc(), putc(), _fputc_nolock(), _putc_nolock(), putchar(), _fputchar(), _flsbuf() - write a
 * byte
 *
 * Return: the byte; EOF.
 * Source: learn.microsoft.com, c-runtime-library/reference/fputc-fputwc
 */
int CDECL API(fputc)(int byte, struct crt_file *file)
{
    char text = (char)byte;

    return API(fwrite)(&text, 1, 1, file) ? (unsigned char)text : CRT_EOF;
}
EXPORT_CRT(fputc);
EXPORT_CRT_AS("putc", fputc);
EXPORT_CRT_AS("_fputc_nolock", fputc);
EXPORT_CRT_AS("_putc_nolock", fputc);
EXPORT_GUEST_AS(msvcrt, "_flsbuf", fputc);

int CDECL API(putchar)(int byte)
{
    return API(fputc)(byte, stream_standard(1));
}
EXPORT_CRT(putchar);
EXPORT_CRT_AS("_fputchar", putchar);

/**
 * ungetc(), _ungetc_nolock() - push a byte back
 *
 * Return: the byte; EOF.
 * Source: learn.microsoft.com, c-runtime-library/reference/ungetc-ungetwc
 */
int CDECL API(ungetc)(int byte, struct crt_file *file)
{
    int result;

    if (!usable(file))
        return CRT_EOF;
    stream_lock(file);
    result = stream_unget(file, byte);
    stream_unlock(file);
    return result;
}
EXPORT_CRT(ungetc);
EXPORT_CRT_AS("_ungetc_nolock", ungetc);

/**
 * fgets(), gets(), gets_s() - read a line
 *
 * Return: @text; NULL at the end of the file before any byte.
 * Source: learn.microsoft.com, c-runtime-library/reference/fgets-fgetws
 */
char *CDECL API(fgets)(char *text, int room, struct crt_file *file)
{
    int byte = 0, at = 0;

    if (!text || room <= 0 || !usable(file)) {
        crt_invalid();
        return NULL;
    }
    stream_lock(file);
    while (at < room - 1 && byte != '\n' && (byte = stream_get(file)) >= 0)
        text[at++] = (char)byte;
    stream_unlock(file);
    if (!at && room > 1)
        return NULL;
    text[at] = 0;
    return text;
}
EXPORT_CRT(fgets);

char *CDECL API(gets_s)(char *text, size_t room)
{
    char *line = API(fgets)(text, room > INT32_MAX ? INT32_MAX : (int)room, stream_standard(0));

    if (line)
        line[strcspn(line, "\n")] = 0;
    return line;
}
EXPORT_CRT(gets_s);

char *CDECL API(gets)(char *text)
{
    return API(gets_s)(text, INT32_MAX);
}
EXPORT_CRT(gets);

/**
 * fputs(), puts() - write a string; puts() a line
 *
 * Return: 0; EOF.
 * Source: learn.microsoft.com, c-runtime-library/reference/fputs-fputws
 */
int CDECL API(fputs)(const char *text, struct crt_file *file)
{
    size_t bytes = strlen(text);

    return API(fwrite)(text, 1, bytes, file) == bytes ? 0 : CRT_EOF;
}
EXPORT_CRT(fputs);

int CDECL API(puts)(const char *text)
{
    struct crt_file *file = stream_standard(1);
    int result;

    stream_lock(file);
    result = API(fputs)(text, file) ? CRT_EOF : API(fputc)('\n', file);
    stream_unlock(file);
    return result < 0 ? CRT_EOF : 0;
}
EXPORT_CRT(puts);

/**
 * fseek(), _fseeki64(), _fseek_nolock(), _fseeki64_nolock(), rewind() - set a stream's position
 *
 * Return: 0; -1 with errno set.
 * Source: learn.microsoft.com, c-runtime-library/reference/fseek-fseeki64
 */
int CDECL API(_fseeki64)(struct crt_file *file, int64_t offset, int origin)
{
    int result;

    if (!usable(file))
        return -1;
    if (origin < 0 || origin > 2)
        return crt_invalid(), -1;
    stream_lock(file);
    result = stream_seek(file, offset, origin);
    stream_unlock(file);
    return answer(result);
}
EXPORT_CRT(_fseeki64);
EXPORT_CRT_AS("_fseeki64_nolock", _fseeki64);

int CDECL API(fseek)(struct crt_file *file, LONG offset, int origin)
{
    return API(_fseeki64)(file, offset, origin);
}
EXPORT_CRT(fseek);
EXPORT_CRT_AS("_fseek_nolock", fseek);

void CDECL API(rewind)(struct crt_file *file)
{
    API(_fseeki64)(file, 0, SEEK_SET);
    if (stream_valid(file))
        file->flags &= ~STREAM_ERROR;
}
EXPORT_CRT(rewind);

/**
 * ftell(), _ftelli64(), _ftell_nolock(), _ftelli64_nolock(), fgetpos(), fsetpos() - a stream's
 * position, in bytes of the file
 *
 * Return: the position; -1 with errno set.
 * Source: learn.microsoft.com, c-runtime-library/reference/ftell-ftelli64
 */
int64_t CDECL API(_ftelli64)(struct crt_file *file)
{
    int64_t position;

    if (!usable(file))
        return -1;
    stream_lock(file);
    position = stream_tell(file);
    stream_unlock(file);
    return position < 0 ? crt_fail((int)position) : position;
}
EXPORT_CRT(_ftelli64);
EXPORT_CRT_AS("_ftelli64_nolock", _ftelli64);

LONG CDECL API(ftell)(struct crt_file *file)
{
    int64_t position = API(_ftelli64)(file);

    return position > INT32_MAX ? (LONG)crt_fail(-EINVAL) : (LONG)position;
}
EXPORT_CRT(ftell);
EXPORT_CRT_AS("_ftell_nolock", ftell);

int CDECL API(fgetpos)(struct crt_file *file, int64_t *ret_position)
{
    int64_t position = API(_ftelli64)(file);

    if (position < 0)
        return -1;
    *ret_position = position;
    return 0;
}
EXPORT_CRT(fgetpos);

int CDECL API(fsetpos)(struct crt_file *file, const int64_t *position)
{
    return API(_fseeki64)(file, *position, SEEK_SET);
}
EXPORT_CRT(fsetpos);

/**
 * feof(), ferror(), clearerr() - a stream's state
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/feof
 */
int CDECL API(feof)(struct crt_file *file)
{
    return usable(file) ? file->flags & STREAM_EOF : 0;
}
EXPORT_CRT(feof);

int CDECL API(ferror)(struct crt_file *file)
{
    return usable(file) ? file->flags & STREAM_ERROR : 0;
}
EXPORT_CRT(ferror);

void CDECL API(clearerr)(struct crt_file *file)
{
    if (usable(file))
        file->flags &= ~(STREAM_EOF | STREAM_ERROR);
}
EXPORT_CRT(clearerr);

/**
 * setvbuf(), setbuf() - how a stream is buffered; lines (_IOLBF) as whole buffers
 *
 * The buffer given is not used.
 *
 * Return: 0; -1.
 * Source: learn.microsoft.com, c-runtime-library/reference/setvbuf
 */
int CDECL API(setvbuf)(struct crt_file *file, char *buffer, int mode, size_t bytes)
{
    int result;

    if (!usable(file))
        return -1;
    stream_lock(file);
    result = stream_buffer(file, mode, bytes);
    stream_unlock(file);
    if (result)
        crt_invalid();
    return result ? -1 : 0;
}
EXPORT_CRT(setvbuf);

void CDECL API(setbuf)(struct crt_file *file, char *buffer)
{
    API(setvbuf)(file, buffer, buffer ? 0 : 4, 512);
}
EXPORT_CRT(setbuf);

/**
 * _fileno() - a stream's descriptor
 *
 * Return: -1 with EINVAL for NULL.
 * Source: learn.microsoft.com, c-runtime-library/reference/fileno
 */
int CDECL API(_fileno)(struct crt_file *file)
{
    return usable(file) ? file->fd : -1;
}
EXPORT_CRT(_fileno);

/**
 * _lock_file(), _unlock_file() - hold a stream
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/lock-file
 */
void CDECL API(_lock_file)(struct crt_file *file)
{
    if (stream_valid(file))
        stream_lock(file);
}
EXPORT_CRT(_lock_file);

void CDECL API(_unlock_file)(struct crt_file *file)
{
    if (stream_valid(file))
        stream_unlock(file);
}
EXPORT_CRT(_unlock_file);

/**
 * _get_stream_buffer_pointers() - where a stream keeps its buffer: it always seems empty
 *
 * Source: learn.microsoft.com, c-runtime-library/internal-crt-globals-and-functions
 */
int CDECL API(_get_stream_buffer_pointers)(struct crt_file *file, char ***base, char ***at,
                                           int **count)
{
    if (!usable(file))
        return EINVAL;
    if (base)
        *base = &file->temporary;
    if (at)
        *at = &file->at;
    if (count)
        *count = &file->count;
    return 0;
}
EXPORT_GUEST(ucrtbase, _get_stream_buffer_pointers);

/**
 * perror() - print the text of errno on stderr
 *
 * Source: learn.microsoft.com, c-runtime-library/reference/perror-wperror
 */
void CDECL API(perror)(const char *text)
{
    struct crt_file *file = stream_standard(2);
    const char *reason = crt_error_text(crt_thread()->number);

    if (text && *text) {
        API(fputs)(text, file);
        API(fputs)(": ", file);
    }
    API(fputs)(reason, file);
    API(fputs)("\n", file);
}
EXPORT_CRT(perror);
