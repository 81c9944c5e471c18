/* SPDX-License-Identifier: MIT */
/*
 * parameters.c - RTL_USER_PROCESS_PARAMETERS: what guest code finds in the PEB
 * about the process that it runs in
 *
 * The strings are those of the moment when guest code first ran; the functions
 * of kernel32 know later changes, this block does not.
 */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "shim/path.h"
#include "shim/peb.h"
#include "shim/wstr.h"
#include "winapi/console/console.h"
#include "winapi/environment/command_line.h"
#include "winapi/environment/environment.h"
#include "winapi/heap/heap.h"
#include "winapi/process/process.h"
#include "winapi/system/system.h"

#define NORMALIZED 1 /* Flags: the strings are pointers, not offsets */

static RTL_USER_PROCESS_PARAMETERS parameters;

/* The string stays the process's for good. */
static void set_string(UNICODE_STRING *string, const WCHAR *text)
{
    size_t bytes = wstr_length(text) * sizeof(WCHAR);

    if (bytes > 0xfffc)
        bytes = 0xfffc;
    string->Buffer = (WCHAR *)text;
    string->Length = (USHORT)bytes;
    string->MaximumLength = (USHORT)(bytes + sizeof(WCHAR));
}

static void set_path(UNICODE_STRING *string, const char *unix_path)
{
    WCHAR *windows;

    if (unix_path && !path_to_windows(unix_path, &windows))
        set_string(string, windows);
}

/* The current directory ends with a backslash here. */
static void set_directory(UNICODE_STRING *string)
{
    char unix_path[PATH_MAX];
    WCHAR *windows, *slashed;
    size_t length;

    if (!getcwd(unix_path, sizeof(unix_path)) || path_to_windows(unix_path, &windows))
        return;
    length = wstr_length(windows);
    slashed = realloc(windows, (length + 2) * sizeof(WCHAR));
    if (!slashed)
        return;
    if (length && slashed[length - 1] != '\\')
        slashed[length++] = '\\';
    slashed[length] = 0;
    set_string(string, slashed);
}

static void set_environment(void)
{
    size_t wchars;

    if (!environment_block(&parameters.Environment, &wchars))
        parameters.EnvironmentSize = wchars * sizeof(WCHAR);
}

static void set_handles(void)
{
    static const DWORD which[] = {STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};
    HANDLE *const places[] = {&parameters.hStdInput, &parameters.hStdOutput, &parameters.hStdError};

    for (size_t i = 0; i < ARRAY_LENGTH(which); i++)
        console_std_get(which[i], places[i]);
}

static void prepare(PEB *peb)
{
    parameters.AllocationSize = parameters.Size = sizeof(parameters);
    parameters.Flags = NORMALIZED;
    set_handles();
    set_directory(&parameters.CurrentDirectory.DosPath);
    set_string(&parameters.DllPath, SYSTEM_SYSTEM_DIRECTORY);
    set_path(&parameters.ImagePathName, command_line_program());
    set_string(&parameters.CommandLine, command_line());
    set_string(&parameters.WindowTitle, process_title());
    set_string(&parameters.Desktop, u"WinSta0\\Default");
    set_string(&parameters.ShellInfo, u"");
    set_environment();
    peb->ProcessParameters = &parameters;
    peb->ProcessHeap = (HANDLE)heap_process();
    peb->CSDVersion.Buffer = (WCHAR *)u"";
    peb->CSDVersion.MaximumLength = sizeof(WCHAR);
}

__attribute__((constructor)) static void init(void)
{
    peb_guest_hook(prepare);
}
