/* SPDX-License-Identifier: MIT */
#include "../conformance.h"
#include <mmsystem.h>

/* Threads are told apart by their stacks, which lie far from each other. */
static int is_other_stack(ULONG_PTR address)
{
    char here;
    ULONG_PTR distance = address - (ULONG_PTR)&here;

    return distance + 0x10000 > 0x20000;
}

#define NO_DEVICE "this machine has no sound device"

static const WAVEFORMATEX cd = {WAVE_FORMAT_PCM, 2, 44100, 176400, 4, 16, 0};
static HWAVEOUT const bad_handle = (HWAVEOUT)(ULONG_PTR)0x7ffffff0;

/* What a waveOutProc was told. */
static struct {
    UINT message[32];
    DWORD_PTR parameter[32];
    HWAVEOUT device[32];
    ULONG_PTR stack[32];
    volatile LONG count;
} told;

static void CALLBACK wave_proc(HWAVEOUT device, UINT message, DWORD_PTR instance, DWORD_PTR first,
                               DWORD_PTR second)
{
    LONG at = told.count;

    if (instance != 4711 || at >= 32)
        return;
    told.message[at] = message;
    told.parameter[at] = first;
    told.device[at] = device;
    told.stack[at] = (ULONG_PTR)&at;
    __sync_synchronize();
    told.count = at + 1;
}

static void wait_told(LONG count)
{
    DWORD start = timeGetTime();

    while (told.count < count && timeGetTime() - start < 20000)
        Sleep(1);
}

static HWAVEOUT open_device(void)
{
    HWAVEOUT device = NULL;

    memset(&told, 0, sizeof(told));
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, &cd, (DWORD_PTR)wave_proc, 4711, CALLBACK_FUNCTION),
              MMSYSERR_NOERROR);
    return device;
}

CASE(wave_headers_have_the_layout_of_the_sdk)
{
    EXPECT_EQ(sizeof(WAVEHDR), 48);
    EXPECT_EQ(sizeof(WAVEFORMATEX), 18);
    EXPECT_EQ(sizeof(MMTIME), 12);
    EXPECT_EQ(sizeof(WAVEOUTCAPSA), 52);
    EXPECT_EQ(sizeof(WAVEOUTCAPSW), 84);
}

CASE(messages_reach_the_queue_of_a_thread_in_order)
{
    static char samples[400];
    WAVEHDR header = {.lpData = samples, .dwBufferLength = sizeof(samples)};
    HWAVEOUT device = NULL;
    MSG message;

    SKIP_IF(!waveOutGetNumDevs(), NO_DEVICE);
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, &cd, GetCurrentThreadId(), 4711, CALLBACK_THREAD),
              MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutPrepareHeader(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutWrite(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT(GetMessageA(&message, NULL, 0, 0) > 0);
    EXPECT_EQ(message.message, MM_WOM_OPEN);
    EXPECT((HWAVEOUT)message.wParam == device && !message.lParam);
    EXPECT(GetMessageA(&message, NULL, 0, 0) > 0);
    EXPECT_EQ(message.message, MM_WOM_DONE);
    EXPECT((HWAVEOUT)message.wParam == device && message.lParam == (LPARAM)&header);
    EXPECT(header.dwFlags & WHDR_DONE);
    EXPECT_EQ(waveOutUnprepareHeader(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutClose(device), MMSYSERR_NOERROR);
    EXPECT(PeekMessageA(&message, NULL, 0, 0, PM_REMOVE));
    EXPECT_EQ(message.message, MM_WOM_CLOSE);
    EXPECT((HWAVEOUT)message.wParam == device && !message.lParam);
}

CASE(whom_nobody_can_tell_is_invalid_parameter)
{
    HWAVEOUT device;

    POISON(device);
    SKIP_IF(!waveOutGetNumDevs(), NO_DEVICE);
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, &cd, 0x7ffffff1, 0, CALLBACK_THREAD),
              MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, &cd, 0x12345, 0, CALLBACK_WINDOW),
              MMSYSERR_INVALPARAM);
    EXPECT(IS_POISONED(device));
}

CASE(open_without_a_handle_pointer_is_invalid_parameter)
{
    EXPECT_EQ(waveOutOpen(NULL, WAVE_MAPPER, &cd, 0, 0, 0), MMSYSERR_INVALPARAM);
}

