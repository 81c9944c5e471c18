/* SPDX-License-Identifier: MIT */
/* mmeapi-mixer.c - winmm: the auxiliary and mixer functions of a machine without such devices */
#include "shim/abi.h"
#include "shim/export.h"

#include <mmsystem.h>

/* @object is a handle with MIXER_OBJECTF_HANDLE, else a device identifier; neither can be right. */
static MMRESULT no_mixer(const void *structure, DWORD flags)
{
    if (!structure)
        return MMSYSERR_INVALPARAM;
    return flags & (DWORD)MIXER_OBJECTF_HANDLE ? MMSYSERR_INVALHANDLE : MMSYSERR_BADDEVICEID;
}

/**
 * auxGetNumDevs() - number of auxiliary devices
 *
 * Return: 0.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-auxgetnumdevs
 */
UINT WINAPI API(auxGetNumDevs)(void)
{
    return 0;
}
EXPORT(winmm, auxGetNumDevs);

/**
 * auxGetDevCapsA(), auxGetDevCapsW() - what a device can do
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-auxgetdevcaps
 */
UINT WINAPI API(auxGetDevCapsA)(UINT_PTR id, LPAUXCAPSA caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, auxGetDevCapsA);

UINT WINAPI API(auxGetDevCapsW)(UINT_PTR id, LPAUXCAPSW caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, auxGetDevCapsW);

/**
 * auxGetVolume() - the volume of a device
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-auxgetvolume
 */
UINT WINAPI API(auxGetVolume)(UINT id, LPDWORD volume)
{
    return volume ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, auxGetVolume);

/**
 * auxSetVolume() - set the volume of a device
 *
 * Return: MMSYSERR_BADDEVICEID: there is none.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-auxsetvolume
 */
UINT WINAPI API(auxSetVolume)(UINT id, DWORD volume)
{
    return MMSYSERR_BADDEVICEID;
}
EXPORT(winmm, auxSetVolume);

/**
 * auxOutMessage() - send a message to the driver
 *
 * Return: MMSYSERR_BADDEVICEID: there is none.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-auxoutmessage
 */
UINT WINAPI API(auxOutMessage)(UINT id, UINT message, DWORD_PTR first, DWORD_PTR second)
{
    return MMSYSERR_BADDEVICEID;
}
EXPORT(winmm, auxOutMessage);

/**
 * mixerGetNumDevs() - number of mixer devices
 *
 * Return: 0.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixergetnumdevs
 */
UINT WINAPI API(mixerGetNumDevs)(void)
{
    return 0;
}
EXPORT(winmm, mixerGetNumDevs);

/**
 * mixerGetDevCapsA(), mixerGetDevCapsW() - what a device can do
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixergetdevcaps
 */
UINT WINAPI API(mixerGetDevCapsA)(UINT_PTR id, LPMIXERCAPSA caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, mixerGetDevCapsA);

UINT WINAPI API(mixerGetDevCapsW)(UINT_PTR id, LPMIXERCAPSW caps, UINT bytes)
{
    return caps ? MMSYSERR_BADDEVICEID : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, mixerGetDevCapsW);

/**
 * mixerOpen() - open a mixer
 *
 * Return: MMSYSERR_BADDEVICEID: there is none.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixeropen
 */
UINT WINAPI API(mixerOpen)(LPHMIXER ret_handle, UINT id, DWORD_PTR callback, DWORD_PTR instance,
                           DWORD flags)
{
    return MMSYSERR_BADDEVICEID;
}
EXPORT(winmm, mixerOpen);

/**
 * mixerClose() - close a mixer
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixerclose
 */
UINT WINAPI API(mixerClose)(HMIXER handle)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, mixerClose);

/**
 * mixerMessage() - send a message to the driver
 *
 * Return: MMSYSERR_INVALHANDLE: no handle is open.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixermessage
 */
DWORD WINAPI API(mixerMessage)(HMIXER handle, UINT message, DWORD_PTR first, DWORD_PTR second)
{
    return MMSYSERR_INVALHANDLE;
}
EXPORT(winmm, mixerMessage);

/**
 * mixerGetID() - the mixer that belongs to a device
 *
 * Return: MMSYSERR_INVALPARAM for NULL; MMSYSERR_INVALHANDLE with MIXER_OBJECTF_HANDLE; else
 * MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixergetid
 */
UINT WINAPI API(mixerGetID)(HMIXEROBJ object, LPUINT ret_id, DWORD flags)
{
    return no_mixer(ret_id, flags);
}
EXPORT(winmm, mixerGetID);

/**
 * mixerGetLineInfoA(), mixerGetLineInfoW() - a line of a mixer
 *
 * Return: MMSYSERR_INVALPARAM for NULL; MMSYSERR_INVALHANDLE with MIXER_OBJECTF_HANDLE; else
 * MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixergetlineinfo
 */
UINT WINAPI API(mixerGetLineInfoA)(HMIXEROBJ object, LPMIXERLINEA line, DWORD flags)
{
    return no_mixer(line, flags);
}
EXPORT(winmm, mixerGetLineInfoA);

UINT WINAPI API(mixerGetLineInfoW)(HMIXEROBJ object, LPMIXERLINEW line, DWORD flags)
{
    return no_mixer(line, flags);
}
EXPORT(winmm, mixerGetLineInfoW);

/**
 * mixerGetLineControlsA(), mixerGetLineControlsW() - the controls of a line
 *
 * Return: MMSYSERR_INVALPARAM for NULL; MMSYSERR_INVALHANDLE with MIXER_OBJECTF_HANDLE; else
 * MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixergetlinecontrols
 */
UINT WINAPI API(mixerGetLineControlsA)(HMIXEROBJ object, LPMIXERLINECONTROLSA controls, DWORD flags)
{
    return no_mixer(controls, flags);
}
EXPORT(winmm, mixerGetLineControlsA);

UINT WINAPI API(mixerGetLineControlsW)(HMIXEROBJ object, LPMIXERLINECONTROLSW controls, DWORD flags)
{
    return no_mixer(controls, flags);
}
EXPORT(winmm, mixerGetLineControlsW);

/**
 * mixerGetControlDetailsA(), mixerGetControlDetailsW() - the values of a control
 *
 * Return: MMSYSERR_INVALPARAM for NULL; MMSYSERR_INVALHANDLE with MIXER_OBJECTF_HANDLE; else
 * MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixergetcontroldetails
 */
UINT WINAPI API(mixerGetControlDetailsA)(HMIXEROBJ object, LPMIXERCONTROLDETAILS details,
                                         DWORD flags)
{
    return no_mixer(details, flags);
}
EXPORT(winmm, mixerGetControlDetailsA);

UINT WINAPI API(mixerGetControlDetailsW)(HMIXEROBJ object, LPMIXERCONTROLDETAILS details,
                                         DWORD flags)
{
    return no_mixer(details, flags);
}
EXPORT(winmm, mixerGetControlDetailsW);

/**
 * mixerSetControlDetails() - set the values of a control
 *
 * Return: MMSYSERR_INVALPARAM for NULL; MMSYSERR_INVALHANDLE with MIXER_OBJECTF_HANDLE; else
 * MMSYSERR_BADDEVICEID.
 * Source: learn.microsoft.com, mmeapi/nf-mmeapi-mixersetcontroldetails
 */
UINT WINAPI API(mixerSetControlDetails)(HMIXEROBJ object, LPMIXERCONTROLDETAILS details,
                                        DWORD flags)
{
    return no_mixer(details, flags);
}
EXPORT(winmm, mixerSetControlDetails);
