/* SPDX-License-Identifier: MIT */
/* path-home.c - WINSHIM_HOME and the folders behind drive letters, see path.h */
#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "message.h"
#include "path-internal.h"
#include "path.h"
#include "wstr.h"

static char *home, *drive_c, *drive_c_real; /* written once, under home_once */
static pthread_once_t home_once = PTHREAD_ONCE_INIT;

static char *join(const char *folder, const char *name)
{
    char *path;

    if (asprintf(&path, "%s/%s", folder, name) < 0)
        message_fatal("WS0150", "no memory for the name of WINSHIM_HOME");
    return path;
}

static const char *user_home(void)
{
    const char *value = getenv("HOME");
    struct passwd *user;

    if (value && *value == '/')
        return value;
    user = getpwuid(getuid());
    return user && user->pw_dir && *user->pw_dir == '/' ? user->pw_dir : "/tmp";
}

static char *choose_home(void)
{
    const char *value = getenv("WINSHIM_HOME");
    AUTOFREE char *here = NULL;

    if (value && *value == '/')
        return join(value, "");
    if (value && *value) {
        here = getcwd(NULL, 0);
        return join(here ? here : "", value);
    }
    value = getenv("XDG_DATA_HOME");
    if (value && *value == '/')
        return join(value, "winshim");
    return join(user_home(), ".local/share/winshim");
}

static int make_folders(char *path)
{
    for (char *at = path + 1; *at; at++)
        if (*at == '/') {
            *at = '\0';
            mkdir(path, 0700); /* a failure shows at the last component */
            *at = '/';
        }
    return mkdir(path, 0700) && errno != EEXIST ? -errno : 0;
}

static void home_init_once(void)
{
    AUTOFREE char *system = NULL;
    struct stat status;
    size_t length;
    int result;

    home = choose_home();
    length = strlen(home);
    while (length > 1 && home[length - 1] == '/')
        home[--length] = '\0';
    drive_c = join(home, "drive_c");
    system = join(drive_c, "windows/system32");
    if (stat(system, &status)) {
        result = make_folders(system);
        if (result)
            message_warn("WS0150", "can't make %s: %s", system, strerror(-result));
    }
    drive_c_real = realpath(drive_c, NULL);
}

const char *path_home(void)
{
    pthread_once(&home_once, home_init_once);
    return home;
}

static int copy_root(const char *root, char **ret_root)
{
    char *copy = strdup(root);

    if (!copy)
        return -ENOMEM;
    *ret_root = copy;
    return 0;
}

int path_drive_root(unsigned letter, char **ret_root)
{
    AUTOFREE char *root = NULL;
    struct stat status;

    letter = (unsigned)tolower((int)letter);
    if (letter == 'z')
        return copy_root("", ret_root);
    path_home();
    if (letter == 'c')
        return copy_root(drive_c, ret_root);
    if (asprintf(&root, "%s/dosdevices/%c:", home, letter) < 0) {
        root = NULL;
        return -ENOMEM;
    }
    if (stat(root, &status) || !S_ISDIR(status.st_mode))
        return ENGINE_WIN32(ERROR_PATH_NOT_FOUND);
    return copy_root(root, ret_root);
}

static const char *below(const char *folder, const char *path)
{
    size_t length = folder ? strlen(folder) : 0;

    if (!length || strncmp(path, folder, length))
        return NULL;
    return path[length] == '\0' || path[length] == '/' ? path + length : NULL;
}

const char *path_below_drive_c(const char *unix_path)
{
    const char *rest;

    path_home();
    rest = below(drive_c, unix_path);
    return rest ? rest : below(drive_c_real, unix_path);
}
