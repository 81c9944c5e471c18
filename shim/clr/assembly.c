/* SPDX-License-Identifier: MIT */
/* assembly.c - opens assemblies and keeps their bytes, see assembly.h */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assembly.h"
#include "shim/message.h"

#define FILE_SIZE_MOST 0x7fffffff

/*
 * The file is mapped, not read: of a large assembly only the pages of a few tables are touched.
 * Someone who cuts the file short while the program runs breaks the CLR's own mapping as well.
 */
static int map_file(const char *path, const void **ret_data, size_t *ret_size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    char magic[2] = "";
    struct stat status;
    void *data;

    if (fd < 0)
        return -errno;
    if (fstat(fd, &status) || !S_ISREG(status.st_mode) || status.st_size > FILE_SIZE_MOST ||
        pread(fd, magic, 2, 0) != 2 || memcmp(magic, "MZ", 2)) {
        close(fd);
        return -ENOEXEC;
    }
    data = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (data == MAP_FAILED)
        return -errno;
    *ret_data = data;
    *ret_size = (size_t)status.st_size;
    return 0;
}

void clr_assembly_free(struct clr_assembly *assembly)
{
    if (!assembly)
        return;
    if (assembly->metadata.pe.data)
        munmap((void *)assembly->metadata.pe.data, assembly->size_bytes);
    free(assembly->path);
    free(assembly);
}

int clr_assembly_new(const char *path, const void *data, size_t size,
                     struct clr_assembly **ret_assembly)
{
    struct clr_assembly *assembly = calloc(1, sizeof(*assembly));
    int result;

    if (assembly)
        assembly->path = strdup(path);
    if (!assembly || !assembly->path) {
        munmap((void *)data, size);
        free(assembly);
        return -ENOMEM;
    }
    assembly->size_bytes = size;
    assembly->file_name = strrchr(assembly->path, '/');
    assembly->file_name = assembly->file_name ? assembly->file_name + 1 : assembly->path;
    result = clr_metadata_open(&assembly->metadata, assembly->file_name, data, size);
    if (result == -EINVAL)
        message_warn("WS0171", "%s; its P/Invokes stay unknown", assembly->metadata.error);
    if (result < 0) {
        assembly->metadata.pe.data = data; /* what assembly_free() unmaps */
        clr_assembly_free(assembly);
        return result;
    }
    *ret_assembly = assembly;
    return 0;
}

int clr_assembly_open(const char *path, struct clr_assembly **ret_assembly)
{
    const void *data = NULL;
    size_t size = 0;
    int result = map_file(path, &data, &size);

    return result < 0 ? result : clr_assembly_new(path, data, size, ret_assembly);
}
