/* SPDX-License-Identifier: MIT */
/* port.h - I/O completion ports */
#ifndef WINSHIM_THREAD_PORT_H
#define WINSHIM_THREAD_PORT_H

#include "winapi/sync/dispatcher.h"

struct port;

extern const struct object_class port_class HIDDEN;

struct port_packet {
    uintptr_t key;
    void *overlapped;
    uintptr_t internal; /* NTSTATUS of the operation; 0 for posted packets */
    uint32_t bytes;
};

/** port_new() - make a port. Return: 0; -ENOMEM. */
int port_new(HANDLE *ret_handle);

/** port_post() - queue a packet. Return: 0; -ENOMEM. */
int port_post(struct port *port, const struct port_packet *packet);

/** port_post_handle() - the same. Return: 0; -EBADF; -ENOMEM. */
int port_post_handle(HANDLE handle, const struct port_packet *packet);

/**
 * port_get() - take packets, oldest first; waits for the first only
 * @room: of @ret_packets, at least 1
 * @ret_count: how many were taken
 *
 * Return: 0; -ETIMEDOUT; -EINTR when an APC ran; -EBADF;
 * ENGINE_WIN32(ERROR_ABANDONED_WAIT_0) when the port's last handle was closed meanwhile.
 */
int port_get(HANDLE handle, struct port_packet *ret_packets, uint32_t room, bool alertable,
             int64_t deadline_ns, uint32_t *ret_count);

#endif