CASE(open_of_an_unknown_device_is_bad_device_id)
{
    HWAVEOUT device;

    POISON(device);
    EXPECT_EQ(waveOutOpen(&device, 4242, &cd, 0, 0, 0), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(device));
}

CASE(open_on_a_machine_without_a_device_is_bad_device_id)
{
    HWAVEOUT device;

    SKIP_IF(waveOutGetNumDevs() != 0, "there is a sound device");
    POISON(device);
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, &cd, 0, 0, 0), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(waveOutOpen(&device, 0, &cd, 0, 0, 0), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(waveOutOpen(NULL, WAVE_MAPPER, &cd, 0, 0, WAVE_FORMAT_QUERY), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(device));
}

CASE(every_function_refuses_an_invalid_handle)
{
    static char data[16];
    HWAVEOUT const handles[] = {NULL, bad_handle};
    WAVEHDR header = {data, sizeof(data), 0, 0, WHDR_PREPARED, 0, NULL, 0};
    MMTIME time = {TIME_MS, {0}};
    UINT id;
    int i;

    for (i = 0; i < 2; i++) {
        HWAVEOUT bad = handles[i];
        WAVEHDR fresh = {data, sizeof(data), 0, 0, 0, 0, NULL, 0};

        EXPECT_EQ(waveOutPrepareHeader(bad, &fresh, sizeof(fresh)), MMSYSERR_INVALHANDLE);
        EXPECT_EQ(fresh.dwFlags, 0);
        EXPECT_EQ(waveOutUnprepareHeader(bad, &header, sizeof(header)), MMSYSERR_INVALHANDLE);
        EXPECT_EQ(header.dwFlags, WHDR_PREPARED);
        EXPECT_EQ(waveOutWrite(bad, &header, sizeof(header)), MMSYSERR_INVALHANDLE);
        EXPECT_EQ(header.dwFlags, WHDR_PREPARED);
        EXPECT_EQ(waveOutWrite(bad, NULL, sizeof(header)), MMSYSERR_INVALHANDLE);
        EXPECT_EQ(waveOutPause(bad), MMSYSERR_INVALHANDLE);
        EXPECT_EQ(waveOutRestart(bad), MMSYSERR_INVALHANDLE);
        EXPECT_EQ(waveOutReset(bad), MMSYSERR_INVALHANDLE);
        EXPECT_EQ(waveOutBreakLoop(bad), MMSYSERR_INVALHANDLE);
        EXPECT_EQ(waveOutGetPosition(bad, &time, sizeof(time)), MMSYSERR_INVALHANDLE);
        POISON(id);
        EXPECT_EQ(waveOutGetID(bad, &id), MMSYSERR_INVALHANDLE);
        EXPECT(IS_POISONED(id));
        EXPECT_EQ(waveOutClose(bad), MMSYSERR_INVALHANDLE);
    }
}

