/* SPDX-License-Identifier: MIT */
/*
 * metrics.h - sizes and colours of a desktop as Windows 10 has it at 96 DPI
 *
 * There is one screen of 1024 x 768 pixels, whatever display may be there: no
 * window of ours will ever be on it, and asking costs no display connection.
 */
#ifndef WINSHIM_DESKTOP_METRICS_H
#define WINSHIM_DESKTOP_METRICS_H

#include "shim/abi.h"

#define METRICS_SCREEN_WIDTH  1024
#define METRICS_SCREEN_HEIGHT 768
#define METRICS_DPI           96
#define METRICS_MONITOR       ((HMONITOR)(uintptr_t)0x10001)

/** metrics_get() - the value of an SM_* index; 0 for one that isn't known */
int metrics_get(int index);

/** metrics_get_for_dpi() - the same, sizes of window parts scaled to @dpi (0: 96) */
int metrics_get_for_dpi(int index, unsigned dpi);

/** metrics_color() - the COLORREF of a COLOR_* index; 0 for one that isn't known */
COLORREF metrics_color(int index);

/** metrics_color_known() - whether a COLOR_* index is known */
bool metrics_color_known(int index);

#endif
