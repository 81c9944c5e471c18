/* SPDX-License-Identifier: MIT */
/* mmresult.h - the one place where engine results become MMRESULT codes */
#ifndef WINSHIM_WINMM_MMRESULT_H
#define WINSHIM_WINMM_MMRESULT_H

#include <errno.h>

#include "shim/abi.h"

#include <mmsystem.h>

/**
 * mmresult() - the MMRESULT for an engine's result
 *
 * Source: learn.microsoft.com, multimedia/multimedia-functions
 */
static inline MMRESULT mmresult(int result)
{
    switch (-result) {
    case 0:
        return MMSYSERR_NOERROR;
    case ENODEV:
        return MMSYSERR_BADDEVICEID;
    case EBADF:
        return MMSYSERR_INVALHANDLE;
    case ENOMEM:
        return MMSYSERR_NOMEM;
    case EINVAL:
        return MMSYSERR_INVALPARAM;
    case ENOTSUP:
        return MMSYSERR_NOTSUPPORTED;
    case EMEDIUMTYPE:
        return WAVERR_BADFORMAT;
    case EBUSY:
        return WAVERR_STILLPLAYING;
    case EBADFD:
        return WAVERR_UNPREPARED;
    default:
        return MMSYSERR_ERROR;
    }
}

#endif
