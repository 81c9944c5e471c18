/* SPDX-License-Identifier: MIT */
/*
 * tls.h - static thread-local storage of images (PE Format, "The .tls Section")
 *
 * Each image with a TLS directory has an index into every thread's array of
 * blocks, in the TEB's ThreadLocalStoragePointer. Images may be loaded while
 * threads run: those get their block at once.
 */
#ifndef WINSHIM_PE_TLS_H
#define WINSHIM_PE_TLS_H

#include "shim/pe/image.h"

/**
 * tls_add_image() - give an image its index and every known thread its block
 *
 * Return: 0; -ENOMEM; -ENOEXEC when the directory leaves the image. 0 as well for an image
 * without a TLS directory.
 */
int tls_add_image(struct image *image, struct pe_reason *ret_reason);

/** tls_remove_image() - free the image's blocks in all threads, and its index */
void tls_remove_image(struct image *image);

/** tls_add_thread() - blocks of all images for a new thread. Return: 0; -ENOMEM. */
int tls_add_thread(TEB *teb);

/** tls_remove_thread() - free the blocks of an ending thread */
void tls_remove_thread(TEB *teb);

/** tls_run_callbacks() - call the image's TLS callbacks with a DLL_* reason */
void tls_run_callbacks(struct image *image, DWORD reason);

#endif
