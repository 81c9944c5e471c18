/* SPDX-License-Identifier: MIT */
/* standard.c - see standard.h */
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shim/path.h"
#include "shim/wstr.h"
#include "standard.h"
#include "winapi/system/system.h"

static void user_home(char *ret_path, size_t size)
{
    const char *home = getenv("HOME");
    struct passwd entry, *found = NULL;
    char buffer[4096];

    if (!home || *home != '/') {
        getpwuid_r(geteuid(), &entry, buffer, sizeof(buffer), &found);
        home = found ? found->pw_dir : "/";
    }
    snprintf(ret_path, size, "%s", home);
}

WCHAR *standard_windows_path(const char *unix_path)
{
    WCHAR *path = NULL;

    return path_to_windows(unix_path, &path) < 0 ? NULL : path;
}

static WCHAR *profile(void)
{
    char home[4096];

    user_home(home, sizeof(home));
    return standard_windows_path(home);
}

/* "Z:" of the profile. */
static WCHAR *profile_drive(void)
{
    WCHAR *path = profile();

    if (path && path[0] && path[1])
        path[2] = 0;
    return path;
}

static WCHAR *profile_path(void)
{
    AUTOFREE WCHAR *path = profile();

    return path && path[0] && path[1] ? wstr_dup(path + 2) : NULL;
}

/* A folder of the XDG base directory specification. */
static WCHAR *xdg_folder(const char *variable, const char *fallback)
{
    const char *set = getenv(variable);
    char home[4096], path[4200];

    if (set && *set == '/')
        return standard_windows_path(set);
    user_home(home, sizeof(home));
    snprintf(path, sizeof(path), "%s%s", home, fallback);
    return standard_windows_path(path);
}

static WCHAR *roaming(void)
{
    return xdg_folder("XDG_CONFIG_HOME", "/.config");
}

static WCHAR *local(void)
{
    return xdg_folder("XDG_DATA_HOME", "/.local/share");
}

static WCHAR *temporary(void)
{
    const char *set = getenv("TMPDIR");

    return standard_windows_path(set && *set == '/' ? set : "/tmp");
}

static WCHAR *computer(void)
{
    WCHAR *name = NULL;

    return system_get_name(ComputerNameNetBIOS, &name) < 0 ? NULL : name;
}

static WCHAR *user(void)
{
    WCHAR *name = NULL;

    return system_get_user(&name) < 0 ? NULL : name;
}

static WCHAR *number(const char *format, unsigned value)
{
    char text[16];

    snprintf(text, sizeof(text), format, value);
    return utf8_dup_wide(text);
}

static WCHAR *processors(void)
{
    SYSTEM_INFO info;

    system_get_processors(&info);
    return number("%u", info.dwNumberOfProcessors);
}

static WCHAR *processor_level(void)
{
    SYSTEM_INFO info;

    system_get_processors(&info);
    return number("%u", info.wProcessorLevel);
}

static WCHAR *processor_revision(void)
{
    SYSTEM_INFO info;

    system_get_processors(&info);
    return number("%04x", info.wProcessorRevision);
}

static const struct {
    const char *name;
    const char *text; /* or */
    WCHAR *(*make)(void);
} variables[] = {
    {"ALLUSERSPROFILE", "C:\\ProgramData", NULL},
    {"APPDATA", NULL, roaming},
    {"CommonProgramFiles", "C:\\Program Files\\Common Files", NULL},
    {"COMPUTERNAME", NULL, computer},
    {"ComSpec", "C:\\windows\\system32\\cmd.exe", NULL},
    {"HOMEDRIVE", NULL, profile_drive},
    {"HOMEPATH", NULL, profile_path},
    {"LOCALAPPDATA", NULL, local},
    {"NUMBER_OF_PROCESSORS", NULL, processors},
    {"OS", "Windows_NT", NULL},
    {"PATHEXT", ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC", NULL},
    {"PROCESSOR_ARCHITECTURE", "AMD64", NULL},
    {"PROCESSOR_LEVEL", NULL, processor_level},
    {"PROCESSOR_REVISION", NULL, processor_revision},
    {"ProgramData", "C:\\ProgramData", NULL},
    {"ProgramFiles", "C:\\Program Files", NULL},
    {"PUBLIC", "C:\\users\\Public", NULL},
    {"SystemDrive", "C:", NULL},
    {"SystemRoot", "C:\\windows", NULL},
    {"TEMP", NULL, temporary},
    {"TMP", NULL, temporary},
    {"USERNAME", NULL, user},
    {"USERPROFILE", NULL, profile},
    {"windir", "C:\\windows", NULL},
};

const char *standard_name(size_t index)
{
    return index < ARRAY_LENGTH(variables) ? variables[index].name : NULL;
}

WCHAR *standard_variable(const WCHAR *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(variables); i++)
        if (wstr_equal_ascii(name, variables[i].name))
            return variables[i].text ? utf8_dup_wide(variables[i].text) : variables[i].make();
    return NULL;
}
