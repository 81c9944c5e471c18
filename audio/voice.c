/* SPDX-License-Identifier: MIT */
/*
 * voice.c - the voices, the device they share, and the thread that closes it
 *
 * The device's thread calls render() for each buffer. It calls a voice's source
 * without mixer_lock, with the voice marked busy, so a source may use its own
 * locks and call back into this file.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audio/backend.h"
#include "audio/mixer.h"
#include "audio/voice.h"
#include "shim/trace.h"

#define DEVICE_IDLE_MS 500
#define HISTORY        8 /* buffers; more than any backend's latency */

struct voice {
    struct voice_source source;
    struct pcm_format format; /* the source's after mixer_widen() */

    struct voice *next; /* mixer_lock */
    bool linked;        /* mixer_lock: in the list, until it is finished */
    bool busy;          /* mixer_lock: the device's thread works on it */
    bool paused;        /* mixer_lock */
    float left, right;  /* mixer_lock */
    uint64_t played;    /* mixer_lock: frames of the source that have been heard */

    /* The device's thread, or others while not busy. */
    struct backend_converter *converter; /* NULL: the voice has the device's format */
    void *raw;                           /* room for raw_frames frames, wide ones too */
    size_t raw_frames;
    uint64_t pulled;            /* frames that the source gave */
    uint64_t rendered[HISTORY]; /* frames of the source in the latest buffers, newest first */
    bool ended;                 /* the source gave its last frame */
    bool starved;               /* endless: the converter was flushed since the last frame */
    unsigned buffers_since_end;
};

static pthread_mutex_t device_lock = PTHREAD_MUTEX_INITIALIZER; /* taken before mixer_lock */
static pthread_mutex_t mixer_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_busy = PTHREAD_COND_INITIALIZER;  /* mixer_lock */
static pthread_cond_t all_quiet = PTHREAD_COND_INITIALIZER; /* mixer_lock: no voices any more */
static pthread_once_t fork_once = PTHREAD_ONCE_INIT;
static struct voice *voices;                      /* mixer_lock */
static float default_left = 1, default_right = 1; /* mixer_lock: volume of new voices */
static uint64_t quiet_since_ms;                   /* mixer_lock: when the last voice went */
static unsigned device_session; /* device_lock: counts openings; tells janitors apart */

/* The open device: written under device_lock while its thread does not run. */
static struct {
    struct backend_opened opened; /* device is NULL when closed */
    struct pcm_format format;
    double *sums;
    void *frames; /* one voice in the device's format */
} device;

static uint64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

unsigned audio_device_count(void)
{
    return audio_backend.device_count();
}

/* Frames of the source that are still in the converter. */
static uint64_t frames_held(struct voice *voice)
{
    size_t bytes;

    if (!voice->converter)
        return 0;
    bytes = audio_backend.converter_available(voice->converter);
    return bytes / pcm_frame_bytes(&device.format) * voice->format.rate / device.format.rate;
}

static void note_rendered(struct voice *voice)
{
    uint64_t held = frames_held(voice), now = voice->pulled > held ? voice->pulled - held : 0;

    memmove(voice->rendered + 1, voice->rendered, sizeof(voice->rendered[0]) * (HISTORY - 1));
    voice->rendered[0] = now > voice->rendered[1] ? now : voice->rendered[1];
}

/* Pull at most @count frames into raw, widened. */
static size_t pull_raw(struct voice *voice, size_t count)
{
    size_t got = voice->source.read(voice->source.user, voice->raw, count);

    if (got > count)
        got = count;
    if (got < count && !voice->source.endless)
        voice->ended = true;
    mixer_widen(voice->source.format.encoding, voice->raw, got * voice->format.channels);
    voice->pulled += got;
    return got;
}

