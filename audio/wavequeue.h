/* SPDX-License-Identifier: MIT */
/*
 * wavequeue.h - the buffers of a wave device, played in order and in loops
 *
 * Counts are frames since the last clear. Nothing here locks: the owner does.
 */
#ifndef WINSHIM_AUDIO_WAVEQUEUE_H
#define WINSHIM_AUDIO_WAVEQUEUE_H

#include "audio/format.h"
#include "shim/abi.h"

#include <mmsystem.h>

struct wavequeue_node {
    struct wavequeue_node *next;
    WAVEHDR *header;
    const void *data;
    size_t bytes;
    uint64_t frames;
    DWORD flags, loops; /* WHDR_BEGINLOOP, WHDR_ENDLOOP as they were when it was written */
    bool read;          /* its last pass is over, at ... */
    uint64_t end;       /* ... this count of frames */
};

struct wavequeue {
    struct wave_format format;
    struct wavequeue_node *first, *last;
    struct wavequeue_node *reading; /* NULL: all was read */
    uint64_t reading_at;            /* frame in reading */
    uint64_t read_frames;
    struct wavequeue_node *loop; /* where the loop under way began, or NULL */
    uint64_t loop_start_frames;  /* read_frames when this pass began */
    DWORD loops_left;            /* passes, this one included */
};

/** wavequeue_append() - append a header's buffer. Return: 0; -ENOMEM. */
int wavequeue_append(struct wavequeue *queue, WAVEHDR *header);

/** wavequeue_contains() - whether a header is in the queue */
bool wavequeue_contains(const struct wavequeue *queue, const WAVEHDR *header);

/** wavequeue_read() - decoded frames for the mixer. Return: how many, at most @count. */
size_t wavequeue_read(struct wavequeue *queue, void *frames, size_t count);

/** wavequeue_take_played() - take out the first buffer that ends at or before @played, or NULL */
struct wavequeue_node *wavequeue_take_played(struct wavequeue *queue, uint64_t played);

/** wavequeue_clear() - take out all buffers and count from 0. Return: the first, linked by next. */
struct wavequeue_node *wavequeue_clear(struct wavequeue *queue);

/** wavequeue_break_loop() - let this pass of the loop be the last one */
void wavequeue_break_loop(struct wavequeue *queue);

#endif
