/* SPDX-License-Identifier: MIT */
/* playsoundapi.c - PlaySound; what needs a sound device is left out where there is none */
#include "../conformance.h"
#include <mmsystem.h>

#if defined(__linux__)
#    define HOST_NAME  "port"
#    define HOST_NAMEW L"port"
/* A device that is always there and takes no time to speak of. */
__attribute__((constructor)) static void choose_device(void)
{
    setenv("SDL_AUDIODRIVER", "dummy", 1);
}
#else
#    define HOST_NAME  "windows"
#    define HOST_NAMEW L"windows"
#endif

static int has_device(void)
{
    return waveOutGetNumDevs() != 0;
}

#define WAVE_FILE  "playsoundapi-" HOST_NAME ".wav"
#define WAVE_FILEW L"playsoundapi-" HOST_NAMEW L".wav"
#define BAD_FILE   "playsoundapi-bad-" HOST_NAME ".wav"

/* A wave of 80 frames, mono, 8 bits, with room to spoil it. */
struct wave {
    char riff[4];
    DWORD riff_bytes;
    char wave_fmt[8];
    DWORD format_bytes;
    WORD tag, channels;
    DWORD rate, bytes_per_second;
    WORD align, bits;
    char data[4];
    DWORD data_bytes;
    BYTE samples[80];
};

static struct wave good_wave(void)
{
    struct wave wave = {"RIFF", sizeof(wave) - 8, "WAVEfmt ", 16, 1, 1, 8000, 8000, 1,
                        8,      "data",           80,         {0}};

    memcpy(wave.wave_fmt, "WAVEfmt ", 8);
    memset(wave.samples, 128, sizeof(wave.samples));
    return wave;
}

static void write_file(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(name, "wb");

    EXPECT(file && fwrite(bytes, 1, size, file) == size);
    if (file)
        fclose(file);
}

static void write_good(void)
{
    struct wave wave = good_wave();

    write_file(WAVE_FILE, &wave, sizeof(wave));
}

CASE(null_stops_and_succeeds_whatever_the_flags)
{
    static const DWORD flags[] = {
        0,         SND_ASYNC,           SND_PURGE, SND_MEMORY, SND_FILENAME | SND_NODEFAULT,
        SND_ALIAS, SND_LOOP | SND_ASYNC};
    unsigned i;

    for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
        EXPECT_TRUE_KEEPING_ERROR(PlaySoundA(NULL, NULL, flags[i]));
        EXPECT_TRUE_KEEPING_ERROR(PlaySoundW(NULL, NULL, flags[i]));
        EXPECT_TRUE_KEEPING_ERROR(sndPlaySoundA(NULL, flags[i]));
        EXPECT_TRUE_KEEPING_ERROR(sndPlaySoundW(NULL, flags[i]));
    }
}

CASE(missing_file_without_a_default_sound_is_false)
{
    EXPECT(!PlaySoundA("no such file.wav", NULL, SND_FILENAME | SND_NODEFAULT));
    EXPECT(!PlaySoundW(L"no such file.wav", NULL, SND_FILENAME | SND_NODEFAULT));
    EXPECT(!PlaySoundA("no such file", NULL, SND_NODEFAULT));
    EXPECT(!sndPlaySoundA("no such file.wav", SND_NODEFAULT));
    EXPECT(!sndPlaySoundW(L"no such file.wav", SND_NODEFAULT));
    EXPECT(!PlaySoundA("", NULL, SND_NODEFAULT));
    EXPECT(!PlaySoundA("Z:\\no such folder\\x.wav", NULL, SND_NODEFAULT));
}

CASE(missing_file_is_false_in_the_background_too)
{
    TODO_ON(ON_WINE, "answers before it has looked for the file");
    EXPECT(!PlaySoundA("no such file.wav", NULL, SND_FILENAME | SND_NODEFAULT | SND_ASYNC));
    EXPECT(!PlaySoundA("no such file.wav", NULL, SND_NODEFAULT | SND_ASYNC | SND_LOOP));
}

CASE(what_is_no_wave_is_false)
{
    struct wave wave = good_wave();
    unsigned size;

    write_file(BAD_FILE, "", 0);
    EXPECT(!PlaySoundA(BAD_FILE, NULL, SND_FILENAME | SND_NODEFAULT));
    write_file(BAD_FILE, "this is a text", 14);
    EXPECT(!PlaySoundA(BAD_FILE, NULL, SND_FILENAME | SND_NODEFAULT));
    for (size = 1; size < 44; size += 6) {
        write_file(BAD_FILE, &wave, size);
        EXPECT(!PlaySoundA(BAD_FILE, NULL, SND_FILENAME | SND_NODEFAULT));
    }
    remove(BAD_FILE);
    EXPECT(!PlaySoundA("C:\\windows", NULL, SND_FILENAME | SND_NODEFAULT));
    EXPECT(!PlaySoundA(".", NULL, SND_FILENAME | SND_NODEFAULT));
}

