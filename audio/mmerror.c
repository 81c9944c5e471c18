/* SPDX-License-Identifier: MIT */
/* mmerror.c - a sentence for each MMRESULT code, see mmerror.h */
#include <string.h>

#include "audio/mmerror.h"
#include "shim/wstr.h"

static const struct {
    MMRESULT code;
    const char *text;
} texts[] = {
    {MMSYSERR_NOERROR, "The function succeeded."},
    {MMSYSERR_ERROR, "An unspecified error occurred."},
    {MMSYSERR_BADDEVICEID, "There is no device with this identifier."},
    {MMSYSERR_NOTENABLED, "The driver could not be enabled."},
    {MMSYSERR_ALLOCATED, "The device is already in use. Try again when it is free."},
    {MMSYSERR_INVALHANDLE, "The device handle is not valid."},
    {MMSYSERR_NODRIVER, "No driver for this device is installed."},
    {MMSYSERR_NOMEM, "There is not enough memory for this operation."},
    {MMSYSERR_NOTSUPPORTED, "The device does not support this function."},
    {MMSYSERR_BADERRNUM, "There is no error with this number."},
    {MMSYSERR_INVALFLAG, "A flag that was passed is not valid."},
    {MMSYSERR_INVALPARAM, "A parameter that was passed is not valid."},
    {MMSYSERR_HANDLEBUSY, "The handle is being used by another thread."},
    {MMSYSERR_INVALIDALIAS, "The alias was not found."},
    {MMSYSERR_BADDB, "The registry database is damaged."},
    {MMSYSERR_KEYNOTFOUND, "The registry key was not found."},
    {MMSYSERR_READERROR, "The registry could not be read."},
    {MMSYSERR_WRITEERROR, "The registry could not be written."},
    {MMSYSERR_DELETEERROR, "The registry key could not be deleted."},
    {MMSYSERR_VALNOTFOUND, "The registry value was not found."},
    {MMSYSERR_NODRIVERCB, "The driver did not call back."},
    {MMSYSERR_MOREDATA, "There is more data than was returned."},
    {WAVERR_BADFORMAT, "The device can't play or record this wave format."},
    {WAVERR_STILLPLAYING, "Buffers are still in the queue. Reset the device or wait for them."},
    {WAVERR_UNPREPARED, "The wave header has not been prepared."},
    {WAVERR_SYNC, "The device is synchronous and needs WAVE_ALLOWSYNC."},
    {MIDIERR_UNPREPARED, "The MIDI header has not been prepared."},
    {MIDIERR_STILLPLAYING, "MIDI buffers are still in the queue. Wait for them."},
    {MIDIERR_NOMAP, "There is no MIDI map."},
    {MIDIERR_NOTREADY, "The MIDI port is busy with other data."},
    {MIDIERR_NODEVICE, "The MIDI map names a device that is not there."},
    {MIDIERR_INVALIDSETUP, "The MIDI setup is damaged."},
    {MIDIERR_BADOPENMODE, "The MIDI device was opened in a mode that does not allow this."},
    {MIDIERR_DONT_CONTINUE, "The MIDI thru device must not pass this message on."},
};

const char *mmerror_text(MMRESULT code)
{
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
        if (texts[i].code == code)
            return texts[i].text;
    return NULL;
}

MMRESULT mmerror_copy_a(MMRESULT code, char *out, UINT room)
{
    const char *text = mmerror_text(code);
    size_t length;

    if (!out)
        return MMSYSERR_INVALPARAM;
    if (!text)
        return MMSYSERR_BADERRNUM;
    if (!room)
        return MMSYSERR_NOERROR;
    length = strlen(text);
    if (length > room - 1)
        length = room - 1;
    memcpy(out, text, length);
    out[length] = '\0';
    return MMSYSERR_NOERROR;
}

MMRESULT mmerror_copy_w(MMRESULT code, WCHAR *out, UINT room)
{
    const char *text = mmerror_text(code);
    size_t length;

    if (!out)
        return MMSYSERR_INVALPARAM;
    if (!text)
        return MMSYSERR_BADERRNUM;
    if (!room)
        return MMSYSERR_NOERROR;
    length = utf8_to_wchars(text, strlen(text), out, room - 1);
    out[length < room - 1 ? length : room - 1] = 0;
    return MMSYSERR_NOERROR;
}
