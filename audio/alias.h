/* SPDX-License-Identifier: MIT */
/* alias.h - names of sound events ("SystemAsterisk") and the files that the user chose for them */
#ifndef WINSHIM_AUDIO_ALIAS_H
#define WINSHIM_AUDIO_ALIAS_H

#include "shim/abi.h"

/**
 * alias_find() - the file of a sound event
 * @name: the event, any case
 * @application: look among the program's own events first (SND_APPLICATION)
 * @ret_file: malloc'ed on success; empty when the user wants this event silent
 *
 * Return: 0; -ENOENT when there is no such event; -ENOMEM.
 */
int alias_find(const WCHAR *name, bool application, WCHAR **ret_file);

/** alias_of_id() - the event that an SND_ALIAS_ID value stands for, or NULL; static */
const WCHAR *alias_of_id(uintptr_t id);

/** alias_of_beep() - the event of a MessageBeep() type (MB_ICONHAND, …); static, never NULL */
const WCHAR *alias_of_beep(UINT type);

#endif