/* Feed the converter until it has @bytes, or until the source has no more for now. */
static void feed_converter(struct voice *voice, size_t bytes)
{
    size_t frame = pcm_frame_bytes(&device.format), ready;

    while ((ready = audio_backend.converter_available(voice->converter)) < bytes && !voice->ended) {
        uint64_t missing = (bytes - ready) / frame * voice->format.rate / device.format.rate + 1;
        size_t wanted = missing < voice->raw_frames ? (size_t)missing : voice->raw_frames;
        size_t got = pull_raw(voice, wanted);

        if (got) {
            audio_backend.converter_put(voice->converter, voice->raw,
                                        got * pcm_frame_bytes(&voice->format));
            voice->starved = false;
        }
        if (got < wanted && !voice->starved) {
            audio_backend.converter_flush(voice->converter);
            voice->starved = true;
        }
        if (got < wanted)
            return;
    }
}

static void voice_mix(struct voice *voice, size_t count, float left, float right)
{
    size_t frame = pcm_frame_bytes(&device.format), got;
    void *frames = voice->raw;

    if (!voice->converter) {
        got = pull_raw(voice, count);
    } else {
        frames = device.frames;
        feed_converter(voice, count * frame);
        got = audio_backend.converter_get(voice->converter, frames, count * frame) / frame;
    }
    mixer_add(device.sums, &device.format, frames, got, left, right);
}

static bool voice_is_dry(struct voice *voice)
{
    return voice->ended &&
           (!voice->converter || !audio_backend.converter_available(voice->converter));
}

/* Called for an ended voice on each buffer; true when it is over for good. */
static bool voice_settle(struct voice *voice)
{
    if (++voice->buffers_since_end <= device.opened.settle_buffers)
        return false;
    TRACE(wave, DEBUG, "voice %p is over after %llu frames", (void *)voice,
          (unsigned long long)voice->pulled);
    if (voice->source.finished)
        voice->source.finished(voice->source.user);
    return true;
}

static void voice_unlink(struct voice *voice)
{
    for (struct voice **link = &voices; *link; link = &(*link)->next)
        if (*link == voice) {
            *link = voice->next;
            break;
        }
    voice->linked = false;
    if (!voices) {
        quiet_since_ms = now_ms();
        pthread_cond_broadcast(&all_quiet);
    }
}

/* Report what has been heard by now. Called and returns with mixer_lock held. */
static void voice_progress(struct voice *voice)
{
    uint64_t heard = voice->rendered[device.opened.latency_buffers - 1];
    bool grown = heard > voice->played;

    voice->played = heard;
    if (grown && voice->source.progress) {
        pthread_mutex_unlock(&mixer_lock);
        voice->source.progress(voice->source.user, heard);
        pthread_mutex_lock(&mixer_lock);
    }
}

/* One buffer of one voice. Called and returns with mixer_lock held; the voice stays linked. */
static void voice_render(struct voice *voice, size_t count)
{
    float left, right;
    bool over = false, paused;

    voice->busy = true;
    voice_progress(voice);
    left = voice->left;
    right = voice->right;
    paused = voice->paused;
    pthread_mutex_unlock(&mixer_lock);
    if (voice_is_dry(voice))
        over = voice_settle(voice);
    else if (!paused)
        voice_mix(voice, count, left, right);
    note_rendered(voice);
    pthread_mutex_lock(&mixer_lock);
    voice->busy = false;
    pthread_cond_broadcast(&not_busy);
    if (over)
        voice_unlink(voice);
}

static void render(void *frames, size_t count)
{
    size_t frame = pcm_frame_bytes(&device.format);
    struct voice *next;

    while (count) {
        size_t part = count < device.opened.buffer_frames ? count : device.opened.buffer_frames;

        memset(device.sums, 0, part * device.format.channels * sizeof(double));
        pthread_mutex_lock(&mixer_lock);
        for (struct voice *voice = voices; voice; voice = next) {
            voice_render(voice, part);
            next = voice->next; /* holds still: whoever frees a voice needs mixer_lock */
        }
        pthread_mutex_unlock(&mixer_lock);
        mixer_store(device.sums, &device.format, frames, part);
        frames = (char *)frames + part * frame;
        count -= part;
    }
}

