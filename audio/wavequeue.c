/* SPDX-License-Identifier: MIT */
/* wavequeue.c - buffers in order and in loops, see wavequeue.h */
#include <errno.h>
#include <stdlib.h>

#include "audio/codec.h"
#include "audio/wavequeue.h"

/* The next buffer to read is queue->reading: begin it. */
static void begin_node(struct wavequeue *queue)
{
    struct wavequeue_node *node = queue->reading;

    queue->reading_at = 0;
    if (!node || queue->loop || !(node->flags & WHDR_BEGINLOOP))
        return;
    queue->loop = node;
    queue->loops_left = node->loops ? node->loops : 1;
    queue->loop_start_frames = queue->read_frames;
}

/* Buffers from @node to the one that was read last are over. */
static void end_nodes(struct wavequeue *queue, struct wavequeue_node *node)
{
    for (;; node = node->next) {
        node->read = true;
        node->end = queue->read_frames;
        if (node == queue->reading)
            break;
    }
}

/* The buffer under way was read to its end: go on, or back to where the loop began. */
static void end_pass(struct wavequeue *queue)
{
    struct wavequeue_node *node = queue->reading;
    bool loop_end = queue->loop && node->flags & WHDR_ENDLOOP;
    /* A loop without a frame would never let go. */
    bool empty = queue->read_frames == queue->loop_start_frames;

    if (loop_end && queue->loops_left > 1 && !empty) {
        queue->loops_left--;
        queue->loop_start_frames = queue->read_frames;
        queue->reading = queue->loop;
        queue->reading_at = 0;
        return;
    }
    if (!queue->loop)
        end_nodes(queue, node);
    else if (loop_end)
        end_nodes(queue, queue->loop);
    if (loop_end)
        queue->loop = NULL;
    queue->reading = node->next;
    begin_node(queue);
}

int wavequeue_append(struct wavequeue *queue, WAVEHDR *header)
{
    struct wavequeue_node *node = calloc(1, sizeof(*node));

    if (!node)
        return -ENOMEM;
    node->header = header;
    node->data = header->lpData;
    node->bytes = header->dwBufferLength;
    node->frames = codec_frames(&queue->format, node->bytes);
    node->flags = header->dwFlags;
    node->loops = header->dwLoops;
    if (queue->first)
        queue->last->next = node;
    else
        queue->first = node;
    queue->last = node;
    if (!queue->reading) {
        queue->reading = node;
        begin_node(queue);
    }
    return 0;
}

bool wavequeue_contains(const struct wavequeue *queue, const WAVEHDR *header)
{
    for (const struct wavequeue_node *node = queue->first; node; node = node->next)
        if (node->header == header)
            return true;
    return false;
}

size_t wavequeue_read(struct wavequeue *queue, void *frames, size_t count)
{
    size_t frame_bytes = pcm_frame_bytes(&queue->format.pcm), done = 0;

    while (done < count && queue->reading) {
        struct wavequeue_node *node = queue->reading;
        uint64_t left = node->frames - queue->reading_at;
        size_t part = left < count - done ? (size_t)left : count - done;

        part = codec_decode(&queue->format, node->data, node->bytes, queue->reading_at,
                            (char *)frames + done * frame_bytes, part);
        done += part;
        queue->reading_at += part;
        queue->read_frames += part;
        if (queue->reading_at == node->frames || !part)
            end_pass(queue);
    }
    return done;
}

struct wavequeue_node *wavequeue_take_played(struct wavequeue *queue, uint64_t played)
{
    struct wavequeue_node *node = queue->first;

    if (!node || !node->read || node->end > played)
        return NULL;
    queue->first = node->next;
    node->next = NULL;
    return node;
}

struct wavequeue_node *wavequeue_clear(struct wavequeue *queue)
{
    struct wavequeue_node *first = queue->first;

    *queue = (struct wavequeue){.format = queue->format};
    return first;
}

void wavequeue_break_loop(struct wavequeue *queue)
{
    if (queue->loop)
        queue->loops_left = 1;
}
