/* SPDX-License-Identifier: MIT */
/* export.c - export directories of images (PE Format, "The .edata Section") */
#include <string.h>

#include "shim/pe/image.h"

static const IMAGE_EXPORT_DIRECTORY *exports_of(const struct image *image)
{
    const struct pe_directory *directory = image_directory(image, IMAGE_DIRECTORY_ENTRY_EXPORT);

    return directory ? image_at(image, directory->rva, sizeof(IMAGE_EXPORT_DIRECTORY)) : NULL;
}

static const DWORD *table_of(const struct image *image, DWORD rva, DWORD count, size_t entry_bytes)
{
    return count < 0x10000 ? image_at(image, rva, count * entry_bytes) : NULL;
}

static bool export_at(const struct image *image, const IMAGE_EXPORT_DIRECTORY *exports,
                      unsigned index, struct image_export *ret_export)
{
    const struct pe_directory *directory = image_directory(image, IMAGE_DIRECTORY_ENTRY_EXPORT);
    const DWORD *functions =
        table_of(image, exports->AddressOfFunctions, exports->NumberOfFunctions, sizeof(DWORD));
    DWORD rva;

    if (!functions || index >= exports->NumberOfFunctions)
        return false;
    rva = functions[index];
    if (!rva)
        return false;
    *ret_export = (struct image_export){0};
    if (rva - directory->rva < directory->size)
        ret_export->forwarder = image_string(image, rva);
    else
        ret_export->address = image_at(image, rva, 1);
    return ret_export->forwarder || ret_export->address;
}

bool image_export_by_ordinal(const struct image *image, unsigned ordinal,
                             struct image_export *ret_export)
{
    const IMAGE_EXPORT_DIRECTORY *exports = exports_of(image);

    return exports && ordinal >= exports->Base &&
           export_at(image, exports, ordinal - exports->Base, ret_export);
}

/* Names are sorted by byte value; @hint is tried first. */
static int find_name(const struct image *image, const DWORD *names, unsigned count,
                     const char *name, unsigned hint)
{
    unsigned low = 0, high = count;
    const char *text = hint < count ? image_string(image, names[hint]) : NULL;

    if (text && !strcmp(text, name))
        return (int)hint;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        int order;

        text = image_string(image, names[middle]);
        order = text ? strcmp(name, text) : -1;
        if (order == 0)
            return (int)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

bool image_export_by_name(const struct image *image, const char *name, unsigned hint,
                          struct image_export *ret_export)
{
    const IMAGE_EXPORT_DIRECTORY *exports = exports_of(image);
    const DWORD *names;
    const WORD *indexes;
    int found;

    if (!exports)
        return false;
    names = table_of(image, exports->AddressOfNames, exports->NumberOfNames, sizeof(DWORD));
    indexes = (const WORD *)table_of(image, exports->AddressOfNameOrdinals, exports->NumberOfNames,
                                     sizeof(WORD));
    if (!names || !indexes)
        return false;
    found = find_name(image, names, exports->NumberOfNames, name, hint);
    return found >= 0 && export_at(image, exports, indexes[found], ret_export);
}

const char *image_nearest_export(const struct image *image, const void *address, size_t *ret_offset)
{
    const IMAGE_EXPORT_DIRECTORY *exports = exports_of(image);
    const DWORD *names =
        exports ? table_of(image, exports->AddressOfNames, exports->NumberOfNames, sizeof(DWORD))
                : NULL;
    const WORD *indexes = exports ? (const WORD *)table_of(image, exports->AddressOfNameOrdinals,
                                                           exports->NumberOfNames, sizeof(WORD))
                                  : NULL;
    const char *nearest = NULL;

    for (DWORD i = 0; names && indexes && i < exports->NumberOfNames; i++) {
        struct image_export export;
        size_t offset;

        if (!export_at(image, exports, indexes[i], &export) || !export.address ||
            (const char *)export.address > (const char *)address)
            continue;
        offset = (size_t)((const char *)address - (const char *)export.address);
        if (!nearest || offset < *ret_offset) {
            nearest = image_string(image, names[i]);
            *ret_offset = offset;
        }
    }
    return nearest;
}
