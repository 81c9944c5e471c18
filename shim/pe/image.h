/* SPDX-License-Identifier: MIT */
/*
 * image.h - a PE file mapped into the process, and bounded access to what lies in it
 *
 * An image's contents may be hostile: every look into it goes through
 * image_at() or image_string(), which know its headers and sections.
 */
#ifndef WINSHIM_PE_IMAGE_H
#define WINSHIM_PE_IMAGE_H

#include "shim/module.h"
#include "shim/pe/file.h"

struct stub_page;

enum image_state {
    IMAGE_MAPPED,    /* sections writable, nothing bound */
    IMAGE_BOUND,     /* imports bound, final protection */
    IMAGE_ATTACHING, /* its DllMain runs, or those of its dependencies */
    IMAGE_ATTACHED,
    IMAGE_DETACHED,
};

struct image {
    struct module module;  /* base and size_bytes are the mapping */
    struct pe_file header; /* checked; its descriptor is closed */
    char *path;            /* Unix path of the file */
    WCHAR *windows_path;
    struct image *next; /* loader lock: images in load order */
    struct image *previous;
    enum image_state state;       /* loader lock */
    struct module **dependencies; /* loader lock: what it imports from and forwards to */
    size_t dependency_count;      /* loader lock */
    struct stub_page *stubs;      /* loader lock: stand-ins for missing imports */
    bool no_resolve;              /* DONT_RESOLVE_DLL_REFERENCES */
    bool no_thread_notices;       /* DisableThreadLibraryCalls */
    bool is_program;              /* the EXE */
    bool marked;                  /* loader lock: needed, while sweeping */
    bool has_tls;                 /* tls_index is its own */
    DWORD tls_index;              /* into each TEB's ThreadLocalStoragePointer */
    void *ldr_entry;              /* its LDR_DATA_TABLE_ENTRY in the PEB's lists */
};

/** image_of() - the image behind a module, or NULL for a builtin */
static inline struct image *image_of(struct module *module)
{
    return module && module->kind == MODULE_IMAGE ? (struct image *)module : NULL;
}

/**
 * image_map() - map a checked file: reserve, copy the sections, relocate
 * @file: from pe_file_open(); stays the caller's
 * @path: Unix path, copied
 * @ret_image: written on success, in state IMAGE_MAPPED; image_free() it
 *
 * Return: 0; -ENOMEM; -EIO when the file ends early; -ENOEXEC with @ret_reason for relocations
 * that leave the image, and for a fixed base that is taken.
 */
int image_map(const struct pe_file *file, const char *path, struct image **ret_image,
              struct pe_reason *ret_reason);

/** image_protect() - give every section its own protection. Return: 0; a negative errno. */
int image_protect(struct image *image);

/** image_free() - unmap and free; NULL is fine */
void image_free(struct image *image);

/** image_at() - @bytes bytes at @rva, all in the headers or in one section; else NULL */
void *image_at(const struct image *image, uint32_t rva, size_t bytes);

/** image_string() - the string at @rva; NULL when its end is not in the image */
const char *image_string(const struct image *image, uint32_t rva);

/** image_directory() - a data directory that isn't empty, else NULL */
const struct pe_directory *image_directory(const struct image *image, unsigned index);

/** image_relocate() - apply base relocations for a move by @delta bytes; see image_map() */
int image_relocate(struct image *image, int64_t delta, struct pe_reason *ret_reason);

/* What an export look-up found. */
struct image_export {
    void *address;         /* NULL: forwarded */
    const char *forwarder; /* "DLL.Name" or "DLL.#12", inside the image */
};

/**
 * image_export_by_name() - look a name up in the export directory
 * @hint: where the import table guesses it, or 0
 *
 * Return: true with @ret_export filled in; false when there is none.
 */
bool image_export_by_name(const struct image *image, const char *name, unsigned hint,
                          struct image_export *ret_export);

/** image_export_by_ordinal() - the same by ordinal */
bool image_export_by_ordinal(const struct image *image, unsigned ordinal,
                             struct image_export *ret_export);

/** image_nearest_export() - the exported name at or before @address, for reports; or NULL */
const char *image_nearest_export(const struct image *image, const void *address,
                                 size_t *ret_offset);

#endif