/* Called with device_lock. Takes the device down unless something sounds. */
static bool device_close_if_quiet(void)
{
    bool quiet;

    pthread_mutex_lock(&mixer_lock);
    quiet = !voices;
    pthread_mutex_unlock(&mixer_lock);
    if (!quiet || !device.opened.device)
        return quiet;
    /* No voice can join meanwhile: that needs device_lock. */
    audio_backend.close(device.opened.device);
    device.opened.device = NULL;
    free(device.sums);
    free(device.frames);
    TRACE(wave, INFO, "device closed");
    return true;
}

static void wait_until_idle(void)
{
    pthread_mutex_lock(&mixer_lock);
    for (;;) {
        uint64_t end_ms = quiet_since_ms + DEVICE_IDLE_MS;
        struct timespec end = {(time_t)(end_ms / 1000), (long)(end_ms % 1000) * 1000000};

        if (voices)
            pthread_cond_wait(&all_quiet, &mixer_lock);
        else if (now_ms() >= end_ms)
            break;
        else
            pthread_cond_clockwait(&all_quiet, &mixer_lock, CLOCK_MONOTONIC, &end);
    }
    pthread_mutex_unlock(&mixer_lock);
}

/* The device's thread can't close the device; this one does, once for each opening. */
static void *janitor(void *session)
{
    bool over = false;

    while (!over) {
        wait_until_idle();
        pthread_mutex_lock(&device_lock);
        over = device_session != (uintptr_t)session || device_close_if_quiet();
        pthread_mutex_unlock(&device_lock);
    }
    return NULL;
}

