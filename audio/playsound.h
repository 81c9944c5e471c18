/* SPDX-License-Identifier: MIT */
/* playsound.h - the engine of PlaySound: from a name and SND_ flags to a sound */
#ifndef WINSHIM_AUDIO_PLAYSOUND_H
#define WINSHIM_AUDIO_PLAYSOUND_H

#include "shim/abi.h"

/**
 * playsound_names_text() - whether PlaySound's first argument is a string
 * @sound: the argument
 * @flags: SND_ flags
 *
 * Return: false for NULL, an image in memory, an alias identifier and a resource's number.
 */
bool playsound_names_text(const void *sound, DWORD flags);

/**
 * playsound() - play, or stop, the process's sound
 * @sound: what @flags say: NULL to stop, a UTF-16 name, the address of an image in memory, an
 * SND_ALIAS_ identifier, or a resource's number
 * @module: with SND_RESOURCE: base of the module, NULL for the program
 * @flags: SND_ flags; those that mean nothing here are ignored
 *
 * The image in memory is copied before this returns, so that the caller may free it at once.
 * Names without SND_ALIAS or SND_FILENAME, or with both, are looked for as an alias first. What
 * can't be found or played is replaced by the SystemDefault sound, played once, unless
 * SND_NODEFAULT is given. The old sound stops in any case, but for SND_NOSTOP.
 *
 * Return: 0; -ENOENT when nothing was found; -EBADMSG as ENGINE_WIN32(ERROR_INVALID_DATA) when it
 * is no wave; -EINVAL, -ENOTSUP for a format that contradicts itself or can't be played; -EFAULT
 * for memory that can't be read; -EBUSY with SND_NOSTOP; -ENODEV without a sound device; -ENOMEM.
 */
int playsound(const void *sound, void *module, DWORD flags);

/**
 * playsound_alert() - play an alias beside PlaySound's sound, in the background
 * @alias: an event's name
 *
 * Return: as playsound().
 */
int playsound_alert(const WCHAR *alias);

#endif
