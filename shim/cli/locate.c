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

static char *locate(const char *build_tree, const char *installed, const char *leaf)
{
    char folder[PATH_MAX], path[PATH_MAX * 2];

    if (own_folder(folder)) {
        snprintf(path, sizeof(path), "%s/%s/%s", folder, build_tree, leaf);
        if (!access(path, R_OK))
            return realpath(path, NULL);
    }
    snprintf(path, sizeof(path), "%s/%s", installed, leaf);
    if (!access(path, R_OK))
        return strdup(path);
    cli_error(0, "WS0004", "%s is neither beside %s nor in %s: reinstall winshim", leaf, folder,
              installed);
    return NULL;
}

char *locate_preload(void)
{
    return locate("../preload", WINSHIM_LIBDIR, "libwinshim-preload.so");
}

char *locate_tool(void)
{
    return locate(".", WINSHIM_LIBEXECDIR, "winshim-tool");
}