CASE(format_that_contradicts_itself_is_false)
{
    static const struct {
        WORD channels;
        DWORD rate;
        WORD align, bits;
    } cases[] = {{0, 8000, 1, 8}, {1, 0, 1, 8},         {1, 8000, 0, 8},
                 {1, 8000, 1, 0}, {1, 8000, 0xffff, 8}, {1, 8000, 1, 0xffff},
                 {2, 8000, 1, 8}, {0xffff, 8000, 1, 8}, {1, 0xffffffff, 1, 8}};
    unsigned i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct wave wave = good_wave();

        wave.channels = cases[i].channels;
        wave.rate = cases[i].rate;
        wave.align = cases[i].align;
        wave.bits = cases[i].bits;
        EXPECT(!PlaySoundA((const char *)&wave, NULL, SND_MEMORY | SND_NODEFAULT));
        EXPECT(!sndPlaySoundW((const WCHAR *)&wave, SND_MEMORY | SND_NODEFAULT));
        write_file(BAD_FILE, &wave, sizeof(wave));
        EXPECT(!PlaySoundA(BAD_FILE, NULL, SND_FILENAME | SND_NODEFAULT));
    }
    remove(BAD_FILE);
}

CASE(unknown_alias_without_a_default_sound_is_false)
{
    EXPECT(!PlaySoundA("NoSuchEvent", NULL, SND_ALIAS | SND_NODEFAULT));
    EXPECT(!PlaySoundW(L"NoSuchEvent", NULL, SND_ALIAS | SND_NODEFAULT));
    EXPECT(!PlaySoundA("NoSuchEvent", NULL, SND_APPLICATION | SND_NODEFAULT));
    EXPECT(!PlaySoundA((const char *)1234, NULL, SND_ALIAS_ID | SND_NODEFAULT));
    EXPECT(!PlaySoundW((const WCHAR *)1234, NULL, SND_ALIAS_ID | SND_NODEFAULT));
}

CASE(missing_resource_is_false)
{
    EXPECT(!PlaySoundA("NOSUCH", NULL, SND_RESOURCE | SND_NODEFAULT));
    EXPECT(!PlaySoundW(L"NOSUCH", NULL, SND_RESOURCE | SND_NODEFAULT));
    EXPECT(!PlaySoundA((const char *)7, NULL, SND_RESOURCE | SND_NODEFAULT));
}

CASE(file_is_played_in_either_spelling)
{
    SKIP_IF(!has_device(), "no sound device");
    write_good();
    EXPECT(PlaySoundA(WAVE_FILE, NULL, SND_FILENAME));
    EXPECT(PlaySoundW(WAVE_FILEW, NULL, SND_FILENAME));
    EXPECT(PlaySoundA(WAVE_FILE, NULL, 0));
    EXPECT(sndPlaySoundA(WAVE_FILE, SND_NODEFAULT));
    EXPECT(sndPlaySoundW(WAVE_FILEW, SND_NODEFAULT));
    EXPECT(PlaySoundA(WAVE_FILE, NULL, SND_FILENAME | SND_NOWAIT | 0x80000 | 0x200000));
    remove(WAVE_FILE);
}

CASE(extension_may_be_left_out)
{
    SKIP_IF(!has_device(), "no sound device");
    write_good();
    EXPECT(PlaySoundA("playsoundapi-" HOST_NAME, NULL, SND_FILENAME | SND_NODEFAULT));
    remove(WAVE_FILE);
}

CASE(looping_sound_yields_to_a_new_one_but_not_with_nostop)
{
    SKIP_IF(!has_device(), "no sound device");
    write_good();
    EXPECT(PlaySoundA(WAVE_FILE, NULL, SND_FILENAME | SND_ASYNC | SND_LOOP));
    EXPECT(!PlaySoundA(WAVE_FILE, NULL, SND_FILENAME | SND_NOSTOP));
    EXPECT(!sndPlaySoundA(WAVE_FILE, SND_ASYNC | SND_NOSTOP));
    EXPECT(PlaySoundA(WAVE_FILE, NULL, SND_FILENAME | SND_SYNC));
    EXPECT(PlaySoundA(WAVE_FILE, NULL, SND_FILENAME | SND_NOSTOP));
    EXPECT(PlaySoundA(WAVE_FILE, NULL, SND_FILENAME | SND_ASYNC | SND_LOOP));
    EXPECT(PlaySoundA(NULL, NULL, 0));
    EXPECT(PlaySoundA(WAVE_FILE, NULL, SND_FILENAME | SND_NOSTOP));
    remove(WAVE_FILE);
}

CASE(memory_is_played_from_any_address_whatever_its_riff_length)
{
    static const DWORD lengths[] = {sizeof(struct wave) - 8, 0, 4, 0x7fffffff, 0xffffffff};
    char block[sizeof(struct wave) + 8];
    unsigned i;

    SKIP_IF(!has_device(), "no sound device");
    for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        struct wave wave = good_wave();

        wave.riff_bytes = lengths[i];
        memcpy(block + 3, &wave, sizeof(wave));
        EXPECT(PlaySoundA(block + 3, NULL, SND_MEMORY | SND_NODEFAULT));
        EXPECT(PlaySoundW((const WCHAR *)(block + 3), NULL, SND_MEMORY | SND_ASYNC));
        EXPECT(sndPlaySoundA(block + 3, SND_MEMORY));
    }
}
