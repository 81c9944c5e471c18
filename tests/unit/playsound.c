/* SPDX-License-Identifier: MIT */
/* playsound.c - PlaySound's engine, heard through SDL's disk driver; aliases and look-up too */
#include <errno.h>
#include <math.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "shim/abi.h"

#include <winuser.h>
#include <mmsystem.h>

#include "audio/alias.h"
#include "audio/beep.h"
#include "audio/playsound.h"
#include "audio/sound.h"
#include "audio/waveout.h"
#include "shim/error.h"
#include "shim/wstr.h"
#include "sound.h"
#include "unit.h"
#include "wave-make.h"

static char home[] = "/tmp/winshim-play-XXXXXX";
static int16_t noise[1500];

static void write_file(const char *name, const void *bytes, size_t size)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", home, name);
    file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file))
        abort(); /* no check: it runs before the suite too */
}

/* A home with sounds; it is the current folder as well. */
__attribute__((constructor)) static void make_home(void)
{
    static const char *const folders[] = {"drive_c", "drive_c/windows", "drive_c/windows/system32",
                                          "path", "folder.wav"};
    struct wave_maker wave;

    if (!mkdtemp(home) || chdir(home))
        abort();
    for (size_t i = 0; i < ARRAY_LENGTH(folders); i++)
        mkdir(folders[i], 0700);
    setenv("WINSHIM_HOME", home, 1);
    setenv("PATH", "/nowhere:path", 1);
    for (size_t i = 0; i < ARRAY_LENGTH(noise); i++)
        noise[i] = (int16_t)(i * 7919 % 30011 + 1);
    make_pcm16(&wave, 8000, noise, ARRAY_LENGTH(noise));
    write_file("Here.wav", wave.bytes, wave.size);
    write_file("drive_c/windows/inwindows.wav", wave.bytes, wave.size);
    write_file("drive_c/windows/system32/insystem.wav", wave.bytes, wave.size);
    write_file("path/inpath.wav", wave.bytes, wave.size);
    write_file("empty.wav", "", 0);
    write_file("text.wav", "this is a text", 14);
    write_file("short.wav", wave.bytes, 30);
}

__attribute__((destructor)) static void forget_home(void)
{
    char command[300];

    setenv("PATH", "/usr/bin:/bin", 1);
    snprintf(command, sizeof(command), "rm -rf '%s'", home);
    if (system(command))
        abort();
}

static void set_win_ini(const char *text)
{
    write_file("drive_c/windows/win.ini", text, strlen(text));
}

/* The noise, once and whole, is in what was recorded. */
static bool noise_heard(void)
{
    struct sound sound = sound_read();
    bool found = memmem(sound.bytes, sound.size, noise, sizeof(noise));

    free(sound.bytes);
    return found;
}

static int play_noise(const void *name, DWORD flags)
{
    int result;

    sound_record();
    result = playsound(name, NULL, flags);
    if (!result)
        ck_assert(noise_heard());
    return result;
}

START_TEST(a_file_is_heard_to_the_sample_and_its_end_is_waited_for)
{
    ck_assert_int_eq(play_noise(u"Here.wav", SND_FILENAME), 0);
    ck_assert(!sound_busy(SOUND_SLOT_PLAY));
}
END_TEST

START_TEST(names_are_looked_for_in_the_documented_folders_and_with_the_extension)
{
    static const WCHAR *const names[] = {u"HERE.WAV",
                                         u"here",
                                         u".\\here.wav",
                                         u"inwindows",
                                         u"insystem.wav",
                                         u"inpath",
                                         u"C:\\windows\\INWINDOWS.wav"};

    set_win_ini("");
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        ck_assert_int_eq(play_noise(names[i], SND_NODEFAULT), 0);
        ck_assert_int_eq(play_noise(names[i], SND_NODEFAULT | SND_FILENAME), 0);
        ck_assert_int_eq(playsound(names[i], NULL, SND_NODEFAULT | SND_ALIAS), -ENOENT);
    }
    ck_assert_int_lt(playsound(u".\\inwindows.wav", NULL, SND_NODEFAULT), 0);
}
END_TEST

