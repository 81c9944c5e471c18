/* SPDX-License-Identifier: MIT */
/* metrics.c - the tables behind GetSystemMetrics and GetSysColor, see metrics.h */
#include "metrics.h"

#include <wingdi.h>
#include <winuser.h>

#define WIDTH  METRICS_SCREEN_WIDTH
#define HEIGHT METRICS_SCREEN_HEIGHT
#define SLATE  0x2003 /* SM_CONVERTIBLESLATEMODE, which Wine's headers lack */

/* Sizes of window parts: they grow with the DPI. */
static const int16_t part_sizes[] = {
    [SM_CXVSCROLL] = 17,   [SM_CYHSCROLL] = 17,    [SM_CYCAPTION] = 23,     [SM_CXBORDER] = 1,
    [SM_CYBORDER] = 1,     [SM_CXDLGFRAME] = 3,    [SM_CYDLGFRAME] = 3,     [SM_CYVTHUMB] = 17,
    [SM_CXHTHUMB] = 17,    [SM_CXICON] = 32,       [SM_CYICON] = 32,        [SM_CXCURSOR] = 32,
    [SM_CYCURSOR] = 32,    [SM_CYMENU] = 20,       [SM_CYVSCROLL] = 17,     [SM_CXHSCROLL] = 17,
    [SM_CXMIN] = 136,      [SM_CYMIN] = 39,        [SM_CXSIZE] = 36,        [SM_CYSIZE] = 22,
    [SM_CXFRAME] = 4,      [SM_CYFRAME] = 4,       [SM_CXMINTRACK] = 136,   [SM_CYMINTRACK] = 39,
    [SM_CXDOUBLECLK] = 4,  [SM_CYDOUBLECLK] = 4,   [SM_CXICONSPACING] = 75, [SM_CYICONSPACING] = 75,
    [SM_CXEDGE] = 2,       [SM_CYEDGE] = 2,        [SM_CXMINSPACING] = 160, [SM_CYMINSPACING] = 28,
    [SM_CXSMICON] = 16,    [SM_CYSMICON] = 16,     [SM_CYSMCAPTION] = 23,   [SM_CXSMSIZE] = 22,
    [SM_CYSMSIZE] = 22,    [SM_CXMENUSIZE] = 19,   [SM_CYMENUSIZE] = 19,    [SM_CXMINIMIZED] = 160,
    [SM_CYMINIMIZED] = 28, [SM_CXDRAG] = 4,        [SM_CYDRAG] = 4,         [SM_CXMENUCHECK] = 15,
    [SM_CYMENUCHECK] = 15, [SM_CXFOCUSBORDER] = 1, [SM_CYFOCUSBORDER] = 1,  [SM_CXPADDEDBORDER] = 4,
};

/* The screen and the machine; what isn't listed is 0. */
static const struct {
    int index;
    int value;
} facts[] = {
    {SM_CXSCREEN, WIDTH},          {SM_CYSCREEN, HEIGHT},
    {SM_CXFULLSCREEN, WIDTH},      {SM_CYFULLSCREEN, HEIGHT - 23},
    {SM_MOUSEPRESENT, 1},          {SM_CMOUSEBUTTONS, 3},
    {SM_ARRANGE, ARW_HIDE},        {SM_CXMAXTRACK, WIDTH + 12},
    {SM_CYMAXTRACK, HEIGHT + 12},  {SM_CXMAXIMIZED, WIDTH + 16},
    {SM_CYMAXIMIZED, HEIGHT + 16}, {SM_NETWORK, 3},
    {SM_MOUSEWHEELPRESENT, 1},     {SM_CXVIRTUALSCREEN, WIDTH},
    {SM_CYVIRTUALSCREEN, HEIGHT},  {SM_CMONITORS, 1},
    {SM_SAMEDISPLAYFORMAT, 1},     {SM_IMMENABLED, 1},
    {SM_CARETBLINKINGENABLED, 1},  {SLATE, 1},
};

/* Windows 10's light theme, by COLOR_*; 25 was never given out. */
static const COLORREF colors[] = {
    RGB(200, 200, 200), RGB(0, 0, 0),       RGB(153, 180, 209), RGB(191, 205, 219),
    RGB(240, 240, 240), RGB(255, 255, 255), RGB(100, 100, 100), RGB(0, 0, 0),
    RGB(0, 0, 0),       RGB(0, 0, 0),       RGB(180, 180, 180), RGB(244, 247, 252),
    RGB(171, 171, 171), RGB(0, 120, 215),   RGB(255, 255, 255), RGB(240, 240, 240),
    RGB(160, 160, 160), RGB(109, 109, 109), RGB(0, 0, 0),       RGB(0, 0, 0),
    RGB(255, 255, 255), RGB(105, 105, 105), RGB(227, 227, 227), RGB(0, 0, 0),
    RGB(255, 255, 225), RGB(0, 0, 0),       RGB(0, 102, 204),   RGB(185, 209, 234),
    RGB(215, 228, 242), RGB(0, 120, 215),   RGB(240, 240, 240),
};

static int part_size(int index)
{
    return index >= 0 && (size_t)index < ARRAY_LENGTH(part_sizes) ? part_sizes[index] : 0;
}

int metrics_get(int index)
{
    return metrics_get_for_dpi(index, METRICS_DPI);
}

int metrics_get_for_dpi(int index, unsigned dpi)
{
    int size = part_size(index);

    if (size)
        return dpi ? (int)(((int64_t)size * dpi + METRICS_DPI / 2) / METRICS_DPI) : size;
    for (size_t i = 0; i < ARRAY_LENGTH(facts); i++)
        if (facts[i].index == index)
            return facts[i].value;
    return 0;
}

bool metrics_color_known(int index)
{
    return index >= 0 && (size_t)index < ARRAY_LENGTH(colors);
}

COLORREF metrics_color(int index)
{
    return metrics_color_known(index) ? colors[index] : 0;
}