CASE(volume_of_an_invalid_handle)
{
    DWORD volume;

    POISON(volume);
    EXPECT_EQ(waveOutGetVolume(bad_handle, &volume), MMSYSERR_INVALHANDLE);
    EXPECT(IS_POISONED(volume));
    EXPECT_EQ(waveOutSetVolume(bad_handle, 0), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(waveOutGetVolume(bad_handle, NULL), MMSYSERR_INVALPARAM);
}

CASE(null_structures_and_small_sizes_are_invalid_parameters)
{
    WAVEHDR header;

    memset(&header, 0, sizeof(header));
    EXPECT_EQ(waveOutPrepareHeader(bad_handle, NULL, sizeof(header)), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutPrepareHeader(bad_handle, &header, sizeof(header) - 1), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutUnprepareHeader(bad_handle, NULL, sizeof(header)), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutUnprepareHeader(bad_handle, &header, 4), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutGetPosition(bad_handle, NULL, sizeof(MMTIME)), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutGetID(bad_handle, NULL), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutGetDevCapsA(0, NULL, sizeof(WAVEOUTCAPSA)), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutGetDevCapsW(0, NULL, sizeof(WAVEOUTCAPSW)), MMSYSERR_INVALPARAM);
}

CASE(unpreparing_what_was_never_prepared_has_no_effect)
{
    WAVEHDR header;

    memset(&header, 0, sizeof(header));
    EXPECT_EQ(waveOutUnprepareHeader(NULL, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(header.dwFlags, 0);
}

CASE(capabilities_of_an_unknown_device)
{
    WAVEOUTCAPSA narrow;
    WAVEOUTCAPSW wide;

    POISON(narrow);
    POISON(wide);
    EXPECT_EQ(waveOutGetDevCapsA(4242, &narrow, sizeof(narrow)), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(waveOutGetDevCapsW(4242, &wide, sizeof(wide)), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(narrow));
    EXPECT(IS_POISONED(wide));
}

CASE(pitch_and_playback_rate_are_not_supported)
{
    DWORD value;

    POISON(value);
    EXPECT_EQ(waveOutGetPitch(NULL, &value), MMSYSERR_NOTSUPPORTED);
    EXPECT_EQ(waveOutSetPitch(NULL, 0x10000), MMSYSERR_NOTSUPPORTED);
    EXPECT_EQ(waveOutGetPlaybackRate(NULL, &value), MMSYSERR_NOTSUPPORTED);
    EXPECT_EQ(waveOutSetPlaybackRate(NULL, 0x10000), MMSYSERR_NOTSUPPORTED);
    EXPECT(IS_POISONED(value));
}

CASE(error_texts_are_there_for_every_code_of_the_pages)
{
    static const UINT codes[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 32, 33, 34, 35};
    char text[MAXERRORLENGTH];
    WCHAR wide[MAXERRORLENGTH];
    unsigned i, k;

    for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        EXPECT_EQ(waveOutGetErrorTextA(codes[i], text, MAXERRORLENGTH), MMSYSERR_NOERROR);
        EXPECT_EQ(waveOutGetErrorTextW(codes[i], wide, MAXERRORLENGTH), MMSYSERR_NOERROR);
        EXPECT(strlen(text) > 10);
        for (k = 0; text[k] && (unsigned char)text[k] == wide[k]; k++)
            ;
        EXPECT(!text[k] && !wide[k]);
    }
}

CASE(error_texts_are_cut_to_fit)
{
    char text[6];
    WCHAR wide[6];

    POISON(text);
    EXPECT_EQ(waveOutGetErrorTextA(MMSYSERR_NOMEM, text, 4), MMSYSERR_NOERROR);
    EXPECT_EQ(strlen(text), 3);
    EXPECT_EQ((unsigned char)text[4], 0xa5);
    POISON(wide);
    EXPECT_EQ(waveOutGetErrorTextW(MMSYSERR_NOMEM, wide, 4), MMSYSERR_NOERROR);
    EXPECT_EQ(wide[3], 0);
    EXPECT_EQ(wide[4], 0xa5a5);
    POISON(text);
    EXPECT_EQ(waveOutGetErrorTextA(MMSYSERR_NOMEM, text, 0), MMSYSERR_NOERROR);
    EXPECT(IS_POISONED(text));
}

CASE(error_text_of_an_unknown_code_is_bad_error_number)
{
    char text[100];
    WCHAR wide[100];

    POISON(text);
    POISON(wide);
    EXPECT_EQ(waveOutGetErrorTextA(4242, text, 100), MMSYSERR_BADERRNUM);
    EXPECT_EQ(waveOutGetErrorTextW(4242, wide, 100), MMSYSERR_BADERRNUM);
    EXPECT(IS_POISONED(text));
    EXPECT(IS_POISONED(wide));
    EXPECT_EQ(waveOutGetErrorTextA(0, NULL, 100), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutGetErrorTextW(0, NULL, 100), MMSYSERR_INVALPARAM);
}

CASE(message_to_an_invalid_handle)
{
    TODO_ON(ON_WINE, "MMSYSERR_INVALPARAM");
    EXPECT_EQ(waveOutMessage(bad_handle, 0x4242, 0, 0), MMSYSERR_INVALHANDLE);
}

/* ---- with a device */

CASE(capabilities_of_the_device_and_of_the_mapper)
{
    WAVEOUTCAPSA narrow;
    WAVEOUTCAPSW wide, part;
    size_t i;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    EXPECT_EQ(waveOutGetDevCapsA(0, &narrow, sizeof(narrow)), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutGetDevCapsW(0, &wide, sizeof(wide)), MMSYSERR_NOERROR);
    EXPECT(wide.dwSupport & WAVECAPS_VOLUME);
    EXPECT(wide.dwFormats & WAVE_FORMAT_4S16);
    EXPECT_EQ(wide.wChannels, narrow.wChannels);
    for (i = 0; narrow.szPname[i] && (unsigned char)narrow.szPname[i] == wide.szPname[i]; i++)
        ;
    EXPECT(i > 0 && !narrow.szPname[i] && !wide.szPname[i]);
    POISON(part);
    EXPECT_EQ(waveOutGetDevCapsW(WAVE_MAPPER, &part, 8), MMSYSERR_NOERROR);
    EXPECT_EQ(part.szPname[0], 0xa5a5);
    EXPECT_EQ(waveOutGetDevCapsW((UINT_PTR)-1, &part, sizeof(part)), MMSYSERR_NOERROR);
}

CASE(query_tells_formats_apart_without_opening)
{
    static const WAVEFORMATEX none = {WAVE_FORMAT_PCM, 0, 44100, 0, 0, 16, 0};
    static const WAVEFORMATEX odd = {0x4242, 2, 44100, 176400, 4, 16, 0};
    HWAVEOUT device;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    POISON(device);
    EXPECT_EQ(waveOutOpen(NULL, WAVE_MAPPER, &cd, 0, 0, WAVE_FORMAT_QUERY), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutOpen(&device, 0, &cd, 0, 0, WAVE_FORMAT_QUERY), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutOpen(NULL, 0, &none, 0, 0, WAVE_FORMAT_QUERY), WAVERR_BADFORMAT);
    EXPECT_EQ(waveOutOpen(NULL, 0, &odd, 0, 0, WAVE_FORMAT_QUERY | WAVE_FORMAT_DIRECT),
              WAVERR_BADFORMAT);
    EXPECT_EQ(waveOutOpen(NULL, 0, NULL, 0, 0, WAVE_FORMAT_QUERY), MMSYSERR_INVALPARAM);
    EXPECT(IS_POISONED(device));
}

CASE(open_checks_flags_format_and_callback)
{
    static const WAVEFORMATEX odd = {0x4242, 2, 44100, 176400, 4, 16, 0};
    HWAVEOUT device;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    POISON(device);
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, NULL, 0, 0, 0), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, &odd, 0, 0, 0), WAVERR_BADFORMAT);
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, &cd, 0, 0, 0x800000), MMSYSERR_INVALFLAG);
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, &cd, 0, 0, 0x40000), MMSYSERR_INVALFLAG);
    EXPECT_EQ(waveOutOpen(&device, WAVE_MAPPER, &cd, 0, 0, CALLBACK_FUNCTION), MMSYSERR_INVALPARAM);
    EXPECT(IS_POISONED(device));
}

