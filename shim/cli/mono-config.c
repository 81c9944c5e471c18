/* SPDX-License-Identifier: MIT */
/* mono-config.c - makes and caches a configuration for Mono, see mono-config.h */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "mono-config.h"

#define SYSTEM_CONFIG "/etc/mono/config"
#define COPY_PREFIX   "mono-config-"
#define OWN_MAP       "\n\t<dllmap dll=\"i:kernel32.dll\" target=\"kernel32.dll\"/>"

static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

/* The user's additions, which Mono reads after its own file unless MONO_CONFIG is set. */
static bool user_config(char path[PATH_MAX])
{
    const char *home = variable("HOME");

    return home && snprintf(path, PATH_MAX, "%s/.mono/config", home) < PATH_MAX;
}

/* What stands in another user's folder would tell Mono which libraries to load. */
static bool is_own_folder(const char *path)
{
    struct stat status;

    return !lstat(path, &status) && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
           !(status.st_mode & 022);
}

static bool make_folder(const char *folder)
{
    char path[PATH_MAX];

    snprintf(path, sizeof(path), "%s", folder);
    for (char *at = path + 1; *at; at++)
        if (*at == '/') {
            *at = '\0';
            mkdir(path, 0700);
            *at = '/';
        }
    return !mkdir(path, 0700) && is_own_folder(path);
}

/* The folders that may hold the copy, best first; false when there is no such one. */
static bool folder_at(int choice, char path[PATH_MAX])
{
    const char *base = NULL, *tail = "/winshim/cache";

    if (choice == 0 && (base = variable("WINSHIM_HOME")))
        tail = "/cache";
    else if (choice == 0 && !(base = variable("XDG_DATA_HOME")) && (base = variable("HOME")))
        tail = "/.local/share/winshim/cache";
    else if (choice == 1)
        base = variable("XDG_RUNTIME_DIR");
    else if (choice == 2)
        return snprintf(path, PATH_MAX, "/tmp/winshim-%u", (unsigned)geteuid()) < PATH_MAX;
    return base && *base == '/' && snprintf(path, PATH_MAX, "%s%s", base, tail) < PATH_MAX;
}

/* A name that changes when any of the originals does. */
static uint64_t fingerprint(uint64_t hash, const void *data, size_t length)
{
    for (const unsigned char *at = data; length--; at++)
        hash = (hash ^ *at) * 0x100000001b3u; /* FNV-1a */
    return hash;
}

static uint64_t fingerprint_of(uint64_t hash, const char *path, const struct stat *status)
{
    hash = fingerprint(hash, path, strlen(path) + 1);
    hash = fingerprint(hash, &status->st_mtim, sizeof(status->st_mtim));
    return fingerprint(hash, &status->st_size, sizeof(status->st_size));
}

static char *read_file(const char *path, size_t *ret_length)
{
    FILE *file = fopen(path, "re");
    char *text = NULL;
    size_t size = 0;
    ssize_t length = file ? getdelim(&text, &size, '\0', file) : -1;

    if (file)
        fclose(file);
    if (length < 0) {
        free(text);
        return NULL;
    }
    *ret_length = (size_t)length;
    return text;
}

/* Behind Mono's own map, where ours counts for every function that Mono's doesn't name. */
static const char *insertion_point(const char *text)
{
    const char *map = strcasestr(text, "\"i:kernel32.dll\"");
    const char *end = map ? strcasestr(map, "</dllmap>") : NULL;

    return end ? end + strlen("</dllmap>") : NULL;
}

static bool write_copy(FILE *copy, const char *source, const char *user)
{
    size_t length = 0, user_length = 0;
    char *text = read_file(source, &length), *more = user ? read_file(user, &user_length) : NULL;
    const char *point = text ? insertion_point(text) : NULL;
    size_t before = point ? (size_t)(point - text) : length;

    if (text) {
        fwrite(text, 1, before, copy);
        if (point)
            fputs(OWN_MAP, copy);
        fwrite(text + before, 1, length - before, copy);
    }
    if (more)
        fwrite(more, 1, user_length, copy);
    free(more);
    free(text);
    return text && !ferror(copy);
}

/* Written under another name first: Mono may be reading the copy that is there. */
static bool make_copy(const char *path, const char *source, const char *user)
{
    char temporary[PATH_MAX];
    FILE *copy;
    bool good;
    int fd;

    if (snprintf(temporary, sizeof(temporary), "%s.XXXXXX", path) >= (int)sizeof(temporary))
        return false;
    fd = mkostemp(temporary, O_CLOEXEC);
    copy = fd < 0 ? NULL : fdopen(fd, "w");
    if (!copy)
        return false;
    good = write_copy(copy, source, user);
    good = !fclose(copy) && good;
    if (good && !rename(temporary, path))
        return true;
    unlink(temporary);
    return false;
}

static bool is_copy(const char *path)
{
    const char *slash = strrchr(path, '/');

    return !strncmp(slash ? slash + 1 : path, COPY_PREFIX, strlen(COPY_PREFIX));
}

static bool export_from(const char *folder, uint64_t key, const char *source, const char *user)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof(path), "%s/" COPY_PREFIX "%016llx", folder,
                 (unsigned long long)key) >= (int)sizeof(path))
        return false;
    if (!is_own_folder(folder) && !make_folder(folder))
        return false;
    if (access(path, R_OK) && !make_copy(path, source, user))
        return false;
    return !setenv("MONO_CONFIG", path, 1);
}

void mono_config_export(void)
{
    const char *given = variable("MONO_CONFIG"), *source = given ? given : SYSTEM_CONFIG;
    char user[PATH_MAX], folder[PATH_MAX];
    struct stat status, user_status;
    bool has_user;
    uint64_t key;

    if (is_copy(source) || stat(source, &status))
        return;
    has_user = !given && user_config(user) && !stat(user, &user_status);
    key = fingerprint_of(0xcbf29ce484222325u, source, &status);
    if (has_user)
        key = fingerprint_of(key, user, &user_status);
    for (int choice = 0; choice < 3; choice++)
        if (folder_at(choice, folder) && export_from(folder, key, source, has_user ? user : NULL))
            return;
    cli_error(0, "WS0016",
              "no folder for Mono's corrected configuration: kernel32.dll will not be found on "
              "Mono; set WINSHIM_HOME to a folder that you may write");
}
