/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

#include "audio/waveout.h"
#include "shim/handle.h"
#include "sound.h"
#include "unit.h"

#define RATE 22050

static const WAVEFORMATEX mono16 = {WAVE_FORMAT_PCM, 1, RATE, 2 * RATE, 2, 16, 0};

/* What a device's function was told. */
struct told {
    UINT message[64];
    DWORD_PTR parameter[64];
    HANDLE device[64];
    pthread_t thread[64];
    unsigned count;
    pthread_mutex_t lock;
    pthread_cond_t more;
};

static void tell(void *callback, HANDLE device, UINT message, DWORD_PTR instance,
                 DWORD_PTR parameter)
{
    struct told *told = callback;

    ck_assert_uint_eq(instance, 77);
    pthread_mutex_lock(&told->lock);
    told->message[told->count] = message;
    told->parameter[told->count] = parameter;
    told->device[told->count] = device;
    told->thread[told->count++] = pthread_self();
    pthread_cond_broadcast(&told->more);
    pthread_mutex_unlock(&told->lock);
}

static void wait_told(struct told *told, unsigned count)
{
    pthread_mutex_lock(&told->lock);
    while (told->count < count)
        pthread_cond_wait(&told->more, &told->lock);
    pthread_mutex_unlock(&told->lock);
}

static HANDLE open_format(struct told *told, const WAVEFORMATEX *format)
{
    const struct notify_target target = {NOTIFY_FUNCTION, told, 77, tell};
    struct wave_format parsed;
    HANDLE handle = NULL;

    memset(told, 0, sizeof(*told));
    pthread_mutex_init(&told->lock, NULL);
    pthread_cond_init(&told->more, NULL);
    ck_assert_int_eq(waveout_format_supported(format, true, &parsed), 0);
    ck_assert_int_eq(waveout_open(&parsed, &target, &handle), 0);
    return handle;
}

static HANDLE open_device(struct told *told)
{
    return open_format(told, &mono16);
}

static WAVEHDR header_of(const int16_t *samples, size_t count, DWORD flags, DWORD loops)
{
    return (WAVEHDR){.lpData = (LPSTR)(uintptr_t)samples,
                     .dwBufferLength = (DWORD)(count * 2),
                     .dwFlags = WHDR_PREPARED | flags,
                     .dwLoops = loops};
}

static int16_t *ramp(int16_t first, size_t count)
{
    int16_t *samples = malloc(count * 2);

    for (size_t i = 0; i < count; i++)
        samples[i] = (int16_t)(first + (int16_t)i);
    return samples;
}

/* What sounded, silence at both ends cut off. The device must have been closed. */
static size_t heard(int16_t *out, size_t room)
{
    struct sound sound;
    const int16_t *samples;
    size_t first = 0, last;

    voice_device_close();
    sound = sound_read();
    samples = (const int16_t *)(const void *)sound.bytes;
    last = sound.size / 2;
    while (first < last && !samples[first])
        first++;
    while (last > first && !samples[last - 1])
        last--;
    ck_assert_uint_le(last - first, room);
    memcpy(out, samples + first, (last - first) * 2);
    free(sound.bytes);
    return last - first;
}

START_TEST(buffers_sound_in_order_without_a_gap)
{
    int16_t *samples = ramp(1, 9000), got[10000];
    WAVEHDR headers[] = {header_of(samples, 4000, 0, 0), header_of(samples + 4000, 1, 0, 0),
                         header_of(samples + 4001, 4999, 0, 0)};
    struct told told;
    HANDLE device;

    sound_record();
    device = open_device(&told);
    waveout_pause(device, true);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(waveout_write(device, &headers[i]), 0);
    waveout_pause(device, false);
    wait_told(&told, 4);
    ck_assert_int_eq(waveout_close(device), 0);
    ck_assert_uint_eq(heard(got, 10000), 9000);
    ck_assert_mem_eq(got, samples, 18000);
    free(samples);
}
END_TEST

