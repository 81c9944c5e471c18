/* SPDX-License-Identifier: MIT */
/* search.c - search order for module files, see search.h */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "shim/dll-directory.h"
#include "shim/path.h"
#include "shim/pe/search.h"
#include "shim/wstr.h"

static char *program_folder; /* set before the first load */

void search_set_program_folder(const char *unix_folder)
{
    free(program_folder);
    program_folder = strdup(unix_folder);
}

/* ---- overrides -------------------------------------------------------------------------- */

static size_t stem_length(const char *name, size_t length)
{
    return length > 4 && !strncasecmp(name + length - 4, ".dll", 4) ? length - 4 : length;
}

static bool lists_name(const char *names, size_t length, const char *name)
{
    size_t wanted = stem_length(name, strlen(name));

    while (length) {
        const char *comma = memchr(names, ',', length);
        size_t word = comma ? (size_t)(comma - names) : length;
        size_t stem = stem_length(names, word);

        if ((stem == wanted && !strncasecmp(names, name, stem)) || (word == 1 && *names == '*'))
            return true;
        names += word + (comma != NULL);
        length -= word + (comma != NULL);
    }
    return false;
}

static struct search_order parse_order(const char *words, size_t length)
{
    struct search_order order = {0};

    for (size_t i = 0; i < length; i++) {
        if (words[i] == 'b' && !order.builtin) {
            order.builtin = true;
            order.builtin_first = !order.native;
        } else if (words[i] == 'n') {
            order.native = true;
        }
        i += strcspn(words + i, ",;");
    }
    return order;
}

struct search_order search_order_of(const char *name)
{
    const char *list = getenv("WINSHIM_OVERRIDES");

    while (list && *list) {
        size_t length = strcspn(list, ";");
        const char *equals = memchr(list, '=', length);

        if (equals && lists_name(list, (size_t)(equals - list), name))
            return parse_order(equals + 1, length - (size_t)(equals + 1 - list));
        list += length + (list[length] == ';');
    }
    return (struct search_order){.builtin_first = true, .builtin = true, .native = true};
}

/* ---- files ------------------------------------------------------------------------------ */

static char *find_in_folder(const char *folder, size_t length, const char *leaf)
{
    char *path = NULL;
    struct dirent *entry;
    DIR *directory;

    if (asprintf(&path, "%.*s/%s", (int)length, folder, leaf) < 0)
        return NULL;
    if (!access(path, F_OK))
        return path;
    path[length] = '\0';
    directory = opendir(path);
    free(path);
    path = NULL;
    while (directory && !path && (entry = readdir(directory)))
        if (!strcasecmp(entry->d_name, leaf) &&
            asprintf(&path, "%.*s/%s", (int)length, folder, entry->d_name) < 0)
            path = NULL;
    if (directory)
        closedir(directory);
    return path;
}

struct places {
    const char *leaf;
    char *found;
    char searched[1024];
    size_t used;
};

static bool look_in(struct places *places, const char *folder, size_t length)
{
    if (places->found || !length)
        return places->found != NULL;
    if (places->used + length + 2 < sizeof(places->searched))
        places->used += (size_t)snprintf(places->searched + places->used,
                                         sizeof(places->searched) - places->used, "%s%.*s",
                                         places->used ? ", " : "", (int)length, folder);
    places->found = find_in_folder(folder, length, places->leaf);
    return places->found != NULL;
}

static bool look_in_added(void *context, const char *folder, size_t length)
{
    return look_in(context, folder, length);
}

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) : 0;
}

static void look_everywhere(struct places *places, const struct image *requester)
{
    const char *list = getenv("WINSHIM_DLLPATH");
    char system[4096];

    if (requester && look_in(places, requester->path, folder_length(requester->path)))
        return;
    if (program_folder && look_in(places, program_folder, strlen(program_folder)))
        return;
    if (dll_directory_visit(look_in_added, places))
        return;
    while (list && *list) {
        size_t length = strcspn(list, ":");

        if (look_in(places, list, length))
            return;
        list += length + (list[length] == ':');
    }
    snprintf(system, sizeof(system), "%s/drive_c/windows/system32", path_home());
    look_in(places, system, strlen(system));
}

static int search_bare(const char *name, const struct image *requester, char **ret_path,
                       char **ret_searched)
{
    struct places places = {0};
    char leaf[260];

    if (snprintf(leaf, sizeof(leaf), "%s%s", name, strchr(name, '.') ? "" : ".dll") >=
        (int)sizeof(leaf))
        return -ENAMETOOLONG;
    places.leaf = leaf;
    look_everywhere(&places, requester);
    if (ret_searched)
        *ret_searched = strdup(places.searched);
    if (!places.found)
        return -ENOENT;
    *ret_path = places.found;
    return 0;
}

int search_file(const char *name, const struct image *requester, char **ret_path,
                char **ret_searched)
{
    AUTOFREE WCHAR *wide = NULL;
    char *path = NULL;
    int result;

    if (!strpbrk(name, "/\\:"))
        return search_bare(name, requester, ret_path, ret_searched);
    wide = path_dup_wide(name);
    if (!wide)
        return -ENOMEM;
    result = path_to_unix(wide, &path);
    if (ret_searched)
        *ret_searched = strdup(path ? path : name);
    if (!result && access(path, F_OK))
        result = -errno;
    if (result)
        free(path);
    else
        *ret_path = path;
    return result;
}
