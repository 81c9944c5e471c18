/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>

#include "shim/abi.h"
#include "sound.h"
#include "unit.h"

/* A source that gives the bytes of an array and says when it is over. */
struct tape {
    const unsigned char *bytes;
    size_t frames, at, frame_bytes;
    sem_t over;
    uint64_t progress;
};

static size_t tape_read(void *user, void *frames, size_t count)
{
    struct tape *tape = user;
    size_t left = tape->frames - tape->at;

    if (count > left)
        count = left;
    memcpy(frames, tape->bytes + tape->at * tape->frame_bytes, count * tape->frame_bytes);
    tape->at += count;
    return count;
}

static void tape_finished(void *user)
{
    sem_post(&((struct tape *)user)->over);
}

static void tape_progress(void *user, uint64_t frames_played)
{
    struct tape *tape = user;

    ck_assert_uint_gt(frames_played, tape->progress);
    tape->progress = frames_played;
}

static struct voice_source tape_source(struct tape *tape, const struct pcm_format *format,
                                       const void *bytes, size_t frames)
{
    *tape = (struct tape){.bytes = bytes, .frames = frames, .frame_bytes = pcm_frame_bytes(format)};
    sem_init(&tape->over, 0, 0);
    return (struct voice_source){.format = *format,
                                 .user = tape,
                                 .read = tape_read,
                                 .finished = tape_finished,
                                 .progress = tape_progress};
}

/* Play alone, from a device that was closed, and return what was written when it said "over". */
static struct sound play(const struct pcm_format *format, const void *bytes, size_t frames)
{
    struct tape tape;
    struct voice_source source = tape_source(&tape, format, bytes, frames);
    struct voice *voice = NULL;
    struct sound sound;

    sound_record();
    ck_assert_int_eq(voice_new(&source, false, &voice), 0);
    sem_wait(&tape.over);
    sound = sound_read();
    ck_assert_uint_eq(voice_frames_played(voice), frames);
    ck_assert_uint_eq(tape.progress, frames);
    voice_free(voice);
    return sound;
}

/* Noise without a zero frame at either end, so that it stands out from silence. */
static unsigned char *noise(const struct pcm_format *format, size_t frames)
{
    size_t size = frames * pcm_frame_bytes(format);
    unsigned char *bytes = malloc(size);
    unsigned seed = 12345;

    for (size_t i = 0; i < size; i++)
        bytes[i] = (unsigned char)((seed = seed * 1103515245 + 12345) >> 16);
    if (format->encoding == SAMPLE_F32)
        for (size_t i = 0; i < size / 4; i++)
            ((float *)(void *)bytes)[i] = (float)((int)(i * 7919 % 65536) - 32768) / 32767.5f;
    bytes[0] = bytes[size - 1] = 0x3e;
    return bytes;
}

/* The first test: it starts SDL, which takes over signals that nobody handles. */
START_TEST(the_signals_of_the_process_stay_its_own)
{
    static const int signals[] = {SIGINT, SIGTERM};
    struct sigaction action, before[ARRAY_LENGTH(signals)];

    sound_record();
    for (size_t i = 0; i < ARRAY_LENGTH(signals); i++) {
        sigaction(signals[i], NULL, &before[i]);
        signal(signals[i], SIG_DFL);
    }
    ck_assert_uint_eq(audio_device_count(), 1);
    for (size_t i = 0; i < ARRAY_LENGTH(signals); i++) {
        ck_assert_int_eq(sigaction(signals[i], &before[i], &action), 0);
        ck_assert(action.sa_handler == SIG_DFL);
    }
}
END_TEST

START_TEST(a_voice_alone_comes_out_to_the_sample)
{
    static const struct pcm_format formats[] = {
        {8000, 1, SAMPLE_U8},   {11025, 1, SAMPLE_U8},   {22050, 2, SAMPLE_U8},
        {22050, 1, SAMPLE_S16}, {44100, 2, SAMPLE_S16},  {48000, 1, SAMPLE_S16},
        {96000, 2, SAMPLE_S16}, {44100, 1, SAMPLE_S32},  {48000, 2, SAMPLE_S32},
        {44100, 2, SAMPLE_F32}, {12345, 1, SAMPLE_F32},  {48000, 6, SAMPLE_S16},
        {48000, 3, SAMPLE_S16}, {192000, 2, SAMPLE_S32}, {44100, 8, SAMPLE_F32}};

    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        size_t frames = 5003, size = frames * pcm_frame_bytes(&formats[i]), at;
        unsigned char *bytes = noise(&formats[i], frames);
        struct sound sound = play(&formats[i], bytes, frames);

        at = sound_find(&sound, pcm_frame_bytes(&formats[i]),
                        formats[i].encoding == SAMPLE_U8 ? 128 : 0);
        ck_assert_msg(sound.size >= at + size, "format %zu: %zu bytes of %zu are in the file", i,
                      sound.size - at, size);
        ck_assert_msg(!memcmp(sound.bytes + at, bytes, size), "format %zu differs", i);
        free(sound.bytes);
        free(bytes);
    }
}
END_TEST

