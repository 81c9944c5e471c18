/* SPDX-License-Identifier: MIT */
/* beep.h - tones and alert sounds: the engines of Beep and MessageBeep */
#ifndef WINSHIM_AUDIO_BEEP_H
#define WINSHIM_AUDIO_BEEP_H

#include "shim/abi.h"

#define BEEP_SIMPLE 0xffffffffu

/**
 * beep_tone() - a tone, until it is over
 * @frequency_hz: 37 to 32767
 * @duration_ms: how long
 *
 * Without a sound device the terminal's bell rings, if there is a terminal, and the time passes
 * all the same.
 *
 * Return: 0; -EINVAL for a frequency out of range; -ENOMEM.
 */
int beep_tone(uint32_t frequency_hz, uint32_t duration_ms);

/**
 * beep_alert() - the alert sound of a message box type, in the background
 * @type: MB_ICON… or MB_OK; BEEP_SIMPLE for a plain tone
 *
 * Falls back to the SystemDefault sound, then to a tone, then to the terminal's bell.
 *
 * Return: 0, even when nothing can be heard.
 */
int beep_alert(UINT type);

#endif
