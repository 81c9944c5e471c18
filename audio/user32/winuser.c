/* SPDX-License-Identifier: MIT */
/* winuser.c - user32: MessageBeep, which needs the mixer and so lives with the audio */
#include "shim/abi.h"

#include <winuser.h>

#include "audio/beep.h"
#include "shim/error.h"
#include "shim/export.h"

/**
 * MessageBeep() - start the alert sound of a kind of message
 * @type: MB_ICONASTERISK, MB_ICONEXCLAMATION, MB_ICONHAND, MB_ICONQUESTION or MB_OK; 0xffffffff
 * for a simple beep
 *
 * Return: TRUE, also when there is nothing to hear it with.
 * Source: learn.microsoft.com, winuser/nf-winuser-messagebeep
 */
BOOL WINAPI API(MessageBeep)(UINT type)
{
    return win32_bool(beep_alert(type));
}
EXPORT(user32, MessageBeep);