START_TEST(an_alias_wins_over_a_file_of_that_name)
{
    set_win_ini("[fonts]\nhere=x\n[Sounds]\r\n; here=no\r\n Chime = here.wav , The chime\r\n"
                "Quiet=\nText.wav=here.wav,x\nNone=(None)\nquoted=\"here.wav\",x\n");
    ck_assert_int_eq(play_noise(u"chime", 0), 0);
    ck_assert_int_eq(play_noise(u"CHIME", SND_ALIAS), 0);
    ck_assert_int_eq(play_noise(u"chime", SND_APPLICATION), 0);
    ck_assert_int_eq(play_noise(u"quoted", SND_ALIAS | SND_ASYNC * 0), 0);
    ck_assert_int_eq(play_noise(u"text.wav", SND_ALIAS | SND_FILENAME), 0);
    ck_assert_int_lt(playsound(u"chime", NULL, SND_FILENAME | SND_NODEFAULT), 0);
    ck_assert_int_lt(playsound(u"text.wav", NULL, SND_FILENAME | SND_NODEFAULT), 0);
    ck_assert_int_eq(playsound(u"quiet", NULL, SND_ALIAS | SND_NODEFAULT), 0);
    ck_assert_int_eq(playsound(u"none", NULL, SND_ALIAS | SND_NODEFAULT), 0);
}
END_TEST

START_TEST(alias_identifiers_stand_for_system_events)
{
    static const DWORD ids[] = {SND_ALIAS_SYSTEMASTERISK,   SND_ALIAS_SYSTEMQUESTION,
                                SND_ALIAS_SYSTEMHAND,       SND_ALIAS_SYSTEMEXIT,
                                SND_ALIAS_SYSTEMSTART,      SND_ALIAS_SYSTEMWELCOME,
                                SND_ALIAS_SYSTEMEXCLAMATION};

    for (size_t i = 0; i < ARRAY_LENGTH(ids); i++) {
        AUTOFREE char *name = wide_dup_utf8(alias_of_id(ids[i]));
        char ini[100];

        snprintf(ini, sizeof(ini), "[sounds]\n%s=here.wav,x\n", name);
        set_win_ini(ini);
        ck_assert_int_eq(play_noise((void *)(uintptr_t)ids[i], SND_ALIAS_ID | SND_NODEFAULT), 0);
    }
    ck_assert_int_eq(playsound((void *)0x1234, NULL, SND_ALIAS_ID | SND_NODEFAULT), -ENOENT);
}
END_TEST

START_TEST(the_default_sound_stands_in_unless_it_is_not_wanted)
{
    static const WCHAR *const names[] = {u"missing",   u"missing.wav", u"empty.wav", u"text.wav",
                                         u"short.wav", u"folder.wav",  u""};

    set_win_ini("[sounds]\nSystemDefault=here.wav,x\n");
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        ck_assert_int_eq(play_noise(names[i], SND_LOOP), 0);
        ck_assert_int_lt(playsound(names[i], NULL, SND_NODEFAULT), 0);
    }
    set_win_ini("");
    ck_assert_int_eq(playsound(u"missing.wav", NULL, 0), -ENOENT);
    ck_assert_int_eq(playsound(u"folder.wav", NULL, 0), -EISDIR);
    ck_assert_int_eq(playsound(u"text.wav", NULL, SND_ASYNC), ENGINE_WIN32(ERROR_INVALID_DATA));
    ck_assert(!sound_busy(SOUND_SLOT_PLAY));
}
END_TEST

START_TEST(memory_is_heard_though_it_goes_away_at_once)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *pages =
        mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct wave_maker wave;

    mprotect(pages + 2 * page, page, PROT_NONE);
    make_pcm16(&wave, 8000, noise, ARRAY_LENGTH(noise));
    set_number(&wave, 4, 0xffffffff);
    memcpy(pages + 2 * page - wave.size - 1, wave.bytes, wave.size);
    sound_record();
    ck_assert_int_eq(playsound(pages + 2 * page - wave.size - 1, NULL, SND_MEMORY | SND_ASYNC), 0);
    munmap(pages, 3 * page);
    while (sound_busy(SOUND_SLOT_PLAY))
        usleep(1000);
    ck_assert(noise_heard());
}
END_TEST

START_TEST(memory_that_ends_before_its_sound_is_refused)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *pages =
        mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct wave_maker wave;

    mprotect(pages + page, page, PROT_NONE);
    make_pcm16(&wave, 8000, noise, 100);
    set_number(&wave, 4, 0x10000);
    set_number(&wave, 40, 0x10000);
    for (size_t size = 0; size <= wave.size; size++) {
        memcpy(pages + page - size, wave.bytes, size);
        ck_assert_int_lt(playsound(pages + page - size, NULL, SND_MEMORY | SND_NODEFAULT), 0);
    }
    ck_assert_int_lt(playsound((void *)0x10, NULL, SND_MEMORY | SND_NODEFAULT), 0);
    ck_assert_int_lt(playsound((void *)(uintptr_t)-4, NULL, SND_MEMORY | SND_NODEFAULT), 0);
    ck_assert_int_eq(playsound((void *)0x10, NULL, SND_NODEFAULT), -EFAULT);
    munmap(pages, 2 * page);
}
END_TEST