CASE(open_write_and_close_are_told_in_order_on_another_thread)
{
    static short samples[2 * 441];
    WAVEHDR header = {(LPSTR)samples, sizeof(samples), 0, 0, 0, 0, NULL, 0};
    HWAVEOUT device;
    UINT id = 99;
    int i;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    device = open_device();
    EXPECT_EQ(waveOutGetID(device, &id), MMSYSERR_NOERROR);
    EXPECT(id == 0 || id == (UINT)WAVE_MAPPER);
    EXPECT_EQ(waveOutWrite(device, &header, sizeof(header)), WAVERR_UNPREPARED);
    EXPECT_EQ(waveOutPrepareHeader(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutPrepareHeader(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(header.dwFlags, WHDR_PREPARED);
    EXPECT_EQ(waveOutWrite(device, &header, sizeof(header) - 1), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveOutWrite(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    wait_told(2);
    EXPECT_EQ(header.dwFlags, WHDR_PREPARED | WHDR_DONE);
    EXPECT_EQ(waveOutUnprepareHeader(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutClose(device), MMSYSERR_NOERROR);
    wait_told(3);
    EXPECT_EQ(told.count, 3);
    EXPECT_EQ(told.message[0], WOM_OPEN);
    EXPECT_EQ(told.message[1], WOM_DONE);
    EXPECT_EQ(told.parameter[1], (DWORD_PTR)&header);
    EXPECT_EQ(told.message[2], WOM_CLOSE);
    for (i = 0; i < 3; i++)
        EXPECT_EQ((DWORD_PTR)told.device[i], (DWORD_PTR)device);
    EXPECT(is_other_stack(told.stack[1]));
    EXPECT_EQ(waveOutClose(device), MMSYSERR_INVALHANDLE);
}

CASE(a_queue_keeps_its_device_open_and_reset_empties_it)
{
    static short samples[2 * 44100];
    WAVEHDR header = {(LPSTR)samples, sizeof(samples), 0, 0, 0, 0, NULL, 0};
    MMTIME time = {TIME_SAMPLES, {77}};
    HWAVEOUT device;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    device = open_device();
    EXPECT_EQ(waveOutPause(device), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutPrepareHeader(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutWrite(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(header.dwFlags, WHDR_PREPARED | WHDR_INQUEUE);
    EXPECT_EQ(waveOutUnprepareHeader(device, &header, sizeof(header)), WAVERR_STILLPLAYING);
    EXPECT_EQ(waveOutClose(device), WAVERR_STILLPLAYING);
    EXPECT_EQ(waveOutBreakLoop(device), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutRestart(device), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutReset(device), MMSYSERR_NOERROR);
    wait_told(2);
    EXPECT_EQ(header.dwFlags, WHDR_PREPARED | WHDR_DONE);
    EXPECT_EQ(waveOutGetPosition(device, &time, sizeof(time)), MMSYSERR_NOERROR);
    EXPECT_EQ(time.wType, TIME_SAMPLES);
    EXPECT_EQ(time.u.sample, 0);
    EXPECT_EQ(waveOutUnprepareHeader(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutClose(device), MMSYSERR_NOERROR);
}

CASE(the_position_is_told_in_every_time_format)
{
    static short samples[2 * 4410];
    static const UINT kinds[] = {TIME_SAMPLES, TIME_BYTES, TIME_MS,   TIME_SMPTE,
                                 TIME_MIDI,    TIME_TICKS, 0x12345678};
    WAVEHDR header = {(LPSTR)samples, sizeof(samples), 0, 0, 0, 0, NULL, 0};
    MMTIME time[7];
    HWAVEOUT device;
    int i;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    device = open_device();
    waveOutPrepareHeader(device, &header, sizeof(header));
    EXPECT_EQ(waveOutWrite(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    wait_told(2);
    for (i = 0; i < 7; i++) {
        time[i].wType = kinds[i];
        EXPECT_EQ(waveOutGetPosition(device, &time[i], sizeof(time[i])), MMSYSERR_NOERROR);
    }
    EXPECT_EQ(time[0].wType, TIME_SAMPLES);
    EXPECT_EQ(time[0].u.sample, 4410);
    EXPECT_EQ(time[1].wType, TIME_BYTES);
    EXPECT_EQ(time[1].u.cb, 17640);
    EXPECT_EQ(time[2].wType, TIME_MS);
    EXPECT_EQ(time[2].u.ms, 100);
    EXPECT_EQ(time[3].wType, TIME_SMPTE);
    EXPECT_EQ(time[3].u.smpte.sec, 0);
    EXPECT_EQ(time[3].u.smpte.frame, time[3].u.smpte.fps / 10);
    for (i = 4; i < 7; i++) {
        EXPECT_EQ(time[i].wType, TIME_BYTES);
        EXPECT_EQ(time[i].u.cb, 17640);
    }
    EXPECT_EQ(waveOutGetPosition(device, &time[0], sizeof(UINT)), MMSYSERR_INVALPARAM);
    waveOutUnprepareHeader(device, &header, sizeof(header));
    EXPECT_EQ(waveOutClose(device), MMSYSERR_NOERROR);
}

CASE(a_loop_without_end_stops_after_break_loop)
{
    static short samples[2 * 441];
    WAVEHDR header = {(LPSTR)samples, sizeof(samples), 0, 0, 0, 0, NULL, 0};
    MMTIME time = {TIME_SAMPLES, {0}};
    HWAVEOUT device;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    device = open_device();
    waveOutPrepareHeader(device, &header, sizeof(header));
    header.dwFlags |= WHDR_BEGINLOOP | WHDR_ENDLOOP;
    header.dwLoops = 0xffffffff;
    EXPECT_EQ(waveOutWrite(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    while (time.u.sample <= 441)
        waveOutGetPosition(device, &time, sizeof(time));
    EXPECT_EQ(told.count, 1);
    EXPECT_EQ(waveOutBreakLoop(device), MMSYSERR_NOERROR);
    wait_told(2);
    waveOutGetPosition(device, &time, sizeof(time));
    EXPECT_EQ(time.u.sample % 441, 0);
    EXPECT_EQ(header.dwFlags, WHDR_PREPARED | WHDR_DONE | WHDR_BEGINLOOP | WHDR_ENDLOOP);
    waveOutUnprepareHeader(device, &header, sizeof(header));
    EXPECT_EQ(waveOutClose(device), MMSYSERR_NOERROR);
}

CASE(volume_is_kept_by_device)
{
    HWAVEOUT first, second;
    DWORD volume;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    first = open_device();
    second = open_device();
    EXPECT_EQ(waveOutSetVolume(first, 0x80004000), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutGetVolume(first, &volume), MMSYSERR_NOERROR);
    EXPECT_EQ(volume, 0x80004000);
    EXPECT_EQ(waveOutGetVolume(second, &volume), MMSYSERR_NOERROR);
    EXPECT_EQ(volume, 0xffffffff);
    EXPECT_EQ(waveOutClose(first), MMSYSERR_NOERROR);
    EXPECT_EQ(waveOutClose(second), MMSYSERR_NOERROR);
}

CASE(a_device_without_a_callback_sets_the_done_flag)
{
    static short samples[2 * 441];
    WAVEHDR header = {(LPSTR)samples, sizeof(samples), 0, 0, 0, 0, NULL, 0};
    DWORD start = timeGetTime();
    HWAVEOUT device;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    EXPECT_EQ(waveOutOpen(&device, 0, &cd, 0, 0, CALLBACK_NULL | WAVE_ALLOWSYNC), MMSYSERR_NOERROR);
    waveOutPrepareHeader(device, &header, sizeof(header));
    EXPECT_EQ(waveOutWrite(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    while (!(*(volatile DWORD *)&header.dwFlags & WHDR_DONE) && timeGetTime() - start < 20000)
        Sleep(1);
    EXPECT_EQ(header.dwFlags, WHDR_PREPARED | WHDR_DONE);
    waveOutUnprepareHeader(device, &header, sizeof(header));
    EXPECT_EQ(waveOutClose(device), MMSYSERR_NOERROR);
}

CASE(an_event_is_set_for_open_done_and_close)
{
    static short samples[2 * 441];
    WAVEHDR header = {(LPSTR)samples, sizeof(samples), 0, 0, 0, 0, NULL, 0};
    HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);
    HWAVEOUT device;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    POISON(device);
    EXPECT_EQ(waveOutOpen(&device, 0, &cd, 0x7ffffff0, 0, CALLBACK_EVENT), MMSYSERR_INVALPARAM);
    EXPECT(IS_POISONED(device));
    EXPECT_EQ(waveOutOpen(&device, 0, &cd, (DWORD_PTR)event, 0, CALLBACK_EVENT), MMSYSERR_NOERROR);
    EXPECT_EQ(WaitForSingleObject(event, 20000), WAIT_OBJECT_0);
    waveOutPrepareHeader(device, &header, sizeof(header));
    EXPECT_EQ(waveOutWrite(device, &header, sizeof(header)), MMSYSERR_NOERROR);
    EXPECT_EQ(WaitForSingleObject(event, 20000), WAIT_OBJECT_0);
    EXPECT_EQ(header.dwFlags, WHDR_PREPARED | WHDR_DONE);
    waveOutUnprepareHeader(device, &header, sizeof(header));
    EXPECT_EQ(waveOutClose(device), MMSYSERR_NOERROR);
    EXPECT_EQ(WaitForSingleObject(event, 20000), WAIT_OBJECT_0);
    CloseHandle(event);
}

CASE(the_mapper_tells_its_preferred_device)
{
    DWORD id, flags;

    SKIP_IF(waveOutGetNumDevs() == 0, NO_DEVICE);
    EXPECT_EQ(
        waveOutMessage((HWAVEOUT)(UINT_PTR)WAVE_MAPPER, 0x2015, (DWORD_PTR)&id, (DWORD_PTR)&flags),
        MMSYSERR_NOERROR);
    EXPECT_EQ(id, 0);
    EXPECT_EQ(flags & ~1u, 0);
}
