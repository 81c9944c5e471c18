/* SPDX-License-Identifier: MIT */
/* mmeapi-wavein.c - winmm: the waveIn functions of a machine without a recording device */
#include "audio/mmerror.h"
#include "shim/abi.h"
#include "shim/export.h"

#include <mmsystem.h>

static MMRESULT check_header(const WAVEHDR *header, UINT bytes)
{
    return header && bytes >= sizeof(*header) ? MMSYSERR_INVALHANDLE : MMSYSERR_INVALPARAM;
}

/**
 * waveInGetNumDevs() - number of waveform input devices
 *
 * Return: 0.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveingetnumdevs
 */
UINT WINAPI API(waveInGetNumDevs)(void)
{
    return 0;
}
EXPORT(winmm, waveInGetNumDevs);

/**
 * waveInGetDevCapsA(), waveInGetDevCapsW() - what a device can do
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveingetdevcaps
 */
UINT WINAPI API(waveInGetDevCapsA)(UINT_PTR id, LPWAVEINCAPSA caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, waveInGetDevCapsA);

UINT WINAPI API(waveInGetDevCapsW)(UINT_PTR id, LPWAVEINCAPSW caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, waveInGetDevCapsW);

/**
 * waveInOpen() - open a device for recording
 *
 * Return: MMSYSERR_INVALPARAM for a NULL @ret_handle without WAVE_FORMAT_QUERY; else
 * MMSYSERR_BADDEVICEID. Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveinopen
 */
MMRESULT WINAPI API(waveInOpen)(HWAVEIN *ret_handle, UINT id, LPCWAVEFORMATEX format,
                                DWORD_PTR callback, DWORD_PTR instance, DWORD flags)
{
    if (!ret_handle && !(flags & WAVE_FORMAT_QUERY))
        return MMSYSERR_INVALPARAM;
    return MMSYSERR_BADDEVICEID;
}
EXPORT(winmm, waveInOpen);

/**
 * waveInClose() - close a device
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveinclose
 */
UINT WINAPI API(waveInClose)(HWAVEIN handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, waveInClose);

/**
 * waveInStart() - start recording
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveinstart
 */
UINT WINAPI API(waveInStart)(HWAVEIN handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, waveInStart);

/**
 * waveInStop() - stop recording
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveinstop
 */
UINT WINAPI API(waveInStop)(HWAVEIN handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, waveInStop);

/**
 * waveInReset() - stop recording and give all buffers back
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveinreset
 */
UINT WINAPI API(waveInReset)(HWAVEIN handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, waveInReset);

/**
 * waveInPrepareHeader() - prepare a buffer
 *
 * Return: MMSYSERR_INVALPARAM for NULL or a size that is too small; else MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveinprepareheader
 */
UINT WINAPI API(waveInPrepareHeader)(HWAVEIN handle, WAVEHDR *header, UINT bytes)
{
    return check_header(header, bytes);
}
EXPORT(winmm, waveInPrepareHeader);

/**
 * waveInAddBuffer() - queue a buffer
 *
 * Return: MMSYSERR_INVALPARAM for NULL or a size that is too small; else MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveinaddbuffer
 */
UINT WINAPI API(waveInAddBuffer)(HWAVEIN handle, WAVEHDR *header, UINT bytes)
{
    return check_header(header, bytes);
}
EXPORT(winmm, waveInAddBuffer);

/**
 * waveInUnprepareHeader() - undo waveInPrepareHeader()
 *
 * Return: MMSYSERR_NOERROR for a header that was not prepared; MMSYSERR_INVALPARAM for NULL or a
 * size that is too small; else MMSYSERR_INVALHANDLE. Source: learn.microsoft.com,
 * mmeapi/nf-mmeapi-waveinunprepareheader
 */
UINT WINAPI API(waveInUnprepareHeader)(HWAVEIN handle, WAVEHDR *header, UINT bytes)
{
    MMRESULT result = check_header(header, bytes);

    if (result == MMSYSERR_INVALHANDLE && !(header->dwFlags & WHDR_PREPARED))
        return MMSYSERR_NOERROR;
    return result;
}
EXPORT(winmm, waveInUnprepareHeader);

/**
 * waveInGetPosition() - how much has been recorded
 *
 * Return: MMSYSERR_INVALPARAM for NULL or a size that is too small; else MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveingetposition
 */
UINT WINAPI API(waveInGetPosition)(HWAVEIN handle, LPMMTIME time, UINT bytes)
{
    return time && bytes >= sizeof(*time) ? MMSYSERR_INVALHANDLE : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, waveInGetPosition);

/**
 * waveInGetID() - the identifier of an open device
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_INVALHANDLE.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveingetid
 */
UINT WINAPI API(waveInGetID)(HWAVEIN handle, UINT *ret_id)
{
    return ret_id ? MMSYSERR_INVALHANDLE : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, waveInGetID);

/**
 * waveInMessage() - send a message to the driver
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveinmessage
 */
UINT WINAPI API(waveInMessage)(HWAVEIN handle, UINT message, DWORD_PTR first, DWORD_PTR second)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, waveInMessage);

/**
 * waveInGetErrorTextA(), waveInGetErrorTextW() - a sentence for an error code
 *
 * Return: MMSYSERR_NOERROR; MMSYSERR_BADERRNUM; MMSYSERR_INVALPARAM for NULL.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-waveingeterrortext
 */
UINT WINAPI API(waveInGetErrorTextA)(UINT code, LPSTR out, UINT room)
{
    return mmerror_copy_a(code, out, room);
}
EXPORT(winmm, waveInGetErrorTextA);

UINT WINAPI API(waveInGetErrorTextW)(UINT code, LPWSTR out, UINT room)
{
    return mmerror_copy_w(code, out, room);
}
EXPORT(winmm, waveInGetErrorTextW);
