/* SPDX-License-Identifier: MIT */
/* mmeapi-midi.c - winmm: the MIDI functions of a machine without MIDI ports */
#include "audio/mmerror.h"
#include "shim/abi.h"
#include "shim/export.h"

#include <mmsystem.h>

/**
 * midiOutGetNumDevs() - number of MIDI output devices
 *
 * Return: 0.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutgetnumdevs
 */
UINT WINAPI API(midiOutGetNumDevs)(void)
{
    return 0;
}
EXPORT(winmm, midiOutGetNumDevs);

/**
 * midiOutGetDevCapsA(), midiOutGetDevCapsW() - what a device can do
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutgetdevcaps
 */
UINT WINAPI API(midiOutGetDevCapsA)(UINT_PTR id, LPMIDIOUTCAPSA caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiOutGetDevCapsA);

UINT WINAPI API(midiOutGetDevCapsW)(UINT_PTR id, LPMIDIOUTCAPSW caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiOutGetDevCapsW);

/**
 * midiOutOpen() - open a MIDI output device
 *
 * Return: MMSYSERR_INVALPARAM for NULL; MIDIERR_NODEVICE for MIDI_MAPPER; else
 * MMSYSERR_BADDEVICEID. Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutopen
 */
MMRESULT WINAPI API(midiOutOpen)(LPHMIDIOUT ret_handle, UINT id, DWORD_PTR callback,
                                 DWORD_PTR instance, DWORD flags)
{
    if (!ret_handle)
        return MMSYSERR_INVALPARAM;
    return id == (UINT)MIDI_MAPPER ? MIDIERR_NODEVICE : MMSYSERR_BADDEVICEID;
}
EXPORT(winmm, midiOutOpen);

/**
 * midiOutClose() - close a device
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutclose
 */
UINT WINAPI API(midiOutClose)(HMIDIOUT handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiOutClose);

/**
 * midiOutReset() - turn all notes off
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutreset
 */
UINT WINAPI API(midiOutReset)(HMIDIOUT handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiOutReset);

/**
 * midiOutShortMsg() - send a short message
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutshortmsg
 */
UINT WINAPI API(midiOutShortMsg)(HMIDIOUT handle, DWORD message)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiOutShortMsg);

/**
 * midiOutPrepareHeader() - prepare a buffer
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutprepareheader
 */
UINT WINAPI API(midiOutPrepareHeader)(HMIDIOUT handle, MIDIHDR *header, UINT bytes)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiOutPrepareHeader);

/**
 * midiOutLongMsg() - send a system-exclusive message
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutlongmsg
 */
UINT WINAPI API(midiOutLongMsg)(HMIDIOUT handle, MIDIHDR *header, UINT bytes)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiOutLongMsg);

/**
 * midiOutUnprepareHeader() - undo midiOutPrepareHeader()
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutunprepareheader
 */
UINT WINAPI API(midiOutUnprepareHeader)(HMIDIOUT handle, MIDIHDR *header, UINT bytes)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiOutUnprepareHeader);

/**
 * midiOutCachePatches() - preload patches
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutcachepatches
 */
UINT WINAPI API(midiOutCachePatches)(HMIDIOUT handle, UINT bank, WORD *patches, UINT flags)
{
    return patches ? MMSYSERR_INVALHANDLE : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiOutCachePatches);

/**
 * midiOutCacheDrumPatches() - preload percussion patches
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutcachedrumpatches
 */
UINT WINAPI API(midiOutCacheDrumPatches)(HMIDIOUT handle, UINT patch, WORD *keys, UINT flags)
{
    return keys ? MMSYSERR_INVALHANDLE : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiOutCacheDrumPatches);

/**
 * midiOutGetVolume() - the volume of a device
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutgetvolume
 */
UINT WINAPI API(midiOutGetVolume)(HMIDIOUT handle, DWORD *volume)
{
    return volume ? MMSYSERR_INVALHANDLE : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiOutGetVolume);

/**
 * midiOutSetVolume() - set the volume of a device
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutsetvolume
 */
UINT WINAPI API(midiOutSetVolume)(HMIDIOUT handle, DWORD volume)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiOutSetVolume);

/**
 * midiOutGetID() - the identifier of an open device
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutgetid
 */
UINT WINAPI API(midiOutGetID)(HMIDIOUT handle, UINT *ret_id)
{
    return ret_id ? MMSYSERR_INVALHANDLE : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiOutGetID);

