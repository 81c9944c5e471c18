/* SPDX-License-Identifier: MIT */
/* codec.h - decodes compressed wave data to PCM, a stretch at a time */
#ifndef WINSHIM_AUDIO_CODEC_H
#define WINSHIM_AUDIO_CODEC_H

#include "audio/format.h"

/**
 * codec_frames() - frames that @bytes of wave data hold, a partial last block included
 */
uint64_t codec_frames(const struct wave_format *format, uint64_t bytes);

/**
 * codec_decode() - decode frames from the middle of wave data
 * @format: from wave_format_parse()
 * @data: the whole of the data (a data chunk, a WAVEHDR's buffer)
 * @bytes: its size; half a frame at the end is ignored
 * @first_frame: where to begin
 * @out: room for @count frames of format->pcm
 * @count: frames wanted
 *
 * Return: frames written; fewer than @count at the end of the data only.
 */
size_t codec_decode(const struct wave_format *format, const void *data, size_t bytes,
                    uint64_t first_frame, void *out, size_t count);

#endif