START_TEST(a_function_is_told_in_order_on_one_thread_of_its_own)
{
    int16_t *samples = ramp(1, 300);
    WAVEHDR headers[] = {header_of(samples, 200, 0, 0), header_of(samples + 200, 100, 0, 0)};
    struct told told;
    HANDLE device;

    sound_record();
    device = open_device(&told);
    ck_assert_int_eq(waveout_write(device, &headers[0]), 0);
    ck_assert_int_eq(waveout_write(device, &headers[1]), 0);
    ck_assert_int_eq(waveout_close(device), -EBUSY);
    wait_told(&told, 3);
    ck_assert_uint_eq(headers[1].dwFlags, WHDR_PREPARED | WHDR_DONE);
    ck_assert_int_eq(waveout_close(device), 0);
    ck_assert_uint_eq(told.count, 4); /* WOM_CLOSE was told before the return */
    ck_assert_uint_eq(told.message[0], WOM_OPEN);
    ck_assert_uint_eq(told.message[1], WOM_DONE);
    ck_assert_uint_eq(told.parameter[1], (DWORD_PTR)&headers[0]);
    ck_assert_uint_eq(told.parameter[2], (DWORD_PTR)&headers[1]);
    ck_assert_uint_eq(told.message[3], WOM_CLOSE);
    for (int i = 0; i < 4; i++) {
        ck_assert_ptr_eq(told.device[i], device);
        ck_assert(pthread_equal(told.thread[i], told.thread[0]));
        ck_assert(!pthread_equal(told.thread[i], pthread_self()));
    }
    free(samples);
}
END_TEST

START_TEST(a_loop_is_played_as_often_as_it_says)
{
    int16_t *samples = ramp(1, 400), got[1000], wanted[800];
    WAVEHDR headers[] = {
        header_of(samples, 100, 0, 0), header_of(samples + 100, 100, WHDR_BEGINLOOP, 3),
        header_of(samples + 200, 100, WHDR_ENDLOOP, 0), header_of(samples + 300, 100, 0, 0)};
    struct told told;
    HANDLE device;
    size_t at = 0;

    for (size_t i = 0; i < 800; i++)
        wanted[i] = (int16_t)(i < 100 ? i + 1 : i < 700 ? 101 + (i - 100) % 200 : i - 399);
    sound_record();
    device = open_device(&told);
    for (at = 0; at < 4; at++)
        ck_assert_int_eq(waveout_write(device, &headers[at]), 0);
    wait_told(&told, 5);
    ck_assert_int_eq(waveout_close(device), 0);
    ck_assert_uint_eq(heard(got, 1000), 800);
    ck_assert_mem_eq(got, wanted, sizeof(wanted));
    for (at = 0; at < 4; at++)
        ck_assert_uint_eq(told.parameter[at + 1], (DWORD_PTR)&headers[at]);
    free(samples);
}
END_TEST

START_TEST(a_broken_loop_ends_with_its_pass_and_the_next_buffer_follows)
{
    int16_t *samples = ramp(1, 300), *got = calloc(4000000, 2);
    WAVEHDR headers[] = {header_of(samples, 200, WHDR_BEGINLOOP | WHDR_ENDLOOP, 0xffffffff),
                         header_of(samples + 200, 100, 0, 0)};
    struct wave_format format;
    struct told told;
    uint64_t frames;
    HANDLE device;
    size_t count;

    sound_record();
    device = open_device(&told);
    ck_assert_int_eq(waveout_write(device, &headers[0]), 0);
    ck_assert_int_eq(waveout_write(device, &headers[1]), 0);
    do {
        usleep(1000);
        ck_assert_int_eq(waveout_position(device, &format, &frames), 0);
    } while (frames < 1000);
    ck_assert_uint_eq(told.count, 1);
    ck_assert_int_eq(waveout_break_loop(device), 0);
    wait_told(&told, 3);
    ck_assert_int_eq(waveout_close(device), 0);
    count = heard(got, 4000000);
    ck_assert_uint_eq(count % 200, 100);
    for (size_t i = 0; i + 100 < count; i++)
        ck_assert_int_eq(got[i], (int)(i % 200) + 1);
    ck_assert_mem_eq(got + count - 100, samples + 200, 200);
    free(samples);
    free(got);
}
END_TEST

