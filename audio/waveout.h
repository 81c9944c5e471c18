/* SPDX-License-Identifier: MIT */
/*
 * waveout.h - waveform output devices: a queue of the program's buffers behind a voice
 *
 * Functions that take a HANDLE answer -EBADF when it is no open wave device.
 */
#ifndef WINSHIM_AUDIO_WAVEOUT_H
#define WINSHIM_AUDIO_WAVEOUT_H

#include "audio/format.h"
#include "audio/notify.h"

#include <mmsystem.h>

/**
 * waveout_format_supported() - whether a format can be played
 * @bytes: a WAVEFORMATEX and what follows it
 * @direct: only formats that need no decoder
 * @ret_format: written on success; may be NULL
 *
 * Return: 0; -ENODEV without a sound device; -EMEDIUMTYPE for a format that can't be played.
 */
int waveout_format_supported(const void *bytes, bool direct, struct wave_format *ret_format);

/**
 * waveout_open() - open the sound device for a format
 * @target: whom to tell; sends WOM_OPEN
 * @ret_handle: written on success, before anything is told
 *
 * Return: 0; -ENODEV; -EMEDIUMTYPE; -ENOMEM; as notify_new().
 */
int waveout_open(const struct wave_format *format, const struct notify_target *target,
                 HANDLE *ret_handle);

/** waveout_close() - sends WOM_CLOSE and waits for it. Return: 0; -EBADF; -EBUSY with buffers. */
int waveout_close(HANDLE handle);

/** waveout_check() - Return: 0; -EBADF. */
int waveout_check(HANDLE handle);

/** waveout_prepare() - mark a header as prepared. Return: 0; -EBADF. */
int waveout_prepare(HANDLE handle, WAVEHDR *header);

/** waveout_unprepare() - the reverse. Return: 0; -EBADF; -EBUSY while it is in the queue. */
int waveout_unprepare(HANDLE handle, WAVEHDR *header);

/**
 * waveout_write() - append a buffer to the queue
 * @header: belongs to the device until WOM_DONE has been sent
 *
 * Return: 0; -EBADF; -EBADFD when not prepared; -EBUSY when in the queue already; -EINVAL for a
 * NULL buffer with a length; -ENOMEM.
 */
int waveout_write(HANDLE handle, WAVEHDR *header);

/** waveout_pause() - stop pulling, or go on. Return: 0; -EBADF. */
int waveout_pause(HANDLE handle, bool paused);

/**
 * waveout_reset() - give all buffers back, return to position 0, not paused
 *
 * Waits until WOM_DONE has been told for each of them.
 * Return: 0; -EBADF.
 */
int waveout_reset(HANDLE handle);

/** waveout_break_loop() - end the loop after this pass, if there is one. Return: 0; -EBADF. */
int waveout_break_loop(HANDLE handle);

/** waveout_position() - frames heard since it was opened or reset. Return: 0; -EBADF. */
int waveout_position(HANDLE handle, struct wave_format *ret_format, uint64_t *ret_frames);

/**
 * waveout_volume(), waveout_set_volume() - volume, left in the low word, right in the high one
 * @handle: NULL for the device itself: what newly opened ones and all other sounds begin with, and
 * when it is set, all
 *
 * Return: 0; -EBADF.
 */
int waveout_volume(HANDLE handle, uint32_t *ret_volume);
int waveout_set_volume(HANDLE handle, uint32_t volume);

#endif
