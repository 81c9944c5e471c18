/* SPDX-License-Identifier: MIT */
/* A machine without a sound device: SDL is told to use a driver that doesn't exist. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "audio/voice.h"
#include "audio/waveout.h"
#include "unit.h"

static const WAVEFORMATEX cd = {WAVE_FORMAT_PCM, 2, 44100, 176400, 4, 16, 0};

static bool sdl_is_loaded(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[1000];
    bool found = false;

    while (fgets(line, sizeof(line), maps))
        found |= strstr(line, "libSDL2") != NULL;
    fclose(maps);
    return found;
}

START_TEST(sdl_is_not_loaded_before_sound_is_wanted)
{
    ck_assert(!sdl_is_loaded());
    setenv("SDL_AUDIODRIVER", "nosuch", 1);
    ck_assert_uint_eq(audio_device_count(), 0);
}
END_TEST

static size_t read_nothing(void *user, void *frames, size_t count)
{
    return 0;
}

START_TEST(a_voice_has_no_device)
{
    const struct voice_source source = {.format = {44100, 2, SAMPLE_S16}, .read = read_nothing};
    struct voice *voice = NULL;

    ck_assert_int_eq(voice_new(&source, false, &voice), -ENODEV);
    ck_assert_ptr_null(voice);
}
END_TEST

START_TEST(wave_functions_answer_as_without_a_sound_card)
{
    HWAVEOUT device = (HWAVEOUT)1;
    WAVEOUTCAPSW caps;

    ck_assert_uint_eq(waveOutGetNumDevs(), 0);
    ck_assert_uint_eq(waveOutOpen(&device, WAVE_MAPPER, &cd, 0, 0, 0), MMSYSERR_BADDEVICEID);
    ck_assert_uint_eq(waveOutOpen(&device, 0, &cd, 0, 0, 0), MMSYSERR_BADDEVICEID);
    ck_assert_uint_eq(waveOutOpen(NULL, 0, &cd, 0, 0, WAVE_FORMAT_QUERY), MMSYSERR_BADDEVICEID);
    ck_assert_uint_eq(waveOutGetDevCapsW(0, &caps, sizeof(caps)), MMSYSERR_BADDEVICEID);
    ck_assert_ptr_eq(device, (HWAVEOUT)1);
}
END_TEST

UNIT_MAIN("nosound", sdl_is_not_loaded_before_sound_is_wanted, a_voice_has_no_device,
          wave_functions_answer_as_without_a_sound_card)