START_TEST(twenty_four_bits_leave_as_the_upper_part_of_thirty_two)
{
    static const unsigned char bytes[] = {1, 2, 3, 0xff, 0xff, 0xff, 0, 0, 0x80};
    static const unsigned char wanted[] = {0, 1, 2, 3, 0, 0xff, 0xff, 0xff, 0, 0, 0, 0x80};
    const struct pcm_format format = {44100, 1, SAMPLE_S24};
    struct sound sound = play(&format, bytes, 3);
    size_t at = sound_find(&sound, 4, 0);

    ck_assert_mem_eq(sound.bytes + at, wanted, sizeof(wanted));
    free(sound.bytes);
}
END_TEST

START_TEST(doubles_leave_as_floats)
{
    static const double values[] = {0.5, -0.25, 1.0};
    static const float wanted[] = {0.5f, -0.25f, 1.0f};
    const struct pcm_format format = {44100, 1, SAMPLE_F64};
    struct sound sound = play(&format, values, 3);
    size_t at = sound_find(&sound, 4, 0);

    ck_assert_mem_eq(sound.bytes + at, wanted, sizeof(wanted));
    free(sound.bytes);
}
END_TEST

static const struct pcm_format stereo16 = {22050, 2, SAMPLE_S16};

/* Two constant voices, the second one started paused; runs both to the end. */
static struct sound play_two(const struct pcm_format *second, const void *first_samples,
                             const void *second_samples, size_t frames, float left, float right)
{
    struct tape a, b;
    struct voice_source first = tape_source(&a, &stereo16, first_samples, frames);
    struct voice_source other = tape_source(&b, second, second_samples, frames);
    struct voice *voices[2];
    struct sound sound;

    sound_record();
    ck_assert_int_eq(voice_new(&first, true, &voices[0]), 0);
    ck_assert_int_eq(voice_new(&other, true, &voices[1]), 0);
    voice_set_volume(voices[0], left, right);
    voice_pause(voices[1], false);
    voice_pause(voices[0], false);
    sem_wait(&a.over);
    sem_wait(&b.over);
    sound = sound_read();
    voice_free(voices[0]);
    voice_free(voices[1]);
    return sound;
}

static bool contains(const struct sound *sound, int16_t left, int16_t right)
{
    const int16_t *samples = (const int16_t *)(const void *)sound->bytes;

    for (size_t i = 0; i + 1 < sound->size / 2; i += 2)
        if (samples[i] == left && samples[i + 1] == right)
            return true;
    return false;
}

START_TEST(two_voices_are_added_and_saturate)
{
    static int16_t loud[4000], quiet[4000];
    struct sound sound;

    for (size_t i = 0; i < ARRAY_LENGTH(loud); i++) {
        loud[i] = i % 2 ? -30000 : 30000;
        quiet[i] = i % 2 ? -10000 : 123;
    }
    sound = play_two(&stereo16, loud, quiet, 2000, 1, 1);
    ck_assert(contains(&sound, 30123, INT16_MIN));
    free(sound.bytes);
}
END_TEST

START_TEST(volume_applies_to_each_side)
{
    static int16_t loud[4000], silence[4000];
    struct sound sound;

    for (size_t i = 0; i < ARRAY_LENGTH(loud); i++)
        loud[i] = 10000;
    sound = play_two(&stereo16, loud, silence, 2000, 0.5f, 0.25f);
    ck_assert(contains(&sound, 5000, 2500));
    ck_assert(!contains(&sound, 10000, 10000));
    free(sound.bytes);
}
END_TEST

START_TEST(a_voice_of_another_format_is_converted_and_not_cut)
{
    static int16_t silence[44100];
    static unsigned char half[22050];
    const struct pcm_format mono8 = {11025, 1, SAMPLE_U8};
    struct sound sound;
    size_t voiced = 0;
    const int16_t *samples;

    memset(half, 192, sizeof(half));
    sound = play_two(&mono8, silence, half, 22050, 1, 1);
    samples = (const int16_t *)(const void *)sound.bytes;
    for (size_t i = 0; i < sound.size / 4; i++) {
        ck_assert_int_eq(samples[2 * i], samples[2 * i + 1]);
        voiced += samples[2 * i] > 16000 && samples[2 * i] < 17000;
    }
    /* Twice as many frames at twice the rate; a few at the edges swing. */
    ck_assert_uint_gt(voiced, 44100 - 200);
    ck_assert_uint_lt(voiced, 44100 + 200);
    free(sound.bytes);
}
END_TEST

