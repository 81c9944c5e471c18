/* SPDX-License-Identifier: MIT */
/* waveout.c - open wave devices: handles, queues, positions, volume; see waveout.h */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "audio/codec.h"
#include "audio/voice.h"
#include "audio/waveout.h"
#include "audio/wavequeue.h"
#include "shim/handle.h"
#include "shim/trace.h"

struct waveout {
    struct object object;
    HANDLE handle;
    struct voice *voice;
    struct notify *notify;
    struct waveout *next; /* list_lock */

    pthread_mutex_t control; /* held for pause and reset; taken before lock */
    pthread_mutex_t lock;
    struct wavequeue queue; /* lock */
    uint64_t played;        /* lock: as the voice reported it */
    uint32_t volume;        /* list_lock */
    bool resetting;         /* lock: the voice is being rewound */
};

static void waveout_destroy(struct object *object);

static const struct object_class waveout_class = {.name = "WaveOut", .free = waveout_destroy};

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static struct waveout *waveouts;             /* list_lock: all that are open */
static uint32_t device_volume = 0xffffffffu; /* list_lock */

/* A device by handle, with a reference; NULL when it isn't open. */
static struct waveout *waveout_of(HANDLE handle)
{
    struct object *object;

    return handle_ref(handle, &waveout_class, 0, &object) < 0 ? NULL : (struct waveout *)object;
}

static void release(struct waveout **wave)
{
    if (*wave)
        object_unref(&(*wave)->object);
}

/* A reference that ends with its scope. */
#define WAVEOUT_REF __attribute__((cleanup(release))) struct waveout *

/* Give buffers back to the program: the header belongs to it from the flags on. */
static void give_back(struct waveout *wave, struct wavequeue_node *node)
{
    while (node) {
        struct wavequeue_node *next = node->next;
        WAVEHDR *header = node->header;

        __atomic_thread_fence(__ATOMIC_RELEASE);
        header->dwFlags = (header->dwFlags & ~WHDR_INQUEUE) | WHDR_DONE;
        notify_send(wave->notify, WOM_DONE, (DWORD_PTR)header);
        free(node);
        node = next;
    }
}

/* Called with lock; the mixer's thread. */
static void give_back_played(struct waveout *wave)
{
    struct wavequeue_node *node;

    while ((node = wavequeue_take_played(&wave->queue, wave->played)))
        give_back(wave, node);
}

static size_t wave_read(void *user, void *frames, size_t count)
{
    struct waveout *wave = user;
    size_t done = 0;

    pthread_mutex_lock(&wave->lock);
    if (!wave->resetting) {
        done = wavequeue_read(&wave->queue, frames, count);
        give_back_played(wave); /* empty buffers move no position */
    }
    pthread_mutex_unlock(&wave->lock);
    return done;
}

static void wave_progress(void *user, uint64_t frames_played)
{
    struct waveout *wave = user;

    pthread_mutex_lock(&wave->lock);
    if (!wave->resetting) {
        wave->played = frames_played;
        give_back_played(wave);
    }
    pthread_mutex_unlock(&wave->lock);
}

static void unlist(struct waveout *wave)
{
    pthread_mutex_lock(&list_lock);
    for (struct waveout **link = &waveouts; *link; link = &(*link)->next)
        if (*link == wave) {
            *link = wave->next;
            break;
        }
    pthread_mutex_unlock(&list_lock);
}

/* The last reference is gone; an open queue remains only when the handle was closed as a handle. */
static void waveout_destroy(struct object *object)
{
    struct waveout *wave = (struct waveout *)object;
    struct wavequeue_node *node;

    unlist(wave);
    voice_free(wave->voice);
    while ((node = wave->queue.first)) {
        wave->queue.first = node->next;
        free(node);
    }
    notify_free(wave->notify);
    pthread_mutex_destroy(&wave->control);
    pthread_mutex_destroy(&wave->lock);
    free(wave);
}

