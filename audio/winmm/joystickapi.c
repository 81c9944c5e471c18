/* SPDX-License-Identifier: MIT */
/* joystickapi.c - winmm: the joystick functions of a machine without a joystick driver */
#include "shim/abi.h"
#include "shim/export.h"

#include <mmsystem.h>

/**
 * joyGetNumDevs() - number of joysticks that the driver supports
 *
 * Return: 0: no driver is installed.
 * Source: learn.microsoft.com, joystickapi/nf-joystickapi-joygetnumdevs
 */
UINT WINAPI API(joyGetNumDevs)(void)
{
    return 0;
}
EXPORT(winmm, joyGetNumDevs);

/**
 * joyGetDevCapsA(), joyGetDevCapsW() - what a joystick can do
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_NODRIVER.
 * Source: learn.microsoft.com, joystickapi/nf-joystickapi-joygetdevcaps
 */
MMRESULT WINAPI API(joyGetDevCapsA)(UINT_PTR id, LPJOYCAPSA caps, UINT bytes)
{
    return caps ? MMSYSERR_NODRIVER : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, joyGetDevCapsA);

MMRESULT WINAPI API(joyGetDevCapsW)(UINT_PTR id, LPJOYCAPSW caps, UINT bytes)
{
    return caps ? MMSYSERR_NODRIVER : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, joyGetDevCapsW);

/**
 * joyGetPos() - position and buttons of a joystick
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_NODRIVER.
 * Source: learn.microsoft.com, joystickapi/nf-joystickapi-joygetpos
 */
MMRESULT WINAPI API(joyGetPos)(UINT id, LPJOYINFO info)
{
    return info ? MMSYSERR_NODRIVER : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, joyGetPos);

/**
 * joyGetPosEx() - the same for up to six axes
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_NODRIVER.
 * Source: learn.microsoft.com, joystickapi/nf-joystickapi-joygetposex
 */
MMRESULT WINAPI API(joyGetPosEx)(UINT id, LPJOYINFOEX info)
{
    return info ? MMSYSERR_NODRIVER : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, joyGetPosEx);

/**
 * joyGetThreshold() - the movement threshold
 *
 * Return: MMSYSERR_INVALPARAM for NULL; else MMSYSERR_NODRIVER.
 * Source: learn.microsoft.com, joystickapi/nf-joystickapi-joygetthreshold
 */
MMRESULT WINAPI API(joyGetThreshold)(UINT id, UINT *threshold)
{
    return threshold ? MMSYSERR_NODRIVER : MMSYSERR_INVALPARAM;
}
EXPORT(winmm, joyGetThreshold);

/**
 * joySetThreshold() - set the movement threshold
 *
 * Return: MMSYSERR_NODRIVER.
 * Source: learn.microsoft.com, joystickapi/nf-joystickapi-joysetthreshold
 */
MMRESULT WINAPI API(joySetThreshold)(UINT id, UINT threshold)
{
    return MMSYSERR_NODRIVER;
}
EXPORT(winmm, joySetThreshold);

/**
 * joySetCapture() - send joystick messages to a window
 *
 * Return: MMSYSERR_NODRIVER.
 * Source: learn.microsoft.com, joystickapi/nf-joystickapi-joysetcapture
 */
MMRESULT WINAPI API(joySetCapture)(HWND window, UINT id, UINT period_ms, BOOL changed_only)
{
    return MMSYSERR_NODRIVER;
}
EXPORT(winmm, joySetCapture);

/**
 * joyReleaseCapture() - undo joySetCapture()
 *
 * Return: MMSYSERR_NODRIVER.
 * Source: learn.microsoft.com, joystickapi/nf-joystickapi-joyreleasecapture
 */
MMRESULT WINAPI API(joyReleaseCapture)(UINT id)
{
    return MMSYSERR_NODRIVER;
}
EXPORT(winmm, joyReleaseCapture);
