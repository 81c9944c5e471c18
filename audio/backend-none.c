/* SPDX-License-Identifier: MIT */
/* backend-none.c - built with -Dsdl=disabled: a machine without a sound device */
#include <errno.h>

#include "audio/backend.h"

static unsigned none_device_count(void)
{
    return 0;
}

static int none_open(const struct pcm_format *format, backend_render *render,
                     struct backend_opened *ret_opened)
{
    return -ENODEV;
}

/* Nothing else is reached: a voice needs an open device. */
const struct backend audio_backend = {
    .name = "none",
    .device_count = none_device_count,
    .open = none_open,
};