/* How many bytes of a WAVEFORMATEX its own fields say there are. */
static size_t format_size(const WAVEFORMATEX *format)
{
    return format->wFormatTag == WAVE_FORMAT_PCM ? sizeof(PCMWAVEFORMAT)
                                                 : sizeof(*format) + format->cbSize;
}

int waveout_format_supported(const void *bytes, bool direct, struct wave_format *ret_format)
{
    struct wave_format format;

    if (!audio_device_count())
        return -ENODEV;
    if (wave_format_parse(bytes, format_size(bytes), &format) < 0 ||
        (direct && format.codec != CODEC_PCM) || format.pcm.channels > VOICE_CHANNELS_MAX)
        return -EMEDIUMTYPE;
    if (ret_format)
        *ret_format = format;
    return 0;
}

static float volume_left(uint32_t volume)
{
    return (float)(volume & 0xffff) / 65535.0f;
}

static float volume_right(uint32_t volume)
{
    return (float)(volume >> 16) / 65535.0f;
}

/* Enter a fresh device into the list and the handle table. */
static int waveout_publish(struct waveout *wave)
{
    int result;

    pthread_mutex_lock(&list_lock);
    wave->next = waveouts;
    waveouts = wave;
    wave->volume = device_volume;
    voice_set_volume(wave->voice, volume_left(device_volume), volume_right(device_volume));
    pthread_mutex_unlock(&list_lock);
    result = handle_new(&wave->object, 0, &wave->handle);
    if (result == 0)
        notify_set_device(wave->notify, wave->handle);
    return result;
}

static int waveout_start(struct waveout *wave, const struct notify_target *target)
{
    const struct voice_source source = {.format = wave->queue.format.pcm,
                                        .user = wave,
                                        .read = wave_read,
                                        .endless = true,
                                        .progress = wave_progress};
    int result = notify_new(target, &wave->notify);

    if (result == 0)
        result = voice_new(&source, false, &wave->voice);
    if (result == 0)
        result = waveout_publish(wave);
    return result;
}

int waveout_open(const struct wave_format *format, const struct notify_target *target,
                 HANDLE *ret_handle)
{
    struct waveout *wave = calloc(1, sizeof(*wave));
    int result;

    if (!wave)
        return -ENOMEM;
    object_init(&wave->object, &waveout_class);
    pthread_mutex_init(&wave->control, NULL);
    pthread_mutex_init(&wave->lock, NULL);
    wave->queue.format = *format;
    result = waveout_start(wave, target);
    if (result == 0) {
        *ret_handle = wave->handle;
        TRACE(wave, INFO, "device %p: opened, %u Hz, %u channels, %u bits", wave->handle,
              format->pcm.rate, format->pcm.channels, format->bits_per_sample);
        notify_send(wave->notify, WOM_OPEN, 0);
    }
    object_unref(&wave->object);
    return result;
}

int waveout_close(HANDLE handle)
{
    WAVEOUT_REF wave = waveout_of(handle);
    bool busy;

    if (!wave)
        return -EBADF;
    pthread_mutex_lock(&wave->lock);
    busy = wave->queue.first;
    pthread_mutex_unlock(&wave->lock);
    if (busy)
        return -EBUSY;
    if (handle_close(handle) < 0)
        return -EBADF; /* another thread was faster */
    TRACE(wave, INFO, "device %p: closed", handle);
    notify_send(wave->notify, WOM_CLOSE, 0);
    notify_flush(wave->notify);
    return 0;
}

int waveout_check(HANDLE handle)
{
    WAVEOUT_REF wave = waveout_of(handle);

    return wave ? 0 : -EBADF;
}

int waveout_prepare(HANDLE handle, WAVEHDR *header)
{
    WAVEOUT_REF wave = waveout_of(handle);

    if (!wave)
        return -EBADF;
    if (!(header->dwFlags & WHDR_PREPARED))
        header->dwFlags = (header->dwFlags & ~(WHDR_DONE | WHDR_INQUEUE)) | WHDR_PREPARED;
    return 0;
}

