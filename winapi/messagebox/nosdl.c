/* SPDX-License-Identifier: MIT */
/* nosdl.c - stands for sdl.c in a build without SDL2 */
#include "messagebox.h"
#include "shim/error.h"

static bool never_available(void)
{
    return false;
}

static int never_show(const struct messagebox *box, int *ret_id)
{
    return -ENODEV;
}

const struct messagebox_backend messagebox_sdl = {"SDL (left out)", never_available, never_show};