START_TEST(a_loop_goes_on_until_it_is_stopped_and_counts_as_busy)
{
    struct sound sound;
    size_t first, second;

    sound_record();
    ck_assert_int_eq(playsound(u"here.wav", NULL, SND_ASYNC | SND_LOOP), 0);
    for (sound = sound_read(); sound.size < 3 * sizeof(noise); sound = sound_read()) {
        free(sound.bytes);
        usleep(1000);
    }
    ck_assert(sound_busy(SOUND_SLOT_PLAY));
    ck_assert_int_eq(playsound(u"here.wav", NULL, SND_NOSTOP), -EBUSY);
    ck_assert_int_eq(playsound(NULL, NULL, 0), 0);
    ck_assert(!sound_busy(SOUND_SLOT_PLAY));
    first = (size_t)((uint8_t *)memmem(sound.bytes, sound.size, noise, 100) - sound.bytes);
    second = first + sizeof(noise);
    ck_assert_mem_eq(sound.bytes + second, noise,
                     sound.size - second < sizeof(noise) ? sound.size - second : sizeof(noise));
    free(sound.bytes);
    ck_assert_int_eq(play_noise(u"here.wav", SND_NOSTOP), 0);
}
END_TEST

START_TEST(a_new_sound_stops_the_old_and_all_are_gone_in_the_end)
{
    sound_record();
    for (int i = 0; i < 50; i++)
        ck_assert_int_eq(playsound(u"here.wav", NULL, SND_ASYNC | (i & 1 ? SND_LOOP : 0)), 0);
    ck_assert(sound_busy(SOUND_SLOT_PLAY));
    /* A loop is current: the synchronous sound can only be heard if it stops that. */
    ck_assert_int_eq(playsound(u"here.wav", NULL, SND_SYNC), 0);
    ck_assert(!sound_busy(SOUND_SLOT_PLAY));
    ck_assert(noise_heard());
}
END_TEST

START_TEST(a_sound_that_is_not_found_stops_the_old_one_too)
{
    set_win_ini("[sounds]\nQuiet=\n");
    ck_assert_int_eq(playsound(u"here.wav", NULL, SND_ASYNC | SND_LOOP), 0);
    ck_assert_int_eq(playsound(u"missing.wav", NULL, SND_NOSTOP), -EBUSY);
    ck_assert(sound_busy(SOUND_SLOT_PLAY));
    ck_assert_int_eq(playsound(u"missing.wav", NULL, 0), -ENOENT);
    ck_assert(!sound_busy(SOUND_SLOT_PLAY));
    ck_assert_int_eq(playsound(u"here.wav", NULL, SND_ASYNC | SND_LOOP), 0);
    ck_assert_int_eq(playsound(u"quiet", NULL, SND_ASYNC), 0);
    ck_assert(!sound_busy(SOUND_SLOT_PLAY));
}
END_TEST

START_TEST(an_empty_sound_ends_even_as_a_loop)
{
    struct wave_maker wave;

    make_pcm16(&wave, 8000, noise, 0);
    ck_assert_int_eq(playsound(wave.bytes, NULL, SND_MEMORY), 0);
    ck_assert_int_eq(playsound(wave.bytes, NULL, SND_MEMORY | SND_ASYNC | SND_LOOP), 0);
    while (sound_busy(SOUND_SLOT_PLAY))
        usleep(1000);
}
END_TEST

START_TEST(a_tone_has_its_frequency_and_length)
{
    struct sound sound;
    const int16_t *samples;
    unsigned crossings = 0;
    size_t count;

    sound_record();
    ck_assert_int_eq(beep_tone(1000, 50), 0);
    sound = sound_read();
    samples = (const int16_t *)(const void *)sound.bytes;
    count = sound.size / 2;
    for (size_t i = 1; i < count; i++)
        crossings += samples[i - 1] < 0 && samples[i] >= 0;
    ck_assert_uint_ge(crossings, 48);
    ck_assert_uint_le(crossings, 51);
    free(sound.bytes);
    ck_assert_int_eq(beep_tone(36, 1), -EINVAL);
    ck_assert_int_eq(beep_tone(32768, 1), -EINVAL);
    ck_assert_int_eq(beep_tone(32767, 1), 0);
    ck_assert_int_eq(beep_tone(37, 0), 0);
}
END_TEST

