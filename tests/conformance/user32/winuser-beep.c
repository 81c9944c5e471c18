/* SPDX-License-Identifier: MIT */
#include "../conformance.h"

#if defined(__linux__)
__attribute__((constructor)) static void choose_device(void)
{
    setenv("SDL_AUDIODRIVER", "dummy", 1);
}
#endif

CASE(every_type_of_message_beeps)
{
    static const UINT types[] = {MB_OK,           MB_ICONHAND, MB_ICONQUESTION, MB_ICONEXCLAMATION,
                                 MB_ICONASTERISK, 0xffffffff,  0x1234};
    unsigned i;

    for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        EXPECT(MessageBeep(types[i]));
}
