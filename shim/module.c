/* SPDX-License-Identifier: MIT */
/*
 * module.c - the module table and its look-ups, see module.h
 *
 * Builtins are made on first request and never leave the table, so pointers to
 * them stay valid; their export lists are immutable.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "apiset.h"
#include "builtin.h"
#include "known-exports.h"
#include "module.h"
#include "pe/loader.h"
#include "trace.h"

static pthread_mutex_t module_lock = PTHREAD_MUTEX_INITIALIZER;
static struct module *modules; /* module_lock */

static size_t stem_length(const char *name)
{
    size_t length = strlen(name);

    if (length > 4 && !strcasecmp(name + length - 4, ".dll"))
        return length - 4;
    return length;
}

static bool same_stem(const char *a, const char *b)
{
    size_t length = stem_length(a);

    return length == stem_length(b) && !strncasecmp(a, b, length);
}

static struct module *find_locked(const char *name, enum module_kind kind)
{
    for (struct module *module = modules; module; module = module->next)
        if (module->kind == kind && same_stem(module->name, name))
            return module;
    return NULL;
}

bool module_builtin_name(const char *name, char *ret_name, size_t size)
{
    const char *host = apiset_host(name);

    if (host)
        name = host;
    for (const char *const *builtin = module_builtin_names(); *builtin; builtin++)
        if (same_stem(*builtin, name) && strlen(*builtin) < size) {
            strcpy(ret_name, *builtin);
            return true;
        }
    return false;
}

/* The first request makes the builtin. */
static struct module *builtin_locked(const char *name)
{
    struct module *module = find_locked(name, MODULE_BUILTIN);

    if (module)
        return module;
    module = builtin_new(name);
    if (!module)
        return NULL;
    module->references = 1;
    module->next = modules;
    modules = module;
    TRACE(module, INFO, "%s is builtin, at %p", module->name, module->base);
    return module;
}

struct module *module_find_builtin(const char *name)
{
    struct module *module = NULL;
    char builtin[64];

    if (!module_builtin_name(name, builtin, sizeof(builtin)))
        return NULL;
    pthread_mutex_lock(&module_lock);
    module = builtin_locked(builtin);
    pthread_mutex_unlock(&module_lock);
    return module;
}

static const char *known_name(const char *name)
{
    const char *host = apiset_host(name);

    for (size_t i = 0; i < known_export_count; i++)
        if (same_stem(known_exports[i].module, host ? host : name))
            return known_exports[i].module;
    return NULL;
}

struct module *module_find_system(const char *name)
{
    struct module *module = module_find_builtin(name);
    const char *known = module ? NULL : known_name(name);

    if (!known)
        return module;
    pthread_mutex_lock(&module_lock);
    module = builtin_locked(known);
    pthread_mutex_unlock(&module_lock);
    return module;
}

struct module *module_find_image(const char *name)
{
    struct module *module;

    pthread_mutex_lock(&module_lock);
    module = find_locked(name, MODULE_IMAGE);
    pthread_mutex_unlock(&module_lock);
    return module;
}

struct module *module_loaded(const char *name)
{
    struct module *module = module_find_image(name);
    char builtin[64];

    if (module || !module_builtin_name(name, builtin, sizeof(builtin)))
        return module;
    pthread_mutex_lock(&module_lock);
    module = find_locked(builtin, MODULE_BUILTIN);
    pthread_mutex_unlock(&module_lock);
    return module;
}

struct module *module_find(const char *name)
{
    struct module *module = module_find_image(name);

    return module ? module : module_find_builtin(name);
}

void module_add(struct module *module)
{
    pthread_mutex_lock(&module_lock);
    module->next = modules;
    modules = module;
    pthread_mutex_unlock(&module_lock);
}

void module_remove(struct module *module)
{
    pthread_mutex_lock(&module_lock);
    for (struct module **at = &modules; *at; at = &(*at)->next)
        if (*at == module) {
            *at = module->next;
            break;
        }
    pthread_mutex_unlock(&module_lock);
}

struct module *module_of_handle(const void *handle)
{
    struct module *module = module_of_address(handle);

    return module && module->base == handle ? module : NULL;
}

struct module *module_of_address(const void *address)
{
    struct module *module;

    pthread_mutex_lock(&module_lock);
    for (module = modules; module; module = module->next)
        if ((uintptr_t)address - (uintptr_t)module->base < module->size_bytes)
            break;
    pthread_mutex_unlock(&module_lock);
    return module;
}

static int by_name(const void *name, const void *entry)
{
    return strcmp(name, ((const struct builtin_export *)entry)->name);
}

/* Guests get the slot inside the module's own image, hosts the function itself. */
static void *entry_for(struct module *module, const struct builtin_export *export, enum world world)
{
    if (!export || export->kind == EXPORT_STUB || !export->entry[world])
        return NULL;
    if (world == WORLD_GUEST && export->kind == EXPORT_FUNCTION)
        return builtin_slot(module, export);
    return (void *)export->entry[world];
}

void *module_symbol(struct module *module, const char *name, enum world world)
{
    if (module->kind == MODULE_IMAGE)
        return world == WORLD_GUEST ? loader_symbol(image_of(module), name, 0, 0) : NULL;
    return entry_for(
        module,
        bsearch(name, module->exports, module->export_count, sizeof(*module->exports), by_name),
        world);
}

void *module_ordinal(struct module *module, unsigned ordinal, enum world world)
{
    if (module->kind == MODULE_IMAGE)
        return world == WORLD_GUEST ? loader_symbol(image_of(module), NULL, ordinal, 0) : NULL;
    for (size_t i = 0; i < module->export_count; i++)
        if (module->exports[i].ordinal == ordinal)
            return entry_for(module, &module->exports[i], world);
    return NULL;
}

static const struct builtin_export *export_at(const struct module *module, const void *address,
                                              const void **ret_start)
{
    for (size_t i = 0; i < module->export_count; i++) {
        const struct builtin_export *export = &module->exports[i];
        const char *slot = builtin_slot(module, export);

        if (export->entry[WORLD_HOST] == address || export->entry[WORLD_GUEST] == address) {
            *ret_start = address;
            return export;
        }
        if (export->kind == EXPORT_FUNCTION && (const char *)address >= slot &&
            (const char *)address < slot + BUILTIN_SLOT_BYTES) {
            *ret_start = slot;
            return export;
        }
    }
    return NULL;
}

/* The library that this file is part of: entries of builtins lie in no other place. */
extern const char __ehdr_start[] HIDDEN, _end[] HIDDEN;

struct module *module_describe(const void *address, const struct builtin_export **ret_export,
                               const void **ret_start)
{
    bool ours = (const char *)address >= __ehdr_start && (const char *)address < _end;
    const struct builtin_export *export = NULL;
    const void *start = NULL;
    struct module *module;

    pthread_mutex_lock(&module_lock);
    for (module = modules; module; module = module->next) {
        bool inside = (uintptr_t)address - (uintptr_t)module->base < module->size_bytes;

        if ((inside || ours) && module->kind == MODULE_BUILTIN)
            export = export_at(module, address, &start);
        if (inside || export)
            break;
    }
    pthread_mutex_unlock(&module_lock);
    if (module) {
        *ret_export = export;
        *ret_start = start;
    }
    return module;
}
