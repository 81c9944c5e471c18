/* SPDX-License-Identifier: MIT */
/* mmeapi.c - winmm: the waveOut functions */
#include <string.h>

#include "audio/mmerror.h"
#include "audio/voice.h"
#include "audio/waveout.h"
#include "audio/winmm/mmresult.h"
#include "shim/abi.h"
#include "shim/export.h"

#include <mmsystem.h>
#include <mmddk.h>

#define DEVICE_NAME u"Default sound device"
#define MAPPER_NAME u"Sound mapper"
/* mmreg.h of some SDKs has it: the wave output of the system's own audio stack. */
#define MM_MSFT_WDMAUDIO_WAVEOUT 0x64

#define ALL_FORMATS              0x000fffffu /* WAVE_FORMAT_1M08 to WAVE_FORMAT_96S16 */
#define FLAGS_OF_OPEN                                                                              \
    (CALLBACK_TYPEMASK | WAVE_FORMAT_QUERY | WAVE_ALLOWSYNC | WAVE_MAPPED | WAVE_FORMAT_DIRECT |   \
     0x10 /* WAVE_MAPPED_DEFAULT_COMMUNICATION_DEVICE */)

/* WAVE_MAPPER as a UINT, and sign-extended as programs pass it in a UINT_PTR. */
static bool is_mapper(UINT_PTR id)
{
    return id == (UINT)WAVE_MAPPER || id == (UINT_PTR)-1;
}

static bool is_device(UINT_PTR id)
{
    return is_mapper(id) ? audio_device_count() > 0 : id < audio_device_count();
}

static void invoke_wave_proc(void *callback, HANDLE device, UINT message, DWORD_PTR instance,
                             DWORD_PTR parameter)
{
    ((LPWAVECALLBACK)callback)(device, message, instance, parameter, 0);
}

/* Whom fdwOpen and dwCallback name. Return: false for a callback type that doesn't exist. */
static bool target_of(DWORD flags, DWORD_PTR callback, DWORD_PTR instance,
                      struct notify_target *ret_target)
{
    struct notify_target target = {
        .callback = (void *)callback, .instance = instance, .invoke = invoke_wave_proc};

    switch (flags & CALLBACK_TYPEMASK) {
    case CALLBACK_NULL:
        target.kind = NOTIFY_NONE;
        break;
    case CALLBACK_FUNCTION:
        target.kind = NOTIFY_FUNCTION;
        break;
    case CALLBACK_EVENT:
        target.kind = NOTIFY_EVENT;
        break;
    case CALLBACK_WINDOW:
        target.kind = NOTIFY_WINDOW;
        break;
    case CALLBACK_THREAD:
        target.kind = NOTIFY_THREAD;
        break;
    default:
        return false;
    }
    *ret_target = target;
    return true;
}

/**
 * waveOutGetNumDevs() - number of waveform output devices
 *
 * Return: 1; 0 when there is no sound device.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutgetnumdevs
 */
UINT WINAPI API(waveOutGetNumDevs)(void)
{
    return audio_device_count();
}
EXPORT(winmm, waveOutGetNumDevs);

static MMRESULT describe_device(UINT_PTR id, WAVEOUTCAPSW *ret_caps)
{
    bool mapper = is_mapper(id);

    if (!is_device(id) && waveout_check((HANDLE)id) < 0)
        return MMSYSERR_BADDEVICEID;
    *ret_caps =
        (WAVEOUTCAPSW){.wMid = MM_MICROSOFT,
                       .wPid = mapper ? MM_WAVE_MAPPER : MM_MSFT_WDMAUDIO_WAVEOUT,
                       .vDriverVersion = 0x0100,
                       .dwFormats = ALL_FORMATS,
                       .wChannels = 2,
                       .dwSupport = WAVECAPS_VOLUME | WAVECAPS_LRVOLUME | WAVECAPS_SAMPLEACCURATE};
    if (mapper)
        memcpy(ret_caps->szPname, MAPPER_NAME, sizeof(MAPPER_NAME));
    else
        memcpy(ret_caps->szPname, DEVICE_NAME, sizeof(DEVICE_NAME));
    return MMSYSERR_NOERROR;
}