int waveout_unprepare(HANDLE handle, WAVEHDR *header)
{
    WAVEOUT_REF wave = waveout_of(handle);
    int result = 0;

    if (!wave)
        return -EBADF;
    pthread_mutex_lock(&wave->lock);
    if (wavequeue_contains(&wave->queue, header))
        result = -EBUSY;
    else
        header->dwFlags &= ~WHDR_PREPARED;
    pthread_mutex_unlock(&wave->lock);
    return result;
}

int waveout_write(HANDLE handle, WAVEHDR *header)
{
    WAVEOUT_REF wave = waveout_of(handle);
    int result;

    if (!wave)
        return -EBADF;
    if (!(header->dwFlags & WHDR_PREPARED))
        return -EBADFD;
    if (!header->lpData && header->dwBufferLength)
        return -EINVAL;
    pthread_mutex_lock(&wave->lock);
    if (wavequeue_contains(&wave->queue, header)) {
        result = -EBUSY;
    } else {
        result = wavequeue_append(&wave->queue, header);
        if (result == 0)
            header->dwFlags = (header->dwFlags & ~WHDR_DONE) | WHDR_INQUEUE;
    }
    pthread_mutex_unlock(&wave->lock);
    return result;
}

int waveout_pause(HANDLE handle, bool paused)
{
    WAVEOUT_REF wave = waveout_of(handle);

    if (!wave)
        return -EBADF;
    pthread_mutex_lock(&wave->control);
    voice_pause(wave->voice, paused);
    pthread_mutex_unlock(&wave->control);
    return 0;
}

int waveout_reset(HANDLE handle)
{
    WAVEOUT_REF wave = waveout_of(handle);

    if (!wave)
        return -EBADF;
    pthread_mutex_lock(&wave->control);
    pthread_mutex_lock(&wave->lock);
    wave->resetting = true;
    pthread_mutex_unlock(&wave->lock);
    voice_rewind(wave->voice); /* not with lock held: the mixer may be waiting for it */
    voice_pause(wave->voice, false);
    pthread_mutex_lock(&wave->lock);
    wave->played = 0;
    give_back(wave, wavequeue_clear(&wave->queue));
    wave->resetting = false;
    pthread_mutex_unlock(&wave->lock);
    pthread_mutex_unlock(&wave->control);
    TRACE(wave, INFO, "device %p: reset", handle);
    notify_flush(wave->notify);
    return 0;
}

int waveout_break_loop(HANDLE handle)
{
    WAVEOUT_REF wave = waveout_of(handle);

    if (!wave)
        return -EBADF;
    pthread_mutex_lock(&wave->lock);
    wavequeue_break_loop(&wave->queue);
    pthread_mutex_unlock(&wave->lock);
    return 0;
}

int waveout_position(HANDLE handle, struct wave_format *ret_format, uint64_t *ret_frames)
{
    WAVEOUT_REF wave = waveout_of(handle);

    if (!wave)
        return -EBADF;
    *ret_format = wave->queue.format;
    *ret_frames = voice_frames_played(wave->voice);
    return 0;
}

int waveout_volume(HANDLE handle, uint32_t *ret_volume)
{
    WAVEOUT_REF wave = handle ? waveout_of(handle) : NULL;

    if (handle && !wave)
        return -EBADF;
    pthread_mutex_lock(&list_lock);
    *ret_volume = wave ? wave->volume : device_volume;
    pthread_mutex_unlock(&list_lock);
    return 0;
}

int waveout_set_volume(HANDLE handle, uint32_t volume)
{
    WAVEOUT_REF wave = handle ? waveout_of(handle) : NULL;

    if (handle && !wave)
        return -EBADF;
    pthread_mutex_lock(&list_lock);
    if (wave) {
        wave->volume = volume;
        voice_set_volume(wave->voice, volume_left(volume), volume_right(volume));
    } else {
        device_volume = volume;
        for (struct waveout *each = waveouts; each; each = each->next)
            each->volume = volume;
        voice_set_default_volume(volume_left(volume), volume_right(volume));
    }
    pthread_mutex_unlock(&list_lock);
    return 0;
}
