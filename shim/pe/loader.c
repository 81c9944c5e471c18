/* SPDX-License-Identifier: MIT */
/* loader.c - the graph of images: open, attach, notices, detach, unload; see loader.h */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shim/error.h"
#include "shim/path.h"
#include "shim/pe/import.h"
#include "shim/pe/loader.h"
#include "shim/pe/search.h"
#include "shim/pe/stub.h"
#include "shim/pe/tls.h"
#include "shim/trace.h"

#define FORWARD_DEPTH 16

typedef BOOL(GUEST_CALL *dll_main_function)(HINSTANCE, DWORD, void *);

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static struct image *first, *last; /* lock: in load order */
static struct image *program;      /* set once */
static unsigned opening;           /* lock: depth of opens under way; nothing is swept then */

void loader_lock(void)
{
    pthread_mutex_lock(&lock);
}

void loader_unlock(void)
{
    pthread_mutex_unlock(&lock);
}

struct image *loader_program(void)
{
    return program;
}

/* ---- the list of images ----------------------------------------------------------------- */

static void list_add(struct image *image)
{
    image->previous = last;
    if (last)
        last->next = image;
    else
        first = image;
    last = image;
    module_add(&image->module);
}

static void list_remove(struct image *image)
{
    module_remove(&image->module);
    if (image->previous)
        image->previous->next = image->next;
    else
        first = image->next;
    if (image->next)
        image->next->previous = image->previous;
    else
        last = image->previous;
    image->next = image->previous = NULL;
}

static struct image *find_path(const char *path)
{
    for (struct image *image = first; image; image = image->next)
        if (!strcmp(image->path, path))
            return image;
    return NULL;
}

/* ---- notices ---------------------------------------------------------------------------- */

static BOOL call_dll_main(struct image *image, DWORD reason, void *reserved)
{
    dll_main_function entry =
        (dll_main_function)((char *)image->module.base + image->header.pe.entry_rva);

    if (!image->header.pe.entry_rva || image->is_program ||
        !(image->header.pe.characteristics & IMAGE_FILE_DLL))
        return TRUE;
    TRACE(loader, DEBUG, "%s: DllMain, reason %u", image->module.name, (unsigned)reason);
    return entry(image->module.base, reason, reserved);
}

static int attach(struct image *image, void *reserved, struct pe_reason *reason)
{
    if (image->state != IMAGE_BOUND || image->no_resolve)
        return 0;
    image->state = IMAGE_ATTACHING;
    for (size_t i = 0; i < image->dependency_count; i++) {
        struct image *dependency = image_of(image->dependencies[i]);
        int result = dependency ? attach(dependency, reserved, reason) : 0;

        if (result)
            return result;
    }
    tls_run_callbacks(image, DLL_PROCESS_ATTACH);
    if (!call_dll_main(image, DLL_PROCESS_ATTACH, reserved)) {
        call_dll_main(image, DLL_PROCESS_DETACH, NULL);
        image->state = IMAGE_DETACHED;
        pe_refuse(reason, "WS0223", "the DllMain of %s refused to start", image->module.name);
        return ENGINE_WIN32(ERROR_DLL_INIT_FAILED);
    }
    image->state = IMAGE_ATTACHED;
    return 0;
}

static void detach(struct image *image, void *reserved)
{
    if (image->state != IMAGE_ATTACHED)
        return;
    image->state = IMAGE_DETACHED;
    call_dll_main(image, DLL_PROCESS_DETACH, reserved);
    tls_run_callbacks(image, DLL_PROCESS_DETACH);
}

void loader_thread_attach(void)
{
    loader_lock();
    tls_add_thread(teb_current());
    for (struct image *image = first; image; image = image->next)
        if (image->state == IMAGE_ATTACHED && !image->no_resolve) {
            tls_run_callbacks(image, DLL_THREAD_ATTACH);
            if (!image->no_thread_notices)
                call_dll_main(image, DLL_THREAD_ATTACH, NULL);
        }
    loader_unlock();
}

void loader_thread_detach(void)
{
    loader_lock();
    for (struct image *image = last; image; image = image->previous)
        if (image->state == IMAGE_ATTACHED && !image->no_resolve) {
            if (!image->no_thread_notices)
                call_dll_main(image, DLL_THREAD_DETACH, NULL);
            tls_run_callbacks(image, DLL_THREAD_DETACH);
        }
    tls_remove_thread(teb_current());
    loader_unlock();
}

