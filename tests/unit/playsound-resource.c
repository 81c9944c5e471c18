/* SPDX-License-Identifier: MIT */
/* playsound-resource.c - sounds in the resources of a loaded image; GUEST_DIR has the fixture */
#include <errno.h>
#include <unistd.h>

#include "shim/abi.h"

#include <winuser.h>
#include <mmsystem.h>

#include "audio/playsound.h"
#include "audio/sound.h"
#include "shim/guest-thread.h"
#include "shim/error.h"
#include "shim/pe/loader.h"
#include "sound.h"
#include "unit.h"

static struct module *open_sounds(void)
{
    struct module *module = NULL;
    struct pe_reason reason;
    char path[4096];

    snprintf(path, sizeof(path), "%s/sounds.dll", getenv("GUEST_DIR"));
    guest_thread_enter();
    ck_assert_msg(!loader_open(path, NULL, 0, &module, &reason), "%s: %s", path, reason.text);
    return module;
}

static void play(const WCHAR *name, const char *expected, DWORD flags)
{
    struct module *module = open_sounds();
    struct sound sound;

    sound_record();
    ck_assert_int_eq(playsound(name, module->base, SND_RESOURCE | SND_NODEFAULT | flags), 0);
    loader_close(module);
    while (sound_busy(SOUND_SLOT_PLAY))
        usleep(1000);
    sound = sound_read();
    ck_assert_ptr_nonnull(memmem(sound.bytes, sound.size, expected, strlen(expected)));
    free(sound.bytes);
}

START_TEST(a_resource_is_heard_by_name_and_by_number)
{
    play(u"BELL", "this is a bell you hear!", 0);
    play(u"bell", "this is a bell you hear!", 0);
    play(MAKEINTRESOURCEW(7), "number seven rings twice", 0);
    play(u"#7", "number seven rings twice", 0);
}
END_TEST

START_TEST(the_module_may_be_unloaded_while_its_sound_plays)
{
    play(u"BELL", "this is a bell you hear!", SND_ASYNC);
}
END_TEST

START_TEST(a_missing_resource_and_one_that_is_no_wave_are_told_apart)
{
    struct module *module = open_sounds();

    ck_assert_int_eq(playsound(u"GONG", module->base, SND_RESOURCE | SND_NODEFAULT), -ENOENT);
    ck_assert_int_eq(playsound(u"TEXT", module->base, SND_RESOURCE | SND_NODEFAULT),
                     ENGINE_WIN32(ERROR_INVALID_DATA));
    loader_close(module);
}
END_TEST

UNIT_MAIN("playsound-resource", a_resource_is_heard_by_name_and_by_number,
          the_module_may_be_unloaded_while_its_sound_plays,
          a_missing_resource_and_one_that_is_no_wave_are_told_apart)
