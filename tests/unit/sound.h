/* SPDX-License-Identifier: MIT */
/* sound.h - for tests that listen: SDL's disk driver writes what would have sounded to a file */
#ifndef WINSHIM_TESTS_SOUND_H
#define WINSHIM_TESTS_SOUND_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/voice.h"

struct sound {
    unsigned char *bytes;
    size_t size;
};

static char sound_path[] = "/tmp/winshim-sound-XXXXXX";

/** sound_record() - from now on a newly opened device writes into a fresh file */
__attribute__((unused)) static void sound_record(void)
{
    static int made;

    voice_device_close();
    if (!made++)
        close(mkstemp(sound_path));
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", sound_path, 1);
    setenv("SDL_DISKAUDIODELAY", "2", 1);
}

/** sound_read() - what is in the file by now */
__attribute__((unused)) static struct sound sound_read(void)
{
    struct sound sound = {malloc(1 << 24), 0};
    FILE *file = fopen(sound_path, "rb");

    ck_assert_ptr_nonnull(file);
    sound.size = fread(sound.bytes, 1, 1 << 24, file);
    fclose(file);
    return sound;
}

/** sound_find() - offset of the first frame that isn't silence */
__attribute__((unused)) static size_t sound_find(const struct sound *sound, size_t frame_bytes,
                                                 unsigned char silence)
{
    size_t at = 0;

    while (at < sound->size && sound->bytes[at] == silence)
        at++;
    return at - at % frame_bytes;
}

/** sound_forget() - remove the file; the end of a test program */
__attribute__((unused, destructor)) static void sound_forget(void)
{
    unlink(sound_path);
}

#endif
