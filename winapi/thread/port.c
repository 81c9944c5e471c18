/* SPDX-License-Identifier: MIT */
/*
 * port.c - I/O completion ports, see port.h
 *
 * Threads that take packets wait for a semaphore that counts them; the port
 * itself, which may be waited for as well, is signalled while it has any.
 */
#include <stdlib.h>

#include "shim/error.h"
#include "shim/trace.h"
#include "winapi/sync/objects.h"
#include "winapi/thread/port.h"

struct queued_packet {
    struct queued_packet *next;
    struct port_packet packet;
};

struct port {
    struct sync_object sync;     /* notification: there are packets */
    struct sync_object arrivals; /* semaphore: one for each packet; never in a handle */
    struct guarded_lock lock;
    struct queued_packet *first, *last; /* lock */
    atomic_bool closed;
};

static void port_free(struct object *object)
{
    struct port *port = (struct port *)object;

    while (port->first) {
        struct queued_packet *next = port->first->next;

        free(port->first);
        port->first = next;
    }
    free(port);
}

/* Whoever still waits is told. */
static void port_unhandled(struct object *object)
{
    struct port *port = (struct port *)object;

    atomic_store(&port->closed, true);
    sync_semaphore_add(&port->arrivals, INT_MAX / 2, &(int32_t){0});
}

const struct object_class port_class = {"IoCompletion", port_free, true, port_unhandled};

static void arrivals_free(struct object *object)
{
    (void)object; /* part of the port */
}

static const struct object_class arrivals_class = {"Semaphore", arrivals_free, true, NULL};

int port_new(HANDLE *ret_handle)
{
    struct port *port = calloc(1, sizeof(*port));
    int result;

    if (!port)
        return -ENOMEM;
    sync_object_init(&port->sync, &port_class, SYNC_NOTIFICATION, 0);
    sync_object_init(&port->arrivals, &arrivals_class, SYNC_SEMAPHORE, 0);
    port->arrivals.core->maximum_count = INT_MAX;
    result = handle_new(&port->sync.object, IO_COMPLETION_ALL_ACCESS, ret_handle);
    object_unref(&port->sync.object);
    return result;
}

int port_post(struct port *port, const struct port_packet *packet)
{
    struct queued_packet *queued = malloc(sizeof(*queued));

    if (!queued)
        return -ENOMEM;
    *queued = (struct queued_packet){NULL, *packet};
    guarded_lock(&port->lock);
    if (port->last)
        port->last->next = queued;
    else
        port->first = queued;
    port->last = queued;
    if (port->first == queued)
        sync_signal(&port->sync);
    guarded_unlock(&port->lock);
    return sync_semaphore_add(&port->arrivals, 1, &(int32_t){0});
}

static int port_of(HANDLE handle, DWORD access, struct port **ret_port)
{
    struct object *object;
    int result = handle_ref(handle, &port_class, access, &object);

    if (!result)
        *ret_port = (struct port *)object;
    return result;
}

int port_post_handle(HANDLE handle, const struct port_packet *packet)
{
    struct port *port;
    int result = port_of(handle, IO_COMPLETION_MODIFY_STATE, &port);

    if (result)
        return result;
    result = port_post(port, packet);
    object_unref(&port->sync.object);
    return result;
}

static bool packet_take(struct port *port, struct port_packet *ret_packet)
{
    struct queued_packet *queued;

    guarded_lock(&port->lock);
    queued = port->first;
    if (queued) {
        port->first = queued->next;
        if (!port->first) {
            port->last = NULL;
            sync_reset(&port->sync);
        }
    }
    guarded_unlock(&port->lock);
    if (!queued)
        return false;
    *ret_packet = queued->packet;
    free(queued);
    return true;
}

/* Takes what the semaphore has counted: each count stands for a packet. */
static uint32_t packets_take(struct port *port, struct port_packet *ret_packets, uint32_t room)
{
    struct sync_object *arrivals = &port->arrivals;
    uint32_t count = 0;
    DWORD status = WAIT_OBJECT_0;

    while (status == WAIT_OBJECT_0 && count < room && packet_take(port, &ret_packets[count])) {
        count++;
        if (count < room)
            sync_wait_objects(&arrivals, 1, 0, 0, &status);
    }
    return count;
}

static int port_take(struct port *port, struct port_packet *ret_packets, uint32_t room,
                     bool alertable, int64_t deadline_ns, uint32_t *ret_count)
{
    struct sync_object *arrivals = &port->arrivals;
    DWORD status;

    sync_wait_objects(&arrivals, 1, alertable ? SYNC_ALERTABLE : 0, deadline_ns, &status);
    if (status == WAIT_TIMEOUT)
        return -ETIMEDOUT;
    if (status == WAIT_IO_COMPLETION)
        return -EINTR;
    *ret_count = packets_take(port, ret_packets, room);
    return *ret_count ? 0 : ENGINE_WIN32(ERROR_ABANDONED_WAIT_0);
}

int port_get(HANDLE handle, struct port_packet *ret_packets, uint32_t room, bool alertable,
             int64_t deadline_ns, uint32_t *ret_count)
{
    struct port *port;
    int result = port_of(handle, IO_COMPLETION_MODIFY_STATE, &port);

    if (result)
        return result;
    result = port_take(port, ret_packets, room, alertable, deadline_ns, ret_count);
    TRACE(sync, DEBUG, "completion port: %d", result);
    object_unref(&port->sync.object);
    return result;
}