/**
 * waveOutGetDevCapsA(), waveOutGetDevCapsW() - what a device can do
 * @id: device identifier, WAVE_MAPPER, or the handle of an open device
 * @caps: filled with at most @bytes
 * @bytes: size of @caps; a smaller one gets the first members only
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_BADDEVICEID; MMSYSERR_INVALPARAM for a NULL @caps.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutgetdevcaps
 */
UINT WINAPI API(waveOutGetDevCapsA)(UINT_PTR id, WAVEOUTCAPSA *caps, UINT bytes)
{
    WAVEOUTCAPSW wide;
    WAVEOUTCAPSA all = {0};
    MMRESULT result = caps ? describe_device(id, &wide) : MMSYSERR_INVALPARAM;

    if (result != MMSYSERR_NOERROR)
        return result;
    all = (WAVEOUTCAPSA){.wMid = wide.wMid,
                         .wPid = wide.wPid,
                         .vDriverVersion = wide.vDriverVersion,
                         .dwFormats = wide.dwFormats,
                         .wChannels = wide.wChannels,
                         .dwSupport = wide.dwSupport};
    for (size_t i = 0; wide.szPname[i]; i++) /* both names are ASCII */
        all.szPname[i] = (char)wide.szPname[i];
    memcpy(caps, &all, bytes < sizeof(all) ? bytes : sizeof(all));
    return MMSYSERR_NOERROR;
}
EXPORT(winmm, waveOutGetDevCapsA);

UINT WINAPI API(waveOutGetDevCapsW)(UINT_PTR id, WAVEOUTCAPSW *caps, UINT bytes)
{
    WAVEOUTCAPSW all;
    MMRESULT result = caps ? describe_device(id, &all) : MMSYSERR_INVALPARAM;

    if (result == MMSYSERR_NOERROR)
        memcpy(caps, &all, bytes < sizeof(all) ? bytes : sizeof(all));
    return result;
}
EXPORT(winmm, waveOutGetDevCapsW);

/**
 * waveOutOpen() - open a device for a format, or ask whether it could be
 * @ret_handle: receives the handle; may be NULL with WAVE_FORMAT_QUERY only
 * @id: device identifier, WAVE_MAPPER, or the handle of an open device
 * @format: PCM, float, A-law, mu-law, MS ADPCM or IMA ADPCM; not kept
 * @callback: function, event, window or thread, as @flags say
 * @instance: passed to a function
 * @flags: CALLBACK_ type and WAVE_ flags; WAVE_FORMAT_DIRECT refuses what needs a decoder
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_BADDEVICEID (also for any device when there is no sound
 * device); WAVERR_BADFORMAT; MMSYSERR_INVALPARAM for a NULL @ret_handle, @format or function, a
 * handle that is no event or window, or a thread that never asked for messages; MMSYSERR_INVALFLAG;
 * MMSYSERR_NOMEM.
 * Thread: a function is called on one thread of the device, in order, not on the mixer's.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutopen
 */
MMRESULT WINAPI API(waveOutOpen)(HWAVEOUT *ret_handle, UINT id, LPCWAVEFORMATEX format,
                                 DWORD_PTR callback, DWORD_PTR instance, DWORD flags)
{
    struct wave_format parsed;
    struct notify_target target;
    HANDLE handle;
    int result;

    if (!ret_handle && !(flags & WAVE_FORMAT_QUERY))
        return MMSYSERR_INVALPARAM;
    if (!is_device(id) && waveout_check((HANDLE)(UINT_PTR)id) < 0)
        return MMSYSERR_BADDEVICEID;
    if (!format)
        return MMSYSERR_INVALPARAM;
    if (flags & ~(DWORD)FLAGS_OF_OPEN || !target_of(flags, callback, instance, &target))
        return MMSYSERR_INVALFLAG;
    result = waveout_format_supported(format, flags & WAVE_FORMAT_DIRECT, &parsed);
    if (result < 0 || flags & WAVE_FORMAT_QUERY)
        return mmresult(result);
    result = waveout_open(&parsed, &target, &handle);
    if (result == 0)
        *ret_handle = handle;
    return mmresult(result);
}
EXPORT(winmm, waveOutOpen);

