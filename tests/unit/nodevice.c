/* SPDX-License-Identifier: MIT */
/* nodevice.c - sounds on a machine without a sound device */
#include <errno.h>

#include "shim/abi.h"

#include <mmsystem.h>

#include "audio/beep.h"
#include "audio/playsound.h"
#include "audio/sound.h"
#include "unit.h"
#include "wave-make.h"

__attribute__((constructor)) static void choose_no_device(void)
{
    setenv("SDL_AUDIODRIVER", "nonesuch", 1);
    setenv("WINSHIM_HOME", "/nonexistent", 1);
}

START_TEST(a_sound_is_refused_at_once_also_in_the_background)
{
    static const int16_t samples[100] = {1};
    struct wave_maker wave;

    make_pcm16(&wave, 8000, samples, 100);
    ck_assert_int_eq(playsound(wave.bytes, NULL, SND_MEMORY), -ENODEV);
    ck_assert_int_eq(playsound(wave.bytes, NULL, SND_MEMORY | SND_ASYNC | SND_LOOP), -ENODEV);
    ck_assert(!sound_busy(SOUND_SLOT_PLAY));
    ck_assert_int_eq(playsound(NULL, NULL, 0), 0);
}
END_TEST

START_TEST(beeps_pass_all_the_same)
{
    ck_assert_int_eq(beep_tone(440, 1), 0);
    ck_assert_int_eq(beep_tone(36, 1), -EINVAL);
    ck_assert_int_eq(beep_alert(0), 0);
}
END_TEST

UNIT_MAIN("nodevice", a_sound_is_refused_at_once_also_in_the_background, beeps_pass_all_the_same)
