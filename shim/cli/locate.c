/* SPDX-License-Identifier: MIT */
/* locate.c - finds the other parts of the installation, or of the build tree */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "shim/cli/config.h"

/* The folder of the running executable, without the final slash. */
static bool own_folder(char folder[PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
    char *slash;

    if (length < 0)
        return false;
    folder[length] = '\0';
    slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    return slash != NULL;
}

/* The file in the build tree, or the installed one; NULL when there is neither. */
static char *locate(const char *build_tree, const char *installed, const char *leaf)
{
    char folder[PATH_MAX], path[PATH_MAX * 2];

    if (own_folder(folder)) {
        snprintf(path, sizeof(path), "%s/%s/%s", folder, build_tree, leaf);
        if (!access(path, R_OK))
            return realpath(path, NULL);
    }
    snprintf(path, sizeof(path), "%s/%s", installed, leaf);
    return access(path, R_OK) ? NULL : strdup(path);
}

static char *reported(char *path, const char *installed, const char *leaf)
{
    if (!path)
        cli_error(0, "WS0004", "%s is neither beside this command nor in %s: reinstall winshim",
                  leaf, installed);
    return path;
}

char *locate_preload(void)
{
    static const char leaf[] = "libwinshim-preload.so";

    return reported(locate("../preload", WINSHIM_LIBDIR, leaf), WINSHIM_LIBDIR, leaf);
}

char *locate_tool(void)
{
    static const char leaf[] = "winshim-tool";

    return reported(locate(".", WINSHIM_LIBEXECDIR, leaf), WINSHIM_LIBEXECDIR, leaf);
}

char *locate_exec(void)
{
    return locate(".", WINSHIM_LIBEXECDIR, "winshim-exec");
}