START_TEST(a_paused_voice_is_silent_until_it_goes_on)
{
    static int16_t samples[2000];
    struct tape tape;
    struct voice_source source = tape_source(&tape, &stereo16, samples, 1000);
    struct voice *voice;

    sound_record();
    ck_assert_int_eq(voice_new(&source, true, &voice), 0);
    usleep(30000);
    ck_assert_uint_eq(tape.at, 0);
    ck_assert_uint_eq(voice_frames_played(voice), 0);
    voice_pause(voice, false);
    sem_wait(&tape.over);
    ck_assert_uint_eq(tape.at, 1000);
    voice_free(voice);
}
END_TEST

START_TEST(a_freed_voice_is_not_read_again)
{
    static int16_t samples[2 * 44100];
    struct tape tape;
    struct voice_source source = tape_source(&tape, &stereo16, samples, 44100);
    struct voice *voice;
    size_t at;

    sound_record();
    for (int i = 0; i < 20; i++) {
        tape.at = 0;
        ck_assert_int_eq(voice_new(&source, false, &voice), 0);
        usleep(1000);
        voice_free(voice);
        at = tape.at;
        usleep(1000);
        ck_assert_uint_eq(tape.at, at);
    }
    voice_free(NULL);
}
END_TEST

START_TEST(a_rewound_voice_counts_from_zero)
{
    static int16_t samples[2 * 5000];
    struct tape tape;
    struct voice_source source = tape_source(&tape, &stereo16, samples, 5000);
    struct voice *voice;

    source.endless = true;
    sound_record();
    ck_assert_int_eq(voice_new(&source, false, &voice), 0);
    while (voice_frames_played(voice) < 5000)
        usleep(1000);
    tape.progress = 0;
    voice_rewind(voice);
    ck_assert_uint_eq(voice_frames_played(voice), 0);
    usleep(20000);
    ck_assert_uint_eq(voice_frames_played(voice), 0);
    voice_free(voice);
}
END_TEST

START_TEST(the_next_voice_gets_the_device_in_its_own_format_after_a_pause)
{
    const struct pcm_format mono8 = {8000, 1, SAMPLE_U8};
    static unsigned char bytes[800];
    static int16_t samples[2000];
    struct tape tape;
    struct voice_source source = tape_source(&tape, &stereo16, samples, 1000);
    struct voice *voice;
    struct sound sound;

    sound_record();
    memset(bytes, 130, sizeof(bytes));
    ck_assert_int_eq(voice_new(&source, false, &voice), 0);
    sem_wait(&tape.over);
    usleep(700000); /* the device closes by itself though the voice was not freed */
    source = tape_source(&tape, &mono8, bytes, 800);
    voice_free(voice);
    ck_assert_int_eq(voice_new(&source, false, &voice), 0);
    sem_wait(&tape.over);
    voice_free(voice);
    sound = sound_read();
    ck_assert_mem_eq(sound.bytes + sound_find(&sound, 1, 128), bytes, sizeof(bytes));
    free(sound.bytes);
}
END_TEST

START_TEST(what_cannot_be_a_format_is_not_supported)
{
    static const struct pcm_format formats[] = {
        {0, 1, SAMPLE_U8}, {44100, 0, SAMPLE_U8}, {44100, 9, SAMPLE_S16}};
    struct tape tape;
    struct voice *voice = NULL;

    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        struct voice_source source = tape_source(&tape, &formats[i], "", 1);

        ck_assert_int_eq(voice_new(&source, false, &voice), -ENOTSUP);
        ck_assert_ptr_null(voice);
    }
}
END_TEST

UNIT_MAIN("voice", the_signals_of_the_process_stay_its_own, a_voice_alone_comes_out_to_the_sample,
          twenty_four_bits_leave_as_the_upper_part_of_thirty_two, doubles_leave_as_floats,
          two_voices_are_added_and_saturate, volume_applies_to_each_side,
          a_voice_of_another_format_is_converted_and_not_cut,
          a_paused_voice_is_silent_until_it_goes_on, a_freed_voice_is_not_read_again,
          a_rewound_voice_counts_from_zero,
          the_next_voice_gets_the_device_in_its_own_format_after_a_pause,
          what_cannot_be_a_format_is_not_supported)
