/* SPDX-License-Identifier: MIT */
/* dc.c - a table of device contexts, see dc.h */
#include "dc.h"
#include "metrics.h"
#include "shim/error.h"
#include "shim/guard.h"

#include <wingdi.h>
#include <winuser.h>

#define DC_LIMIT    4096u
#define DC_TAG      0x01000000u /* handle: tag, 12 bits of slot, 12 bits of generation */
#define STOCK_BASE  0x01900010u
#define BRUSH_BASE  0x01100040u
#define STOCK_COUNT ((unsigned)STOCK_LAST + 1)

static struct guarded_lock dc_lock;
static uint8_t kinds[DC_LIMIT];        /* dc_lock */
static uint16_t generations[DC_LIMIT]; /* dc_lock */
static unsigned next_slot;             /* dc_lock: where the search for a free one starts */

static HDC handle_of(unsigned slot)
{
    return (HDC)(uintptr_t)(DC_TAG | (generations[slot] & 0xfffu) << 12 | slot);
}

/* The lock is held. Return: the slot, or -EBADF. */
static int slot_of(HDC dc)
{
    unsigned slot = (unsigned)(uintptr_t)dc & (DC_LIMIT - 1);

    return kinds[slot] != DC_NONE && handle_of(slot) == dc ? (int)slot : -EBADF;
}

HDC dc_new(enum dc_kind kind)
{
    HDC dc = NULL;

    guarded_lock(&dc_lock);
    for (unsigned i = 0; i < DC_LIMIT && !dc; i++) {
        unsigned slot = next_slot++ % DC_LIMIT;

        if (kinds[slot] == DC_NONE) {
            kinds[slot] = (uint8_t)kind;
            dc = handle_of(slot);
        }
    }
    guarded_unlock(&dc_lock);
    return dc;
}

enum dc_kind dc_kind(HDC dc)
{
    enum dc_kind kind;
    int slot;

    guarded_lock(&dc_lock);
    slot = slot_of(dc);
    kind = slot < 0 ? DC_NONE : kinds[slot];
    guarded_unlock(&dc_lock);
    return kind;
}

int dc_free(HDC dc)
{
    int slot;

    guarded_lock(&dc_lock);
    slot = slot_of(dc);
    if (slot >= 0) {
        kinds[slot] = DC_NONE;
        generations[slot]++;
    }
    guarded_unlock(&dc_lock);
    return slot < 0 ? slot : 0;
}

/* A 32-bit raster display, as Windows' own drivers describe theirs. */
static const struct {
    int index;
    int value;
} capabilities[] = {
    {DRIVERVERSION, 0x4000},
    {TECHNOLOGY, DT_RASDISPLAY},
    {HORZSIZE, METRICS_SCREEN_WIDTH * 254 / (METRICS_DPI * 10)},
    {VERTSIZE, METRICS_SCREEN_HEIGHT * 254 / (METRICS_DPI * 10)},
    {HORZRES, METRICS_SCREEN_WIDTH},
    {VERTRES, METRICS_SCREEN_HEIGHT},
    {BITSPIXEL, 32},
    {PLANES, 1},
    {NUMBRUSHES, -1},
    {NUMPENS, -1},
    {NUMCOLORS, -1},
    {CURVECAPS, 511},
    {LINECAPS, 254},
    {POLYGONALCAPS, 255},
    {TEXTCAPS, 30711},
    {CLIPCAPS, CP_RECTANGLE},
    {RASTERCAPS, 32409},
    {ASPECTX, 36},
    {ASPECTY, 36},
    {ASPECTXY, 51},
    {LOGPIXELSX, METRICS_DPI},
    {LOGPIXELSY, METRICS_DPI},
    {NUMRESERVED, 20},
    {COLORRES, 24},
    {VREFRESH, 60},
    {DESKTOPVERTRES, METRICS_SCREEN_HEIGHT},
    {DESKTOPHORZRES, METRICS_SCREEN_WIDTH},
};

int dc_capability(int index)
{
    for (size_t i = 0; i < ARRAY_LENGTH(capabilities); i++)
        if (capabilities[i].index == index)
            return capabilities[i].value;
    return 0;
}

/* By number; 9 was never given out. */
static const uint8_t stock_types[STOCK_COUNT] = {
    [WHITE_BRUSH] = OBJ_BRUSH,
    [LTGRAY_BRUSH] = OBJ_BRUSH,
    [GRAY_BRUSH] = OBJ_BRUSH,
    [DKGRAY_BRUSH] = OBJ_BRUSH,
    [BLACK_BRUSH] = OBJ_BRUSH,
    [NULL_BRUSH] = OBJ_BRUSH,
    [WHITE_PEN] = OBJ_PEN,
    [BLACK_PEN] = OBJ_PEN,
    [NULL_PEN] = OBJ_PEN,
    [OEM_FIXED_FONT] = OBJ_FONT,
    [ANSI_FIXED_FONT] = OBJ_FONT,
    [ANSI_VAR_FONT] = OBJ_FONT,
    [SYSTEM_FONT] = OBJ_FONT,
    [DEVICE_DEFAULT_FONT] = OBJ_FONT,
    [DEFAULT_PALETTE] = OBJ_PAL,
    [SYSTEM_FIXED_FONT] = OBJ_FONT,
    [DEFAULT_GUI_FONT] = OBJ_FONT,
    [DC_BRUSH] = OBJ_BRUSH,
    [DC_PEN] = OBJ_PEN,
};

HGDIOBJ stock_object(int index)
{
    bool known = index >= 0 && (unsigned)index < STOCK_COUNT && stock_types[index];

    return known ? (HGDIOBJ)(uintptr_t)(STOCK_BASE + (unsigned)index) : NULL;
}

DWORD stock_object_type(const void *object)
{
    uintptr_t stock = (uintptr_t)object - STOCK_BASE, brush = (uintptr_t)object - BRUSH_BASE;

    if (stock < STOCK_COUNT)
        return stock_types[stock];
    return brush < 64 && metrics_color_known((int)brush) ? OBJ_BRUSH : 0;
}

HBRUSH stock_color_brush(int index)
{
    return metrics_color_known(index) ? (HBRUSH)(uintptr_t)(BRUSH_BASE + (unsigned)index) : NULL;
}