static void janitor_start(void)
{
    sigset_t all, before;
    pthread_t thread;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&thread, NULL, janitor, (void *)(uintptr_t)++device_session) == 0) {
        pthread_setname_np(thread, "winshim-audio");
        pthread_detach(thread);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* A forked child has none of the threads: its first voice opens the device anew. */
static void forget_in_child(void)
{
    pthread_mutex_init(&device_lock, NULL);
    pthread_mutex_init(&mixer_lock, NULL);
    pthread_cond_init(&not_busy, NULL);
    pthread_cond_init(&all_quiet, NULL);
    for (struct voice *voice = voices; voice; voice = voice->next)
        voice->linked = voice->busy = false;
    voices = NULL;
    device.opened.device = NULL;
}

static void watch_forks(void)
{
    pthread_atfork(NULL, NULL, forget_in_child);
}

/* Called with device_lock. Opens the device in @format unless it is open. */
static int device_open(const struct pcm_format *format)
{
    struct backend_opened opened;
    int result;

    if (device.opened.device)
        return 0;
    pthread_once(&fork_once, watch_forks);
    result = audio_backend.open(format, render, &opened);
    if (result < 0)
        return result;
    device.sums = calloc(opened.buffer_frames * format->channels, sizeof(double));
    device.frames = calloc(opened.buffer_frames, pcm_frame_bytes(format));
    if (!device.sums || !device.frames) {
        free(device.sums);
        free(device.frames);
        audio_backend.close(opened.device);
        return -ENOMEM;
    }
    TRACE(wave, INFO, "device opened: %u Hz, %u channels, encoding %d, %zu frames a buffer",
          format->rate, format->channels, (int)format->encoding, opened.buffer_frames);
    device.format = *format;
    device.opened = opened;
    pthread_mutex_lock(&mixer_lock);
    quiet_since_ms = now_ms();
    pthread_mutex_unlock(&mixer_lock);
    audio_backend.start(opened.device);
    janitor_start();
    return 0;
}

static bool same_format(const struct pcm_format *a, const struct pcm_format *b)
{
    return a->rate == b->rate && a->channels == b->channels && a->encoding == b->encoding;
}

static void voice_destroy(struct voice *voice)
{
    if (voice->converter)
        audio_backend.converter_free(voice->converter);
    free(voice->raw);
    free(voice);
}

static struct voice *voice_make(const struct voice_source *source, const struct pcm_format *format,
                                bool paused)
{
    struct voice *voice = calloc(1, sizeof(*voice));

    if (!voice)
        return NULL;
    voice->source = *source;
    voice->format = *format;
    voice->paused = paused;
    voice->raw_frames = device.opened.buffer_frames;
    voice->raw = malloc(voice->raw_frames * format->channels * sizeof(double));
    if (!same_format(format, &device.format))
        voice->converter = audio_backend.converter_new(format, &device.format);
    if (!voice->raw || (!voice->converter && !same_format(format, &device.format))) {
        voice_destroy(voice);
        return NULL;
    }
    return voice;
}

static void voice_link(struct voice *voice)
{
    pthread_mutex_lock(&mixer_lock);
    voice->left = default_left;
    voice->right = default_right;
    voice->next = voices;
    voice->linked = true;
    voices = voice;
    pthread_mutex_unlock(&mixer_lock);
}

int voice_new(const struct voice_source *source, bool paused, struct voice **ret_voice)
{
    struct pcm_format format = source->format;
    struct voice *voice;
    int result;

    format.encoding = mixer_encoding(format.encoding);
    if (!format.channels || format.channels > VOICE_CHANNELS_MAX || !format.rate)
        return -ENOTSUP;
    pthread_mutex_lock(&device_lock);
    result = device_open(&format);
    if (result == 0) {
        voice = voice_make(source, &format, paused);
        if (voice) {
            *ret_voice = voice;
            voice_link(voice);
        } else {
            result = -ENOMEM;
        }
    }
    pthread_mutex_unlock(&device_lock);
    return result;
}

/* Returns with mixer_lock held and the device's thread not at work on the voice. */
static void lock_idle_voice(struct voice *voice)
{
    pthread_mutex_lock(&mixer_lock);
    while (voice->busy)
        pthread_cond_wait(&not_busy, &mixer_lock);
}

void voice_free(struct voice *voice)
{
    if (!voice)
        return;
    lock_idle_voice(voice);
    if (voice->linked)
        voice_unlink(voice);
    pthread_mutex_unlock(&mixer_lock);
    voice_destroy(voice);
}

void voice_pause(struct voice *voice, bool paused)
{
    pthread_mutex_lock(&mixer_lock);
    voice->paused = paused;
    pthread_mutex_unlock(&mixer_lock);
}

void voice_set_volume(struct voice *voice, float left, float right)
{
    pthread_mutex_lock(&mixer_lock);
    voice->left = left;
    voice->right = right;
    pthread_mutex_unlock(&mixer_lock);
}

void voice_set_default_volume(float left, float right)
{
    pthread_mutex_lock(&mixer_lock);
    default_left = left;
    default_right = right;
    for (struct voice *voice = voices; voice; voice = voice->next) {
        voice->left = left;
        voice->right = right;
    }
    pthread_mutex_unlock(&mixer_lock);
}

uint64_t voice_frames_played(struct voice *voice)
{
    uint64_t played;

    pthread_mutex_lock(&mixer_lock);
    played = voice->played;
    pthread_mutex_unlock(&mixer_lock);
    return played;
}

void voice_rewind(struct voice *voice)
{
    lock_idle_voice(voice);
    if (voice->converter)
        audio_backend.converter_clear(voice->converter);
    memset(voice->rendered, 0, sizeof(voice->rendered));
    voice->pulled = voice->played = 0;
    voice->ended = voice->starved = false;
    voice->buffers_since_end = 0;
    pthread_mutex_unlock(&mixer_lock);
}

void voice_device_close(void)
{
    pthread_mutex_lock(&device_lock);
    device_close_if_quiet();
    pthread_mutex_unlock(&device_lock);
}
