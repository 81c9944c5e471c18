/* SPDX-License-Identifier: MIT */
/*
 * dc.h - device contexts, which nothing can be drawn into, and stock objects
 *
 * They exist to be measured (GetDeviceCaps) and given back.
 */
#ifndef WINSHIM_DESKTOP_DC_H
#define WINSHIM_DESKTOP_DC_H

#include "shim/abi.h"

enum dc_kind {
    DC_NONE,
    DC_WINDOW, /* GetDC(): given back with ReleaseDC() */
    DC_DEVICE, /* CreateDC(), CreateIC() */
    DC_MEMORY, /* CreateCompatibleDC() */
};

/** dc_new() - a fresh device context. Return: NULL when there are too many. */
HDC dc_new(enum dc_kind kind);

/** dc_kind() - what a handle is; DC_NONE when it is no device context */
enum dc_kind dc_kind(HDC dc);

/** dc_free() - end a device context. Return: 0; -EBADF. */
int dc_free(HDC dc);

/** dc_capability() - the value of a GetDeviceCaps() index; 0 for one that isn't known */
int dc_capability(int index);

/** stock_object() - the handle of a stock object; NULL when @index is none */
HGDIOBJ stock_object(int index);

/** stock_object_type() - OBJ_*, 0 when @object is no stock object and no system colour's brush */
DWORD stock_object_type(const void *object);

/** stock_color_brush() - the brush of a COLOR_* index; NULL when @index is none */
HBRUSH stock_color_brush(int index);

#endif
