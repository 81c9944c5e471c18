/* SPDX-License-Identifier: MIT */
/*
 * voice.h - something that sounds: the mixer pulls frames from each running voice
 *
 * All voices share one device. It is opened in the format of the first voice,
 * so that a voice alone at full volume comes out to the sample, and closed when
 * nothing has sounded for a while.
 */
#ifndef WINSHIM_AUDIO_VOICE_H
#define WINSHIM_AUDIO_VOICE_H

#include "audio/format.h"

#define VOICE_CHANNELS_MAX 8

struct voice;

/*
 * The callbacks run on the mixer's thread, one at a time for a voice. They may call the functions
 * below that are not marked otherwise.
 */
struct voice_source {
    struct pcm_format format;
    void *user;

    /*
     * Fill @frames with up to @count frames; never called after voice_free() has returned. Fewer
     * than @count: silence for the rest; a source that is not @endless is over then.
     */
    size_t (*read)(void *user, void *frames, size_t count);

    /* Called once when the last frame has been heard; or NULL. Not for an endless source. */
    void (*finished)(void *user);

    bool endless; /* waveOut: an empty queue is a pause, not the end */

    /* Called with voice_frames_played() whenever that has grown; or NULL. */
    void (*progress)(void *user, uint64_t frames_played);
};

/**
 * audio_device_count() - 1 when sound can be played here, else 0
 *
 * The first call starts the sound system; without one it answers 0 from then on at once.
 */
unsigned audio_device_count(void);

/**
 * voice_new() - make a voice and start it
 * @source: copied
 * @paused: start paused
 * @ret_voice: written on success, before the first callback; freed with voice_free()
 *
 * Return: 0; -ENODEV when there is no sound device; -ENOTSUP for more than VOICE_CHANNELS_MAX
 * channels or a rate of 0; -ENOMEM.
 */
int voice_new(const struct voice_source *source, bool paused, struct voice **ret_voice);

/**
 * voice_free() - stop at once and free
 * @voice: NULL is fine
 *
 * Waits for a callback that is running: not from within one, and not while holding a lock that
 * one takes.
 */
void voice_free(struct voice *voice);

/** voice_pause() - stop pulling, or go on; what has been pulled is still heard */
void voice_pause(struct voice *voice, bool paused);

/** voice_set_volume() - linear gain of the left and right channels, 0 to 1 */
void voice_set_volume(struct voice *voice, float left, float right);

/**
 * voice_set_default_volume() - set the volume of all voices and of those to come
 * @left, @right: gain, 1 leaves samples as they are
 */
void voice_set_default_volume(float left, float right);

/** voice_frames_played() - frames of the voice that have been heard */
uint64_t voice_frames_played(struct voice *voice);

/**
 * voice_rewind() - forget what was pulled and count from 0 again
 *
 * For an endless source, after it emptied its queue. Waits like voice_free().
 */
void voice_rewind(struct voice *voice);

/**
 * voice_device_close() - close the device now instead of a while after the last voice
 *
 * Does nothing while a voice sounds. Not from within a callback.
 */
void voice_device_close(void);

#endif
