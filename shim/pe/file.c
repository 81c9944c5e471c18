/* SPDX-License-Identifier: MIT */
/* file.c - opens PE files and checks their headers, see file.h */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"

/* Headers larger than this are no linker's work. */
#define HEADERS_MAX 0x10000u

int pe_refuse(struct pe_reason *reason, const char *code, const char *format, ...)
{
    va_list list;

    reason->code = code;
    va_start(list, format);
    vsnprintf(reason->text, sizeof(reason->text), format, list);
    va_end(list);
    return -ENOEXEC;
}

static bool has_directory(const struct pe_reader *pe, unsigned index)
{
    struct pe_directory directory;

    return !pe_directory(pe, index, &directory);
}

/* A managed assembly is the runtime's to load; one with native code too (C++/CLI) is nobody's. */
static int check_managed(const struct pe_reader *pe, struct pe_reason *reason)
{
    if (!has_directory(pe, IMAGE_DIRECTORY_ENTRY_COM_DESCRIPTOR))
        return 0;
    if (has_directory(pe, IMAGE_DIRECTORY_ENTRY_EXPORT) ||
        has_directory(pe, IMAGE_DIRECTORY_ENTRY_TLS))
        return pe_refuse(reason, "WS0214",
                         "it is a mixed-mode (C++/CLI) assembly, which needs Windows' own runtime: "
                         "move its native code to a plain DLL and call that");
    return pe_refuse(reason, "WS0215",
                     "it is a managed assembly: run it with mono or dotnet (winshim run does)");
}

static int check_machine(const struct pe_reader *pe, struct pe_reason *reason)
{
    switch (pe->machine) {
    case IMAGE_FILE_MACHINE_AMD64:
        return pe->is_64 ? 0 : pe_refuse(reason, "WS0216", "it is for x64 with a 32-bit header");
    case IMAGE_FILE_MACHINE_I386:
        return pe_refuse(reason, "WS0211",
                         "it is a 32-bit x86 image and winshim loads 64-bit (x64) ones: "
                         "get the x64 build");
    case IMAGE_FILE_MACHINE_ARM64:
        return pe_refuse(reason, "WS0212",
                         "it is an ARM64 image and winshim loads x64 ones: get the x64 build");
    default:
        return pe_refuse(reason, "WS0213", "it is for machine 0x%04x; winshim loads x64 images",
                         pe->machine);
    }
}

static int check_image(struct pe_file *file, struct pe_reason *reason)
{
    const struct pe_reader *pe = &file->pe;
    uint32_t alignment = pe->section_alignment;

    if (alignment < PE_PAGE || (alignment & (alignment - 1)))
        return pe_refuse(reason, "WS0216", "section alignment 0x%x can't be mapped", alignment);
    if (pe->image_size == 0 || pe->image_size > 0x7ffff000u)
        return pe_refuse(reason, "WS0216", "image size 0x%x is out of range", pe->image_size);
    if (pe->headers_size == 0 || pe->headers_size > file->file_bytes ||
        pe->headers_size > pe->image_size)
        return pe_refuse(reason, "WS0216", "its headers (0x%x bytes) are not in the file",
                         pe->headers_size);
    if (pe->entry_rva >= pe->image_size)
        return pe_refuse(reason, "WS0216", "its entry point 0x%x lies outside the image",
                         pe->entry_rva);
    if (pe->image_base & 0xffff)
        return pe_refuse(reason, "WS0216", "its base 0x%llx is not aligned to 64 KiB",
                         (unsigned long long)pe->image_base);
    file->image_bytes = (pe->image_size + PE_PAGE - 1) & ~(PE_PAGE - 1);
    return 0;
}

static int check_section(struct pe_section *section, const struct pe_file *file,
                         uint32_t *lowest_rva, struct pe_reason *reason)
{
    uint32_t room;
    uint64_t end;

    if (!section->virtual_size)
        section->virtual_size = section->file_size;
    if (!section->file_offset)
        section->file_size = 0;
    end = (uint64_t)section->rva + section->virtual_size;
    if (section->rva & (PE_PAGE - 1) || section->rva < *lowest_rva || end > file->image_bytes)
        return pe_refuse(reason, "WS0217",
                         "section %s (0x%x, 0x%x bytes) overlaps another or leaves the image",
                         section->name, section->rva, section->virtual_size);
    if ((uint64_t)section->file_offset + section->file_size > file->file_bytes)
        return pe_refuse(reason, "WS0217", "section %s reaches beyond the file: it is truncated",
                         section->name);
    *lowest_rva = (uint32_t)((end + PE_PAGE - 1) & ~(uint64_t)(PE_PAGE - 1));
    room = *lowest_rva - section->rva;
    if (section->file_size > room)
        section->file_size = room;
    return 0;
}

static int check_sections(struct pe_file *file, struct pe_reason *reason)
{
    uint32_t lowest_rva = (file->pe.headers_size + PE_PAGE - 1) & ~(PE_PAGE - 1);
    struct pe_section section;

    for (unsigned i = 0; !pe_section(&file->pe, i, &section); i++) {
        int result = check_section(&section, file, &lowest_rva, reason);

        if (result)
            return result;
        if (section.virtual_size)
            file->sections[file->section_count++] = section;
    }
    return 0;
}

static int check_headers(struct pe_file *file, const void *headers, size_t bytes,
                         struct pe_reason *reason)
{
    const char *why = "";
    int result = pe_open(&file->pe, headers, bytes, PE_LAYOUT_FILE, &why);

    if (result)
        return pe_refuse(reason, "WS0210", "it is no Windows image: %s", why);
    result = check_managed(&file->pe, reason);
    if (!result)
        result = check_machine(&file->pe, reason);
    if (!result)
        result = check_image(file, reason);
    if (!result)
        result = check_sections(file, reason);
    file->pe.data = NULL;
    file->pe.size = 0;
    return result;
}

static int read_headers(struct pe_file *file, struct pe_reason *reason)
{
    unsigned char headers[HEADERS_MAX];
    struct stat info;
    ssize_t got;

    if (file->fd < 0 || fstat(file->fd, &info))
        return -errno;
    if (!S_ISREG(info.st_mode))
        return S_ISDIR(info.st_mode) ? -EISDIR : -EACCES;
    file->file_bytes = (size_t)info.st_size;
    got = pread(file->fd, headers, sizeof(headers), 0);
    return got < 0 ? -errno : check_headers(file, headers, (size_t)got, reason);
}

int pe_file_open(const char *path, struct pe_file *ret_file, struct pe_reason *ret_reason)
{
    struct pe_file file = {.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)};
    int result = read_headers(&file, ret_reason);

    if (result && result != -ENOEXEC)
        pe_refuse(ret_reason, "WS0218", "it can't be read: %s", strerror(-result));
    if (result)
        pe_file_close(&file);
    else
        *ret_file = file;
    return result;
}

void pe_file_close(struct pe_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}
