/* SPDX-License-Identifier: MIT */
/* trace.c - parses WINSHIM_TRACE and writes records, see trace.h */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "message.h"
#include "trace-line.h"
#include "trace.h"

/* Programs that close what they inherited, or count on low numbers, start at the bottom. */
#define LOWEST_FD 200

unsigned char trace_levels[TRACE_CHANNEL_COUNT];

static int trace_fd = STDERR_FILENO;
static struct stat trace_file; /* what trace_fd was when it was opened; st_nlink 0: stderr */
static bool trace_json;
static __thread int trace_pid, trace_thread; /* 0: ask again */

static const char *const channel_names[] = {
#define TRACE_NAME(name, about) #name,
    TRACE_CHANNELS(TRACE_NAME)
#undef TRACE_NAME
};

static const char *const level_names[] = {"off", "error", "warn", "info", "debug"};

/* ---- the spec --------------------------------------------------------------------------- */

static int index_of(const char *const *names, size_t count, const char *word, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == length && !strncasecmp(names[i], word, length))
            return (int)i;
    return -1;
}

static int open_output(const char *file)
{
    int fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666), higher;

    if (fd < 0 || fstat(fd, &trace_file)) {
        message_warn("WS0003", "cannot write the trace file %s: %s", file, strerror(errno));
        return -EINVAL;
    }
    higher = fcntl(fd, F_DUPFD_CLOEXEC, LOWEST_FD);
    if (higher >= 0)
        close(fd);
    trace_fd = higher >= 0 ? higher : fd;
    return 0;
}

static int set_output(const char *file, bool json)
{
    trace_json = json;
    trace_fd = STDERR_FILENO;
    trace_file.st_nlink = 0;
    return strcmp(file, "-") ? open_output(file) : 0;
}

static int configure_word(const char *word, size_t length)
{
    const char *equals = memchr(word, '=', length);
    const char *end = word + length;
    int level = TRACE_INFO, channel;
    size_t name_length;

    if (*word == '+')
        word++;
    name_length = (size_t)((equals ? equals : end) - word);
    if (equals)
        level = index_of(level_names, ARRAY_LENGTH(level_names), equals + 1,
                         (size_t)(end - equals - 1));
    channel = index_of(channel_names, ARRAY_LENGTH(channel_names), word, name_length);
    if (level < 0 || (channel < 0 && (name_length != 3 || strncasecmp(word, "all", 3))))
        return -EINVAL;
    if (channel >= 0)
        trace_levels[channel] = (unsigned char)level;
    else
        memset(trace_levels, level, sizeof(trace_levels));
    return 0;
}

static void report_unknown(struct trace_line *unknown)
{
    static bool reported;

    if (reported)
        return;
    reported = true;
    trace_line_add(unknown, "", 1);
    message_warn(
        "WS0002",
        "WINSHIM_TRACE: unknown: %s; known are the channels all"
#define TRACE_LIST(name, about) ", " #name
        TRACE_CHANNELS(TRACE_LIST)
#undef TRACE_LIST
            ", each alone or with =off, =error, =warn, =info or =debug, and last file:FILE "
            "or json:FILE",
        unknown->bytes);
}

static int configure_words(const char *spec, struct trace_line *unknown)
{
    while (*spec) {
        size_t length = strcspn(spec, ",");

        if (!strncmp(spec, "json:", 5) || !strncmp(spec, "file:", 5))
            return set_output(spec + 5, *spec == 'j');
        if (length && configure_word(spec, length) < 0)
            trace_line_format(unknown, "%s\"%.*s\"", unknown->length ? ", " : "", (int)length,
                              spec);
        spec += length + (spec[length] == ',');
    }
    return 0;
}

/* In the child of a fork() the one thread left is another one. */
static void forget_thread(void)
{
    trace_pid = trace_thread = 0;
}

int trace_configure(const char *spec)
{
    static bool watched;
    struct trace_line unknown;
    int result;

    if (spec && *spec && !watched)
        watched = !pthread_atfork(NULL, NULL, forget_thread);

    trace_line_init(&unknown);
    result = spec ? configure_words(spec, &unknown) : 0;
    if (unknown.length) {
        report_unknown(&unknown);
        result = -EINVAL;
    }
    trace_line_finish(&unknown);
    return result;
}

bool trace_is_json(void)
{
    return trace_json;
}

/* ---- records ---------------------------------------------------------------------------- */

/* A program may have closed our file and opened another one under its number. */
static bool is_still_ours(void)
{
    struct stat now;

    return !trace_file.st_nlink || (!fstat(trace_fd, &now) && now.st_dev == trace_file.st_dev &&
                                    now.st_ino == trace_file.st_ino);
}

static void write_line(const struct trace_line *line)
{
    const char *at = line->bytes, *end = at + line->length;

    if (!is_still_ours()) {
        memset(trace_levels, TRACE_OFF, sizeof(trace_levels));
        return;
    }
    while (at < end) {
        ssize_t written = write(trace_fd, at, (size_t)(end - at));

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno != EAGAIN) {
            memset(trace_levels, TRACE_OFF, sizeof(trace_levels));
            message_warn("WS0003", "the trace ends here: %s", strerror(errno));
        }
        if (written <= 0)
            return;
        at += written;
    }
}

static void add_head(struct trace_line *line, enum trace_channel channel, enum trace_level level)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    if (!trace_thread) {
        trace_pid = getpid();
        trace_thread = (int)syscall(SYS_gettid);
    }
    trace_line_format(line,
                      trace_json ? "{\"time\":%ld.%06ld,\"pid\":%d,\"thread\":%d,"
                                   "\"channel\":\"%s\",\"level\":\"%s\",\"text\":"
                                 : "%ld.%06ld %d/%d %s %s: ",
                      (long)now.tv_sec, now.tv_nsec / 1000, trace_pid, trace_thread,
                      channel_names[channel], level_names[level]);
}

void trace_record(enum trace_channel channel, enum trace_level level, const struct trace_line *text,
                  const struct trace_line *fields)
{
    struct trace_line line;
    int saved = errno;

    trace_line_init(&line);
    add_head(&line, channel, level);
    if (trace_json)
        trace_line_json(&line, text->bytes, text->length);
    else
        trace_line_plain(&line, text->bytes, text->length);
    if (trace_json && fields)
        trace_line_add(&line, fields->bytes, fields->length);
    trace_line_format(&line, trace_json ? "}\n" : "\n");
    if (!line.lost && !text->lost && !(fields && fields->lost))
        write_line(&line);
    trace_line_finish(&line);
    errno = saved;
}

void trace_write(enum trace_channel channel, enum trace_level level, const char *format, ...)
{
    struct trace_line text;
    int saved = errno;
    va_list list;

    trace_line_init(&text);
    va_start(list, format);
    trace_line_vformat(&text, format, list);
    va_end(list);
    trace_record(channel, level, &text, NULL);
    trace_line_finish(&text);
    errno = saved;
}