/**
 * waveOutClose() - close a device
 *
 * A function callback has been told WOM_CLOSE when this returns, unless it is the caller.
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALHANDLE; WAVERR_STILLPLAYING with buffers in the queue.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutclose
 */
UINT WINAPI API(waveOutClose)(HWAVEOUT handle)
{
    return mmresult(waveout_close(handle));
}
EXPORT(winmm, waveOutClose);

/**
 * waveOutPrepareHeader() - prepare a buffer for playback
 * @header: a prepared one stays as it is
 * @bytes: size of the structure
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALPARAM for NULL or a size that is too small;
 * MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutprepareheader
 */
UINT WINAPI API(waveOutPrepareHeader)(HWAVEOUT handle, WAVEHDR *header, UINT bytes)
{
    if (!header || bytes < sizeof(*header))
        return MMSYSERR_INVALPARAM;
    return mmresult(waveout_prepare(handle, header));
}
EXPORT(winmm, waveOutPrepareHeader);

/**
 * waveOutUnprepareHeader() - undo waveOutPrepareHeader()
 * @header: one that isn't prepared stays as it is
 * @bytes: size of the structure
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALPARAM for NULL or a size that is too small;
 * MMSYSERR_INVALHANDLE for a prepared header; WAVERR_STILLPLAYING while it is in the queue.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutunprepareheader
 */
UINT WINAPI API(waveOutUnprepareHeader)(HWAVEOUT handle, WAVEHDR *header, UINT bytes)
{
    if (!header || bytes < sizeof(*header))
        return MMSYSERR_INVALPARAM;
    if (!(header->dwFlags & WHDR_PREPARED))
        return MMSYSERR_NOERROR;
    return mmresult(waveout_unprepare(handle, header));
}
EXPORT(winmm, waveOutUnprepareHeader);

/**
 * waveOutWrite() - send a buffer to the device
 * @header: prepared; the device's until WHDR_DONE is set
 * @bytes: size of the structure
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALHANDLE; MMSYSERR_INVALPARAM for NULL, a size that is too
 * small, or no data; WAVERR_UNPREPARED; WAVERR_STILLPLAYING when it is in the queue already;
 * MMSYSERR_NOMEM.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutwrite
 */
UINT WINAPI API(waveOutWrite)(HWAVEOUT handle, WAVEHDR *header, UINT bytes)
{
    if (waveout_check(handle) < 0)
        return MMSYSERR_INVALHANDLE;
    if (!header || bytes < sizeof(*header))
        return MMSYSERR_INVALPARAM;
    return mmresult(waveout_write(handle, header));
}
EXPORT(winmm, waveOutWrite);

/**
 * waveOutPause() - pause; the position stays
 *
 * Return: MMSYSERR_NOERROR, also when it is paused already; MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutpause
 */
UINT WINAPI API(waveOutPause)(HWAVEOUT handle)
{
    return mmresult(waveout_pause(handle, true));
}
EXPORT(winmm, waveOutPause);

/**
 * waveOutRestart() - go on after waveOutPause()
 *
 * Return: MMSYSERR_NOERROR, also when it isn't paused; MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutrestart
 */
UINT WINAPI API(waveOutRestart)(HWAVEOUT handle)
{
    return mmresult(waveout_pause(handle, false));
}
EXPORT(winmm, waveOutRestart);

/**
 * waveOutReset() - stop, give back all buffers as done, and return to position 0
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutreset
 */
UINT WINAPI API(waveOutReset)(HWAVEOUT handle)
{
    return mmresult(waveout_reset(handle));
}
EXPORT(winmm, waveOutReset);

/**
 * waveOutBreakLoop() - play the loop under way to its end, once, and go on after it
 *
 * Return: MMSYSERR_NOERROR, also without a loop; MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutbreakloop
 */
