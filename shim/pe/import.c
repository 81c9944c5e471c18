/* SPDX-License-Identifier: MIT */
/* import.c - walks import descriptors, opens the modules, fills in the address tables */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "shim/pe/import.h"
#include "shim/pe/loader.h"
#include "shim/pe/stub.h"
#include "shim/trace.h"

static void *address_of_import(struct module *module, const char *name, unsigned ordinal,
                               unsigned hint)
{
    struct image *image = image_of(module);

    if (image)
        return loader_symbol(image, name, ordinal, hint);
    return name ? module_symbol(module, name, WORLD_GUEST)
                : module_ordinal(module, ordinal, WORLD_GUEST);
}

static void *address_in_kernelbase(const char *name)
{
    struct module *module = module_find_builtin("kernelbase");

    return module ? module_symbol(module, name, WORLD_GUEST) : NULL;
}

static int bind_entry(struct image *image, struct module *module, const char *dll, uint64_t thunk,
                      uint64_t *slot)
{
    const char *name = NULL;
    unsigned ordinal = 0, hint = 0;
    void *address;

    if (IMAGE_SNAP_BY_ORDINAL64(thunk)) {
        ordinal = IMAGE_ORDINAL64(thunk);
    } else {
        const uint16_t *hint_at = image_at(image, (uint32_t)thunk, sizeof(uint16_t) + 1);

        if (thunk > UINT32_MAX || !hint_at)
            return -ENOEXEC;
        name = image_string(image, (uint32_t)thunk + sizeof(uint16_t));
        memcpy(&hint, hint_at, sizeof(uint16_t));
        if (!name)
            return -ENOEXEC;
    }
    address = address_of_import(module, name, ordinal, hint);
    if (!address && name && !strncasecmp(dll, "api-ms-win-core-", 16))
        address = address_in_kernelbase(name); /* what kernel32 lacks of a contract's functions */
    if (!address) {
        TRACE(loader, INFO, "%s: no module provides %s!%s (#%u)", image->module.name, dll,
              name ? name : "", ordinal);
        address = stub_new(image, dll, name, ordinal);
    }
    if (!address)
        return -ENOMEM;
    *slot = (uintptr_t)address;
    return 0;
}

static int bind_module(struct image *image, struct module *module,
                       const IMAGE_IMPORT_DESCRIPTOR *descriptor, const char *dll)
{
    uint32_t names =
        descriptor->OriginalFirstThunk ? descriptor->OriginalFirstThunk : descriptor->FirstThunk;

    for (uint32_t at = 0;; at += sizeof(uint64_t)) {
        const uint64_t *thunk = image_at(image, names + at, sizeof(*thunk));
        uint64_t *slot = image_at(image, descriptor->FirstThunk + at, sizeof(*slot));
        int result;

        if (!thunk || names + at < names)
            return -ENOEXEC;
        if (!*thunk)
            return 0;
        if (!slot || descriptor->FirstThunk + at < image->header.pe.headers_size)
            return -ENOEXEC;
        result = bind_entry(image, module, dll, *thunk, slot);
        if (result)
            return result;
    }
}

static int bind_descriptor(struct image *image, const IMAGE_IMPORT_DESCRIPTOR *descriptor,
                           struct pe_reason *reason)
{
    const char *dll = image_string(image, descriptor->Name);
    struct module *module;
    int result;

    if (!dll || !*dll)
        return pe_refuse(reason, "WS0222", "an import has no module name inside the image");
    result = loader_open_dependency(image, dll, &module, reason);
    if (result)
        return result;
    result = bind_module(image, module, descriptor, dll);
    if (result == -ENOEXEC)
        return pe_refuse(reason, "WS0222", "its imports from %s leave the image", dll);
    return result;
}

int import_bind(struct image *image, struct pe_reason *ret_reason)
{
    const struct pe_directory *directory = image_directory(image, IMAGE_DIRECTORY_ENTRY_IMPORT);

    /* The table ends with an empty descriptor; its size in the directory need not be right. */
    for (uint32_t rva = directory ? directory->rva : 0; directory;
         rva += sizeof(IMAGE_IMPORT_DESCRIPTOR)) {
        const IMAGE_IMPORT_DESCRIPTOR *at = image_at(image, rva, sizeof(*at));
        IMAGE_IMPORT_DESCRIPTOR descriptor;
        int result;

        if (!at)
            return pe_refuse(ret_reason, "WS0222", "its import directory leaves the image");
        memcpy(&descriptor, at, sizeof(descriptor));
        if (!descriptor.Name || !descriptor.FirstThunk)
            return 0;
        result = bind_descriptor(image, &descriptor, ret_reason);
        if (result)
            return result;
    }
    return 0;
}
