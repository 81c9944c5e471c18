/* SPDX-License-Identifier: MIT */
/* library.c - finds, loads and names modules, see library.h */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "apiset.h"
#include "builtin.h"
#include "dll-directory.h"
#include "error.h"
#include "library.h"
#include "path.h"
#include "pe/loader.h"
#include "program-path.h"
#include "trace.h"
#include "upcase.h"
#include "wstr.h"

#define PINNED (UINT_MAX / 2)

static const char system_folder[] = "C:\\windows\\system32\\";

/* ---- the program ------------------------------------------------------------------------ */

static struct module *stand_in; /* written once, under stand_in_once */
static pthread_once_t stand_in_once = PTHREAD_ONCE_INIT;

static const char *leaf_of(const char *path)
{
    const char *leaf = path;

    for (; *path; path++)
        if (*path == '/' || *path == '\\' || (*path == ':' && path == leaf + 1))
            leaf = path + 1;
    return leaf;
}

static void stand_in_init_once(void)
{
    struct module *module = builtin_new("");
    char *name = strdup(leaf_of(program_path()));

    if (!module || !name) {
        free(name);
        return; /* the few bytes of a module stay behind when memory is out */
    }
    free(module->name);
    module->name = name;
    module->references = 1;
    module_add(module);
    stand_in = module;
}

struct module *library_program(void)
{
    struct image *image = loader_program();

    if (image)
        return &image->module;
    pthread_once(&stand_in_once, stand_in_init_once);
    return stand_in;
}

struct module *library_of_handle(const void *handle)
{
    return handle ? module_of_handle((const void *)((uintptr_t)handle & ~(uintptr_t)3))
                  : library_program();
}

/* ---- names ------------------------------------------------------------------------------ */

int library_file_name(struct module *module, WCHAR **ret_path)
{
    struct image *image = image_of(module);
    AUTOFREE char *text = NULL;

    if (image && image->windows_path) {
        *ret_path = wstr_dup(image->windows_path);
        return *ret_path ? 0 : -ENOMEM;
    }
    if (image || module == stand_in)
        return path_to_windows(image ? image->path : program_path(), ret_path);
    if (asprintf(&text, "%s%s", system_folder, module->name) < 0) {
        text = NULL;
        return -ENOMEM;
    }
    *ret_path = utf8_dup_wide(text);
    return *ret_path ? 0 : -ENOMEM;
}

static bool always_loaded(const char *leaf)
{
    static const char *const names[] = {"ntdll",    "kernel32", "kernelbase", "user32",
                                        "advapi32", "msvcrt",   "ucrtbase"};
    const char *host = apiset_host(leaf);
    size_t length;

    if (host)
        leaf = host;
    length = strlen(leaf);
    if (length > 4 && !strcasecmp(leaf + length - 4, ".dll"))
        length -= 4;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (length == strlen(names[i]) && !strncasecmp(leaf, names[i], length))
            return true;
    return false;
}

static struct module *find_leaf(const char *leaf)
{
    struct module *program = library_program();
    size_t length = strlen(leaf);

    if (program && !strcasecmp(leaf, program->name))
        return program;
    if (!length || leaf[length - 1] == '.')
        return NULL; /* a name without an extension: no module of ours has one */
    return always_loaded(leaf) ? module_find_system(leaf) : module_loaded(leaf);
}

struct module *library_find(const WCHAR *name)
{
    AUTOFREE char *text = wide_dup_utf8(name);
    AUTOFREE WCHAR *full = NULL, *own = NULL;
    struct module *module;

    if (!name)
        return library_program();
    module = text ? find_leaf(leaf_of(text)) : NULL;
    if (!module || leaf_of(text) == text)
        return module;
    if (path_full(name, &full) || library_file_name(module, &own))
        return NULL;
    return wstr_compare_upper(full, own) ? NULL : module;
}

/* ---- loading ---------------------------------------------------------------------------- */

