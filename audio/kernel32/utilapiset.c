/* SPDX-License-Identifier: MIT */
/* utilapiset.c - kernel32: Beep, which needs the mixer and so lives with the audio */
#include "shim/abi.h"

#include "audio/beep.h"
#include "shim/error.h"
#include "shim/export.h"

/**
 * Beep() - sound a tone and wait until it is over
 * @frequency: hertz, 37 to 32767
 * @duration: milliseconds
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a frequency out of range.
 * Differs: the wait is not alertable.
 * Source: learn.microsoft.com, utilapiset/nf-utilapiset-beep
 */
BOOL WINAPI API(Beep)(DWORD frequency, DWORD duration)
{
    return win32_bool(beep_tone(frequency, duration));
}
EXPORT(kernel32, Beep);
EXPORT_AS(kernelbase, "Beep", Beep);