START_TEST(an_alert_plays_its_event_beside_the_sound)
{
    set_win_ini("[sounds]\nSystemHand=here.wav,x\n");
    sound_record();
    ck_assert_int_eq(beep_alert(MB_ICONHAND), 0);
    while (sound_busy(SOUND_SLOT_ALERT))
        usleep(1000);
    ck_assert(noise_heard());
    ck_assert(!sound_busy(SOUND_SLOT_PLAY));
    ck_assert_int_eq(beep_alert(MB_ICONASTERISK), 0);
    ck_assert_int_eq(beep_alert(BEEP_SIMPLE), 0);
    ck_assert_int_eq(beep_alert(0x1234), 0);
    sound_stop(SOUND_SLOT_ALERT);
}
END_TEST

START_TEST(the_volume_of_the_device_counts_for_sounds_too)
{
    int16_t half[ARRAY_LENGTH(noise)];
    struct sound sound;

    ck_assert_int_eq(waveout_set_volume(NULL, 0x7fff7fff), 0);
    sound_record();
    ck_assert_int_eq(playsound(u"Here.wav", NULL, SND_FILENAME), 0);
    ck_assert_int_eq(waveout_set_volume(NULL, 0xffffffff), 0);
    for (size_t i = 0; i < ARRAY_LENGTH(noise); i++)
        half[i] = (int16_t)lrint((float)(0x7fff / 65535.0f) * noise[i]);
    sound = sound_read();
    ck_assert(memmem(sound.bytes, sound.size, half, sizeof(half)));
    free(sound.bytes);
}
END_TEST

/* What the parent's threads held or were about to do must not keep the child waiting. */
START_TEST(a_forked_child_plays_with_a_device_of_its_own)
{
    pid_t child;
    int status;

    sound_record();
    ck_assert_int_eq(playsound(u"Here.wav", NULL, SND_FILENAME | SND_ASYNC | SND_LOOP), 0);
    while (!sound_busy(SOUND_SLOT_PLAY) || !audio_device_count())
        usleep(1000);
    child = fork();
    if (!child) {
        alarm(30);
        _exit(sound_busy(SOUND_SLOT_PLAY) || playsound(u"Here.wav", NULL, SND_FILENAME) ||
              playsound(NULL, NULL, 0));
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    ck_assert(sound_busy(SOUND_SLOT_PLAY));
    ck_assert_int_eq(playsound(NULL, NULL, 0), 0);
}
END_TEST

START_TEST(a_resource_needs_a_module)
{
    ck_assert_int_lt(playsound(u"BELL", (void *)home, SND_RESOURCE | SND_NODEFAULT), 0);
    ck_assert_int_lt(playsound((void *)7, NULL, SND_RESOURCE | SND_NODEFAULT), 0);
    ck_assert(!playsound_names_text((void *)7, SND_RESOURCE));
    ck_assert(playsound_names_text("BELL", SND_RESOURCE));
    ck_assert(!playsound_names_text("RIFF", SND_MEMORY));
    ck_assert(!playsound_names_text("S*", SND_ALIAS_ID));
    ck_assert(!playsound_names_text(NULL, 0));
}
END_TEST

UNIT_MAIN("playsound", a_file_is_heard_to_the_sample_and_its_end_is_waited_for,
          names_are_looked_for_in_the_documented_folders_and_with_the_extension,
          an_alias_wins_over_a_file_of_that_name, alias_identifiers_stand_for_system_events,
          the_default_sound_stands_in_unless_it_is_not_wanted,
          memory_is_heard_though_it_goes_away_at_once, memory_that_ends_before_its_sound_is_refused,
          a_loop_goes_on_until_it_is_stopped_and_counts_as_busy,
          a_new_sound_stops_the_old_and_all_are_gone_in_the_end,
          a_sound_that_is_not_found_stops_the_old_one_too, an_empty_sound_ends_even_as_a_loop,
          a_tone_has_its_frequency_and_length, an_alert_plays_its_event_beside_the_sound,
          the_volume_of_the_device_counts_for_sounds_too,
          a_forked_child_plays_with_a_device_of_its_own, a_resource_needs_a_module)
