/* SPDX-License-Identifier: MIT */
/*
 * sound.c - the current sound of each slot, see sound.h
 *
 * A slot has a current sound, the latest that was asked for, and a sounding one,
 * which holds the voice. A sound that is replaced is told to stop, and its
 * successor starts when it has let go of its voice. So those who ask never wait
 * for a device, only the thread of a sound does.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audio/sound.h"
#include "audio/voice.h"
#include "shim/trace.h"

/* How much longer than its frames say a sound may take before the device counts as stuck. */
#define PATIENCE_S 10

struct sound {
    struct sound_source source;
    enum sound_slot slot;
    bool loop;
    unsigned references; /* sound_lock */
    bool stop;           /* sound_lock: somebody wants it to end */
    bool finished;       /* sound_lock: its last frame has left */
    uint64_t position;   /* frames; the mixer's thread */
};

static pthread_mutex_t sound_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t sound_changed; /* sound_lock; waits on the monotonic clock */
static pthread_once_t sound_once = PTHREAD_ONCE_INIT;
static struct sound *current[SOUND_SLOT_MIXED];  /* sound_lock; NULL: silence */
static struct sound *sounding[SOUND_SLOT_MIXED]; /* sound_lock; NULL: nobody has the voice */

static void changed_init(void)
{
    pthread_condattr_t attributes;

    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&sound_changed, &attributes);
    pthread_condattr_destroy(&attributes);
}

/* A forked child is silent: the threads of the sounds are its parent's. */
static void forget_in_child(void)
{
    pthread_mutex_init(&sound_lock, NULL);
    changed_init();
    memset(current, 0, sizeof(current));
    memset(sounding, 0, sizeof(sounding));
}

static void sound_setup(void)
{
    changed_init();
    pthread_atfork(NULL, NULL, forget_in_child);
}

static void source_free(const struct sound_source *source)
{
    if (source->free)
        source->free(source->user);
}

/* With sound_lock. */
static void sound_unref(struct sound *sound)
{
    if (sound && !--sound->references) {
        source_free(&sound->source);
        free(sound);
    }
}

/* On the mixer's thread. */
static size_t sound_read(void *user, void *frames, size_t count)
{
    struct sound *sound = user;
    const struct sound_source *source = &sound->source;
    size_t frame_bytes = pcm_frame_bytes(&source->format), done = 0;

    while (done < count) {
        size_t got = source->read(source->user, sound->position,
                                  (uint8_t *)frames + done * frame_bytes, count - done);

        done += got;
        sound->position += got;
        if (done < count && (!sound->loop || !sound->position))
            break;
        if (done < count)
            sound->position = 0;
    }
    return done;
}

/* On the mixer's thread. */
static void sound_finished(void *user)
{
    struct sound *sound = user;

    pthread_mutex_lock(&sound_lock);
    sound->finished = true;
    pthread_cond_broadcast(&sound_changed);
    pthread_mutex_unlock(&sound_lock);
}

/* With sound_lock: wait until the one before has let go. False when stopped meanwhile. */
static bool sound_take_slot(struct sound *sound)
{
    if (sound->slot == SOUND_SLOT_MIXED)
        return true;
    while (sounding[sound->slot] && !sound->stop)
        pthread_cond_wait(&sound_changed, &sound_lock);
    if (sound->stop)
        return false;
    sounding[sound->slot] = sound;
    return true;
}

/* With sound_lock. */
static void sound_leave_slot(struct sound *sound)
{
    if (sound->slot == SOUND_SLOT_MIXED)
        return;
    if (sounding[sound->slot] == sound)
        sounding[sound->slot] = NULL;
    if (current[sound->slot] == sound) {
        current[sound->slot] = NULL;
        sound_unref(sound);
    }
    pthread_cond_broadcast(&sound_changed);
}

/* With sound_lock. A device that stops taking frames must not hold the caller for good. */
static void sound_wait(struct sound *sound)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)(sound->source.frames / sound->source.format.rate * 2 + PATIENCE_S);
    while (!sound->finished && !sound->stop) {
        if (sound->loop)
            pthread_cond_wait(&sound_changed, &sound_lock);
        else if (pthread_cond_timedwait(&sound_changed, &sound_lock, &until) == ETIMEDOUT)
            break;
    }
    if (!sound->finished && !sound->stop)
        TRACE(wave, WARN, "the sound device is stuck; sound given up");
}

