/* SPDX-License-Identifier: MIT */
/* trace.c - parses WINSHIM_TRACE and writes records, see trace.h */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "message.h"
#include "trace.h"

unsigned char trace_levels[TRACE_CHANNEL_COUNT];

static int trace_fd = STDERR_FILENO;
static bool trace_json;

static const char *const channel_names[] = {
#define TRACE_NAME(name) #name,
    TRACE_CHANNELS(TRACE_NAME)
#undef TRACE_NAME
};

static const char *const level_names[] = {"off", "error", "warn", "info", "debug"};

static int index_of(const char *const *names, size_t count, const char *word, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == length && !strncasecmp(names[i], word, length))
            return (int)i;
    return -1;
}

static int set_output(const char *file, bool json)
{
    int fd = STDERR_FILENO;

    if (strcmp(file, "-")) {
        fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        if (fd < 0) {
            message_warn("WS0003", "cannot write the trace file %s: %s", file, strerror(errno));
            return -errno;
        }
    }
    trace_fd = fd;
    trace_json = json;
    return 0;
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

int trace_configure(const char *spec)
{
    int result = 0;

    while (spec && *spec) {
        size_t length = strcspn(spec, ",");

        if (!strncmp(spec, "json:", 5))
            return set_output(spec + 5, true) < 0 ? -EINVAL : result;
        if (!strncmp(spec, "file:", 5))
            return set_output(spec + 5, false) < 0 ? -EINVAL : result;
        if (length && configure_word(spec, length) < 0) {
            message_warn("WS0002", "WINSHIM_TRACE: unknown word \"%.*s\"", (int)length, spec);
            result = -EINVAL;
        }
        spec += length + (spec[length] == ',');
    }
    return result;
}

void trace_write(enum trace_channel channel, enum trace_level level, const char *format, ...)
{
    int saved = errno;
    char text[1024], line[4096];
    struct timespec now;
    va_list list;
    int length;

    va_start(list, format);
    vsnprintf(text, sizeof(text), format, list);
    va_end(list);
    clock_gettime(CLOCK_MONOTONIC, &now);
    length = snprintf(line, sizeof(line), "%ld.%06ld %ld %s %s: %s\n", (long)now.tv_sec,
                      now.tv_nsec / 1000, syscall(SYS_gettid), channel_names[channel],
                      level_names[level], text);
    if (length > 0 && write(trace_fd, line, (size_t)length) < 0)
        trace_levels[channel] = TRACE_OFF;
    errno = saved;
}