/**
 * midiOutMessage() - send a message to the driver
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutmessage
 */
UINT WINAPI API(midiOutMessage)(HMIDIOUT handle, UINT message, DWORD_PTR first, DWORD_PTR second)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiOutMessage);

/**
 * midiOutGetErrorTextA(), midiOutGetErrorTextW() - a sentence for an error code
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_BADERRNUM; MMSYSERR_INVALPARAM for NULL.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midioutgeterrortext
 */
UINT WINAPI API(midiOutGetErrorTextA)(UINT code, LPSTR out, UINT room)
{
    return mmerror_copy_a(code, out, room);
}
EXPORT(winmm, midiOutGetErrorTextA);

UINT WINAPI API(midiOutGetErrorTextW)(UINT code, LPWSTR out, UINT room)
{
    return mmerror_copy_w(code, out, room);
}
EXPORT(winmm, midiOutGetErrorTextW);

/**
 * midiInGetNumDevs() - number of MIDI input devices
 *
 * Return: 0.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiingetnumdevs
 */
UINT WINAPI API(midiInGetNumDevs)(void)
{
    return 0;
}
EXPORT(winmm, midiInGetNumDevs);

/**
 * midiInGetDevCapsA(), midiInGetDevCapsW() - what a device can do
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiingetdevcaps
 */
UINT WINAPI API(midiInGetDevCapsA)(UINT_PTR id, LPMIDIINCAPSA caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiInGetDevCapsA);

UINT WINAPI API(midiInGetDevCapsW)(UINT_PTR id, LPMIDIINCAPSW caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiInGetDevCapsW);

/**
 * midiInOpen() - open a MIDI input device
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiinopen
 */
MMRESULT WINAPI API(midiInOpen)(LPHMIDIIN ret_handle, UINT id, DWORD_PTR callback,
                                DWORD_PTR instance, DWORD flags)
{
    return ret_handle ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiInOpen);

/**
 * midiInClose() - close a device
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiinclose
 */
UINT WINAPI API(midiInClose)(HMIDIIN handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiInClose);

/**
 * midiInStart() - start receiving
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiinstart
 */
UINT WINAPI API(midiInStart)(HMIDIIN handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiInStart);

/**
 * midiInStop() - stop receiving
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiinstop
 */
UINT WINAPI API(midiInStop)(HMIDIIN handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiInStop);

/**
 * midiInReset() - stop receiving and give all buffers back
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiinreset
 */
UINT WINAPI API(midiInReset)(HMIDIIN handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiInReset);

/**
 * midiInPrepareHeader() - prepare a buffer
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiinprepareheader
 */
UINT WINAPI API(midiInPrepareHeader)(HMIDIIN handle, MIDIHDR *header, UINT bytes)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiInPrepareHeader);

/**
 * midiInAddBuffer() - queue a buffer
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiinaddbuffer
 */
UINT WINAPI API(midiInAddBuffer)(HMIDIIN handle, MIDIHDR *header, UINT bytes)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiInAddBuffer);

/**
 * midiInUnprepareHeader() - undo midiInPrepareHeader()
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiinunprepareheader
 */
UINT WINAPI API(midiInUnprepareHeader)(HMIDIIN handle, MIDIHDR *header, UINT bytes)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiInUnprepareHeader);

/**
 * midiInGetID() - the identifier of an open device
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiingetid
 */
UINT WINAPI API(midiInGetID)(HMIDIIN handle, UINT *ret_id)
{
    return ret_id ? MMSYSERR_INVALHANDLE : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, midiInGetID);

/**
 * midiInMessage() - send a message to the driver
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiinmessage
 */
UINT WINAPI API(midiInMessage)(HMIDIIN handle, UINT message, DWORD_PTR first, DWORD_PTR second)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, midiInMessage);

/**
 * midiInGetErrorTextA(), midiInGetErrorTextW() - a sentence for an error code
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_BADERRNUM; MMSYSERR_INVALPARAM for NULL.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-midiingeterrortext
 */
UINT WINAPI API(midiInGetErrorTextA)(UINT code, LPSTR out, UINT room)
{
    return mmerror_copy_a(code, out, room);
}
EXPORT(winmm, midiInGetErrorTextA);

UINT WINAPI API(midiInGetErrorTextW)(UINT code, LPWSTR out, UINT room)
{
    return mmerror_copy_w(code, out, room);
}
EXPORT(winmm, midiInGetErrorTextW);