void loader_process_detach(void)
{
    loader_lock();
    for (struct image *image = last; image; image = image->previous)
        detach(image, (void *)1);
    loader_unlock();
}

/* ---- unload ----------------------------------------------------------------------------- */

static void mark(struct image *image)
{
    if (!image || image->marked)
        return;
    image->marked = true;
    for (size_t i = 0; i < image->dependency_count; i++)
        mark(image_of(image->dependencies[i]));
}

static void unload(struct image *image)
{
    TRACE(loader, INFO, "%s is unloaded", image->module.name);
    list_remove(image);
    tls_remove_image(image);
    stub_free_all(image);
    image_free(image);
}

/* What no open module needs any more goes, circles included: first all notices, last to first. */
static void sweep(void)
{
    for (struct image *image = first; image; image = image->next)
        image->marked = false;
    for (struct image *image = first; image; image = image->next)
        if (image->module.references || image->is_program)
            mark(image);
    for (struct image *image = last; image; image = image->previous)
        if (!image->marked)
            detach(image, NULL);
    for (struct image *image = last, *previous; image; image = previous) {
        previous = image->previous;
        if (!image->marked)
            unload(image);
    }
}

void loader_close(struct module *module)
{
    struct image *image = image_of(module);

    if (!image)
        return; /* builtins stay */
    loader_lock();
    if (image->module.references && --image->module.references == 0 && opening == 0)
        sweep();
    loader_unlock();
}

/* ---- load ------------------------------------------------------------------------------- */

static int bind(struct image *image, struct pe_reason *reason)
{
    int result = tls_add_image(image, reason);

    if (!result && !image->no_resolve)
        result = import_bind(image, reason);
    if (!result)
        result = image_protect(image);
    if (!result)
        image->state = IMAGE_BOUND;
    return result;
}

static int load_file(const char *path, unsigned flags, bool is_program, struct image **ret_image,
                     struct pe_reason *reason)
{
    struct image *image;
    struct pe_file file;
    int result = pe_file_open(path, &file, reason);

    if (result)
        return result;
    result = image_map(&file, path, &image, reason);
    pe_file_close(&file);
    if (result)
        return result;
    image->no_resolve = flags & LOADER_NO_RESOLVE;
    image->is_program = is_program;
    list_add(image);
    TRACE(loader, INFO, "%s is mapped at %p from %s", image->module.name, image->module.base, path);
    result = bind(image, reason);
    if (!result)
        *ret_image = image;
    return result; /* a failed one is swept */
}

static int explain_missing(const char *name, struct module *requester, const char *searched,
                           struct pe_reason *reason)
{
    pe_refuse(reason, "WS0224", "%s, wanted by %s, was not found; searched: %s", name,
              requester ? requester->name : "the program", searched ? searched : "nowhere");
    return -ENOENT;
}

static int open_file(const char *name, struct module *requester, unsigned flags,
                     struct module **ret_module, struct pe_reason *reason)
{
    char *path = NULL, *searched = NULL;
    int result = search_file(name, image_of(requester), &path, &searched);
    struct image *image = result ? NULL : find_path(path);

    if (result == -ENOENT)
        explain_missing(name, requester, searched, reason);
    else if (result)
        pe_refuse(reason, "WS0225", "%s is no path that can be opened", name);
    if (!image && !result)
        result = load_file(path, flags, false, &image, reason);
    if (!result)
        *ret_module = &image->module;
    free(path);
    free(searched);
    return result;
}

static const char *leaf_of(const char *name)
{
    const char *leaf = name;

    for (; *name; name++)
        if (*name == '/' || *name == '\\')
            leaf = name + 1;
    return leaf;
}

static int open_unlocked(const char *name, struct module *requester, unsigned flags,
                         struct module **ret_module, struct pe_reason *reason)
{
    struct search_order order = search_order_of(leaf_of(name));
    struct module *module = leaf_of(name) == name ? module_find_image(name) : NULL;
    int result = -ENOENT;

    if (!module && order.builtin && order.builtin_first)
        module = module_find_builtin(leaf_of(name));
    if (!module && order.native)
        result = open_file(name, requester, flags, &module, reason);
    if (!module && result == -ENOENT && order.builtin)
        module = module_find_builtin(leaf_of(name));
    if (!module && result == -ENOENT && requester && order.builtin)
        module = module_find_system(leaf_of(name));
    if (!module)
        return result;
    *ret_module = module;
    return 0;
}

