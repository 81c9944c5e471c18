/* SPDX-License-Identifier: MIT */
/* beep.c - makes tones, see beep.h */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "audio/alias.h"
#include "audio/beep.h"
#include "audio/playsound.h"
#include "audio/sound.h"
#include "shim/trace.h"

#define SIMPLE_HZ 800
#define SIMPLE_MS 200
#define GAIN      8192
#define FADE_MS   4 /* at both ends, or the edges would click */

struct tone {
    uint32_t frequency_hz, rate;
    uint64_t frames;
};

static size_t tone_read(void *user, uint64_t first, void *out, size_t count)
{
    const struct tone *tone = user;
    uint64_t fade = tone->rate * FADE_MS / 1000;
    int16_t *samples = out;
    size_t done = 0;

    for (; done < count && first + done < tone->frames; done++) {
        uint64_t frame = first + done, left = tone->frames - 1 - frame;
        uint64_t edge = frame < left ? frame : left;
        /* The phase stays exact however long the tone is. */
        double phase = (double)(frame * tone->frequency_hz % tone->rate) / tone->rate;
        double gain = edge < fade ? (double)edge / (double)fade : 1;

        samples[done] = (int16_t)lrint(GAIN * gain * sin(2 * M_PI * phase));
    }
    return done;
}

static int tone_play(uint32_t frequency_hz, uint32_t duration_ms, enum sound_slot slot,
                     unsigned flags)
{
    struct tone *tone = malloc(sizeof(*tone));
    struct sound_source source = {.user = tone, .read = tone_read, .free = free};

    if (!tone)
        return -ENOMEM;
    tone->frequency_hz = frequency_hz;
    tone->rate = frequency_hz > 20000 ? 96000 : 48000;
    tone->frames = (uint64_t)duration_ms * tone->rate / 1000;
    source.frames = tone->frames;
    source.format = (struct pcm_format){tone->rate, 1, SAMPLE_S16};
    return sound_play(slot, &source, flags);
}

static void ring_terminal(void)
{
    ssize_t written = isatty(STDERR_FILENO) ? write(STDERR_FILENO, "\a", 1) : 0;

    (void)written; /* nothing else is left to try */
}

static void pass_time(uint32_t duration_ms)
{
    struct timespec left = {duration_ms / 1000, (long)(duration_ms % 1000) * 1000000};

    while (nanosleep(&left, &left) < 0 && errno == EINTR)
        continue;
}

int beep_tone(uint32_t frequency_hz, uint32_t duration_ms)
{
    int result;

    if (frequency_hz < 37 || frequency_hz > 32767)
        return -EINVAL;
    if (!duration_ms)
        return 0;
    result = tone_play(frequency_hz, duration_ms, SOUND_SLOT_MIXED, 0);
    if (result == -ENODEV) {
        ring_terminal();
        pass_time(duration_ms);
        return 0;
    }
    return result;
}

int beep_alert(UINT type)
{
    int result = type == BEEP_SIMPLE ? -ENOENT : playsound_alert(alias_of_beep(type));

    if (result < 0 && result != -ENODEV)
        result = tone_play(SIMPLE_HZ, SIMPLE_MS, SOUND_SLOT_ALERT, SOUND_ASYNC);
    if (result < 0) {
        TRACE(wave, INFO, "no sound for an alert: %s", strerror(-result));
        ring_terminal();
    }
    return 0;
}
