/* SPDX-License-Identifier: MIT */
/* map.c - reserves an image's addresses, copies its sections, sets their protection */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "shim/pe/image.h"
#include "shim/trace.h"

#define GRANULARITY 0x10000u /* Windows places images on 64 KiB */

#ifndef PR_SET_VMA
#    define PR_SET_VMA           0x53564d41
#    define PR_SET_VMA_ANON_NAME 0
#endif

static uint32_t page_up(uint32_t bytes)
{
    return (bytes + PE_PAGE - 1) & ~(PE_PAGE - 1);
}

static bool must_stay(const struct pe_file *file)
{
    return file->pe.characteristics & IMAGE_FILE_RELOCS_STRIPPED ||
           !file->pe.directories[IMAGE_DIRECTORY_ENTRY_BASERELOC].rva;
}

/* The kernel's own choice is random to the page; align it to Windows' granularity. */
static void *reserve_anywhere(size_t bytes)
{
    char *raw = mmap(NULL, bytes + GRANULARITY, PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    char *base;

    if (raw == MAP_FAILED)
        return NULL;
    base = (char *)(((uintptr_t)raw + GRANULARITY - 1) & ~(uintptr_t)(GRANULARITY - 1));
    if (base > raw)
        munmap(raw, (size_t)(base - raw));
    if (raw + GRANULARITY > base)
        munmap(base + bytes, (size_t)(raw + GRANULARITY - base));
    return base;
}

static void *reserve_at(uint64_t base, size_t bytes)
{
    void *at = mmap((void *)(uintptr_t)base, bytes, PROT_NONE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);

    if (at == MAP_FAILED)
        return NULL;
    if (at != (void *)(uintptr_t)base) {
        munmap(at, bytes);
        return NULL;
    }
    return at;
}

static int read_whole(int fd, char *to, size_t bytes, uint32_t offset)
{
    while (bytes) {
        ssize_t got = pread(fd, to, bytes, offset);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 ? -errno : -EIO;
        to += got;
        offset += (uint32_t)got;
        bytes -= (size_t)got;
    }
    return 0;
}

/* The headers come from the file itself, so that /proc/self/maps shows its name. */
static int map_headers(const struct pe_file *file, char *base)
{
    if (mmap(base, page_up(file->pe.headers_size), PROT_READ, MAP_PRIVATE | MAP_FIXED, file->fd,
             0) == MAP_FAILED)
        return -errno;
    return 0;
}

static int copy_sections(const struct pe_file *file, char *base)
{
    for (unsigned i = 0; i < file->section_count; i++) {
        const struct pe_section *section = &file->sections[i];
        int result;

        if (mprotect(base + section->rva, page_up(section->virtual_size), PROT_READ | PROT_WRITE))
            return -errno;
        result =
            read_whole(file->fd, base + section->rva, section->file_size, section->file_offset);
        if (result)
            return result;
    }
    return 0;
}

/* Shown as [anon:NAME]; a kernel without the feature just shows no name. */
static void name_mapping(const struct image *image)
{
    prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME, image->module.base, image->module.size_bytes,
          image->module.name);
}

static const char *leaf_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static struct image *image_new(const struct pe_file *file, const char *path)
{
    struct image *image = calloc(1, sizeof(*image));

    if (!image)
        return NULL;
    image->header = *file;
    image->header.fd = -1;
    image->path = strdup(path);
    image->module.kind = MODULE_IMAGE;
    image->module.name = strdup(leaf_of(path));
    if (image->path && image->module.name)
        return image;
    image_free(image);
    return NULL;
}

static int place(struct image *image, const struct pe_file *file, struct pe_reason *reason)
{
    void *base = must_stay(file) ? reserve_at(file->pe.image_base, file->image_bytes)
                                 : reserve_anywhere(file->image_bytes);

    if (!base && must_stay(file))
        return pe_refuse(reason, "WS0219",
                         "it has no relocations and its base 0x%llx is taken by something else",
                         (unsigned long long)file->pe.image_base);
    if (!base)
        return -ENOMEM;
    image->module.base = base;
    image->module.size_bytes = file->image_bytes;
    return 0;
}