UINT WINAPI API(waveOutBreakLoop)(HWAVEOUT handle)
{
    return mmresult(waveout_break_loop(handle));
}
EXPORT(winmm, waveOutBreakLoop);

/* Hours, minutes, seconds and frames of a film of 30 frames a second. */
static void set_smpte(MMTIME *time, uint64_t frames, uint32_t rate)
{
    uint64_t seconds = frames / rate;

    time->u.smpte.hour = (BYTE)(seconds / 3600);
    time->u.smpte.min = (BYTE)(seconds / 60 % 60);
    time->u.smpte.sec = (BYTE)(seconds % 60);
    time->u.smpte.frame = (BYTE)(frames % rate * 30 / rate);
    time->u.smpte.fps = 30;
    time->u.smpte.dummy = 0;
}

static void set_position(MMTIME *time, const struct wave_format *format, uint64_t frames)
{
    switch (time->wType) {
    case TIME_MS:
        time->u.ms = (DWORD)(frames * 1000 / format->pcm.rate);
        break;
    case TIME_SAMPLES:
        time->u.sample = (DWORD)frames;
        break;
    case TIME_SMPTE:
        set_smpte(time, frames, format->pcm.rate);
        break;
    default:
        time->wType = TIME_BYTES;
        time->u.cb = (DWORD)(frames / format->frames_per_block * format->block_align);
        break;
    }
}

/**
 * waveOutGetPosition() - how much has been heard since the device was opened or reset
 * @time: wType says in which unit; TIME_MIDI, TIME_TICKS and unknown ones become TIME_BYTES
 * @bytes: size of the structure
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALPARAM for NULL or a size that is too small;
 * MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutgetposition
 */
UINT WINAPI API(waveOutGetPosition)(HWAVEOUT handle, MMTIME *time, UINT bytes)
{
    struct wave_format format;
    uint64_t frames;
    int result;

    if (!time || bytes < sizeof(*time))
        return MMSYSERR_INVALPARAM;
    result = waveout_position(handle, &format, &frames);
    if (result == 0)
        set_position(time, &format, frames);
    return mmresult(result);
}
EXPORT(winmm, waveOutGetPosition);

/* A device identifier where a handle may stand too: NULL for the device, else the handle. */
static int volume_subject(HWAVEOUT handle, HANDLE *ret_handle)
{
    if (is_device((UINT_PTR)handle)) {
        *ret_handle = NULL;
        return 0;
    }
    *ret_handle = handle;
    return waveout_check(handle);
}

/**
 * waveOutGetVolume() - the volume of a device
 * @handle: handle of an open device, or a device identifier
 * @volume: left in the low word, right in the high one, 0xffff is full
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALPARAM for NULL; MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutgetvolume
 */
UINT WINAPI API(waveOutGetVolume)(HWAVEOUT handle, DWORD *volume)
{
    uint32_t value;
    HANDLE subject;
    int result;

    if (!volume)
        return MMSYSERR_INVALPARAM;
    result = volume_subject(handle, &subject);
    if (result == 0)
        result = waveout_volume(subject, &value);
    if (result == 0)
        *volume = value;
    return mmresult(result);
}
EXPORT(winmm, waveOutGetVolume);

/**
 * waveOutSetVolume() - set the volume of an open device, or of all sounds with a device identifier
 * @handle: handle of an open device, or a device identifier
 * @volume: left in the low word, right in the high one, 0xffff is full
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutsetvolume
 */
UINT WINAPI API(waveOutSetVolume)(HWAVEOUT handle, DWORD volume)
{
    HANDLE subject;
    int result = volume_subject(handle, &subject);

    return mmresult(result < 0 ? result : waveout_set_volume(subject, volume));
}
EXPORT(winmm, waveOutSetVolume);

/**
 * waveOutGetPitch() - the pitch; the device's capabilities say that it has none
 *
 * Return: MMSYSERR_NOTSUPPORTED.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutgetpitch
 */
