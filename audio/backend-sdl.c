/* SPDX-License-Identifier: MIT */
/*
 * backend-sdl.c - sound through SDL2, which is loaded when the first sound wants to be heard
 *
 * A process that plays nothing never loads SDL. Only the audio subsystem is
 * started, and SDL leaves the process's signal handlers alone.
 */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <SDL_audio.h>
#include <SDL.h>

#include "audio/backend.h"
#include "shim/message.h"
#include "shim/trace.h"

#define SDL_SONAME "libSDL2-2.0.so.0"

#define SDL_FUNCTIONS(X)                                                                           \
    X(WasInit)                                                                                     \
    X(LogSetOutputFunction)                                                                        \
    X(InitSubSystem)                                                                               \
    X(SetHintWithPriority)                                                                         \
    X(GetError)                                                                                    \
    X(GetCurrentAudioDriver)                                                                       \
    X(GetNumAudioDevices)                                                                          \
    X(OpenAudioDevice)                                                                             \
    X(PauseAudioDevice)                                                                            \
    X(CloseAudioDevice)                                                                            \
    X(NewAudioStream)                                                                              \
    X(FreeAudioStream)                                                                             \
    X(AudioStreamPut)                                                                              \
    X(AudioStreamGet)                                                                              \
    X(AudioStreamAvailable)                                                                        \
    X(AudioStreamFlush)                                                                            \
    X(AudioStreamClear)

/* Written once by sdl_start(), read-only afterwards. */
static struct {
#define SDL_MEMBER(name) __typeof__(SDL_##name) *name;
    SDL_FUNCTIONS(SDL_MEMBER)
#undef SDL_MEMBER
} sdl;

static const struct {
    const char *name;
    void **slot;
} sdl_symbols[] = {
#define SDL_SYMBOL(name) {"SDL_" #name, (void **)&sdl.name},
    SDL_FUNCTIONS(SDL_SYMBOL)
#undef SDL_SYMBOL
};

struct backend_device {
    SDL_AudioDeviceID id;
    size_t frame_bytes;
    backend_render *render;
};

static pthread_once_t sdl_once = PTHREAD_ONCE_INIT;
static bool sdl_started; /* written under sdl_once */

static bool sdl_load(void)
{
    void *library = dlopen(SDL_SONAME, RTLD_NOW | RTLD_LOCAL);

    if (!library) {
        message_warn("WS0120", "no sound: %s can't be loaded: %s", SDL_SONAME, dlerror());
        return false;
    }
    for (size_t i = 0; i < sizeof(sdl_symbols) / sizeof(sdl_symbols[0]); i++) {
        *sdl_symbols[i].slot = dlsym(library, sdl_symbols[i].name);
        if (!*sdl_symbols[i].slot) {
            message_warn("WS0121", "no sound: %s lacks %s", SDL_SONAME, sdl_symbols[i].name);
            return false;
        }
    }
    return true;
}

static void SDLCALL sdl_log(void *user, int category, SDL_LogPriority priority, const char *text)
{
    if (priority >= SDL_LOG_PRIORITY_WARN)
        TRACE(wave, WARN, "SDL: %s", text);
    else
        TRACE(wave, INFO, "SDL: %s", text);
}

/* What SDL has to say is for the trace, unless the application uses SDL itself. */
static void sdl_redirect_log(void)
{
    if (!sdl.WasInit(0))
        sdl.LogSetOutputFunction(sdl_log, NULL);
}

static void sdl_start(void)
{
    if (!sdl_load())
        return;
    sdl_redirect_log();
    /* SIGINT and SIGTERM belong to the process; an application that uses SDL itself outranks us. */
    sdl.SetHintWithPriority(SDL_HINT_NO_SIGNAL_HANDLERS, "1", SDL_HINT_DEFAULT);
    sdl.SetHintWithPriority(SDL_HINT_AUDIO_RESAMPLING_MODE, "2", SDL_HINT_DEFAULT);
    if (sdl.InitSubSystem(SDL_INIT_AUDIO) < 0) {
        TRACE(wave, WARN, "no sound device: SDL: %s", sdl.GetError());
        return;
    }
    TRACE(wave, INFO, "SDL started, driver %s", sdl.GetCurrentAudioDriver());
    sdl_started = true;
}

static bool sdl_ready(void)
{
    pthread_once(&sdl_once, sdl_start);
    return sdl_started;
}

static unsigned sdl_device_count(void)
{
    if (!sdl_ready())
        return 0;
    /* -1: the driver can't list its devices, but has a default one. */
    return sdl.GetNumAudioDevices(0) != 0;
}