static int open_named(const char *name, DWORD flags, struct module **ret_module)
{
    const DWORD data = DONT_RESOLVE_DLL_REFERENCES | LOAD_LIBRARY_AS_DATAFILE |
                       LOAD_LIBRARY_AS_DATAFILE_EXCLUSIVE | LOAD_LIBRARY_AS_IMAGE_RESOURCE;
    struct pe_reason reason = {.code = "", .text = ""};
    int result = loader_open(name, NULL, flags & data ? LOADER_NO_RESOLVE : 0, ret_module, &reason);

    TRACE(loader, INFO, "LoadLibrary %s: %s (%d)", name, result ? reason.text : "loaded", result);
    if (result == -ENOEXEC)
        return ENGINE_WIN32(ERROR_BAD_EXE_FORMAT);
    if (!result || result == -ENOMEM || result == -EACCES ||
        result == ENGINE_WIN32(ERROR_DLL_INIT_FAILED))
        return result;
    return ENGINE_WIN32(ERROR_MOD_NOT_FOUND);
}

struct wanted {
    const char *leaf;
    DWORD flags;
    struct module *module;
    int result;
};

/* Try one folder; true ends the search: found, or there but no good. */
static bool try_folder(void *context, const char *folder, size_t length)
{
    struct wanted *wanted = context;
    AUTOFREE char *path = NULL;

    if (asprintf(&path, "%.*s/%s%s", (int)length, folder, wanted->leaf,
                 strchr(wanted->leaf, '.') ? "" : ".dll") < 0) {
        path = NULL;
        wanted->result = -ENOMEM;
        return true;
    }
    wanted->result = open_named(path, wanted->flags, &wanted->module);
    return wanted->result != ENGINE_WIN32(ERROR_MOD_NOT_FOUND);
}

/* With LOAD_LIBRARY_SEARCH_* only the groups named are searched. */
static int open_searched(const char *leaf, DWORD search, DWORD flags, struct module **ret_module)
{
    struct wanted wanted = {leaf, flags, NULL, ENGINE_WIN32(ERROR_MOD_NOT_FOUND)};
    const char *program = program_path(), *program_leaf = leaf_of(program);
    AUTOFREE char *system = NULL;
    bool done = false;

    if (search & LOAD_LIBRARY_SEARCH_DEFAULT_DIRS)
        search |= LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_USER_DIRS |
                  LOAD_LIBRARY_SEARCH_SYSTEM32;
    if (search & LOAD_LIBRARY_SEARCH_APPLICATION_DIR && program_leaf > program)
        done = try_folder(&wanted, program, (size_t)(program_leaf - program - 1));
    if (!done && search & LOAD_LIBRARY_SEARCH_USER_DIRS)
        done = dll_directory_visit(try_folder, &wanted);
    if (!done && search & LOAD_LIBRARY_SEARCH_SYSTEM32 &&
        asprintf(&system, "%s/drive_c/windows/system32", path_home()) > 0)
        try_folder(&wanted, system, strlen(system));
    if (!wanted.result)
        *ret_module = wanted.module;
    return wanted.result;
}

int library_open(const WCHAR *name, DWORD flags, struct module **ret_module)
{
    const DWORD groups = LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_USER_DIRS |
                         LOAD_LIBRARY_SEARCH_SYSTEM32 | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS;
    AUTOFREE char *text = wide_dup_path(name);
    DWORD search = flags & groups ? flags & groups : dll_directory_default();
    size_t length;

    if (!text)
        return -ENOMEM;
    length = strlen(text);
    if (length && text[length - 1] == '.' && strchr(text, '.') != text + length - 1)
        text[length - 1] = '\0'; /* it has an extension, nothing would be appended anyway */
    if (!*leaf_of(text))
        return ENGINE_WIN32(ERROR_MOD_NOT_FOUND);
    if (leaf_of(text) != text || !search || module_find(text))
        return open_named(text, flags, ret_module);
    return open_searched(text, search, flags, ret_module);
}

void library_ref(struct module *module, bool pin)
{
    if (!image_of(module))
        return;
    loader_lock();
    if (pin)
        module->references = PINNED;
    else
        module->references++;
    loader_unlock();
}