START_TEST(empty_buffers_and_empty_loops_are_done_at_once)
{
    WAVEHDR headers[] = {header_of(NULL, 0, 0, 0),
                         header_of(NULL, 0, WHDR_BEGINLOOP | WHDR_ENDLOOP, 0xffffffff)};
    struct told told;
    HANDLE device;

    sound_record();
    device = open_device(&told);
    ck_assert_int_eq(waveout_write(device, &headers[0]), 0);
    ck_assert_int_eq(waveout_write(device, &headers[1]), 0);
    wait_told(&told, 3);
    ck_assert_int_eq(waveout_close(device), 0);
}
END_TEST

START_TEST(a_paused_device_stays_where_it_is)
{
    int16_t *samples = ramp(1, 20000);
    WAVEHDR header = header_of(samples, 20000, 0, 0);
    struct wave_format format;
    uint64_t frames, later;
    struct told told;
    HANDLE device;

    sound_record();
    device = open_device(&told);
    ck_assert_int_eq(waveout_pause(device, true), 0);
    ck_assert_int_eq(waveout_pause(device, true), 0);
    ck_assert_int_eq(waveout_write(device, &header), 0);
    usleep(30000);
    ck_assert_int_eq(waveout_position(device, &format, &frames), 0);
    ck_assert_uint_eq(frames, 0);
    ck_assert_int_eq(waveout_pause(device, false), 0);
    do
        waveout_position(device, &format, &frames);
    while (!frames);
    ck_assert_int_eq(waveout_pause(device, true), 0);
    usleep(50000); /* what was on its way arrives */
    waveout_position(device, &format, &frames);
    usleep(30000);
    waveout_position(device, &format, &later);
    ck_assert_uint_eq(frames, later);
    ck_assert_uint_lt(frames, 20000);
    ck_assert_uint_eq(told.count, 1);
    ck_assert_int_eq(waveout_pause(device, false), 0);
    wait_told(&told, 2);
    waveout_position(device, &format, &frames);
    ck_assert_uint_eq(frames, 20000);
    ck_assert_int_eq(waveout_close(device), 0);
    free(samples);
}
END_TEST

START_TEST(reset_gives_all_buffers_back_and_starts_over)
{
    int16_t *samples = ramp(1, 40000);
    WAVEHDR headers[] = {header_of(samples, 20000, 0, 0), header_of(samples + 20000, 20000, 0, 0)};
    WAVEHDR next = header_of(samples, 100, 0, 0);
    struct wave_format format;
    struct told told;
    uint64_t frames;
    HANDLE device;

    sound_record();
    device = open_device(&told);
    ck_assert_int_eq(waveout_write(device, &headers[0]), 0);
    ck_assert_int_eq(waveout_write(device, &headers[1]), 0);
    ck_assert_int_eq(waveout_write(device, &headers[1]), -EBUSY);
    ck_assert_int_eq(waveout_unprepare(device, &headers[1]), -EBUSY);
    ck_assert_uint_eq(headers[1].dwFlags, WHDR_PREPARED | WHDR_INQUEUE);
    do
        waveout_position(device, &format, &frames);
    while (!frames);
    ck_assert_int_eq(waveout_pause(device, true), 0);
    ck_assert_int_eq(waveout_reset(device), 0);
    ck_assert_uint_eq(told.count, 3); /* both were told before the return */
    ck_assert_uint_eq(headers[0].dwFlags, WHDR_PREPARED | WHDR_DONE);
    ck_assert_uint_eq(headers[1].dwFlags, WHDR_PREPARED | WHDR_DONE);
    ck_assert_int_eq(waveout_unprepare(device, &headers[1]), 0);
    ck_assert_uint_eq(headers[1].dwFlags, WHDR_DONE);
    waveout_position(device, &format, &frames);
    ck_assert_uint_eq(frames, 0);
    ck_assert_int_eq(waveout_write(device, &next), 0);
    wait_told(&told, 4);
    waveout_position(device, &format, &frames);
    ck_assert_uint_eq(frames, 100);
    ck_assert_int_eq(waveout_close(device), 0);
    free(samples);
}
END_TEST