static SDL_AudioFormat sdl_format(enum sample_encoding encoding)
{
    switch (encoding) {
    case SAMPLE_U8:
        return AUDIO_U8;
    case SAMPLE_S16:
        return AUDIO_S16LSB;
    case SAMPLE_S32:
        return AUDIO_S32LSB;
    default:
        return AUDIO_F32LSB;
    }
}

static void SDLCALL sdl_callback(void *user, Uint8 *bytes, int length)
{
    struct backend_device *device = user;

    device->render(bytes, (size_t)length / device->frame_bytes);
}

/* The power of two that makes buffers of 10 to 20 ms. */
static Uint16 buffer_frames_for(uint32_t rate)
{
    uint32_t frames = 64;

    while (frames < rate / 100 && frames < 16384)
        frames *= 2;
    return (Uint16)frames;
}

/*
 * The disk driver writes through a stdio stream that nobody else can flush: a frame is in the
 * file once a stream's buffer of later ones has followed it.
 */
static unsigned settle_buffers_for(const SDL_AudioSpec *spec)
{
    if (strcmp(sdl.GetCurrentAudioDriver(), "disk") != 0)
        return 3;
    return 4096 / spec->size + 3;
}

static int sdl_open(const struct pcm_format *format, backend_render *render,
                    struct backend_opened *ret_opened)
{
    struct backend_device *device;
    SDL_AudioSpec wanted, got;

    if (!sdl_device_count())
        return -ENODEV;
    device = calloc(1, sizeof(*device));
    if (!device)
        return -ENOMEM;
    device->frame_bytes = pcm_frame_bytes(format);
    device->render = render;
    wanted = (SDL_AudioSpec){.freq = (int)format->rate,
                             .format = sdl_format(format->encoding),
                             .channels = (Uint8)format->channels,
                             .samples = buffer_frames_for(format->rate),
                             .callback = sdl_callback,
                             .userdata = device};
    device->id = sdl.OpenAudioDevice(NULL, 0, &wanted, &got, 0);
    if (!device->id) {
        TRACE(wave, WARN, "the sound device can't be opened: SDL: %s", sdl.GetError());
        free(device);
        return -ENODEV;
    }
    /* ALSA keeps two periods, PulseAudio one buffer: with the one on its way, three. */
    *ret_opened = (struct backend_opened){.device = device,
                                          .buffer_frames = got.samples,
                                          .latency_buffers = 3,
                                          .settle_buffers = settle_buffers_for(&got)};
    return 0;
}

static void sdl_begin(struct backend_device *device)
{
    sdl.PauseAudioDevice(device->id, 0);
}

static void sdl_close(struct backend_device *device)
{
    sdl.CloseAudioDevice(device->id);
    free(device);
}

static SDL_AudioStream *stream_of(struct backend_converter *converter)
{
    return (SDL_AudioStream *)converter;
}

static struct backend_converter *sdl_converter_new(const struct pcm_format *from,
                                                   const struct pcm_format *to)
{
    return (struct backend_converter *)sdl.NewAudioStream(
        sdl_format(from->encoding), (Uint8)from->channels, (int)from->rate,
        sdl_format(to->encoding), (Uint8)to->channels, (int)to->rate);
}

static void sdl_converter_free(struct backend_converter *converter)
{
    if (converter)
        sdl.FreeAudioStream(stream_of(converter));
}

static bool sdl_converter_put(struct backend_converter *converter, const void *frames, size_t bytes)
{
    return sdl.AudioStreamPut(stream_of(converter), frames, (int)bytes) == 0;
}

static size_t sdl_converter_get(struct backend_converter *converter, void *out, size_t bytes)
{
    int got = sdl.AudioStreamGet(stream_of(converter), out, (int)bytes);

    return got > 0 ? (size_t)got : 0;
}

static size_t sdl_converter_available(struct backend_converter *converter)
{
    int bytes = sdl.AudioStreamAvailable(stream_of(converter));

    return bytes > 0 ? (size_t)bytes : 0;
}

static void sdl_converter_flush(struct backend_converter *converter)
{
    sdl.AudioStreamFlush(stream_of(converter));
}

static void sdl_converter_clear(struct backend_converter *converter)
{
    sdl.AudioStreamClear(stream_of(converter));
}

const struct backend audio_backend = {
    .name = "sdl",
    .device_count = sdl_device_count,
    .open = sdl_open,
    .start = sdl_begin,
    .close = sdl_close,
    .converter_new = sdl_converter_new,
    .converter_free = sdl_converter_free,
    .converter_put = sdl_converter_put,
    .converter_get = sdl_converter_get,
    .converter_available = sdl_converter_available,
    .converter_flush = sdl_converter_flush,
    .converter_clear = sdl_converter_clear,
};
