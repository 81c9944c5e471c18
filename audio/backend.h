/* SPDX-License-Identifier: MIT */
/*
 * backend.h - what the mixer needs of a sound system: one device, and a resampler
 *
 * audio/meson.build picks the one file that defines audio_backend. Encodings
 * that cross this line are SAMPLE_U8, _S16, _S32 and _F32.
 */
#ifndef WINSHIM_AUDIO_BACKEND_H
#define WINSHIM_AUDIO_BACKEND_H

#include "audio/format.h"

struct backend_device;
struct backend_converter;

/* Fill @frames with @count frames, called on the device's thread for each buffer. */
typedef void backend_render(void *frames, size_t count);

/* An open device. */
struct backend_opened {
    struct backend_device *device;
    size_t buffer_frames;     /* the largest count that render is asked for */
    unsigned latency_buffers; /* buffers after which a frame has been heard */
    unsigned settle_buffers;  /* buffers after which nothing of it is held back anywhere */
};

struct backend {
    const char *name;

    /*
     * Playback devices that are there. The first call may load and start the sound system; later
     * ones are cheap. Thread: any.
     */
    unsigned (*device_count)(void);

    /*
     * Open the default device in exactly this format; @render is called after start().
     * Return: 0; -ENODEV when there is none or it refuses; -ENOMEM. Thread: one at a time.
     */
    int (*open)(const struct pcm_format *format, backend_render *render,
                struct backend_opened *ret_opened);

    /* Begin to pull. */
    void (*start)(struct backend_device *device);

    /* Stop pulling and close; render is not called after the return. Not from within render. */
    void (*close)(struct backend_device *device);

    /*
     * A converter between two formats, its own clock and channel map.
     * Return: NULL when memory is out or the formats can't be converted.
     */
    struct backend_converter *(*converter_new)(const struct pcm_format *from,
                                               const struct pcm_format *to);
    void (*converter_free)(struct backend_converter *converter); /* NULL is fine */

    /* Hand frames in. Return: false when memory is out; then the frames are lost. */
    bool (*converter_put)(struct backend_converter *converter, const void *frames, size_t bytes);

    /* Take converted bytes out, whole frames. Return: bytes written, at most @bytes. */
    size_t (*converter_get)(struct backend_converter *converter, void *out, size_t bytes);

    size_t (*converter_available)(struct backend_converter *converter); /* bytes ready */
    void (*converter_flush)(struct backend_converter *converter);       /* no more input for now */
    void (*converter_clear)(struct backend_converter *converter);       /* forget everything */
};

extern const struct backend audio_backend;

#endif
