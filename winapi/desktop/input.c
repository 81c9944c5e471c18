/* SPDX-License-Identifier: MIT */
/* input.c - see input.h */
#include <stdatomic.h>

#include "input.h"
#include "metrics.h"

#define DOUBLE_CLICK_MS    500u
#define DOUBLE_CLICK_LIMIT 5000u
#define SHAPE(number)      ((void *)(uintptr_t)(0x10000 + (number)))

static atomic_ullong position; /* x in the upper half */
static atomic_int show_count;
static _Atomic(HCURSOR) shape;
static atomic_uint double_click_ms = DOUBLE_CLICK_MS;

static int clamp(int value, int limit)
{
    return value < 0 ? 0 : value >= limit ? limit - 1 : value;
}

POINT input_cursor(void)
{
    unsigned long long both = atomic_load(&position);

    return (POINT){(LONG)(both >> 32), (LONG)(both & 0xffffffff)};
}

void input_move_cursor(int x, int y)
{
    unsigned long long at = (unsigned long long)clamp(x, METRICS_SCREEN_WIDTH) << 32;

    atomic_store(&position, at | (unsigned)clamp(y, METRICS_SCREEN_HEIGHT));
}

int input_show_cursor(bool show)
{
    int change = show ? 1 : -1;

    return atomic_fetch_add(&show_count, change) + change;
}

HCURSOR input_swap_cursor(HCURSOR cursor)
{
    return atomic_exchange(&shape, cursor);
}

HCURSOR input_cursor_shape(void)
{
    return atomic_load(&shape);
}

unsigned input_double_click_ms(void)
{
    return atomic_load(&double_click_ms);
}

void input_set_double_click(unsigned ms)
{
    if (ms > DOUBLE_CLICK_LIMIT)
        ms = DOUBLE_CLICK_LIMIT;
    atomic_store(&double_click_ms, ms ? ms : DOUBLE_CLICK_MS);
}

/* IDI_APPLICATION to IDI_SHIELD. */
HICON input_system_icon(unsigned id)
{
    return id >= 32512 && id <= 32518 ? SHAPE(1 + 2 * (id - 32512)) : NULL;
}

/* IDC_ARROW to IDC_UPARROW, IDC_SIZE to IDC_SIZEALL, IDC_NO, IDC_HAND to IDC_HELP. */
HCURSOR input_system_cursor(unsigned id)
{
    bool known = (id >= 32512 && id <= 32516) || (id >= 32640 && id <= 32646) ||
                 (id >= 32648 && id <= 32651);

    return known ? SHAPE(0x101 + 2 * (id - 32512)) : NULL;
}

bool input_is_shape(const void *handle)
{
    uintptr_t number = (uintptr_t)handle - 0x10000;

    return (number & 1) && number <= 0x101 + 2 * (32651 - 32512);
}
