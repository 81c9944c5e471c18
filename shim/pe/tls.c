/* SPDX-License-Identifier: MIT */
/* tls.c - indexes, blocks and callbacks of static TLS, see tls.h; all under the loader lock */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shim/pe/tls.h"
#include "shim/teb.h"

#define TLS_IMAGES_MAX 1024

/* What an image's directory says, checked. */
struct tls_template {
    struct image *image; /* NULL: the index is free */
    const void *data;
    size_t data_bytes;
    size_t zero_bytes;
    size_t alignment;
    PIMAGE_TLS_CALLBACK *callbacks; /* NULL at the end; NULL: none */
};

static struct tls_template templates[TLS_IMAGES_MAX];
static unsigned template_count;

/* Directory fields are addresses, already relocated. */
static void *at_address(const struct image *image, uint64_t address, size_t bytes)
{
    uint64_t rva = address - (uintptr_t)image->module.base;

    return rva < image->module.size_bytes ? image_at(image, (uint32_t)rva, bytes) : NULL;
}

/* The headers are the file's own and can't be written. */
static bool in_headers(const struct image *image, const void *at)
{
    return (uintptr_t)at - (uintptr_t)image->module.base < image->header.pe.headers_size;
}

static bool callbacks_fit(const struct image *image, PIMAGE_TLS_CALLBACK *callbacks)
{
    for (;; callbacks++) {
        if (!at_address(image, (uintptr_t)callbacks, sizeof(*callbacks)))
            return false;
        if (!*callbacks)
            return true;
        if (!at_address(image, (uintptr_t)*callbacks, 1))
            return false;
    }
}

static int read_directory(struct image *image, const IMAGE_TLS_DIRECTORY64 *directory,
                          struct tls_template *template, DWORD **ret_index,
                          struct pe_reason *reason)
{
    size_t bytes = directory->EndAddressOfRawData - directory->StartAddressOfRawData;
    unsigned alignment = directory->Characteristics >> 20 & 0xf;

    *ret_index = at_address(image, directory->AddressOfIndex, sizeof(DWORD));
    template->data = at_address(image, directory->StartAddressOfRawData, bytes);
    if (!*ret_index || in_headers(image, *ret_index) || (bytes && !template->data))
        return pe_refuse(reason, "WS0226", "its TLS directory points outside the image");
    template->callbacks = (PIMAGE_TLS_CALLBACK *)(uintptr_t)directory->AddressOfCallBacks;
    if (template->callbacks && !callbacks_fit(image, template->callbacks))
        return pe_refuse(reason, "WS0226", "a TLS callback lies outside the image");
    template->image = image;
    template->data_bytes = bytes;
    template->zero_bytes = directory->SizeOfZeroFill;
    template->alignment = alignment > 4 ? 1u << (alignment - 1) : 16;
    return 0;
}

/* The array in the TEB grows by being replaced: the thread may be reading the old one. */
struct tls_vector {
    struct tls_vector *older;
    size_t room;
    void *blocks[];
};

static struct tls_vector *vector_of(TEB *teb)
{
    char *blocks = teb->ThreadLocalStoragePointer;

    return blocks ? (struct tls_vector *)(blocks - offsetof(struct tls_vector, blocks)) : NULL;
}

static struct tls_vector *vector_grow(TEB *teb, unsigned index)
{
    struct tls_vector *old = vector_of(teb), *vector;
    size_t room = old ? old->room : 16;

    if (old && index < old->room)
        return old;
    while (room <= index)
        room *= 2;
    vector = calloc(1, sizeof(*vector) + room * sizeof(void *));
    if (!vector)
        return NULL;
    vector->room = room;
    vector->older = old;
    if (old)
        memcpy(vector->blocks, old->blocks, old->room * sizeof(void *));
    __atomic_store_n(&teb->ThreadLocalStoragePointer, vector->blocks, __ATOMIC_RELEASE);
    return vector;
}

static int add_block(TEB *teb, unsigned index)
{
    const struct tls_template *template = &templates[index];
    size_t bytes = template->data_bytes + template->zero_bytes;
    struct tls_vector *vector = vector_grow(teb, index);
    void *block = NULL;

    if (!vector || posix_memalign(&block, template->alignment, bytes ? bytes : 1))
        return -ENOMEM;
    if (template->data_bytes)
        memcpy(block, template->data, template->data_bytes);
    memset((char *)block + template->data_bytes, 0, template->zero_bytes);
    __atomic_store_n(&vector->blocks[index], block, __ATOMIC_RELEASE);
    return 0;
}

static int add_block_to(TEB *teb, void *index)
{
    return add_block(teb, *(unsigned *)index);
}

static int remove_block_from(TEB *teb, void *index)
{
    struct tls_vector *vector = vector_of(teb);
    unsigned at = *(unsigned *)index;

    if (vector && at < vector->room) {
        free(vector->blocks[at]);
        vector->blocks[at] = NULL;
    }
    return 0;
}

static unsigned free_index(void)
{
    unsigned index = 0;

    while (index < template_count && templates[index].image)
        index++;
    return index;
}

int tls_add_image(struct image *image, struct pe_reason *ret_reason)
{
    const struct pe_directory *entry = image_directory(image, IMAGE_DIRECTORY_ENTRY_TLS);
    const IMAGE_TLS_DIRECTORY64 *directory =
        entry ? image_at(image, entry->rva, sizeof(*directory)) : NULL;
    unsigned index = free_index();
    struct tls_template template;
    DWORD *index_at;
    int result;

    if (!entry)
        return 0;
    if (!directory || index >= TLS_IMAGES_MAX)
        return pe_refuse(ret_reason, "WS0226", "its TLS directory leaves the image");
    result = read_directory(image, directory, &template, &index_at, ret_reason);
    if (result)
        return result;
    templates[index] = template;
    if (index == template_count)
        template_count++;
    *index_at = index;
    image->tls_index = index;
    image->has_tls = true;
    return teb_for_each(add_block_to, &index);
}

void tls_remove_image(struct image *image)
{
    unsigned index = image->tls_index;

    if (!image->has_tls)
        return;
    teb_for_each(remove_block_from, &index);
    templates[index] = (struct tls_template){0};
    image->has_tls = false;
}

int tls_add_thread(TEB *teb)
{
    int result = 0;

    for (unsigned i = 0; i < template_count && !result; i++)
        if (templates[i].image)
            result = add_block(teb, i);
    return result;
}

void tls_remove_thread(TEB *teb)
{
    struct tls_vector *vector = vector_of(teb);

    teb->ThreadLocalStoragePointer = NULL;
    for (size_t i = 0; vector && i < vector->room; i++)
        free(vector->blocks[i]);
    while (vector) {
        struct tls_vector *older = vector->older;

        free(vector);
        vector = older;
    }
}

void tls_run_callbacks(struct image *image, DWORD reason)
{
    PIMAGE_TLS_CALLBACK *callback = image->has_tls ? templates[image->tls_index].callbacks : NULL;

    while (callback && *callback)
        (*callback++)(image->module.base, reason, NULL);
}
