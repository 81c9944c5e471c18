/* SPDX-License-Identifier: MIT */
/* playsound.c - finds the sound that PlaySound's arguments mean and plays it, see playsound.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "audio/alias.h"

#include <winuser.h>
#include <mmsystem.h>

#include "audio/playsound-find.h"
#include "audio/playsound.h"
#include "audio/sound.h"
#include "audio/wave.h"
#include "shim/error.h"
#include "shim/module.h"
#include "shim/pe/resource.h"
#include "shim/trace.h"
#include "shim/wstr.h"

/* The two kinds that share a bit with another flag. */
#define RESOURCE_BIT       (SND_RESOURCE & ~SND_MEMORY)
#define IS_ALIAS_ID(flags) (((flags)&SND_ALIAS_ID) == SND_ALIAS_ID)

/* A wave that was opened, on its way to the mixer. */
struct playable {
    struct wave wave;
    struct wave_input input;
    void *copy; /* of the samples, for waves in memory */
};

static void playable_free(void *user)
{
    struct playable *playable = user;

    wave_input_close(&playable->input);
    free(playable->copy);
    free(playable);
}

static size_t playable_read(void *user, uint64_t first, void *out, size_t count)
{
    struct playable *playable = user;

    return wave_decode(&playable->wave, &playable->input, first, out, count);
}

/* Let the playable stand on a copy of its samples instead of the caller's memory. */
static int copy_samples(struct playable *playable)
{
    size_t bytes = (size_t)playable->wave.data_bytes;

    playable->copy = malloc(bytes + 1);
    if (!playable->copy)
        return -ENOMEM;
    if (wave_input_read(&playable->input, playable->wave.data_offset, playable->copy, bytes) !=
        bytes)
        return -EFAULT;
    playable->input = (struct wave_input){.fd = -1, .memory = playable->copy, .bytes = bytes};
    playable->wave.data_offset = 0;
    return 0;
}

/* Takes @input over, also on failure. */
static int playable_new(struct wave_input *input, struct playable **ret_playable)
{
    struct playable *playable = calloc(1, sizeof(*playable));
    int result;

    if (!playable) {
        wave_input_close(input);
        return -ENOMEM;
    }
    playable->input = *input;
    result = wave_parse(&playable->input, &playable->wave);
    if (!result && playable->input.fd < 0)
        result = copy_samples(playable);
    if (result < 0) {
        playable_free(playable);
        return result == -EBADMSG ? ENGINE_WIN32(ERROR_INVALID_DATA) : result;
    }
    *ret_playable = playable;
    return 0;
}

static int open_memory(const void *image, uint64_t bytes, struct playable **ret_playable)
{
    struct wave_input input = {.fd = -1, .memory = image, .probed = true, .bytes = bytes};

    return playable_new(&input, ret_playable);
}

static int open_file(const WCHAR *name, struct playable **ret_playable)
{
    struct wave_input input;
    int result = playsound_find_file(name, &input);

    return result < 0 ? result : playable_new(&input, ret_playable);
}

/* An alias that the user made silent is a success without a playable. */
static int open_alias(const WCHAR *name, bool application, struct playable **ret_playable)
{
    AUTOFREE WCHAR *file = NULL;
    int result = name ? alias_find(name, application, &file) : -ENOENT;

    if (result < 0)
        return result;
    if (!*file) {
        *ret_playable = NULL;
        return 0;
    }
    return open_file(file, ret_playable);
}

static int open_resource(const WCHAR *name, void *base, struct playable **ret_playable)
{
    const struct module *module;
    const void *data;
    size_t bytes;
    int result;

    if (!base)
        base = teb_current()->Peb ? teb_current()->Peb->ImageBaseAddress : NULL;
    module = base ? module_of_handle(base) : NULL;
    if (!module)
        return base ? -EBADF : -ENOENT;
    result = resource_find(module->base, module->size_bytes, u"WAVE", name, &data, &bytes);
    return result < 0 ? result : open_memory(data, bytes, ret_playable);
}

/* Neither or both of SND_ALIAS and SND_FILENAME: the alias comes first. */
static int open_name(const WCHAR *name, DWORD flags, struct playable **ret_playable)
{
    bool alias = flags & (SND_ALIAS | SND_APPLICATION), file = flags & SND_FILENAME;
    int result = -ENOENT;

    if (alias || !file)
        result = open_alias(name, flags & SND_APPLICATION, ret_playable);
    if (result == -ENOENT && (file || !alias))
        result = open_file(name, ret_playable);
    return result;
}

static int open_sound(const void *sound, void *module, DWORD flags, struct playable **ret_playable)
{
    if (flags & RESOURCE_BIT)
        return open_resource(sound, module, ret_playable);
    if (flags & SND_MEMORY)
        return open_memory(sound, WAVE_SIZE_UNKNOWN, ret_playable);
    if (IS_ALIAS_ID(flags))
        return open_alias(alias_of_id((uintptr_t)sound), flags & SND_APPLICATION, ret_playable);
    if (IS_INTRESOURCE(sound))
        return -EFAULT;
    return open_name(sound, flags, ret_playable);
}

/* Takes @playable over; NULL is silence. */
static int play(enum sound_slot slot, struct playable *playable, unsigned flags)
{
    struct sound_source source = {.read = playable_read, .free = playable_free, .user = playable};

    if (!playable) {
        if (!(flags & SOUND_NOSTOP))
            sound_stop(slot);
        return 0;
    }
    source.format = playable->wave.format.pcm;
    source.frames = playable->wave.frames;
    return sound_play(slot, &source, flags);
}

static unsigned sound_flags_of(DWORD flags)
{
    return (flags & SND_ASYNC ? SOUND_ASYNC : 0) | (flags & SND_LOOP ? SOUND_LOOP : 0) |
           (flags & SND_NOSTOP ? SOUND_NOSTOP : 0);
}

bool playsound_names_text(const void *sound, DWORD flags)
{
    if (IS_INTRESOURCE(sound) || IS_ALIAS_ID(flags))
        return false;
    return flags & RESOURCE_BIT || !(flags & SND_MEMORY);
}

int playsound(const void *sound, void *module, DWORD flags)
{
    struct playable *playable = NULL;
    unsigned how = sound_flags_of(flags);
    int result;

    if (!sound) {
        sound_stop(SOUND_SLOT_PLAY);
        return 0;
    }
    if (flags & SND_NOSTOP && sound_busy(SOUND_SLOT_PLAY))
        return -EBUSY;
    result = open_sound(sound, module, flags, &playable);
    if (result < 0 && !(flags & SND_NODEFAULT)) {
        how &= ~(unsigned)SOUND_LOOP;
        if (!open_alias(u"SystemDefault", false, &playable))
            result = 0;
    }
    TRACE(wave, INFO, "PlaySound flags 0x%x: %s", (unsigned)flags,
          result < 0 ? "nothing to play" : "playing");
    if (!result)
        return play(SOUND_SLOT_PLAY, playable, how);
    if (!(flags & SND_NOSTOP))
        sound_stop(SOUND_SLOT_PLAY);
    return result;
}

int playsound_alert(const WCHAR *alias)
{
    struct playable *playable = NULL;
    int result = open_alias(alias, false, &playable);

    if (result < 0)
        result = open_alias(u"SystemDefault", false, &playable);
    return result < 0 ? result : play(SOUND_SLOT_ALERT, playable, SOUND_ASYNC);
}
