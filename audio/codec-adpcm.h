/* SPDX-License-Identifier: MIT */
/* codec-adpcm.h - one block of Microsoft or IMA (DVI) ADPCM; for codec.c alone */
#ifndef WINSHIM_AUDIO_CODEC_ADPCM_H
#define WINSHIM_AUDIO_CODEC_ADPCM_H

#include "audio/format.h"

/** ms_adpcm_frames(), ima_adpcm_frames() - frames in the first @bytes of a block */
size_t ms_adpcm_frames(const struct wave_format *format, size_t bytes);
size_t ima_adpcm_frames(const struct wave_format *format, size_t bytes);

/**
 * ms_adpcm_decode(), ima_adpcm_decode() - decode frames of one block
 * @block: need not be aligned; must hold the frames up to @skip + @count
 * @skip: frames to leave out at the start
 * @out: room for @count frames of S16
 * @count: frames wanted
 */
void ms_adpcm_decode(const struct wave_format *format, const uint8_t *block, size_t skip,
                     int16_t *out, size_t count);
void ima_adpcm_decode(const struct wave_format *format, const uint8_t *block, size_t skip,
                      int16_t *out, size_t count);

#endif
