/* SPDX-License-Identifier: MIT */
/* Recording, MIDI, auxiliary, mixer and joystick functions where there are no such devices. */
#include "../conformance.h"
#include <mmsystem.h>

#define BAD(type) ((type)(ULONG_PTR)0x7ffffff0)

CASE(recording_devices_are_counted_and_described)
{
    WAVEINCAPSA narrow;
    WAVEINCAPSW wide;

    SKIP_IF(waveInGetNumDevs() != 0, "there is a recording device");
    POISON(narrow);
    POISON(wide);
    EXPECT_EQ(waveInGetDevCapsA(0, &narrow, sizeof(narrow)), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(waveInGetDevCapsW(0, &wide, sizeof(wide)), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(narrow) && IS_POISONED(wide));
    EXPECT_EQ(waveInGetDevCapsA(0, NULL, sizeof(narrow)), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveInGetDevCapsW(0, NULL, sizeof(wide)), MMSYSERR_INVALPARAM);
}

CASE(recording_can_not_be_opened)
{
    static const WAVEFORMATEX cd = {WAVE_FORMAT_PCM, 2, 44100, 176400, 4, 16, 0};
    HWAVEIN handle;

    SKIP_IF(waveInGetNumDevs() != 0, "there is a recording device");
    POISON(handle);
    EXPECT_EQ(waveInOpen(&handle, 0, &cd, 0, 0, 0), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(waveInOpen(&handle, WAVE_MAPPER, &cd, 0, 0, 0), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(waveInOpen(NULL, 0, &cd, 0, 0, WAVE_FORMAT_QUERY), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(waveInOpen(NULL, 0, &cd, 0, 0, 0), MMSYSERR_INVALPARAM);
    EXPECT(IS_POISONED(handle));
}

CASE(recording_functions_refuse_an_invalid_handle)
{
    WAVEHDR header;
    MMTIME time;
    UINT id;

    memset(&header, 0, sizeof(header));
    POISON(id);
    time.wType = TIME_MS;
    EXPECT_EQ(waveInClose(BAD(HWAVEIN)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(waveInStart(BAD(HWAVEIN)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(waveInStop(BAD(HWAVEIN)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(waveInReset(BAD(HWAVEIN)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(waveInPrepareHeader(BAD(HWAVEIN), &header, sizeof(header)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(waveInPrepareHeader(BAD(HWAVEIN), NULL, sizeof(header)), MMSYSERR_INVALPARAM);
    EXPECT_EQ(waveInUnprepareHeader(BAD(HWAVEIN), &header, sizeof(header)), MMSYSERR_NOERROR);
    header.dwFlags = WHDR_PREPARED;
    EXPECT_EQ(waveInUnprepareHeader(BAD(HWAVEIN), &header, sizeof(header)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(waveInAddBuffer(BAD(HWAVEIN), &header, sizeof(header)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(header.dwFlags, WHDR_PREPARED);
    EXPECT_EQ(waveInGetPosition(BAD(HWAVEIN), &time, sizeof(time)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(waveInGetID(BAD(HWAVEIN), &id), MMSYSERR_INVALHANDLE);
    EXPECT(IS_POISONED(id));
}

CASE(recording_and_midi_errors_have_texts)
{
    char text[MAXERRORLENGTH];
    WCHAR wide[MAXERRORLENGTH];

    EXPECT_EQ(waveInGetErrorTextA(WAVERR_STILLPLAYING, text, MAXERRORLENGTH), MMSYSERR_NOERROR);
    EXPECT(strlen(text) > 10);
    EXPECT_EQ(waveInGetErrorTextW(WAVERR_STILLPLAYING, wide, MAXERRORLENGTH), MMSYSERR_NOERROR);
    EXPECT_EQ(midiOutGetErrorTextA(MIDIERR_NOMAP, text, MAXERRORLENGTH), MMSYSERR_NOERROR);
    EXPECT(strlen(text) > 10);
    EXPECT_EQ(midiOutGetErrorTextW(MIDIERR_NOMAP, wide, MAXERRORLENGTH), MMSYSERR_NOERROR);
    EXPECT_EQ(midiInGetErrorTextA(MIDIERR_UNPREPARED, text, MAXERRORLENGTH), MMSYSERR_NOERROR);
    EXPECT_EQ(midiInGetErrorTextW(MIDIERR_UNPREPARED, wide, MAXERRORLENGTH), MMSYSERR_NOERROR);
    EXPECT_EQ(midiInGetErrorTextA(4242, text, MAXERRORLENGTH), MMSYSERR_BADERRNUM);
    EXPECT_EQ(midiInGetErrorTextW(4242, wide, MAXERRORLENGTH), MMSYSERR_BADERRNUM);
}

CASE(recording_and_midi_drivers_take_no_messages)
{
    TODO_ON(ON_WINE, "MMSYSERR_NOTSUPPORTED");
    EXPECT_EQ(waveInMessage(BAD(HWAVEIN), 0x4242, 0, 0), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutMessage(BAD(HMIDIOUT), 0x4242, 0, 0), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiInMessage(BAD(HMIDIIN), 0x4242, 0, 0), MMSYSERR_INVALHANDLE);
}

CASE(midi_output_is_absent)
{
    MIDIOUTCAPSA narrow;
    MIDIOUTCAPSW wide;
    HMIDIOUT handle;

    SKIP_IF(midiOutGetNumDevs() != 0, "there is a MIDI output");
    POISON(narrow);
    POISON(wide);
    POISON(handle);
    EXPECT_EQ(midiOutGetDevCapsA(0, &narrow, sizeof(narrow)), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(midiOutGetDevCapsW(0, &wide, sizeof(wide)), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(midiOutGetDevCapsW(0, NULL, sizeof(wide)), MMSYSERR_INVALPARAM);
    EXPECT_EQ(midiOutOpen(&handle, 0, 0, 0, 0), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(narrow) && IS_POISONED(wide));
    TODO_ON(ON_WINE, "MIDIERR_INVALIDSETUP, and the handle is cleared");
    EXPECT(IS_POISONED(handle));
    EXPECT_EQ(midiOutOpen(&handle, (UINT)MIDI_MAPPER, 0, 0, 0), MIDIERR_NODEVICE);
    EXPECT_EQ(midiOutOpen(NULL, 0, 0, 0, 0), MMSYSERR_INVALPARAM);
}

CASE(midi_output_functions_refuse_an_invalid_handle)
{
    MIDIHDR header;
    DWORD volume;
    UINT id;

    memset(&header, 0, sizeof(header));
    POISON(volume);
    POISON(id);
    EXPECT_EQ(midiOutClose(BAD(HMIDIOUT)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutReset(BAD(HMIDIOUT)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutShortMsg(BAD(HMIDIOUT), 0x90), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutPrepareHeader(BAD(HMIDIOUT), &header, sizeof(header)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutUnprepareHeader(BAD(HMIDIOUT), &header, sizeof(header)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutLongMsg(BAD(HMIDIOUT), &header, sizeof(header)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutGetVolume(BAD(HMIDIOUT), &volume), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutSetVolume(BAD(HMIDIOUT), 0), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutGetID(BAD(HMIDIOUT), &id), MMSYSERR_INVALHANDLE);
    EXPECT(IS_POISONED(volume) && IS_POISONED(id));
}

CASE(midi_patches_of_an_invalid_handle)
{
    WORD patches[128] = {0};

    TODO_ON(ON_WINE, "MMSYSERR_NOTSUPPORTED");
    EXPECT_EQ(midiOutCachePatches(BAD(HMIDIOUT), 0, patches, 1), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutCacheDrumPatches(BAD(HMIDIOUT), 0, patches, 1), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiOutCachePatches(BAD(HMIDIOUT), 0, NULL, 1), MMSYSERR_INVALPARAM);
    EXPECT_EQ(midiOutCacheDrumPatches(BAD(HMIDIOUT), 0, NULL, 1), MMSYSERR_INVALPARAM);
}

CASE(midi_input_is_absent)
{
    MIDIINCAPSA narrow;
    MIDIINCAPSW wide;
    HMIDIIN handle;

    SKIP_IF(midiInGetNumDevs() != 0, "there is a MIDI input");
    POISON(narrow);
    POISON(wide);
    POISON(handle);
    EXPECT_EQ(midiInGetDevCapsA(0, &narrow, sizeof(narrow)), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(midiInGetDevCapsW(0, &wide, sizeof(wide)), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(midiInOpen(&handle, 0, 0, 0, 0), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(narrow) && IS_POISONED(wide));
    TODO_ON(ON_WINE, "MMSYSERR_BADDEVICEID, and the handle is cleared");
    EXPECT(IS_POISONED(handle));
    EXPECT_EQ(midiInOpen(NULL, 0, 0, 0, 0), MMSYSERR_INVALPARAM);
}

CASE(midi_input_functions_refuse_an_invalid_handle)
{
    MIDIHDR header;
    UINT id;

    memset(&header, 0, sizeof(header));
    POISON(id);
    EXPECT_EQ(midiInClose(BAD(HMIDIIN)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiInStart(BAD(HMIDIIN)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiInStop(BAD(HMIDIIN)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiInReset(BAD(HMIDIIN)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiInPrepareHeader(BAD(HMIDIIN), &header, sizeof(header)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiInUnprepareHeader(BAD(HMIDIIN), &header, sizeof(header)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiInAddBuffer(BAD(HMIDIIN), &header, sizeof(header)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(midiInGetID(BAD(HMIDIIN), &id), MMSYSERR_INVALHANDLE);
    EXPECT(IS_POISONED(id));
}

CASE(auxiliary_devices_are_absent)
{
    AUXCAPSA narrow;
    AUXCAPSW wide;
    DWORD volume;

    SKIP_IF(auxGetNumDevs() != 0, "there is an auxiliary device");
    POISON(narrow);
    POISON(wide);
    POISON(volume);
    EXPECT_EQ(auxGetDevCapsA(0, &narrow, sizeof(narrow)), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(auxGetDevCapsW(0, &wide, sizeof(wide)), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(narrow) && IS_POISONED(wide));
    TODO_ON(ON_WINE, "MMSYSERR_INVALHANDLE");
    EXPECT_EQ(auxGetVolume(0, &volume), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(volume));
    EXPECT_EQ(auxSetVolume(0, 0), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(auxOutMessage(0, 0x4242, 0, 0), MMSYSERR_BADDEVICEID);
}

CASE(mixers_are_absent)
{
    MIXERCAPSA narrow;
    MIXERCAPSW wide;
    HMIXER handle;

    SKIP_IF(mixerGetNumDevs() != 0, "there is a mixer");
    POISON(narrow);
    POISON(wide);
    POISON(handle);
    EXPECT_EQ(mixerGetDevCapsA(0, &narrow, sizeof(narrow)), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(mixerGetDevCapsW(0, &wide, sizeof(wide)), MMSYSERR_BADDEVICEID);
    EXPECT_EQ(mixerOpen(&handle, 0, 0, 0, 0), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(narrow) && IS_POISONED(wide) && IS_POISONED(handle));
    TODO_ON(ON_WINE, "MMSYSERR_NOERROR, MMSYSERR_NOTSUPPORTED");
    EXPECT_EQ(mixerClose(BAD(HMIXER)), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(mixerMessage(BAD(HMIXER), 0x4242, 0, 0), MMSYSERR_INVALHANDLE);
}

CASE(lines_and_controls_of_an_invalid_mixer)
{
    MIXERLINEA line_a;
    MIXERLINEW line_w;
    MIXERLINECONTROLSA controls_a;
    MIXERLINECONTROLSW controls_w;
    MIXERCONTROLDETAILS details;
    HMIXEROBJ bad = BAD(HMIXEROBJ);
    UINT id;

    memset(&line_a, 0, sizeof(line_a));
    memset(&line_w, 0, sizeof(line_w));
    memset(&controls_a, 0, sizeof(controls_a));
    memset(&controls_w, 0, sizeof(controls_w));
    memset(&details, 0, sizeof(details));
    line_a.cbStruct = sizeof(line_a);
    line_w.cbStruct = sizeof(line_w);
    controls_a.cbStruct = sizeof(controls_a);
    controls_w.cbStruct = sizeof(controls_w);
    details.cbStruct = sizeof(details);
    POISON(id);
    TODO_ON(ON_WINE, "other codes, and the handle is not told from an identifier");
    EXPECT_EQ(mixerGetID(bad, &id, MIXER_OBJECTF_HMIXER), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(mixerGetID(NULL, &id, MIXER_OBJECTF_MIXER), MMSYSERR_BADDEVICEID);
    EXPECT(IS_POISONED(id));
    EXPECT_EQ(mixerGetLineInfoA(bad, &line_a, MIXER_OBJECTF_HMIXER), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(mixerGetLineInfoW(bad, &line_w, MIXER_OBJECTF_HMIXER), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(mixerGetLineControlsA(bad, &controls_a, MIXER_OBJECTF_HMIXER), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(mixerGetLineControlsW(bad, &controls_w, MIXER_OBJECTF_HMIXER), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(mixerGetControlDetailsA(bad, &details, MIXER_OBJECTF_HMIXER), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(mixerGetControlDetailsW(bad, &details, MIXER_OBJECTF_HMIXER), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(mixerSetControlDetails(bad, &details, MIXER_OBJECTF_HMIXER), MMSYSERR_INVALHANDLE);
    EXPECT_EQ(mixerGetLineInfoW(bad, NULL, MIXER_OBJECTF_HMIXER), MMSYSERR_INVALPARAM);
}

CASE(joysticks_need_a_driver)
{
    JOYCAPSA narrow;
    JOYCAPSW wide;
    JOYINFO info;
    JOYINFOEX more;
    UINT threshold;

    SKIP_IF(joyGetNumDevs() != 0, "there is a joystick driver");
    POISON(narrow);
    POISON(wide);
    POISON(info);
    POISON(threshold);
    memset(&more, 0, sizeof(more));
    more.dwSize = sizeof(more);
    EXPECT_EQ(joyGetDevCapsA(0, &narrow, sizeof(narrow)), MMSYSERR_NODRIVER);
    EXPECT_EQ(joyGetDevCapsW(0, &wide, sizeof(wide)), MMSYSERR_NODRIVER);
    EXPECT_EQ(joyGetPos(0, &info), MMSYSERR_NODRIVER);
    EXPECT_EQ(joyGetPosEx(0, &more), MMSYSERR_NODRIVER);
    EXPECT_EQ(joyGetThreshold(0, &threshold), MMSYSERR_NODRIVER);
    EXPECT_EQ(joySetThreshold(0, 10), MMSYSERR_NODRIVER);
    EXPECT_EQ(joySetCapture(NULL, 0, 10, FALSE), MMSYSERR_NODRIVER);
    EXPECT_EQ(joyReleaseCapture(0), MMSYSERR_NODRIVER);
    EXPECT_EQ(joyGetPos(0, NULL), MMSYSERR_INVALPARAM);
    EXPECT(IS_POISONED(narrow) && IS_POISONED(wide) && IS_POISONED(info));
    EXPECT(IS_POISONED(threshold));
}