START_TEST(two_devices_are_mixed)
{
    static int16_t low[20000], high[20000], got[100000];
    WAVEHDR a = header_of(low, 20000, 0, 0), b = header_of(high, 20000, 0, 0);
    struct told told_a, told_b;
    HANDLE device_a, device_b;
    bool both = false;
    size_t count;

    for (size_t i = 0; i < 20000; i++) {
        low[i] = 1000;
        high[i] = 20000;
    }
    sound_record();
    device_a = open_device(&told_a);
    device_b = open_device(&told_b);
    ck_assert_ptr_ne(device_a, device_b);
    waveout_write(device_a, &a);
    waveout_write(device_b, &b);
    wait_told(&told_a, 2);
    wait_told(&told_b, 2);
    ck_assert_int_eq(waveout_close(device_a), 0);
    ck_assert_int_eq(waveout_close(device_b), 0);
    count = heard(got, 100000);
    for (size_t i = 0; i < count; i++) {
        ck_assert(got[i] == 1000 || got[i] == 20000 || got[i] == 21000 || !got[i]);
        both |= got[i] == 21000;
    }
    ck_assert(both);
}
END_TEST

START_TEST(volume_of_one_device_and_of_all)
{
    static int16_t samples[2000], got[10000];
    WAVEHDR header = header_of(samples, 2000, 0, 0);
    struct told told;
    uint32_t volume;
    HANDLE device;

    for (size_t i = 0; i < 2000; i++)
        samples[i] = 10000;
    sound_record();
    ck_assert_int_eq(waveout_set_volume(NULL, 0x40004000), 0);
    device = open_device(&told);
    ck_assert_int_eq(waveout_volume(device, &volume), 0);
    ck_assert_uint_eq(volume, 0x40004000);
    ck_assert_int_eq(waveout_set_volume(NULL, 0xffffffff), 0);
    ck_assert_int_eq(waveout_volume(device, &volume), 0);
    ck_assert_uint_eq(volume, 0xffffffff);
    ck_assert_int_eq(waveout_set_volume(device, 0x80008000), 0);
    ck_assert_int_eq(waveout_volume(NULL, &volume), 0);
    ck_assert_uint_eq(volume, 0xffffffff);
    waveout_write(device, &header);
    wait_told(&told, 2);
    ck_assert_int_eq(waveout_close(device), 0);
    ck_assert_uint_eq(heard(got, 10000), 2000);
    for (size_t i = 0; i < 2000; i++)
        ck_assert_int_eq(got[i], 5000);
}
END_TEST