UINT WINAPI API(waveOutGetPitch)(HWAVEOUT handle, DWORD *pitch)
{
    return MMSYSERR_NOTSUPPORTED;
}
EXPORT(winmm, waveOutGetPitch);

/**
 * waveOutSetPitch() - the same
 *
 * Return: MMSYSERR_NOTSUPPORTED.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutsetpitch
 */
UINT WINAPI API(waveOutSetPitch)(HWAVEOUT handle, DWORD pitch)
{
    return MMSYSERR_NOTSUPPORTED;
}
EXPORT(winmm, waveOutSetPitch);

/**
 * waveOutGetPlaybackRate() - the playback rate; the device's capabilities say that it has none
 *
 * Return: MMSYSERR_NOTSUPPORTED.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutgetplaybackrate
 */
UINT WINAPI API(waveOutGetPlaybackRate)(HWAVEOUT handle, DWORD *rate)
{
    return MMSYSERR_NOTSUPPORTED;
}
EXPORT(winmm, waveOutGetPlaybackRate);

/**
 * waveOutSetPlaybackRate() - the same
 *
 * Return: MMSYSERR_NOTSUPPORTED.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutsetplaybackrate
 */
UINT WINAPI API(waveOutSetPlaybackRate)(HWAVEOUT handle, DWORD rate)
{
    return MMSYSERR_NOTSUPPORTED;
}
EXPORT(winmm, waveOutSetPlaybackRate);

/**
 * waveOutGetErrorTextA(), waveOutGetErrorTextW() - a sentence for an error code
 * @out: cut to fit and always terminated
 * @room: characters that fit; with 0 nothing is written
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_BADERRNUM; MMSYSERR_INVALPARAM for NULL.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutgeterrortext
 */
UINT WINAPI API(waveOutGetErrorTextA)(UINT code, LPSTR out, UINT room)
{
    return mmerror_copy_a(code, out, room);
}
EXPORT(winmm, waveOutGetErrorTextA);

UINT WINAPI API(waveOutGetErrorTextW)(UINT code, LPWSTR out, UINT room)
{
    return mmerror_copy_w(code, out, room);
}
EXPORT(winmm, waveOutGetErrorTextW);

/**
 * waveOutGetID() - the identifier of an open device
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALPARAM for NULL; MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutgetid
 */
UINT WINAPI API(waveOutGetID)(HWAVEOUT handle, UINT *ret_id)
{
    int result;

    if (!ret_id)
        return MMSYSERR_INVALPARAM;
    result = waveout_check(handle);
    if (result == 0)
        *ret_id = 0;
    return mmresult(result);
}
EXPORT(winmm, waveOutGetID);

/**
 * waveOutMessage() - send a message to the driver
 * @handle: handle of an open device, or a device identifier
 * @message: DRVM_MAPPER_PREFERRED_GET, for WAVE_MAPPER only, is the one that is answered
 * @first: DRVM_MAPPER_PREFERRED_GET: DWORD for the preferred device's identifier
 * @second: DRVM_MAPPER_PREFERRED_GET: DWORD for the status flags
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_INVALHANDLE; MMSYSERR_INVALPARAM for a NULL pointer;
 * MMSYSERR_NOTSUPPORTED for other messages.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveoutmessage
 */
UINT WINAPI API(waveOutMessage)(HWAVEOUT handle, UINT message, DWORD_PTR first, DWORD_PTR second)
{
    bool preferred = message == DRVM_MAPPER_PREFERRED_GET && is_mapper((UINT_PTR)handle);

    if (preferred && (!first || !second))
        return MMSYSERR_INVALPARAM;
    if (preferred) {
        *(DWORD *)first = audio_device_count() ? 0 : (DWORD)WAVE_MAPPER;
        *(DWORD *)second = 0;
        return MMSYSERR_NOERROR;
    }
    if (!is_device((UINT_PTR)handle) && waveout_check(handle) < 0)
        return MMSYSERR_INVALHANDLE;
    return MMSYSERR_NOTSUPPORTED;
}
EXPORT(winmm, waveOutMessage);
