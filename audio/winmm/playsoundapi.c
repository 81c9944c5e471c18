/* SPDX-License-Identifier: MIT */
/* playsoundapi.c - winmm: PlaySound and its older form */
#include "shim/abi.h"

#include <mmsystem.h>

#include "audio/playsound.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/wstr.h"

/**
 * PlaySound(), PlaySoundA(), PlaySoundW() - play a wave file, a resource, a sound event or memory
 * @sound: what @flags make of it; NULL stops the process's sound
 * @module: with SND_RESOURCE: where the resource of type WAVE is; NULL for the program
 * @flags: one of SND_FILENAME, SND_ALIAS, SND_ALIAS_ID, SND_APPLICATION, SND_RESOURCE and
 * SND_MEMORY, or none: then the name is a sound event or, if there is none, a file. SND_ASYNC,
 * SND_SYNC: return at once, or at the end. SND_LOOP repeats until the next call; without SND_ASYNC
 * it is ignored. SND_NODEFAULT, SND_NOSTOP. SND_NOWAIT, SND_PURGE, SND_SENTRY and SND_SYSTEM are
 * ignored.
 *
 * The name PlaySound itself, ordinal 2, is PlaySoundA.
 *
 * A file name with no folder is looked for in the current folder, the Windows folder, the system
 * folder and along PATH, and with ".wav" appended when it has no extension. The image of SND_MEMORY
 * may be freed as soon as the call returns.
 *
 * Return: TRUE; FALSE when there is neither the sound nor a default sound or nothing can be
 * played: ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_INVALID_DATA (no
 * RIFF/WAVE), ERROR_INVALID_PARAMETER (the format contradicts itself), ERROR_NOT_SUPPORTED,
 * ERROR_NOACCESS (memory that can't be read), ERROR_BUSY (SND_NOSTOP), ERROR_DEV_NOT_EXIST (no
 * sound device).
 * Source: learn.microsoft.com, previous-versions/dd743680
 */
BOOL WINAPI API(PlaySoundW)(LPCWSTR sound, HMODULE module, DWORD flags)
{
    return win32_bool(playsound(sound, module, flags));
}
EXPORT(winmm, PlaySoundW);

BOOL WINAPI API(PlaySoundA)(LPCSTR sound, HMODULE module, DWORD flags)
{
    AUTOFREE WCHAR *name = NULL;

    if (!playsound_names_text(sound, flags))
        return win32_bool(playsound(sound, module, flags));
    name = utf8_dup_wide(sound);
    return win32_bool(name ? playsound(name, module, flags) : -ENOMEM);
}
EXPORT(winmm, PlaySoundA);
EXPORT_AS_AT(winmm, "PlaySound", PlaySoundA, 2);

/**
 * sndPlaySoundA(), sndPlaySoundW() - play a wave file, a sound event or memory
 * @sound: a sound event or, if there is none of that name, a file; with SND_MEMORY the address of
 * an image; NULL stops the process's sound
 * @flags: SND_ASYNC, SND_SYNC, SND_LOOP, SND_MEMORY, SND_NODEFAULT, SND_NOSTOP, and all else that
 * PlaySound() takes
 *
 * Return: as PlaySound().
 * Source: learn.microsoft.com, previous-versions/dd798676
 */
BOOL WINAPI API(sndPlaySoundW)(LPCWSTR sound, UINT flags)
{
    return win32_bool(playsound(sound, NULL, flags));
}
EXPORT(winmm, sndPlaySoundW);

BOOL WINAPI API(sndPlaySoundA)(LPCSTR sound, UINT flags)
{
    AUTOFREE WCHAR *name = NULL;

    if (!playsound_names_text(sound, flags))
        return win32_bool(playsound(sound, NULL, flags));
    name = utf8_dup_wide(sound);
    return win32_bool(name ? playsound(name, NULL, flags) : -ENOMEM);
}
EXPORT(winmm, sndPlaySoundA);
