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

struct voice;

struct voice_source {
    struct pcm_format format;
    void *user;

    /*
     * Fill @frames with up to @count frames; called on the mixer's thread, never after
     * voice_free() has returned. Fewer than @count: silence for the rest; a source that is not
     * @endless is over then.
     */
    size_t (*read)(void *user, void *frames, size_t count);

    /* Called once on the mixer's thread when the last frame has left for the device; or NULL. */
    void (*finished)(void *user);

    bool endless; /* waveOut: an empty queue is a pause, not the end */
};

/** audio_device_count() - 1 when sound can be played here, else 0; loads no SDL when WINSHIM has
 * none */
unsigned audio_device_count(void);

/**
 * voice_new() - make a voice and start it
 * @paused: start paused
 *
 * Return: 0; -ENODEV when there is no sound device; -ENOMEM.
 */
int voice_new(const struct voice_source *source, bool paused, struct voice **ret_voice);

/** voice_free() - stop at once and free; NULL is fine. Not from within read() or finished(). */
void voice_free(struct voice *voice);

void voice_pause(struct voice *voice, bool paused);

/** voice_set_volume() - linear gain of the left and right channels, 0 to 1 */
void voice_set_volume(struct voice *voice, float left, float right);

/** voice_frames_played() - frames of the voice that have left for the device */
uint64_t voice_frames_played(struct voice *voice);

#endif
