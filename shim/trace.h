/* SPDX-License-Identifier: MIT */
/*
 * trace.h - diagnosis by channel and level, chosen with WINSHIM_TRACE
 *
 *     WINSHIM_TRACE=SPEC, a comma-separated list of
 *         CHANNEL            level "info" for the channel
 *         CHANNEL=LEVEL      off, error, warn, info or debug
 *         all, all=LEVEL     every channel
 *         +call              a record for every crossing between host and guest code
 *         json:FILE          write JSON lines to FILE ("-": standard error); last item
 *         file:FILE          write text to FILE; last item
 *
 * A trace point that is off costs one predictable branch.
 */
#ifndef WINSHIM_TRACE_H
#define WINSHIM_TRACE_H

#include "abi.h"
#include "trace-channels.h"

struct trace_line;

enum trace_channel {
#define TRACE_ENUM(name, about) TRACE_##name,
    TRACE_CHANNELS(TRACE_ENUM)
#undef TRACE_ENUM
        TRACE_CHANNEL_COUNT
};

enum trace_level { TRACE_OFF, TRACE_ERROR, TRACE_WARN, TRACE_INFO, TRACE_DEBUG };

extern unsigned char trace_levels[TRACE_CHANNEL_COUNT] HIDDEN;

/** trace_on() - whether a channel reports at a level */
#define trace_on(channel, level) unlikely(trace_levels[TRACE_##channel] >= TRACE_##level)

/** TRACE() - report on a channel: TRACE(wave, WARN, "no device: %s", text) */
#define TRACE(channel, level, ...)                                                                 \
    do {                                                                                           \
        if (trace_on(channel, level))                                                              \
            trace_write(TRACE_##channel, TRACE_##level, __VA_ARGS__);                              \
    } while (0)

/**
 * trace_write() - write one record; use TRACE()
 *
 * errno is kept. Each record is one write(), whole lines also from several threads and processes.
 */
void trace_write(enum trace_channel channel, enum trace_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * trace_record() - write one record with fields of its own; trace_write() is enough elsewhere
 * @text: of the record, not yet escaped
 * @fields: JSON members, each with a comma before it; used when trace_is_json(); NULL: none
 *
 * errno is kept. A line that lost its end is not written.
 */
void trace_record(enum trace_channel channel, enum trace_level level, const struct trace_line *text,
                  const struct trace_line *fields);

/** trace_is_json() - whether records become JSON lines */
bool trace_is_json(void);

/**
 * trace_configure() - apply a spec; called once with WINSHIM_TRACE when the runtime loads
 *
 * A file is opened here, so that a relative name means the folder of this moment.
 *
 * Return: 0; -EINVAL when a word isn't known (the rest is applied; the words and what is known
 * are reported once, as WS0002) or the file can't be written (WS0003; the trace goes to standard
 * error).
 */
int trace_configure(const char *spec);

#endif
