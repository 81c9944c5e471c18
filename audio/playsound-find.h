/* SPDX-License-Identifier: MIT */
/* playsound-find.h - opens the file that a sound's name means; for playsound.c alone */
#ifndef WINSHIM_AUDIO_PLAYSOUND_FIND_H
#define WINSHIM_AUDIO_PLAYSOUND_FIND_H

#include "audio/wave.h"
#include "shim/abi.h"

/**
 * playsound_find_file() - open a sound file
 * @name: file name; a bare one is looked for in the current folder, the Windows and the system
 * folder and along PATH; ".wav" is tried too when it has no extension
 * @ret_input: written on success; for wave_input_close()
 *
 * Return: 0; -ENOENT; what opening the file said when it is there and can't be opened.
 */
int playsound_find_file(const WCHAR *name, struct wave_input *ret_input);

#endif