/* From beginning to end, on the thread of whoever waits for it. */
static int sound_run(struct sound *sound)
{
    struct voice_source source = {
        .format = sound->source.format,
        .user = sound,
        .read = sound_read,
        .finished = sound_finished,
    };
    struct voice *voice = NULL;
    int result = 0;

    pthread_mutex_lock(&sound_lock);
    if (sound_take_slot(sound)) {
        pthread_mutex_unlock(&sound_lock);
        result = voice_new(&source, false, &voice);
        pthread_mutex_lock(&sound_lock);
        if (!result)
            sound_wait(sound);
        pthread_mutex_unlock(&sound_lock);
        voice_free(voice);
        pthread_mutex_lock(&sound_lock);
    }
    sound_leave_slot(sound);
    sound_unref(sound);
    pthread_mutex_unlock(&sound_lock);
    if (result < 0)
        TRACE(wave, WARN, "no voice for a sound: %s", strerror(-result));
    return result;
}

static void *sound_thread(void *argument)
{
    sound_run(argument);
    return NULL;
}

/* The runtimes' signals are none of this thread's business. */
static int sound_spawn(struct sound *sound)
{
    pthread_attr_t attributes;
    pthread_t thread;
    sigset_t all, before;
    int result;

    sigfillset(&all);
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    result = pthread_create(&thread, &attributes, sound_thread, sound);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return -result;
}

/* With sound_lock. */
static void slot_replace(enum sound_slot slot, struct sound *sound)
{
    if (current[slot]) {
        current[slot]->stop = true;
        sound_unref(current[slot]);
    }
    current[slot] = sound;
    if (sound)
        sound->references++;
    pthread_cond_broadcast(&sound_changed);
}

bool sound_busy(enum sound_slot slot)
{
    bool busy;

    pthread_mutex_lock(&sound_lock);
    busy = slot < SOUND_SLOT_MIXED && current[slot];
    pthread_mutex_unlock(&sound_lock);
    return busy;
}

/* Make @sound the current one. Return: 0; -EBUSY, @sound is gone then. */
static int sound_enter(struct sound *sound, bool nostop)
{
    int result = 0;

    pthread_mutex_lock(&sound_lock);
    if (sound->slot < SOUND_SLOT_MIXED) {
        if (nostop && current[sound->slot])
            result = -EBUSY;
        else
            slot_replace(sound->slot, sound);
    }
    if (result < 0)
        sound_unref(sound);
    pthread_mutex_unlock(&sound_lock);
    return result;
}

int sound_play(enum sound_slot slot, const struct sound_source *source, unsigned flags)
{
    struct sound *sound = NULL;
    int result = audio_device_count() ? 0 : -ENODEV;

    pthread_once(&sound_once, sound_setup);
    if (!result)
        sound = calloc(1, sizeof(*sound));
    if (!sound) {
        source_free(source);
        return result < 0 ? result : -ENOMEM;
    }
    sound->source = *source;
    sound->slot = slot;
    sound->loop = (flags & SOUND_LOOP) && (flags & SOUND_ASYNC);
    sound->references = 1;
    result = sound_enter(sound, flags & SOUND_NOSTOP);
    if (result < 0)
        return result;
    if (!(flags & SOUND_ASYNC))
        return sound_run(sound);
    result = sound_spawn(sound);
    if (result < 0) {
        pthread_mutex_lock(&sound_lock);
        sound_leave_slot(sound);
        sound_unref(sound);
        pthread_mutex_unlock(&sound_lock);
    }
    return result;
}

void sound_stop(enum sound_slot slot)
{
    struct sound *last;

    pthread_once(&sound_once, sound_setup);
    pthread_mutex_lock(&sound_lock);
    last = sounding[slot];
    slot_replace(slot, NULL);
    while (last && sounding[slot] == last)
        pthread_cond_wait(&sound_changed, &sound_lock);
    pthread_mutex_unlock(&sound_lock);
}
