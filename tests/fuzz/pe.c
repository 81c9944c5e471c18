/* SPDX-License-Identifier: MIT */
/*
 * pe.c - fuzz target: everything that reads a PE file before any of its code runs
 *
 * The file is opened, mapped and relocated, its TLS directory and imports are
 * read and bound, its sections protected, its exports walked.
 */
#include <stdlib.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "shim/pe/image.h"
#include "shim/pe/import.h"
#include "shim/pe/loader.h"
#include "shim/pe/stub.h"
#include "shim/pe/tls.h"
#include "shim/seh/function-table.h"

/* Real images are given as files. */
const uint8_t *fuzz_seed(unsigned index, size_t *ret_size)
{
    static const uint8_t short_one[] = {'M', 'Z', 0, 0};

    *ret_size = sizeof(short_one);
    return index == 0 ? short_one : NULL;
}

static void walk_exports(struct image *image)
{
    static const char *const names[] = {"leaf_note", "by_name", "to_itself", "", "zzz"};
    struct image_export export;
    size_t offset;

    for (unsigned i = 0; i < ARRAY_LENGTH(names); i++)
        image_export_by_name(image, names[i], i, &export);
    for (unsigned i = 0; i < 20; i++)
        image_export_by_ordinal(image, i, &export);
    image_nearest_export(image, (char *)image->module.base + 0x1010, &offset);
}

static void look_inside(struct image *image)
{
    struct pe_reason reason;
    uintptr_t base;

    if (!tls_add_image(image, &reason))
        import_bind(image, &reason);
    if (image_protect(image))
        abort();
    walk_exports(image);
    module_add(&image->module);
    function_table_lookup((uintptr_t)image->module.base + 0x1010, &base);
    module_remove(&image->module);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct pe_reason reason = {"", ""};
    struct image *image = NULL;
    struct pe_file file;
    char path[64];
    int fd = memfd_create("fuzz.dll", MFD_CLOEXEC);

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    if (!pe_file_open(path, &file, &reason)) {
        image_map(&file, path, &image, &reason);
        pe_file_close(&file);
    }
    if (!image && !*reason.code)
        abort(); /* a refusal without a reason */
    if (image) {
        look_inside(image);
        tls_remove_image(image);
        stub_free_all(image);
        image_free(image);
    }
    close(fd);
    return 0;
}
