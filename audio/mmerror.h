/* SPDX-License-Identifier: MIT */
/* mmerror.h - a sentence for each MMRESULT code */
#ifndef WINSHIM_AUDIO_MMERROR_H
#define WINSHIM_AUDIO_MMERROR_H

#include "shim/abi.h"

#include <mmsystem.h>

/** mmerror_text() - the sentence, static UTF-8; NULL for an unknown code */
const char *mmerror_text(MMRESULT code);

/**
 * mmerror_copy_a(), mmerror_copy_w() - what the GetErrorText functions do
 * @code: an MMRESULT
 * @out: cut to @room - 1 characters and terminated; untouched when @room is 0
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALPARAM for NULL; MMSYSERR_BADERRNUM.
 */
MMRESULT mmerror_copy_a(MMRESULT code, char *out, UINT room);
MMRESULT mmerror_copy_w(MMRESULT code, WCHAR *out, UINT room);

#endif
