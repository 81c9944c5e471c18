/* SPDX-License-Identifier: MIT */
/*
 * handle.h - reference-counted objects and the process's table of handles to them
 *
 * A handle is (slot + 1) * 4 with a generation in its upper half, so a stale or
 * forged value is told apart from a live one. Objects are freed by their class
 * when the last reference goes.
 */
#ifndef WINSHIM_HANDLE_H
#define WINSHIM_HANDLE_H

#include <stdatomic.h>

#include "abi.h"

struct object;

struct object_class {
    const char *name; /* "Event", "Mutant", … as the object manager names types */
    void (*free)(struct object *object);
    bool waitable; /* begins with a struct sync_object, see winapi/sync/dispatcher.h */
    void (*unhandled)(struct object *object); /* its last handle was closed; or NULL */
};

struct object {
    const struct object_class *class;
    atomic_llong references; /* each handle in the table counts as many, see handle.c */
};

/*
 * What a pseudo handle (GetCurrentThread(), GetCurrentProcess()) stands for: a new reference, or
 * NULL. Registered by the engine that owns those objects; NULL until then.
 */
extern struct object *(*handle_pseudo_object)(HANDLE handle)HIDDEN;

/** object_init() - a fresh object with one reference, owned by the caller */
void object_init(struct object *object, const struct object_class *class);

/** object_ref() - take a reference; NULL is fine. Return: @object */
struct object *object_ref(struct object *object);

/** object_unref() - give a reference back; frees the object with the last one; NULL is fine */
void object_unref(struct object *object);

/**
 * handle_new() - enter an object into the table
 * @object: the table takes a reference of its own
 * @access: granted access mask, kept with the handle
 * @ret_handle: written on success
 *
 * Return: 0; -ENOMEM.
 */
int handle_new(struct object *object, DWORD access, HANDLE *ret_handle);

/**
 * handle_ref() - the object behind a handle
 * @handle: any value
 * @class: class it must have, or NULL for any
 * @access: access rights that the handle must grant
 * @ret_object: written on success; a reference that the caller gives back
 *
 * Return: 0; -EBADF when the handle is not open or of another class; -EACCES.
 */
int handle_ref(HANDLE handle, const struct object_class *class, DWORD access,
               struct object **ret_object);

/** handle_close() - take a handle out of the table. Return: 0; -EBADF. */
int handle_close(HANDLE handle);

/**
 * handle_duplicate() - a second handle to the same object
 * @access: new access mask, or 0 with @same_access
 *
 * Return: 0; -EBADF; -ENOMEM.
 */
int handle_duplicate(HANDLE handle, DWORD access, bool same_access, HANDLE *ret_handle);

/** handle_count() - how many handles are open, for leak checks */
unsigned handle_count(void);

/*
 * HANDLE_FLAG_INHERIT and HANDLE_FLAG_PROTECT_FROM_CLOSE of a handle.
 * Return: 0; -EBADF.
 */
int handle_get_flags(HANDLE handle, DWORD *ret_flags);
int handle_set_flags(HANDLE handle, DWORD mask, DWORD flags);

#endif