/* Images loaded for one that failed are swept, those that others need stay. */
static int open_and_attach(const char *name, struct module *requester, unsigned flags,
                           struct module **ret_module, struct pe_reason *reason)
{
    int result;

    opening++;
    result = open_unlocked(name, requester, flags, ret_module, reason);
    if (!result && image_of(*ret_module)) {
        (*ret_module)->references++;
        if (opening == 1)
            result = attach(image_of(*ret_module), NULL, reason);
        if (result)
            (*ret_module)->references--;
    }
    opening--;
    if (result && opening == 0)
        sweep();
    return result;
}

int loader_open(const char *name, struct module *requester, unsigned flags,
                struct module **ret_module, struct pe_reason *ret_reason)
{
    struct module *module = NULL;
    int result;

    loader_lock();
    result = open_and_attach(name, requester, flags, &module, ret_reason);
    loader_unlock();
    if (!result)
        *ret_module = module;
    return result;
}

static int add_dependency(struct image *image, struct module *module)
{
    struct module **grown;

    for (size_t i = 0; i < image->dependency_count; i++)
        if (image->dependencies[i] == module)
            return 0;
    grown = realloc(image->dependencies, (image->dependency_count + 1) * sizeof(*grown));
    if (!grown)
        return -ENOMEM;
    image->dependencies = grown;
    grown[image->dependency_count++] = module;
    return 0;
}

int loader_open_dependency(struct image *image, const char *name, struct module **ret_module,
                           struct pe_reason *ret_reason)
{
    int result;

    loader_lock();
    opening++;
    result = open_unlocked(name, &image->module, 0, ret_module, ret_reason);
    if (!result)
        result = add_dependency(image, *ret_module);
    opening--;
    if (!result && opening == 0 && image->state == IMAGE_ATTACHED && image_of(*ret_module))
        result = attach(image_of(*ret_module), NULL, ret_reason);
    loader_unlock();
    return result;
}

static void set_program_folder(const char *path)
{
    char folder[4096];
    const char *slash = strrchr(path, '/');

    snprintf(folder, sizeof(folder), "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    search_set_program_folder(folder);
}

int loader_load_program(const char *path, struct image **ret_image, struct pe_reason *ret_reason)
{
    struct image *image = NULL;
    int result;

    loader_lock();
    set_program_folder(path);
    opening++;
    result = load_file(path, 0, true, &image, ret_reason);
    opening--;
    if (!result) {
        program = image;
        result = attach(image, (void *)1, ret_reason);
    }
    loader_unlock();
    if (!result)
        *ret_image = image;
    return result;
}

/* ---- symbols ---------------------------------------------------------------------------- */

static void *follow(struct image *image, const char *name, unsigned ordinal, unsigned hint,
                    int depth);

static void *follow_forwarder(struct image *from, const char *forwarder, int depth)
{
    const char *dot = strrchr(forwarder, '.');
    struct pe_reason reason;
    struct module *module;
    char dll[260];
    void *address;

    if (!dot ||
        snprintf(dll, sizeof(dll), "%.*s", (int)(dot - forwarder), forwarder) >= (int)sizeof(dll))
        return NULL;
    if (loader_open_dependency(from, dll, &module, &reason))
        return NULL;
    if (image_of(module))
        address = dot[1] == '#' ? follow(image_of(module), NULL, (unsigned)atoi(dot + 2), 0, depth)
                                : follow(image_of(module), dot + 1, 0, 0, depth);
    else
        address = dot[1] == '#' ? module_ordinal(module, (unsigned)atoi(dot + 2), WORLD_GUEST)
                                : module_symbol(module, dot + 1, WORLD_GUEST);
    return address;
}

static void *follow(struct image *image, const char *name, unsigned ordinal, unsigned hint,
                    int depth)
{
    struct image_export export;
    bool found = name ? image_export_by_name(image, name, hint, &export)
                      : image_export_by_ordinal(image, ordinal, &export);

    if (!found || depth == 0)
        return NULL;
    return export.forwarder ? follow_forwarder(image, export.forwarder, depth - 1) : export.address;
}

void *loader_symbol(struct image *image, const char *name, unsigned ordinal, unsigned hint)
{
    return follow(image, name, ordinal, hint, FORWARD_DEPTH);
}
