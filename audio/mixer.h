/* SPDX-License-Identifier: MIT */
/*
 * mixer.h - sums of samples: exact for one sound at full volume, saturated for several
 *
 * A sum is a double, which holds every sample of every encoding and sums of
 * thousands of them without rounding.
 */
#ifndef WINSHIM_AUDIO_MIXER_H
#define WINSHIM_AUDIO_MIXER_H

#include "audio/format.h"

/**
 * mixer_add() - add frames to sums
 * @sums: one a sample
 * @format: SAMPLE_U8, _S16, _S32 or _F32, at most 8 channels
 * @frames: @count of them
 * @left: linear gain of the channels on the left
 * @right: the same on the right; those in the middle get the mean
 */
void mixer_add(double *sums, const struct pcm_format *format, const void *frames, size_t count,
               float left, float right);

/**
 * mixer_store() - turn sums into samples
 *
 * Integers are rounded and saturated. Floats keep what exceeds 1: the device saturates them.
 */
void mixer_store(const double *sums, const struct pcm_format *format, void *frames, size_t count);

/** mixer_encoding() - the encoding that mixer and device use for @encoding: no 24 or 64 bits */
enum sample_encoding mixer_encoding(enum sample_encoding encoding);

/**
 * mixer_widen() - bring samples in place to mixer_encoding()
 * @samples: room for @count samples of either encoding
 */
void mixer_widen(enum sample_encoding encoding, void *samples, size_t count);

#endif
