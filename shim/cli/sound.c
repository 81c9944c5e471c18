/* SPDX-License-Identifier: MIT */
/* sound.c - asks SDL, as the audio engine does, but only when a user wants to know */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <fcntl.h>
#include <unistd.h>

#include "sound.h"

#define SDL_SONAME     "libSDL2-2.0.so.0"
#define SDL_INIT_AUDIO 0x10u

struct sdl {
    int (*init)(uint32_t);
    void (*quit)(void);
    const char *(*error)(void);
    const char *(*driver)(void);
    int (*devices)(int);
};

static bool load(struct sdl *sdl)
{
    void *library = dlopen(SDL_SONAME, RTLD_NOW | RTLD_LOCAL);

    if (!library)
        return false;
    *(void **)&sdl->init = dlsym(library, "SDL_Init");
    *(void **)&sdl->quit = dlsym(library, "SDL_Quit");
    *(void **)&sdl->error = dlsym(library, "SDL_GetError");
    *(void **)&sdl->driver = dlsym(library, "SDL_GetCurrentAudioDriver");
    *(void **)&sdl->devices = dlsym(library, "SDL_GetNumAudioDevices");
    return sdl->init && sdl->quit && sdl->error && sdl->driver && sdl->devices;
}

/* ALSA reports every device that isn't there on standard error. */
static int init_quietly(const struct sdl *sdl)
{
    int saved = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int result;

    if (saved >= 0 && null >= 0)
        dup2(null, STDERR_FILENO);
    result = sdl->init(SDL_INIT_AUDIO);
    if (saved >= 0) {
        dup2(saved, STDERR_FILENO);
        close(saved);
    }
    if (null >= 0)
        close(null);
    return result;
}

bool sound_describe(char *text, size_t size)
{
    struct sdl sdl;
    int devices; /* -1: there are some, but they can't be listed */

    if (!load(&sdl)) {
        snprintf(text, size, SDL_SONAME " is not installed");
        return false;
    }
    if (init_quietly(&sdl)) {
        snprintf(text, size, "no sound device: %s", sdl.error());
        return false;
    }
    devices = sdl.devices(0);
    snprintf(text, size, "SDL driver %s%s", sdl.driver(), devices ? "" : ", no device");
    sdl.quit();
    return devices != 0;
}
