/* SPDX-License-Identifier: MIT */
/* relocate.c - base relocations (PE Format, "The .reloc Section") */
#include <errno.h>
#include <string.h>

#include "shim/pe/image.h"

static int relocate_one(struct image *image, uint32_t rva, unsigned type, int64_t delta)
{
    unsigned bytes = type == IMAGE_REL_BASED_DIR64 ? 8 : type == IMAGE_REL_BASED_HIGHLOW ? 4 : 2;
    uint64_t value = 0;
    void *at;

    if (type == IMAGE_REL_BASED_ABSOLUTE)
        return 0;
    if (type > IMAGE_REL_BASED_HIGHLOW && type != IMAGE_REL_BASED_DIR64)
        return -ENOTSUP;
    if (rva < image->header.pe.headers_size)
        return -ERANGE;
    at = image_at(image, rva, bytes);
    if (!at)
        return -ERANGE;
    memcpy(&value, at, bytes);
    value += (uint64_t)(type == IMAGE_REL_BASED_HIGH ? delta >> 16 : delta);
    memcpy(at, &value, bytes);
    return 0;
}

static int relocate_block(struct image *image, const char *block, uint32_t page_rva, uint32_t bytes,
                          int64_t delta)
{
    int result = 0;

    for (uint32_t at = sizeof(IMAGE_BASE_RELOCATION); at + 2 <= bytes && !result; at += 2) {
        uint16_t entry;

        memcpy(&entry, block + at, sizeof(entry));
        result = relocate_one(image, page_rva + (entry & 0xfff), entry >> 12, delta);
    }
    return result;
}

int image_relocate(struct image *image, int64_t delta, struct pe_reason *ret_reason)
{
    const struct pe_directory *directory = image_directory(image, IMAGE_DIRECTORY_ENTRY_BASERELOC);
    const char *table = directory ? image_at(image, directory->rva, directory->size) : NULL;
    uint32_t at = 0;

    if (delta == 0 || !directory)
        return 0;
    if (!table)
        return pe_refuse(ret_reason, "WS0220", "its relocation directory leaves the image");
    while (at + sizeof(IMAGE_BASE_RELOCATION) <= directory->size) {
        IMAGE_BASE_RELOCATION block;
        int result;

        memcpy(&block, table + at, sizeof(block));
        if (block.SizeOfBlock == 0)
            break;
        if (block.SizeOfBlock < sizeof(block) || block.SizeOfBlock > directory->size - at)
            return pe_refuse(ret_reason, "WS0220", "relocation block at 0x%x is malformed", at);
        result = relocate_block(image, table + at, block.VirtualAddress, block.SizeOfBlock, delta);
        if (result)
            return pe_refuse(ret_reason, "WS0220", "a relocation for 0x%x %s", block.VirtualAddress,
                             result == -ENOTSUP ? "has an unknown type" : "leaves the image");
        at += block.SizeOfBlock;
    }
    return 0;
}
