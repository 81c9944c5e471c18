/* SPDX-License-Identifier: MIT */
/*
 * sound.h - one sound at a time: starts it, stops the one before, waits for its end
 *
 * A sound in the background gets a thread, which opens the device, so that
 * starting never waits for a device that takes its time.
 */
#ifndef WINSHIM_AUDIO_SOUND_H
#define WINSHIM_AUDIO_SOUND_H

#include "audio/format.h"

/* Frames to play. */
struct sound_source {
    struct pcm_format format;
    uint64_t frames;
    void *user;

    /* Fill @out with frames from @first on; fewer than @count end the sound. */
    size_t (*read)(void *user, uint64_t first, void *out, size_t count);

    void (*free)(void *user); /* or NULL */
};

/* In each of the first two, a new sound stops the old one. */
enum sound_slot { SOUND_SLOT_PLAY, SOUND_SLOT_ALERT, SOUND_SLOT_MIXED };

enum sound_flags {
    SOUND_ASYNC = 1,  /* return when it has begun */
    SOUND_LOOP = 2,   /* again and again until stopped; counts with SOUND_ASYNC alone */
    SOUND_NOSTOP = 4, /* fail when another one plays */
};

/**
 * sound_busy() - whether a sound plays, or is about to
 */
bool sound_busy(enum sound_slot slot);

/**
 * sound_play() - play a sound
 * @source: copied; its user data are freed when the sound is over, also on failure
 *
 * Without SOUND_ASYNC this returns at the end of the sound, or when another thread stops it.
 *
 * Return: 0; -EBUSY with SOUND_NOSTOP; -ENODEV without a sound device (SOUND_ASYNC: when that is
 * known before the device is opened); -ENOMEM; -EAGAIN when no thread can be made.
 */
int sound_play(enum sound_slot slot, const struct sound_source *source, unsigned flags);

/** sound_stop() - stop what plays and wait until it is silent */
void sound_stop(enum sound_slot slot);

#endif