START_TEST(compressed_buffers_are_decoded)
{
    static const unsigned char codes[] = {0x00, 0x80, 0x7e, 0x01, 0x00};
    static const int16_t wanted[] = {-32124, 32124, -8, -31100, -32124};
    const WAVEFORMATEX mulaw = {7 /* WAVE_FORMAT_MULAW */, 1, 8000, 8000, 1, 8, 0};
    const struct notify_target silent = {.kind = NOTIFY_NONE};
    struct wave_format parsed, format;
    int16_t got[100];
    HANDLE device;
    WAVEHDR header = {(LPSTR)(uintptr_t)codes, 5, 0, 0, WHDR_PREPARED, 0, NULL, 0};
    uint64_t frames = 0;

    sound_record();
    ck_assert_int_eq(waveout_format_supported(&mulaw, true, NULL), -EMEDIUMTYPE);
    ck_assert_int_eq(waveout_format_supported(&mulaw, false, &parsed), 0);
    ck_assert_int_eq(waveout_open(&parsed, &silent, &device), 0);
    ck_assert_int_eq(waveout_write(device, &header), 0);
    while (frames < 5)
        waveout_position(device, &format, &frames);
    while (waveout_close(device) == -EBUSY)
        usleep(1000);
    ck_assert_uint_eq(heard(got, 100), 5);
    ck_assert_mem_eq(got, wanted, sizeof(wanted));
}
END_TEST

START_TEST(handles_of_closed_devices_are_refused)
{
    unsigned before = handle_count();
    WAVEHDR header = header_of(NULL, 0, 0, 0);
    struct wave_format format;
    struct told told;
    uint64_t frames;
    uint32_t volume;
    HANDLE device;

    sound_record();
    device = open_device(&told);
    header.dwFlags = 0;
    ck_assert_int_eq(waveout_write(device, &header), -EBADFD);
    ck_assert_int_eq(waveout_close(device), 0);
    ck_assert_int_eq(waveout_close(device), -EBADF);
    ck_assert_int_eq(waveout_write(device, &header), -EBADF);
    ck_assert_int_eq(waveout_reset(device), -EBADF);
    ck_assert_int_eq(waveout_pause(device, true), -EBADF);
    ck_assert_int_eq(waveout_break_loop(device), -EBADF);
    ck_assert_int_eq(waveout_prepare(device, &header), -EBADF);
    ck_assert_int_eq(waveout_unprepare(device, &header), -EBADF);
    ck_assert_int_eq(waveout_position(device, &format, &frames), -EBADF);
    ck_assert_int_eq(waveout_volume(device, &volume), -EBADF);
    ck_assert_uint_eq(handle_count(), before);
}
END_TEST

/* A function that closes its own device, as some programs do on the last WOM_DONE. */
static sem_t closed;

static void close_on_done(void *callback, HANDLE device, UINT message, DWORD_PTR instance,
                          DWORD_PTR parameter)
{
    if (message == WOM_DONE) {
        ck_assert_int_eq(waveout_reset(device), 0);
        ck_assert_int_eq(waveout_close(device), 0);
    }
    if (message == WOM_CLOSE)
        sem_post(&closed);
}

START_TEST(a_function_may_close_its_own_device)
{
    const struct notify_target target = {NOTIFY_FUNCTION, &closed, 0, close_on_done};
    WAVEHDR header = header_of(NULL, 0, 0, 0);
    struct wave_format parsed;
    HANDLE device;

    sem_init(&closed, 0, 0);
    sound_record();
    ck_assert_int_eq(waveout_format_supported(&mono16, true, &parsed), 0);
    ck_assert_int_eq(waveout_open(&parsed, &target, &device), 0);
    ck_assert_int_eq(waveout_write(device, &header), 0);
    sem_wait(&closed);
    ck_assert_int_eq(waveout_check(device), -EBADF);
}
END_TEST

UNIT_MAIN("waveout", buffers_sound_in_order_without_a_gap,
          a_function_is_told_in_order_on_one_thread_of_its_own,
          a_loop_is_played_as_often_as_it_says,
          a_broken_loop_ends_with_its_pass_and_the_next_buffer_follows,
          empty_buffers_and_empty_loops_are_done_at_once, a_paused_device_stays_where_it_is,
          reset_gives_all_buffers_back_and_starts_over, two_devices_are_mixed,
          volume_of_one_device_and_of_all, compressed_buffers_are_decoded,
          handles_of_closed_devices_are_refused, a_function_may_close_its_own_device)
