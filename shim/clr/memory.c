/* SPDX-License-Identifier: MIT */
/* memory.c - reads its own process as if it were another, so that a gap is an error code */
#include <errno.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory.h"
#include "metadata.h"

#define PAGE_BYTES  4096
#define BACK_LIMIT  (64u << 20)
#define SIZE_LIMIT  (256u << 20)
#define FILE_ALIGNS 16 /* a single-file program's assemblies; loaded bytes start at a page */

static bool read_memory(uintptr_t address, void *buffer, size_t size)
{
    struct iovec local = {buffer, size}, remote = {(void *)address, size};

    return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == (ssize_t)size;
}

/* How long the file is, by its sections; 0 when no PE file starts there. */
static size_t file_size(const uint8_t *head, size_t head_size)
{
    struct pe_section section;
    struct pe_reader pe;
    size_t size = 0, end;

    if (pe_open(&pe, head, head_size, PE_LAYOUT_FILE, NULL) < 0)
        return 0;
    for (unsigned i = 0; pe_section(&pe, i, &section) == 0; i++) {
        end = (size_t)section.file_offset + section.file_size;
        size = end > size ? end : size;
    }
    return size <= SIZE_LIMIT ? size : 0;
}

static bool holds_name(const void *copy, size_t size, size_t offset)
{
    struct clr_metadata metadata;
    const uint8_t *name = (const uint8_t *)copy + offset;

    return clr_metadata_open(&metadata, "memory", copy, size) == 0 &&
           name >= metadata.strings.data && name < metadata.strings.data + metadata.strings.size;
}

static int try_start(uintptr_t start, uintptr_t address, struct memory_image *ret_image)
{
    size_t head_size = PAGE_BYTES, size;
    uint8_t head[PAGE_BYTES];
    void *copy;

    if (address - start < head_size)
        head_size = address - start;
    if (!read_memory(start, head, head_size))
        return -ENOENT;
    size = file_size(head, head_size);
    if (size <= address - start)
        return -ENOENT;
    copy = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (copy == MAP_FAILED)
        return -ENOMEM;
    if (!read_memory(start, copy, size) || !holds_name(copy, size, address - start)) {
        munmap(copy, size);
        return -ENOENT;
    }
    *ret_image = (struct memory_image){start, copy, size};
    return 0;
}

static int search_page(uintptr_t page, uintptr_t address, struct memory_image *ret_image)
{
    uint8_t bytes[PAGE_BYTES];
    int result = -ENOENT;

    if (!read_memory(page, bytes, sizeof(bytes)))
        return -EFAULT;
    for (size_t at = PAGE_BYTES; at && result == -ENOENT;) {
        at -= FILE_ALIGNS;
        if (page + at < address && bytes[at] == 'M' && bytes[at + 1] == 'Z')
            result = try_start(page + at, address, ret_image);
    }
    return result;
}

int memory_find_image(const void *address, struct memory_image *ret_image)
{
    uintptr_t at = (uintptr_t)address, page = at & ~(uintptr_t)(PAGE_BYTES - 1);
    int result = -ENOENT;

    for (; result == -ENOENT && page && at - page < BACK_LIMIT; page -= PAGE_BYTES)
        result = search_page(page, at, ret_image);
    return result == -EFAULT ? -ENOENT : result;
}
