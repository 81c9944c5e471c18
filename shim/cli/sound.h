/* SPDX-License-Identifier: MIT */
/* sound.h - what would play sound on this machine */
#ifndef WINSHIM_CLI_SOUND_H
#define WINSHIM_CLI_SOUND_H

#include <stdbool.h>
#include <stddef.h>

/**
 * sound_describe() - the driver that SDL picks, and its devices
 * @text: what was found, or why there is no sound
 * @size: bytes at @text
 *
 * Return: whether sound can be played.
 */
bool sound_describe(char *text, size_t size);

#endif
