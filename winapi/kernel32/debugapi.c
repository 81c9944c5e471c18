/* SPDX-License-Identifier: MIT */
/* debugapi.c - kernel32: debug output goes to the trace channel "debug" */
#include <string.h>

#include "shim/abi.h"
#include "shim/error.h"
#include "shim/export.h"
#include "shim/trace.h"
#include "shim/wstr.h"

/**
 * IsDebuggerPresent() - whether a Windows debugger is attached
 *
 * Return: FALSE.
 * Differs: a Linux debugger doesn't count, programs would hand it exceptions that it can't take.
 * Source: learn.microsoft.com, debugapi/nf-debugapi-isdebuggerpresent
 */
BOOL WINAPI API(IsDebuggerPresent)(void)
{
    return FALSE;
}
EXPORT(kernel32, IsDebuggerPresent);
EXPORT_AS(kernelbase, "IsDebuggerPresent", IsDebuggerPresent);

/**
 * CheckRemoteDebuggerPresent() - whether a Windows debugger is attached to a process
 * @process: handle of this process
 * @present: written: FALSE
 *
 * Return: TRUE; FALSE with ERROR_INVALID_PARAMETER for a NULL.
 * Source: learn.microsoft.com, debugapi/nf-debugapi-checkremotedebuggerpresent
 */
BOOL WINAPI API(CheckRemoteDebuggerPresent)(HANDLE process, BOOL *present)
{
    if (!process || !present)
        return win32_fail(ERROR_INVALID_PARAMETER, FALSE);
    *present = FALSE;
    return TRUE;
}
EXPORT(kernel32, CheckRemoteDebuggerPresent);
EXPORT_AS(kernelbase, "CheckRemoteDebuggerPresent", CheckRemoteDebuggerPresent);

/* One record a call, without the line break that most programs end with. */
static void trace_text(const char *text)
{
    size_t length = strlen(text);

    while (length && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    TRACE(debug, INFO, "%.*s", (int)length, text);
}

/**
 * OutputDebugStringA(), OutputDebugStringW() - a text for a debugger
 * @text: NULL is ignored
 *
 * Shown with WINSHIM_TRACE=debug, else dropped.
 *
 * Source: learn.microsoft.com, debugapi/nf-debugapi-outputdebugstringa
 */
void WINAPI API(OutputDebugStringA)(LPCSTR text)
{
    if (text && trace_on(debug, INFO))
        trace_text(text);
}
EXPORT(kernel32, OutputDebugStringA);
EXPORT_AS(kernelbase, "OutputDebugStringA", OutputDebugStringA);

void WINAPI API(OutputDebugStringW)(LPCWSTR text)
{
    AUTOFREE char *utf8 = text && trace_on(debug, INFO) ? wide_dup_utf8(text) : NULL;

    if (utf8)
        trace_text(utf8);
}
EXPORT(kernel32, OutputDebugStringW);
EXPORT_AS(kernelbase, "OutputDebugStringW", OutputDebugStringW);