int image_map(const struct pe_file *file, const char *path, struct image **ret_image,
              struct pe_reason *ret_reason)
{
    struct image *image = image_new(file, path);
    int result;

    if (!image)
        return -ENOMEM;
    result = place(image, file, ret_reason);
    if (!result)
        result = map_headers(file, image->module.base);
    if (!result)
        result = copy_sections(file, image->module.base);
    if (!result)
        result = image_relocate(
            image, (int64_t)((uintptr_t)image->module.base - file->pe.image_base), ret_reason);
    if (result) {
        if (result != -ENOEXEC)
            pe_refuse(ret_reason, "WS0218", "it can't be mapped: %s", strerror(-result));
        image_free(image);
        return result;
    }
    name_mapping(image);
    *ret_image = image;
    return 0;
}

/* A section that asks for both is executable only: W and X never come together. */
static int protection_of(const struct pe_section *section)
{
    int protection = section->characteristics & IMAGE_SCN_MEM_READ ? PROT_READ : PROT_NONE;

    if (section->characteristics & IMAGE_SCN_MEM_EXECUTE)
        return protection | PROT_READ | PROT_EXEC;
    if (section->characteristics & IMAGE_SCN_MEM_WRITE)
        return protection | PROT_READ | PROT_WRITE;
    return protection;
}

int image_protect(struct image *image)
{
    for (unsigned i = 0; i < image->header.section_count; i++) {
        const struct pe_section *section = &image->header.sections[i];

        if ((section->characteristics & IMAGE_SCN_MEM_EXECUTE) &&
            (section->characteristics & IMAGE_SCN_MEM_WRITE))
            TRACE(loader, WARN,
                  "%s: section %s wants to be writable and executable; it is not "
                  "writable",
                  image->module.name, section->name);
        if (mprotect((char *)image->module.base + section->rva, page_up(section->virtual_size),
                     protection_of(section)))
            return -errno;
    }
    return 0;
}

void image_free(struct image *image)
{
    if (!image)
        return;
    if (image->module.base)
        munmap(image->module.base, image->module.size_bytes);
    free(image->dependencies);
    free(image->windows_path);
    free(image->module.name);
    free(image->path);
    free(image);
}

/* A section without any right is no place to read from, once it has its protection. */
static bool has_rights(const struct pe_section *section)
{
    return section->characteristics &
           (IMAGE_SCN_MEM_READ | IMAGE_SCN_MEM_WRITE | IMAGE_SCN_MEM_EXECUTE);
}

void *image_at(const struct image *image, uint32_t rva, size_t bytes)
{
    const struct pe_file *header = &image->header;
    uint64_t end = (uint64_t)rva + bytes;

    if (end <= header->pe.headers_size)
        return (char *)image->module.base + rva;
    for (unsigned i = 0; i < header->section_count; i++) {
        const struct pe_section *section = &header->sections[i];

        if (rva >= section->rva && has_rights(section) &&
            end <= section->rva + (uint64_t)page_up(section->virtual_size))
            return (char *)image->module.base + rva;
    }
    return NULL;
}

static size_t bytes_from(const struct image *image, uint32_t rva)
{
    const struct pe_file *header = &image->header;

    if (rva < header->pe.headers_size)
        return header->pe.headers_size - rva;
    for (unsigned i = 0; i < header->section_count; i++) {
        const struct pe_section *section = &header->sections[i];
        uint32_t end = section->rva + page_up(section->virtual_size);

        if (rva >= section->rva && rva < end && has_rights(section))
            return end - rva;
    }
    return 0;
}

const char *image_string(const struct image *image, uint32_t rva)
{
    size_t room = bytes_from(image, rva);
    const char *text = (const char *)image->module.base + rva;

    return room && memchr(text, '\0', room) ? text : NULL;
}

const struct pe_directory *image_directory(const struct image *image, unsigned index)
{
    const struct pe_directory *directory = &image->header.pe.directories[index];

    return directory->rva && directory->size ? directory : NULL;
}
