/* SPDX-License-Identifier: MIT */
/* dll-directory.c - see dll-directory.h */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dll-directory.h"
#include "path.h"
#include "wstr.h"

struct folder {
    struct folder *next;
    char *unix_path;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct folder *folders; /* lock */
static WCHAR *set_folder;      /* lock; NULL: none */
static DWORD default_flags;    /* lock */

static bool is_absolute(const WCHAR *path)
{
    bool drive = ((path[0] | 32) >= 'a' && (path[0] | 32) <= 'z') && path[1] == ':';

    return path[0] == '/' || (path[0] == '\\' && path[1] == '\\') ||
           (drive && (path[2] == '\\' || path[2] == '/'));
}

static void folder_free(struct folder *folder)
{
    if (folder)
        free(folder->unix_path);
    free(folder);
}

int dll_directory_add(const WCHAR *path, void **ret_cookie)
{
    struct folder *folder;
    struct stat status;

    if (!path || !is_absolute(path))
        return -EINVAL;
    folder = calloc(1, sizeof(*folder));
    if (!folder)
        return -ENOMEM;
    if (path_to_unix(path, &folder->unix_path) || stat(folder->unix_path, &status) ||
        !S_ISDIR(status.st_mode)) {
        folder_free(folder);
        return -ENOENT;
    }
    pthread_mutex_lock(&lock);
    folder->next = folders;
    folders = folder;
    pthread_mutex_unlock(&lock);
    *ret_cookie = folder;
    return 0;
}

int dll_directory_remove(void *cookie)
{
    struct folder *found = NULL;

    pthread_mutex_lock(&lock);
    for (struct folder **at = &folders; *at; at = &(*at)->next)
        if (*at == cookie) {
            found = *at;
            *at = found->next;
            break;
        }
    pthread_mutex_unlock(&lock);
    folder_free(found);
    return found ? 0 : -EINVAL;
}

int dll_directory_set(const WCHAR *path)
{
    WCHAR *copy = path && *path ? wstr_dup(path) : NULL;

    if (path && *path && !copy)
        return -ENOMEM;
    pthread_mutex_lock(&lock);
    free(set_folder);
    set_folder = copy;
    pthread_mutex_unlock(&lock);
    return 0;
}

WCHAR *dll_directory_get(void)
{
    WCHAR *copy;

    pthread_mutex_lock(&lock);
    copy = wstr_dup(set_folder ? set_folder : u"");
    pthread_mutex_unlock(&lock);
    return copy;
}

int dll_directory_set_default(DWORD flags)
{
    const DWORD known = LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_USER_DIRS |
                        LOAD_LIBRARY_SEARCH_SYSTEM32 | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS;

    if (!flags || (flags & ~known))
        return -EINVAL;
    pthread_mutex_lock(&lock);
    default_flags = flags;
    pthread_mutex_unlock(&lock);
    return 0;
}

DWORD dll_directory_default(void)
{
    DWORD flags;

    pthread_mutex_lock(&lock);
    flags = default_flags;
    pthread_mutex_unlock(&lock);
    return flags;
}

/* A copy of the n-th folder, as a visitor may load a module whose code changes the list. */
static char *nth_folder(size_t n)
{
    struct folder *folder;
    char *copy;

    pthread_mutex_lock(&lock);
    for (folder = folders; folder && n; folder = folder->next)
        n--;
    copy = folder ? strdup(folder->unix_path) : NULL;
    pthread_mutex_unlock(&lock);
    return copy;
}

bool dll_directory_visit(bool (*visit)(void *context, const char *folder, size_t length),
                         void *context)
{
    AUTOFREE WCHAR *set = dll_directory_get();
    AUTOFREE char *unix_path = NULL;
    bool done = set && *set && !path_to_unix(set, &unix_path) &&
                visit(context, unix_path, strlen(unix_path));

    for (size_t n = 0; !done; n++) {
        AUTOFREE char *folder = nth_folder(n);

        if (!folder)
            break;
        done = visit(context, folder, strlen(folder));
    }
    return done;
}
