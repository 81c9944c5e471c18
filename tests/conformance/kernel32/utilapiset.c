/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#if defined(__linux__)
__attribute__((constructor)) static void choose_device(void)
{
    setenv("SDL_AUDIODRIVER", "dummy", 1);
}
#endif

CASE(tone_in_range_sounds)
{
    EXPECT(Beep(440, 1));
    EXPECT(Beep(37, 1));
    EXPECT(Beep(32767, 1));
    EXPECT(Beep(440, 0));
}

CASE(tone_out_of_range_is_an_invalid_parameter)
{
    TODO_ON(ON_WINE, "takes any frequency");
    EXPECT_FAILS(Beep(0, 1), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(Beep(36, 1), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(Beep(32768, 1), ERROR_INVALID_PARAMETER);
    EXPECT_FAILS(Beep(0xffffffff, 1), ERROR_INVALID_PARAMETER);
}
